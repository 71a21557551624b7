"""Cutting texts: nothing is lost, every figure is marked once with its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from connectivity.reports.marking import Run, marked
from connectivity.reports.report import FigureEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = st.text(st.sampled_from("ab 1\n.<&"), min_size=1, max_size=80)


def _figure(text: str, start: int, end: int, around: int) -> FigureEntry:
    first, last = max(0, start - around), min(len(text), end + around)
    return FigureEntry(f"d@{start}", "d", start, end, first, last, text[start:end], "", ())


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[FigureEntry]]:
    text = draw(TEXTS)
    starts = draw(st.lists(st.integers(0, len(text) - 1), unique=True, max_size=6))
    figures = [
        _figure(text, s, draw(st.integers(s + 1, min(len(text), s + 9))), draw(st.integers(0, 9)))
        for s in starts
    ]
    return text, sorted(figures, key=lambda figure: figure.start)


def _text(run: Run) -> str:
    return run.text + "".join(_text(inner) for inner in run.runs)


def _marks(runs: tuple[Run, ...]) -> Iterator[tuple[FigureEntry, str]]:
    for run in runs:
        if run.figure:
            yield run.figure, _text(run)
        yield from _marks(run.runs)


@given(documents())
def test_no_letter_is_lost_or_doubled(document: tuple[str, list[FigureEntry]]) -> None:
    text, figures = document
    runs = [
        run for paragraph in marked(text, figures) for stretch in paragraph.stretches for run in stretch.runs
    ]
    assert "".join("".join(map(_text, runs)).split()) == "".join(text.split())


@given(documents())
def test_every_figure_is_marked_exactly_once(document: tuple[str, list[FigureEntry]]) -> None:
    text, figures = document
    stretches = [stretch for paragraph in marked(text, figures) for stretch in paragraph.stretches]
    found = [figure.figure for stretch in stretches for figure, _ in _marks(stretch.runs)]
    visible = [figure.figure for figure in figures if text[figure.start : figure.end].strip()]
    assert sorted(found) == sorted(set(found))
    assert set(visible) <= set(found)


@given(documents())
def test_a_mark_holds_the_words_of_its_figure_unless_figures_cross(
    document: tuple[str, list[FigureEntry]],
) -> None:
    text, figures = document
    crossing = {
        one.figure for one in figures for other in figures if other.start < one.start < other.end < one.end
    }
    for paragraph in marked(text, figures):
        for stretch in paragraph.stretches:
            for figure, words in _marks(stretch.runs):
                assert figure.figure in crossing or words == figure.surface


def test_a_figure_in_a_figure_is_nested() -> None:
    text = "Some 9-10 sites."
    outer, inner = _figure(text, 5, 9, 20), _figure(text, 7, 9, 20)
    ((stretch,),) = [paragraph.stretches for paragraph in marked(text, [outer, inner])]
    assert [run.figures for run in stretch.runs] == [(), (outer, inner), ()]
