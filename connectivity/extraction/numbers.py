"""Numbers: digits and words with their scale, sign, unit and currency, as one frame of quantities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from connectivity.extraction import columns as pl
from connectivity.extraction.digits import SPACES, digit_numbers
from connectivity.extraction.grammar import rule
from connectivity.extraction.names import named_spans
from connectivity.extraction.ranges import merge_pairs
from connectivity.extraction.spelled import joined_words, with_lone_scales, word_numbers
from connectivity.extraction.text import among

if TYPE_CHECKING:
    from connectivity.extraction.text import Batch
    from connectivity.lexicon import Lexicon

__all__ = ["QUANTITY_SCHEMA", "find_quantities"]

QUANTITY_SCHEMA: Final = pl.Schema(
    {
        "start": pl.Int64,  # of the surface: sign, currency, number, scale, unit
        "end": pl.Int64,
        "number_start": pl.Int64,
        "number_end": pl.Int64,
        "digits": pl.String,  # as written, decimals behind a point
        "value": pl.Float64,  # scaled, in the base unit
        "value_upper": pl.Float64,
        "step": pl.Float64,  # what the last digit written stands for, in the base unit
        "unit": pl.String,  # of measure, or currency codes joined by "|", or null
        "measure": pl.String,  # unit, currency, share, multiple, rank, bare
        "spelled": pl.Boolean,  # written as a word
        "scaled": pl.Boolean,  # with a scale word
        "rated": pl.Boolean,  # behind a pair of currencies: "KZT/USD = 0.00199"
    }
)
RATE: Final = re.compile(r"[A-Z]{3}\s?/\s?([A-Z]{3})\s*[=:]?\s*$")
MONEY_SIGNS: Final = frozenset("$€£¥₹₽₸₺₩")
MOST_PARTS: Final = 4  # "one million, two thousand three hundred and four"
MINUS_WINDOW: Final = 20  # characters
GLUED_ONLY: Final = ["°C", "°F", "GBP"]  # by one letter: "35C", "318p"
NOT_RATED: Final = [
    *(
        "%",
        "pp",
        "x",
        "‰",
        "bit",
        "byte",
        "kB",
        "MB",
        "GB",
        "TB",
        "kbit/s",
        "Mbit/s",
        "Gbit/s",
        "Tbit/s",
        "ms",
        "MHz",
    ),
    *(
        "year",
        "month",
        "week",
        "day",
        "hour",
        "minute",
        "second",
        "decade",
        "century",
        "fortnight",
        "basis_point",
    ),
    *("°C", "°F", "°", "mph", "km/h", "bpm", "rpm", "barrel/day"),
]
RATE_NAMES: Final = {"mile/h": "mph", "mg/l": "mg/l"}


def find_quantities(
    batch: Batch, words: pl.DataFrame, periods: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Quantities of the batch: columns of `QUANTITY_SCHEMA`, in the order of the text.

    Args:
        batch: The documents.
        words: Mentions of the lexicon (`matcher.find_words`).
        periods: Mentions of periods: numbers inside them are no quantities.
        lexicon: The language.
    """
    form = lexicon.tables.get("number", {})
    joining, adding = form.get("joining", [" "]), form.get("adding", ())
    numbers = pl.concat([digit_numbers(batch, lexicon), word_numbers(words)])
    numbers = with_lone_scales(numbers, words, batch, lexicon)
    names = named_spans(batch, words, lexicon)
    numbers = outside(outside(numbers.sort("start", pl.col("end") * -1), periods), names)
    numbers = numbers.filter(pl.col("end") > pl.col("end").cum_max().shift(1).fill_null(-1))
    numbers = with_scale(with_scale(numbers, words, batch, lexicon), words, batch, lexicon)
    numbers = numbers.filter(pl.col("end") > pl.col("end").cum_max().shift(1).fill_null(-1))
    for _ in range(MOST_PARTS):
        numbers = joined_words(numbers, batch, joining, adding)
    numbers = with_currency_before(numbers, words, batch, lexicon)
    numbers = with_unit(numbers, words, batch, lexicon)
    numbers = numbers.filter(~pl.col("partial") | (pl.col("measure") == "unit"))
    numbers = with_sign(with_pair(with_rate(numbers, words, batch), batch), batch, lexicon)
    fractions = outside(outside(share_words(words, lexicon), periods), names)
    quantities = pl.concat([finish(numbers), fractions]).sort("start", pl.col("end") * -1)
    quantities = quantities.filter(pl.col("end") > pl.col("end").cum_max().shift(1).fill_null(-1))
    return merge_pairs(quantities, words, batch, lexicon)


