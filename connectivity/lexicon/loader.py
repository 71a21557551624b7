"""Compiles the TOML of a language into one table of patterns and the sets that the lexer needs."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from connectivity.errors import LexiconError
from connectivity.lexicon import currencies, gazetteer, measures, numerals
from connectivity.lexicon.adding import expanded, merge, overruled, removed_words, without
from connectivity.lexicon.checking import Fault, Known, faults_in, known_by
from connectivity.lexicon.own import NO_ADDITIONS, Own, own_indicators
from connectivity.lexicon.stemming import EXACT, stemmer_of, with_same_letters
from connectivity.lexicon.words import plurals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = [
    "PATTERN_SCHEMA",
    "Lexicon",
    "Source",
    "built_in",
    "faults_of",
    "languages",
    "lexicon_with",
    "load_lexicon",
    "read_source",
]

FOLDER: Final = resources.files("connectivity.lexicon")
NOT_THE_LANGUAGE: Final = ("language", "unit", "place", "remove")  # tables that are compiled apart

PATTERN_SCHEMA: Final = pl.Schema(
    {
        "pattern": pl.String,
        "kind": pl.String,  # thing, topic, technology, cue, bound, scale, unit, currency, number, ...
        "value": pl.String,  # the canonical name
        "unit": pl.String,  # of a thing, a unit or a currency
        "factor": pl.Float64,  # to the base unit; the number itself for kind number
        "cased": pl.Boolean,  # only as written
        "exact": pl.Boolean,  # without regard to endings
    }
)
# what has forms of its own instead of endings that are cut
UNINFLECTED: Final = ("number", "ordinal", "part", "fraction", "multiple", "fixed")
LANGUAGE_CODE: Final = 2  # letters of ISO 639-1: the other files hold what all languages share
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


@dataclass(frozen=True, slots=True)
class Source:
    """A user's lexicon file.

    Attributes:
        file: Its path, as it was given.
        text: What it says.
    """

    file: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """A compiled lexicon.

    Attributes:
        language: ISO 639-1.
        patterns: One row a pattern and meaning; columns of `PATTERN_SCHEMA`.
        tables: The rest of the TOML: period patterns, stop words, name words.
        places: The gazetteer, one row a name: columns name, place, country, population, whole.
        own: Indicators that users' files add.
        sources: The users' files, in their order.
    """

    language: str
    patterns: pl.DataFrame
    tables: Mapping[str, Any]
    places: pl.DataFrame
    own: Own = NO_ADDITIONS
    sources: tuple[Source, ...] = ()

    def names(self, kind: str) -> list[str]:
        """The canonical names of a kind, sorted: `names("technology")`."""
        return self.patterns.filter(pl.col("kind") == kind)["value"].unique().sort().to_list()


def load_lexicon(language: str = "en", extra: Path | Sequence[Path] | None = None) -> Lexicon:
    """The lexicon of a language, with users' own TOML files added; where two say a word, the later wins.

    >>> "starlink" in load_lexicon().names("technology")
    True

    Raises:
        LexiconError: The language is unknown, or an added file cannot be read or has an entry that cannot be
            used.
    """
    files = [] if extra is None else [extra] if isinstance(extra, Path) else extra
    return lexicon_with(language, tuple(Source(str(file), read_source(file)) for file in files))


def read_source(file: Path) -> str:
    """The text of a lexicon file.

    Raises:
        LexiconError: It cannot be read.
    """
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{file}: it cannot be read; give a UTF-8 TOML file") from error


def written_for(source: Source) -> str | None:
    """The language that a file's words are in; None where it names none that has a lexicon, and serves all.

    >>> written_for(Source("mine.toml", 'language = "en"')), written_for(Source("mine.toml", ""))
    ('en', None)
    """
    try:
        language = tomllib.loads(source.text).get("language")
    except tomllib.TOMLDecodeError:
        return None
    return language if language in languages() else None


@functools.lru_cache(maxsize=16)
def lexicon_with(language: str, sources: tuple[Source, ...]) -> Lexicon:
    """As `load_lexicon`, from the texts of files; one that names another language adds nothing here.

    Raises:
        LexiconError: The language is unknown, or a text has an entry that cannot be used.
    """
    base = known = built_in(language)
    rules = base.tables.get("plural", {})
    files = []
    for source in sources:
        if written_for(source) not in {language, None}:
            continue
        refuse_faults(source, known)
        files.append(tomllib.loads(source.text))
        known = known_by(known, files[-1])
    files = overruled(files, rules)
    tables = without(base.tables, removed_words(files), {})
    for file in files:
        added = expanded(file)
        tables = merge(tables, {name: added[name] for name in added if name not in NOT_THE_LANGUAGE})
    rules_of_stems = tables.get("stem")
    tables = with_same_letters({k: v for k, v in tables.items() if k != "stem"}, stemmer_of(tables))
    tables |= {"stem": rules_of_stems} if rules_of_stems else {}
    units = [*base.units, *(unit for file in files for unit in file.get("unit", []))]
    spots = [row for file in files for row in gazetteer.own_rows(file.get("place", []))]
    places = tomllib.loads((FOLDER / "places.toml").read_text(encoding="utf-8"))
    rows = [
        *pattern_rows(tables),
        *people_rows(gazetteer.demonyms(language), tables.get("noun", {})),
        *measures.rows(units, tables.get("per", ())),
        *currencies.rows(
            language, places_of(places, tables), plural=tables.get("noun", {}).get("plural", "")
        ),
        *numerals.rows(language),
    ]
    named = gazetteer.with_own(language, spots)
    return Lexicon(language, patterns_of(rows, tables), tables, named, own_indicators(files), sources)


def patterns_of(rows: Sequence[Row], tables: Mapping[str, Any]) -> pl.DataFrame:
    """The table of patterns: columns of `PATTERN_SCHEMA`."""
    written = {name: kind for name, kind in PATTERN_SCHEMA.items() if name != "exact"}
    frame = pl.DataFrame(rows, schema=written, orient="row")
    if stemmer_of(tables) is None:
        return frame.with_columns(exact=True).unique(maintain_order=True)
    marked = pl.col("pattern").str.starts_with(EXACT) & (pl.col("pattern").str.len_chars() > len(EXACT))
    return frame.with_columns(
        pl.when(marked).then(pl.col("pattern").str.strip_prefix(EXACT)).otherwise("pattern").alias("pattern"),
        exact=marked | pl.col("cased") | pl.col("kind").is_in(UNINFLECTED),
    ).unique(maintain_order=True)


def places_of(shared: Mapping[str, Any], tables: Mapping[str, Any]) -> Mapping[str, Any]:
    """The tables of currencies that all languages share, with those of one language."""
    return {name: {**table, **tables.get(name, {})} for name, table in shared.items()}


@functools.cache
def languages() -> tuple[str, ...]:
    """The languages that have a lexicon, English first.

    >>> languages()[0]
    'en'
    """
    names = (file.name.removesuffix(".toml") for file in FOLDER.iterdir() if file.name.endswith(".toml"))
    return tuple(sorted((name for name in names if len(name) == LANGUAGE_CODE), key=lambda n: (n != "en", n)))


@functools.cache
def built_in(language: str) -> Known:
    """What a language has without a user's files.

    Raises:
        LexiconError: The language is unknown.
    """
    file = FOLDER / f"{language}.toml"
    if not file.is_file():
        known = ", ".join(languages())
        raise LexiconError(f"no lexicon for language {language!r}; there is one for: {known}")
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    units = [
        *tables.get("unit", []),
        *tomllib.loads((FOLDER / "units.toml").read_text(encoding="utf-8"))["unit"],
    ]
    measured = tomllib.loads((FOLDER / "measures.toml").read_text(encoding="utf-8"))["unit"]
    names = frozenset(unit["unit"] for unit in measured)
    return Known(tables, tuple(units), tuple(SCALES), names)


def faults_of(language: str, sources: Sequence[Source]) -> Iterator[tuple[Source, Fault]]:
    """The faults of users' files, each added to those before it that have none.

    Args:
        language: That of files that name none.
        sources: The files.

    Raises:
        LexiconError: The language is unknown.
    """
    known = {language: built_in(language)}
    for source in sources:
        own = written_for(source) or language
        base = known.setdefault(own, built_in(own))
        faults = faults_in(source.text, base)
        yield from ((source, fault) for fault in faults)
        if all(fault.harmless for fault in faults):
            known[own] = known_by(base, tomllib.loads(source.text))


def refuse_faults(source: Source, known: Known) -> None:
    """Raise for the first fault of a file.

    Raises:
        LexiconError: It has one; the sentence tells how many more.
    """
    faults = [fault for fault in faults_in(source.text, known) if not fault.harmless]
    if faults:
        first, rest = faults[0], len(faults) - 1
        more = f" ({rest} more; `connectivity lexicon check {source.file}` shows all)" if rest else ""
        raise LexiconError(f"{source.file}, line {first.line}: {first.problem}{more}")


Row = tuple[str, str, str, str | None, float | None, bool]


def pattern_rows(tables: Mapping[str, Any]) -> Iterator[Row]:
    """The rows of `PATTERN_SCHEMA` that a language's TOML declares."""
    yield from thing_rows(tables)
    for topic in tables.get("topic", []):
        for word in topic["words"]:
            yield word, "topic", topic["indicator"], None, None, False
    for kind in ("technology", "cue", "bound", "bound_behind"):
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


def people_rows(demonyms: Mapping[str, list[str]], nouns: Mapping[str, Any]) -> Iterator[Row]:
    """The people of a country as things that are counted, where a language makes plurals: "Nigerians".

    Args:
        demonyms: Adjectives and people of a country, by its code.
        nouns: The [noun] table: the ending of plurals, and the last letters of people who have one.
    """
    plural, endings = nouns.get("plural", ""), tuple(nouns.get("people", ()))
    if not plural:
        return
    for words in demonyms.values():
        for word in words:
            if word[:1].isupper() and word.endswith(endings) and " " not in word:
                yield f"{word}{plural}", "thing", "population", "person", None, True


def list_rows(tables: Mapping[str, Any]) -> Iterator[Row]:
    """The rows of plain lists of words: names, ranks, groups, stops."""
    lists: Iterable[tuple[str, str, str]] = (
        ("name", "before", "name_before"),
        ("name", "after", "name_after"),
        ("name", "fixed", "fixed"),
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
