"""Ids that are unique among the documents of one reading."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from connectivity.documents.document import Document, Refusal

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

__all__ = ["unique"]


def unique(items: Iterable[Document | Refusal]) -> Iterator[Document | Refusal]:
    """Each id once.

    The same document again is passed over. A page whose name another file has taken gets the name of its
    folder before it, or a number behind it, with all its articles; so does another document of the same id.

    >>> [item.doc for item in unique([Document(doc="a", text=t, source=t) for t in ("One", "Two")])]
    ['a', 'a~2']
    """
    pages: dict[tuple[str, str], str] = {}  # by name and file, the name given
    taken: set[str] = set()
    seen: dict[str, str] = {}
    for item in items:
        if isinstance(item, Refusal):
            yield item
            continue
        if seen.get(item.doc) == item.content_hash:
            continue
        key = (item.page, item.source)
        if key not in pages:
            pages[key] = item.page if item.page not in taken else _other_name(item.page, item.source, taken)
            taken.add(pages[key])
        doc = pages[key] + item.doc.removeprefix(item.page)
        if doc in seen:
            doc = _other_name(doc, "", seen)
        seen[item.doc] = seen[doc] = item.content_hash
        taken.add(doc.split("#", 1)[0])
        yield replace(item, doc=doc)


def _other_name(name: str, source: str, taken: Container[str]) -> str:
    folder = Path(source).parent.name
    name = f"{folder}/{name}" if folder else name
    if name not in taken:
        return name
    return next(other for number in count(2) if (other := f"{name}~{number}") not in taken)
