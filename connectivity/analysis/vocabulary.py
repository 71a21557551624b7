"""What the analyses know of the world: which technologies belong together, what flows and what stands."""

from __future__ import annotations

from typing import Final

import polars as pl

from connectivity.observations.schema import is_own

__all__ = [
    "COVERABLE",
    "FALLING_IS_BETTER",
    "FAMILIES",
    "NEVER_FALLS",
    "UNRELATED",
    "coverable",
    "family",
    "is_flow",
    "is_money",
    "is_share",
]

FAMILIES: Final = {
    "wired": "fixed",
    "fibre": "fixed",
    "broadband": "fixed",
    "2g": "mobile",
    "3g": "mobile",
    "4g": "mobile",
    "5g": "mobile",
    "starlink": "satellite",
    "kuiper": "satellite",
    "oneweb": "satellite",
}
"""The family of a technology; one that is not listed is its own."""

COVERABLE: Final = ("settlements", "schools", "households", "facilities", "population", "cities")
"""Indicators of things that are either connected or not."""

_FLOWS: Final = ("ecommerce_sales", "retail_sales", "investment", "traffic", "orders", "fine")
"""Indicators summed over a period; twice the time, twice the value. All others are stocks or rates."""

_RATES_OF_TRAFFIC: Final = ("Mbit/s", "Gbit/s", "Tbit/s")

UNRELATED: Final = ("other", "fine", "spectrum", "floor_area")
"""Indicators whose figures are single facts: two of them do not make a series."""

NEVER_FALLS: Final = ("connected", "base_stations", "towers", "fibre", "data_centres", "terminals")
"""Aspects and indicators that are cumulative: what is built or connected seldom disappears."""

FALLING_IS_BETTER: Final = ("unconnected", "latency", "tariff", "rank")
"""Aspects and indicators whose targets lie below today's value."""


def family(technology: str = "technology") -> pl.Expr:
    """The family of the technology in that column, null for null.

    >>> import polars as pl
    >>> pl.DataFrame({"technology": ["fibre", "4g", "wifi", None]}).select(family()).to_series().to_list()
    ['fixed', 'mobile', 'wifi', None]
    """
    return pl.col(technology).replace(FAMILIES)


def coverable() -> pl.Expr:
    """Whether a row is of things that are connected or not; a user's own are where their aspects say so."""
    return pl.col("indicator").is_in(COVERABLE) | is_own()


def is_flow() -> pl.Expr:
    """Whether a row is a total over its period (sales, things added), not a state at its end."""
    summed = pl.col("indicator").is_in(_FLOWS) & ~pl.col("unit").is_in([*_RATES_OF_TRAFFIC, "%", "pp"])
    return summed | (pl.col("aspect") == "added")


def is_share() -> pl.Expr:
    """Whether a row is a percentage."""
    return pl.col("unit") == "%"


def is_money(unit: str = "unit") -> pl.Expr:
    """Whether that column holds an ISO 4217 code.

    >>> import polars as pl
    >>> pl.DataFrame({"unit": ["KZT", "km", "MHz"]}).select(is_money()).to_series().to_list()
    [True, False, False]
    """
    return pl.col(unit).str.contains("^[A-Z]{3}$")
