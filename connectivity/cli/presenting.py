"""Commands that show results to people: `charts` draws, `report` writes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer

from connectivity.cli.options import DatabaseOption, database

if TYPE_CHECKING:
    import polars as pl

    from connectivity.store import Store

__all__ = ["COMMANDS", "charts", "print_report", "report", "write_page", "write_pictures"]


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
    folder: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the pictures are written.")
    ] = Path("charts"),
    form: Annotated[ChartFormat, typer.Option("--format", help="PNG or SVG.")] = ChartFormat.png,
    _db: DatabaseOption = None,
) -> None:
    """Draw the charts; print the files' names.

    Coverage gaps, roll-outs to their targets, shares, growth, and volumes in two currencies.
    """
    from connectivity.cli.streams import say
    from connectivity.store import open_store

    with open_store(database(ctx)) as store:
        paths = write_pictures(store, folder, form.value)
    for path in paths:
        typer.echo(path)
    if not paths:
        say("not enough figures for a chart")


def report(
    ctx: typer.Context,
    *,
    form: Annotated[
        ReportFormat, typer.Option("--format", help="How it is written.")
    ] = ReportFormat.terminal,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file; report.html for html."),
    ] = None,
    _db: DatabaseOption = None,
) -> None:
    """Report what the stored documents say.

    Gaps, targets, growth, and what does not add up; each number leads to the sentence that stated it.
    """
    from connectivity.cli.output import writing
    from connectivity.cli.streams import say
    from connectivity.reports import render_markdown
    from connectivity.store import open_store

    with open_store(database(ctx)) as store:
        if form is ReportFormat.html:
            say(f"written: {write_page(store, output or Path('report.html'))}")
            return
        if form is ReportFormat.terminal and output is None:
            print_report(store)
            return
        text = render_markdown(_report(store))
    if output is None:
        sys.stdout.write(text)
        return
    with writing(output):
        output.write_text(text, encoding="utf-8")


def frames_of(store: Store) -> dict[str, pl.LazyFrame]:
    """What charts and reports are made from, by name: the stored tables and the analyses of them."""
    from connectivity import analysis

    figures, observations = store.figures(), store.observations()
    return {
        "documents": store.documents(),
        "figures": figures,
        "observations": observations,
        "gaps": analysis.gaps(observations),
        "growth": analysis.growth(observations),
        "targets": analysis.targets(observations),
        "currency": analysis.currency(figures, observations),
        "findings": analysis.audit(figures, observations),
    }


def write_pictures(store: Store, folder: Path, form: Literal["png", "svg"]) -> list[Path]:
    """Draw every chart that the stored figures are enough for."""
    from connectivity.charts import write_charts

    frames = frames_of(store)
    del frames["growth"], frames["findings"]
    return write_charts(**frames, folder=folder, format=form)


def _report(store: Store) -> Any:
    from connectivity.reports import build_report

    return build_report(**frames_of(store))


def print_report(store: Store) -> None:
    """The report on stdout."""
    from connectivity.cli.streams import console
    from connectivity.reports import render_terminal

    render_terminal(_report(store), console())


def write_page(store: Store, path: Path) -> Path:
    """The report as one page."""
    from connectivity.cli.output import writing
    from connectivity.reports import render_html

    text = render_html(_report(store))
    with writing(path):
        path.write_text(text, encoding="utf-8")
    return path


COMMANDS: Final[tuple[Callable[..., Any], ...]] = (charts, report)
