"""Annotated documents: read with clear errors, aligned with the numbers of the text, split like pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.documents.document import Document
from connectivity.errors import DocumentError
from connectivity.extraction import columns as pl
from connectivity.extraction.gold import Annotated, align, occurrences, read_annotated, split_pages
from connectivity.extraction.scene import make_scene
from connectivity.lexicon import load_lexicon

if TYPE_CHECKING:
    from pathlib import Path


def annotated(text: str, *surfaces: str | tuple[str, int]) -> Annotated:
    figures: list[dict[str, Any]] = [
        {"surface": s} if isinstance(s, str) else {"surface": s[0], "start": s[1]} for s in surfaces
    ]
    return Annotated(Document(doc="a", text=text), tuple(figures))


def aligned(gold: Annotated) -> list[tuple[str, str]]:
    """Each annotated surface with the surface of the number it was aligned with."""
    scene = make_scene([gold.document], load_lexicon())
    spans = {q: (a, b) for q, a, b in scene.quantities.select("q", "start", "end").iter_rows()}
    found = align(gold, scene.quantities, int(scene.batch.starts[0]))
    return [(f["surface"], gold.document.text[slice(*spans[q])]) for q, f in found.items()]


def test_figures_are_found_where_they_stand() -> None:
    gold = annotated(
        "It has 2,606 of 6,290 villages, a third of them new ($1.5 million).",
        "2,606",
        "6,290",
        "a third",
        "$1.5 million",
    )
    assert [found for _, found in aligned(gold)] == ["2,606", "6,290", "a third", "$1.5 million"]


def test_the_same_surface_twice_is_two_figures_in_their_order() -> None:
    text = "It had 40 schools, then 40 villages."
    scene = make_scene([Document(doc="a", text=text)], load_lexicon())
    found = align(annotated(text, "40", "40"), scene.quantities, 0)
    assert sorted(found) == scene.quantities["q"].to_list()


def test_a_start_says_which_of_two_is_meant() -> None:
    text = "It had 40 schools, then 40 villages."
    scene = make_scene([Document(doc="a", text=text)], load_lexicon())
    found = align(annotated(text, ("40", text.rindex("40"))), scene.quantities, 0)
    assert list(found) == [scene.quantities["q"].to_list()[1]]


def test_what_the_lexer_misses_is_left_out() -> None:
    assert aligned(annotated("It has umpteen villages.", "umpteen")) == []


@settings(deadline=None)
@given(st.text(alphabet="17, .x", max_size=30), st.sampled_from(["7", "17", "1,7", "x"]))
def test_an_occurrence_is_no_part_of_a_longer_number(text: str, surface: str) -> None:
    spots = occurrences(text, surface, 0)
    assert spots == sorted(set(spots))
    for at in spots:
        assert text[at : at + len(surface)] == surface
        if surface[0].isdigit():
            assert not text[:at][-1:].isdigit()
            assert not text[at + len(surface) :][:1].isdigit()
    if text == f"{surface} {surface}":
        assert len(spots) == 2


def line(**changed: Any) -> str:
    row = {
        "doc": "a",
        "text": "It has 40 schools.",
        "figures": [{"surface": "40"}],
        "published": "2024-06",
    } | changed
    return json.dumps({key: value for key, value in row.items() if value is not None})


def test_documents_are_read_with_what_is_known_of_them(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{line()}\n\n{line(doc='b', place='KE', title='Schools')}\n", encoding="utf-8")
    first, second = read_annotated([path])
    assert (first.document.doc, first.document.published, first.document.title) == ("a", "2024-06", None)
    assert (second.document.place, second.document.title, second.document.source) == (
        "KE",
        "Schools",
        str(path),
    )
    assert second.figures == ({"surface": "40"},)


@pytest.mark.parametrize("wrong", ["{", "[]", "7", line(doc=None), line(text=None), line(figures=None)])
def test_a_line_that_is_no_annotated_document_is_named(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{line()}\n{wrong}\n", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"gold\.jsonl: line 2 is no annotated document"):
        list(read_annotated([path]))


def test_the_figures_of_a_page_go_to_their_articles() -> None:
    first, second = "On schools\n\nIt has 40 schools.\n\n", "On villages\n\nIt has 55 villages."
    page = annotated(first + second, "40", "55")
    articles = [Document(doc="a#1", text=first), Document(doc="a#2", text=second, page_start=len(first))]
    one, two = split_pages(page, articles)
    assert [(f["surface"], f["start"]) for f in one.figures] == [("40", first.index("40"))]
    assert [(f["surface"], f["start"]) for f in two.figures] == [("55", second.index("55"))]
    assert two.document.text[two.figures[0]["start"] :].startswith("55")


def test_annotated_documents_of_the_checkout_can_be_aligned(root: Path) -> None:
    files = sorted((root / "datasets" / "annotated").glob("*.jsonl"))
    documents = list(read_annotated(files))[:12]
    scene = make_scene([gold.document for gold in documents], load_lexicon())
    figures = sum(len(gold.figures) for gold in documents)
    found = sum(
        len(align(gold, scene.quantities.filter(pl.col("doc") == i), int(scene.batch.starts[i])))
        for i, gold in enumerate(documents)
    )
    assert found >= 0.9 * figures
