"""Every format through the commands: what is stored, what is said, and the exit code."""

from __future__ import annotations

import io
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from tests.documents.samples import PROSE, mail, packed, record, report, zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

PAGE = f"<html lang=en><head><title>Villages</title></head><body><p>{PROSE}</p></body></html>".encode()
MAKERS = {
    "report.pdf": report,
    "mail.eml": lambda: mail().as_bytes(),
    "feed.xml": (
        f"<rss version='2.0'><channel><title>Daily</title><item><title>Fibre</title><link>https://d.example/fibre"
        f"</link><description>{PROSE}</description></item></channel></rss>"
    ).encode,
    "archive.zip": lambda: zipped({"inner/page.html": PAGE}),
    "crawl.warc.gz": lambda: packed(record("https://n.example/a", PAGE)),
    "page.html": lambda: PAGE,
}


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    for name, make in MAKERS.items():
        (tmp_path / name).write_bytes(make())
    return [tmp_path / name for name in MAKERS]


def test_all_formats_at_once(run: Callable[..., Run], files: list[Path]) -> None:
    done = run("ingest", *files)
    assert done.code == 0, done.err
    rows = run("documents", "--format", "jsonl").lines()
    assert {row["doc"] for row in rows} >= {"report", "mail", "feed-fibre", "crawl-1"}
    assert all(row["figures"] for row in rows if row["doc"] in {"report", "mail", "feed-fibre"})


@pytest.mark.parametrize("name", MAKERS)
def test_standard_input_is_known_by_its_content(
    run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(MAKERS[name]())))
    done = run("extract", "-", "--format", "jsonl")
    assert done.code == 0, done.err
    assert {row["value"] for row in done.lines()} >= {2606}


def test_show_names_the_page(run: Callable[..., Run], tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(report(3))
    assert run("ingest", path).code == 0
    figures = run("figures", "--format", "jsonl").lines()
    (figure,) = [row["figure"] for row in figures if row["value"] == 602]
    assert "page          2 of 3\n" in run("show", figure).out


def test_what_is_no_page_is_counted_and_no_failure(run: Callable[..., Run], tmp_path: Path) -> None:
    pictures = [record(f"https://n.example/{n}.png", b"\x89PNG", "image/png") for n in range(30)]
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(packed(record("https://n.example/a", PAGE), *pictures))
    done = run("ingest", path)
    assert done.code == 0
    said = done.err.splitlines()
    assert said[:2] == [f"{path}: passed over 30 × image/png", "read 1 document; passed over 30"]
    assert len(said) == 3


def test_many_refusals_of_one_kind_are_a_number(run: Callable[..., Run], tmp_path: Path) -> None:
    blank = [record(f"https://n.example/{n}", b"<html></html>") for n in range(40)]
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(packed(record("https://n.example/a", PAGE), *blank)[:-30])
    done = run("ingest", path)
    assert done.code == 1
    said = done.err.splitlines()
    assert len(said) == 9
    assert said[0].startswith(
        f"connectivity: {path}: record 2 (https://n.example/0): it is HTML without text"
    )
    assert said[5].startswith(
        f"connectivity: {path}: it is a WARC archive that is cut off or damaged at record 41"
    )
    assert said[6].startswith(f"connectivity: {path}: 34 more like this one: record 40")
    assert said[7] == "read 1 document; refused 40"
    assert said[8].startswith("1 document stored")


def test_a_bad_file_of_each_format_is_named_and_the_rest_stored(
    run: Callable[..., Run], tmp_path: Path
) -> None:
    good = tmp_path / "good.txt"
    good.write_text(PROSE)
    assert run("ingest", good).code == 0
    bad = {
        "cut.pdf": report(1)[:900],
        "cut.zip": zipped({"a.txt": b"Ten schools."})[:60],
        "cut.warc.gz": packed(record("https://n.example/a", PAGE))[:90],
        "bad.xml": b"<?xml version='1.0'?><rss><channel>",
        "no.docx": b"Ten schools.",
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    other = tmp_path / "other.html"
    other.write_bytes(PAGE.replace(b"2,606", b"2,700"))
    done = run("ingest", *(tmp_path / name for name in bad), other)
    assert done.code == 1
    for name in bad:
        (line,) = [line for line in done.err.splitlines() if f"/{name}: " in line]
        assert "; " in line  # the reason, and the mend
    assert "Traceback" not in done.err
    assert {row["doc"] for row in run("documents", "--format", "jsonl").lines()} == {"good", "other"}
