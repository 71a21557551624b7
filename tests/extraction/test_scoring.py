"""Scores without the matrix are the matrix times the weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.documents import Document, read
from connectivity.extraction import columns as pl
from connectivity.extraction import extract
from connectivity.extraction.binder import bind
from connectivity.extraction.columns import pool
from connectivity.extraction.model import Choice, load_weights, matrix, scored, weight_vector
from connectivity.extraction.scene import make_scene
from connectivity.extraction.scoring import plan, weighted
from connectivity.lexicon import load_lexicon

ROOT = Path(__file__).resolve().parents[2]
TABLE = "Region | Villages with fibre | Speed, Mbit/s\nAkmola | 120 of 300 | 43.6\nAktobe | 85 | 12"


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    found = read(ROOT / "datasets" / "annotated" / "dev_en.jsonl")
    return [*[d for d in found if isinstance(d, Document)][:40], Document(doc="table", text=TABLE)]


def test_every_choice_scores_as_its_matrix_says(documents: list[Document]) -> None:
    lexicon, weights = load_lexicon(), load_weights()
    seen: dict[str, int] = {}

    def observe(choice: Choice) -> pl.DataFrame:
        found = scored(choice, weights)
        expected = matrix(choice) @ weight_vector(choice, weights)
        assert found["score"].to_numpy() == pytest.approx(expected, abs=1e-9)
        assert (np.diff(found["q"].to_numpy()) >= 0).all()
        seen[choice.attribute] = found.height
        return found

    bind(make_scene(documents, lexicon), lexicon, weights, observe)
    assert len(seen) == 14
    assert min(seen.values()) > 0


ROWS = st.lists(
    st.tuples(st.none() | st.sampled_from("abc"), st.none() | st.booleans(), st.none() | st.integers(-3, 3)),
    max_size=8,
)
KIND, NEAR, SIZE = pl.col("kind"), pl.col("near"), pl.col("size")
FEATURES = (
    KIND == "a",
    KIND == "b",
    (KIND == "a") & NEAR,
    (KIND == "b") & NEAR,
    (KIND == "c") & ~NEAR,
    (KIND == "a") * SIZE.cast(pl.Float64),
    (KIND == "b") * SIZE.cast(pl.Float64),
    pl.when(NEAR).then(SIZE),
    pl.when(NEAR).then((KIND == "a") & (SIZE > 0)),
    NEAR.cast(pl.Float64) * SIZE,
    SIZE,
    (SIZE + 4).log(),
    NEAR,
    KIND.is_in(["a", "c"]) | NEAR,
    pl.when(NEAR).then(1.0).otherwise(SIZE),
    (SIZE.min().over("kind") == SIZE) & (KIND != "c"),
)


@settings(deadline=None)
@given(ROWS, st.lists(st.integers(-2, 2), min_size=len(FEATURES), max_size=len(FEATURES)))
def test_any_features_add_up(rows: list[tuple[object, ...]], weights: list[int]) -> None:
    frame = pl.DataFrame(rows, {"kind": pl.String, "near": pl.Boolean, "size": pl.Int64}, orient="row")
    columns = [np.nan_to_num(frame.full(f).numbers().astype(float)) for f in FEATURES]
    expected = sum((w * c for w, c in zip(weights, columns, strict=True)), np.zeros(len(rows)))
    vector = tuple(float(w) for w in weights)
    assert weighted(frame, plan(FEATURES, vector)) == pytest.approx(expected)


def test_a_new_pool_of_strings_changes_nothing(
    documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = extract(documents[:5])
    monkeypatch.setattr(pool, "MOST", 0)
    assert extract(documents[:5]).equals(before)
    assert extract(documents[:5]).equals(before)
