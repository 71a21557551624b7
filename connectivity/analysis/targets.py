"""Targets against what was reached: what remains, how fast it must go, how fast it goes, when it arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from connectivity.analysis.coverage import gaps
from connectivity.analysis.goals import goals
from connectivity.analysis.intervals import Interval
from connectivity.analysis.schemas import TARGET_SCHEMA, VERDICTS
from connectivity.analysis.timing import length_months, months_after, months_between
from connectivity.analysis.verdicts import worded
from connectivity.analysis.vocabulary import FALLING_IS_BETTER, is_flow
from connectivity.analysis.wording import union_ids
from connectivity.extraction.periods import period_days

if TYPE_CHECKING:
    from datetime import date

__all__ = ["targets"]

_KEY: Final = ("indicator", "technology", "aspect", "place", "unit", "of")
_ACTUAL: Final = (*_KEY, "group", "period", "period_end", "value", "low", "high", "figures", "documents")
_YEAR: Final = (11.5, 12.5)  # months
_LEAST: Final = 0.9  # months between observations


def targets(observations: pl.LazyFrame, *, today: date | None = None) -> pl.LazyFrame:
    """Every target in force that has actual observations, with its pace, its arrival and a verdict.

    Paces are in the target's unit a month: `achieved_pace` between the last two observations, `required_pace`
    from the last observation to the end of the deadline. `remaining` is what is missing at the last
    observation (for what should fall, what is above the target), 0 when reached. `arrival` continues the
    achieved pace; its range follows from the intervals of both observations and of the target.

    A target is compared with actual observations of the same indicator, technology, aspect, place, unit and
    whole; of the same group, or, if there are none, of the only group there is when one of the two names no
    group or one names the other ("remote rural", "rural"); `verdict_text` then says so. A percentage of
    things without any such observation is compared with the share that counts of the same documents give.
    Sums over a period are compared by full years only; money to be spent is a budget, not a target, and
    things to be added (see `connectivity.analysis.plans`) are no level. A pace is
    not told from observations less than a month apart.

    Verdicts: "reached"; "overdue" (the deadline is before `today` or the last observation); "one observation"
    (no pace can be told); "no deadline"; "on track" (ratio at least 1) or "behind".

    Args:
        observations: Rows of OBSERVATION_SCHEMA.
        today: The day on which deadlines are judged; the newest date of a document when not given, so that
            the same documents give the same verdicts.

    Returns:
        A frame with the columns of `TARGET_SCHEMA`, sorted by place, indicator, technology, group and
        deadline. A series with several deadlines (milestones) has a row for each.
    """
    coverage = gaps(observations).cache()
    actual = _actual(observations, coverage)
    matched = _matched(_levels(goals(observations).cache(), coverage), actual)
    return _finish(worded(_judged(_paced(matched), _today(observations, today))))


def _levels(goal: pl.LazyFrame, coverage: pl.LazyFrame) -> pl.LazyFrame:
    """The goals without those that the coverage gaps read as so many more: they are no level."""
    planned = coverage.filter(pl.col("planned").is_not_null())
    additions = planned.select(pl.col("planned_figures").alias("figure"), pl.col("planned").alias("value"))
    by_figure = goal.select("goal", "value", pl.col("figures").alias("figure")).explode("figure")
    added = by_figure.join(additions.explode("figure"), on=["figure", "value"], how="semi")
    return goal.join(added, on="goal", how="anti")


def _today(observations: pl.LazyFrame, today: date | None) -> pl.LazyFrame:
    """One row, one column `today`."""
    if today is not None:
        return pl.LazyFrame({"today": [today]}, schema={"today": pl.Date})
    newest = period_days(observations.select(pl.col("as_of").max()), "as_of")
    return newest.select(pl.col("as_of_end").alias("today"))


def _actual(observations: pl.LazyFrame, coverage: pl.LazyFrame) -> pl.LazyFrame:
    """Actual values that a target can be compared with, stated ones before derived shares."""
    stated = (
        observations.filter(
            pl.col("status") == "actual", pl.col("aspect") != "change", pl.col("period_end").is_not_null()
        )
        .filter(~is_flow() | length_months().is_between(*_YEAR))
        .select(_ACTUAL)
    )
    derived = (
        period_days(coverage.filter(pl.col("connected").is_not_null(), pl.col("total").is_not_null()))
        .filter(pl.col("period_end").is_not_null())
        .select(
            "indicator",
            "technology",
            pl.lit("connected").alias("aspect"),
            "place",
            pl.lit("%").alias("unit"),
            pl.col("indicator").alias("of"),
            "group",
            "period",
            "period_end",
            pl.col("share").alias("value"),
            pl.col("share_low").alias("low"),
            pl.col("share_high").alias("high"),
            union_ids("connected_figures", "total_figures").alias("figures"),
            pl.lit([], dtype=pl.List(pl.String)).alias("documents"),
        )
    )
    unstated = derived.join(
        stated.select(*_KEY, "group").unique(), on=[*_KEY, "group"], how="anti", nulls_equal=True
    )
    return pl.concat([stated, unstated])


def _matched(goal: pl.LazyFrame, actual: pl.LazyFrame) -> pl.LazyFrame:
    """Each goal with its last observation (`last*`) and the one before it (`before*`)."""
    group, other = pl.col("group"), pl.col("group_last")
    exact = group.eq_missing(other)
    named = other.str.contains(group, literal=True) | group.str.contains(other, literal=True)
    related = exact | group.is_null() | other.is_null() | named.fill_null(value=False)
    renamed = actual.select(*_KEY, pl.exclude(_KEY).name.suffix("_last"))
    pairs = (
        goal.join(renamed, on=_KEY, how="inner", nulls_equal=True)
        .filter(related)
        .with_columns(exact.alias("exact"))
        .filter(pl.col("exact") == pl.col("exact").any().over("goal"))
        .filter(other.n_unique().over("goal") == 1)
        .sort("period_end_last", "period_last", descending=True)
        .cache()
    )
    latest = pairs.unique("goal", keep="first", maintain_order=True).filter(~_is_addition())
    before = (
        pairs.with_columns(pl.col("period_end_last").max().over("goal").alias("newest"))
        .filter(months_between("period_end_last", "newest") >= _LEAST)
        .unique("goal", keep="first", maintain_order=True)
        .select(
            "goal",
            *(
                pl.col(f"{c}_last").alias(f"{c}_before")
                for c in ("value", "low", "high", "period", "period_end", "figures")
            ),
        )
    )
    return latest.join(before, on="goal", how="left")


def _is_addition() -> pl.Expr:
    """Whether a count of things to be connected is below what its own document says is connected already."""
    same_document = pl.col("documents").list.set_intersection("documents_last").list.len() > 0
    counted = (pl.col("unit") != "%") & (pl.col("aspect") == "connected")
    return (counted & same_document & (pl.col("value") <= pl.col("value_last"))).fill_null(value=False)


def _paced(matched: pl.LazyFrame) -> pl.LazyFrame:
    """Remaining, paces, their ratio, and the dates of arrival."""
    target = Interval(pl.col("value"), pl.col("low"), pl.col("high"))
    last = Interval(pl.col("value_last"), pl.col("low_last"), pl.col("high_last"))
    before = Interval(pl.col("value_before"), pl.col("low_before"), pl.col("high_before"))
    falling = pl.col("aspect").is_in(FALLING_IS_BETTER) | pl.col("indicator").is_in(FALLING_IS_BETTER)
    missing = (last - target).where(falling, target - last).clip(0)
    since = pl.when(pl.col("months_done") > 0).then(1 / pl.col("months_done"))
    ahead = pl.when(pl.col("months_left") > 0).then(1 / pl.col("months_left"))
    gained = (before - last).where(falling, last - before).scale(since)
    needed = missing.scale(ahead).where(missing.value > 0)
    remaining, achieved, required = (Interval.of(n) for n in ("remaining", "achieved_pace", "required_pace"))
    away = (remaining / achieved).where((remaining.value > 0) & (achieved.value > 0))
    end = pl.col("period_end_last")
    return (
        matched.with_columns(
            months_between("period_end_before", "period_end_last").alias("months_done"),
            months_between("period_end_last", "period_end").alias("months_left"),
            falling.alias("falling"),
        )
        .with_columns(
            *target.columns("target"),
            *last.columns("last"),
            *missing.columns("remaining"),
            *gained.columns("achieved_pace"),
            *needed.columns("required_pace"),
        )
        .with_columns(
            *(achieved / required).columns("ratio"),
            months_after(end, away.value).alias("arrival"),
            pl.when(away.value.is_not_null()).then(months_after(end, away.low)).alias("arrival_early"),
            pl.when(away.value.is_not_null()).then(months_after(end, away.high)).alias("arrival_late"),
        )
    )


def _judged(paced: pl.LazyFrame, today: pl.LazyFrame) -> pl.LazyFrame:
    reached, on_track, behind, overdue, no_deadline, single = VERDICTS
    late = (pl.col("period_end") < pl.max_horizontal("today", "period_end_last")) | (
        pl.col("months_left") <= 0
    )
    verdict = (
        pl.when(pl.col("remaining") <= 0)
        .then(pl.lit(reached))
        .when(late)
        .then(pl.lit(overdue))
        .when(pl.col("achieved_pace").is_null())
        .then(pl.lit(single))
        .when(pl.col("period_end").is_null())
        .then(pl.lit(no_deadline))
        .when(pl.col("ratio") >= 1)
        .then(pl.lit(on_track))
        .otherwise(pl.lit(behind))
    )
    return paced.join(today, how="cross").with_columns(verdict.alias("verdict"))


def _finish(frame: pl.LazyFrame) -> pl.LazyFrame:
    named = frame.with_columns(
        pl.col("period").alias("deadline"),
        pl.col("period_last").alias("last_period"),
        union_ids("figures", "figures_last", "figures_before").alias("figures"),
    )
    order = ("place", "indicator", "technology", "group", "unit", "deadline")
    return named.select(pl.col(name).cast(dtype) for name, dtype in TARGET_SCHEMA.items()).sort(
        order, nulls_last=True
    )
