"""The figure: one number as one document states it, as a record and as a Polars frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FIGURE_SCHEMA", "Figure", "figures_of"]

FIGURE_SCHEMA: Final = pl.Schema(
    {
        "figure": pl.String,  # id: "doc@start"
        "doc": pl.String,
        "start": pl.Int64,  # code points of the document's text
        "end": pl.Int64,
        "sentence_start": pl.Int64,
        "sentence_end": pl.Int64,
        "surface": pl.String,
        "value": pl.Float64,  # in the base unit
        "value_upper": pl.Float64,
        "low": pl.Float64,  # null: no lower end
        "high": pl.Float64,  # null: no upper end
        "unit": pl.String,
        "bound": pl.String,
        "indicator": pl.String,
        "technology": pl.String,
        "aspect": pl.String,
        "status": pl.String,
        "place": pl.String,
        "group": pl.String,
        "period": pl.String,  # ISO 8601, or null
        "period_source": pl.String,  # stated, relative, carried, document, or null
        "base_period": pl.String,
        "of": pl.String,
        "confidence": pl.Float64,  # 0 to 1
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number that a document states about the world; the columns of `FIGURE_SCHEMA`.

    `low` and `high` are the interval that the wording allows: "4.8 billion" is 4.75 to 4.85 billion,
    "over 6 billion" has no upper end (None).
    """

    figure: str
    doc: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    surface: str
    value: float
    value_upper: float | None
    low: float | None
    high: float | None
    unit: str
    bound: str
    indicator: str
    technology: str | None
    aspect: str
    status: str
    place: str | None
    group: str | None
    period: str | None
    period_source: str | None
    base_period: str | None
    of: str | None
    confidence: float


def figures_of(frame: pl.DataFrame) -> Iterator[Figure]:
    """The rows of a figures frame (columns of `FIGURE_SCHEMA`) as records."""
    return (Figure(**row) for row in frame.select(list(FIGURE_SCHEMA)).iter_rows(named=True))
