from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from connectivity.errors import QueryError, StoreError
from connectivity.store import SCHEMA_VERSION, open_store, tables_markdown

if TYPE_CHECKING:
    import polars as pl

    from connectivity.documents.document import Document

DOCS = Path(__file__).parents[2] / "docs" / "tables.md"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "facts.duckdb"
    open_store(path, read_only=False).close()
    return path


def one_sentence(error: pytest.ExceptionInfo[StoreError], path: Path | str) -> str:
    text = str(error.value)
    assert text.startswith(f"{path}: ")
    assert "\n" not in text
    return text


def test_a_missing_file_is_not_made_for_reading(tmp_path: Path) -> None:
    path = tmp_path / "none.duckdb"
    with pytest.raises(StoreError) as error:
        open_store(path)
    assert "connectivity ingest" in one_sentence(error, path)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"hello", b"x" * 5000, b"SQLite format 3\0" + b"\0" * 100])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, content: bytes, *, read_only: bool
) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(StoreError) as error:
        open_store(path, read_only=read_only)
    assert "not a DuckDB database" in one_sentence(error, path)
    assert path.read_bytes() == content
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_a_damaged_database_is_refused(tmp_path: Path, database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[12:4096] = b"\xff" * (4096 - 12)
    path = tmp_path / "damaged.duckdb"
    path.write_bytes(content)
    with pytest.raises(StoreError) as error:
        open_store(path)
    one_sentence(error, path)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as error:
        open_store(tmp_path, read_only=False)
    assert "folder" in one_sentence(error, tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "no" / "facts.duckdb"
    with pytest.raises(StoreError) as error:
        open_store(path, read_only=False)
    assert "does not exist" in one_sentence(error, path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    path = tmp_path / "facts.duckdb"
    with pytest.raises(StoreError) as error:
        open_store(path, read_only=False)
    tmp_path.chmod(0o700)
    assert "permissions" in one_sentence(error, path)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that nobody may write")
def test_a_folder_that_takes_no_files_is_named() -> None:
    with pytest.raises(StoreError) as error:
        open_store("/proc/facts.duckdb", read_only=False)
    one_sentence(error, "/proc/facts.duckdb")


@pytest.mark.parametrize("read_only", [True, False])
def test_a_database_of_something_else_is_refused(tmp_path: Path, *, read_only: bool) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute("CREATE TABLE birds (name VARCHAR)")
    with pytest.raises(StoreError) as error:
        open_store(path, read_only=read_only)
    assert "something else" in one_sentence(error, path)
    with duckdb.connect(str(path)) as other:
        assert other.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("birds",)]


def test_an_empty_duckdb_database_is_filled_only_for_writing(tmp_path: Path) -> None:
    path = tmp_path / "empty.duckdb"
    duckdb.connect(str(path)).close()
    with pytest.raises(StoreError) as error:
        open_store(path)
    assert "holds nothing yet" in one_sentence(error, path)
    with open_store(path, read_only=False) as store:
        assert store.documents().collect().is_empty()


@pytest.mark.parametrize("read_only", [True, False])
def test_a_database_open_in_another_process_is_named_with_the_process(
    database: Path, *, read_only: bool
) -> None:
    hold = (
        "import sys, connectivity.store as s\n"
        "store = s.open_store(sys.argv[1], read_only=False)\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreError) as error:
            open_store(database, read_only=read_only)
        assert f"PID {holder.pid}" in one_sentence(error, database)
        holder.stdin.close()
    open_store(database, read_only=read_only).close()


def test_one_program_cannot_open_it_in_two_modes(database: Path) -> None:
    with open_store(database, read_only=False), pytest.raises(StoreError) as error:
        open_store(database)
    assert "close that store first" in one_sentence(error, database)


def test_a_newer_file_is_refused_and_left_as_it_is(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE connectivity_schema SET version = ?", [SCHEMA_VERSION + 1])
    for read_only in (True, False):
        with pytest.raises(StoreError) as error:
            open_store(database, read_only=read_only)
        assert "a newer Connectivity" in one_sentence(error, database)


def test_reading_never_writes(database: Path, villages: tuple[list[Document], pl.DataFrame]) -> None:
    before = database.read_bytes()
    with open_store(database) as store:
        for table in (store.documents(), store.figures(), store.observations()):
            assert table.collect().is_empty()
        with pytest.raises(StoreError) as error:
            store.add(*villages)
    assert "read_only=False" in one_sentence(error, database)
    assert database.read_bytes() == before


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("SELEC 1", "syntax error"),
        ("SELECT * FROM village", "does not exist"),
        ("SELECT conected FROM village_access", "connected"),
        ("SELECT 'a'::INTEGER", "Could not convert"),
        ("", "0 statements"),
        ("SELECT 1; SELECT 2", "2 statements"),
        ("DELETE FROM documents", "DELETE"),
        ("CREATE TABLE mine AS SELECT 1", "CREATE"),
        ("COPY documents TO 'out.csv'", "COPY"),
        ("ATTACH 'other.duckdb'", "ATTACH"),
        ("SET threads = 1", "SET"),
        ("SELECT * FROM read_text('pyproject.toml')", "disabled"),
        ("SELECT * FROM 'pyproject.csv'", "refused"),
    ],
)
@pytest.mark.parametrize("read_only", [True, False])
def test_wrong_and_writing_sql_is_refused_in_a_sentence(
    database: Path, sql: str, words: str, *, read_only: bool
) -> None:
    with open_store(database, read_only=read_only) as store:
        with pytest.raises(QueryError, match=words) as error:
            store.query(sql)
        assert "\n" not in str(error.value)
        # The session goes on.
        assert store.query("FROM documents").is_empty()


def test_sql_answers_with_a_frame(database: Path) -> None:
    with open_store(database) as store:
        assert store.query("SELECT 'KZ' AS place, 2606 AS villages").rows() == [("KZ", 2606)]
        assert "village_access" in store.query("SHOW TABLES")["name"].to_list()


def test_every_table_and_column_is_explained(database: Path) -> None:
    with open_store(database) as store:
        tables = store.query("SELECT table_name, comment FROM duckdb_tables()")
        columns = store.query(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
        )
    assert tables.height >= 15
    assert tables.filter(tables["comment"].is_null()).is_empty()
    assert columns.filter(columns["comment"].is_null()).is_empty()


def test_the_documented_tables_are_those_of_the_database() -> None:
    assert DOCS.read_text(encoding="utf-8") == tables_markdown()
