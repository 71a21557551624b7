"""Columns in memory: the part of Polars that extraction uses, over numpy, for many small frames.

Names and meanings are those of Polars; docs/decisions/columns.md says why Polars itself is not used inside.
"""

from __future__ import annotations

from connectivity.extraction.columns.building import (
    coalesce,
    col,
    concat_str,
    exclude,
    lit,
    max_horizontal,
    mean_horizontal,
    min_horizontal,
    when,
)
from connectivity.extraction.columns.building import length as len  # noqa: A004 - as in Polars
from connectivity.extraction.columns.column import Boolean, Column, Float64, Int64, Series, String
from connectivity.extraction.columns.expression import Expr
from connectivity.extraction.columns.frame import DataFrame, concat
from connectivity.extraction.columns.polars_frames import from_polars
from connectivity.extraction.columns.pool import current_pool, per_pool, renew_pool

__all__ = [
    "Boolean",
    "Column",
    "DataFrame",
    "Expr",
    "Float64",
    "Int64",
    "Schema",
    "Series",
    "String",
    "coalesce",
    "col",
    "concat",
    "concat_str",
    "current_pool",
    "exclude",
    "from_polars",
    "len",
    "lit",
    "max_horizontal",
    "mean_horizontal",
    "min_horizontal",
    "per_pool",
    "renew_pool",
    "when",
]

Schema = dict
