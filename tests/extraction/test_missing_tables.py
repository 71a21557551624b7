"""A language may leave out any table or key of its lexicon: what it does not say is never found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from connectivity.documents.document import Document
from connectivity.extraction.extractor import extract_with
from connectivity.extraction.model import load_weights
from connectivity.extraction.nouns import hyphenated_noun, noun
from connectivity.lexicon import Lexicon, load_lexicon
from connectivity.lexicon.loader import pattern_rows, patterns_of

TEXT = """Roughly between 25 and 30 of the 120 schools in Kenya had fibre by the end of 2024, 20 ± 2% of them.

About half, three 12-storey towers, cost $4.8 million in the second quarter; 3/4 of a mile was laid.
Fifteen people were wounded, and the rate closed at 129.5 to the dollar. Minus 3 degrees, 46 people per sq km.
"""
DOCUMENT = Document(doc="a", text=TEXT, published="2025-02-03", place="KE")
TABLES = load_lexicon().tables
MOST_KEYS = max(len(table) for table in TABLES.values() if isinstance(table, dict))


def compiled(tables: dict[str, Any]) -> Lexicon:
    """A lexicon of only these tables."""
    return replace(load_lexicon(), tables=tables, patterns=patterns_of(list(pattern_rows(tables)), tables))


def values(lexicon: Lexicon) -> list[float]:
    return extract_with([DOCUMENT], lexicon, load_weights("en"))["value"].to_list()


def test_a_lexicon_without_tables_reads_nothing_of_the_text_but_does_not_fail() -> None:
    assert values(compiled({})) == []


@pytest.mark.parametrize("name", TABLES)
def test_any_table_may_be_missing(name: str) -> None:
    found = values(compiled({key: table for key, table in TABLES.items() if key != name}))
    assert isinstance(found, list)


def without_key(table: Any, number: int) -> Any:
    """The table without its key of that number, if it has keys and so many."""
    if not isinstance(table, dict):
        return table
    return {key: value for at, (key, value) in enumerate(table.items()) if at != number}


@pytest.mark.parametrize("number", range(MOST_KEYS))
def test_any_key_may_be_missing(number: int) -> None:
    found = values(compiled({name: without_key(table, number) for name, table in TABLES.items()}))
    assert isinstance(found, list)


def test_a_language_that_says_nothing_of_nouns_has_none() -> None:
    words = ("schools", "in", None, None, None, None)
    assert noun(words, 3, {}) is None
    assert noun(words, 3, TABLES) == "school"
    assert hyphenated_noun("storey", {}) is None
    assert hyphenated_noun("storey", TABLES) == "storey"


def test_a_language_with_endings_counts_behind_a_hyphen_in_english() -> None:
    tables = {"noun": {"adjective": ".+ный", "english": {"тонна": "tonne"}}}
    assert hyphenated_noun("тонна", tables) == "tonne"
    assert hyphenated_noun("тонный", tables) is None
