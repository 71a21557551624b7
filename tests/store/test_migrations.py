from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from connectivity.errors import StoreError
from connectivity.store import SCHEMA_VERSION, Store, open_store, schema, tables_markdown

V1 = Path(__file__).with_name("v1.sql")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(V1.read_text(encoding="utf-8"))
    return path


def columns(store: Store) -> list[Any]:
    return store.query(
        "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns() WHERE NOT internal "
        "ORDER BY table_name, column_index"
    ).rows()


def test_an_old_file_is_not_changed_by_reading(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(StoreError, match=r"schema version 1.*connectivity ingest.*up to date"):
        open_store(old)
    assert old.read_bytes() == before


def test_an_old_file_opened_for_writing_has_the_tables_of_a_fresh_one(old: Path) -> None:
    with open_store(old, read_only=False) as migrated, open_store(":memory:", read_only=False) as fresh:
        assert columns(migrated) == columns(fresh)
        assert migrated.query("FROM connectivity_schema").rows() == [(SCHEMA_VERSION,)]


def test_a_migration_keeps_the_data_and_fills_the_domain_tables(old: Path) -> None:
    open_store(old, read_only=False).close()
    with open_store(old) as store:
        assert store.documents().collect()["doc"].to_list() == ["villages"]
        assert store.figures().collect()["figure"].to_list() == ["villages@21", "villages@30"]
        row = store.query("SELECT technology, connected, total, unconnected FROM village_access")
        assert row.rows() == [("wired", 2606, 6290, 3684)]


def test_a_migration_that_fails_leaves_the_old_file(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "0002_broken.sql"
    broken.write_text("CREATE TABLE half (a INTEGER); SELECT nonsense;", encoding="utf-8")
    monkeypatch.setattr(schema, "_STEPS", {2: broken})
    with pytest.raises(StoreError, match="nothing was stored"):
        open_store(old, read_only=False)
    with duckdb.connect(str(old), read_only=True) as connection:
        tables = connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
        assert tables == [("connectivity_schema",), ("documents",), ("figures",), ("observations",)]


def test_each_version_has_its_step() -> None:
    names = sorted(path.name for path in (Path(schema.__file__).parent / "migrations").glob("*.sql"))
    assert [int(name[:4]) for name in names] == list(range(2, SCHEMA_VERSION + 1))


def test_the_description_names_every_domain_table() -> None:
    text = tables_markdown()
    assert all(f"\n## {table}\n" in text for table in schema.DOMAIN_TABLES)
