"""Which unit a number has, or that it is no figure: candidates and features."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from connectivity.extraction import columns as pl
from connectivity.extraction.features_unit import unit_features
from connectivity.extraction.model import Choice
from connectivity.extraction.pairs import UNBROKEN, pair_frame

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene

__all__ = ["NOT_A_FIGURE", "chained", "unit_choice"]

NOT_A_FIGURE: Final = "not a figure"
MOST_PERCENT: Final = 1000
TABLE_RELATIONS: Final = ["cell", "column", "row", "rowcell", "caption", "lead"]
COLUMNS: Final = [
    "q",
    "value",
    "type",
    "thing",
    "factor",
    "m",
    "start",
    "end",
    "rel",
    "near",
    "after",
    "words",
    "comma_breaks",
    "strong_breaks",
    "numbers",
    "rank_after",
    "rank_before",
    "rank_near",
    "owner",
    "sentences",
    "same paragraph",
    "opens the paragraph",
    "behind a colon",
    "heads its line",
]

KNOWN: Final = [  # what features read of a number
    "q",
    "measure",
    "spelled",
    "digits",
    "next1",
    "plural next",
    "plural second",
    "behind a place",
    "run of names",
    "before: more",
    "before: definite",
    "behind: of",
    "behind: verb",
    "behind: band",
    "second: these",
    "in_brackets",
    "dash_before",
    "dash_after",
    "plus_before",
    "list_marker",
    "name_before",
    "name_after",
    "rank_before",
    "rank_after",
    "acronym_before",
    "capital_before",
    "yearlike",
    "zero_led",
    "grouped",
    "beside_number",
    "scaled",
    "table",
    "alone in a cell",
    "in a group",
    "age:touch",
    "part of the next",
    "whole of the last",
    pl.col("value").alias("number"),
    pl.col("unit").alias("own"),
    "noun",
    (pl.col("change:sentence") + pl.col("share:sentence")).clip(0, 1).alias("of a share"),
    "hyphen noun",
    "hyphened",
    "dating",
    "duration",
    "people before",
    "people behind",
    "scale of",
    "age in commas",
    "per before",
    "contest",
    "value_upper",
]


def unit_choice(scene: Scene, quantities: pl.DataFrame) -> Choice:
    """Candidates of the unit, or that a number is no figure: `NOT_A_FIGURE`.

    They are the unit written at the number, things counted nearby, units of a table's heads, the unit of the
    number before, the noun behind. `chained` has those of the second pass.

    Args:
        scene: The lexed batch.
        quantities: The numbers with their surroundings.
    """
    things, heads = named(scene, quantities)
    frame = pl.concat(
        [
            things.select(COLUMNS),
            heads.select(COLUMNS),
            *own_candidates(quantities),
            carried(quantities),
            anchored(quantities, things),
            listed(quantities),
        ],
        how="diagonal_relaxed",
    ).sort("q", "type", "m", "value", nulls_last=True)
    known = quantities.select(KNOWN).rename(
        {"rank_before": "after_rank_word", "rank_after": "before_rank_word"}
    )
    frame = frame.join(known, on="q", how="left", maintain_order="left")
    no_share = (
        (pl.col("value") == "%")
        & (pl.col("type") != "measure")
        & (pl.col("scaled") | (pl.col("number").abs() > MOST_PERCENT))
    )
    denominator = pl.col("per before") & (pl.col("measure") == "bare") & (pl.col("type") != "none")
    keep = ~no_share & ~denominator
    return Choice("unit", frame.filter(keep), unit_features(), known=tuple(known.columns[1:]), keep=keep)


def named(scene: Scene, quantities: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """For bare numbers, the things named in the windows, and the units of the heads of a table or list."""
    bare = quantities.filter(pl.col("measure") == "bare").select("q")
    kinds = ["thing", "unit", "currency", "rank_before"]
    pairs = pair_frame(scene, kinds).join(bare, on="q", how="semi")
    things = pairs.filter(pl.col("kind") == "thing").with_columns(
        pl.col("unit").alias("value"),
        pl.col("value").alias("thing"),
        pl.lit("thing").alias("type"),
        pl.lit(1.0).alias("factor"),
    )
    labelled = pl.col("behind a colon") & pl.col("bracketed")
    heads = pairs.filter(
        pl.col("kind").is_in(["unit", "currency"])
        & (pl.col("rel").is_in(TABLE_RELATIONS) | labelled)
        & (pl.col("unit") != "second")  # "second" in a head is an ordinal
        & ((pl.col("kind") == "unit") | (pl.col("factor") == 1))  # "p" there is no penny
    ).with_columns(
        pl.col("unit").alias("value"), pl.lit(None, pl.String).alias("thing"), pl.lit("head").alias("type")
    )
    ranks = pairs.filter((pl.col("kind") == "rank_before") & (pl.col("rel") == "column")).with_columns(
        pl.lit("rank").alias("value"),
        pl.lit(None, pl.String).alias("thing"),
        pl.lit("head").alias("type"),
        pl.lit(1.0).alias("factor"),
    )
    return things, pl.concat([heads, ranks])


def own_candidates(quantities: pl.DataFrame) -> list[pl.DataFrame]:
    """The unit at the number, the noun behind it, a rank, and that it is no figure."""
    blank = {"thing": pl.lit(None, pl.String), "factor": pl.lit(1.0)}

    def made(frame: pl.DataFrame, value: pl.Expr, kind: str) -> pl.DataFrame:
        return frame.select(
            "q", value.alias("value"), pl.lit(kind).alias("type"), *(e.alias(n) for n, e in blank.items())
        )

    bare = quantities.filter(pl.col("measure") == "bare")
    return [
        made(quantities.filter(pl.col("measure") != "bare"), pl.col("unit"), "measure"),
        made(bare.filter(pl.col("noun").is_not_null()), pl.col("noun"), "noun"),
        made(bare.filter(pl.col("noun of the whole").is_not_null()), pl.col("noun of the whole"), "whole"),
        made(bare.filter(pl.col("rank_before")), pl.lit("rank"), "rank"),
        made(bare.filter(pl.col("noun") == "point"), pl.lit("pp"), "points"),
        made(bare.filter(pl.col("people before") | pl.col("people behind")), pl.lit("person"), "people"),
        made(bare.filter(pl.col("scale of").is_not_null()), pl.col("scale of"), "scale"),
        made(quantities, pl.lit(NOT_A_FIGURE), "none"),
    ]


def carried(quantities: pl.DataFrame) -> pl.DataFrame:
    """For bare numbers, the unit written at the last number before that has one, within two sentences."""
    written = quantities.filter(pl.col("measure").is_in(["unit", "currency"]))
    measured = stations(written, pl.col("unit").alias("value"), pl.lit(None, pl.String).alias("thing"))
    return followed(quantities, measured.drop("q"), "carried", 1)


def chained(quantities: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """For bare numbers, the unit that the first pass gave the figure before, within two sentences."""
    figures = stations(quantities).join(before.select("q", "value", "thing"), on="q")
    figures = figures.filter(pl.col("value") != NOT_A_FIGURE).drop("q")
    return followed(quantities, figures, "chained", 2)


def anchored(quantities: pl.DataFrame, things: pl.DataFrame) -> pl.DataFrame:
    """For bare numbers, the thing counted by the last number right before a noun, within four sentences."""
    close = pl.col("near") & pl.col("after") & (pl.col("words") <= 2) & UNBROKEN
    sure = things.filter(close).sort("q", "words").unique("q", keep="first", maintain_order=True)
    figures = stations(quantities).join(sure.select("q", "value", "thing"), on="q").drop("q")
    return followed(quantities, figures, "anchored", 3)


def listed(quantities: pl.DataFrame) -> pl.DataFrame:
    """For bare numbers of a list, the unit at its last number: "100, 400 and 1,000 megabits"."""
    frame = quantities.select("q", "measure", "unit", "noun", "joins the next").sort("q")
    unit = (
        pl.when(pl.col("measure").is_in(["unit", "currency"]))
        .then(pl.col("unit"))
        .when(pl.col("measure") == "bare")
        .then(pl.col("noun"))
    )
    reach = frame.with_columns(unit.alias("ahead"))
    for _ in range(3):
        reach = reach.with_columns(
            pl.coalesce("ahead", pl.when(pl.col("joins the next")).then(pl.col("ahead").shift(-1))).alias(
                "ahead"
            )
        )
    found = reach.filter(
        (pl.col("measure") == "bare") & pl.col("ahead").is_not_null() & pl.col("noun").is_null()
    )
    return found.select(
        "q", pl.col("ahead").alias("value"), pl.lit("listed").alias("type"), pl.lit(1.0).alias("factor")
    )


def stations(quantities: pl.DataFrame, *more: pl.Expr) -> pl.DataFrame:
    """Where each number stands: q, doc, at, from_sent, from_word, and more columns."""
    return quantities.select(
        "q",
        "doc",
        pl.col("start").alias("at"),
        pl.col("sent").alias("from_sent"),
        pl.col("word").alias("from_word"),
        *more,
    )


def followed(quantities: pl.DataFrame, figures: pl.DataFrame, kind: str, reach: int) -> pl.DataFrame:
    """Bare numbers with the last of the figures before them, as candidates of a kind."""
    bare = quantities.filter(pl.col("measure") == "bare").select(
        "q", "doc", "sent", "word", (pl.col("start") - 1).alias("at")
    )
    found = (
        bare.sort("at")
        .join_asof(figures.sort("at"), on="at", by="doc", check_sortedness=False)
        .drop_nulls("value")
    )
    gap = pl.col("sent") - pl.col("from_sent")
    return found.filter(gap <= reach).select(
        "q",
        "value",
        "thing",
        pl.lit(kind).alias("type"),
        pl.lit(1.0).alias("factor"),
        pl.when(gap == 0).then(pl.lit("same")).otherwise(pl.lit("prev")).alias("rel"),
        gap.alias("gap"),
        (pl.col("word") - pl.col("from_word")).clip(0, 60).alias("words"),
        (gap == 0).alias("near"),
        pl.lit(value=False).alias("after"),
    )
