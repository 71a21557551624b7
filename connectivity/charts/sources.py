"""What a chart rests on: its source line and its footnotes, computed from the plotted figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from connectivity.wording import joined, number, period_words, plain, tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Evidence", "Note", "Notes"]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the number of its mark, what it says, and the ids of the figures it leads to."""

    mark: int
    text: str
    figures: tuple[str, ...]

    @property
    def label(self) -> str:
        """The note as it stands under a chart: figures of one document share its name.

        >>> Note(2, "", ("a@1", "a@7", "b#2@3")).label
        '[2] a@1 @7, b#2@3'
        """
        parts: list[str] = []
        last = None
        for figure in self.figures:
            doc, _, start = figure.rpartition("@")
            parts.append(f" @{start}" if doc == last else f"{', ' if parts else ''}{figure}")
            last = doc
        return " ".join(part for part in (f"[{self.mark}]", plain(self.text), "".join(parts)) if part)


class Notes:
    """Numbers the footnotes of one chart in the order they are asked for; the same figures share a mark.

    >>> notes = Notes()
    >>> notes.mark(["a@1"]), notes.mark(["a@2"]), notes.mark(["a@1"]), notes.mark([])
    (' [1]', ' [2]', ' [1]', '')
    """

    def __init__(self) -> None:
        self._marks: dict[tuple[tuple[str, ...], str], int] = {}

    def mark(self, figures: Iterable[str], text: str = "") -> str:
        """The mark for these figures with a space before it, empty when there is nothing to say."""
        key = (tuple(dict.fromkeys(figures)), text)
        if key == ((), ""):
            return ""
        return f" [{self._marks.setdefault(key, len(self._marks) + 1)}]"

    def all(self) -> tuple[Note, ...]:
        """The notes in the order of their marks."""
        return tuple(Note(mark, text, figures) for (figures, text), mark in self._marks.items())


@dataclass(frozen=True, slots=True)
class Evidence:
    """The documents that figures come from: publisher and published date by document."""

    documents: Mapping[str, tuple[str, str | None]]
    doc_of: Mapping[str, str]
    min_confidence: float | None = None

    @classmethod
    def of(
        cls, figures: pl.LazyFrame, documents: pl.LazyFrame, min_confidence: float | None = None
    ) -> Evidence:
        """Look up frames.

        Args:
            figures: Columns `figure`, `doc`.
            documents: Columns `doc`, `publisher`, `published`.
            min_confidence: The confidence that all figures have, where less sure ones were left out.
        """
        known = documents.select("doc", pl.col("publisher").fill_null(pl.col("doc")), "published").collect()
        pairs = figures.select("figure", "doc").collect()
        return cls(
            documents={doc: (plain(publisher), published) for doc, publisher, published in known.iter_rows()},
            doc_of=dict(pairs.iter_rows()),
            min_confidence=min_confidence,
        )

    def document(self, figure: str) -> tuple[str, str | None]:
        """Publisher (or the document's id) and published date of a figure's document."""
        doc = self.doc_of.get(figure, figure.rpartition("@")[0])
        return self.documents.get(doc, (doc, None))

    def source(self, figures: Iterable[str], corrections: int = 0) -> str:
        """The source line: publishers with years, the as-of range, how many figures and corrections."""
        ids = sorted(set(figures))
        years: dict[str, set[str]] = {}
        dates: set[str] = set()
        for figure in ids:
            publisher, published = self.document(figure)
            years.setdefault(publisher, set()).update({published[:4]} if published else ())
            dates.update({published} if published else ())
        named = [
            f"{name} ({', '.join(sorted(years[name]))})" if years[name] else name for name in sorted(years)
        ]
        sure = (
            tr("of confidence {least} or more", least=number(self.min_confidence))
            if self.min_confidence
            else ""
        )
        count = trn("{count} figure", "{count} figures", len(ids), count=len(ids))
        return "; ".join(
            (
                tr("Source: {names}", names=joined(named) or tr("source|none")),
                tr("as of {dates}", dates=_span(dates)) if dates else tr("undated"),
                f"{count} {sure}".rstrip(),
                trn("{count} correction", "{count} corrections", corrections, count=corrections)
                if corrections
                else tr("no corrections"),
            )
        )


def _span(dates: set[str]) -> str:
    first, last = period_words(min(dates)), period_words(max(dates))
    return first if len(dates) == 1 else tr("periods|{first} to {last}", first=first, last=last)
