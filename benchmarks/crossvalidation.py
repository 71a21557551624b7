"""How well unseen documents are read: `python -m benchmarks.crossvalidation [--lang ru] [--write]`.

Cross-validation by document over all annotated documents of a language: the weights are fitted five times,
each time without a fifth of the documents, which are then read. Scores are taken by file, attribute,
indicator and kind of difficulty, and of how far confidence can be trusted. With `--write` they go to the
language's file in tests/quality, which docs/quality.md shows, and the curve of confidence goes to the file of
weights.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from scipy.optimize import minimize

from benchmarks.difficulties import DIFFICULTIES, difficulties
from benchmarks.quality import ANNOTATED, ROOT
from connectivity.extraction import evaluation
from connectivity.extraction.confidence import Calibration, Curve, calibration_error, reliability
from connectivity.extraction.extractor import extract_with
from connectivity.extraction.gold import Annotated, read_annotated
from connectivity.extraction.model import load_weights
from connectivity.extraction.training import fit
from connectivity.lexicon import load_lexicon

__all__ = ["main"]

FILES = {
    "en": ("dev_en.jsonl", "own_en.jsonl", "pages_en.jsonl"),
    "ru": ("dev_ru_kk.jsonl", "pages_ru.jsonl"),
    "kk": ("dev_ru_kk.jsonl", "pages_kk.jsonl"),
}
FOLDS = 5
RESULTS = ROOT / "tests" / "quality"
WEIGHTS = ROOT / "connectivity" / "extraction"
CONFUSED = ("indicator", "technology", "aspect", "status")
OF_INDICATOR = "indicator "


def fold_of(doc: str) -> int:
    """The fold of a document, by the hash of its id."""
    return int(hashlib.md5(doc.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def documents_in(language: str) -> dict[str, list[Annotated]]:
    """The annotated documents of a language, by file."""
    files = {name: read_annotated([Path(ANNOTATED / name)]) for name in FILES[language]}
    return {
        name: [a for a in documents if (a.document.lang or "en") == language]
        for name, documents in files.items()
    }


def read_unseen(documents: Sequence[Annotated], language: str = "en") -> pl.DataFrame:
    """The figures of all documents, each read with weights fitted without it; confidence is the raw score."""
    lexicon = load_lexicon(language)
    priors = None if language == "en" else load_weights("en")
    frames = []
    for fold in range(FOLDS):
        rest = [a for a in documents if fold_of(a.document.doc) != fold]
        held = [a.document for a in documents if fold_of(a.document.doc) == fold]
        weights = fit(rest, lexicon, priors=priors)
        frames.append(extract_with(held, lexicon, weights).with_columns(pl.lit(fold).alias("fold")))
    return pl.concat(frames)


def fitted_curves(frame: pl.DataFrame) -> Calibration:
    """The curves that fit best: columns confidence, right, other."""
    curves = [
        fitted_curve(*(part[name].to_numpy() for name in ("confidence", "right")))
        for part in (frame.filter(~pl.col("other")), frame.filter("other"))
    ]
    return Calibration(*curves)


def fitted_curve(scores: np.ndarray, right: np.ndarray) -> Curve:
    """The logistic curve that fits best."""

    def loss(x: np.ndarray) -> float:
        p = np.clip(Curve(float(x[0]), float(x[1])).share(scores), 1e-9, 1 - 1e-9)
        return float(-(np.where(right, np.log(p), np.log(1 - p))).mean())

    slope, intercept = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return Curve(round(float(slope), 4), round(float(intercept), 4))


def trust(documents: Sequence[Annotated], figures: pl.DataFrame) -> tuple[Calibration, dict[str, Any]]:
    """The curve over all figures, and how well curves of the other folds tell each fold's share right."""
    found = figures.partition_by("doc", as_dict=True)
    rows = []
    for annotated in documents:
        own = found.get((annotated.document.doc,))
        if own is not None:
            marks = evaluation.right(annotated.figures, own.to_dicts())
            other = (pl.col("indicator") == "other").alias("other")
            rows.append(own.select("confidence", "fold", other, pl.Series("right", marks)))
    frame = pl.concat(rows)
    scores, right, folds, others = (
        frame[name].to_numpy() for name in ("confidence", "right", "fold", "other")
    )
    shares = np.zeros(len(scores))
    for fold in range(FOLDS):
        curves = fitted_curves(frame.filter(pl.col("fold") != fold))
        shares[folds == fold] = curves.shares(scores[folds == fold], others[folds == fold])
    told = {
        "error": round(calibration_error(shares, right), 4),
        "error_uncalibrated": round(calibration_error(scores, right), 4),
        "bins": reliability(shares, right).to_dicts(),
    }
    return fitted_curves(frame), told


