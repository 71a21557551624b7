"""Amounts given in two currencies: the exchange rate they imply, against the rate that is quoted.

A *pair* is two amounts of different currencies in one sentence, with no other amount and little text between
them, that agree in indicator, technology, aspect, status, place, group and period: "3.2 trillion KZT (over
$6 billion)". The second is as a rule converted from the first, and rounded: an amount in full figures
("$1,200") is then taken as rounded at its last digit that is not 0, but to no fewer than two digits.

A pair is written base first, "USD/KZT" for tenge for one dollar. The base is the first of EUR, GBP, USD, CHF,
CNY and RUB that takes part, else the currency with the larger unit.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from connectivity.analysis.intervals import Interval, meets
from connectivity.analysis.rates import quoted_rates
from connectivity.analysis.schemas import CURRENCY_SCHEMA
from connectivity.analysis.vocabulary import is_money
from connectivity.analysis.wording import number, phrase, span
from connectivity.extraction.periods import period_days
from connectivity.wording import tr

__all__ = ["convert", "currency", "page_of"]

_BASES: Final = ("EUR", "GBP", "USD", "CHF", "CNY", "RUB")
_SAME: Final = ("indicator", "technology", "aspect", "status", "place", "group", "period")
_KEPT: Final = ("figure", "unit", "value", "low", "high", "low_rounded", "high_rounded")
_BETWEEN: Final = 40  # characters between two amounts of a pair
_NEAR: Final = 366  # days between the amounts and a rate quoted elsewhere


def currency(figures: pl.LazyFrame, observations: pl.LazyFrame) -> pl.LazyFrame:
    """The rate that each pair of amounts implies, and the quoted rate nearest to it.

    The quoted rate is one of the same document, else of the same page, else the nearest in time among all
    observed rates, at most a year off; a rate quoted the other way round is inverted, its interval following
    from its digits ("0.00008" is 0.000075 to 0.000085).

    Args:
        figures: Rows of FIGURE_SCHEMA.
        observations: Rows of OBSERVATION_SCHEMA, for rates of other documents.

    Returns:
        A frame with the columns of `CURRENCY_SCHEMA`, sorted by document and place in it. `agrees` is null
        without a quoted rate.
    """
    pairs = _implied(_pairs(figures))
    return _finish(_against(pairs, quoted_rates(figures, observations)))


def convert(amount: Interval, rate: Interval) -> Interval:
    """An amount in another currency, with the error of the rate: all of its columns are expressions.

    Args:
        amount: In the base currency.
        rate: Units of the quote currency for one of the base.

    >>> import polars as pl
    >>> rate = Interval(*(pl.lit(x) for x in (0.00008, 0.000075, 0.000085)))
    >>> pl.select(convert(Interval.exact(1e6), rate).columns("usd")).row(0)
    (80.0, 75.0, 85.0)
    """
    return amount * rate


def page_of(doc: str = "doc") -> pl.Expr:
    """The page of a document's id: "a" of "a#2"."""
    return pl.col(doc).str.split("#").list.first()


def _pairs(figures: pl.LazyFrame) -> pl.LazyFrame:
    """Neighbouring amounts of one sentence in two currencies, as columns `*_1` and `*_2`."""
    sentence = ["doc", "sentence_start"]
    money = figures.filter(
        is_money(), pl.col("indicator") != "exchange_rate", pl.col("value") > 0
    ).with_columns(*_rounded_amount())
    following = [
        pl.col(c).shift(-1).over(sentence, order_by="start").alias(f"{c}_2")
        for c in (*_KEPT, *_SAME, "start")
    ]
    alike = pl.all_horizontal(pl.col(c).eq_missing(pl.col(f"{c}_2")) for c in _SAME)
    near = pl.col("start_2") - pl.col("end") <= _BETWEEN
    linked = (pl.col("unit") != pl.col("unit_2")) & alike & near
    # In "1,300 shillings ($10), then 6,500 ($50)" the first dollar amount is not paired with what follows
    # it: of a run of neighbours that could be pairs every other one is.
    run = (~pl.col("linked")).cum_sum().shift(1, fill_value=0).over(sentence, order_by="start")
    return (
        money.with_columns(following)
        .with_columns(linked.fill_null(value=False).alias("linked"))
        .with_columns(run.alias("run"))
        .with_columns(pl.col("start").rank("ordinal").over([*sentence, "run"]).alias("turn"))
        .filter(pl.col("linked"), pl.col("turn") % 2 == 1)
        .rename({c: f"{c}_1" for c in _KEPT})
    )


def _rounded_amount() -> list[pl.Expr]:
    """The interval of an amount that is taken as rounded at its last digit that is not 0."""
    value = pl.col("value")
    digits = value.log10().floor()
    half = pl.lit(None, dtype=pl.Float64)
    for kept in range(6, 1, -1):
        step = pl.lit(10.0).pow(digits - kept + 1)
        whole = ((value / step) - (value / step).round()).abs() < 1e-6  # noqa: PLR2004 slack of division
        half = pl.when(whole).then(step / 2).otherwise(half)
    point = pl.col("low") == pl.col("high")
    half = pl.when(point & (value == value.round())).then(half)
    return [
        (pl.col("low") - half.fill_null(0)).alias("low_rounded"),
        (pl.col("high") + half.fill_null(0)).alias("high_rounded"),
    ]


