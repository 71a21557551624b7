"""The verdict on a target in words, and the formula behind it."""

from __future__ import annotations

import polars as pl

from connectivity.analysis.wording import months_in_words, named, number, phrase, rounded, span
from connectivity.wording import tr

__all__ = ["worded"]


def worded(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The frame with `verdict_text` and `formula`.

    Args:
        frame: Rows of targets with their observations, paces and verdict, as `targets` builds them.
    """
    return frame.with_columns(_text().alias("verdict_text"), _formula().alias("formula"))


def _unit() -> pl.Expr:
    """The unit of a difference."""
    unit = pl.col("unit")
    points, other = pl.lit(f" {tr('unit|pp')}"), pl.concat_str(pl.lit(" "), named("unit"))
    words = pl.when(unit == "%").then(points).when(_counted()).then(pl.lit("")).otherwise(other)
    return words.fill_null("")


def _counted() -> pl.Expr:
    """Whether the unit is a thing that the indicator names already."""
    return pl.col("unit").str.contains("^[a-z_]{3,}$")


def _amount(x: pl.Expr) -> pl.Expr:
    whole = pl.when((x != x.round()) & (x.abs() >= 10)).then(x.round(1)).otherwise(x)  # noqa: PLR2004 a digit
    return number(whole)


def _pace(name: str) -> pl.Expr:
    """A pace in words; shares by the year, for theirs are small."""
    x = pl.col(name)
    yearly = phrase("{pace} pp a year", pace=number((x * 12).round_sig_figs(2)))
    monthly = phrase("{pace} a month", pace=pl.concat_str(_amount(x), _unit()))
    return pl.when(pl.col("unit") == "%").then(yearly).otherwise(monthly)


def _text() -> pl.Expr:
    value = pl.when(pl.col("unit") == "%").then(rounded(pl.col("last"))).otherwise(number(pl.col("last")))
    goal = pl.when(pl.col("unit") == "%").then(rounded(pl.col("target"))).otherwise(number(pl.col("target")))
    where = phrase("{value} in {period}, target {goal}", value=value, period=pl.col("period_last"), goal=goal)
    left = phrase("{amount} left", amount=pl.concat_str(_amount(pl.col("remaining")), _unit()))
    achieved = phrase("{pace} since {period}", pace=_pace("achieved_pace"), period=pl.col("period_before"))
    needed = phrase("{pace} needed by {period}", pace=_pace("required_pace"), period=pl.col("period"))
    ratio = phrase(
        "{ratio} times the pace needed{range}",
        ratio=number(pl.col("ratio").round(2)),
        range=_ratio_range(),
    )
    arrival = phrase(
        "at this pace reached in {month}{range}", month=_month("arrival"), range=_arrival_range()
    )
    never = pl.when(pl.col("achieved_pace_high") <= 0).then(pl.lit(tr("at this pace never reached")))
    verdict = pl.col("verdict")
    missed = pl.when(verdict == "overdue").then(
        pl.when(pl.col("period_end_last") >= pl.col("period_end"))
        .then(phrase("due {period}", period=pl.col("period")))
        .otherwise(
            phrase(
                "due {period}, nothing reported since {last}",
                period=pl.col("period"),
                last=pl.col("period_last"),
            )
        )
    )
    open_ = verdict.is_in(["on track", "behind", "no deadline"])
    parts = [
        pl.concat_str(named("verdict"), pl.lit(": "), where),
        pl.when(verdict != "reached").then(left),
        missed,
        pl.when(open_).then(achieved),
        pl.when(verdict.is_in(["on track", "behind", "one observation"])).then(needed),
        pl.when(verdict.is_in(["on track", "behind"]) & (pl.col("ratio") >= 0)).then(ratio),
        pl.when(open_).then(pl.coalesce(arrival, never)),
        _group_note(),
        pl.when(pl.col("moved_from").list.len() > 0).then(pl.lit(tr("the target has been moved"))),
    ]
    return pl.concat_str(parts, separator="; ", ignore_nulls=True)


def _ratio_range() -> pl.Expr:
    low, high = pl.col("ratio_low").round(2), pl.col("ratio_high").round(2)
    return pl.when(low.eq_missing(high)).then(pl.lit("")).otherwise(pl.format(" ({})", span(low, high)))


def _month(name: str) -> pl.Expr:
    return pl.col(name).dt.strftime("%Y-%m")


def _arrival_range() -> pl.Expr:
    early, late = _month("arrival_early"), _month("arrival_late")
    span_ = phrase("periods|{first} to {last}", first=early, last=late.fill_null(tr("never")))
    ends = pl.format(" ({})", span_)
    return pl.when(early.eq_missing(late)).then(pl.lit("")).otherwise(ends.fill_null(""))


def _group_note() -> pl.Expr:
    none = pl.lit(tr("group|none"))
    told = phrase(
        "the target's group is {group}, that of the observations {other}",
        group=named("group").fill_null(none),
        other=named("group_last").fill_null(none),
    )
    return pl.when(~pl.col("exact")).then(told)


def _formula() -> pl.Expr:
    target, last, before = pl.col("target"), pl.col("last"), pl.col("value_before")
    high, low = (pl.when("falling").then(a).otherwise(b) for a, b in ((last, target), (target, last)))
    beyond = phrase(
        "{low} - {high} = {amount} beyond the target",
        low=number(low),
        high=number(high),
        amount=_amount(low - high),
    )
    short = phrase(
        "{high} - {low} = {amount} left", high=number(high), low=number(low), amount=_amount(high - low)
    )
    remaining = pl.when(high < low).then(beyond).otherwise(short)
    up, down = (pl.when("falling").then(a).otherwise(b) for a, b in ((before, last), (last, before)))
    achieved = phrase(
        "({high} - {low}) / {time} = {pace} a month",
        high=number(up),
        low=number(down),
        time=months_in_words(pl.col("months_done")),
        pace=number(pl.col("achieved_pace").round_sig_figs(3)),
    )
    required = phrase(
        "{amount} / {time} = {pace} a month needed",
        amount=_amount(pl.col("remaining")),
        time=months_in_words(pl.col("months_left")),
        pace=number(pl.col("required_pace").round_sig_figs(3)),
    )
    ratio = phrase("ratio {ratio}", ratio=number(pl.col("ratio").round(2)))
    return pl.concat_str(
        [remaining, achieved, pl.when(pl.col("months_left") > 0).then(required), ratio],
        separator="; ",
        ignore_nulls=True,
    )
