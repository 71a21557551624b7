"""The sections that list what was read: the documents, and the figures that no finding rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from connectivity.reports.book import rows_of, section, what
from connectivity.reports.report import Column, Section, Table, of_document, stated, when, words
from connectivity.wording import (
    aspect_words,
    indicator_words,
    period_short,
    plain,
    status_words,
    tr,
    unit_words,
)

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
            of_document(document.title, document.doc, quoted=True),
            when(document.byline),
            of_document(f"{len(document.figures)}", document.doc),
        )
        for document in documents
    )
    columns = (
        Column(tr("heading|document")),
        Column(tr("heading|published by, on")),
        Column(tr("heading|figures"), numeric=True),
    )
    table = Table("documents-read", tr("Documents and how many figures each states"), columns, rows)
    return Section(
        "read",
        tr("Documents read"),
        tr("Each title leads to the whole text, in which every figure is marked."),
        tr("No document is stored."),
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
                stated(plain(row["surface"]), [row["figure"]], quoted=True),
                words(_unit(row)),
                words(
                    ", ".join(
                        part for part in (aspect_words(row["aspect"]), status_words(row["status"])) if part
                    )
                ),
                when(period_short(row["period"])),
                of_document(titles[row["doc"]], row["doc"], quoted=True),
            )
        )
    columns = (
        Column(tr("heading|what")),
        Column(tr("heading|as stated"), numeric=True),
        Column(tr("heading|unit"), spare=True),
        Column(tr("heading|kind"), spare=True),
        Column(tr("heading|period")),
        Column(tr("heading|document"), spare=True),
    )
    return section(
        "others",
        tr("Other figures"),
        tr("What the documents state beyond the figures used above."),
        Table("others-table", tr("Figures not used in any table above"), columns, tuple(rows)),
        command="figures",
        finding=False,
    )


def _unit(row: Mapping[str, Any]) -> str:
    unit = unit_words(row["unit"])
    return plain(
        tr("{unit} of {things}", unit=unit, things=indicator_words(row["of"])) if row["of"] else unit
    )
