"""When a figure holds: candidates and features."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from connectivity.extraction import columns as pl
from connectivity.extraction.carrying import beside, likewise, shares_thing
from connectivity.extraction.features import some
from connectivity.extraction.features_period import NONE, period_features
from connectivity.extraction.model import Choice
from connectivity.extraction.pairs import UNBROKEN, pair_frame
from connectivity.extraction.periods import MONTH_WIDTH

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene

__all__ = ["NONE", "further", "period_choice", "published_frame"]


# columns that only candidates of the second pass have
CARRIED: Final = {"same_sentence": pl.Boolean, "same_line": pl.Boolean, "gap": pl.Int64}


def published_frame(scene: Scene) -> pl.DataFrame:
    """For each document its published date: doc, published."""
    rows = [(i, d.published) for i, d in enumerate(scene.batch.documents)]
    return pl.DataFrame(rows, schema={"doc": pl.Int64, "published": pl.String}, orient="row")


def period_choice(scene: Scene, figures: pl.DataFrame) -> Choice:
    """Candidates: periods named nearby, from "since" to now, the published date, none.

    `further` has those of the second pass.
    """
    pairs = pair_frame(scene, ["period"]).join(figures.select("q"), on="q", how="semi")
    pairs = shares_thing(scene, pairs, figures)
    published = published_frame(scene)
    known = figures.select(
        "q",
        "doc",
        "p_target",
        "p_estimate",
        "p_added",
        "p_change",
        "stock-like",
        "flow-like",
        "previous level",
        pl.max_horizontal("present:clause_before", "present:clause_after").alias("present"),
        pl.max_horizontal("past:clause_before", "past:clause_after").alias("past"),
        (pl.col("unit").str.contains(r"^[A-Z]{3}$")).alias("is money"),
        pl.col("table").is_not_null().alias("tabular"),
        (pl.col("indicator") == "other").alias("is other"),
        (pl.col("indicator") == "tariff").alias("is tariff"),
        (pl.col("indicator") == "investment").alias("is investment"),
        pl.col("indicator").is_in(["speed", "upload_speed", "latency", "rank"]).alias("is gauge"),
        (pl.col("indicator") == "fine").alias("is fine"),
    ).join(published, on="doc", how="left")
    dated = known.drop_nulls("published")
    frames = [
        pairs,
        since_spans(pairs, dated),
        dated.select("q", pl.col("published").alias("value"), pl.lit("published").alias("kind")),
        figures.select("q", pl.lit(NONE).alias("value"), pl.lit("none").alias("kind")),
    ]
    frames.extend(themes(scene, known))
    frames.append(pl.DataFrame(schema=CARRIED))
    frame = (
        pl.concat(frames, how="diagonal_relaxed")
        .sort("q", "kind", "m", "role", "value", nulls_last=True)
        .join(known, on="q", how="left", maintain_order="left")
    )
    others = surrounding()
    return Choice(
        "period",
        frame.with_columns(*others),
        period_features(),
        known=(*known.columns[1:], *(e.name for e in others)),
    )


def further(figures: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """The candidates of the second pass: the periods of figures beside, and of the last one alike."""
    alike = likewise(figures, before, "indicator", "status", "aspect")
    return pl.concat([carried(figures, before), alike], how="diagonal_relaxed")


def themes(scene: Scene, known: pl.DataFrame) -> list[pl.DataFrame]:
    """The period a document reports on: the first past one that it names, and the one it names most."""
    named = scene.mentions.filter(
        (pl.col("kind") == "period") & pl.col("role").is_in(["in", "end", "interval"])
    ).join(published_frame(scene), on="doc", how="left")
    first = pl.col("value").str.split("/").list.last()
    width = pl.min_horizontal(first.str.len_chars(), pl.col("published").str.len_chars())
    past = named.filter(
        (first.str.slice(0, width) <= pl.col("published").str.slice(0, width)).fill_null(value=True)
        & (pl.col("value") != pl.col("published")).fill_null(value=True)
    )
    lede = past.sort("doc", "start").unique("doc", keep="first", maintain_order=True).select("doc", "value")
    most = (
        past.group_by("doc", "value", maintain_order=True)
        .agg(pl.len().alias("times"), pl.col("start").min())
        .sort("doc", pl.col("times") * -1, "start")
        .unique("doc", keep="first", maintain_order=True)
        .select("doc", "value")
    )
    spans = [
        theme.filter(pl.col("value").str.contains("/")).with_columns(
            pl.col("value").str.split("/").list.last()
        )
        for theme in (lede, most)
    ]
    return [
        known.select("q", "doc").join(theme, on="doc").select("q", "value", pl.lit(kind).alias("kind"))
        for theme, kind in (
            (lede, "lede"),
            (most, "most"),
            (spans[0], "lede close"),
            (spans[1], "most close"),
        )
    ]


def since_spans(pairs: pl.DataFrame, dated: pl.DataFrame) -> pl.DataFrame:
    """For "since January", the span from then to the published date."""
    since = pairs.filter(pl.col("role") == "since").join(dated.select("q", "published"), on="q")
    start = pl.col("value").str.split("/").list.first().str.slice(0, MONTH_WIDTH)
    now = pl.col("published").str.slice(0, MONTH_WIDTH)
    valid = (start.str.len_chars() == MONTH_WIDTH) & (now.str.len_chars() == MONTH_WIDTH) & (start < now)
    return (
        since.filter(valid)
        .with_columns(
            pl.concat_str(start, now, separator="/").alias("value"), pl.lit("since_interval").alias("role")
        )
        .drop("published")
    )


def carried(figures: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """The period of the figure before and of the one behind, in this sentence or the next to it."""
    parts = []
    for step, kind in ((1, "carried"), (-1, "carried back")):
        shifted = beside(figures, before, "line", step=step)
        parts.append(
            shifted.filter(pl.col("gap") <= 1)
            .drop_nulls("value")
            .select(
                "q",
                "value",
                pl.lit(kind).alias("kind"),
                (pl.col("gap") == 0).alias("same_sentence"),
                "same_line",
            )
        )
    return pl.concat(parts)


@functools.cache
def surrounding() -> tuple[pl.Expr, ...]:
    """What else the sentence, title and heads of a figure hold."""
    period = pl.col("kind") == "period"
    near = period & pl.col("near")
    plain = near & pl.col("role").is_in(["in", "end", "interval", "by", "next"])
    return (
        some("some near", near),
        some("some plain near", plain),
        some("some in clause", near & UNBROKEN),
        some("deadline near", near & (pl.col("role") == "by")),
        some("some in heads", period & pl.col("rel").is_in(["column", "caption", "lead", "row", "cell"])),
        some("some in title", period & (pl.col("rel") == "title")),
        some("some before", period & (pl.col("rel") == "prev")),
    )
