"""Roll-out over time to a target, and a share on its way to one: what is plotted, the finding in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from connectivity.charts.chart import dimensions, headline, slug, telling
from connectivity.charts.series import is_steady, series_of, settled, silences, whole_of
from connectivity.charts.sources import Notes
from connectivity.charts.timeline import Goal, Pace, TimelineChart, draw_timeline, point_label
from connectivity.extraction.periods import last_day
from connectivity.wording import (
    amount,
    aspect_words,
    indicator_words,
    is_sign,
    number,
    period_short,
    period_span,
    place_words,
    plural,
    subject,
    technology_words,
    tr,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import polars as pl
    from matplotlib.figure import Figure

    from connectivity.charts.series import Point, Series
    from connectivity.charts.sources import Evidence

__all__ = ["RolloutChart", "ShareChart", "draw_rollout", "rollout_charts"]

_ENOUGH: Final = 3
_LEVELS: Final = ("connected", "total")


class RolloutChart(TimelineChart):
    """Counts over time, with their target."""

    __slots__ = ()


class ShareChart(TimelineChart):
    """A share in percent on an axis from 0; `remaining` is in percentage points."""

    __slots__ = ()


def rollout_charts(
    targets: pl.LazyFrame, observations: pl.LazyFrame, evidence: Evidence
) -> tuple[TimelineChart, ...]:
    """A chart for each reported series with three observations, or two and a target, or one and a deadline.

    Args:
        targets: Columns of `TARGET_SCHEMA`.
        observations: Columns of `OBSERVATION_SCHEMA`.
        evidence: For the source lines.
    """
    aims = list(targets.collect().iter_rows(named=True))
    charts = []
    every = series_of(observations)
    for found in every:
        series, apart = settled(found)
        if series.status != "actual" or series.aspect not in _LEVELS or series.unit in ("rank", "x", "pp"):
            continue
        mine = [aim for aim in aims if _belongs(aim, series)]
        dated = any(aim["deadline"] for aim in mine)
        many = len(series.points) >= _ENOUGH and is_steady(series)
        if many or (mine and len(series.points) >= 2 - dated):
            charts.append(_chart(series, apart, mine, every, evidence))
    return tuple(charts)


def _belongs(aim: dict[str, Any], series: Series) -> bool:
    """Whether the target was held against this series: the last value is one of it, from the same figures."""
    if (aim["indicator"], aim["place"], aim["unit"]) != (series.indicator, series.place, series.unit):
        return False
    ids = set(aim["figures"])
    return any(
        point.period == aim["last_period"] and point.value == aim["last"] and ids.issuperset(point.figures)
        for point in series.points
    )


def _goals(aims: list[dict[str, Any]], series: Series, notes: Notes) -> tuple[Goal, ...]:
    shown = {figure for point in series.points for figure in point.figures}
    goals = []
    for aim in sorted(aims, key=lambda aim: (aim["deadline"] or "9999", aim["target"])):
        own = tuple(figure for figure in aim["figures"] if figure not in shown)
        due = (
            tr("by {period}", period=period_short(aim["deadline"])) if aim["deadline"] else tr("no deadline")
        )
        goals += [
            Goal(
                old["value"],
                old["value"],
                old["value"],
                old["deadline"],
                _day(old["deadline"]),
                _former(old, series.unit),
                (),
                former=True,
            )
            for old in aim["moved_from"] or ()
            if old["value"] is not None and old["deadline"]
        ]
        target = tr("target {amount}", amount=amount(aim["target"], series.unit, bare=True))
        text = f"{target} · {due}{notes.mark(own)}"
        goals.append(
            Goal(
                aim["target"],
                aim["target_low"],
                aim["target_high"],
                aim["deadline"],
                _day(aim["deadline"]),
                text,
                own,
            )
        )
    return tuple(goals)


def _former(old: dict[str, Any], unit: str) -> str:
    target = tr("earlier target {amount}", amount=amount(old["value"], unit, bare=True))
    return f"{target} · {period_short(old['deadline'])}"


def _day(period: str | None) -> date | None:
    return last_day(period) if period else None


def _chart(
    series: Series,
    apart: tuple[Point, ...],
    aims: list[dict[str, Any]],
    every: Sequence[Series],
    evidence: Evidence,
) -> TimelineChart:
    notes = Notes()
    end = len(series.points) - 1
    labels = tuple(
        point_label(point, series.unit, notes.mark(point.figures), dated=i == end)
        for i, point in enumerate(series.points)
    )
    former = tuple(
        tuple(
            f"{tr('was {amount}', amount=amount(s.value, series.unit, bare=True))}{notes.mark(s.figures)}"
            for s in point.superseded
        )
        for point in series.points
    )
    apart_labels = tuple(
        tr("does not fit: {label}", label=point_label(point, series.unit, notes.mark(point.figures)))
        for point in apart
    )
    goals = _goals(aims, series, notes)
    goal = _main_goal(goals, series.points[-1])
    whole, whole_figures = whole_of(series, every)
    whole += notes.mark(whole_figures)
    figures = {
        f
        for p in (*series.points, *apart)
        for f in (*p.figures, *(i for s in p.superseded for i in s.figures))
    }
    figures |= {*whole_figures, *(f for g in goals for f in g.figures)}
    share = series.unit == "%"
    aim = _aim_of(goal, aims)
    remaining = None if goal is None or aim is None else _remaining(series.points[-1], goal, aim)
    verdict = None if aim is None else aim["verdict"]
    return (ShareChart if share else RolloutChart)(
        name=_name(series, "share" if share else "rollout"),
        title=(_share_title if share else _rollout_title)(series, goal, remaining, verdict),
        subtitle=_subtitle(series, whole, remaining),
        notes=notes.all(),
        source=evidence.source(figures, sum(point.corrected for point in series.points)),
        figures=tuple(sorted(figures)),
        place=series.place,
        indicator=series.indicator,
        technology=series.technology,
        group=series.group,
        unit=series.unit,
        points=series.points,
        labels=labels,
        apart=apart,
        apart_labels=apart_labels,
        former=former,
        goals=goals,
        pace=_pace(series.points[-1], goal, aims),
        silences=silences(series.points),
        remaining=remaining,
    )


def _name(series: Series, form: str) -> str:
    keys = (
        series.place,
        series.indicator,
        series.technology,
        series.aspect,
        series.group,
        series.unit,
        series.of,
    )
    return slug(form, *keys)


def _pace(last: Point, goal: Goal | None, aims: list[dict[str, Any]]) -> Pace | None:
    """The pace that the analysis found required, when the target lies ahead."""
    if goal is None or goal.day is None or goal.day <= last.day:
        return None
    aim = _aim_of(goal, aims)
    if aim is None or not aim["required_pace"]:
        return None
    return Pace(last.day, goal.day, last.value, goal.value, aim["required_pace"])


def _aim_of(goal: Goal | None, aims: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The row of the analysis that a target was drawn from."""
    if goal is None:
        return None
    return next(
        (aim for aim in aims if (aim["target"], aim["deadline"]) == (goal.value, goal.deadline)), None
    )


