"""The report as a plain value that all renderers share: tables whose every number says where it is from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "Cell",
    "Column",
    "Derivation",
    "DocumentEntry",
    "FigureEntry",
    "Note",
    "Part",
    "Picture",
    "Report",
    "Section",
    "Table",
    "derived",
    "of_document",
    "stated",
    "when",
    "words",
]

Kind = Literal["words", "time", "figure", "formula", "document", "section"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a cell and what it leads to.

    Attributes:
        text: What it says.
        kind: "figure", "formula", "document" and "section" lead somewhere, "words" and "time" do not.
        target: Id of the figure, key of the derivation, id of the document, key of the section.
        quoted: Whether it stands as in its document, in the document's language.
    """

    text: str
    kind: Kind = "words"
    target: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """The content of a table cell."""

    parts: tuple[Part, ...] = ()

    @property
    def text(self) -> str:
        """The words of all parts."""
        return " ".join(part.text for part in self.parts)

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of the figures that the cell leads to directly."""
        return tuple(part.target for part in self.parts if part.kind == "figure")


def words(text: str | None) -> Cell:
    """A cell without numbers."""
    return Cell((Part(text),)) if text else Cell()


def when(text: str | None) -> Cell:
    """A cell with a period."""
    return Cell((Part(text, "time"),)) if text else Cell()


def stated(text: str, figures: Iterable[str], *, quoted: bool = False) -> Cell:
    """A number that documents state; further figures that state the same follow as numbered links.

    Args:
        text: The number.
        figures: Ids of figures.
        quoted: Whether the text is that of the document.

    >>> stated("2,606", ["a@1", "b@9"]).text
    '2,606 [2]'
    """
    first, *rest = dict.fromkeys(figures)
    more = (Part(f"[{place}]", "figure", figure) for place, figure in enumerate(rest, 2))
    return Cell((Part(text, "figure", first, quoted), *more))


def derived(text: str | None, key: str) -> Cell:
    """A number that was calculated; `key` names its derivation."""
    return Cell((Part(text, "formula", key),)) if text else Cell()


def of_document(text: str, doc: str, *, quoted: bool = False) -> Cell:
    """Words or a count that lead to a document; `quoted` where they are the document's."""
    return Cell((Part(text, "document", doc, quoted),))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, whether it holds numbers, and whether narrow renderers may leave it out."""

    title: str
    numeric: bool = False
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of a row is its heading.

    Attributes:
        key: Unique name, good as an id.
        caption: What it shows.
        columns: Headings.
        rows: The rows in the order of their names.
        telling: The numbers of the rows that a digest shows, the most telling first.
    """

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    telling: tuple[int, ...] = ()

    def ranked(self) -> tuple[int, ...]:
        """The numbers of all rows, the telling ones first."""
        return tuple(dict.fromkeys((*self.telling, *range(len(self.rows)))))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: a heading, a sentence that says how to read it, and its tables.

    Attributes:
        key: Unique name, good as an id.
        title: Heading.
        intro: How to read it.
        empty: What stands there instead of tables.
        tables: The tables, those of a digest first.
        command: The command that lists the same.
        finding: Whether it says what follows from the documents, which a digest shows.
    """

    key: str
    title: str
    intro: str
    empty: str
    tables: tuple[Table, ...]
    command: str = ""
    finding: bool = True


@dataclass(frozen=True, slots=True)
class Derivation:
    """How calculated numbers came about: the formula in words with numbers, and the figures in it."""

    key: str
    subject: str
    formula: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """A figure with its place in its document and its attributes in words."""

    figure: str
    doc: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    surface: str
    sentence: str
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document with its whole text, its figures in the order of the text and its language, if known."""

    doc: str
    title: str
    byline: str
    url: str | None
    text: str
    figures: tuple[FigureEntry, ...]
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report. Every figure and derivation that a cell leads to is in it.

    `lang` is the language of its own words; what documents say stays in theirs.
    """

    title: str
    subtitle: str
    summary: tuple[tuple[str, Cell], ...]
    sections: tuple[Section, ...]
    derivations: tuple[Derivation, ...]
    documents: tuple[DocumentEntry, ...]
    lang: str = "en"

    def figures(self) -> dict[str, FigureEntry]:
        """Every figure by its id."""
        return {figure.figure: figure for document in self.documents for figure in document.figures}

    def cells(self) -> Iterator[tuple[Section, Table, int, Cell]]:
        """Every cell with its section, table and row number."""
        for section in self.sections:
            for table in section.tables:
                for number, row in enumerate(table.rows):
                    yield from ((section, table, number, cell) for cell in row)


class Note(Protocol):
    """A footnote of a chart: the number of its mark and the figures that it leads to."""

    @property
    def mark(self) -> int:
        """The number in brackets."""

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of figures."""


class Picture(Protocol):
    """A drawn chart, as `connectivity.charts.pictures` gives them."""

    @property
    def name(self) -> str:
        """Unique name, good as an id."""

    @property
    def title(self) -> str:
        """The finding."""

    @property
    def subtitle(self) -> str:
        """What is shown."""

    @property
    def source(self) -> str:
        """The source line."""

    @property
    def notes(self) -> Sequence[Note]:
        """The footnotes."""

    @property
    def svg(self) -> str:
        """An `<svg>` element."""
