"""What a figure with a known unit is about: candidates and features."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from connectivity.extraction import columns as pl
from connectivity.extraction.carrying import beside
from connectivity.extraction.compat import allowed, indicators_of, is_currency
from connectivity.extraction.features import some
from connectivity.extraction.features_indicator import indicator_features
from connectivity.extraction.grammar import rule
from connectivity.extraction.model import Choice
from connectivity.extraction.pairs import pair_frame

if TYPE_CHECKING:
    from collections.abc import Mapping

    from connectivity.extraction.scene import Scene
    from connectivity.lexicon import Own

__all__ = ["carried_over", "indicator_choice"]

NO_USUAL: Final = ("%", "x", "pp", "money")
# what a unit may tell of though no word near it says so
POSSIBLE: Final = [
    *(("money", name) for name in ("investment", "tariff")),
    *((unit, name) for unit in ("Mbit/s", "Gbit/s", "Tbit/s") for name in ("speed", "capacity")),
]
NEAR_TRADE: Final = (
    pl.col("kind").is_in(["thing", "topic"])
    & (pl.col("value") == "ecommerce_sales")
    & ~pl.col("rel").is_in(["back", "prevline"])
)
EQUATION_WORDS: Final = 6


def indicator_choice(scene: Scene, figures: pl.DataFrame, own: Own) -> Choice:
    """Candidates: things and topics nearby, the thing counted, the unit's usual indicator, other.

    `carried_over` has those of the second pass.

    Args:
        scene: The lexed batch.
        figures: Columns q, unit, thing and surroundings.
        own: Indicators of a user's lexicon.
    """
    of_unit = indicators_of(own)
    known = classed(figures).join(fibre_named(scene), on="doc", how="left", maintain_order="left")
    pairs = pair_frame(scene, ["thing", "topic"]).join(known.select("q", "unit_class"), on="q")
    pairs = pairs.join(
        allowed(own), left_on=["unit_class", "value"], right_on=["unit", "indicator"], how="semi"
    )
    pairs = equated(scene, pairs)
    frames = [pairs.drop("unit_class"), *of_units(known, of_unit)]
    frames.append(pl.DataFrame(schema={"same_unit": pl.Boolean}))  # of those carried over
    frame = pl.concat(frames, how="diagonal_relaxed").sort("q", "kind", "m", "value", nulls_last=True)
    columns = known.select(
        "q",
        "measure",
        "behind: part",
        "behind: upward",
        "behind: downward",
        "second: rate",
        pl.col("unit").alias("own"),
        *((pl.col("unit_class") == k).alias(k) for k in ("%", "pp", "x", "money", "km", "person", "rank")),
        pl.col("unit_class").is_in(["Mbit/s", "Gbit/s", "Tbit/s", "kbit/s"]).alias("speed"),
        pl.col("unit_class").is_in(["GB", "TB", "MB"]).alias("data"),
        (pl.col("unit_class") == "Gbit/s").alias("gigabit"),
        pl.col("number").alias("amount"),
        "fibre named",
    )
    frame = frame.join(columns, on="q", how="left", maintain_order="left")
    return Choice(
        "indicator",
        frame.with_columns(some("traded", NEAR_TRADE)),
        indicator_features(),
        known=(*columns.columns[1:], "traded"),
    )


def of_units(known: pl.DataFrame, of_unit: Mapping[str, tuple[str, ...]]) -> list[pl.DataFrame]:
    """Candidates that a figure's unit makes: what it usually or possibly tells of, the thing counted, other.

    Args:
        known: Columns q, unit, unit_class, thing, rated and cues.
        of_unit: The indicators of each unit, the usual one first.
    """
    usually = {unit: names[0] for unit, names in of_unit.items() if unit not in NO_USUAL}
    usual = known.select(
        "q",
        pl.col("unit_class").replace_strict(usually, default=None, return_dtype=pl.String).alias("value"),
        pl.lit("usual").alias("kind"),
    ).drop_nulls("value")
    possible = known.join(possibilities(), on="unit_class").select(
        "q", "value", pl.lit("possible").alias("kind")
    )
    counted = known.filter(pl.col("thing").is_not_null()).select(
        "q", pl.col("thing").alias("value"), pl.lit("counted").alias("kind")
    )
    firm = [unit for unit, names in of_unit.items() if "other" not in names]
    other = known.filter(~pl.col("unit_class").is_in(firm)).select(
        "q", pl.lit("other").alias("value"), pl.lit("other").alias("kind")
    )
    share = known.filter(pl.col("unit") == "%").select(
        "q",
        pl.lit("population").alias("value"),
        pl.lit("covered").alias("kind"),
        (pl.col("connected:sentence") > 0).alias("near"),
    )
    rated = known.filter("rated").select(
        "q", pl.lit("exchange_rate").alias("value"), pl.lit("rated").alias("kind")
    )
    return [usual, possible, counted, other, share, rated]


@pl.per_pool
def possibilities() -> pl.DataFrame:
    """The pairs of `POSSIBLE`: unit_class, value."""
    return pl.DataFrame(POSSIBLE, schema=["unit_class", "value"], orient="row")


def classed(figures: pl.DataFrame) -> pl.DataFrame:
    """The figures with `unit_class`: the unit, or "money" for every currency."""
    unit = pl.when(is_currency(pl.col("unit"))).then(pl.lit("money")).otherwise(pl.col("unit"))
    return figures.with_columns(unit.alias("unit_class"))


def fibre_named(scene: Scene) -> pl.DataFrame:
    """For each document, whether it names fibre or cables at all, so that lengths may be theirs."""
    names = scene.mentions.filter(pl.col("value") == "fibre").select("doc").unique()
    return (
        scene.batch.sentences.select("doc")
        .unique(maintain_order=True)
        .with_columns(pl.col("doc").is_in(names["doc"]).alias("fibre named"))
    )


def equated(scene: Scene, pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with `equated`: only verbs or prepositions stand between ("sales came to"); `consisting`."""
    lower = scene.batch.lower
    equating, consisting = rule(scene.lexicon, "equated"), rule(scene.lexicon, "consisting")
    close = pairs.full(pl.col("near") & (pl.col("words") <= EQUATION_WORDS)).data
    before, behind = np.zeros(pairs.height, dtype=bool), np.zeros(pairs.height, dtype=bool)
    rows = np.flatnonzero(close)
    spans = pairs.take(rows).select("after", "start", "end", "q_start", "q_end").rows()
    for row, (after, start, end, q_start, q_end) in zip(rows.tolist(), spans, strict=True):
        if after:
            behind[row] = consisting.match(lower[q_end:start]) is not None
        else:
            before[row] = equating.match(lower[end:q_start]) is not None
    return pairs.with_columns(pl.Series("equated", before), pl.Series("consisting", behind))


def carried_over(figures: pl.DataFrame, before: pl.DataFrame, own: Own) -> pl.DataFrame:
    """The indicators of the figures one and two before, in the same sentence or the one before it."""
    return pl.concat([from_before(figures, before, own, step) for step in (1, 2)])


def from_before(figures: pl.DataFrame, before: pl.DataFrame, own: Own, step: int) -> pl.DataFrame:
    """The indicator of the figure so many before, in the same sentence or the one before it."""
    last = beside(figures, before, "unit", step=step)
    known = classed(figures).select("q", "unit_class")
    usable = last.filter(pl.col("gap") <= 1).drop_nulls("value").join(known, on="q")
    usable = usable.join(
        allowed(own), left_on=["unit_class", "value"], right_on=["unit", "indicator"], how="semi"
    )
    return usable.select(
        "q",
        "value",
        pl.lit("carried" if step == 1 else "carried over one").alias("kind"),
        pl.when(pl.col("gap") == 0).then(pl.lit("same")).otherwise(pl.lit("prev")).alias("rel"),
        "same_unit",
    )
