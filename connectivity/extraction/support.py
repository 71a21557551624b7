"""What the figures around one say of a candidate: the first pass's probabilities, handed on."""

from __future__ import annotations

import functools
from typing import Final

import connectivity.extraction.columns as pl

from connectivity.extraction.model import Choice, Feature, together

__all__ = ["supported"]

STEPS: Final = (-2, -1, 1, 2)
NAMES: Final = ("support two before", "support before", "support behind", "support two behind")


def supported(choice: Choice, figures: pl.DataFrame, guess: pl.DataFrame | None) -> Choice:
    """The choice with features of how likely the figures around, and the document's, have the same value.

    Args:
        choice: The candidates of one attribute.
        figures: The figures: q, doc, sent, unit.
        guess: The candidates as the first pass scored them, or None in the first pass.
    """
    if guess is None or choice.candidates.is_empty():
        return Choice(choice.attribute, blank(choice.candidates), together(choice.features, features()))
    order = (
        figures.select("q", "doc", "sent", "unit", pl.col("apposed").alias("apposed_"))
        .sort("q")
        .with_row_index("i")
        .cast({"i": pl.Int64})
    )
    likely = guess.group_by("q", "value", maintain_order=True).agg(pl.col("p").sum()).join(order, on="q")
    rows = choice.candidates.join(
        order.select("q", "i", "doc", "sent", "unit", "apposed_").rename(
            {"doc": "doc_", "sent": "sent_", "unit": "unit_"}
        ),
        on="q",
        how="left",
        maintain_order="left",
    )
    for step, name in zip(STEPS, NAMES, strict=True):
        there = likely.select(
            (pl.col("i") - step).alias("i"),
            "value",
            pl.col("p").alias(name),
            pl.col("doc").alias("doc_"),
            pl.col("sent").alias(f"{name} sent"),
            pl.col("unit").alias(f"{name} unit"),
        )
        rows = (
            rows.join(there, on=["i", "value", "doc_"], how="left", maintain_order="left")
            .with_columns(
                (
                    pl.col(name).fill_null(0.0)
                    * (pl.col("sent_") == pl.col(f"{name} sent")).fill_null(value=False)
                ).alias(f"{name}, same sentence"),
                (
                    pl.col(name).fill_null(0.0)
                    * (pl.col("unit_") == pl.col(f"{name} unit")).fill_null(value=False)
                ).alias(f"{name}, same unit"),
                pl.col(name).fill_null(0.0),
            )
            .drop(f"{name} sent", f"{name} unit")
        )
    totals = likely.group_by("doc", "value", maintain_order=True).agg(pl.col("p").sum().alias("total_"))
    sizes = order.group_by("doc", maintain_order=True).agg(pl.len().alias("size_"))
    own = likely.select("q", "value", pl.col("p").alias("own_"))
    rows = (
        rows.join(totals.rename({"doc": "doc_"}), on=["doc_", "value"], how="left", maintain_order="left")
        .join(sizes.rename({"doc": "doc_"}), on="doc_", how="left", maintain_order="left")
        .join(own, on=["q", "value"], how="left", maintain_order="left")
        .with_columns(
            (
                (pl.col("total_").fill_null(0.0) - pl.col("own_").fill_null(0.0))
                / (pl.col("size_") - 1).clip(1, None)
            ).alias("support of the document")
        )
        .drop("i", "doc_", "sent_", "unit_", "total_", "size_", "own_")
    )
    return Choice(choice.attribute, rows, together(choice.features, features()))


def blank(candidates: pl.DataFrame) -> pl.DataFrame:
    """The candidates with no support."""
    return candidates.with_columns(pl.lit(0.0).alias(f.name) for f in features()).with_columns(
        pl.lit(0.0).alias("apposed_")
    )


@functools.cache
def features() -> tuple[Feature, ...]:
    """The features of support."""
    return (
        *(Feature(name, pl.col(name), 0.3) for name in NAMES),
        *(Feature(f"{name}, same sentence", pl.col(f"{name}, same sentence"), 0.3) for name in NAMES),
        *(Feature(f"{name}, same unit", pl.col(f"{name}, same unit"), 0.0) for name in NAMES),
        Feature("support before, apposed", pl.col("support before") * pl.col("apposed_"), 2.0),
        Feature("support of the document", pl.col("support of the document"), 1.0),
    )
