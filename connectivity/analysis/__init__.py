"""Analyses of observations and figures: Polars lazy frames in, lazy frames of fixed columns out."""

from __future__ import annotations

from connectivity.analysis.audit import CHECKS, audit
from connectivity.analysis.coverage import gaps
from connectivity.analysis.currency import convert, currency
from connectivity.analysis.growth import growth
from connectivity.analysis.intervals import Interval
from connectivity.analysis.schemas import (
    CURRENCY_SCHEMA,
    FINDING_SCHEMA,
    GAP_SCHEMA,
    GROWTH_SCHEMA,
    TARGET_SCHEMA,
)
from connectivity.analysis.targets import targets

__all__ = [
    "CHECKS",
    "CURRENCY_SCHEMA",
    "FINDING_SCHEMA",
    "GAP_SCHEMA",
    "GROWTH_SCHEMA",
    "TARGET_SCHEMA",
    "Interval",
    "audit",
    "convert",
    "currency",
    "gaps",
    "growth",
    "targets",
]
