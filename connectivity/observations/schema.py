"""The columns of an observation, and what makes a series."""

from __future__ import annotations

import re
from typing import Any, Final

import polars as pl

from connectivity.extraction.compat import ANY

__all__ = [
    "OBSERVATION_SCHEMA",
    "RELATIONS",
    "SERIES_KEYS",
    "STOCKS",
    "SUPERSEDED",
    "is_own",
    "is_stock",
    "stands",
]

SERIES_KEYS: Final = (
    "indicator",
    "technology",
    "aspect",
    "status",
    "place",
    "group",
    "unit",
    "of",
    "base_period",  # null but for changes
)

SUPERSEDED: Final[pl.DataType] = pl.Struct(
    {
        "value": pl.Float64,
        "low": pl.Float64,
        "high": pl.Float64,
        "as_of": pl.String,
        "figures": pl.List(pl.String),
    }
)

RELATIONS: Final = ("single", "corroborated", "echo", "revised", "contradicted")

_COLUMNS: Final[dict[str, Any]] = {
    "observation": pl.String,  # id: series, @ and period
    "series": pl.String,  # id: the keys joined by /, - for null
    "indicator": pl.String,
    "technology": pl.String,
    "aspect": pl.String,
    "status": pl.String,
    "place": pl.String,
    "group": pl.String,
    "unit": pl.String,
    "of": pl.String,
    "period": pl.String,  # ISO 8601, or null
    "period_start": pl.Date,
    "period_end": pl.Date,
    "base_period": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,  # null: no lower end
    "high": pl.Float64,  # null: no upper end
    "relation": pl.String,  # one of RELATIONS
    "as_of": pl.String,  # published date of the newest document it rests on
    "publishers": pl.List(pl.String),
    "documents": pl.List(pl.String),
    "figures": pl.List(pl.String),  # ids it rests on
    "superseded": pl.List(SUPERSEDED),
    "corrected": pl.Boolean,
}
OBSERVATION_SCHEMA: Final = pl.Schema(_COLUMNS)

# Indicators whose total stands at a moment: stated for a day, it holds for the month of that day too. Totals
# of other indicators (sales, traffic, investment) run up over their period: only equal periods compare.
STOCKS: Final = (
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
    "satellites",
    "terminals",
    "data_centres",
    "spectrum",
    "capacity",
    "sim_cards",
    "rank",
)

_COUNTED: Final = r"^(?:%|[a-z][a-z0-9_]{3,})$"  # nouns and shares; signs of measure are shorter


def is_own() -> pl.Expr:
    """Whether a row's indicator is of a user's lexicon."""
    return ~pl.col("indicator").is_in(ANY)


def is_stock() -> pl.Expr:
    """Whether totals of a row's indicator stand at a moment; see `stands`."""
    return pl.col("indicator").is_in(STOCKS) | (is_own() & pl.col("unit").str.contains(_COUNTED))


def stands(indicator: str, unit: str) -> bool:
    """Whether totals of an indicator stand at a moment; of a user's own, those of things that are counted.

    >>> stands("schools", "school"), stands("ecommerce_sales", "KZT")
    (True, False)
    >>> stands("exchange_points", "exchange_point"), stands("universal_fund", "USD")
    (True, False)
    """
    return indicator in STOCKS or (indicator not in ANY and re.match(_COUNTED, unit) is not None)
