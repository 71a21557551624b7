"""From paths to documents and figures: read lazily, extract in batches, in this process or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from connectivity.cli.streams import progress, say

if TYPE_CHECKING:
    import polars as pl

    from connectivity.documents import Document, Refusal

__all__ = ["Gathered", "Reading", "batches", "extract_all", "gather"]

_BATCH: Final = 1_000_000  # characters that are worth one call of the extraction


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
    """What was read and extracted, and how many inputs were refused (each named on stderr already)."""

    documents: list[Document]
    figures: pl.DataFrame
    refused: int


def gather(paths: Sequence[str], reading: Reading) -> Gathered:
    """Read and extract; name each refusal on stderr as it comes.

    Raises:
        UsageError: An option that cannot be understood.
        LexiconError: The lexicon file cannot be used.
    """
    from connectivity.documents import Document, read
    from connectivity.store import distinct

    documents: list[Document] = []
    refused = 0
    found = read(paths, published=reading.published, place=reading.place, lang=reading.lang)
    for item in progress(found, "reading"):
        if isinstance(item, Document):
            documents.append(item)
        else:
            refused += 1
            _name(item)
    documents = list(distinct(documents))
    return Gathered(documents, extract_all(documents, reading), refused)


def _name(refusal: Refusal) -> None:
    say(f"connectivity: {refusal}")


def batches(documents: Iterable[Document], size: int = _BATCH) -> Iterator[list[Document]]:
    """The documents in runs of about `size` characters.

    >>> from connectivity.documents import Document
    >>> [len(b) for b in batches([Document(doc=d, text="ten schools") for d in "abc"], size=20)]
    [2, 1]
    """
    batch: list[Document] = []
    held = 0
    for document in documents:
        batch.append(document)
        held += len(document.text)
        if held >= size:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def extract_all(documents: Sequence[Document], reading: Reading) -> pl.DataFrame:
    """The figures of all documents, in their order; the same with any number of workers."""
    import polars as pl

    from connectivity.extraction.figure import FIGURE_SCHEMA

    characters = sum(len(document.text) for document in documents)
    size = min(_BATCH, characters // reading.workers + 1)
    frames = [pl.DataFrame(schema=FIGURE_SCHEMA)]
    if reading.workers == 1:
        parts = (extract_batch(batch, reading.lexicon) for batch in batches(documents, size))
        frames.extend(progress(parts, "extracting"))
    else:
        frames.extend(progress(_in_processes(documents, reading, size), "extracting"))
    return pl.concat(frames)


def _in_processes(documents: Sequence[Document], reading: Reading, size: int) -> Iterator[pl.DataFrame]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial

    # Polars has threads, which a forked process would hold in mid-air.
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(reading.workers, mp_context=spawn) as pool:
        yield from pool.map(partial(extract_batch, lexicon=reading.lexicon), batches(documents, size))


def extract_batch(documents: Sequence[Document], lexicon: Sequence[Path] | None = None) -> pl.DataFrame:
    """The figures of one batch."""
    from connectivity.extraction import extract
    from connectivity.lexicon import load_lexicon

    return extract(documents, lexicon=None if lexicon is None else load_lexicon("en", lexicon))
