"""The explanation of a figure agrees with the figure, names words of the document, and adds up."""

from __future__ import annotations

import re

import polars as pl
import pytest

from connectivity.documents.document import Document
from connectivity.errors import QueryError
from connectivity.extraction import extract
from connectivity.extraction.binder import ATTRIBUTES
from connectivity.extraction.explaining import EXPLANATION_SCHEMA, explain
from connectivity.lexicon import load_lexicon

TEXT = (
    "Networks in the regions\n\n"
    "In 2023 fibre reached 2,606 of the 6,290 villages in Kazakhstan. The ministry plans to connect "
    "450 schools to Starlink by the end of 2026. Online sales came to $5.4 billion in 2024, "
    "12% more than a year earlier."
)
DOCUMENT = Document(doc="kz#1", text=TEXT, published="2024-12-10", place="KZ")
PART = re.compile(r"^.+ [+-]\d+\.\d\d$")


@pytest.fixture(scope="module")
def figures() -> pl.DataFrame:
    return extract([DOCUMENT])


@pytest.fixture(scope="module")
def explained(figures: pl.DataFrame) -> dict[str, pl.DataFrame]:
    return {figure: explain(DOCUMENT, figure) for figure in figures["figure"]}


def test_every_attribute_is_explained_by_a_few_candidates_one_of_them_chosen(
    explained: dict[str, pl.DataFrame],
) -> None:
    assert len(explained) == 5
    for reasons in explained.values():
        assert reasons.schema == EXPLANATION_SCHEMA
        assert tuple(reasons["attribute"].unique(maintain_order=True)) == ATTRIBUTES
        counts = reasons.group_by("attribute").agg(
            pl.len().alias("all"), pl.col("chosen").sum(), pl.col("chosen").first().alias("first")
        )
        assert counts["all"].is_between(1, 5).all()
        assert (counts["chosen"] == 1).all()
        assert counts["first"].all()


def test_what_was_chosen_is_what_the_figure_has(
    figures: pl.DataFrame, explained: dict[str, pl.DataFrame]
) -> None:
    for figure in figures.iter_rows(named=True):
        chosen = explained[figure["figure"]].filter("chosen")
        assert dict(chosen.select("attribute", "value").rows()) == {name: figure[name] for name in ATTRIBUTES}


def test_mentions_are_the_words_of_the_document(explained: dict[str, pl.DataFrame]) -> None:
    rows = pl.concat(explained.values())
    spans = rows.drop_nulls("start").select("mention", "start", "end").rows()
    assert spans
    assert all(TEXT[start:end] == mention for mention, start, end in spans)
    assert rows["start"].is_null().equals(rows["end"].is_null())


def test_the_others_follow_by_their_probability(explained: dict[str, pl.DataFrame]) -> None:
    for reasons in explained.values():
        for (_,), rows in reasons.group_by("attribute"):
            assert rows["p"][1:].is_sorted(descending=True)
            assert rows["p"].sum() <= 1 + 1e-9
            by_score = rows.sort("score", descending=True, maintain_order=True)
            assert by_score["p"].is_sorted(descending=True)


def test_features_are_a_few_names_with_signed_weights_the_weightiest_first(
    explained: dict[str, pl.DataFrame],
) -> None:
    for words in pl.concat(explained.values())["features"]:
        parts = words.split("; ") if words else []
        assert len(parts) <= 5
        assert all(PART.match(part) for part in parts)
        sizes = [abs(float(part.rsplit(" ", 1)[1])) for part in parts]
        assert sizes == sorted(sizes, reverse=True)
        assert all(size > 0 for size in sizes)


def test_where_all_features_are_shown_they_add_up_to_the_score(explained: dict[str, pl.DataFrame]) -> None:
    checked = 0
    for words, score in pl.concat(explained.values()).select("features", "score").iter_rows():
        parts = [float(part.rsplit(" ", 1)[1]) for part in words.split("; ") if part]
        if len(parts) < 5:
            checked += 1
            assert sum(parts) == pytest.approx(score, abs=0.2)  # small ones are left out
    assert checked


def test_a_sign_of_several_currencies_is_named_as_the_figure_has_it() -> None:
    document = Document(doc="au", text="Plans\n\nAustralia spent $5 million on fibre.", place="AU")
    (figure,) = extract([document])["figure"]
    assert explain(document, figure).filter("chosen")["value"][0] == "AUD"


def test_a_mention_in_a_title_apart_from_the_text_has_no_offsets() -> None:
    document = Document(
        doc="a", title="Starlink in Kenya", text="Ten schools were connected in May.", published="2024-06"
    )
    (figure,) = extract([document])["figure"]
    assert figure == "a@0"
    rows = explain(document, figure).filter(attribute="place")
    assert rows.filter(mention="Kenya").select("value", "start", "end").rows() == [("KE", None, None)]


def test_an_unknown_figure_is_one_sentence_that_names_those_there_are() -> None:
    document = Document(doc="a", text="Kenya has 2,606 villages with fibre.")
    with pytest.raises(QueryError, match=r"^a: no figure a@9 is extracted from it; it has a@10$"):
        explain(document, "a@9")
    with pytest.raises(QueryError, match="it has none"):
        explain(Document(doc="b", text="Nothing is counted here."), "b@0")


def test_it_can_be_asked_with_a_lexicon() -> None:
    document = Document(doc="a", text="Kenya has 2,606 villages with fibre.")
    assert explain(document, "a@10", lexicon=load_lexicon()).equals(explain(document, "a@10"))
