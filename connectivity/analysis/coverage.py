"""Coverage gaps: how many are connected, of how many, how many are not, and how many a plan leaves over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from connectivity.analysis.intervals import Interval, meets
from connectivity.analysis.plans import planned
from connectivity.analysis.schemas import GAP_SCHEMA
from connectivity.analysis.vocabulary import coverable, family, is_share
from connectivity.analysis.wording import count, phrase, rounded, union_ids

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["gaps"]

_WHOLE: Final = ("place", "indicator", "group")
_POINT: Final = (*_WHOLE, "technology", "period")
_LATEST_TOTAL: Final = -366  # days before the total's period ends
_SAME_TIME: Final = 31  # days between a gap and the figure that confirms it
_PART_BELOW: Final = 0.5
_LAST_DAY: Final = "-31"  # sorts after every day of a month or year that a date may end with
_SOURCES: Final = ("same document", "nearest earlier", "none")


def gaps(observations: pl.LazyFrame) -> pl.LazyFrame:
    """The coverage gap of every place, indicator, technology, group and period that figures speak of.

    One row is one point at which a document says how many are connected, how many are not, or what share is.
    Numbers are counts of the indicator's things (settlements, schools, households, facilities, people,
    cities); `share` is a percentage of the total.

    - *total*: that of the same document (nearest in period, and not over a year later), else of the nearest
      earlier period (`total_source`); where a document only says how many are and are not connected, their
      sum. A total that is smaller than what is or is not connected is not taken, nor one of an earlier
      document that is less than half of the largest known: it counts a part. A count that is less than half
      of an earlier one of its series counts a part ("3,150 of them") and is not measured against a total.
    - *connected*: as stated; else the total less the unconnected; else the share of the total, as a whole
      number with the whole numbers that the share may mean.
    - A figure for a time after its document was published is a plan, whatever it is said to be, and no point.
    - *gap*: total less connected; `gap_stated` is a figure that says the same. A stated figure of the same
      technology is always shown beside the gap, one of no technology or another one of the family ("the
      remaining 1,424 villages") only where it agrees.
    - *planned*, *left_over*: see `connectivity.analysis.plans`.

    Args:
        observations: Rows of OBSERVATION_SCHEMA; actual ones are the points, targets the plans.

    Returns:
        A frame with the columns of `GAP_SCHEMA`, sorted by place, indicator, technology, group and period.
    """
    known = observations.filter(coverable(), ~_foretold())
    # Cached wherever a frame is joined to itself: the plan would otherwise grow by powers of two.
    points = _resolve(_with_totals(_points(known).cache(), known))
    return planned(_confirmed(points).cache(), known).pipe(_finish)


def _foretold() -> pl.Expr:
    """Whether an actual observation is of a time after the document that states it."""
    ahead = pl.col("period_start").cast(pl.String) > pl.col("as_of") + _LAST_DAY
    return (ahead & (pl.col("status") == "actual")).fill_null(value=False)


def _points(known: pl.LazyFrame) -> pl.LazyFrame:
    """One row a point: stated connected, unconnected and share with their figures."""
    actual = known.filter(pl.col("status") == "actual", pl.col("aspect").is_in(["connected", "unconnected"]))
    of_itself = is_share() & (pl.col("of") == pl.col("indicator"))
    counted = ~pl.col("unit").is_in(["%", "pp", "x"])
    served = pl.col("aspect") == "connected"
    picks = {
        "stated_connected": counted & served,
        "stated_unconnected": counted & ~served,
        "stated_share": of_itself & served,
        "stated_without": of_itself & ~served,
    }
    order = pl.col("as_of"), pl.col("observation")
    return (
        actual.filter(counted | of_itself)
        .sort(*order, descending=[True, False], nulls_last=True)
        .group_by(_POINT, maintain_order=True)
        .agg(
            *(column for name, rows in picks.items() for column in _first(name, rows)),
            pl.col("period_end").first(),
            pl.col("as_of").max(),
            pl.col("documents").list.explode().unique(maintain_order=True),
        )
        .with_columns(*_share_from_rest(), _counts_part().alias("part"))
    )


def _first(name: str, rows: pl.Expr) -> list[pl.Expr]:
    ends = {"": "value", "_low": "low", "_high": "high", "_figures": "figures"}
    return [pl.col(source).filter(rows).first().alias(name + end) for end, source in ends.items()]


def _share_from_rest() -> list[pl.Expr]:
    """A share without a connection is 100 less one with."""
    rest = Interval.exact(100.0) - Interval.of("stated_without")
    missing = pl.col("stated_share").is_null()
    both = rest.where(missing, Interval.of("stated_share")).columns("stated_share")
    ids = pl.when(missing).then(pl.col("stated_without_figures")).otherwise(pl.col("stated_share_figures"))
    return [*both, ids.alias("stated_share_figures")]


def _counts_part() -> pl.Expr:
    """Whether an earlier point of the series has over twice as many connected."""
    before = pl.col("stated_connected").cum_max().forward_fill().shift(1)
    before = before.over(*_WHOLE, "technology", order_by=["period_end", "period"])
    return (pl.col("stated_connected") < _PART_BELOW * before).fill_null(value=False)


def _with_totals(points: pl.LazyFrame, known: pl.LazyFrame) -> pl.LazyFrame:
    """Each point with the total it is to be measured against, as the columns `whole*`."""
    totals = known.filter(
        pl.col("status") == "actual", pl.col("aspect") == "total", pl.col("technology").is_null(), ~is_share()
    ).select(
        *_WHOLE,
        *Interval(pl.col("value"), pl.col("low"), pl.col("high")).columns("whole"),
        (pl.col("value") < _PART_BELOW * pl.col("value").max().over(_WHOLE)).alias("whole_part"),
        pl.col("period").alias("whole_period"),
        pl.col("period_end").alias("whole_end"),
        pl.col("as_of").alias("whole_as_of"),
        pl.col("documents").alias("whole_documents"),
        pl.col("figures").alias("whole_figures"),
    )
    same = pl.col("documents").list.set_intersection("whole_documents").list.len() > 0
    away = (pl.col("period_end") - pl.col("whole_end")).dt.total_days()
    least = pl.max_horizontal("stated_connected_low", "stated_unconnected_low")
    smaller = (pl.col("whole_high") < least).fill_null(value=False)
    chosen = (
        points.join(totals, on=_WHOLE, how="inner", nulls_equal=True)
        .with_columns(same.alias("same"), away.alias("away"))
        .filter(
            pl.col("away").fill_null(0).ge(pl.when("same").then(_LATEST_TOTAL).otherwise(0)),
            pl.col("same") | pl.col("away").is_not_null(),
            ~smaller,
            ~pl.col("part"),
            pl.col("same") | ~pl.col("whole_part"),
        )
        .with_columns(
            pl.when("same").then(pl.lit(_SOURCES[0])).otherwise(pl.lit(_SOURCES[1])).alias("total_source")
        )
        .sort(
            pl.col("same"),
            pl.col("away").abs(),
            pl.col("whole_as_of"),
            pl.col("whole"),
            descending=[True, False, True, True],
            nulls_last=True,
        )
        .unique(_POINT, keep="first", maintain_order=True)
        .select(*_POINT, "^whole.*$", "total_source")
    )
    return points.join(chosen, on=_POINT, how="left", nulls_equal=True)


def _resolve(points: pl.LazyFrame) -> pl.LazyFrame:
    """Connected, total, share and gap of each point from what is stated, and the formula that gave them."""
    served, rest = Interval.of("stated_connected"), Interval.of("stated_unconnected")
    share, whole = Interval.of("stated_share"), Interval.of("whole")
    has_served, has_rest = served.value.is_not_null(), rest.value.is_not_null()
    summed = pl.col("whole").is_null() & has_served & has_rest
    of_share = ~has_served & ~has_rest
    total = (served + rest).where(summed, whole)
    connected = served.where(has_served, (whole - rest).where(has_rest, (whole * share).scale(0.01).whole()))
    direct = (total - connected).where(has_served & total.value.is_not_null())
    without = (whole * (Interval.exact(100.0) - share)).scale(0.01).whole(whole.value - connected.value)
    gap = direct.where(has_served & ~summed, rest.where(has_rest, without.where(of_share)))
    ratio = (connected / total).scale(100.0).where(has_served | has_rest)
    percent = ratio.where(ratio.value.is_not_null(), share)
    source = (
        pl.when(summed).then(pl.lit(_SOURCES[0])).otherwise(pl.col("total_source").fill_null(_SOURCES[2]))
    )
    return points.with_columns(
        *connected.clip(0).columns("connected"),
        *total.columns("total"),
        *percent.clip(0, 100).columns("share"),
        *gap.clip(0).columns("gap"),
        *rest.columns("stated"),
        pl.when(~summed).then(pl.col("whole_period")).otherwise(pl.col("period")).alias("total_period"),
        source.alias("total_source"),
        _served_formula(has_served, has_rest, summed).alias("formula"),
    ).with_columns(*_sources(has_served, has_rest, summed))


def _sources(has_served: pl.Expr, has_rest: pl.Expr, summed: pl.Expr) -> list[pl.Expr]:
    """The figures behind connected, total and the stated gap."""
    rest_ids, share_ids = pl.col("stated_unconnected_figures"), pl.col("stated_share_figures")
    connected = (
        pl.when(has_served)
        .then("stated_connected_figures")
        .when(has_rest)
        .then(rest_ids)
        .otherwise(share_ids)
    )
    total = (
        pl.when(summed)
        .then(union_ids("stated_connected_figures", "stated_unconnected_figures"))
        .otherwise(pl.col("whole_figures"))
    )
    return [
        connected.alias("connected_figures"),
        total.alias("total_figures"),
        rest_ids.alias("stated_figures"),
    ]


def _served_formula(has_served: pl.Expr, has_rest: pl.Expr, summed: pl.Expr) -> pl.Expr:
    """How connected, total and gap follow from each other, in words."""
    served, rest, whole = (
        count(pl.col("stated_connected")),
        count(pl.col("stated_unconnected")),
        pl.col("whole"),
    )
    share, total = pl.col("stated_share"), count(whole)
    gap = phrase(
        "{total} - {connected} = {gap} without",
        total=total,
        connected=served,
        gap=count(whole - pl.col("stated_connected")),
    )
    sum_of = pl.format(
        "{} + {} = {}", served, rest, count(pl.col("stated_connected") + pl.col("stated_unconnected"))
    )
    difference = phrase(
        "{total} - {rest} = {connected} connected",
        total=total,
        rest=rest,
        connected=count(whole - pl.col("stated_unconnected")),
    )
    part = phrase(
        "{share} of {total} = about {count}",
        share=rounded(share),
        total=total,
        count=count(whole * share / 100),
    )
    return (
        pl.when(summed)
        .then(sum_of)
        .when(has_served & whole.is_not_null())
        .then(gap)
        .when(has_served & pl.col("part"))
        .then(phrase("{count} connected, a part: an earlier count is over twice as high", count=served))
        .when(has_served)
        .then(phrase("{count} connected, no total known", count=served))
        .when(has_rest & whole.is_not_null())
        .then(difference)
        .when(has_rest)
        .then(phrase("{count} without, no total known", count=rest))
        .when(whole.is_not_null())
        .then(part)
        .otherwise(phrase("{count} connected, no total known", count=rounded(share)))
    )


def _confirmed(points: pl.LazyFrame) -> pl.LazyFrame:
    """Points with the gap that a figure of no technology, or of another one of the family, states too.

    Such a figure ("the remaining 1,424 villages") then needs no row of its own.
    """
    # Sorted by its key, for the index must be the same in each branch of the lazy plan.
    numbered = points.sort(_POINT, nulls_last=True).with_row_index("row").cache()
    loose = numbered.filter(pl.col("stated_connected").is_null(), pl.col("stated_share").is_null()).select(
        *_WHOLE,
        pl.col("row").alias("loose"),
        pl.col("period_end").alias("loose_end"),
        pl.col("technology").alias("loose_technology"),
        pl.col("documents").alias("loose_documents"),
        *Interval.of("stated").columns("loose_gap"),
        pl.col("stated_figures").alias("loose_figures"),
    )
    near = (pl.col("period_end") - pl.col("loose_end")).dt.total_days().abs() <= _SAME_TIME
    related = pl.col("loose_technology").is_null() | (family("loose_technology") == family())
    pairs = (
        numbered.filter(pl.col("stated_connected").is_not_null(), pl.col("stated").is_null())
        .join(loose, on=_WHOLE, how="inner", nulls_equal=True)
        .filter(
            related.fill_null(value=False),
            near.fill_null(value=True),
            pl.col("gap").is_not_null(),
            pl.col("documents").list.set_intersection("loose_documents").list.len() > 0,
            meets(Interval.of("gap"), Interval.of("loose_gap")),
        )
        .sort("row", "loose")
        .unique("row", keep="first", maintain_order=True)
        .select("row", "loose", pl.col("loose_gap"), "loose_figures")
    )
    return (
        numbered.join(pairs.select(pl.col("loose").alias("row")).unique(), on="row", how="anti")
        .join(pairs, on="row", how="left")
        .with_columns(
            pl.coalesce("stated", "loose_gap").alias("gap_stated"),
            pl.coalesce("stated_figures", "loose_figures").alias("stated_figures"),
        )
        .with_columns(_with_stated().alias("formula"))
    )


def _with_stated() -> pl.Expr:
    """The formula, and whether a stated gap agrees with it."""
    compared = pl.col("gap_stated").is_not_null() & pl.col("stated_connected").is_not_null()
    same = (pl.col("gap_stated") - pl.col("gap")).abs() < 1
    stated = count(pl.col("gap_stated"))
    return (
        pl.when(~compared | pl.col("whole").is_null())
        .then(pl.col("formula"))
        .when(same)
        .then(phrase("{formula}, stated as {stated} too", formula=pl.col("formula"), stated=stated))
        .otherwise(phrase("{formula}, stated as {stated}", formula=pl.col("formula"), stated=stated))
    )


def _finish(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The columns of the schema in their order, sorted."""
    ids: Sequence[str] = ("connected_figures", "total_figures", "planned_figures", "stated_figures")
    empty = pl.lit([], dtype=pl.List(pl.String))
    return (
        frame.with_columns(union_ids(*ids).alias("figures"), *(pl.col(c).fill_null(empty) for c in ids))
        .select(pl.col(name).cast(dtype) for name, dtype in GAP_SCHEMA.items())
        .sort("place", "indicator", "technology", "group", "period", nulls_last=True)
    )
