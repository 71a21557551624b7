"""Growth: an index with its baseline for three observations or more, a labelled slope for two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from matplotlib.ticker import NullLocator

from connectivity.charts.axis import limits, on_axis, time_axis, value_axis
from connectivity.charts.chart import Chart, dimensions, headline, slug
from connectivity.charts.placing import Label, place_labels, spread
from connectivity.charts.series import Point, Series, Silence, series_of, silences
from connectivity.charts.sources import Evidence, Notes
from connectivity.charts.style import CONTEXT, INK, MUTED, color_of, framed, style, text_width
from connectivity.wording import (
    amount,
    indicator_words,
    number,
    period_short,
    place_words,
    plain,
    subject,
    technology_words,
    unit_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    import polars as pl
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["GrowthChart", "IndexLine", "Slope", "SlopeChart", "draw_growth", "draw_slope", "growth_charts"]

_ENOUGH: Final = 3
_BASE: Final = 100.0
_LEVELS: Final = ("connected", "total", "added")
_WIDE: Final = 25.0  # times: from here on a logarithmic axis
_NOT_LEVELS: Final = ("%", "pp", "rank", "x")
_MOST_SLOPES: Final = 8


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
    """Index charts by place, indicator, aspect, group and unit, and slope charts by the same and the two periods.

    Only reported levels are drawn: no changes, ranks, shares, targets or estimates.
    """
    indexed: dict[tuple[str, ...], list[Series]] = {}
    sloped: dict[tuple[str, ...], list[Series]] = {}
    for series in series_of(observations):
        if series.status != "actual" or series.aspect not in _LEVELS or series.unit in _NOT_LEVELS:
            continue
        key = (series.place or "", series.indicator, series.aspect, series.group or "", series.unit)
        full = [point for point in series.points if not point.partial]
        if len(full) >= _ENOUGH and full[0].value > 0:
            indexed.setdefault(key, []).append(series)
        elif len(series.points) == 2:  # noqa: PLR2004 -- a slope has two ends
            first, last = series.points
            sloped.setdefault((*key, first.period, last.period), []).append(series)
    charts: list[GrowthChart | SlopeChart] = [_index_chart(group, evidence) for group in indexed.values()]
    return (*charts, *(_slope_chart(group[:_MOST_SLOPES], evidence) for group in sloped.values()))


def _figures(group: Sequence[Series]) -> tuple[str, ...]:
    return tuple(sorted({figure for series in group for point in series.points for figure in point.figures}))


def _corrections(group: Sequence[Series]) -> int:
    return sum(point.corrected for series in group for point in series.points)


def _name(group: Sequence[Series], form: str, *more: str) -> str:
    one = group[0]
    return slug(form, one.place, one.indicator, one.aspect, one.group, one.unit, *more)


def _index_chart(group: Sequence[Series], evidence: Evidence) -> GrowthChart:
    notes = Notes()
    lines = tuple(_line(series, notes) for series in group)
    every = [value for line in lines for value in line.index if value > 0]
    logarithmic = max(every) / min(every) > _WIDE
    one = group[0]
    days = sorted((point.day, point.period) for series in group for point in series.points)
    return GrowthChart(
        name=_name(group, "growth"),
        title=_index_title(group),
        subtitle=dimensions(
            f"{indicator_words(one.indicator)}{f' ({plain(one.group)})' if one.group else ''}",
            None if one.aspect == "total" else one.aspect,
            place_words(one.place),
            f"{period_short(days[0][1])} to {period_short(days[-1][1])}",
            f"index of {unit_words(one.unit) or 'the values'}, first observation of each line = 100",
            "logarithmic axis" if logarithmic else None,
            "hollow square: partial period" if any(p.partial for s in group for p in s.points) else None,
        ),
        notes=notes.all(),
        source=evidence.source(_figures(group), _corrections(group)),
        figures=_figures(group),
        lines=lines,
        logarithmic=logarithmic,
    )


def _line(series: Series, notes: Notes) -> IndexLine:
    base = next(point.value for point in series.points if not point.partial)
    index = tuple(point.value / base * _BASE for point in series.points)
    labels = []
    for i, (point, value) in enumerate(zip(series.points, index, strict=True)):
        mark = notes.mark(point.figures)
        raw = amount(point.value, series.unit, bare=True)
        dated = point.partial or i in (0, len(index) - 1)
        when = f" · {period_short(point.period)}" if dated else ""
        labels.append(f"{number(value, digits=0)} ({raw}){when}{' (partial)' if point.partial else ''}{mark}")
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
    since = f"{change} since {period_short(first.period)}"
    until = f"{change} from {period_short(first.period)} to {period_short(last.period)}"
    return headline(
        f"{place}: {what} {until}",
        f"{place}: {what} {since}",
        f"{place}: {what} {change}",
        f"{what} {change}",
    )


def _change(ratio: float) -> str:
    if ratio >= 2:  # noqa: PLR2004 -- doubled
        return f"grew {number(float(f'{ratio:.3g}'))}-fold"
    percent = round((ratio - 1) * 100, 1)
    if percent == 0:
        return "unchanged"
    return f"{'up' if percent > 0 else 'down'} {number(abs(percent))} %"


def _slope_chart(group: Sequence[Series], evidence: Evidence) -> SlopeChart:
    notes = Notes()
    one = group[0]
    first, last = one.points
    partial = first.partial or last.partial
    slopes = tuple(_slope(series, notes) for series in group)
    return SlopeChart(
        name=_name(group, "slope", first.period, last.period),
        title=_slope_title(group),
        subtitle=dimensions(
            f"{indicator_words(one.indicator)}{f' ({plain(one.group)})' if one.group else ''}",
            None if one.aspect == "total" else one.aspect,
            place_words(one.place),
            f"{period_short(first.period)} and {period_short(last.period)}",
            f"in {unit_words(one.unit)}" if unit_words(one.unit) else None,
            "partial period: not compared in percent" if partial else None,
            "no total stated" if one.aspect == "connected" else None,
        ),
        notes=notes.all(),
        source=evidence.source(_figures(group), _corrections(group)),
        figures=_figures(group),
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
        end += f" ({sign}{number(change, digits=1)} %)"
    elif first.partial or last.partial:
        end += " (partial)"
    return Slope(name, series.technology, first, last, change, f"{start}", f"{end}")


def _slope_title(group: Sequence[Series]) -> str:
    widest = max(group, key=lambda series: abs(series.points[1].value - series.points[0].value))
    first, last = widest.points
    place, what = place_words(widest.place), subject(widest.indicator, widest.technology)
    if first.partial or last.partial:
        spans = [
            f"{amount(p.value, widest.unit, bare=True)} in {period_short(p.period)}" for p in (first, last)
        ]
        return headline(
            f"{place}: {what} {spans[0]}, {spans[1]}", f"{place}: {what} {spans[1]}", f"{what} {spans[1]}"
        )
    change = _change(last.value / first.value) if first.value > 0 else "reported twice"
    since = f"{change} from {period_short(first.period)} to {period_short(last.period)}"
    return headline(f"{place}: {what} {since}", f"{place}: {what} {change}", f"{what} {change}")


def draw_growth(chart: GrowthChart) -> Figure:
    """Draw index lines, their baseline at 100 and the labels."""
    with style():
        frame = framed(chart.title, chart.subtitle, chart.foot, body=3.8)
        axes = frame.axes(frame.left + 0.6, frame.bottom + 0.3, frame.right, frame.top)
        days = [point.day for line in chart.lines for point in line.points]
        time_axis(axes, min(days), max(days), room_right=0.28)
        _index_axis(axes, chart)
        axes.axhline(_BASE, color=CONTEXT, linewidth=1, zorder=1)
        for line in chart.lines:
            _draw_line(axes, line)
        _index_words(axes, chart)
        return frame.figure


def _index_axis(axes: Axes, chart: GrowthChart) -> None:
    values = [value for line in chart.lines for value in line.index]
    if not chart.logarithmic:
        value_axis(axes, 0, limits([*values, _BASE]), None)
        return
    axes.set_yscale("log")
    low, high = min(v for v in values if v > 0), max(values)
    value_axis(axes, low / 2, high * 2.5, None)
    ticks = [10.0**power for power in range(-3, 12) if low / 2 <= 10.0**power <= high * 2.5]
    axes.set_yticks(ticks, [number(tick) for tick in ticks])
    axes.yaxis.set_minor_locator(NullLocator())


def _runs(line: IndexLine) -> Iterator[list[tuple[date, float]]]:
    """What the line joins: full periods, not across a silence."""
    ends = {silence.end for silence in line.silences}
    run: list[tuple[date, float]] = []
    for point, value in zip(line.points, line.index, strict=True):
        if point.partial:
            continue
        if run and point.day in ends:
            yield run
            run = []
        run.append((point.day, value))
    yield run


def _draw_line(axes: Axes, line: IndexLine) -> None:
    color = color_of(line.technology)
    for run in _runs(line):
        axes.plot(
            [on_axis(day) for day, _ in run], [value for _, value in run], color=color, linewidth=2, zorder=3
        )
    for point, value in zip(line.points, line.index, strict=True):
        axes.plot(
            [on_axis(point.day)],
            [value],
            marker="s" if point.partial else "o",
            color=color,
            markerfacecolor="white" if point.partial else color,
            markersize=7,
            markeredgewidth=1.6,
            zorder=4,
        )


def _index_words(axes: Axes, chart: GrowthChart) -> None:
    labels, dots, strokes = [], [], []
    many = len(chart.lines) > 1
    for line in chart.lines:
        color = color_of(line.technology)
        last = len(line.points) - 1
        for i, (point, value, text) in enumerate(zip(line.points, line.index, line.labels, strict=True)):
            x = on_axis(point.day)
            dots.append((x, value))
            named = f"{line.label}: {text}" if many and i == last else text
            labels.append(
                Label(
                    x,
                    value,
                    named,
                    color if many else INK,
                    bold=i == last,
                    needed=i == last or (i == 0 and not many),
                )
            )
        strokes += [[(on_axis(day), value) for day, value in run] for run in _runs(line)]
        for silence in line.silences:
            a, b = on_axis(silence.start), on_axis(silence.end)
            ends = [
                v
                for p, v in zip(line.points, line.index, strict=True)
                if p.day in (silence.start, silence.end)
            ]
            labels.append(
                Label(
                    (a + b) / 2,
                    sum(ends) / len(ends),
                    f"no figure for {silence.months} months",
                    MUTED,
                    needed=True,
                )
            )
    left, right = axes.get_xlim()
    strokes.append([(left, _BASE), (right, _BASE)])
    labels.append(Label(left + (right - left) * 0.92, _BASE, "base = 100", MUTED))
    place_labels(axes, labels, strokes, dots)


def draw_slope(chart: SlopeChart) -> Figure:
    """Draw the slopes between two dates, the words at both ends."""
    with style():
        frame = framed(chart.title, chart.subtitle, chart.foot, body=max(2.6, 0.4 * len(chart.slopes) + 1.6))
        starts = [slope.start_label for slope in chart.slopes]
        ends = [f"{slope.label}: {slope.end_label}" for slope in chart.slopes]
        left = frame.left + max(text_width(frame.figure, text, 9) for text in starts) + 0.35
        right = frame.right - max(text_width(frame.figure, text, 9, bold=True) for text in ends) - 0.3
        left = min(max(left, frame.left + 1.2), 3.0)
        right = max(right, left + 1.0)
        axes = frame.axes(left, frame.bottom + 0.35, right, frame.top - 0.05)
        _draw_slopes(axes, chart, starts, ends, frame.top - frame.bottom - 0.4)
        return frame.figure


def _draw_slopes(
    axes: Axes, chart: SlopeChart, starts: Sequence[str], ends: Sequence[str], height: float
) -> None:
    values = [value for slope in chart.slopes for value in (slope.first.value, slope.last.value)]
    top = limits(values)
    axes.set_xlim(0, 1)
    axes.set_ylim(min(0, *values), top)
    axes.yaxis.set_visible(False)
    axes.set_xticks([0, 1], [period_short(chart.period_from), period_short(chart.period_to)])
    axes.tick_params(axis="x", labelsize=9, length=0, pad=6)
    axes.vlines([0, 1], axes.get_ylim()[0], top, color=CONTEXT, linewidth=0.8)
    line = (top - axes.get_ylim()[0]) * 0.2 / height
    left = spread([slope.first.value for slope in chart.slopes], line, axes.get_ylim()[0], top)
    right = spread([slope.last.value for slope in chart.slopes], line, axes.get_ylim()[0], top)
    for slope, start, end, y0, y1 in zip(chart.slopes, starts, ends, left, right, strict=True):
        color = color_of(slope.technology)
        partial = slope.first.partial or slope.last.partial
        axes.plot(
            [0, 1],
            [slope.first.value, slope.last.value],
            color=color,
            linewidth=2,
            linestyle=":" if partial else "-",
        )
        for x, point in ((0, slope.first), (1, slope.last)):
            axes.plot(
                [x],
                [point.value],
                marker="s" if point.partial else "o",
                color=color,
                markersize=8,
                clip_on=False,
                markerfacecolor="white" if point.partial else color,
                markeredgewidth=1.6,
            )
        common: dict[str, Any] = {
            "textcoords": "offset points",
            "va": "center",
            "size": 9,
            "annotation_clip": False,
        }
        axes.annotate(start, (0, y0), xytext=(-9, 0), ha="right", color=INK, **common)
        axes.annotate(end, (1, y1), xytext=(9, 0), ha="left", color=color, weight="bold", **common)
