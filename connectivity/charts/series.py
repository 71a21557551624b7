"""Series as charts draw them: plain points on a time axis, read from an observations frame."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from connectivity.observations.schema import stands
from connectivity.wording import amount, period_short, tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

__all__ = [
    "SCATTERED",
    "Point",
    "Series",
    "Silence",
    "Superseded",
    "months_between",
    "series_of",
    "settled",
    "silences",
    "whole_of",
]

SCATTERED: Final = frozenset({"fine", "floor_area", "investment", "jobs", "other", "rank"})
"""Indicators whose figures are of separate things (a project, an event): no line joins them."""

_YEAR: Final = 12  # months
_REGULAR: Final = (1, 3, 6, 12)
_RATES: Final = ("%", "Mbit/s", "Gbit/s", "Tbit/s", "ms", "rank", "x")  # units of what is measured at a time
_MONTH_LENGTH: Final = 7  # of "2025-01"
_WIDEST: Final = 1000.0  # times
_FALL: Final = 0.8  # of what it was: a stock that falls further counts other things
_SPIKE: Final = 3.0  # times both neighbours
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

    @property
    def label(self) -> str:
        """What stands in the gap."""
        return trn(
            "no figure for {months} month", "no figure for {months} months", self.months, months=self.months
        )


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


def settled(series: Series) -> tuple[Series, tuple[Point, ...]]:
    """The series without the points that do not fit the others, and those points.

    A stock hardly falls: of it the chain of points that rests on most figures is kept in which none is less
    than four fifths of the one before. Of other levels a point is apart that is three times as high as both
    its neighbours, or as low. What is added in a time may be anything.
    """
    points = series.points
    if series.aspect == "added" or len(points) <= 2 or series.indicator in SCATTERED:  # noqa: PLR2004 -- no middle
        return series, ()
    if stands(series.indicator, series.unit) and series.unit not in _RATES:
        kept = _longest_chain(points)
    else:
        inner = {i for i in range(1, len(points) - 1) if _is_spike(*points[i - 1 : i + 2])}
        kept = [i for i in range(len(points)) if i not in inner]
    apart = tuple(point for i, point in enumerate(points) if i not in set(kept))
    return replace(series, points=tuple(points[i] for i in kept)), apart


def _longest_chain(points: Sequence[Point]) -> list[int]:
    """The numbers of the points of the chain that rests on most figures; of equal ones the later."""
    best: list[tuple[int, list[int]]] = []
    for i, point in enumerate(points):
        before = [best[j] for j in range(i) if points[j].value * _FALL <= point.value]
        weight, chain = max(before, key=lambda found: found[0], default=(0, []))
        best.append((weight + max(1, len(point.figures)), [*chain, i]))
    return max(reversed(best), key=lambda found: found[0])[1]


def _is_spike(before: Point, point: Point, after: Point) -> bool:
    sides = (before.value, after.value)
    return point.value > _SPIKE * max(sides) or _SPIKE * point.value < min(sides)


def is_steady(series: Series) -> bool:
    """Whether a line through the series means something: one quantity, of one order.

    Not so for indicators of separate things, for values a thousand times apart, and for a stock that falls to
    less than half: the figures hardly count the same things, as the audit says.
    """
    values = [point.value for point in series.points]
    smallest = min((abs(value) for value in values if value), default=1.0)
    if series.indicator in SCATTERED or min(values) < 0 or max(values) > _WIDEST * smallest:
        return False
    cumulative = stands(series.indicator, series.unit) and series.aspect != "added"
    return not (cumulative and any(b.value < a.value / 2 for a, b in pairwise(series.points)))


def whole_of(series: Series, every: Sequence[Series]) -> tuple[str, tuple[str, ...]]:
    """The whole that a connected count is a part of, in words, and its figures: the newest total of all.

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
        return tr("no total stated"), ()
    # A total that is less than what is connected, or than half of another one, is one of a part.
    highest = max(found[2].value for found in totals)
    least = max(highest / 2, *(point.value for point in series.points))
    fitting = [found for found in totals if found[2].value >= least]
    if not fitting:
        return tr("no total stated"), ()
    point = max(fitting, key=lambda found: found[:2])[2]
    whole, period = amount(point.value, series.unit), period_short(point.period)
    return tr("of {whole} ({period})", whole=whole, period=period), point.figures


def _points(rows: Sequence[dict[str, Any]]) -> tuple[Point, ...]:
    lengths = [_length(row) for row in rows]
    longest = max(lengths)
    points = (
        Point(
            period=row["period"],
            start=row["period_start"],
            end=row["period_end"],
            value=row["value"],
            low=row["low"],
            high=row["high"],
            relation=row["relation"],
            partial=_is_partial(row, length, longest),
            superseded=tuple(
                Superseded(s["value"], s["as_of"], tuple(s["figures"] or ())) for s in row["superseded"] or ()
            ),
            figures=tuple(row["figures"] or ()),
            corrected=bool(row["corrected"]),
        )
        for row, length in zip(rows, lengths, strict=True)
    )
    return tuple(sorted(points, key=lambda point: (point.day, point.end)))


def _is_partial(row: dict[str, Any], length: int, longest: int) -> bool:
    """Whether the period is a part of what the series measures otherwise: of a flow, or of an interval."""
    flow = (
        not stands(row["indicator"], row["unit"])
        and row["unit"] not in _RATES
        and row["aspect"] in ("total", "added")
    )
    if "/" in row["period"]:
        return (length not in _REGULAR or length < longest) and length % _YEAR > 0
    return flow and length < longest and len(row["period"]) == _MONTH_LENGTH


def _length(row: dict[str, Any]) -> int:
    """The length of the row's period in months."""
    start, end = row["period_start"], row["period_end"]
    return int((end.year - start.year) * _YEAR + end.month - start.month + 1)
