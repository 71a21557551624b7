"""The features that every attribute shares: each is one named expression with its prior weight."""

from __future__ import annotations

from typing import Final

from connectivity.extraction import columns as pl
from connectivity.extraction.model import Feature
from connectivity.extraction.pairs import RELATIONS

__all__ = ["flag", "no_breaks", "shared", "some"]

RELATION_PRIORS: Final = {
    "same": 0.0,
    "cell": 1.5,
    "column": 1.5,
    "row": 1.0,
    "rowcell": 0.5,
    "headrow": -1.0,
    "lead": -1.0,
    "caption": -1.0,
    "prev": -1.5,
    "prevline": -2.0,
    "heading": -2.0,
    "section": -2.0,
    "title": -2.5,
    "back": -2.5,
}


def shared() -> list[Feature]:
    """Relation, side, distance, breaks, numbers between, ranks."""
    after, near = pl.col("after"), pl.col("near")
    words = (pl.col("words") + 1).log()
    return [
        *(Feature(f"rel {rel}", pl.col("rel") == rel, RELATION_PRIORS[rel]) for rel in RELATIONS),
        Feature("log sentences", pl.when(~near).then((pl.col("sentences") + 1).log()), -0.3),
        Feature("same paragraph", pl.col("same paragraph"), 0.5),
        Feature("opens the paragraph", pl.col("opens the paragraph"), 0.5),
        Feature("behind a colon", pl.col("behind a colon"), 0.7),
        Feature("heads the line", pl.col("heads its line") & (near | pl.col("same paragraph")), 0.5),
        Feature("distance after", near & after, 0.4),
        Feature("log words after", pl.when(near & after).then(words), -0.7),
        Feature("log words before", pl.when(near & ~after).then(words), -0.6),
        Feature("adjoins after", near & after & (pl.col("words") == 0), 0.5),
        Feature("adjoins before", near & ~after & (pl.col("words") == 0), 0.3),
        Feature("commas between", pl.when(near).then(pl.col("comma_breaks")), -0.4),
        Feature("breaks between", pl.when(near).then(pl.col("strong_breaks")), -0.5),
        Feature("numbers between, after", pl.when(near & after).then(pl.col("numbers")), -1.0),
        Feature("numbers between, before", pl.when(near & ~after).then(pl.col("numbers")), -0.3),
        Feature("nearest after", pl.col("rank_after") == 1, 0.3),
        Feature("nearest before", pl.col("rank_before") == 1, 0.5),
        Feature("nearest", pl.col("rank_near") == 1, 0.5),
        Feature("owner", pl.col("owner") == 1, 0.6),
    ]


def flag(name: str, expression: pl.Expr, prior: float = 0.0) -> Feature:
    """A feature of one expression."""
    return Feature(name, expression, prior)


def no_breaks(*, blank: int) -> pl.Expr:
    """Whether no break stands between; a candidate without a mention counts as having `blank` breaks."""
    return (pl.col("comma_breaks").fill_null(blank) + pl.col("strong_breaks").fill_null(blank)) == 0


def some(name: str, test: pl.Expr) -> pl.Expr:
    """A column that tells whether any candidate of the same number passes a test."""
    return test.fill_null(value=False).any().over("q").alias(name)
