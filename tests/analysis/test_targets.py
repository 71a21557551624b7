from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from connectivity.analysis import TARGET_SCHEMA, targets

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    Observe = Callable[..., pl.LazyFrame]

SCHOOLS: dict[str, Any] = {
    "indicator": "schools",
    "unit": "school",
    "aspect": "connected",
    "technology": "starlink",
}
GOAL: dict[str, Any] = {**SCHOOLS, "status": "target", "value": 2000}
ROLLOUT = [
    {**SCHOOLS, "period": p, "value": v} for p, v in (("2023-10", 10), ("2024-04", 447), ("2024-08", 1731))
]
SHARE: dict[str, Any] = {"indicator": "ecommerce_share", "unit": "%", "of": "retail_sales"}


def rows(frame: pl.LazyFrame, today: date | None = None) -> list[dict[str, Any]]:
    return list(targets(frame, today=today).collect().iter_rows(named=True))


def only(frame: pl.LazyFrame, today: date | None = None) -> dict[str, Any]:
    (row,) = rows(frame, today)
    return row


def test_the_frame_has_the_promised_columns_even_when_empty(observe: Observe) -> None:
    assert targets(observe()).collect_schema() == TARGET_SCHEMA
    assert targets(observe()).collect().is_empty()


def test_a_roll_out_to_a_target_without_deadline(observe: Observe) -> None:
    found = only(observe(*ROLLOUT, GOAL))
    assert (found["last"], found["remaining"], found["achieved_pace"]) == (1731, 269, 321)
    assert (found["verdict"], found["required_pace"], found["ratio"]) == ("no deadline", None, None)
    assert found["arrival"] == date(2024, 9, 26)
    assert "at this pace reached in 2024-09" in found["verdict_text"]
    assert found["formula"] == "2,000 - 1,731 = 269 left; (1,731 - 447) / 4 months = 321 a month"


@pytest.mark.parametrize(
    ("deadline", "verdict"),
    [("2024-10", "on track"), ("2024-09", "on track"), ("2024-08", "overdue"), ("2024-06", "overdue")],
)
def test_the_verdict_follows_from_the_deadline(observe: Observe, deadline: str, verdict: str) -> None:
    assert only(observe(*ROLLOUT, {**GOAL, "period": deadline}))["verdict"] == verdict


def test_too_slow_is_behind_with_its_ratio(observe: Observe) -> None:
    found = only(observe(*ROLLOUT, {**GOAL, "value": 5000, "period": "2024-12"}))
    assert found["verdict"] == "behind"
    assert found["ratio"] == pytest.approx(321 / ((5000 - 1731) / 4))
    assert f"{found['ratio']:.2f} times the pace needed" in found["verdict_text"]


def test_reached_needs_nothing_more(observe: Observe) -> None:
    found = only(observe(*ROLLOUT, {**GOAL, "value": 1700, "doc": "b"}))
    assert (found["verdict"], found["remaining"], found["arrival"]) == ("reached", 0, None)


def test_one_observation_tells_no_pace(observe: Observe) -> None:
    found = only(observe(ROLLOUT[-1], {**GOAL, "period": "2025"}))
    assert (found["verdict"], found["achieved_pace"]) == ("one observation", None)
    assert found["required_pace"] == pytest.approx(269 / 16)


def test_observations_of_two_weeks_tell_no_pace(observe: Observe) -> None:
    near = [{**SCHOOLS, "period": p, "value": 100} for p in ("2025-10-14", "2025-10-30")]
    assert only(observe(*near, {**GOAL, "period": "2027"}))["verdict"] == "one observation"


def test_a_target_without_observations_is_left_out(observe: Observe) -> None:
    assert rows(observe({**ROLLOUT[-1], "place": "KG"}, GOAL)) == []
    assert rows(observe({**ROLLOUT[-1], "status": "estimate"}, GOAL)) == []


def test_a_share_on_its_way(observe: Observe) -> None:
    points = [("2023", 13.0, "actual"), ("2024-01/2024-11", 14.5, "actual"), ("2029", 18.5, "target")]
    frame = observe(
        *(
            {**SHARE, "period": p, "value": v, "status": s, "low": v - 0.05, "high": v + 0.05}
            for p, v, s in points
        )
    )
    found = only(frame)
    assert found["required_pace"] * 12 == pytest.approx(0.79, abs=0.01)
    assert found["achieved_pace"] * 12 == pytest.approx(1.64, abs=0.01)
    assert found["verdict"] == "on track"
    assert found["arrival_early"] < found["arrival"] < found["arrival_late"]
    assert "1.6 pp a year since 2023; 0.79 pp a year needed by 2029" in found["verdict_text"]


def test_what_should_fall_is_measured_downwards(observe: Observe) -> None:
    latency = {"indicator": "latency", "unit": "ms"}
    points = [("2023-12", 60.0, "actual"), ("2024-06", 48.0, "actual"), ("2024-12", 30.0, "target")]
    found = only(observe(*({**latency, "period": p, "value": v, "status": s} for p, v, s in points)))
    assert (found["remaining"], found["achieved_pace"], found["required_pace"]) == (18, 2, 3)
    assert found["verdict"] == "behind"


