from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.analysis import CURRENCY_SCHEMA, Interval, convert, currency

if TYPE_CHECKING:
    from collections.abc import Callable

    Observe = Callable[..., pl.LazyFrame]
    Figures = Callable[..., pl.DataFrame]

SALES: dict[str, Any] = {"indicator": "ecommerce_sales", "period": "2023"}
TENGE: dict[str, Any] = {**SALES, "unit": "KZT", "value": 2.2e12, "low": 2.15e12, "high": 2.25e12}
DOLLARS: dict[str, Any] = {**SALES, "unit": "USD", "value": 4.8e9, "low": 4.75e9, "high": 4.85e9}
RATE: dict[str, Any] = {
    "indicator": "exchange_rate",
    "group": "KZT/USD",
    "unit": "USD",
    "value": 0.00199,
    "low": 0.001985,
    "high": 0.001995,
    "place": None,
    "doc": "a#1",
}


def rows(figures: pl.DataFrame, observations: pl.LazyFrame) -> list[dict[str, Any]]:
    return list(currency(figures.lazy(), observations).collect().iter_rows(named=True))


def pairs(figures: Figures, observe: Observe, *facts: dict[str, Any]) -> list[dict[str, Any]]:
    return rows(figures(*facts), observe())


def test_the_frame_has_the_promised_columns_even_when_empty(figures: Figures, observe: Observe) -> None:
    frame = currency(figures().lazy(), observe())
    assert frame.collect_schema() == CURRENCY_SCHEMA
    assert frame.collect().is_empty()


def test_two_amounts_imply_a_rate(figures: Figures, observe: Observe) -> None:
    (pair,) = pairs(figures, observe, TENGE, DOLLARS)
    assert pair["pair"] == "USD/KZT"
    assert pair["implied"] == pytest.approx(458.33, abs=0.01)
    assert pair["implied_low"] == pytest.approx(2.15e12 / 4.85e9)
    assert pair["implied_high"] == pytest.approx(2.25e12 / 4.75e9)
    assert (pair["figure_base"], pair["figure_quote"], pair["agrees"]) == ("a@10", "a@0", None)


def test_over_so_many_dollars_is_at_most_so_many_tenge_for_one(figures: Figures, observe: Observe) -> None:
    over = {**DOLLARS, "value": 6e9, "low": 6e9, "high": None}
    (pair,) = pairs(figures, observe, {**TENGE, "value": 3.2e12, "low": 3.15e12, "high": 3.25e12}, over)
    assert (pair["implied_low"], round(pair["implied_high"])) == (0, 542)
    assert "at most 533 KZT for one USD (at most 542 with rounding)" in pair["formula"]


def test_over_so_many_tenge_is_at_least_so_many_for_one(figures: Figures, observe: Observe) -> None:
    (pair,) = pairs(figures, observe, {**TENGE, "low": 2.2e12, "high": None}, DOLLARS)
    assert pair["implied_high"] is None
    assert "at least 458 KZT for one USD" in pair["formula"]


@pytest.mark.parametrize(
    "other",
    [
        {"period": "2024"},
        {"indicator": "retail_sales"},
        {"group": "foreign marketplaces"},
        {"sentence_start": 500},
        {"unit": "KZT"},
        {"start": 400},
        {"status": "target"},
        {"place": "KG"},
    ],
)
def test_amounts_that_differ_otherwise_are_no_pair(
    figures: Figures, observe: Observe, other: dict[str, Any]
) -> None:
    assert pairs(figures, observe, TENGE, {**DOLLARS, **other}) == []


def test_no_amount_is_in_two_pairs(figures: Figures, observe: Observe) -> None:
    facts = [("KES", 1300), ("USD", 10), ("KES", 6500), ("USD", 50)]
    found = pairs(figures, observe, *({**SALES, "unit": u, "value": v} for u, v in facts))
    assert [(p["figure_base"], p["figure_quote"], p["implied"]) for p in found] == [
        ("a@10", "a@0", 130),
        ("a@30", "a@20", 130),
    ]


