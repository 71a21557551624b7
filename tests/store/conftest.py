"""Small documents and figures for the tests of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from connectivity.documents.document import Document
from connectivity.extraction.figure import FIGURE_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable


def _stated(document: Document, surface: str, **given: Any) -> dict[str, Any]:
    start = document.text.index(surface)
    value = given.pop("value", float(surface.replace(",", "")))
    known = {
        "figure": f"{document.doc}@{start}",
        "doc": document.doc,
        "start": start,
        "end": start + len(surface),
        "sentence_start": 0,
        "sentence_end": len(document.text),
        "surface": surface,
        "value": value,
        "low": value,
        "high": value,
        "unit": "settlement",
        "bound": "exact",
        "indicator": "settlements",
        "aspect": "connected",
        "status": "actual",
        "place": "KZ",
        "period": "2024-06",
        "confidence": 0.9,
    }
    return {name: (known | given).get(name) for name in FIGURE_SCHEMA}


def _frame(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=FIGURE_SCHEMA)


@pytest.fixture(scope="session")
def stated() -> Callable[..., dict[str, Any]]:
    """Makes one figure of a document, as extraction would give it."""
    return _stated


@pytest.fixture(scope="session")
def frame() -> Callable[..., pl.DataFrame]:
    """Makes a frame of figures."""
    return _frame


@pytest.fixture
def villages() -> tuple[list[Document], pl.DataFrame]:
    document = Document(
        doc="villages", text="A wired line reaches 2,606 of 6,290 villages.", source="villages.txt"
    )
    wired = _stated(document, "2,606", technology="wired")
    return [document], _frame(wired, _stated(document, "6,290", aspect="total"))