def outside(frame: pl.DataFrame, periods: pl.DataFrame) -> pl.DataFrame:
    """The rows that do not lie inside one of the spans, as those of periods."""
    if periods.is_empty() or frame.is_empty():
        return frame
    spans = periods.select("start", "end").unique().sort("start")
    starts, reach = spans["start"].to_numpy(), np.maximum.accumulate(spans["end"].to_numpy())
    index = np.searchsorted(starts, frame["start"].to_numpy(), side="right") - 1
    inside = (index >= 0) & (frame["end"].to_numpy() <= reach[np.maximum(index, 0)])
    return frame.filter(pl.Series(~inside))


def gap_is(batch: Batch, offsets: pl.Column, allowed: str) -> pl.Column:
    """Whether the character at each offset is one of those allowed."""
    at = np.minimum(offsets.to_numpy(), len(batch.text))
    return pl.Series(among(batch.codes[at], allowed))


def behind(numbers: pl.DataFrame, mentions: pl.DataFrame, batch: Batch, gap: str) -> pl.DataFrame:
    """Each number with the longest mention right behind it: next_end, next_kind, next_unit, factor."""
    options = (
        mentions.select(
            pl.col("start").alias("at"),
            pl.col("end").alias("next_end"),
            pl.col("kind").alias("next_kind"),
            pl.col("unit").alias("next_unit"),
            pl.col("factor"),
        )
        .sort("at", pl.col("next_end") * -1)
        .unique("at", keep="first", maintain_order=True)
    )
    close = gap_is(batch, numbers["end"], gap)
    keyed = numbers.with_columns((pl.col("end") + close.cast(pl.Int64)).alias("at"))
    glued = options.rename({c: f"{c}_glued" for c in options.columns if c != "at"})
    found = keyed.join(options, on="at", how="left", maintain_order="left").join(
        glued, left_on="end", right_on="at", how="left", maintain_order="left"
    )
    missing = pl.col("next_end").is_null()
    return found.with_columns(
        pl.when(missing).then(pl.col(f"{c}_glued")).otherwise(pl.col(c)).alias(c)
        for c in options.columns
        if c != "at"
    ).drop(f"{c}_glued" for c in options.columns if c != "at")


def with_scale(numbers: pl.DataFrame, words: pl.DataFrame, batch: Batch, lexicon: Lexicon) -> pl.DataFrame:
    """Multiply by the scale word behind; a lone letter counts only right behind the digits."""
    scales = words.filter(pl.col("kind") == "scale").with_columns(pl.lit(None, pl.String).alias("unit"))
    found = behind(numbers, scales, batch, SPACES + "-")
    letter = (pl.col("next_end") - pl.col("at")) == 1
    lone = letter & ((pl.col("at") != pl.col("end")) | metres(numbers, batch, lexicon))
    valid = pl.col("factor").is_not_null() & ~pl.col("ordinal") & ~lone & ~pl.col("partial")
    factor = pl.when(valid).then(pl.col("factor")).otherwise(1.0)
    scaled = pl.col("scaled") if "scaled" in numbers.columns else pl.lit(value=False)
    return found.with_columns(
        (pl.col("value") * factor).round_sig_figs(12).alias("value"),
        (pl.col("step") * factor).alias("step"),
        pl.when(valid).then(pl.col("next_end")).otherwise(pl.col("end")).alias("end"),
        (scaled | valid).alias("scaled"),
        pl.coalesce("number_start", "start").alias("number_start")
        if "number_start" in numbers.columns
        else pl.col("start").alias("number_start"),
        pl.col("number_end") if "number_end" in numbers.columns else pl.col("end").alias("number_end"),
    ).drop("at", "next_end", "next_kind", "next_unit", "factor")


