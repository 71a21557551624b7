"""The report as Markdown: tables whose numbers carry footnotes that name figures and sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from connectivity.wording import ended, plain, speaking, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from connectivity.reports.report import Cell, Part, Report, Section, Table

__all__ = ["render_markdown"]

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~^$!&])")
_FENCE: Final = re.compile(r"`+")
_LONGEST_SENTENCE: Final = 240


def render_markdown(report: Report) -> str:
    """Render the report as GitHub Flavoured Markdown.

    A number stated by a document has a footnote with the figure's id, document and sentence; a calculated
    number one with its formula and the ids of its figures. Nothing in a document can add markup.
    """
    with speaking(report.lang):
        return _rendered(report)


def _rendered(report: Report) -> str:
    footnotes = _Footnotes(report)
    lines = [f"# {escaped(report.title)}", "", escaped(ended(report.subtitle)), ""]
    lines += [f"- {escaped(label)}: {cell.text}" for label, cell in report.summary]
    for section in report.sections:
        lines += ["", *_section(section, footnotes)]
    notes = list(footnotes.lines())
    if notes:
        lines += ["", f"## {tr('Notes')}", "", *notes]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    r"""The text on one line with every character that Markdown or HTML would read as markup escaped.

    >>> escaped("a|b <script> *x*")
    'a\\|b \\<script\\> \\*x\\*'
    """
    return _SPECIAL.sub(r"\\\1", plain(text))


def code(text: str) -> str:
    """The text as inline code, whatever it holds.

    >>> code("a@1"), code("a`b")
    ('`a@1`', '``a`b``')
    """
    line = plain(text)
    fence = "`" * (1 + max((len(run) for run in _FENCE.findall(line)), default=0))
    edge = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{edge}{line}{edge}{fence}"


def _section(section: Section, footnotes: _Footnotes) -> Iterator[str]:
    yield f"## {escaped(section.title)}"
    yield ""
    yield escaped(section.intro if section.tables else section.empty)
    for table in section.tables:
        yield ""
        yield from _table(table, footnotes)


def _table(table: Table, footnotes: _Footnotes) -> Iterator[str]:
    yield f"| {' | '.join(escaped(column.title) for column in table.columns)} |"
    yield f"|{'|'.join(' ---: ' if column.numeric else ' --- ' for column in table.columns)}|"
    for row in table.rows:
        yield f"| {' | '.join(_cell(cell, footnotes) for cell in row)} |"


def _cell(cell: Cell, footnotes: _Footnotes) -> str:
    return " ".join(f"{escaped(part.text)}{footnotes.mark(part)}" for part in cell.parts)


class _Footnotes:
    """Numbers notes in the order in which the tables use them."""

    def __init__(self, report: Report) -> None:
        self._figures = report.figures()
        self._derivations = {derivation.key: derivation for derivation in report.derivations}
        self._numbers: dict[tuple[str, str], int] = {}

    def mark(self, part: Part) -> str:
        if part.kind not in ("figure", "formula"):
            return ""
        number = self._numbers.setdefault((part.kind, part.target), len(self._numbers) + 1)
        return f"[^{number}]"

    def lines(self) -> Iterator[str]:
        for (kind, target), number in self._numbers.items():
            yield f"[^{number}]: {self._formula(target) if kind == 'formula' else self._figure(target)}"

    def _formula(self, key: str) -> str:
        derivation = self._derivations[key]
        ids = ", ".join(code(figure) for figure in derivation.figures)
        return f"{escaped(derivation.formula)}{f' ({ids})' if ids else ''}"

    def _figure(self, figure: str) -> str:
        entry = self._figures[figure]
        sentence = entry.sentence
        if len(sentence) > _LONGEST_SENTENCE:
            sentence = f"{sentence[:_LONGEST_SENTENCE].rstrip()}…"
        return f"{code(figure)} **{escaped(entry.surface)}**: {escaped(sentence)}"
