"""A PDF page in reading order: columns one after another, tables row by row, lines joined to paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from connectivity.documents.pdf_tables import table_end, table_of
from connectivity.documents.pdf_words import Row, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Block", "goes_on", "joined", "page_blocks"]

_COLUMN_ROWS: Final = 4  # lines on both sides of a gap that make it the gap between two columns of prose
_SENTENCE: Final = 5  # words of letters in a segment that is no cell of a table
_PROSE: Final = 2.5  # words of letters in a line of prose, on an average
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_ITEM: Final = re.compile(r"(?:[•●▪·‣–—*-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S")
_SPACE: Final = 0.6  # type sizes between a paragraph and a table
_PITCH: Final = 1.35  # times the usual distance of lines: a new paragraph
_BIGGER: Final = 1.12  # times the type size: a heading
_INDENT: Final = (0.8, 5.0)  # type sizes by which the first line of a paragraph is set in
_SHORT: Final = 0.82  # of the column's width: a line that ends earlier may be the last of a paragraph


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page.

    Attributes:
        kind: paragraph, heading, item or table.
        text: Its text; a paragraph on one line.
        size: Its type size in points.
    """

    kind: str
    text: str
    size: float


def page_blocks(rows: Sequence[Row], words: frozenset[str] = frozenset()) -> list[Block]:
    """The blocks of a page in reading order.

    Args:
        rows: Its lines from top to bottom.
        words: Words of the document in lower case, which tell a divided word from a compound.
    """
    sizes = [segment.size for row in rows for segment in row for _ in range(segment.words)]
    body = median(sizes) if sizes else 0.0
    blocks: list[Block] = []
    for region in _regions(list(rows)):
        first, *others = _region_blocks(region, body, words)
        if blocks and goes_on(blocks[-1], first):
            blocks[-1] = Block("paragraph", joined(blocks[-1].text, first.text, words), first.size)
        else:
            blocks.append(first)
        blocks += others
    return blocks


def goes_on(one: Block, other: Block) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    return (
        one.kind == other.kind == "paragraph"
        and other.text[:1].islower()
        and not one.text.endswith((".", "!", "?", ":"))
    )


def _regions(rows: list[Row]) -> Iterator[list[Row]]:
    """Runs of lines, none empty, that are read from top to bottom, one after another."""
    if not rows:
        return
    gutter = _gutter(rows)
    if gutter is None:
        yield rows
        return
    size = median(segment.size for row in rows for segment in row)
    for crosses, run in groupby(rows, key=lambda row: _crosses(row, gutter) or _is_heading(row, rows, size)):
        if crosses:
            yield list(run)
            continue
        for part, is_table in _without_tables(list(run), gutter):
            if is_table:
                yield part
            else:
                yield from _columns(part, gutter)


def _without_tables(rows: list[Row], gutter: float) -> Iterator[tuple[list[Row], bool]]:
    """Runs of lines, and whether each is a table whose gap only happens to be that of the columns."""
    held: list[Row] = []
    for short, run in groupby(rows, key=lambda row: all(map(_may_be_cell, row))):
        part = list(run)
        wide = [row for row in part if len(row) > 2]  # noqa: PLR2004 - two columns give two segments
        over = sum(row[0].x1 <= gutter <= row[-1].x0 for row in wide)
        if short and over > max(1, len(wide) / 2):
            ends = _prose_ends(part)
            held += part[:ends]
            if held:
                yield held, False
            held = []
            yield part[ends:], True
        else:
            held += part
    if held:
        yield held, False


def _prose_ends(rows: Sequence[Row]) -> int:
    """How many of the first lines are the last, short ones of paragraphs over a table."""
    first = next(index for index, row in enumerate(rows) if len(row) > 2)  # noqa: PLR2004 - as above
    spaces = [(_space(rows[index - 1], rows[index]), index) for index in range(1, first + 1)]
    ends = [index for space, index in (max(spaces, default=(0.0, 0)),) if space > _SPACE]
    stops = [index for index in range(1, first + 1) if any(s.text.endswith(".") for s in rows[index - 1])]
    return max([*ends, *stops], default=0)


def _space(one: Row, other: Row) -> float:
    """Between two lines, in type sizes."""
    return (other[0].top - one[0].bottom) / other[0].size


def _may_be_cell(segment: Segment) -> bool:
    return _letters(segment) < _SENTENCE and not (segment.words > 1 and segment.text.endswith("."))


def _letters(segment: Segment) -> int:
    return len(_WORD.findall(segment.text))


def _columns(rows: list[Row], gutter: float) -> Iterator[list[Row]]:
    left = [side for row in rows if (side := [s for s in row if s.x1 <= gutter])]
    right = [side for row in rows if (side := [s for s in row if s.x0 >= gutter])]
    if min(len(left), len(right)) < _COLUMN_ROWS and not _gutter(rows):
        yield rows
        return
    for column in (left, right):
        if column:
            yield from _regions(column)


def _crosses(row: Row, gutter: float) -> bool:
    return any(segment.x0 < gutter < segment.x1 for segment in row)


def _is_heading(row: Row, rows: Sequence[Row], size: float) -> bool:
    """Whether a short line is larger than the text and has nothing beside it: a heading over all columns."""
    if len(row) > 1 or row[0].size <= _BIGGER * size:
        return False
    after = next((other for other in rows if other[0].top > row[0].top), None)
    if after is not None and row[0].size <= _BIGGER * after[0].size:
        return False
    beside = (other for other in rows if other is not row)
    return not any(other[0].top < row[0].bottom and other[0].bottom > row[0].top for other in beside)


