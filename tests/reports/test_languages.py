"""The report in English, Russian and Kazakh: golden texts, languages marked, nothing left in English."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from connectivity.reports import render_html, render_markdown, render_terminal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from connectivity.reports import Report

LATIN = re.compile(r"[A-Za-z]{2,}")
NAMES = re.compile(
    r"Starlink|KZT|USD|Connectivity|\bTab\b|Aral Courier|Lines reach villages|(?:lines|seti|mektep)(?:@\d+)?"
)
LANGS = ("en", "ru", "kk")


def terminal(report: Report, width: int, rows: int | None) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False)
    render_terminal(report, console, rows=rows)
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"


class Spoken(HTMLParser):
    """The texts of a page, each with the language of the innermost element that says one."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.langs: list[str] = [""]
        self.texts: list[tuple[str, str]] = []
        self.hidden = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link"):
            given = dict(attrs)
            self.langs.append(given.get("lang") or self.langs[-1])
            self.hidden += tag == "style"
            self.texts += [(self.langs[-1], label) for label in [given.get("aria-label")] if label]

    def handle_endtag(self, tag: str) -> None:
        self.langs.pop()
        self.hidden -= tag == "style"

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.hidden:
            self.texts.append((self.langs[-1], data.strip()))


@pytest.mark.parametrize("lang", LANGS)
def test_markdown_is_as_agreed(reports: Mapping[str, Report], golden: Path, lang: str) -> None:
    expected = (golden / f"spoken-{lang}.md").read_text(encoding="utf-8")
    assert render_markdown(reports[lang]) == expected


@pytest.mark.parametrize("lang", LANGS)
def test_terminal_is_as_agreed(reports: Mapping[str, Report], golden: Path, lang: str) -> None:
    for width, rows in ((100, 4), (160, None)):
        expected = (golden / f"spoken-{lang}-{width}.txt").read_text(encoding="utf-8")
        assert terminal(reports[lang], width, rows) == expected


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [80, 120])
def test_terminal_keeps_to_its_width_and_parts_no_number(
    reports: Mapping[str, Report], lang: str, width: int
) -> None:
    lines = terminal(reports[lang], width, 8).splitlines()
    assert all(len(line) <= width for line in lines if "connectivity" not in line)
    if lang != "en":
        assert any("2\u00a0600" in line for line in lines)


def test_figures_and_links_are_the_same_in_every_language(reports: Mapping[str, Report]) -> None:
    def links(report: Report) -> list[list[tuple[str, str]]]:
        return [
            [(part.kind, part.target) for part in cell.parts]
            for section, *_, cell in report.cells()
            if section.key != "audit"  # sorted by its sentences
        ]

    assert links(reports["ru"]) == links(reports["kk"]) == links(reports["en"])
    assert [d.figures for d in reports["ru"].derivations] == [d.figures for d in reports["en"].derivations]


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_what_the_report_says_itself_is_in_its_language(reports: Mapping[str, Report], lang: str) -> None:
    page = Spoken(render_html(reports[lang]))
    assert page.langs == [""]
    ours = [text for said, text in page.texts if said == lang]
    assert len(ours) > 300
    quoted = {"mektep", "seti", "lines"}
    texts = {doc.doc: doc.text for doc in reports[lang].documents if doc.doc in quoted}
    own = [doc for doc in reports[lang].documents if doc.lang == lang]
    for text in ours:
        if any(text in texts[doc.doc] for doc in own):
            continue  # a document in the report's language needs no mark
        assert not LATIN.search(NAMES.sub("", text)), text


@pytest.mark.parametrize("lang", LANGS)
def test_what_documents_say_stays_in_their_language(reports: Mapping[str, Report], lang: str) -> None:
    page = Spoken(render_html(reports[lang]))
    said = {text: spoken for spoken, text in page.texts}
    for text, spoken in (
        ("Lines reach villages", "en"),
        ("Сети в сёлах", "ru"),
        ("Мектептегі интернет", "kk"),  # its language is told by its text
        ("2.2 trillion KZT", "en"),
        ("7 000", "ru"),
        ("911", "kk"),
    ):
        assert text in said, text
        if lang != spoken:
            assert (spoken, text) in page.texts
    assert f'<html lang="{lang}">' in render_html(reports[lang])


def test_an_english_report_of_english_documents_marks_no_language(report: Report) -> None:
    assert render_html(report).count(" lang=") == 1


def test_reports_have_no_double_full_stop(reports: Mapping[str, Report]) -> None:
    for lang in LANGS:
        assert ".." not in render_markdown(reports[lang]).replace("...", "")
