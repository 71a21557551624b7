"""Endings that a language glues to numbers in digits and to signs: "1 291-і", "70%-ға"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectivity.extraction.grammar import NEVER, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from connectivity.lexicon import Lexicon

__all__ = ["behind_endings"]


def behind_endings(lower: str, ends: Sequence[int], lexicon: Lexicon) -> list[int]:
    """Where each number ends together with the ending that is glued to it.

    Args:
        lower: The text in lower case.
        ends: Where the numbers end.
        lexicon: The language.

    >>> from connectivity.lexicon import load_lexicon
    >>> behind_endings("9 ауылдың 5-і", [1, 11], load_lexicon("kk"))
    [1, 13]
    """
    ending = rule(lexicon, "ending")
    if ending is NEVER:
        return list(ends)
    found = (ending.match(lower, end) for end in ends)
    return [match.end() if match else end for match, end in zip(found, ends, strict=True)]
