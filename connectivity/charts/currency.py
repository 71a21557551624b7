"""A volume in two currencies: two panels over one time axis, and the implied rate with the quoted one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from connectivity.charts.axis import limits, on_axis, time_axis, value_axis, value_width
from connectivity.charts.chart import Chart, dimensions, headline, slug, telling
from connectivity.charts.placing import Label, place_labels
from connectivity.charts.series import SCATTERED, Point, Series, series_of
from connectivity.charts.sources import Evidence, Notes
from connectivity.charts.style import ACCENT, CONTEXT, INK, MUTED, framed, style, tint
from connectivity.wording import (
    amount,
    interval,
    number,
    period_short,
    period_span,
    place_words,
    subject,
    tr,
    unit_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import polars as pl
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["CurrencyChart", "Panel", "Rate", "currency_charts", "draw_currency"]

_BAR: Final = "#44617b"
_PANEL: Final = 1.35  # inches
_SHORTEST_BAR: Final = 20.0  # days


@dataclass(frozen=True, slots=True)
class Panel:
    """The volume in one currency: a bar over each period, with its label."""

    unit: str
    points: tuple[Point, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """The rate that two amounts imply for a period, and the one quoted in the same documents, if any.

    Rates are units of the quote currency for one of the base; a null end is no end.
    """

    period: str
    day: date
    implied: float
    low: float | None
    high: float | None
    quoted: float | None
    agrees: bool | None
    label: str
    quoted_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyChart(Chart):
    """Two panels and a third for the rate; `base` and `quote` are ISO 4217 codes."""

    base: str
    quote: str
    panels: tuple[Panel, Panel]
    rates: tuple[Rate, ...]


def currency_charts(
    currency: pl.LazyFrame, observations: pl.LazyFrame, evidence: Evidence
) -> tuple[CurrencyChart, ...]:
    """A chart for each volume that documents state in two currencies for the same period.

    Sums of separate things (a project, a fine) are no volume.

    Args:
        currency: Columns of `CURRENCY_SCHEMA`.
        observations: Columns of `OBSERVATION_SCHEMA`.
        evidence: For the source lines.
    """
    money: dict[tuple[Any, ...], dict[str, Series]] = {}
    for series in series_of(observations):
        volume = series.status == "actual" and series.aspect in ("total", "added")
        if volume and series.indicator not in SCATTERED and _is_currency(series.unit):
            key = (series.place, series.indicator, series.technology, series.aspect, series.group)
            money.setdefault(key, {})[series.unit] = series
    rates = list(currency.sort("pair", "doc", "figure_base").collect().iter_rows(named=True))
    charts = []
    for by_unit in money.values():
        for pair in sorted({rate["pair"] for rate in rates}):
            base, _, quote = pair.partition("/")
            if base in by_unit and quote in by_unit:
                chart = _chart(
                    by_unit[base], by_unit[quote], [r for r in rates if r["pair"] == pair], evidence
                )
                charts += [chart] if chart else []
    return tuple(charts)


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isalpha() and unit.isupper()  # noqa: PLR2004 -- ISO 4217


def _chart(
    base: Series, quote: Series, rows: Sequence[dict[str, Any]], evidence: Evidence
) -> CurrencyChart | None:
    notes = Notes()
    panels = (_panel(quote, notes), _panel(base, notes))
    by_figure = {figure: point for point in quote.points for figure in point.figures}
    ours = {figure for point in base.points for figure in point.figures}
    matched = [
        (by_figure[r["figure_quote"]], r)
        for r in rows
        if r["figure_quote"] in by_figure and r["figure_base"] in ours
    ]
    if not matched:
        return None
    newest = {point.period: (point, row) for point, row in matched}
    rates = tuple(
        _rate(point, row, notes)
        for _, (point, row) in sorted(newest.items(), key=lambda item: item[1][0].day)
    )
    figures = sorted(
        {f for s in (base, quote) for p in s.points for f in p.figures}
        | {f for _, row in newest.values() for f in row["figures"]}
    )
    partial = any(point.partial for panel in panels for point in panel.points)
    days = sorted((p.day, p.period) for p in (*base.points, *quote.points))
    units = {"quote": unit_words(quote.unit), "base": unit_words(base.unit)}
    return CurrencyChart(
        name=slug(
            "currency",
            base.place,
            base.indicator,
            base.technology,
            base.aspect,
            base.group,
            base.unit,
            quote.unit,
        ),
        title=_title(base, quote, rates),
        subtitle=dimensions(
            subject(base.indicator, base.technology, base.group),
            place_words(base.place),
            period_span(days[0][1], days[-1][1]),
            tr("in {quote} and in {base}, each panel with its own axis", **units),
            tr("below: {quote} per {base}", **units),
            tr("light bars: partial period") if partial else None,
        ),
        notes=notes.all(),
        source=evidence.source(figures, sum(p.corrected for s in (base, quote) for p in s.points)),
        figures=tuple(figures),
        base=base.unit,
        quote=quote.unit,
        panels=panels,
        rates=rates,
    )


def _panel(series: Series, notes: Notes) -> Panel:
    labels = []
    for point in series.points:
        sign = "" if point.exact else "≥ " if point.high is None else "≤ " if point.low is None else ""
        partial = f" ({tr('partial')})" if point.partial else ""
        value, period = amount(point.value, series.unit), period_short(point.period)
        labels.append(f"{sign}{value} · {period}{partial}{notes.mark(point.figures)}")
    return Panel(series.unit, series.points, tuple(labels))


def _rate(point: Point, row: dict[str, Any], notes: Notes) -> Rate:
    span = _span(row["implied_low"], row["implied_high"])
    exact = span == _rounded(row["implied"])
    implied = f"{_rounded(row['implied'])}{'' if exact else f' ({span})'}"
    label = f"{tr('implied {rate}', rate=implied)}{notes.mark(row['figures'])}"
    quoted = tr("quoted {rate}", rate=_rounded(row["quoted"])) if row["quoted"] is not None else ""
    mark = notes.mark([row["quoted_figure"]]) if row["quoted_figure"] else ""
    return Rate(
        point.period,
        point.day,
        row["implied"],
        row["implied_low"],
        row["implied_high"],
        row["quoted"],
        row["agrees"],
        label,
        f"{quoted}{mark}",
    )


def _span(low: float | None, high: float | None) -> str:
    return interval(None if low is None else _four(low), None if high is None else _four(high))


def _four(value: float) -> float:
    """A rate with four significant digits."""
    return float(f"{value:.4g}")


def _rounded(value: float) -> str:
    return number(_four(value))


def _title(base: Series, quote: Series, rates: Sequence[Rate]) -> str:
    place, what = place_words(base.place), subject(base.indicator, base.technology)
    wrong = [rate for rate in rates if rate.agrees is False]
    rate = (wrong or list(rates))[-1]
    if wrong and rate.quoted is not None:
        names = {"quote": unit_words(quote.unit), "base": unit_words(base.unit)}
        implied = tr("{rate} {quote} per {base}", rate=_rounded(rate.implied), **names)
        text = tr("implied {implied}, quoted {quoted}", implied=implied, quoted=_rounded(rate.quoted))
        return headline(f"{place}: {text}", text[:1].upper() + text[1:])
    volumes = f"{amount(quote.points[-1].value, quote.unit)}, {amount(base.points[-1].value, base.unit)}"
    return headline(f"{place}: {telling(what, volumes)}", telling(what, volumes), volumes)


def draw_currency(chart: CurrencyChart) -> Figure:
    """Draw the panels."""
    with style():
        frame = framed(chart.title, chart.subtitle, chart.foot, body=3 * _PANEL + 0.4)
        days = [day for panel in chart.panels for point in panel.points for day in (point.start, point.end)]
        top = frame.top
        left = frame.left + max(
            value_width(0, _ceiling(panel), panel.unit, ticks=3) for panel in chart.panels
        )
        for panel in chart.panels:
            axes = frame.axes(left, top - _PANEL + 0.12, frame.right, top)
            time_axis(axes, min(days), max(days), room_left=0.03, room_right=0.12)
            _draw_panel(axes, panel)
            axes.tick_params(axis="x", labelbottom=False)
            top -= _PANEL
        axes = frame.axes(left, frame.bottom + 0.28, frame.right, top)
        time_axis(axes, min(days), max(days), room_left=0.03, room_right=0.12)
        _draw_rates(axes, chart)
        return frame.figure


def _ceiling(panel: Panel) -> float:
    """The upper end of the panel's axis: room for labels above the bars."""
    return limits([point.value for point in panel.points]) * 1.25


