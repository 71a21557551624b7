"""ISO 8601 periods: their first and last days, and shifts by whole months or years."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Final

import polars as pl

__all__ = ["DAY_WIDTH", "MONTH_WIDTH", "YEAR_WIDTH", "first_day", "last_day", "period_days", "shift"]

YEAR_WIDTH: Final = 4  # characters of "2024"
MONTH_WIDTH: Final = 7  # of "2024-06"
DAY_WIDTH: Final = 10  # of "2024-06-18"
DAY_PARTS: Final = 3  # year, month, day
_PART: Final = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def _numbers(part: str) -> tuple[int, ...]:
    found = _PART.match(part)
    if not found:
        raise ValueError(f"{part!r} is not an ISO 8601 year, month or day; write 2024, 2024-06 or 2024-06-18")
    return tuple(int(n) for n in found.groups() if n)


def first_day(period: str) -> date:
    """The first day of a period.

    >>> first_day("2024"), first_day("2024-01/2024-11"), first_day("2024-06-18")
    (datetime.date(2024, 1, 1), datetime.date(2024, 1, 1), datetime.date(2024, 6, 18))

    Raises:
        ValueError: The period is not ISO 8601.
    """
    year, month, day = (*_numbers(period.split("/", maxsplit=1)[0]), 1, 1)[:3]
    return date(year, month, day)


def last_day(period: str) -> date:
    """The last day of a period.

    >>> last_day("2024"), last_day("2024-01/2024-11"), last_day("2024-02")
    (datetime.date(2024, 12, 31), datetime.date(2024, 11, 30), datetime.date(2024, 2, 29))

    Raises:
        ValueError: The period is not ISO 8601.
    """
    numbers = _numbers(period.rsplit("/", maxsplit=1)[-1])
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else 12
    return date(year, month, numbers[2] if len(numbers) == DAY_PARTS else calendar.monthrange(year, month)[1])


def shift(period: str, *, years: int = 0, months: int = 0) -> str:
    """The period so many years and months later (earlier when negative), at the same precision.

    >>> shift("2024-04/2024-06", years=-1), shift("2024-01", months=-1), shift("2024-02-29", years=1)
    ('2023-04/2023-06', '2023-12', '2025-02-28')
    """
    return "/".join(_shift_part(part, years * 12 + months) for part in period.split("/"))


def _shift_part(part: str, months: int) -> str:
    year, *rest = _numbers(part)
    if not rest:
        return f"{year + months // 12:04d}"
    years, month = divmod(year * 12 + rest[0] - 1 + months, 12)
    shifted = f"{years:04d}-{month + 1:02d}"
    if len(rest) == 1:
        return shifted
    return f"{shifted}-{min(rest[1], calendar.monthrange(years, month + 1)[1]):02d}"


def period_days(frame: pl.LazyFrame, column: str = "period") -> pl.LazyFrame:
    """The frame with `{column}_start` and `{column}_end`, the dates (null where the period is null).

    >>> period_days(pl.LazyFrame({"period": ["2024-02", None]})).collect().rows()
    [('2024-02', datetime.date(2024, 2, 1), datetime.date(2024, 2, 29)), (None, None, None)]
    """
    parts = pl.col(column).str.split("/")
    first, last = parts.list.first(), parts.list.last()
    start = pl.concat_str(first, pl.lit("-01-01").str.slice(first.str.len_chars() - 4)).str.to_date(
        "%Y-%m-%d"
    )
    end = (
        pl.when(last.str.len_chars() == YEAR_WIDTH)
        .then(pl.concat_str(last, pl.lit("-12-31")).str.to_date("%Y-%m-%d", strict=False))
        .when(last.str.len_chars() == MONTH_WIDTH)
        .then(pl.concat_str(last, pl.lit("-01")).str.to_date("%Y-%m-%d", strict=False).dt.month_end())
        .otherwise(last.str.to_date("%Y-%m-%d", strict=False))
    )
    return frame.with_columns(start.alias(f"{column}_start"), end.alias(f"{column}_end"))
