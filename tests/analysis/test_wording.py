from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.analysis.wording import count, number, plain, span, subject, union_ids

SCALES = {"trillion": 1e12, "billion": 1e9, "million": 1e6}


def said(expr: pl.Expr) -> str:
    return pl.select(expr).item()


def read(text: str) -> float:
    digits, _, scale = text.replace(",", "").partition(" ")
    return float(digits) * SCALES.get(scale, 1.0)


@settings(deadline=None)
@given(st.floats(-9e14, 9e14, allow_nan=False).filter(lambda x: x == 0 or abs(x) > 1e-4))
def test_a_number_in_words_reads_back_to_itself(x: float) -> None:
    assert read(said(number(pl.lit(x)))) == pytest.approx(x, rel=6e-4)


@settings(deadline=None)
@given(st.integers(-999_999, 999_999))
def test_whole_numbers_below_a_million_are_written_in_full(n: int) -> None:
    assert said(number(pl.lit(float(n)))) == f"{n:,}"
    assert said(count(pl.lit(n + 0.2))) == f"{n:,}"


def test_numbers_as_a_report_writes_them() -> None:
    wanted = {
        3684.0: "3,684",
        3.2e12: "3.2 trillion",
        4.8e9: "4.8 billion",
        41.4308: "41.43",
        0.00199: "0.00199",
        -80.0: "-80",
        0.0: "0",
    }
    assert {x: said(number(pl.lit(x))) for x in wanted} == wanted
    assert said(plain(pl.lit(41.4308), 1)) == "41.4"
    assert said(plain(pl.lit(-0.04), 1)) == "0"


def test_intervals_in_words() -> None:
    none = pl.lit(None, dtype=pl.Float64)
    assert said(span(pl.lit(4.0), pl.lit(5.0))) == "4 to 5"
    assert said(span(none, pl.lit(5.0))) == "at most 5"
    assert said(span(pl.lit(4.0), none)) == "at least 4"
    assert said(span(pl.lit(4.0), pl.lit(4.0))) == "4"
    assert said(span(none, none)) == "anything"


def test_subjects_leave_out_what_is_not_given() -> None:
    frame = pl.DataFrame({"place": ["KZ"], "technology": [None], "indicator": ["base_stations"]})
    assert frame.select(subject("place", "technology", "indicator")).item() == "KZ, base stations"


def test_ids_are_united_once_and_in_order() -> None:
    frame = pl.DataFrame({"a": [["x", "y"], None], "b": [["y", "z"], ["q"]]})
    assert frame.select(union_ids("a", "b")).to_series().to_list() == [["x", "y", "z"], ["q"]]
