"""Fits the binder's weights to annotated documents: `python -m connectivity.extraction.training`.

A softmax over each number's candidates; the loss is the negative log probability of all right ones together,
with weights shrunk towards the priors that features declare, or, for other languages than English, towards
the English weights. It needs scipy, a development dependency.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import operator
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from connectivity.documents import Document, read
from connectivity.extraction import columns as pl
from connectivity.extraction.agreement import country, same_number, same_period
from connectivity.extraction.bind_unit import NOT_A_FIGURE
from connectivity.extraction.binder import bind
from connectivity.extraction.gold import UNKNOWN, Annotated, align, read_annotated, split_pages
from connectivity.extraction.model import Choice, Weights, load_weights, matrix, probabilities
from connectivity.extraction.scene import Scene, make_scene
from connectivity.lexicon import Lexicon, load_lexicon
from connectivity.lexicon.currencies import choose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy.typing as npt

__all__ = ["fit", "main"]

STRENGTH: Final = {
    "unit": 0.7,
    "indicator": 1.0,
    "status": 4.0,
    "aspect": 3.0,
    "technology": 5.0,
    "period": 1.0,
    "place": 1.0,
}  # of the pull towards the priors
PAGE_WEIGHT: Final = 15.0
FOLDS: Final = 3
VALIDATION_SHARE: Final = 10  # every tenth document, by the hash of its id, validates


def fit(
    documents: Sequence[Annotated],
    lexicon: Lexicon,
    strength: Mapping[str, float] = STRENGTH,
    priors: Weights | None = None,
) -> Weights:
    """The weights that fit the documents best: attribute, feature, weight.

    Args:
        documents: What is fitted to, all in the lexicon's language.
        lexicon: The language.
        strength: Of the pull towards the priors, by attribute.
        priors: Weights of another language, in place of the priors that the features declare.
    """
    scene = make_scene([a.document for a in documents], lexicon)
    labels = gold_labels(scene, documents)
    weights: Weights = {}

    homes = scene.quantities.select("q", "doc").rows()
    folds = {q: doc % FOLDS for q, doc in homes}
    counts = {q: documents[doc].weight for q, doc in homes}

    def observe(choice: Choice) -> pl.DataFrame:
        right = right_candidates(choice, scene, labels)
        pull = Pull(strength[choice.attribute.split(",")[0]], (priors or {}).get(choice.attribute, {}))
        weights[choice.attribute] = fitted(choice, right, pull, counts)
        return unseen(choice, right, pull, folds, counts)

    bind(scene, lexicon, weights, observe)
    return weights


@dataclass(frozen=True, slots=True)
class Pull:
    """What draws weights back: how strongly, and where to, for features that the mapping names."""

    strength: float
    priors: Mapping[str, float]


def unseen(
    choice: Choice,
    right: npt.NDArray[np.bool_],
    pull: Pull,
    folds: Mapping[int, int],
    counts: Mapping[int, float],
) -> pl.DataFrame:
    """The candidates scored by weights that have not seen their document, for later choices to learn from."""
    fold = np.array([folds[q] for q in choice.candidates["q"].to_list()], dtype=np.int64)
    inputs, scores = matrix(choice), np.zeros(len(fold))
    for number in range(FOLDS):
        rest = fold != number
        part = Choice(choice.attribute, choice.candidates.filter(pl.Series(rest)), choice.features)
        weights = fitted(part, right[rest], pull, counts)
        scores[~rest] = inputs[~rest] @ np.array([weights[f.name] for f in choice.features])
    p = probabilities(choice.candidates["q"].to_numpy(), scores)
    return choice.candidates.with_columns(pl.Series("score", scores), pl.Series("p", p))


def gold_labels(scene: Scene, documents: Sequence[Annotated]) -> dict[int, dict[str, Any]]:
    """For each number `q` that is an annotated figure, the figure."""
    labels: dict[int, dict[str, Any]] = {}
    for number, annotated in enumerate(documents):
        own = scene.quantities.filter(scene.quantities["doc"] == number)
        labels.update(align(annotated, own, int(scene.batch.starts[number])))
    return labels


def right_candidates(
    choice: Choice, scene: Scene, labels: dict[int, dict[str, Any]]
) -> npt.NDArray[np.bool_]:
    """For each candidate, whether the annotation agrees; numbers that do not teach have no right one."""
    attribute = choice.attribute.split(",")[0]
    frame = choice.candidates
    values, qs = frame["value"].to_list(), frame["q"].to_list()
    if attribute == "unit":
        return right_units(choice, scene, labels)
    test: Callable[[Any, str], bool] = TESTS.get(attribute, operator.eq)
    right = np.zeros(len(qs), dtype=bool)
    for i, (q, value) in enumerate(zip(qs, values, strict=True)):
        gold = labels.get(q)
        if (
            gold is None
            or gold.get(attribute) == UNKNOWN
            or (gold["indicator"] == "other" and attribute not in {"indicator", "status"})
        ):
            continue
        right[i] = test(gold.get(attribute), value)
    return exact(right, qs, values, labels, attribute) if attribute in {"place", "period"} else right


TESTS: Final[dict[str, Callable[[Any, str], bool]]] = {
    "technology": lambda gold, value: (gold or "") == value,
    "period": lambda gold, value: same_period(gold, value or None),
    "place": lambda gold, value: country(gold) == country(value or None),
}


def exact(
    right: npt.NDArray[np.bool_],
    qs: list[int],
    values: list[str],
    labels: dict[int, dict[str, Any]],
    attribute: str,
) -> npt.NDArray[np.bool_]:
    """Where a candidate is the very region or date annotated, those less precise are not right."""
    same = right & np.array(
        [bool(labels.get(q)) and labels[q].get(attribute) == v for q, v in zip(qs, values, strict=True)],
        dtype=bool,
    )
    has_same = {q for q, e in zip(qs, same, strict=True) if e}
    return np.array(
        [(e if q in has_same else r) for q, r, e in zip(qs, right, same, strict=True)], dtype=bool
    )


def right_units(choice: Choice, scene: Scene, labels: dict[int, dict[str, Any]]) -> npt.NDArray[np.bool_]:
    """The unit agrees when value and unit do; a number that is not annotated is no figure."""
    amounts = dict(zip(scene.quantities["q"].to_list(), scene.quantities["value"].to_list(), strict=True))
    homes = dict(zip(scene.quantities["q"].to_list(), scene.quantities["doc"].to_list(), strict=True))
    countries = dict(scene.countries.rows())
    frame = choice.candidates.select("q", "value", "type", "thing")
    right = []
    for q, value, kind, thing in frame.rows():
        gold = labels.get(q)
        if gold is None:
            right.append(value == NOT_A_FIGURE)
            continue
        if gold.get("optional") or gold["unit"] == UNKNOWN:
            right.append(False)
            continue
        unit = choose(value, countries[homes[q]]) if value and "|" in value else value
        agrees = unit == gold["unit"]
        if kind == "thing" and agrees and unit == "person" and gold["indicator"] not in {UNKNOWN, "other"}:
            agrees = thing == gold["indicator"] or thing == "population"
        right.append(agrees and (kind != "measure" or magnitude(amounts[q], gold)))
    return np.array(right, dtype=bool)


def magnitude(amount: float, gold: dict[str, Any]) -> bool:
    """Whether a number has the annotated size, whatever its sign."""
    return same_number(abs(gold["value"]), abs(amount))


def fitted(
    choice: Choice, right: npt.NDArray[np.bool_], pull: Pull, counts: Mapping[int, float]
) -> dict[str, float]:
    """The weights of one choice, by L-BFGS."""
    from scipy.optimize import minimize

    inputs, q = matrix(choice), choice.candidates["q"].to_numpy()
    priors = np.array([pull.priors.get(f.name, f.prior) for f in choice.features])
    taught = np.unique(q[right])
    keep = np.isin(q, taught)
    inputs, q, right = inputs[keep], q[keep], right[keep]
    if not len(q):
        return {f.name: float(p) for f, p in zip(choice.features, priors, strict=True)}
    starts = np.flatnonzero(np.concatenate(([True], q[1:] != q[:-1])))
    group = np.cumsum(np.concatenate(([True], q[1:] != q[:-1]))) - 1
    count = np.array([counts.get(int(number), 1.0) for number in q[starts]])

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        scores = inputs @ weights
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        p = raised / np.add.reduceat(raised, starts)[group]
        mass = np.add.reduceat(np.where(right, p, 0.0), starts)
        wanted = np.where(right, p, 0.0) / np.maximum(mass, 1e-12)[group]
        away = weights - priors
        value = -(count * np.log(np.maximum(mass, 1e-12))).sum() + pull.strength * (away @ away)
        return float(value), inputs.T @ ((p - wanted) * count[group]) + 2 * pull.strength * away

    result = minimize(loss, priors, jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return {f.name: round(float(w), 4) for f, w in zip(choice.features, result.x, strict=True)}


def page_articles(figures: Path, text: Path) -> list[Annotated]:
    """The annotated articles of a real page."""
    articles = [d for d in read([text]) if isinstance(d, Document)]
    (page,) = read_annotated([figures])
    return [replace(article, weight=PAGE_WEIGHT) for article in split_pages(page, articles)]


def validates(doc: str) -> bool:
    """Whether a document belongs to the validation split: every tenth, by the hash of its id.

    Of the open-domain sentences (quantities_en.jsonl) half b is for measuring only, half a for fitting.
    """
    if doc.startswith("quantities-"):
        return doc.startswith("quantities-b-")
    return int(hashlib.sha256(doc.encode()).hexdigest(), 16) % VALIDATION_SHARE == 0


def main(arguments: list[str] | None = None) -> int:
    """Fit on all documents given and write the file of weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("annotated", nargs="+", type=Path, help="JSON lines files of annotated documents")
    parser.add_argument("--language", default="en", help="of the documents")
    parser.add_argument(
        "--page",
        nargs=2,
        type=Path,
        action="append",
        default=[],
        metavar=("FIGURES", "TEXT"),
        help="a real page with its annotated figures; it counts fifteenfold, as there are few",
    )
    options = parser.parse_args(arguments)
    own = options.language
    documents = [
        a
        for a in read_annotated(options.annotated)
        if (a.document.lang or "en") == own and not validates(a.document.doc)
    ]
    for figures, text in options.page:
        documents += page_articles(figures, text)
    weights = fit(documents, load_lexicon(own), priors=None if own == "en" else load_weights("en"))
    fitted_on = [p.name for p in options.annotated] + [figures.name for figures, _ in options.page]
    output = Path(__file__).with_name(f"weights_{own}.json")
    before = json.loads(output.read_text(encoding="utf-8")) if output.exists() else {}
    fitted = {"fitted on": fitted_on, "documents": len(documents), "weights": weights}
    curve = {"confidence": before["confidence"]} if "confidence" in before else {}
    output.write_text(json.dumps(fitted | curve, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
