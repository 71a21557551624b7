"""Tables of a PDF page: lines whose segments stand below each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from connectivity.documents.pdf_words import Row, Segment, Word, segment_of
from connectivity.documents.tables import table_text

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["table_end", "table_of"]

_DIGIT: Final = re.compile(r"\d")
_VALUE: Final = re.compile(  # "4G" is none
    r"(?![2-6]G\b)[^\w]{0,4}\d[\d\s.,]*[^\W\d]{0,4}[%)*]{0,3}$|[-–—.…]{1,3}$|n/?a$",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:FY\s?)?(?:19|20)\d\d(?:[/\u2013-]\d{2,4})?\*?$")
_CELL_GAP: Final = 0.4  # type sizes between two cells that stand close
_DOUBT: Final = 1.3  # times that a head to the right must be nearer
_FAR: Final = 2.6  # type sizes between two rows that end a table


def table_end(rows: Sequence[Row], start: int) -> int:
    """Index after the last row of the table that begins at `start`; `start` when none does."""
    if len(rows[start]) == 1:
        return start
    end = last = start
    while end < len(rows):
        row = rows[end]
        if end > start and row[0].top - rows[end - 1][0].bottom > _FAR * row[0].size:
            break
        if len(row) > 1:
            last = end + 1
        elif end >= last + 2 or row[0].words > 12:  # noqa: PLR2004 - lines of prose behind it
            break
        end += 1
    return last


def table_of(rows: Sequence[Row]) -> str | None:
    """The lines of a table, or None when the rows are none."""
    several = [row for row in rows if len(row) > 1]
    if len(several) < 2 or not any(_DIGIT.search(s.text) for row in several for s in row[1:]):  # noqa: PLR2004 - two make a table
        return None
    columns = _column_ranges(several)
    if len(columns) < 2:  # noqa: PLR2004 - two make a table
        return None
    grid = [_cells(_split(row, columns), columns) for row in rows]
    heads = next((i for i, row in enumerate(grid) if any(map(_is_value, row[1:]))), None)
    if heads is None or heads == len(grid):
        return None
    return table_text(
        [*_merged_heads(rows[:heads], grid[:heads], columns), *_merged_labels(grid[heads:])], min(heads, 1)
    )


def _is_value(cell: str) -> bool:
    return bool(cell) and bool(_VALUE.match(cell)) and not _YEAR.match(cell)


def _column_ranges(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """The columns: x-ranges of the segments that overlap, those that span several left out."""
    most = max(map(len, rows))
    ranges: list[list[float]] = []
    for row in sorted(rows, key=len, reverse=True):
        for segment in row:
            over = [r for r in ranges if segment.x0 < r[1] and segment.x1 > r[0]]
            if not over:
                ranges.append([segment.x0, segment.x1])
            elif len(over) == 1 and len(row) >= most - 1:
                over[0][0], over[0][1] = min(over[0][0], segment.x0), max(over[0][1], segment.x1)
    ranges.sort()
    return [(low, high) for low, high in ranges]


def _split(row: Row, columns: Sequence[tuple[float, float]]) -> Row:
    """The line with segments taken apart whose words stand close to each other, but in different columns."""
    out: Row = []
    for segment in row:
        runs: list[list[Word]] = []
        for word in segment.parts:
            before = runs[-1][-1] if runs else None
            if before is not None and not _in_two_cells(before, word, columns):
                runs[-1].append(word)
            else:
                runs.append([word])
        out += [segment_of(run) for run in runs] if len(runs) > 1 else [segment]
    return out


def _in_two_cells(one: Word, other: Word, columns: Sequence[tuple[float, float]]) -> bool:
    close = other.x0 - one.x1 < _CELL_GAP * other.size
    if close and not all(_VALUE.match(word.text) for word in (one, other)):
        return False
    return not set(_columns_of(one, columns)) & set(_columns_of(other, columns))


def _columns_of(item: Word | Segment, columns: Sequence[tuple[float, float]]) -> list[int]:
    """The columns that something lies in or over, else the nearest one."""
    over = [index for index, (low, high) in enumerate(columns) if item.x0 < high and item.x1 > low]
    return over or [min(range(len(columns)), key=lambda index: abs(columns[index][0] - item.x0))]


def _cells(row: Row, columns: Sequence[tuple[float, float]]) -> list[str]:
    cells: list[list[str]] = [[] for _ in columns]
    for segment in row:
        over = _columns_of(segment, columns)
        alone = len(row) == 1 or bool(_VALUE.match(segment.text))
        for index in over[:1] if alone else over:
            cells[index].append(segment.text)
    return [" ".join(cell) for cell in cells]


def _merged_heads(
    lines: Sequence[Row], rows: Sequence[list[str]], columns: Sequence[tuple[float, float]]
) -> list[list[str]]:
    """The lines of a head as one row; what stands over several columns goes to each of them."""
    if not rows:
        return []
    under = [cell for cell in rows[-1][1:] if cell]
    if len(set(under)) < len(under) or all(map(_YEAR.match, under)):
        rows = [
            *(_over(line, row, columns) for line, row in zip(lines[:-1], rows[:-1], strict=True)),
            rows[-1],
        ]
    return [[" ".join(filter(None, cells)) for cells in zip(*rows, strict=True)]]


def _over(line: Row, row: list[str], columns: Sequence[tuple[float, float]]) -> list[str]:
    """A line of a head over several columns: each column has the nearest cell, in doubt the left one."""
    heads = [segment for segment in line if 0 not in _columns_of(segment, columns)]
    if not heads:
        return row
    cells = [row[0]]
    for low, high in columns[1:]:
        middle = (low + high) / 2
        away = [abs((head.x0 + head.x1) / 2 - middle) * (1 if head.x0 <= low else _DOUBT) for head in heads]
        cells.append(heads[away.index(min(away))].text)
    return cells


def _merged_labels(rows: Sequence[list[str]]) -> list[list[str]]:
    """Rows whose label goes over two lines are one; a label without values is the title of a section."""
    out: list[list[str]] = []
    waiting = ""
    for index, row in enumerate(rows):
        alone = bool(row[0]) and not any(row[1:])
        after = rows[index + 1] if index + 1 < len(rows) else None
        if alone and after is not None and (not after[0] or after[0][:1].islower()):
            waiting = f"{waiting} {row[0]}".strip()
        elif alone and out and row[0][:1].islower():
            out[-1][0] = f"{out[-1][0]} {row[0]}"
        elif alone:
            out.append([row[0]] * len(row))
        else:
            out.append([f"{waiting} {row[0]}".strip(), *row[1:]])
            waiting = ""
    return out
