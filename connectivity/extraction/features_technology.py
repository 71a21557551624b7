"""The features of a technology candidate: each is one named expression with its prior weight."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from connectivity.extraction import columns as pl
from connectivity.extraction.features import flag, no_breaks, shared

if TYPE_CHECKING:
    from connectivity.extraction.model import Feature

__all__ = ["GENERAL", "GROUPS", "NONE", "technology_features"]

NONE: Final = ""  # as a candidate: no technology
GENERAL: Final = ("mobile", "satellite", "broadband", "wired")
NEVER: Final = (
    "ecommerce_sales",
    "ecommerce_share",
    "retail_sales",
    "orders",
    "jobs",
    "floor_area",
    "fine",
    "exchange_rate",
    "other",
)
GROUPS: Final = {
    "never": NEVER,
    "money": ("investment",),
    "price": ("tariff",),
    "stock": ("settlements", "schools", "households", "facilities", "cities"),
    "population": ("population", "users"),
    "built": ("base_stations", "towers"),
    "cable": ("fibre",),
    "gauge": ("speed", "upload_speed", "latency", "rank"),
    "traffic": ("traffic", "capacity"),
    "subs": ("subscriptions", "sim_cards"),
    "space": ("satellites", "terminals"),
    "spectrum": ("spectrum",),
    "data_centres": ("data_centres",),
}
TECHNOLOGIES: Final = (
    "wired",
    "fibre",
    "broadband",
    "mobile",
    "2g",
    "3g",
    "4g",
    "5g",
    "satellite",
    "starlink",
    "kuiper",
    "oneweb",
    "wifi",
)


@functools.cache
def technology_features() -> tuple[Feature, ...]:
    """The features of a technology candidate."""
    kind = pl.col("kind")
    none, named, carried_ = (
        pl.col("kind") == "none",
        pl.col("kind") == "technology",
        pl.col("kind") == "carried",
    )
    kind_most = pl.col("kind") == "most"
    likewise = pl.col("kind") == "likewise"
    unbroken = no_breaks(blank=9)
    near = named & pl.col("near")
    far = named & ~pl.col("near")
    general = pl.col("value").is_in(GENERAL)
    groups = list(GROUPS)
    none_priors = {
        "never": 6.0,
        "money": 2.0,
        "data_centres": 4.0,
        "stock": 0.0,
        "cable": -3.0,
        "built": -1.0,
    }
    return (
        *(flag(f.name, pl.when(named).then(f.expression), f.prior) for f in shared()),
        flag("far, shares the thing", far & pl.col("shares the thing"), 0.7),
        flag("title, shares the thing", far & (pl.col("rel") == "title") & pl.col("shares the thing"), 0.3),
        flag("far, not alone", far & ~pl.col("alone in its sentence"), -0.5),
        flag(
            "far, not alone, not shares",
            far & ~pl.col("alone in its sentence") & ~pl.col("shares the thing"),
            0.0,
        ),
        flag("near, not alone", near & ~pl.col("alone in its sentence"), 0.0),
        flag("far, latest", far & pl.col("latest"), 0.3),
        flag("far, by share", pl.when(far).then(pl.col("doc share")), 1.0),
        flag("far, the only one", far & (pl.col("doc share") == 1.0), 0.5),
        flag("near, by share", pl.when(near).then(pl.col("doc share")), 0.0),
        flag("likewise", likewise, 0.3),
        flag("likewise none", likewise & (pl.col("value") == NONE), 0.0),
        flag("likewise, same paragraph", likewise & pl.col("same_line"), 0.3),
        flag("likewise, far", pl.when(likewise).then((pl.col("gap") + 1).log()), -0.3),
        flag("likewise, some in clause", likewise & pl.col("some in clause"), -0.7),
        flag("likewise, total stock", (likewise & pl.col("stock")) * pl.col("is total"), -1.0),
        flag("none", none, 0.5),
        *(flag(f"none: {g}", none & pl.col(g), none_priors.get(g, 0.0)) for g in groups),
        *(flag(f"far: {g}", far & pl.col(g), 0.0) for g in groups),
        *(flag(f"near: {g}", near & pl.col(g), 0.0) for g in groups),
        *(flag(f"{t}", named & (pl.col("value") == t), 0.0) for t in TECHNOLOGIES),
        *(
            flag(
                f"{t}: {g}",
                named & (pl.col("value") == t) & pl.col(g),
                1.0 if (t, g) == ("fibre", "cable") else 0.0,
            )
            for t in ("fibre", "mobile", "broadband", "satellite", "4g", "5g", "starlink")
            for g in groups
        ),
        flag("none: total", none * pl.col("is total"), 0.5),
        flag("none: total stock", (none & pl.col("stock")) * pl.col("is total"), 4.0),
        flag("none: total people", (none & pl.col("population")) * pl.col("is total"), 3.0),
        flag("none: some in clause", none & pl.col("some in clause"), -1.5),
        flag("none: some in sentence", none & pl.col("some in sentence"), -0.7),
        flag("none: some in heads", none & pl.col("some in heads"), -1.5),
        flag("none: money, some in clause", none & pl.col("is money") & pl.col("some in clause"), 0.3),
        flag("unbroken", near & unbroken, 0.7),
        flag(
            "unbroken within two words after", near & unbroken & pl.col("after") & (pl.col("words") <= 2), 1.0
        ),
        flag(
            "unbroken within three words before",
            near & unbroken & ~pl.col("after") & (pl.col("words") <= 3),
            0.5,
        ),
        flag(
            "joined behind",
            near & pl.col("after") & (pl.col("words") == 1) & pl.col("behind: joint"),
            1.5,
        ),
        flag("usual", kind == "usual", 0.0),
        flag("usual, some in clause", (kind == "usual") & pl.col("some in clause"), -0.7),
        flag("usual fibre", (kind == "usual") & pl.col("cable"), 2.0),
        flag("none: whole of the last", none & (pl.col("whole of the last") > 0), 2.0),
        flag("general beside specific", near & general & pl.col("some specific"), -0.7),
        flag("total stock far", (far & (pl.col("stock") | pl.col("population"))) * pl.col("is total"), -2.0),
        flag("total stock near", (near & pl.col("stock")) * pl.col("is total"), -1.0),
        flag("most", kind_most, -1.0),
        flag("most, by share", pl.when(kind_most).then(pl.col("share")), 1.0),
        *(
            flag(f"most: {g}", kind_most & pl.col(g), -2.0 if g in {"never", "data_centres"} else 0.0)
            for g in groups
        ),
        flag(
            "most, total stock",
            (kind_most & (pl.col("stock") | pl.col("population"))) * pl.col("is total"),
            -2.0,
        ),
        flag("most, some in sentence", kind_most & pl.col("some in sentence"), -0.5),
        flag("carried same sentence", carried_ & pl.col("same_sentence"), 0.5),
        flag("carried from before", carried_ & ~pl.col("same_sentence"), -0.5),
        flag("carried none", carried_ & (pl.col("value") == NONE), 0.0),
        flag("carried same indicator", carried_ & pl.col("same_indicator"), 0.7),
        flag(
            "carried same indicator from before",
            carried_ & pl.col("same_indicator") & ~pl.col("same_sentence"),
            0.0,
        ),
        flag("carried, never", carried_ & pl.col("never"), 0.0),
        flag(
            "carried, total stock",
            (carried_ & pl.col("stock") & (pl.col("value") != NONE)) * pl.col("is total"),
            -2.0,
        ),
    )
