"""Numbers: digits and words with scale, sign, unit and currency, ranges and shares, and their surfaces."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from connectivity.lexicon import load_lexicon
from connectivity.lexicon.loader import SCALES

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene

Numbers = Callable[..., list[list[dict[str, Any]]]]
SEPARATORS = ("", ",", " ", "\u00a0", "\u202f", "\u2009", "\u2019", "'")
CURRENCIES = {"$": "USD", "€": "EUR", "₸": "KZT", "US$": "USD", "KZT ": "KZT", "USD ": "USD", "₹": "INR"}
CURRENCIES_BEHIND = {" KZT": "KZT", " tenge": "KZT", " US dollars": "USD", " euros": "EUR", "€": "EUR"}
UNITS = {
    "%": ("%", 1),
    " per cent": ("%", 1),
    " percentage points": ("pp", 1),
    " km": ("km", 1),
    " miles": ("mile", 1),
    " Mbps": ("Mbit/s", 1),
    " Gbit/s": ("Gbit/s", 1),
    " PB": ("TB", 1000),
    "ms": ("ms", 1),
    " square metres": ("m2", 1),
}
SCALE_WORDS = {
    word: SCALES[value]
    for value, words in load_lexicon().tables["scale"].items()
    for word in words
    if value not in ("hundred", "dozen")
}
MANY = settings(max_examples=25, deadline=None)


@st.composite
def written(draw: st.DrawFn, most: int = 10**9, places: int = 3) -> tuple[str, float]:
    """A number as people write it, and its value."""
    whole = draw(st.integers(0, most))
    separator = draw(st.sampled_from(SEPARATORS))
    decimals = draw(st.integers(0, places))
    fraction = "".join(
        str(d) for d in draw(st.lists(st.integers(0, 9), min_size=decimals, max_size=decimals))
    )
    digits = f"{whole:,}".replace(",", separator)
    text = f"{digits}.{fraction}" if fraction else digits
    if not fraction and separator == "" and 1900 <= whole < 2100:  # a year
        return written_year(whole)
    return text, float(Decimal(f"{whole}.{fraction or 0}"))


def written_year(year: int) -> tuple[str, float]:
    return f"{year:,}", float(year)


NUMBERS = st.lists(written(), min_size=1, max_size=30)


def only(found: list[dict[str, Any]]) -> dict[str, Any]:
    (row,) = found
    return row


@MANY
@given(NUMBERS)
def test_any_separator_any_decimals(numbers: Numbers, written: list[tuple[str, float]]) -> None:
    texts = [f"It counted {text} widgets, they said." for text, _ in written]
    for (text, value), found in zip(written, numbers(*texts), strict=True):
        row = only(found)
        assert (row["surface"], row["digits"]) == (text, text)
        assert row["value"] == pytest.approx(value, rel=1e-11)
        assert row["measure"] == "bare"


@MANY
@given(st.lists(st.tuples(written(10**5, 2), st.sampled_from(sorted(SCALE_WORDS))), min_size=1, max_size=30))
def test_scale_words_multiply(numbers: Numbers, cases: list[tuple[tuple[str, float], str]]) -> None:
    surfaces = [f"{text}{'' if len(word) == 1 else ' '}{word}" for (text, _), word in cases]
    texts = [f"It counted {surface} widgets." for surface in surfaces]
    for ((_, value), word), surface, found in zip(cases, surfaces, numbers(*texts), strict=True):
        row = only(found)
        assert row["surface"] == surface
        assert row["scaled"]
        assert row["value"] == pytest.approx(value * SCALE_WORDS[word], rel=1e-11)


@MANY
@given(st.lists(st.tuples(written(), st.sampled_from(sorted(CURRENCIES))), min_size=1, max_size=30))
def test_a_currency_before(numbers: Numbers, cases: list[tuple[tuple[str, float], str]]) -> None:
    texts = [f"They paid {sign}{text} in all." for (text, _), sign in cases]
    for ((text, value), sign), found in zip(cases, numbers(*texts), strict=True):
        row = only(found)
        assert row["surface"] == sign + text
        assert row["value"] == pytest.approx(value, rel=1e-11)
        assert row["unit"].split("|")[0] == CURRENCIES[sign]
        assert row["measure"] == "currency"


@MANY
@given(
    st.lists(
        st.tuples(
            written(10**5, 2),
            st.sampled_from(["", " thousand", " million", " billion", "bn"]),
            st.sampled_from(sorted(CURRENCIES_BEHIND)),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_a_currency_behind(numbers: Numbers, cases: list[tuple[tuple[str, float], str, str]]) -> None:
    texts = [f"They paid {text}{scale}{name} in all." for (text, _), scale, name in cases]
    for ((text, value), scale, name), found in zip(cases, numbers(*texts), strict=True):
        row = only(found)
        assert row["surface"] == text + scale + name
        factor = SCALE_WORDS[scale.strip()] if scale else 1
        assert row["value"] == pytest.approx(value * factor, rel=1e-11)
        assert row["unit"].split("|")[0] == CURRENCIES_BEHIND[name]


@MANY
@given(st.lists(st.tuples(written(10**5, 2), st.sampled_from(sorted(UNITS))), min_size=1, max_size=30))
def test_a_unit_behind_leads_to_the_base_unit(
    numbers: Numbers, cases: list[tuple[tuple[str, float], str]]
) -> None:
    texts = [f"It reached {text}{unit} then." for (text, _), unit in cases]
    for ((text, value), unit), found in zip(cases, numbers(*texts), strict=True):
        row = only(found)
        name, factor = UNITS[unit]
        assert (row["surface"], row["unit"]) == (text + unit, name)
        assert row["value"] == pytest.approx(value * factor, rel=1e-11)


@MANY
@given(st.lists(st.tuples(written(10**5, 2), st.sampled_from("-\u2212\u2013")), min_size=1, max_size=30))
def test_a_minus_belongs_to_the_number(numbers: Numbers, cases: list[tuple[tuple[str, float], str]]) -> None:
    texts = [f"A change of {minus}{text}% was seen." for (text, _), minus in cases]
    for ((text, value), minus), found in zip(cases, numbers(*texts), strict=True):
        row = only(found)
        assert row["surface"] == f"{minus}{text}%"
        assert row["value"] == pytest.approx(-value, rel=1e-11)


@MANY
@given(
    st.lists(
        st.tuples(
            st.integers(2, 900),
            st.integers(1, 900),
            st.sampled_from(["{} to {}", "between {} and {}", "{}-{}", "{}\u2013{}"]),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_two_ends_are_one_range(numbers: Numbers, cases: list[tuple[int, int, str]]) -> None:
    ranges = [form.format(low, low + more) for low, more, form in cases]
    texts = [f"It serves {spread} widgets a day." for spread in ranges]
    for (low, more, _), spread, found in zip(cases, ranges, numbers(*texts), strict=True):
        row = only(found)
        assert row["surface"] == spread.removeprefix("between ")
        assert (row["value"], row["value_upper"]) == (low, low + more)


@pytest.mark.parametrize(
    ("surface", "low", "high", "unit"),
    [
        ("2 to 4 Mbps", 2, 4, "Mbit/s"),
        ("2 to 3.5 billion tenge", 2e9, 3.5e9, "KZT"),
        ("10\u201315%", 10, 15, "%"),
    ],
)
def test_a_range_shares_scale_and_unit(
    numbers: Numbers, surface: str, low: float, high: float, unit: str
) -> None:
    (row,) = numbers(f"A value of {surface} is usual.")[0]
    assert (row["surface"], row["value"], row["value_upper"]) == (surface, low, high)
    assert row["unit"].split("|")[0] == unit


def test_growth_from_one_number_to_another_is_two_numbers(numbers: Numbers) -> None:
    (found,) = numbers("The total rose from 30 to 40 widgets.")
    assert [row["surface"] for row in found] == ["30", "40"]


@MANY
@given(st.lists(st.integers(1, 999), min_size=1, max_size=40), st.booleans(), st.booleans())
def test_numbers_in_words(numbers: Numbers, values: list[int], hyphen: bool, capital: bool) -> None:
    words = [num2words(value) if hyphen else num2words(value).replace("-", " ") for value in values]
    words = [word.capitalize() if capital else word for word in words]
    texts = [f"{word} widgets came." if capital else f"All {word} widgets came." for word in words]
    for value, word, found in zip(values, words, numbers(*texts), strict=True):
        row = only(found)
        assert (row["surface"], row["value"], row["spelled"]) == (word, value, True)


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("three million people", "three million", 3e6),
        ("a million people", "a million", 1e6),
        ("half a million people", "half a million", 5e5),
        ("two hundred thousand people", "two hundred thousand", 2e5),
        ("6,44,131 villages", "6,44,131", 644_131),
        ("2.5 lakh villages", "2.5 lakh", 250_000),
        ("3 crore people", "3 crore", 30_000_000),
        ("two dozen schools", "two dozen", 24),
    ],
)
def test_large_numbers_in_words(numbers: Numbers, text: str, surface: str, value: float) -> None:
    (row,) = numbers(f"It has {text} now.")[0]
    assert (row["surface"], row["value"]) == (surface, value)


def test_every_fraction_of_the_lexicon_is_a_percentage(numbers: Numbers) -> None:
    shares = load_lexicon().tables["fraction"]["words"]
    for (word, share), found in zip(
        shares.items(), numbers(*[f"It is {word} of widgets." for word in shares]), strict=True
    ):
        row = only(found)
        assert (row["surface"], row["value"], row["unit"]) == (word, share, "%")


def test_every_multiple_of_the_lexicon_is_its_factor(numbers: Numbers) -> None:
    multiples = load_lexicon().tables["multiple"]["words"]
    found = numbers(*[f"Sales {word} widely." for word in multiples])
    for (word, times), rows in zip(multiples.items(), found, strict=True):
        row = only(rows)
        assert (row["surface"], row["value"], row["unit"]) == (word, times, "x")


@MANY
@given(st.integers(1, 19), st.integers(2, 20), st.sampled_from(["in", "out of"]))
def test_so_many_in_so_many_is_a_share(numbers: Numbers, part: int, whole: int, joint: str) -> None:
    whole = max(whole, part + 1)
    surface = f"{num2words(part)} {joint} {num2words(whole)}"
    (row,) = numbers(f"Widgets reach {surface} villages.")[0]
    assert row["surface"] == surface
    assert row["value"] == pytest.approx(100 * part / whole, abs=0.005)
    assert (row["unit"], row["measure"]) == ("%", "share")


def test_half_of_a_time_is_no_share(numbers: Numbers) -> None:
    found = numbers("In the first half things went well.", "It took half a year.")
    assert not [row for rows in found for row in rows if row["measure"] == "share"]


@pytest.mark.parametrize(
    "text",
    [
        "Form A0603 was sent.",
        "They speak IPv6 only.",
        "It began at 12:30 sharp.",
        "The 5G network is new.",
        "On 18 June 2024 it opened.",
        "From 2015 to 2020 it grew.",
    ],
)
def test_parts_of_names_times_and_dates_are_no_numbers(numbers: Numbers, text: str) -> None:
    assert numbers(text) == [[]]


def test_a_quoted_rate_is_in_the_second_currency(numbers: Numbers) -> None:
    (found,) = numbers("KZT/USD = 0.00199, KGS/EUR: 0.0105")
    assert [(row["value"], row["unit"], row["rated"]) for row in found] == [
        (0.00199, "USD", True),
        (0.0105, "EUR", True),
    ]


def test_two_currencies_of_one_sum_are_two_numbers(numbers: Numbers) -> None:
    (found,) = numbers("It sold 3.2 trillion KZT ($6.1 billion) of goods.")
    assert [row["surface"] for row in found] == ["3.2 trillion KZT", "$6.1 billion"]
    assert [row["value"] for row in found] == [3.2e12, 6.1e9]


def test_the_last_digit_written_says_how_exact_a_number_is(numbers: Numbers) -> None:
    texts = ["It is 4.8 billion.", "It is 4.80 billion.", "It is 12 km.", "It is 43.6%.", "It is 5 PB."]
    steps = [only(found)["step"] for found in numbers(*texts)]
    assert steps == pytest.approx([1e8, 1e7, 1, 0.1, 1000])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_lexed_and_surfaces_are_what_stands_there(lexed: Callable[..., Scene], text: str) -> None:
    scene = lexed(text)
    for row in scene.quantities.iter_rows(named=True):
        assert 0 <= row["start"] <= row["number_start"] < row["number_end"] <= row["end"] <= len(text)
        assert row["digits"].casefold() in scene.batch.lower[row["start"] : row["end"]].casefold()


def test_a_minus_counts_at_the_very_start_of_a_text(numbers: Numbers) -> None:
    (found,) = numbers("-5 Mbps was the change.")
    assert only(found)["value"] == -5
