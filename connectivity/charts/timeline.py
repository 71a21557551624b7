"""A series on its way to a target: what roll-outs and shares have in common, plain value and drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from connectivity.charts.axis import limits, on_axis, time_axis, value_axis, value_width
from connectivity.charts.chart import Chart
from connectivity.charts.placing import Label, place_labels
from connectivity.charts.style import ACCENT, CONTEXT, INK, MUTED, color_of, framed, style, tint
from connectivity.wording import amount, interval, period_short, tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from connectivity.charts.series import Point, Silence

__all__ = ["Goal", "Pace", "TimelineChart", "draw_timeline", "point_label"]

_BODY: Final = 3.7  # inches
_HOLLOW: Final[dict[str, Any]] = {"markersize": 6, "markerfacecolor": "white", "zorder": 3, "clip_on": False}


@dataclass(frozen=True, slots=True)
class Goal:
    """A target: its value with interval, its deadline (a period and its last day, or None), its figures.

    `former` marks a goalpost that was moved; it is drawn hollow and grey.
    """

    value: float
    low: float | None
    high: float | None
    deadline: str | None
    day: date | None
    label: str
    figures: tuple[str, ...]
    former: bool = False


@dataclass(frozen=True, slots=True)
class Pace:
    """The pace now required: from the last observation to the target, a month."""

    start: date
    end: date
    value: float
    goal: float
    per_month: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineChart(Chart):
    """One series over time with its targets.

    Attributes:
        place: Place key.
        indicator: Indicator key.
        technology: Technology key, or None.
        group: Group, or None.
        unit: Canonical unit.
        points: What was reported, in the order of time.
        apart: What was reported too, but does not fit the other points; no line joins it.
        apart_labels: The label of each of them.
        labels: The label of each point.
        former: The labels of the superseded values of each point.
        goals: Targets, former goalposts among them.
        pace: What is required from now on, None when nothing is or no deadline is known.
        silences: Times of over a year without a figure.
        remaining: Target less last value, in the unit (percentage points for shares), None without a target.
    """

    place: str | None
    indicator: str
    technology: str | None
    group: str | None
    unit: str
    points: tuple[Point, ...]
    labels: tuple[str, ...]
    apart: tuple[Point, ...] = ()
    apart_labels: tuple[str, ...] = ()
    former: tuple[tuple[str, ...], ...]
    goals: tuple[Goal, ...]
    pace: Pace | None
    silences: tuple[Silence, ...]
    remaining: float | None = None


def point_label(point: Point, unit: str, mark: str, *, dated: bool = False) -> str:
    """What stands at a point: the value, its openness, the date where asked or partial, the footnote mark."""
    if point.relation == "contradicted":
        text = tr("sources differ: {range}", range=interval(*point.range))
    else:
        text = amount(point.value, unit, bare=True)
        if not point.exact:
            text = f"{'≥ ' if point.high is None else '≤ ' if point.low is None else ''}{text}"
    partial = f" ({tr('partial')})" if point.partial else ""
    date_part = f" · {period_short(point.period)}" if dated or point.partial else ""
    return f"{text}{date_part}{partial}{mark}"


def draw_timeline(chart: TimelineChart) -> Figure:
    """Draw markers, the solid line of what was reported, band, targets and the dashed pace."""
    with style():
        frame = framed(chart.title, chart.subtitle, chart.foot, body=_BODY)
        top = _highest(chart)
        left = frame.left + value_width(0, top, chart.unit)
        axes = frame.axes(left, frame.bottom + 0.3, frame.right, frame.top)
        days = [point.day for point in (*chart.points, *chart.apart)] + [
            goal.day for goal in chart.goals if goal.day
        ]
        time_axis(axes, min(days), max(days), room_right=0.16)
        value_axis(axes, 0, top, chart.unit)
        color = color_of(chart.technology)
        for point in chart.points:
            _draw_point(axes, point, color)
        for point in chart.apart:
            axes.plot([on_axis(point.day)], [point.value], marker="o", color=CONTEXT, **_HOLLOW)
        for run in _runs(chart):
            _draw_run(axes, run, color)
        for goal in chart.goals:
            _draw_goal(axes, goal)
        if chart.pace:
            pace = chart.pace
            ends = [on_axis(pace.start), on_axis(pace.end)]
            axes.plot(
                ends, [pace.value, pace.goal], color=ACCENT, linewidth=1.6, linestyle=(0, (4, 3)), zorder=2
            )
        _words(axes, chart)
        return frame.figure


def _highest(chart: TimelineChart) -> float:
    values = [*(goal.value for goal in chart.goals), *(point.value for point in chart.apart)]
    for point in chart.points:
        values += [point.value, *(s.value for s in point.superseded)]
        values += [point.high] if point.high is not None and point.high < 2 * abs(point.value) + 1 else []
    return limits(values)


def _runs(chart: TimelineChart) -> Iterator[list[Point]]:
    """The points that a line joins: no partial period, and none across a silence."""
    ends = {silence.end for silence in chart.silences}
    run: list[Point] = []
    for point in chart.points:
        if point.partial:
            continue
        if run and point.day in ends:
            yield run
            run = []
        run.append(point)
    yield run


def _draw_run(axes: Axes, run: list[Point], color: str) -> None:
    days = [on_axis(point.day) for point in run]
    axes.plot(
        days, [point.value for point in run], color=color, linewidth=2, zorder=3, solid_capstyle="round"
    )
    if any(not point.exact for point in run) and len(run) > 1:
        low = [point.value if point.low is None else point.low for point in run]
        high = [point.value if point.high is None else point.high for point in run]
        axes.fill_between(days, low, high, color=tint(color, 0.22), linewidth=0, zorder=1)


def _draw_point(axes: Axes, point: Point, color: str) -> None:
    day = on_axis(point.day)
    axes.plot(
        [day],
        [point.value],
        marker="s" if point.partial else "o",
        markersize=7,
        color=color,
        markerfacecolor="white" if point.partial else color,
        markeredgewidth=1.6,
        zorder=4,
        clip_on=False,
    )
    for old in point.superseded:
        axes.plot(
            [day], [old.value], marker="o", markersize=6, color=CONTEXT, markerfacecolor="white", zorder=3
        )
    if point.relation == "contradicted":
        low, high = point.range
        ends = [[point.value - low], [high - point.value]]
        axes.errorbar(
            [day], [point.value], ends, fmt="none", ecolor=ACCENT, elinewidth=2, capsize=5, zorder=3
        )
    elif not point.exact:
        _draw_interval(axes, point, day, color)


def _draw_interval(axes: Axes, point: Point, day: float, color: str) -> None:
    if point.low is not None and point.high is not None:
        axes.vlines(day, point.low, point.high, color=color, linewidth=3, alpha=0.35, zorder=2)
        return
    up = point.high is None
    axes.annotate(
        "",
        (day, point.value),
        xytext=(0, 16 if up else -16),
        textcoords="offset points",
        arrowprops={"arrowstyle": "<|-", "color": color, "linewidth": 1.2, "shrinkA": 0, "shrinkB": 4},
        zorder=3,
    )


def _draw_goal(axes: Axes, goal: Goal) -> None:
    color = CONTEXT if goal.former else ACCENT
    if goal.day is None:
        axes.axhline(goal.value, color=color, linewidth=1.4, linestyle=(0, (4, 3)), zorder=1)
        return
    axes.plot(
        [on_axis(goal.day)],
        [goal.value],
        marker="D",
        markersize=8,
        color=color,
        markerfacecolor="white" if goal.former else color,
        zorder=4,
    )


def _words(axes: Axes, chart: TimelineChart) -> None:
    """Every label, the last point and the targets first, clear of markers, lines and intervals."""
    left, right = axes.get_xlim()
    dots = [
        (on_axis(p.day), v) for p in chart.points for v in (p.value, *(old.value for old in p.superseded))
    ]
    dots += [(on_axis(point.day), point.value) for point in chart.apart]
    dots += [(on_axis(goal.day), goal.value) for goal in chart.goals if goal.day]
    lines = [[(on_axis(p.day), p.value) for p in run] for run in _runs(chart)]
    lines += [[(left, goal.value), (right, goal.value)] for goal in chart.goals if goal.day is None]
    lines += [_upright(axes, point) for point in chart.points if not point.exact]
    labels = [*_goal_labels(chart, left, right), *_point_labels(chart), *_silence_labels(chart)]
    if chart.pace:
        pace = chart.pace
        a, b = on_axis(pace.start), on_axis(pace.end)
        lines.append([(a, pace.value), (b, pace.goal)])
        unit = "pp" if chart.unit == "%" else chart.unit
        text = tr("required: {pace} a month", pace=amount(float(f"{pace.per_month:.3g}"), unit, bare=True))
        labels.append(Label((a + b) / 2, (pace.value + pace.goal) / 2, text, ACCENT))
    place_labels(axes, labels, lines, dots)


def _upright(axes: Axes, point: Point) -> list[tuple[float, float]]:
    """The line of an interval, as long as it is drawn."""
    step = 0.08 * (axes.get_ylim()[1] - axes.get_ylim()[0])
    low = point.value - step if point.low is None else point.low
    high = point.value + step if point.high is None else point.high
    return [(on_axis(point.day), low), (on_axis(point.day), high)]


def _goal_labels(chart: TimelineChart, left: float, right: float) -> list[Label]:
    return [
        Label(
            on_axis(goal.day) if goal.day else right - (right - left) * 0.2,
            goal.value,
            goal.label,
            MUTED if goal.former else ACCENT,
            needed=not goal.former,
        )
        for goal in chart.goals
    ]


def _point_labels(chart: TimelineChart) -> list[Label]:
    labels = []
    end = len(chart.points) - 1
    for i, (point, text, former) in enumerate(zip(chart.points, chart.labels, chart.former, strict=True)):
        x = on_axis(point.day)
        labels.append(Label(x, point.value, text, INK, bold=i == end, needed=i in (0, end)))
        labels += [Label(x, old.value, was, MUTED) for old, was in zip(point.superseded, former, strict=True)]
    for point, text in zip(chart.apart, chart.apart_labels, strict=True):
        labels.append(Label(on_axis(point.day), point.value, text, MUTED))
    return labels


def _silence_labels(chart: TimelineChart) -> list[Label]:
    labels = []
    for silence in chart.silences:
        ends = [point.value for point in chart.points if point.day in (silence.start, silence.end)]
        x = (on_axis(silence.start) + on_axis(silence.end)) / 2
        labels.append(Label(x, sum(ends) / len(ends), silence.label, MUTED, needed=True))
    return labels
