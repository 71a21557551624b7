"""Words of the lexicon are found in their inflected forms, and mentions span the whole words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from connectivity.documents import Document
from connectivity.extraction.stems import cut_batch
from connectivity.extraction.text import Batch, make_batch
from connectivity.lexicon import load_lexicon
from connectivity.lexicon.stemming import Stemmer

ENDINGS = Stemmer(((2, frozenset({"ми", "ах"})), (1, frozenset({"а", "ы", "я"}))), softened=(("б", "п"),))


def batch_of(text: str) -> Batch:
    return make_batch([Document(doc="a", text=text)], load_lexicon())


def test_endings_are_gone_and_offsets_lead_back() -> None:
    batch = batch_of("В Школах и домами 4Gах.")
    cut = cut_batch(batch, ENDINGS)
    assert cut.lower.startswith("в школ и дома 4gах.")
    assert cut.text.startswith("В Школ и дома 4Gах.")
    start = cut.lower.index("школ")
    whole = slice(cut.origin[start], cut.origin[start + len("школ")])
    assert batch.text[whole] == "Школах"


@given(st.text(alphabet="абвмияыхШ 4-,.\n", max_size=60))
def test_what_is_left_stands_where_the_offsets_say(text: str) -> None:
    batch = batch_of(text)
    cut = cut_batch(batch, ENDINGS)
    assert len(cut.text) == len(cut.lower) == len(cut.origin) - 1
    assert cut.origin[-1] == len(batch.text)
    for at, character in zip(cut.origin.tolist(), cut.text, strict=False):
        assert batch.text[at] == character or (batch.lower[at], character.lower()) == ("б", "п")
