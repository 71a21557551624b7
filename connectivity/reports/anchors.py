"""Names of places in the page: one for each document, figure, derivation and use of a number."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from connectivity.reports.report import Part, Report

__all__ = ["Anchors", "Use"]

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9]+")
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Use:
    """A place in a table from which a link leads away: where its back link goes, and what it says."""

    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Anchors:
    """Ids of the page, made of letters, digits and dashes only, whatever the documents are called."""

    documents: Mapping[str, str]
    figures: Mapping[str, str]

    @classmethod
    def of(cls, report: Report) -> Anchors:
        """Give every document and figure of the report an id; equal looking names get a number.

        >>> from connectivity.reports.report import DocumentEntry, Report
        >>> entries = tuple(DocumentEntry(doc, "", "", None, "", ()) for doc in ('a"b', "a<b"))
        >>> dict(Anchors.of(Report("", "", (), (), (), entries)).documents)
        {'a"b': 'document-a-b', 'a<b': 'document-a-b-x2'}
        """
        documents: dict[str, str] = {}
        times: dict[str, int] = defaultdict(int)
        for document in report.documents:
            name = _UNSAFE.sub("-", document.doc).strip("-")[:_LONGEST] or "document"
            times[name] += 1
            documents[document.doc] = name if times[name] == 1 else f"{name}-x{times[name]}"
        figures = {
            figure.figure: f"figure-{documents[document.doc]}-{figure.start}"
            for document in report.documents
            for figure in document.figures
        }
        return cls({doc: f"document-{name}" for doc, name in documents.items()}, figures)

    def target(self, part: Part) -> str:
        """The id that a part leads to, empty when it leads nowhere."""
        match part.kind:
            case "figure":
                return self.figures.get(part.target, "")
            case "document":
                return self.documents.get(part.target, "")
            case "formula":
                return f"formula-{part.target}"
            case "section":
                return part.target
            case _:
                return ""
