"""Dates and periods in any way of writing, deadlines, beginnings, and words relative to a document."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.extraction.calendar_words import calendar_of, fiscal_starts, quarter, words_to_number
from connectivity.extraction.dates import PERIOD_SCHEMA
from connectivity.extraction.periods import first_day, last_day
from connectivity.lexicon import load_lexicon

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene

Periods = Callable[..., list[set[tuple[str, str, str]]]]
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
MANY = settings(max_examples=20, deadline=None)
PUBLISHED = "2024-11-24"


def month(day: date) -> str:
    return calendar.month_name[day.month]


def ordinal(number: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
    return f"{number}{endings.get(number, 'th')}"


DAY_FORMS: dict[str, Callable[[date], str]] = {
    "18 June 2024": lambda d: f"{d.day} {month(d)} {d.year}",
    "18th of June 2024": lambda d: f"{ordinal(d.day)} of {month(d)} {d.year}",
    "18 June, 2024": lambda d: f"{d.day} {month(d)}, {d.year}",
    "June 18, 2024": lambda d: f"{month(d)} {d.day}, {d.year}",
    "June 18th, 2024": lambda d: f"{month(d)} {ordinal(d.day)}, {d.year}",
    "2024-06-18": date.isoformat,
    "18.06.2024": lambda d: f"{d:%d.%m.%Y}",
}
MONTH_FORMS: dict[str, Callable[[date], str]] = {
    "June 2024": lambda d: f"{month(d)} {d.year}",
    "June of 2024": lambda d: f"{month(d)} of {d.year}",
    "JUNE 2024": lambda d: f"{month(d).upper()} {d.year}",
    "Jun 2024": lambda d: f"{calendar.month_abbr[d.month]} {d.year}",
    "Jun. 2024": lambda d: f"{calendar.month_abbr[d.month]}. {d.year}",
}


@pytest.mark.parametrize("form", DAY_FORMS)
@MANY
@given(st.lists(DAYS, min_size=1, max_size=20))
def test_a_day_in_any_form(periods: Periods, form: str, days: list[date]) -> None:
    written = [DAY_FORMS[form](day) for day in days]
    found = periods(*[f"The line opened on {text} there." for text in written])
    for day, text, mentions in zip(days, written, found, strict=True):
        assert mentions == {(text, day.isoformat(), "in")}


@pytest.mark.parametrize("form", MONTH_FORMS)
@MANY
@given(st.lists(DAYS, min_size=1, max_size=20))
def test_a_month_in_any_form(periods: Periods, form: str, days: list[date]) -> None:
    written = [MONTH_FORMS[form](day) for day in days]
    found = periods(*[f"They say {text} saw it open." for text in written])
    for day, text, mentions in zip(days, written, found, strict=True):
        assert mentions == {(text, f"{day:%Y-%m}", "in")}


@MANY
@given(st.lists(st.integers(1990, 2060), min_size=1, max_size=20))
def test_a_year(periods: Periods, years: list[int]) -> None:
    found = periods(*[f"The line opened in {year}." for year in years])
    assert found == [{(str(year), str(year), "in")} for year in years]


@MANY
@given(st.integers(1990, 2060), st.integers(1, 4))
def test_a_quarter_is_an_interval_of_months_and_its_end(periods: Periods, year: int, which: int) -> None:
    word = ("first", "second", "third", "fourth")[which - 1]
    forms = (f"Q{which} {year}", f"Q{which} of {year}", f"{word} quarter of {year}", f"{year} Q{which}")
    value = quarter(year, which)
    for text, mentions in zip(forms, periods(*[f"Sales in {form} rose." for form in forms]), strict=True):
        assert mentions == {(text, value, "in"), (text, value.split("/")[1], "close")}


@MANY
@given(st.integers(1990, 2060), st.integers(1, 12), st.booleans())
def test_the_first_months_of_a_year(periods: Periods, year: int, count: int, digits: bool) -> None:
    words = {n: word for word, n in words_to_number("en").items()}
    surface = f"first {count if digits else words[count]} months of {year}"
    value = f"{year}-01/{year}-{count:02d}"
    assert periods(f"In the {surface} it grew.") == [
        {(f"the {surface}", value, "in"), (f"the {surface}", f"{year}-{count:02d}", "close")}
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the first half of 2024", "2024-01/2024-06"),
        ("the second half of 2024", "2024-07/2024-12"),
        ("H1 2024", "2024-01/2024-06"),
        ("H2 2024", "2024-07/2024-12"),
        ("the six months to June 2024", "2024-01/2024-06"),
        ("the twelve months ended March 2024", "2023-04/2024-03"),
        ("from January to November 2024", "2024-01/2024-11"),
        ("between April 2019 and April 2022", "2019-04/2022-04"),
        ("January-March 2024", "2024-01/2024-03"),
        ("the start of 2024", "2024-01"),
        ("the end of 2024", "2024-12"),
        ("the end of June 2024", "2024-06"),
        ("financial year 2023-24", "2023-01/2023-12"),
    ],
)
def test_spans_and_ends(periods: Periods, text: str, value: str) -> None:
    assert value in {v for _, v, _ in periods(f"They counted {text} again.")[0]}


def test_the_fiscal_year_is_that_of_the_country(periods: Periods) -> None:
    text = "In financial year 2023-24 it grew; in FY2024 too."
    values = {
        country: {v for _, v, role in periods(text, place=country)[0] if role == "in"}
        for country in ("IN", "KZ")
    }
    assert values["IN"] == {"2023-04/2024-03"}
    assert values["KZ"] == {"2023-01/2023-12", "2024"}
    assert all(2 <= first <= 12 for first in fiscal_starts().values())


@pytest.mark.parametrize(
    ("text", "value", "role"),
    [
        ("by 2029", "2029", "by"),
        ("by the end of 2025", "2025-12", "by"),
        ("before June 2025", "2025-06", "by"),
        ("until 18 June 2025", "2025-06-18", "by"),
        ("since 2020", "2020", "since"),
        ("since January 2024", "2024-01", "since"),
        ("compared with 2023", "2023", "base"),
        ("than in 2023", "2023", "base"),
        ("in 2024", "2024", "in"),
    ],
)
def test_the_words_before_say_how_a_period_stands_to_a_number(
    periods: Periods, text: str, value: str, role: str
) -> None:
    assert (value, role) in {(v, r) for _, v, r in periods(f"They will have more {text} there.")[0]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("this year", "2024"),
        ("last year", "2023"),
        ("next year", "2025"),
        ("the end of this year", "2024-12"),
        ("the end of next year", "2025-12"),
        ("the end of the decade", "2030"),
        ("a year earlier", "2023-11"),
        ("two years ago", "2022"),
        ("the next three years", "2027"),
        ("the past three years", "2021"),
        ("last June", "2023-06"),
        ("June of this year", "2024-06"),
        ("next June", "2025-06"),
        ("1 July", "2024-07-01"),
        ("1 December", "2023-12-01"),
        ("the end of September", "2024-09"),
        ("the third quarter", "2024-07/2024-09"),
        ("the fourth quarter", "2023-10/2023-12"),
        ("today", PUBLISHED),
        ("so far", PUBLISHED),
        ("this month", "2024-11"),
    ],
)
def test_relative_words_count_from_the_published_date(periods: Periods, text: str, value: str) -> None:
    assert value in {v for _, v, _ in periods(f"It was counted {text} again.", published=PUBLISHED)[0]}


def test_a_year_earlier_is_before_the_period_of_its_sentence(periods: Periods) -> None:
    (found,) = periods("In the first half of 2023 it had more than a year earlier.", published=PUBLISHED)
    assert ("a year earlier", "2022-01/2022-06", "anchor") in found


def test_without_a_published_date_the_text_decides_and_now_means_nothing(periods: Periods) -> None:
    assert periods("It has ten now.", "Last year it had five.") == [set(), set()]
    assert ("Last year", "2020", "in") in periods("In 2021 and 2021 it grew. Last year it had five.")[0]


@pytest.mark.parametrize(
    "text",
    [
        "They have 2,024 lines.",
        "It costs $2024 each.",
        "The 1990s are over.",
        "Room 2024b is open.",
        "It may march on.",
    ],
)
def test_what_only_looks_like_a_date_is_none(periods: Periods, text: str) -> None:
    assert periods(text, published=PUBLISHED) == [set()]


def test_months_have_their_usual_names() -> None:
    names = calendar_of(load_lexicon()).months
    assert set(names.values()) == set(range(1, 13))
    assert names["sept"] == names["sep"] == names["september"] == 9


PIECES = st.sampled_from(
    ["2024", "June", "18", "Q2", "first half of", "the end of", "by", "since", "from", "to", "a year earlier",
     "last year", "three", "months", "years ago", "FY2024", "2023-24", "same period", "today", ".", ",", "\n"]
)  # fmt: skip
DATES = st.one_of(st.none(), st.sampled_from(["2024", "2024-02", "2024-02-29"]))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=14), DATES)
def test_any_text_has_periods_only_of_the_schema(
    lexed: Callable[..., Scene], parts: list[str], published: str | None
) -> None:
    text = " ".join(parts)
    found = lexed(text, published=published).mentions.filter(kind="period")
    for row in found.iter_rows(named=True):
        assert 0 <= row["start"] < row["end"] <= len(text)
        assert row["role"]
        assert isinstance(first_day(row["value"]), date)
        assert isinstance(last_day(row["value"]), date)


def test_the_schema_names_what_a_mention_holds(lexed: Callable[..., Scene]) -> None:
    scene: Any = lexed("In 2024 it grew.")
    assert {"start", "end", "value", "role", "form", "doc"} <= set(PERIOD_SCHEMA)
    assert {"start", "end", "value", "role", "form", "doc"} <= set(scene.mentions.columns)
