"""The record of one document: an article with what is known about it."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass

__all__ = ["Document", "Refusal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article. Offsets of figures count Unicode code points of `text`.

    Attributes:
        doc: The id: the file's stem, or what the input named it; `page#1` for an article of a page.
        text: The whole text, its title line included.
        title: The title, or None.
        published: ISO 8601 date at the precision known ("2024-06-18", "2024-06", "2024"), or None.
        published_source: Where `published` is from: "metadata", "option", "text" (the text states it),
            "inferred" (day and month stated, the year resolved), "created" (only the day the file was
            made is known), or None.
        publisher: Who published it, or None.
        url: Address of the source, or None.
        place: Default place as ISO 3166-1 alpha-2 ("KZ"), or None.
        lang: ISO 639-1 language, or None when not known.
        source: The file (or "-") it was read from, as given.
        page_start: Offset of `text` in the page it was split from; 0 for a whole page.
        pages: For a document of numbered pages, such as a PDF, the offset in `text` at which each begins.

    >>> Document(doc="a#2", text="Ten schools.").page
    'a'
    """

    doc: str
    text: str
    title: str | None = None
    published: str | None = None
    published_source: str | None = None
    publisher: str | None = None
    url: str | None = None
    place: str | None = None
    lang: str | None = None
    source: str = "-"
    page_start: int = 0
    pages: tuple[int, ...] = ()

    def page_number(self, offset: int) -> int | None:
        """The number of the page, from 1, that holds the code point at `offset`; None without pages.

        >>> Document(doc="a", text="One. Two.", pages=(0, 5)).page_number(6)
        2
        """
        return bisect_right(self.pages, offset) or None

    @property
    def page(self) -> str:
        """The id of the page this article stood on."""
        return self.doc.split("#", 1)[0]

    @property
    def content_hash(self) -> str:
        """SHA-256 of publisher and text: the same report twice is one document."""
        return hashlib.sha256(f"{self.publisher or ''}\n{self.text}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that was not read, and the sentence that says why and how to mend it.

    Attributes:
        source: The file, folder or "-" as given; `archive.zip!name` for what stands in an archive.
        reason: Why it was not read, and the mend.
        passed_over: It is no document, such as a picture in an archive, so nothing is lost.
        part: It is only a part of a document that was read, such as a scanned page.
    """

    source: str
    reason: str
    passed_over: bool = False
    part: bool = False

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"
