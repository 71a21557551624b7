"""Complements: connected and unconnected make up the total, two shares of one whole make up 100 %."""

from __future__ import annotations

from typing import Final

import polars as pl

from connectivity.analysis.audit.findings import about, finding, plausible, plausibly, side, stated, verdict
from connectivity.analysis.coverage import gaps
from connectivity.analysis.intervals import Interval
from connectivity.analysis.wording import number, phrase

__all__ = ["connected_and_unconnected", "shares_to_hundred"]

_WHOLE: Final = ("doc", "indicator", "status", "place", "of", "period")
_HUNDRED: Final = 100.0


def connected_and_unconnected(figures: pl.LazyFrame, observations: pl.LazyFrame) -> pl.LazyFrame:
    """The number without a connection, as stated, against the total less the connected."""
    ids = ("connected_figures", "total_figures", "stated_figures")
    rows = gaps(observations).filter(
        pl.all_horizontal(pl.col("connected", "total", "gap_stated").is_not_null()),
        pl.col("connected_figures").list.set_intersection("stated_figures").list.len() == 0,
        pl.col("total_figures").list.set_intersection("stated_figures").list.len() == 0,
    )
    rest = figures.select(
        "figure", *(pl.col(c).alias(f"{c}_rest") for c in ("value", "low", "high", "bound"))
    )
    firm_of = figures.select("figure", "doc", "bound")
    pairs = (
        rows.with_columns(pl.col("stated_figures").list.first().alias("rest_figure"))
        .join(rest, left_on="rest_figure", right_on="figure", how="inner")
        .with_columns(pl.concat_list(ids).alias("all_figures"))
        .with_row_index("row")
        .cache()  # numbered once: the index must be the same on both sides of the join
    )
    firm = (
        pairs.select("row", pl.col("all_figures").alias("figure"))
        .explode("figure")
        .join(firm_of, on="figure", how="left")
        .group_by("row")
        .agg(((pl.col("doc").n_unique() == 1) & (pl.col("bound") == "exact").all()).alias("firm"))
    )
    expected = (Interval.of("total") - Interval.of("connected")).clip(0)
    usually = (plausible(Interval.of("total")) - plausible(Interval.of("connected"))).clip(0)
    words = phrase(
        "{total} - {connected} = {expected}, {stated} stated",
        total=number(pl.col("total")),
        connected=number(pl.col("connected")),
        expected=number(expected.value),
        stated=number(pl.col("value_rest")),
    )
    return finding(
        pairs.join(firm, on="row", how="left"),
        "connected_and_unconnected",
        severity=verdict(stated("rest"), plausible(stated("rest")), expected, usually, pl.col("firm")),
        figures=pl.col("all_figures"),
        claimed=pl.col("value_rest"),
        expected=expected,
        statement=pl.concat_str(about("place", "indicator", "technology", "group", "period"), words),
    )


def shares_to_hundred(figures: pl.LazyFrame, observations: pl.LazyFrame) -> pl.LazyFrame:
    """Two shares of one whole that should make up 100 %.

    Connected and unconnected shares of the same things must do so. Two shares of one sentence that differ in
    technology or group are only a finding when they do: nothing says that they are all there is.
    """
    del observations
    shares = figures.filter(
        pl.col("unit") == "%",
        pl.col("aspect") != "change",
        pl.col("of").is_not_null(),
        pl.col("status") == "actual",
    )
    pairs = shares.join(
        side(shares, "w"), left_on=_WHOLE, right_on=[f"{k}_w" for k in _WHOLE], how="inner", nulls_equal=True
    )
    same = pl.col("technology").eq_missing(pl.col("technology_w")) & pl.col("group").eq_missing(
        pl.col("group_w")
    )
    opposite = same & (pl.col("aspect") == "connected") & (pl.col("aspect_w") == "unconnected")
    one_sentence = pl.col("sentence_start") == pl.col("sentence_start_w")
    rounded_alike = (pl.col("value") + pl.col("value_w")) == _HUNDRED
    side_by_side = (
        ~same
        & (pl.col("aspect") == pl.col("aspect_w"))
        & one_sentence
        & (pl.col("start") < pl.col("start_w"))
    )
    rest, usually = (Interval.exact(_HUNDRED) - one for one in (stated(), plausibly()))
    firm = (pl.col("bound") == "exact") & (pl.col("bound_w") == "exact")
    words = pl.format(
        "{} % + {} % = {} %",
        number(pl.col("value")),
        number(pl.col("value_w")),
        number(pl.col("value") + pl.col("value_w")),
    )
    return finding(
        pairs.filter(opposite | (side_by_side & rounded_alike)),
        "shares_to_hundred",
        severity=verdict(stated("w"), plausibly("w"), rest, usually, firm),
        figures=["figure", "figure_w"],
        claimed=pl.col("value_w"),
        expected=rest,
        statement=pl.concat_str(about("place", "indicator", "period"), words),
    )
