"""What all documents together say: one observation for each point of each series."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from connectivity.observations.applying import apply_corrections
from connectivity.observations.conflicts import Claim, decide
from connectivity.observations.echoes import independent_voices
from connectivity.observations.schema import OBSERVATION_SCHEMA, SERIES_KEYS, SUPERSEDED
from connectivity.observations.statements import POINT, meet, statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from connectivity.observations.corrections import Correction

__all__ = ["observe", "reconcile"]

_ORDER: Final = ["series", "period_end", "period_start", "observation"]


def reconcile(
    figures: pl.LazyFrame, documents: pl.LazyFrame, corrections: Sequence[Correction] = ()
) -> pl.LazyFrame:
    """The observations that figures of documents, with corrections applied, add up to.

    Figures of one series (equal indicator, technology, aspect, status, place, group, unit, whole; for changes
    also the base period) and of one period are one point; a stock's period may contain another one's (see
    `statements`). What has no period and no deadline is one point for each date of publication. A point is

    - *single*: one figure states it;
    - *corroborated*: independent publishers state intervals that meet. The value is that of the narrowest
      interval, moved into the intersection of all, which is the point's interval;
    - *echo*: several figures agree, but of one publisher, one document, unknown publishers, or in almost the
      same words;
    - *revised* or *contradicted*: some intervals do not meet (see `conflicts.decide`); what is not followed
      stays in `superseded`.

    The result does not depend on the order of rows.

    Args:
        figures: Columns of `FIGURE_SCHEMA`, as extracted.
        documents: At least doc, text, published, publisher, url.
        corrections: Entries of corrections files.

    Returns:
        Columns of `OBSERVATION_SCHEMA`, by series and period.
    """
    applied = apply_corrections(figures.collect(), documents.collect(), corrections)
    return observe(applied.figures, documents, applied.corrected_ids)


def observe(figures: pl.DataFrame, documents: pl.LazyFrame, corrected: pl.Series) -> pl.LazyFrame:
    """As `reconcile`, of figures that corrections have been applied to; `corrected` are their ids."""
    told = _followed(statements(figures.lazy(), documents, corrected))
    points = (
        _values(told)
        .join(_superseded(told), on=POINT, how="left", nulls_equal=True)
        .join(independent_voices(told.filter("follow")), on=POINT, how="left", nulls_equal=True)
    )
    period = pl.col("period").fill_null("-")
    undated = (
        pl.when(pl.col("undated").is_not_null())
        .then(pl.concat_str(pl.lit("@"), "undated"))
        .otherwise(pl.lit(""))
    )
    relation = (
        pl.when(pl.col("conflict").is_not_null())
        .then("conflict")
        .when(pl.col("figures").list.len() == 1)
        .then(pl.lit("single"))
        .when(pl.col("voices") > 1)
        .then(pl.lit("corroborated"))
        .otherwise(pl.lit("echo"))
    )
    return (
        points.with_columns(
            pl.concat_str("series", pl.lit("@"), period, undated).alias("observation"),
            relation.alias("relation"),
            pl.col("superseded").fill_null(pl.lit([], dtype=pl.List(SUPERSEDED))),
        )
        .rename({"point_start": "period_start", "point_end": "period_end"})
        .select([pl.col(name).cast(kind) for name, kind in OBSERVATION_SCHEMA.items()])
        .sort(_ORDER)
        .lazy()
    )


def _followed(told: pl.DataFrame) -> pl.DataFrame:
    """Adds `follow` (whether the figure is followed) and `conflict` (revised, contradicted or null)."""
    low, high = pl.col("lo").max().over(POINT), pl.col("hi").min().over(POINT)
    claims = ["figure", "lo", "hi", "published_end", "voice"]
    rows = []
    # Only points whose intervals do not meet are decided one by one; they are few.
    for point in told.filter(~meet(low, high)).group_by(POINT).agg(claims).select(claims).iter_rows():
        decision = decide([Claim(*claim) for claim in zip(*point, strict=True)])
        rows += [(figure, figure in decision.figures, decision.relation) for figure in point[0]]
    schema = {"figure": pl.String, "follow": pl.Boolean, "conflict": pl.String}
    decided = pl.DataFrame(rows, schema=schema, orient="row")
    return told.join(decided, on="figure", how="left").with_columns(pl.col("follow").fill_null(value=True))


def _values(told: pl.DataFrame) -> pl.DataFrame:
    """Value, interval and provenance of each point, of the figures that are followed."""
    low, high = pl.col("lo").max(), pl.col("hi").min()
    return (
        told.filter("follow")
        .with_columns((pl.col("hi") - pl.col("lo")).alias("width"))
        .sort(["width", "published_end", "figure"], descending=[False, True, False], nulls_last=True)
        .group_by(POINT)
        .agg(
            *[pl.col(key).first() for key in SERIES_KEYS],
            pl.col("period").first(),
            pl.col("value").first().alias("value"),
            pl.min_horizontal(low, high).alias("low"),
            pl.max_horizontal(low, high).alias("high"),
            _newest("published").alias("as_of"),
            pl.col("publisher").drop_nulls().unique().sort().alias("publishers"),
            pl.col("doc").unique().sort().alias("documents"),
            pl.col("figure").sort().alias("figures"),
            pl.col("corrected").any(),
            pl.col("conflict").first(),
        )
        .with_columns(pl.col("value").clip(pl.col("low"), pl.col("high")))
        .with_columns(pl.when(pl.col(end).is_finite()).then(end).alias(end) for end in ("low", "high"))
    )


def _newest(column: str) -> pl.Expr:
    return pl.col(column).sort_by("published_end", "published", nulls_last=False).last()


def _superseded(told: pl.DataFrame) -> pl.DataFrame:
    """The statements that are not followed, equal ones together, oldest first."""
    ends = [
        pl.when(pl.col(end).is_finite()).then(end).alias(name)
        for end, name in (("lo", "low"), ("hi", "high"))
    ]
    return (
        told.filter(~pl.col("follow"))
        .group_by(*POINT, "value", *ends)
        .agg(
            pl.col("published_end").max().alias("last"),
            _newest("published").alias("as_of"),
            pl.col("figure").sort().alias("figures"),
        )
        .sort("last", "value", "low", "high", nulls_last=False)
        .group_by(POINT, maintain_order=True)
        .agg(pl.struct("value", "low", "high", "as_of", "figures").alias("superseded"))
    )
