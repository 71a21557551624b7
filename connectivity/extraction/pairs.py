"""Candidate pairs of numbers and mentions, from bounded windows, with the features every attribute shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene

__all__ = ["RELATIONS", "UNBROKEN", "pair_frame"]

# where a mention stands to the number, the closest relation first
RELATIONS: Final = (
    "same",
    "cell",
    "column",
    "row",
    "rowcell",
    "headrow",
    "lead",
    "caption",
    "prev",
    "prevline",
    "heading",
    "section",
    "title",
    "back",
)
FAR: Final = 60  # words
UNBROKEN: Final = (pl.col("comma_breaks") + pl.col("strong_breaks")) == 0

# the columns of a mention that a pair keeps
KEPT: Final = [
    "m",
    "kind",
    "value",
    "unit",
    "role",
    "form",
    "factor",
    "start",
    "end",
    "word",
    "word_end",
    "commas",
    "strong",
    "colons",
    "sent",
    "line",
    "opens its line",
    "heads its line",
    "bracketed",
]


def pair_frame(scene: Scene, kinds: list[str]) -> pl.DataFrame:
    """One row a number and mention that may belong together.

    Columns: q, m, the mention's kind, value, unit, role, form, its span, `rel` (one of `RELATIONS`), and what
    the features share: after, words (between), breaks, numbers (between), ranks, owner.
    """
    mentions = scene.mentions.filter(pl.col("kind").is_in(kinds))
    quantities = scene.quantities
    plain, tabular = (
        quantities.filter(pl.col("table").is_null()),
        quantities.filter(pl.col("table").is_not_null()),
    )
    ends = pl.Series(quantities["number_end"])
    touching = (pl.col("start").is_in(ends.implode())) | ((pl.col("start") - 1).is_in(ends.implode()))
    mentions = mentions.with_columns(touching.alias("beside a number"))
    inside = mentions.filter(pl.col("table").is_null())
    cells = mentions.filter(pl.col("table").is_not_null())
    joins = [
        windowed(plain, inside, "same", ["sent"], KEPT),
        windowed(
            plain.with_columns(lead_sent=pl.col("lead")), inside, "lead", ["lead_sent"], KEPT, on="sent"
        ),
        windowed(previous(plain, same_line=True), inside, "prev", ["prev_sent"], KEPT, on="sent"),
        windowed(previous(plain, same_line=False), inside, "prevline", ["prev_sent"], KEPT, on="sent"),
        windowed(
            quantities.with_columns(head_sent=pl.col("heading")),
            inside,
            "heading",
            ["head_sent"],
            KEPT,
            on="sent",
        ),
        windowed(quantities, inside.filter("headed"), "section", ["section"], KEPT),
        windowed(quantities, inside.filter("title"), "title", ["doc"], KEPT),
        *table_joins(tabular, cells, inside, KEPT),
        back(quantities, inside, KEPT),
    ]
    order = {name: i for i, name in enumerate(RELATIONS)}
    frame = (
        pl.concat(joins)
        .with_columns(pl.col("rel").replace_strict(order, return_dtype=pl.Int64).alias("rel_order"))
        .sort("q", "m", "rel_order", maintain_order=True)
        .unique(["q", "m"], keep="first", maintain_order=True)
    )
    return shared_features(frame.join(positions_of(quantities), on="q", how="left", maintain_order="left"))


def positions_of(quantities: pl.DataFrame) -> pl.DataFrame:
    """Where each number stands, to be compared with its mentions: q and columns `q_...`."""
    return quantities.select(
        "q",
        pl.col("start").alias("q_start"),
        pl.col("end").alias("q_end"),
        pl.col("word").alias("q_word"),
        pl.col("word_end").alias("q_word_end"),
        pl.col("commas").alias("q_commas"),
        pl.col("strong").alias("q_strong"),
        pl.col("colons").alias("q_colons"),
        pl.col("sent").alias("q_sent"),
        pl.col("line").alias("q_line"),
    )


def windowed(
    quantities: pl.DataFrame,
    mentions: pl.DataFrame,
    rel: str,
    left: list[str],
    keep: list[str],
    *,
    on: str | None = None,
) -> pl.DataFrame:
    """Join numbers and mentions on a window; a mention that overlaps the number itself does not count."""
    right = [on] if on else left
    joined = (
        quantities.select("q", pl.col("number_start").alias("qs"), pl.col("end").alias("qe"), *left)
        .drop_nulls(left)
        .join(
            mentions.select(list(dict.fromkeys([*keep, *right]))),
            left_on=left,
            right_on=right,
            how="inner",
            coalesce=False,
            suffix="_mention",
        )
    )
    sent = "sent_mention" if "sent_mention" in joined.columns else "sent"
    apart = (
        (pl.col("end") <= pl.col("qs"))
        | (pl.col("start") >= pl.col("qe"))
        | pl.col("kind").is_in(["unit", "currency"])
    )
    return joined.filter(apart).select(
        "q",
        *(pl.col(sent).alias("sent") if c == "sent" else pl.col(c) for c in keep),
        pl.lit(rel).alias("rel"),
    )


def previous(quantities: pl.DataFrame, *, same_line: bool) -> pl.DataFrame:
    """Numbers with `prev_sent`, the sentence before theirs, of the same line or of the line before."""
    same = pl.col("line_of_prev") == pl.col("line")
    wanted = same if same_line else (~same & (pl.col("doc_of_prev") == pl.col("doc")))
    return quantities.filter(wanted).with_columns((pl.col("sent") - 1).alias("prev_sent"))


def table_joins(
    tabular: pl.DataFrame, cells: pl.DataFrame, inside: pl.DataFrame, keep: list[str]
) -> list[pl.DataFrame]:
    """For a number in a table: its cell, the heads of its column and row, the line over the table."""
    heads = cells.filter(pl.col("row") == 0)
    return [
        windowed(tabular, cells, "cell", ["table", "row", "column"], keep),
        windowed(tabular.filter(pl.col("row") > 0), heads, "column", ["table", "column"], keep),
        windowed(
            tabular.with_columns(zero=pl.lit(0, pl.Int64)),
            cells.with_columns(zero=pl.col("column")),
            "row",
            ["table", "row", "zero"],
            keep,
        ),
        windowed(
            tabular,
            cells.filter(pl.col("kind").is_in(["unit", "currency"]) & ~pl.col("beside a number")),
            "rowcell",
            ["table", "row"],
            keep,
        ),
        windowed(
            tabular.filter(pl.col("row") > 0),
            heads.filter(pl.col("kind") == "thing"),
            "headrow",
            ["table"],
            keep,
        ),
        windowed(
            tabular.with_columns(caption=pl.col("first_sent") - 1),
            inside,
            "caption",
            ["caption"],
            keep,
            on="sent",
        ),
    ]


def back(quantities: pl.DataFrame, mentions: pl.DataFrame, keep: list[str]) -> pl.DataFrame:
    """The last mention of each kind before the number's sentence, in the same document."""
    parts = []
    for kind in mentions["kind"].unique().sort():
        of_kind = mentions.filter(pl.col("kind") == kind).sort("start")
        last = (
            quantities.select("q", "doc", (pl.col("sent_start") - 1).alias("at"))
            .sort("at")
            .join_asof(
                of_kind.select("doc", pl.col("start").alias("at"), pl.col("start").alias("first")),
                on="at",
                by="doc",
                check_sortedness=False,
            )
            .drop_nulls("first")
        )
        parts.append(
            last.join(of_kind, left_on=["doc", "first"], right_on=["doc", "start"], how="inner", suffix="_m")
            .with_columns(pl.col("first").alias("start"))
            .select("q", *keep, pl.lit("back").alias("rel"))
        )
    return pl.concat(parts) if parts else windowed(quantities.clear(), mentions, "back", ["doc"], keep)


