"""Commands that show results to people: `charts` draws, `report` writes."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from connectivity.cli.options import (
    DEFAULT_DATABASE,
    DatabaseOption,
    IndicatorOption,
    MinConfidenceOption,
    PlaceOption,
    ReportLang,
    ReportLangOption,
    TechnologyOption,
    database,
)

if TYPE_CHECKING:
    import polars as pl

    from connectivity.charts import Chart
    from connectivity.cli.filters import Filters

__all__ = [
    "COMMANDS",
    "PAGE_CHARTS",
    "ROWS",
    "charts",
    "command_line",
    "print_report",
    "report",
    "write_page",
    "write_pictures",
]

PAGE_CHARTS: Final = 2
"""Charts of each form on the report page; more would make it slow to open."""

ROWS: Final = 8
"""Rows of each section on the terminal, unless told otherwise."""


class ChartFormat(StrEnum):
    """How charts are written."""

    png = "png"
    svg = "svg"


class ReportFormat(StrEnum):
    """How the report is written."""

    terminal = "terminal"
    markdown = "markdown"
    html = "html"


def charts(
    ctx: typer.Context,
    *,
    place: PlaceOption = None,
    indicator: IndicatorOption = None,
    technology: TechnologyOption = None,
    min_confidence: MinConfidenceOption = None,
    most: Annotated[
        int | None,
        typer.Option(
            "--most", metavar="N", min=1, help="So many of each form, those that rest on most figures."
        ),
    ] = None,
    report_lang: ReportLangOption = ReportLang.en,
    folder: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the pictures are written.")
    ] = Path("charts"),
    form: Annotated[ChartFormat, typer.Option("--format", help="PNG or SVG.")] = ChartFormat.png,
    _db: DatabaseOption = None,
) -> None:
    """Draw the charts; print the files' names.

    Coverage gaps, roll-outs to their targets, shares, growth, and volumes in two currencies.
    """
    from connectivity.cli.filters import Filters
    from connectivity.cli.frames import charts_of, frames_of
    from connectivity.cli.streams import say
    from connectivity.store import open_store
    from connectivity.wording import speaking

    wanted = Filters(place=place, indicator=indicator, technology=technology)
    with speaking(report_lang.value):
        with open_store(database(ctx)) as store:
            frames = frames_of(store, wanted, min_confidence)
        planned = charts_of(frames, most)
    paths = write_pictures(planned, folder, form)
    for path in paths:
        typer.echo(path)
    if not paths:
        say("not enough figures for a chart")


def report(
    ctx: typer.Context,
    *,
    place: PlaceOption = None,
    indicator: IndicatorOption = None,
    technology: TechnologyOption = None,
    min_confidence: MinConfidenceOption = None,
    report_lang: ReportLangOption = ReportLang.en,
    form: Annotated[
        ReportFormat, typer.Option("--format", help="How it is written.")
    ] = ReportFormat.terminal,
    rows: Annotated[
        int, typer.Option("--rows", metavar="N", min=1, help="Rows of each section on the terminal.")
    ] = ROWS,
    every: Annotated[
        bool, typer.Option("--all", help="All rows on the terminal, with notes that name the figures.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file; report.html for html."),
    ] = None,
    _db: DatabaseOption = None,
) -> None:
    """Report what the stored documents say.

    Gaps, targets, growth, and what does not add up; each number leads to the sentence that stated it. On the
    terminal the most telling rows, or all of them; Markdown and HTML are always whole.
    """
    from connectivity.cli.filters import Filters
    from connectivity.cli.frames import frames_of
    from connectivity.cli.streams import say
    from connectivity.store import open_store
    from connectivity.wording import speaking

    wanted = Filters(place=place, indicator=indicator, technology=technology)
    with speaking(report_lang.value):
        with open_store(database(ctx)) as store:
            frames = frames_of(store, wanted, min_confidence)
        if form is ReportFormat.html:
            path = output or Path("report.html")
            write_page(frames, path)
            say(f"written: {path}")
        elif form is ReportFormat.terminal:
            command = command_line(database(ctx), wanted, min_confidence, report_lang)
            print_report(frames, output, rows=None if every else rows, command=command)
        else:
            _print_markdown(frames, output)


def _print_markdown(frames: Mapping[str, pl.LazyFrame], output: Path | None) -> None:
    from connectivity.cli.output import writing
    from connectivity.reports import build_report, render_markdown

    text = render_markdown(build_report(**frames))
    if output is None:
        sys.stdout.write(text)
        return
    with writing(output):
        output.write_text(text, encoding="utf-8")


def write_pictures(planned: Sequence[Chart], folder: Path, form: ChartFormat) -> list[Path]:
    """Draw charts into a folder, which is made when missing.

    Raises:
        UsageError: The folder cannot be written.
    """
    from connectivity.charts import draw, rendered
    from connectivity.cli.output import writing
    from connectivity.cli.streams import progress

    paths = []
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for chart in progress(planned, "drawing"):
            path = folder / f"{chart.name}.{form}"
            path.write_bytes(rendered(draw(chart), form.value))
            paths.append(path)
    return paths


def command_line(
    path: Path,
    wanted: Filters | None = None,
    min_confidence: float | None = None,
    lang: ReportLang = ReportLang.en,
) -> Callable[[str], str]:
    """From a command's name to the line that runs it on the same database, filtered and worded alike."""
    before = ["connectivity"] if path == DEFAULT_DATABASE else ["connectivity", "--db", str(path)]
    filters = [
        (f"--{name}", value)
        for name in ("place", "indicator", "technology")
        if (value := getattr(wanted, name, None))
    ]
    filters += [("--min-confidence", f"{min_confidence:g}")] if min_confidence else []
    filters += [] if lang is ReportLang.en else [("--report-lang", lang.value)]

    def line(command: str) -> str:
        # Of documents there is no such filter, and of findings none by technology.
        without = {"documents": ("--place", "--indicator", "--technology"), "audit": ("--technology",)}
        kept = [part for pair in filters if pair[0] not in without.get(command, ()) for part in pair]
        return shlex.join([*before, *command.split(), *kept])

    return line


def print_report(
    frames: Mapping[str, pl.LazyFrame],
    output: Path | None = None,
    *,
    rows: int | None,
    command: Callable[[str], str],
) -> None:
    """The report as text, on stdout or in a file: so many rows of each section, or all of them."""
    from connectivity.cli.output import writing
    from connectivity.cli.streams import console
    from connectivity.reports import build_report, render_terminal

    report = build_report(**frames)
    if output is None:
        render_terminal(report, console(), rows=rows, command=command)
        return
    with writing(output), output.open("w", encoding="utf-8") as file:
        render_terminal(report, console(file), rows=rows, command=command)


def write_page(
    frames: Mapping[str, pl.LazyFrame], path: Path, planned: Sequence[Chart] | None = None
) -> None:
    """The report as one page, with these charts or those that rest on most figures.

    Raises:
        UsageError: The file cannot be written.
    """
    from connectivity.charts import pictures
    from connectivity.cli.frames import charts_of
    from connectivity.cli.output import writing
    from connectivity.cli.streams import progress
    from connectivity.reports import build_report, render_html

    shown = charts_of(frames, PAGE_CHARTS) if planned is None else tuple(planned)
    drawn = list(progress(pictures(shown), "drawing"))
    text = render_html(build_report(**frames), drawn)
    with writing(path):
        path.write_text(text, encoding="utf-8")


COMMANDS: Final[tuple[Callable[..., Any], ...]] = (charts, report)
