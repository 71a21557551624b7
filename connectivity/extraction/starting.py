"""Many regular expressions over a text, each tried only where the characters that it can begin with stand.

The standard library tries every branch of an alternation at every character. Here the beginnings that each
branch allows are read off its parse tree and looked for all at once (Aho-Corasick); what matches is the same.
"""

from __future__ import annotations

import functools
import importlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import ahocorasick_rs
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Starting", "beginnings", "starting"]

DEPTHS: Final = (10, 7, 4, 2)  # characters of a beginning: as many as leave the beginnings few
MOST: Final = 3_000  # beginnings of one expression
WIDEST_RANGE: Final = 64  # characters of a class
TABLE: Final = 0x3001  # code points
Strings = set[str]


@dataclass(frozen=True, slots=True)
class Starting:
    """Expressions as branches of one alternation: the first that matches at a place counts.

    Attributes:
        expressions: In the order in which they are tried.
        machine: Finds the beginnings; None if there are none.
        branches: For each beginning the expressions that may begin so, as bits.
        anywhere: The expressions that may begin with anything, as bits.
    """

    expressions: tuple[re.Pattern[str], ...]
    machine: ahocorasick_rs.AhoCorasick | None
    branches: tuple[int, ...]
    anywhere: int

    def finditer(self, text: str) -> Iterator[tuple[int, re.Match[str]]]:
        """The matches that do not overlap, from the left, each with the number of its expression."""
        possible: dict[int, int] = dict.fromkeys(range(len(text)), self.anywhere) if self.anywhere else {}
        if self.machine is not None:
            branches, get = self.branches, possible.get
            for beginning, start, _ in self.machine.find_matches_as_indexes(plain(text), overlapping=True):
                possible[start] = get(start, self.anywhere) | branches[beginning]
        reach = 0
        for start in sorted(possible):
            if start < reach:
                continue
            found = self.match(text, start, possible[start])
            if found is not None:
                reach = max(found[1].end(), start + 1)
                yield found

    def match(self, text: str, start: int, branches: int) -> tuple[int, re.Match[str]] | None:
        """The first of these expressions that matches at a place."""
        while branches:
            number = (branches & -branches).bit_length() - 1
            found = self.expressions[number].match(text, start)
            if found is not None:
                return number, found
            branches &= branches - 1
        return None


def starting(patterns: Sequence[str]) -> Starting:
    r"""The patterns as branches.

    >>> found = starting([r"(?:the )?end of \d+", r"\d\d"]).finditer("to the end of 24, 25")
    >>> [(number, match.group()) for number, match in found]
    [(0, 'the end of 24'), (1, '25')]
    """
    possible: dict[str, int] = {}
    anywhere = 0
    for number, pattern in enumerate(patterns):
        begin = beginnings(pattern)
        if begin is None:
            anywhere |= 1 << number
            continue
        for text in begin:
            possible[text] = possible.get(text, 0) | 1 << number
    machine = (
        ahocorasick_rs.AhoCorasick(list(possible), matchkind=ahocorasick_rs.MatchKind.Standard)
        if possible
        else None
    )
    return Starting(tuple(re.compile(p) for p in patterns), machine, tuple(possible.values()), anywhere)


def plain(text: str) -> str:
    r"""The text with 0 for every digit and a space for everything blank.

    >>> plain("May\t2024")
    'May 0000'
    """
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    table = plain_table()
    low = codes < TABLE
    if low.all():
        changed = table[codes]
    else:
        changed = np.where(low, table[np.where(low, codes, 0)], codes).astype(np.uint32)
        for code in set(codes[~low].tolist()):
            changed[codes == code] = ord(plain_character(chr(code)))
    return changed.astype("<u4").tobytes().decode("utf-32-le")


@functools.cache
def plain_table() -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    """For each code point what it counts as."""
    return np.array([ord(plain_character(chr(c))) for c in range(TABLE)], dtype=np.uint32)


def plain_character(character: str) -> str:
    """What a character of a text or pattern counts as."""
    if character.isdecimal():
        return "0"
    return " " if character.isspace() else character


def beginnings(pattern: str) -> Strings | None:
    r"""The first characters of what a pattern can match; None where nothing can be said.

    >>> sorted(beginnings(r"(?:the\s+)?(?:end|close)\b") or ())
    ['close', 'end', 'the   ', 'the  close', 'the  end', 'the close', 'the end']
    >>> beginnings(r".*x")
    """
    try:
        tree = importlib.import_module("re._parser").parse(pattern)  # its only parser of patterns
    except (ImportError, AttributeError):
        return None
    if re.compile(pattern).flags & re.IGNORECASE:
        return None
    for depth in DEPTHS:
        reading = Reading(depth)
        rest = reading.sequence({""}, tree)
        found = reading.done | rest
        if "" not in found and len(found) <= MOST:
            return found
    return None


class Reading:
    """The beginnings read so far, at most so many characters: `done` ones are not continued."""

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.done: Strings = set()

    def sequence(self, begun: Strings, nodes: Any) -> Strings:
        """The beginnings continued by nodes after one another."""
        for node in nodes:
            if not begun:
                break
            begun = self.continued(begun, str(node[0]), node[1])
            if len(begun) > MOST:
                self.done |= {""}
                return set()
        return begun

    def continued(self, begun: Strings, kind: str, value: Any) -> Strings:
        """The beginnings continued by one node of the parse tree."""
        characters = {plain_character(chr(value))} if kind == "LITERAL" else None
        if kind == "IN":
            characters = class_of(value)
        if characters is not None:
            return self.extended(begun, characters)
        if kind == "ATOMIC_GROUP" or (kind == "SUBPATTERN" and not value[1]):  # without flags of its own
            return self.sequence(begun, value[-1] if kind == "SUBPATTERN" else value)
        if kind == "BRANCH":
            return set().union(*(self.sequence(begun, branch) for branch in value[1]))
        if kind in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            return self.repeated(begun, *value)
        if kind not in {"AT", "ASSERT", "ASSERT_NOT"}:  # it can be anything
            self.done |= begun
            begun = set()
        return begun

    def repeated(self, begun: Strings, fewest: int, most: int, nodes: Any) -> Strings:
        """The beginnings continued by a repeated part; what follows two more than must be is left open."""
        for _ in range(min(fewest, self.depth)):
            begun = self.sequence(begun, nodes)
        if fewest > self.depth or most == fewest:
            return begun
        once = self.sequence(begun, nodes)
        if most > fewest + 1:
            self.done |= self.sequence(once, nodes)
        return begun | once

    def extended(self, begun: Strings, characters: Strings) -> Strings:
        """The beginnings with each of these characters behind."""
        longer = {text + character for text in begun for character in characters}
        self.done |= {text for text in longer if len(text) >= self.depth}
        return {text for text in longer if len(text) < self.depth}


def class_of(items: Any) -> Strings | None:
    """The characters of a class; None if they are too many to tell."""
    found: Strings = set()
    for kind, value in items:
        name, what = str(kind), str(value)
        if name == "LITERAL":
            found.add(plain_character(chr(value)))
        elif name == "RANGE" and value[1] - value[0] < WIDEST_RANGE:
            found |= {plain_character(chr(c)) for c in range(value[0], value[1] + 1)}
        elif name == "CATEGORY" and what in {"CATEGORY_DIGIT", "CATEGORY_SPACE"}:
            found.add("0" if what == "CATEGORY_DIGIT" else " ")
        else:
            return None
    return found
