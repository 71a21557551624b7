"""Two numbers that make one figure: ranges, and so many out of so many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from connectivity.extraction import columns as pl
from connectivity.extraction.grammar import rule

if TYPE_CHECKING:
    from connectivity.extraction.text import Batch
    from connectivity.lexicon import Lexicon

__all__ = ["merge_pairs"]

CHANGE_WINDOW: Final = 20  # characters before a number
PAIR: Final = 2
WIDEST_GAP: Final = 14  # characters: "out of every" and its spaces
BEFORE: Final = 18  # characters: "between" and what may follow it
WIDEST_RANGE: Final = 1000  # the upper end of a range is less than so many times the lower
MOST_PARTS: Final = 20  # "nine in ten" is a share, "3 in 1,200" is none
ROUND_PARTS: Final = [
    *(float(n) for n in (25, 30, 40, 50, 60, 75, 80, 100, 150, 200, 250, 300, 400, 500)),
    1e3,
    2e3,
    5e3,
    1e4,
    1e5,
    1e6,
]
HUNDRED: Final = 100
NEXT: Final = ("end", "value", "unit", "measure", "step", "scaled", "spelled", "number_end", "digits")


def merge_pairs(
    quantities: pl.DataFrame, words: pl.DataFrame, batch: Batch, lexicon: Lexicon
) -> pl.DataFrame:
    """Join two numbers that make one figure: "2 to 4 Mbps", "between 25 and 30", "nine in ten".

    Args:
        quantities: Columns of `numbers.QUANTITY_SCHEMA`, in the order of the text.
        words: Mentions of the lexicon.
        batch: The documents.
        lexicon: The language.

    Returns:
        The same columns; the second number of a pair is no row of its own.
    """
    if quantities.height < PAIR:
        return quantities
    frame = beside_next(quantities, words, batch, lexicon)
    marked = frame.with_columns(
        is_range().fill_null(value=False).alias("range"),
        one_in().fill_null(value=False).alias("one_in"),
        tolerance().fill_null(value=False).alias("tolerance"),
    )
    return joined(marked).filter(~pl.col("absorbed")).select(quantities.columns)


def beside_next(
    quantities: pl.DataFrame, words: pl.DataFrame, batch: Batch, lexicon: Lexicon
) -> pl.DataFrame:
    """Each number with the one behind it (`next_...`), the words between and those before."""
    after = quantities.shift(-1)
    between = [
        batch.lower[a:b] if b is not None and 0 <= b - a <= WIDEST_GAP else "#"
        for a, b in zip(quantities["end"].to_list(), after["start"].to_list(), strict=True)
    ]
    between = [b.strip() for b in between]
    range_before, started = rule(lexicon, "range_before"), rule(lexicon, "started")
    opened = [
        range_before.search(batch.lower[max(0, a - BEFORE) : a].rstrip()) is not None
        for a in quantities["start"].to_list()
    ]
    frame = quantities.with_columns(
        pl.Series("between", between),
        *(
            pl.Series(name, [rule(lexicon, name).fullmatch(b) is not None for b in between])
            for name in ("range_to", "range_and", "one_in", "tolerance")
        ),
        pl.Series("opened", opened),
        pl.Series("changes", in_change(quantities, words, batch, lexicon)),
        pl.Series(
            "started",
            [
                started.search(batch.lower, max(0, a - BEFORE), a) is not None
                for a in quantities["start"].to_list()
            ],
        ),
        *(after[c].alias(f"next_{c}") for c in NEXT),
    )
    decimals = pl.col("next_digits").str.extract(r"\.(\d+)$").str.len_chars().fill_null(0).cast(pl.Float64)
    return frame.with_columns((pl.col("next_step") * 10.0**decimals).alias("next_factor"))


def same_unit() -> pl.Expr:
    """Whether the first number leaves its unit to the second, or has the same."""
    signed = (pl.col("measure") == "currency") & pl.col("next_unit").is_null()  # "$2-3 million"
    signed = signed & (pl.col("next_scaled") | pl.col("between").is_in(["-", "–", "—"]))
    return pl.col("unit").is_null() | (pl.col("unit") == pl.col("next_unit")) | signed


def lifted() -> pl.Expr:
    """What a first number without a scale is multiplied by: "2 to 4 million"."""
    left_out = ~pl.col("scaled") & pl.col("next_scaled") & same_unit()
    return pl.when(left_out).then(pl.col("next_factor")).otherwise(1.0)


def is_range() -> pl.Expr:
    """Whether a number and the next are the ends of a range."""
    dash = pl.col("between").is_in(["-", "–", "—"])
    to = pl.col("range_to") & ~pl.col("changes") & ~pl.col("started")
    and_ = pl.col("range_and") & pl.col("opened") & ~pl.col("started")
    value = pl.col("value") * lifted()
    same_kind = (
        same_unit()
        & (value < pl.col("next_value"))
        & ~pl.col("measure").is_in(["share", "multiple", "rank"])
        & ~pl.col("next_measure").is_in(["share", "rank"])
    )
    return same_kind & (dash | to | and_) & (pl.col("next_value") < value * WIDEST_RANGE)


def one_in() -> pl.Expr:
    """Whether a number and the next are so many out of so many."""
    return (
        pl.col("one_in")
        & (pl.col("value") < pl.col("next_value"))
        & (
            (pl.col("next_value") <= MOST_PARTS)
            | ((pl.col("value") == 1) & pl.col("next_value").is_in(ROUND_PARTS))
        )
        & (pl.col("next_unit").is_null() | (pl.col("unit") == pl.col("next_unit")))
        & (pl.col("value") == pl.col("value").floor())
    )


def share() -> pl.Expr:
    """So many out of so many, in percent, to two decimals; to more where the whole is above a hundred."""
    percent = pl.col("value") / pl.col("next_value") * 100
    return pl.when(pl.col("next_value") <= HUNDRED).then(percent.round(2)).otherwise(percent.round(7))


def tolerance() -> pl.Expr:
    """Whether the next number says how far off this one may be: "5 ± 0.3"."""
    return pl.col("tolerance") & (
        pl.col("unit").is_null() | (pl.col("unit") == pl.col("next_unit")) | pl.col("next_unit").is_null()
    )


def joined(frame: pl.DataFrame) -> pl.DataFrame:
    """The pairs as one number each; `absorbed` marks the second."""
    pair = pl.col("range") | pl.col("one_in") | pl.col("tolerance")
    return frame.with_columns(
        pl.when("range")
        .then(pl.col("value") * lifted())
        .when("one_in")
        .then(share())
        .otherwise(pl.col("value"))
        .alias("value"),
        pl.when("range").then(pl.col("next_value")).otherwise(pl.col("value_upper")).alias("value_upper"),
        pl.when(pl.col("range") | pl.col("tolerance"))
        .then(pl.coalesce("next_unit", "unit"))
        .when("one_in")
        .then(pl.lit("%"))
        .otherwise(pl.col("unit"))
        .alias("unit"),
        pl.when(pl.col("range") | pl.col("tolerance"))
        .then(
            pl.when(pl.col("next_unit").is_null()).then(pl.col("measure")).otherwise(pl.col("next_measure"))
        )
        .when("one_in")
        .then(pl.lit("share"))
        .otherwise(pl.col("measure"))
        .alias("measure"),
        pl.when(pair).then(pl.col("next_end")).otherwise(pl.col("end")).alias("end"),
        pl.when(pair).then(pl.col("next_number_end")).otherwise(pl.col("number_end")).alias("number_end"),
        pl.when("range")
        .then(pl.max_horizontal("step", "next_step"))
        .when("one_in")
        .then(1.0)
        .when("tolerance")
        .then(pl.col("next_value") * 2)
        .otherwise(pl.col("step"))
        .alias("step"),
        pair.shift(1, fill_value=False).alias("absorbed"),
    )


def in_change(quantities: pl.DataFrame, words: pl.DataFrame, batch: Batch, lexicon: Lexicon) -> list[bool]:
    """Whether each number stands after "from" or "by" in a sentence that tells of growth or fall."""
    changing = words.filter((pl.col("kind") == "cue") & (pl.col("value") == "change"))
    sentences = set(batch.sentence_of(changing["start"].to_numpy()).tolist())
    own = batch.sentence_of(quantities["start"].to_numpy()).tolist()
    changed = rule(lexicon, "changed")
    tails = (batch.lower[max(0, a - CHANGE_WINDOW) : a] for a in quantities["start"].to_list())
    return [s in sentences and bool(changed.search(tail)) for s, tail in zip(own, tails, strict=True)]
