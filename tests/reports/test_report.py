"""The report as a value: every number has a source, every source exists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from connectivity.reports import build_report

if TYPE_CHECKING:
    from types import ModuleType

    from connectivity.reports import Report


def test_sections_come_in_their_order(report: Report) -> None:
    assert [section.title for section in report.sections] == [
        "Coverage gaps",
        "Targets and pace",
        "Growth",
        "Audit findings",
        "Currency",
        "Other figures",
        "Documents read",
    ]


def test_every_link_leads_to_something(report: Report) -> None:
    figures = report.figures()
    formulas = {derivation.key for derivation in report.derivations}
    documents = {document.doc for document in report.documents}
    known = {"figure": set(figures), "formula": formulas, "document": documents}
    for _, _, _, cell in report.cells():
        for part in cell.parts:
            assert part.kind not in known or part.target in known[part.kind]
    assert all(figure in figures for derivation in report.derivations for figure in derivation.figures)


def test_no_number_is_without_a_source(report: Report) -> None:
    for section, table, row, cell in report.cells():
        if cell in [cells[0] for cells in table.rows]:
            continue  # the heading of a row may name a group with digits
        for part in cell.parts:
            if part.kind == "words":
                assert not re.search(r"\d", part.text), (section.key, row, part.text)


def test_a_gap_shows_stated_and_calculated_numbers(report: Report) -> None:
    (table,) = report.sections[0].tables
    cells = {column.title: cell for column, cell in zip(table.columns, table.rows[0], strict=True)}
    assert (cells["connected"].text, cells["connected"].figures) == ("2,600", ("notice@51",))
    assert (cells["left over"].text, cells["left over"].parts[0].kind) == ("600", "formula")
    assert cells["share"].text == "41.9 %"
    assert report.derivations[0].formula.startswith("6,200 - 2,600")


def test_each_figure_is_in_a_table_or_under_other_figures(report: Report) -> None:
    shown = {figure for _, _, _, cell in report.cells() for figure in cell.figures}
    derived = {figure for derivation in report.derivations for figure in derivation.figures}
    assert set(report.figures()) == shown | derived
    others = report.sections[-2].tables[0]
    assert {cell.text for row in others.rows for cell in row if cell.figures} == {"9-10", "10"}


def test_errors_come_before_warnings(report: Report) -> None:
    (table,) = report.sections[3].tables
    assert [row[0].text for row in table.rows] == ["error", "warning"]


def test_a_figure_whose_span_is_not_in_the_text_is_left_out(
    parts: dict[str, Any], frames: ModuleType
) -> None:
    rows = [*parts["figures"].collect().iter_rows(named=True)]
    rows.append({**rows[0], "figure": "notice@9999", "start": 9999, "end": 10003})
    rows.append({**rows[0], "figure": "unknown@1", "doc": "unknown"})
    report = build_report(**{**parts, "figures": frames.figures(*rows)})
    assert not {"notice@9999", "unknown@1"} & set(report.figures())


def test_an_empty_store_gives_a_report_that_says_so(frames: ModuleType) -> None:
    report = build_report(
        documents=frames.documents(),
        figures=frames.figures(),
        observations=frames.observations([]),
        gaps=frames.gaps(),
        growth=frames.growth(),
        targets=frames.targets(),
        currency=frames.currency(),
        findings=frames.findings(),
    )
    assert all(not section.tables for section in report.sections)
    assert report.subtitle == "Documents without dates"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " https://example.org", "//example.org"]
)
def test_only_web_addresses_become_links(parts: dict[str, Any], frames: ModuleType, url: str) -> None:
    document = frames.documents({"doc": "a", "title": "A", "url": url, "text": "A"})
    report = build_report(**{**parts, "documents": document})
    assert report.documents[0].url is None
