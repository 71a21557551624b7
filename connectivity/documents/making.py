"""From a text and what is known of it to documents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from connectivity.documents.document import Document
from connectivity.documents.pages import split_page, title_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from connectivity.documents.inputs import Input
    from connectivity.documents.metadata import Metadata

__all__ = ["documents_of_page", "make_document"]


def documents_of_page(
    text: str, known: Metadata, given: Input, *, whole: bool = False, sections: Iterable[str] = ()
) -> Iterator[Document]:
    """A page as one document, or as its residue (`stem#0`) and its articles (`stem#1` and on).

    A page that is known to be one document, by a date or front matter of its own, is not split.

    Args:
        text: The text of the page.
        known: What its content says of it.
        given: The input it was read from.
        whole: Whether it is one document.
        sections: Lines that are headings of sections.
    """
    parts = () if whole else split_page(text, not_titles=sections)
    if not parts:
        yield make_document(given.stem, text, replace(known, title=known.title or title_line(text)), given)
        return
    number = 0
    for part in parts:
        number += not part.residue
        doc = f"{given.stem}#{0 if part.residue else number}"
        yield make_document(doc, part.text, replace(known, title=part.title), given, start=part.start)


def make_document(
    doc: str, text: str, known: Metadata, given: Input, *, start: int = 0, pages: tuple[int, ...] = ()
) -> Document:
    """A document with what its content says of it, and where that is silent, what its input does."""
    title = known.title
    known = known.over(given.known)
    published = known.published or known.created
    return Document(
        doc=doc,
        text=text,
        title=title,
        published=published,
        published_source=("metadata" if known.published else "created") if published else None,
        publisher=known.publisher,
        url=known.url,
        place=known.place,
        lang=known.lang,
        source=given.source,
        page_start=start,
        pages=pages,
    )
