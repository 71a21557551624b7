"""Attributes of few values, aspect and status, scored over one row a figure and value."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

import numpy as np

from connectivity.extraction import columns as pl
from connectivity.extraction.compat import aspects_of
from connectivity.extraction.model import Choice, Feature
from connectivity.extraction.surroundings import CUES

if TYPE_CHECKING:
    from connectivity.lexicon import Own

__all__ = ["ASPECTS", "BUILT", "STATUSES", "aspect_choice", "shared_inputs", "status_choice"]

ASPECTS: Final = ("total", "connected", "unconnected", "added", "change")
STATUSES: Final = ("actual", "target", "estimate")
SCOPES: Final = (
    "before",
    "after",
    "touch",
    "clause_before",
    "clause_after",
    "sentence",
    "head",
    "column",
    "intro",
    "prev",
)
STOCKS: Final = ("settlements", "schools", "households", "facilities", "population", "cities")
BUILT: Final = ("base_stations", "towers", "fibre", "satellites", "terminals", "data_centres")
SALES: Final = ("ecommerce_sales", "retail_sales", "ecommerce_share", "orders", "tariff", "exchange_rate")
GAUGES: Final = ("speed", "upload_speed", "latency", "capacity", "rank", "traffic", "spectrum")

ASPECT_PRIORS: Final = {
    "total": {
        "bias": 0.5,
        "built": 1.0,
        "gauge": 2.0,
        "sales": 2.0,
        "money": 2.0,
        "after of": 1.0,
        "sum:before": 0.5,
        "percent": -0.5,
        "whole of the last": 2.5,
        "alike total": 1.5,
        "up or down behind": 4.0,
        "of at the start": 2.0,
        "todate:clause_before": 0.5,
    },
    "connected": {
        "stock": 1.0,
        "connected:clause_before": 0.5,
        "connected:clause_after": 0.7,
        "another, verb behind": 2.0,
        "behind an opening whole": 1.0,
        "percent users": 2.5,
        "percent stock": 2.0,
        "part of the next": 1.0,
        "alike connected": 1.5,
    },
    "unconnected": {
        "bias": -0.5,
        "unconnected:before": 2.0,
        "unconnected:after": 1.5,
        "unconnected:clause_after": 1.0,
        "unconnected:touch": 0.5,
        "alike unconnected": 1.5,
        "gauge": -3.0,
        "money": -3.0,
        "built": -2.0,
    },
    "added": {
        "bias": -0.5,
        "added:touch": 1.5,
        "added:before": 1.0,
        "built": 0.5,
        "gauge": -1.5,
        "money": -2.0,
        "interval": 0.7,
        "alike added": 1.5,
    },
    "change": {
        "bias": -0.5,
        "change:before": 1.0,
        "multiple": 4.0,
        "points": 3.0,
        "percent": 0.3,
        "change:touch": 0.7,
        "change:after": 0.7,
        "by before": 1.5,
        "plus sign": 2.5,
        "changed by": 2.0,
        "negative": 2.5,
        "alike change": 1.5,
        "percent in a table": 0.7,
    },
}
STATUS_PRIORS: Final = {
    "actual": {
        "bias": 1.0,
        "unconnected:before": 1.0,
        "unconnected:touch": 1.0,
        "unconnected:after": 0.5,
        "actual:clause_before": 0.3,
        "actual:clause_after": 0.3,
    },
    "target": {
        "target:before": 1.0,
        "target:clause_before": 1.0,
        "target:clause_after": 0.5,
        "by a date": 1.0,
        "future in clause": 1.0,
        "target:head": 0.7,
        "target:column": 2.0,
        "target:intro": 1.0,
        "target:sentence": 0.7,
        "target, sales": -0.7,
    },
    "estimate": {
        "bias": -1.0,
        "estimate:before": 1.0,
        "estimate:clause_before": 1.0,
        "estimate:sentence": 1.0,
        "estimate:column": 1.5,
        "target, sales": 0.7,
    },
}


# the columns whose product with each value is a feature
STATUS_INPUTS: Final = [
    "bias",
    *(
        f"{cue}:{scope}"
        for cue in (
            "target",
            "estimate",
            "actual",
            "norm",
            "present",
            "past",
            "connected",
            "added",
            "change",
            "compare",
            "each",
        )
        for scope in SCOPES
    ),
    "by a date",
    "future in clause",
    "future in sentence",
    "future before",
    "past in clause",
    "no period",
    "stock",
    "built",
    "sales",
    "gauge",
    "money",
    "percent",
    "another before",
    "from before",
    "tabular",
    "users",
    "the before",
    "other",
    "future in head",
    "past in head",
    "unconnected:before",
    "unconnected:touch",
    "unconnected:after",
    "target, sales",
    "target, users",
    "target, gauge",
    "target, money",
    "target before, stock",
    "estimate, target",
    "past, target",
]
ASPECT_INPUTS: Final = [
    "bias",
    *(
        f"{cue}:{scope}"
        for cue in CUES
        if cue not in ("actual", "estimate", "target", "age", "norm")
        for scope in SCOPES
    ),
    "stock",
    "built",
    "sales",
    "gauge",
    "users",
    "subscriptions",
    "jobs",
    "population",
    "other",
    "tariff",
    "fine",
    "traffic",
    "money",
    "percent",
    "multiple",
    "points",
    "percent users",
    "percent stock",
    "percent flow",
    "negative",
    "after of",
    "by before",
    "to before",
    "from before",
    "the before",
    "another before",
    "more behind",
    "of behind",
    "new behind",
    "growth behind",
    "tabular",
    "bulleted",
    "p_target",
    "p_estimate",
    "interval in clause",
    "interval in head",
    "part of the next",
    "whole of the last",
    "technology near",
    "target, built",
    "target, stock",
    "technology before",
    "since in sentence",
    "title",
    "last total",
    "last connected",
    "last unconnected",
    "last added",
    "last change",
    *(f"of them, last {aspect}" for aspect in ASPECTS),
    "plus sign",
    "alike total",
    "alike connected",
    "alike unconnected",
    "alike added",
    "alike change",
    "percent in a table",
    "apposed",
    "up or down behind",
    "of at the start",
    "changed by",
    "another, verb behind",
    "such behind",
    "behind an opening whole",
]


def spread(frame: pl.DataFrame, values: tuple[str, ...], attribute: str) -> Choice:
    """One row a figure and value; each input is a feature of each value."""
    place = np.repeat(np.arange(frame.height), len(values))
    rows = frame.take(place).with_columns(
        pl.Series("origin", place),
        pl.Series("value", values).take(np.tile(np.arange(len(values)), frame.height)).alias("value"),
    )
    return Choice(attribute, rows, spread_features(attribute), origin=frame)


@functools.cache
def spread_features(attribute: str) -> tuple[Feature, ...]:
    """The product of each value and each input."""
    values, inputs, priors = (
        (STATUSES, STATUS_INPUTS, STATUS_PRIORS)
        if attribute == "status"
        else (ASPECTS, ASPECT_INPUTS, ASPECT_PRIORS)
    )
    return tuple(
        Feature(
            f"{value}: {name}",
            (pl.col("value") == value) * pl.col(name).cast(pl.Float64),
            priors.get(value, {}).get(name, 0.0),
        )
        for value in values
        for name in inputs
    )


def shared_inputs(figures: pl.DataFrame) -> pl.DataFrame:
    """Columns that both attributes read."""
    indicator, unit = pl.col("indicator"), pl.col("unit")
    return figures.with_columns(
        pl.lit(1.0).alias("bias"),
        indicator.is_in(STOCKS).alias("stock"),
        indicator.is_in(BUILT).alias("built"),
        indicator.is_in(SALES).alias("sales"),
        indicator.is_in(GAUGES).alias("gauge"),
        (indicator == "users").alias("users"),
        (indicator == "subscriptions").alias("subscriptions"),
        (indicator == "jobs").alias("jobs"),
        (indicator == "population").alias("population"),
        (indicator == "other").alias("other"),
        (indicator == "tariff").alias("tariff"),
        (indicator == "fine").alias("fine"),
        (indicator == "traffic").alias("traffic"),
        unit.str.contains(r"^[A-Z]{3}$").alias("money"),
        (unit == "%").alias("percent"),
        (unit == "x").alias("multiple"),
        (unit == "pp").alias("points"),
        ((unit == "%") & (indicator == "users")).alias("percent users"),
        ((unit == "%") & indicator.is_in(STOCKS)).alias("percent stock"),
        (
            (unit == "%")
            & indicator.is_in([*SALES, "traffic", "investment", "tariff", "speed", "subscriptions"])
        ).alias("percent flow"),
        (pl.col("number") < 0).alias("negative"),
        pl.col("before: of").alias("after of"),
        pl.col("before: by").alias("by before"),
        (pl.col("before: by").cast(pl.Float64) * pl.col("change:clause_before")).alias("changed by"),
        pl.col("before: to").alias("to before"),
        pl.col("before: from").alias("from before"),
        pl.col("before: the").alias("the before"),
        pl.col("before: added").alias("another before"),
        pl.col("behind: compared").alias("more behind"),
        pl.col("behind: of").alias("of behind"),
        pl.col("behind: new").alias("new behind"),
        pl.col("behind: growth").alias("growth behind"),
        pl.col("table").is_not_null().alias("tabular"),
        (
            unit.is_in(["Mbit/s", "Gbit/s", "kbit/s"])
            & (pl.col("behind: upward") | pl.col("behind: downward"))
        ).alias("up or down behind"),
        (
            pl.col("opens the sentence")
            & (pl.col("before: of") | (pl.col("before: the") & small_letters("prev1")))
        ).alias("of at the start"),
        (pl.col("table").is_not_null() & (unit == "%")).alias("percent in a table"),
        pl.col("bullet").fill_null(value=False).alias("bulleted"),
    )


def small_letters(column: str) -> pl.Expr:
    """Whether a word has no capital."""
    return pl.col(column) == pl.col(column).str.to_lowercase()


def opened_by_whole() -> pl.Expr:
    """Whether the figure before opens the sentence: "Of the 339 ..."; its part follows."""
    opening = pl.col("opens the sentence") & (pl.col("before: of") | pl.col("before: the"))
    same = (pl.col("sent") == pl.col("sent").shift(1)).fill_null(value=False)
    return same & opening.shift(1).fill_null(value=False)


def status_choice(figures: pl.DataFrame) -> Choice:
    """Candidates of status, for figures with shared inputs, `by a date`, `future in clause`, ..."""
    target = pl.col("target:sentence")
    frame = figures.with_columns(
        (target * pl.col("sales").cast(pl.Float64)).alias("target, sales"),
        (target * pl.max_horizontal("users", "subscriptions", "traffic").cast(pl.Float64)).alias(
            "target, users"
        ),
        (target * pl.col("gauge").cast(pl.Float64)).alias("target, gauge"),
        (target * pl.col("money").cast(pl.Float64)).alias("target, money"),
        (pl.col("target:clause_before") * pl.col("stock").cast(pl.Float64)).alias("target before, stock"),
        (target * pl.col("estimate:sentence")).alias("estimate, target"),
        (pl.col("target:clause_before") * pl.col("past:clause_before")).alias("past, target"),
    )
    return spread(frame, STATUSES, "status")


def aspect_choice(figures: pl.DataFrame, own: Own) -> Choice:
    """Candidates of aspect, for figures with shared inputs, `p_target`, `interval in clause`, ...

    `named` is the indicator as the lexicon names it, `indicator` the built-in one that it is like.
    """
    them = (pl.col("behind: of") & pl.col("second: these")).cast(pl.Float64)
    frame = figures.with_columns(
        *((them * pl.col(f"last {aspect}")).alias(f"of them, last {aspect}") for aspect in ASPECTS),
        (pl.col("before: another") & pl.col("behind: having")).alias("another, verb behind"),
        pl.col("behind: such").alias("such behind"),
        opened_by_whole().alias("behind an opening whole"),
    )
    choice = spread(frame, ASPECTS, "aspect")
    barred = pl.DataFrame(
        [(i, a) for i, names in aspects_of(own).items() for a in ASPECTS if a not in names],
        schema=["named", "value"],
        orient="row",
    )
    possible = choice.candidates.join(barred, on=["named", "value"], how="anti", maintain_order="left")
    only_change = (
        pl.col("unit").is_in(["x", "pp"]) & (pl.col("value") != "change") & (pl.col("indicator") != "other")
    )
    return Choice("aspect", possible.filter(~only_change), choice.features, origin=choice.origin)
