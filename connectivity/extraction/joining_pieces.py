"""What was read of a document's pieces, as of the document."""

from __future__ import annotations

import polars as pl

from connectivity.documents.pieces import MARK

__all__ = ["of_documents"]


def of_documents(figures: pl.DataFrame) -> pl.DataFrame:
    r"""The figures of pieces as those of the documents that these were cut from, with ids and offsets.

    >>> row = {"doc": "a\x1f40", "figure": "", "start": 2, "end": 5, "sentence_start": 0, "sentence_end": 9}
    >>> of_documents(pl.DataFrame([row])).row(0)
    ('a', 'a@42', 42, 45, 40, 49)
    """
    offset = pl.col("doc").str.extract(rf"{MARK}(\d+)$").cast(pl.Int64).fill_null(0)
    doc = pl.col("doc").str.replace(rf"{MARK}\d+$", "")
    places = [pl.col(name) + offset for name in ("start", "end", "sentence_start", "sentence_end")]
    figure = pl.concat_str(doc, pl.lit("@"), (pl.col("start") + offset).cast(pl.String))
    return figures.with_columns(figure.alias("figure"), doc.alias("doc"), *places)
