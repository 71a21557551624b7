"""From the frames of a store and of the analyses to the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from connectivity.reports.book import Book
from connectivity.reports.entries import document_entries
from connectivity.reports.listings import documents_section, others_section
from connectivity.reports.report import Cell, Part, Report
from connectivity.reports.sections import (
    audit_section,
    currency_section,
    gaps_section,
    growth_section,
    targets_section,
)
from connectivity.wording import grouped, language, number, period_words, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from connectivity.reports.report import DocumentEntry, Section

__all__ = ["build_report"]


def build_report(
    *,
    documents: pl.LazyFrame,
    figures: pl.LazyFrame,
    observations: pl.LazyFrame,
    gaps: pl.LazyFrame,
    growth: pl.LazyFrame,
    targets: pl.LazyFrame,
    currency: pl.LazyFrame,
    findings: pl.LazyFrame,
    left_out: pl.LazyFrame | None = None,
) -> Report:
    """Build the report that `render_terminal`, `render_markdown` and `render_html` show.

    Its words are in the language that is spoken (see `connectivity.wording.speaking`); those that the
    analyses have made, such as formulas, are in the language that was spoken then.

    Args:
        documents: Columns `doc`, `title`, `publisher`, `published`, `url`, `text`.
        figures: Columns of `FIGURE_SCHEMA`.
        observations: Columns of `OBSERVATION_SCHEMA`.
        gaps: Columns of `GAP_SCHEMA`.
        growth: Columns of `GROWTH_SCHEMA`.
        targets: Columns of `TARGET_SCHEMA`.
        currency: Columns of `CURRENCY_SCHEMA`.
        findings: Columns of `FINDING_SCHEMA`.
        left_out: Columns `min_confidence` and `figures`: how many figures were left out, and why; no row or
            None where none were.
    """
    entries = document_entries(documents, figures)
    titles = {entry.doc: entry.title for entry in entries}
    values = dict(figures.select("figure", "value").collect().iter_rows())
    book = Book({figure.figure: figure for entry in entries for figure in entry.figures}, values)
    points = observations.select("series", "period", "figures").collect()
    ends = {(series, period): tuple(ids or ()) for series, period, ids in points.iter_rows()}
    published = dict(documents.select("doc", "published").drop_nulls().collect().iter_rows())
    latest = max(published.values(), default="")
    sections = (
        gaps_section(gaps, book),
        targets_section(targets, latest, book),
        growth_section(growth, ends, latest, book),
        audit_section(findings, book),
        currency_section(currency, titles, published, book),
        others_section(figures, titles, book),
        documents_section(entries),
    )
    corrections = observations.filter("corrected").select(pl.len()).collect().item()
    return Report(
        title=tr("What the documents say"),
        subtitle=_span(documents),
        summary=_summary(entries, sections, points.height, corrections, findings, left_out=left_out),
        sections=sections,
        derivations=tuple(book.derivations.values()),
        documents=entries,
        lang=language(),
    )


def _span(documents: pl.LazyFrame) -> str:
    """From when to when the documents were published."""
    days = documents.select("published").drop_nulls().sort("published").collect()["published"].to_list()
    if not days:
        return tr("Documents without dates")
    first, last = period_words(days[0]), period_words(days[-1])
    if first == last:
        return tr("Documents published {date}", date=first)
    return tr("Documents published {first} to {last}", first=first, last=last)


def _summary(
    entries: Sequence[DocumentEntry],
    sections: Sequence[Section],
    points: int,
    corrections: int,
    findings: pl.LazyFrame,
    *,
    left_out: pl.LazyFrame | None,
) -> tuple[tuple[str, Cell], ...]:
    severities = findings.group_by("severity").len().collect()
    counts = dict(severities.iter_rows())
    rows = {section.key: sum(len(table.rows) for table in section.tables) for section in sections}
    unsure = [] if left_out is None else left_out.select("min_confidence", "figures").collect().rows()
    lines = [
        (tr("documents"), len(entries), "read"),
        (tr("figures in them"), sum(len(entry.figures) for entry in entries), "documents"),
        *(
            (tr("figures left out, less sure than {least}", least=number(least)), count, "documents")
            for least, count in unsure
        ),
        (tr("observations they make"), points, "growth"),
        (tr("of these corrected by hand"), corrections, "growth"),
        (tr("coverage gaps"), rows["gaps"], "gaps"),
        (tr("targets"), rows["targets"], "targets"),
        (tr("audit errors"), counts.get("error", 0), "audit"),
        (tr("audit warnings"), counts.get("warning", 0), "audit"),
    ]
    return tuple((label, Cell((Part(grouped(f"{count:,}"), "section", key),))) for label, count, key in lines)
