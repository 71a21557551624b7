"""The features of a unit candidate: each is one named expression with its prior weight."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from connectivity.extraction import columns as pl
from connectivity.extraction.features import flag, no_breaks, shared

if TYPE_CHECKING:
    from connectivity.extraction.model import Feature

__all__ = ["unit_features"]


TIMES: Final = ("year", "month", "week", "day", "hour", "minute", "second", "quarter")


def of_these() -> pl.Expr:
    """Whether "of them", "of these", "of the" stands behind the number."""
    return pl.col("behind: of") & pl.col("second: these")


def is_time(column: str) -> pl.Expr:
    """Whether a unit is one of time."""
    return pl.col(column).is_in(TIMES)


def followers(kind: pl.Expr, stopped: pl.Expr) -> list[Feature]:
    """What tells that a bare number goes on counting what was counted before."""
    following = kind.is_in(["chained", "anchored"])
    return [
        flag("follows, of these", following & of_these(), 1.5),
        flag("follows, another", following & pl.col("before: more") & stopped, 1.5),
        flag("follows, verb behind", following & pl.col("behind: verb"), 1.0),
        flag("follows, behind a place", following & pl.col("behind a place") & stopped, 1.0),
        flag("follows, in brackets", following & pl.col("in_brackets"), 0.3),
        flag("follows, in a run of names", following & (pl.col("run of names") > 2), 1.5),
        flag("follows a time", following & is_time("value"), -2.0),
        flag("carried time", (kind == "carried") & is_time("value"), -1.5),
        flag(
            "carried percent, one decimal",
            (kind == "carried") & (pl.col("value") == "%") & pl.col("digits").str.contains(r"^\d\d?\.\d+$"),
            1.0,
        ),
        flag(
            "follows a count, decimal",
            following & pl.col("digits").str.contains(r"^\d+\.\d+$") & ~pl.col("scaled"),
            -1.0,
        ),
    ]


@functools.cache
def unit_features() -> tuple[Feature, ...]:
    """The features of a unit candidate."""
    kind, none, thing = pl.col("type"), pl.col("type") == "none", pl.col("type") == "thing"
    carried_ = kind == "carried"
    near_after = thing & pl.col("near") & pl.col("after")
    unbroken = no_breaks(blank=0)
    bare = pl.col("measure") == "bare"
    small = pl.col("number").abs() <= 3
    stopped = pl.col("noun").is_null()
    time = pl.col("own").is_in(
        ["year", "month", "week", "day", "hour", "minute", "second", "decade", "century"]
    )
    return (
        *(flag(f.name, pl.when(thing | (kind == "head")).then(f.expression), f.prior) for f in shared()),
        flag("measure", kind == "measure", 3.0),
        flag("listed", kind == "listed", 3.0),
        flag("listed, noun behind", (kind == "listed") & ~stopped, -2.0),
        flag("noun", kind == "noun", 0.5),
        flag("rank", kind == "rank", 1.5),
        flag("carried", carried_, -1.0),
        flag("head", kind == "head", 2.0),
        flag("thing", thing, 1.5),
        flag("thing within two words, no break", near_after & (pl.col("words") <= 2) & unbroken, 2.0),
        flag("thing within five words, no break", near_after & (pl.col("words") <= 5) & unbroken, 0.7),
        flag(
            "thing is the noun behind",
            near_after & (pl.col("words") <= 2) & (pl.col("noun") == pl.col("value")),
            1.0,
        ),
        flag(
            "thing right before",
            thing & pl.col("near") & ~pl.col("after") & (pl.col("words") <= 3) & unbroken,
            0.5,
        ),
        flag("carried log words", pl.when(carried_).then((pl.col("words") + 1).log()), -0.5),
        flag("carried from sentence before", carried_ & (pl.col("rel") == "prev"), -0.5),
        flag("carried, scaled", carried_ & pl.col("scaled"), 1.5),
        flag("carried, noun behind", carried_ & ~stopped, -1.0),
        *(
            feature
            for k, prior in (("chained", 0.0), ("anchored", 0.0))
            for feature in (
                flag(k, kind == k, prior),
                flag(f"{k} same sentence", (kind == k) & (pl.col("rel") == "same"), 1.0),
                flag(f"{k} log words", pl.when(kind == k).then((pl.col("words") + 1).log()), -0.3),
                flag(f"{k}, no noun behind", (kind == k) & stopped, 1.0),
                flag(f"{k}, noun behind", (kind == k) & ~stopped, -1.0),
                flag(f"{k}, scaled", (kind == k) & pl.col("scaled"), 0.0),
                flag(f"{k}, spelled", (kind == k) & pl.col("spelled"), 0.0),
                flag(f"{k}, two sentences", (kind == k) & (pl.col("gap") > 1), -0.5),
            )
        ),
        flag("points", kind == "points", -0.5),
        flag("points, decimal", (kind == "points") & pl.col("digits").str.contains(r"\.\d"), 1.5),
        flag("points, of a share", (kind == "points") * pl.col("of a share"), 1.0),
        *followers(kind, stopped),
        flag("none: behind a place", none & bare & pl.col("behind a place"), -1.0),
        flag("none: in a run of names", none & (pl.col("run of names") > 2), -2.0),
        flag("none: of these", none & of_these(), -2.0),
        flag("none: another", none & bare & pl.col("before: more"), -1.5),
        flag("none: verb behind", none & bare & pl.col("behind: verb"), -0.7),
        flag("thing after, verb behind", near_after & pl.col("behind: verb"), -1.0),
        flag("thing after, of these", near_after & of_these(), -0.7),
        flag("noun of time behind a scale", (kind == "noun") & pl.col("scaled") & is_time("value"), -3.0),
        flag(
            "thing of the whole",
            thing
            & pl.col("near")
            & pl.col("after")
            & (pl.col("part of the next") > 0)
            & (pl.col("numbers") == 1),
            2.5,
        ),
        flag(
            "thing of the part",
            thing & pl.col("near") & ~pl.col("after") & (pl.col("whole of the last") > 0),
            0.5,
        ),
        flag("chained whole", kind.is_in(["chained", "anchored"]) & (pl.col("whole of the last") > 0), 1.5),
        flag(
            "thing is settlement-like",
            thing & pl.col("value").is_in(["settlement", "school", "household", "base_station"]),
            0.0,
        ),
        flag("thing is a person", thing & (pl.col("value") == "person"), -0.3),
        flag("thing is a subscription", thing & (pl.col("value") == "subscription"), 0.0),
        flag("thing is a city", thing & (pl.col("value") == "city"), -0.2),
        flag("title thing", thing & (pl.col("rel") == "title"), 0.0),
        flag("thing before, no noun behind", thing & pl.col("near") & ~pl.col("after") & stopped, 0.5),
        flag("thing after, no noun behind", thing & pl.col("near") & pl.col("after") & stopped, -0.5),
        flag("noun of a word number", (kind == "noun") & pl.col("spelled"), -0.3),
        flag("noun of one", (kind == "noun") & (pl.col("number") == 1), -1.5),
        flag("noun of digits", (kind == "noun") & ~pl.col("spelled"), 0.0),
        flag("scaled noun", (kind == "noun") & pl.col("scaled"), 0.5),
        flag("none: word", none & pl.col("spelled"), 0.5),
        flag("none: one", none & bare & pl.col("spelled") & (pl.col("number") == 1), 2.0),
        flag("none: small word", none & pl.col("spelled") & small, 0.7),
        flag("none: bare", none & bare, 1.0),
        flag("none: ordinal", none & (pl.col("measure") == "rank"), 2.5),
        flag("none: ordinal word", none & (pl.col("measure") == "rank") & pl.col("spelled"), 1.5),
        flag(
            "measure: ordinal after rank word",
            (kind == "measure")
            & (pl.col("measure") == "rank")
            & (pl.col("after_rank_word") | pl.col("before_rank_word")),
            3.5,
        ),
        flag("none: after a naming word", none & pl.col("name_before"), 2.5),
        flag("none: measured after a naming word", none & pl.col("name_before") & ~bare, -2.0),
        flag("none: before a naming word", none & pl.col("name_after"), 2.0),
        flag("none: dash before", none & pl.col("dash_before"), 2.0),
        flag("none: dash behind", none & pl.col("dash_after"), 1.5),
        flag("none: sign before", none & pl.col("plus_before"), 2.5),
        flag("none: marks a list", none & pl.col("list_marker") & bare, 4.0),
        flag("none: alone in brackets", none & pl.col("in_brackets") & bare & ~pl.col("grouped"), 1.5),
        flag("none: after capitals", none & pl.col("acronym_before") & bare, 1.5),
        flag("none: after a capital", none & pl.col("capital_before") & bare & ~pl.col("spelled"), 0.8),
        flag("none: in a group's name", none & pl.col("in a group"), 3.0),
        flag("none: behind an age word", none & (pl.col("age:touch") > 0), 2.0),
        flag("none: year", none & pl.col("yearlike") & bare, 2.5),
        flag("none: led by zero", none & pl.col("zero_led"), 3.0),
        flag("none: grouped digits", none & pl.col("grouped"), -1.5),
        flag("none: scaled", none & pl.col("scaled"), -2.0),
        flag("none: beside numbers", none & bare & (pl.col("beside_number") > 0), 1.0),
        flag("none: alone in a cell", none & pl.col("alone in a cell"), -3.0),
        flag("noun: alone in a cell", (kind == "noun") & pl.col("alone in a cell"), -3.0),
        flag(
            "first thing of the row's head",
            thing & (pl.col("rel") == "row") & (pl.col("start") == pl.col("start").min().over("q", "rel")),
            1.5,
        ),
        flag(
            "last thing of the heads",
            thing
            & (pl.col("rel") == "headrow")
            & (pl.col("start") == pl.col("start").max().over("q", "rel")),
            0.3,
        ),
        flag(
            "first thing of the caption",
            thing
            & (pl.col("rel") == "caption")
            & (pl.col("start") == pl.col("start").min().over("q", "rel")),
            0.5,
        ),
        flag(
            "first thing of the lead",
            thing & (pl.col("rel") == "lead") & (pl.col("start") == pl.col("start").min().over("q", "rel")),
            0.3,
        ),
        flag("none: in a table", none & pl.col("table").is_not_null(), -0.5),
        flag("none: no noun", none & bare & stopped, 0.3),
        flag("none: decimal bare", none & bare & pl.col("digits").str.contains(r"\.\d"), 0.3),
        flag("none: band", none & pl.col("behind: band"), 3.5),
        flag(
            "none: time unit",
            none & pl.col("own").is_in(["year", "month", "week", "day", "hour", "minute", "second"]),
            0.7,
        ),
        flag("none: bytes or seconds", none & pl.col("own").is_in(["m", "second", "MB"]), 0.5),
        flag("none: multiple word", none & (pl.col("measure") == "multiple") & pl.col("spelled"), 0.5),
        flag("none: definite word", none & bare & pl.col("spelled") & pl.col("before: definite"), 0.5),
        flag("none: definite digits", none & bare & ~pl.col("spelled") & pl.col("before: definite"), 0.0),
        flag("noun of the whole", kind == "whole", 2.5),
        flag("none: dates something", none & time & pl.col("dating"), 2.0),
        flag("none: lasts", none & time & pl.col("duration"), -1.5),
        flag("none: hyphened time", none & time & pl.col("next1").is_not_null() & pl.col("hyphened"), -1.0),
        flag("people", kind == "people", 1.0),
        flag("people before, no noun behind", (kind == "people") & pl.col("people before") & stopped, 1.0),
        flag("people behind", (kind == "people") & pl.col("people behind"), 1.5),
        flag("scale", kind == "scale", 2.0),
        flag("none: scale said", none & bare & pl.col("scale of").is_not_null(), -2.0),
        flag("hyphen noun", (kind == "noun") & pl.col("hyphen noun"), 1.0),
        flag("none: hyphen noun", none & pl.col("hyphen noun"), -1.0),
        flag(
            "thing is not the noun behind",
            thing & pl.col("near") & ~stopped & (pl.col("noun") != pl.col("value")),
            -0.5,
        ),
        flag(
            "thing behind the noun",
            near_after & (pl.col("words") >= 2) & ~stopped & (pl.col("noun") != pl.col("value")),
            -0.5,
        ),
        flag("noun, plural next", (kind == "noun") & pl.col("plural next"), 0.5),
        flag("noun, plural second", (kind == "noun") & pl.col("plural second"), 0.3),
        flag("none: digits before a noun", none & bare & ~pl.col("spelled") & ~stopped, -0.5),
        flag(
            "none: word before a noun",
            none & bare & pl.col("spelled") & ~stopped & (pl.col("number") > 1),
            -0.5,
        ),
        flag(
            "none: word of two before a noun",
            none & pl.col("spelled") & ~stopped & (pl.col("number") == 2),
            0.0,
        ),
        flag("none: unit", none & (pl.col("measure") == "unit"), -0.5),
        flag("none: hyphened unit", none & (pl.col("measure") == "unit") & pl.col("spelled"), 0.0),
        flag("none: age in commas", none & pl.col("age in commas") & bare & (pl.col("number") < 110), 3.0),
        flag("none: behind per", none & bare & pl.col("per before"), 3.0),
        flag("none: contest", none & bare & pl.col("contest") & pl.col("value_upper").is_not_null(), 2.0),
        flag("none: range", none & bare & pl.col("value_upper").is_not_null(), 0.5),
        flag(
            "none: one of",
            none & pl.col("spelled") & (pl.col("number") == 1) & pl.col("behind: of"),
            1.0,
        ),
        flag("none: half", none & (pl.col("measure") == "share") & (pl.col("digits") == "half"), 0.5),
    )