def metres(numbers: pl.DataFrame, batch: Batch, lexicon: Lexicon) -> pl.Column:
    """Whether the "m" glued to a number is metres and no million: "30m below", "a 400m race"."""
    text, lower, long = batch.text, batch.lower, rule(lexicon, "metres")
    return pl.Series(
        "metres",
        [
            lower[e : e + 1].isalpha() and text[s - 1 : s] not in MONEY_SIGNS and bool(long.match(lower, e))
            for s, e in numbers.select("start", "end").iter_rows()
        ],
        dtype=pl.Boolean,
    )


def with_currency_before(
    numbers: pl.DataFrame, words: pl.DataFrame, batch: Batch, lexicon: Lexicon
) -> pl.DataFrame:
    """The currency that stands right before: "$1,200", "KZT 38.6 billion"."""
    signs = words.filter(pl.col("kind").is_in(["currency", "currency_letter"]))
    signs = signs.filter(pl.Series(standing_before(batch, signs, lexicon), dtype=pl.Boolean))
    options = (
        signs.select(
            pl.col("end").alias("at"),
            pl.col("start").alias("sign_start"),
            pl.col("unit").alias("sign"),
            pl.col("kind").alias("sign_kind"),
        )
        .sort("at", "sign_start")
        .unique("at", keep="first", maintain_order=True)
    )
    close = gap_is(batch, pl.Series(np.maximum(numbers["start"].to_numpy() - 1, 0)), SPACES)
    keyed = numbers.with_columns((pl.col("start") - close.cast(pl.Int64)).alias("at"))
    found = keyed.join(options, on="at", how="left", maintain_order="left")
    letter_apart = (pl.col("sign_kind") == "currency_letter") & (pl.col("at") != pl.col("start"))
    sign = pl.when(~letter_apart.fill_null(value=False)).then(pl.col("sign"))
    return found.with_columns(
        pl.when(sign.is_not_null()).then(pl.col("sign_start")).otherwise(pl.col("start")).alias("start"),
        sign.alias("sign"),
    ).drop("at", "sign_start", "sign_kind")


def standing_before(batch: Batch, signs: pl.DataFrame, lexicon: Lexicon) -> list[bool]:
    """Whether each mention of a currency can stand before its number: "won" and "pence" cannot.

    In a language with endings no word can: it belongs to the number before, "3 500 теңгеден 4 200 теңгеге".
    """
    never = frozenset(lexicon.tables.get("number", {}).get("behind_only", ()))
    inflected = "stem" in lexicon.tables
    return [
        factor == 1
        and (
            batch.text[a:b].isupper()
            or (batch.lower[a:b] not in never and not (inflected and batch.text[a:b].islower()))
        )
        for a, b, factor in signs.select("start", "end", "factor").iter_rows()
    ]


