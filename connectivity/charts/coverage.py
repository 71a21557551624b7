"""Where coverage is missing: sorted 100 % bars of what is connected, planned, left over or unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import polars as pl

from connectivity.analysis.vocabulary import FAMILIES
from connectivity.charts.chart import Chart, dimensions, headline, sentence_list, slug
from connectivity.charts.sources import Evidence, Notes
from connectivity.charts.style import (
    ACCENT,
    CONTEXT,
    GRID,
    INK,
    MUTED,
    color_of,
    framed,
    is_light,
    style,
    text_width,
    tint,
    wrapped,
)
from connectivity.wording import (
    amount,
    group_words,
    indicator_words,
    language,
    marked,
    number,
    period_short,
    period_span,
    place_words,
    plain,
    plural,
    technology_words,
    tr,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["Bar", "CoverageChart", "Part", "coverage_charts", "draw_coverage"]

Kind = Literal["connected", "planned", "left over", "unknown"]

_MOST_BARS: Final = 14
_ROW: Final = 0.72  # inches
_ROW_WORDS: Final = 2.3  # inches for the words at the left
_UNITS: Final = {
    "settlements": "settlement",
    "schools": "school",
    "households": "household",
    "population": "person",
}
_STAY: Final = (
    marked("{things} in {place} stay without {access}"),
    marked("{things} stay without {access}"),
)
_LACK: Final = (marked("{things} in {place} lack {access}"), marked("{things} lack {access}"))
_WORDS: Final = {
    "connected": marked("{amount} connected"),
    "planned": marked("{amount} planned"),
    "left over": marked("{amount} left over"),
    "unknown": marked("{amount} without known plan"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: kind, count (None where only a share is known), share in percent, label."""

    kind: Kind
    count: float | None
    share: float
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One place and technology.

    Attributes:
        place: Place key.
        technology: Technology key, or None.
        label: Place, technology and group in words.
        detail: Date and whole in words, with the footnote mark.
        parts: From left to right; the shares add up to 100.
        share_low: Lower end of the connected share, percent.
        share_high: Upper end of it.
    """

    place: str | None
    technology: str | None
    label: str
    detail: str
    parts: tuple[Part, ...]
    share_low: float
    share_high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageChart(Chart):
    """Bars of one indicator, the best covered first."""

    bars: tuple[Bar, ...]


def coverage_charts(
    gaps: pl.LazyFrame, evidence: Evidence, corrected: Iterable[str] = ()
) -> tuple[CoverageChart, ...]:
    """One chart for each indicator, of the newest gap of each place, technology and group.

    A total that is less than half of the largest of its place is one of a part, and not shown.

    Args:
        gaps: Columns of `GAP_SCHEMA`; rows without a share are left out, for they have no whole.
        evidence: For the source line.
        corrected: Ids of figures that a correction changed.
    """
    key = ["indicator", "place", "technology", "group"]
    part = pl.col("total") < pl.col("total").max().over("indicator", "place") / 2
    rows = (
        gaps.filter(pl.col("share").is_between(0, 100), ~part.fill_null(value=False))
        .sort("period", nulls_last=False)
        .group_by(key, maintain_order=True)
        .last()
        .sort("indicator", pl.col("share").neg(), "place", "technology", "group", nulls_last=True)
        .collect()
    )
    charts = []
    for (indicator,), group in rows.group_by("indicator", maintain_order=True):
        found = list(group.iter_rows(named=True))
        pages = [found[i : i + _MOST_BARS] for i in range(0, len(found), _MOST_BARS)]
        charts += [
            _chart(str(indicator), page, (number_, len(pages)), evidence, set(corrected))
            for number_, page in enumerate(pages, 1)
        ]
    return tuple(charts)


def _chart(
    indicator: str,
    rows: Sequence[dict[str, Any]],
    page: tuple[int, int],
    evidence: Evidence,
    corrected: set[str],
) -> CoverageChart:
    notes = Notes()
    figures = sorted({figure for row in rows for figure in row["figures"]})
    places = list(dict.fromkeys(place_words(row["place"]) for row in rows))
    periods = sorted({row["period"] for row in rows if row["period"]})
    things = indicator_words(indicator)
    counted = any(row["total"] is not None for row in rows)
    return CoverageChart(
        name=slug("coverage", indicator, f"{page[0]}" if page[1] > 1 else None),
        title=_title(indicator, rows),
        subtitle=dimensions(
            tr("Share of all {things} with access", things=things)
            if counted
            else tr("Share of 100 % of {things} with access", things=things),
            sentence_list(places),
            period_span(periods[0], periods[-1]) if periods else None,
            tr("whole: the total at each bar"),
            tr("part {page} of {pages}", page=page[0], pages=page[1]) if page[1] > 1 else None,
        ),
        bars=tuple(_bar(indicator, row, notes, one_place=len(places) == 1) for row in rows),
        notes=notes.all(),
        source=evidence.source(figures, len(corrected.intersection(figures))),
        figures=tuple(figures),
    )


def _title(indicator: str, rows: Sequence[dict[str, Any]]) -> str:
    """What is left over where a plan is known, else the largest gap, else the smallest share."""
    # Satellites are for the few that lines and masts do not reach: how many lack them is no finding.
    main = [row for row in rows if _family(row["technology"]) != "satellite"] or rows
    planned = [row for row in main if row["left_over"] is not None]
    counted = [row for row in main if row["gap"] is not None]
    # That plans cover all can only be said where a plan is known for each.
    if planned and (len(planned) == len(counted) or any(row["left_over"] > 0 for row in planned)):
        worst = max(planned, key=lambda row: row["left_over"])
        how, count = _STAY, worst["left_over"]
        if count <= 0:
            things, place = _noun(indicator, None), place_words(worst["place"])
            return headline(
                tr("Plans cover all {things} in {place}", things=things, place=place),
                tr("Plans cover all {things}", things=things),
            )
    elif counted:
        worst = max(counted, key=lambda row: row["gap"])
        how, count = _LACK, worst["gap"]
    else:
        worst = min(rows, key=lambda row: row["share"])
        share = amount(worst["share"], "%", digits=1)
        text = tr("{share} of {things} connected", share=share, things=indicator_words(indicator))
        return headline(f"{place_words(worst['place'])}: {text}", text)
    things = tr("{count} {things}", count=_count(count), things=_noun(indicator, count))
    place, technology = place_words(worst["place"]), technology_words(worst["technology"])
    access = (
        tr("without|{technology} internet", technology=technology) if technology else tr("without|internet")
    )
    in_place, alone = how
    text = tr(alone, things=things, access=access)
    return headline(tr(in_place, things=things, access=access, place=place), f"{place}: {text}", text, things)


def _family(technology: str | None) -> str | None:
    return FAMILIES.get(technology, technology) if technology else None


def _count(value: float) -> str:
    """A count as a whole number: a share of a total need not be one."""
    return number(round(value)) if abs(value) >= 1 else number(value)


def _noun(indicator: str, count: float | None) -> str:
    unit = _UNITS.get(indicator)
    return plural(unit, count) if unit else indicator_words(indicator)


def _bar(indicator: str, row: dict[str, Any], notes: Notes, *, one_place: bool) -> Bar:
    what = technology_words(row["technology"]) or tr("any technology")
    what += f" ({group_words(row['group'])})" if row["group"] else ""
    if row["total"] is not None:
        things = _noun(indicator, row["total"])
        whole = tr("{count} {things}", count=number(row["total"]), things=things)
    else:
        whole = tr("bar|share of {things}", things=indicator_words(indicator))
    if row["total_source"] == "nearest earlier" and row["total_period"]:
        whole += f" ({period_short(row['total_period'])})"
    return Bar(
        place=row["place"],
        technology=row["technology"],
        label=plain(what if one_place else f"{place_words(row['place'])} · {what}"),
        detail=f"{period_short(row['period'])} · {whole}{notes.mark(row['figures'])}",
        parts=_parts(row),
        share_low=max(0.0, row["share_low"] if row["share_low"] is not None else 0.0),
        share_high=min(100.0, row["share_high"] if row["share_high"] is not None else 100.0),
    )


def _parts(row: dict[str, Any]) -> tuple[Part, ...]:
    share, total = row["share"], row["total"]
    parts = [_part("connected", row["connected"], share, _prefix(row, "connected"))]
    rest = 100 - share
    if row["planned"] is not None and total:
        planned = min(max(row["planned"] / total * 100, 0.0), rest)
        parts.append(_part("planned", row["planned"], planned, _prefix(row, "planned")))
        left = row["left_over"] if row["left_over"] is not None else rest - planned
        parts.append(_part("left over", max(left, 0.0), rest - planned, _prefix(row, "left_over")))
    else:
        gap = row["gap"] if row["gap"] is not None else None
        parts.append(_part("unknown", gap, rest, _prefix(row, "gap")))
    return tuple(part for part in parts if part.share > 0 or part.kind == "connected")


def _part(kind: Kind, count: float | None, share: float, prefix: str) -> Part:
    percent = amount(share, "%", digits=1)
    measured = f"{prefix}{_count(count)}" if count is not None else percent
    extra = f" ({percent})" if kind == "connected" and count is not None else ""
    return Part(kind, count, share, f"{tr(_WORDS[kind], amount=measured)}{extra}")


def _prefix(row: dict[str, Any], name: str) -> str:
    """What stands before a count that is not exact."""
    value, low, high = row[name], row[f"{name}_low"], row[f"{name}_high"]
    if value is None or low == value == high:
        return ""
    if high is None or high > value == low:
        return "≥ "
    return "≤ " if low is None or low < value == high else "≈ "


def draw_coverage(chart: CoverageChart) -> Figure:
    """Draw the chart."""
    with style():
        frame = framed(chart.title, chart.subtitle, chart.foot, body=len(chart.bars) * _ROW + 0.15)
        left = frame.left + _ROW_WORDS
        axes = frame.axes(left, frame.bottom, frame.right, frame.top)
        axes.set_xlim(0, 100)
        axes.set_ylim(len(chart.bars) * _ROW + 0.05, 0)
        axes.xaxis.set_visible(False)
        axes.yaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        for i, bar in enumerate(chart.bars):
            _draw_bar(axes, bar, i * _ROW + 0.08, frame.right - left)
        return frame.figure


def _draw_bar(axes: Axes, bar: Bar, top: float, width: float) -> None:
    height = 0.3
    start, below = 0.0, []
    for part in bar.parts:
        color, hatch = _look(part.kind, bar.technology)
        axes.barh(
            top + height / 2,
            part.share,
            left=start,
            height=height,
            color=color,
            edgecolor="white",
            linewidth=1,
            hatch=hatch,
        )
        if text_width(part.label, 8) + 0.14 <= part.share / 100 * width:
            ink = INK if is_light(color) else "white"
            axes.text(
                start + 0.07 / width * 100, top + height / 2, part.label, size=8, color=ink, va="center"
            )
        else:
            below.append((start, part.label))
        start += part.share
    _below(axes, below, top + height + 0.03, width)
    if bar.share_high - bar.share_low > 1:
        axes.plot(
            [bar.share_low, bar.share_high],
            [top + height - 0.035] * 2,
            color=INK,
            linewidth=1.2,
            marker="|",
            markersize=6,
        )
    _row_words(axes, bar, top, width)


def _row_words(axes: Axes, bar: Bar, top: float, width: float) -> None:
    x, room = -_ROW_WORDS / width * 100, _ROW_WORDS - 0.12
    first = wrapped(bar.label, room, 9, bold=True)
    second = wrapped(bar.detail, room, 7.5)
    if len(first) > 1 and len(second) > _most_details():
        first = [_shortened(first, room)]
    elif len(first) > 2 and language() != "en":  # noqa: PLR2004 -- lines there is room for
        first = [first[0], _shortened(first[1:], room)]
    y = top
    for line in first[:2]:
        axes.text(x, y, line, size=9, weight="bold", va="top")
        y += 0.17
    for line in second[:3]:
        axes.text(x, y, line, size=7.5, color=MUTED, va="top")
        y += 0.14


def _most_details() -> int:
    """Lines of details that fit under a label of two lines; English, which seldom has two, is set wider."""
    return 1 if language() == "en" else 2


def _shortened(lines: Sequence[str], room: float) -> str:
    """The first line with as much of the second as fits before an ellipsis."""
    text = " ".join(lines)
    while text and text_width(f"{text}…", 9, bold=True) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _below(axes: Axes, labels: Sequence[tuple[float, str]], y: float, width: float) -> None:
    """Labels that do not fit into their parts: in a row under the bar, pushed apart."""
    if not labels:
        return
    spans = [text_width(text, 8) / width * 100 for _, text in labels]
    starts, end = [], 0.0
    for (start, _), span in zip(labels, spans, strict=True):
        starts.append(max(start, end))
        end = starts[-1] + span + 1.5
    right = 100.0
    for i in reversed(range(len(labels))):
        starts[i] = min(starts[i], right - spans[i])
        right = starts[i] - 1.5
    for (start, text), x in zip(labels, starts, strict=True):
        axes.text(x, y, text, size=8, color=MUTED, va="top")
        axes.plot([start + 0.15, start + 0.15], [y - 0.03, y], color=CONTEXT, linewidth=0.8)


def _look(kind: Kind, technology: str | None) -> tuple[str, str | None]:
    color = color_of(technology)
    if kind == "connected":
        return color, None
    if kind == "planned":
        return tint(color, 0.3), None
    return (tint(ACCENT, 0.85), None) if kind == "left over" else (GRID, None)
