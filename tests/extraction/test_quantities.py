"""Quantities of any topic: the forms of numbers, units and currencies, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from connectivity.documents import Document
from connectivity.extraction import extract
from connectivity.extraction.digits import computed
from connectivity.extraction.nouns import singular
from connectivity.lexicon import load_lexicon

Numbers = Callable[..., list[list[dict[str, Any]]]]


def found(text: str) -> list[tuple[float, float | None, str]]:
    figures = extract([Document(doc="a", text=text)])
    return figures.select("value", "value_upper", "unit").rows()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The gusts reached 90 km/h on the coast.", 90, "km/h"),
        ("The wind blew at 115 miles per hour.", 115, "mph"),
        ("It yielded 8.2 tonnes per hectare last year.", 8.2, "tonne/ha"),
        ("The field pumps 220,000 barrels a day.", 220_000, "barrel/day"),
        ("The level of lead was 12 micrograms per cubic metre.", 12, "µg/m3"),
        ("The oven was heated to 180°C for the test.", 180, "°C"),
        ("The battery stores 75 kWh of energy.", 75, "kWh"),
        ("The rate went to 25 basis points.", 25, "basis_point"),
        ("The salinity was 35 per mille.", 35, "‰"),
        ("The tank holds 2½ gallons.", 2.5, "gallon"),
        ("The board is 3/4 inch thick.", 0.75, "inch"),
        ("He ran half a mile.", 0.5, "mile"),
        ("The sample holds 3 x 10^8 cells.", 3e8, "cell"),
        ("The firm paid 170 million Swiss francs.", 170e6, "CHF"),
        ("The firm paid SFr 300m for it.", 300e6, "CHF"),
        ("It costs 45 cents at the counter.", 0.45, "USD"),
        ("It lost a lot ($1,200) on every car.", 1200, "USD"),
        ("Aid of ₹2,400 crore was paid.", 24e9, "INR"),
        ("A disk of 4 GiB was sold.", 4.294967296, "GB"),
        ("The low was minus 8 degrees.", -8, "°"),
        ("The country has 46 people per square kilometre.", 46, "person/km2"),
        ("The vessel carries two thousand five hundred containers.", 2500, "container"),
        ("It sold twenty-five thousand bicycles.", 25_000, "bicycle"),
        ("The zoo counted three wolves.", 3, "wolf"),
        ("The fleet has 40 aircraft.", 40, "aircraft"),
        ("About one in a hundred people has it.", 1, "%"),
    ],
)
def test_forms_of_quantities(text: str, value: float, unit: str) -> None:
    assert any(v == pytest.approx(value) and u == unit for v, _, u in found(text)), found(text)


@pytest.mark.parametrize(
    "text",
    [
        "City beat Rovers 3-1 on Saturday.",
        "She won the final 6-4, 6-3 on clay.",
        "The M25 was closed until 10.45pm.",
        "A Boeing 737 landed at gate 12.",
        "Call 0800 123 4567 or +44 20 7946 0018.",
        "He lives at 14 Mill Lane in Leeds.",
        "The Group of 7 met on 9 June.",
        "The 24/7 coverage of 9/11 went on.",
        "The S&P 500 was calm.",
        "Version 2.1.7 is out for Windows 11.",
    ],
)
def test_names_scores_and_times_are_no_quantities(text: str) -> None:
    assert found(text) == []


def test_a_tolerance_is_no_figure_of_its_own(numbers: Numbers) -> None:
    (row,) = numbers("The mass is 125.1 ± 0.2 GeV here.")[0]
    assert (row["value"], row["unit"], row["step"]) == (125.1, "GeV", pytest.approx(0.4))


def test_lengths_of_fibre_are_in_kilometres() -> None:
    (length,) = found("The operator laid 100 miles of fibre-optic cable.")
    assert length == (pytest.approx(160.9344), None, "km")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 999_999_999), min_size=1, max_size=20))
def test_any_whole_number_in_words(numbers: Numbers, values: list[int]) -> None:
    texts = [f"They counted {num2words(value)} widgets there." for value in values]
    for value, rows in zip(values, numbers(*texts), strict=True):
        assert [row["value"] for row in rows] == [value]


@given(st.integers(1, 99), st.integers(1, 99))
def test_a_fraction_is_its_quotient(top: int, bottom: int) -> None:
    assert computed(f"{top}/{bottom}") == pytest.approx(top / bottom)


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("viruses", "virus"),
        ("houses", "house"),
        ("movies", "movie"),
        ("cities", "city"),
        ("heroes", "hero"),
        ("shoes", "shoe"),
        ("churches", "church"),
        ("crises", "crisis"),
        ("passers-by", "passer-by"),
        ("buses", "bus"),
        ("causes", "cause"),
        ("taxes", "tax"),
    ],
)
def test_the_singular_of_a_noun(plural: str, one: str) -> None:
    assert singular(plural, load_lexicon().tables["noun"]) == one
