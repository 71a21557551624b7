"""The commands that read, correct, export, evaluate and present."""

from __future__ import annotations

import io
import json
import sys
import tomllib
from typing import TYPE_CHECKING

import polars as pl
import pytest

from connectivity.cli.building import build_example
from connectivity.store import DOMAIN_TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

TEXT = (
    "Villages online\n\nAstana, 18 June 2024. Fibre is available in 2,606 of Kazakhstan's 6,290 villages. "
    "In 2023, 1,161 villages were connected to 4G.\n"
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_ingest_stores_documents_and_says_so_on_stderr(run: Callable[..., Run], page: Path) -> None:
    done = run("ingest", page, "--place", "KZ")
    assert (done.code, done.out) == (0, "")
    assert "1 document stored" in done.err
    values = {row["value"] for row in run("figures", "--format", "jsonl").lines()}
    assert {2606.0, 6290.0, 1161.0} <= values


def test_the_same_document_twice_is_stored_once(run: Callable[..., Run], page: Path) -> None:
    run("ingest", page)
    before = run("figures", "--format", "jsonl").out
    assert "1 document known already" in run("ingest", page).err
    assert run("figures", "--format", "jsonl").out == before


def test_extract_stores_nothing_and_gives_the_figures_that_ingest_stores(
    run: Callable[..., Run], page: Path, tmp_path: Path
) -> None:
    extracted = run("extract", page, "--format", "jsonl").out
    assert not (tmp_path / "connectivity.duckdb").exists()
    run("ingest", page)
    assert run("figures", "--format", "jsonl").out == extracted


def test_standard_input_is_read(run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode()), encoding="utf-8"))
    rows = run("extract", "-", "--format", "jsonl").lines()
    assert 2606.0 in {row["value"] for row in rows}


def test_several_workers_give_the_same_bytes(run: Callable[..., Run], root: Path) -> None:
    folder = root / "datasets" / "briefs"
    briefs = sorted(path for path in folder.glob("k*.md"))[:6]
    one = run("extract", *briefs, "--format", "jsonl")
    two = run("extract", *briefs, "--format", "jsonl", "--workers", 2)
    assert one.out == two.out
    assert one.lines()


@pytest.fixture
def figure(run: Callable[..., Run], stored: Path) -> dict[str, object]:  # noqa: ARG001 -- makes the database
    rows = run("figures", "--indicator", "settlements", "--technology", "fibre", "--format", "jsonl").lines()
    return rows[0]


def test_a_correction_is_written_with_its_guard_and_applied(
    run: Callable[..., Run], figure: dict[str, object], tmp_path: Path
) -> None:
    done = run(
        "correct", figure["figure"], "technology=4g", "value=2,700", "--reason", "misread", "--who", "me"
    )
    assert done.code == 0, done.err
    (entry,) = tomllib.loads((tmp_path / "corrections.toml").read_text())["correction"]
    assert entry["set"] == {"technology": "4g", "value": 2700}
    assert entry["expect"] == {"technology": "fibre", "value": figure["value"]}
    assert (entry["reason"], entry["who"], entry["doc"]) == ("misread", "me", figure["doc"])
    rows = {row["figure"]: row for row in run("figures", "--format", "jsonl").lines()}
    assert rows[figure["figure"]]["technology"] == "4g"
    assert rows[figure["figure"]]["value"] == 2700
    extracted = {row["figure"]: row for row in run("figures", "--as-extracted", "--format", "jsonl").lines()}
    assert extracted[figure["figure"]] == figure


def test_nothing_after_the_sign_sets_none(run: Callable[..., Run], figure: dict[str, object]) -> None:
    assert run("correct", figure["figure"], "technology=", "--reason", "none is named").code == 0
    rows = {row["figure"]: row for row in run("figures", "--format", "jsonl").lines()}
    assert rows[figure["figure"]]["technology"] is None


