"""A batch as one text: sentences, lists, headings, tables and breaks, of each document alone."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.documents.document import Document
from connectivity.extraction.text import Batch, lower, make_batch
from connectivity.lexicon import load_lexicon

TEXTS = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.lists(
            st.sampled_from(
                ["Ten. ", "Mr. X ", "- ", "a | b | c", "\n", "\t", "5.2 ", "Really? ", "\u0130", "\f"]
            ),
            max_size=20,
        ).map("".join),
    ),
    min_size=1,
    max_size=4,
)


def batch(*texts: str, title: str | None = None) -> Batch:
    documents = [Document(doc=str(i), text=text, title=title) for i, text in enumerate(texts)]
    return make_batch(documents, load_lexicon())


def own(made: Batch) -> pl.DataFrame:
    """The sentences of the documents, without the marks between them."""
    ends = [int(a) + len(d.text) for a, d in zip(made.starts, made.documents, strict=True)]
    sentences = made.sentences.to_polars()
    return sentences.filter(pl.col("start") < pl.Series(ends).gather(sentences["doc"]))


def sentences(text: str) -> list[str]:
    made = batch(text)
    return [made.text[a:b].strip() for a, b in own(made).select("start", "end").rows()]


def row(made: Batch, words: str) -> dict[str, object]:
    number = made.sentence_of(np.array([made.text.index(words)]))[0]
    return made.sentences.to_polars().row(int(number), named=True)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_offsets_lead_back_to_each_document(texts: list[str]) -> None:
    made = batch(*texts)
    for start, text in zip(made.starts.tolist(), texts, strict=True):
        assert made.text[start : start + len(text)] == text


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_sentences_follow_each_other_and_stay_in_their_document(texts: list[str]) -> None:
    made = batch(*texts)
    frame = own(made)
    assert (frame["start"] < frame["end"]).all()
    assert (frame["start"].shift(-1) >= frame["end"]).all()
    for start, end, doc in frame.select("start", "end", "doc").iter_rows():
        first = int(made.starts[doc])
        assert first <= start
        assert end <= first + len(texts[doc])
    told = "".join(made.text[a:b] for a, b in frame.select("start", "end").iter_rows())
    assert "".join(told.split()) == "".join("".join(texts).split())


@given(st.text(max_size=60))
def test_lower_case_keeps_the_length(text: str) -> None:
    assert len(lower(text)) == len(text)
    assert lower(lower(text)) == lower(text)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_the_flags_of_characters_are_one_a_character(texts: list[str]) -> None:
    made = batch(*texts)
    assert len(made.alnum) == len(made.lower) == len(made.text)
    for offsets in (made.words, made.commas, made.strong, made.cells):
        assert (np.diff(offsets) > 0).all()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It grew. Then it fell.", ["It grew.", "Then it fell."]),
        ("Did it grow? Yes! It did.", ["Did it grow?", "Yes!", "It did."]),
        ("It grew by 5.2 per cent. Fine.", ["It grew by 5.2 per cent.", "Fine."]),
        ("See No. 5 and Mr. Smith of the U.S. Congress.", ["See No. 5 and Mr. Smith of the U.S. Congress."]),
        ("J. Smith said so.", ["J. Smith said so."]),
        ('"It grew." He smiled.', ['"It grew."', "He smiled."]),
        ("It cost $5. \u201cFine,\u201d he said.", ["It cost $5.", "\u201cFine,\u201d he said."]),
        ("It has ten. 20 more come.", ["It has ten.", "20 more come."]),
        ("It has e.g. many", ["It has e.g. many"]),
        ("One line\nanother line", ["One line", "another line"]),
        ("", []),
        (" \n\t\n ", []),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_title_that_the_text_lacks_is_put_before_it() -> None:
    made = batch("It grew.", title="On growth")
    assert made.text.startswith("On growth\n\nIt grew.")
    assert (made.starts[0], made.zones[0]) == (11, 0)
    assert row(made, "On growth")["title"]


def test_a_title_that_the_text_has_is_not_repeated() -> None:
    made = batch("On growth\n\nIt grew.", title="On growth")
    assert made.starts[0] == 0
    assert made.text.count("On growth") == 1


LIST = "A title\n\nVillages online:\n- Akmola: 120\n- Aktobe: 85\n\nWhat comes next\nMore is planned."


def test_items_of_a_list_know_the_line_that_introduces_them() -> None:
    made = batch(LIST)
    lead = row(made, "Villages online")["sent"]
    for item in ("Akmola", "Aktobe"):
        assert row(made, item)["bullet"]
        assert row(made, item)["lead"] == lead
    assert row(made, "More is")["lead"] is None
    assert not row(made, "More is")["bullet"]


def test_sentences_know_the_heading_they_stand_under() -> None:
    made = batch(LIST)
    assert row(made, "More is")["heading"] == row(made, "What comes")["sent"]


def test_neither_heading_nor_lead_reaches_into_the_next_document() -> None:
    made = batch(LIST + "\n\nThe last heading\n\nThe list:", "Another\n\n- Akmola had 9\nIt grew.")
    second = own(made).filter(doc=1)
    assert second["lead"].null_count() == len(second)
    assert second["heading"].null_count() == len(second)


def test_lines_of_cells_are_a_table() -> None:
    made = batch(
        "Coverage\n\nRegion | Villages | Online\nAkmola | 560 | 120\nAktobe | 310 | 85\n\nText.\n\na\tb\nc\td"
    )
    tables = own(made)["table"].to_list()
    assert tables == [None, 0, 0, 0, None, 1, 1]
    assert own(made)["row"].to_list() == [None, 0, 1, 2, None, 0, 1]


def test_two_documents_never_share_a_table() -> None:
    made = batch("a | b | c\n1 | 2 | 3", "d | e | f\n4 | 5 | 6")
    assert own(made)["table"].to_list() == [0, 0, 1, 1]
    assert own(made)["row"].to_list() == [0, 1, 0, 1]
