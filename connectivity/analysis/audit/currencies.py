"""Pairs of amounts in two currencies against the quoted rate."""

from __future__ import annotations

import polars as pl

from connectivity.analysis.audit.findings import finding
from connectivity.analysis.currency import currency
from connectivity.analysis.intervals import Interval
from connectivity.wording import tr

__all__ = ["currency_pair"]


def currency_pair(figures: pl.LazyFrame, observations: pl.LazyFrame) -> pl.LazyFrame:
    """The rate that two amounts imply against the quoted one.

    A disagreement is a warning only with a rate of the same sentence: that of another day may simply differ.
    """
    facts = figures.select("figure", "place", "indicator", "sentence_start")
    rates = figures.select("figure", pl.col("doc", "sentence_start").name.suffix("_rate"))
    pairs = (
        currency(figures, observations)
        .filter(pl.col("quoted").is_not_null())
        .join(facts, left_on="figure_base", right_on="figure", how="left")
        .join(rates, left_on="quoted_figure", right_on="figure", how="left")
    )
    here = (pl.col("doc_rate") == pl.col("doc")) & (pl.col("sentence_start_rate") == pl.col("sentence_start"))
    here = here.fill_null(value=False)
    other = pl.lit(tr("not the rate of that amount"))
    apart = pl.when(here).then(pl.lit(tr("they do not agree"))).otherwise(other)
    words = pl.when("agrees").then(pl.lit(tr("they agree"))).otherwise(apart)
    return finding(
        pairs,
        "currency_pair",
        severity=pl.when(~pl.col("agrees") & here).then(pl.lit("warning")).otherwise(pl.lit("info")),
        figures=pl.col("figures"),
        claimed=pl.col("implied"),
        expected=Interval.of("quoted"),
        statement=pl.format("{}: {}: {}", pl.col("pair"), pl.col("formula"), words),
    )
