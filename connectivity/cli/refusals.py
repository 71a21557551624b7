"""What was not read, in words: the first of each kind by name, the rest as a number."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from connectivity.cli.storing import counted

if TYPE_CHECKING:
    from connectivity.documents import Refusal

__all__ = ["Refusals"]

_NAMED: Final = 5  # refusals of one kind that are named before the rest is counted
_KINDS: Final = 6  # kinds of what is passed over that are named
_PARTICULAR: Final = re.compile(r"\([^()]{0,2000}\)|'[^']{0,200}'|\d[\d,]*")
_PLACE: Final = re.compile(r"(?:record \S+(?: \(\S*\))? is|it is)(?: an?)? ")


class Refusals:
    """Refusals as they come: each of a kind is named up to a number, and counted after it.

    >>> from connectivity.documents import Refusal
    >>> said = []
    >>> refusals = Refusals(said.append)
    >>> for line in range(1, 9):
    ...     refusals.add(Refusal("a.jsonl", f"line {line} has no text; give it one"))
    >>> refusals.close(2)
    >>> len(said), said[-2]
    (7, 'connectivity: a.jsonl: 3 more like this one: line 8 has no text; give it one')
    >>> said[-1]
    'read 2 documents; refused 8'
    """

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._kinds: Counter[tuple[str, str]] = Counter()
        self._last: dict[tuple[str, str], str] = {}
        self._over: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.refused = 0
        self.passed_over = 0

    def add(self, refusal: Refusal) -> None:
        """Name a refusal, or count it."""
        outermost = refusal.source.split("!", 1)[0]
        if refusal.passed_over:
            self.passed_over += 1
            self._over[outermost][_PLACE.sub("", refusal.reason, count=1)] += 1
            return
        self.refused += 1
        kind = (outermost, _PARTICULAR.sub("", refusal.reason))
        self._kinds[kind] += 1
        self._last[kind] = refusal.reason
        if self._kinds[kind] <= _NAMED:
            self._say(f"connectivity: {refusal}")

    def note(self) -> str:
        """How many there are so far, for the progress bar."""
        return "; ".join(self._counts())

    def close(self, read: int) -> None:
        """Say how many more there were of each kind, and the counts of the whole reading.

        Args:
            read: How many documents were read.
        """
        for kind, number in self._kinds.items():
            if number > _NAMED:
                more = f"{number - _NAMED:,} more like this one"
                self._say(f"connectivity: {kind[0]}: {more}: {self._last[kind]}")
        for source, kinds in self._over.items():
            self._say(f"{source}: passed over {', '.join(_listed(kinds))}")
        if (read and (self.refused or self.passed_over)) or self.refused + self.passed_over > 1:
            self._say("; ".join([f"read {counted(read, 'document')}", *self._counts()]))

    def _counts(self) -> list[str]:
        parts = (("refused", self.refused), ("passed over", self.passed_over))
        return [f"{what} {number:,}" for what, number in parts if number]


def _listed(kinds: Counter[str]) -> Iterator[str]:
    """The most frequent kinds with their numbers.

    >>> list(_listed(Counter({"image/png": 3, "of no format that is read": 1})))
    ['3 × image/png', '1 × of no format that is read']
    """
    for kind, number in kinds.most_common(_KINDS):
        yield f"{number:,} × {kind}"
    others = sum(kinds.values()) - sum(number for _, number in kinds.most_common(_KINDS))
    if others:
        yield f"{others:,} of other kinds"
