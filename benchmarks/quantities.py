"""How well values and units are read from sentences of any topic: `python -m benchmarks.quantities`.

The sentences are datasets/annotated/quantities_en.jsonl: half a has been read for errors and weights are
fitted to its units, half b is for measuring only. `--errors` prints what went wrong in half a. quantulum3
reads the same sentences where an interpreter has it (`--peer PYTHON`); only its values are compared, as it
names no counted things, without their signs and with a share counted as right when it is given as a fraction.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.peer import peer_output
from benchmarks.texts import ROOT
from connectivity.documents import Document
from connectivity.extraction import extract
from connectivity.extraction.evaluation import Rate, Scores, score

__all__ = ["ANNOTATED", "half", "main", "measure", "peer_rate"]

ANNOTATED = ROOT / "datasets" / "annotated" / "quantities_en.jsonl"
PEER = """
import importlib.util, json, sys
if importlib.util.find_spec("quantulum3") is None:
    sys.exit(3)
from quantulum3 import classifier, parser
classifier.USE_CLF = False
texts = json.load(sys.stdin)
json.dump([[[q.value, q.uncertainty or 0, q.unit.name] for q in parser.parse(t)] for t in texts], sys.stdout)
"""


def half(name: str) -> list[dict[str, Any]]:
    """The annotated sentences of half "a" or "b"."""
    lines = ANNOTATED.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [row for row in rows if row["doc"].startswith(f"quantities-{name}-")]


def measure(rows: Sequence[Mapping[str, Any]]) -> tuple[Scores, Scores]:
    """The scores of values alone, and of values with units."""
    documents = [Document(doc=row["doc"], text=row["text"], lang="en") for row in rows]
    figures = extract(documents)
    blind = [{**row, "figures": [{**figure, "unit": "?"} for figure in row["figures"]]} for row in rows]
    return score(blind, figures), score(rows, figures)


def peer_rate(rows: Sequence[Mapping[str, Any]], python: str) -> Rate | None:
    """How many values quantulum3 reads right; None where the interpreter does not have it."""
    printed = peer_output(python, PEER, [row["text"] for row in rows])
    if printed is None:
        return None
    total = Rate()
    for row, found in zip(rows, json.loads(printed), strict=True):
        total += peer_sentence(row["figures"], found)
    return total


def peer_sentence(figures: Sequence[Mapping[str, Any]], found: Sequence[tuple[float, float, str]]) -> Rate:
    """The values of one sentence that a peer reads right."""
    open_, hit, optional = list(found), 0, 0
    for figure in figures:
        match = next((q for q in open_ if agrees(figure, *q)), None)
        if match is not None:
            open_.remove(match)
            hit += not figure.get("optional")
            optional += bool(figure.get("optional"))
    required = sum(not figure.get("optional") for figure in figures)
    return Rate(hit, required, len(found) - optional)


def agrees(figure: Mapping[str, Any], value: float, uncertainty: float, unit: str) -> bool:
    """Whether a peer's value, the middle of its range, is the annotated one.

    >>> agrees({"value": 30, "value_upper": 40, "unit": "km"}, 35, 5, "kilometre")
    True
    >>> agrees({"value": 33.33, "value_upper": None, "unit": "%"}, 1 / 3, 0, "dimensionless")
    True
    """
    low, high = figure["value"], figure["value_upper"]
    if high is not None:
        return math.isclose(value - uncertainty, low) and math.isclose(value + uncertainty, high)
    scale = 100 if figure["unit"] == "%" and unit == "dimensionless" else 1
    return math.isclose(abs(value) * scale, abs(low), rel_tol=1e-3 if scale > 1 else 1e-6)


def main(arguments: list[str] | None = None) -> None:
    """Print the scores of both halves, and the peer's."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true", help="print what went wrong in half a")
    parser.add_argument(
        "--peer", default=sys.executable, metavar="PYTHON", help="interpreter with quantulum3"
    )
    options = parser.parse_args(arguments)
    for name in ("a", "b"):
        rows = half(name)
        values, both = measure(rows)
        print(
            f"half {name}: {len(rows)} sentences, {both.figures.gold} quantities"
            f"  value F1 {values.figures.f1:.4f}  value and unit F1 {both.figures.f1:.4f}"
        )
        peer = peer_rate(rows, options.peer)
        told = "is not installed there" if peer is None else f"value F1 {peer.f1:.4f}"
        print(f"        quantulum3 ({Path(options.peer).name}) {told}")
        if options.errors and name == "a":
            for mistake in both.mistakes:
                if mistake.kind != "wrong":
                    print(f"  {mistake}")


if __name__ == "__main__":
    main()
