"""Which plan belongs to a coverage gap, and whether it counts up to a level or on top of what is connected.

A plan is a target of connected or added things of the same indicator and place and of the same technology
family ("optical lines to 3,010 villages" belongs to the wired ones). It must not be older than the point it
is set beside, nor its deadline be past at that point. Of each series a plan is set beside one point, the
newest that it fits; points of its own document come before others, those of the same group before others,
those of the same technology before others of the family. A plan for no group, or for another one, is only
taken for the one group that there is.

**Level or addition.** "3,010 villages will be connected" may mean that 3,010 of them then are, or 3,010 more.
A plan is read as

1. an addition, when the text says so (aspect `added`);
2. a level, when it is a percentage;
3. an addition, when it is not above what is connected already: such a level would be no plan;
4. a level, when on top of what is connected it would exceed the total;
5. a level, when it speaks of the very technology that is counted, and also when no total is known: the
   reading that promises less;
6. an addition, otherwise: it names another technology than what is counted, as optical lines beside wired
   internet, so that it cannot be the level of that count, and it fits into the gap.

A level above the total is of other things and left out. For readings 5 and 6 the formula names the other
reading's result.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from connectivity.analysis.intervals import Interval
from connectivity.analysis.vocabulary import family, is_share
from connectivity.analysis.wording import count, named, phrase, rounded
from connectivity.wording import tr

__all__ = ["planned"]

_KEY: Final = ("place", "indicator")
_SAME_SERIES: Final = ("place", "indicator", "technology", "group")


def planned(points: pl.LazyFrame, observations: pl.LazyFrame) -> pl.LazyFrame:
    """Points of coverage with `planned*`, `planned_period`, `planned_figures`, `left_over*` and the formula.

    Args:
        points: A row a point, with `row`, its key, `documents`, `as_of`, `period_end`, and the intervals
            `connected`, `total`, `gap`.
        observations: Those of the same indicators; the targets among them are the plans.

    Returns:
        All points; null where no plan belongs to them or the total is not known.
    """
    chosen = _beside(points, _plans(observations)).pipe(_read)
    return points.join(chosen, on="row", how="left").with_columns(
        pl.concat_str("formula", "plan_formula", separator="; ", ignore_nulls=True).alias("formula")
    )


def _plans(observations: pl.LazyFrame) -> pl.LazyFrame:
    counted = ~pl.col("unit").is_in(["%", "pp", "x"])
    of_itself = is_share() & (pl.col("of") == pl.col("indicator"))
    return observations.filter(
        pl.col("status") == "target",
        pl.col("aspect").is_in(["connected", "added"]),
        counted | of_itself,
    ).select(
        *_KEY,
        pl.col("observation").alias("plan"),
        *Interval(pl.col("value"), pl.col("low"), pl.col("high")).columns("goal"),
        is_share().alias("goal_is_share"),
        (pl.col("aspect") == "added").alias("goal_is_added"),
        *(
            pl.col(c).alias(f"plan_{c}")
            for c in ("technology", "group", "period", "period_end", "as_of", "documents", "figures")
        ),
    )


def _beside(points: pl.LazyFrame, plans: pl.LazyFrame) -> pl.LazyFrame:
    """Pairs of a point and its plan, at most one a point."""
    same_document = pl.col("documents").list.set_intersection("plan_documents").list.len() > 0
    related = family().eq_missing(family("plan_technology"))
    groups = (
        pl.col("group").is_null() | pl.col("plan_group").is_null() | (pl.col("group") == pl.col("plan_group"))
    )
    ahead = (pl.col("plan_period_end") >= pl.col("period_end")).fill_null(value=True)
    not_older = (pl.col("plan_as_of") >= pl.col("as_of")).fill_null(value=False)
    near = pl.sum_horizontal(
        weight * pl.col(c).cast(pl.Int8)
        for c, weight in (("same_document", 4), ("same_group", 2), ("same_technology", 1))
    )
    one_group = pl.col("group").n_unique().over("plan") == 1
    return (
        points.join(plans, on=_KEY, how="inner", nulls_equal=True)
        .filter(related, groups, ahead, same_document | not_older)
        .with_columns(
            same_document.alias("same_document"),
            pl.col("technology").eq_missing(pl.col("plan_technology")).alias("same_technology"),
            pl.col("group").eq_missing(pl.col("plan_group")).alias("same_group"),
        )
        .with_columns(near.alias("near"))
        .filter(pl.col("near") == pl.col("near").max().over("plan"))
        .filter(pl.col("same_group") | one_group)
        .sort("period_end", "row", descending=[True, False], nulls_last=True)
        .unique(["plan", *_SAME_SERIES], keep="first", maintain_order=True)
        .sort(
            "near",
            "same_group",
            "plan_as_of",
            "plan_period_end",
            "plan",
            descending=[True, True, True, False, False],
            nulls_last=True,
        )
        .unique("row", keep="first", maintain_order=True)
    )


def _read(pairs: pl.LazyFrame) -> pl.LazyFrame:
    """The plan as things to be added and things left over, by the rule of this module."""
    goal, connected, total, gap = (Interval.of(name) for name in ("goal", "connected", "total", "gap"))
    level = (total * goal).scale(0.01).whole().where(pl.col("goal_is_share"), goal)
    fits = connected.value + goal.value <= total.value
    by_text = pl.col("goal_is_added") | pl.col("goal_is_share")
    no_level = goal.value <= connected.value
    open_to_both = ~by_text & ~no_level & fits.fill_null(value=False)
    added = (
        pl.when(by_text)
        .then("goal_is_added")
        .otherwise(no_level | (open_to_both & ~pl.col("same_technology")))
    )
    known = pl.col("planned").is_not_null()
    beyond = ~pl.col("is_added") & (pl.col("level_low") > pl.col("total_high"))
    return (
        pairs.with_columns(added.alias("is_added"), open_to_both.alias("open"), *level.columns("level"))
        .filter(~beyond.fill_null(value=False))
        .with_columns(
            *goal.where(pl.col("is_added"), (Interval.of("level") - connected).clip(0)).columns("planned"),
            *(gap - goal)
            .where(pl.col("is_added"), total - Interval.of("level"))
            .clip(0)
            .columns("left_over"),
        )
        .select(
            "row",
            "^planned.*$",
            "^left_over.*$",
            pl.when(known).then("plan_period").alias("planned_period"),
            pl.when(known).then("plan_figures").alias("planned_figures"),
            _plan_formula().alias("plan_formula"),
        )
    )


def _plan_formula() -> pl.Expr:
    goal, connected, total = pl.col("goal"), pl.col("connected"), pl.col("total")
    what = (
        named("plan_technology", "technology").fill_null(named("technology")).fill_null(tr("any technology"))
    )
    left = phrase(", {count} left over", count=count(pl.col("left_over"))).fill_null("")
    addition = phrase(
        "{count} more planned ({technology}){left}", count=count(goal), technology=what, left=left
    )
    target = pl.when("goal_is_share").then(rounded(goal)).otherwise(count(goal))
    level = phrase(
        "plan of {target} in all ({technology}) is {count} more{left}",
        target=target,
        technology=what,
        count=count(pl.col("planned")),
        left=left,
    )
    as_level = phrase(
        "; read as a level, {goal} - {connected} = {count} more",
        goal=count(goal),
        connected=count(connected),
        count=count(goal - connected),
    )
    as_addition = phrase(
        "; read as {count} more, {left} left over", count=count(goal), left=count(total - connected - goal)
    )
    return pl.concat_str(
        pl.when("is_added").then(addition).otherwise(level),
        pl.when("open").then(pl.when("is_added").then(as_level).otherwise(as_addition)).otherwise(pl.lit("")),
    )
