"""What a figure with a known unit is about: candidates and features."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from connectivity.extraction.compat import INDICATOR_OF_THING, allowed, is_currency
from connectivity.extraction.features import crossed, flag, shared
from connectivity.extraction.model import Choice, Feature
from connectivity.extraction.pairs import pair_frame

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene

__all__ = ["indicator_choice"]

USUAL: Final = {k: v[0] for k, v in INDICATOR_OF_THING.items() if k not in {"%", "x", "pp"}}
EQUATION_WORDS: Final = 6
EQUATED: Final = re.compile(
    r"^(?:[\s:(]+(?:of|to|at|is|was|were|are|has|have|had|been|by|totaling|totalling|totaled|totalled|worth|stood|stands|amounted|amounting|"
    r"came|reached|reaches|exceeded|exceeds|hit|a|total|about|around|over|more|than|nearly|almost|some|up|approximately|just|under|"
    r"below|above|rose|fell|grew|increased|climbed|dropped|declined|will|cost|costs|averaged|standing)\b)*[\s:(]*$"
)
CONSISTING: Final = re.compile(r"^\s+(?:in|of|worth of|for|on)\s+(?:[\w-]+\s+){0,2}$")
KINDS = ["%", "pp", "x", "money", "km", "speed", "data", "person", "rank"]


def indicator_choice(scene: Scene, figures: pl.DataFrame, before: pl.DataFrame) -> Choice:
    """Candidates: the things and topics nearby that the unit allows, the thing counted, the usual one of the unit, other.

    Args:
        scene: The lexed batch.
        figures: Columns q, unit, thing and surroundings.
        before: Columns q, value, p: what the first pass made of each figure, for carrying over.
    """
    unit = pl.when(is_currency(pl.col("unit"))).then(pl.lit("money")).otherwise(pl.col("unit"))
    known = figures.with_columns(unit.alias("unit_class"))
    pairs = pair_frame(scene, ["thing", "topic"]).join(known.select("q", "unit_class"), on="q")
    pairs = pairs.join(allowed(), left_on=["unit_class", "value"], right_on=["unit", "indicator"], how="semi")
    pairs = equated(scene, pairs)
    usual = known.select(
        "q",
        pl.col("unit_class").replace_strict(USUAL, default=None, return_dtype=pl.String).alias("value"),
        pl.lit("usual").alias("kind"),
    ).drop_nulls("value")
    counted = known.filter(pl.col("thing").is_not_null()).select(
        "q", pl.col("thing").alias("value"), pl.lit("counted").alias("kind")
    )
    firm = [unit for unit, names in INDICATOR_OF_THING.items() if "other" not in names]
    other = known.filter(~pl.col("unit_class").is_in(firm)).select(
        "q", pl.lit("other").alias("value"), pl.lit("other").alias("kind")
    )
    frames = [pairs.drop("unit_class"), usual, counted, other]
    share = known.filter(pl.col("unit") == "%").select(
        "q",
        pl.lit("population").alias("value"),
        pl.lit("covered").alias("kind"),
        (pl.col("connected:sentence") > 0).alias("near"),
    )
    rated = known.filter("rated").select(
        "q", pl.lit("exchange_rate").alias("value"), pl.lit("rated").alias("kind")
    )
    frames.extend((share, rated))
    frames.append(carried_over(figures, before, known))
    frame = pl.concat(frames, how="diagonal_relaxed").sort("q", "kind", "m", "value", nulls_last=True)
    columns = known.select(
        "q",
        "measure",
        "next1",
        "next2",
        "prev1",
        pl.col("unit").alias("own"),
        *((pl.col("unit_class") == k).alias(k) for k in ("%", "pp", "x", "money", "km", "person", "rank")),
        pl.col("unit_class").is_in(["Mbit/s", "Gbit/s", "Tbit/s", "kbit/s"]).alias("speed"),
        pl.col("unit_class").is_in(["GB", "TB", "MB"]).alias("data"),
        (pl.col("unit_class") == "Gbit/s").alias("gigabit"),
        pl.col("number").alias("amount"),
    )
    return Choice("indicator", frame.join(columns, on="q", how="left", maintain_order="left"), features())


def equated(scene: Scene, pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with `equated`: only a verb or preposition stands between, "investments of", "sales came to"."""
    lower = scene.batch.lower
    close = pl.col("near") & (pl.col("words") <= EQUATION_WORDS)
    spans = pairs.select(close.alias("close"), "after", "start", "end", "q_start", "q_end").rows()
    before = [near and not after and bool(EQUATED.match(lower[e:qs])) for near, after, _, e, qs, _ in spans]
    behind = [near and after and bool(CONSISTING.match(lower[qe:s])) for near, after, s, _, _, qe in spans]
    return pairs.with_columns(
        pl.Series("equated", before, dtype=pl.Boolean), pl.Series("consisting", behind, dtype=pl.Boolean)
    )


