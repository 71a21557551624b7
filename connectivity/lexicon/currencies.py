"""Currencies: codes from ISO 4217, names from CLDR, signs from places.toml."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import pycountry
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import get_currency_name, get_currency_symbol, get_territory_currencies

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["choose", "rows", "territory_currencies"]

NO_MONEY = ("XTS", "XXX", "XBA", "XBB", "XBC", "XBD", "XSU", "XUA", "USN")  # for tests and accounts
Row = tuple[str, str, str, str | None, float | None, bool]


def rows(language: str, places: Mapping[str, Any], plural: str = "s") -> Iterator[Row]:
    """Pattern rows of kind currency; several codes for one word are joined by "|", the usual one first.

    Args:
        language: Whose names of currencies.
        places: The tables of signs and words.
        plural: The ending of plurals, where the language has one.
    """
    for sign, codes in places["currency"].items():
        joined = "|".join(codes)
        yield sign, "currency", joined, joined, 1.0, True
    for letter, codes in places["currency_letter"].items():
        yield letter, "currency_letter", "|".join(codes), "|".join(codes), 1.0, True
    for word, codes in places["currency_word"].items():
        for form in {word, f"{word}{plural}"}:
            yield form, "currency", "|".join(codes), "|".join(codes), 1.0, False
    for word, codes in places["currency_part"].items():
        joined = "|".join(codes)
        yield word, "currency", joined, joined, 0.01, word.islower() and len(word) == 1
    for code in current_codes():
        yield code, "currency", code, code, 1.0, True
        for name in names(code, language, plural):
            yield name, "currency", code, code, 1.0, False
        sign = get_currency_symbol(code, locale=language)
        if sign != code and sign not in places["currency"]:
            yield sign, "currency", code, code, 1.0, True


def names(code: str, language: str, plural: str = "s") -> list[str]:
    """The names of a currency in CLDR that are several words, in the singular and the plural, lower case.

    >>> names("CHF", "en")
    ['swiss franc', 'swiss francs']
    """
    name = Locale(language).currencies.get(code, "")
    forms = [
        name,
        f"{name}{plural}",
        *(get_currency_name(code, count, locale=language) for count in (1, 2, 5)),
    ]
    return list(dict.fromkeys(form.lower() for form in forms if " " in name))


@functools.cache
def current_codes() -> tuple[str, ...]:
    """The ISO 4217 codes that are legal tender somewhere today or in force for funds and metals, sorted."""
    codes = {currency.alpha_3 for currency in pycountry.currencies} - set(NO_MONEY)
    for territory in get_global("territory_currencies"):
        codes.update(territory_currencies(territory))
    return tuple(sorted(codes))


@functools.cache
def territory_currencies(territory: str) -> tuple[str, ...]:
    """The currencies of a country today.

    >>> territory_currencies("KZ")
    ('KZT',)
    """
    try:
        return tuple(get_territory_currencies(territory, tender=True))
    except (KeyError, UnknownLocaleError):
        return ()


def choose(codes: str, country: str | None) -> str:
    """The code a sign means in a document about a country; the usual one when nothing decides.

    >>> choose("USD|AUD|CAD", "AU"), choose("USD|AUD", "KZ"), choose("KES|TZS", "TZ")
    ('AUD', 'USD', 'TZS')
    """
    options = codes.split("|")
    if country:
        for code in territory_currencies(country):
            if code in options:
                return code
    return options[0]
