"""Commands that read documents: `ingest` stores what they say, `extract` prints it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Final

import typer

from connectivity.cli.options import (
    CorrectionsOption,
    DatabaseOption,
    Format,
    FormatOption,
    LangOption,
    LexiconOption,
    MinConfidenceOption,
    OutputOption,
    PathsArgument,
    PlaceDefaultOption,
    PublishedOption,
    WorkersOption,
    database,
)

__all__ = ["COMMANDS", "extract", "ingest"]


def ingest(
    ctx: typer.Context,
    *,
    paths: PathsArgument,
    published: PublishedOption = None,
    place: PlaceDefaultOption = None,
    lang: LangOption = None,
    lexicon: LexiconOption = None,
    corrections: CorrectionsOption = None,
    workers: WorkersOption = 1,
    _db: DatabaseOption = None,
) -> None:
    """Read documents and store their figures.

    Text, Markdown, HTML, JSON lines, PDF, DOCX, RSS, Atom, mail, ZIP, gzip and WARC are read. What cannot be
    read is named and left out; the rest is stored, in one transaction.
    """
    from connectivity.cli.gathering import Reading, gather
    from connectivity.cli.storing import tell
    from connectivity.cli.streams import say
    from connectivity.lexicon import load_lexicon
    from connectivity.observations import ingest as store_all
    from connectivity.observations import load_corrections
    from connectivity.store import open_store

    path = database(ctx)
    reading = Reading(published=published, place=place, lang=lang, lexicon=lexicon, workers=workers)
    with ExitStack() as stack:
        # What cannot be written is found out before the work; a new file is made only for something.
        store = stack.enter_context(open_store(path, read_only=False)) if path.exists() else None
        entries = None if corrections is None else load_corrections(corrections)
        own = load_lexicon("en", lexicon).sources
        gathered = gather(paths, reading)
        if gathered.documents:
            store = store or stack.enter_context(open_store(path, read_only=False))
            done = store_all(store, gathered.documents, gathered.figures, corrections=entries, lexicon=own)
            tell(done, path)
        else:
            say("nothing to store")
    if gathered.refused:
        raise typer.Exit(1)


def extract(
    paths: PathsArgument,
    *,
    published: PublishedOption = None,
    place: PlaceDefaultOption = None,
    lang: LangOption = None,
    lexicon: LexiconOption = None,
    workers: WorkersOption = 1,
    min_confidence: MinConfidenceOption = None,
    form: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Print figures of documents, storing nothing."""
    from connectivity.cli.filters import Filters
    from connectivity.cli.gathering import Reading, gather
    from connectivity.cli.output import emit
    from connectivity.cli.tables import FIGURES

    reading = Reading(published=published, place=place, lang=lang, lexicon=lexicon, workers=workers)
    gathered = gather(paths, reading)
    rows = Filters(min_confidence=min_confidence).apply(gathered.figures.lazy()).collect()
    emit(rows, form, output, columns=FIGURES, empty="no figures found")
    if gathered.refused:
        raise typer.Exit(1)


COMMANDS: Final[tuple[Callable[..., Any], ...]] = (ingest, extract)
