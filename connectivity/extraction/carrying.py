"""What the figure before or behind was given, as a candidate for the next."""

from __future__ import annotations

import connectivity.extraction.columns as pl

__all__ = ["beside"]


def beside(figures: pl.DataFrame, before: pl.DataFrame, same: str, *, step: int = 1) -> pl.DataFrame:
    """For each figure the value of one nearby in its document.

    Args:
        figures: The figures: q, doc, sent and the column `same`.
        before: Columns q, value: what the first pass made of each figure.
        same: A column in which the two may agree.
        step: How many figures back; negative ones stand behind.

    Returns:
        Columns q, doc, sent, value, gap (sentences between), `same_<same>`.
    """
    chain = (
        figures.select("q", "doc", "sent", same)
        .join(before.select("q", "value"), on="q", how="left")
        .sort("q")
    )
    there = {name: pl.col(name).shift(step).over("doc") for name in ("value", "sent", same)}
    return chain.with_columns(
        there["value"].alias("value"),
        (pl.col("sent") - there["sent"]).abs().alias("gap"),
        (pl.col(same) == there[same]).alias(f"same_{same}"),
    )
