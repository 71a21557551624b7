"""Hand-made frames with the schemas of the stages before, for charts and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from connectivity.analysis.schemas import (
    CURRENCY_SCHEMA,
    FINDING_SCHEMA,
    GAP_SCHEMA,
    GROWTH_SCHEMA,
    TARGET_SCHEMA,
)
from connectivity.extraction.figure import FIGURE_SCHEMA
from connectivity.extraction.periods import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SUPERSEDED = pl.List(
    pl.Struct(
        {
            "value": pl.Float64,
            "low": pl.Float64,
            "high": pl.Float64,
            "as_of": pl.String,
            "figures": pl.List(pl.String),
        }
    )
)
OBSERVATIONS = pl.Schema(
    {
        "observation": pl.String,
        "series": pl.String,
        "indicator": pl.String,
        "technology": pl.String,
        "aspect": pl.String,
        "status": pl.String,
        "place": pl.String,
        "group": pl.String,
        "unit": pl.String,
        "of": pl.String,
        "period": pl.String,
        "period_start": pl.Date,
        "period_end": pl.Date,
        "base_period": pl.String,
        "value": pl.Float64,
        "low": pl.Float64,
        "high": pl.Float64,
        "relation": pl.String,
        "as_of": pl.String,
        "publishers": pl.List(pl.String),
        "documents": pl.List(pl.String),
        "figures": pl.List(pl.String),
        "superseded": SUPERSEDED,
        "corrected": pl.Boolean,
    }
)
OPEN = object()
"""Stands for an interval without an end on that side."""


def observations(rows: Sequence[Mapping[str, Any]]) -> pl.LazyFrame:
    return pl.DataFrame([_observation(i, row) for i, row in enumerate(rows)], schema=OBSERVATIONS).lazy()


def _observation(i: int, given: Mapping[str, Any]) -> dict[str, Any]:
    row = {
        "indicator": "schools",
        "technology": "starlink",
        "aspect": "connected",
        "status": "actual",
        "place": "KZ",
        "unit": "school",
        "relation": "single",
        "as_of": "2024-09-01",
        "publishers": ["Steppe Wire"],
        "documents": ["doc"],
        "figures": [f"doc@{i}"],
        "superseded": [],
        "corrected": False,
        **given,
    }
    keys = ("indicator", "technology", "aspect", "status", "place", "group", "unit", "of")
    row.setdefault("series", "|".join(str(row.get(key) or "") for key in keys))
    period = row.get("period")
    row |= {"observation": f"{row['series']}|{period}", **_ends(row)}
    if period:
        row |= {"period_start": first_day(period), "period_end": last_day(period)}
    return {key: row.get(key) for key in OBSERVATIONS}


def _ends(row: Mapping[str, Any], name: str = "", value: str = "value") -> dict[str, Any]:
    ends = {}
    for end in ("low", "high"):
        given = row.get(f"{name}{end}", row.get(value))
        ends[f"{name}{end}"] = None if given is OPEN else given
    return ends


def analysis(schema: pl.Schema, rows: Sequence[Mapping[str, Any]]) -> pl.LazyFrame:
    """Rows of an analysis frame; an interval that is not given is a point."""
    intervals = [name for name in schema if f"{name}_low" in schema]
    full = []
    for given in rows:
        row = dict(given)
        for name in intervals:
            row |= _ends(row, f"{name}_", name)
        full.append({key: row.get(key) for key in schema})
    return pl.DataFrame(full, schema=schema).lazy()


def gaps(*rows: Mapping[str, Any]) -> pl.LazyFrame:
    return analysis(GAP_SCHEMA, rows)


def growth(*rows: Mapping[str, Any]) -> pl.LazyFrame:
    return analysis(GROWTH_SCHEMA, rows)


def targets(*rows: Mapping[str, Any]) -> pl.LazyFrame:
    return analysis(TARGET_SCHEMA, rows)


def currency(*rows: Mapping[str, Any]) -> pl.LazyFrame:
    return analysis(CURRENCY_SCHEMA, rows)


def findings(*rows: Mapping[str, Any]) -> pl.LazyFrame:
    return analysis(FINDING_SCHEMA, rows)


def figures(*rows: Mapping[str, Any]) -> pl.LazyFrame:
    full = [{key: row.get(key) for key in FIGURE_SCHEMA} for row in rows]
    return pl.DataFrame(full, schema=FIGURE_SCHEMA).lazy()


def documents(*rows: Mapping[str, Any]) -> pl.LazyFrame:
    schema = dict.fromkeys(
        ("doc", "title", "published", "published_source", "publisher", "url", "place", "lang"), pl.String
    )
    schema |= {"source": pl.String, "page": pl.String, "text": pl.String}
    return pl.DataFrame([{key: row.get(key) for key in schema} for row in rows], schema=schema).lazy()
