"""The command that lists the words of the lexicon, or checks a file of one's own."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from connectivity.cli.options import Format, FormatOption, LexiconOption, OutputOption

__all__ = ["COMMANDS", "lexicon"]


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


def lexicon(
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help="indicators, technologies, units or cues.")] = (
        Kind.indicators
    ),
    *,
    extra: LexiconOption = None,
    check: Annotated[
        Path | None, typer.Option("--check", metavar="FILE", help="Only check a TOML file of your own.")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", metavar="CODE", help="Whose words.")] = "en",
    form: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """List the words that are known, or check yours."""
    import polars as pl

    from connectivity.cli.output import emit
    from connectivity.cli.streams import say
    from connectivity.lexicon import load_lexicon

    if check is not None:
        load_lexicon(lang, check)
        say(f"{check}: it can be used with --lexicon")
        return
    patterns = load_lexicon(lang, extra).patterns.filter(pl.col("kind").is_in(_KINDS[kind]))
    rows = (
        patterns.group_by(pl.col("value").alias("name"))
        .agg(
            pl.col("unit").drop_nulls().unique().sort().alias("units"),
            pl.col("pattern").unique().sort().alias("words"),
        )
        .sort("name")
    )
    emit(rows, form, output, empty="no words of this kind")


COMMANDS: Final[tuple[Callable[..., Any], ...]] = (lexicon,)
