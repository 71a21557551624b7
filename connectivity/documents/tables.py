"""Tables as text: one line a row, cells parted by pipes, the head in the first line.

Extraction binds a number to the head of its column (the first line) and of its row (the first cell), so a
head of several lines becomes one, and the title of a section goes before the heads of its rows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["table_text"]

_YEAR: Final = re.compile(r"(?:19|20)\d\d\b")
_NUMBER: Final = re.compile(r"(?![2-6]G\b)[^\w]{0,4}\d")  # "4G" is a head
_PAIR: Final = 2  # columns of a list of names and values


def table_text(grid: Sequence[Sequence[str]], heads: int | None = None) -> str:
    r"""The lines of a table.

    Rows end with a pipe, so that two columns read as a table too. A table of two columns without a head is a
    list of names and values, one a line.

    Args:
        grid: Rows of cells; a cell that spans several places stands in each of them.
        heads: How many rows are the head of the columns; found out unless given.

    >>> print(table_text([["", "2023", "2024"], ["Schools", "400", "447"]]))
    | 2023 | 2024 |
    Schools | 400 | 447 |
    >>> print(table_text([["Schools", "447"], ["Villages", "2,606"]]))
    Schools: 447
    Villages: 2,606
    """
    rows = _squared(grid)
    if not rows:
        return ""
    first = _heads(rows) if heads is None else min(heads, len(rows))
    if first == 0 and len(rows[0]) == _PAIR:
        return "\n".join(": ".join(filter(None, row)) for row in rows)
    head = [_merged([row[column] for row in rows[:first]]) for column in range(len(rows[0]))]
    lines = [_line(head)] if any(head) else []
    section, after = "", []
    for index, row in enumerate(rows[first:], first):
        if len(row) > 1 and len(set(row)) == 1:
            if index + 1 < len(rows) and not _NUMBER.match(row[0]):
                section = row[0].rstrip(":")
            else:
                after.append(row[0])
            continue
        lines.append(_line([f"{section}: {row[0]}" if section and row[0] else row[0] or section, *row[1:]]))
    return "\n".join([*lines, *after])


def _squared(grid: Sequence[Sequence[str]]) -> list[list[str]]:
    """Cells of plain words, rows of one length, none of them empty."""
    rows = [[" ".join(cell.replace("|", "/").split()) for cell in row] for row in grid]
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    filled = [column for column in range(width) if any(row[column] for row in rows)]
    return [[row[column] for column in filled] for row in rows]


def _heads(rows: Sequence[Sequence[str]]) -> int:
    """The first row, unless it holds values already; a second one that holds only years belongs to it."""
    if len(rows) == 1 or any(_NUMBER.match(cell) and not _YEAR.match(cell) for cell in rows[0][1:]):
        return 0
    values = [cell for cell in rows[1][1:] if cell]
    return 2 if len(rows) > _PAIR and values and all(map(_YEAR.match, values)) and not rows[1][0] else 1


def _merged(cells: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(cell for cell in cells if cell))


def _line(cells: Sequence[str]) -> str:
    return f"{' | '.join(cells)} |".strip()
