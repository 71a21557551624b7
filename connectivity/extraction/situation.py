"""Columns that tell the situation of each figure: periods, numbers and technologies around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from connectivity.extraction import columns as pl
from connectivity.extraction.bind_facets import ASPECTS
from connectivity.extraction.bind_period import published_frame
from connectivity.extraction.grammar import rule
from connectivity.extraction.pairs import UNBROKEN, pair_frame

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene

__all__ = ["after_figure", "aspects_before", "likeness", "parted", "situated"]

APPOSITION_REACH: Final = 40  # characters between two numbers
PART_REACH: Final = 60
CLOSE: Final = 3  # words
FLOWS: Final = ("ecommerce_sales", "ecommerce_share", "retail_sales", "orders", "investment", "traffic")


def situated(scene: Scene, figures: pl.DataFrame) -> pl.DataFrame:
    """The figures with what periods, numbers and technologies around them say, as numbers from 0 to 1."""
    frame = figures.join(period_columns(scene, figures), on="q", how="left", maintain_order="left")
    frame = frame.join(technology_columns(scene), on="q", how="left", maintain_order="left")
    filled = [c for c in frame.columns if c not in figures.columns]
    frame = frame.with_columns(pl.col(filled).fill_null(0.0))
    return parted(scene, frame).with_columns(
        apposed(scene, figures),
        (1.0 - pl.max_horizontal("some period", "period in head")).alias("no period"),
        pl.max_horizontal(pl.col("compare:touch"), pl.col("from before word")).alias("previous level"),
    )


def parted(scene: Scene, figures: pl.DataFrame) -> pl.DataFrame:
    """The numbers with `part of the next` and `whole of the last`."""
    part, whole = pairs_of(scene, figures, "part_of"), pairs_of(scene, figures, "of_whole")
    behind, before = ([0.0, *pair[:-1]] if pair else [] for pair in (whole, part))
    return figures.with_columns(
        pl.Series("part of the next", np.maximum(part, behind), dtype=pl.Float64),
        pl.Series("whole of the last", np.maximum(before, whole), dtype=pl.Float64),
    )


def apposed(scene: Scene, figures: pl.DataFrame) -> pl.Column:
    """1 for a number that says the one before it again: "43%, or 2.1 million", "61.1% (84,300)"."""
    starts, ends, text = figures["start"].to_list(), figures["end"].to_list(), scene.batch.lower
    gaps = [
        "#",
        *(text[e:s] if 0 < s - e < APPOSITION_REACH else "#" for e, s in zip(ends, starts[1:], strict=False)),
    ][: len(starts)]
    again = rule(scene.lexicon, "apposition")
    said_again = [float(again.match(gap) is not None) for gap in gaps]
    return pl.Series("apposed", said_again, dtype=pl.Float64)


def period_columns(scene: Scene, figures: pl.DataFrame) -> pl.DataFrame:
    """For each number: by a date, future and past in its clause and sentence, intervals, a since."""
    pairs = (
        pair_frame(scene, ["period"])
        .join(figures.select("q", "doc"), on="q")
        .join(published_frame(scene), on="doc", how="left")
    )
    first = pl.col("value").str.split("/").list.first()
    width = pl.min_horizontal(first.str.len_chars(), pl.col("published").str.len_chars())
    future = (first.str.slice(0, width) > pl.col("published").str.slice(0, width)) & (
        pl.col("role") != "next"
    )
    near = pl.col("near")
    clause = near & UNBROKEN
    head = pl.col("rel").is_in(["lead", "column", "row", "caption", "heading"])
    tests = {
        "by a date": clause & (pl.col("role") == "by"),
        "future in clause": clause & future,
        "future in sentence": near & future,
        "future before": near & future & ~pl.col("after"),
        "past in clause": clause & ~future & (pl.col("role") != "by"),
        "future in head": head & future,
        "past in head": head & ~future,
        "interval in clause": near & pl.col("value").str.contains("/") & (pl.col("strong_breaks") == 0),
        "interval in head": head & pl.col("value").str.contains("/"),
        "since in sentence": near & (pl.col("role") == "since"),
        "some period": near,
        "period in head": head,
    }
    return pairs.group_by("q", maintain_order=True).agg(
        *(test.fill_null(value=False).any().cast(pl.Float64).alias(name) for name, test in tests.items())
    )


def technology_columns(scene: Scene) -> pl.DataFrame:
    """Whether a technology stands within three words, unbroken, on either side or before."""
    pairs = pair_frame(scene, ["technology"])
    close = pl.col("near") & UNBROKEN & (pl.col("words") <= CLOSE)
    return pairs.group_by("q", maintain_order=True).agg(
        close.any().cast(pl.Float64).alias("technology near"),
        (close & ~pl.col("after")).any().cast(pl.Float64).alias("technology before"),
    )


def pairs_of(scene: Scene, figures: pl.DataFrame, name: str) -> list[float]:
    """1 for a number between which and the next the expression of that name fits.

    `part_of`: this one is of the next, "2,606 of Kazakhstan's 6,290"; `of_whole`: the next is of this one.
    """
    ends, starts = figures["end"].to_list(), figures["start"].to_list()[1:]
    text, between = scene.batch.lower, rule(scene.lexicon, name)
    return [
        *(
            float(0 < s - e < PART_REACH and between.match(text[e:s]) is not None)
            for e, s in zip(ends, starts, strict=False)
        ),
        *([0.0] if ends else []),
    ]


def likeness(figures: pl.DataFrame) -> pl.DataFrame:
    """The figures with `stock-like` and `flow-like`, by the indicator and the probabilities of aspects."""
    flow = pl.col("indicator").is_in(FLOWS).cast(pl.Float64)
    flow_like = pl.max_horizontal(flow, pl.col("p_added") + pl.col("p_change"))
    return figures.with_columns(flow_like.alias("flow-like"), (1.0 - flow_like).alias("stock-like"))


def after_figure(frame: pl.DataFrame, column: str) -> pl.Column:
    """The value of a column at the figure before, in the same sentence; null elsewhere."""
    return frame.select(
        pl.when((pl.col("sent") == pl.col("sent").shift(1)) & (pl.col("doc") == pl.col("doc").shift(1))).then(
            pl.col(column).shift(1)
        )
    ).to_series()


def aspects_before(frame: pl.DataFrame, probabilities: pl.DataFrame | None) -> pl.DataFrame:
    """The figures with `last total`, ...: what the first pass makes of the one before in the sentence."""
    if probabilities is None:
        return frame.with_columns(pl.lit(0.0).alias(f"{k} {n}") for n in ASPECTS for k in ("last", "alike"))
    joined = frame.join(probabilities, on="q", how="left", maintain_order="left")
    lasting = joined.with_columns(
        after_figure(joined, f"p_{n}").fill_null(0.0).alias(f"last {n}") for n in ASPECTS
    )
    return lasting.with_columns(
        (pl.col(f"last {n}") * pl.col("apposed")).alias(f"alike {n}") for n in ASPECTS
    ).drop([f"p_{n}" for n in ASPECTS])
