"""Units of measure: the generated table is what Pint says, and the project's own words come first."""

from __future__ import annotations

import tomllib

import pytest

from connectivity.lexicon import measures
from connectivity.lexicon.pint_units import table

OWN = [{"unit": "hop", "words": ["kilometre"], "symbols": ["hp"], "factor": 2}]


def test_the_table_is_the_one_that_pint_gives() -> None:
    pytest.importorskip("pint")
    assert measures.FILE.read_text(encoding="utf-8") == table()


def test_every_word_of_the_table_has_one_meaning() -> None:
    generated = tomllib.loads(measures.FILE.read_text(encoding="utf-8"))["unit"]
    for key in ("words", "symbols"):
        words = [word for unit in generated for word in unit.get(key, [])]
        assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("word", "unit", "factor"),
    [
        ("micrograms", "µg", 1),
        ("terawatt-hours", "TWh", 1),
        ("cubic metres", "m3", 1),
        ("feet", "foot", 1),
        ("light-years", "light_year", 1),
        ("GiB", "GB", 1.073741824),
        ("hPa", "hPa", 1),
    ],
)
def test_words_lead_to_units(word: str, unit: str, factor: float) -> None:
    assert (unit, factor) in {(row[3], row[4]) for row in measures.rows([]) if row[0] == word}


def test_own_units_decide_over_the_generated_ones() -> None:
    rows = [row for row in measures.rows(OWN) if row[0] in {"kilometre", "hp"}]
    assert {(row[0], row[3], row[4]) for row in rows} == {("kilometre", "hop", 2), ("hp", "hop", 2)}


def test_rates_have_their_denominators() -> None:
    assert {row[3] for row in measures.rows([]) if row[1] == "per"} >= {"h", "day", "ha", "km2", "person"}
