"""The public face of extraction: documents in, a frame of figures out."""

from __future__ import annotations

import functools
import operator
from typing import TYPE_CHECKING, Final

from polars import DataFrame, Series, concat

from connectivity.documents.languages import mostly_cyrillic
from connectivity.documents.pieces import pieces
from connectivity.extraction import columns as pl
from connectivity.extraction.binder import ATTRIBUTES, Bound, bind
from connectivity.extraction.confidence import calibrated, load_calibration
from connectivity.extraction.figure import FIGURE_SCHEMA
from connectivity.extraction.joining_pieces import of_documents
from connectivity.extraction.model import Weights, load_weights
from connectivity.extraction.rules import (
    with_bases,
    with_bounds,
    with_groups,
    with_intervals,
    with_signs,
    with_wholes,
    without_headlines,
)
from connectivity.extraction.scene import Scene, make_scene
from connectivity.extraction.units import in_kilometres
from connectivity.lexicon import Lexicon, languages, lexicon_with, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from connectivity.documents.document import Document

__all__ = ["extract", "extract_with"]

BATCH: Final = 200_000  # characters; twice as many take 120 MB more, and a tenth less time


def extract(documents: Sequence[Document], *, lexicon: Lexicon | None = None) -> DataFrame:
    """The figures of the documents, in their order: columns of `FIGURE_SCHEMA`.

    Long documents are read in pieces (`documents.pieces`), so that memory stays small, and parts in another
    language with the lexicon and weights of that language.

    Args:
        documents: The documents; one whose `lang` is not told is read in the language that its text shows.
        lexicon: A lexicon with users' own files; for other languages than its own, the files in those count.

    >>> from connectivity.documents.document import Document
    >>> document = Document(doc="a", text="In 2023 fibre reached 2,606 villages of Kazakhstan.")
    >>> extract([document])["value"].to_list()
    [2606.0]
    """
    frames = []
    for batch in batches([piece for document in documents for piece in pieces(document)]):
        language = reading_language(batch[0])
        pl.renew_pool()
        figures = extract_with(batch, lexicon_of(language, lexicon), load_weights(language))
        frames.append(calibrated(figures, load_calibration(language)))
    return of_documents(concat(frames) if frames else DataFrame(schema=FIGURE_SCHEMA))


def reading_language(document: Document) -> str:
    """The language whose lexicon reads a document: its own, else English, which has the most common words.

    >>> from connectivity.documents.document import Document
    >>> reading_language(Document(doc="a", text="Dix écoles.", lang="fr"))
    'en'
    """
    if document.lang in languages():
        return str(document.lang)
    return "ru" if document.lang is None and mostly_cyrillic(document.text) else "en"


def lexicon_of(language: str, given: Lexicon | None) -> Lexicon:
    """The lexicon of a language, with the users' files that the given one was made with."""
    if given is None or given.language == language:
        return given or load_lexicon(language)
    return lexicon_with(language, given.sources)


def batches(documents: Sequence[Document]) -> list[list[Document]]:
    """The documents in runs of about `BATCH` characters, each in one language."""
    runs: list[list[Document]] = []
    size, last = BATCH, ""
    for document in documents:
        language = reading_language(document)
        if size >= BATCH or language != last:
            runs.append([])
            size, last = 0, language
        runs[-1].append(document)
        size += len(document.text)
    return runs


def extract_with(documents: Sequence[Document], lexicon: Lexicon, weights: Weights) -> DataFrame:
    """The figures of one batch under the given weights; their confidence is not yet a share."""
    scene = make_scene(documents, lexicon)
    if scene.quantities.is_empty():
        return DataFrame(schema=FIGURE_SCHEMA)
    return described(scene, bind(scene, lexicon, weights), lexicon, documents)


def described(scene: Scene, bound: Bound, lexicon: Lexicon, documents: Sequence[Document]) -> DataFrame:
    """The bound figures in the columns of `FIGURE_SCHEMA`, with offsets of their own documents."""
    figures = without_headlines(scene, with_signs(scene, in_kilometres(bound.figures)))
    figures = with_intervals(with_bounds(scene, figures))
    figures = with_bases(scene, with_groups(scene, with_wholes(figures), lexicon))
    text, docs = scene.batch.text, figures["doc"].integers()
    own = scene.batch.starts[docs]
    starts = figures["start"].integers() - own
    names = [documents[doc].doc for doc in docs.tolist()]
    written = {
        "figure": [f"{name}@{start}" for name, start in zip(names, starts.tolist(), strict=True)],
        "doc": names,
        "surface": [text[a:b].strip() for a, b in figures.select("start", "end").rows()],
    }
    offset = pl.lit(pl.Series(own))
    described = figures.with_columns(
        *((pl.col(c) - offset).alias(c) for c in ("start", "end")),
        (pl.col("sent_start") - offset).clip(0, None).alias("sentence_start"),
        (pl.col("sent_end") - offset).alias("sentence_end"),
        pl.col("number").alias("value"),
        *(pl.when(pl.col(c) != "").then(pl.col(c)).alias(c) for c in ("technology", "place", "period")),
        period_source().alias("period_source"),
        certainty().alias("confidence"),
    )
    rest = described.select(*(name for name in FIGURE_SCHEMA if name not in written)).to_polars()
    texts = [Series(name, values) for name, values in written.items()]
    return rest.with_columns(texts).select(*FIGURE_SCHEMA).cast(FIGURE_SCHEMA)


def certainty() -> pl.Expr:
    """The product of the probabilities of what was chosen; for other than known indicators of two, 0 to 1."""
    unit, indicator, *rest = (pl.col(f"p_{attribute}_best") for attribute in ATTRIBUTES)
    known = functools.reduce(operator.mul, rest, unit * indicator)
    return pl.when(pl.col("indicator") == "other").then(unit * indicator).otherwise(known)


def period_source() -> pl.Expr:
    """Where a period is from: stated, relative, carried or document."""
    kind, role = pl.col("period_kind"), pl.col("period_role")
    return (
        pl.when(pl.col("period") == "")
        .then(None)
        .when(kind == "published")
        .then(pl.lit("document"))
        .when(kind.is_in(["carried", "carried back"]))
        .then(pl.lit("carried"))
        .when(role.is_in(["year_ago", "anchor", "now", "next", "since_interval"]))
        .then(pl.lit("relative"))
        .otherwise(pl.lit("stated"))
    )
