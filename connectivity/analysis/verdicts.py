"""The verdict on a target in words, and the formula behind it."""

from __future__ import annotations

import polars as pl

from connectivity.analysis.wording import months_in_words, number, rounded, span

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
    words = pl.when(unit == "%").then(pl.lit(" pp")).when(_counted()).then(pl.lit("")).otherwise(" " + unit)
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
    yearly = pl.format("{} pp a year", number((x * 12).round_sig_figs(2)))
    monthly = pl.format("{}{} a month", _amount(x), _unit())
    return pl.when(pl.col("unit") == "%").then(yearly).otherwise(monthly)


def _text() -> pl.Expr:
    value = pl.when(pl.col("unit") == "%").then(rounded(pl.col("last"))).otherwise(number(pl.col("last")))
    goal = pl.when(pl.col("unit") == "%").then(rounded(pl.col("target"))).otherwise(number(pl.col("target")))
    where = pl.format("{} in {}, target {}", value, pl.col("period_last"), goal)
    left = pl.format("{}{} left", _amount(pl.col("remaining")), _unit())
    until = pl.format("by {}", pl.col("period"))
    achieved = pl.format("{} since {}", _pace("achieved_pace"), pl.col("period_before"))
    needed = pl.format("{} needed {}", _pace("required_pace"), until)
    ratio = pl.format("{} times the pace needed{}", number(pl.col("ratio").round(2)), _ratio_range())
    arrival = pl.format("at this pace reached in {}{}", _month("arrival"), _arrival_range())
    never = pl.when(pl.col("achieved_pace_high") <= 0).then(pl.lit("at this pace never reached"))
    verdict = pl.col("verdict")
    missed = pl.when(verdict == "overdue").then(
        pl.when(pl.col("period_end_last") >= pl.col("period_end"))
        .then(pl.format("due {}", pl.col("period")))
        .otherwise(pl.format("due {}, nothing reported since {}", pl.col("period"), pl.col("period_last")))
    )
    open_ = verdict.is_in(["on track", "behind", "no deadline"])
    parts = [
        pl.concat_str(verdict, pl.lit(": "), where),
        pl.when(verdict != "reached").then(left),
        missed,
        pl.when(open_).then(achieved),
        pl.when(verdict.is_in(["on track", "behind", "one observation"])).then(needed),
        pl.when(verdict.is_in(["on track", "behind"]) & (pl.col("ratio") >= 0)).then(ratio),
        pl.when(open_).then(pl.coalesce(arrival, never)),
        _group_note(),
        pl.when(pl.col("moved_from").list.len() > 0).then(pl.lit("the target has been moved")),
    ]
    return pl.concat_str(parts, separator="; ", ignore_nulls=True)


def _ratio_range() -> pl.Expr:
    low, high = pl.col("ratio_low").round(2), pl.col("ratio_high").round(2)
    return pl.when(low.eq_missing(high)).then(pl.lit("")).otherwise(pl.format(" ({})", span(low, high)))


def _month(name: str) -> pl.Expr:
    return pl.col(name).dt.strftime("%Y-%m")


def _arrival_range() -> pl.Expr:
    early, late = _month("arrival_early"), _month("arrival_late")
    ends = pl.format(" ({} to {})", early, late.fill_null("never"))
    return pl.when(early.eq_missing(late)).then(pl.lit("")).otherwise(ends.fill_null(""))


def _group_note() -> pl.Expr:
    none = pl.lit("none")
    named = pl.format(
        "the target's group is {}, that of the observations {}",
        pl.col("group").fill_null(none),
        pl.col("group_last").fill_null(none),
    )
    return pl.when(~pl.col("exact")).then(named)


def _formula() -> pl.Expr:
    target, last, before = pl.col("target"), pl.col("last"), pl.col("value_before")
    high, low = (pl.when("falling").then(a).otherwise(b) for a, b in ((last, target), (target, last)))
    beyond = pl.format("{} - {} = {} beyond the target", number(low), number(high), _amount(low - high))
    short = pl.format("{} - {} = {} left", number(high), number(low), _amount(high - low))
    remaining = pl.when(high < low).then(beyond).otherwise(short)
    up, down = (pl.when("falling").then(a).otherwise(b) for a, b in ((before, last), (last, before)))
    achieved = pl.format(
        "({} - {}) / {} = {} a month",
        number(up),
        number(down),
        months_in_words(pl.col("months_done")),
        number(pl.col("achieved_pace").round_sig_figs(3)),
    )
    required = pl.format(
        "{} / {} = {} a month needed",
        _amount(pl.col("remaining")),
        months_in_words(pl.col("months_left")),
        number(pl.col("required_pace").round_sig_figs(3)),
    )
    ratio = pl.format("ratio {}", number(pl.col("ratio").round(2)))
    return pl.concat_str(
        [remaining, achieved, pl.when(pl.col("months_left") > 0).then(required), ratio],
        separator="; ",
        ignore_nulls=True,
    )
