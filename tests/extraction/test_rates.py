"""Rates that do not name their own currency take the one the sentence names, else the country's."""

from __future__ import annotations

import polars as pl
import pytest

from connectivity.documents import Document
from connectivity.extraction import extract


@pytest.mark.parametrize(
    ("text", "surface", "unit"),
    [
        ("On Monday the yen closed at 150.3 to the dollar.", "150.3", "JPY"),
        ("The market closed at 322.5 to the dollar.", "322.5", "LKR"),
        ("The office applies 351.2 per euro this week.", "351.2", "LKR"),
        ("They lent $1.2 billion, at 322.5 to the dollar.", "322.5", "LKR"),
        ("The bank gives 87.4 soms per dollar and 102.7 per euro.", "102.7", "KGS"),
        ("Rates of the day: $1 = 322.50", "322.50", "LKR"),
    ],
)
def test_a_rate_has_the_currency_of_its_sentence_or_country(text: str, surface: str, unit: str) -> None:
    figures = extract([Document(doc="a", text=text, place="LK", published="2024-01-15")])
    row = figures.row(by_predicate=pl.col("surface") == surface, named=True)
    assert (row["unit"], row["indicator"]) == (unit, "exchange_rate")


def test_without_a_country_a_rate_has_no_currency() -> None:
    figures = extract([Document(doc="a", text="The market closed at 322.5 to the dollar.")])
    assert "LKR" not in figures["unit"].to_list()
    assert "exchange_rate" not in figures["indicator"].to_list()
