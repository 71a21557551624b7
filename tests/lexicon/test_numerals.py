"""Number words: every number to a thousand, in the ways people write it."""

from __future__ import annotations

import pytest

from connectivity.lexicon.numerals import ordinal_rows, rows


@pytest.fixture(scope="module")
def numbers() -> dict[str, float | None]:
    return {row[0]: row[4] for row in rows("en") if row[1] == "number"}


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("one", 1),
        ("ten", 10),
        ("twenty-five", 25),
        ("twenty five", 25),
        ("one hundred and one", 101),
        ("one hundred one", 101),
        ("nine hundred and ninety-nine", 999),
        ("a dozen", 12),
        ("a million", 1_000_000),
        ("half a million", 500_000),
    ],
)
def test_words_for_numbers(numbers: dict[str, float | None], word: str, value: float) -> None:
    assert numbers[word] == value


def test_every_number_to_a_thousand_has_a_word(numbers: dict[str, float | None]) -> None:
    assert set(range(1, 1000)) <= set(numbers.values())


def test_a_word_means_one_number() -> None:
    words = [row[0] for row in rows("en") if row[1] == "number"]
    assert len(words) == len(set(words))


def test_ordinals_to_a_hundred() -> None:
    ordinals = {row[0]: row[4] for row in ordinal_rows("en")}
    assert (ordinals["first"], ordinals["sixty-sixth"], ordinals["one hundredth"]) == (1, 66, 100)
    assert len(ordinals) == 100
    assert {row[3] for row in ordinal_rows("en")} == {"rank"}
