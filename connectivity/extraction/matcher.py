"""Finds the words of a lexicon and the names of places in a batch: Aho-Corasick, no object per mention."""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import ahocorasick_rs
import numpy as np

from connectivity.extraction import columns as pl
from connectivity.extraction.columns.grouping import stable_order
from connectivity.extraction.endings import behind_endings
from connectivity.extraction.stems import cut_batch
from connectivity.lexicon.gazetteer import CERTAIN
from connectivity.lexicon.stemming import stemmer_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy.typing as npt
    from polars import Series

    from connectivity.extraction.text import Batch
    from connectivity.lexicon import Lexicon

__all__ = ["find_places", "find_words"]

GLUED_BEFORE = ("unit", "scale", "currency", "times")  # may stand right after a digit
GLUED_AFTER = ("currency", "currency_letter", "bound")  # may stand right before a digit
SMALL_CITY = 700_000  # smaller places count only where their country is named
LONGEST: Final = 1 << 12  # characters of a mention, at most

Spans = tuple["npt.NDArray[np.int64]", "npt.NDArray[np.int64]", "npt.NDArray[np.int64]"]


@dataclass(frozen=True, slots=True)
class Automaton:
    """A compiled set of patterns and the meanings each of them stands for.

    Attributes:
        machine: Finds the patterns.
        begins: For each pattern its first meaning.
        counts: How many it has; they follow one another.
        meanings: The row of each meaning in the lexicon's table.
    """

    machine: ahocorasick_rs.AhoCorasick
    begins: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int64]
    meanings: npt.NDArray[np.int64]

    def find(self, text: str) -> Spans:
        """Every occurrence: pattern, start, end; overlapping ones too."""
        matches = self.machine.find_matches_as_indexes(text, overlapping=True)
        flat = itertools.chain.from_iterable(matches)
        found = np.fromiter(flat, dtype=np.int64, count=3 * len(matches)).reshape(-1, 3)
        return found[:, 0].copy(), found[:, 1].copy(), found[:, 2].copy()

    def found_in(self, text: str, origin: npt.NDArray[np.int64]) -> Spans:
        """Every occurrence in a text that was cut, in offsets of the whole one."""
        pattern, start, end = self.find(text)
        return pattern, origin[start], origin[end]

    def meant(self, pattern: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """For patterns found, the occurrence and the meaning of each pair of them."""
        count = self.counts[pattern]
        at = np.repeat(np.arange(len(pattern)), count)
        step = np.arange(len(at)) - np.repeat(np.cumsum(count) - count, count)
        return at, self.meanings[np.repeat(self.begins[pattern], count) + step]


def automaton(names: list[str], rows: npt.NDArray[np.int64]) -> Automaton:
    """The machine for names; `rows` are those of the table they are from."""
    patterns = list(dict.fromkeys(names))
    index = {name: i for i, name in enumerate(patterns)}
    of = np.array([index[name] for name in names], dtype=np.int64)
    order = np.argsort(of, kind="stable")
    counts = np.bincount(of, minlength=len(patterns))
    machine = ahocorasick_rs.AhoCorasick(patterns, matchkind=ahocorasick_rs.MatchKind.Standard)
    return Automaton(machine, np.cumsum(counts) - counts, counts, rows[order])


@dataclass(frozen=True, slots=True)
class Words:
    """The machines for a lexicon's words.

    Attributes:
        inflected: For words in any case, without their endings; None where the language cuts none.
        exact: For words in any case, as they are.
        cased: For signs and codes as written.
    """

    inflected: Automaton | None
    exact: Automaton
    cased: Automaton


@functools.lru_cache(maxsize=8)
def word_automata(lexicon: Lexicon) -> Words:
    """The machines for a lexicon's words."""
    names, cased = lexicon.patterns["pattern"], lexicon.patterns["cased"]
    exact = lexicon.patterns["exact"]
    stemmer = stemmer_of(lexicon.tables)

    def machine(rows: Series, change: Callable[[str], str] = str) -> Automaton:
        return automaton([change(name) for name in names.filter(rows)], np.flatnonzero(rows.to_numpy()))

    return Words(
        machine(~exact & ~cased, stemmer.cut) if stemmer else None,
        machine(exact & ~cased, stemmer.same_letters if stemmer else str),
        machine(cased),
    )


@functools.lru_cache(maxsize=8)
def place_automaton(lexicon: Lexicon) -> Automaton:
    """The machine for names of places, as written, without their endings where the language cuts them.

    What ends a name may look like an ending that is cut only where it has none ("Саратов", "Саратова"): the
    whole name is a stem as well.
    """
    stemmer, names = stemmer_of(lexicon.tables), lexicon.places["name"].to_list()
    if stemmer is None:
        return automaton(names, np.arange(len(names)))
    stems = [stemmer.cut(name) for name in names]
    whole = [(stemmer.same_letters(n), row) for row, n in enumerate(names) if stems[row] != n]
    rows = np.array([*range(len(names)), *(row for _, row in whole)], dtype=np.int64)
    return automaton([*stems, *(name for name, _ in whole)], rows)


@dataclass(frozen=True, slots=True)
class Meanings:
    """What the words of a lexicon mean, by row of its table.

    Attributes:
        table: Columns kind, value, unit, factor.
        order: The place of each meaning in their order.
        after_digit, before_digit: Whether it may touch a digit there.
    """

    table: pl.DataFrame
    order: npt.NDArray[np.int64]
    after_digit: npt.NDArray[np.bool_]
    before_digit: npt.NDArray[np.bool_]


@pl.per_pool
def meanings_of(lexicon: Lexicon) -> Meanings:
    """The meanings of a lexicon's words."""
    table = pl.from_polars(lexicon.patterns.select("kind", "value", "unit", "factor"))
    rows = table.with_row_index("row").sort("kind", "value", "unit", "factor", nulls_last=True)
    order = np.empty(table.height, dtype=np.int64)
    order[rows["row"].integers()] = np.arange(table.height)
    kind = pl.col("kind")
    return Meanings(
        table, order, table.get(kind.is_in(GLUED_BEFORE)).data, table.get(kind.is_in(GLUED_AFTER)).data
    )


def find_words(batch: Batch, lexicon: Lexicon) -> pl.DataFrame:
    """The lexicon's words: start, end, kind, value, unit, factor; the longest of each kind at a place."""
    meanings = meanings_of(lexicon)
    starts, ends, meant = [], [], []
    for machine, (pattern, start, end) in words_found(batch, lexicon):
        left, right = whole_words(start, end, batch.alnum)
        digit_left, digit_right = digits_beside(start, end, batch.codes)
        possible = np.flatnonzero((left | digit_left) & (right | digit_right))
        at, meaning = machine.meant(pattern[possible])
        at = possible[at]
        glued = left[at] | (digit_left[at] & meanings.after_digit[meaning])
        glued &= right[at] | (digit_right[at] & meanings.before_digit[meaning])
        starts.append(start[at[glued]])
        ends.append(end[at[glued]])
        meant.append(meaning[glued])
    start, end, meaning = np.concatenate(starts), np.concatenate(ends), np.concatenate(meant)
    kept = longest(start, end, meanings.table["kind"].data[meaning])
    start, end, meaning = start[kept], end[kept], meaning[kept]
    size = len(meanings.order)
    order = stable_order((start * LONGEST + end - start) * size + meanings.order[meaning])
    table = meanings.table.take(meaning[order])
    return table.with_columns(pl.Series("start", start[order]), pl.Series("end", end[order]))


def words_found(batch: Batch, lexicon: Lexicon) -> Iterator[tuple[Automaton, Spans]]:
    """What each machine finds, in offsets of the batch; the meanings of all are rows of one table."""
    machines, stemmer = word_automata(lexicon), stemmer_of(lexicon.tables)
    yield machines.exact, machines.exact.find(batch.lower)
    yield machines.cased, machines.cased.find(batch.text)
    if stemmer is not None and machines.inflected is not None:
        cut = cut_batch(batch, stemmer)
        yield machines.inflected, machines.inflected.found_in(cut.lower, cut.origin)


def whole_words(
    start: npt.NDArray[np.int64], end: npt.NDArray[np.int64], alnum: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Whether each mention begins, and ends, where a word does."""
    padded = np.concatenate((alnum, [False]))
    before = (start > 0) & padded[start - 1]
    return ~(before & padded[start]), ~(padded[end - 1] & padded[end])


def digits_beside(
    start: npt.NDArray[np.int64], end: npt.NDArray[np.int64], codes: npt.NDArray[np.uint32]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Whether a digit stands right before, and right after, each mention."""
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    return (start > 0) & digit[start - 1], digit[end]


def hyphenated(
    start: npt.NDArray[np.int64], end: npt.NDArray[np.int64], codes: npt.NDArray[np.uint32]
) -> npt.NDArray[np.bool_]:
    """Whether a hyphen or a dollar sign makes each mention a part of another word: "KwaZulu-Natal", "US$"."""
    before, behind = codes[start - 1], codes[end]
    glued: npt.NDArray[np.bool_] = (
        ((start > 0) & (before == ord("-"))) | (behind == ord("-")) | (behind == ord("$"))
    )
    return glued


def longest(
    start: npt.NDArray[np.int64], end: npt.NDArray[np.int64], kind: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Which mentions do not lie inside a longer one of the same kind."""
    if not len(start):
        return np.zeros(0, dtype=bool)
    room = int(end.max()) + 1
    key = (kind * room + start) * LONGEST + (LONGEST - 1 - (end - start))
    order = stable_order(key)
    ordered = key[order]
    span = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    lifted = kind[order[span]] * room + end[order[span]]
    reach = np.maximum.accumulate(lifted)
    outer = np.concatenate(([True], lifted[1:] > reach[:-1]))
    kept = np.empty(len(start), dtype=bool)
    kept[order] = np.repeat(outer, np.diff(np.append(span, len(order))))
    return kept


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a gazetteer, by row.

    Attributes:
        names, countries, levels: What figures are given.
        country: The number of each place's country.
        numbers: The number of each country.
        is_country, is_city: Its level.
        population: -1 where it is not known.
    """

    names: list[str]
    countries: list[str]
    country: npt.NDArray[np.int64]
    numbers: dict[str, int]
    levels: list[str]
    is_country: npt.NDArray[np.bool_]
    is_city: npt.NDArray[np.bool_]
    population: npt.NDArray[np.int64]


@functools.lru_cache(maxsize=8)
def places_of(lexicon: Lexicon) -> Places:
    """The gazetteer's places by row."""
    table = lexicon.places
    countries = list(dict.fromkeys(table["country"].to_list()))
    index = {name: i for i, name in enumerate(countries)}
    return Places(
        table["place"].to_list(),
        table["country"].to_list(),
        np.array([index[c] for c in table["country"].to_list()], dtype=np.int64),
        index,
        table["level"].to_list(),
        (table["level"] == "country").to_numpy(),
        (table["level"] == "city").to_numpy(),
        table["population"].fill_null(-1).to_numpy(),
    )


def find_places(batch: Batch, lexicon: Lexicon) -> pl.DataFrame:
    """Mentions of places: start, end, place, country, level, doc.

    A region or a smaller city counts only where its country is named in the same document, or is the
    document's own place, so that a common word is not taken for a far-away town.
    """
    machine, places = place_automaton(lexicon), places_of(lexicon)
    pattern, start, end = places_found(batch, lexicon)
    left, right = whole_words(start, end, batch.alnum)
    whole = left & right
    pattern, start, end = pattern[whole], start[whole], end[whole]
    ended = np.array(behind_endings(batch.lower, end.tolist(), lexicon), dtype=np.int64)
    free = np.flatnonzero(~hyphenated(start, ended, batch.codes))
    at, row = machine.meant(pattern[free])
    start, end = start[free][at], end[free][at]
    doc = np.searchsorted(batch.zones, start, side="right") - 1
    country = places.is_country[row]
    named = np.zeros((len(batch.documents), len(places.numbers)), dtype=bool)
    named[doc[country], places.country[row[country]]] = True
    for number, document in enumerate(batch.documents):
        if document.place in places.numbers:
            named[number, places.numbers[document.place]] = True
    known = named[doc, places.country[row]]
    large = (places.population[row] >= SMALL_CITY) & places.is_city[row]
    kept = np.flatnonzero(country | known | large | (places.population[row] >= CERTAIN))
    order = kept[
        np.lexsort((-places.population[row[kept]], ~known[kept], ~country[kept], -end[kept], start[kept]))
    ]
    order = order[np.concatenate(([True], start[order][1:] != start[order][:-1]))] if len(order) else order
    reach = np.maximum.accumulate(end[order])
    order = order[np.concatenate(([True], end[order][1:] > reach[:-1]))] if len(order) else order
    rows = row[order].tolist()
    return pl.DataFrame(
        {
            "start": start[order],
            "end": end[order],
            "place": [places.names[r] for r in rows],
            "country": [places.countries[r] for r in rows],
            "level": [places.levels[r] for r in rows],
            "doc": doc[order],
        },
        schema={
            "start": pl.Int64,
            "end": pl.Int64,
            "place": pl.String,
            "country": pl.String,
            "level": pl.String,
            "doc": pl.Int64,
        },
    )


def places_found(batch: Batch, lexicon: Lexicon) -> Spans:
    """Every name of a place, in offsets of the batch."""
    machine, stemmer = place_automaton(lexicon), stemmer_of(lexicon.tables)
    if stemmer is None:
        return machine.find(batch.text)
    cut = cut_batch(batch, stemmer)
    return machine.found_in(cut.text, cut.origin)


@functools.lru_cache(maxsize=4096)
def countries_named(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The countries whose names stand in a name, as a publisher's, in the order they are found."""
    machine, places = place_automaton(lexicon), places_of(lexicon)
    stemmer = stemmer_of(lexicon.tables)
    _, rows = machine.meant(machine.find(stemmer.cut(name) if stemmer else name)[0])
    return tuple(dict.fromkeys(places.countries[r] for r in rows.tolist() if places.is_country[r]))


def publisher_places(batch: Batch, lexicon: Lexicon) -> pl.DataFrame:
    """Countries that the publishers' names tell: doc, country."""
    rows = [
        (number, country)
        for number, document in enumerate(batch.documents)
        for country in countries_named(document.publisher or "", lexicon)
    ]
    return pl.DataFrame(rows, schema={"doc": pl.Int64, "country": pl.String}, orient="row")
