"""The sections that list what was read: the documents, and the figures that no finding rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from connectivity.reports.book import rows_of, section, what
from connectivity.reports.report import Column, Section, Table, of_document, stated, when, words
from connectivity.wording import indicator_words, period_short, plain, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from connectivity.reports.book import Book
    from connectivity.reports.report import DocumentEntry

__all__ = ["documents_section", "others_section"]


def documents_section(documents: Sequence[DocumentEntry]) -> Section:
    """What was read: each document leads to its text."""
    rows = tuple(
        (
            of_document(document.title, document.doc),
            when(document.byline),
            of_document(f"{len(document.figures)}", document.doc),
        )
        for document in documents
    )
    columns = (Column("document"), Column("published by, on"), Column("figures", numeric=True))
    table = Table("documents-read", "Documents and how many figures each states", columns, rows)
    return Section(
        "read",
        "Documents read",
        "Each title leads to the whole text, in which every figure is marked.",
        "No document is stored.",
        (table,) if rows else (),
        command="documents",
        finding=False,
    )


def others_section(figures: pl.LazyFrame, titles: Mapping[str, str], book: Book) -> Section:
    """Every figure that no other section shows."""
    rows = []
    for row in rows_of(figures, "place", "indicator", "technology", "group", "period", "figure"):
        if row["figure"] in book.shown or row["figure"] not in book.figures:
            continue
        rows.append(
            (
                words(what(row)),
                stated(plain(row["surface"]), [row["figure"]]),
                words(_unit(row)),
                words(", ".join(part for part in (row["aspect"], row["status"]) if part)),
                when(period_short(row["period"])),
                of_document(titles[row["doc"]], row["doc"]),
            )
        )
    columns = (
        Column("what"),
        Column("as stated", numeric=True),
        Column("unit", spare=True),
        Column("kind", spare=True),
        Column("period"),
        Column("document", spare=True),
    )
    return section(
        "others",
        "Other figures",
        "What the documents state beyond the figures used above.",
        Table("others-table", "Figures not used in any table above", columns, tuple(rows)),
        command="figures",
        finding=False,
    )


def _unit(row: Mapping[str, Any]) -> str:
    share = f" of {indicator_words(row['of'])}" if row["of"] else ""
    return plain(f"{plural(row['unit'], None)}{share}")
