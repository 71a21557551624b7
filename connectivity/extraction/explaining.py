"""Why a figure is what it is: the best candidates of each attribute, with their weightiest features."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from connectivity.documents.pieces import piece_at
from connectivity.errors import QueryError
from connectivity.extraction.binder import ATTRIBUTES, Bound, bind
from connectivity.extraction.extractor import lexicon_of, reading_language
from connectivity.extraction.model import Choice, Weights, decide, load_weights, matrix, scored, weight_vector
from connectivity.extraction.scene import Scene, make_scene
from connectivity.lexicon.currencies import choose

if TYPE_CHECKING:
    import numpy.typing as npt

    from connectivity.documents.document import Document
    from connectivity.extraction.columns import DataFrame
    from connectivity.lexicon import Lexicon

__all__ = ["EXPLANATION_SCHEMA", "explain"]

EXPLANATION_SCHEMA: Final = pl.Schema(
    {
        "attribute": pl.String,  # unit, indicator, status, aspect, technology, period, place
        "chosen": pl.Boolean,  # the best candidate with the value that the figure has
        "value": pl.String,  # null: the figure would have none
        "mention": pl.String,  # the words the candidate rests on; null where it rests on no words of its own
        "start": pl.Int64,  # of the mention, in the document's text
        "end": pl.Int64,
        "p": pl.Float64,  # 0 to 1, among all candidates of the attribute
        "score": pl.Float64,
        "features": pl.String,  # "adjoins after +1.23; numbers between -0.80", the weightiest first
    }
)
MOST_CANDIDATES: Final = 5
MOST_FEATURES: Final = 5
MOST_OFFERED: Final = 8
NEGLIGIBLE: Final = 0.005  # rounds to 0.00


def explain(document: Document, figure_id: str, *, lexicon: Lexicon | None = None) -> pl.DataFrame:
    """The best five candidates of each attribute of one figure: columns of `EXPLANATION_SCHEMA`.

    The candidate that was chosen comes first, the others by their probability. Probabilities of candidates
    with the same value add up: two mentions of one place together may win over a likelier single one.

    Args:
        document: The document that states the figure.
        figure_id: The figure's id, "doc@start".
        lexicon: The lexicon it was extracted with; the built-in one of its language unless given.

    >>> from connectivity.documents.document import Document
    >>> reasons = explain(Document(doc="a", text="Kenya has 2,606 villages with fibre."), "a@10")
    >>> reasons.filter("chosen").select("attribute", "value", "mention").row(0)
    ('unit', 'settlement', 'villages')

    Raises:
        QueryError: Extraction finds no such figure in the document.
    """
    choices: dict[str, Choice] = {}
    before, piece = piece_at(document, offset_of(figure_id))
    language = reading_language(piece)
    weights, lexicon = load_weights(language), lexicon_of(language, lexicon)
    scene = make_scene([piece], lexicon)
    if scene.quantities.is_empty():
        raise unknown(document, figure_id, [])

    def observe(choice: Choice) -> DataFrame:
        choices[choice.attribute] = choice
        return scored(choice, weights)

    bound = bind(scene, lexicon, weights, observe)
    begin = int(scene.batch.starts[0]) - before
    ids = {f"{document.doc}@{start - begin}": q for q, start in bound.figures.select("q", "start").rows()}
    if figure_id not in ids:
        raise unknown(document, figure_id, list(ids))
    number = ids[figure_id]
    parts = [candidates_of(scene, bound, choices[name], number, weights) for name in ATTRIBUTES]
    return pl.concat(parts).with_columns(pl.col("start", "end") + before)


def offset_of(figure_id: str) -> int:
    """Where an id says that its figure begins; 0 if it does not.

    >>> offset_of("report@120"), offset_of("report")
    (120, 0)
    """
    digits = figure_id.rpartition("@")[2]
    return int(digits) if digits.isdecimal() else 0


def unknown(document: Document, figure_id: str, ids: list[str]) -> QueryError:
    """The error for an id that no figure of the document has."""
    rest = ", ..." if len(ids) > MOST_OFFERED else ""
    known = f"it has {', '.join(ids[:MOST_OFFERED])}{rest}" if ids else "it has none"
    return QueryError(f"{document.doc}: no figure {figure_id} is extracted from it; {known}")


def candidates_of(scene: Scene, bound: Bound, choice: Choice, q: int, weights: Weights) -> pl.DataFrame:
    """The best candidates of one attribute of the number `q`."""
    frame = bound.candidates[choice.attribute]
    own = np.flatnonzero(frame["q"].integers() == q)
    (won,) = decide(frame.take(own))["value"].to_list()
    rows = frame.take(own).to_polars().with_columns(pl.Series("features", described(choice, own, weights)))
    ranked = rows.sort(pl.col("value") == won, "p", descending=True, maintain_order=True)
    chosen = pl.Series("chosen", [True, *[False] * (len(ranked) - 1)])
    best = ranked.with_columns(chosen).sort("chosen", "p", descending=True, maintain_order=True)
    best = best.head(MOST_CANDIDATES)
    return with_mentions(scene, with_words(scene, best)).select(
        pl.lit(choice.attribute).alias("attribute"),
        *(pl.col(name).cast(kind) for name, kind in EXPLANATION_SCHEMA.items() if name != "attribute"),
    )


def described(choice: Choice, own: npt.NDArray[np.int64], weights: Weights) -> list[str]:
    """The weightiest features of some rows, in words."""
    shares = matrix(choice)[own] * weight_vector(choice, weights)
    names = [feature.name for feature in choice.features]
    words = []
    for row in shares:
        order = np.argsort(-np.abs(row), kind="stable")[:MOST_FEATURES].tolist()
        words.append("; ".join(f"{names[j]} {row[j]:+.2f}" for j in order if abs(row[j]) >= NEGLIGIBLE))
    return words


def with_words(scene: Scene, rows: pl.DataFrame) -> pl.DataFrame:
    """The candidates with their values as figures have them: one currency for a sign, null for none."""
    country = scene.countries["country"].to_list()[0]
    values = [choose(v, country) if v and "|" in v else v or None for v in rows["value"].to_list()]
    return rows.with_columns(pl.Series("value", values, dtype=pl.String))


def with_mentions(scene: Scene, rows: pl.DataFrame) -> pl.DataFrame:
    """The candidates with `mention` and its offsets in the document; none in a title that the text lacks."""
    if "m" not in rows.columns:
        blank = pl.DataFrame(schema={name: EXPLANATION_SCHEMA[name] for name in ("mention", "start", "end")})
        return rows.drop("start", "end", strict=False).hstack(blank.clear(len(rows)))
    begin, text = int(scene.batch.starts[0]), scene.batch.text
    spans = rows.select("m", "start", "end").iter_rows()
    mentions = [None if m is None else text[a:b] for m, a, b in spans]
    inside = pl.col("m").is_not_null() & (pl.col("start") >= begin)
    return rows.with_columns(
        pl.Series("mention", mentions, dtype=pl.String),
        *(pl.when(inside).then(pl.col(name) - begin).alias(name) for name in ("start", "end")),
    )