def test_a_converted_amount_in_full_figures_is_taken_as_rounded(figures: Figures, observe: Observe) -> None:
    fine = {"indicator": "fine", "place": "KG"}
    (pair,) = pairs(
        figures, observe, {**fine, "unit": "KGS", "value": 100_000}, {**fine, "unit": "USD", "value": 1200}
    )
    assert (pair["implied_low"], pair["implied_high"]) == pytest.approx((80, 86.96), abs=0.01)


def test_a_rate_quoted_the_other_way_round_is_inverted(figures: Figures, observe: Observe) -> None:
    (pair,) = pairs(figures, observe, {**TENGE, "doc": "a#3"}, {**DOLLARS, "doc": "a#3"}, RATE)
    assert pair["quoted"] == pytest.approx(502.5, abs=0.05)
    assert (pair["quoted_low"], pair["quoted_high"]) == pytest.approx((1 / 0.001995, 1 / 0.001985))
    assert pair["quoted_figure"] == "a#1@20"
    assert pair["agrees"] is False


def test_a_rate_of_the_document_goes_before_one_of_the_page(figures: Figures, observe: Observe) -> None:
    own = {"indicator": "exchange_rate", "group": "USD/KZT", "unit": "KZT", "value": 458, "doc": "a#3"}
    (pair,) = pairs(figures, observe, {**TENGE, "doc": "a#3"}, {**DOLLARS, "doc": "a#3"}, RATE, own)
    assert (pair["quoted"], pair["agrees"]) == (458, True)


def test_rates_of_other_documents_count_for_a_year(figures: Figures, observe: Observe) -> None:
    near = {**RATE, "doc": "b", "period": "2024-03-01"}
    (pair,) = rows(figures(TENGE, DOLLARS), observe(near))
    assert pair["quoted_figure"] == "b@0"
    (far,) = rows(figures(TENGE, DOLLARS), observe({**near, "period": "2026-03-01"}))
    assert far["quoted"] is None


def test_a_rate_of_one_digit_converts_with_its_error() -> None:
    rate = Interval(*(pl.lit(x) for x in (0.00008, 0.000075, 0.000085)))
    low, value, high = (
        pl.select(convert(Interval.exact(31.6e12), rate).columns("usd")).row(0)[i] for i in (1, 0, 2)
    )
    assert (low, value, high) == pytest.approx((2.37e9, 2.528e9, 2.686e9))


@settings(max_examples=25, deadline=None)
@given(
    amounts=st.tuples(st.floats(1e3, 1e12), st.floats(1e3, 1e12)),
    errors=st.tuples(st.floats(0, 0.2), st.floats(0, 0.2)),
    parts=st.tuples(st.floats(-1, 1), st.floats(-1, 1)),
    turned=st.booleans(),
)
def test_the_implied_rate_converts_back_whichever_amount_is_named_first(
    figures: Figures,
    observe: Observe,
    amounts: tuple[float, float],
    errors: tuple[float, float],
    parts: tuple[float, float],
    *,
    turned: bool,
) -> None:
    facts = [
        {**SALES, "unit": unit, "value": v, "low": v * (1 - e) - 0.5, "high": v * (1 + e) + 0.5}
        for unit, v, e in zip(("KZT", "USD"), amounts, errors, strict=True)
    ]
    (pair,) = pairs(figures, observe, *(reversed(facts) if turned else facts))
    tenge, dollars = (v * (1 + e * p) for v, e, p in zip(amounts, errors, parts, strict=True))
    assert pair["pair"] == "USD/KZT"
    assert pair["implied"] * amounts[1] == pytest.approx(amounts[0])
    assert pair["implied_low"] * (1 - 1e-9) <= tenge / dollars <= pair["implied_high"] * (1 + 1e-9)