def _implied(pairs: pl.LazyFrame) -> pl.LazyFrame:
    """Pairs turned base first, with the implied rate."""
    strength = {code: n for n, code in enumerate(_BASES)}
    rank = [
        pl.col(f"unit_{n}").replace_strict(strength, default=len(_BASES), return_dtype=pl.Int64)
        for n in (1, 2)
    ]
    first_is_base = (rank[0] < rank[1]) | ((rank[0] == rank[1]) & (pl.col("value_1") < pl.col("value_2")))
    first = Interval(pl.col("value_1"), pl.col("low_1"), pl.col("high_1"))
    second = Interval(pl.col("value_2"), pl.col("low_rounded_2"), pl.col("high_rounded_2"))
    base, quote = first.where(first_is_base, second), second.where(first_is_base, first)

    def turned(name: str) -> list[pl.Expr]:
        one, two = pl.col(f"{name}_1"), pl.col(f"{name}_2")
        return [
            pl.when(first_is_base).then(one).otherwise(two).alias(f"{name}_base"),
            pl.when(first_is_base).then(two).otherwise(one).alias(f"{name}_quote"),
        ]

    return pairs.with_columns(
        *(e for name in ("figure", "unit", "value") for e in turned(name)),
        *(quote / base).columns("implied"),
    ).with_columns(
        pl.concat_str("unit_base", "unit_quote", separator="/").alias("pair"), page_of().alias("page")
    )


def _against(pairs: pl.LazyFrame, quoted: pl.LazyFrame) -> pl.LazyFrame:
    """Each pair with the quoted rate nearest to it, if there is one."""
    key = ["figure_base", "figure_quote"]
    same_page = pl.col("page_rate") == pl.col("page")
    same_document = pl.col("doc_rate") == pl.col("doc")
    away = (pl.col("day") - pl.col("day_rate")).dt.total_days().abs()
    dated = period_days(pairs).rename({"period_end": "day"})
    chosen = (
        dated.join(quoted, on="pair", how="inner")
        .with_columns(
            same_document.fill_null(value=False).alias("same_document"),
            same_page.fill_null(value=False).alias("same_page"),
            away.alias("away"),
        )
        .filter(pl.col("same_page") | (pl.col("away") <= _NEAR))
        .sort(
            "same_document",
            "same_page",
            "away",
            "quoted_figure",
            descending=[True, True, False, False],
            nulls_last=True,
        )
        .unique(key, keep="first", maintain_order=True)
        .select(*key, "^quoted.*$", "same_document", "away")
    )
    return dated.join(chosen, on=key, how="left")


def _finish(frame: pl.LazyFrame) -> pl.LazyFrame:
    implied, quoted = Interval.of("implied"), Interval.of("quoted")
    agrees = pl.when(pl.col("quoted").is_not_null()).then(meets(implied, quoted))
    ids = pl.concat_list("figure_base", "figure_quote", "quoted_figure").list.drop_nulls()
    return (
        frame.with_columns(agrees.alias("agrees"), ids.alias("figures"), _formula().alias("formula"))
        .sort("doc", "start")
        .select(pl.col(name).cast(dtype) for name, dtype in CURRENCY_SCHEMA.items())
    )


def _formula() -> pl.Expr:
    """Like "3.2 trillion KZT / 6 billion USD = at most 533 KZT for one USD (at most 542 with rounding)"."""
    low, high, value = pl.col("implied_low"), pl.col("implied_high"), pl.col("implied")
    rate = (
        pl.when(low.fill_null(0) <= 0, high.is_not_null())
        .then(phrase("at most {amount}", amount=_short(value)))
        .when(high.is_null(), low.is_not_null())
        .then(phrase("at least {amount}", amount=_short(value)))
        .otherwise(_short(value))
    )
    end = pl.when(low.fill_null(0) > 0).then(low)
    return pl.concat_str(
        phrase(
            "{value_quote} {quote} / {value_base} {base} = {rate} {quote} for one {base}",
            value_quote=number(pl.col("value_quote")),
            quote=pl.col("unit_quote"),
            value_base=number(pl.col("value_base")),
            base=pl.col("unit_base"),
            rate=rate,
        ),
        phrase(" ({span} with rounding)", span=span(_rounded(end), _rounded(high))),
        phrase(
            "; quoted {rate} ({span})",
            rate=number(pl.col("quoted")),
            span=span(pl.col("quoted_low"), pl.col("quoted_high")),
        ).fill_null(tr("; no quoted rate")),
    )


def _rounded(rate: pl.Expr) -> pl.Expr:
    """A rate without decimals from 100 on."""
    return pl.when(rate >= 100).then(rate.round()).otherwise(rate)  # noqa: PLR2004 three digits do


def _short(rate: pl.Expr) -> pl.Expr:
    return number(_rounded(rate))
