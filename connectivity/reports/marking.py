"""The text of a document cut into paragraphs, sentences and runs, every figure marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from connectivity.reports.report import FigureEntry

__all__ = ["Paragraph", "Run", "Stretch", "marked"]

_BREAK: Final = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Run:
    """Text, or a figure with runs in it."""

    text: str = ""
    figure: FigureEntry | None = None
    runs: tuple[Run, ...] = ()

    @property
    def figures(self) -> tuple[FigureEntry, ...]:
        """The figures of this run and of those in it."""
        inner = tuple(figure for run in self.runs for figure in run.figures)
        return (self.figure, *inner) if self.figure else inner


@dataclass(frozen=True, slots=True)
class Stretch:
    """Runs that are a sentence with figures, or text between such sentences."""

    sentence: bool
    runs: tuple[Run, ...]

    @property
    def figures(self) -> tuple[FigureEntry, ...]:
        """The figures marked in it."""
        return tuple(figure for run in self.runs for figure in run.figures)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Stretches up to an empty line."""

    stretches: tuple[Stretch, ...]


def marked(text: str, figures: Sequence[FigureEntry]) -> tuple[Paragraph, ...]:
    """Cut a text; every figure is marked once, in the paragraph in which it starts.

    Args:
        text: The document's text; offsets of figures count its code points.
        figures: The figures in it.
    """
    return tuple(
        Paragraph(tuple(_stretches(text, start, end, [f for f in figures if start <= f.start < end])))
        for start, end in _paragraphs(text, figures)
        if text[start:end].strip()
    )


def _paragraphs(text: str, figures: Sequence[FigureEntry]) -> Iterator[tuple[int, int]]:
    """The spans between empty lines that are in no figure."""
    start = 0
    for found in _BREAK.finditer(text):
        if any(figure.start < found.end() and found.start() < figure.end for figure in figures):
            continue
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _stretches(text: str, start: int, end: int, figures: Sequence[FigureEntry]) -> Iterator[Stretch]:
    at = start
    for first, last in _sentences(start, end, figures):
        if at < first:
            yield Stretch(sentence=False, runs=(Run(text[at:first]),))
        inside = [figure for figure in figures if first <= figure.start < last]
        yield Stretch(sentence=True, runs=tuple(_runs(text, first, last, inside)))
        at = last
    if at < end:
        yield Stretch(sentence=False, runs=(Run(text[at:end]),))


def _sentences(start: int, end: int, figures: Iterable[FigureEntry]) -> list[tuple[int, int]]:
    """The sentences of the figures within a paragraph, overlapping ones joined."""
    joined: list[tuple[int, int]] = []
    for figure in sorted(figures, key=lambda f: (f.sentence_start, f.sentence_end)):
        first, last = max(figure.sentence_start, start), min(max(figure.sentence_end, figure.end), end)
        if joined and first < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _runs(text: str, start: int, end: int, figures: Iterable[FigureEntry]) -> Iterator[Run]:
    """Runs from start to end; a figure within another is nested, one that overlaps starts where it can."""
    rest = sorted(figures, key=lambda f: (f.start, -f.end))
    at = start
    while rest:
        figure = rest.pop(0)
        inner = [other for other in rest if other.start < figure.end]
        rest = [other for other in rest if other.start >= figure.end]
        first, last = max(figure.start, at), min(figure.end, end)
        if at < first:
            yield Run(text[at:first])
        yield Run(figure=figure, runs=tuple(_runs(text, first, last, inner)))
        at = last
    if at < end:
        yield Run(text[at:end])
