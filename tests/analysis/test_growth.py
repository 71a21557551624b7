from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from connectivity.analysis import GROWTH_SCHEMA, growth

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
SALES: dict[str, Any] = {"indicator": "ecommerce_sales", "unit": "KZT"}


def rows(frame: pl.LazyFrame) -> list[dict[str, Any]]:
    return list(growth(frame).collect().iter_rows(named=True))


def series(observe: Observe, facts: dict[str, Any], *points: tuple[str, float]) -> list[dict[str, Any]]:
    return rows(observe(*({**facts, "period": p, "value": v} for p, v in points)))


def test_the_frame_has_the_promised_columns_even_when_empty(observe: Observe) -> None:
    assert growth(observe()).collect_schema() == GROWTH_SCHEMA
    assert growth(observe()).collect().is_empty()


def test_growth_between_neighbours_and_from_first_to_last(observe: Observe) -> None:
    found = series(observe, SCHOOLS, ("2023-10", 10), ("2024-04", 447), ("2024-08", 1731))
    shown = [(r["basis"], r["period_from"], r["absolute"], r["months"], r["per_month"]) for r in found]
    assert shown == [
        ("consecutive", "2023-10", 437, 6, pytest.approx(72.83, abs=0.01)),
        ("consecutive", "2024-04", 1284, 4, 321),
        ("first-last", "2023-10", 1721, 10, pytest.approx(172.1)),
    ]
    assert found[1]["formula"] == "1,731 - 447 = 1,284 (287.2 %) in 4 months"
    assert all(r["cagr"] is None for r in found), "ten months are not extrapolated to a year"


def test_eleven_months_are_not_compared_with_a_year(observe: Observe) -> None:
    (found,) = series(observe, SALES, ("2023", 2.2e12), ("2024-01/2024-11", 3.2e12))
    assert not found["comparable"]
    assert found["note"].startswith("11 months against 12")
    assert found["percent"] == pytest.approx((3.2 / 11) / (2.2 / 12) * 100 - 100)
    assert [found[c] for c in ("absolute", "cagr", "per_month", "doubling_months")] == [None] * 4


def test_a_year_is_compared_with_the_last_year_not_with_the_part_between(observe: Observe) -> None:
    found = series(observe, SALES, ("2023", 100.0), ("2024-01/2024-11", 110.0), ("2024", 120.0))
    whole = [r for r in found if r["period_to"] == "2024"]
    assert [(r["period_from"], r["comparable"], r["percent"]) for r in whole] == [
        ("2023", True, pytest.approx(20))
    ]


def test_a_share_of_part_of_a_year_keeps_its_points_but_says_so(observe: Observe) -> None:
    share = {"indicator": "ecommerce_share", "unit": "%", "of": "retail_sales"}
    (found,) = series(observe, share, ("2023", 13.0), ("2024-01/2024-11", 14.5))
    assert (found["absolute"], found["percent"], found["comparable"]) == (1.5, None, False)
    assert "11 months against 12" in found["note"]


def test_stocks_at_a_day_and_at_the_end_of_a_month_compare(observe: Observe) -> None:
    (found,) = series(observe, SCHOOLS, ("2023-12", 100), ("2024-06-30", 150))
    assert (found["months"], found["comparable"], found["note"]) == (6, True, None)


def test_statuses_and_groups_are_never_joined(observe: Observe) -> None:
    point = {**SCHOOLS, "value": 10, "period": "2023"}
    other = [
        {"status": "target"},
        {"group": "rural"},
        {"technology": None},
        {"aspect": "added"},
        {"place": "KG"},
    ]
    assert rows(observe(point, *({**point, "period": "2024", **change} for change in other))) == []


def test_what_is_no_series_does_not_grow(observe: Observe) -> None:
    for facts in (
        {"indicator": "fine", "unit": "KZT"},
        {"indicator": "other"},
        {"status": "target"},
        {"aspect": "change"},
    ):
        assert series(observe, {**SCHOOLS, **facts}, ("2023", 1), ("2024", 2)) == []
    spent = {"indicator": "investment", "unit": "USD"}
    assert series(observe, spent, ("2023-05-01", 1e6), ("2024-05-01", 2e6)) == [], "two sums of a day"


def test_something_cumulative_that_drops_by_more_than_half_is_not_compared(observe: Observe) -> None:
    (found,) = series(observe, SCHOOLS, ("2023", 614000), ("2024", 3150))
    assert not found["comparable"]
    assert (found["percent"], found["per_month"]) == (None, None)


def test_intervals_of_growth(observe: Observe) -> None:
    first = {**SALES, "period": "2023", "value": 19.4, "low": 19.35, "high": 19.45}
    (found,) = rows(observe(first, {**SALES, "period": "2024", "value": 27.9, "low": 27.85, "high": 27.95}))
    assert found["percent_low"] == pytest.approx(27.85 / 19.45 * 100 - 100)
    assert found["percent_high"] == pytest.approx(27.95 / 19.35 * 100 - 100)
    (open_,) = rows(observe(first, {**SALES, "period": "2024", "value": 27.9, "low": 27.9, "high": None}))
    assert open_["percent_high"] is None
    assert open_["absolute_low"] == pytest.approx(8.45)


@settings(max_examples=25, deadline=None)
@given(
    start=st.floats(1, 1e6),
    factor=st.floats(1.01, 50),
    years=st.integers(1, 20),
    scale=st.sampled_from([0.01, 1.0, 1000.0]),
)
def test_annual_growth_and_doubling_time_lead_back_to_the_end(
    observe: Observe, start: float, factor: float, years: int, scale: float
) -> None:
    end = start * factor
    (found,) = series(observe, SCHOOLS, ("2000", start), (f"{2000 + years}", end))
    assert start * (1 + found["cagr"] / 100) ** years == pytest.approx(end)
    assert start * math.pow(2, found["months"] / found["doubling_months"]) == pytest.approx(end)
    assert start + found["per_month"] * found["months"] == pytest.approx(end)
    (scaled,) = series(observe, SCHOOLS, ("2000", start * scale), (f"{2000 + years}", end * scale))
    for same in ("percent", "cagr", "doubling_months"):
        assert scaled[same] == pytest.approx(found[same])


@settings(max_examples=25, deadline=None)
@given(
    ends=st.lists(st.floats(1, 1e6), min_size=4, max_size=4, unique=True),
    parts=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_the_interval_of_growth_holds_each_growth_that_is_possible(
    observe: Observe, ends: list[float], parts: tuple[float, float]
) -> None:
    points = []
    inside = []
    for year, part, (low, high) in zip(
        (2020, 2023), parts, (sorted(ends[:2]), sorted(ends[2:])), strict=True
    ):
        points.append({**SALES, "period": str(year), "value": (low + high) / 2, "low": low, "high": high})
        inside.append(low + part * (high - low))
    (found,) = rows(observe(*points))
    before, after = inside
    for name, exact in (
        ("absolute", after - before),
        ("percent", after / before * 100 - 100),
        ("cagr", ((after / before) ** (1 / 3) - 1) * 100),
    ):
        slack = 1e-6 * max(1, abs(exact))
        assert found[f"{name}_low"] - slack <= exact <= found[f"{name}_high"] + slack
        assert found[f"{name}_low"] <= found[name] <= found[f"{name}_high"]


def test_the_order_of_observations_does_not_matter(
    benchmark_figures: tuple[pl.LazyFrame, pl.LazyFrame],
) -> None:
    _, observations = benchmark_figures
    shuffled = observations.collect().sample(fraction=1, shuffle=True, seed=7).lazy()
    assert_frame_equal(growth(shuffled).collect(), growth(observations).collect())
