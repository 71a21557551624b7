"""The lexed batch: quantities and mentions with their place in sentences, lists and tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from connectivity.extraction import columns as pl
from connectivity.extraction.dates import find_periods
from connectivity.extraction.matcher import find_places, find_words, publisher_places
from connectivity.extraction.numbers import find_quantities, outside
from connectivity.extraction.rates import with_rates
from connectivity.extraction.text import Batch, make_batch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from connectivity.documents.document import Document
    from connectivity.lexicon import Lexicon

__all__ = ["Scene", "make_scene"]

CONTEXT_KINDS: Final = [
    "thing",
    "topic",
    "technology",
    "cue",
    "scale",
    "unit",
    "currency",
    "rank_before",
    "rank_after",
    "name_before",
    "name_after",
    "bound",
    "bound_behind",
    "group",
]


AT_THE_FRONT: Final = 4  # characters: a bullet may stand before
EARLY: Final = 160  # characters: a mention so near the start counts more


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything the binder needs.

    Attributes:
        batch: The documents as one text.
        quantities: One row a number: q, the columns of a quantity, and its place: doc, sent, word, line, ...
        mentions: One row a mention and meaning: m, kind, start, end, value, unit, role, form, and its place.
        lexicon: The language.
        countries: For each document its main country (or None), columns doc, country.
        held: What several steps read and one has made, by name: pairs of numbers and mentions, groups.
    """

    batch: Batch
    quantities: pl.DataFrame
    mentions: pl.DataFrame
    countries: pl.DataFrame
    lexicon: Lexicon
    held: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)


def make_scene(documents: Sequence[Document], lexicon: Lexicon) -> Scene:
    """Lex a batch of documents."""
    batch = make_batch(documents, lexicon)
    words = find_words(batch, lexicon)
    places = find_places(batch, lexicon)
    countries = main_countries(batch, places, publisher_places(batch, lexicon))
    periods = find_periods(batch, lexicon, countries["country"].to_list())
    quantities = outside(
        find_quantities(batch, words, periods, lexicon), words.filter(pl.col("kind") == "technology")
    )
    quantities = placed(
        batch, standing_free(batch, quantities).with_row_index("q").cast({"q": pl.Int64}), "number_start"
    )
    quantities = (
        quantities.filter(pl.col("start") >= pl.Series(batch.starts[quantities["doc"].to_numpy()]))
        if quantities.height
        else quantities
    )
    quantities = with_rates(batch, quantities, words, countries, lexicon)
    meanings = words.filter(pl.col("kind").is_in(CONTEXT_KINDS)).with_columns(
        pl.lit(None, pl.String).alias("role"), pl.lit(None, pl.String).alias("form")
    )
    meanings = pl.concat(
        [
            meanings.select("start", "end", "kind", "value", "unit", "factor", "role", "form"),
            periods.select(
                "start",
                "end",
                pl.lit("period").alias("kind"),
                "value",
                pl.lit(None, pl.String).alias("unit"),
                pl.lit(None, pl.Float64).alias("factor"),
                "role",
                "form",
            ),
            places.select(
                "start",
                "end",
                pl.lit("place").alias("kind"),
                pl.col("place").alias("value"),
                pl.col("country").alias("unit"),
                pl.lit(None, pl.Float64).alias("factor"),
                pl.col("level").alias("role"),
                pl.lit(None, pl.String).alias("form"),
            ),
        ]
    ).sort("start", "end", "kind", "value", "role")
    mentions = placed(batch, meanings.with_row_index("m").cast({"m": pl.Int64}), "start").with_columns(
        (pl.col("start") - pl.col("line_start") <= AT_THE_FRONT).alias("heads its line"),
        bracketed(batch, meanings),
    )
    return Scene(batch, quantities, mentions, countries, lexicon)


