"""Texts to measure on: the annotated documents, repeated under ids of their own to the size asked for."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

from connectivity.documents import Document, read

__all__ = ["ROOT", "documents_of"]

ROOT = Path(__file__).resolve().parents[1]


def documents_of(characters: int) -> list[Document]:
    """Documents of about so many characters in all."""
    found = [
        item for item in read(ROOT / "datasets" / "annotated" / "dev_en.jsonl") if isinstance(item, Document)
    ]
    taken: list[Document] = []
    held = 0
    for number, document in enumerate(itertools.cycle(found)):
        if held >= characters:
            return taken
        taken.append(replace(document, doc=f"{document.doc}-{number}"))
        held += len(document.text)
    return taken
