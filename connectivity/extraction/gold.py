"""Annotated documents: reading them, and which number of the text each annotated figure is."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from connectivity.documents.document import Document
from connectivity.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from connectivity.extraction import columns as pl

__all__ = ["Annotated", "align", "read_annotated", "split_pages"]

UNKNOWN: Final = "?"


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document, the figures that careful readers find in it, and how much it counts in fitting."""

    document: Document
    figures: tuple[dict[str, Any], ...]
    weight: float = 1.0


def read_annotated(paths: Iterable[Path]) -> Iterator[Annotated]:
    """The documents of JSON lines files as datasets/annotated/ holds them.

    Raises:
        DocumentError: A line is no annotated document.
    """
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                document = Document(
                    doc=row["doc"],
                    text=row["text"],
                    title=row.get("title"),
                    published=row.get("published"),
                    publisher=row.get("publisher"),
                    place=row.get("place"),
                    lang=row.get("lang"),
                    source=str(path),
                )
                yield Annotated(document, tuple(row["figures"]))
            except (KeyError, TypeError, ValueError) as error:
                raise DocumentError(
                    f"{path}: line {number} is no annotated document ({error}); "
                    "see datasets/annotated/DATASHEET.md"
                ) from error


def split_pages(annotated: Annotated, articles: Sequence[Document]) -> Iterator[Annotated]:
    """The figures of a page that holds several articles, given to the article each stands in."""
    text = annotated.document.text
    for article in articles:
        first, last = article.page_start, article.page_start + len(article.text)
        figures = tuple(
            {**f, "start": start - first}
            for f in annotated.figures
            if first <= (start := f.get("start", text.find(f["surface"]))) < last
        )
        yield Annotated(replace(article), figures)


def align(annotated: Annotated, quantities: pl.DataFrame, offset: int) -> dict[int, dict[str, Any]]:
    """For each annotated figure the number `q` it was read from: q to figure.

    Args:
        annotated: The document.
        quantities: Its numbers: q, start, end, number_start, in the order of the text.
        offset: Global offset of the document's text.
    """
    rows = quantities.select("q", "start", "end", "number_start").rows()
    text, found, last = annotated.document.text, {}, 0
    for figure in annotated.figures:
        surface = figure["surface"]
        options = (
            [figure["start"]]
            if "start" in figure
            else occurrences(text, surface, last) + occurrences(text, surface, 0)
        )
        for start in options:
            spot = (offset + start, offset + start + len(surface))
            hit = next((q for q, a, b, _ in rows if a < spot[1] and b > spot[0] and q not in found), None)
            if hit is not None:
                found[hit] = figure
                last = start
                break
    return found


def occurrences(text: str, surface: str, begin: int) -> list[int]:
    """Where a surface stands in a text from an offset on, not as a part of a longer word or number.

    >>> occurrences("7 of 17, 7", "7", 0)
    [0, 9]
    """
    spots, at = [], text.find(surface, begin)
    while at >= 0:
        end = at + len(surface)
        left = (
            at > 0
            and (text[at - 1].isalnum() or text[at - 1] in ".,")
            and surface[0].isalnum()
            and text[at - 1].isdigit()
        )
        left = (
            left
            or (at > 0 and text[at - 1].isalpha() and surface[0].isalpha())
            or (at > 1 and text[at - 1] in ".," and text[at - 2].isdigit() and surface[0].isdigit())
        )
        right = (
            end < len(text)
            and text[end].isalnum()
            and surface[-1].isalnum()
            and text[end].isdigit() == surface[-1].isdigit()
        )
        if not left and not right:
            spots.append(at)
        at = text.find(surface, at + 1)
    return spots
