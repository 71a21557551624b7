"""Which language a text is in, of those that are read: a rule over its letters and commonest words.

English, Russian and Kazakh differ so plainly that no model is needed: by script, by the letters that only
Kazakh has, and, against other languages of the same script, by the letters or little words that these lack. A
text in another language has none (docs/decisions/languages.md).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["language_of", "mostly_cyrillic", "runs"]

ENOUGH: Final = 40
"""Letters that a text must have for its language to be told."""

LONG_RUN: Final = 200
"""Letters of another language, line upon line, that are read in that language."""

_SAMPLE: Final = 20_000
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]")
_CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")
_KAZAKH: Final = re.compile(r"[әғқұӘҒҚҰ]")
_NOT_RUSSIAN: Final = re.compile(r"[ЂЃЄІЇЈЉЊЋЌЎЏђѓєіїјљњћќўџґҐҒғҚқҢңҮүҰұҲҳҶҷҺһӘәӨөӢӣӮӯҖҗ]")
_NOT_KAZAKH: Final = re.compile(r"[ЎўҲҳӢӣӮӯҶҷҖҗЇїЄєҐґ]")
_ENGLISH: Final = re.compile(
    r"\b(?:the|of|and|to|in|is|are|was|for|on|that|with|by|from|at|has|have|will|as|it|its|this)\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+")

MOSTLY_CYRILLIC: Final = 0.4  # names and addresses in Latin letters stand in every text
KAZAKH_LETTERS: Final = 0.02  # they are some 6 % of a Kazakh text, and none of a Russian one
FOREIGN_LETTERS: Final = 0.01
ENGLISH_WORDS: Final = 0.08  # they are some 25 % of an English text


def language_of(text: str) -> str | None:
    """The language of a text as ISO 639-1: "en", "ru", "kk", or None for another or too short a text.

    >>> language_of("The regulator says that 2,606 villages have fibre and the rest will follow.")
    'en'
    >>> language_of("Регулятор сообщил, что оптика есть в 2 606 сёлах, остальные подключат позже.")
    'ru'
    >>> language_of("Министрлік 2 606 ауылға оптикалық талшық тартылғанын айтты.")
    'kk'
    >>> language_of("Le régulateur indique que 2 606 villages disposent de la fibre optique.") is None
    True
    """
    sample = text[:_SAMPLE]
    cyrillic, latin = letters_of(sample)
    if cyrillic + latin < ENOUGH:
        return None
    if cyrillic >= MOSTLY_CYRILLIC * (cyrillic + latin):
        return _of_cyrillic(sample, cyrillic)
    words = len(_WORD.findall(sample))
    return "en" if len(_ENGLISH.findall(sample)) >= ENGLISH_WORDS * words else None


def mostly_cyrillic(text: str) -> bool:
    """Whether a text, however short, is in Cyrillic letters.

    >>> mostly_cyrillic("2 606 сёл"), mostly_cyrillic("2,606 villages")
    (True, False)
    """
    cyrillic, latin = letters_of(text[:_SAMPLE])
    return cyrillic > latin


def letters_of(text: str) -> tuple[int, int]:
    """How many Cyrillic and how many Latin letters a text has."""
    return len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))


def _of_cyrillic(text: str, letters: int) -> str | None:
    if len(_KAZAKH.findall(text)) >= KAZAKH_LETTERS * letters:
        return None if len(_NOT_KAZAKH.findall(text)) >= FOREIGN_LETTERS * letters else "kk"
    return None if len(_NOT_RUSSIAN.findall(text)) >= FOREIGN_LETTERS * letters else "ru"


def runs(text: str, lang: str | None) -> Iterator[tuple[int, int, str | None]]:
    r"""The parts of a text by language: start, end, language; they cover the text.

    A part is whole lines, and long enough to be more than a name or a quotation.

    Args:
        text: The text.
        lang: Its language: that of lines that do not tell; where it is None, the one that most lines are in.

    >>> english = "The regulator says that more villages have fibre and that the rest will follow. " * 3
    >>> russian = "Регулятор сообщил, что оптика есть в большинстве сёл, остальные подключат позже. " * 3
    >>> [(start, language) for start, _, language in runs(f"{english}\n{russian}", "en")]
    [(0, 'en'), (241, 'ru')]
    """
    if not text or (lang == "en" and not _CYRILLIC.search(text)):
        yield 0, len(text), lang
        return
    lines = list(_told_lines(text))
    sizes: Counter[str | None] = Counter()
    for _, letters, language in lines:
        sizes[language] += letters
    default = lang or max(sizes, key=lambda language: sizes[language])
    joined: list[tuple[int, str | None]] = []
    for start, letters, language in lines:
        own = language if letters >= LONG_RUN else default
        if not joined or joined[-1][1] != own:
            joined.append((start, own))
    ends = [start for start, _ in joined[1:]] + [len(text)]
    yield from ((start, end, own) for (start, own), end in zip(joined, ends, strict=True))


def _told_lines(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Lines that follow each other in one language: start, letters, language; None before any tells."""
    start, total, own, at = 0, 0, None, 0
    for line in text.splitlines(keepends=True):
        letters = sum(c.isalpha() for c in line)
        language = language_of(line) if letters >= ENOUGH else None
        if language is not None and own is not None and language != own:
            yield start, total, own
            start, total = at, 0
        own, total, at = language or own, total + letters, at + len(line)
    yield start, total, own
