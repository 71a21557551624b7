"""When two values of an attribute say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectivity.extraction.agreement import country, same_number, same_period

NUMBERS = st.one_of(st.none(), st.floats(-1e12, 1e12))
PLACES = st.lists(st.sampled_from(["KZ", "KG", "KZ:Almaty", "KG:Osh", "world"]), min_size=1, max_size=3).map(
    "+".join
)


@given(NUMBERS, NUMBERS)
def test_agreement_of_numbers_is_symmetric(one: float | None, other: float | None) -> None:
    if one is not None and other is not None and (one == round(one)) != (other == round(other)):
        return  # a whole number is exact, a decimal is rounded: the first decides
    assert same_number(one, other) == same_number(other, one)


@given(NUMBERS)
def test_a_number_agrees_with_itself_and_not_with_none(value: float | None) -> None:
    assert same_number(value, value)
    assert same_number(value, None) == (value is None)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (33.33, 100 / 3, True),
        (66.67, 66.666, True),
        (2606, 2606.0, True),
        (2606, 2607, False),
        (3.2e12, 3.2e12 * (1 + 1e-9), True),
        (3.2e12, 3.3e12, False),
        (40, 40.004, False),
        (-6.1, 6.1, False),
    ],
)
def test_numbers_agree_up_to_the_rounding_of_the_annotation(one: float, other: float, same: bool) -> None:
    assert same_number(one, other) is same


@given(PLACES)
def test_countries_are_sorted_and_have_no_regions(place: str) -> None:
    found = country(place)
    assert found is not None
    parts = found.split("+")
    assert parts == sorted(set(parts))
    assert ":" not in found
    assert country(found) == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2024-06", "2024-06-18", True),
        ("2024", "2024-06-18", True),
        ("2024", "2023", False),
        ("2024-01/2024-12", "2024", True),
        ("2024-01/2024-06", "2024", False),
        ("2024-04/2024-06", "2024-04/2024-06", True),
        ("2023/2024", "2023/2025", False),
        (None, "2024", False),
        (None, None, True),
    ],
)
def test_periods_agree_at_the_coarser_precision(one: str | None, other: str | None, same: bool) -> None:
    assert same_period(one, other) is same
    assert same_period(other, one) is same
