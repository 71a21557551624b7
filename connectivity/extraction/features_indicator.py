"""The features of an indicator candidate: each is one named expression with its prior weight."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from connectivity.extraction import columns as pl
from connectivity.extraction.features import flag, no_breaks, shared

if TYPE_CHECKING:
    from connectivity.extraction.model import Feature

__all__ = ["indicator_features"]

KINDS: Final = ("%", "pp", "x", "money", "km", "speed", "data", "person", "rank")
NAMES: Final = (
    "ecommerce_sales",
    "ecommerce_share",
    "retail_sales",
    "investment",
    "tariff",
    "fine",
    "exchange_rate",
    "other",
    "users",
    "population",
    "subscriptions",
    "households",
    "settlements",
    "schools",
    "speed",
    "upload_speed",
    "capacity",
    "traffic",
    "jobs",
    "rank",
    "fibre",
    "facilities",
    "cities",
    "orders",
    "sim_cards",
    "base_stations",
)
PRIORS: Final = {
    ("money", "investment"): 0.5,
    ("money", "other"): 0.3,
    ("%", "ecommerce_share"): 0.5,
    ("money", "ecommerce_sales"): 0.5,
    ("%", "rank"): -4.0,
    ("x", "rank"): -4.0,
    ("%", "exchange_rate"): -1.5,
    ("%", "jobs"): -1.0,
    ("pp", "ecommerce_sales"): -1.0,
    ("money", "exchange_rate"): -1.0,
    ("%", "capacity"): -1.0,
    ("%", "speed"): -0.3,
    ("%", "upload_speed"): -1.5,
    ("%", "other"): 0.3,
}


@functools.cache
def indicator_features() -> tuple[Feature, ...]:
    """The features of an indicator candidate."""
    kind, value = pl.col("kind"), pl.col("value")
    pair = kind.is_in(["thing", "topic"])
    unbroken = no_breaks(blank=0)
    of_next = pl.col("behind: part")
    near_after = pair & pl.col("near") & pl.col("after") & unbroken & (pl.col("numbers") == 0)
    by_unit = [
        flag(f"{k}: {name}", pl.col(k) & (value == name), PRIORS.get((k, name), 0.0))
        for k in KINDS
        for name in NAMES
    ]
    return (
        *(flag(f.name, pl.when(pair).then(f.expression), f.prior) for f in shared()),
        flag("usual", kind == "usual", 0.5),
        flag("counted", kind == "counted", 5.0),
        flag("length, no fibre named", (value == "fibre") & ~pl.col("fibre named"), -4.0),
        flag("possible", kind == "possible", -1.0),
        flag("carried over one", kind == "carried over one", -0.5),
        flag("carried over one, same unit", (kind == "carried over one") & pl.col("same_unit"), 0.5),
        flag(
            "carried over one, same sentence",
            (kind == "carried over one") & (pl.col("rel") == "same"),
            0.3,
        ),
        flag("other", kind == "other", -0.5),
        flag("covered", kind == "covered", -1.5),
        flag("covered, cue near", (kind == "covered") & pl.col("near"), 1.0),
        flag("rated", kind == "rated", 8.0),
        flag("thing", kind == "thing", 0.3),
        flag("topic", kind == "topic", 0.5),
        flag("carried same sentence", (kind == "carried") & (pl.col("rel") == "same"), 0.5),
        flag("carried from before", (kind == "carried") & (pl.col("rel") == "prev"), -0.5),
        flag("carried same unit", (kind == "carried") & pl.col("same_unit"), 0.7),
        flag("% of X", near_after & of_next & (pl.col("%") | pl.col("x")) & (pl.col("words") <= 4), 2.0),
        flag("within three words", near_after & (pl.col("words") <= 3), 0.7),
        flag(
            "right before, unbroken",
            pair & pl.col("near") & ~pl.col("after") & unbroken & (pl.col("words") <= 4),
            0.5,
        ),
        flag(
            "subject: first of the sentence",
            pair & pl.col("near") & ~pl.col("after") & (pl.col("rank_before") >= 2),
            0.0,
        ),
        flag("share, no e-commerce near", (value == "ecommerce_share") & ~pl.col("traded"), -4.0),
        flag("up behind", pl.col("speed") & (value == "upload_speed") & pl.col("behind: upward"), 4.0),
        flag("down behind", pl.col("speed") & (value == "speed") & pl.col("behind: downward"), 4.0),
        flag("up elsewhere", pl.col("speed") & (value == "upload_speed") & ~pl.col("behind: upward"), -1.0),
        flag("equated", pair & pl.col("equated"), 1.5),
        flag("equated, money", pair & pl.col("equated") & pl.col("money"), 0.5),
        flag("consisting", pair & pl.col("consisting"), 1.0),
        flag(
            "month follows",
            pl.col("money") & (value == "tariff") & pl.col("second: rate"),
            2.0,
        ),
        flag("small money", pl.col("money") & (value == "tariff") & (pl.col("amount") < 1000), 0.7),
        flag("large money", pl.col("money") & (value == "tariff") & (pl.col("amount") > 1e6), -2.0),
        flag(
            "rate of small money",
            pl.col("money") & (value == "exchange_rate") & (pl.col("amount") > 1e5),
            -3.0,
        ),
        flag("gigabit capacity", pl.col("gigabit") & (value == "capacity"), 0.5),
        *by_unit,
        flag(
            "one in x near",
            ((pl.col("measure") == "share") & (value == "users")).cast(pl.Float64)
            * pl.col("near").cast(pl.Float64),
        ),
    )