def with_unit(numbers: pl.DataFrame, words: pl.DataFrame, batch: Batch, lexicon: Lexicon) -> pl.DataFrame:
    """The unit, currency or "times" that stands right behind; a currency before wins."""
    units = words.filter(pl.col("kind").is_in(["unit", "currency", "times"]))
    things = words.filter(pl.col("kind") == "thing").select("start", pl.col("end").alias("thing_end"))
    inside = units.join(things, on="start").filter(pl.col("thing_end") > pl.col("end")).select("start", "end")
    units = units.join(inside, on=["start", "end"], how="anti", maintain_order="left")
    found = behind(numbers, fitting(units, batch), batch, SPACES + "-")
    other = lexicon.tables.get("number", {}).get("homographs", [])
    lone = (pl.col("next_end") - pl.col("at")) == 1
    touching = (pl.col("at") == pl.col("end")) | (pl.col("next_end") == pl.col("end") + 1)
    hyphen = gap_is(batch, numbers["end"], "-")
    takes = (
        pl.col("next_kind").is_not_null()
        & (pl.col("sign").is_null() | (pl.col("next_kind") == "currency"))
        & ~pl.col("ordinal")
        & ~(pl.col("next_unit").fill_null("").is_in(GLUED_ONLY) & lone & ~touching)
        & ~(lone & hyphen & (pl.col("next_kind") == "unit"))  # "1482-N"
        & ~(pl.col("spelled") & ~pl.col("scaled") & pl.col("next_unit").fill_null("").is_in(other))
    )
    takes = takes & ~(pl.col("scaled") & (pl.col("next_kind") == "times"))
    unit = (
        pl.when(pl.col("sign").is_not_null() & takes)
        .then(pl.col("next_unit"))
        .when(pl.col("sign").is_not_null())
        .then(pl.col("sign"))
        .when(takes & (pl.col("next_kind") == "times"))
        .then(pl.lit("x"))
    )
    factor = pl.when(takes & pl.col("sign").is_null()).then(pl.col("factor").fill_null(1.0)).otherwise(1.0)
    return found.with_columns(
        pl.when(takes).then(pl.col("next_end")).otherwise(pl.col("end")).alias("end"),
        unit.when(takes).then(pl.col("next_unit")).alias("unit"),
        pl.when(pl.col("sign").is_not_null())
        .then(pl.lit("currency"))
        .when(takes & (pl.col("next_kind") == "times"))
        .then(pl.lit("multiple"))
        .when(takes)
        .then(pl.col("next_kind"))
        .when(pl.col("ordinal"))
        .then(pl.lit("rank"))
        .otherwise(pl.lit("bare"))
        .alias("measure"),
        (pl.col("value") * factor).round_sig_figs(12).alias("value"),
        (pl.col("step") * factor).alias("step"),
    ).drop("at", "next_end", "next_kind", "next_unit", "factor", "sign")


