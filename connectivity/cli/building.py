"""The example database: the embedded briefs, ingested into a fresh file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from connectivity.errors import DocumentError

__all__ = ["build_example"]


def build_example(path: Path, *, workers: int = 1, lexicon: Sequence[Path] | None = None) -> None:
    """Ingest the embedded briefs into a fresh database; an older file stays until the new one is whole.

    Args:
        path: The file.
        workers: Processes that extract at the same time.
        lexicon: Users' files with words of their own.

    Raises:
        LexiconError: A lexicon file cannot be used.
        DocumentError: A brief is missing or cannot be read.
        StoreError: The file cannot be written, or another process has it open.
    """
    from connectivity.cli.gathering import Reading, gather
    from connectivity.cli.storing import tell
    from connectivity.documents import briefs_folder
    from connectivity.lexicon import load_lexicon
    from connectivity.observations import ingest
    from connectivity.store import open_store

    if path.exists():
        open_store(path, read_only=False).close()  # refuses what is no database of ours, or in use
    gathered = gather([str(briefs_folder())], Reading(workers=workers, lexicon=lexicon))
    if gathered.refused or not gathered.documents:
        raise DocumentError("the embedded briefs are damaged; install connectivity again")
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    try:
        with open_store(fresh, read_only=False) as store:
            report = ingest(
                store,
                gathered.documents,
                gathered.figures,
                lexicon=load_lexicon("en", lexicon).sources,
            )
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    tell(report, path)
