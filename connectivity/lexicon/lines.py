"""On which line of a TOML file each entry stands, which the parser of the standard library does not tell."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Place", "line_numbers", "line_of"]

Place = tuple[str | int, ...]
"""Keys and numbers of list items from the top of a file to a value: `("thing", 0, "words", 2)`."""

_TOKEN: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|' + r"'''.*?'{3,5}|"
    r'"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'|"
    r"(?P<skip>[ \t\r]+|#[^\n]*)|\n|[\[\]{},=.]|[^\s#\"'\[\]{},=.]+",
    re.DOTALL,
)


def line_numbers(text: str) -> dict[Place, int]:
    r"""The line, from 1, of each key and list item of a valid TOML text.

    >>> lines = line_numbers('[[thing]]\nwords = [\n  "kiosk",\n  "stall",\n]')
    >>> lines["thing", 0], lines["thing", 0, "words", 1]
    (1, 4)
    """
    return dict(_Walk(text).places())


def line_of(place: Place, lines: Mapping[Place, int]) -> int:
    """The line of a place, or of the nearest thing around it that has one; else the first line.

    >>> line_of(("thing", 0, "unit"), {("thing", 0): 7}), line_of(("thing",), {})
    (7, 1)
    """
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


class _Walk:
    """One pass over the tokens of a valid TOML text."""

    def __init__(self, text: str) -> None:
        self.tokens = [
            (found[0], found.start()) for found in _TOKEN.finditer(text) if found["skip"] is None
        ] + [("\n", len(text))]
        self.breaks = [found.start() for found in re.finditer("\n", text)]
        self.at = 0
        self.counts: dict[Place, int] = {}  # of the tables of each array

    def places(self) -> Iterator[tuple[Place, int]]:
        within: Place = ()
        while self.at < len(self.tokens):
            line = self.line()
            if self.take("\n"):
                continue
            if self.take("["):
                several = self.take("[")
                within = self.header(self.keys(), several=several)
                self.at += 1 + several
                yield within, line
            else:
                yield from self.pair(within)

    def header(self, keys: list[str], *, several: bool) -> Place:
        """The place that `[a.b]` or `[[a.b]]` opens: in the last table of each array on the way."""
        place: Place = ()
        for key in keys[:-1]:
            place = (*place, key)
            place = (*place, self.counts[place] - 1) if place in self.counts else place
        place = (*place, keys[-1])
        if several:
            self.counts[place] = self.counts.get(place, 0) + 1
            place = (*place, self.counts[place] - 1)
        return place

    def pair(self, within: Place) -> Iterator[tuple[Place, int]]:
        line = self.line()
        place = (*within, *self.keys())
        self.at += 1  # the sign =
        yield place, line
        yield from self.value(place)

    def value(self, place: Place) -> Iterator[tuple[Place, int]]:
        if self.take("["):
            number = 0
            while not self.take("]"):
                if self.take("\n") or self.take(","):
                    continue
                yield (*place, number), self.line()
                yield from self.value((*place, number))
                number += 1
        elif self.take("{"):
            while not self.take("}"):
                if self.take("\n") or self.take(","):
                    continue
                yield from self.pair(place)
        else:
            while self.tokens[self.at][0] not in ("\n", ",", "]", "}"):  # 1.5 and times are several tokens
                self.at += 1

    def keys(self) -> list[str]:
        """A dotted key; the next token is behind it."""
        found = [self.key()]
        while self.take("."):
            found.append(self.key())
        return found

    def key(self) -> str:
        word = self.tokens[self.at][0]
        self.at += 1
        if word[0] not in "\"'":
            return word
        quoted: dict[str, Any] = tomllib.loads(f"key = {word}")
        return str(quoted["key"])

    def take(self, mark: str) -> bool:
        """Whether the next token is this one, which is then behind."""
        there = self.tokens[self.at][0] == mark
        self.at += there
        return there

    def line(self) -> int:
        return bisect_right(self.breaks, self.tokens[self.at][1] - 1) + 1
