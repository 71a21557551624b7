"""Stated growth against the levels before and after, and multiples against percentages of the same change."""

from __future__ import annotations

from typing import Final

import polars as pl

from connectivity.analysis.audit.findings import about, finding, plausibly, side, stated, sure, verdict
from connectivity.analysis.intervals import Interval, meets
from connectivity.analysis.wording import named, number, phrase, plain
from connectivity.wording import tr

__all__ = ["change_and_levels", "multiple_and_percent"]

_KEY: Final = ("doc", "indicator", "technology", "place", "group")
_RELATIVE: Final = ("%", "x", "pp")


def change_and_levels(figures: pl.LazyFrame, observations: pl.LazyFrame) -> pl.LazyFrame:
    """A change against the levels of its period and its base period in the same document.

    "%" is checked as a ratio, or, between shares, also as percentage points; "x" as a ratio either way; "pp"
    and amounts as a difference.
    """
    del observations
    changes = figures.filter(
        pl.col("aspect") == "change", pl.col("period").is_not_null(), pl.col("base_period").is_not_null()
    )
    levels = figures.filter(~pl.col("aspect").is_in(["change"]), pl.col("value") > 0)
    after = side(levels, "a").rename({f"{k}_a": k for k in (*_KEY, "period", "status")})
    before = side(levels.filter(pl.col("status") == "actual"), "b").rename({f"{k}_b": k for k in _KEY})
    pairs = (
        changes.join(after, on=[*_KEY, "period", "status"], how="inner", nulls_equal=True)
        .join(
            before,
            left_on=[*_KEY, "base_period"],
            right_on=[*_KEY, "period_b"],
            how="inner",
            nulls_equal=True,
        )
        .filter(
            pl.col("unit_a") == pl.col("unit_b"),
            pl.col("aspect_a") == pl.col("aspect_b"),
            pl.col("of_a").eq_missing(pl.col("of_b")),
            pl.col("unit").is_in(_RELATIVE) | (pl.col("unit") == pl.col("unit_a")),
        )
    )
    return _levels_found(pairs)


def _expected(after: Interval, before: Interval) -> Interval:
    """What the levels give, in the unit of the change."""
    unit, fell = pl.col("unit"), pl.col("value_a") < pl.col("value_b")
    ratio, inverse = after / before, before / after
    percent = ratio.shift(-1).scale(100.0)
    difference = after - before
    among_shares = (unit == "%") & (pl.col("unit_a") == "%")
    points = among_shares & (
        (difference.value - pl.col("value")).abs() < (percent.value - pl.col("value")).abs()
    )
    multiple = inverse.where(fell, ratio)
    return percent.where((unit == "%") & ~points, multiple.where(unit == "x", difference))


def _levels_found(pairs: pl.LazyFrame) -> pl.LazyFrame:
    expected = _expected(stated("a"), stated("b"))
    usually = _expected(plausibly("a"), plausibly("b"))
    firm = pl.all_horizontal(pl.col("bound", "bound_a", "bound_b") == "exact")
    words = phrase(
        "from {before} to {after} is {expected} {unit}, stated as {stated} {unit}",
        before=number(pl.col("value_b")),
        after=number(pl.col("value_a")),
        expected=plain(expected.value, 2),
        unit=pl.when(pl.col("unit") == "x").then(pl.lit(tr("unit|times"))).otherwise(named("unit")),
        stated=number(pl.col("value")),
    )
    judged = pairs.with_columns(verdict(stated(), plausibly(), expected, usually, firm).alias("severity"))
    return finding(
        sure(judged, "figure", "figure_a", "figure_b"),
        "change_and_levels",
        severity=pl.col("severity"),
        figures=["figure", "figure_a", "figure_b"],
        claimed=pl.col("value"),
        expected=expected,
        statement=pl.concat_str(about("place", "indicator", "technology", "group", "period"), words),
    )


def multiple_and_percent(figures: pl.LazyFrame, observations: pl.LazyFrame) -> pl.LazyFrame:
    """A multiple and a percentage of the same change: fivefold less is 80 % less.

    They are of the same change when document, indicator, technology, place, group, period and base agree.
    Where neither names its period only agreement is a finding: there they may be two changes.
    """
    del observations
    key = [*_KEY, "status", "period", "base_period"]
    changes = figures.filter(pl.col("aspect") == "change")
    pairs = changes.filter(pl.col("unit") == "x", pl.col("value") > 0).join(
        side(changes.filter(pl.col("unit") == "%"), "w"),
        left_on=key,
        right_on=[f"{k}_w" for k in key],
        how="inner",
        nulls_equal=True,
    )
    fell = pl.col("value_w") < 0
    left = (Interval.exact(1.0) / stated()).scale(100.0)
    expected = left.shift(-100.0).where(fell, stated().shift(-1.0).scale(100.0))
    dated = pl.all_horizontal(pl.col("period", "base_period").is_not_null())
    firm = pl.all_horizontal(pl.col("bound", "bound_w") == "exact")
    parts = {
        "times": number(pl.col("value")),
        "percent": plain(expected.value, 1),
        "stated": number(pl.col("value_w")),
    }
    words = (
        pl.when(fell)
        .then(phrase("{times} times less is {percent} %, stated as {stated} %", **parts))
        .otherwise(phrase("{times} times as much is {percent} %, stated as {stated} %", **parts))
    )
    return finding(
        pairs.filter(dated | meets(stated("w"), expected)),
        "multiple_and_percent",
        severity=verdict(stated("w"), plausibly("w"), expected, expected, firm),
        figures=["figure", "figure_w"],
        claimed=pl.col("value_w"),
        expected=expected,
        statement=pl.concat_str(about("place", "indicator", "technology", "period"), words),
    )
