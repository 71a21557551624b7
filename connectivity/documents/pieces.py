"""Documents in pieces: short enough to stay small in memory, and each in one language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from connectivity.documents.languages import language_of, runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from connectivity.documents.document import Document

__all__ = ["LONGEST", "MARK", "piece_at", "pieces"]

LONGEST: Final = 40_000
"""Code points of a piece: some fifteen pages."""

MARK: Final = "\x1f"
"""Stands in the id of a piece between the document's id and the offset."""

_BREAKS: Final = ("\n\n", "\n", ". ", " ")  # where to cut, the best first


def pieces(document: Document, longest: int = LONGEST) -> Iterator[Document]:
    r"""The pieces of a document; one that is not long, and in one language, is its only piece.

    Each piece has what is known of the document, its own language, and the document's id with `MARK` and the
    offset of the piece. It ends between two paragraphs where there are any in its second half, so no table is
    cut. A document whose `lang` is not that of its text is read as it says: someone decided so. A piece has
    no further pieces.

    >>> from connectivity.documents.document import Document
    >>> document = Document(doc="a", text="Ten schools.\n\nTwo villages.")
    >>> [(piece.doc, piece.text) for piece in pieces(document, 16)]
    [('a\x1f0', 'Ten schools.\n\n'), ('a\x1f14', 'Two villages.')]
    """
    text = document.text
    if MARK in document.doc:
        yield document
        return
    told = language_of(text)
    lang = document.lang or told
    parts = [(0, len(text), lang)] if told and lang != told else list(runs(text, lang))
    if len(parts) == 1 and len(text) <= longest:
        yield replace(document, lang=parts[0][2])
        return
    for begin, stop, language in parts:
        start = begin
        while start < stop:
            end = _end(text, start, stop, longest)
            doc = f"{document.doc}{MARK}{start}"
            yield replace(document, doc=doc, text=text[start:end], lang=language, pages=())
            start = end


def piece_at(document: Document, offset: int, longest: int = LONGEST) -> tuple[int, Document]:
    """The piece that holds a code point of the document, with the offset at which it begins."""
    start = 0
    for piece in pieces(document, longest):
        if offset < start + len(piece.text):
            break
        start += len(piece.text)
    return start, piece


def _end(text: str, start: int, stop: int, longest: int) -> int:
    if stop - start <= longest:
        return stop
    for mark in _BREAKS:
        at = text.rfind(mark, start + longest // 2, start + longest)
        if at >= 0:
            return at + len(mark)
    return start + longest
