"""Numbers, subjects and formulas in words, as Polars expressions."""

from __future__ import annotations

from string import Formatter
from typing import Final

import polars as pl

from connectivity.wording import digit_signs, language, percent_sign, scale_words, tr, vocabulary

__all__ = [
    "count",
    "months_in_words",
    "named",
    "number",
    "phrase",
    "plain",
    "rounded",
    "span",
    "subject",
    "union_ids",
]

_LONG_SCALES: Final = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))
_WHOLE: Final = 1e3
_DIGITS: Final = 4


def _grouped(x: pl.Expr) -> pl.Expr:
    """A number below a million or so as text with thousands grouped: sign, whole part, decimals."""
    text = x.abs().cast(pl.String)
    whole = text.str.extract(r"^(\d+)").str.reverse().str.replace_all(r"(\d{3})", "$1,").str.reverse()
    written = pl.concat_str(
        pl.when(x < 0).then(pl.lit("-")).otherwise(pl.lit("")),
        whole.str.strip_chars_start(","),
        text.str.extract(r"(\.\d*[1-9])").fill_null(""),
    )
    signs = digit_signs()
    return written.str.replace_many(list(signs), list(signs.values())) if signs else written


def _scales() -> tuple[tuple[float, str], ...]:
    """Scales with their words: long ones in English, short ones elsewhere, for those have cases."""
    if language() == "en":
        return _LONG_SCALES
    return tuple((scale, f"\u00a0{word}") for scale, word in scale_words(language()))


def plain(x: pl.Expr, decimals: int = 0) -> pl.Expr:
    """A number with its thousands grouped and at most so many decimals.

    >>> import polars as pl
    >>> pl.DataFrame({"x": [6290.0, 41.43, -80.0]}).select(plain(pl.col("x"), 1)).to_series().to_list()
    ['6,290', '41.4', '-80']
    """
    return _grouped(x.round(decimals) + 0.0)


def number(x: pl.Expr) -> pl.Expr:
    """A number as a report writes it: whole below a million, else four digits and a scale word.

    >>> import polars as pl
    >>> numbers = pl.DataFrame({"x": [6290.0, 3.2e12, 41.4315, -0.000081, 1.25e6]})
    >>> numbers.select(number(pl.col("x"))).to_series().to_list()
    ['6,290', '3.2 trillion', '41.43', '-0.000081', '1.25 million']
    """
    size = x.abs()
    small = pl.when((x != x.round()) & (size < _WHOLE)).then(x.round_sig_figs(_DIGITS)).otherwise(x.round())
    text = _grouped(small)
    for scale, word in reversed(_scales()):
        scaled = pl.concat_str(_grouped((x / scale).round_sig_figs(_DIGITS)), pl.lit(word))
        text = pl.when(size >= scale).then(scaled).otherwise(text)
    return text


def count(x: pl.Expr) -> pl.Expr:
    """A number of things, as `number` writes it, without decimals.

    >>> import polars as pl
    >>> pl.select(count(pl.lit(500.48))).item()
    '500'
    """
    return number(x.round() + 0.0)


def months_in_words(x: pl.Expr) -> pl.Expr:
    """So many months.

    >>> import polars as pl
    >>> pl.DataFrame({"x": [1.0, 1.4]}).select(months_in_words(pl.col("x"))).to_series().to_list()
    ['1 month', '1.4 months']
    """
    months = plain(x, 1)
    one = phrase("months|{count} month", count=months)
    return pl.when(x.round(1) == 1).then(one).otherwise(phrase("months|{count} months", count=months))


def rounded(x: pl.Expr) -> pl.Expr:
    """A percentage to one decimal: "41.4 %"."""
    return pl.concat_str(plain(x, 1), pl.lit(percent_sign()))


def phrase(message: str, /, **parts: pl.Expr) -> pl.Expr:
    """A message in the language that is spoken with expressions in its places, null where one of them is.

    Args:
        message: English, with names of places in braces; as of `connectivity.wording.tr`.
        parts: What to put in the places.

    >>> import polars as pl
    >>> pl.select(phrase("{count} connected, no total known", count=pl.lit("12"))).item()
    '12 connected, no total known'
    """
    pieces: list[pl.Expr] = []
    for text, name, _, _ in Formatter().parse(tr(message)):
        pieces += [pl.lit(text)] if text else []
        pieces += [parts[name]] if name else []
    return pl.concat_str(pieces)


def named(column: str, kind: str | None = None) -> pl.Expr:
    """The names of a column's canonical words in the language that is spoken; in English as they are.

    Args:
        column: The column.
        kind: Whose names: "indicator", "place" ...; told by the column's name unless given.
    """
    words = pl.col(column).cast(pl.String)
    names = vocabulary(kind or column.partition("_")[0])
    return words.replace(names) if names else words


def span(low: pl.Expr, high: pl.Expr) -> pl.Expr:
    """An interval in words: "453.6 to 468.1", "at least 453.6", "at most 541.7", "anything".

    >>> import polars as pl
    >>> pl.select(span(pl.lit(5.0), pl.lit(None, dtype=pl.Float64))).item()
    'at least 5'
    """
    return (
        pl.when(low.is_null() & high.is_null())
        .then(pl.lit(tr("anything")))
        .when(low.is_null())
        .then(phrase("at most {amount}", amount=number(high)))
        .when(high.is_null())
        .then(phrase("at least {amount}", amount=number(low)))
        .when(low == high)
        .then(number(low))
        .otherwise(phrase("range|{first} to {last}", first=number(low), last=number(high)))
    )


def subject(*columns: str) -> pl.Expr:
    """What a number is of, from the columns that are given: "settlements, wired, connected, KZ".

    >>> import polars as pl
    >>> frame = pl.DataFrame({"indicator": ["base_stations"], "technology": [None], "place": ["KZ"]})
    >>> frame.select(subject("indicator", "technology", "place")).item()
    'base stations, KZ'
    """
    words = [named(c).str.replace_all("_", " ") for c in columns]
    return pl.concat_str(words, separator=", ", ignore_nulls=True)


def union_ids(*columns: str) -> pl.Expr:
    """The ids of several list columns together, each once, in order; null lists count as empty."""
    lists = [pl.col(c).fill_null(pl.lit([], dtype=pl.List(pl.String))) for c in columns]
    return pl.concat_list(lists).list.unique(maintain_order=True)
