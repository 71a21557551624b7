"""The features of a place candidate: each is one named expression with its prior weight."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from connectivity.extraction import columns as pl
from connectivity.extraction.features import flag, no_breaks, shared

if TYPE_CHECKING:
    from connectivity.extraction.model import Feature

__all__ = ["place_features"]


@functools.cache
def place_features() -> tuple[Feature, ...]:
    """The features of a place candidate."""
    kind = pl.col("kind")
    place, near = kind == "place", (kind == "place") & pl.col("near")
    unbroken = no_breaks(blank=9)
    country = pl.col("level") == "country"
    carried_ = kind == "carried"
    is_main = pl.col("country") == pl.col("main")
    return (
        *(flag(f.name, pl.when(place).then(f.expression), f.prior) for f in shared()),
        flag("country", place & country, 0.5),
        flag("region or city", place & ~country, 0.0),
        flag("region far", place & ~country & ~pl.col("near"), -1.5),
        flag("region near in", near & ~country & pl.col("in before"), 1.0),
        flag("in before", place & pl.col("in before"), 0.7),
        flag("of before", place & pl.col("of before"), 0.0),
        flag("from before", place & pl.col("from before place"), -1.0),
        flag("dateline", place & pl.col("dateline") & (pl.col("near") | pl.col("same paragraph")), 1.0),
        flag("dateline, country", place & pl.col("dateline") & country & pl.col("same paragraph"), 0.0),
        flag("possessive", place & pl.col("possessive"), 0.5),
        flag("unbroken", near & unbroken, 0.5),
        flag("is main", is_main, 1.0),
        flag("is main, near", near & is_main, 0.5),
        flag(
            "foreign adjective near",
            near & country & ~pl.col("in before") & ~pl.col("possessive") & ~is_main,
            -0.7,
        ),
        flag("world", pl.col("value") == "world", -0.5),
        flag("world, space", (pl.col("value") == "world") & pl.col("is space"), 7.0),
        flag("main", kind == "main", 0.5),
        flag("main, some in clause", (kind == "main") & pl.col("some in clause"), -0.5),
        flag("main, some near", (kind == "main") & pl.col("some near"), -0.3),
        flag("main, region near", (kind == "main") & pl.col("region near"), -0.5),
        flag("dateline's country", kind == "dateline", 0.5),
        flag("dateline's country, region near", (kind == "dateline") & pl.col("region near"), -0.3),
        flag("dateline's country, some in clause", (kind == "dateline") & pl.col("some in clause"), -0.5),
        flag("main, dateline of another", (kind == "main") & pl.col("datelined elsewhere"), -0.5),
        flag("none", kind == "none", 0.0),
        flag("joined", kind == "joined", -2.0),
        flag("joined, near", (kind == "joined") & pl.col("near"), 0.5),
        flag("joined, linking", (kind == "joined") & pl.col("linking"), 1.5),
        flag("joined, linking, near", (kind == "joined") & pl.col("linking") & pl.col("near"), 0.5),
        flag("carried same sentence", carried_ & pl.col("same_sentence"), 0.7),
        flag("carried same line", carried_ & pl.col("same_line"), 0.5),
        flag("carried", carried_, 0.0),
        flag("carried region", carried_ & ~country, -0.3),
        flag("carried, some in clause", carried_ & pl.col("some in clause"), -1.0),
        flag("carried, some near", carried_ & pl.col("some near"), -0.3),
    )