def _remaining(last: Point, goal: Goal, aim: dict[str, Any]) -> float:
    """How far the target is away, as the analysis has it; 0 when it is reached."""
    # The analysis takes the period that ends last, the chart the point that stands last.
    same = aim["remaining"] is not None and aim["last"] == last.value
    left = aim["remaining"] if same else goal.value - last.value
    return 0.0 if aim["verdict"] == "reached" else abs(left)


def _main_goal(goals: tuple[Goal, ...], last: Point) -> Goal | None:
    """The nearest target that is not over, else the last one."""
    live = [goal for goal in goals if not goal.former]
    ahead = [goal for goal in live if goal.day is None or goal.day > last.day]
    return next(iter(ahead or live[-1:]), None)


def _subtitle(series: Series, whole: str, remaining: float | None) -> str:
    if series.unit == "%":
        whole = tr("share of a whole not named")
        if series.of:
            whole = tr("share of {things}", things=indicator_words(series.of))
    left = None
    if remaining is not None and remaining > 0:
        left = amount(remaining, "pp" if series.unit == "%" else series.unit)
        left = tr("{amount} to the target", amount=left)
    partial = tr("hollow square: partial period") if any(point.partial for point in series.points) else None
    return dimensions(
        subject(series.indicator, series.technology, series.group),
        None if series.aspect == "total" else aspect_words(series.aspect),
        place_words(series.place),
        period_span(series.points[0].period, series.points[-1].period),
        whole,
        left,
        partial,
    )


