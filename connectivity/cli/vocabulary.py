"""The commands of the lexicon: its words, with those of one's own, and the check of a file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from connectivity.cli.options import Format, FormatOption, LexiconOption, OutputOption

__all__ = ["lexicon"]

lexicon = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="List the words that are known, or check yours.\n\n"
    "docs/lexicon.md tells how a file of your own is written.",
)

LangOption = Annotated[str, typer.Option("--lang", metavar="CODE", help="Whose words.")]


class Kind(StrEnum):
    """What the lexicon lists."""

    indicators = "indicators"
    technologies = "technologies"
    units = "units"
    cues = "cues"


_KINDS: Final = {
    Kind.indicators: ("thing", "topic"),
    Kind.technologies: ("technology",),
    Kind.units: ("unit", "currency"),
    Kind.cues: ("cue", "bound"),
}


@lexicon.command("list")
def list_(
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help="indicators, technologies, units or cues.")] = (
        Kind.indicators
    ),
    *,
    extra: LexiconOption = None,
    own: Annotated[
        bool, typer.Option("--own", help="Only what the --lexicon files add.", show_default=False)
    ] = False,
    lang: LangOption = "en",
    form: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """List names with their words.

    With --lexicon, the words of your files are among them; with --own, they alone.
    """
    import polars as pl

    from connectivity.cli.output import emit
    from connectivity.lexicon import load_lexicon

    patterns = load_lexicon(lang, extra).patterns.filter(pl.col("kind").is_in(_KINDS[kind]))
    if own:
        patterns = patterns.join(load_lexicon(lang).patterns, on=["kind", "value", "pattern"], how="anti")
    rows = (
        patterns.group_by(pl.col("value").alias("name"))
        .agg(
            pl.col("unit").drop_nulls().unique().sort().alias("units"),
            pl.col("pattern").unique().sort().alias("words"),
        )
        .sort("name")
    )
    emit(rows, form, output, empty="no words of this kind")


@lexicon.command("check")
def check(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Your files, in the order of their use.", show_default=False),
    ],
    *,
    lang: LangOption = "en",
) -> None:
    """Check lexicon files of your own.

    Each fault is named with its file, its line and the mend; the exit code is then 1.
    """
    from connectivity.cli.streams import say
    from connectivity.lexicon.loader import Source, faults_of, read_source

    sources = [Source(str(file), read_source(file)) for file in files]
    faults = list(faults_of(lang, sources))
    for source, fault in faults:
        say(f"{source.file}, line {fault.line}: {fault.problem}")
    wrong = {source.file for source, _ in faults}
    for source in sources:
        if source.file not in wrong:
            say(f"{source.file}: it can be used with --lexicon")
    if faults:
        raise typer.Exit(1)
