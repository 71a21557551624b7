"""The report as one self-contained page: no script, no request, every number a link."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from connectivity.reports.anchors import Anchors, Use
from connectivity.reports.marking import marked
from connectivity.wording import ended, grouped, speaking, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from connectivity.reports.marking import Paragraph
    from connectivity.reports.report import Part, Picture, Report

__all__ = ["render_html"]


@dataclass(frozen=True, slots=True)
class _Link:
    """A part of a cell as the template writes it; an empty href is no link, `anchor` is for the way back.

    `lang` is its language where it is not that of the report.
    """

    text: str
    kind: str
    href: str
    anchor: str
    lang: str | None = None


def render_html(report: Report, pictures: Iterable[Picture] = ()) -> str:
    """Render the page.

    Args:
        report: What `build_report` made.
        pictures: Charts as `connectivity.charts.pictures` gives them; their SVG is trusted, the rest escaped.

    Returns:
        The whole HTML document. The same report gives the same text.
    """
    with speaking(report.lang):
        return _rendered(report, pictures)


def _rendered(report: Report, pictures: Iterable[Picture]) -> str:
    anchors = Anchors.of(report)
    links, uses = _links(report, anchors)
    shown = [(picture, Markup(picture.svg)) for picture in pictures]  # noqa: S704 -- drawn by us, not by a document
    figures = report.figures()
    texts = {document.doc: marked(document.text, document.figures) for document in report.documents}
    page = _environment().get_template("report.html.j2")
    return page.render(
        report=report,
        anchors=anchors,
        links=links,
        uses=uses,
        pictures=shown,
        findings=sum(section.finding for section in report.sections),
        figures=figures,
        texts=texts,
        langs=_foreign(report),
        tr=tr,
        grouped=grouped,
        ended=ended,
        nested=[anchors.figures[figure] for figure in _nested(texts.values())],
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("connectivity.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _links(
    report: Report, anchors: Anchors
) -> tuple[Mapping[tuple[str, int, int], list[_Link]], Mapping[str, list[Use]]]:
    """The links of every cell, by table, row and column; and by target id, the places that lead there.

    Rows are counted as the page shows them: the telling ones first.
    """
    links: dict[tuple[str, int, int], list[_Link]] = {}
    langs = _foreign(report)
    uses: dict[str, list[Use]] = defaultdict(list)
    for section in report.sections:
        for table in section.tables:
            for number, i in enumerate(table.ranked(), 1):
                for j, cell in enumerate(table.rows[i]):
                    found = links.setdefault((table.key, i, j), [])
                    for k, part in enumerate(cell.parts):
                        target = anchors.target(part)
                        anchor = f"use-{table.key}-{i}-{j}-{k}" if target else ""
                        lang = langs.get(_document_of(part)) if part.quoted else None
                        found.append(
                            _Link(part.text, part.kind, f"#{target}" if target else "", anchor, lang)
                        )
                        if target and part.kind in ("figure", "formula"):
                            uses[target].append(
                                Use(anchor, tr("{title}, row {row}", title=section.title, row=number))
                            )
    return links, uses


def _foreign(report: Report) -> dict[str, str]:
    """The language of each document that is not that of the report, by its id."""
    return {entry.doc: entry.lang for entry in report.documents if entry.lang and entry.lang != report.lang}


def _document_of(part: Part) -> str:
    return part.target.rpartition("@")[0] if part.kind == "figure" else part.target


def _nested(texts: Iterable[tuple[Paragraph, ...]]) -> list[str]:
    """The figures that are marked within other figures: CSS alone cannot reach what is said about them."""
    stretches = (stretch for text in texts for paragraph in text for stretch in paragraph.stretches)
    return [figure.figure for stretch in stretches for run in stretch.runs for figure in run.figures[1:]]
