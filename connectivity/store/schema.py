"""The schema: created, migrated, checked and described from the SQL files beside this module."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from connectivity.errors import StoreError

if TYPE_CHECKING:
    import duckdb

__all__ = ["DOMAIN_TABLES", "SCHEMA_VERSION", "fill_domain_tables", "migrate", "schema_version"]

_FOLDER: Final = Path(__file__).parent

DOMAIN_TABLES: Final = (
    "village_access",
    "base_stations",
    "school_rollout",
    "ecommerce",
    "exchange_rates",
    "speeds",
    "internet_use",
    "investments",
    "satellites",
    "fibre",
)

_ACCESS: Final = "access"  # the macro that village_access and school_rollout are made with


def _steps() -> dict[int, Path]:
    """Each version after the first, and the file with the step to it."""
    files = sorted((_FOLDER / "migrations").glob("*.sql"))
    return {int(re.match(r"\d+", file.name)[0]): file for file in files}  # type: ignore[index]  # named by number


_STEPS: Final = _steps()
SCHEMA_VERSION: Final = max(_STEPS)


def schema_version(connection: duckdb.DuckDBPyConnection, name: str) -> int | None:
    """The schema version of a database, or None of one without tables.

    Raises:
        StoreError: The database holds tables, but not those of Connectivity, or of a newer version.
    """
    tables = {
        row[0]
        for row in connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()"
        ).fetchall()
    }
    if not tables:
        return None
    if "connectivity_schema" not in tables:
        raise StoreError(f"{name}: this DuckDB database belongs to something else; name another file")
    rows = connection.execute("SELECT version FROM connectivity_schema").fetchall()
    version = max((int(row[0]) for row in rows), default=0)
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"{name}: a newer Connectivity wrote it (schema version {version}, this one knows "
            f"{SCHEMA_VERSION}); install the newest version"
        )
    return version


def migrate(connection: duckdb.DuckDBPyConnection, version: int | None) -> None:
    """Brings a database from a version (None: empty) to the newest one; to be called in a transaction."""
    if version == SCHEMA_VERSION:
        return
    if version is None:
        connection.execute((_FOLDER / "schema.sql").read_text(encoding="utf-8"))
    for step in sorted(_STEPS):
        if step > (version or 1):
            connection.execute(_STEPS[step].read_text(encoding="utf-8"))
    connection.execute("DELETE FROM connectivity_schema")
    connection.execute("INSERT INTO connectivity_schema VALUES (?)", [SCHEMA_VERSION])
    fill_domain_tables(connection)


def fill_domain_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the domain tables anew from the table `observations`; to be called in a transaction."""
    for table in (_ACCESS, *DOMAIN_TABLES):
        connection.execute((_FOLDER / "domain" / f"{table}.sql").read_text(encoding="utf-8"))
