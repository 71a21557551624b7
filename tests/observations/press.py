"""Documents with one figure a sentence, made for the tests of reconciliation."""

from __future__ import annotations

from typing import Any

import polars as pl

from connectivity.extraction.figure import FIGURE_SCHEMA
from connectivity.observations import reconcile

__all__ = ["Press"]


class Press:
    """Documents with one figure a sentence, in words of their own."""

    def __init__(self) -> None:
        self.documents = []
        self.figures = []

    def says(
        self,
        value: float,
        *,
        publisher: Any = None,
        published: str | None = None,
        sentence: str | None = None,
        doc: str | None = None,
        **given: Any,
    ) -> str:
        number = len(self.documents)
        text = sentence or " ".join(f"word{number}{letter}" for letter in "abcdefgh")
        doc = doc or f"d{number}"
        self.documents.append(
            {
                "doc": doc,
                "text": text,
                "published": published,
                "publisher": publisher,
                "url": given.pop("url", None),
                "lang": given.pop("lang", None),
            }
        )
        figure = f"{doc}@{given.pop('start', 0)}"
        low, high = given.pop("low", value), given.pop("high", value)
        known = {
            "figure": figure,
            "doc": doc,
            "start": 0,
            "end": 1,
            "sentence_start": 0,
            "sentence_end": len(text),
            "surface": str(value),
            "value": float(value),
            "low": low,
            "high": high,
            "unit": "settlement",
            "bound": "exact",
            "indicator": "settlements",
            "technology": "wired",
            "aspect": "connected",
            "status": "actual",
            "place": "KZ",
            "period": "2024-06",
            "confidence": 0.9,
        }
        self.figures.append({name: (known | given).get(name) for name in FIGURE_SCHEMA})
        return figure

    def frames(self) -> tuple[pl.LazyFrame, pl.LazyFrame]:
        documents = pl.DataFrame(
            self.documents,
            schema=dict.fromkeys(("doc", "text", "published", "publisher", "url", "lang"), pl.String),
        )
        return pl.DataFrame(self.figures, schema=FIGURE_SCHEMA).lazy(), documents.unique("doc").lazy()

    def observations(self) -> pl.DataFrame:
        return reconcile(*self.frames()).collect()

    def observation(self) -> dict[str, Any]:
        return self.observations().row(0, named=True)
