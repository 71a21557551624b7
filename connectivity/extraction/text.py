"""A batch of documents as one text, with its sentences, lines, tables and breaks as arrays."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from connectivity.extraction import columns as pl
from connectivity.lexicon.stemming import stemmer_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy.typing as npt

    from connectivity.documents.document import Document
    from connectivity.lexicon import Lexicon

__all__ = ["Batch", "among", "make_batch", "matches_at", "which"]

BETWEEN_DOCUMENTS: Final = "\n\n¶\n\n"  # no pattern reaches over it
SENTENCE_END: Final = re.compile(r"[.!?…][\"”’'»)\]]*\s+(?=[\"“‘'«(\[]*[A-ZÀ-ÞА-ЯЁӘҒҚҢӨҰҮҺІ0-9•–—$€£₸-])")
LAST_WORD: Final = re.compile(r"([\w.]+)\.$")
BULLET: Final = re.compile(r"\s*(?:[•●▪*·‣–—-]|\(?[a-z0-9]{1,3}[.)])\s+")
LINE: Final = re.compile(r"[^\n]+")
CELL: Final = re.compile(r"\t|\||(?<=[^\s.!?:;,]) {2,}(?=\S)")  # also columns that spaces align
TAB, BAR, SPACE = ord("\t"), ord("|"), ord(" ")
# strong breaks: one of these, a dash between blanks, a full stop before a blank
SINGLE_BREAKS: Final = ";:()[]\n"
DASH_WIDTH: Final = 3  # a blank, a dash, a blank
DASHES: Final = "–—-"
TABLE: Final = 0x3001  # code points that are looked up
LONGEST_ABBREVIATION: Final = 12  # characters
LONGEST_HEADING: Final = 14  # words
LONGEST_TITLE: Final = 40
SPACED_CELLS: Final = 2
WIDEST_CELL: Final = 8  # words
LONGEST_RUN: Final = 3  # headings that count as one


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Documents joined into one text; all offsets in the frames are global until `local` brings them back.

    Attributes:
        text: The joined text.
        lower: The same text in lower case, of the same length; letters that the language takes as others
            are those.
        documents: In the order of the joined text.
        starts: Global offset of each document's own text.
        zones: Global offset from which each document's text and prefixed title count.
        sentences: One row a sentence: sent, start, end, doc, line, title, bullet, lead, heading (the
            last one), section (the first of headings that follow each other), headed (it is one), table, row.
        words: Start of each word.
        alnum: For each character, whether it is a letter or digit.
        codes: For each character its code point, and two spaces behind the last.
        commas, strong, cells, colons: Sorted offsets of weak breaks, strong breaks, separators of table cells
            and colons.
    """

    text: str
    lower: str
    documents: tuple[Document, ...]
    starts: npt.NDArray[np.int64]
    zones: npt.NDArray[np.int64]
    sentences: pl.DataFrame
    words: npt.NDArray[np.int64]
    alnum: npt.NDArray[np.bool_]
    codes: npt.NDArray[np.uint32]
    commas: npt.NDArray[np.int64]
    strong: npt.NDArray[np.int64]
    cells: npt.NDArray[np.int64]
    colons: npt.NDArray[np.int64]

    def sentence_of(self, offsets: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Index of the sentence each offset lies in."""
        return np.searchsorted(self.sentences["start"].to_numpy(), offsets, side="right") - 1

    def count(self, what: str, offsets: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """How many words, commas, strong breaks or cell separators lie before each offset."""
        return np.searchsorted(getattr(self, what), offsets, side="left")


def make_batch(documents: Sequence[Document], lexicon: Lexicon) -> Batch:
    """Join documents and find their sentences; a title that the text lacks is put before it."""
    parts: list[str] = []
    starts, zones, position = [], [], 0
    for document in documents:
        title = (document.title or "").strip()
        prefix = f"{title}\n\n" if title and title not in document.text[: len(title) + 400] else ""
        zones.append(position)
        starts.append(position + len(prefix))
        parts.append(prefix + document.text + BETWEEN_DOCUMENTS)
        position += len(parts[-1])
    text = "".join(parts)
    codes = np.frombuffer(f"{text}  ".encode("utf-32-le"), dtype=np.uint32)
    alnum = alphanumeric(codes[:-2])
    blank = which(codes, str.isspace)
    bounds = np.array([*zones, len(text)], dtype=np.int64)
    abbreviations = frozenset(lexicon.tables.get("sentence", {}).get("abbreviations", ()))
    stemmer = stemmer_of(lexicon.tables)
    lowered = lower(text)
    return Batch(
        text=text,
        lower=stemmer.same_letters(lowered) if stemmer else lowered,
        documents=tuple(documents),
        starts=np.array(starts, dtype=np.int64),
        zones=np.array(zones, dtype=np.int64),
        sentences=sentence_frame(text, bounds, starts, abbreviations),
        words=np.flatnonzero(alnum & ~np.concatenate(([False], alnum[:-1])))
        if text
        else np.array([], dtype=np.int64),
        alnum=alnum,
        codes=codes,
        commas=before_blank(",", codes, blank),
        strong=strong_of(text, codes, blank, abbreviations),
        cells=cells_of(text, codes, blank),
        colons=before_blank(":", codes, blank),
    )


def lower(text: str) -> str:
    """Lower case at the same length: a character that grows when lowered stays.

    >>> lower("İSTANBUL Ärger")
    'İstanbul ärger'
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


def alphanumeric(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """For each character, whether it is a letter or digit."""
    return alnum_table()[np.minimum(codes, len(alnum_table()) - 1)]


@functools.cache
def alnum_table() -> npt.NDArray[np.bool_]:
    """Letters and digits among the first planes in use here; later code points count as neither."""
    return np.array([chr(c).isalnum() and c not in (0xB2, 0xB3) for c in range(0x3000)], dtype=bool)


def which(codes: npt.NDArray[np.uint32], test: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
    """For each code point, whether its character passes a test.

    >>> which(np.array([0x41, 0x20, 0x3000]), str.isspace).tolist()
    [False, True, True]
    """
    table = table_of(test)
    low = codes < len(table)
    if low.all():
        return table[codes]
    found = table[np.where(low, codes, 0)] & low
    for code in set(codes[~low].tolist()):
        if test(chr(code)):
            found |= codes == code
    return found


def matches_at(pattern: re.Pattern[str], text: str, begins: npt.NDArray[np.int64]) -> Iterator[re.Match[str]]:
    """The matches of a pattern at some offsets, from the left, without overlap."""
    reach = 0
    for start in begins.tolist():
        if start >= reach:
            match = pattern.match(text, start)
            if match is not None:
                reach = match.end()
                yield match


def among(codes: npt.NDArray[np.uint32], characters: str) -> npt.NDArray[np.bool_]:
    """For each code point, whether it is one of some characters, all of them below `TABLE`.

    >>> among(np.array([0x41, 0x2D, 0x1F600]), "-A").tolist()
    [True, True, False]
    """
    found: npt.NDArray[np.bool_] = marked(characters)[np.minimum(codes, TABLE)]
    return found


@functools.cache
def marked(characters: str) -> npt.NDArray[np.bool_]:
    """The code points of some characters, in a table that ends with one for all beyond it."""
    table = np.zeros(TABLE + 1, dtype=bool)
    table[[ord(c) for c in characters]] = True
    return table


@functools.cache
def table_of(test: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
    """A test of the first code points."""
    return np.array([test(chr(c)) for c in range(TABLE)], dtype=bool)


def before_blank(
    sign: str, codes: npt.NDArray[np.uint32], blank: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """Where a sign stands before a blank; two further spaces end `codes`, which belong to no text."""
    found = codes[:-2] == ord(sign)
    found[:-1] &= blank[1:-2]
    found[-1:] = False
    return np.flatnonzero(found)


def cells_of(text: str, codes: npt.NDArray[np.uint32], blank: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Where separators of cells begin: the matches of `CELL`."""
    single = (codes[:-2] == TAB) | (codes[:-2] == BAR)
    space = codes[:-2] == SPACE
    wide = np.zeros(len(space), dtype=bool)
    wide[1:-1] = space[1:-1] & space[2:] & ~blank[:-4]
    spots = [start for start in np.flatnonzero(wide).tolist() if CELL.match(text, start)]
    single[spots] = True
    return np.flatnonzero(single)


def strong_of(
    written: str,
    codes: npt.NDArray[np.uint32],
    blank: npt.NDArray[np.bool_],
    abbreviations: frozenset[str],
) -> npt.NDArray[np.int64]:
    """Where strong breaks begin, from the left; one ends before the next begins."""
    text, inside = codes[:-2], len(codes) - 2
    single = among(text, SINGLE_BREAKS)
    stop = text == ord(".")
    stop[:-1] &= blank[1:inside]
    stop[-1:] = False
    for at in np.flatnonzero(stop).tolist():
        word = LAST_WORD.search(written, max(0, at - LONGEST_ABBREVIATION), at + 1)
        stop[at] = word is None or word.group(1).lower() not in abbreviations
    dash = np.zeros(inside, dtype=bool)
    if inside >= DASH_WIDTH:
        dash[:-2] = blank[: inside - 2] & among(text[1:-1], DASHES) & blank[2:inside]
    taken: list[int] = []
    for start in np.flatnonzero(dash).tolist():
        if not taken or start >= taken[-1] + DASH_WIDTH:
            taken.append(start)
    dashes = np.array(taken, dtype=np.int64)
    found = single | stop
    found[dashes + 2] = False  # the blank behind a dash belongs to it
    found[dashes] = True
    return np.flatnonzero(found)


def sentence_frame(
    text: str, bounds: npt.NDArray[np.int64], starts: list[int], abbreviations: frozenset[str]
) -> pl.DataFrame:
    """One row a sentence; a line of a table is one sentence."""
    rows: list[tuple[int | bool | None, ...]] = []
    state = Lines()
    for number, line in enumerate(LINE.finditer(text)):
        start, end = line.span()
        doc = int(np.searchsorted(bounds, start, side="right")) - 1
        if not text[start:end].strip():
            continue
        state = state.next(text, start, end, doc, len(rows), own=starts[doc])
        spans = [(start, end)] if state.table is not None else split_line(text, start, end, abbreviations)
        place = (
            *(doc, number, state.title, state.bullet, state.lead),
            *(state.heading, state.section, state.headed > 0, state.table, state.row),
        )
        rows.extend((*sentence, *place) for sentence in spans)
    schema = {
        "start": pl.Int64,
        "end": pl.Int64,
        "doc": pl.Int64,
        "line": pl.Int64,
        "title": pl.Boolean,
        "bullet": pl.Boolean,
        "lead": pl.Int64,
        "heading": pl.Int64,
        "section": pl.Int64,
        "headed": pl.Boolean,
        "table": pl.Int64,
        "row": pl.Int64,
    }
    return pl.DataFrame(rows, schema=schema, orient="row").with_row_index("sent").cast({"sent": pl.Int64})


@dataclass(frozen=True, slots=True)
class Lines:
    """What the lines so far say of the next: the line that introduces a list, the heading, the table.

    Headings that follow each other, "Senegal" and "14 October 2025 | News", open one section.
    """

    doc: int = -1
    end: int = 0
    title: bool = False
    bullet: bool = False
    lead: int | None = None
    pending: int | None = None
    heading: int | None = None
    section: int | None = None
    headed: int = 0
    table: int | None = None
    row: int | None = None
    tables: int = 0

    def next(self, text: str, start: int, end: int, doc: int, index: int, *, own: int) -> Lines:
        """The state at the line from `start` to `end`, whose first sentence will have this index."""
        before = self if doc == self.doc else Lines(tables=self.tables)
        line = text[start:end]
        stripped = line.rstrip()
        is_table = tabular(line)
        bullet = bool(BULLET.match(line))
        first = doc != self.doc or start <= own
        table, row, tables = None, None, before.tables
        if is_table and before.table is not None and text.count("\n", self.end, start) <= 1:
            table, row = before.table, (before.row or 0) + 1
        elif is_table:
            table, row, tables = tables, 0, tables + 1
        is_heading = (
            not is_table
            and not bullet
            and not first
            and stripped[-1] not in '.,;:!?”"'
            and len(stripped.split()) <= LONGEST_HEADING
        )
        goes_on = is_heading and 0 < before.headed < LONGEST_RUN
        lead = before.pending if bullet or is_table else None
        keeps = (bullet or is_table) and not stripped.endswith(":")
        pending = index if stripped.endswith(":") else (before.pending if keeps else None)
        return Lines(
            doc,
            end,
            first and len(stripped.split()) <= LONGEST_TITLE,
            bullet,
            lead,
            pending,
            index if is_heading else before.heading,
            before.section if goes_on or not is_heading else index,
            before.headed + 1 if goes_on else int(is_heading),
            table,
            row,
            tables,
        )


def tabular(line: str) -> bool:
    """Whether a line is a row of a table: cells between tabs, pipes or, if all are short, aligned by spaces.

    >>> tabular("Pichincha   59.8   76.4"), tabular("It grew.  Then  it fell, and so did all  others.")
    (True, False)
    """
    stripped = line.strip()
    if "\t" in stripped or line.count("|") > 1:
        return True
    if "  " not in stripped:  # one separator at most
        return False
    cells = CELL.split(stripped)
    prose = line.rstrip()[-1:] in (".", "!", "?", ",", ";", ":")
    return not prose and len(cells) > SPACED_CELLS and max(len(cell.split()) for cell in cells) <= WIDEST_CELL


def split_line(text: str, start: int, end: int, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The sentences of one line, as spans."""
    begin = start
    for found in SENTENCE_END.finditer(text, start, end):
        word = LAST_WORD.search(text, max(begin, found.start() - LONGEST_ABBREVIATION), found.start() + 1)
        if word and text[found.start()] == "." and is_abbreviation(word.group(1), abbreviations):
            continue
        yield begin, found.end()
        begin = found.end()
    if begin < end:
        yield begin, end


def is_abbreviation(word: str, abbreviations: frozenset[str]) -> bool:
    """Whether a full stop after the word does not end a sentence.

    >>> known = frozenset({"no"})
    >>> is_abbreviation("No", known), is_abbreviation("J", known), is_abbreviation("end", known)
    (True, True, False)
    """
    return (len(word) == 1 and word.isalpha() and word.isupper()) or word.lower() in abbreviations
