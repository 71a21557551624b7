r"""The languages of reports and charts: English stands in the code, the others in a TOML catalogue each.

A message is written in English where it is used, and that is the key of its translations, as with gettext.
Plurals go by the categories of CLDR (one, few, many, other), which Babel finds for fractions too.

>>> tr("{place}: {what} at {value}", place="Aral", what="speed", value="9")
'Aral: speed at 9'
>>> with speaking("ru"):
...     trn("{count} figure", "{count} figures", 3, count="3").replace("\xa0", " ")
'3 показателя'
"""

from __future__ import annotations

import tomllib
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from babel import Locale

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "Catalogue",
    "catalogue",
    "category",
    "language",
    "locale",
    "marked",
    "name_of",
    "speaking",
    "tr",
    "trn",
]

ENGLISH: Final = "en"
LANGUAGES: Final = (ENGLISH, "ru", "kk")
"""Codes of the languages that reports and charts speak."""

_CONTEXT: Final = "|"
_SCALED: Final = 1e6 * (1 - 5e-5)  # from here on a scale word stands between a number and its noun
_SPOKEN: ContextVar[str] = ContextVar("language", default=ENGLISH)

Forms = str | dict[str, str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of a language.

    Attributes:
        messages: By the English message; a table of plural categories where a number decides.
        names: By kind ("indicator", "unit", ...), then by canonical name.
        governed: The plural category of a noun after "at least" and "at most", by the one it has without.
    """

    messages: Mapping[str, Forms]
    names: Mapping[str, Mapping[str, Forms]]
    governed: Mapping[str, str]


@cache
def catalogue(lang: str) -> Catalogue:
    """The catalogue of a language; that of English is empty, for its words stand in the code.

    Raises:
        LookupError: There is no such language.
    """
    if lang not in LANGUAGES:
        raise LookupError(f"{lang}: reports are not written in this language; choose en, ru or kk")
    if lang == ENGLISH:
        return Catalogue({}, {}, {})
    text = files("connectivity.wording").joinpath(f"{lang}.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    return Catalogue(read["messages"], read["names"], read.get("governed", {}))


def language() -> str:
    """The code of the language that is spoken: "en", "ru" or "kk"."""
    return _SPOKEN.get()


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak a language in the block, in this thread only.

    Args:
        lang: One of `LANGUAGES`.

    Raises:
        LookupError: There is no such language.
    """
    catalogue(lang)
    token = _SPOKEN.set(lang)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


@cache
def locale(lang: str) -> Locale:
    """What Babel knows of a language."""
    from babel import Locale  # noqa: PLC0415 -- a tenth of a second that most commands need not pay

    return Locale(lang)


def category(value: float | None) -> str:
    """The plural category of a number as it is shown in the language that is spoken, "heading" for None.

    >>> with speaking("ru"):
    ...     [category(value) for value in (1, 2, 5, 1.5, 1.2e6, None)]
    ['one', 'few', 'many', 'other', 'many', 'heading']
    """
    if value is None:
        return "heading"
    whole = int(value) if value == int(value) else value
    return locale(language()).plural_form(10**6 if abs(value) >= _SCALED else whole)


def marked(message: str) -> str:
    """The message as it is: marks one that is translated later, where it is shown."""
    return message


def tr(message: str, /, **values: object) -> str:
    """A message in the language that is spoken, its places filled.

    Args:
        message: English, with names of places in braces; what stands before a bar says where it is used, for
            words that other languages tell apart ("heading|of").
        values: What to put in the places.

    Raises:
        LookupError: The catalogue has no translation.
    """
    return _filled(_found(message), message, values)


def trn(one: str, many: str, count: float, /, **values: object) -> str:
    """A message that depends on a number.

    Args:
        one: English, for one.
        many: English, for any other number; the key of the translations.
        count: The number.
        values: As for `tr`.

    Raises:
        LookupError: The catalogue has no translation.
    """
    if language() == ENGLISH:
        return _filled(one if count in (1, -1) else many, many, values)
    return _filled(_found(many), many, values, category(count))


def _found(message: str) -> Forms:
    lang = language()
    if lang == ENGLISH:
        return message.rpartition(_CONTEXT)[2]
    try:
        return catalogue(lang).messages[message]
    except KeyError:
        raise LookupError(f"{lang}.toml: the message {message!r} has no translation; add one") from None


def _filled(forms: Forms, message: str, values: Mapping[str, object], form: str = "other") -> str:
    text = forms if isinstance(forms, str) else forms.get(form, forms["other"])
    try:
        return text.format(**values) if values else text
    except KeyError as error:
        raise LookupError(f"the message {message!r} is used without {error}; give it") from None


def name_of(kind: str, name: str, form: str = "heading") -> str | None:
    """The name of a canonical thing in the language that is spoken, None where the catalogue has none.

    Args:
        kind: "indicator", "technology", "unit", "aspect", "status", "place" ...
        name: The canonical name.
        form: A plural category, or "heading" for the name by itself.
    """
    forms = catalogue(language()).names.get(kind, {}).get(name)
    if forms is None or isinstance(forms, str):
        return forms
    return forms.get(form, forms["other"])
