"""From paths to documents and figures: read lazily, extract in batches, in this process or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from connectivity.cli.streams import progress, say

if TYPE_CHECKING:
    import polars as pl

    from connectivity.documents import Document

__all__ = ["Gathered", "Reading", "batches", "extract_all", "gather"]

_BATCH: Final = 60_000  # characters of one call of the extraction; it takes some 2.5 MB for a thousand


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How documents are read and figures extracted: the options of `ingest` and `extract`."""

    published: str | None = None
    place: str | None = None
    lang: str | None = None
    lexicon: Sequence[Path] | None = None
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was read and extracted, and how many inputs were refused (each named on stderr already).

    Attributes:
        documents: The documents, ids distinct.
        figures: Their figures.
        refused: How many inputs, or parts of one, could not be read.
        passed_over: How many entries of archives are no documents, such as pictures.
    """

    documents: list[Document]
    figures: pl.DataFrame
    refused: int
    passed_over: int = 0


def gather(paths: Sequence[str], reading: Reading) -> Gathered:
    """Read and extract; name refusals on stderr as they come, those of one kind grouped when they are many.

    Raises:
        UsageError: An option that cannot be understood.
        LexiconError: The lexicon file cannot be used.
    """
    from connectivity.cli.refusals import Refusals
    from connectivity.documents import Document, read
    from connectivity.store import distinct

    documents: list[Document] = []
    refusals = Refusals(say)
    found = read(paths, published=reading.published, place=reading.place, lang=reading.lang)
    for item in progress(found, "reading", note=refusals.note):
        if isinstance(item, Document):
            documents.append(item)
        else:
            refusals.add(item)
    refusals.close(len(documents))
    documents = list(distinct(documents))
    figures = extract_all(documents, reading)
    return Gathered(documents, figures, refusals.refused, refusals.passed_over)


def batches(documents: Iterable[Document], size: int = _BATCH) -> Iterator[list[Document]]:
    """The documents in runs of at most `size` characters, or of a single longer one.

    >>> from connectivity.documents import Document
    >>> [len(b) for b in batches([Document(doc=d, text="ten schools") for d in "abc"], size=25)]
    [2, 1]
    """
    batch: list[Document] = []
    held = 0
    for document in documents:
        if batch and held + len(document.text) > size:
            yield batch
            batch, held = [], 0
        batch.append(document)
        held += len(document.text)
    if batch:
        yield batch


def extract_all(documents: Sequence[Document], reading: Reading) -> pl.DataFrame:
    """The figures of all documents, in their order; the same with any number of workers."""
    import polars as pl

    from connectivity.documents.pieces import pieces
    from connectivity.extraction.figure import FIGURE_SCHEMA

    cut = [piece for document in documents for piece in pieces(document)]
    characters = sum(len(piece.text) for piece in cut)
    runs = list(batches(cut, min(_BATCH, characters // reading.workers + 1)))
    sizes = iter([sum(len(piece.text) for piece in run) for run in runs])
    if reading.workers == 1:
        parts: Iterator[pl.DataFrame] = (extract_batch(run, reading.lexicon) for run in runs)
    else:
        parts = _in_processes(runs, reading)
    done = progress(parts, "extracting", total=characters, size=lambda _: next(sizes))
    return pl.concat([pl.DataFrame(schema=FIGURE_SCHEMA), *done])


def _in_processes(runs: Sequence[Sequence[Document]], reading: Reading) -> Iterator[pl.DataFrame]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial

    # Polars has threads, which a forked process would hold in mid-air.
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(reading.workers, mp_context=spawn) as pool:
        yield from pool.map(partial(extract_batch, lexicon=reading.lexicon), runs)


def extract_batch(documents: Sequence[Document], lexicon: Sequence[Path] | None = None) -> pl.DataFrame:
    """The figures of one batch."""
    from connectivity.extraction import extract
    from connectivity.lexicon import load_lexicon

    return extract(documents, lexicon=None if lexicon is None else load_lexicon("en", lexicon))
