"""Series as charts draw them: plain points on a time axis, read from an observations frame."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from connectivity.wording import amount, period_short

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

__all__ = ["Point", "Series", "Silence", "Superseded", "months_between", "series_of", "silences", "whole_of"]

_YEAR: Final = 12  # months
_REGULAR: Final = (1, 3, 6, 12)
_DAYS_A_MONTH: Final = 365.2425 / 12
_KEYS: Final = ("series", "indicator", "technology", "aspect", "status", "place", "group", "unit", "of")


@dataclass(frozen=True, slots=True)
class Superseded:
    """A value that a later document replaced."""

    value: float
    as_of: str | None
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One observation on a time axis.

    Attributes:
        period: ISO 8601 period.
        start: First day of the period.
        end: Last day of the period.
        value: In the unit of the series.
        low: Lower end of the interval, None when it has none.
        high: Upper end, None when it has none.
        relation: "single", "corroborated", "echo", "revised" or "contradicted".
        partial: The period is a part of what the series measures otherwise ("January to November").
        superseded: What was stated before.
        figures: Ids of the figures the value rests on.
        corrected: A correction by hand is in it.
    """

    period: str
    start: date
    end: date
    value: float
    low: float | None
    high: float | None
    relation: str = "single"
    partial: bool = False
    superseded: tuple[Superseded, ...] = ()
    figures: tuple[str, ...] = ()
    corrected: bool = False

    @property
    def day(self) -> date:
        """The middle of the period: where the point is drawn."""
        return self.start + (self.end - self.start) / 2

    @property
    def range(self) -> tuple[float, float]:
        """From the lowest to the highest value stated, superseded ones among them; open ends left out."""
        values = [self.value, self.low, self.high, *(old.value for old in self.superseded)]
        known = [value for value in values if value is not None]
        return min(known), max(known)

    @property
    def exact(self) -> bool:
        """Whether the interval is the value itself."""
        return self.low == self.value == self.high


@dataclass(frozen=True, slots=True)
class Series:
    """A series with its points in the order of time."""

    series: str
    indicator: str
    technology: str | None
    aspect: str
    status: str
    place: str | None
    group: str | None
    unit: str
    of: str | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """A time of over a year in which nothing was reported."""

    start: date
    end: date
    months: int


def months_between(first: date, last: date) -> float:
    """Months from one day to another, a month being a twelfth of a mean year.

    >>> from datetime import date
    >>> round(months_between(date(2023, 12, 31), date(2024, 12, 31)), 2)
    12.02
    """
    return (last - first).days / _DAYS_A_MONTH


def silences(points: Sequence[Point]) -> tuple[Silence, ...]:
    """The gaps of more than a year between neighbouring points.

    A year and a few days is still a year: yearly figures are no gap.
    """
    found = []
    for a, b in pairwise(points):
        months = round(months_between(a.day, b.day))
        if months > _YEAR and round(months_between(a.end, b.start)) > 0:
            found.append(Silence(a.day, b.day, months))
    return tuple(found)


def series_of(observations: pl.LazyFrame) -> tuple[Series, ...]:
    """All series of an observations frame whose points have a period and a value, sorted by their keys."""
    rows = (
        observations.filter(pl.col("period_end").is_not_null() & pl.col("value").is_not_null())
        .sort(*_KEYS, "period_end", "period_start", "period", nulls_last=False)
        .collect()
    )
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows.iter_rows(named=True):
        groups.setdefault(row["series"], []).append(row)
    return tuple(
        Series(**{key: group[0][key] for key in _KEYS}, points=_points(group)) for group in groups.values()
    )


def whole_of(series: Series, every: Sequence[Series]) -> tuple[str, tuple[str, ...]]:
    """The whole that a connected count is a part of, in words, and its figures: the newest total.

    An empty text for series that are no part of a whole.
    """
    if series.aspect != "connected" or series.unit == "%":
        return "", ()
    totals = [
        (point.day, other.technology or "", point)
        for other in every
        for point in other.points
        if (other.indicator, other.aspect, other.status, other.place, other.unit)
        == (series.indicator, "total", "actual", series.place, series.unit)
        and other.group in (None, series.group)
        and other.technology is None
    ]
    if not totals:
        return "no total stated", ()
    point = max(totals, key=lambda found: found[:2])[2]
    return f"of {amount(point.value, series.unit)} ({period_short(point.period)})", point.figures


def _points(rows: Sequence[dict[str, Any]]) -> tuple[Point, ...]:
    lengths = [_length(row) for row in rows]
    longest = max(lengths)
    return tuple(
        Point(
            period=row["period"],
            start=row["period_start"],
            end=row["period_end"],
            value=row["value"],
            low=row["low"],
            high=row["high"],
            relation=row["relation"],
            partial="/" in row["period"]
            and (length not in _REGULAR or length < longest)
            and length % _YEAR > 0,
            superseded=tuple(
                Superseded(s["value"], s["as_of"], tuple(s["figures"] or ())) for s in row["superseded"] or ()
            ),
            figures=tuple(row["figures"] or ()),
            corrected=bool(row["corrected"]),
        )
        for row, length in zip(rows, lengths, strict=True)
    )


def _length(row: dict[str, Any]) -> int:
    """The length of the row's period in months."""
    start, end = row["period_start"], row["period_end"]
    return int((end.year - start.year) * _YEAR + end.month - start.month + 1)
