"""The scores are those of the annotation tools, and mean what they say."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectivity.extraction.agreement import same_period
from connectivity.extraction.evaluation import CLAIM_FIELDS, Rate, agree, score

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
ANNOTATED = ROOT / "datasets" / "annotated" / "dev_en.jsonl"
FIELDS = [
    "doc",
    "surface",
    "start",
    "value",
    "value_upper",
    "unit",
    "bound",
    *CLAIM_FIELDS,
    "base_period",
    "of",
]


def documents() -> list[dict[str, Any]]:
    return [json.loads(line) for line in ANNOTATED.read_text(encoding="utf-8").splitlines()]


def rows(gold: list[dict[str, Any]]) -> list[dict[str, Any]]:
    answered = (
        {k: None if v == "?" else v for k, v in f.items()} | {"doc": d["doc"]}
        for d in gold
        for f in d["figures"]
    )
    return [{name: row.get(name) for name in FIELDS} for row in answered]


def spoiled(gold: list[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    """The annotation with figures left out, repeated, invented, and with attributes changed."""
    chance = random.Random(seed)  # noqa: S311 -- reproducible damage, no secret
    found = []
    for row in rows(gold):
        kind = chance.random()
        if kind < 0.1:
            continue
        if kind < 0.5:
            row[chance.choice([*CLAIM_FIELDS, "unit", "base_period", "of"])] = chance.choice(
                ["KZ", "2024", "x", None]
            )
        if kind > 0.9:
            found.append({**row, "value": row["value"] + 1, "doc": f"{row['doc']}#2"})
        if kind > 0.95:
            row["value"] *= 1 + 1e-7
        found.append(row)
    chance.shuffle(found)
    return found


def frame(found: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(
        found, schema_overrides={"value": pl.Float64, "value_upper": pl.Float64}, infer_schema_length=None
    )


def test_the_annotation_itself_is_perfect() -> None:
    gold = documents()
    scores = score(gold, frame(rows(gold)))
    assert scores.figures.f1 == 1
    assert scores.claims.f1 == 1
    assert not scores.mistakes


def test_nothing_found_scores_zero() -> None:
    gold = documents()
    scores = score(gold, frame(rows(gold)).clear())
    assert scores.figures.as_dict() == {"precision": 0, "recall": 0, "f1": 0, "gold": 382, "predicted": 0}
    assert {m.kind for m in scores.mistakes} == {"missed"}


@pytest.mark.parametrize("seed", range(4))
def test_the_numbers_are_those_of_the_shared_script(seed: int, tmp_path: Path) -> None:
    script = SHARED / "tools" / "score_figures.py"
    if not script.exists():
        pytest.skip("the shared folder is not beside this checkout")
    gold = documents()
    found = spoiled(gold, seed)
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    command = [sys.executable, str(script), str(ANNOTATED), str(predicted), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    scores = score(gold, frame(found))
    assert scores.as_dict() == theirs
    assert scores.claims.f1 < scores.figures.f1 < 1


def test_an_optional_figure_is_neither_missed_nor_wrong() -> None:
    figure = {"surface": "1", "value": 1, "unit": "km", "indicator": "fibre", "optional": True}
    gold = [{"doc": "a", "figures": [figure]}]
    found = pl.DataFrame({"doc": ["a"], "value": [1.0], "unit": ["km"], "indicator": ["fibre"]})
    assert score(gold, found).figures == Rate(0, 0, 0)
    assert score(gold, found.clear()).figures == Rate(0, 0, 0)


def test_a_number_is_matched_once() -> None:
    figure = {"surface": "1", "value": 1, "unit": "km", "indicator": "fibre"}
    found = pl.DataFrame(
        {"doc": ["a", "a"], "value": [1.0, 1.0], "unit": ["km", "km"], "indicator": ["fibre"] * 2}
    )
    assert score([{"doc": "a", "figures": [figure]}], found).figures == Rate(hit=1, gold=1, predicted=2)


def test_mistakes_name_the_figure_and_both_values() -> None:
    gold = documents()[:1]
    found = rows(gold)
    found[0]["status"] = "target"
    (mistake,) = score(gold, frame(found)).mistakes
    assert str(mistake) == "dev-en-201: '3,018' wrong: status target instead of actual"


PARTS = st.builds(
    "{:04d}{}".format, st.integers(2015, 2030), st.sampled_from(["", "-01", "-06", "-12", "-06-18", "-12-31"])
)
PERIODS = st.one_of(st.none(), PARTS, st.builds("{}/{}".format, PARTS, PARTS))


@given(PERIODS, PERIODS)
def test_agreement_of_periods_is_symmetric(one: str | None, other: str | None) -> None:
    assert same_period(one, other) == same_period(other, one)
    assert same_period(one, one)


@given(
    st.sampled_from(["KZ", "KZ:Almaty", "AZ+KZ", "world", None]),
    st.sampled_from(["KZ", "KZ:Aral", "KG", None]),
)
def test_a_place_agrees_by_country_and_a_region_in_full(one: str | None, other: str | None) -> None:
    assert agree("region", {"place": one}, {"place": other}) == (one == other)
    if agree("region", {"place": one}, {"place": other}):
        assert agree("place", {"place": one}, {"place": other})
