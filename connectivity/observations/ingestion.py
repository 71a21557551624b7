"""From documents and figures to stored observations, in one transaction."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from connectivity.extraction.figure import FIGURE_SCHEMA
from connectivity.observations.applying import Corrected, Stale, apply_corrections
from connectivity.observations.corrections import Correction, load_corrections
from connectivity.observations.reconciliation import observe

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from connectivity.documents.document import Document
    from connectivity.lexicon import Source
    from connectivity.store import Store

__all__ = ["CORRECTIONS_FILE", "IngestReport", "find_corrections", "ingest", "rebuild"]

CORRECTIONS_FILE: Final = "corrections.toml"

_ENTRY_SCHEMA: Final = pl.Schema(
    {
        "file": pl.String,
        "entry": pl.Int32,
        "doc": pl.String,
        "surface": pl.String,
        "start": pl.Int64,
        "action": pl.String,
        "fields": pl.String,
        "expect": pl.String,
        "reason": pl.String,
        "who": pl.String,
        "when": pl.String,
        "figure": pl.String,
        "stale": pl.String,
    }
)


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did.

    Attributes:
        new: Documents that were not stored before.
        known: Documents that were, unchanged.
        replaced: Documents that took the place of an older version, or whose figures or metadata changed.
        figures: Figures in the store now, corrections applied.
        observations: Observations in the store now.
        stale: Corrections that were not applied.
    """

    new: int
    known: int
    replaced: int
    figures: int
    observations: int
    stale: tuple[Stale, ...]


def ingest(
    store: Store,
    documents: Sequence[Document],
    figures: pl.DataFrame,
    *,
    corrections: str | os.PathLike[str] | Sequence[Correction] | None = None,
    lexicon: Sequence[Source] = (),
) -> IngestReport:
    """Adds documents and figures, and makes observations and domain tables anew, all or nothing.

    Args:
        store: A store open for writing.
        documents: Documents whose ids differ (see `store.distinct`).
        figures: What `extract` found in them.
        corrections: A corrections file, or entries, or None for the files that `find_corrections` finds.
        lexicon: The users' files whose words the figures were extracted with (`Lexicon.sources`).

    Raises:
        StoreError: The store is read-only or cannot be written, ids clash, or a figure is of no document.
        CorrectionError: A corrections file is not valid.
    """
    with store.transaction():
        added = store.add(documents, figures)
        store.record_lexicon(documents, lexicon)
        report = rebuild(store, corrections)
    return IngestReport(
        added.new, added.known, added.replaced, report.figures, report.observations, report.stale
    )


def rebuild(
    store: Store, corrections: str | os.PathLike[str] | Sequence[Correction] | None = None
) -> IngestReport:
    """Applies corrections and makes observations and domain tables anew, as after a change of corrections.

    Args and errors as for `ingest`; the counts of documents are 0.
    """
    with store.transaction():
        entries = _entries(store, corrections)
        gone = _gone(store) if corrections is None else ()
        extracted, documents = store.figures(corrected=False).collect(), store.documents()
        corrected = apply_corrections(extracted, documents.select("doc", "text").collect(), entries)
        observations = observe(corrected.figures, documents, corrected.corrected_ids).collect()
        store.replace_corrections(_entry_frame(corrected), _changed_figures(extracted, corrected))
        store.replace_observations(observations)
    return IngestReport(0, 0, 0, corrected.figures.height, observations.height, (*corrected.stale, *gone))


def find_corrections(store: Store) -> tuple[Path, ...]:
    """The corrections files in force, as absolute paths.

    These are `corrections.toml` beside the database and beside each stored document (whose path is taken as
    it was given), and the files that were in force before, so that a change of the working folder loses none.
    """
    names = store.query(
        """SELECT DISTINCT source FROM documents WHERE source <> '-' ORDER BY source"""
    )["source"].to_list()  # fmt: skip
    found = {(Path(name).parent / CORRECTIONS_FILE).resolve() for name in names}
    found |= {Path(name) for name in _recorded(store)}
    if store.path != ":memory:":
        found.add((Path(store.path).parent / CORRECTIONS_FILE).resolve())
    return tuple(sorted(file for file in found if file.is_file()))


def _recorded(store: Store) -> list[str]:
    files = store.query("SELECT DISTINCT file FROM corrections WHERE file IS NOT NULL ORDER BY file")
    return files["file"].to_list()


def _gone(store: Store) -> tuple[Stale, ...]:
    """Entries that were in force and whose file is not there any more; told once."""
    rows = store.query(
        """SELECT doc, surface, "action", reason, file, entry FROM corrections WHERE file IS NOT NULL
        ORDER BY file, entry"""
    ).iter_rows(named=True)
    return tuple(
        Stale(Correction(**row), "its file is not there any more")
        for row in rows
        if not Path(row["file"]).is_file()
    )


def _entries(
    store: Store, corrections: str | os.PathLike[str] | Sequence[Correction] | None
) -> tuple[Correction, ...]:
    if corrections is None:
        return tuple(entry for file in find_corrections(store) for entry in load_corrections(file))
    if isinstance(corrections, str) or not isinstance(corrections, (list, tuple)):
        return load_corrections(corrections)  # type: ignore[arg-type]  # a path here
    return tuple(corrections)


def _entry_frame(corrected: Corrected) -> pl.DataFrame:
    outcomes = [(entry.correction, entry.figure, None) for entry in corrected.applied]
    outcomes += [(entry.correction, None, entry.why) for entry in corrected.stale]  # type: ignore[misc]  # a wider tuple
    rows = [
        (
            c.file,
            c.entry,
            c.doc,
            c.surface,
            c.start,
            c.action,
            *_json(c),
            c.reason,
            c.who,
            c.when,
            figure,
            why,
        )
        for c, figure, why in outcomes
    ]
    return pl.DataFrame(rows, schema=_ENTRY_SCHEMA, orient="row").sort("file", "entry", "doc")


def _absolute(file: str | None) -> str | None:
    return None if file is None else str(Path(file).resolve())


def _json(correction: Correction) -> list[str]:
    both = (correction.fields, correction.expect)
    return [json.dumps(dict(fields), ensure_ascii=False) for fields in both]


def _changed_figures(extracted: pl.DataFrame, corrected: Corrected) -> pl.DataFrame:
    """The figures that corrections changed, added or rejected, with `action`."""
    ids = corrected.corrected_ids
    now = corrected.figures.filter(pl.col("figure").is_in(ids.implode()))
    there = pl.col("figure").is_in(extracted["figure"].implode())
    gone = extracted.filter(
        pl.col("figure").is_in(ids.implode()) & ~pl.col("figure").is_in(now["figure"].implode())
    )
    return pl.concat(
        [
            now.with_columns(pl.when(there).then(pl.lit("set")).otherwise(pl.lit("add")).alias("action")),
            gone.select(list(FIGURE_SCHEMA)).with_columns(pl.lit("reject").alias("action")),
        ]
    ).sort("doc", "start")
