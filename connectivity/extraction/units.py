"""Turns the chosen unit into a canonical one: the currency that a sign means, the scale in a table's head."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from connectivity.extraction import columns as pl
from connectivity.extraction.compat import is_currency
from connectivity.extraction.pairs import pair_frame
from connectivity.lexicon.currencies import choose, territory_currencies

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene

__all__ = ["in_kilometres", "resolved_units"]

MILE: Final = 1.609344  # km


def resolved_units(scene: Scene, figures: pl.DataFrame) -> pl.DataFrame:
    """The figures with `unit` canonical and `number` in the base unit; a lone letter may be no currency."""
    frame = figures.join(scene.countries, on="doc", how="left", maintain_order="left").join(
        head_scales(scene), on="q", how="left", maintain_order="left"
    )
    pairs = frame.select("unit", "country").unique().filter(is_currency(pl.col("unit")))
    chosen = pl.DataFrame(
        [(u, c, choose(u, c), choose(u, c) in territory_currencies(c or "")) for u, c in pairs.rows()],
        schema={"unit": pl.String, "country": pl.String, "code": pl.String, "domestic": pl.Boolean},
        orient="row",
    )
    frame = frame.join(chosen, on=["unit", "country"], how="left", maintain_order="left", nulls_equal=True)
    text = scene.batch.text
    lone = pl.Series(
        "lone",
        [
            text[s].isalpha() and (s + 1 >= n or text[s + 1 : n].strip() == "") and n > s
            for s, n in zip(frame["start"].to_list(), frame["number_start"].to_list(), strict=True)
        ],
        dtype=pl.Boolean,
    )
    frame = frame.with_columns(lone).filter(~pl.col("lone") | pl.col("domestic").fill_null(value=True))
    scalable = (pl.col("measure") == "bare") & ~pl.col("unit").is_in(["%", "rank", "x"])
    factor = pl.col("factor").fill_null(1.0) * pl.when(scalable).then(
        pl.col("head_scale").fill_null(1.0)
    ).otherwise(1.0)
    factor = pl.when(pl.col("measure") == "bare").then(factor).otherwise(1.0)
    dense = pl.col("density").is_not_null() & pl.col("unit_type").is_in(["noun", "thing"])
    spread = pl.concat_str("unit", pl.lit("/"), "density")
    return frame.with_columns(
        pl.when(dense).then(spread).otherwise(pl.coalesce("code", "unit")).alias("unit"),
        *((pl.col(c) * factor).alias(c) for c in ("number", "value_upper", "step")),
    ).drop("code", "domestic", "lone", "head_scale", "country")


def in_kilometres(figures: pl.DataFrame) -> pl.DataFrame:
    """The figures with lengths of fibre in kilometres, which their series are kept in; others stay in miles.

    Args:
        figures: Columns unit, indicator, number, value_upper, step.
    """
    miles = (pl.col("unit") == "mile") & (pl.col("indicator") == "fibre")
    factor = pl.when(miles).then(MILE).otherwise(1.0)
    return figures.with_columns(
        pl.when(miles).then(pl.lit("km")).otherwise(pl.col("unit")).alias("unit"),
        *((pl.col(c) * factor).alias(c) for c in ("number", "value_upper", "step")),
    )


def head_scales(scene: Scene) -> pl.DataFrame:
    """The scale that the head of a column or row, the caption or a label names: q, head_scale."""
    labelled = pl.col("behind a colon") & pl.col("bracketed")
    pairs = pair_frame(scene, ["scale"]).filter(pl.col("rel").is_in(["column", "row", "caption"]) | labelled)
    row = scene.quantities.filter(pl.col("table").is_not_null()).select("q", "table", "row")
    in_row = row.join(
        scene.mentions.filter((pl.col("kind") == "scale") & (pl.col("row") > 0)).select(
            "table", "row", "factor", "start"
        ),
        on=["table", "row"],
    ).join(scene.quantities.select("q", pl.col("end").alias("q_end"), pl.col("number_end")), on="q")
    beside = in_row.filter((pl.col("start") - pl.col("q_end")).abs() > 1)
    alone = beside.join(  # a scale that belongs to another number of the row is none of the head
        scene.quantities.select(
            "table", "row", pl.col("number_end").alias("other_end"), pl.col("end").alias("other")
        ),
        on=["table", "row"],
    ).filter((pl.col("start") >= pl.col("other_end")) & (pl.col("start") < pl.col("other")))
    beside = beside.join(alone.select("q", "start"), on=["q", "start"], how="anti")
    return (
        pl.concat(
            [
                pairs.select("q", "rel_order", "factor"),
                beside.select("q", pl.lit(9, pl.Int64).alias("rel_order"), "factor"),
            ]
        )
        .sort("q", "rel_order", maintain_order=True)
        .unique("q", keep="first", maintain_order=True)
        .select("q", pl.col("factor").alias("head_scale"))
    )
