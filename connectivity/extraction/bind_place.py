"""Which place a figure is about: candidates and features."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from connectivity.extraction import columns as pl
from connectivity.extraction.carrying import beside
from connectivity.extraction.features import some
from connectivity.extraction.features_place import place_features
from connectivity.extraction.grammar import rule
from connectivity.extraction.model import Choice
from connectivity.extraction.pairs import UNBROKEN, pair_frame

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene

__all__ = ["NONE", "carried", "place_choice"]

NONE: Final = ""
DATELINE: Final = re.compile(r"(?:, [^\n]{3,24})?(?:\.(?=\s)|:|\s*[—–(]|\s-\s)")
INTRODUCTION: Final = 14  # characters before a place, of its own document
LINK_REACH: Final = 20  # characters


def place_choice(scene: Scene, figures: pl.DataFrame) -> Choice:
    """Candidates: places named in the windows, the document's country, the world.

    `carried` has those of the second pass.
    """
    pairs = pair_frame(scene, ["place"]).join(figures.select("q"), on="q", how="semi")
    main = (
        figures.select("q", "doc")
        .join(scene.countries, on="doc", how="left")
        .select("q", pl.col("country").alias("main"))
    )
    frames = [
        introduced(scene, pairs).with_columns(pl.col("unit").alias("country"), pl.col("role").alias("level")),
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
    frames.append(joined(scene, frames[0]))
    frames.append(datelined(frames[0]))
    frames.append(pl.DataFrame(schema={"same_sentence": pl.Boolean, "same_line": pl.Boolean}))
    frame = (
        pl.concat(frames, how="diagonal_relaxed")
        .sort("q", "kind", "m", "value", nulls_last=True)
        .join(main, on="q", how="left", maintain_order="left")
        .join(
            figures.select("q", (pl.col("indicator") == "satellites").alias("is space")),
            on="q",
            how="left",
            maintain_order="left",
        )
    )
    near = (pl.col("kind") == "place") & pl.col("near")
    others = (
        some("some near", near),
        some("some in clause", near & UNBROKEN),
        some("datelined elsewhere", (pl.col("kind") == "dateline") & (pl.col("country") != pl.col("main"))),
        some("region near", near & (pl.col("level") != "country") & (pl.col("unit") == pl.col("main"))),
    )
    names = ("main", "is space", *(e.name for e in others))
    return Choice("place", frame.with_columns(*others), place_features(), known=names)


def datelined(pairs: pl.DataFrame) -> pl.DataFrame:
    """Countries of places that open the number's paragraph as a dateline: q, value, kind, country, level."""
    opening = pairs.filter(
        pl.col("dateline") & (pl.col("near") | pl.col("same paragraph")) & (pl.col("level") != "country")
    )
    return opening.select(
        "q",
        pl.col("country").alias("value"),
        pl.lit("dateline").alias("kind"),
        "country",
        pl.lit("country").alias("level"),
    ).unique("q", keep="first", maintain_order=True)


def joined(scene: Scene, pairs: pl.DataFrame) -> pl.DataFrame:
    """Candidates of several countries together, where they are named side by side: "AZ+KZ".

    Args:
        scene: The lexed batch.
        pairs: The numbers with places near them: q, start, near and the columns of a pair.
    """
    rows = scene.mentions.filter((pl.col("kind") == "place") & (pl.col("unit") != "world"))
    rows = rows.select("start", "end", "sent", "unit").unique("start", keep="first").sort("start")
    together, linked = rule(scene.lexicon, "place_beside"), rule(scene.lexicon, "place_linked")
    groups: list[tuple[int, str, bool]] = []
    run: list[tuple[int, int, int, str]] = []
    for row in [*rows.rows(), (-1, -1, -1, "")]:
        if run and row[2] == run[-1][2] and together.match(scene.batch.lower[run[-1][1] : row[0]]):
            run.append(row)
            continue
        countries = sorted({country for *_, country in run})
        if len(countries) > 1:
            before = scene.batch.lower[max(0, run[0][0] - LINK_REACH) : run[0][0]]
            groups.append((run[0][0], "+".join(countries), bool(linked.search(before))))
        run = [row]
    named = pl.DataFrame(
        groups, schema={"start": pl.Int64, "joined": pl.String, "linking": pl.Boolean}, orient="row"
    )
    return (
        pairs.join(named, on="start", how="inner")
        .with_columns(
            pl.col("joined").alias("value"),
            pl.lit("joined").alias("kind"),
            pl.lit(None, pl.String).alias("country"),
            pl.lit("country").alias("level"),
        )
        .drop("joined")
    )


def introduced(scene: Scene, pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with how the words before and behind introduce the place: "in", "of", "from", a genitive."""
    text, lower = scene.batch.text, scene.batch.lower
    m = pairs["m"].integers()
    _, first, of = np.unique(m, return_index=True, return_inverse=True)  # each mention is read once
    mentions = pairs.take(first)
    owned = rule(scene.lexicon, "possessive")
    starts = mentions["start"].integers()
    first_of = scene.batch.zones[np.searchsorted(scene.batch.zones, starts, side="right") - 1]
    lows = np.maximum(first_of, starts - INTRODUCTION)
    before = [lower[a:s] for a, s in zip(lows.tolist(), starts.tolist(), strict=True)]
    told = {
        **{
            column: [rule(scene.lexicon, name).search(b) is not None for b in before]
            for column, name in (
                ("in before", "place_in"),
                ("of before", "place_of"),
                ("from before place", "place_from"),
            )
        },
        "possessive": [owned.match(lower, e) is not None for e in mentions["end"].to_list()],
        "dateline": [
            heads and (text[s:e].isupper() or DATELINE.match(text, e) is not None)
            for s, e, heads in mentions.select("start", "end", "heads its line").rows()
        ],
    }
    return pairs.with_own(
        {name: pl.Series(values, dtype=pl.Boolean).take(of) for name, values in told.items()}
    )


def carried(figures: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """The place of the figure before, in this sentence or the one before."""
    last = beside(figures, before, "line")
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
