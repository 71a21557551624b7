"""Connectivity turns reports about digital infrastructure into audited numbers, each with its sentence.

The public API, imported when first used, so that `import connectivity` costs nothing:

>>> import connectivity
>>> [document.title for document in connectivity.read(connectivity.briefs_folder())][:0]
[]
>>> sorted(set(dir(connectivity)) & {"extract", "ingest", "open_store", "read"})
['extract', 'ingest', 'open_store', 'read']
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from connectivity.analysis import audit, currency, gaps, growth, targets
    from connectivity.charts import plan_charts, write_charts
    from connectivity.documents import Document, Refusal, briefs_folder, read
    from connectivity.errors import ConnectivityError
    from connectivity.extraction import extract
    from connectivity.extraction.evaluation import score
    from connectivity.extraction.explaining import explain
    from connectivity.extraction.figure import Figure, figures_of
    from connectivity.lexicon import load_lexicon
    from connectivity.observations import Correction, ingest, load_corrections, rebuild, reconcile
    from connectivity.reports import build_report, render_html, render_markdown, render_terminal
    from connectivity.store import Store, open_store

__all__ = [
    "ConnectivityError",
    "Correction",
    "Document",
    "Figure",
    "Refusal",
    "Store",
    "audit",
    "briefs_folder",
    "build_report",
    "currency",
    "explain",
    "extract",
    "figures_of",
    "gaps",
    "growth",
    "ingest",
    "load_corrections",
    "load_lexicon",
    "open_store",
    "plan_charts",
    "read",
    "rebuild",
    "reconcile",
    "render_html",
    "render_markdown",
    "render_terminal",
    "score",
    "targets",
    "write_charts",
]

_HOMES: Final = {
    "analysis": ("audit", "currency", "gaps", "growth", "targets"),
    "charts": ("plan_charts", "write_charts"),
    "documents": ("Document", "Refusal", "briefs_folder", "read"),
    "errors": ("ConnectivityError",),
    "extraction": ("extract",),
    "extraction.evaluation": ("score",),
    "extraction.explaining": ("explain",),
    "extraction.figure": ("Figure", "figures_of"),
    "lexicon": ("load_lexicon",),
    "observations": ("Correction", "ingest", "load_corrections", "rebuild", "reconcile"),
    "reports": ("build_report", "render_html", "render_markdown", "render_terminal"),
    "store": ("Store", "open_store"),
}
_HOME: Final = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return importlib.import_module("importlib.metadata").version("connectivity")
    if name not in _HOME:
        raise AttributeError(f"module 'connectivity' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"connectivity.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
