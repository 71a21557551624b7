"""The columns of an observation, and what makes a series."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

__all__ = ["OBSERVATION_SCHEMA", "RELATIONS", "SERIES_KEYS", "STOCKS", "SUPERSEDED"]

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
