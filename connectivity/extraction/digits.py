"""Numbers in digits: grouped, decimal, with fractions and powers of ten, as start, end, value and step."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from connectivity.extraction import columns as pl
from connectivity.extraction.text import among, matches_at, which

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from connectivity.extraction.text import Batch
    from connectivity.lexicon import Lexicon

__all__ = ["SPACES", "digit_numbers"]

SPACES: Final = " \u00a0\u202f\u2009"
VULGAR: Final = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"
RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
SMALL_LETTER: Final = r"[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]"


@dataclass(frozen=True, slots=True)
class Written:
    """How a language writes numbers.

    Attributes:
        digits: Finds them.
        points: The signs that may stand before decimals, to a point.
        plain: The same, and the sign between groups to a comma.
        ordinals: Endings of ordinal numbers.
    """

    digits: re.Pattern[str]
    points: Mapping[int, str]
    plain: Mapping[int, str]
    ordinals: tuple[str, ...]


@functools.lru_cache(maxsize=8)
def written(lexicon: Lexicon) -> Written:
    """The [number] table of a lexicon: a point before decimals unless it says else; blanks always group."""
    table = lexicon.tables.get("number", {})
    decimal, group = table.get("decimal", "."), table.get("group", "").strip(SPACES)
    ordinals = tuple(table.get("ordinals", ()))
    point, comma = f"[{re.escape(decimal)}]", re.escape(group) or "(?!)"
    endings = "|".join(map(re.escape, ordinals)) or "(?!)"
    of = "".join(f"|{expression}" for expression in (table.get("of"),) if expression)
    behind_fraction = rf"(?=(?:[ -]{of}){SMALL_LETTER})(?![/\d])"
    pattern = (
        rf"(?<![\d])(?:\d{{1,3}}(?:[{SPACES}’']\d{{3}})+(?![\d])(?:{point}\d+)?"  # 21 400
        rf"|\d{{1,3}}(?:{comma}\d{{3}})+(?!\d)(?:{point}\d+)?"  # 2,606
        rf"|\d{{1,2}}(?:{comma}\d{{2}})+{comma}\d{{3}}(?!\d)"  # 6,44,131
        rf"|(?P<part>(?:\d+[ -])?\d{{1,2}}/\d{{1,3}}{behind_fraction}"  # 2 1/2
        rf"|(?:\d+ ?)?[{VULGAR}])"  # 2½
        rf"|(?:\d+(?:{point}\d+)?|\.\d+)"  # 43.6
        r"(?P<power>\s?[x×*]\s?10(?:\s?\^\s?[-−–]?\d{1,2}|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[-−–]\d{1,2})"
        r"|[eE][-+]?\d{1,2}(?!\w))?)"  # 4e14
        rf"(?P<ordinal>(?:{endings})\b)?"
    )
    points = {ord(sign): "." for sign in decimal}
    groups = {ord(sign): "," for sign in group or SPACES} if group != "," else {}
    return Written(re.compile(pattern), points, groups | points, ordinals)


def digit_numbers(batch: Batch, lexicon: Lexicon) -> pl.DataFrame:
    """Numbers in digits: start, end, digits (as English has them), value, step, spelled, ordinal, partial.

    `partial` marks a fraction without a whole number ("3/4"), which is a share unless a unit follows.
    """
    form = written(lexicon)
    found = list(matches_at(form.digits, batch.text, begins(batch)))
    endings = "".join(f"|{re.escape(ending)}$" for ending in form.ordinals)
    plain = pl.col("digits").str.replace_all(rf"[,{SPACES}’']{endings}", "")
    decimals = plain.str.extract(r"\.(\d+)$").str.len_chars().fill_null(0)
    special = [
        computed(m.group(0).translate(form.points)) if m.group("part") or m.group("power") else None
        for m in found
    ]
    return (
        pl.DataFrame(
            {
                "start": [m.start() for m in found],
                "end": [m.end() for m in found],
                "digits": [m.group(0).translate(form.plain) for m in found],
                "ordinal": [m.group("ordinal") is not None for m in found],
                "partial": [
                    m.group("part") is not None and s is not None and s < 1
                    for m, s in zip(found, special, strict=True)
                ],
                "special": special,
            },
            schema={
                "start": pl.Int64,
                "end": pl.Int64,
                "digits": pl.String,
                "ordinal": pl.Boolean,
                "partial": pl.Boolean,
                "special": pl.Float64,
            },
        )
        .with_columns(
            pl.coalesce("special", plain.cast(pl.Float64, strict=False)).alias("value"),
            (10.0 ** (decimals.cast(pl.Float64) * -1)).alias("step"),
            pl.lit(value=False).alias("spelled"),
        )
        .select("start", "end", "digits", "value", "step", "spelled", "ordinal", "partial")
        .filter(pl.col("value").is_finite())
    )


def begins(batch: Batch) -> npt.NDArray[np.int64]:
    """Where a number in digits can begin: at a digit, a sign of a fraction or a point, behind no digit."""
    codes = batch.codes[:-1]
    digit = which(codes, str.isdecimal)
    first = digit | among(codes, VULGAR)
    first[:-1] |= (codes[:-1] == ord(".")) & digit[1:]
    return np.flatnonzero(first & ~np.concatenate(([False], digit[:-1])))


def computed(written: str) -> float | None:
    """The value of a number with a fraction or a power of ten.

    >>> [computed(w) for w in ("2 1/2", "3/4", "2½", "⅞", "1.5 x 10^6", "6x10⁻³", "4e14", "1/0")]
    [2.5, 0.75, 2.5, 0.875, 1500000.0, 0.006, 400000000000000.0, None]
    """
    text = written.replace("−", "-").replace("–", "-").translate(RAISED)
    power = re.fullmatch(r"([\d.]+)\s?(?:[x×*]\s?10\s?\^?\s?|[eE])([-+]?\d+)", text)
    if power:
        return float(f"{power.group(1)}e{power.group(2)}")
    if written[-1] in VULGAR:
        return float(written[:-1] or 0) + round(unicodedata.numeric(written[-1]), 6)
    whole, top, bottom = re.fullmatch(r"(?:(\d+)[ -])?(\d+)/(\d+)", text).groups()  # type: ignore[union-attr]  # the caller matched it
    return None if int(bottom) == 0 else float(whole or 0) + int(top) / int(bottom)
