"""ISO 8601 periods: first and last days, shifts, and the same for columns."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectivity.extraction.periods import first_day, last_day, period_days, shift

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
PARTS = st.one_of(
    DAYS.map(lambda day: f"{day:%Y}"), DAYS.map(lambda day: f"{day:%Y-%m}"), DAYS.map(date.isoformat)
)
INTERVALS = st.lists(PARTS, min_size=2, max_size=2).map(lambda parts: "/".join(sorted(parts, key=first_day)))
PERIODS = st.one_of(PARTS, INTERVALS)


@given(DAYS)
def test_a_day_begins_and_ends_on_itself(day: date) -> None:
    assert first_day(day.isoformat()) == last_day(day.isoformat()) == day


@given(DAYS)
def test_a_day_lies_in_its_month_and_its_year(day: date) -> None:
    for period in (f"{day:%Y-%m}", f"{day:%Y}"):
        assert first_day(period) <= day <= last_day(period)
        assert first_day(period).day == 1
        assert (last_day(period) + timedelta(days=1)).day == 1


@given(PARTS, PARTS)
def test_an_interval_reaches_from_the_first_day_of_one_to_the_last_of_the_other(one: str, other: str) -> None:
    assert first_day(f"{one}/{other}") == first_day(one)
    assert last_day(f"{one}/{other}") == last_day(other)


@given(PARTS)
def test_no_period_ends_before_it_begins(period: str) -> None:
    assert first_day(period) <= last_day(period)


@given(
    st.one_of(DAYS.map(lambda day: f"{day:%Y-%m}"), DAYS.map(lambda day: f"{day:%Y}-{day:%m}-28")),
    st.integers(-300, 300),
)
def test_a_shift_by_months_is_undone_by_its_opposite(period: str, months: int) -> None:
    assert shift(shift(period, months=months), months=-months) == period


@given(PERIODS, st.integers(-50, 50))
def test_a_shift_by_years_is_a_shift_by_twelve_months_each(period: str, years: int) -> None:
    assert shift(period, years=years) == shift(period, months=12 * years)


@given(PERIODS, st.integers(-50, 50))
def test_a_shift_keeps_the_precision_and_gives_a_real_period(period: str, years: int) -> None:
    shifted = shift(period, years=years)
    assert [len(part) for part in shifted.split("/")] == [len(part) for part in period.split("/")]
    assert first_day(shifted).year == first_day(period).year + years


def test_a_day_that_the_month_lacks_becomes_its_last() -> None:
    assert shift("2024-03-31", months=1) == "2024-04-30"
    assert shift("2024-03-31", months=-1) == "2024-02-29"


@given(st.lists(st.one_of(st.none(), PERIODS), max_size=8))
def test_columns_agree_with_the_functions(values: list[str | None]) -> None:
    frame = pl.LazyFrame({"period": values}, schema={"period": pl.String})
    days = period_days(frame).collect()
    assert days["period_start"].to_list() == [None if v is None else first_day(v) for v in values]
    assert days["period_end"].to_list() == [None if v is None else last_day(v) for v in values]


@pytest.mark.parametrize(
    "wrong", ["", "24", "2024-6", "2024/", "June 2024", "2024-06-18T00:00", "2024-06-18 "]
)
def test_what_is_no_period_is_refused_with_examples(wrong: str) -> None:
    with pytest.raises(ValueError, match="write 2024, 2024-06 or 2024-06-18"):
        last_day(wrong)


@given(st.integers(1990, 2040), st.integers(1, 12))
def test_months_have_the_length_of_the_calendar(year: int, month: int) -> None:
    assert last_day(f"{year}-{month:02d}").day == calendar.monthrange(year, month)[1]
