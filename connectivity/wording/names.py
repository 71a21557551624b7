"""Names of what figures are about: places, indicators, technologies, and the words of closed lists."""

from __future__ import annotations

from functools import cache
from typing import Final

from connectivity.wording.catalogue import ENGLISH, catalogue, language, locale, name_of, tr
from connectivity.wording.texts import joined

__all__ = [
    "aspect_words",
    "group_words",
    "indicator_words",
    "place_words",
    "status_words",
    "subject",
    "technology_words",
    "vocabulary",
    "word_for",
]

_INDICATORS: Final = {
    "settlements": "villages",
    "users": "internet users",
    "base_stations": "base stations",
    "upload_speed": "upload speed",
    "data_centres": "data centres",
    "ecommerce_sales": "e-commerce sales",
    "ecommerce_share": "e-commerce share",
    "retail_sales": "retail sales",
    "floor_area": "floor area",
    "exchange_rate": "exchange rate",
    "sim_cards": "SIM cards",
    "fibre": "fibre lines",
    "fine": "fines",
    "rank": "rank",
    "other": "other figures",
}
_TECHNOLOGIES: Final = {
    "2g": "2G",
    "3g": "3G",
    "4g": "4G",
    "5g": "5G",
    "starlink": "Starlink",
    "kuiper": "Kuiper",
    "oneweb": "OneWeb",
    "wifi": "Wi-Fi",
}


def place_words(place: str | None) -> str:
    """The name of a place key.

    Countries have the names of CLDR, regions those of the catalogue; other places keep their own.

    >>> place_words("KZ"), place_words("KZ:Kostanay Region"), place_words("AZ+KZ"), place_words("world")
    ('Kazakhstan', 'Kostanay Region, Kazakhstan', 'Azerbaijan and Kazakhstan', 'World')
    >>> place_words(None), place_words("ZZ9")
    ('no place', 'ZZ9')
    """
    return _place(place, language())


@cache
def _place(place: str | None, lang: str) -> str:
    if not place:
        return tr("no place")
    if place == "world":
        return tr("World")
    names = locale(lang).territories
    words = []
    for part in place.split("+"):
        code, _, within = part.partition(":")
        country = names.get(code, code)
        region = name_of("place", part) or within
        words.append(f"{region}, {country}" if within else country)
    return joined(words)


def technology_words(technology: str | None) -> str:
    """The name of a technology, an empty text for none.

    >>> technology_words("4g"), technology_words("wired"), technology_words(None)
    ('4G', 'wired', '')
    """
    if not technology:
        return ""
    if language() != ENGLISH and (name := name_of("technology", technology)):
        return name
    return _TECHNOLOGIES.get(technology, technology.replace("_", " "))


def indicator_words(indicator: str | None) -> str:
    """The name of an indicator.

    >>> indicator_words("settlements"), indicator_words("ecommerce_sales"), indicator_words("schools")
    ('villages', 'e-commerce sales', 'schools')
    """
    if not indicator:
        return tr("figures")
    if language() != ENGLISH:
        return name_of("indicator", indicator) or indicator.replace("_", " ")
    return _INDICATORS.get(indicator, indicator.replace("_", " "))


def word_for(kind: str, word: str | None) -> str:
    """A word of a closed list ("behind", "same document") as readers meet it; in English as it is.

    Args:
        kind: The list: "aspect", "status", "verdict", "severity" ...
        word: One of its words; None gives an empty text.
    """
    if not word:
        return ""
    return word if language() == ENGLISH else name_of(kind, word) or word


def aspect_words(aspect: str | None) -> str:
    """The aspect: "total", "connected" ..."""
    return word_for("aspect", aspect)


def status_words(status: str | None) -> str:
    """The status: "actual", "target", "estimate"."""
    return word_for("status", status)


def group_words(group: str | None) -> str:
    """The group; those that no catalogue knows are quoted from their documents, and stay as they are."""
    return word_for("group", group)


def subject(indicator: str | None, technology: str | None, group: str | None = None) -> str:
    """What is counted, in one phrase: technology, thing, and the group in brackets.

    >>> subject("schools", "starlink", "rural"), subject("settlements", None), subject("fibre", "fibre")
    ('Starlink schools (rural)', 'villages', 'fibre lines')
    """
    thing, kind = indicator_words(indicator), technology_words(technology)
    if language() != ENGLISH:
        said = indicator == technology  # fibre lines of fibre
        apart = [word for word in ("" if said else kind, group_words(group)) if word]
        return f"{thing} ({', '.join(apart)})" if apart else thing
    words = thing if not kind or thing.startswith(kind) else f"{kind} {thing}"
    return f"{words} ({group})" if group else words


def vocabulary(kind: str) -> dict[str, str]:
    """The words of a kind by their canonical names, in the language that is spoken; empty in English.

    Args:
        kind: As for `word_for`; "place" and "country" have all countries too.
    """
    if language() == ENGLISH:
        return {}
    if kind in ("place", "country"):
        places = [*map(str, locale(language()).territories), *catalogue(language()).names["place"]]
        return {place: place_words(place) for place in places}
    return {name: name_of(kind, name) or name for name in catalogue(language()).names.get(kind, {})}
