"""`--report-lang`: tables, reports and charts in three languages; files for programs stay as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

TEXT = (
    "Villages online\n\nAstana, 18 June 2024. Fibre is available in 2,606 of Kazakhstan's 6,290 villages. "
    "In 2023, 1,161 villages were connected to 4G. E-commerce reached 3.2 trillion tenge in 2023.\n"
)
TABLES = ("gaps", "growth", "targets", "audit", "currency", "figures", "observations", "documents")
LATIN = re.compile(r"[A-Za-z]{2,}")
OURS = {"page", "Villages", "online"}  # the document's id and title


@pytest.fixture
def stored(run: Callable[..., Run], tmp_path: Path) -> Callable[..., Run]:
    """Runs a command on a database with one document."""
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    assert run("ingest", page, "--place", "KZ").code == 0
    return run


@pytest.mark.parametrize("lang", ["ru", "kk"])
@pytest.mark.parametrize("command", TABLES)
def test_tables_are_in_the_language(stored: Callable[..., Run], command: str, lang: str) -> None:
    done = stored(command, "--report-lang", lang)
    assert done.code == 0, done.err
    if not done.out:
        assert stored(command).out == ""
        return
    head = done.out.splitlines()[0]
    assert not LATIN.search(head), head
    if command in ("gaps", "growth"):
        assert set(LATIN.findall(done.out)) <= OURS
        assert {"ru": "Казахстан", "kk": "Қазақстан"}[lang] in done.out
        assert "2\u00a0606" in done.out


@pytest.mark.parametrize("form", ["csv", "jsonl"])
@pytest.mark.parametrize("command", TABLES)
def test_files_for_programs_are_the_same_in_every_language(
    stored: Callable[..., Run], command: str, form: str
) -> None:
    english = stored(command, "--format", form)
    assert stored(command, "--format", form, "--report-lang", "kk") == english


@pytest.mark.parametrize("place", ["KZ", "Kazakhstan", "Қазақстан"])
@pytest.mark.parametrize("indicator", ["settlements", "villages", "ауылдық елді мекендер"])
def test_filters_know_both_languages(stored: Callable[..., Run], place: str, indicator: str) -> None:
    done = stored("gaps", "--place", place, "--indicator", indicator, "--report-lang", "kk")
    assert done.code == 0, done.err
    assert "2\u00a0606" in done.out


@pytest.mark.parametrize(
    ("lang", "heading"), [("ru", "Пробелы в охвате"), ("kk", "Қамтудағы олқылықтар"), ("en", "Coverage gaps")]
)
def test_reports_and_charts_are_in_the_language(
    stored: Callable[..., Run], tmp_path: Path, lang: str, heading: str
) -> None:
    assert heading in stored("report", "--report-lang", lang).out
    assert f"## {heading}" in stored("report", "--format", "markdown", "--report-lang", lang).out
    assert stored("report", "--format", "html", "--report-lang", lang).code == 0
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert f'<html lang="{lang}">' in page
    assert heading in page
    done = stored("charts", "--report-lang", lang)
    assert done.out.split() == ["charts/coverage-settlements.png"]


def test_hints_of_the_report_keep_the_language(stored: Callable[..., Run]) -> None:
    text = stored("report", "--rows", 1, "--report-lang", "ru").out
    assert "connectivity documents --report-lang ru" in text
    assert "--report-lang" not in stored("report", "--rows", 1).out


def test_another_language_is_an_error_of_the_command(stored: Callable[..., Run]) -> None:
    done = stored("report", "--report-lang", "fr")
    assert done.code == 2
    assert "kk" in done.err
