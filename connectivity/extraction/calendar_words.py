"""Names of months, number words and quarters, and where fiscal years begin."""

from __future__ import annotations

import functools
import itertools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Final

from babel import Locale
from num2words import num2words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from connectivity.lexicon import Lexicon

__all__ = [
    "Calendar",
    "calendar_of",
    "fiscal_starts",
    "month",
    "month_names",
    "number",
    "quarter",
    "quarter_of",
    "told",
    "words_to_number",
]

WORD_LIMIT: Final = 24
NUMBER_WORDS: Final = {"kk": "kz"}  # num2words names Kazakh by its country


@functools.cache
def month_names(language: str) -> dict[str, int]:
    """Names and usual abbreviations of the months, in lower case.

    >>> month_names("en")["june"], month_names("ru")["июня"]
    (6, 6)
    """
    names: dict[str, int] = {}
    months = Locale(language).months
    for form, width in itertools.product(("stand-alone", "format"), ("wide", "abbreviated")):
        for number, name in months[form][width].items():
            names[name.lower().rstrip(".")] = number
    return names


@functools.cache
def words_to_number(language: str) -> dict[str, int]:
    """Number words up to twenty-four, for "six months", "three years"; none where num2words has none.

    >>> words_to_number("en")["six"], words_to_number("kk")["үш"], words_to_number("xx")
    (6, 3, {})
    """
    code = NUMBER_WORDS.get(language, language)
    try:
        return {num2words(n, lang=code): n for n in range(WORD_LIMIT, 0, -1)}
    except NotImplementedError:
        return {}


@dataclass(frozen=True, slots=True)
class Calendar:
    """The words of a language that stand for numbers in its periods.

    Attributes:
        months: Names and abbreviations of months.
        numbers: Number words.
        quarters: Words for a quarter, "first" to "last".
    """

    months: Mapping[str, int]
    numbers: Mapping[str, int]
    quarters: Mapping[str, int]


@functools.lru_cache(maxsize=8)
def calendar_of(lexicon: Lexicon) -> Calendar:
    """What CLDR and num2words have, and what the [period] table adds: months, numbers, quarters."""
    table = lexicon.tables.get("period", {})
    language, other = lexicon.language, table.get("not_months", ())
    known = {name: number for name, number in month_names(language).items() if name not in other}
    return Calendar(
        {**known, **table.get("months", {})},
        {**words_to_number(language), **table.get("numbers", {})},
        table.get("quarters", {}),
    )


@functools.cache
def fiscal_starts() -> Mapping[str, int]:
    """First month of the fiscal year of the countries where it is not January."""
    text = (resources.files("connectivity.lexicon") / "places.toml").read_text(encoding="utf-8")
    starts: Mapping[str, int] = tomllib.loads(text)["fiscal_year"]
    return starts


def told(parts: Mapping[str, str], calendar: Calendar) -> dict[str, str]:
    """The parts of a period with their words as numbers: months, quarters, counts.

    >>> told({"m": "sept", "n": "six"}, Calendar({"sept": 9}, {"six": 6}, {}))
    {'m': '9', 'n': '6'}
    """
    words = {"m": calendar.months, "m2": calendar.months, "n": calendar.numbers, "qw": calendar.quarters}
    return {
        name: str(words[name].get(part.rstrip("."), 1)) if name in words and not part.isdigit() else part
        for name, part in parts.items()
    }


def number(parts: Mapping[str, str], key: str = "n") -> int:
    """A count."""
    return int(parts[key])


def month(parts: Mapping[str, str], key: str = "m") -> int:
    """The month named."""
    return int(parts["mm"]) if key == "m" and "mm" in parts else int(parts[key])


def quarter_of(parts: Mapping[str, str]) -> int:
    """The quarter named."""
    return int(parts["q"]) if "q" in parts else int(parts["qw"])


def quarter(year: int, which: int) -> str:
    """A quarter as an interval of months.

    >>> quarter(2024, 2)
    '2024-04/2024-06'
    """
    return f"{year}-{3 * which - 2:02d}/{year}-{3 * which:02d}"
