"""Which technology a figure is about, or none: candidates and features."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import connectivity.extraction.columns as pl
from connectivity.extraction.carrying import beside
from connectivity.extraction.compat import WITHOUT_AS_TOTAL
from connectivity.extraction.features import some
from connectivity.extraction.features_technology import GENERAL, GROUPS, NONE, technology_features
from connectivity.extraction.model import Choice
from connectivity.extraction.pairs import UNBROKEN, pair_frame

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene

__all__ = ["NONE", "carried", "technology_choice"]

USUAL: Final = {"towers": "mobile", "fibre": "fibre", "base_stations": "mobile"}


def technology_choice(scene: Scene, figures: pl.DataFrame) -> Choice:
    """Candidates: technologies named in the windows, the one named most, and none.

    `carried` has those of the second pass.
    """
    pairs = pair_frame(scene, ["technology"]).join(figures.select("q"), on="q", how="semi")
    none = figures.select("q", pl.lit(NONE).alias("value"), pl.lit("none").alias("kind"))
    frames = [pairs, none]
    usual = figures.with_columns(
        pl.col("indicator").replace_strict(USUAL, default=None, return_dtype=pl.String).alias("value")
    )
    frames.append(usual.drop_nulls("value").select("q", "value", pl.lit("usual").alias("kind")))
    frames.append(main_technology(scene, figures))
    frames.append(
        pl.DataFrame(schema={"same_sentence": pl.Boolean, "same_indicator": pl.Boolean})
    )  # of those carried over
    known = figures.select(
        "q",
        *(pl.col("indicator").is_in(names).alias(group) for group, names in GROUPS.items()),
        (pl.col("aspect") == "total").alias("is total"),
        pl.col("unit").str.contains(r"^[A-Z]{3}$").alias("is money"),
        "next1",
        "whole of the last",
        ((pl.col("aspect") == "total") & pl.col("indicator").is_in(WITHOUT_AS_TOTAL))
        .fill_null(value=False)
        .alias("whole"),
    )
    frame = (
        pl.concat(frames, how="diagonal_relaxed")
        .sort("q", "kind", "m", "value", nulls_last=True)
        .join(known, on="q", how="left", maintain_order="left")
    )
    keep = ~pl.col("whole") | (pl.col("value") == NONE)
    frame = frame.filter(keep)
    named = pl.col("kind") == "technology"
    near = named & pl.col("near")
    specific = near & ~pl.col("value").is_in(GENERAL)
    others = (
        some("some in clause", near & UNBROKEN),
        some("some in sentence", near),
        some("some specific", specific),
        some("some in heads", named & pl.col("rel").is_in(["column", "row", "cell"])),
    )
    return Choice(
        "technology",
        frame.with_columns(*others),
        technology_features(),
        known=(*known.columns[1:], *(e.name for e in others)),
        keep=keep,
    )


def main_technology(scene: Scene, figures: pl.DataFrame) -> pl.DataFrame:
    """The technology that the document names most, with its share of all mentions."""
    named = scene.mentions.filter(pl.col("kind") == "technology")
    counts = named.group_by("doc", "value", maintain_order=True).agg(
        pl.len().alias("times"), pl.col("start").min()
    )
    shares = counts.with_columns((pl.col("times") / pl.col("times").sum().over("doc")).alias("share"))
    most = shares.sort("doc", pl.col("times") * -1, "start").unique("doc", keep="first", maintain_order=True)
    return (
        figures.select("q", "doc")
        .join(most.select("doc", "value", "share"), on="doc")
        .select("q", "value", "share", pl.lit("most").alias("kind"))
    )


def carried(figures: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """The technology of the figure before, if its sentence is this one or the one before."""
    last = beside(figures, before, "indicator")
    return (
        last.filter(pl.col("gap") <= 1)
        .drop_nulls("value")
        .select(
            "q",
            "value",
            pl.lit("carried").alias("kind"),
            (pl.col("gap") == 0).alias("same_sentence"),
            "same_indicator",
        )
    )
