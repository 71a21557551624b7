"""Targets in force, each with what it was before.

Within a series of targets (one indicator, technology, aspect, place, group and unit) a newer document moves
an older target when it gives the same value another deadline, or the same deadline another value, or asks for
no more at a later time. Anything else (more, later) is a further milestone, and both are in force. A target
without a deadline is not in force beside one of the same value that has one: they are the same.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from connectivity.analysis.schemas import MOVED_FROM
from connectivity.analysis.vocabulary import FALLING_IS_BETTER, UNRELATED

__all__ = ["goals"]

_AS_OLD: Final = ("observation", "value", "period", "period_end", "as_of")


def goals(observations: pl.LazyFrame) -> pl.LazyFrame:
    """The targets in force.

    Args:
        observations: Rows of OBSERVATION_SCHEMA.

    Returns:
        Rows of targets with the columns of observations, `goal` (their observation) and `moved_from` (what
        the target was before, oldest first).
    """
    aims = observations.filter(
        pl.col("status") == "target",
        pl.col("aspect").is_in(["total", "connected", "unconnected"]),
        ~pl.col("indicator").is_in(["investment", *UNRELATED]),
        pl.col("value").is_not_null(),
    )
    dated = pl.col("period").is_not_null().any().over("series", "value")
    aims = (
        aims.filter(pl.col("period").is_not_null() | ~dated)
        .sort("as_of", "observation", descending=[True, False], nulls_last=True)
        .unique(["series", "value", "period"], keep="first", maintain_order=True)
        .cache()
    )
    moves = _moves(aims).cache()
    former = (
        pl.concat([moves.select("goal", "former"), _restated(aims)])
        .group_by("goal")
        .agg(pl.col("former").sort_by(_former("as_of"), _former("value"), _former("deadline")))
    )
    in_force = aims.join(
        moves.select("observation_old"), left_on="observation", right_on="observation_old", how="anti"
    )
    return (
        in_force.with_columns(pl.col("observation").alias("goal"))
        .join(former, on="goal", how="left")
        .with_columns(pl.col("former").fill_null(pl.lit([], dtype=MOVED_FROM)).alias("moved_from"))
        .drop("former")
    )


def _former(field: str) -> pl.Expr:
    return pl.col("former").struct.field(field)


def _moves(aims: pl.LazyFrame) -> pl.LazyFrame:
    """Pairs of a target and an older one that it replaces."""
    old = aims.select("series", pl.col(_AS_OLD).name.suffix("_old"))
    lower = pl.col("aspect").is_in(FALLING_IS_BETTER) | pl.col("indicator").is_in(FALLING_IS_BETTER)
    no_more = (
        pl.when(lower)
        .then(pl.col("value") >= pl.col("value_old"))
        .otherwise(pl.col("value") <= pl.col("value_old"))
    )
    same_value = pl.col("value") == pl.col("value_old")
    same_deadline = pl.col("period_end").eq_missing(pl.col("period_end_old"))
    delayed = (pl.col("period_end") > pl.col("period_end_old")).fill_null(value=False) & no_more
    other = ~(same_value & same_deadline)
    return (
        aims.join(old, on="series", how="inner")
        .filter(
            (pl.col("as_of") > pl.col("as_of_old")).fill_null(value=False),
            (same_value | same_deadline | delayed) & other,
        )
        .select(
            pl.col("observation").alias("goal"),
            "observation_old",
            "as_of_old",
            pl.struct(
                pl.col("value_old").alias("value"),
                pl.col("period_old").alias("deadline"),
                pl.col("as_of_old").alias("as_of"),
            ).alias("former"),
        )
    )


def _restated(aims: pl.LazyFrame) -> pl.LazyFrame:
    """Pairs of a target and another value that an older document gives for the same deadline."""
    old = pl.col("superseded").struct
    return (
        aims.explode("superseded")
        .filter((old.field("as_of") < pl.col("as_of")).fill_null(value=False))
        .select(
            pl.col("observation").alias("goal"),
            pl.struct(
                old.field("value").alias("value"),
                pl.col("period").alias("deadline"),
                old.field("as_of").alias("as_of"),
            ).alias("former"),
        )
    )
