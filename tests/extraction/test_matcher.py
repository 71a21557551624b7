"""Words of the lexicon in a text: whole words, the longest, in any case; signs and codes as written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.documents.document import Document
from connectivity.extraction.matcher import find_words
from connectivity.extraction.text import make_batch
from connectivity.lexicon import load_lexicon

if TYPE_CHECKING:
    import polars as pl


def words(text: str) -> pl.DataFrame:
    found = find_words(make_batch([Document(doc="a", text=text)], load_lexicon()), load_lexicon())
    return found.to_polars()


def found(text: str, kind: str) -> list[tuple[str, str]]:
    """Surface and canonical name of each mention of the kind."""
    return [
        (text[a:b], value)
        for a, b, value in words(text).filter(kind=kind).select("start", "end", "value").rows()
    ]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("ten villages", "thing", [("villages", "settlements")]),
        ("Ten VILLAGES", "thing", [("VILLAGES", "settlements")]),
        ("two base stations", "thing", [("base stations", "base_stations")]),
        ("three libraries", "thing", [("libraries", "facilities")]),
        ("mobile internet is here", "technology", [("mobile internet", "mobile")]),
        ("4G/LTE and 5G", "technology", [("4G/LTE", "4g"), ("5G", "5g")]),
        ("by Starlink", "technology", [("Starlink", "starlink")]),
        ("more than ten", "bound", [("more than", "over")]),
        ("at least ten", "bound", [("at least", "at_least")]),
        ("it has 5 km", "unit", [("km", "km")]),
        ("it has 5km", "unit", [("km", "km")]),
        ("it cost $5", "currency", [("$", "USD|AUD|CAD|NZD|SGD|HKD|FJD")]),
        ("it cost 5 tenge", "currency", [("tenge", "KZT")]),
        ("5 Kazakhstani tenge", "currency", [("Kazakhstani tenge", "KZT")]),
    ],
)
def test_the_longest_word_of_a_kind_is_found(text: str, kind: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, kind) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a villager's villagelike hat", "scale"),
        ("the preschooler", "thing"),
        ("kmart", "unit"),
        ("uzs and kzt", "currency"),  # codes count only as written
        ("LTEX", "technology"),
    ],
)
def test_parts_of_words_are_no_words(text: str, kind: str) -> None:
    assert found(text, kind) == []


def test_a_word_with_two_meanings_gives_both() -> None:
    assert {value for _, value in found("it fell", "cue")} == {"actual", "change", "fell", "past"}
    assert {"technology", "topic"} <= set(words("fibre")["kind"])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["villages", "Starlink", "$", "KZT", "per cent", "more than"]))
def test_a_word_set_apart_is_found_wherever_it_stands(text: str, word: str) -> None:
    whole = f"{text} {word} {text}"
    start = len(text) + 1
    rows = words(whole)
    assert ((rows["start"] == start) & (rows["end"] == start + len(word))).any()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_mentions_lie_in_the_text_and_hold_a_pattern_of_the_lexicon(text: str) -> None:
    made = make_batch([Document(doc="a", text=text)], load_lexicon())
    patterns = set(load_lexicon().patterns["pattern"])
    for start, end in find_words(made, load_lexicon()).select("start", "end").iter_rows():
        assert 0 <= start < end <= len(text)
        assert made.text[start:end] in patterns or made.lower[start:end] in patterns
