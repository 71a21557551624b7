"""HTML as a tree: tables out of it and into its text again, and the text of pages that mark no article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from connectivity.documents.tables import table_text

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Tables", "block_text", "parse_html"]

_LARGEST_SPAN: Final = 60  # columns or rows that one cell may cover
_LONGEST_CELL: Final = 400  # characters; a longer cell belongs to a layout
_OPEN, _CLOSE = "xqtable{}x", "xqendtable{}x"  # survive the extraction of text as words do
_MARKED: Final = re.compile(r"[|\s]{0,4}xqtable(\d+)x.*?xqendtable\1x[|\s]{0,4}", re.DOTALL)
_STRAY: Final = re.compile(r"xq(?:end)?table\d+x")
_SKIPPED: Final = frozenset(
    {
        "script", "style", "noscript", "template", "head", "nav", "header", "footer", "aside", "form",
        "button", "select", "svg", "iframe", "object", "figure",
    }
)  # fmt: skip
_INLINE: Final = frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "ins", "kbd", "label", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time",
        "tt", "u", "var", "wbr",
    }
)  # fmt: skip
_MENU: Final = 0.6  # share of a block's letters that are links
_FURNITURE: Final = frozenset({"nav", "header", "footer", "aside", "form"})


def parse_html(source: str) -> Any:
    """The tree of a page (an lxml element), or None when nothing of it is markup."""
    from trafilatura.utils import load_html  # noqa: PLC0415 - slow to import, needed for HTML only

    return load_html(source)


class Tables:
    """The data tables of a page, in its order: taken out of the tree, and written where they stood."""

    def __init__(self, tree: Any) -> None:
        self._texts: list[str] = []
        self._anchors: list[str] = []
        for table in list(tree.iter("table")):
            grid, heads = _grid(table)
            if _is_data(table, grid):
                self._take(table, grid, heads)
            else:
                _unwrap(table)

    def __bool__(self) -> bool:
        return bool(self._texts)

    def _take(self, table: Any, grid: list[list[str]], heads: int | None) -> None:
        """Put a paragraph of the same words, between marks, in the place of the table."""
        caption = next((_words(child) for child in table.iter("caption")), "")
        text = table_text(grid, heads)
        number = len(self._texts)
        self._texts.append(f"{caption}\n{text}" if caption else text)
        self._anchors.append(_words_before(table))
        tail = table.tail
        table.clear()
        table.tag = "p"
        table.tail = tail
        cells = " ".join(" ".join(row) for row in grid)
        table.text = f"{_OPEN.format(number)} {cells}. {_CLOSE.format(number)}"

    def put_back(self, text: str) -> str:
        """The text with each table as a block; one whose place was dropped stands behind what led to it."""
        written: set[int] = set()

        def write(found: re.Match[str]) -> str:
            number = int(found[1])
            if number >= len(self._texts) or number in written:
                return "\n\n"
            written.add(number)
            return f"\n\n{self._texts[number]}\n\n"

        text = _STRAY.sub("", _MARKED.sub(write, text))
        for number, table in enumerate(self._texts):
            if number not in written:
                text = _inserted(text, table, self._anchors[number])
        return text


def _inserted(text: str, table: str, anchor: str) -> str:
    at = text.find(anchor) if anchor else -1
    if at < 0:
        return f"{text}\n\n{table}"
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return f"{text[:end]}\n\n{table}\n\n{text[end:].lstrip()}"


def _words_before(element: Any) -> str:
    """The start of the nearest text before an element, long enough to be found again."""
    for before in element.itersiblings(preceding=True):
        words = _words(before) if isinstance(before.tag, str) else ""
        if words and not _STRAY.search(words):
            return words[:60]
    parent = element.getparent()
    return _words_before(parent) if parent is not None and parent.tag not in ("body", "html") else ""


def _unwrap(table: Any) -> None:
    """Make blocks of a table that only lays out a page."""
    for element in table.iter("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"):
        element.tag = "div"


def _is_data(table: Any, grid: list[list[str]]) -> bool:
    if len(grid) < 2 or max(map(len, grid)) < 2 or table.get("role") == "presentation":  # noqa: PLR2004 - of rows, of columns
        return False
    if table.find(".//table") is not None or any(up.tag in _FURNITURE for up in table.iterancestors()):
        return False
    cells = [cell for row in grid for cell in row if cell]
    return len(set(cells)) > 1 and max(map(len, cells)) <= _LONGEST_CELL


def _grid(table: Any) -> tuple[list[list[str]], int | None]:
    """The cells with spans expanded, and how many rows the markup says are heads (None: it does not)."""
    grid: list[list[str]] = []
    hanging: dict[tuple[int, int], str] = {}  # cells that reach down from rows above
    heads, all_heads = 0, True
    for number, row in enumerate(table.iter("tr")):
        cells: list[str] = []
        marked = []
        for cell in row.iterchildren("td", "th"):
            while (number, len(cells)) in hanging:
                cells.append(hanging.pop((number, len(cells))))
            words, across, down = _words(cell), _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(len(cells), len(cells) + across):
                hanging |= {(number + below, column): words for below in range(1, down)}
            cells += [words] * across
            marked.append(cell.tag == "th")
        while (number, len(cells)) in hanging:
            cells.append(hanging.pop((number, len(cells))))
        in_head = row.getparent() is not None and row.getparent().tag == "thead"
        all_heads = all_heads and (in_head or (bool(marked) and all(marked)))
        heads += all_heads
        grid.append(cells)
    return grid, heads if 0 < heads < len(grid) else None


def _span(cell: Any, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(int(value), _LARGEST_SPAN) if value.isascii() and value.isdigit() and value != "0" else 1


def _words(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split()) if isinstance(element.tag, str) else ""


def block_text(tree: Any) -> str:
    """All text of a page that no menu, head or foot of it holds, a line a block."""
    blocks: list[list[tuple[str, bool]]] = [[]]
    root = tree.find(".//body")
    for kind, words in _pieces(tree if root is None else root):
        if kind == "break":
            blocks.append([])
        else:
            blocks[-1].append((words, kind == "link"))
    lines = []
    for block in blocks:
        line = " ".join("".join(words for words, _ in block).split())
        linked = sum(_letters(words) for words, link in block if link)
        if line and linked <= _MENU * _letters(line):
            lines.append(line)
    return "\n".join(lines)


def _letters(words: str) -> int:
    return sum(map(str.isalnum, words))


def _pieces(root: Any) -> Iterator[tuple[str, str]]:
    """Words, words of links and breaks between blocks; without recursion, so that depth does no harm."""
    stack: list[tuple[Any, bool, bool]] = [(root, False, False)]  # element, inside a link, on the way back
    while stack:
        element, link, leaving = stack.pop()
        tag = element.tag
        if leaving:
            if tag not in _INLINE:
                yield "break", ""
            if element is not root and element.tail:
                yield ("link" if link else "text"), element.tail
            continue
        stack.append((element, link, True))
        if not isinstance(tag, str) or tag in _SKIPPED:
            continue
        if tag not in _INLINE:
            yield "break", ""
        inside = link or tag == "a"
        if element.text:
            yield ("link" if inside else "text"), element.text
        if tag == "li":
            yield "text", ""
        stack.extend((child, inside, False) for child in reversed(list(element)))