def shared_features(frame: pl.DataFrame) -> pl.DataFrame:
    """Distances, breaks and ranks of each pair."""
    after = pl.col("start") >= pl.col("q_end")
    words = (
        pl.when(after)
        .then(pl.col("word") - pl.col("q_word_end"))
        .otherwise(pl.col("q_word") - pl.col("word_end"))
    )
    near = pl.col("rel").is_in(["same", "cell"])
    distance = words.clip(0, FAR)
    return (
        frame.with_columns(
            after.alias("after"),
            distance.alias("words"),
            (pl.col("commas") - pl.col("q_commas")).abs().clip(0, 4).alias("comma_breaks"),
            (pl.col("strong") - pl.col("q_strong")).abs().clip(0, 3).alias("strong_breaks"),
            near.alias("near"),
            (near & ~after & ((pl.col("q_colons") - pl.col("colons")) == 1)).alias("behind a colon"),
            (pl.col("q_sent") - pl.col("sent")).clip(0, 12).alias("sentences"),
            (~near & (pl.col("q_line") == pl.col("line"))).alias("same paragraph"),
            (~near & (pl.col("q_line") == pl.col("line")) & pl.col("opens its line")).alias(
                "opens the paragraph"
            ),
        )
        .with_columns(
            (pl.col("words") + pl.col("comma_breaks") * 2 + pl.col("strong_breaks") * 3).alias("cost")
        )
        .with_columns(
            pl.when(near & after)
            .then(pl.col("cost").rank("dense").over("q", "kind", "near", "after"))
            .alias("rank_after"),
            pl.when(near & ~after)
            .then(pl.col("cost").rank("dense").over("q", "kind", "near", "after"))
            .alias("rank_before"),
            pl.when(near).then(pl.col("cost").rank("dense").over("q", "kind", "near")).alias("rank_near"),
            pl.when(near).then(pl.col("cost").rank("dense").over("m", "near")).alias("owner"),
            (pl.col("q").rank("dense").over("m", "near", "after")).alias("_order"),
        )
        .with_columns(
            pl.when(near & after)
            .then(pl.col("_order").max().over("m", "near", "after") - pl.col("_order"))
            .when(near)
            .then(pl.col("_order") - 1)
            .otherwise(0)
            .clip(0, 3)
            .alias("numbers")
        )
        .drop("_order")
    )
