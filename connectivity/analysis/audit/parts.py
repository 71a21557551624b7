"""Parts against their total: regions of a country, technologies of all access, connected of all there are."""

from __future__ import annotations

from typing import Final

import polars as pl

from connectivity.analysis.audit.findings import (
    ADDITIVE,
    about,
    finding,
    plausible,
    same_things,
    severity,
    side,
    stated,
)
from connectivity.analysis.intervals import Interval, meets
from connectivity.analysis.wording import number, phrase

__all__ = ["connected_exceeds_total", "regions_and_country", "technologies_and_total"]

_KEY: Final = ("doc", "indicator", "technology", "aspect", "status", "group", "unit", "period")
_NOT_COUNTED: Final = ("%", "pp", "x", "rank")


def _counted(figures: pl.LazyFrame) -> pl.LazyFrame:
    return figures.filter(
        pl.col("indicator").is_in(ADDITIVE), ~pl.col("unit").is_in(_NOT_COUNTED), pl.col("aspect") != "change"
    )


def _summed() -> list[pl.Expr]:
    """The sum of the parts of a group, its terms in words and its figures."""
    sorted_ = pl.col("value").sort_by("start")
    return [
        pl.col("value").sum(),
        pl.when(pl.col("low").is_not_null().all()).then(pl.col("low").sum()).alias("low"),
        pl.when(pl.col("high").is_not_null().all()).then(pl.col("high").sum()).alias("high"),
        number(sorted_).str.join(" + ").alias("terms"),
        pl.col("figure").sort_by("start").alias("parts"),
        (pl.col("bound") == "exact").all().alias("exact"),
        pl.len().alias("n"),
    ]


def regions_and_country(figures: pl.LazyFrame, observations: pl.LazyFrame) -> pl.LazyFrame:
    """Regions or cities of a country that together exceed what the same document says of the country.

    Regions that add up to the country are an agreement; that they stay below says nothing, for a document
    need not name all of them.
    """
    del observations
    counted = _counted(figures)
    parts = (
        counted.filter(pl.col("place").str.contains(":"))
        .sort("doc", "start")
        .unique([*_KEY, "place"], keep="first", maintain_order=True)
        .with_columns(pl.col("place").str.split(":").list.first().alias("country"))
        .group_by([*_KEY, "country"], maintain_order=True)
        .agg(_summed())
    )
    whole = side(counted.filter(~pl.col("place").str.contains(":")), "w")
    pairs = parts.join(
        whole,
        left_on=[*_KEY, "country"],
        right_on=[f"{k}_w" for k in (*_KEY, "place")],
        how="inner",
        nulls_equal=True,
    )
    exceeds = (plausible(stated()).low > plausible(stated("w")).high).fill_null(value=False)
    exceeds &= same_things(pl.col("value"), pl.col("value_w"))
    adds_up = meets(stated(), stated("w")) & (pl.col("n") > 1) & pl.col("high").is_not_null()
    firm = pl.col("exact") & (pl.col("bound_w") == "exact")
    parts_ = {
        "terms": pl.col("terms"),
        "sum": number(pl.col("value")),
        "stated": number(pl.col("value_w")),
    }
    words = (
        pl.when(adds_up)
        .then(phrase("{terms} = {sum}, as the {stated} stated for the country", **parts_))
        .otherwise(phrase("{terms} = {sum}, more than the {stated} stated for the country", **parts_))
    )
    return finding(
        pairs.filter(exceeds | adds_up),
        "regions_and_country",
        severity=severity(adds_up, meets(stated(), stated("w")), firm),
        figures=pl.concat_list("parts", pl.concat_list("figure_w")),
        claimed=pl.col("value_w"),
        expected=Interval(pl.col("value"), pl.col("low"), pl.lit(None)),
        statement=pl.concat_str(about("country", "indicator", "technology", "aspect", "period"), words),
        place="country",
    )


