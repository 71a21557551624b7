"""Documents with their figures into the tables: new, known or replaced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from connectivity.errors import StoreError
from connectivity.extraction.figure import FIGURE_SCHEMA
from connectivity.store.identity import Known, Plan, base_id, plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    import duckdb

    from connectivity.documents.document import Document

__all__ = ["Added", "add", "insert"]

_COLUMNS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "doc": pl.String,
    "title": pl.String,
    "published": pl.String,
    "published_source": pl.String,
    "publisher": pl.String,
    "url": pl.String,
    "place": pl.String,
    "lang": pl.String,
    "source": pl.String,
    "page": pl.String,
    "page_start": pl.Int64,
    "content_hash": pl.String,
    "text": pl.String,
    "pages": pl.List(pl.Int64),
}
_DOCUMENT_SCHEMA: Final = pl.Schema(_COLUMNS)
# A text read again under another path, or from a file of another format, is known still.
_OF_THE_FILE: Final = ("text", "page", "page_start", "source", "pages")
_METADATA: Final = [name for name in _DOCUMENT_SCHEMA if name not in _OF_THE_FILE]


@dataclass(frozen=True, slots=True)
class Added:
    """How many documents an ingest found new, knew unchanged, and put in the place of an older version."""

    new: int
    known: int
    replaced: int


def add(
    connection: duckdb.DuckDBPyConnection, documents: Sequence[Document], figures: pl.DataFrame, now: datetime
) -> Added:
    """Adds documents and figures; to be called in a transaction. See `Store.add`."""
    stored = connection.execute("SELECT doc, source, content_hash FROM documents ORDER BY doc").fetchall()
    steps = plan([Known(*row) for row in stored], documents)
    _check(documents, figures)
    _remove(connection, steps.removed)
    _rename(connection, steps.renamed)
    fresh = _document_frame(steps)
    names = {document.doc: steps.ids[key] for key, document in steps.incoming.items()}
    stated = _figure_frame(figures, names)
    written = pl.Series("doc", [steps.ids[key] for key in steps.new | steps.replacing], dtype=pl.String)
    changed = _changed(connection, fresh.filter(~pl.col("doc").is_in(written.implode())), stated)
    _remove(connection, changed)
    written = pl.concat([written, pl.Series("doc", changed, dtype=pl.String)]).implode()
    insert(
        connection,
        "documents",
        fresh.filter(pl.col("doc").is_in(written)).with_columns(
            pl.lit(now, dtype=pl.Datetime("us")).alias("ingested_at")
        ),
    )
    insert(connection, "figures", stated.filter(pl.col("doc").is_in(written)))
    replaced = len(steps.replacing) + len(changed)
    return Added(len(steps.new), len(documents) - len(steps.new) - replaced, replaced)


def insert(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """Appends the rows of a frame to a table, columns matched by name."""
    if frame.is_empty():
        return
    connection.register("incoming_rows", frame)
    try:
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming_rows")  # noqa: S608 - our own name
    finally:
        connection.unregister("incoming_rows")


def _check(documents: Sequence[Document], figures: pl.DataFrame) -> None:
    """Grounded: each figure has a document and a place in its text."""
    lengths = pl.DataFrame(
        {"doc": [d.doc for d in documents], "length": [len(d.text) for d in documents]},
        schema={"doc": pl.String, "length": pl.Int64},
    ).unique()
    wrong = figures.join(lengths, on="doc", how="left").filter(
        pl.col("length").is_null() | (pl.col("start") < 0) | (pl.col("end") > pl.col("length"))
    )
    if not wrong.is_empty():
        row = wrong.row(0, named=True)
        raise StoreError(
            f"figure {row['figure']!r} lies outside the documents given with it; give the figures of "
            "extract() together with the documents that it read"
        )


def _document_frame(steps: Plan) -> pl.DataFrame:
    rows = [
        (
            steps.ids[key], d.title, d.published, d.published_source, d.publisher, d.url, d.place, d.lang,
            d.source, base_id(d.doc, key).split("#")[0], d.page_start, key, d.text,
            list(d.pages) or None,
        )
        for key, d in steps.incoming.items()
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=_DOCUMENT_SCHEMA, orient="row").sort("doc")


def _figure_frame(figures: pl.DataFrame, names: Mapping[str, str]) -> pl.DataFrame:
    """The figures of the documents to be written, under the ids that these get."""
    ids = pl.DataFrame(
        {"doc": list(names), "name": list(names.values())}, schema={"doc": pl.String, "name": pl.String}
    )
    return (
        figures.select([pl.col(name).cast(kind) for name, kind in FIGURE_SCHEMA.items()])
        .join(ids, on="doc")
        .with_columns(
            pl.col("name").alias("doc"),
            pl.concat_str("name", pl.lit("@"), pl.col("start").cast(pl.String)).alias("figure"),
        )
        .select(list(FIGURE_SCHEMA))
        .unique("figure", keep="first", maintain_order=True)
        .sort("doc", "start")
    )


def _changed(connection: duckdb.DuckDBPyConnection, known: pl.DataFrame, figures: pl.DataFrame) -> list[str]:
    """Ids of known documents whose metadata or figures differ from what is stored."""
    connection.register("known_rows", known.select("doc"))
    try:
        documents = _frame(connection, "SELECT * FROM documents SEMI JOIN known_rows USING (doc)")
        stored = _frame(connection, "SELECT * FROM figures SEMI JOIN known_rows USING (doc)")
    finally:
        connection.unregister("known_rows")
    again = figures.join(known.select("doc"), on="doc", how="semi")
    columns = list(FIGURE_SCHEMA)
    differing = [
        known.join(documents, on=_METADATA, how="anti", nulls_equal=True).select("doc"),
        again.join(stored, on=columns, how="anti", nulls_equal=True).select("doc"),
        stored.join(again, on=columns, how="anti", nulls_equal=True).select("doc"),
    ]
    return pl.concat(differing).unique().sort("doc")["doc"].to_list()


def _frame(connection: duckdb.DuckDBPyConnection, sql: str) -> pl.DataFrame:
    return pl.DataFrame(connection.sql(sql).to_arrow_table())


def _remove(connection: duckdb.DuckDBPyConnection, docs: Sequence[str]) -> None:
    for table in ("documents", "figures") if docs else ():
        connection.execute(f"DELETE FROM {table} WHERE doc IN (SELECT unnest(?))", [list(docs)])  # noqa: S608 - the name of a table of our own


def _rename(connection: duckdb.DuckDBPyConnection, renamed: Mapping[str, str]) -> None:
    for old, new in renamed.items():
        connection.execute("UPDATE documents SET doc = ? WHERE doc = ?", [new, old])
        connection.execute(
            """UPDATE figures SET doc = $new, figure = $new || '@' || "start" WHERE doc = $old""",
            {"new": new, "old": old},
        )