def tables(documents: Sequence[Annotated], figures: pl.DataFrame) -> dict[str, Any]:
    """The scores by indicator and difficulty, and what was taken for what."""
    found = {name[0]: part.to_dicts() for name, part in figures.partition_by("doc", as_dict=True).items()}
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("gold", "found", "claims")}
    confusions: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in CONFUSED}
    for annotated in documents:
        golds, rows = annotated.figures, found.get(annotated.document.doc, [])
        pairs = evaluation.matched(golds, rows)
        hits = {id(gold): row for gold, row in pairs}
        for gold in golds:
            if gold.get("optional"):
                continue
            names = [f"{OF_INDICATOR}{gold['indicator']}", *difficulties(annotated.document.text, gold)]
            row = hits.get(id(gold))
            whole = row is not None and all(
                evaluation.agree(field, gold, row) for field in evaluation.CLAIM_FIELDS
            )
            for name in names:
                counts["gold"][name] += 1
                counts["found"][name] += row is not None
                counts["claims"][name] += whole
        for gold, row in pairs:
            for field in CONFUSED:
                if gold.get(field) != "?" and gold["indicator"] != "other":
                    confusions[field][str(gold.get(field)), str(row.get(field))] += 1
    shares = {
        name: {
            "figures": total,
            "found": round(counts["found"][name] / total, 4),
            "claims": round(counts["claims"][name] / total, 4),
        }
        for name, total in counts["gold"].items()
    }
    return {
        "indicators": {
            n.split(" ", 1)[1]: s for n, s in sorted(shares.items()) if n.startswith("indicator ")
        },
        "difficulties": {name: shares[name] for name in DIFFICULTIES if name in shares},
        "confusions": {
            field: [[gold, found_, n] for (gold, found_), n in sorted(pairs_.items(), key=by_count)]
            for field, pairs_ in confusions.items()
        },
    }


def by_count(item: tuple[tuple[str, str], int]) -> tuple[int, tuple[str, str]]:
    """The most frequent first."""
    return -item[1], item[0]


def main(arguments: list[str] | None = None) -> None:
    """Print the scores; with `--write`, store them and the curve of confidence."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="store the scores and the curve of confidence")
    parser.add_argument("--lang", default="en", choices=sorted(FILES), help="whose documents")
    options = parser.parse_args(arguments)
    files = documents_in(options.lang)
    documents = [annotated for file in files.values() for annotated in file]
    figures = read_unseen(documents, options.lang)
    scores = {}
    for name, some in {**files, "all": documents}.items():
        own = figures.filter(pl.col("doc").is_in([a.document.doc for a in some]))
        scored = evaluation.score([{"doc": a.document.doc, "figures": a.figures} for a in some], own)
        scores[name] = scored.as_dict()
        print(f"{name}: figures F1 {scored.figures.f1:.3f}, claims F1 {scored.claims.f1:.3f}")
    curves, told = trust(documents, figures)
    print(f"confidence: error {told['error']} (before the curve {told['error_uncalibrated']})")
    if options.write:
        result = {"scores": scores, "confidence": told, **tables(documents, figures)}
        stored = RESULTS / f"crossvalidation_{options.lang}.json"
        stored.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        file = WEIGHTS / f"weights_{options.lang}.json"
        weights = json.loads(file.read_text(encoding="utf-8"))
        weights["confidence"] = dataclasses.asdict(curves)
        file.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
