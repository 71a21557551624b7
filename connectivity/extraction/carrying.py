"""What the figure before or behind was given, as a candidate for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectivity.extraction import columns as pl

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene

__all__ = ["beside", "likewise", "shares_thing"]


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


def likewise(figures: pl.DataFrame, before: pl.DataFrame, *alike: str) -> pl.DataFrame:
    """For each figure the value of the last one before it in its document that is alike.

    Args:
        figures: The figures: q, doc, sent, line and the columns `alike`.
        before: Columns q, value: what the first pass made of each figure.
        alike: Columns in which the two agree.

    Returns:
        Columns q, value, kind ("likewise"), gap (sentences between), same_line; only where there is one.
    """
    chain = (
        figures.select("q", "doc", "sent", "line", *alike)
        .join(before.select("q", "value"), on="q", how="left")
        .sort("q")
    )
    last = {name: pl.col(name).shift(1).over("doc", *alike) for name in ("value", "sent", "line")}
    found = chain.select(
        "q",
        last["value"].alias("value"),
        pl.lit("likewise").alias("kind"),
        (pl.col("sent") - last["sent"]).alias("gap"),
        (pl.col("line") == last["line"]).alias("same_line"),
    )
    return found.drop_nulls("value")


def shares_thing(scene: Scene, pairs: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """The pairs with `shares the thing`: the mention's sentence names what the figure is about.

    Args:
        scene: The lexed batch.
        pairs: Columns q, m, sent.
        figures: Columns q, indicator.
    """
    named = (
        scene.mentions.filter(pl.col("kind").is_in(["thing", "topic"]))
        .select("sent", pl.col("value").alias("indicator"))
        .unique()
        .with_columns(pl.lit(value=True).alias("shares the thing"))
    )
    return (
        pairs.join(figures.select("q", "indicator"), on="q", how="left", maintain_order="left")
        .join(named, on=["sent", "indicator"], how="left", maintain_order="left")
        .with_columns(pl.col("shares the thing").fill_null(value=False))
        .drop("indicator")
    )