def standing_free(batch: Batch, quantities: pl.DataFrame) -> pl.DataFrame:
    """Without the digits inside words ("A0603", "IPv6"), clock times and parts of longer codes."""
    start, end = quantities["number_start"].to_numpy(), quantities["end"].to_numpy()
    text = batch.codes
    first = quantities["start"].to_numpy()
    letter_before = (first > 0) & batch.alnum[np.maximum(first - 1, 0)] & (first == start)
    letter_after = np.concatenate((batch.alnum, [False, False]))[end]
    colon = (start > 0) & (text[np.maximum(start - 1, 0)] == ord(":"))
    colon &= (start > 1) & batch.alnum[np.maximum(start - 2, 0)]
    digit = (text >= ord("0")) & (text <= ord("9"))
    colon |= (text[end] == ord(":")) & digit[np.minimum(end + 1, len(digit) - 1)]
    return quantities.filter(pl.Series(~(letter_before | letter_after | colon)))


def bracketed(batch: Batch, mentions: pl.DataFrame) -> pl.Column:
    """Whether a mention stands at either end of a bracket, as units of labels do: "Subscribers (million)"."""
    start, end = mentions["start"].integers(), mentions["end"].integers()
    opened = (start > 0) & (batch.codes[np.maximum(start - 1, 0)] == ord("("))
    return pl.Series("bracketed", opened | (batch.codes[end] == ord(")")))


def placed(batch: Batch, frame: pl.DataFrame, at: str) -> pl.DataFrame:
    """The frame with where each row stands: doc, sent, line, word, commas, strong, table, row, column, ..."""
    start, end = frame[at].to_numpy(), frame["end"].to_numpy()
    sent = batch.sentence_of(start)
    lines = batch.sentences.select(
        "sent",
        pl.col("start").alias("sent_start"),
        pl.col("end").alias("sent_end"),
        "doc",
        "line",
        "title",
        "bullet",
        "lead",
        "heading",
        "section",
        "headed",
        "table",
        "row",
        pl.col("line").shift(1).alias("line_of_prev"),
        pl.col("doc").shift(1).alias("doc_of_prev"),
        (pl.col("sent") == pl.col("sent").min().over("line")).alias("opens its line"),
        pl.col("start").min().over("line").alias("line_start"),
        pl.when(pl.col("table").is_not_null()).then(pl.col("sent").min().over("table")).alias("first_sent"),
    )
    line_start = batch.count("cells", batch.sentences["start"].to_numpy())[np.maximum(sent, 0)]
    return (
        frame.with_columns(
            pl.Series("sent", sent, dtype=pl.Int64),
            pl.Series("word", batch.count("words", start), dtype=pl.Int64),
            pl.Series("word_end", batch.count("words", end), dtype=pl.Int64),
            pl.Series("commas", batch.count("commas", start), dtype=pl.Int64),
            pl.Series("strong", batch.count("strong", start), dtype=pl.Int64),
            pl.Series("colons", batch.count("colons", start), dtype=pl.Int64),
            pl.Series("column", batch.count("cells", start) - line_start, dtype=pl.Int64),
        )
        .join(lines, on="sent", how="left", maintain_order="left")
        .with_columns(pl.when(pl.col("table").is_not_null()).then(pl.col("column")).alias("column"))
    )


def main_countries(batch: Batch, places: pl.DataFrame, publishers: pl.DataFrame) -> pl.DataFrame:
    """The country each document is about: its own place, else the one named most, early mentions first."""
    own = pl.DataFrame(
        {"doc": range(len(batch.documents)), "own": [d.place for d in batch.documents]},
        schema={"doc": pl.Int64, "own": pl.String},
    )
    first = pl.Series(batch.zones[places["doc"].to_numpy()])
    named = (
        places.with_columns(
            (
                pl.when(pl.col("country") == "world")
                .then(0.6)
                .when(pl.col("level") == "country")
                .then(1.0)
                .otherwise(0.3)
                * (1.0 + 3.0 * (pl.col("start") - first < EARLY))
            ).alias("weight")
        )
        .group_by("doc", "country", maintain_order=True)
        .agg(pl.col("weight").sum())
    )
    ranked = (
        pl.concat([named, publishers.select("doc", "country", pl.lit(0.5).alias("weight"))])
        .group_by("doc", "country", maintain_order=True)
        .agg(pl.col("weight").sum())
        .sort("doc", pl.col("weight") * -1, maintain_order=True)
        .unique("doc", keep="first", maintain_order=True)
    )
    return own.join(ranked, on="doc", how="left", maintain_order="left").select(
        "doc", pl.coalesce("own", "country").alias("country")
    )
