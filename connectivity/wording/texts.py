"""Texts on one line, and lists."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from connectivity.wording.catalogue import ENGLISH, language, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ended", "held", "joined", "plain", "released"]

_HELD: Final = {"\u00a0": "\ue000", "\u202f": "\ue001"}
_BREAKABLE: Final = re.compile(r"[^\S\u00a0\u202f]+")


def plain(text: str) -> str:
    r"""The text on one line, without control or format characters: safe for a terminal and for a title.

    Spaces that hold numbers together stay in languages that write such.

    >>> plain("ten\x1b[31m schools\u202e\nof Aral")
    'ten[31m schools of Aral'
    """
    kept = "".join(c if unicodedata.category(c)[0] != "C" or c in "\n\t\r" else "" for c in text)
    return " ".join(kept.split() if language() == ENGLISH else _BREAKABLE.split(kept.strip()))


def joined(words: Sequence[str]) -> str:
    """The words as a list in a sentence.

    >>> joined(["a", "b", "c"]), joined(["a"]), joined([])
    ('a, b and c', 'a', '')
    """
    if len(words) < 2:  # noqa: PLR2004 -- a list has two items
        return "".join(words)
    return tr("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])


def held(text: str) -> str:
    """The text with signs for the spaces that hold numbers together, for what would break a line at them.

    >>> released(held("12\u00a0km")) == "12\u00a0km"
    True
    """
    return _replaced(text, _HELD)


def released(text: str) -> str:
    """The text of `held` with its spaces again."""
    return _replaced(text, {sign: space for space, sign in _HELD.items()})


def _replaced(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)


def ended(text: str) -> str:
    """The text with a full stop; none is added to an abbreviation that has one ("2024 г.").

    >>> ended("Documents published 2024")
    'Documents published 2024.'
    """
    return text if language() != ENGLISH and text.endswith(".") else f"{text}."
