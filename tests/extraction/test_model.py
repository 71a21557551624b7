"""The softmax over each number's candidates, and what is decided from it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectivity.extraction import columns as pl
from connectivity.extraction.model import Choice, Feature, decide, load_weights, matrix, probabilities, scored

GROUPS = st.lists(st.lists(st.floats(-50, 50), min_size=1, max_size=5), min_size=1, max_size=5)
LIKELY = 0.5


def columns(groups: list[list[float]]) -> tuple[np.ndarray, np.ndarray]:
    q = np.array([i for i, group in enumerate(groups) for _ in group], dtype=np.int64)
    return q, np.array([score for group in groups for score in group])


@given(GROUPS)
def test_the_candidates_of_a_number_share_one_whole(groups: list[list[float]]) -> None:
    q, scores = columns(groups)
    p = probabilities(q, scores)
    assert (p >= 0).all()
    assert np.add.reduceat(p, np.searchsorted(q, np.unique(q))) == pytest.approx(1)


@given(GROUPS)
def test_a_higher_score_is_never_less_likely(groups: list[list[float]]) -> None:
    q, scores = columns(groups)
    p = probabilities(q, scores)
    for number in np.unique(q):
        own = p[q == number][np.argsort(scores[q == number])]
        assert (np.diff(own) >= 0).all()


@given(st.lists(st.floats(-50, 50), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_does_not_matter(scores: list[float], chance: object) -> None:
    order = list(range(len(scores)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    q = np.zeros(len(scores), dtype=np.int64)
    plain = probabilities(q, np.array(scores))
    assert probabilities(q, np.array(scores)[order]) == pytest.approx(plain[order], abs=1e-12)


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=6), st.floats(-300, 300))
def test_only_differences_of_scores_count(scores: list[float], more: float) -> None:
    q = np.zeros(len(scores), dtype=np.int64)
    moved = probabilities(q, np.array(scores) + more)
    assert moved == pytest.approx(probabilities(q, np.array(scores)), abs=1e-9)


@given(GROUPS)
def test_a_number_is_not_moved_by_others(groups: list[list[float]]) -> None:
    q, scores = columns(groups)
    alone = probabilities(np.zeros(len(groups[-1]), dtype=np.int64), np.array(groups[-1]))
    assert probabilities(q, scores)[q == q[-1]] == pytest.approx(alone)


def test_huge_scores_do_not_overflow() -> None:
    p = probabilities(np.array([0, 0, 1, 1]), np.array([1e6, 0.0, -1e6, -1e6]))
    assert p.tolist() == [1.0, 0.0, 0.5, 0.5]


def test_no_candidates_are_no_probabilities() -> None:
    assert probabilities(np.array([], dtype=np.int64), np.array([])).tolist() == []


@pytest.fixture
def choice() -> Choice:
    frame = pl.DataFrame(
        {"q": [0, 0, 0, 1], "value": ["a", "b", "a", "c"], "near": [True, False, None, True]},
    )
    return Choice(
        "letter", frame, (Feature("near", pl.col("near"), 2.0), Feature("a", pl.col("value") == "a"))
    )


def test_unknown_inputs_count_as_nothing(choice: Choice) -> None:
    assert matrix(choice).tolist() == [[1, 1], [0, 0], [0, 1], [1, 0]]


def test_the_prior_holds_where_no_weight_was_fitted(choice: Choice) -> None:
    assert scored(choice, None)["score"].to_list() == [2, 0, 0, 2]
    assert scored(choice, {"letter": {"a": -1.0}})["score"].to_list() == [1, 0, -1, 2]
    assert scored(choice, {"other": {"near": 9.0}})["score"].to_list() == [2, 0, 0, 2]


def test_candidates_with_the_same_value_win_together() -> None:
    frame = pl.DataFrame(
        {"q": [0, 0, 0], "value": ["a", "b", "b"], "p": [0.4, 0.3, 0.3], "at": [1, 2, 3]},
    )
    (won,) = decide(frame, "at").iter_rows(named=True)
    assert (won["value"], won["at"]) == ("b", 2)
    assert won["p"] == pytest.approx(0.6)
    assert won["margin"] == pytest.approx(0.2)


def test_each_number_is_decided_once(choice: Choice) -> None:
    decided = decide(scored(choice, None))
    assert decided["q"].to_list() == [0, 1]
    assert decided["value"].to_list() == ["a", "c"]
    assert decided["margin"].to_list()[1] == 1
    assert decided["p"].to_list()[0] > LIKELY


def test_the_fitted_weights_are_finite_numbers() -> None:
    weights = load_weights()
    assert {"unit", "indicator", "status", "aspect", "technology", "period", "place"} <= set(weights)
    for features in weights.values():
        assert features
        assert all(math.isfinite(weight) for weight in features.values())
