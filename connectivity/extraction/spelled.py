"""Numbers in words, and those that several words make together: "two thousand five hundred"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from connectivity.extraction import columns as pl
from connectivity.extraction.digits import SPACES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from connectivity.extraction.text import Batch
    from connectivity.lexicon import Lexicon

__all__ = ["joined_words", "with_lone_scales", "word_numbers"]

SMALLEST_SCALE: Final = 100
THOUSAND: Final = 1000.0  # said without "one" before: "тысяча пятьсот"


def word_numbers(words: pl.DataFrame) -> pl.DataFrame:
    """Numbers in words, of the columns of `digits.digit_numbers`."""
    return words.filter(pl.col("kind").is_in(["number", "ordinal", "part"])).select(
        "start",
        "end",
        pl.col("value").alias("digits"),
        pl.col("factor").alias("value"),
        pl.when(pl.col("factor") == THOUSAND).then(THOUSAND).otherwise(1.0).alias("step"),
        pl.lit(value=True).alias("spelled"),
        (pl.col("kind") == "ordinal").alias("ordinal"),
        (pl.col("kind") == "part").alias("partial"),
    )


def with_lone_scales(
    numbers: pl.DataFrame, words: pl.DataFrame, batch: Batch, lexicon: Lexicon
) -> pl.DataFrame:
    """The numbers, and one for each scale that none stands before, where the language uses them alone.

    "миллионнан астам": the number that is scaled has no letters of its own.
    """
    alone = tuple(lexicon.tables.get("number", {}).get("alone", ()))
    if not alone:
        return numbers
    scales = words.filter(pl.col("kind") == "scale").unique("start", keep="first", maintain_order=True)
    held = {*numbers["end"].to_list(), *words.filter(pl.col("kind") == "scale")["end"].to_list()}
    free = [
        batch.lower.startswith(alone, start)
        and start not in held
        and not (batch.lower[start - 1 : start] in (*SPACES, "-") and start - 1 in held)
        for start in scales["start"].to_list()
    ]
    lone = scales.filter(pl.Series(free, dtype=pl.Boolean)).select(
        "start",
        pl.col("start").alias("end"),
        pl.lit("1").alias("digits"),
        pl.lit(1.0).alias("value"),
        pl.lit(1.0).alias("step"),
        pl.lit(value=True).alias("spelled"),
        pl.lit(value=False).alias("ordinal"),
        pl.lit(value=False).alias("partial"),
    )
    return pl.concat([numbers, lone])


def joined_words(
    numbers: pl.DataFrame, batch: Batch, joining: Sequence[str], adding: Sequence[str] = ()
) -> pl.DataFrame:
    """Numbers with the smaller one behind added: "two thousand" and "five hundred", "2 тыс. 606".

    Args:
        numbers: With their scales.
        batch: The documents.
        joining: What may stand between numbers in words.
        adding: What may stand between a number in digits with its scale and the rest.
    """
    spelled, scaled = numbers["spelled"].data, numbers["scaled"].data
    if not (spelled[:-1] & spelled[1:]).any() and not (adding and scaled[:-1].any()):
        return numbers
    after, widest = numbers.shift(-1), max(map(len, (*joining, *adding)), default=0)
    between = [
        batch.lower[a:b] if b is not None and 0 < b - a <= widest else "#"
        for a, b in zip(numbers["end"].to_list(), after["start"].to_list(), strict=True)
    ]
    frame = numbers.with_columns(
        pl.Series("between", between, dtype=pl.String),
        *(
            after[c].alias(f"next_{c}")
            for c in ("end", "value", "spelled", "ordinal", "number_end", "partial")
        ),
    )
    in_words = pl.col("spelled") & pl.col("next_spelled") & pl.col("between").is_in(list(joining))
    whole = (
        (pl.col("next_value") == pl.col("next_value").floor())
        & ~pl.col("next_spelled")
        & ~followed(after, batch)
    )
    in_digits = pl.col("scaled") & ~pl.col("spelled") & whole & pl.col("between").is_in(list(adding))
    adds = (
        (in_words | in_digits)
        & ~pl.col("next_ordinal")
        & ~pl.col("next_partial")
        & (pl.col("step") >= SMALLEST_SCALE)
        & (pl.col("next_value") < pl.col("step"))
    ).fill_null(value=False)
    frame = frame.with_columns(adds.alias("adds"))
    adds = pl.col("adds") & ~pl.col("adds").shift(-1, fill_value=False)  # the last two of a run first
    return (
        frame.with_columns(
            pl.when(adds)
            .then(pl.col("value") + pl.col("next_value"))
            .otherwise(pl.col("value"))
            .alias("value"),
            pl.when(adds).then(1.0).otherwise(pl.col("step")).alias("step"),
            pl.when(adds).then(pl.col("next_end")).otherwise(pl.col("end")).alias("end"),
            pl.when(adds).then(pl.col("next_number_end")).otherwise(pl.col("number_end")).alias("number_end"),
            adds.shift(1, fill_value=False).alias("added"),
        )
        .filter(~pl.col("added"))
        .select(numbers.columns)
    )


def followed(numbers: pl.DataFrame, batch: Batch) -> pl.Expr:
    """Whether a letter, a hyphen or a sign of a share stands right behind each number: "4G", "50%"."""
    text = batch.text
    glued = [
        e is None or text[e : e + 1].isalnum() or text[e : e + 1] in "-%‰°" for e in numbers["end"].to_list()
    ]
    return pl.lit(pl.Series("followed", glued, dtype=pl.Boolean))
