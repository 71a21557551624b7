from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.analysis.intervals import Interval, contains, meets

NUMBERS = st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 3))
POSITIVE = st.floats(0.01, 1e9, allow_nan=False)
Ends = tuple[float, float | None, float | None]


@st.composite
def intervals(draw: st.DrawFn, numbers: st.SearchStrategy[float] = NUMBERS) -> tuple[Ends, float]:
    """Value and ends, one or both of which may be missing, and a number between them."""
    low, inside, value, high = sorted(draw(st.lists(numbers, min_size=4, max_size=4)))
    if draw(st.booleans()):
        inside, value = value, inside
    return (value, draw(st.sampled_from([low, None])), draw(st.sampled_from([high, None]))), inside


def lit(ends: Ends) -> Interval:
    return Interval(*(pl.lit(x, dtype=pl.Float64) for x in ends))


def row(interval: Interval) -> Ends:
    return pl.select(interval.columns("x")).row(0)


def holds(interval: Interval, x: float) -> bool:
    _, low, high = row(interval)
    slack = 1e-9 * max(1.0, abs(x), abs(low or 0), abs(high or 0))
    return (low is None or low <= x + slack) and (high is None or x <= high + slack)


@settings(deadline=None)
@given(intervals(), intervals())
def test_sums_and_differences_hold_what_their_parts_hold(
    a: tuple[Ends, float], b: tuple[Ends, float]
) -> None:
    (one, x), (two, y) = a, b
    assert holds(lit(one) + lit(two), x + y)
    assert holds(lit(one) - lit(two), x - y)
    assert holds(-lit(one), -x)


@settings(deadline=None)
@given(intervals(POSITIVE), intervals(POSITIVE))
def test_products_of_positive_quantities_hold_the_products(
    a: tuple[Ends, float], b: tuple[Ends, float]
) -> None:
    (one, x), (two, y) = a, b
    assert holds(lit(one) * lit(two), x * y)


@settings(deadline=None)
@given(intervals(), intervals(POSITIVE))
def test_quotients_hold_the_quotients(a: tuple[Ends, float], b: tuple[Ends, float]) -> None:
    (one, x), (two, y) = a, b
    quotient = lit(one) / lit(two)
    assert holds(quotient, x / y)
    assert row(quotient)[0] == pytest.approx(one[0] / two[0])


@settings(deadline=None)
@given(intervals(POSITIVE), st.floats(0.001, 1000), NUMBERS)
def test_scaling_and_shifting(a: tuple[Ends, float], factor: float, number: float) -> None:
    one, x = a
    assert holds(lit(one).scale(factor), x * factor)
    assert holds(lit(one).shift(number), x + number)


def test_a_divisor_that_may_be_nothing_leaves_the_quotient_without_upper_end() -> None:
    assert row(lit((6.0, 5.0, 7.0)) / lit((1.0, 0.0, 2.0))) == (6.0, 2.5, None)
    assert row(lit((6.0, 5.0, 7.0)) / lit((0.0, 0.0, 2.0)))[0] is None


def test_a_divisor_without_upper_end_leaves_nothing_below_but_zero() -> None:
    assert row(lit((3.2, 3.15, 3.25)) / lit((6.0, 6.0, None))) == (3.2 / 6, 0.0, 3.25 / 6)
    assert row(lit((-3.0, -4.0, -2.0)) / lit((2.0, 2.0, None))) == (-1.5, -2.0, 0.0)


@settings(deadline=None)
@given(intervals(), intervals())
def test_intervals_meet_alike_from_both_sides(a: tuple[Ends, float], b: tuple[Ends, float]) -> None:
    one, two = lit(a[0]), lit(b[0])
    assert pl.select(meets(one, two)).item() == pl.select(meets(two, one)).item()
    assert pl.select(meets(one, one)).item()
    assert pl.select(contains(one, pl.lit(a[1]))).item()


def test_intervals_that_lie_apart_do_not_meet() -> None:
    assert not pl.select(meets(lit((27.0, 25.8, 28.4)), lit((20.0, 18.0, 22.0)))).item()
    assert pl.select(meets(lit((0.1 + 0.2, 0.1 + 0.2, None)), Interval.exact(0.3))).item()


def test_ends_are_missing_where_the_value_is() -> None:
    nothing = Interval(pl.lit(None, dtype=pl.Float64), pl.lit(1.0), pl.lit(2.0))
    assert row(nothing) == (None, None, None)


def test_clipping_turns_a_missing_end_into_the_limit() -> None:
    assert row(lit((40.0, None, None)).clip(0, 100)) == (40.0, 0.0, 100.0)
    assert row(lit((-3.0, -5.0, 120.0)).clip(0, 100)) == (0.0, 0.0, 100.0)


def test_a_rising_function_keeps_the_order_of_the_ends() -> None:
    value, low, high = row(lit((4.0, 1.0, 9.0)).rises(lambda x: x.sqrt()))
    assert (value, low, high) == (2.0, 1.0, 3.0)
    assert math.isclose(value * value, 4.0)
