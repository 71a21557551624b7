"""Whole sentences become the figures a reader finds in them, and what is no figure stays out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from connectivity.documents.document import Document
from connectivity.extraction import FIGURE_SCHEMA, extract, figures_of
from connectivity.extraction.bind_facets import ASPECTS, STATUSES
from connectivity.extraction.extractor import BATCH, batches

Figures = Callable[..., list[list[dict[str, Any]]]]

# sentence: the figures in their order, as surface, value, unit, indicator; None: either may be meant
READ: dict[str, list[tuple[str, float, str, str | None]]] = {
    "Fibre has reached 2,606 of the 6,290 villages in Kazakhstan.": [
        ("2,606", 2606, "settlement", "settlements"),
        ("6,290", 6290, "settlement", "settlements"),
    ],
    "Online sales in Kazakhstan came to 3.2 trillion KZT (over $6 billion) in 2024.": [
        ("3.2 trillion KZT", 3.2e12, "KZT", "ecommerce_sales"),
        ("$6 billion", 6e9, "USD", "ecommerce_sales"),
    ],
    "By the end of 2026 the ministry plans to connect 450 schools to the internet.": [
        ("450", 450, "school", "schools"),
    ],
    "Kenya now has 5,120 base stations, up from 4,300 base stations a year earlier.": [
        ("5,120", 5120, "base_station", "base_stations"),
        ("4,300", 4300, "base_station", "base_stations"),
    ],
    "Download speeds of 20 to 40 Mbps are usual in Kenya.": [("20 to 40 Mbps", 20, "Mbit/s", "speed")],
    "Between 30 and 40 villages in Kenya were connected in 2023.": [
        ("30 and 40", 30, "settlement", "settlements"),
    ],
    "A third of households in Kenya have fibre.": [("A third", 33.33, "%", "households")],
    "Three in ten households in Kenya have fibre.": [("Three in ten", 30, "%", "households")],
    "Kenya ranked 66th in the world for mobile internet speed.": [("66th", 66, "rank", "rank")],
    "Ten schools in Kenya were connected to Starlink in May 2024.": [("Ten", 10, "school", "schools")],
    "Internet traffic in Kenya rose fivefold in 2024, to 1.2 PB.": [
        ("fivefold", 5, "x", "traffic"),
        ("1.2 PB", 1200, "TB", "traffic"),
    ],
    "Operators in Kenya laid 4,870 km of fibre in 2023.": [("4,870 km", 4870, "km", "fibre")],
    "The exchange rate of the day: KZT/USD = 0.00199, KGS/USD = 0.0114.": [
        ("0.00199", 0.00199, "USD", "exchange_rate"),
        ("0.0114", 0.0114, "USD", "exchange_rate"),
    ],
    "The fine for late repair is 40,000 tenge in Kazakhstan.": [("40,000 tenge", 40_000, "KZT", "fine")],
    "Region | Villages with internet | Villages in all\nKostanay | 1,120 | 1,560\nAktobe | 1,085 | 1,500": [
        ("1,120", 1120, "settlement", "settlements"),
        ("1,560", 1560, "settlement", "settlements"),
        ("1,085", 1085, "settlement", "settlements"),
        ("1,500", 1500, "settlement", "settlements"),
    ],
    "Villages connected to the internet in Kazakhstan:\n- Kostanay Region: 1,120 villages\n"
    "- Aktobe Region: 1,085 villages": [
        ("1,120", 1120, "settlement", "settlements"),
        ("1,085", 1085, "settlement", "settlements"),
    ],
}
UNREAD = [
    "Article 115 of the law was passed in its second reading on 18 June 2024.",
    "For questions call +254 20 555 01 23 or write to the ministry.",
    "The session in Nairobi opened at 9:30 and closed at 17.45 p.m. on Monday.",
    "Version 5.2.1 of the app works on 5G phones in Kenya.",
    "The project in Kenya ran from 2015 to 2020.",
    "Order No. 47 of 12 May 2023 is still in force in Kenya.",
    "1. Background",
]


@pytest.fixture(scope="module")
def read(figures: Figures) -> dict[str, list[dict[str, Any]]]:
    sentences = [*READ, *UNREAD]
    return dict(zip(sentences, figures(sentences), strict=True))


@pytest.mark.parametrize("sentence", READ)
def test_what_a_reader_finds(read: dict[str, list[dict[str, Any]]], sentence: str) -> None:
    found = [(row["surface"], row["value"], row["unit"], row["indicator"]) for row in read[sentence]]
    assert found == READ[sentence]


@pytest.mark.parametrize("sentence", UNREAD)
def test_what_is_no_figure(read: dict[str, list[dict[str, Any]]], sentence: str) -> None:
    assert [row["surface"] for row in read[sentence]] == []


def test_plain_statements_are_read_whole(read: dict[str, list[dict[str, Any]]]) -> None:
    def one(sentence: str, *names: str) -> list[Any]:
        return [read[sentence][0][name] for name in names]

    plan, school, pace, sale = (list(READ)[i] for i in (2, 9, 4, 1))
    assert one(plan, "status", "period", "aspect") == ["target", "2026-12", "connected"]
    assert one(school, "status", "period", "place", "technology") == ["actual", "2024-05", "KE", "starlink"]
    assert one(pace, "value_upper", "low", "high") == [40, 19.5, 40.5]
    assert one(sale, "period", "place", "low", "high") == ["2024", "KZ", 3.15e12, 3.25e12]
    over = read[sale][1]
    assert (over["bound"], over["low"], over["high"]) == ("over", 6e9, None)


def test_columns_and_types_are_those_of_the_schema() -> None:
    for documents in ([], [Document(doc="a", text="")], [Document(doc="a", text="Ten schools in Kenya.")]):
        assert extract(documents).schema == FIGURE_SCHEMA


def test_figures_are_records_too() -> None:
    (figure,) = figures_of(extract([Document(doc="a#2", text="Kenya has 2,606 villages.", place="KE")]))
    assert (figure.figure, figure.doc, figure.surface) == ("a#2@10", "a#2", "2,606")
    assert figure.sentence_start == 0


def test_long_input_is_read_in_batches_of_whole_documents() -> None:
    documents = [Document(doc=str(i), text="x" * (BATCH // 2)) for i in range(5)]
    runs = batches(documents)
    assert [document for run in runs for document in run] == documents
    assert [len(run) for run in runs] == [2, 2, 1]


FRAGMENTS = st.sampled_from(
    [
        *("In 2024 ", "By the end of 2025 ", "Kazakhstan ", "in Kenya ", "a year earlier ", "aged 9-10 "),
        *(
            "2,606 ",
            "of ",
            "6,290 ",
            "34% ",
            "a third ",
            "66th ",
            "20 to 40 Mbps ",
            "-5 ",
            "twofold ",
            "ten schools ",
        ),
        *("$1.2 billion ", "(over 6 million KZT) ", "KZT/USD = 0.002 ", "\u20bd", "~", "more than "),
        *(
            "villages ",
            "fibre ",
            "4G ",
            "Starlink ",
            "will be connected ",
            "without internet ",
            "up from ",
            "fell by ",
        ),
        *(". ", ", ", "; ", "\n", "\n\n", "\n- ", " | ", "\t", "\u0130", "\u00b2"),
    ]
)
TEXTS = st.one_of(
    st.lists(FRAGMENTS, max_size=20).map("".join),
    st.lists(st.one_of(FRAGMENTS, st.text(max_size=5)), max_size=20).map("".join),
    st.text(max_size=60),
)
DOCUMENTS = st.lists(
    st.builds(
        Document,
        doc=st.just("d"),
        text=TEXTS,
        title=st.one_of(st.none(), st.just("Ten villages in Kenya"), st.text(max_size=12)),
        published=st.sampled_from([None, "2024", "2024-06", "2024-06-18"]),
        place=st.sampled_from([None, "KZ", "IN"]),
        publisher=st.sampled_from([None, "Ministry of Kenya"]),
    ),
    min_size=2,
    max_size=6,
).map(lambda documents: [replace(d, doc=f"d{i}") for i, d in enumerate(documents)])
SLOW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(DOCUMENTS)
def test_every_figure_stands_where_it_says(documents: list[Document]) -> None:
    texts = {document.doc: document.text for document in documents}
    rows = extract(documents)
    assert rows["figure"].is_unique().all()
    assert rows["doc"].to_list() == sorted(rows["doc"])
    for row in rows.iter_rows(named=True):
        text = texts[row["doc"]]
        assert text[row["start"] : row["end"]] == row["surface"]
        assert row["figure"] == f"{row['doc']}@{row['start']}"
        assert 0 <= row["sentence_start"] <= row["start"] < row["end"] <= row["sentence_end"] <= len(text)


@SLOW
@given(DOCUMENTS)
def test_every_figure_is_whole_and_sound(documents: list[Document]) -> None:
    rows = extract(documents)
    needed = ("value", "unit", "bound", "indicator", "aspect", "status", "confidence")
    assert all(rows[name].null_count() == 0 for name in needed)
    assert rows["value"].is_finite().all()
    assert set(rows["aspect"]) <= set(ASPECTS)
    assert set(rows["status"]) <= set(STATUSES)
    assert rows["confidence"].is_between(0, 1).all()
    assert (rows["low"].is_null() | rows["high"].is_null() | (rows["low"] <= rows["high"])).all()
    assert (rows["period"].is_null() == rows["period_source"].is_null()).all()
    assert (rows["value_upper"].is_null() | (rows["value_upper"] > rows["value"])).all()


@SLOW
@given(DOCUMENTS)
def test_a_document_is_read_alike_alone_and_in_any_company(documents: list[Document]) -> None:
    together = extract(documents)
    backwards = extract(documents[::-1])
    for document in (documents[0], documents[-1]):
        alone = extract([document])
        for frame in (together, backwards):
            assert_frame_equal(frame.filter(pl.col("doc") == document.doc), alone)


@SLOW
@given(DOCUMENTS)
def test_the_same_documents_give_the_same_figures(documents: list[Document]) -> None:
    assert_frame_equal(extract(documents), extract(documents), check_exact=True)


def test_a_headline_that_the_text_repeats_is_one_figure() -> None:
    text = "Fibre reaches 300 villages\n\nBy April 2024 fibre had reached 300 villages of Kazakhstan."
    figures = extract([Document(doc="a", text=text, title="Fibre reaches 300 villages")])
    assert figures["start"].to_list() == [text.rindex("300")]


def test_a_number_only_in_the_headline_stays() -> None:
    text = "Fibre reaches 300 villages\n\nThe ministry of Kazakhstan said so in April 2024."
    figures = extract([Document(doc="a", text=text, title="Fibre reaches 300 villages")])
    assert figures["value"].to_list() == [300.0]
