"""Growth: an index with its baseline for three observations or more, a labelled slope for two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from connectivity.charts.chart import Chart, dimensions, headline, slug, telling
from connectivity.charts.series import (
    Point,
    Series,
    Silence,
    is_steady,
    months_between,
    series_of,
    settled,
    silences,
    whole_of,
)
from connectivity.charts.sources import Evidence, Notes
from connectivity.wording import (
    amount,
    aspect_words,
    group_words,
    indicator_words,
    joined,
    number,
    period_short,
    period_span,
    place_words,
    plain,
    subject,
    technology_words,
    tr,
    trn,
    unit_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

__all__ = ["BASE", "GrowthChart", "IndexLine", "Slope", "SlopeChart", "growth_charts"]

_ENOUGH: Final = 3
BASE: Final = 100.0
_LEVELS: Final = ("connected", "total", "added")
_WIDE: Final = 25.0  # times: from here on a logarithmic axis
_NOT_LEVELS: Final = ("%", "pp", "rank", "x")
_MOST_SLOPES: Final = 8
_SHORTEST: Final = 3.0  # months between the ends of a slope


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One series as an index.

    Attributes:
        label: What stands at its end.
        technology: Key, for the colour.
        points: The observations, in their own unit.
        index: The same with the first one as 100.
        labels: What stands at each point but the last, which carries `label`.
        silences: Times of over a year without a figure.
    """

    label: str
    technology: str | None
    points: tuple[Point, ...]
    index: tuple[float, ...]
    labels: tuple[str, ...]
    silences: tuple[Silence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthChart(Chart):
    """Index lines over one time axis; `logarithmic` when the largest is over 25 times the smallest."""

    lines: tuple[IndexLine, ...]
    logarithmic: bool


@dataclass(frozen=True, slots=True)
class Slope:
    """Two observations of a series: `change` is in percent, None where the periods cannot be compared."""

    label: str
    technology: str | None
    first: Point
    last: Point
    change: float | None
    start_label: str
    end_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlopeChart(Chart):
    """Slopes between the same two periods, in one unit."""

    period_from: str
    period_to: str
    unit: str
    slopes: tuple[Slope, ...]


def growth_charts(observations: pl.LazyFrame, evidence: Evidence) -> tuple[GrowthChart | SlopeChart, ...]:
    """Index charts by place, indicator, aspect, group and unit; slope charts by these and the two periods.

    Only reported levels are drawn: no changes, ranks, shares, targets or estimates, no series that is not
    steady, and no points that do not fit the others of their series (see `settled`).
    """
    indexed: dict[tuple[str, ...], list[Series]] = {}
    sloped: dict[tuple[str, ...], list[Series]] = {}
    every = series_of(observations)
    for found in every:
        series, _ = settled(found)
        if not _is_level(series):
            continue
        key = (series.place or "", series.indicator, series.aspect, series.group or "", series.unit)
        full = [point for point in series.points if not point.partial]
        if len(full) >= _ENOUGH and full[0].value > 0:
            indexed.setdefault(key, []).append(series)
        elif len(found.points) == 2:  # noqa: PLR2004 -- a slope has two ends
            first, last = series.points
            if months_between(first.day, last.day) < _SHORTEST:
                continue
            sloped.setdefault((*key, first.period, last.period), []).append(series)
    charts: list[GrowthChart | SlopeChart] = [
        _index_chart(group, every, evidence) for group in indexed.values()
    ]
    return (*charts, *(_slope_chart(group[:_MOST_SLOPES], every, evidence) for group in sloped.values()))


def _is_level(series: Series) -> bool:
    """Whether the series is a reported level whose growth means something."""
    level = series.status == "actual" and series.aspect in _LEVELS and series.unit not in _NOT_LEVELS
    return level and is_steady(series)


def _whole(group: Sequence[Series], every: Sequence[Series], notes: Notes) -> tuple[str, tuple[str, ...]]:
    """The whole in words with its mark, and the ids of all figures of the chart."""
    words, of = whole_of(group[0], every)
    shown = {figure for series in group for point in series.points for figure in point.figures}
    return f"{words}{notes.mark(of)}", tuple(sorted(shown.union(of)))


def _thing(series: Series) -> str:
    group = f" ({plain(group_words(series.group))})" if series.group else ""
    return f"{indicator_words(series.indicator)}{group}"


def _corrections(group: Sequence[Series]) -> int:
    return sum(point.corrected for series in group for point in series.points)


def _name(group: Sequence[Series], form: str, *more: str) -> str:
    one = group[0]
    return slug(form, one.place, one.indicator, one.aspect, one.group, one.unit, *more)


def _index_chart(group: Sequence[Series], every: Sequence[Series], evidence: Evidence) -> GrowthChart:
    notes = Notes()
    lines = tuple(_line(series, notes) for series in group)
    values = [value for line in lines for value in line.index if value > 0]
    logarithmic = max(values) / min(values) > _WIDE
    whole, figures = _whole(group, every, notes)
    one = group[0]
    days = sorted((point.day, point.period) for series in group for point in series.points)
    return GrowthChart(
        name=_name(group, "growth"),
        title=_index_title(group),
        subtitle=dimensions(
            _thing(one),
            None if one.aspect == "total" else aspect_words(one.aspect),
            place_words(one.place),
            period_span(days[0][1], days[-1][1]),
            tr(
                "index of {unit}, first observation of each line = 100",
                unit=unit_words(one.unit) or tr("index of|the values"),
            ),
            whole,
            tr("logarithmic axis") if logarithmic else None,
            tr("hollow square: partial period") if any(p.partial for s in group for p in s.points) else None,
        ),
        notes=notes.all(),
        source=evidence.source(figures, _corrections(group)),
        figures=figures,
        lines=lines,
        logarithmic=logarithmic,
    )


def _line(series: Series, notes: Notes) -> IndexLine:
    base = next(point.value for point in series.points if not point.partial)
    index = tuple(point.value / base * BASE for point in series.points)
    labels = []
    for i, (point, value) in enumerate(zip(series.points, index, strict=True)):
        mark = notes.mark(point.figures)
        raw = amount(point.value, series.unit, bare=True)
        dated = point.partial or i in (0, len(index) - 1)
        when = f" · {period_short(point.period)}" if dated else ""
        when += f" ({tr('partial')})" if point.partial else ""
        labels.append(f"{number(value, digits=0)} ({raw}){when}{mark}")
    name = technology_words(series.technology) or indicator_words(series.indicator)
    return IndexLine(name, series.technology, series.points, index, tuple(labels), silences(series.points))


def _index_title(group: Sequence[Series]) -> str:
    """The line that grew most between full periods."""
    spans = []
    for series in group:
        full = [point for point in series.points if not point.partial]
        spans.append((full[-1].value / full[0].value, series, full[0], full[-1]))
    ratio, series, first, last = max(spans, key=lambda span: span[0])
    place, what = place_words(series.place), subject(series.indicator, series.technology)
    change = _change(ratio)
    since = tr("{change} since {period}", change=change, period=period_short(first.period))
    return headline(
        f"{place}: {telling(what, _until(change, first, last))}",
        f"{place}: {telling(what, since)}",
        f"{place}: {telling(what, change)}",
        telling(what, change),
    )


def _until(change: str, first: Point, last: Point) -> str:
    ends = {"first": period_short(first.period), "last": period_short(last.period)}
    return tr("{change} from {first} to {last}", change=change, **ends)


def _change(ratio: float) -> str:
    if ratio >= 2:  # noqa: PLR2004 -- doubled
        times = float(f"{ratio:.3g}")
        return trn("grew {times}-fold", "grew {times}-fold", times, times=number(times))
    percent = round((ratio - 1) * 100, 1)
    if percent == 0:
        return tr("unchanged")
    share = amount(abs(percent), "%")
    return tr("up {percent}", percent=share) if percent > 0 else tr("down {percent}", percent=share)


def _slope_chart(group: Sequence[Series], every: Sequence[Series], evidence: Evidence) -> SlopeChart:
    notes = Notes()
    one = group[0]
    first, last = one.points
    partial = first.partial or last.partial
    slopes = tuple(_slope(series, notes) for series in group)
    whole, figures = _whole(group, every, notes)
    return SlopeChart(
        name=_name(group, "slope", first.period, last.period),
        title=_slope_title(group),
        subtitle=dimensions(
            _thing(one),
            None if one.aspect == "total" else aspect_words(one.aspect),
            place_words(one.place),
            joined([period_short(first.period), period_short(last.period)]),
            tr("in {unit}", unit=unit_words(one.unit)) if unit_words(one.unit) else None,
            tr("partial period: not compared in percent") if partial else None,
            whole,
        ),
        notes=notes.all(),
        source=evidence.source(figures, _corrections(group)),
        figures=figures,
        period_from=first.period,
        period_to=last.period,
        unit=one.unit,
        slopes=slopes,
    )


def _slope(series: Series, notes: Notes) -> Slope:
    first, last = series.points
    name = technology_words(series.technology) or indicator_words(series.indicator)
    start = f"{amount(first.value, series.unit, bare=True)}{notes.mark(first.figures)}"
    end = f"{amount(last.value, series.unit, bare=True)}{notes.mark(last.figures)}"
    comparable = not first.partial and not last.partial and first.value > 0
    change = (last.value / first.value - 1) * 100 if comparable else None
    if change is not None:
        sign = "+" if change > 0 else ""
        end += f" ({sign}{amount(change, '%', digits=1)})"
    elif first.partial or last.partial:
        end += f" ({tr('partial')})"
    return Slope(name, series.technology, first, last, change, f"{start}", f"{end}")


def _slope_title(group: Sequence[Series]) -> str:
    widest = max(group, key=lambda series: abs(series.points[1].value - series.points[0].value))
    first, last = widest.points
    place, what = place_words(widest.place), subject(widest.indicator, widest.technology)
    if first.partial or last.partial:
        spans = [
            tr(
                "{value} in {period}",
                value=amount(p.value, widest.unit, bare=True),
                period=period_short(p.period),
            )
            for p in (first, last)
        ]
        both = telling(what, f"{spans[0]}, {spans[1]}")
        return headline(f"{place}: {both}", f"{place}: {telling(what, spans[1])}", telling(what, spans[1]))
    change = _change(last.value / first.value) if first.value > 0 else tr("reported twice")
    since = telling(what, _until(change, first, last))
    return headline(f"{place}: {since}", f"{place}: {telling(what, change)}", telling(what, change))