def test_the_only_group_is_taken_when_one_side_names_none(observe: Observe) -> None:
    rural = [{**p, "group": "rural"} for p in ROLLOUT]
    found = only(observe(*rural, GOAL))
    assert found["last"] == 1731
    assert "the target's group is none, that of the observations rural" in found["verdict_text"]
    assert only(observe(*rural, {**GOAL, "group": "remote rural"}))["last"] == 1731
    assert rows(observe(*rural, {**GOAL, "group": "urban"})) == []


def test_of_two_groups_none_is_guessed(observe: Observe) -> None:
    groups = [{**ROLLOUT[-1], "group": g} for g in ("rural", "urban")]
    assert rows(observe(*groups, GOAL)) == []
    assert only(observe(*groups, ROLLOUT[0], GOAL))["last"] == 10, "the very group goes first"


def test_a_moved_deadline_and_a_revised_value_are_shown(observe: Observe) -> None:
    old = {**GOAL, "doc": "old", "period": "2024"}
    dates = {"old": "2023-06-01", "a": "2024-09-01"}
    delayed = only(observe(*ROLLOUT, old, {**GOAL, "period": "2025"}, published=dates))
    assert delayed["deadline"] == "2025"
    assert delayed["moved_from"] == [{"value": 2000.0, "deadline": "2024", "as_of": "2023-06-01"}]
    revised = only(observe(*ROLLOUT, old, {**GOAL, "period": "2024", "value": 1900}, published=dates))
    assert revised["target"] == 1900
    assert revised["moved_from"] == [{"value": 2000.0, "deadline": "2024", "as_of": "2023-06-01"}]


def test_less_at_a_later_time_is_a_moved_target(observe: Observe) -> None:
    old = {**GOAL, "doc": "old", "value": 2500, "period": "2024"}
    dates = {"old": "2023-06-01", "a": "2024-09-01"}
    found = only(observe(*ROLLOUT, old, {**GOAL, "period": "2026"}, published=dates))
    assert (found["deadline"], found["moved_from"][0]["value"]) == ("2026", 2500)


def test_milestones_are_not_moved_targets(observe: Observe) -> None:
    dates = {"old": "2023-06-01", "a": "2024-09-01"}
    frame = observe(
        *ROLLOUT,
        {**GOAL, "doc": "old", "period": "2024"},
        {**GOAL, "value": 6000, "period": "2027"},
        published=dates,
    )
    assert [(r["deadline"], r["moved_from"]) for r in rows(frame)] == [("2024", []), ("2027", [])]


def test_a_percentage_is_compared_with_the_share_that_counts_give(observe: Observe) -> None:
    total = {"indicator": "schools", "unit": "school", "value": 7000, "period": "2024-08"}
    goal = {**GOAL, "value": 92, "unit": "%", "of": "schools", "period": "2027-12"}
    found = only(observe(total, ROLLOUT[-1], goal))
    assert found["last"] == pytest.approx(1731 / 70)
    assert len(found["figures"]) == 3


def test_plans_to_add_are_no_level(observe: Observe) -> None:
    assert rows(observe(*ROLLOUT, {**GOAL, "aspect": "added", "value": 100, "period": "2025"})) == []
    assert rows(observe(*ROLLOUT, {**GOAL, "value": 100})) == [], "fewer than its own document counts already"


def test_today_makes_a_target_overdue(observe: Observe) -> None:
    frame = observe(*ROLLOUT, {**GOAL, "value": 9000, "period": "2025"}, published={"a": "2024-09-01"})
    assert only(frame)["verdict"] == "behind"
    late = only(frame, today=date(2026, 2, 1))
    assert late["verdict"] == "overdue"
    assert "due 2025, nothing reported since 2024-08" in late["verdict_text"]


@settings(max_examples=12, deadline=None)
@given(
    values=st.tuples(st.floats(1, 1e6), st.floats(1.001, 5), st.floats(1.001, 5)),
    months=st.integers(1, 60),
    scale=st.sampled_from([0.001, 1.0, 1e6]),
)
def test_going_at_the_required_pace_arrives_at_the_deadline(
    observe: Observe, values: tuple[float, float, float], months: int, scale: float
) -> None:
    first, last, goal = values[0], values[0] * values[1], values[0] * values[1] * values[2]
    deadline = f"{2021 + (months - 1) // 12}-{(months - 1) % 12 + 1:02d}"
    points = [("2020-01", first, "actual"), ("2020-12", last, "actual"), (deadline, goal, "target")]
    found = only(
        observe(*({**SCHOOLS, "doc": s, "period": p, "value": v, "status": s} for p, v, s in points)),
        date(2020, 12, 31),
    )
    assert last + found["required_pace"] * months == pytest.approx(goal)
    assert found["ratio"] == pytest.approx(found["achieved_pace"] / found["required_pace"])
    assert found["verdict"] == ("on track" if found["ratio"] >= 1 else "behind")
    scaled = only(
        observe(*({**SCHOOLS, "doc": s, "period": p, "value": v * scale, "status": s} for p, v, s in points)),
        date(2020, 12, 31),
    )
    assert scaled["ratio"] == pytest.approx(found["ratio"])
    assert scaled["arrival"] == found["arrival"]


def test_the_order_of_observations_does_not_matter(
    benchmark_figures: tuple[pl.LazyFrame, pl.LazyFrame],
) -> None:
    _, observations = benchmark_figures
    shuffled = observations.collect().sample(fraction=1, shuffle=True, seed=7).lazy()
    assert_frame_equal(targets(shuffled).collect(), targets(observations).collect())
