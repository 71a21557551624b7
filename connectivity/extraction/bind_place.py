"""Which place a figure is about: candidates and features."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from connectivity.extraction.features import flag, shared
from connectivity.extraction.model import Choice, Feature
from connectivity.extraction.pairs import pair_frame

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene

__all__ = ["NONE", "place_choice"]

NONE: Final = ""


def place_choice(scene: Scene, figures: pl.DataFrame, before: pl.DataFrame) -> Choice:
    """Candidates: places named in the windows, the document's country, the figure before's, the world."""
    pairs = pair_frame(scene, ["place"]).join(figures.select("q"), on="q", how="semi")
    main = (
        figures.select("q", "doc")
        .join(scene.countries, on="doc", how="left")
        .select("q", pl.col("country").alias("main"))
    )
    frames = [
        pairs.with_columns(pl.col("unit").alias("country"), pl.col("role").alias("level")),
        main.drop_nulls("main").select(
            "q",
            pl.col("main").alias("value"),
            pl.lit("main").alias("kind"),
            pl.col("main").alias("country"),
            pl.lit("country").alias("level"),
        ),
        figures.filter(pl.col("indicator") == "satellites").select(
            "q",
            pl.lit("world").alias("value"),
            pl.lit("world").alias("kind"),
            pl.lit("world").alias("country"),
        ),
        main.filter(pl.col("main").is_null()).select(
            "q", pl.lit(NONE).alias("value"), pl.lit("none").alias("kind")
        ),
    ]
    frames.append(carried(figures, before))
    lower_before = [
        scene.batch.lower[max(0, s - 14) : s] if s is not None else "" for s in pairs["start"].to_list()
    ]
    frames[0] = frames[0].with_columns(
        pl.Series(
            "in before",
            [
                b.endswith((" in ", " across ", "within ", " in the ", "across the ", "of ", "of the "))
                or b.strip() == "in"
                for b in lower_before
            ],
            dtype=pl.Boolean,
        ),
        pl.Series("of before", [b.endswith(("of ", "of the ")) for b in lower_before], dtype=pl.Boolean),
        pl.Series(
            "from before place",
            [b.endswith((" from ", " to ", " near ", "than ", "ahead of ")) for b in lower_before],
            dtype=pl.Boolean,
        ),
        pl.Series(
            "possessive",
            [scene.batch.text[e : e + 2] in ("'s", "’s", "s'") for e in pairs["end"].to_list()],
            dtype=pl.Boolean,
        ),
    )
    frame = (
        pl.concat(frames, how="diagonal_relaxed")
        .sort("q", "kind", "m", "value", nulls_last=True)
        .join(main, on="q", how="left", maintain_order="left")
        .join(
            figures.select("q", "indicator", (pl.col("indicator") == "satellites").alias("is space")),
            on="q",
            how="left",
            maintain_order="left",
        )
    )
    near = (pl.col("kind") == "place") & pl.col("near")
    frame = frame.with_columns(
        near.fill_null(value=False).any().over("q").alias("some near"),
        (near & (pl.col("comma_breaks") + pl.col("strong_breaks") == 0))
        .fill_null(value=False)
        .any()
        .over("q")
        .alias("some in clause"),
        (pl.col("country") == pl.col("main")).alias("is main"),
        (near & (pl.col("level") != "country") & (pl.col("unit") == pl.col("main")))
        .fill_null(value=False)
        .any()
        .over("q")
        .alias("region near"),
    )
    return Choice("place", frame, features())


def carried(figures: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """The place of the figure before, in this sentence or the one before."""
    chain = (
        figures.select("q", "sent", "doc", "line")
        .join(before.select("q", "value"), on="q", how="left")
        .sort("q")
    )
    last = chain.with_columns(
        pl.col("value").shift(1).over("doc").alias("value"),
        (pl.col("sent") - pl.col("sent").shift(1).over("doc")).alias("gap"),
        (pl.col("line") == pl.col("line").shift(1).over("doc")).alias("same_line"),
    )
    return (
        last.filter(pl.col("gap") <= 2)
        .drop_nulls("value")
        .select(
            "q",
            "value",
            pl.lit("carried").alias("kind"),
            (pl.col("gap") == 0).alias("same_sentence"),
            "same_line",
            pl.col("value").str.split(":").list.first().alias("country"),
            pl.when(pl.col("value").str.contains(":"))
            .then(pl.lit("region"))
            .otherwise(pl.lit("country"))
            .alias("level"),
        )
    )


def features() -> tuple[Feature, ...]:
    """The features of a place candidate."""
    kind = pl.col("kind")
    place, near = kind == "place", (kind == "place") & pl.col("near")
    unbroken = (pl.col("comma_breaks").fill_null(9) + pl.col("strong_breaks").fill_null(9)) == 0
    country = pl.col("level") == "country"
    carried_ = kind == "carried"
    return (
        *(flag(f.name, pl.when(place).then(f.expression), f.prior) for f in shared()),
        flag("country", place & country, 0.5),
        flag("region or city", place & ~country, 0.0),
        flag("region far", place & ~country & ~pl.col("near"), -1.5),
        flag("region near in", near & ~country & pl.col("in before"), 1.0),
        flag("in before", place & pl.col("in before"), 0.7),
        flag("of before", place & pl.col("of before"), 0.0),
        flag("from before", place & pl.col("from before place"), -1.0),
        flag("possessive", place & pl.col("possessive"), 0.5),
        flag("unbroken", near & unbroken, 0.5),
        flag("is main", pl.col("is main"), 1.0),
        flag("is main, near", near & pl.col("is main"), 0.5),
        flag(
            "foreign adjective near",
            near & country & ~pl.col("in before") & ~pl.col("possessive") & ~pl.col("is main"),
            -0.7,
        ),
        flag("world", pl.col("value") == "world", -0.5),
        flag("world, space", (pl.col("value") == "world") & pl.col("is space"), 7.0),
        flag("main", kind == "main", 0.5),
        flag("main, some in clause", (kind == "main") & pl.col("some in clause"), -0.5),
        flag("main, some near", (kind == "main") & pl.col("some near"), -0.3),
        flag("main, region near", (kind == "main") & pl.col("region near"), -0.5),
        flag("none", kind == "none", 0.0),
        flag("carried same sentence", carried_ & pl.col("same_sentence"), 0.7),
        flag("carried same line", carried_ & pl.col("same_line"), 0.5),
        flag("carried", carried_, 0.0),
        flag("carried region", carried_ & ~country, -0.3),
        flag("carried, some in clause", carried_ & pl.col("some in clause"), -1.0),
        flag("carried, some near", carried_ & pl.col("some near"), -0.3),
    )
