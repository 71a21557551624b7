"""The report on a terminal: rich tables, notes with the ids that `connectivity show` explains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.table import Table as RichTable
from rich.text import Text

from connectivity.wording import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console

    from connectivity.reports.report import Cell, Report, Section, Table

__all__ = ["render_terminal"]

_LONGEST_WORD: Final = 12
_ROOMY: Final = 100  # columns of the terminal from which two spaces stand between columns
_WIDE: Final = 150  # columns of the terminal from which the spare columns fit
_STYLES: Final = {"error": "bold red", "warning": "yellow", "info": "green"}


def render_terminal(report: Report, console: Console) -> None:
    """Write the report to a console; under 150 columns wide without the spare columns.

    The last column of each table holds the numbers of the notes at the end, which name the figures. Control
    characters and markup in documents have no effect.
    """
    notes: dict[str, int] = {}
    console.print(Text(plain(report.title), style="bold"))
    console.print(Text(plain(report.subtitle)))
    console.print(Text(", ".join(f"{plain(label)}: {cell.text}" for label, cell in report.summary)))
    for section in report.sections:
        console.print()
        _section(section, report, console, notes)
    if notes:
        console.print()
        console.print(Text("Figures (connectivity show ID explains one)", style="bold"))
        figures = report.figures()
        for figure, number in notes.items():
            console.print(
                Text(f"{number:>4}  {plain(figure)}  {plain(figures[figure].surface)}"), soft_wrap=True
            )


def _section(section: Section, report: Report, console: Console, notes: dict[str, int]) -> None:
    console.print(Text(plain(section.title), style="bold underline"))
    console.print(Text(plain(section.intro if section.tables else section.empty), style="dim"))
    for table in section.tables:
        console.print(_rich(table, report, console.width, notes))


def _rich(table: Table, report: Report, console_width: int, notes: dict[str, int]) -> RichTable:
    wide = console_width >= _WIDE
    shown = [i for i, column in enumerate(table.columns) if wide or not column.spare]
    rich = RichTable(
        box=None, pad_edge=False, header_style="bold", padding=(0, 2 if console_width >= _ROOMY else 1, 0, 0)
    )
    for i in shown:
        column = table.columns[i]
        rich.add_column(
            Text(plain(column.title)),
            justify="right" if column.numeric else "left",
            overflow="fold",
            min_width=_least(table, i),
        )
    rich.add_column(Text("from"), overflow="fold", style="dim", min_width=4)
    formulas = {derivation.key: derivation.figures for derivation in report.derivations}
    for row in table.rows:
        cells = [_text(row[i]) for i in shown]
        rich.add_row(*cells, Text(_numbers(row, formulas, notes)))
    return rich


def _least(table: Table, column: int) -> int:
    """The width of the longest word of a column, within reason: narrow terminals should not cut words."""
    texts = [table.columns[column].title, *(plain(_text(row[column]).plain) for row in table.rows)]
    return min(_LONGEST_WORD, max(cell_len(word) for text in texts for word in text.split() or [""]))


def _text(cell: Cell) -> Text:
    """The words of a cell, without the numbered links to further figures, which the last column names."""
    first, *rest = cell.parts or (None,)
    if first is None:
        return Text("")
    parts = [first.text, *(part.text for part in rest if part is not None and not part.text.startswith("["))]
    text = plain(" ".join(parts))
    return Text(text, style=_STYLES.get(text, ""))


def _numbers(row: Sequence[Cell], formulas: Mapping[str, tuple[str, ...]], notes: dict[str, int]) -> str:
    """The numbers of the notes of a row: of its stated figures and of those in its formulas."""
    ids: list[str] = []
    for cell in row:
        for part in cell.parts:
            if part.kind == "figure":
                ids.append(part.target)
            elif part.kind == "formula":
                ids += formulas.get(part.target, ())
    return " ".join(str(notes.setdefault(figure, len(notes) + 1)) for figure in dict.fromkeys(ids))
