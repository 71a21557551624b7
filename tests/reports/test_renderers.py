"""Markdown and terminal against golden files, and HTML as a document: sound, deterministic, safe."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt
from rich.console import Console

from connectivity.reports import render_html, render_markdown, render_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from connectivity.reports import Report

VOID = {"meta", "link", "br", "img", "hr", "path", "use"}


class Page(HTMLParser):
    """Collects elements; fails on ends that do not match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _terminal(report: Report, width: int, rows: int | None = None) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False)
    render_terminal(report, console, rows=rows)
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"


def test_markdown_is_as_agreed(report: Report, golden: Path) -> None:
    assert render_markdown(report) == (golden / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [80, 160])
def test_terminal_is_as_agreed(report: Report, golden: Path, width: int) -> None:
    assert _terminal(report, width) == (golden / f"terminal-{width}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [80, 160])
def test_a_digest_is_as_agreed(report: Report, golden: Path, width: int) -> None:
    assert _terminal(report, width, 1) == (golden / f"digest-{width}.txt").read_text(encoding="utf-8")


def test_a_digest_shows_the_telling_rows_and_says_how_many_it_leaves_out(report: Report) -> None:
    gaps = report.sections[0].tables[0]
    many = replace(gaps, rows=gaps.rows * 40, telling=(39,))
    long = replace(report, sections=(replace(report.sections[0], tables=(many,)), *report.sections[1:]))
    text = _terminal(long, 160, 3)
    shown = text.split("Coverage gaps\n")[1].split("…")[0]
    assert shown.count(gaps.rows[0][0].text) == 3
    assert f"… and {len(many.rows) - 3} more: connectivity gaps" in text
    assert many.ranked()[:3] == (39, 0, 1)


@pytest.mark.parametrize("width", [60, 80, 120, 160])
def test_a_digest_keeps_to_its_width_and_cuts_no_heading(report: Report, width: int) -> None:
    lines = _terminal(report, width, 8).splitlines()
    assert all(len(line) <= width for line in lines if "connectivity" not in line)
    if width >= 80:
        assert any(line.split()[:1] == ["what"] and "left over" in line for line in lines)


def test_terminal_keeps_to_its_width(report: Report) -> None:
    tables = _terminal(report, 80).split("Figures (connectivity show ID explains one)")[0]
    assert all(len(line) <= 80 for line in tables.splitlines())


def test_control_characters_do_not_reach_terminal_or_markdown(report: Report) -> None:
    for text in (_terminal(report, 100), render_markdown(report)):
        assert "\x1b" not in text
        assert "\u202e" not in text


def test_documents_cannot_add_markup_to_markdown(report: Report) -> None:
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(render_markdown(report))
    for element in ("<script", "<img", "<b>", "<i>", "href=", "<em>"):
        assert element not in html
    body = html.split("<h2>Audit findings</h2>")[1].split("</tbody>")[0]
    assert body.count("<td") == 2 * 5


def test_markdown_footnotes_exist_and_are_used(report: Report) -> None:
    text = render_markdown(report)
    used = set(re.findall(r"(?<!^)\[\^(\d+)\](?!:)", text))
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert set(defined) == used
    assert len(defined) == len(used)


def test_html_is_sound_and_the_same_each_time(report: Report) -> None:
    text = render_html(report)
    assert text == render_html(report)
    page = Page(text)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    hrefs = {attributes["href"] for tag, attributes in page.elements if tag == "a"}
    inner = {href[1:] for href in hrefs if href.startswith("#")}
    assert inner <= set(ids)
    assert hrefs - {f"#{name}" for name in inner} == {"https://example.org/notice"}


def test_html_requests_nothing_and_runs_nothing(report: Report) -> None:
    page = Page(render_html(report))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "iframe", "object", "embed", "form", "base"}
    for tag, attributes in page.elements:
        assert not any(name.startswith("on") for name in attributes), tag
        assert "src" not in attributes
        if tag == "link":
            assert attributes["href"] == "data:,"
    assert "@import" not in render_html(report)


def test_tables_tell_headings_from_cells(report: Report) -> None:
    page = Page(render_html(report))
    scopes = [attributes.get("scope") for tag, attributes in page.elements if tag == "th"]
    assert set(scopes) == {"col", "row"}
    headings = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h\d", tag)]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(headings))
    assert ("html", {"lang": "en"}) in page.elements
