"""Patterns that are tried only where they can begin find what an alternation finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.extraction.dates import grammar
from connectivity.extraction.groups import group_branches
from connectivity.extraction.starting import Starting, beginnings, starting
from connectivity.lexicon import load_lexicon

WORDS = """
    the end of first half second quarter year years month months last next in by since 2024 2023-24 1 2
    18 may june sept. september december q3 fy 2019 - , . / ( ) rural aged women over 40 ago three 2021-06-18
    10-14 five same period now today so far 20 30s e\u0301 \u0661 \u2013 10\u201314
"""
PIECES = st.sampled_from(WORDS.split())
GAPS = st.sampled_from([" ", "  ", "\n", "", "\t", "\u00a0", "-", ", "])
TEXTS = st.lists(st.tuples(PIECES, GAPS), max_size=30).map(lambda parts: "".join(a + b for a, b in parts))


def alternation(made: Starting, text: str) -> list[tuple[int, int]]:
    """The spans that one expression of all branches finds."""
    bodies = [re.sub(r"\(\?P<\w+>", "(?:", e.pattern) for e in made.expressions]
    return [match.span() for match in re.compile("|".join(f"(?:{b})" for b in bodies)).finditer(text)]


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_periods_and_groups_are_found_as_by_one_expression(text: str) -> None:
    lexicon = load_lexicon()
    for made in (grammar(lexicon).branches, group_branches(lexicon)):
        assert made.anywhere == 0
        assert [match.span() for _, match in made.finditer(text)] == alternation(made, text)


@pytest.mark.parametrize(
    "pattern",
    [r"a*b?c", r"[ab]\d{2,3}", r"(?:x|yz)+\s*w", r".b", r"(?i:Ab)c?", r"\bq\d", r"(a|b)\1", r"[^a]b"],
)
@settings(deadline=None)
@given(text=st.text("abcxyzwqAB 12\n", max_size=25))
def test_any_pattern_is_found_everywhere(pattern: str, text: str) -> None:
    found = [match.span() for _, match in starting([pattern]).finditer(text)]
    assert found == [match.span() for match in re.finditer(pattern, text)]


def test_a_pattern_that_can_begin_with_anything_says_so() -> None:
    assert beginnings(r"\w+ years") is None
    assert beginnings(r"x?") is None