def _draw_panel(axes: Axes, panel: Panel) -> None:
    value_axis(axes, 0, _ceiling(panel), panel.unit, ticks=3)
    labels = []
    for point, text in zip(panel.points, panel.labels, strict=True):
        start, end = on_axis(point.start), on_axis(point.end)
        start = min(start, end - _SHORTEST_BAR)
        axes.bar(
            (start + end) / 2,
            point.value,
            width=(end - start) * 0.94,
            color=tint(_BAR, 0.35) if point.partial else _BAR,
            edgecolor=_BAR,
            linewidth=1.2,
            linestyle="--" if point.partial else "-",
        )
        labels.append(
            Label((start + end) / 2, point.value, text, INK, bold=point is panel.points[-1], needed=True)
        )
    place_labels(axes, labels)


def _draw_rates(axes: Axes, chart: CurrencyChart) -> None:
    values = [
        v for rate in chart.rates for v in (rate.implied, rate.low, rate.high, rate.quoted) if v is not None
    ]
    low, high = min(values), max(values)
    pad = max(high - low, high * 0.05) * 0.55
    value_axis(axes, max(0.0, low - pad), high + pad, None, ticks=3)
    floor, ceiling = axes.get_ylim()
    labels, dots, strokes = [], [], []
    for rate in chart.rates:
        x = on_axis(rate.day)
        color = ACCENT if rate.agrees is False else INK
        ends = (floor if rate.low is None else rate.low, ceiling if rate.high is None else rate.high)
        axes.vlines(x, *ends, color=color, linewidth=3, alpha=0.4)
        strokes.append([(x, ends[0]), (x, ends[1])])
        axes.plot([x], [rate.implied], marker="o", color=color, markersize=7)
        labels.append(Label(x, rate.implied, rate.label, color, bold=rate is chart.rates[-1], needed=True))
        dots.append((x, rate.implied))
        if rate.quoted is not None:
            axes.plot([x], [rate.quoted], marker="D", color=CONTEXT, markerfacecolor="white", markersize=7)
            labels.append(Label(x, rate.quoted, rate.quoted_label, MUTED, needed=True))
            dots.append((x, rate.quoted))
    place_labels(axes, labels, strokes, dots)
