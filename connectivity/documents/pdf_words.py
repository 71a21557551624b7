"""The words of a PDF page with their places, from PDFium's characters."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Row", "Segment", "Word", "page_rows", "segment_of"]

_WORD_GAP: Final = 0.28  # of the type size; a wider gap is a space that the file leaves out
_SEGMENT_GAP: Final = 0.85  # of the type size; a wider gap parts columns
_SET_OUT: Final = 5  # words of a line whose gaps can be compared
_LETTERS: Final = 0.6  # share of words of letters only in a line of prose
_ALIKE: Final = 1.35  # times the usual gap of a line
_CELLS: Final = 12  # words in a line of cells that stand close
_LEVEL: Final = 0.2  # radians; text that is turned further is a watermark or the label of an axis
_SAME_LINE: Final = 0.5  # share of the lower one's height that two words of a line overlap
_HYPHEN: Final = 2  # the code point that PDFium gives to a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page; lengths are points, `top` and `bottom` count from the page's upper edge."""

    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that follow each other on one line without the gap of a column.

    Attributes:
        x0: Left edge, as of a word.
        x1: Right edge.
        top: Upper edge.
        bottom: Lower edge.
        size: Size of the type.
        text: The words.
        words: How many there are.
        parts: The words themselves where they are so few that they may be cells of a table.
    """

    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    text: str
    words: int
    parts: tuple[Word, ...] = ()


Row = list[Segment]
"""A line of a page: its segments from left to right."""


def segment_of(run: Sequence[Word]) -> Segment:
    """Words of a line as a segment."""
    return Segment(
        run[0].x0,
        max(word.x1 for word in run),
        min(word.top for word in run),
        max(word.bottom for word in run),
        max(word.size for word in run),
        " ".join(word.text for word in run),
        len(run),
        tuple(run) if 1 < len(run) <= _CELLS else (),
    )


def page_rows(textpage: Any, width: float, height: float, rotation: int) -> list[Row]:
    """The lines of a page from top to bottom, each its segments from left to right.

    Args:
        textpage: A `PdfTextPage` of pypdfium2.
        width: Width of the page as shown, in points.
        height: Height of the page as shown, in points.
        rotation: By how many degrees it is turned clockwise to be shown.
    """
    words = list(_words(textpage, width, height, rotation))
    return [_segments(line) for line in _lines(words)]


def _words(textpage: Any, width: float, height: float, rotation: int) -> Iterator[Word]:
    held: list[tuple[float, float, float, float, float, str]] = []
    for character in _characters(textpage, width, height, rotation):
        text = character[5]
        if text.isspace() or (held and _apart(held[-1], character)):
            if held:
                yield _word(held)
            held = []
        if not text.isspace():
            held.append(character)
    if held:
        yield _word(held)


def _apart(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    size = max(one[4], other[4])
    gap = other[0] - one[1]
    return bool(gap > _WORD_GAP * size or gap < -size or abs(other[3] - one[3]) > _SAME_LINE * size)


def _word(held: list[tuple[float, float, float, float, float, str]]) -> Word:
    x0, x1, tops, bottoms, sizes, texts = zip(*held, strict=True)
    return Word(min(x0), max(x1), min(tops), max(bottoms), max(sizes), "".join(texts))


def _characters(
    textpage: Any, width: float, height: float, rotation: int
) -> Iterator[tuple[float, float, float, float, float, str]]:
    """Left, right, top, bottom, size and letter of each character that stands upright."""
    from pypdfium2 import raw as pdfium  # type: ignore[import-untyped]  # noqa: PLC0415 - loads PDFium

    box = pdfium.FS_RECTF()
    high = 0
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004 - the first half of a pair
            high = code
            continue
        if 0xDC00 <= code < 0xE000:  # noqa: PLR2004 - the second half
            code, high = (0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD), 0
        if not pdfium.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box)):
            continue
        angle = pdfium.FPDFText_GetCharAngle(textpage, index) + math.radians(rotation)
        if abs(math.remainder(angle, math.tau)) > _LEVEL and not chr(code).isspace():
            continue
        left, right, top, bottom = _upright(box, width, height, rotation)
        size = pdfium.FPDFText_GetFontSize(textpage, index)
        size = min(max(bottom - top, 1.0), 200.0) if size <= 1 else min(float(size), max(bottom - top, 1.0))
        yield left, right, top, bottom, size, _letter(code)


def _upright(box: Any, width: float, height: float, rotation: int) -> tuple[float, float, float, float]:
    """The box as seen: left, right, top, bottom."""
    if rotation == 90:  # noqa: PLR2004 - a quarter turn
        return box.bottom, box.top, box.left, box.right
    if rotation == 180:  # noqa: PLR2004 - a half turn
        return width - box.right, width - box.left, box.bottom, box.top
    if rotation == 270:  # noqa: PLR2004 - three quarters
        return width - box.top, width - box.bottom, height - box.right, height - box.left
    return box.left, box.right, height - box.top, height - box.bottom


def _letter(code: int) -> str:
    if code in (_HYPHEN, 0xAD):
        return "-"
    if code < 32 or 0xE000 <= code < 0xF900:  # noqa: PLR2004 - controls, and letters that only the font knows
        return " " if code in (9, 10, 13) else "\ufffd" if code >= 32 else ""  # noqa: PLR2004 - controls end at 32
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"  # noqa: PLR2004 - the range of surrogates


def _lines(words: list[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.x0)):
        for line in reversed(lines[-4:]):
            other = line[0]
            overlap = min(word.bottom, other.bottom) - max(word.top, other.top)
            if overlap > _SAME_LINE * min(word.bottom - word.top, other.bottom - other.top):
                line.append(word)
                break
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.x0) for line in lines]


def _segments(line: list[Word]) -> list[Segment]:
    widest = _SEGMENT_GAP
    if len(line) >= _SET_OUT and sum(word.text.isalpha() for word in line) > _LETTERS * len(line):
        # A line of prose that is set out to the width of its column has wide gaps, all alike.
        gaps = sorted((other.x0 - one.x1) / max(one.size, other.size) for one, other in pairwise(line))
        widest = max(widest, _ALIKE * gaps[len(gaps) // 2])
    runs: list[list[Word]] = []
    for word in line:
        if runs and word.x0 - runs[-1][-1].x1 <= widest * max(word.size, runs[-1][-1].size):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [segment_of(run) for run in runs]
