"""The store: one DuckDB file with documents, figures, observations and the domain tables."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Self

import duckdb
import polars as pl

from connectivity.errors import QueryError, StoreError
from connectivity.store import adding
from connectivity.store.connection import connect, first_sentence
from connectivity.store.lexicons import read_sources, record_sources
from connectivity.store.schema import SCHEMA_VERSION, fill_domain_tables, migrate, schema_version

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType

    from connectivity.documents.document import Document
    from connectivity.lexicon import Source
    from connectivity.store.adding import Added

__all__ = ["Store", "open_store"]

_READS: Final = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass(slots=True)
class Store:
    """An open database; made by `open_store` and closed by leaving its `with` block.

    Attributes:
        path: The file, or ":memory:".
        connection: The DuckDB connection.
        read_only: Whether writing is refused.
        clock: Gives the time of `ingested_at` (UTC, without zone).
    """

    path: str
    connection: duckdb.DuckDBPyConnection
    read_only: bool
    clock: Callable[[], datetime] = _now
    _depth: int = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; what was not committed is gone."""
        self.connection.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: an error inside leaves the file as it was. An inner one joins the outer one.

        Raises:
            StoreError: The store is read-only, or DuckDB cannot write.
        """
        if self.read_only:
            raise StoreError(
                f"{self.path}: it is open for reading only; open it with read_only=False to write"
            )
        if self._depth:
            yield
            return
        self.connection.execute("BEGIN TRANSACTION")
        self._depth, done = 1, False
        try:
            yield
            self.connection.execute("COMMIT")
            done = True
        except duckdb.Error as error:
            raise StoreError(
                f"{self.path}: nothing was stored, since DuckDB says: {first_sentence(error)}"
            ) from error
        finally:
            self._depth = 0
            if not done:
                # A commit that failed has ended the transaction already.
                with contextlib.suppress(duckdb.TransactionException):
                    self.connection.execute("ROLLBACK")

    def add(self, documents: Sequence[Document], figures: pl.DataFrame) -> Added:
        """Stores documents with their figures, in one transaction, keyed by content hash.

        Args:
            documents: Documents whose ids differ (see `distinct`).
            figures: Their figures, with the columns of `FIGURE_SCHEMA`.

        Raises:
            StoreError: The store is read-only, ids clash, or a figure lies outside the documents.
        """
        with self.transaction():
            return adding.add(self.connection, documents, figures, self.clock())

    def record_lexicon(self, documents: Sequence[Document], sources: Sequence[Source]) -> None:
        """Keeps the users' lexicon files that stored documents were extracted with, for explaining."""
        with self.transaction():
            record_sources(self.connection, documents, sources)

    def lexicon_of(self, doc: str) -> tuple[Source, ...]:
        """The users' lexicon files that a document was extracted with; none: built-in words only."""
        return read_sources(self.connection, doc)

    def copy_with(self, figures: pl.DataFrame, observations: pl.DataFrame) -> Store:
        """A store in memory with these documents, and with other figures and observations.

        Args:
            figures: Columns of `FIGURE_SCHEMA`, corrections applied.
            observations: What they add up to; the domain tables are filled from it.
        """
        copy = open_store(":memory:", read_only=False)
        with copy.transaction():
            adding.insert(copy.connection, "documents", self.documents().collect())
            adding.insert(copy.connection, "figures", figures)
            copy.replace_observations(observations)
        copy.read_only = True
        return copy

    def replace_observations(self, observations: pl.DataFrame | pl.LazyFrame) -> None:
        """Replaces the table `observations` (columns matched by name) and fills the domain tables from it."""
        with self.transaction():
            self._replace("observations", observations.lazy().collect())
            fill_domain_tables(self.connection)

    def replace_corrections(self, entries: pl.DataFrame, corrected: pl.DataFrame) -> None:
        """Replaces the tables `corrections` and `corrected_figures` (columns matched by name)."""
        with self.transaction():
            self._replace("corrections", entries)
            self._replace("corrected_figures", corrected)

    def documents(self) -> pl.LazyFrame:
        """The table `documents`, by id."""
        return self._read("SELECT * FROM documents ORDER BY doc")

    def figures(self, *, corrected: bool = True) -> pl.LazyFrame:
        """The figures, columns of `FIGURE_SCHEMA`: with corrections applied, or as extracted."""
        table = "current_figures" if corrected else "figures"
        return self._read(f'SELECT * FROM {table} ORDER BY doc, "start", figure')  # noqa: S608 - one of two names

    def observations(self) -> pl.LazyFrame:
        """The table `observations`, by series and period."""
        return self._read("SELECT * FROM observations ORDER BY series, period_end, period_start, observation")

    def query(self, sql: str) -> pl.DataFrame:
        """The result of one reading SQL statement.

        Raises:
            QueryError: The SQL is wrong, writes, or is more than one statement.
        """
        try:
            statements = self.connection.extract_statements(sql)
            if len(statements) != 1:
                raise QueryError(f"the query has {len(statements)} statements; give exactly one")
            if statements[0].type not in _READS:
                raise QueryError(
                    f"the query is a {statements[0].type.name} statement; only statements that read, such as "
                    "SELECT, are run"
                )
            return self._fetch(sql)
        except duckdb.Error as error:
            raise QueryError(f"the query was refused: {first_sentence(error)}") from error

    def _read(self, sql: str) -> pl.LazyFrame:
        return self._fetch(sql).lazy()

    def _fetch(self, sql: str) -> pl.DataFrame:
        frame = pl.from_arrow(self.connection.sql(sql).to_arrow_table())
        return frame if isinstance(frame, pl.DataFrame) else frame.to_frame()

    def _replace(self, table: str, frame: pl.DataFrame) -> None:
        self.connection.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of this module
        adding.insert(self.connection, table, frame)


def open_store(path: str | os.PathLike[str], *, read_only: bool = True) -> Store:
    """Opens a database file.

    A missing file is created, and one of an older schema version migrated, only with `read_only=False`.
    ":memory:" gives a store that is gone when closed.

    >>> with open_store(":memory:", read_only=False) as store:
    ...     store.query("SELECT count(*) AS villages FROM village_access").item()
    0

    Raises:
        StoreError: The file is missing, no DuckDB database, something else's, locked, or of a newer version.
    """
    connection = connect(path, read_only=read_only)
    store = Store(str(path), connection, read_only)
    try:
        _bring_up_to_date(store)
    except duckdb.Error as error:
        connection.close()
        raise StoreError(
            f"{path}: its tables cannot be read ({first_sentence(error)}); name another file"
        ) from error
    except StoreError:
        connection.close()
        raise
    return store


def _bring_up_to_date(store: Store) -> None:
    version = schema_version(store.connection, store.path)
    if not store.read_only:
        with store.transaction():
            migrate(store.connection, version)
    elif version is None:
        raise StoreError(f"{store.path}: this database holds nothing yet; `connectivity ingest` fills it")
    elif version < SCHEMA_VERSION:
        raise StoreError(
            f"{store.path}: an older Connectivity wrote it (schema version {version}, this one reads "
            f"{SCHEMA_VERSION}); the next `connectivity ingest` into it brings it up to date"
        )
