"""Compiles the TOML of a language into one table of patterns and the sets that the lexer needs."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from connectivity.errors import LexiconError
from connectivity.lexicon import currencies, gazetteer, numerals
from connectivity.lexicon.checking import check
from connectivity.lexicon.own import NO_ADDITIONS, Own

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["PATTERN_SCHEMA", "Lexicon", "load_lexicon"]

PATTERN_SCHEMA: Final = pl.Schema(
    {
        "pattern": pl.String,
        "kind": pl.String,  # thing, topic, technology, cue, bound, scale, unit, currency, number, ...
        "value": pl.String,  # the canonical name
        "unit": pl.String,  # of a thing, a unit or a currency
        "factor": pl.Float64,  # to the base unit; the number itself for kind number
        "cased": pl.Boolean,  # only as written
    }
)
SCALES: Final = {
    "hundred": 1e2,
    "dozen": 12.0,
    "thousand": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "trillion": 1e12,
}


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """A compiled lexicon.

    Attributes:
        language: ISO 639-1.
        patterns: One row a pattern and meaning; columns of `PATTERN_SCHEMA`.
        tables: The rest of the TOML: period patterns, stop words, name words.
        places: The gazetteer, one row a name: columns name, place, country, population, whole.
        own: Indicators that users' files add.
    """

    language: str
    patterns: pl.DataFrame
    tables: Mapping[str, Any]
    places: pl.DataFrame
    own: Own = NO_ADDITIONS

    def names(self, kind: str) -> list[str]:
        """The canonical names of a kind, sorted: `names("technology")`."""
        return self.patterns.filter(pl.col("kind") == kind)["value"].unique().sort().to_list()


@functools.cache
def load_lexicon(language: str = "en", extra: Path | None = None) -> Lexicon:
    """The lexicon of a language, with a user's own TOML added.

    >>> "starlink" in load_lexicon().names("technology")
    True

    Raises:
        LexiconError: The language is unknown, or the added file has an entry that cannot be compiled.
    """
    folder = resources.files("connectivity.lexicon")
    file = folder / f"{language}.toml"
    if not file.is_file():
        raise LexiconError(f"no lexicon for language {language!r}; there is one for: en")
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    units = tomllib.loads((folder / "units.toml").read_text(encoding="utf-8"))
    places = tomllib.loads((folder / "places.toml").read_text(encoding="utf-8"))
    if extra is not None:
        added = read_extra(extra)
        check(extra, added, tables, SCALES)
        tables = merge(tables, added)
    rows = [
        *pattern_rows(tables),
        *people_rows(places["demonym"]),
        *unit_rows(units),
        *currencies.rows(language, places),
        *numerals.rows(language),
    ]
    patterns = pl.DataFrame(rows, schema=PATTERN_SCHEMA, orient="row").unique(maintain_order=True)
    return Lexicon(language, patterns, tables, gazetteer.load(language))


def read_extra(path: Path) -> dict[str, Any]:
    """A user's TOML, checked.

    Raises:
        LexiconError: The file is missing, no TOML, or holds an unknown table or an entry without words.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: it cannot be read; give a UTF-8 TOML file") from error
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: it is no valid TOML: {error}; mend that place") from error
    return tables


def merge(base: dict[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    """The base with the entries of `extra` added: lists are joined, tables merged.

    >>> merge({"a": [1], "b": {"c": [2]}}, {"a": [3], "b": {"c": [4], "d": 5}})
    {'a': [1, 3], 'b': {'c': [2, 4], 'd': 5}}
    """
    merged = dict(base)
    for key, value in extra.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[key] = merge(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            merged[key] = [*old, *value]
        else:
            merged[key] = value
    return merged


def plurals(word: str, rules: Mapping[str, str]) -> Iterator[str]:
    """The word and its plural by the first rule whose ending fits.

    >>> list(plurals("library", {"y": "ies", "": "s"})), list(plurals("school", {"y": "ies", "": "s"}))
    (['library', 'libraries'], ['school', 'schools'])
    """
    yield word
    for ending, replacement in rules.items():
        if ending == "y" and word[-2:-1] in "aeiou":
            continue
        if word.endswith(ending):
            yield word[: len(word) - len(ending)] + replacement
            return


Row = tuple[str, str, str, str | None, float | None, bool]


def pattern_rows(tables: Mapping[str, Any]) -> Iterator[Row]:
    """The rows of `PATTERN_SCHEMA` that a language's TOML declares."""
    yield from thing_rows(tables)
    for topic in tables.get("topic", []):
        for word in topic["words"]:
            yield word, "topic", topic["indicator"], None, None, False
    for kind in ("technology", "cue", "bound"):
        for value, words in tables.get(kind, {}).items():
            yield from ((word, kind, value, None, None, False) for word in words)
    for value, words in tables.get("scale", {}).items():
        yield from ((word, "scale", value, None, SCALES[value], False) for word in words)
    for word, share in tables.get("fraction", {}).get("words", {}).items():
        yield word, "fraction", word, "%", share, False
    for word, times in tables.get("multiple", {}).get("words", {}).items():
        yield word, "multiple", word, "x", float(times), False
    yield from list_rows(tables)


def thing_rows(tables: Mapping[str, Any]) -> Iterator[Row]:
    """The rows of what is counted, in the singular and the plural."""
    rules = tables.get("plural", {})
    for thing in tables.get("thing", []):
        for word in thing["words"]:
            for form in plurals(word, rules):
                yield form, "thing", thing["indicator"], thing["unit"], None, False


def people_rows(demonyms: Mapping[str, list[str]]) -> Iterator[Row]:
    """The people of a country as things that are counted: "Nigerians"."""
    for words in demonyms.values():
        for word in words:
            if word[:1].isupper() and word.endswith(("n", "i", "r")) and " " not in word:
                yield f"{word}s", "thing", "population", "person", None, True


def list_rows(tables: Mapping[str, Any]) -> Iterator[Row]:
    """The rows of plain lists of words: names, ranks, groups, stops."""
    lists: Iterable[tuple[str, str, str]] = (
        ("name", "before", "name_before"),
        ("name", "after", "name_after"),
        ("rank", "before", "rank_before"),
        ("rank", "after", "rank_after"),
        ("multiple", "times", "times"),
        ("fraction", "not_after", "half_not_after"),
        ("fraction", "not_before", "half_not_before"),
        ("group", "words", "group"),
    )
    for table, key, kind in lists:
        for word in tables.get(table, {}).get(key, []):
            yield word.strip(), kind, word.strip(), None, None, False


def unit_rows(tables: Mapping[str, Any]) -> Iterator[Row]:
    """The rows of the units of measure."""
    for unit in tables["unit"]:
        for word in unit["words"]:
            yield word, "unit", unit["unit"], unit["unit"], float(unit.get("factor", 1)), False
