"""The drawing of index lines and of slopes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from matplotlib.ticker import NullLocator

from connectivity.charts.axis import limits, on_axis, time_axis, value_axis
from connectivity.charts.growth import BASE, GrowthChart, IndexLine, SlopeChart
from connectivity.charts.placing import Label, place_labels, spread
from connectivity.charts.style import CONTEXT, INK, MUTED, color_of, framed, style, text_width, wrapped
from connectivity.wording import number, period_short, tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["draw_growth", "draw_slope"]

_WIDE: Final = 2.2  # inches between two dates whose names are long


def draw_growth(chart: GrowthChart) -> Figure:
    """Draw index lines, their baseline at 100 and the labels."""
    with style():
        frame = framed(chart.title, chart.subtitle, chart.foot, body=3.8)
        axes = frame.axes(frame.left + 0.6, frame.bottom + 0.3, frame.right, frame.top)
        days = [point.day for line in chart.lines for point in line.points]
        time_axis(axes, min(days), max(days), room_right=0.28)
        _index_axis(axes, chart)
        axes.axhline(BASE, color=CONTEXT, linewidth=1, zorder=1)
        for line in chart.lines:
            _draw_line(axes, line)
        _index_words(axes, chart)
        return frame.figure


def _index_axis(axes: Axes, chart: GrowthChart) -> None:
    values = [value for line in chart.lines for value in line.index]
    if not chart.logarithmic:
        value_axis(axes, 0, limits([*values, BASE]), None)
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
                    silence.label,
                    MUTED,
                    needed=True,
                )
            )
    left, right = axes.get_xlim()
    strokes.append([(left, BASE), (right, BASE)])
    labels.append(Label(left + (right - left) * 0.92, BASE, tr("base = 100"), MUTED))
    place_labels(axes, labels, strokes, dots)


def draw_slope(chart: SlopeChart) -> Figure:
    """Draw the slopes between two dates, the words at both ends."""
    with style():
        frame = framed(chart.title, chart.subtitle, chart.foot, body=max(2.6, 0.4 * len(chart.slopes) + 1.6))
        starts = [slope.start_label for slope in chart.slopes]
        ends = [f"{slope.label}: {slope.end_label}" for slope in chart.slopes]
        left = frame.left + max(text_width(text, 9) for text in starts) + 0.35
        right = frame.right - max(text_width(text, 9, bold=True) for text in ends) - 0.3
        left = min(max(left, frame.left + 1.2), 3.0)
        right = max(right, left + (1.0 if chart.lang == "en" else _WIDE))
        ends = ["\n".join(wrapped(text, frame.right - right - 0.25, 9, bold=True)) for text in ends]
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
    lines = max(text.count("\n") for text in ends) + 1
    line = (top - axes.get_ylim()[0]) * (0.05 + 0.15 * lines) / height
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
