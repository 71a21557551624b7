"""The gazetteer: names of countries, regions and cities, without common words."""

from __future__ import annotations

import tomllib
from importlib import resources

import polars as pl
import pycountry
import pytest

from connectivity.lexicon import gazetteer
from connectivity.lexicon.gazetteer import PLACE_SCHEMA, SMALLEST_CITY, plain


@pytest.fixture(scope="module")
def places() -> pl.DataFrame:
    return gazetteer.load("en")


def meanings(places: pl.DataFrame, name: str) -> set[str]:
    return set(places.filter(pl.col("name") == name)["place"])


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Kazakhstan", "KZ"),
        ("KAZAKHSTAN", "KZ"),
        ("Kazakh", "KZ"),
        ("Kazakhs", "KZ"),
        ("UK", "GB"),
        ("U.S.", "US"),
        ("T\u00fcrkiye", "TR"),
        ("Turkey", "TR"),
        ("Tanzania", "TZ"),
        ("Vietnam", "VN"),
        ("worldwide", "world"),
        ("Almaty", "KZ:Almaty"),
        ("Nairobi", "KE:Nairobi"),
        ("Atyrau", "KZ:Atyrau"),
    ],
)
def test_names_of_places(places: pl.DataFrame, name: str, place: str) -> None:
    assert place in meanings(places, name)


def test_every_country_can_be_named(places: pl.DataFrame) -> None:
    named = set(places.filter(level="country")["place"])
    assert {country.alpha_2 for country in pycountry.countries} <= named


def test_rows_are_of_the_schema_the_largest_first(places: pl.DataFrame) -> None:
    assert places.schema == PLACE_SCHEMA
    assert places["population"].is_sorted(descending=True)
    assert sum(places.null_count().row(0)) == 0
    assert set(places["level"]) == {"country", "region", "city"}
    assert places.filter(pl.col("level") == "city")["population"].min() >= SMALLEST_CITY  # type: ignore[operator]


def test_places_are_codes_or_a_code_with_a_name(places: pl.DataFrame) -> None:
    countries = places.filter(level="country")
    assert countries["place"].str.contains(r"^(?:[A-Z]{2}|world)$").all()
    others = places.filter(pl.col("level") != "country")
    assert others["place"].str.contains(r"^[A-Z]{2}:.+$").all()
    assert (others["place"].str.slice(0, 2) == others["country"]).all()


def test_common_words_are_no_towns(places: pl.DataFrame) -> None:
    file = resources.files("connectivity.lexicon") / "places.toml"
    barred = tomllib.loads(file.read_text(encoding="utf-8"))["not_a_place"]["words"]
    towns = set(places.filter(pl.col("level") != "country")["name"])
    assert not towns & set(barred)
    assert all(len(name) >= 4 for name in towns)


def test_names_are_known_with_and_without_diacritics(places: pl.DataFrame) -> None:
    assert plain("\u0130stanbul") == "Istanbul"
    assert plain("Almaty") == "Almaty"
    marked = places.filter((pl.col("level") == "city") & (pl.col("name") == "Bogot\u00e1"))
    assert set(marked["place"]) <= meanings(places, "Bogota")
