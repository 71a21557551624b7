"""Places: countries by name and adjective; regions and cities where their country is named."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.documents.document import Document
from connectivity.extraction import extract
from connectivity.extraction.matcher import find_places
from connectivity.extraction.scene import make_scene
from connectivity.extraction.text import make_batch
from connectivity.lexicon import load_lexicon

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene

Lexed = Callable[..., "Scene"]
COUNTRIES = {
    "Kazakhstan": "KZ",
    "Kenya": "KE",
    "Mongolia": "MN",
    "Uzbekistan": "UZ",
    "Brazil": "BR",
    "Fiji": "FJ",
}


def places(text: str, place: str | None = None) -> list[tuple[str, str]]:
    made = make_batch([Document(doc="a", text=text, place=place)], load_lexicon())
    rows = find_places(made, load_lexicon()).select("start", "end", "place").rows()
    return [(text[a:b], place) for a, b, place in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kazakhstan grew.", [("Kazakhstan", "KZ")]),
        ("The Kazakh ministry", [("Kazakh", "KZ")]),
        ("KAZAKHSTAN: villages", [("KAZAKHSTAN", "KZ")]),
        ("Kenya and Mongolia", [("Kenya", "KE"), ("Mongolia", "MN")]),
        ("People in the United Kingdom", [("United Kingdom", "GB")]),
        ("The UK and the U.S. agree", [("UK", "GB"), ("U.S.", "US")]),
        ("Worldwide and across the world", [("Worldwide", "world"), ("world", "world")]),
        ("South Korea leads", [("South Korea", "KR")]),
        ("In Kenya, Mombasa leads", [("Kenya", "KE"), ("Mombasa", "KE:Mombasa")]),
        ("Nairobi leads", [("Nairobi", "KE:Nairobi")]),  # large enough to need no country
    ],
)
def test_names_and_adjectives(text: str, expected: list[tuple[str, str]]) -> None:
    assert places(text) == expected


def test_a_small_town_counts_only_where_its_country_is_named() -> None:
    assert places("Kokshetau has fibre.") == []
    assert places("Kokshetau has fibre.", place="KZ") == [("Kokshetau", "KZ:Kokshetau")]
    assert places("Kokshetau has fibre in Kazakhstan.") == [
        ("Kokshetau", "KZ:Kokshetau"),
        ("Kazakhstan", "KZ"),
    ]
    assert places("Kokshetau has fibre in Kenya.") == [("Kenya", "KE")]


def test_the_country_of_one_document_is_not_that_of_another() -> None:
    documents = [Document(doc="a", text="Kazakhstan grew."), Document(doc="b", text="Kokshetau grew.")]
    rows = find_places(make_batch(documents, load_lexicon()), load_lexicon())
    assert rows.select("place", "doc").rows() == [("KZ", 0)]


@pytest.mark.parametrize(
    "text", ["The Reading of Mobile data", "a nice orange", "kenya in lower case", "KenyaAir", "The A$ rose"]
)
def test_common_words_and_parts_of_words_are_no_places(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "known", "country"),
    [
        ("Kenya grew, Kenya said; Uganda did not.", {}, "KE"),
        ("Kenya grew.", {"place": "KZ"}, "KZ"),
        ("Villages grew.", {"publisher": "Ministry of Digital Development of Kazakhstan"}, "KZ"),
        ("Villages grew.", {}, None),
    ],
)
def test_the_country_a_document_is_about(
    lexed: Lexed, text: str, known: dict[str, str], country: str | None
) -> None:
    assert lexed(text, **known).countries["country"].to_list() == [country]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=40), st.sampled_from(sorted(COUNTRIES)), st.text(max_size=40))
def test_a_country_set_apart_is_found_wherever_it_stands(before: str, name: str, behind: str) -> None:
    assert (name, COUNTRIES[name]) in places(f"{before} {name} {behind}")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(st.text(max_size=10), st.sampled_from([*COUNTRIES, "Almaty", "Nairobi", "of"])), max_size=12
    )
)
def test_places_lie_in_the_text_and_never_overlap(parts: list[str]) -> None:
    text = " ".join(parts)
    made = make_batch([Document(doc="a", text=text)], load_lexicon())
    spans = find_places(made, load_lexicon()).select("start", "end").rows()
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_mentions_of_places_name_their_country_and_level() -> None:
    scene = make_scene([Document(doc="a", text="In Kenya, Mombasa leads.")], load_lexicon())
    rows = scene.mentions.filter(kind="place").select("value", "unit", "role").rows()
    assert rows == [("KE", "KE", "country"), ("KE:Mombasa", "KE", "city")]


def test_what_another_document_ends_with_introduces_no_place() -> None:
    first = Document(doc="a", text="A longer text stands before the other one, and ends here")
    second = Document(doc="b", text="in Kenya#0Kbps")
    alone, together = extract([second]), extract([first, second])
    assert together.filter(pl.col("doc") == "b").equals(alone)
