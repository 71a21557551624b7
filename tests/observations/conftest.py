"""Documents and figures for the tests of observations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from connectivity.documents.document import Document
from connectivity.extraction.figure import FIGURE_SCHEMA

SHARED = Path(__file__).parents[3] / "shared"
PAGE = SHARED / "input" / "000_6e06efcd8ff3adc3.figures.jsonl"


def interval(value: float, upper: float | None, bound: str | None) -> tuple[float | None, float | None]:
    if bound in ("over", "at_least"):
        return value, None
    if bound in ("under", "up_to"):
        return None, value
    reach = 0.05 * abs(value) if bound == "about" else 0.0
    return value - reach, (upper or value) + reach


def annotated(row: dict[str, Any]) -> tuple[Document, pl.DataFrame]:
    """A document of the benchmark and its figures as extraction would give them; "?" is null."""
    names = ("doc", "text", "title", "published", "publisher", "url", "place", "lang")
    document = Document(**{name: row.get(name) for name in names}, source="page.txt")
    fallback = {"aspect": "total", "status": "actual", "bound": "exact", "unit": "%"}
    rows = []
    for given in row["figures"]:
        known = {key: None if value == "?" else value for key, value in given.items()}
        known = {key: value if value is not None else fallback.get(key) for key, value in known.items()}
        start = known["start"]
        low, high = interval(known["value"], known["value_upper"], known["bound"])
        known |= {"doc": row["doc"], "figure": f"{row['doc']}@{start}", "low": low, "high": high}
        known |= {"sentence_start": start, "sentence_end": known["end"], "confidence": 1.0}
        rows.append({name: known.get(name) for name in FIGURE_SCHEMA})
    return document, pl.DataFrame(rows, schema=FIGURE_SCHEMA)


@pytest.fixture
def page() -> tuple[Document, pl.DataFrame]:
    if not PAGE.exists():
        pytest.skip("the annotated page is not beside the repository")
    return annotated(json.loads(PAGE.read_text(encoding="utf-8")))
