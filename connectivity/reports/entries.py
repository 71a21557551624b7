"""Documents and figures as the report shows them: titles, bylines, sentences and attributes in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from connectivity.documents.languages import language_of
from connectivity.reports.report import DocumentEntry, FigureEntry
from connectivity.wording import (
    amount,
    aspect_words,
    group_words,
    indicator_words,
    interval,
    number,
    period_words,
    place_words,
    plain,
    status_words,
    technology_words,
    tr,
    word_for,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

__all__ = ["document_entries"]

_DOCUMENT: Final = ("doc", "title", "publisher", "published", "url", "text", "lang")
_HTTP: Final = ("http://", "https://")
_LONGEST_TITLE: Final = 120


def document_entries(documents: pl.LazyFrame, figures: pl.LazyFrame) -> tuple[DocumentEntry, ...]:
    """Every document, the oldest first and undated ones last, with its figures in the order of the text.

    Figures whose span is not in the text of a known document are left out.
    """
    by_doc: dict[str, list[dict[str, Any]]] = {}
    for row in figures.sort("doc", "start", "end", "figure").collect().iter_rows(named=True):
        by_doc.setdefault(row["doc"], []).append(row)
    rows = documents.select(_DOCUMENT).sort("published", "doc", nulls_last=True).collect()
    return tuple(_document(row, by_doc.get(row["doc"], ())) for row in rows.iter_rows(named=True))


def _document(row: dict[str, Any], figures: Iterable[dict[str, Any]]) -> DocumentEntry:
    text = row["text"] or ""
    heading = row["title"] or next((line for line in text.splitlines() if line.strip()), "") or row["doc"]
    byline = [row["publisher"] or tr("publisher not known")]
    byline.append(period_words(row["published"]) if row["published"] else tr("date not known"))
    title = plain(heading)
    return DocumentEntry(
        doc=row["doc"],
        title=title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…",
        byline=", ".join(plain(part) for part in byline),
        url=row["url"] if row["url"] and row["url"].lower().startswith(_HTTP) else None,
        text=text,
        figures=tuple(
            _figure(figure, text) for figure in figures if 0 <= figure["start"] < figure["end"] <= len(text)
        ),
        lang=row["lang"] or language_of(text),
    )


def _figure(row: dict[str, Any], text: str) -> FigureEntry:
    start = min(row["start"], row["sentence_start"] if row["sentence_start"] is not None else row["start"])
    end = max(row["end"], row["sentence_end"] if row["sentence_end"] is not None else row["end"])
    return FigureEntry(
        figure=row["figure"],
        doc=row["doc"],
        start=row["start"],
        end=row["end"],
        sentence_start=max(start, 0),
        sentence_end=min(end, len(text)),
        surface=row["surface"],
        sentence=plain(text[max(start, 0) : end]),
        attributes=tuple((name, plain(value)) for name, value in _attributes(row) if value),
    )


def _attributes(row: dict[str, Any]) -> Iterable[tuple[str, str]]:
    value, low, high = row["value"], row["low"], row["high"]
    yield tr("attribute|figure"), row["figure"]
    yield tr("attribute|value"), "" if value is None else amount(value, row["unit"])
    if value is not None and not low == value == high:
        yield tr("attribute|interval"), interval(low, high, row["unit"])
    yield tr("attribute|indicator"), indicator_words(row["indicator"])
    yield tr("attribute|technology"), technology_words(row["technology"])
    yield tr("attribute|aspect"), aspect_words(row["aspect"])
    yield tr("attribute|status"), status_words(row["status"])
    yield tr("attribute|place"), place_words(row["place"]) if row["place"] else ""
    yield tr("attribute|group"), group_words(row["group"])
    source = f" ({word_for('source', row['period_source'])})" if row["period_source"] else ""
    yield tr("attribute|period"), f"{period_words(row['period'])}{source}" if row["period"] else ""
    yield tr("attribute|against"), period_words(row["base_period"]) if row["base_period"] else ""
    yield tr("attribute|share of"), indicator_words(row["of"]) if row["of"] else ""
    yield tr("attribute|confidence"), "" if row["confidence"] is None else number(row["confidence"], digits=2)
