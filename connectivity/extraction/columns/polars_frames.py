"""To Polars and back, where extraction meets the rest of the program."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from connectivity.extraction.columns.column import Boolean, Column, Float64, Int64, String, made
from connectivity.extraction.columns.frame import DataFrame

__all__ = ["from_polars", "to_polars"]

TYPES: Final = {Boolean: pl.Boolean, Int64: pl.Int64, Float64: pl.Float64, String: pl.String, "": pl.String}


def to_polars(frame: DataFrame) -> pl.DataFrame:
    """A Polars frame of the same columns.

    >>> to_polars(DataFrame({"a": [1, None], "b": ["x", "y"]})).rows()
    [(1, 'x'), (None, 'y')]
    """
    return pl.DataFrame([series_of(name, frame[name]) for name in frame.columns])


def series_of(name: str, column: Column) -> pl.Series:
    """A Polars series of the same values."""
    if column.kind == Float64:
        return pl.Series(name, column.data, nan_to_null=True)
    if column.kind == Int64 and column.data.dtype == np.int64:
        return pl.Series(name, column.data)
    return pl.Series(name, column.to_list(), dtype=TYPES[column.kind])


def from_polars(frame: pl.DataFrame) -> DataFrame:
    """A frame of the same columns.

    >>> from_polars(pl.DataFrame({"a": [1, None], "b": ["x", "y"]})).rows()
    [(1, 'x'), (None, 'y')]
    """
    return DataFrame.of({name: column_of(frame[name]) for name in frame.columns}, frame.height)


def column_of(series: pl.Series) -> Column:
    """A column of the same values."""
    kind = (
        String
        if series.dtype in (pl.String, pl.Null)
        else Boolean
        if series.dtype == pl.Boolean
        else Float64
        if series.dtype.is_float()
        else Int64
    )
    return made(series.to_list(), kind)
