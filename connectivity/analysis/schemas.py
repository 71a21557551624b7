"""The columns of every analysis frame: one place that charts, reports and the command line build on.

A quantity `x` with an interval is three columns: `x`, `x_low`, `x_high`. Where `x` is given, a null end means
that the interval has no end on that side ("over 6 billion" has no `_high`); where `x` is null, nothing is
known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from polars.datatypes import DataTypeClass

__all__ = [
    "CURRENCY_SCHEMA",
    "FINDING_SCHEMA",
    "GAP_SCHEMA",
    "GROWTH_SCHEMA",
    "MOVED_FROM",
    "SEVERITIES",
    "TARGET_SCHEMA",
    "VERDICTS",
]

_IDS: Final = pl.List(pl.String)

MOVED_FROM: Final = pl.List(pl.Struct({"value": pl.Float64, "deadline": pl.String, "as_of": pl.String}))
"""What a target was before: value in the target's unit, deadline as a period, as_of as an ISO 8601 date."""

SEVERITIES: Final = ("info", "warning", "error")
"""info: the figures agree, or a reader should know something; warning: they disagree, though across documents
or only by the usual reading of "over" and "about"; error: exact figures of one document that cannot all be
right."""

VERDICTS: Final = ("reached", "on track", "behind", "overdue", "no deadline", "one observation")
"""What `targets` says of a target."""


def _numbers(*names: str) -> dict[str, DataTypeClass | pl.DataType]:
    return dict.fromkeys(names, pl.Float64)


def _interval(name: str) -> dict[str, DataTypeClass | pl.DataType]:
    return _numbers(name, f"{name}_low", f"{name}_high")


GAP_SCHEMA: Final = pl.Schema(
    {
        "place": pl.String,
        "indicator": pl.String,
        "technology": pl.String,
        "group": pl.String,
        "period": pl.String,
        **_interval("connected"),  # things
        **_interval("total"),  # things
        "total_period": pl.String,
        "total_source": pl.String,  # same document, nearest earlier, none
        **_interval("share"),  # percent of the total
        **_interval("gap"),  # things without: total - connected
        "gap_stated": pl.Float64,  # the same as a document states it, or null
        **_interval("planned"),  # things to be connected beyond those that are
        "planned_period": pl.String,  # the plan's deadline
        **_interval("left_over"),  # things still without once the plan is carried out
        "figures": _IDS,  # all of the following
        "connected_figures": _IDS,
        "total_figures": _IDS,
        "planned_figures": _IDS,
        "stated_figures": _IDS,
        "formula": pl.String,
    }
)

GROWTH_SCHEMA: Final = pl.Schema(
    {
        "series": pl.String,
        "indicator": pl.String,
        "technology": pl.String,
        "aspect": pl.String,
        "status": pl.String,
        "place": pl.String,
        "group": pl.String,
        "unit": pl.String,
        "basis": pl.String,  # consecutive, first-last
        "period_from": pl.String,
        "period_to": pl.String,
        "value_from": pl.Float64,  # in the unit
        "value_to": pl.Float64,
        "months": pl.Float64,  # between the ends of the two periods
        **_interval("absolute"),  # in the unit (pp where it is %); null for totals of unequal periods
        **_interval("percent"),  # of value_from; of the averages per month for totals of unequal periods
        **_interval("cagr"),  # percent a year; null under a year
        **_interval("per_month"),  # in the unit, a month
        **_interval("doubling_months"),  # months to double at this growth
        "comparable": pl.Boolean,  # false: a partial period against a longer one
        "note": pl.String,
        "figures": _IDS,
        "formula": pl.String,
    }
)

TARGET_SCHEMA: Final = pl.Schema(
    {
        "series": pl.String,  # of the target
        "indicator": pl.String,
        "technology": pl.String,
        "place": pl.String,
        "group": pl.String,
        "unit": pl.String,
        **_interval("target"),  # in the unit
        "deadline": pl.String,  # a period, or null
        **_interval("last"),  # the newest actual value, in the unit
        "last_period": pl.String,
        **_interval("remaining"),  # in the unit, 0 when reached
        **_interval("achieved_pace"),  # in the unit, a month, over the last two observations
        **_interval("required_pace"),  # in the unit, a month, from the last observation to the deadline
        **_interval("ratio"),  # achieved over required pace
        "arrival": pl.Date,  # at the achieved pace
        "arrival_early": pl.Date,
        "arrival_late": pl.Date,  # null with an arrival: may never arrive
        "verdict": pl.String,
        "verdict_text": pl.String,
        "moved_from": MOVED_FROM,
        "figures": _IDS,
        "formula": pl.String,
    }
)

CURRENCY_SCHEMA: Final = pl.Schema(
    {
        "doc": pl.String,
        "pair": pl.String,  # "USD/KZT": KZT for one USD
        "figure_base": pl.String,  # the amount in USD
        "figure_quote": pl.String,  # the amount in KZT
        **_interval("implied"),  # the quote currency for one of the base
        **_interval("quoted"),  # likewise
        "quoted_figure": pl.String,
        "agrees": pl.Boolean,  # the intervals meet; null without a quoted rate
        "figures": _IDS,
        "formula": pl.String,
    }
)

FINDING_SCHEMA: Final = pl.Schema(
    {
        "kind": pl.String,  # the name of the check
        "severity": pl.String,
        "place": pl.String,
        "indicator": pl.String,
        "figures": _IDS,
        # What is stated, and what the other figures allow, in the unit the statement names; null: no end.
        **_numbers("stated", "expected_low", "expected_high"),
        "statement": pl.String,  # the arithmetic in words
    }
)
