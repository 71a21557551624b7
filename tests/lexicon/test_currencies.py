"""Currencies: which code a sign means, by the country of the document."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectivity.lexicon import load_lexicon
from connectivity.lexicon.currencies import choose, current_codes, territory_currencies

DOLLARS = "USD|AUD|CAD|NZD|SGD|HKD|FJD"


@pytest.mark.parametrize(
    ("codes", "country", "code"),
    [
        (DOLLARS, "AU", "AUD"),
        (DOLLARS, "FJ", "FJD"),
        (DOLLARS, "KZ", "USD"),
        (DOLLARS, "world", "USD"),
        (DOLLARS, None, "USD"),
        ("KGS|UZS", "UZ", "UZS"),
        ("KGS|UZS", "KG", "KGS"),
        ("INR|PKR|LKR|NPR|MUR", "LK", "LKR"),
        ("KZT", "US", "KZT"),
    ],
)
def test_the_country_decides_else_the_usual_one(codes: str, country: str | None, code: str) -> None:
    assert choose(codes, country) == code


@given(
    st.lists(st.sampled_from(current_codes()), min_size=1, max_size=5, unique=True),
    st.one_of(st.none(), st.text(alphabet="ABKZU", min_size=2, max_size=2)),
)
def test_the_choice_is_one_of_the_codes(codes: list[str], country: str | None) -> None:
    chosen = choose("|".join(codes), country)
    assert chosen in codes
    if not set(codes) & set(territory_currencies(country or "")):
        assert chosen == codes[0]


def test_codes_are_those_in_use_today() -> None:
    codes = current_codes()
    assert {"KZT", "USD", "EUR", "KGS", "UZS", "AZN"} <= set(codes)
    assert not {"SUR", "DEM", "ZWD"} & set(codes)
    assert codes == tuple(sorted(set(codes)))
    assert all(len(code) == 3 and code.isupper() for code in codes)


def test_countries_have_their_currency_and_what_is_no_country_has_none() -> None:
    assert territory_currencies("KZ") == ("KZT",)
    assert territory_currencies("DE") == ("EUR",)
    assert territory_currencies("world") == territory_currencies("") == ()


def test_every_sign_and_word_leads_to_codes_in_use() -> None:
    rows = load_lexicon().patterns.filter(pl.col("kind").is_in(["currency", "currency_letter"]))
    known = set(current_codes())
    strange = {
        (pattern, code)
        for pattern, codes in rows.select("pattern", "unit").iter_rows()
        for code in codes.split("|")
        if code not in known
    }
    assert {code for _, code in strange} <= {"ZWL"}  # replaced in 2024; reports still write Z$


def test_codes_count_only_as_written_and_names_in_any_case() -> None:
    rows = load_lexicon().patterns.filter(kind="currency")
    assert rows.filter(pattern="KZT")["cased"].to_list() == [True]
    assert rows.filter(pattern="kazakhstani tenge")["cased"].to_list() == [False]
    assert rows.filter(pattern="kzt").is_empty()
