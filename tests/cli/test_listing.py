"""Lists, filters and formats over a store of annotated figures."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import polars as pl
import pytest

from connectivity.cli.filters import STATUSES, Filters
from connectivity.cli.output import flat
from connectivity.errors import UsageError
from connectivity.extraction.figure import FIGURE_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

pytestmark = pytest.mark.usefixtures("stored")


def test_figures_are_json_lines_with_the_fields_of_the_annotation(run: Callable[..., Run]) -> None:
    rows = run("figures", "--format", "jsonl").lines()
    assert len(rows) > 350
    assert list(rows[0]) == list(FIGURE_SCHEMA)


def test_filters_keep_what_they_name(run: Callable[..., Run]) -> None:
    done = run(
        "figures", "--place", "Kazakhstan", "--indicator", "villages", "--technology", "FIBRE",
        "--status", "actual", "--format", "jsonl",
    )  # fmt: skip
    rows = done.lines()
    assert done.code == 0
    assert rows
    for row in rows:
        assert (row["indicator"], row["technology"], row["status"]) == ("settlements", "fibre", "actual")
        assert row["place"].startswith("KZ")


def test_a_country_includes_its_regions_and_its_groups_of_countries() -> None:
    frame = pl.LazyFrame({"place": ["KZ", "KZ:Aral", "AZ+KZ", "KG", None]})
    assert Filters(place="kz").apply(frame).collect()["place"].to_list() == ["KZ", "KZ:Aral", "AZ+KZ"]
    assert Filters(place="Aral").apply(frame).collect()["place"].to_list() == ["KZ:Aral"]


def test_a_place_that_an_analysis_says_nothing_of_is_known_all_the_same() -> None:
    known = pl.LazyFrame({"place": ["KZ", "KG"]})
    assert Filters(place="KG").apply(pl.LazyFrame({"place": ["KZ"]}), known).collect().is_empty()
    with pytest.raises(UsageError):
        Filters(place="KG").apply(pl.LazyFrame({"place": ["KZ"]}))


def test_technology_none_is_a_filter_of_its_own() -> None:
    frame = pl.LazyFrame({"technology": ["4g", None]})
    assert Filters(technology="none").apply(frame).collect()["technology"].to_list() == [None]


def test_a_page_includes_its_articles() -> None:
    frame = pl.LazyFrame({"doc": ["page#1", "page#2", "pages"]})
    assert Filters(doc="page").apply(frame).collect()["doc"].to_list() == ["page#1", "page#2"]
    assert Filters(doc="page#2").apply(frame).collect()["doc"].to_list() == ["page#2"]


def test_confidence_is_a_lower_end() -> None:
    frame = pl.LazyFrame({"confidence": [0.4, 0.5, 0.9]})
    assert Filters(min_confidence=0.5).apply(frame).collect()["confidence"].to_list() == [0.5, 0.9]


@pytest.mark.parametrize(
    ("name", "value", "offer"),
    [
        ("indicator", "setlements", "did you mean settlements?"),
        ("technology", "starlik", "did you mean starlink?"),
        ("status", "targets", "did you mean target?"),
        ("place", "Kazahstan", "did you mean Kazakhstan?"),
        ("doc", "dev-en-99x", "did you mean dev-en-"),
    ],
)
def test_a_mistyped_filter_is_refused_with_what_may_be_meant(
    run: Callable[..., Run], name: str, value: str, offer: str
) -> None:
    done = run("figures", f"--{name}", value)
    assert (done.code, done.out) == (2, "")
    assert offer in done.err
    assert done.err.count("\n") == 1


def test_a_known_word_without_figures_is_an_empty_answer_not_an_error(run: Callable[..., Run]) -> None:
    done = run("figures", "--technology", "kuiper", "--status", "estimate")
    assert (done.code, done.out, done.err) == (0, "", "nothing fits\n")


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_known(status: str) -> None:
    assert Filters(status=status).apply(pl.LazyFrame({"status": ["actual"]})).collect().height <= 1
    with pytest.raises(UsageError):
        Filters(status=f"{status}x").apply(pl.LazyFrame({"status": ["actual"]}))


def test_csv_has_one_cell_a_column(run: Callable[..., Run]) -> None:
    rows = list(csv.DictReader(io.StringIO(run("observations", "--format", "csv").out)))
    assert len(rows) > 200
    assert all(None not in row for row in rows)
    assert all("@" in row["figures"] for row in rows)


def test_lists_in_csv_are_joined_and_structs_are_json() -> None:
    moved = [{"value": 2000.0, "deadline": "2025", "as_of": None}]
    frame = pl.DataFrame({"figures": [["a@1", "a@9"]], "moved_from": [moved], "none": [None]})
    assert flat(frame).rows() == [("a@1; a@9", '{"value":2000.0,"deadline":"2025","as_of":null}', None)]


def test_parquet_needs_a_file_and_gives_the_same_rows(run: Callable[..., Run], tmp_path: Path) -> None:
    refused = run("observations", "--format", "parquet")
    assert (refused.code, refused.out) == (2, "")
    assert "--output" in refused.err
    path = tmp_path / "o.parquet"
    assert run("observations", "--format", "parquet", "--output", path).code == 0
    ids = [row["observation"] for row in run("observations", "--format", "jsonl").lines()]
    assert pl.read_parquet(path)["observation"].to_list() == ids


def test_an_unwritable_file_is_one_sentence(run: Callable[..., Run], tmp_path: Path) -> None:
    done = run("documents", "--output", tmp_path / "none" / "d.txt")
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert "cannot be written" in done.err


def test_documents_count_their_figures(run: Callable[..., Run]) -> None:
    rows = run("documents", "--format", "jsonl").lines()
    counts = {row["doc"]: row["figures"] for row in rows}
    figures = run("figures", "--format", "jsonl").lines()
    assert sum(counts.values()) == len(figures)
    assert len(rows) == 28


def test_tables_have_no_control_characters_and_no_colour_in_a_pipe(run: Callable[..., Run]) -> None:
    out = run("figures").out
    assert not any(ord(c) < 32 and c != "\n" for c in out)
    assert "\x1b" not in out


def test_a_narrow_screen_folds_instead_of_cutting(
    run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    out = run("figures", "--doc", "dev-en-201").out
    assert max(len(line) for line in out.splitlines()) <= 60
    assert "…" not in out


def test_show_marks_the_number_in_its_sentence(run: Callable[..., Run]) -> None:
    figure = run("figures", "--doc", "dev-en-201", "--format", "jsonl").lines()[0]
    done = run("show", figure["figure"])
    assert done.code == 0
    assert f"»{figure['surface']}«" in done.out.splitlines()[0]
    assert "dev-en-201" in done.out
    assert f"observation   {figure['indicator']}" in done.out


def test_show_offers_close_ids(run: Callable[..., Run]) -> None:
    done = run("show", "dev-en-201@1")
    assert done.code == 2
    assert "did you mean dev-en-201@" in done.err


@pytest.mark.parametrize("command", ["gaps", "growth", "targets", "audit", "currency"])
def test_analyses_print_rows_in_each_format(run: Callable[..., Run], command: str) -> None:
    table, lines, cells = (run(command, "--format", form) for form in ("table", "jsonl", "csv"))
    assert (table.code, lines.code, cells.code) == (0, 0, 0)
    rows = lines.lines()
    assert rows
    assert len(list(csv.reader(io.StringIO(cells.out)))) == len(rows) + 1
    assert all(isinstance(row["figures"], list) and row["figures"] for row in rows)
    assert len(table.out.splitlines()) >= len(rows)


def test_audit_can_leave_out_what_is_not_grave(run: Callable[..., Run]) -> None:
    rows = run("audit", "--severity", "warning", "--format", "jsonl").lines()
    assert {row["severity"] for row in rows} <= {"warning", "error"}
    assert len(rows) < len(run("audit", "--format", "jsonl").lines())


def test_query_answers_sql_and_refuses_to_write(run: Callable[..., Run]) -> None:
    done = run("query", "SELECT count(*) AS documents FROM documents", "--format", "jsonl")
    assert done.lines() == [{"documents": 28}]
    for sql in ("DROP TABLE figures", "SELEC 1", "SELECT 1; SELECT 2"):
        refused = run("query", sql)
        assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert run("query", "SELECT count(*) AS n FROM figures", "--format", "jsonl").lines()[0]["n"] > 350


def test_a_database_is_named_before_or_after_the_command(run: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "connectivity.duckdb").rename(tmp_path / "other.duckdb")
    assert run("documents").code == 2
    before, after = run("--db", "other.duckdb", "documents"), run("documents", "--db", "other.duckdb")
    assert before == after
    assert before.code == 0
