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
    """The interval with open ends closed at a tenth beyond the value, as "over" is usually meant."""
    width = _BEYOND * interval.value.abs()
    return Interval(
        interval.value,
        interval.low.fill_null(interval.value - width),
        interval.high.fill_null(interval.value + width),
    )


def plausibly(suffix: str = "") -> Interval:
    """The interval of a figure as it is usually meant, from its unit and surface.

    An open end is closed at a tenth beyond the value (6 billion are not "over 4.8 billion"), for multiples
    at a quarter and at least 1 beyond ("more than doubled" may be 2.9 times), for fractions in words at 10
    points. Fractions in words ("three out of four") are rough: they are meant to 2.5 points.
    """
    end = f"_{suffix}" if suffix else ""
    value, low, high, unit = (pl.col(f"{c}{end}") for c in ("value", "low", "high", "unit"))
    in_words = (unit == "%") & ~pl.col(f"surface{end}").str.contains(r"\d").fill_null(value=True)
    rough = pl.when(in_words).then(_ROUGH_FRACTION).otherwise(0.0)
    beyond = (
        pl.when(in_words)
        .then(_BEYOND_FRACTION)
        .when(unit == "x")
        .then(pl.max_horizontal(pl.lit(1.0), _BEYOND_MULTIPLE * value.abs()))
        .otherwise(_BEYOND * value.abs())
    )
    return Interval(value, (low - rough).fill_null(value - beyond), (high + rough).fill_null(value + beyond))


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
    """The severity of a claim against what other figures give.

    Args:
        claimed: The interval of the claim, as worded.
        usual: The same as usually meant.
        expected: What the other figures give, as worded.
        expected_usually: The same as usually meant.
        firm: As for `severity`.
    """
    return severity(meets(usual, expected_usually), meets(claimed, expected), firm)


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
        severity: One of `SEVERITIES`, or an expression of them.
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
    return frame.select(columns[name].cast(dtype).alias(name) for name, dtype in FINDING_SCHEMA.items())
