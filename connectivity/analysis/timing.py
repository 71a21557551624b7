"""Months between dates, lengths of periods, and dates so many months on, as Polars expressions."""

from __future__ import annotations

from typing import Final

import polars as pl

__all__ = ["DAYS_A_MONTH", "length_months", "months_after", "months_between"]

DAYS_A_MONTH: Final = 365.2425 / 12
_FARTHEST: Final = 1200.0
"""Months beyond which a date is not worth giving."""


def _months(date: pl.Expr) -> pl.Expr:
    """Months since the year 0, the day as its part of the month: the end of any month is whole."""
    return date.dt.year() * 12.0 + date.dt.month() - 1 + date.dt.day() / date.dt.month_end().dt.day()


def months_between(start: str, end: str) -> pl.Expr:
    """Months from the date in column `start` to that in `end`, whole between ends of months.

    >>> import polars as pl
    >>> from datetime import date
    >>> frame = pl.DataFrame({"a": [date(2024, 4, 30)], "b": [date(2024, 8, 31)]})
    >>> frame.select(months_between("a", "b")).item()
    4.0
    """
    return (_months(pl.col(end)) - _months(pl.col(start))).round(6)


def length_months(start: str = "period_start", end: str = "period_end") -> pl.Expr:
    """How many months a period is long; 0 for a single day.

    >>> import polars as pl
    >>> from datetime import date
    >>> days = [(date(2024, 1, 1), date(2024, 11, 30)), (date(2024, 6, 18), date(2024, 6, 18))]
    >>> frame = pl.DataFrame(days, schema=["period_start", "period_end"], orient="row")
    >>> frame.select(length_months()).to_series().to_list()
    [11.0, 0.0]
    """
    day_before = pl.col(start).dt.offset_by("-1d")
    length = (_months(pl.col(end)) - _months(day_before)).round(2)
    return pl.when(pl.col(start) == pl.col(end)).then(0.0).otherwise(length)


def months_after(date: pl.Expr, months: pl.Expr) -> pl.Expr:
    """The date so many months after a date; null beyond a century.

    >>> import polars as pl
    >>> from datetime import date
    >>> pl.select(months_after(pl.lit(date(2024, 8, 31)), pl.lit(0.838))).item()
    datetime.date(2024, 9, 26)
    """
    near = pl.when(months.is_between(0, _FARTHEST)).then(months)
    return date + pl.duration(days=(near * DAYS_A_MONTH).ceil().cast(pl.Int64))
