"""Endings are cut by the rules of a language's [stem] table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectivity.lexicon.stemming import Stemmer, stemmer_of

RULES = {
    "suffixes": ["ами", "ов", "ам", "ый", "ого", "а", "ы", "лар", "дың"],
    "shortest": 3,
    "letters": {"ё": "е"},
    "softened": {"б": "п"},
}
CYRILLIC = st.text(alphabet="абвгёлмнорстуы", min_size=1, max_size=12)


def made(**changes: object) -> Stemmer:
    stemmer = stemmer_of({"stem": {**RULES, **changes}})
    assert stemmer is not None
    return stemmer


@pytest.mark.parametrize(
    ("phrase", "cut"),
    [
        ("школами", "школ"),
        ("новый школа", "нов школ"),
        ("оптико-новый", "оптико-нов"),
        ("4gами 5g-школа", "4gами 5g-школ"),
        ("сёлами", "сел"),
        ("Базы", "Баз"),
        ("столбы", "столп"),
        ("ова", "ова"),
    ],
)
def test_each_word_of_a_phrase_loses_its_longest_ending(phrase: str, cut: str) -> None:
    assert made().cut(phrase) == cut


def test_a_language_may_cut_several_endings_one_behind_the_other() -> None:
    assert made(repeat=2).stem("ауллардың") == "аул"
    assert made(repeat=1).stem("ауллардың") == "ауллар"


def test_a_short_stem_may_be_named() -> None:
    assert made(stems=["уй"]).stem("уйов") == "уй"
    assert made().stem("уйов") == "уйов"


def test_a_language_without_the_table_cuts_nothing() -> None:
    assert stemmer_of({}) is None
    assert stemmer_of({"stem": {}}) is None


def test_the_same_rules_make_the_same_stemmer() -> None:
    assert made() is made()


@given(CYRILLIC)
def test_a_stem_is_a_beginning_of_its_word_and_not_too_short(word: str) -> None:
    stem = made(softened={}).stem(word)
    assert word.startswith(stem)
    assert len(stem) >= min(len(word), 3)


@given(st.lists(CYRILLIC, min_size=1, max_size=4))
def test_words_of_a_phrase_are_cut_as_they_are_alone(words: list[str]) -> None:
    stemmer = made()
    assert stemmer.cut(" ".join(words)) == " ".join(stemmer.cut(word) for word in words)
