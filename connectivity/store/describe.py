"""The tables in words, for the documentation: from the comments in the database itself."""

from __future__ import annotations

from connectivity.store.session import open_store

__all__ = ["tables_markdown"]


def tables_markdown() -> str:
    """All tables with their columns, types and comments as Markdown.

    >>> "## village_access" in tables_markdown()
    True
    """
    with open_store(":memory:", read_only=False) as store:
        tables = store.connection.execute(
            "SELECT table_name, comment FROM duckdb_tables() UNION ALL "
            "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY 1"
        ).fetchall()
        columns = store.connection.execute(
            "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal "
            "ORDER BY table_name, column_index"
        ).fetchall()
    parts = ["# Tables\n\nMade from the comments in the database; any DuckDB client shows the same.\n"]
    for table, about in tables:
        rows = [f"| `{name}` | {kind} | {text} |" for owner, name, kind, text in columns if owner == table]
        parts.append(
            f"## {table}\n\n{about}\n\n| column | type | meaning |\n|---|---|---|\n" + "\n".join(rows) + "\n"
        )
    return "\n".join(parts)
