"""Pieces of a long document are the document, and no line of a table is cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from connectivity.documents import Document
from connectivity.documents.pieces import piece_at, pieces
from connectivity.extraction import extract
from connectivity.extraction.explaining import explain

TEXTS = st.text(alphabet=st.sampled_from("ab. \n|"), max_size=200)


@given(TEXTS, st.integers(2, 40))
def test_pieces_joined_are_the_text(text: str, longest: int) -> None:
    found = list(pieces(Document(doc="a", text=text), longest))
    assert "".join(piece.text for piece in found) == text
    assert all(len(piece.text) <= longest for piece in found)


@given(TEXTS.filter(bool), st.integers(2, 40), st.data())
def test_the_piece_at_an_offset_holds_it(text: str, longest: int, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))
    start, piece = piece_at(Document(doc="a", text=text), offset, longest)
    assert piece.text[offset - start] == text[offset]


def test_figures_of_a_long_document_have_their_place_in_it() -> None:
    line = "In 2023 fibre reached {} villages of Kazakhstan.\n\n"
    text = "".join(line.format(number) for number in range(200, 1_200))
    assert len(text) > 45_000
    document = Document(doc="a", text=text)
    figures = extract([document])
    counted = [row for row in figures.iter_rows(named=True) if row["unit"] == "settlement"]
    assert [row["value"] for row in counted] == list(range(200, 1_200))
    for row in counted:
        assert text[row["start"] : row["end"]] == f"{row['value']:.0f}"
        assert row["figure"] == f"a@{row['start']}"
        assert (
            text[row["sentence_start"] : row["sentence_end"]].strip() == line.format(row["surface"]).strip()
        )
    last = counted[-1]
    reasons = explain(document, last["figure"]).filter("chosen", attribute="unit").row(0, named=True)
    assert (reasons["value"], text[reasons["start"] : reasons["end"]]) == ("settlement", "villages")
    assert reasons["start"] > last["start"]
