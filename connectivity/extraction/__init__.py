"""Extraction: from a batch of documents to a frame of figures."""

from __future__ import annotations

from connectivity.extraction.extractor import extract
from connectivity.extraction.figure import FIGURE_SCHEMA, Figure, figures_of

__all__ = ["FIGURE_SCHEMA", "Figure", "extract", "figures_of"]
