"""Bad input: one clear sentence each, the right exit code, the rest stored, and nothing stored half."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import duckdb
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

GOOD = "Villages\n\nIn 2023, 214 villages of Kazakhstan were connected to the internet.\n"


def _empty(folder: Path) -> Path:
    path = folder / "empty.txt"
    path.touch()
    return path


def _binary(folder: Path) -> Path:
    path = folder / "binary.txt"
    path.write_bytes(bytes(range(256)) * 40)
    return path


def _broken_utf8(folder: Path) -> Path:
    path = folder / "broken.jsonl"
    path.write_bytes(b'{"text": "ten \xff\xfe villages"}\n')
    return path


def _html_without_text(folder: Path) -> Path:
    path = folder / "blank.html"
    path.write_text("<html><head><script>var a = 1;</script></head><body><img src='a.png'></body></html>")
    return path


def _no_object(folder: Path) -> Path:
    path = folder / "list.jsonl"
    path.write_text('["ten villages"]\n')
    return path


def _missing(folder: Path) -> Path:
    return folder / "missing.txt"


def _unreadable_folder(folder: Path) -> Path:
    path = folder / "pictures"
    path.mkdir()
    (path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return path


BAD = (_empty, _binary, _broken_utf8, _html_without_text, _no_object, _missing, _unreadable_folder)


def ids(maker: Callable[[Path], Path]) -> str:
    return maker.__name__.strip("_")


@pytest.mark.parametrize("make", BAD, ids=ids)
def test_it_is_named_in_one_sentence_and_no_database_is_made(
    run: Callable[..., Run], tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    path = make(tmp_path)
    done = run("ingest", path)
    refusal, *rest = done.err.splitlines()
    assert done.code == 1
    assert refusal.startswith(f"connectivity: {path}")
    assert rest == ["nothing to store"]
    assert "Traceback" not in done.err
    assert not (tmp_path / "connectivity.duckdb").exists()


@pytest.mark.parametrize("make", BAD, ids=ids)
def test_the_rest_is_stored(run: Callable[..., Run], tmp_path: Path, make: Callable[[Path], Path]) -> None:
    good = tmp_path / "good.txt"
    good.write_text(GOOD)
    done = run("ingest", make(tmp_path), good)
    assert done.code == 1
    assert "1 document stored" in done.err
    assert [row["doc"] for row in run("documents", "--format", "jsonl").lines()] == ["good"]


@pytest.mark.parametrize("make", BAD, ids=ids)
def test_extract_prints_the_rest(
    run: Callable[..., Run], tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    good = tmp_path / "good.txt"
    good.write_text(GOOD)
    done = run("extract", make(tmp_path), good, "--format", "jsonl")
    assert done.code == 1
    assert {row["doc"] for row in done.lines()} == {"good"}


def test_good_lines_around_a_bad_one_are_stored(run: Callable[..., Run], tmp_path: Path) -> None:
    path = tmp_path / "mixed.jsonl"
    path.write_text(
        f"{json.dumps({'doc': 'a', 'text': GOOD})}\n[1]\n{json.dumps({'doc': 'b', 'text': GOOD + 'x'})}\n"
    )
    done = run("ingest", path)
    assert done.code == 1
    assert "2 documents stored" in done.err


def test_a_database_that_is_none_is_left_as_it_was(run: Callable[..., Run], tmp_path: Path) -> None:
    good, path = tmp_path / "good.txt", tmp_path / "notes.duckdb"
    good.write_text(GOOD)
    path.write_text("my notes, no database\n" * 40)
    for command in (("ingest", good), ("figures",), ("report",), ("query", "SELECT 1")):
        done = run("--db", path, *command)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
        assert str(path) in done.err
    assert path.read_text() == "my notes, no database\n" * 40


def test_a_database_of_another_program_is_left_as_it_was(run: Callable[..., Run], tmp_path: Path) -> None:
    good, path = tmp_path / "good.txt", tmp_path / "theirs.duckdb"
    good.write_text(GOOD)
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE documents AS SELECT 1 AS theirs")
    for command in (("ingest", good), ("figures",)):
        done = run("--db", path, *command)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT * FROM documents").fetchall() == [(1,)]


@pytest.mark.usefixtures("stored")
def test_a_database_that_another_process_has_open_is_said_to_be(
    run: Callable[..., Run], tmp_path: Path
) -> None:
    good = tmp_path / "good.txt"
    good.write_text(GOOD)
    program = "import duckdb; c = duckdb.connect('connectivity.duckdb'); print('open', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"open\n"
        for command in (("ingest", good), ("figures",)):
            done = run(*command)
            assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
            assert "another process" in done.err
        other.communicate(b"\n")
    assert "good" not in {row["doc"] for row in run("documents", "--format", "jsonl").lines()}


@pytest.mark.usefixtures("stored")
def test_an_ingest_that_fails_leaves_the_database_as_it_was(
    run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import connectivity.observations.ingestion as stage  # noqa: PLC0415 -- only this test reaches into it
    from connectivity.errors import StoreError  # noqa: PLC0415 - only this test reaches into it

    def fail(*_args: object) -> None:
        raise StoreError("the disk is full; make room")

    good = tmp_path / "good.txt"
    good.write_text(GOOD)
    before = run("figures", "--format", "jsonl").out
    monkeypatch.setattr(stage, "apply_corrections", fail)
    done = run("ingest", good)
    assert (done.code, done.err) == (2, "connectivity: the disk is full; make room\n")
    assert run("figures", "--format", "jsonl").out == before
    assert "good" not in {row["doc"] for row in run("documents", "--format", "jsonl").lines()}


@pytest.mark.parametrize(
    ("option", "value"), [("--published", "yesterday"), ("--place", "Narnia"), ("--lang", "klingonish")]
)
def test_an_option_that_cannot_be_understood_is_wrong_usage(
    run: Callable[..., Run], tmp_path: Path, option: str, value: str
) -> None:
    good = tmp_path / "good.txt"
    good.write_text(GOOD)
    done = run("ingest", good, option, value)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert option in done.err
    assert not (tmp_path / "connectivity.duckdb").exists()


@pytest.mark.parametrize("text", ["[[thing]]\nwords = ['a']", "not toml", "[unknown]\na = 1"])
def test_a_lexicon_that_cannot_be_used_is_wrong_usage(
    run: Callable[..., Run], tmp_path: Path, text: str
) -> None:
    good, words = tmp_path / "good.txt", tmp_path / "words.toml"
    good.write_text(GOOD)
    words.write_text(text)
    for command in (("ingest", good, "--lexicon", words), ("lexicon", "list", "--lexicon", words)):
        done = run(*command)
        assert (done.code, done.err.count("\n")) == (2, 1)
        assert f"{words}, line " in done.err
    assert not (tmp_path / "connectivity.duckdb").exists()


def test_corrections_that_cannot_be_read_are_wrong_usage(run: Callable[..., Run], tmp_path: Path) -> None:
    good, corrections = tmp_path / "good.txt", tmp_path / "mine.toml"
    good.write_text(GOOD)
    corrections.write_text("[[correction]]\ndoc = 'good'\n")
    done = run("ingest", good, "--corrections", corrections)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert not (tmp_path / "connectivity.duckdb").exists()
