"""Finds the words of a lexicon and the names of places in a batch: Aho-Corasick, no object per mention."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ahocorasick_rs
import numpy as np
import polars as pl

if TYPE_CHECKING:
    import numpy.typing as npt

    from connectivity.extraction.text import Batch
    from connectivity.lexicon import Lexicon

__all__ = ["find_places", "find_words"]

GLUED_BEFORE = ("unit", "scale", "currency", "times")  # may stand right after a digit
GLUED_AFTER = ("currency", "currency_letter", "bound")  # may stand right before a digit
SMALL_CITY = 700_000  # smaller places count only where their country is named


@dataclass(frozen=True, slots=True)
class Automaton:
    """A compiled set of patterns and the rows each of them stands for."""

    machine: ahocorasick_rs.AhoCorasick
    rows: pl.DataFrame  # pattern: index into the machine, and the meaning

    def find(self, text: str) -> pl.DataFrame:
        """Every occurrence: pattern, start, end; overlapping ones too."""
        found = np.array(
            self.machine.find_matches_as_indexes(text, overlapping=True), dtype=np.int64
        ).reshape(-1, 3)
        return pl.DataFrame({"pattern": found[:, 0], "start": found[:, 1], "end": found[:, 2]})


def automaton(patterns: list[str]) -> ahocorasick_rs.AhoCorasick:
    """A machine that reports every occurrence."""
    return ahocorasick_rs.AhoCorasick(patterns, matchkind=ahocorasick_rs.MatchKind.Standard)


@functools.lru_cache(maxsize=8)
def word_automata(lexicon: Lexicon) -> tuple[Automaton, Automaton]:
    """The machines for words in any case and for signs and codes as written."""
    both = []
    for cased in (False, True):
        rows = lexicon.patterns.filter(pl.col("cased") == cased)
        names = rows["pattern"].unique(maintain_order=True)
        index = pl.DataFrame({"pattern": names, "index": np.arange(len(names))})
        meaning = rows.join(index, on="pattern").drop("pattern", "cased").rename({"index": "pattern"})
        both.append(Automaton(automaton(names.to_list()), meaning))
    return both[0], both[1]


@functools.lru_cache(maxsize=8)
def place_automaton(lexicon: Lexicon) -> Automaton:
    """The machine for names of places, as written."""
    names = lexicon.places["name"].unique(maintain_order=True)
    index = pl.DataFrame({"name": names, "pattern": np.arange(len(names))})
    return Automaton(automaton(names.to_list()), lexicon.places.join(index, on="name").drop("name"))


def find_words(batch: Batch, lexicon: Lexicon) -> pl.DataFrame:
    """The lexicon's words: start, end, kind, value, unit, factor; the longest of each kind at a place."""
    found = []
    for machine, text in zip(word_automata(lexicon), (batch.lower, batch.text), strict=True):
        mentions = machine.find(text)
        inner = whole_words(mentions, batch.alnum)
        digit_before, digit_after = digits_beside(mentions, batch.text)
        mentions = mentions.with_columns(
            pl.Series("left", inner[0]),
            pl.Series("right", inner[1]),
            pl.Series("digit_before", digit_before),
            pl.Series("digit_after", digit_after),
        )
        found.append(mentions.join(machine.rows, on="pattern").drop("pattern"))
    mentions = pl.concat(found)
    left = pl.col("left") | (pl.col("digit_before") & pl.col("kind").is_in(GLUED_BEFORE))
    right = pl.col("right") | (pl.col("digit_after") & pl.col("kind").is_in(GLUED_AFTER))
    return longest(mentions.filter(left & right).drop("left", "right", "digit_before", "digit_after"))