def test_a_rejected_figure_is_gone_from_figures_and_observations(
    run: Callable[..., Run], figure: dict[str, object]
) -> None:
    assert run("reject", figure["figure"], "--reason", "a road").code == 0
    assert figure["figure"] not in {row["figure"] for row in run("figures", "--format", "jsonl").lines()}
    used = {name for row in run("observations", "--format", "jsonl").lines() for name in row["figures"]}
    assert figure["figure"] not in used


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("technology", "no FIELD=VALUE"),
        ("tecnology=4g", "did you mean technology?"),
        ("value=many", "value is a number"),
        ("aspect=conected", "did you mean 'connected'?"),
        ("period=soon", "no period"),
        ("start=5", "unknown field 'start'"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_nothing_is_written(
    run: Callable[..., Run], figure: dict[str, object], tmp_path: Path, field: str, words: str
) -> None:
    done = run("correct", figure["figure"], field, "--reason", "why")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert words in done.err
    assert not (tmp_path / "corrections.toml").exists()


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_export_writes_every_table_with_the_same_rows(
    run: Callable[..., Run], tmp_path: Path, form: str
) -> None:
    done = run("export", "--output", "out", "--format", form)
    tables = ("documents", "figures", "observations", *DOMAIN_TABLES)
    assert done.out.splitlines() == [f"out/{table}.{form}" for table in tables]
    scans = {"csv": pl.scan_csv, "jsonl": pl.scan_ndjson, "parquet": pl.scan_parquet}
    rows = scans[form](tmp_path / "out" / f"observations.{form}").select("observation").collect()
    listed = [row["observation"] for row in run("observations", "--format", "jsonl").lines()]
    assert sorted(rows["observation"]) == sorted(listed)


@pytest.mark.usefixtures("stored")
def test_export_of_an_unknown_table_is_refused(run: Callable[..., Run], tmp_path: Path) -> None:
    done = run("export", "village_acess")
    assert done.code == 2
    assert "did you mean village_access?" in done.err
    assert not (tmp_path / "export").exists()


def test_evaluate_of_the_annotation_against_itself_is_perfect(
    run: Callable[..., Run], root: Path, tmp_path: Path
) -> None:
    gold = root / "datasets" / "annotated" / "dev_en.jsonl"
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    predicted = tmp_path / "predicted.jsonl"
    figures = (
        {k: None if v == "?" else v for k, v in f.items()} | {"doc": d["doc"]}
        for d in rows
        for f in d["figures"]
    )
    predicted.write_text("".join(json.dumps(figure) + "\n" for figure in figures), encoding="utf-8")
    scores = json.loads(run("evaluate", gold, predicted, "--json").out)
    assert (scores["figures"]["f1"], scores["claims"]["f1"]) == (1, 1)


def test_evaluate_extracts_the_texts_itself_and_lists_mistakes(run: Callable[..., Run], root: Path) -> None:
    gold = root / "datasets" / "annotated" / "dev_en.jsonl"
    done = run("evaluate", gold, "--errors", 3)
    assert done.code == 0
    assert done.out.startswith("28 documents\nfigures  precision 0.")
    assert len(done.out.splitlines()) == 4 + 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[]", "line 1: it is not a JSON object"),
        ('{"doc": "a"}', 'a list "figures"'),
        ("{", "it is not JSON"),
        ("", "nothing to score"),
    ],
)
def test_evaluate_names_the_line_that_is_no_annotation(
    run: Callable[..., Run], tmp_path: Path, text: str, words: str
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(text)
    done = run("evaluate", gold)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert words in done.err


@pytest.mark.parametrize("kind", ["indicators", "technologies", "units", "cues"])
def test_the_lexicon_lists_names_with_their_words(run: Callable[..., Run], kind: str) -> None:
    rows = run("lexicon", "list", kind, "--format", "jsonl").lines()
    assert all(row["name"] and row["words"] for row in rows)
    assert len(rows) > 5


def test_words_of_ones_own_are_checked_listed_and_found(run: Callable[..., Run], tmp_path: Path) -> None:
    words = tmp_path / "mine.toml"
    words.write_text('[[thing]]\nunit = "settlement"\nindicator = "settlements"\nwords = ["quarglet"]\n')
    assert "can be used" in run("lexicon", "check", words).err
    assert "quarglet" in run("lexicon", "list", "--lexicon", words).out
    page = tmp_path / "page.txt"
    page.write_text("Quarglets\n\nIn 2023, 214 quarglets of Kazakhstan had fibre, and 3 million people.\n")
    without, found = (
        run("extract", page, "--format", "jsonl", *extra).lines() for extra in ((), ("--lexicon", words))
    )
    assert ("settlement", 214.0) not in {(row["unit"], row["value"]) for row in without}
    assert ("settlement", 214.0) in {(row["unit"], row["value"]) for row in found}


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(("form", "begins"), [("terminal", "What the documents say"), ("markdown", "# What")])
def test_the_report_goes_to_stdout_or_a_file(
    run: Callable[..., Run], tmp_path: Path, form: str, begins: str
) -> None:
    printed = run("report", "--format", form, "--place", "KZ")
    assert (printed.code, printed.err) == (0, "")
    assert printed.out.startswith(begins)
    assert run("report", "--format", form, "--place", "KZ", "--output", "r.txt").out == ""
    assert (tmp_path / "r.txt").read_text(encoding="utf-8") == printed.out


@pytest.mark.usefixtures("stored")
def test_the_page_is_one_file_with_its_charts(run: Callable[..., Run], tmp_path: Path) -> None:
    done = run("report", "--format", "html", "--place", "KZ", "--indicator", "schools")
    assert (done.code, done.out, done.err) == (0, "", "written: report.html\n")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(("form", "magic"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_charts_are_written_and_named(
    run: Callable[..., Run], tmp_path: Path, form: str, magic: bytes
) -> None:
    done = run("charts", "--format", form, "--most", 1, "--output", "drawn")
    names = done.out.splitlines()
    assert done.code == 0
    assert 1 <= len(names) <= 6
    assert all((tmp_path / name).read_bytes().startswith(magic) for name in names)


def test_the_demo_shows_the_whole_way_and_can_be_repeated(run: Callable[..., Run], tmp_path: Path) -> None:
    done = run("demo")
    assert done.code == 0
    assert done.out.startswith("What the documents say")
    assert len(done.out.splitlines()) < 150, "one or two screens"
    folder = tmp_path / "connectivity-demo"
    database = (folder / "connectivity.duckdb").relative_to(tmp_path)
    assert f"more: connectivity --db {database} gaps" in done.out
    assert {path.name for path in folder.iterdir()} == {"charts", "connectivity.duckdb", "report.html"}
    forms = {path.name.partition("-")[0] for path in (folder / "charts").glob("*.png")}
    assert forms == {"coverage", "rollout", "growth", "share", "currency"}
    assert run("report", "--db", database).out == done.out
    build_example(database)
    assert {path.name for path in folder.iterdir()} == {"charts", "connectivity.duckdb", "report.html"}
    assert run("report", "--db", database).out == done.out
