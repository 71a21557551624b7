"""All charts of a store's frames: as plain values, as pictures in memory, and as files."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Literal

import polars as pl

from connectivity.charts.coverage import CoverageChart, coverage_charts, draw_coverage
from connectivity.charts.currency import CurrencyChart, currency_charts, draw_currency
from connectivity.charts.growth import GrowthChart, SlopeChart, growth_charts
from connectivity.charts.growth_drawing import draw_growth, draw_slope
from connectivity.charts.rollout import draw_rollout, rollout_charts
from connectivity.charts.sources import Evidence
from connectivity.charts.style import DPI, style
from connectivity.charts.timeline import TimelineChart
from connectivity.errors import UsageError
from connectivity.wording import speaking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from matplotlib.figure import Figure

    from connectivity.charts.chart import Chart
    from connectivity.charts.sources import Note

__all__ = ["Picture", "draw", "pictures", "plan_charts", "rendered", "write_charts"]

_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
_ID: Final = re.compile(r'(\bid="|xlink:href="#|url\(#)')
_HEAD: Final = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_STYLE_OR_METADATA: Final = re.compile(r"\s*<(style|metadata)\b.*?</\1>", re.DOTALL)
_LAST_WORDS: Final = 'style="stroke-linejoin: round; stroke-linecap: butt"'


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart to embed in a page.

    Attributes:
        name: Unique name, good as an id.
        title: The finding.
        subtitle: What is shown.
        source: The source line.
        notes: The footnotes with the ids of their figures.
        svg: An `<svg>` element; its inner ids start with the name, so that several fit in one page.
    """

    name: str
    title: str
    subtitle: str
    source: str
    notes: tuple[Note, ...]
    svg: str


def plan_charts(
    *,
    gaps: pl.LazyFrame,
    targets: pl.LazyFrame,
    currency: pl.LazyFrame,
    observations: pl.LazyFrame,
    figures: pl.LazyFrame,
    documents: pl.LazyFrame,
    most: int | None = None,
    min_confidence: float | None = None,
) -> tuple[Chart, ...]:
    """Every chart for which the data is enough, as plain values, names made unique.

    Their words are in the language that is spoken: see `connectivity.wording.speaking`.

    Coverage gaps come first, then targets and shares, growth, and volumes in two currencies.

    Args:
        gaps: Columns of `GAP_SCHEMA`.
        targets: Columns of `TARGET_SCHEMA`.
        currency: Columns of `CURRENCY_SCHEMA`.
        observations: Columns of `OBSERVATION_SCHEMA`.
        figures: At least the columns `figure` and `doc`.
        documents: At least the columns `doc`, `publisher` and `published`.
        most: Keep at most so many charts of each form, those that rest on most figures; None keeps all.
        min_confidence: The confidence that all figures have, where less sure ones were left out; source lines
            tell it.
    """
    evidence = Evidence.of(figures, documents, min_confidence)
    corrected = (
        observations.filter("corrected").select(pl.col("figures").explode()).collect()["figures"].to_list()
    )
    charts: tuple[Chart, ...] = (
        *coverage_charts(gaps, evidence, [figure for figure in corrected if figure]),
        *rollout_charts(targets, observations, evidence),
        *growth_charts(observations, evidence),
        *currency_charts(currency, observations, evidence),
    )
    seen: dict[str, int] = {}
    unique = []
    for chart in charts:
        seen[chart.name] = seen.get(chart.name, 0) + 1
        times = seen[chart.name]
        unique.append(chart if times == 1 else replace(chart, name=f"{chart.name}-{times}"))
    return tuple(unique) if most is None else _richest(unique, most)


def _richest(charts: Sequence[Chart], most: int) -> tuple[Chart, ...]:
    """The charts of each form with most figures, in the order given."""
    kept: set[str] = set()
    for form in {type(chart) for chart in charts}:
        mine = [chart for chart in charts if type(chart) is form]
        kept.update(chart.name for chart in sorted(mine, key=lambda chart: -len(chart.figures))[:most])
    return tuple(chart for chart in charts if chart.name in kept)


def draw(chart: Chart) -> Figure:
    """Draw any chart, in its own language.

    Raises:
        UsageError: The value is no chart that can be drawn.
    """
    with speaking(chart.lang):
        return _drawn(chart)


def _drawn(chart: Chart) -> Figure:
    match chart:
        case CoverageChart():
            return draw_coverage(chart)
        case TimelineChart():
            return draw_rollout(chart)
        case GrowthChart():
            return draw_growth(chart)
        case SlopeChart():
            return draw_slope(chart)
        case CurrencyChart():
            return draw_currency(chart)
    raise UsageError(f"{type(chart).__name__} cannot be drawn; give a chart that plan_charts made")


def rendered(figure: Figure, form: Literal["png", "svg"]) -> bytes:
    """The bytes of a drawn chart: the same figure gives the same bytes, at any time.

    Raises:
        UsageError: The form is neither PNG nor SVG.
    """
    metadata: dict[str, Any]
    if form == "png":
        metadata = {"Software": None}
    elif form == "svg":
        metadata = {"Date": _EPOCH, "Creator": "Connectivity"}
    else:
        raise UsageError(f"charts cannot be written as {form!r}; choose png or svg")
    with style(), io.BytesIO() as buffer:
        figure.savefig(buffer, format=form, dpi=DPI, metadata=metadata, facecolor="white")
        return buffer.getvalue()


def write_charts(
    *,
    gaps: pl.LazyFrame,
    targets: pl.LazyFrame,
    currency: pl.LazyFrame,
    observations: pl.LazyFrame,
    figures: pl.LazyFrame,
    documents: pl.LazyFrame,
    folder: Path,
    most: int | None = None,
    format: Literal["png", "svg"] = "png",  # noqa: A002 -- the name of the command's option
) -> list[Path]:
    """Write every chart into a folder, which is made when missing; the paths in the order of `plan_charts`.

    The frames are those of `plan_charts`.

    Raises:
        UsageError: The format is neither "png" nor "svg", or the folder cannot be written.
    """
    charts = plan_charts(
        gaps=gaps,
        targets=targets,
        currency=currency,
        observations=observations,
        figures=figures,
        documents=documents,
        most=most,
    )
    if format not in ("png", "svg"):
        raise UsageError(f"charts cannot be written as {format!r}; choose png or svg")
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for chart in charts:
            path = folder / f"{chart.name}.{format}"
            path.write_bytes(rendered(draw(chart), format))
            paths.append(path)
    except OSError as error:
        raise UsageError(
            f"{folder}: {error.strerror or error}; choose a folder that can be written"
        ) from error
    return paths


def pictures(charts: tuple[Chart, ...]) -> Iterator[Picture]:
    """The charts as pictures to embed in a page, drawn one by one.

    Notes and source are left out of the drawing: the page shows them as text, with links.
    """
    for chart in charts:
        bare = replace(chart, notes=(), source="")
        svg = inline(rendered(draw(bare), "svg").decode(), chart.name)
        yield Picture(chart.name, chart.title, chart.subtitle, chart.source, chart.notes, svg)


def inline(svg: str, name: str) -> str:
    """The SVG as an element of a page: no head, metadata or page-wide style, its ids starting with `name`."""
    body = _STYLE_OR_METADATA.sub("", _HEAD.sub("", svg))
    body = _ID.sub(lambda found: f"{found[1]}{name}-", body)
    return body.replace("<svg ", f"<svg {_LAST_WORDS} ", 1).strip()
