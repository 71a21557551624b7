"""Series over time: what is cumulative but falls, points stated differently, years that are not whole."""

from __future__ import annotations

from typing import Final

import polars as pl

from connectivity.analysis.audit.findings import about, finding, plausible, same_things
from connectivity.analysis.growth import dropped_note, growth
from connectivity.analysis.intervals import Interval, meets
from connectivity.analysis.vocabulary import NEVER_FALLS, coverable
from connectivity.analysis.wording import number, phrase, union_ids

__all__ = ["falling_stock", "partial_period", "restated_point"]

_YEAR: Final = 12
_QUARTER: Final = 3
_UNRELATED: Final = (
    "investment",
    "fine",
    "other",
    "jobs",
    "floor_area",
    "spectrum",
    "capacity",
    "tariff",
    "speed",
)
_SUBJECT: Final = ("place", "indicator", "technology", "group")


def falling_stock(figures: pl.LazyFrame, observations: pl.LazyFrame) -> pl.LazyFrame:
    """Things connected or built of which a later document counts fewer than an earlier one.

    A fall within one document is not a finding: its author has seen it. Neither is one to less than half, for
    it hardly counts the same things, nor one of all things there are: villages are merged.
    """
    del figures
    connected = coverable() & (pl.col("aspect") == "connected")
    built = pl.col("indicator").is_in(NEVER_FALLS) & (pl.col("aspect") == "total")
    order = ["period_end", "period"]
    kept = ("value", "low", "high", "period", "documents", "figures")
    pairs = (
        observations.filter(
            pl.col("status") == "actual", connected | built, pl.col("period_end").is_not_null()
        )
        .filter(~pl.col("unit").is_in(["pp", "x"]))
        .with_columns(pl.col(c).shift(1).over("series", order_by=order).alias(f"{c}_b") for c in kept)
        .filter(
            pl.col("value") < pl.col("value_b"),
            same_things(pl.col("value"), pl.col("value_b")),
            pl.col("documents").list.set_intersection("documents_b").list.len() == 0,
        )
    )
    before = Interval(pl.col("value_b"), pl.col("low_b"), pl.col("high_b"))
    after = Interval(pl.col("value"), pl.col("low"), pl.col("high"))
    words = phrase(
        "{before} in {first}, but {after} in {last}: {less} less",
        before=number(before.value),
        first=pl.col("period_b"),
        after=number(after.value),
        last=pl.col("period"),
        less=number(before.value - after.value),
    )
    return finding(
        pairs.filter(~meets(plausible(before), plausible(after))),
        "falling_stock",
        severity="warning",
        figures=union_ids("figures_b", "figures"),
        claimed=after.value,
        expected=Interval(before.value, before.low, pl.lit(None)),
        statement=pl.concat_str(about(*_SUBJECT), words),
    )


def restated_point(figures: pl.LazyFrame, observations: pl.LazyFrame) -> pl.LazyFrame:
    """Points that documents state differently: revised by a later one (info) or contradicted (warning).

    Within one document two values of one point are two things that the extraction cannot tell apart; so are
    amounts of money spent, fines, prices and speeds, of which there are many at a time, and values that
    differ more than twofold.
    """
    del figures
    restated = (
        observations.filter(
            pl.col("relation").is_in(["revised", "contradicted"]),
            ~pl.col("indicator").is_in(_UNRELATED),
            pl.col("aspect") != "change",
        )
        .explode("superseded")
        .filter(pl.col("superseded").is_not_null())
        .with_columns(
            *(
                pl.col("superseded").struct.field(c).alias(f"{c}_b")
                for c in ("value", "low", "high", "figures")
            )
        )
        .filter(
            _documents("figures").list.set_intersection(_documents("figures_b")).list.len() == 0,
        )
    )
    before = Interval(pl.col("value_b"), pl.col("low_b"), pl.col("high_b"))
    after = Interval(pl.col("value"), pl.col("low"), pl.col("high"))
    revised = pl.col("relation") == "revised"
    parts = {
        "after": number(after.value),
        "document": pl.col("figures").list.first().str.replace(r"@\d+$", ""),
        "before": number(before.value),
        "other": pl.col("figures_b").list.first().str.replace(r"@\d+$", ""),
    }
    return finding(
        restated.filter(
            ~meets(plausible(before), plausible(after)), same_things(pl.col("value"), pl.col("value_b"))
        ),
        "restated_point",
        severity=pl.when(revised).then(pl.lit("info")).otherwise(pl.lit("warning")),
        figures=union_ids("figures", "figures_b"),
        claimed=after.value,
        expected=before,
        statement=pl.concat_str(
            about(*_SUBJECT, "aspect", "period"),
            pl.when(revised)
            .then(phrase("{after} in {document}, {before} in {other} (revised)", **parts))
            .otherwise(phrase("{after} in {document}, {before} in {other} (contradicted)", **parts)),
        ),
    )


def _documents(ids: str) -> pl.Expr:
    return pl.col(ids).list.eval(pl.element().str.replace(r"@\d+$", ""))


def _length(period: str) -> pl.Expr:
    """Months of a period, from its text: a year is 12, an interval runs from month to month, else 1."""
    ends = pl.col(period).str.extract_all(r"\d{4}(?:-\d{2})?")
    first, last = ends.list.first(), ends.list.last()

    def months(part: pl.Expr, default: int) -> pl.Expr:
        month = part.str.slice(5, 2).cast(pl.Int32, strict=False).fill_null(default)
        return part.str.slice(0, 4).cast(pl.Int32) * _YEAR + month

    return months(last, _YEAR) - months(first, 1) + 1


def partial_period(figures: pl.LazyFrame, observations: pl.LazyFrame) -> pl.LazyFrame:
    """Sums over periods of different length that invite comparison: eleven months are not a year.

    A quarter or more against up to a year, a year apart at most. Investments are left out: each is another.
    """
    del figures
    lengths = pl.concat_list(_length("period_from"), _length("period_to"))
    uneven = growth(observations).filter(
        ~pl.col("comparable"),
        pl.col("note") != dropped_note(),
        pl.col("basis") == "consecutive",
        pl.col("aspect") == "total",
        pl.col("indicator") != "investment",
        pl.col("months") <= _YEAR,
        lengths.list.min() >= _QUARTER,
        lengths.list.max() <= _YEAR,
    )
    words = phrase(
        "{before} in {first}, {after} in {last}: {note}",
        before=number(pl.col("value_from")),
        first=pl.col("period_from"),
        after=number(pl.col("value_to")),
        last=pl.col("period_to"),
        note=pl.col("note"),
    )
    averages = pl.format("; {}", pl.col("formula"))
    return finding(
        uneven,
        "partial_period",
        severity="info",
        figures=pl.col("figures"),
        claimed=pl.col("value_to"),
        expected=Interval.missing(),
        statement=pl.concat_str(about(*_SUBJECT, "unit"), words, averages),
    )
