"""Numbers in digits as languages write them: with points or commas before decimals and between groups."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectivity.documents.document import Document
from connectivity.extraction.digits import digit_numbers
from connectivity.extraction.text import make_batch
from connectivity.lexicon import Lexicon, load_lexicon

POINT = {"decimal": ".", "group": ","}
COMMA = {"decimal": ",", "group": " "}
COMMA_AND_POINT = {"decimal": ",", "group": "."}
CONVENTIONS = [POINT, COMMA, COMMA_AND_POINT]
BLANKS = [" ", "\u00a0", "\u202f", "\u2009"]
WHOLE = st.integers(0, 10**12)
DECIMALS = st.none() | st.from_regex(r"\A[0-9]{1,6}\Z")


def writing(number: dict[str, Any]) -> Lexicon:
    """English words, with numbers written in another way."""
    english = load_lexicon()
    return replace(english, tables={**english.tables, "number": number})


LEXICONS = [writing(number) for number in CONVENTIONS]


def read(text: str, lexicon: Lexicon) -> list[tuple[str, float, str]]:
    """Surface, value and `digits` of the numbers of a text."""
    batch = make_batch([Document(doc="a", text=text)], lexicon)
    rows = digit_numbers(batch, lexicon).select("start", "end", "value", "digits").rows()
    return [(batch.text[a:b], value, digits) for a, b, value, digits in rows]


@pytest.mark.parametrize("which", range(len(CONVENTIONS)))
@given(
    whole=WHOLE,
    decimals=DECIMALS,
    blank=st.sampled_from(BLANKS),
    grouped=st.sampled_from(["", "own", "blank"]),
)
def test_any_number_is_read_as_its_language_writes_it(
    which: int, whole: int, decimals: str | None, blank: str, grouped: str
) -> None:
    number, lexicon = CONVENTIONS[which], LEXICONS[which]
    sign = {"": "", "own": number["group"], "blank": blank}[grouped]
    surface = f"{whole:,}".replace(",", sign)
    surface += "" if decimals is None else f"{number['decimal']}{decimals}"
    value = float(f"{whole}.{decimals or 0}")
    (found,) = read(f"There are {surface} of them", lexicon)
    assert found[0] == surface
    assert found[1] == pytest.approx(value)


@given(whole=st.integers(1000, 10**9), decimals=st.from_regex(r"\A[0-9]{1,2}\Z"))
def test_the_digits_of_all_languages_look_alike(whole: int, decimals: str) -> None:
    written = [f"{whole:,}.{decimals}", f"{whole:,}".replace(",", " ") + f",{decimals}"]
    written.append(f"{whole:,}".replace(",", ".") + f",{decimals}")
    found = [read(f"in all {text} now", lexicon) for text, lexicon in zip(written, LEXICONS, strict=True)]
    assert [digits for ((_, _, digits),) in found] == [f"{whole:,}.{decimals}"] * len(LEXICONS)


@pytest.mark.parametrize(
    ("number", "text", "values"),
    [
        (COMMA, "1,2 and 12,9% of 2 606", [1.2, 12.9, 2606.0]),
        (COMMA, "2\u00a0606,5 and 1,234", [2606.5, 1.234]),
        (COMMA, "2.606", [2.0, 606.0]),  # a point means nothing there
        ({"decimal": ",."}, "2.606 and 2,606", [2.606, 2.606]),
        (COMMA_AND_POINT, "2.606 and 6.290.000,75", [2606.0, 6290000.75]),
        (COMMA, "10 20 300", [10.0, 20300.0]),  # groups of two digits are Indian, behind commas
        (POINT, "6,44,131", [644131.0]),
        ({}, "2,606", [2.0, 606.0]),
        (COMMA, "1 1/2 km or 2½ km", [1.5, 2.5]),
        (COMMA, "1,5 x 10^6", [1.5e6]),
    ],
)
def test_signs_mean_what_the_language_says(number: dict[str, Any], text: str, values: list[float]) -> None:
    assert [value for _, value, _ in read(text, writing(number))] == pytest.approx(values)


def test_endings_of_ordinals_are_those_of_the_language() -> None:
    russian = writing({**COMMA, "ordinals": ["-й", "-го"]})
    batch = make_batch([Document(doc="a", text="на 2-й и 31-го, 3rd")], russian)
    assert digit_numbers(batch, russian).select("value", "ordinal").rows() == [
        (2.0, True),
        (31.0, True),
        (3.0, False),
    ]
