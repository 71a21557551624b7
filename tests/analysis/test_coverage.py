from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from connectivity.analysis import GAP_SCHEMA, gaps

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    Observe = Callable[..., pl.LazyFrame]

DAY = "2024-06-18"
TOTAL: dict[str, Any] = {"value": 6290, "aspect": "total", "period": DAY}
WIRED: dict[str, Any] = {"value": 2606, "aspect": "connected", "technology": "wired", "period": DAY}
PLAN: dict[str, Any] = {"value": 3010, "aspect": "connected", "status": "target", "technology": "fibre"}


def only(frame: pl.LazyFrame) -> dict[str, Any]:
    return frame.collect().row(0, named=True)


def rows(frame: pl.LazyFrame) -> list[dict[str, Any]]:
    return list(frame.collect().iter_rows(named=True))


def test_the_frame_has_the_promised_columns_even_when_empty(observe: Observe) -> None:
    assert gaps(observe()).collect_schema() == GAP_SCHEMA
    assert gaps(observe(TOTAL, WIRED, PLAN)).collect_schema() == GAP_SCHEMA
    assert gaps(observe()).collect().is_empty()


def test_connected_of_a_total_leaves_a_gap(observe: Observe) -> None:
    gap = only(gaps(observe(TOTAL, WIRED)))
    assert (gap["connected"], gap["total"], gap["gap"]) == (2606, 6290, 3684)
    assert gap["share"] == pytest.approx(41.43, abs=0.01)
    assert gap["total_source"] == "same document"
    assert gap["formula"] == "6,290 - 2,606 = 3,684 without"
    assert set(gap["figures"]) == {"a@0", "a@10"}


def test_a_plan_of_another_technology_of_the_family_is_added(observe: Observe) -> None:
    gap = only(gaps(observe(TOTAL, WIRED, PLAN)))
    assert (gap["planned"], gap["left_over"]) == (3010, 674)
    assert "read as a level, 3,010 - 2,606 = 404 more" in gap["formula"]


def test_a_plan_of_the_same_technology_is_a_level(observe: Observe) -> None:
    gap = only(gaps(observe(TOTAL, WIRED, {**PLAN, "technology": "wired"})))
    assert (gap["planned"], gap["left_over"]) == (404, 3280)
    assert "read as 3,010 more, 674 left over" in gap["formula"]


def test_a_plan_that_does_not_fit_into_the_gap_is_a_level(observe: Observe) -> None:
    gap = only(gaps(observe(TOTAL, WIRED, {**PLAN, "value": 4000})))
    assert (gap["planned"], gap["left_over"]) == (1394, 2290)


def test_a_level_above_the_total_is_of_other_things(observe: Observe) -> None:
    gap = only(gaps(observe(TOTAL, WIRED, {**PLAN, "value": 7000})))
    assert (gap["planned"], gap["left_over"]) == (None, None)


def test_a_plan_below_what_is_connected_is_added(observe: Observe) -> None:
    gap = only(gaps(observe(TOTAL, WIRED, {**PLAN, "technology": "wired", "value": 400})))
    assert (gap["planned"], gap["left_over"]) == (400, 3284)


def test_a_plan_to_add_is_added(observe: Observe) -> None:
    gap = only(gaps(observe(TOTAL, WIRED, {**PLAN, "technology": "wired", "aspect": "added"})))
    assert (gap["planned"], gap["left_over"]) == (3010, 674)


def test_a_plan_in_percent_is_a_level(observe: Observe) -> None:
    share = {
        **PLAN,
        "technology": "wired",
        "value": 92,
        "unit": "%",
        "of": "settlements",
        "period": "2027-12",
    }
    gap = only(gaps(observe(TOTAL, WIRED, share)))
    assert gap["planned"] == 5787 - 2606  # 92 % of 6,290 villages are about 5,787
    assert gap["left_over"] == 503
    assert gap["planned_period"] == "2027-12"


def test_a_plan_larger_than_the_gap_leaves_nothing_over(observe: Observe) -> None:
    gap = only(gaps(observe(TOTAL, WIRED, {**PLAN, "aspect": "added", "value": 5000})))
    assert gap["left_over"] == 0


def test_a_plan_of_another_family_or_past_its_deadline_is_not_set_beside(observe: Observe) -> None:
    assert only(gaps(observe(TOTAL, WIRED, {**PLAN, "technology": "4g"})))["planned"] is None
    assert only(gaps(observe(TOTAL, WIRED, {**PLAN, "period": "2023-12"})))["planned"] is None


