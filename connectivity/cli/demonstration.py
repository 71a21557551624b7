"""The command that shows the whole way of the data on the embedded briefs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from connectivity.cli.options import DEFAULT_DATABASE, DatabaseOption, WorkersOption, given_database

__all__ = ["COMMANDS", "demo"]


def demo(
    ctx: typer.Context,
    *,
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where database, charts and report.html are written.")
    ] = Path("connectivity-demo"),
    workers: WorkersOption = 1,
    _db: DatabaseOption = None,
) -> None:
    """Show the whole way on embedded briefs.

    Ingests the briefs that come with Connectivity into a fresh database, prints the report, and writes
    charts and report.html. The database in FOLDER is made anew each time.
    """
    from connectivity.cli.building import build_example
    from connectivity.cli.frames import charts_of, frames_of
    from connectivity.cli.output import writing
    from connectivity.cli.presenting import (
        PAGE_CHARTS,
        ROWS,
        ChartFormat,
        command_line,
        print_report,
        write_page,
        write_pictures,
    )
    from connectivity.cli.streams import say
    from connectivity.store import open_store

    database = given_database(ctx) or folder / DEFAULT_DATABASE
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    build_example(database, workers=workers)
    with open_store(database) as store:
        frames = frames_of(store)
    print_report(frames, rows=ROWS, command=command_line(database))
    write_page(frames, folder / "report.html")
    charts = write_pictures(charts_of(frames, PAGE_CHARTS), folder / "charts", ChartFormat.png)
    say(f"written: {folder / 'report.html'}, {len(charts)} charts in {folder / 'charts'}, {database}")
    say(f"go on with: connectivity --db {database} gaps --place Kazakhstan")


COMMANDS: Final[tuple[Callable[..., Any], ...]] = (demo,)
