"""Names of months, number words and quarters, and where fiscal years begin."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Final

from babel import Locale
from num2words import num2words

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["fiscal_starts", "month", "month_names", "number", "quarter", "quarter_of", "words_to_number"]

QUARTER_WORDS: Final = {
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": 4,
}
WORD_LIMIT: Final = 24


@functools.cache
def month_names(language: str) -> dict[str, int]:
    """Names and usual abbreviations of the months, in lower case.

    >>> month_names("en")["sept"], month_names("en")["june"]
    (9, 6)
    """
    names: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for number, name in Locale(language).months["format"][width].items():
            names[name.lower().rstrip(".")] = number
    names["sept"] = 9
    return names


@functools.cache
def words_to_number(language: str) -> dict[str, int]:
    """Number words up to twenty-four, for "six months", "three years"."""
    return {num2words(n, lang=language): n for n in range(WORD_LIMIT, 0, -1)}


@functools.cache
def fiscal_starts() -> Mapping[str, int]:
    """First month of the fiscal year of the countries where it is not January."""
    text = (resources.files("connectivity.lexicon") / "places.toml").read_text(encoding="utf-8")
    starts: Mapping[str, int] = tomllib.loads(text)["fiscal_year"]
    return starts


def number(parts: Mapping[str, str], key: str = "n") -> int:
    """A number written in digits or as a word."""
    text = parts[key]
    return int(text) if text.isdigit() else words_to_number("en").get(text, 1)


def month(parts: Mapping[str, str], key: str = "m") -> int:
    """The month named."""
    return int(parts["mm"]) if key == "m" and "mm" in parts else month_names("en")[parts[key].rstrip(".")]


def quarter_of(parts: Mapping[str, str]) -> int:
    """The quarter named."""
    return int(parts["q"]) if "q" in parts else QUARTER_WORDS[parts["qw"]]


def quarter(year: int, which: int) -> str:
    """A quarter as an interval of months.

    >>> quarter(2024, 2)
    '2024-04/2024-06'
    """
    return f"{year}-{3 * which - 2:02d}/{year}-{3 * which:02d}"
