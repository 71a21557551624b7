"""What is known about a document beside its text, brought to one form: dates, places, languages."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from connectivity.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Metadata",
    "date_or_none",
    "iso_date",
    "iso_language",
    "iso_place",
    "language_or_none",
    "metadata_of",
    "one_line",
]

_ISO: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?$", re.DOTALL)
_PLACE: Final = re.compile(r"[A-Za-z]{2}(:[^:+]+)?(\+[A-Za-z]{2}(:[^:+]+)?)*$")
_LANGUAGE: Final = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]+)*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The fields of a document that are not its text, all optional.

    Attributes:
        title: The title.
        published: ISO 8601 date at the precision known.
        publisher: Who published it.
        url: Address of the source.
        place: Default place as ISO 3166-1 alpha-2.
        lang: ISO 639-1 language.
        created: When the file was made, which may be near the day it was published.
    """

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    place: str | None = None
    lang: str | None = None
    created: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """These fields, and where they are None those of `other`.

        >>> Metadata(title="A").over(Metadata(title="B", lang="en")).lang
        'en'
        """
        return Metadata(
            title=self.title or other.title,
            published=self.published or other.published,
            publisher=self.publisher or other.publisher,
            url=self.url or other.url,
            place=self.place or other.place,
            lang=self.lang or other.lang,
            created=self.created or other.created,
        )


def date_or_none(value: object) -> str | None:
    """A date as `iso_date` reads it, or None where it is missing or is none: headers are often wrong.

    >>> date_or_none("Tue, 18 Jun 2024 10:00:00 +0500"), date_or_none("last week")
    ('2024-06-18', None)
    """
    if value in (None, ""):
        return None
    text = " ".join(str(value).split())[:100]
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, IndexError, TypeError, OverflowError):
        pass
    try:
        return iso_date(text)
    except DocumentError:
        return None


def language_or_none(value: object) -> str | None:
    """A language as `iso_language` reads it, or None.

    >>> language_or_none("en-GB"), language_or_none("English!")
    ('en', None)
    """
    try:
        return iso_language(value)
    except DocumentError:
        return None


def metadata_of(fields: Mapping[str, Any]) -> Metadata:
    """The metadata in front matter or in a JSON object; keys that are not known are left alone.

    `date` stands for `published`, `source` for `publisher`, `language` for `lang`.

    Raises:
        DocumentError: A date, place or language that cannot be understood.

    >>> known = metadata_of({"title": " Schools ", "date": "18 June 2024", "place": "Kazakhstan"})
    >>> known.title, known.published, known.place
    ('Schools', '2024-06-18', 'KZ')
    """
    known = {str(key).lower(): value for key, value in fields.items() if value not in (None, "")}
    published = known.get("published", known.get("date"))
    place, lang = known.get("place"), known.get("lang", known.get("language"))
    return Metadata(
        title=one_line(known.get("title")),
        published=None if published is None else iso_date(published),
        publisher=one_line(known.get("publisher", known.get("source"))),
        url=one_line(known.get("url")),
        place=None if place is None else iso_place(place),
        lang=None if lang is None else iso_language(lang),
    )


def iso_date(value: object) -> str:
    """A date as ISO 8601 at the precision given; a time of day is dropped.

    Raises:
        DocumentError: It is not a date.

    >>> iso_date("2024-06"), iso_date("2024-06-18T10:00:00+05:00"), iso_date("June 18, 2024"), iso_date(2024)
    ('2024-06', '2024-06-18', '2024-06-18', '2024')
    >>> iso_date("last week")
    Traceback (most recent call last):
    connectivity.errors.DocumentError: its date 'last week' is not a date; write it like 2024-06-18
    """
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    text = str(value).strip()
    found = _ISO.match(text)
    if found:
        year, month, day = (int(part) if part else 1 for part in found.groups())
        if _exists(year, month, day):
            return "-".join(part for part in found.groups() if part)
    from connectivity.documents.dates import dates_in  # noqa: PLC0415 - for odd spellings only

    spelled = [date for date in dates_in(text[:60]) if date.year]
    if len(spelled) == 1:
        return spelled[0].iso()
    raise DocumentError(f"its date {text[:40]!r} is not a date; write it like 2024-06-18")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def iso_place(value: object) -> str:
    """A country as its ISO 3166-1 alpha-2 code; "KZ:Almaty", "AZ+KZ" and "world" stay as they are.

    Raises:
        DocumentError: No country has that name or code.

    >>> iso_place("kz"), iso_place("Uzbekistan"), iso_place("KZ:Almaty"), iso_place("world")
    ('KZ', 'UZ', 'KZ:Almaty', 'world')
    >>> iso_place("Atlantis")
    Traceback (most recent call last):
    connectivity.errors.DocumentError: its place 'Atlantis' is not a country; write a code like KZ
    """
    text = str(value).strip()
    if text.lower() == "world":
        return "world"
    if _PLACE.match(text):
        parts = [part.partition(":") for part in text.split("+")]
        if all(_country(code) for code, _, _ in parts):
            return "+".join(code.upper() + colon + name for code, colon, name in parts)
    code = _country(text)
    if code is None:
        raise DocumentError(f"its place {text[:40]!r} is not a country; write a code like KZ")
    return code


@lru_cache(maxsize=512)
def _country(name: str) -> str | None:
    import pycountry  # noqa: PLC0415 - reads its tables at import

    try:
        return str(pycountry.countries.lookup(name).alpha_2)
    except LookupError:
        return None


def iso_language(value: object) -> str:
    """A language tag as its ISO 639-1 language.

    Raises:
        DocumentError: It is not a language tag.

    >>> iso_language("en-US"), iso_language("KK")
    ('en', 'kk')
    """
    found = _LANGUAGE.match(str(value).strip())
    if not found:
        raise DocumentError(f"its language {str(value)[:40]!r} is not a code; write one like en")
    return found.group(1).lower()


def one_line(value: object) -> str | None:
    """A value as one line of text, or None where nothing is left."""
    text = " ".join(str(value).split()) if value is not None else ""
    return text or None
