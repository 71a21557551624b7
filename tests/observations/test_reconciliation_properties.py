"""Whatever documents say: what holds of every observation, in any order."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.observations import reconcile
from connectivity.observations.conflicts import Claim, decide
from connectivity.observations.schema import RELATIONS
from tests.observations.press import Press

if TYPE_CHECKING:
    from random import Random

KEYS = ["indicator", "technology", "aspect", "status", "place", "group", "unit", "of"]
RELEASE = "Wired lines now reach 2,606 villages of the republic, the ministry said in its report for June"
PERIODS = st.sampled_from([None, "2024", "2024-06", "2024-06-18", "2024-01/2024-11", "2023"])
DATES = st.sampled_from([None, "2024", "2024-07", "2024-07-01", "2024-07-20", "2025-02-03"])
STATEMENTS = st.lists(
    st.fixed_dictionaries(
        {
            "value": st.integers(-3, 12),
            "below": st.sampled_from([0.0, 0.0, 2.0, math.inf]),
            "above": st.sampled_from([0.0, 0.0, 2.0, math.inf]),
            "publisher": st.sampled_from([None, "A", "B", "C"]),
            "published": DATES,
            "period": PERIODS,
            "status": st.sampled_from(["actual", "target"]),
            "aspect": st.sampled_from(["connected", "added"]),
            "technology": st.sampled_from([None, "wired"]),
            "sentence": st.sampled_from([RELEASE, "another thing said", None]),
        }
    ),
    max_size=9,
)


def told(statements: list[dict[str, Any]]) -> Press:
    press = Press()
    for statement in statements:
        given = dict(statement)
        value, below, above = given.pop("value"), given.pop("below"), given.pop("above")
        low = None if math.isinf(below) else value - below
        high = None if math.isinf(above) else value + above
        press.says(value, low=low, high=high, **given)
    return press


@settings(max_examples=60, deadline=None)
@given(STATEMENTS, st.randoms(use_true_random=False))
def test_observations_do_not_depend_on_the_order_of_rows(
    statements: list[dict[str, Any]], random: Random
) -> None:
    press = told(statements)
    figures, documents = press.frames()
    expected = reconcile(figures, documents).collect()
    random.shuffle(press.figures)
    random.shuffle(press.documents)
    assert reconcile(*press.frames()).collect().equals(expected)


@settings(max_examples=60, deadline=None)
@given(STATEMENTS)
def test_what_every_observation_keeps(statements: list[dict[str, Any]]) -> None:
    press = told(statements)
    figures = {row["figure"]: row for row in press.figures}
    observations = press.observations()
    assert observations["observation"].is_unique().all()
    used = []
    for row in observations.iter_rows(named=True):
        low = -math.inf if row["low"] is None else row["low"]
        high = math.inf if row["high"] is None else row["high"]
        assert low <= row["value"] <= high
        assert row["relation"] in RELATIONS
        rested = [figures[figure] for figure in row["figures"]]
        for figure in rested:
            # Never mixed: every key of the series is that of every figure; and every interval holds.
            assert all(figure[key] == row[key] for key in KEYS)
            assert figure["low"] is None or figure["low"] <= low
            assert figure["high"] is None or figure["high"] >= high
        past = [figure for gone in row["superseded"] for figure in gone["figures"]]
        assert (row["relation"] in ("revised", "contradicted")) == bool(past)
        assert (row["relation"] == "single") == (len(rested) == 1 and not past)
        used += row["figures"] + past
    # No figure is lost, none counts twice.
    assert sorted(used) == sorted(figures)


CLAIMS = st.lists(
    st.builds(
        lambda number, low, width, days, voice: Claim(
            f"f{number}",
            low,
            low + width,
            None if days is None else date(2024, 1, 1) + timedelta(days),
            voice,
        ),
        st.integers(0, 10**6),
        st.integers(0, 9),
        st.sampled_from([0, 1, 4, math.inf]),
        st.sampled_from([None, 0, 10, 40, 400]),
        st.sampled_from([None, "A", "B"]),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda claim: claim.figure,
)


@given(CLAIMS, st.randoms(use_true_random=False))
def test_a_decision_follows_claims_with_something_in_common_whatever_their_order(
    claims: list[Claim], random: Random
) -> None:
    decision = decide(claims)
    followed = [claim for claim in claims if claim.figure in decision.figures]
    assert followed
    assert max(claim.low for claim in followed) <= min(claim.high for claim in followed)
    random.shuffle(claims)
    assert decide(claims) == decision
