"""Percentages against the counts or amounts they are taken of."""

from __future__ import annotations

from typing import Final

import polars as pl

from connectivity.analysis.audit.findings import about, finding, plausibly, side, stated, sure, verdict
from connectivity.analysis.wording import named, number, phrase, plain

__all__ = ["percent_and_counts", "share_and_whole"]

_COUNTED_AS: Final = {"ecommerce_share": "ecommerce_sales"}
_PART: Final = ("doc", "counted_as", "technology", "status", "place", "group", "period")
_FACTS: Final = ("indicator", "status", "place", "period", "group", "unit", "value", "low", "high")
_WHOLE: Final = ("of", "status", "place", "period")


def percent_and_counts(figures: pl.LazyFrame, observations: pl.LazyFrame) -> pl.LazyFrame:
    """A percentage against part and whole of the same group that the same document counts."""
    same_group = pl.col("group").eq_missing(pl.col("group_w"))
    return _found(_compared(figures, observations).filter(same_group), "percent_and_counts")


def share_and_whole(figures: pl.LazyFrame, observations: pl.LazyFrame) -> pl.LazyFrame:
    """The share of a group against its amount and the whole, even where another document states the whole.

    Only amounts: of "40 % of rural schools" the whole is the rural schools, not all of them.
    """
    of_all = pl.col("group").is_not_null() & pl.col("group_w").is_null()
    of_all &= (pl.col("aspect") == "total") & (pl.col("of") == pl.col("counted_as"))
    return _found(_compared(figures, observations).filter(of_all), "share_and_whole")


def _compared(figures: pl.LazyFrame, observations: pl.LazyFrame) -> pl.LazyFrame:
    """Each percentage with its part (`_p`) and whole (`_w`), of the same document before others."""
    shares = figures.filter(
        pl.col("unit") == "%",
        pl.col("aspect") != "change",
        pl.col("of").is_not_null(),
        pl.col("period").is_not_null(),
    ).with_columns(pl.col("indicator").replace(_COUNTED_AS).alias("counted_as"))
    counts = figures.filter(~pl.col("unit").is_in(["%", "pp", "x", "rank"]), pl.col("aspect") != "change")
    part_key = ["doc_p", "indicator_p", "technology_p", "status_p", "place_p", "group_p", "period_p"]
    with_part = (
        _with_groups(shares, counts)
        .join(side(counts, "p"), left_on=_PART, right_on=part_key, how="inner", nulls_equal=True)
        .filter((pl.col("aspect") == pl.col("aspect_p")) | (pl.col("counted_as") == "users"))
    )
    whole_key = ["indicator_w", "status_w", "place_w", "period_w"]
    return (
        with_part.join(
            _wholes(counts, observations), left_on=_WHOLE, right_on=whole_key, how="inner", nulls_equal=True
        )
        .filter(
            pl.col("unit_p") == pl.col("unit_w"),
            pl.col("figure_p") != pl.col("figure_w"),
            pl.col("value_w") > 0,
            pl.col("value_p") != pl.col("value_w"),
            pl.col("doc_w").is_null() | (pl.col("doc_w") == pl.col("doc")),
        )
        .with_columns((pl.col("doc_w") == pl.col("doc")).fill_null(value=False).alias("here"))
        .sort(
            "figure", "here", "group_w", "figure_p", "figure_w", descending=[False, True, False, False, False]
        )
        .unique(["figure", "figure_p", "group_w"], keep="first", maintain_order=True)
    )


def _with_groups(shares: pl.LazyFrame, counts: pl.LazyFrame) -> pl.LazyFrame:
    """The shares, those of their own kind that name no group with that of the amount before them.

    "Foreign shops sold for 1.3 billion, 20 % of online sales": a share of online sales in themselves can only
    be that of the part which the sentence has just named.
    """
    named = counts.filter(pl.col("group").is_not_null()).select(
        "doc",
        "sentence_start",
        "start",
        pl.col("indicator").alias("counted_as"),
        pl.col("group").alias("named"),
    )
    own = (pl.col("of") == pl.col("counted_as")) & pl.col("group").is_null() & (pl.col("aspect") == "total")
    before = (
        shares.filter(own, pl.col("technology").is_null())
        .join(named, on=["doc", "sentence_start", "counted_as"], how="inner", suffix="_named")
        .filter(pl.col("start_named") < pl.col("start"))
        .sort("start_named", "named", descending=[True, False])
        .unique("figure", keep="first", maintain_order=True)
        .select("figure", "named")
    )
    return shares.join(before, on="figure", how="left").with_columns(
        pl.coalesce("group", "named").alias("group")
    )


def _wholes(counts: pl.LazyFrame, observations: pl.LazyFrame) -> pl.LazyFrame:
    """Totals of figures, and of observations (without a document) as what other documents state."""
    columns = [*_FACTS, "figure", "doc", "bound", "surface"]
    total = (pl.col("aspect") == "total") & pl.col("technology").is_null()
    elsewhere = observations.with_columns(
        pl.col("figures").list.first().alias("figure"),
        pl.lit(None, dtype=pl.String).alias("doc"),
        pl.lit("exact").alias("bound"),
        pl.lit(None, dtype=pl.String).alias("surface"),
    )
    return side(pl.concat([f.filter(total).select(columns) for f in (counts, elsewhere)]), "w")


def _found(pairs: pl.LazyFrame, kind: str) -> pl.LazyFrame:
    expected = (stated("p") / stated("w")).scale(100.0)
    usually = (plausibly("p") / plausibly("w")).scale(100.0)
    exact = pl.all_horizontal(pl.col("bound", "bound_p", "bound_w") == "exact")
    bound = pl.when(pl.col("bound") == "exact").then(pl.lit("")).otherwise(named("bound"))
    words = phrase(
        "{part} / {whole} = {expected} %, stated as {bound}{stated} %",
        part=number(pl.col("value_p")),
        whole=number(pl.col("value_w")),
        expected=plain(expected.value, 1),
        bound=bound.str.replace(r"(\w)$", "$1 ").str.replace_all("_", " "),
        stated=number(pl.col("value")),
    )
    judged = pairs.with_columns(
        verdict(stated(), plausibly(), expected, usually, exact & pl.col("here")).alias("severity")
    )
    return finding(
        sure(judged, "figure", "figure_p", "figure_w"),
        kind,
        severity=pl.col("severity"),
        figures=["figure", "figure_p", "figure_w"],
        claimed=pl.col("value"),
        expected=expected,
        statement=pl.concat_str(about("place", "indicator", "technology", "group", "period"), words),
    )
