"""Which rows a digest shows first: the newest and best-founded, nothing that makes no sense."""

from __future__ import annotations

from typing import Any

import pytest

from connectivity.reports.ranking import (
    telling_currency,
    telling_findings,
    telling_gaps,
    telling_growth,
    telling_targets,
)

PLACE: dict[str, Any] = {"place": "KZ", "indicator": "settlements", "technology": "4g", "group": None}
GAP: dict[str, Any] = {
    **PLACE,
    "period": "2024-06",
    "gap": 10.0,
    "total": 100.0,
    "total_source": "nearest earlier",
    "left_over": None,
    "gap_stated": None,
    "figures": ["a@1"],
}
GROWTH: dict[str, Any] = {
    **PLACE,
    "series": "s",
    "status": "actual",
    "comparable": True,
    "basis": "consecutive",
    "period_to": "2024-06",
    "value_from": 100.0,
    "value_to": 150.0,
    "percent": 50.0,
    "cagr": 50.0,
    "months": 12.0,
    "figures": ["a@1"],
}
TARGET: dict[str, Any] = {
    **PLACE,
    "unit": "settlement",
    "target": 2000.0,
    "deadline": "2025",
    "last": 1731.0,
    "last_period": "2024-08",
    "required_pace": 60.0,
    "achieved_pace": 90.0,
    "verdict": "on track",
    "figures": ["a@1"],
}


def test_the_newest_gap_of_a_place_and_technology_is_shown() -> None:
    rows = [{**GAP, "period": "2023"}, GAP, {**GAP, "technology": "fibre", "figures": ["a@1", "b@1"]}]
    assert telling_gaps(rows) == (2, 1)


@pytest.mark.parametrize("other", [{"total": None}, {"gap": None}, {"total": 40.0}])
def test_a_gap_without_its_whole_is_not_telling(other: dict[str, Any]) -> None:
    assert telling_gaps([{**GAP, **other, "period": "2026"}, GAP]) == (1,)


def test_growth_over_the_longest_time_stands_for_its_series() -> None:
    rows = [{**GROWTH, "months": 6.0}, {**GROWTH, "basis": "first-last", "months": 30.0}, GROWTH]
    assert telling_growth(rows, "2025-01-01") == (1,)


@pytest.mark.parametrize(
    "other",
    [
        {"comparable": False},
        {"percent": None},
        {"status": "estimate"},
        {"indicator": "rank"},
        {"value_to": 40.0},
        {"value_to": 90_000.0},
        {"value_to": 100.0},
        {"period_to": "2027"},
    ],
)
def test_growth_that_says_little_is_not_telling(other: dict[str, Any]) -> None:
    assert telling_growth([{**GROWTH, **other}], "2025-01-01") == ()


@pytest.mark.parametrize(
    "other", [{"last": None}, {"deadline": None}, {"last": 10.0}, {"last": 9000.0}, {"last_period": "2027"}]
)
def test_a_target_that_nothing_can_be_held_to_is_not_telling(other: dict[str, Any]) -> None:
    assert telling_targets([{**TARGET, **other}, {**TARGET, "group": "rural"}], "2025-01") == (1,)


def test_rates_that_differ_come_before_those_that_agree() -> None:
    rows = [
        {"doc": doc, "agrees": agrees}
        for doc, agrees in (("a", None), ("b", True), ("c", False), ("d", True))
    ]
    assert telling_currency(rows, {"b": "2024", "d": "2025"}) == (2, 3, 1, 0)


def test_errors_and_warnings_come_before_what_is_confirmed() -> None:
    kinds = (("info", "partial_period"), ("info", "currency_pair"), ("warning", "x"), ("error", "y"))
    rows = [{"severity": severity, "kind": kind} for severity, kind in kinds]
    assert telling_findings(rows) == (3, 2, 1, 0)
