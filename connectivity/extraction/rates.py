"""Rates of exchange that leave out their own currency: "closed at 15,730 to the dollar", "$1 = 11,596.45"."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from connectivity.extraction import columns as pl
from connectivity.lexicon.currencies import territory_currencies

if TYPE_CHECKING:
    import numpy.typing as npt

    from connectivity.extraction.text import Batch
    from connectivity.lexicon import Lexicon

__all__ = ["with_rates"]

SIGNS: Final = ("\u2013", "\u2014", "=", ":", "-")  # between one of a foreign currency and its rate
BEFORE: Final = 24  # characters


@dataclass(frozen=True, slots=True)
class Quotation:
    """How a language quotes rates: what stands behind a rate, and what before it."""

    behind: re.Pattern[str]
    before: re.Pattern[str]
    against: re.Pattern[str]  # what stands right before a currency that is quoted against


@functools.lru_cache(maxsize=8)
def quotation(lexicon: Lexicon) -> Quotation:
    """The [rate] table of a lexicon as expressions."""
    table = lexicon.tables.get("rate", {})
    foreign, against, one = (
        "|".join(map(re.escape, table.get(key, ()))) or "(?!)" for key in ("foreign", "against", "one")
    )
    foreign = f"(?:{foreign})"
    return Quotation(
        re.compile(rf"\s*(?:{against}|=|/)\s+(?:(?:{one}|1)\s+)?{foreign}\b"),
        re.compile(rf"(?:[$€£₽]\s?1|\b1\s+{foreign}|\b{foreign})\s*[{''.join(SIGNS)}]\s*$"),
        re.compile(rf"(?:\b(?:{against})|=|/)\s+(?:(?:{one}|1)\s+)?$"),
    )


@dataclass(frozen=True, slots=True)
class Named:
    """The currencies that a batch names, in the order of the text.

    Attributes:
        starts: Where.
        units: Their codes, joined by "|" where a sign means several.
        own: Whether each is not itself quoted against, as in "to the dollar".
    """

    starts: npt.NDArray[np.int64]
    units: list[str]
    own: list[bool]


def currencies_named(batch: Batch, words: pl.DataFrame, quoted: Quotation) -> Named:
    """The currencies among the mentions of the lexicon."""
    found = words.filter(pl.col("kind") == "currency").select("start", "unit").sort("start")
    starts = found["start"].to_numpy()
    own = [not quoted.against.search(batch.lower, max(0, s - BEFORE), s) for s in starts.tolist()]
    return Named(starts, found["unit"].to_list(), own)


def with_rates(
    batch: Batch, quantities: pl.DataFrame, words: pl.DataFrame, countries: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """The quantities, with bare rates in the currency that the sentence names before, else the country's own.

    Args:
        batch: The documents.
        quantities: Columns of a quantity, and doc, sent_start.
        words: Mentions of the lexicon.
        countries: Columns doc, country.
        lexicon: The language.
    """
    if quantities.is_empty():
        return quantities
    quoted = quotation(lexicon)
    homes = [territory_currencies(country or "")[:1] for country in countries["country"].to_list()]
    named = currencies_named(batch, words, quoted)
    codes: list[str | None] = []
    for start, end, first, measure, doc in quantities.select(
        "start", "end", "sent_start", "measure", "doc"
    ).rows():
        code = None
        if measure == "bare":
            behind = quoted.behind.match(batch.lower, end)
            if behind:
                code = named_before(named, first, start, behind.end())
            if code is None and (behind or one_before(quoted, batch.lower, start)):
                code = next(iter(homes[doc]), None)
        codes.append(code)
    unit = pl.Series("rate unit", codes, dtype=pl.String)
    found = unit.is_not_null()
    return quantities.with_columns(
        pl.when(found).then(unit).otherwise(pl.col("unit")).alias("unit"),
        pl.when(found).then(pl.lit("currency")).otherwise(pl.col("measure")).alias("measure"),
        (pl.col("rated") | found).alias("rated"),
    )


def named_before(named: Named, first: int, start: int, end: int) -> str | None:
    """The currency that a sentence names last before a rate; none if it is that quoted against.

    Args:
        named: The currencies of the batch.
        first: Where the sentence begins.
        start: Where the rate begins.
        end: Where the currency quoted against ends.

    >>> named_before(Named(np.array([4, 30]), ["JPY", "USD"], [True, False]), 0, 18, 36)
    'JPY'
    >>> named_before(Named(np.array([4, 30]), ["USD", "USD"], [True, False]), 0, 18, 36) is None
    True
    """
    against, at = (int(np.searchsorted(named.starts, offset)) - 1 for offset in (end, start))
    while at >= 0 and named.starts[at] >= first:
        if named.own[at]:
            return None if named.units[at] == named.units[against] else named.units[at]
        at -= 1
    return None


def one_before(quoted: Quotation, lower: str, start: int) -> bool:
    """Whether a number stands right behind "$1 =" or "dollar -"."""
    first = max(0, start - BEFORE)
    return lower[first:start].rstrip().endswith(SIGNS) and bool(quoted.before.search(lower, first, start))