def _gutter(rows: Sequence[Row]) -> float | None:
    """Where most lines of prose are parted: an x with prose on both sides, or None."""
    gaps: list[tuple[float, float]] = [(one.x1, other.x0) for row in rows for one, other in pairwise(row)]
    if len(gaps) < _COLUMN_ROWS:
        return None
    best: tuple[int, float] | None = None
    for start, end in gaps:
        at = (start + end) / 2
        parted = [row for row in rows if any(a.x1 <= at <= b.x0 for a, b in pairwise(row))]
        crossing = sum(_crosses(row, at) for row in rows)
        if len(parted) >= _COLUMN_ROWS and len(parted) >= crossing / 3 and _is_prose(parted, at):
            best = max(best or (0, 0.0), (len(parted), at))
    return best[1] if best else None


def _is_prose(rows: Sequence[Row], at: float) -> bool:
    """Whether lines on both sides of an x are those of columns of prose."""
    sides = (
        [[s for s in row if s.x1 <= at] for row in rows],
        [[s for s in row if s.x0 >= at] for row in rows],
    )
    if any(sum(_letters(s) for row in side for s in row) < _PROSE * len(rows) for side in sides):
        return False
    # A table has short lines of several lengths; a column of prose is full.
    for side in sides:
        lengths = sorted(row[-1].x1 - row[0].x0 for row in side)
        full = lengths[-1]
        if sum(length > 0.7 * full for length in lengths) < 0.55 * len(lengths):
            return False
    return True


def _region_blocks(rows: list[Row], body: float, words: frozenset[str]) -> Iterator[Block]:
    held: list[Row] = []
    at = 0
    while at < len(rows):
        end = table_end(rows, at)
        if end - at > 1:
            table = table_of(rows[at:end])
            if table:
                yield from _prose(held, body, words)
                held = []
                yield Block("table", table, rows[at][0].size)
                at = end
                continue
        held.append(rows[at])
        at += 1
    yield from _prose(held, body, words)


def _prose(rows: Sequence[Row], body: float, words: frozenset[str]) -> Iterator[Block]:
    """Paragraphs of lines, headings and items of lists."""
    if not rows:
        return
    lines = [_line(row) for row in rows]
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    pitches = [other.bottom - one.bottom for one, other in pairwise(lines)]
    close = [pitch for pitch in pitches if 0 < pitch < 2.2 * body]
    pitch = median(close) if close else 1.2 * body
    held: list[Segment] = []
    for line in lines:
        if held and _begins(held, line, left, right, pitch):
            yield _paragraph(held, body, words)
            held = []
        held.append(line)
    yield _paragraph(held, body, words)


def _line(row: Row) -> Segment:
    return Segment(
        row[0].x0,
        row[-1].x1,
        min(s.top for s in row),
        max(s.bottom for s in row),
        max(s.size for s in row),
        "  ".join(s.text for s in row),
        sum(s.words for s in row),
    )


def _begins(held: Sequence[Segment], line: Segment, left: float, right: float, pitch: float) -> bool:
    """Whether a line begins a paragraph."""
    before = held[-1]
    if max(line.size, before.size) > _BIGGER * min(line.size, before.size):
        return True
    if not 0 < line.bottom - before.bottom <= _PITCH * pitch:
        return True
    if _ITEM.match(line.text):
        return True
    ended = before.x1 < left + _SHORT * (right - left)
    if ended and before.text.endswith((".", ":", "!", "?", "”", '"')):
        return True
    inset = (line.x0 - left) / line.size
    set_in = _INDENT[0] < inset < _INDENT[1] and line.x0 - before.x0 > _INDENT[0] * line.size
    return set_in and not _ITEM.match(held[0].text) and before.text.endswith((".", ":", "!", "?", "”", '"'))


def _paragraph(lines: Sequence[Segment], body: float, words: frozenset[str]) -> Block:
    text = lines[0].text
    for line in lines[1:]:
        text = joined(text, line.text, words)
    text = " ".join(text.split())
    size = max(line.size for line in lines)
    if _ITEM.match(text):
        return Block("item", text, size)
    heading = size > _BIGGER * body and not text.endswith(".")
    return Block("heading" if heading else "paragraph", text, size)


def joined(one: str, other: str, words: frozenset[str]) -> str:
    """Two lines as one; the hyphen of a divided word goes, that of a compound stays.

    >>> joined("the min-", "istry", frozenset()), joined("long-", "term plans", frozenset({"long-term"}))
    ('the ministry', 'long-term plans')
    >>> joined("in 2020-", "2024", frozenset()), joined("of the", "ministry", frozenset())
    ('in 2020-2024', 'of the ministry')
    """
    if not one.endswith(("-", "\u2010")) or not other:
        return f"{one} {other}"
    head = one[:-1].rsplit(None, 1)[-1] if one[:-1].strip() else ""
    tail = re.match(r"[^\W\d_]*", other)
    rest = tail[0] if tail else ""
    if not head or not head[-1].isalnum():
        return f"{one} {other}"
    if not head.isalpha() or not rest[:1].islower():
        return f"{one}{other}"
    whole, compound = f"{head}{rest}".lower(), f"{head}-{rest}".lower()
    divided = whole in words or (compound not in words and len(head) > 2)  # noqa: PLR2004 - e-commerce
    return f"{one[:-1]}{other}" if divided else f"{one}{other}"
