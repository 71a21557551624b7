"""Which of users' own words the figures of a document were extracted with."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from connectivity.lexicon import Source
from connectivity.store.identity import base_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from connectivity.documents.document import Document

__all__ = ["lexicon_id", "read_sources", "record_sources"]


def lexicon_id(sources: Sequence[Source]) -> str:
    """What tells lexicons apart: the texts in their order.

    >>> lexicon_id([Source("a.toml", "")])[:8]
    '5df6e0e2'
    """
    whole = hashlib.sha256()
    for source in sources:
        whole.update(hashlib.sha256(source.text.encode()).digest())
    return whole.hexdigest()


def record_sources(
    connection: duckdb.DuckDBPyConnection, documents: Sequence[Document], sources: Sequence[Source]
) -> None:
    """Keeps what the stored ones of these documents were extracted with; to be called in a transaction.

    Args:
        connection: Where the documents are stored already.
        documents: As they were extracted.
        sources: The users' files; none where only built-in words were used.
    """
    given = {document.content_hash: document.doc for document in documents}
    stored = connection.execute("SELECT content_hash, doc FROM documents").fetchall()
    # A text that is stored under another name keeps the figures that it had.
    written = [key for key, doc in stored if key in given and base_id(doc, key) == base_id(given[key], key)]
    connection.execute(
        """DELETE FROM document_lexicons WHERE content_hash IN (SELECT unnest(?))
        OR content_hash NOT IN (SELECT content_hash FROM documents)""",
        [written],
    )
    name = lexicon_id(sources)
    if sources:
        connection.execute("INSERT INTO document_lexicons SELECT unnest(?), ?", [written, name])
    connection.execute("DELETE FROM lexicons WHERE lexicon NOT IN (SELECT lexicon FROM document_lexicons)")
    kept = connection.execute("SELECT count(*) FROM lexicons WHERE lexicon = ?", [name]).fetchall()
    if kept == [(0,)] and written:
        for position, source in enumerate(sources, 1):
            row = [name, position, source.file, source.text]
            connection.execute("INSERT INTO lexicons VALUES (?, ?, ?, ?)", row)


def read_sources(connection: duckdb.DuckDBPyConnection, doc: str) -> tuple[Source, ...]:
    """The users' files that a document was extracted with, in their order."""
    rows = connection.execute(
        """SELECT file, lexicons."text" FROM documents JOIN document_lexicons USING (content_hash)
        JOIN lexicons USING (lexicon) WHERE doc = ? ORDER BY lexicons."position" """,
        [doc],
    ).fetchall()
    return tuple(Source(file, text) for file, text in rows)