def test_a_plan_of_an_older_document_is_not_set_beside_a_newer_count(observe: Observe) -> None:
    dates = {"old": "2020-01-01", "a": DAY}
    frame = observe(TOTAL, WIRED, {**PLAN, "doc": "old"}, published=dates)
    assert only(gaps(frame))["planned"] is None
    later = observe(TOTAL, WIRED, {**PLAN, "doc": "new"}, published={"a": DAY, "new": "2025-01-01"})
    assert only(gaps(later))["planned"] == 3010


def test_a_plan_for_all_is_not_set_beside_each_of_several_groups(observe: Observe) -> None:
    groups = [{**WIRED, "group": g, "value": v} for g, v in (("north", 100), ("south", 50))]
    assert all(r["planned"] is None for r in rows(gaps(observe(*groups, PLAN))))
    assert only(gaps(observe(groups[0], PLAN)))["planned"] is not None


def test_a_stated_gap_of_no_technology_is_set_beside_the_one_it_agrees_with(observe: Observe) -> None:
    mobile = {**WIRED, "technology": "mobile", "value": 4866}
    remaining = {"value": 1424, "aspect": "unconnected", "period": DAY}
    found = {r["technology"]: r for r in rows(gaps(observe(TOTAL, WIRED, mobile, remaining)))}
    assert set(found) == {"mobile", "wired"}
    assert found["mobile"]["gap_stated"] == found["mobile"]["gap"] == 1424
    assert found["wired"]["gap_stated"] is None
    assert found["mobile"]["formula"].endswith("stated as 1,424 too")


def test_a_stated_gap_of_another_technology_of_the_family_confirms_too(observe: Observe) -> None:
    mobile = {**WIRED, "technology": "mobile", "value": 4866}
    remaining = {"value": 1424, "aspect": "unconnected", "technology": "4g", "period": DAY}
    found = rows(gaps(observe(TOTAL, mobile, remaining)))
    assert [(r["technology"], r["gap_stated"]) for r in found] == [("mobile", 1424)]


def test_a_stated_gap_that_agrees_with_nothing_has_its_own_row(observe: Observe) -> None:
    remaining = {"value": 486, "aspect": "unconnected", "period": DAY}
    found = {r["technology"]: r for r in rows(gaps(observe(TOTAL, WIRED, remaining)))}
    assert found[None]["connected"] == 5804
    assert found[None]["formula"] == "6,290 - 486 = 5,804 connected"


def test_connected_follows_from_share_and_total(observe: Observe) -> None:
    share = {**WIRED, "value": 40, "unit": "%", "of": "settlements", "low": 39.5, "high": 40.5}
    gap = only(gaps(observe(TOTAL, share)))
    assert gap["connected"] == pytest.approx(2516)
    assert (gap["gap_low"], gap["gap_high"]) == (3743, 3805), "whole villages"


@given(
    total=st.integers(1, 10**6),
    share=st.floats(0, 100),
    wide=st.floats(0, 5),
)
@settings(max_examples=20, deadline=None)
def test_a_share_of_things_is_whole_things(total: int, share: float, wide: float, observe: Observe) -> None:
    ends = {"low": max(0.0, share - wide), "high": min(100.0, share + wide)}
    part = {**WIRED, "value": share, "unit": "%", "of": "settlements", **ends}
    gap = only(gaps(observe({**TOTAL, "value": total}, part)))
    for name in ("connected", "gap"):
        low, value, high = gap[f"{name}_low"], gap[name], gap[f"{name}_high"]
        assert all(number == int(number) for number in (low, value, high))
        assert 0 <= low <= value <= high <= total
    assert gap["connected"] + gap["gap"] == total
    assert abs(gap["connected"] - total * share / 100) <= 0.5 + 1e-6


def test_a_figure_for_a_time_after_its_document_is_no_point(observe: Observe) -> None:
    later = {**WIRED, "period": "2027", "value": 6000}
    found = rows(gaps(observe(TOTAL, WIRED, later, published={"a": DAY})))
    assert [row["period"] for row in found] == [DAY]


def test_an_earlier_total_of_a_part_is_not_taken(observe: Observe) -> None:
    region = {**TOTAL, "value": 42, "period": "2024-06", "doc": "b"}
    newer = {**WIRED, "value": 40, "period": "2025-06", "doc": "c"}
    whole = {**TOTAL, "period": "2023-06", "doc": "d"}
    gap = only(gaps(observe(whole, region, newer)))
    assert (gap["total"], gap["total_period"]) == (6290, "2023-06")


