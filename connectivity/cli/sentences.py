"""A figure in its sentence: the number marked, the document named, the reason of each attribute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from connectivity.cli.filters import closest
from connectivity.cli.options import Format
from connectivity.cli.output import Column, render
from connectivity.cli.streams import console
from connectivity.errors import QueryError, UsageError
from connectivity.wording import joined, period_words, place_words, plain

if TYPE_CHECKING:
    from rich.text import Text

    from connectivity.documents import Document
    from connectivity.store import Store

__all__ = ["document_of", "figure_row", "marked", "print_figure"]

Row = Mapping[str, Any]

_DOCUMENT_FIELDS: Final = (
    "doc",
    "text",
    "title",
    "published",
    "published_source",
    "publisher",
    "url",
    "place",
    "lang",
    "source",
    "page_start",
)
_MARKS: Final = ("»", "«")


def figure_row(store: Store, figure: str, *, corrected: bool = True) -> Row:
    """The stored figure of an id, with corrections applied or as extracted.

    Raises:
        UsageError: There is none; the sentence names those with the closest ids.
    """
    import polars as pl

    figures = store.figures(corrected=corrected).collect()
    rows = figures.filter(pl.col("figure") == figure)
    if rows.is_empty():
        raise UsageError(f"there is no figure {figure}; {closest(figure, figures['figure'])}")
    return rows.row(0, named=True)


def document_of(store: Store, doc: str) -> Document:
    """The stored document of an id, as a record."""
    import polars as pl

    from connectivity.documents import Document

    row = store.documents().filter(pl.col("doc") == doc).collect().row(0, named=True)
    return Document(**{name: row[name] for name in _DOCUMENT_FIELDS}, pages=tuple(row["pages"] or ()))


def marked(text: str, row: Row) -> Text:
    """The sentence of a figure on one line, its number between marks and bold.

    >>> marked("Ten schools.", {"sentence_start": 0, "sentence_end": 12, "start": 0, "end": 3}).plain
    '»Ten« schools.'
    """
    from rich.text import Text

    before = plain(f"{text[row['sentence_start'] : row['start']]}|")[:-1]
    after = plain(f"|{text[row['end'] : row['sentence_end']]}")[1:]
    number = f"{_MARKS[0]}{plain(text[row['start'] : row['end']])}{_MARKS[1]}"
    return Text.assemble(before, (number, "bold"), after)


def print_figure(store: Store, figure: str, own: Sequence[Path] | None = None) -> None:
    """Write a figure with its sentence, its document, its reasons and the observations that rest on it.

    Args:
        store: An open store.
        figure: The figure's id.
        own: Users' lexicon files to explain with; those that the store kept unless given.

    Raises:
        LexiconError: A lexicon file cannot be used.
        UsageError: There is no such figure.
    """
    import polars as pl

    from connectivity.extraction.explaining import explain
    from connectivity.lexicon import lexicon_with, load_lexicon

    row = figure_row(store, figure)
    document = document_of(store, row["doc"])
    lexicon = load_lexicon("en", own) if own else lexicon_with("en", store.lexicon_of(row["doc"]))
    points = store.observations().filter(pl.col("figures").list.contains(figure)).collect()
    screen = console()
    screen.print(marked(document.text, row), soft_wrap=True)
    screen.print()
    for name, words in (*_source(document, row["start"]), *_attributes(row)):
        screen.print(f"{name:<14}{plain(words)}", soft_wrap=True)
    for name in points["observation"]:
        screen.print(f"{'observation':<14}{plain(name)}", soft_wrap=True)
    for source in lexicon.sources:
        screen.print(f"{'lexicon':<14}{plain(source.file)}", soft_wrap=True)
    screen.print()
    try:
        reasons = explain(document, figure, lexicon=lexicon)
    except QueryError as error:  # a correction added it, or another lexicon found it
        screen.print(f"no reasons: {plain(str(error))}", soft_wrap=True)
        return
    screen.file.write(render(reasons, Format.table, _REASONS))


def _source(document: Document, start: int) -> tuple[tuple[str, str], ...]:
    published = period_words(document.published)
    if document.published_source in ("text", "inferred", "created"):
        published = f"{published} ({document.published_source})"
    page = document.page_number(start)
    known = (
        ("document", document.doc),
        ("page", page and f"{page} of {len(document.pages)}"),
        ("title", document.title),
        ("publisher", document.publisher),
        ("published", published),
        ("address", document.url),
    )
    return tuple((name, words) for name, words in known if words)


def _attributes(row: Row) -> tuple[tuple[str, str], ...]:
    period = row["period"] and f"{row['period']} ({row['period_source'] or 'added'})"
    place = row["place"] and f"{row['place']} ({place_words(row['place'])})"
    known = (
        ("value", _interval(row)),
        ("bound", row["bound"]),
        ("indicator", row["indicator"]),
        ("technology", row["technology"]),
        ("aspect", row["aspect"]),
        ("status", row["status"]),
        ("place", place),
        ("group", row["group"]),
        ("period", period),
        ("base period", row["base_period"]),
        ("of", row["of"]),
        ("confidence", None if row["confidence"] is None else f"{row['confidence']:.2f}"),
    )
    return tuple((name, words) for name, words in known if words)


def _interval(row: Row) -> str:
    ends = joined(
        [
            f"{word} {row[end]:,.15g}"
            for word, end in (("from", "low"), ("to", "high"))
            if row[end] is not None
        ]
    )
    return f"{row['value']:,.15g} {row['unit']}{f' ({ends})' if ends and row['low'] != row['high'] else ''}"


def _cell(title: str, name: str, *, right: bool = False) -> Column:
    return Column(title, lambda row: "" if row[name] is None else str(row[name]), right)


_REASONS: Final = (
    _cell("attribute", "attribute"),
    Column("", lambda row: "chosen" if row["chosen"] else ""),
    _cell("value", "value"),
    _cell("because of", "mention"),
    Column("score", lambda row: f"{row['score']:.2f}", right=True),
    _cell("features", "features"),
)
