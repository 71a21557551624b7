"""Spans of text whose digits name something: clock times, addresses, telephone numbers, fixed phrases."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

import numpy as np

from connectivity.extraction import columns as pl
from connectivity.extraction.text import among, matches_at, which

if TYPE_CHECKING:
    import numpy.typing as npt

    from connectivity.extraction.text import Batch
    from connectivity.lexicon import Lexicon

__all__ = ["named_spans"]

SIGNS: Final = "+('"
NAMES: Final = (
    r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?",  # 2:07:31
    r"\+\d{1,3}[ -]?\(?\d[\d() -]{5,14}\d",  # +44 20 7946 0018
    r"0\d{2,4}[ -]\d{3,4}[ -]\d{3,4}",  # 0800 123 4567
    r"\(\d{3}\) ?\d{3}-\d{4}|\d{3}-\d{3}-\d{4}",  # 555-010-1234
    r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b",  # 3/11/2024
    r"9/11|24/7|50[-/]50|20/20",
    r"\d+(?:\.\d+){2,}",  # 2.1.7
    r"\d{2}-\d{5}(?!\d)",  # 23-10063
)


@functools.lru_cache(maxsize=8)
def names(lexicon: Lexicon) -> re.Pattern[str]:
    """Names that begin with a number: those of the language first, then those that all languages share."""
    own = lexicon.tables.get("grammar", {}).get("names", ())
    return re.compile(rf"(?<![\w.,$€£])(?:{'|'.join((*own, *NAMES))})")


def named_spans(batch: Batch, words: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Spans in which no number counts: start, end."""
    found = [m.span() for m in matches_at(names(lexicon), batch.text, begins(batch))]
    patterns = pl.DataFrame(found, schema={"start": pl.Int64, "end": pl.Int64}, orient="row")
    fixed = words.filter(pl.col("kind") == "fixed").select("start", "end")
    return pl.concat([patterns, fixed]).sort("start", "end")


def begins(batch: Batch) -> npt.NDArray[np.int64]:
    """Where such a span can begin: at a digit behind none, or at one of the signs before a digit."""
    codes = batch.codes[:-1]
    digit = which(codes, str.isdecimal)
    first = digit & ~np.concatenate(([False], digit[:-1]))
    first[:-1] |= among(codes[:-1], SIGNS) & digit[1:]
    return np.flatnonzero(first)