def test_the_total_follows_from_connected_and_unconnected(observe: Observe) -> None:
    rest = {**WIRED, "aspect": "unconnected", "value": 394}
    gap = only(gaps(observe(WIRED, rest)))
    assert (gap["total"], gap["total_source"], gap["formula"]) == (
        3000,
        "same document",
        "2,606 + 394 = 3,000",
    )


def test_the_nearest_earlier_total_is_taken_and_named(observe: Observe) -> None:
    totals = [
        {**TOTAL, "doc": f"d{year}", "value": value, "period": str(year)}
        for year, value in ((2018, 6400), (2022, 6300), (2026, 6200))
    ]
    gap = only(gaps(observe(WIRED, *totals)))
    assert (gap["total"], gap["total_period"], gap["total_source"]) == (6300, "2022", "nearest earlier")


def test_a_total_of_another_place_group_or_indicator_is_not_taken(observe: Observe) -> None:
    others = ({"place": "KG"}, {"group": "rural"}, {"indicator": "schools", "unit": "school"})
    for other in others:
        gap = only(gaps(observe({**TOTAL, **other}, WIRED)))
        assert (gap["total"], gap["total_source"], gap["gap"]) == (None, "none", None)


def test_a_total_smaller_than_what_is_connected_is_not_taken(observe: Observe) -> None:
    assert only(gaps(observe({**TOTAL, "value": 2000}, WIRED)))["total"] is None


def test_a_count_far_below_an_earlier_one_is_a_part(observe: Observe) -> None:
    part = {**WIRED, "value": 315, "period": "2024-12"}
    found = {r["period"]: r for r in rows(gaps(observe(TOTAL, WIRED, part)))}
    assert found[DAY]["gap"] == 3684
    assert found["2024-12"]["gap"] is None
    assert "a part" in found["2024-12"]["formula"]


def test_things_added_in_a_period_are_not_things_connected(observe: Observe) -> None:
    added = {**WIRED, "aspect": "added", "value": 1161, "period": "2023"}
    assert [r["connected"] for r in rows(gaps(observe(TOTAL, WIRED, added)))] == [2606]


def test_over_a_number_gives_a_gap_without_lower_end_but_nothing(observe: Observe) -> None:
    gap = only(gaps(observe(TOTAL, {**WIRED, "low": 2606, "high": None})))
    assert (gap["gap_low"], gap["gap_high"]) == (0, 3684)


def test_a_share_without_total_gives_no_counts(observe: Observe) -> None:
    gap = only(gaps(observe({**WIRED, "value": 94.2, "unit": "%", "of": "settlements"})))
    assert (gap["share"], gap["connected"], gap["gap"], gap["planned"]) == (94.2, None, None, None)


@settings(max_examples=25, deadline=None)
@given(
    total=st.integers(10, 10**6),
    part=st.floats(0, 1),
    widths=st.tuples(st.integers(0, 5), st.integers(0, 5)),
    scale=st.sampled_from([1, 10, 1000]),
)
def test_gap_and_connected_make_up_the_total(
    observe: Observe, total: int, part: float, widths: tuple[int, int], scale: int
) -> None:
    served = int(total * part)
    frame = [
        {
            **TOTAL,
            "value": total * scale,
            "low": (total - widths[0]) * scale,
            "high": (total + widths[0]) * scale,
        },
        {
            **WIRED,
            "value": served * scale,
            "low": (served - widths[1]) * scale,
            "high": (served + widths[1]) * scale,
        },
    ]
    gap = only(gaps(observe(*frame)))
    assert gap["gap"] + gap["connected"] == pytest.approx(gap["total"])
    for t in (gap["total_low"], gap["total_high"]):
        for c in (gap["connected_low"], gap["connected_high"]):
            assert gap["gap_low"] <= max(0, t - c) <= gap["gap_high"]
    unscaled = only(
        gaps(observe({**frame[0], **_divided(frame[0], scale)}, {**frame[1], **_divided(frame[1], scale)}))
    )
    assert unscaled["share"] == pytest.approx(gap["share"])
    assert unscaled["gap"] * scale == pytest.approx(gap["gap"])


def _divided(figure: dict[str, Any], scale: int) -> dict[str, float]:
    return {key: figure[key] / scale for key in ("value", "low", "high")}


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 2**16))
def test_the_order_of_observations_does_not_matter(
    benchmark_figures: tuple[pl.LazyFrame, pl.LazyFrame], seed: int
) -> None:
    _, observations = benchmark_figures
    shuffled = observations.collect().sample(fraction=1, shuffle=True, seed=seed).lazy()
    assert_frame_equal(gaps(shuffled).collect(), gaps(observations).collect())
