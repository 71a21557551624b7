"""What all checks share: how a finding is written, when it is a disagreement and how severe that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from connectivity.analysis.intervals import Interval, meets
from connectivity.analysis.schemas import FINDING_SCHEMA
from connectivity.analysis.wording import subject

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "ADDITIVE",
    "about",
    "finding",
    "plausible",
    "plausibly",
    "same_things",
    "severity",
    "side",
    "stated",
    "sure",
    "verdict",
]

ADDITIVE: Final = (
    "settlements",
    "schools",
    "households",
    "facilities",
    "population",
    "cities",
    "base_stations",
    "towers",
    "subscriptions",
    "users",
    "fibre",
    "terminals",
    "data_centres",
    "ecommerce_sales",
    "retail_sales",
    "orders",
    "jobs",
    "sim_cards",
)
"""Indicators whose parts add up to a whole."""

_BEYOND: Final = 0.1
_ROUND_FROM: Final = 1000.0
_MOST_ROUNDED: Final = 0.1
_SAME_THINGS: Final = 2.0
_BEYOND_MULTIPLE: Final = 0.25
_BEYOND_FRACTION: Final = 10.0
_ROUGH_FRACTION: Final = 2.5


def side(figures: pl.LazyFrame, suffix: str) -> pl.LazyFrame:
    """The figures with every column renamed, ready to be joined to others."""
    return figures.select(pl.all().name.suffix(f"_{suffix}"))


def stated(suffix: str = "") -> Interval:
    """The interval of a figure as worded."""
    end = f"_{suffix}" if suffix else ""
    return Interval(pl.col(f"value{end}"), pl.col(f"low{end}"), pl.col(f"high{end}"))


def plausible(interval: Interval) -> Interval:
    """The interval as a number is usually meant.

    An open end is closed at a tenth beyond the value: 6 billion are not "over 4.8 billion". A round number
    from a thousand on is rounded at its last digit that is not 0, by a tenth at most: "1,400" may be 1,424.
    """
    value = interval.value
    width = _BEYOND * value.abs()
    round_by = pl.when(interval.low == interval.high).then(_rounding(value)).otherwise(0.0)
    return Interval(
        value,
        (interval.low - round_by).fill_null(value - width),
        (interval.high + round_by).fill_null(value + width),
    )


def _rounding(value: pl.Expr) -> pl.Expr:
    """Half a unit of the last digit of a round number that is not 0; nothing for other numbers."""
    half = pl.lit(0.0)
    for step in (100.0, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9):
        half = pl.when(value % step == 0).then(step / 2).otherwise(half)
    capped = pl.min_horizontal(half, _MOST_ROUNDED * value.abs())
    return pl.when(value.abs() >= _ROUND_FROM).then(capped).otherwise(0.0)


def plausibly(suffix: str = "") -> Interval:
    """The interval of a figure as it is usually meant, from its unit and surface.

    Numbers and amounts are meant as `plausible` says. Multiples end at a quarter and at least 1 beyond an
    open end ("more than doubled" may be 2.9 times), fractions in words ("over half") at 10 points beyond it;
    these are also rough, "three out of four" to 2.5 points. A percentage may be cut instead of rounded:
    77.6 % is also written "77 %".
    """
    end = f"_{suffix}" if suffix else ""
    value, low, high, unit = (pl.col(f"{c}{end}") for c in ("value", "low", "high", "unit"))
    in_words = (unit == "%") & ~pl.col(f"surface{end}").str.contains(r"\d").fill_null(value=True)
    rough = pl.when(in_words).then(_ROUGH_FRACTION).otherwise(0.0)
    cut = pl.when(unit == "%").then((high - low) / 2).otherwise(0.0)
    beyond = (
        pl.when(in_words)
        .then(_BEYOND_FRACTION)
        .when(unit == "x")
        .then(pl.max_horizontal(pl.lit(1.0), _BEYOND_MULTIPLE * value.abs()))
        .otherwise(_BEYOND * value.abs())
    )
    relative = Interval(
        value,
        (low - rough - pl.when(value < 0).then(cut).otherwise(0.0)).fill_null(value - beyond),
        (high + rough + pl.when(value > 0).then(cut).otherwise(0.0)).fill_null(value + beyond),
    )
    return relative.where(unit.is_in(["%", "pp", "x"]), plausible(Interval(value, low, high)))


def severity(agree: pl.Expr, agree_strictly: pl.Expr, firm: pl.Expr) -> pl.Expr:
    """Info where figures agree, error where firm ones (exact, of one document) cannot, else warning.

    Args:
        agree: The intervals meet, open ends closed as usually meant.
        agree_strictly: The intervals as worded meet.
        firm: No figure is bounded ("about", "over") and all are of one document.
    """
    return (
        pl.when(agree)
        .then(pl.lit("info"))
        .when(~agree_strictly & firm)
        .then(pl.lit("error"))
        .otherwise(pl.lit("warning"))
    )


def verdict(
    claimed: Interval, usual: Interval, expected: Interval, expected_usually: Interval, firm: pl.Expr
) -> pl.Expr:
    """The severity of a claim against what other figures give; null where they are hardly of the same things.

    Args:
        claimed: The interval of the claim, as worded.
        usual: The same as usually meant.
        expected: What the other figures give, as worded.
        expected_usually: The same as usually meant.
        firm: As for `severity`.
    """
    agree = meets(usual, expected_usually)
    judged = severity(agree, meets(claimed, expected), firm)
    return pl.when(agree | same_things(claimed.value, expected.value)).then(judged)


def same_things(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """Whether two numbers are within a factor of two of each other.

    Those that are not hardly speak of the same things: to call one of them wrong would be a guess.
    """
    smaller, larger = pl.min_horizontal(one.abs(), other.abs()), pl.max_horizontal(one.abs(), other.abs())
    return (one.sign() == other.sign()) & (larger <= _SAME_THINGS * smaller)


def sure(frame: pl.LazyFrame, claim: str, *order: str) -> pl.LazyFrame:
    """At most one row a claim: the first that agrees, else the only one there is.

    Where several figures could be the ones a claim speaks of and none fits, nobody can say that it is wrong.

    Args:
        frame: Rows with the column `severity`.
        claim: The column with the id of what is checked.
        order: Columns that decide which of several that agree is shown.
    """
    agrees = pl.col("severity") == "info"
    return (
        frame.filter(agrees | (pl.len().over(claim) == 1))
        .sort(claim, *order, nulls_last=True)
        .unique(claim, keep="first", maintain_order=True)
    )


def about(*columns: str, suffix: str = "") -> pl.Expr:
    """The subject of a finding and a colon: "KZ, settlements, mobile, 2024-06-18: "."""
    end = f"_{suffix}" if suffix else ""
    return pl.concat_str(subject(*(f"{c}{end}" for c in columns)), pl.lit(": "))


def finding(
    frame: pl.LazyFrame,
    kind: str,
    *,
    severity: pl.Expr | str,
    figures: Sequence[str] | pl.Expr,
    claimed: pl.Expr,
    expected: Interval,
    statement: pl.Expr,
    place: str = "place",
    indicator: str = "indicator",
) -> pl.LazyFrame:
    """Rows of `FINDING_SCHEMA` from the rows of a check.

    Args:
        frame: One row a finding.
        kind: The name of the check.
        severity: One of `SEVERITIES`, or an expression of them; rows where it is null are no finding.
        figures: Columns with the ids of the figures, or an expression that lists them.
        claimed: The number that is checked.
        expected: What the other figures give.
        statement: The arithmetic in words.
        place: The column with the place.
        indicator: The column with the indicator.
    """
    ids = (
        figures if isinstance(figures, pl.Expr) else pl.concat_list(figures).list.unique(maintain_order=True)
    )
    columns = {
        "kind": pl.lit(kind),
        "severity": pl.lit(severity) if isinstance(severity, str) else severity,
        "place": pl.col(place),
        "indicator": pl.col(indicator),
        "figures": ids,
        "stated": claimed,
        "expected_low": expected.low,
        "expected_high": expected.high,
        "statement": statement,
    }
    return frame.filter(columns["severity"].is_not_null()).select(
        columns[name].cast(dtype).alias(name) for name, dtype in FINDING_SCHEMA.items()
    )
