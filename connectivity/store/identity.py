"""Which document is which: one id for each text, whatever the order in which documents come."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from connectivity.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from connectivity.documents.document import Document

__all__ = ["Known", "Plan", "base_id", "distinct", "plan"]

_SUFFIX: Final = re.compile(r"~([0-9a-f]{4,64})$")


@dataclass(frozen=True, slots=True)
class Known:
    """What identity needs to know of a stored document."""

    doc: str
    source: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What adding documents to a store does to ids.

    Attributes:
        ids: Content hash to id, of all documents that are in the store afterwards.
        incoming: Content hash to the incoming document that is to be written (its own id, before renaming).
        new: Content hashes that the store did not hold and that take no one's place.
        replacing: Content hashes that take the place of an older version.
        removed: Ids of the older versions.
        renamed: Old id to new id, of documents that stay.
    """

    ids: Mapping[str, str]
    incoming: Mapping[str, Document]
    new: frozenset[str]
    replacing: frozenset[str]
    removed: tuple[str, ...]
    renamed: Mapping[str, str]


def base_id(doc: str, content_hash: str) -> str:
    """The id without the suffix that tells it from others.

    >>> base_id("report~6e06", "6e06efcd"), base_id("report~6e06", "77aa")
    ('report', 'report~6e06')
    """
    found = _SUFFIX.search(doc)
    return doc[: found.start()] if found and content_hash.startswith(found[1]) else doc


def distinct(documents: Iterable[Document]) -> list[Document]:
    """The documents with ids that tell them apart, to be called before extraction.

    Documents of one id with different texts (files of one name in two folders) all get `~` and the first
    four hex digits of their content hash. The same text twice is kept once, under the smaller id.

    >>> from connectivity.documents.document import Document
    >>> [d.doc for d in distinct([Document(doc="a", text="Ten."), Document(doc="a", text="Two.")])]
    ['a~1662', 'a~c2d0']
    """
    kept: dict[str, Document] = {}
    for document in documents:
        there = kept.get(document.content_hash)
        if there is None or document.doc < there.doc:
            kept[document.content_hash] = document
    ids = _assign({key: base_id(d.doc, key) for key, d in kept.items()})
    return [replace(d, doc=ids[key]) for key, d in kept.items()]


def plan(stored: Sequence[Known], documents: Sequence[Document]) -> Plan:
    """Decides new, known and replaced, and the id of each document afterwards.

    A text that is stored already (same content hash) keeps the smaller id. Texts that the same file (same
    source and page, not standard input) gave before and gives no longer are removed; a new text of that file
    takes their place. Texts that still share an id are told apart as `distinct` does: ids follow from the
    set of documents, not from the order in which they came.

    Raises:
        StoreError: Two of the documents have one id and different texts, so that their figures cannot be
            told apart.
    """
    incoming = _unambiguous(documents)
    bases = {known.content_hash: base_id(known.doc, known.content_hash) for known in stored}
    fresh = [key for key in incoming if key not in bases]
    older = defaultdict(list)
    for known in stored:
        if known.content_hash not in incoming and known.source != "-":
            older[_place(known.source, bases[known.content_hash])].append(known)
    replacing: set[str] = set()
    removed: dict[str, str] = {}
    for key, document in incoming.items():
        gone = older.get(_place(document.source, base_id(document.doc, key)), [])
        removed |= {known.content_hash: known.doc for known in gone}
        if gone and key not in bases:
            replacing.add(key)
    # A known text comes under another name: the smaller id stays, so that order does not matter.
    written = {k: d for k, d in incoming.items() if k not in bases or base_id(d.doc, k) <= bases[k]}
    bases |= {key: base_id(document.doc, key) for key, document in written.items()}
    ids = _assign({key: base for key, base in bases.items() if key not in removed})
    before = {k.content_hash: k.doc for k in stored if k.content_hash not in removed}
    return Plan(
        ids=ids,
        incoming=written,
        new=frozenset(fresh) - replacing,
        replacing=frozenset(replacing),
        removed=tuple(sorted(removed.values())),
        renamed={doc: ids[key] for key, doc in before.items() if ids[key] != doc},
    )


def _unambiguous(documents: Sequence[Document]) -> dict[str, Document]:
    incoming: dict[str, Document] = {}
    owner: dict[str, Document] = {}
    for document in sorted(documents, key=lambda d: d.doc):
        other = owner.setdefault(document.doc, document)
        if other.content_hash != document.content_hash:
            raise StoreError(
                f"{document.source}: document {document.doc!r} has the id of another text of {other.source}; "
                "give them different ids, as store.distinct() does, before figures are extracted"
            )
        incoming.setdefault(document.content_hash, document)
    return incoming


def _place(source: str, base: str) -> tuple[str, str]:
    """Where a version of a text stands: its file, and the page or the id in it."""
    return os.path.normpath(source), base.split("#", 1)[0]


def _assign(bases: Mapping[str, str]) -> dict[str, str]:
    """Content hash to id: the base, with a suffix wherever several texts share it."""
    sharing = defaultdict(list)
    for key, base in bases.items():
        sharing[base].append(key)
    ids: dict[str, str] = {}
    for base, keys in sharing.items():
        digits = next(n for n in (4, 8, 16, 64) if len({key[:n] for key in keys}) == len(keys))
        ids |= {key: base if len(keys) == 1 else f"{base}~{key[:digits]}" for key in keys}
    return ids