def _rollout_title(series: Series, goal: Goal | None, remaining: float | None, verdict: str | None) -> str:
    place, what = place_words(series.place), subject(series.indicator, series.technology)
    first, last = series.points[0], series.points[-1]
    value = amount(last.value, series.unit, bare=True)
    if goal is not None and remaining is not None:
        target = amount(goal.value, series.unit, bare=True)
        if not remaining:
            reached = tr("{what} reached the target of {target}", what=what, target=target)
            return headline(f"{place}: {reached}", reached)
        left = _things(series, remaining)
        text, short = _left(left, target, goal, verdict), tr("{left} to go", left=left)
        return headline(f"{place}: {text}", text, f"{place}: {short}", short)
    if len(series.points) == 1:
        text = tr("{value} {what}", value=value, what=what)
        return headline(f"{place}: {text}", text)
    change = _change(first, last, series.unit)
    told, short = telling(what, change), telling(what, value)
    return headline(f"{place}: {told}", f"{place}: {short}", told, short)


def _left(left: str, target: str, goal: Goal, verdict: str | None) -> str:
    """What is left to do, and until when."""
    if not goal.deadline:
        return tr("{left} short of the {target} target", left=left, target=target)
    due = period_short(goal.deadline)
    if verdict == "overdue":
        return tr("overdue|{left} short of the {due} target", left=left, due=due)
    return tr("{left} to go by {due}", left=left, due=due)


def _change(first: Point, last: Point, unit: str) -> str:
    start, value = amount(first.value, unit, bare=True), amount(last.value, unit, bare=True)
    if last.partial or first.partial:
        return tr("at {value} in {period}", value=value, period=period_short(last.period))
    if last.value == first.value:
        return tr("stayed at {value}", value=value)
    if last.value > first.value:
        return tr("rose from {start} to {value}", start=start, value=value)
    return tr("fell from {start} to {value}", start=start, value=value)


def _things(series: Series, value: float) -> str:
    """The count with its technology and noun: "269 Starlink schools"."""
    if is_sign(series.unit):
        return amount(value, series.unit)
    count, things = number(value), plural(series.unit, value)
    technology = technology_words(series.technology)
    if technology:
        return tr("{count} {technology} {things}", count=count, technology=technology, things=things).strip()
    return tr("{count} {things}", count=count, things=things).strip()


def _share_title(series: Series, goal: Goal | None, remaining: float | None, verdict: str | None) -> str:
    place, what = place_words(series.place), subject(series.indicator, series.technology)
    first, last = series.points[0], series.points[-1]
    value = amount(round(last.value, 1), "%")
    if goal is not None and remaining is not None:
        if not remaining:
            target = amount(goal.value, "%")
            reached = tr("{what} reached the target of {target}", what=what, target=target)
            return headline(f"{place}: {reached}", reached)
        points = number(round(remaining, 1))
        below = goal.value > last.value
        gap = (
            tr("{points} points below target", points=points)
            if below
            else tr("{points} points above target", points=points)
        )
        due = f"{place}: {telling(what, _due(gap, goal.deadline, verdict))}" if goal.deadline else None
        return headline(due, f"{place}: {telling(what, gap)}", telling(what, gap), gap)
    if len(series.points) == 1 or first.value == last.value:
        text = tr("{what} at {value}", what=what, value=value)
        return headline(f"{place}: {text}", text)
    change = (
        tr("rose to {value}", value=value) if last.value > first.value else tr("fell to {value}", value=value)
    )
    return headline(f"{place}: {telling(what, change)}", telling(what, change), telling(what, value))


def _due(gap: str, deadline: str, verdict: str | None) -> str:
    due = period_short(deadline)
    return (
        tr("{gap} due {due}", gap=gap, due=due)
        if verdict == "overdue"
        else tr("{gap} for {due}", gap=gap, due=due)
    )


def draw_rollout(chart: TimelineChart) -> Figure:
    """Draw the chart."""
    return draw_timeline(chart)
