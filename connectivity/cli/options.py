"""The options that several commands share, each said once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

__all__ = [
    "DEFAULT_DATABASE",
    "CorrectionsOption",
    "DatabaseOption",
    "DocOption",
    "Format",
    "FormatOption",
    "IndicatorOption",
    "LangOption",
    "LexiconOption",
    "MinConfidenceOption",
    "OutputOption",
    "PathsArgument",
    "PlaceDefaultOption",
    "PlaceOption",
    "PublishedOption",
    "ReportLang",
    "ReportLangOption",
    "StatusOption",
    "TechnologyOption",
    "WorkersOption",
    "database",
    "given_database",
]

DEFAULT_DATABASE: Final = Path("connectivity.duckdb")


class Format(StrEnum):
    """How rows are written."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


class ReportLang(StrEnum):
    """The languages that reports, charts and tables speak."""

    en = "en"
    ru = "ru"
    kk = "kk"


FormatOption = Annotated[
    Format, typer.Option("--format", help="How rows are written; parquet needs --output.", show_choices=True)
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of stdout."),
]
PlaceOption = Annotated[
    str | None,
    typer.Option(
        "--place", metavar="PLACE", help='Only this country with its regions ("KZ", "Kazakhstan") or place.'
    ),
]
IndicatorOption = Annotated[
    str | None,
    typer.Option("--indicator", metavar="NAME", help='Only this indicator: "settlements", "schools" ...'),
]
TechnologyOption = Annotated[
    str | None,
    typer.Option(
        "--technology", metavar="NAME", help='Only this technology: "4g", "starlink" ... or "none".'
    ),
]
StatusOption = Annotated[
    str | None, typer.Option("--status", metavar="NAME", help="Only actual, target or estimate.")
]


def _use(ctx: typer.Context, value: Path | None) -> Path | None:
    if value is not None:
        ctx.obj = value
    return value


DatabaseOption = Annotated[
    Path | None,
    typer.Option(
        "--db",
        metavar="FILE",
        callback=_use,
        help="The database; connectivity.duckdb unless given, here or before the command.",
    ),
]
DocOption = Annotated[
    str | None,
    typer.Option("--doc", metavar="ID", help="Only this document, or the articles of this page."),
]
MinConfidenceOption = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        metavar="0..1",
        min=0,
        max=1,
        help="Rest only on figures this sure or surer: 0.8 is right about 8 times in 10. What analysts set "
        "or added always counts.",
        show_default=False,
    ),
]
PathsArgument = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help='Files and folders; "-" reads standard input.', show_default=False),
]
PublishedOption = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="When all of them were published: 2024-06-18, 2024-06."),
]
PlaceDefaultOption = Annotated[
    str | None,
    typer.Option("--place", metavar="CODE", help='Country where a document names none: "KZ".'),
]
LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="CODE",
        help='Language to read all documents in: "en", "ru" or "kk"; told by each text unless given.',
    ),
]
ReportLangOption = Annotated[
    ReportLang,
    typer.Option(
        "--report-lang",
        help="Language of titles, labels, numbers and dates. What documents say stays in theirs; "
        "jsonl, csv and parquet are the same in every language.",
    ),
]
LexiconOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--lexicon",
        metavar="FILE",
        help="A TOML file with words of your own, added to ours; of several the later wins.",
        show_default=False,
    ),
]
CorrectionsOption = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        metavar="FILE",
        help="The corrections; unless given, corrections.toml beside the database and the documents.",
    ),
]
WorkersOption = Annotated[
    int, typer.Option("--workers", metavar="N", min=1, help="Processes that extract at the same time.")
]


def given_database(ctx: typer.Context) -> Path | None:
    """The database that `--db` names, or None."""
    path: Path | None = ctx.obj
    return path


def database(ctx: typer.Context) -> Path:
    """The database the command works on."""
    return given_database(ctx) or DEFAULT_DATABASE
