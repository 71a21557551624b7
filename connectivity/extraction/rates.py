"""Rates of exchange that leave out their own currency: "closed at 15,730 to the dollar", "$1 = 11,596.45"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from connectivity.extraction import columns as pl
from connectivity.lexicon.currencies import territory_currencies

if TYPE_CHECKING:
    from connectivity.extraction.text import Batch

__all__ = ["with_home_rates"]

FOREIGN: Final = r"(?:dollar|euro|rouble|ruble|pound|yuan|usd|eur|rub|gbp|cny)s?"
PER_FOREIGN: Final = re.compile(
    rf"\s*(?:to|per|a|against|for|=|/)\s+(?:(?:the|one|a|an|1)\s+)?(?:(?:us|u\.s\.)\s+)?{FOREIGN}\b"
)
ONE_FOREIGN: Final = re.compile(rf"(?:[$€£₽]\s?1|\b1\s+(?:us\s+)?{FOREIGN}|\b{FOREIGN})\s*[–—=:-]\s*$")
SIGNS: Final = ("–", "—", "=", ":", "-")  # between one of a foreign currency and its rate
BEFORE: Final = 24  # characters


def with_home_rates(batch: Batch, quantities: pl.DataFrame, countries: pl.DataFrame) -> pl.DataFrame:
    """The quantities, with bare rates against a foreign currency in the currency of the document's country.

    Args:
        batch: The documents.
        quantities: Columns of a quantity, and doc.
        countries: Columns doc, country.
    """
    if quantities.is_empty():
        return quantities
    homes = [territory_currencies(country or "")[:1] for country in countries["country"].to_list()]
    codes = [
        homes[doc][0] if measure == "bare" and homes[doc] and is_rate(batch.lower, start, end) else None
        for start, end, measure, doc in quantities.select("start", "end", "measure", "doc").rows()
    ]
    home = pl.Series("home", codes, dtype=pl.String)
    found = home.is_not_null()
    return quantities.with_columns(
        pl.when(found).then(home).otherwise(pl.col("unit")).alias("unit"),
        pl.when(found).then(pl.lit("currency")).otherwise(pl.col("measure")).alias("measure"),
        (pl.col("rated") | found).alias("rated"),
    )


def is_rate(lower: str, start: int, end: int) -> bool:
    """Whether a number stands right before "to the dollar" or right behind "$1 =".

    >>> text = "it closed at 322.5 to the dollar. $1 = 11,596"
    >>> is_rate(text, 13, 18), is_rate(text, 39, 45), is_rate(text, 35, 36)
    (True, True, False)
    """
    if PER_FOREIGN.match(lower, end):
        return True
    first = max(0, start - BEFORE)
    return lower[first:start].rstrip().endswith(SIGNS) and bool(ONE_FOREIGN.search(lower, first, start))