def carried_over(figures: pl.DataFrame, before: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The indicator of the figure before, in the same sentence or the one before it."""
    chain = (
        figures.select("q", "sent", "doc", "unit")
        .join(before.select("q", "value"), on="q", how="left")
        .sort("q")
    )
    last = chain.with_columns(
        pl.col("value").shift(1).over("doc").alias("value"),
        (pl.col("sent") - pl.col("sent").shift(1).over("doc")).alias("gap"),
        (pl.col("unit") == pl.col("unit").shift(1).over("doc")).alias("same_unit"),
    )
    usable = last.filter(pl.col("gap") <= 1).drop_nulls("value").join(known.select("q", "unit_class"), on="q")
    usable = usable.join(
        allowed(), left_on=["unit_class", "value"], right_on=["unit", "indicator"], how="semi"
    )
    return usable.select(
        "q",
        "value",
        pl.lit("carried").alias("kind"),
        pl.when(pl.col("gap") == 0).then(pl.lit("same")).otherwise(pl.lit("prev")).alias("rel"),
        "same_unit",
    )


def features() -> tuple[Feature, ...]:
    """The features of an indicator candidate."""
    kind, value = pl.col("kind"), pl.col("value")
    pair = kind.is_in(["thing", "topic"])
    unbroken = (pl.col("comma_breaks").fill_null(0) + pl.col("strong_breaks").fill_null(0)) == 0
    of_next = pl.col("next1").is_in(["of", "in"])
    near_after = pair & pl.col("near") & pl.col("after") & unbroken & (pl.col("numbers") == 0)
    names = [
        "ecommerce_sales",
        "ecommerce_share",
        "retail_sales",
        "investment",
        "tariff",
        "fine",
        "exchange_rate",
        "other",
        "users",
        "population",
        "subscriptions",
        "households",
        "settlements",
        "schools",
        "speed",
        "upload_speed",
        "capacity",
        "traffic",
        "jobs",
        "rank",
        "fibre",
        "facilities",
        "cities",
        "orders",
        "sim_cards",
        "base_stations",
    ]
    by_unit = [
        feature
        for k in KINDS
        for name in names
        for feature in (flag(f"{k}: {name}", pl.col(k) & (value == name), PRIORS.get((k, name), 0.0)),)
    ]
    return (
        *(flag(f.name, pl.when(pair).then(f.expression), f.prior) for f in shared()),
        flag("usual", kind == "usual", 0.5),
        flag("counted", kind == "counted", 5.0),
        flag("other", kind == "other", -0.5),
        flag("covered", kind == "covered", -1.5),
        flag("covered, cue near", (kind == "covered") & pl.col("near"), 1.0),
        flag("rated", kind == "rated", 8.0),
        flag("thing", kind == "thing", 0.3),
        flag("topic", kind == "topic", 0.5),
        flag("carried same sentence", (kind == "carried") & (pl.col("rel") == "same"), 0.5),
        flag("carried from before", (kind == "carried") & (pl.col("rel") == "prev"), -0.5),
        flag("carried same unit", (kind == "carried") & pl.col("same_unit"), 0.7),
        flag("% of X", near_after & of_next & (pl.col("%") | pl.col("x")) & (pl.col("words") <= 4), 2.0),
        flag("within three words", near_after & (pl.col("words") <= 3), 0.7),
        flag(
            "right before, unbroken",
            pair & pl.col("near") & ~pl.col("after") & unbroken & (pl.col("words") <= 4),
            0.5,
        ),
        flag(
            "subject: first of the sentence",
            pair & pl.col("near") & ~pl.col("after") & (pl.col("rank_before") >= 2),
            0.0,
        ),
        flag("up behind", pl.col("speed") & (value == "upload_speed") & (pl.col("next1") == "up"), 4.0),
        flag("down behind", pl.col("speed") & (value == "speed") & (pl.col("next1") == "down"), 4.0),
        flag("up elsewhere", pl.col("speed") & (value == "upload_speed") & (pl.col("next1") != "up"), -1.0),
        flag("equated", pair & pl.col("equated"), 1.5),
        flag("equated, money", pair & pl.col("equated") & pl.col("money"), 0.5),
        flag("consisting", pair & pl.col("consisting"), 1.0),
        flag(
            "month follows",
            pl.col("money")
            & (value == "tariff")
            & pl.col("next2").is_in(["month", "megabit", "gigabyte", "gb", "mbps"]),
            2.0,
        ),
        flag("small money", pl.col("money") & (value == "tariff") & (pl.col("amount") < 1000), 0.7),
        flag("large money", pl.col("money") & (value == "tariff") & (pl.col("amount") > 1e6), -2.0),
        flag(
            "rate of small money",
            pl.col("money") & (value == "exchange_rate") & (pl.col("amount") > 1e5),
            -3.0,
        ),
        flag("gigabit capacity", pl.col("gigabit") & (value == "capacity"), 0.5),
        *by_unit,
        *crossed("one in", (pl.col("measure") == "share") & (value == "users"), ["near"]),
    )


PRIORS = {
    ("money", "investment"): 0.5,
    ("money", "other"): 0.3,
    ("%", "ecommerce_share"): 0.5,
    ("money", "ecommerce_sales"): 0.5,
    ("%", "rank"): -4.0,
    ("x", "rank"): -4.0,
    ("%", "exchange_rate"): -1.5,
    ("%", "jobs"): -1.0,
    ("pp", "ecommerce_sales"): -1.0,
    ("money", "exchange_rate"): -1.0,
    ("%", "capacity"): -1.0,
    ("%", "speed"): -0.3,
    ("%", "upload_speed"): -1.5,
    ("%", "other"): 0.3,
}