def whole_words(
    mentions: pl.DataFrame, alnum: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Whether each mention begins, and ends, where a word does."""
    padded = np.concatenate((alnum, [False]))
    start, end = mentions["start"].to_numpy(), mentions["end"].to_numpy()
    before = (start > 0) & padded[start - 1]
    return ~(before & padded[start]), ~(padded[end - 1] & padded[end])


def digits_beside(mentions: pl.DataFrame, text: str) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Whether a digit stands right before, and right after, each mention."""
    codes = np.frombuffer(f"{text} ".encode("utf-32-le"), dtype=np.uint32)
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    start, end = mentions["start"].to_numpy(), mentions["end"].to_numpy()
    return (start > 0) & digit[start - 1], digit[end]


def hyphenated(mentions: pl.DataFrame, text: str) -> npt.NDArray[np.bool_]:
    """Whether a hyphen or a dollar sign makes each mention a part of another word: "KwaZulu-Natal", "US$"."""
    codes = np.frombuffer(f"{text} ".encode("utf-32-le"), dtype=np.uint32)
    hyphen = codes == ord("-")
    start, end = mentions["start"].to_numpy(), mentions["end"].to_numpy()
    dollar = codes == ord("$")
    glued: npt.NDArray[np.bool_] = ((start > 0) & hyphen[start - 1]) | hyphen[end] | dollar[end]
    return glued


def longest(mentions: pl.DataFrame) -> pl.DataFrame:
    """Without those that lie inside a longer mention of the same kind."""
    spans = (
        mentions.select("kind", "start", "end")
        .unique()
        .sort("kind", "start", "end", descending=[False, False, True])
        .with_columns(pl.col("end").cum_max().shift(1).over("kind").alias("reach"))
        .filter(pl.col("reach").is_null() | (pl.col("end") > pl.col("reach")))
    )
    kept = mentions.join(spans, on=["kind", "start", "end"], how="semi")
    return kept.sort("start", "end", "kind", "value", "unit", "factor", nulls_last=True)


def find_places(batch: Batch, lexicon: Lexicon) -> pl.DataFrame:
    """Mentions of places: start, end, place, country, level, doc.

    A region or a smaller city counts only where its country is named in the same document, or is the
    document's own place, so that a common word is not taken for a far-away town.
    """
    machine = place_automaton(lexicon)
    mentions = machine.find(batch.text)
    left, right = whole_words(mentions, batch.alnum)
    hyphen = hyphenated(mentions, batch.text)
    mentions = (
        mentions.filter(pl.Series(left & right & ~hyphen)).join(machine.rows, on="pattern").drop("pattern")
    )
    doc = np.searchsorted(batch.zones, mentions["start"].to_numpy(), side="right") - 1
    mentions = mentions.with_columns(pl.Series("doc", doc, dtype=pl.Int64))
    own = pl.DataFrame(
        {"doc": range(len(batch.documents)), "country": [d.place for d in batch.documents]},
        schema={"doc": pl.Int64, "country": pl.String},
    ).drop_nulls()
    named = pl.concat([mentions.filter(pl.col("level") == "country").select("doc", "country"), own]).unique()
    known = mentions.join(named.with_columns(known=pl.lit(value=True)), on=["doc", "country"], how="left")
    kept = known.filter(
        (pl.col("level") == "country")
        | pl.col("known")
        | ((pl.col("population") >= SMALL_CITY) & (pl.col("level") == "city"))
    )
    return (
        kept.with_columns(pl.lit("place").alias("kind"))
        .sort(
            "start",
            pl.col("end") * -1,
            (pl.col("level") != "country"),
            "known",
            "population",
            descending=[False, False, False, True, True],
            nulls_last=True,
        )
        .unique(["start"], keep="first", maintain_order=True)
        .with_columns(pl.col("end").cum_max().shift(1).alias("reach"))
        .filter(pl.col("reach").is_null() | (pl.col("end") > pl.col("reach")))
        .select("start", "end", "place", "country", "level", "doc")
    )


def publisher_places(batch: Batch, lexicon: Lexicon) -> pl.DataFrame:
    """Countries that the publishers' names tell: doc, country."""
    machine = place_automaton(lexicon)
    countries = machine.rows.filter(pl.col("level") == "country").select("pattern", "country")
    rows: list[tuple[int, str]] = []
    for number, document in enumerate(batch.documents):
        found = machine.find(document.publisher or "").join(countries, on="pattern")
        rows.extend((number, country) for country in found["country"].unique(maintain_order=True))
    return pl.DataFrame(rows, schema={"doc": pl.Int64, "country": pl.String}, orient="row")
