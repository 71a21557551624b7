"""The report on a terminal: a digest of the most telling rows, or all rows with notes that name figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.table import Table as RichTable
from rich.text import Text

from connectivity.wording import (
    at_least,
    at_most,
    grouped,
    held,
    language,
    plain,
    released,
    speaking,
    tr,
    word_for,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rich.console import Console

    from connectivity.reports.report import Cell, Report, Section, Table

__all__ = ["render_terminal"]

_LONGEST_WORD: Final = 12
_ROOMY: Final = 100  # columns of the terminal from which two spaces stand between columns
_WIDE: Final = 150  # columns of the terminal from which the spare columns fit
_STYLES: Final = {"error": "bold red", "warning": "yellow", "info": "green"}


def render_terminal(
    report: Report,
    console: Console,
    *,
    rows: int | None = 8,
    command: Callable[[str], str] = "connectivity {}".format,
) -> None:
    """Write the report to a console; under 150 columns wide without the spare columns.

    Control characters and markup in documents have no effect.

    Args:
        report: What `build_report` made.
        console: Where it is written.
        rows: So many of the most telling rows of each section of findings, and how to see the others. None
            writes all rows of all sections; the last column of each table then holds the numbers of the notes
            at the end, which name the figures.
        command: From the name of a command and its options to what a reader would type.
    """
    with speaking(report.lang):
        _print(report, console, rows, command)


def _print(report: Report, console: Console, rows: int | None, command: Callable[[str], str]) -> None:
    console.print(Text(plain(report.title), style="bold"))
    console.print(Text(plain(report.subtitle)))
    console.print(Text(", ".join(f"{plain(label)}: {cell.text}" for label, cell in report.summary)))
    if rows is None:
        _whole(report, console)
    else:
        _digest(report, console, rows, command)


def _digest(report: Report, console: Console, most: int, command: Callable[[str], str]) -> None:
    """The most telling rows of each section of findings, and the commands that list the rest."""
    for section in report.sections:
        if not section.finding:
            continue
        console.print()
        _heading(section, console)
        for table in section.tables[:1]:
            shown = table.ranked()[:most]
            _put(console, _rich(table, shown, console.width))
            more = sum(len(other.rows) for other in section.tables) - len(shown)
            if more and section.command:
                count = grouped(f"{more:,}")
                _hint(
                    console,
                    tr("… and {count} more: {command}", count=count, command=command(section.command)),
                )
    console.print()
    for section in report.sections:
        if not section.finding and section.tables and section.command:
            count = grouped(f"{sum(len(table.rows) for table in section.tables):,}")
            listed = command(section.command)
            _hint(
                console,
                tr("{title}: {count}, see {command}", title=section.title, count=count, command=listed),
            )
    page, whole = command("report --format html"), command("report --all")
    _hint(console, tr("The sentence behind each number: {command}", command=page))
    _hint(console, tr("The whole report as text: {command}", command=whole))


def _hint(console: Console, text: str) -> None:
    console.print(Text(plain(text), style="dim"), soft_wrap=True)


def _whole(report: Report, console: Console) -> None:
    """All rows of all sections, then the notes."""
    notes: dict[str, int] = {}
    formulas = {derivation.key: derivation.figures for derivation in report.derivations}
    for section in report.sections:
        console.print()
        _heading(section, console)
        for table in section.tables:
            numbers = [_numbers(row, formulas, notes) for row in table.rows]
            _put(console, _rich(table, range(len(table.rows)), console.width, numbers))
    if notes:
        console.print()
        console.print(Text(tr("Figures (connectivity show ID explains one)"), style="bold"))
        figures = report.figures()
        for figure, number in notes.items():
            console.print(
                Text(f"{number:>4}  {plain(figure)}  {plain(figures[figure].surface)}"), soft_wrap=True
            )


def _put(console: Console, table: RichTable) -> None:
    """Write a table; outside English its numbers hold spaces at which lines must not break."""
    if language() == "en":
        console.print(table)
        return
    with console.capture() as caught:
        console.print(table)
    console.file.write(released(caught.get()))


def _heading(section: Section, console: Console) -> None:
    console.print(Text(plain(section.title), style="bold underline"))
    console.print(Text(plain(section.intro if section.tables else section.empty), style="dim"))


def _rich(table: Table, rows: Iterable[int], width: int, numbers: Sequence[str] | None = None) -> RichTable:
    """Some rows of a table, with the numbers of their notes where there are any."""
    chosen = [table.rows[row] for row in rows]
    wide = width >= _WIDE
    columns = []
    for i, column in enumerate(table.columns):
        if wide or not column.spare:
            brief = numbers is None and not wide and column.numeric
            cells = [_text(row[i], brief=brief) for row in chosen]
            columns.append((Text(plain(column.title)), "right" if column.numeric else "left", cells))
    if numbers is not None:
        columns.append((Text(tr("notes|from")), "left", [Text(text, style="dim") for text in numbers]))
    space = 2 if width >= _ROOMY else 1
    widths = _widths([[head, *cells] for head, _, cells in columns], width - space * len(columns))
    rich = RichTable(box=None, pad_edge=False, header_style="bold", padding=(0, space, 0, 0))
    for (head, side, _), room in zip(columns, widths, strict=True):
        rich.add_column(head, justify="right" if side == "right" else "left", overflow="fold", width=room)
    for texts in zip(*(cells for *_, cells in columns), strict=True):
        rich.add_row(*texts)
    return rich


def _widths(columns: Sequence[Sequence[Text]], room: int) -> list[int]:
    """The width of each column: as wide as its texts, where there is room; else the widest ones give way.

    No column gets narrower than its longest word, within reason: narrow terminals should not cut words.
    """
    whole = [max(cell_len(text.plain) for text in column) for column in columns]
    least = [
        min(_LONGEST_WORD, max(cell_len(word) for text in column for word in text.plain.split() or [""]))
        for column in columns
    ]
    for most in range(max(whole, default=0), 0, -1):
        widths = [max(low, min(most, full)) for low, full in zip(least, whole, strict=True)]
        if sum(widths) <= room:
            return widths
    return least


def _text(cell: Cell, *, brief: bool = False) -> Text:
    """The words of a cell, without the numbered links to further figures, which the last column names.

    Where it must be brief, signs stand for intervals.
    """
    first, *rest = cell.parts or (None,)
    if first is None:
        return Text("")
    parts = [first.text, *(part.text for part in rest if part is not None and not part.text.startswith("["))]
    text = plain(" ".join(map(_brief, parts) if brief else parts))
    text = text if language() == "en" else held(text)
    styles = {word_for("severity", word): style for word, style in _STYLES.items()}
    return Text(text, style=styles.get(text, ""))


def _brief(text: str) -> str:
    """A number with a sign instead of its interval.

    >>> _brief("16 (at most 17)"), _brief("at least 3,000"), _brief("(18 Jun 2024)"), _brief("17")
    ('≈ 16', '≥ 3,000', '(18 Jun 2024)', '17')
    """
    value, interval, _ = text.partition(" (")
    for words, sign in ((at_least(""), "≥ "), (at_most(""), "≤ ")):
        if value.startswith(words):
            return value.replace(words, sign, 1)
    return f"≈ {value}" if interval else value


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
