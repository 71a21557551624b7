"""Commands that hand data to other programs: `export` writes tables as files, `query` answers SQL."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from connectivity.cli.options import (
    DatabaseOption,
    Format,
    FormatOption,
    MinConfidenceOption,
    OutputOption,
    database,
)

__all__ = ["COMMANDS", "export", "query"]


class FileFormat(StrEnum):
    """How a table is written to a file."""

    csv = "csv"
    parquet = "parquet"
    jsonl = "jsonl"


def export(
    ctx: typer.Context,
    *,
    tables: Annotated[
        list[str] | None,
        typer.Argument(metavar="TABLE", help="Which tables; all unless given.", show_default=False),
    ] = None,
    folder: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the files are written.")
    ] = Path("export"),
    min_confidence: MinConfidenceOption = None,
    form: Annotated[FileFormat, typer.Option("--format", help="How they are written.")] = FileFormat.csv,
    _db: DatabaseOption = None,
) -> None:
    """Write tables as files; print their names.

    Documents, figures, observations and the domain tables, one file each.
    """
    from connectivity.cli.evidence import opened
    from connectivity.cli.filters import closest
    from connectivity.cli.output import render, writing
    from connectivity.errors import UsageError
    from connectivity.store import DOMAIN_TABLES

    known = ("documents", "current_figures", "observations", *DOMAIN_TABLES)
    names = {name.removeprefix("current_"): name for name in known}
    for table in tables or ():
        if table not in names:
            raise UsageError(f"there is no table {table}; {closest(table, names)}")
    with opened(ctx, min_confidence) as store:
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
        for table in tables or names:
            frame = store.query(f"SELECT * FROM {names[table]} ORDER BY ALL")  # noqa: S608 -- one of our names
            path = folder / f"{table}.{form}"
            with writing(path):
                if form is FileFormat.parquet:
                    frame.write_parquet(path)
                else:
                    path.write_text(render(frame, Format(form)), encoding="utf-8")
            typer.echo(path)


def query(
    ctx: typer.Context,
    *,
    sql: Annotated[
        str, typer.Argument(metavar="SQL", help="One statement that reads; docs/tables.md lists tables.")
    ],
    form: FormatOption = Format.table,
    output: OutputOption = None,
    _db: DatabaseOption = None,
) -> None:
    """Answer SQL over the stored tables."""
    from connectivity.cli.output import emit
    from connectivity.store import open_store

    with open_store(database(ctx)) as store:
        rows = store.query(sql)
    emit(rows, form, output, empty="no rows")


COMMANDS: Final[tuple[Callable[..., Any], ...]] = (export, query)
