"""How well figures are extracted, against the floor: `python -m benchmarks.quality [--raise]`.

Three kinds of corpora: the annotated documents that the weights are not fitted to (the validation split, by
language), a page of several articles, and real pages (by language). The latter two lie in the shared folder
beside the checkout and are measured where it is. The floor, tests/quality/ratchet.json, holds the scores with
the hash of each corpus; `--raise` writes the scores as they are now.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.texts import ROOT
from connectivity.documents import Document, read
from connectivity.extraction import extract
from connectivity.extraction.evaluation import Scores, score
from connectivity.extraction.training import validates

__all__ = ["CORPORA", "RATCHET", "Corpus", "compare", "main", "measure"]

RATCHET = ROOT / "tests" / "quality" / "ratchet.json"
SHARED = ROOT.parent / "shared" / "input"
ANNOTATED = ROOT / "datasets" / "annotated"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Annotated documents to score on.

    Attributes:
        gold: Files of annotated documents.
        texts: Files to extract from; the annotated ones where none are given.
        held_out: Whether only documents of the validation split count.
        lang: The language of the documents that count, or None for all.
    """

    gold: tuple[Path, ...]
    texts: tuple[Path, ...] = ()
    held_out: bool = False
    lang: str | None = None

    @property
    def there(self) -> bool:
        """Whether all files are there."""
        return all(path.exists() for path in (*self.gold, *self.texts))

    def annotated(self) -> list[dict[str, Any]]:
        """The annotated documents that count."""
        lines = (
            line
            for path in self.gold
            for line in path.read_text(encoding="utf-8").split("\n")
            if line.strip()
        )
        rows = (json.loads(line) for line in lines)
        return [
            row
            for row in rows
            if (not self.held_out or validates(row["doc"])) and self.lang in {None, row.get("lang")}
        ]

    def fingerprint(self) -> str:
        """SHA-256 of the annotated documents that count."""
        text = json.dumps(self.annotated(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


OPEN_DOMAIN = "quantities_en.jsonl"  # sentences with values and units only: benchmarks/quantities.py
OWN = tuple(sorted(path for path in ANNOTATED.glob("*.jsonl") if path.name != OPEN_DOMAIN))
CORPORA: Mapping[str, Corpus] = {
    "validation": Corpus(OWN, held_out=True, lang="en"),
    "validation_ru": Corpus(OWN, held_out=True, lang="ru"),
    "validation_kk": Corpus(OWN, held_out=True, lang="kk"),
    "page": Corpus((SHARED / "000_6e06efcd8ff3adc3.figures.jsonl",), (SHARED / "000_6e06efcd8ff3adc3.txt",)),
    "real_pages": Corpus((SHARED / "real_pages.jsonl",), lang="en"),
    "real_pages_ru": Corpus((SHARED / "real_pages.jsonl",), lang="ru"),
}


def measure(corpus: Corpus) -> Scores:
    """Extract the figures of a corpus and score them."""
    gold = corpus.annotated()
    wanted = {row["doc"] for row in gold}
    found = [item for item in read(corpus.texts or corpus.gold) if isinstance(item, Document)]
    return score(gold, extract([document for document in found if document.page in wanted]))


def compare(name: str, scores: Scores, floor: Mapping[str, Any]) -> list[str]:
    """What fell below the floor, in words; nothing when nothing did."""
    if CORPORA[name].fingerprint() != floor["corpus"]:
        return [f"{name}: the annotations changed; measure anew with `python -m benchmarks.quality --raise`"]
    now = {"figures": scores.figures.f1, "claims": scores.claims.f1}
    return [
        f"{name}: F1 of {kind} fell from {floor[kind]:.4f} to {value:.4f}"
        for kind, value in now.items()
        if round(value, 4) < floor[kind]
    ]


def main(arguments: list[str] | None = None) -> None:
    """Print the scores beside the floor; with `--raise`, make them the floor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--raise", dest="lift", action="store_true", help="write the scores as the new floor")
    options = parser.parse_args(arguments)
    floors = json.loads(RATCHET.read_text(encoding="utf-8")) if RATCHET.exists() else {}
    for name, corpus in CORPORA.items():
        if not corpus.there:
            print(f"{name}: not here")
            continue
        scores = measure(corpus)
        attributes = "  ".join(f"{key} {share:.2f}" for key, share in scores.attributes.items())
        print(
            f"{name:<13} {scores.documents:>3} documents  figures F1 {scores.figures.f1:.4f}"
            f"  claims F1 {scores.claims.f1:.4f}  {attributes}"
        )
        for words in compare(name, scores, floors[name]) if name in floors else ():
            print(f"  {words}")
        floors[name] = {
            "corpus": corpus.fingerprint(),
            "documents": scores.documents,
            "figures": round(scores.figures.f1, 4),
            "claims": round(scores.claims.f1, 4),
        }
    if options.lift:
        RATCHET.write_text(f"{json.dumps(floors, indent=2)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