def technologies_and_total(figures: pl.LazyFrame, observations: pl.LazyFrame) -> pl.LazyFrame:
    """Technologies that add up exactly to all that are connected, or with the unconnected to the total.

    Only agreement is a finding: technologies overlap, so a larger sum is no error.
    """
    del observations
    key = [k for k in _KEY if k not in ("technology", "aspect")] + ["place"]
    exact = _counted(figures).filter(pl.col("low") == pl.col("high"), pl.col("status") == "actual")
    served = pl.col("aspect").is_in(["connected", "added"])
    parts = (
        exact.filter(served, pl.col("technology").is_not_null())
        .group_by([*key, "aspect"], maintain_order=True)
        .agg(_summed())
        .filter(pl.col("n") > 1)
    )
    plain = exact.filter(pl.col("technology").is_null())
    on = [f"{k}_w" for k in key]
    all_served = side(plain.filter(served), "w")
    total = side(plain.filter(pl.col("aspect") == "total"), "w")
    rest = plain.filter(pl.col("aspect") == "unconnected").select(
        *key, pl.col("value").alias("rest"), pl.col("figure").alias("rest_figure")
    )
    to_served = parts.join(
        all_served, left_on=[*key, "aspect"], right_on=[*on, "aspect_w"], how="inner", nulls_equal=True
    ).with_columns(
        pl.lit(None, dtype=pl.Float64).alias("rest"), pl.lit(None, dtype=pl.String).alias("rest_figure")
    )
    to_total = (
        parts.filter(pl.col("aspect") == "connected")
        .join(rest, on=key, how="left", nulls_equal=True)
        .join(total, left_on=key, right_on=on, how="inner", nulls_equal=True)
    )
    shown = (
        "indicator",
        "place",
        "group",
        "period",
        "value",
        "terms",
        "parts",
        "rest",
        "rest_figure",
        "value_w",
    )
    pairs = pl.concat([f.select(*shown, "figure_w") for f in (to_served, to_total)])
    whole = pl.col("value") + pl.col("rest").fill_null(0)
    words = phrase(
        "{terms}{rest} = {stated}, as stated",
        terms=pl.col("terms"),
        rest=phrase(" + {count} without", count=number(pl.col("rest"))).fill_null(""),
        stated=number(pl.col("value_w")),
    )
    return finding(
        pairs.filter(whole == pl.col("value_w")),
        "technologies_and_total",
        severity="info",
        figures=pl.concat_list("parts", "rest_figure", "figure_w").list.drop_nulls(),
        claimed=pl.col("value_w"),
        expected=Interval.exact(whole),
        statement=pl.concat_str(about("place", "indicator", "group", "period"), words),
    )


def connected_exceeds_total(figures: pl.LazyFrame, observations: pl.LazyFrame) -> pl.LazyFrame:
    """More things connected than the same document says there are."""
    del observations
    key = [k for k in _KEY if k not in ("technology", "aspect")] + ["place"]
    counted = _counted(figures).filter(pl.col("status") == "actual")
    total = side(counted.filter(pl.col("aspect") == "total", pl.col("technology").is_null()), "w")
    pairs = (
        counted.filter(pl.col("aspect") == "connected")
        .join(total, left_on=key, right_on=[f"{k}_w" for k in key], how="inner", nulls_equal=True)
        .filter(same_things(pl.col("value"), pl.col("value_w")))
    )
    possible = ~(plausible(stated()).low > plausible(stated("w")).high)
    strictly = ~(pl.col("low") > pl.col("high_w")).fill_null(value=False)
    firm = (pl.col("bound") == "exact") & (pl.col("bound_w") == "exact")
    words = phrase(
        "{count} connected of only {total}", count=number(pl.col("value")), total=number(pl.col("value_w"))
    )
    return finding(
        pairs.filter(~possible),
        "connected_exceeds_total",
        severity=severity(possible, strictly, firm),
        figures=["figure", "figure_w"],
        claimed=pl.col("value"),
        expected=Interval(pl.col("value_w"), pl.lit(0.0), pl.col("high_w")),
        statement=pl.concat_str(about("place", "indicator", "technology", "group", "period"), words),
    )
