"""Which technology a figure is about, or none: candidates and features."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from connectivity.extraction import columns as pl
from connectivity.extraction.carrying import beside, likewise, shares_thing
from connectivity.extraction.features import some
from connectivity.extraction.features_technology import GENERAL, GROUPS, NONE, technology_features
from connectivity.extraction.model import Choice
from connectivity.extraction.pairs import UNBROKEN, pair_frame

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene

__all__ = ["NONE", "further", "technology_choice"]

USUAL: Final = {"towers": "mobile", "fibre": "fibre", "base_stations": "mobile"}


# columns that only candidates of the second pass have
CARRIED: Final = {
    "same_sentence": pl.Boolean,
    "same_indicator": pl.Boolean,
    "same_line": pl.Boolean,
    "gap": pl.Int64,
}


def technology_choice(scene: Scene, figures: pl.DataFrame) -> Choice:
    """Candidates: technologies named in the windows, the one named most, and none.

    `further` has those of the second pass.
    """
    pairs = pair_frame(scene, ["technology"]).join(figures.select("q"), on="q", how="semi")
    pairs = told(scene, shares_thing(scene, pairs, figures))
    none = figures.select("q", pl.lit(NONE).alias("value"), pl.lit("none").alias("kind"))
    frames = [pairs, none]
    usual = figures.with_columns(
        pl.col("indicator").replace_strict(USUAL, default=None, return_dtype=pl.String).alias("value")
    )
    frames.append(usual.drop_nulls("value").select("q", "value", pl.lit("usual").alias("kind")))
    frames.append(main_technology(scene, figures))
    frames.append(pl.DataFrame(schema=CARRIED))
    known = figures.select(
        "q",
        *(pl.col("indicator").is_in(names).alias(group) for group, names in GROUPS.items()),
        pl.col("p_total").alias("is total"),
        pl.col("unit").str.contains(r"^[A-Z]{3}$").alias("is money"),
        "behind: joint",
        "whole of the last",
    )
    frame = (
        pl.concat(frames, how="diagonal_relaxed")
        .sort("q", "kind", "m", "value", nulls_last=True)
        .join(known, on="q", how="left", maintain_order="left")
    )
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
    )


def further(figures: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """The candidates of the second pass: the technologies of the figure before, and of the last one alike."""
    alike = likewise(figures, before, "indicator")
    return pl.concat([carried(figures, before), alike], how="diagonal_relaxed")


def told(scene: Scene, pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with what the document makes of the technology.

    `doc share` of its technology among the document's mentions of technologies, `alone in its sentence`: no
    other stands there, and `latest`: no other stands between the mention and the number.
    """
    named = scene.mentions.filter(pl.col("kind") == "technology")
    shares = (
        named.group_by("doc", "value", maintain_order=True)
        .agg(pl.len().alias("times"))
        .with_columns((pl.col("times") / pl.col("times").sum().over("doc")).alias("doc share"))
        .select("doc", "value", "doc share")
    )
    distinct = named.select("sent", "value").unique(maintain_order=True)
    counts = distinct.group_by("sent", maintain_order=True).agg(pl.len().alias("technologies"))
    alone = counts.select("sent", (pl.col("technologies") == 1).alias("alone in its sentence"))
    home = scene.quantities.select("q", "doc")
    last = pl.col("start").max().over("q")
    return (
        pairs.join(home, on="q", how="left", maintain_order="left")
        .join(shares, on=["doc", "value"], how="left", maintain_order="left")
        .join(alone, on="sent", how="left", maintain_order="left")
        .drop("doc")
        .with_columns((~pl.col("after") & (pl.col("start") == last)).alias("latest"))
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
