"""Which unit a number has, or that it is no figure: candidates and features."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from connectivity.extraction.features import flag, shared
from connectivity.extraction.model import Choice
from connectivity.extraction.pairs import pair_frame

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene

__all__ = ["NOT_A_FIGURE", "unit_choice"]

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
]


def unit_choice(scene: Scene, quantities: pl.DataFrame, before: pl.DataFrame) -> Choice:
    """Candidates: the unit written at the number, things counted nearby, units of a table's heads, the unit of the
    number before, the noun behind, or none of them: `NOT_A_FIGURE`.

    Args:
        scene: The lexed batch.
        quantities: The numbers with their surroundings.
        before: Columns q, value, thing: what the first pass made of each number, for chains of numbers of one thing.
    """
    bare = quantities.filter(pl.col("measure") == "bare").select("q")
    pairs = pair_frame(scene, ["thing", "unit", "currency"]).join(bare, on="q", how="semi")
    things = pairs.filter(pl.col("kind") == "thing").with_columns(
        pl.col("unit").alias("value"),
        pl.col("value").alias("thing"),
        pl.lit("thing").alias("type"),
        pl.lit(1.0).alias("factor"),
    )
    heads = pairs.filter(
        pl.col("kind").is_in(["unit", "currency"]) & pl.col("rel").is_in(TABLE_RELATIONS)
    ).with_columns(
        pl.col("unit").alias("value"), pl.lit(None, pl.String).alias("thing"), pl.lit("head").alias("type")
    )
    frame = pl.concat(
        [
            things.select(COLUMNS),
            heads.select(COLUMNS),
            *own_candidates(quantities),
            carried(quantities),
            chained(quantities, before),
            anchored(quantities, things),
            listed(quantities),
        ],
        how="diagonal_relaxed",
    ).sort("q", "type", "m", "value", nulls_last=True)
    known = quantities.select(
        "q",
        "measure",
        "spelled",
        "digits",
        "next1",
        "prev1",
        "in_brackets",
        "open_bracket",
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
    ).rename({"rank_before": "after_rank_word", "rank_after": "before_rank_word"})
    frame = frame.join(known, on="q", how="left", maintain_order="left")
    no_share = (
        (pl.col("value") == "%")
        & (pl.col("type") != "measure")
        & (pl.col("scaled") | (pl.col("number").abs() > MOST_PERCENT))
    )
    return Choice("unit", frame.filter(~no_share), features())


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
        made(bare.filter(pl.col("rank_before")), pl.lit("rank"), "rank"),
        made(quantities, pl.lit(NOT_A_FIGURE), "none"),
    ]


def carried(quantities: pl.DataFrame) -> pl.DataFrame:
    """For bare numbers, the unit of the last number before that has one written at it, within two sentences."""
    measured = quantities.filter(pl.col("measure").is_in(["unit", "currency"])).select(
        "doc",
        pl.col("start").alias("at"),
        pl.col("unit").alias("value"),
        pl.col("sent").alias("from_sent"),
        pl.col("word").alias("from_word"),
    )
    bare = quantities.filter(pl.col("measure") == "bare").select(
        "q", "doc", "sent", "word", (pl.col("start") - 1).alias("at")
    )
    found = (
        bare.sort("at")
        .join_asof(measured.sort("at"), on="at", by="doc", check_sortedness=False)
        .drop_nulls("value")
    )
    gap = pl.col("sent") - pl.col("from_sent")
    return found.filter(gap <= 1).select(
        "q",
        "value",
        pl.lit("carried").alias("type"),
        pl.lit(1.0).alias("factor"),
        pl.when(gap == 0).then(pl.lit("same")).otherwise(pl.lit("prev")).alias("rel"),
        (pl.col("word") - pl.col("from_word")).clip(0, 60).alias("words"),
        (gap == 0).alias("near"),
        pl.lit(value=False).alias("after"),
    )


def chained(quantities: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """For bare numbers, the unit that the first pass gave the figure before, within two sentences."""
    figures = quantities.select(
        "q",
        "doc",
        pl.col("start").alias("at"),
        pl.col("sent").alias("from_sent"),
        pl.col("word").alias("from_word"),
    ).join(before.select("q", "value", "thing"), on="q")
    figures = figures.filter(pl.col("value") != NOT_A_FIGURE).drop("q")
    return followed(quantities, figures, "chained", 2)


def anchored(quantities: pl.DataFrame, things: pl.DataFrame) -> pl.DataFrame:
    """For bare numbers, the thing counted by the last number right before its noun, within three sentences."""
    close = (
        pl.col("near")
        & pl.col("after")
        & (pl.col("words") <= 2)
        & (pl.col("comma_breaks") + pl.col("strong_breaks") == 0)
    )
    sure = things.filter(close).sort("q", "words").unique("q", keep="first", maintain_order=True)
    figures = (
        quantities.select(
            "q",
            "doc",
            pl.col("start").alias("at"),
            pl.col("sent").alias("from_sent"),
            pl.col("word").alias("from_word"),
        )
        .join(sure.select("q", "value", "thing"), on="q")
        .drop("q")
    )
    return followed(quantities, figures, "anchored", 3)


def listed(quantities: pl.DataFrame) -> pl.DataFrame:
    """For bare numbers of a list, the unit at its last number: "100, 400 and 1,000 megabits"."""
    frame = quantities.select("q", "measure", "unit", "joins the next").sort("q")
    unit = pl.when(pl.col("measure").is_in(["unit", "currency"])).then(pl.col("unit"))
    reach = frame.with_columns(unit.alias("ahead"))
    for _ in range(3):
        reach = reach.with_columns(
            pl.coalesce("ahead", pl.when(pl.col("joins the next")).then(pl.col("ahead").shift(-1))).alias(
                "ahead"
            )
        )
    found = reach.filter((pl.col("measure") == "bare") & pl.col("ahead").is_not_null())
    return found.select(
        "q", pl.col("ahead").alias("value"), pl.lit("listed").alias("type"), pl.lit(1.0).alias("factor")
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


def features() -> tuple:  # type: ignore[type-arg]
    """The features of a unit candidate."""
    kind, none, thing = pl.col("type"), pl.col("type") == "none", pl.col("type") == "thing"
    carried_ = kind == "carried"
    near_after = thing & pl.col("near") & pl.col("after")
    unbroken = (pl.col("comma_breaks").fill_null(0) + pl.col("strong_breaks").fill_null(0)) == 0
    bare = pl.col("measure") == "bare"
    small = pl.col("number").abs() <= 3
    stopped = pl.col("noun").is_null()
    return (
        *(flag(f.name, pl.when(thing | (kind == "head")).then(f.expression), f.prior) for f in shared()),
        flag("measure", kind == "measure", 3.0),
        flag("listed", kind == "listed", 3.0),
        flag("listed, noun behind", (kind == "listed") & ~stopped, -2.0),
        flag("noun", kind == "noun", 0.5),
        flag("rank", kind == "rank", 1.5),
        flag("carried", carried_, -1.0),
        flag("head", kind == "head", 2.0),
        flag("thing", thing, 1.5),
        flag("thing within two words, no break", near_after & (pl.col("words") <= 2) & unbroken, 2.0),
        flag("thing within five words, no break", near_after & (pl.col("words") <= 5) & unbroken, 0.7),
        flag(
            "thing is the noun behind",
            near_after & (pl.col("words") <= 2) & (pl.col("noun") == pl.col("value")),
            1.0,
        ),
        flag(
            "thing right before",
            thing & pl.col("near") & ~pl.col("after") & (pl.col("words") <= 3) & unbroken,
            0.5,
        ),
        flag("carried log words", pl.when(carried_).then((pl.col("words") + 1).log()), -0.5),
        flag("carried from sentence before", carried_ & (pl.col("rel") == "prev"), -0.5),
        flag("carried, scaled", carried_ & pl.col("scaled"), 1.5),
        flag("carried, noun behind", carried_ & ~stopped, -1.0),
        *(
            feature
            for k, prior in (("chained", 0.0), ("anchored", 0.0))
            for feature in (
                flag(k, kind == k, prior),
                flag(f"{k} same sentence", (kind == k) & (pl.col("rel") == "same"), 1.0),
                flag(f"{k} log words", pl.when(kind == k).then((pl.col("words") + 1).log()), -0.3),
                flag(f"{k}, no noun behind", (kind == k) & stopped, 1.0),
                flag(f"{k}, noun behind", (kind == k) & ~stopped, -1.0),
                flag(f"{k}, scaled", (kind == k) & pl.col("scaled"), 0.0),
                flag(f"{k}, spelled", (kind == k) & pl.col("spelled"), 0.0),
                flag(f"{k}, two sentences", (kind == k) & (pl.col("gap") > 1), -0.5),
            )
        ),
        flag(
            "thing of the whole",
            thing
            & pl.col("near")
            & pl.col("after")
            & (pl.col("part of the next") > 0)
            & (pl.col("numbers") == 1),
            2.5,
        ),
        flag(
            "thing of the part",
            thing & pl.col("near") & ~pl.col("after") & (pl.col("whole of the last") > 0),
            0.5,
        ),
        flag("chained whole", kind.is_in(["chained", "anchored"]) & (pl.col("whole of the last") > 0), 1.5),
        flag(
            "thing is settlement-like",
            thing & pl.col("value").is_in(["settlement", "school", "household", "base_station"]),
            0.0,
        ),
        flag("thing is a person", thing & (pl.col("value") == "person"), -0.3),
        flag("thing is a subscription", thing & (pl.col("value") == "subscription"), 0.0),
        flag("thing is a city", thing & (pl.col("value") == "city"), -0.2),
        flag("title thing", thing & (pl.col("rel") == "title"), 0.0),
        flag("thing before, no noun behind", thing & pl.col("near") & ~pl.col("after") & stopped, 0.5),
        flag("thing after, no noun behind", thing & pl.col("near") & pl.col("after") & stopped, -0.5),
        flag("noun of a word number", (kind == "noun") & pl.col("spelled"), -0.3),
        flag("noun of one", (kind == "noun") & (pl.col("number") == 1), -1.5),
        flag("noun of digits", (kind == "noun") & ~pl.col("spelled"), 0.0),
        flag("scaled noun", (kind == "noun") & pl.col("scaled"), 0.5),
        flag("none: word", none & pl.col("spelled"), 0.5),
        flag("none: one", none & pl.col("spelled") & (pl.col("number") == 1), 2.0),
        flag("none: small word", none & pl.col("spelled") & small, 0.7),
        flag("none: bare", none & bare, 1.0),
        flag("none: ordinal", none & (pl.col("measure") == "rank"), 2.5),
        flag("none: ordinal word", none & (pl.col("measure") == "rank") & pl.col("spelled"), 1.5),
        flag(
            "measure: ordinal after rank word",
            (kind == "measure")
            & (pl.col("measure") == "rank")
            & (pl.col("after_rank_word") | pl.col("before_rank_word")),
            3.5,
        ),
        flag("none: after a naming word", none & pl.col("name_before"), 2.5),
        flag("none: measured after a naming word", none & pl.col("name_before") & ~bare, -2.0),
        flag("none: before a naming word", none & pl.col("name_after"), 2.0),
        flag("none: dash before", none & pl.col("dash_before"), 2.0),
        flag("none: dash behind", none & pl.col("dash_after"), 1.5),
        flag("none: sign before", none & pl.col("plus_before"), 2.5),
        flag("none: marks a list", none & pl.col("list_marker") & bare, 4.0),
        flag("none: alone in brackets", none & pl.col("in_brackets") & bare & ~pl.col("grouped"), 1.5),
        flag("none: after capitals", none & pl.col("acronym_before") & bare, 1.5),
        flag("none: after a capital", none & pl.col("capital_before") & bare & ~pl.col("spelled"), 0.8),
        flag("none: in a group's name", none & pl.col("in a group"), 3.0),
        flag("none: behind an age word", none & (pl.col("age:touch") > 0), 2.0),
        flag("none: year", none & pl.col("yearlike") & bare, 2.5),
        flag("none: led by zero", none & pl.col("zero_led"), 3.0),
        flag("none: grouped digits", none & pl.col("grouped"), -1.5),
        flag("none: scaled", none & pl.col("scaled"), -2.0),
        flag("none: beside numbers", none & bare & (pl.col("beside_number") > 0), 1.0),
        flag("none: alone in a cell", none & pl.col("alone in a cell"), -3.0),
        flag("noun: alone in a cell", (kind == "noun") & pl.col("alone in a cell"), -3.0),
        flag(
            "first thing of the row's head",
            thing & (pl.col("rel") == "row") & (pl.col("start") == pl.col("start").min().over("q", "rel")),
            1.5,
        ),
        flag(
            "last thing of the heads",
            thing
            & (pl.col("rel") == "headrow")
            & (pl.col("start") == pl.col("start").max().over("q", "rel")),
            0.3,
        ),
        flag(
            "first thing of the caption",
            thing
            & (pl.col("rel") == "caption")
            & (pl.col("start") == pl.col("start").min().over("q", "rel")),
            0.5,
        ),
        flag(
            "first thing of the lead",
            thing & (pl.col("rel") == "lead") & (pl.col("start") == pl.col("start").min().over("q", "rel")),
            0.3,
        ),
        flag("none: in a table", none & pl.col("table").is_not_null(), -0.5),
        flag("none: no noun", none & bare & stopped, 0.3),
        flag("none: decimal bare", none & bare & pl.col("digits").str.contains(r"\.\d"), 0.3),
        flag("none: band", none & pl.col("next1").is_in(["band", "bands", "range", "range,"]), 3.5),
        flag(
            "none: time unit",
            none & pl.col("own").is_in(["year", "month", "week", "day", "hour", "minute", "second"]),
            0.7,
        ),
        flag("none: bytes or seconds", none & pl.col("own").is_in(["m", "second", "MB"]), 0.5),
        flag("none: multiple word", none & (pl.col("measure") == "multiple") & pl.col("spelled"), 0.5),
        flag("none: half", none & (pl.col("measure") == "share") & (pl.col("digits") == "half"), 0.5),
    )
