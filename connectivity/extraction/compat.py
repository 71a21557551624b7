"""Which indicators a unit allows, and what a share is taken of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from connectivity.extraction import columns as pl

if TYPE_CHECKING:
    from connectivity.lexicon import Own

__all__ = [
    "ANY",
    "ASPECTS_OF",
    "INDICATOR_OF_THING",
    "OF_INDICATOR",
    "WITHOUT_AS_TOTAL",
    "allowed",
    "aspects_of",
    "indicators_of",
    "is_currency",
]

MONEY: Final = ("investment", "ecommerce_sales", "retail_sales", "tariff", "fine", "exchange_rate", "other")
ANY: Final = (
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
    "speed",
    "upload_speed",
    "latency",
    "traffic",
    "capacity",
    "fibre",
    "satellites",
    "terminals",
    "data_centres",
    "spectrum",
    "rank",
    "tariff",
    "investment",
    "ecommerce_sales",
    "ecommerce_share",
    "retail_sales",
    "orders",
    "jobs",
    "floor_area",
    "fine",
    "exchange_rate",
    "sim_cards",
    "other",
)
INDICATOR_OF_THING: Final = {
    "settlement": ("settlements",),
    "school": ("schools",),
    "household": ("households",),
    "facility": ("facilities",),
    "person": ("population", "users", "jobs", "other"),
    "city": ("cities", "other"),
    "base_station": ("base_stations",),
    "tower": ("towers",),
    "subscription": ("subscriptions",),
    "satellite": ("satellites",),
    "terminal": ("terminals",),
    "data_centre": ("data_centres",),
    "order": ("orders",),
    "sim_card": ("sim_cards",),
    "job": ("jobs",),
    "km": ("fibre", "other"),
    "mile": ("fibre", "other"),
    "m2": ("floor_area",),
    "kbit/s": ("speed", "upload_speed", "capacity"),
    "Mbit/s": ("speed", "upload_speed", "capacity"),
    "Gbit/s": ("capacity", "speed", "upload_speed", "traffic"),
    "Tbit/s": ("capacity", "traffic"),
    "ms": ("latency",),
    "MHz": ("spectrum",),
    "GHz": ("spectrum",),
    "GB": ("traffic", "other"),
    "TB": ("traffic", "other"),
    "MB": ("traffic", "other"),
    "rank": ("rank",),
    "%": ANY,
    "x": ANY,
    "pp": ANY,
}
# a stock of these, whatever its access, has no technology
WITHOUT_AS_TOTAL: Final = ("settlements", "schools", "households", "facilities", "population", "cities")
OF_INDICATOR: Final = {"users": "population", "ecommerce_share": "retail_sales"}


# what an indicator's figures can be; those of the others can be anything
ASPECTS_OF: Final = {
    **dict.fromkeys(
        (
            "speed",
            "upload_speed",
            "latency",
            "rank",
            "tariff",
            "fine",
            "exchange_rate",
            "ecommerce_sales",
            "ecommerce_share",
            "retail_sales",
            "investment",
            "traffic",
            "floor_area",
            "orders",
        ),
        ("total", "change"),
    ),
    **dict.fromkeys(
        (
            "subscriptions",
            "sim_cards",
            "base_stations",
            "towers",
            "satellites",
            "terminals",
            "data_centres",
            "fibre",
            "jobs",
            "capacity",
            "spectrum",
        ),
        ("total", "change", "added"),
    ),
}


def is_currency(unit: pl.Expr) -> pl.Expr:
    """Whether a unit is an ISO 4217 code, or several joined by "|"."""
    return unit.str.contains(r"^[A-Z]{3}(?:\||$)")


def indicators_of(own: Own) -> dict[str, tuple[str, ...]]:
    """Each unit with the indicators it may be of, the usual one first; a user's own come last.

    Shares, points and multiples can be of every indicator; currencies stand under the unit "money".
    """
    table = {**INDICATOR_OF_THING, "money": MONEY}
    ratios = dict.fromkeys(("%", "x", "pp"), own.named)
    for unit, names in (*own.indicators.items(), *ratios.items()):
        table[unit] = tuple(dict.fromkeys((*table.get(unit, ()), *names)))
    return table


def aspects_of(own: Own) -> dict[str, tuple[str, ...]]:
    """What an indicator's figures can be; one of a user's is as the one it is like, unless it says more."""
    alike = {name: ASPECTS_OF[like] for name, like in own.like.items() if like in ASPECTS_OF}
    return {**ASPECTS_OF, **alike, **own.aspects}


def allowed(own: Own) -> pl.DataFrame:
    """Columns unit, indicator: every pair that may be; currencies under the unit "money"."""
    rows = [(unit, indicator) for unit, names in indicators_of(own).items() for indicator in names]
    return pl.DataFrame(rows, schema=["unit", "indicator"], orient="row")
