"""Growth of series: how much, how fast, and whether the two periods can be compared at all."""

from __future__ import annotations

import math
from typing import Final

import polars as pl

from connectivity.analysis.intervals import Interval
from connectivity.analysis.schemas import GROWTH_SCHEMA
from connectivity.analysis.timing import length_months, months_between
from connectivity.analysis.vocabulary import NEVER_FALLS, UNRELATED, is_flow, is_share
from connectivity.analysis.wording import months_in_words, number, phrase, plain, rounded, union_ids
from connectivity.wording import tr

__all__ = ["dropped_note", "growth"]

_YEAR: Final = 11.5  # months; a shorter growth is not extrapolated to a year
_DROP: Final = 0.5
_KEPT: Final = ("value", "low", "high", "period", "period_end", "length", "figures")


def growth(observations: pl.LazyFrame) -> pl.LazyFrame:
    """Growth between consecutive and between first and last actual observations of each series.

    Compared are stocks and rates at the ends of their periods, and flows (sales, traffic, investment, things
    added) over their periods. A flow is compared with the newest earlier period of the same length; where
    there is none, with the newest earlier one of any length, and then `comparable` is false, `note` gives
    both lengths, `percent` is the growth of the averages per month, and `absolute`, `cagr`, `per_month` and
    `doubling_months` are null. A share of flows (e-commerce of retail sales) needs no such scaling: its
    `absolute` stays, with `comparable` false. Neither is a fall of something cumulative to less than half
    comparable: the two hardly count the same things, and only `absolute` is given.

    Units: `absolute` and `per_month` are in the series' unit (percentage points where it is %); `percent` and
    `cagr` in %, null for shares and ranks; `cagr` also null under a year; `doubling_months` null unless
    growing. Rows of basis "first-last" exist for series of three or more comparable observations. Changes,
    estimates, targets, money amounts of a single day and indicators without series (fines, "other") are left
    out.

    Args:
        observations: Rows of OBSERVATION_SCHEMA.

    Returns:
        A frame with the columns of `GROWTH_SCHEMA`, sorted by series, basis and period.
    """
    series = _series(observations)
    pairs = pl.concat([_consecutive(series), _first_last(series)])
    return _finish(_measured(pairs))


def _series(observations: pl.LazyFrame) -> pl.LazyFrame:
    flow = is_flow()
    share_of_flow = pl.col("indicator") == "ecommerce_share"
    return (
        observations.filter(
            pl.col("status") == "actual",
            pl.col("aspect") != "change",
            ~pl.col("indicator").is_in(UNRELATED),
            ~pl.col("unit").is_in(["pp", "x"]),
            pl.col("period").is_not_null(),
            pl.col("value").is_not_null(),
        )
        .with_columns(length_months().alias("span"), flow.alias("flow"))
        .filter(~pl.col("flow") | (pl.col("span") > 0))
        .with_columns(pl.when(pl.col("flow") | share_of_flow).then("span").otherwise(0).alias("length"))
        .sort("series", "period_end", "length", "period")
    )


def _before(name: str, *keys: str) -> pl.Expr:
    return pl.col(name).shift(1).over("series", *keys, order_by=["period_end", "length", "period"])


def _consecutive(series: pl.LazyFrame) -> pl.LazyFrame:
    """Each observation with the one before it, of the same length of period if there is any."""
    same_length = _before("value", "length").is_not_null()
    return series.with_columns(
        *(
            pl.when(same_length).then(_before(c, "length")).otherwise(_before(c)).alias(f"{c}_from")
            for c in _KEPT
        ),
        pl.lit("consecutive").alias("basis"),
    ).filter(pl.col("value_from").is_not_null())


def _first_last(series: pl.LazyFrame) -> pl.LazyFrame:
    """The last observation of each series and length of period with the first, from three observations on."""
    keys, order = ["series", "length"], ["period_end", "period"]
    last = pl.struct(order) == pl.struct(order).last().over(keys, order_by=order)
    return (
        series.with_columns(
            *(pl.col(c).first().over(keys, order_by=order).alias(f"{c}_from") for c in _KEPT),
            pl.lit("first-last").alias("basis"),
        ).filter(pl.len().over(keys) > 2, last)  # noqa: PLR2004 two observations are a consecutive pair
    )


