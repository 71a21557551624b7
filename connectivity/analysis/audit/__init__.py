"""Figures checked against each other by arithmetic.

Each check is a pure function of the lazy frames of figures and observations; it compares intervals, so that
it finds a disagreement only when no usual reading of "about", "over" and rounding lets the figures agree.
What agrees is a finding too, of severity "info": a report says what was checked. `CHECKS` names all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from connectivity.analysis.audit.changes import change_and_levels, multiple_and_percent
from connectivity.analysis.audit.complements import connected_and_unconnected, shares_to_hundred
from connectivity.analysis.audit.currencies import currency_pair
from connectivity.analysis.audit.parts import (
    connected_exceeds_total,
    regions_and_country,
    technologies_and_total,
)
from connectivity.analysis.audit.series import falling_stock, partial_period, restated_point
from connectivity.analysis.audit.shares import percent_and_counts, share_and_whole
from connectivity.analysis.schemas import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Check = Callable[[pl.LazyFrame, pl.LazyFrame], pl.LazyFrame]

__all__ = ["CHECKS", "audit"]

CHECKS: Final[Mapping[str, Check]] = {
    check.__name__: check
    for check in (
        change_and_levels,
        connected_and_unconnected,
        connected_exceeds_total,
        currency_pair,
        falling_stock,
        multiple_and_percent,
        partial_period,
        percent_and_counts,
        regions_and_country,
        restated_point,
        share_and_whole,
        shares_to_hundred,
        technologies_and_total,
    )
}
"""Every check by its name, which is the `kind` of its findings."""


def audit(figures: pl.LazyFrame, observations: pl.LazyFrame) -> pl.LazyFrame:
    """All findings of all checks, the most severe first.

    Args:
        figures: Rows of FIGURE_SCHEMA.
        observations: Rows of OBSERVATION_SCHEMA.

    Returns:
        A frame with the columns of `FINDING_SCHEMA`, sorted by severity, kind, place, indicator, statement.
    """
    found = pl.concat([check(figures, observations) for check in CHECKS.values()])
    ranks = {name: n for n, name in enumerate(reversed(SEVERITIES))}
    rank = pl.col("severity").replace_strict(ranks, return_dtype=pl.Int64)
    return found.sort(rank, "kind", "place", "indicator", "statement", nulls_last=True)
