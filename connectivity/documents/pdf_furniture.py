"""Running heads, feet and page counters of a PDF: lines at the edge of pages that come again."""

from __future__ import annotations

import re
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from connectivity.documents.pdf_words import Row, Segment

__all__ = ["without_furniture"]

_EDGE: Final = 3  # lines at the top and at the bottom of a page that may be furniture
_LARGEST: Final = 1.15  # of the text's type size: what is larger is a heading
_SPACE: Final = (
    0.5  # of its type size between furniture and text; the head of a table stands closer to its rows
)
_MARGIN: Final = 0.14  # of the page's height: furniture stands no further in
_NUMBER: Final = re.compile(r"\d{1,4}")
_COUNTER: Final = re.compile(
    r"\W{0,3}(?:page|p\.?)?\s{0,2}(\d{1,4})\s{0,2}(?:(?:of|/|\|)\s{0,2}\d{1,4})?\W{0,3}$", re.IGNORECASE
)


def without_furniture(pages: Sequence[list[Row]], heights: Sequence[float]) -> list[list[Row]]:
    """The lines of each page without those that stand at the edge of several pages.

    Furniture is as small as the text or smaller, and space parts it from the text. A line comes again when it
    has the same words (on two or three pages twice, else three times), or the same words but for one number
    that grows with the page (twice). A number alone that is the page's own goes at once.

    Args:
        pages: The lines of each page, from top to bottom.
        heights: The height of each page.
    """
    counts = Counter(
        key
        for number, (rows, height) in enumerate(zip(pages, heights, strict=True), 1)
        for key in {key for row in _edges(rows, height) for key in _keys(row, number)}
    )
    needed = 2 if len(pages) < 4 else 3  # noqa: PLR2004 - see above
    sizes = [segment.size for rows in pages for row in rows for segment in row]
    largest = _LARGEST * median(sizes) if sizes else 0.0

    def comes_again(row: Row, number: int) -> bool:
        if row[0].size > largest:
            return False
        growing = any(counts[key] > 1 for key in _keys(row, number) if "\0" in key[0])
        return growing or counts[_keys(row, number)[0]] >= needed or _counts(row, number)

    kept = []
    for number, (rows, height) in enumerate(zip(pages, heights, strict=True), 1):
        again = {id(row) for row in _edges(rows, height) if comes_again(row, number)}
        first = _run(rows[: _EDGE + 1], again)
        last = _run(rows[: -_EDGE - 2 : -1], again)
        kept.append(rows[first : len(rows) - last] if first + last < len(rows) else [])
    return kept


def _run(rows: Sequence[Row], again: set[int]) -> int:
    """How many lines from the edge are furniture: all come again, and space parts them from the text."""
    run = 0
    for index, row in enumerate(rows):
        if id(row) not in again:
            break
        after = rows[index + 1] if index + 1 < len(rows) else None
        if after is None or _space(row[0], after[0]) >= _SPACE * row[0].size:
            run = index + 1
    return run


def _space(one: Segment, other: Segment) -> float:
    return max(other.top - one.bottom, one.top - other.bottom)


def _edges(rows: Sequence[Row], height: float) -> list[Row]:
    top = [row for row in rows[:_EDGE] if row[0].bottom < _MARGIN * height]
    return top + [row for row in rows[-_EDGE:] if row[0].top > (1 - _MARGIN) * height and row not in top]


def _keys(row: Row, number: int) -> list[tuple[str, int]]:
    """The line as it is, and with each of its numbers as the distance to the page's number."""
    text = " ".join(segment.text for segment in row)
    found = [(f"{text[: n.start()]}\0{text[n.end() :]}", int(n[0]) - number) for n in _NUMBER.finditer(text)]
    return [(text, 0), *found]


def _counts(row: Row, number: int) -> bool:
    found = _COUNTER.match(" ".join(segment.text for segment in row))
    return bool(found) and int(found[1]) == number  # type: ignore[index]  # found is a match where it is true