def _measured(pairs: pl.LazyFrame) -> pl.LazyFrame:
    """The growth of each pair, with its notes."""
    # A share "of a day" is that of the date of its document: nobody knows over which period it is taken.
    known = (pl.col("length") > 0) & (pl.col("length_from") > 0)
    uneven = known & (pl.col("length") != pl.col("length_from"))
    cumulative = pl.col("aspect").is_in(NEVER_FALLS) | (
        pl.col("indicator").is_in(NEVER_FALLS) & (pl.col("aspect") == "total")
    )
    dropped = cumulative & (pl.col("value") < _DROP * pl.col("value_from"))
    months = months_between("period_end_from", "period_end")
    return (
        pairs.with_columns(months.alias("months"), uneven.alias("uneven"), dropped.alias("dropped"))
        .filter(pl.col("months") > 0)
        .with_columns(
            (pl.col("uneven") & pl.col("flow")).alias("averaged"),
            (~pl.col("uneven") & ~pl.col("dropped")).alias("comparable"),
        )
        .with_columns(*_amounts())
        .with_columns(_note().alias("note"), _formula().alias("formula"))
    )


def _amounts() -> list[pl.Expr]:
    after = Interval(pl.col("value"), pl.col("low"), pl.col("high"))
    before = Interval(pl.col("value_from"), pl.col("low_from"), pl.col("high_from"))
    averaged, months = pl.col("averaged"), pl.col("months")
    relative = ~is_share() & (pl.col("unit") != "rank") & ~pl.col("dropped")
    lengths = pl.when(averaged).then(pl.col("length_from") / pl.col("length")).otherwise(1.0)
    ratio = (after / before).scale(lengths).where(relative)
    steady = relative & pl.col("comparable")
    absolute = (after - before).where(~averaged)
    annual = ratio.rises(lambda x: x.pow(12 / months)).shift(-1).scale(100)
    growing = ratio.rises(lambda x: pl.when(x > 1).then(math.log(2) * months / x.log()))
    doubling = Interval(growing.value, growing.high, growing.low)
    return [
        *absolute.columns("absolute"),
        *ratio.shift(-1).scale(100).columns("percent"),
        *annual.where(steady & (months >= _YEAR)).columns("cagr"),
        *absolute.scale(1 / months).where(~pl.col("dropped")).columns("per_month"),
        *doubling.where(steady & (ratio.value > 1)).columns("doubling_months"),
    ]


def dropped_note() -> str:
    """What is noted of something cumulative that fell to less than half."""
    return tr("less than half of what was there before: the two hardly count the same things")


def _note() -> pl.Expr:
    lengths = {"length": plain(pl.col("length"), 1), "other": plain(pl.col("length_from"), 1)}
    return (
        pl.when("averaged")
        .then(phrase("{length} months against {other}: percent compares the averages per month", **lengths))
        .when("uneven")
        .then(
            phrase(
                "{length} months against {other}: a share needs no scaling, but the season differs", **lengths
            )
        )
        .when("dropped")
        .then(pl.lit(dropped_note()))
    )


def _formula() -> pl.Expr:
    after, before, months = pl.col("value"), pl.col("value_from"), pl.col("months")
    change = pl.format("{} - {} = {}", number(after), number(before), number(after - before))
    points = pl.when(is_share()).then(phrase("{change} pp", change=change)).otherwise(change)
    percent = pl.format(" ({})", rounded(pl.col("percent"))).fill_null("")
    averages = phrase(
        "{before} / {length_from} = {pace_from} a month; {after} / {length} = {pace} a month: {percent}",
        before=number(before),
        length_from=plain(pl.col("length_from"), 1),
        pace_from=number(before / pl.col("length_from")),
        after=number(after),
        length=plain(pl.col("length"), 1),
        pace=number(after / pl.col("length")),
        percent=rounded(pl.col("percent")),
    )
    told = phrase("{change} in {time}", change=pl.concat_str(points, percent), time=months_in_words(months))
    return pl.when("averaged").then(averages).otherwise(told)


def _finish(frame: pl.LazyFrame) -> pl.LazyFrame:
    renamed = frame.with_columns(
        pl.col("value").alias("value_to"),
        pl.col("period").alias("period_to"),
        union_ids("figures_from", "figures").alias("figures"),
    )
    return renamed.select(pl.col(name).cast(dtype) for name, dtype in GROWTH_SCHEMA.items()).sort(
        "series", "basis", "period_from", "period_to", nulls_last=True
    )
