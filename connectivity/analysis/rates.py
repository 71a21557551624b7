"""Quoted exchange rates, both ways round, from figures and from observations."""

from __future__ import annotations

import polars as pl

from connectivity.analysis.intervals import Interval
from connectivity.extraction.periods import period_days

__all__ = ["quoted_rates"]

_PAIR = r"^[A-Z]{3}/[A-Z]{3}$"


def quoted_rates(figures: pl.LazyFrame, observations: pl.LazyFrame) -> pl.LazyFrame:
    """Quoted rates by pair: a figure with group "KZT/USD" in USD is dollars for one tenge.

    Args:
        figures: Rows of FIGURE_SCHEMA.
        observations: Rows of OBSERVATION_SCHEMA; only needed for rates that `figures` lacks.

    Returns:
        Columns `pair` (base first), `quoted`, `quoted_low`, `quoted_high` (quote currency for one of the
        base), `quoted_figure`, `doc_rate`, `page_rate` (null from observations) and `day_rate`; each rate
        once as quoted and once inverted.
    """
    columns = ("group", "unit", "value", "low", "high", "period")
    stated = figures.filter(_is_rate()).select(*columns, "figure", "doc")
    observed = (
        observations.filter(_is_rate())
        .select(
            *columns,
            pl.col("figures").list.first().alias("figure"),
            pl.lit(None, dtype=pl.String).alias("doc"),
        )
        .join(stated.select("figure"), on="figure", how="anti")
    )
    rates = period_days(pl.concat([stated, observed])).select(
        pl.col("group").str.split("/").alias("codes"),
        "unit",
        *Interval(pl.col("value"), pl.col("low"), pl.col("high")).columns("quoted"),
        pl.col("figure").alias("quoted_figure"),
        pl.col("doc").alias("doc_rate"),
        pl.col("doc").str.split("#").list.first().alias("page_rate"),
        pl.col("period_end").alias("day_rate"),
    )
    straight = rates.with_columns(_pair(inverted=False))
    turned = rates.with_columns(
        _pair(inverted=True), *(Interval.exact(1.0) / Interval.of("quoted")).columns("quoted")
    )
    return pl.concat([straight, turned]).drop("codes", "unit")


def _is_rate() -> pl.Expr:
    return (
        (pl.col("indicator") == "exchange_rate")
        & (pl.col("aspect") == "total")
        & pl.col("group").str.contains(_PAIR)
        & pl.col("unit").str.contains("^[A-Z]{3}$")
        & (pl.col("value") > 0)
    )


def _pair(*, inverted: bool) -> pl.Expr:
    """The other code of the group first, the unit last; the other way round when inverted."""
    codes, unit = pl.col("codes"), pl.col("unit")
    other = pl.when(codes.list.first() == unit).then(codes.list.last()).otherwise(codes.list.first())
    parts = (unit, other) if inverted else (other, unit)
    return pl.concat_str(parts, separator="/").alias("pair")
