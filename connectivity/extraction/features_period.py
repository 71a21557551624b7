"""The features of a period candidate: each is one named expression with its prior weight."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from connectivity.extraction import columns as pl
from connectivity.extraction.features import flag, no_breaks, shared
from connectivity.extraction.periods import DAY_WIDTH, MONTH_WIDTH, YEAR_WIDTH

if TYPE_CHECKING:
    from connectivity.extraction.model import Feature

__all__ = ["NONE", "period_features"]

ROLES: Final = (
    "in",
    "by",
    "since",
    "end",
    "first",
    "interval",
    "year_ago",
    "anchor",
    "now",
    "next",
    "since_interval",
    "close",
    "base",
)

NONE: Final = ""  # as a candidate: no period


@functools.cache
def period_features() -> tuple[Feature, ...]:
    """The features of a period candidate."""
    kind, role = pl.col("kind"), pl.col("role")
    between = pl.col("form").is_in(["between_months", "between_years"])
    period, near = kind == "period", (kind == "period") & pl.col("near")
    published, none = kind == "published", kind == "none"
    carried_, back = kind == "carried", kind == "carried back"
    unbroken = no_breaks(blank=9)
    likewise, far = kind == "likewise", period & ~pl.col("near")
    target, hoped = pl.col("p_target"), pl.col("p_target") + pl.col("p_estimate")
    fact = 1 - hoped
    previous = pl.col("previous level")
    value, first = pl.col("value"), pl.col("value").str.split("/").list.first()
    width = pl.min_horizontal(first.str.len_chars(), pl.col("published").str.len_chars())
    later = first.str.slice(0, width) > pl.col("published").str.slice(0, width)
    future = (later & (value != NONE)).fill_null(value=False)
    is_interval = value.str.contains("/")
    is_year, is_month, is_day = (
        value.str.len_chars() == width for width in (YEAR_WIDTH, MONTH_WIDTH, DAY_WIDTH)
    )
    first_mention = pl.col("start") == pl.col("start").min().over("q", "rel")
    by_role = [
        f
        for r in ROLES
        for f in (
            flag(
                f"role {r}",
                period & (role == r),
                {
                    "next": -2.5,
                    "close": -0.5,
                    "base": -2.0,
                    "first": -0.5,
                    "since": -0.5,
                    "year_ago": -1.5,
                    "anchor": -1.0,
                    "now": 0.3,
                }.get(r, 0.0),
            ),
            flag(f"role {r}, near", near & (role == r), 0.0),
            flag(
                f"role {r} x target",
                (period & (role == r)) * hoped,
                {"by": 2.0, "next": 1.5, "now": -1.5, "year_ago": -2.0}.get(r, 0.0),
            ),
            flag(
                f"role {r} x change",
                (period & (role == r)) * pl.col("p_change"),
                {"since": -1.5, "end": 1.0, "anchor": -1.5, "year_ago": -1.5, "interval": -1.0}.get(r, 0.0),
            ),
            flag(
                f"role {r} x added",
                (period & (role == r)) * pl.col("p_added"),
                {"interval": 0.5, "since_interval": 1.5}.get(r, 0.0),
            ),
            flag(
                f"role {r} x stock",
                (period & (role == r)) * pl.col("stock-like"),
                {"interval": -0.5, "since_interval": -2.0, "close": 1.0}.get(r, 0.0),
            ),
            flag(
                f"role {r} x previous level",
                (period & (role == r)) * previous,
                {"year_ago": 3.5, "anchor": 3.5, "base": 2.0, "first": 2.5, "in": 0.0, "end": -1.5}.get(
                    r, 0.0
                ),
            ),
        )
    ]
    return (
        *(flag(f.name, pl.when(period).then(f.expression), f.prior) for f in shared()),
        *by_role,
        *(
            flag(
                f"between dates, {r} x {name}",
                (period & between & (role == r)) * test,
                {("interval", "change"): -1.0, ("end", "change"): 1.0}.get((r, name), 0.0),
            )
            for r in ("interval", "end", "first")
            for name, test in (
                ("change", pl.col("p_change")),
                ("stock", pl.col("stock-like")),
                ("added", pl.col("p_added")),
            )
        ),
        flag("close x gauge", period & (role == "close") & pl.col("is gauge"), -1.5),
        flag("close x flow", (period & (role == "close")) * pl.col("flow-like"), -1.5),
        flag("interval x gauge", period & is_interval & pl.col("is gauge"), 0.5),
        flag("future x hoped", (period & future) * hoped, 2.0),
        flag("future x fact", (period & future) * fact, -2.5),
        flag("past x hoped", (period & ~future & (role != "by")) * hoped, -1.0),
        flag("month, near", near & is_month, 0.2),
        flag("day", period & is_day, 0.0),
        flag("day, far", period & ~pl.col("near") & is_day, 0.0),
        flag("interval, flow", (period & is_interval) * pl.col("flow-like"), 0.5),
        flag("interval, stock", (period & is_interval) * pl.col("stock-like"), -0.7),
        flag("year, stock", (period & is_year) * pl.col("stock-like"), 0.0),
        flag("unbroken", near & unbroken, 0.5),
        flag("unbroken before a previous level", (near & unbroken & ~pl.col("after")) * previous, -0.5),
        flag(
            "right behind a previous level",
            (near & unbroken & pl.col("after") & (pl.col("words") <= 4)) * previous,
            2.0,
        ),
        flag("before x previous level", (near & ~pl.col("after")) * previous, -1.0),
        flag("opens the sentence", near & ~pl.col("after") & first_mention, 0.5),
        flag("published", published, 0.0),
        *(
            feature
            for tense in ("present", "past")
            for name, test in (
                ("published", published),
                ("carried", carried_),
                ("lede", kind == "lede"),
                ("most", kind == "most"),
                ("far", period & ~pl.col("near")),
                ("near", near),
                ("now", period & (role == "now")),
            )
            for feature in (flag(f"{name} x {tense}", test * pl.col(tense), 0.0),)
        ),
        flag("published x stock", published * pl.col("stock-like"), 0.7),
        flag("published x flow", published * pl.col("flow-like"), -0.5),
        flag("published x hoped", published * hoped, -2.5),
        flag("published x added", published * pl.col("p_added"), -0.5),
        flag("published x change", published * pl.col("p_change"), 0.0),
        flag("published, some in clause", published & pl.col("some in clause"), -1.5),
        flag("published, some plain near", published & pl.col("some plain near"), -1.0),
        flag("published, some in heads", published & pl.col("some in heads"), -1.5),
        flag("published, some in title", published & pl.col("some in title"), -0.3),
        flag("published, some in the sentence before", published & pl.col("some before"), -0.5),
        flag("published x previous level", published * previous, -1.5),
        flag("none", none, -1.5),
        flag("none x target", none * target, 2.0),
        flag("none x target, deadline near", none * target * pl.col("deadline near").cast(pl.Float64), -2.5),
        flag("none, some near", none & pl.col("some near"), -1.0),
        flag("none x estimate", none * pl.col("p_estimate"), 0.5),
        flag("none, undated", none & pl.col("published").is_null(), 1.0),
        *(
            flag(f"none: {n}", none & pl.col(n), 0.3)
            for n in ("is other", "is money", "is tariff", "is gauge", "is fine")
        ),
        *(
            flag(f"published: {n}", published & pl.col(n), 0.0)
            for n in ("is other", "is money", "is tariff", "is gauge", "is fine", "is investment", "tabular")
        ),
        *(
            feature
            for k in ("lede", "most", "lede close", "most close")
            for feature in (
                flag(k, kind == k, -0.7),
                flag(f"{k} x stock", (kind == k) * pl.col("stock-like"), 0.0),
                flag(f"{k} x hoped", (kind == k) * hoped, -1.5),
                flag(f"{k} x previous level", (kind == k) * previous, -1.5),
                flag(f"{k}, some in clause", (kind == k) & pl.col("some in clause"), -1.0),
                flag(f"{k}, some plain near", (kind == k) & pl.col("some plain near"), -0.7),
                flag(f"{k}, month", (kind == k) & is_month, 0.3),
                flag(
                    f"{k}, interval x stock",
                    (kind == k) * is_interval.cast(pl.Float64) * pl.col("stock-like"),
                    -0.5,
                ),
                flag(f"{k}, no date published", (kind == k) & pl.col("published").is_null(), 0.5),
                *(
                    flag(f"{k}: {n}", (kind == k) & pl.col(n), 0.0)
                    for n in ("is other", "is money", "is tariff", "is gauge", "is investment")
                ),
            )
        ),
        flag("far, shares the thing", far & pl.col("shares the thing"), 0.3),
        flag("title, shares the thing", far & (pl.col("rel") == "title") & pl.col("shares the thing"), 0.0),
        flag("likewise", likewise, 0.3),
        flag("likewise none", likewise & (pl.col("value") == NONE), 0.0),
        flag("likewise, same paragraph", likewise & pl.col("same_line"), 0.3),
        flag("likewise, far", pl.when(likewise).then((pl.col("gap") + 1).log()), -0.3),
        flag("likewise, some in clause", likewise & pl.col("some in clause"), -0.7),
        flag("likewise, some plain near", likewise & pl.col("some plain near"), -0.5),
        flag("likewise x previous level", likewise * previous, -1.5),
        flag("likewise x hoped", likewise * hoped, 0.0),
        flag("carried", carried_, 0.3),
        flag("carried same sentence", carried_ & pl.col("same_sentence"), 0.7),
        flag("carried same line", carried_ & pl.col("same_line"), 0.3),
        flag("carried, some in clause", carried_ & pl.col("some in clause"), -0.7),
        flag("carried x previous level", carried_ * previous, -2.0),
        flag("carried x hoped", carried_ * hoped, 0.0),
        flag("carried future x fact", (carried_ & future) * fact, -2.5),
        flag("carried past x hoped", (carried_ & ~future) * hoped, -1.5),
        flag("carried back", back, -0.5),
        flag("carried back same sentence", back & pl.col("same_sentence"), 0.3),
        flag("carried back future x fact", (back & future) * fact, -2.0),
        flag("carried none", (carried_ | back) & (pl.col("value") == NONE), 0.0),
    )
