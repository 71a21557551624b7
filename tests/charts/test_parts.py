"""The calculations under the charts: formats of numbers, places of labels, names of files."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.charts.axis import tick_days
from connectivity.charts.chart import headline, slug
from connectivity.charts.placing import spread
from connectivity.charts.style import text_width, wrapped
from connectivity.wording import amount, interval, number, period_short, period_words, plain

SCALES = {"tn": 1e12, "bn": 1e9, "m": 1e6, "": 1.0}


def _read(text: str) -> float:
    found = re.fullmatch(r"(\N{MINUS SIGN}?)([\d,.]+) ?(tn|bn|m|)", text)
    assert found, text
    return (-1 if found[1] else 1) * float(found[2].replace(",", "")) * SCALES[found[3]]


@given(st.floats(min_value=-1e15, max_value=1e15, allow_nan=False))
def test_a_number_reads_back_to_within_its_rounding(value: float) -> None:
    assert abs(_read(number(value)) - value) <= max(abs(value) * 5.1e-3, 1e-12)


@given(st.integers(min_value=-999_000, max_value=999_000))
def test_whole_numbers_below_a_million_are_exact(value: int) -> None:
    assert _read(number(value)) == value


@given(st.floats(1, 1e12), st.floats(1, 1e12))
def test_intervals_name_both_ends_in_order(a: float, b: float) -> None:
    low, high = sorted((a, b))
    text = interval(low, high)
    assert number(high) in text
    assert number(low).split(" ", maxsplit=1)[0] in text


def test_open_intervals_say_so() -> None:
    assert interval(6e9, None, "USD") == "at least 6 bn USD"
    assert interval(None, 6e9, "USD") == "at most 6 bn USD"
    assert interval(None, None) == "not bounded"


def test_scales_never_show_a_thousand_of_the_smaller_one() -> None:
    assert number(999_999.9) == "1 m"
    assert number(999_999_999.0) == "1 bn"
    assert amount(1.0, "school") == "1 school"


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_periods_keep_their_year(day: date) -> None:
    for period in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        assert str(day.year) in period_words(period)
        assert str(day.year) in period_short(period)


@given(st.text())
def test_plain_text_is_one_line_without_control_characters(text: str) -> None:
    assert plain(text).isprintable() or "\N{NO-BREAK SPACE}" in text or not plain(text).isascii()
    assert "\x1b" not in plain(text)
    assert "\n" not in plain(text)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8))
def test_spread_positions_keep_order_and_distance(wanted: list[float]) -> None:
    placed = spread(wanted, 5.0, 0.0, 100.0)
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    gaps = [placed[b] - placed[a] for a, b in pairwise(order)]
    assert all(gap >= 5.0 - 1e-6 for gap in gaps)


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(1, 12_000))
def test_ticks_are_few_and_within(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    ticks = tick_days(first, last)
    assert len(ticks) <= 7
    assert all(first <= tick <= last and tick.day == 1 for tick in ticks)


@given(st.text(), st.text())
def test_file_names_are_safe(a: str, b: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]{0,80}", slug(a, b))


@given(st.lists(st.text(min_size=1), min_size=1))
def test_headlines_have_ten_words_at_most(candidates: list[str]) -> None:
    assert len(headline(*candidates).split()) <= 10


@settings(deadline=None)  # what it costs is measured in benchmarks, not here
@given(st.text(st.characters(codec="ascii", exclude_categories=["C"]), max_size=60), st.floats(1.0, 5.0))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    lines = wrapped(text, width, 9)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(text_width(line, 9) <= width * 1.02 for line in lines)
