"""What the figures of all documents, with corrections, together say: points of series."""

from __future__ import annotations

from connectivity.observations.applying import Applied, Corrected, Stale, apply_corrections
from connectivity.observations.confidence import Surer, surer
from connectivity.observations.corrections import Correction, load_corrections
from connectivity.observations.editing import add_correction
from connectivity.observations.ingestion import (
    CORRECTIONS_FILE,
    IngestReport,
    find_corrections,
    ingest,
    rebuild,
)
from connectivity.observations.reconciliation import reconcile
from connectivity.observations.schema import OBSERVATION_SCHEMA, SERIES_KEYS

__all__ = [
    "CORRECTIONS_FILE",
    "OBSERVATION_SCHEMA",
    "SERIES_KEYS",
    "Applied",
    "Corrected",
    "Correction",
    "IngestReport",
    "Stale",
    "Surer",
    "add_correction",
    "apply_corrections",
    "find_corrections",
    "ingest",
    "load_corrections",
    "rebuild",
    "reconcile",
    "surer",
]
