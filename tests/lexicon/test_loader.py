"""The lexicon of a language, with a user's own words added, and clear errors where they cannot be."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectivity.documents.document import Document
from connectivity.errors import LexiconError
from connectivity.extraction import extract
from connectivity.extraction.compat import ANY
from connectivity.lexicon import PATTERN_SCHEMA, load_lexicon
from connectivity.lexicon.adding import merge
from connectivity.lexicon.loader import SCALES
from connectivity.lexicon.words import plurals

if TYPE_CHECKING:
    from pathlib import Path

OWN = """
[[thing]]
unit = "kiosk"
indicator = "facilities"
words = ["kiosk"]

[[topic]]
indicator = "fine"
words = ["levy"]

[technology]
wimax = ["wimax"]
fibre = ["glass line"]

[scale]
million = ["myriad"]

[fraction]
words = { "a twelvetieth" = 0.83 }
"""


@pytest.fixture(scope="module")
def english() -> dict[str, Any]:
    text = (resources.files("connectivity.lexicon") / "en.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def kinds(frame: pl.DataFrame, pattern: str) -> set[tuple[str, str]]:
    return set(frame.filter(pl.col("pattern") == pattern).select("kind", "value").rows())


def test_patterns_have_the_columns_of_the_schema_and_no_doubles() -> None:
    patterns = load_lexicon().patterns
    assert patterns.schema == PATTERN_SCHEMA
    assert patterns.is_unique().all()
    assert patterns.select("pattern", "kind", "value").null_count().row(0) == (0, 0, 0)
    assert (patterns["pattern"].str.strip_chars() != "").all()


def test_words_are_in_lower_case_unless_they_count_only_as_written() -> None:
    loose = load_lexicon().patterns.filter(~pl.col("cased"))["pattern"]
    assert loose.filter(loose != loose.str.to_lowercase()).to_list() == []


def test_english_has_only_scales_that_are_known(english: dict[str, Any]) -> None:
    assert set(english["scale"]) <= set(SCALES)


def test_indicators_are_those_of_the_annotation(english: dict[str, Any]) -> None:
    for kind in ("thing", "topic"):
        assert {entry["indicator"] for entry in english[kind]} <= set(ANY)


def test_a_word_stands_once_in_a_table_of_words(english: dict[str, Any]) -> None:
    for kind in ("technology", "bound", "scale"):
        words = [word for forms in english[kind].values() for word in forms]
        assert sorted(words) == sorted(set(words)), kind


def test_patterns_of_periods_compile_and_name_a_form(english: dict[str, Any]) -> None:
    for pattern in english["period"]["pattern"]:
        assert pattern["form"]
        assert re.compile(re.sub(r"\{\w+\}", "x", pattern["match"]))


def test_names_are_canonical_and_sorted() -> None:
    names = load_lexicon().names("technology")
    assert names == sorted(set(names))
    assert {"fibre", "4g", "starlink"} <= set(names)
    assert load_lexicon().names("nothing") == []


def test_the_same_lexicon_is_compiled_once() -> None:
    assert load_lexicon() is load_lexicon()


def test_a_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(LexiconError, match=r"no lexicon for language 'xx'; there is one for: .*en"):
        load_lexicon("xx")


def test_ones_own_words_are_added_to_those_there_are(own: Path) -> None:
    patterns = load_lexicon("en", own).patterns
    assert kinds(patterns, "kiosks") == {("thing", "facilities")}
    assert ("topic", "fine") in kinds(patterns, "levy")
    assert ("technology", "wimax") in kinds(patterns, "wimax")
    assert ("technology", "fibre") in kinds(patterns, "glass line")
    assert patterns.filter(pl.col("pattern") == "myriad")["factor"].to_list() == [1e6]
    assert patterns.filter(pl.col("pattern") == "a twelvetieth", pl.col("kind") == "fraction")[
        "factor"
    ].to_list() == [0.83]
    assert kinds(patterns, "villages") == kinds(load_lexicon().patterns, "villages")
    assert len(load_lexicon().patterns.join(patterns, on=patterns.columns, how="anti", nulls_equal=True)) == 0


def test_ones_own_words_are_extracted(own: Path) -> None:
    document = Document(doc="a", text="News\n\nIn 2024 WiMAX covered 2,606 kiosks in Kenya.")
    (figure,) = extract([document], lexicon=load_lexicon("en", own)).iter_rows(named=True)
    assert (figure["unit"], figure["indicator"], figure["technology"]) == ("kiosk", "facilities", "wimax")


def test_a_fault_is_an_error_that_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[topic]]\nindicator = "fins"\nwords = ["levy"]\n[oops]\n', encoding="utf-8")
    with pytest.raises(
        LexiconError, match=r"own\.toml, line 2: .*\(1 more; `connectivity lexicon check .*own"
    ):
        load_lexicon("en", path)
    path.write_text("[oops]\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"own\.toml, line 1: unknown table \[oops\]; use one of[^(]*$"):
        load_lexicon("en", path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes('language = "fran\u00e7ais"'.encode("latin-1"))
    for path in (tmp_path / "none.toml", tmp_path, latin):
        with pytest.raises(LexiconError, match=f"{path.name}: it cannot be read; give a UTF-8 TOML file"):
            load_lexicon("en", path)


TREES = st.recursive(
    st.one_of(st.integers(), st.lists(st.integers(), max_size=3)),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)
TABLES = st.dictionaries(st.sampled_from("abc"), TREES, max_size=3)


@given(TABLES, TABLES)
def test_merging_keeps_every_entry_and_changes_neither_side(
    base: dict[str, Any], extra: dict[str, Any]
) -> None:
    before = repr((base, extra))
    merged = merge(base, extra)
    assert repr((base, extra)) == before
    assert set(merged) == set(base) | set(extra)
    for key, value in merged.items():
        old, new = base.get(key), extra.get(key)
        if isinstance(old, list) and isinstance(new, list):
            assert value == old + new
        elif isinstance(old, dict) and isinstance(new, dict):
            assert value == merge(old, new)
        else:
            assert value == (new if key in extra else old)


@given(TABLES)
def test_merging_with_nothing_changes_nothing(tables: dict[str, Any]) -> None:
    assert merge(tables, {}) == merge({}, tables) == tables


@pytest.mark.parametrize(
    ("word", "plural"),
    [
        ("village", "villages"),
        ("library", "libraries"),
        ("tramway", "tramways"),
        ("dish", "dishes"),
        ("branch", "branches"),
        ("box", "boxes"),
        ("base station", "base stations"),
        ("soum centre", "soum centres"),
    ],
)
def test_plurals_of_english(english: dict[str, Any], word: str, plural: str) -> None:
    assert list(plurals(word, english["plural"])) == [word, plural]


def test_a_language_without_rules_has_no_plurals() -> None:
    assert list(plurals("village", {})) == ["village"]
