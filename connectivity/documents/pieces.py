"""Long documents in pieces, so that what is worked out of them stays small in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

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
    r"""The pieces of a document; one that is not long is its only piece.

    Each piece has what is known of the document, and its id with `MARK` and the offset of the piece. It ends
    between two paragraphs where there are any in its second half, so no table is cut.

    >>> from connectivity.documents.document import Document
    >>> document = Document(doc="a", text="Ten schools.\n\nTwo villages.")
    >>> [(piece.doc, piece.text) for piece in pieces(document, 16)]
    [('a\x1f0', 'Ten schools.\n\n'), ('a\x1f14', 'Two villages.')]
    """
    text, start = document.text, 0
    if len(text) <= longest:
        yield document
        return
    while start < len(text):
        end = _end(text, start, longest)
        yield replace(document, doc=f"{document.doc}{MARK}{start}", text=text[start:end], pages=())
        start = end


def piece_at(document: Document, offset: int, longest: int = LONGEST) -> tuple[int, Document]:
    """The piece that holds a code point of the document, with the offset at which it begins."""
    start = 0
    for piece in pieces(document, longest):
        if offset < start + len(piece.text):
            break
        start += len(piece.text)
    return start, piece


def _end(text: str, start: int, longest: int) -> int:
    if len(text) - start <= longest:
        return len(text)
    for mark in _BREAKS:
        at = text.rfind(mark, start + longest // 2, start + longest)
        if at >= 0:
            return at + len(mark)
    return start + longest
