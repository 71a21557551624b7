"""Figures made comparable: one statement each, with series, point in time, interval and voice."""

from __future__ import annotations

from typing import Final

import polars as pl

from connectivity.extraction.periods import period_days
from connectivity.observations.schema import SERIES_KEYS, is_stock

__all__ = ["POINT", "TOLERANCE", "meet", "statements"]

POINT: Final = ["series", "point_start", "point_end", "undated"]
TOLERANCE: Final = 1e-9  # relative; intervals that touch up to rounding of floats meet


def meet(low: pl.Expr, high: pl.Expr) -> pl.Expr:
    """Whether a largest lower end and a smallest upper end leave something between them."""
    slack = TOLERANCE * pl.max_horizontal(low.abs(), high.abs())
    return (low <= high) | (low.is_finite() & high.is_finite() & (low - high <= slack))


def statements(figures: pl.LazyFrame, documents: pl.LazyFrame, corrected: pl.Series) -> pl.DataFrame:
    """One row a figure, with the columns of `POINT` and those that decisions need.

    Args:
        figures: Columns of `FIGURE_SCHEMA`, corrections applied.
        documents: At least doc, published, publisher, url, text; `lang` where it is known.
        corrected: Ids of the figures that a correction made.

    Returns:
        The keys of the series, `series`, `point_start` and `point_end` (days; null without period), `undated`
        (when the document was published, for what has neither period nor deadline), `period` (its
        name), `value` (the middle of a range), `lo` and `hi` (infinite where unbounded), `doc`, `publisher`,
        `published`, `published_end` (its last day), `voice` (who speaks, null when unknown), `site` (where it
        is published), `lang`, `sentence`, `corrected`.
    """
    known = documents if "lang" in documents.collect_schema() else documents.with_columns(lang=pl.lit(None))
    told = figures.join(
        known.select("doc", "published", "publisher", "url", "text", pl.col("lang").cast(pl.String)),
        on="doc",
        how="left",
    )
    undated = pl.col("period").is_null() & (pl.col("status") != "target")
    length = pl.col("sentence_end") - pl.col("sentence_start")
    told = told.pipe(period_days).pipe(period_days, "published").with_columns(
        pl.when(pl.col("aspect") == "change").then("base_period").alias("base_period"),
        pl.mean_horizontal("value", pl.coalesce("value_upper", "value")).alias("value"),
        pl.when(undated).then("published").alias("undated"),
        pl.col("text").str.slice(pl.col("sentence_start"), length).alias("sentence"),
        _voice().alias("voice"),
        _site().alias("site"),
        pl.col("figure").is_in(corrected.implode()).alias("corrected"),
    ).with_columns(
        pl.min_horizontal("value", pl.col("low").fill_null(float("-inf"))).alias("lo"),
        pl.max_horizontal("value", pl.col("high").fill_null(float("inf"))).alias("hi"),
        _series().alias("series"),
    )  # fmt: skip
    return _points(told.drop("text", "low", "high", "value_upper").collect())


def _voice() -> pl.Expr:
    """Who speaks: the publisher, else the host of the address. Unknown voices prove no independence."""
    publisher = pl.col("publisher").str.strip_chars().str.to_lowercase()
    return pl.coalesce(pl.when(publisher != "").then(publisher), _host())


def _host() -> pl.Expr:
    return pl.col("url").str.extract(r"^[a-z]+://(?:www\.)?([^/:?#]+)").str.to_lowercase()


def _site() -> pl.Expr:
    """The host of the address without the part that only tells a language: "en.news.kz" and "news.kz"."""
    return _host().str.replace(r"^(?:en|eng|ru|rus|kk|kz|kaz|qaz)\.([^.]+\.)", "$1")


def _series() -> pl.Expr:
    """The id of the series; % and / are escaped, and a lone -, so that different keys give different ids."""
    parts = [
        pl.when(pl.col(key) == "-")
        .then(pl.lit("%2D"))
        .otherwise(
            pl.col(key).str.replace_all("%", "%25", literal=True).str.replace_all("/", "%2F", literal=True)
        )
        .fill_null("-")
        for key in SERIES_KEYS
    ]
    return pl.concat_str(parts, separator="/")


def _points(told: pl.DataFrame) -> pl.DataFrame:
    """Gives each statement its point in time: its own period, or a finer one of the same stock.

    "2,606 villages in June 2024" and "2,606 on 18 June 2024" are one point when the intervals meet. Only what
    stands at a moment is moved (connected, unconnected, totals of stocks), only into a period that some
    other statement names and that is not moved itself; of several, into the shortest, then the latest.
    """
    stock = pl.col("aspect").is_in(["connected", "unconnected"]) | (
        (pl.col("aspect") == "total") & is_stock()
    )
    keys = ["series", "period_start", "period_end", "lo", "hi"]
    points = told.filter(stock & pl.col("period_start").is_not_null()).select(keys).unique()
    finer = (
        points.join(points, on="series", suffix="_fine")
        .filter(
            (pl.col("period_start_fine") >= pl.col("period_start"))
            & (pl.col("period_end_fine") <= pl.col("period_end"))
            & (_days("_fine") < _days(""))
            & meet(pl.max_horizontal("lo", "lo_fine"), pl.min_horizontal("hi", "hi_fine"))
        )
    )  # fmt: skip
    anchors = points.join(finer, on=keys, how="anti").select(pl.all().name.suffix("_fine"))
    target = (
        finer.join(anchors, left_on=["series", *_FINE], right_on=["series_fine", *_FINE], how="semi")
        .sort(_days("_fine"), pl.col("period_end_fine"), descending=[False, True])
        .unique(keys, keep="first", maintain_order=True)
        .select(*keys, "period_start_fine", "period_end_fine")
    )
    placed = told.join(target, on=keys, how="left", nulls_equal=True).with_columns(
        pl.coalesce("period_start_fine", "period_start").alias("point_start"),
        pl.coalesce("period_end_fine", "period_end").alias("point_end"),
    )
    return (
        placed.drop("period", "period_start_fine", "period_end_fine")
        .join(_names(placed), on=POINT, how="left", nulls_equal=True)
        .sort("figure")
    )


def _names(placed: pl.DataFrame) -> pl.DataFrame:
    """The shortest way that a statement writes the days of each point, as `period`."""
    own = (pl.col("period_start") == pl.col("point_start")) & (pl.col("period_end") == pl.col("point_end"))
    return (
        placed.filter(own)
        .sort(pl.col("period").str.len_chars(), "period")
        .group_by(POINT)
        .agg(pl.col("period").first())
    )


_FINE: Final = ["period_start_fine", "period_end_fine", "lo_fine", "hi_fine"]


def _days(suffix: str) -> pl.Expr:
    return pl.col(f"period_end{suffix}") - pl.col(f"period_start{suffix}")
