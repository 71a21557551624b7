"""The quality of extraction never falls below what was reached."""

from __future__ import annotations

import json

import pytest

from benchmarks.quality import CORPORA, RATCHET, compare, measure
from connectivity.extraction.evaluation import Rate, Scores


@pytest.mark.parametrize("name", CORPORA)
def test_scores_are_not_below_the_floor(name: str) -> None:
    if not CORPORA[name].there:
        pytest.skip("the corpus is not beside this checkout")
    floor = json.loads(RATCHET.read_text(encoding="utf-8"))[name]
    assert compare(name, measure(CORPORA[name]), floor) == []


def test_a_lower_score_and_another_corpus_are_noticed() -> None:
    scores = Scores(1, Rate(9, 10, 10), Rate(5, 10, 10), {}, ())
    floor = {"corpus": CORPORA["validation"].fingerprint(), "figures": 0.9, "claims": 0.5}
    assert compare("validation", scores, floor) == []
    assert len(compare("validation", scores, {**floor, "claims": 0.51})) == 1
    assert len(compare("validation", scores, {**floor, "corpus": "other"})) == 1
