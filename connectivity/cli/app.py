"""The typer application: the global options and the commands of all modules, in the order of the work."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from connectivity.cli import (
    analyses,
    correcting,
    demonstration,
    evaluating,
    exporting,
    ingesting,
    listing,
    presenting,
    vocabulary,
)

__all__ = ["app"]

app = typer.Typer(
    name="connectivity",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:  # noqa: FBT001 -- typer calls it with the option's value
    if wanted:
        typer.echo(f"connectivity {version('connectivity')}")
        raise typer.Exit


@app.callback(
    epilog="Exit codes: 0 done, 1 done but something was refused (named on stderr), 2 wrong usage. "
    "Data goes to stdout, words to stderr.",
)
def root(
    ctx: typer.Context,
    db: Annotated[
        Path | None,
        typer.Option(
            "--db",
            metavar="FILE",
            help="The database; connectivity.duckdb unless given.",
        ),
    ] = None,
    _show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Turn reports about digital infrastructure into audited numbers, each with its sentence.

    `connectivity demo` shows the whole way on documents that come with it.
    """
    ctx.obj = db


for _module in (
    demonstration,
    ingesting,
    listing,
    analyses,
    presenting,
    correcting,
    exporting,
    evaluating,
):
    for _command in _module.COMMANDS:
        app.command(_command.__name__.rstrip("_"))(_command)
app.add_typer(vocabulary.lexicon, name="lexicon")
