from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.analysis.timing import length_months, months_after, months_between
from connectivity.extraction.periods import period_days

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def between(start: date, end: date) -> float:
    return pl.DataFrame({"a": [start], "b": [end]}).select(months_between("a", "b")).item()


@settings(deadline=None)
@given(DAYS, DAYS)
def test_there_and_back_is_nothing(a: date, b: date) -> None:
    assert between(a, b) == pytest.approx(-between(b, a))
    assert (between(a, b) > 0) == (b > a)


@settings(deadline=None)
@given(DAYS, st.floats(0.1, 600))
def test_a_date_some_months_on_is_that_far_away(start: date, months: float) -> None:
    end = pl.select(months_after(pl.lit(start), pl.lit(months))).item()
    assert between(start, end) == pytest.approx(months, abs=0.12)


def test_a_date_beyond_a_century_is_not_given() -> None:
    assert pl.select(months_after(pl.lit(date(2024, 1, 1)), pl.lit(1e6))).item() is None


@pytest.mark.parametrize(
    ("period", "months"), [("2024", 12), ("2024-01/2024-11", 11), ("2024-04/2024-06", 3), ("2024-06-18", 0)]
)
def test_lengths_of_periods(period: str, months: float) -> None:
    frame = period_days(pl.LazyFrame({"period": [period]}))
    assert frame.select(length_months()).collect().item() == months