def fitting(units: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The mentions of units without those that a longer number goes on from: "per 100" of "per 100,000"."""
    text = batch.text
    cut = [
        text[b - 1].isdigit()
        and (text[b : b + 1].isdigit() or (text[b : b + 1] in ",." and text[b + 1 : b + 2].isdigit()))
        for b in units["end"].to_list()
    ]
    return units.filter(~pl.Series(cut, dtype=pl.Boolean))


def with_rate(numbers: pl.DataFrame, words: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """A unit with what its rate is taken of behind becomes one unit: "km" and "per hour" are "km/h"."""
    found = behind(numbers, words.filter(pl.col("kind") == "per"), batch, SPACES + "-")
    takes = (
        pl.col("next_unit").is_not_null() & (pl.col("measure") == "unit") & ~pl.col("unit").is_in(NOT_RATED)
    )
    unit = pl.concat_str("unit", pl.lit("/"), "next_unit")
    return found.with_columns(
        pl.when(takes).then(unit.replace(RATE_NAMES)).otherwise(pl.col("unit")).alias("unit"),
        pl.when(takes).then(pl.col("next_end")).otherwise(pl.col("end")).alias("end"),
    ).drop("at", "next_end", "next_kind", "next_unit", "factor")


def with_pair(numbers: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """A quoted rate, "KZT/USD = 0.00199", is in the second currency."""
    codes = [RATE.search(batch.text, max(0, s - 14), s) for s in numbers["number_start"].to_list()]
    quote = pl.Series("quote", [m.group(1) if m else None for m in codes], dtype=pl.String)
    bare = (pl.col("measure") == "bare") & pl.col("quote").is_not_null()
    glued = (pl.col("measure") == "currency") & (pl.col("unit") == pl.col("quote"))  # "KGS/EUR 0.0105"
    rated = (bare | glued).fill_null(value=False)
    return (
        numbers.with_columns(quote)
        .with_columns(
            pl.when(rated).then(pl.lit("currency")).otherwise(pl.col("measure")).alias("measure"),
            pl.when(rated).then(pl.col("quote")).otherwise(pl.col("unit")).alias("unit"),
            pl.when(rated).then(pl.col("number_start")).otherwise(pl.col("start")).alias("start"),
            rated.alias("rated"),
        )
        .drop("quote")
    )


def with_sign(numbers: pl.DataFrame, batch: Batch, lexicon: Lexicon) -> pl.DataFrame:
    """A minus written right before the number, where no letter, digit or range stands before it."""
    at = np.maximum(numbers["start"].to_numpy() - 1, 0)
    minus = gap_is(batch, pl.Series(at), "-−–") & (numbers["start"] > 0)
    behind = gap_is(batch, pl.Series(np.maximum(at - 1, 0)), SPACES + "\t|(\n:")
    negative = minus & (behind | pl.Series(at == 0)) & ~numbers["spelled"]
    minus_word = rule(lexicon, "minus")
    tails = (minus_word.search(batch.lower, max(0, s - MINUS_WINDOW), s) for s in numbers["start"].to_list())
    sign = pl.when(pl.Series("negative", negative))
    word = pl.Series("word", [len(m.group(0)) if m else 0 for m in tails], dtype=pl.Int64)
    return numbers.with_columns(
        sign.then(-pl.col("value"))
        .when(word > 0)
        .then(-pl.col("value"))
        .otherwise(pl.col("value"))
        .alias("value"),
        sign.then(pl.col("start") - 1).otherwise(pl.col("start") - word).alias("start"),
    )


def finish(numbers: pl.DataFrame) -> pl.DataFrame:
    """In the columns of `QUANTITY_SCHEMA`."""
    return numbers.with_columns(
        pl.lit(None, pl.Float64).alias("value_upper"),
        pl.when(pl.col("measure") == "rank").then(pl.lit("rank")).otherwise(pl.col("unit")).alias("unit"),
    ).select(list(QUANTITY_SCHEMA))


def share_words(words: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Fractions and multiples written as one word: "a third", "fivefold", "doubled".

    Args:
        words: Mentions of the lexicon.
        lexicon: The language; `digits` of its words for a half are "half".
    """
    halves = lexicon.tables.get("fraction", {}).get("half", [])
    found = words.filter(pl.col("kind").is_in(["fraction", "multiple"]))
    barred = {kind: words.filter(pl.col("kind") == kind) for kind in ("half_not_after", "half_not_before")}
    bad = barred["half_not_before"]["start"]
    starts_badly = found["end"].is_in(bad) | (found["end"] + 1).is_in(bad)
    ends_badly = (found["start"] - 1).is_in(barred["half_not_after"]["end"])
    kept = found.filter(~((starts_badly | ends_badly) & found["value"].is_in(halves)))
    return kept.select(
        "start",
        "end",
        pl.col("start").alias("number_start"),
        pl.col("end").alias("number_end"),
        pl.when(pl.col("value").is_in(halves))
        .then(pl.lit("half"))
        .otherwise(pl.col("value"))
        .alias("digits"),
        pl.col("factor").alias("value"),
        pl.lit(None, pl.Float64).alias("value_upper"),
        pl.lit(1.0).alias("step"),
        "unit",
        pl.when(pl.col("kind") == "fraction")
        .then(pl.lit("share"))
        .otherwise(pl.lit("multiple"))
        .alias("measure"),
        pl.lit(value=True).alias("spelled"),
        pl.lit(value=False).alias("scaled"),
        pl.lit(value=False).alias("rated"),
    )
