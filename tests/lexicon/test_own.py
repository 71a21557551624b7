"""Indicators, words and places of a user's own, from the file to the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
import tomlkit
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from connectivity.documents.document import Document
from connectivity.extraction import extract
from connectivity.extraction.explaining import explain
from connectivity.lexicon import load_lexicon
from connectivity.lexicon.checking import faults_in
from connectivity.lexicon.loader import Source, built_in, lexicon_with

if TYPE_CHECKING:
    from pathlib import Path

    from connectivity.lexicon import Lexicon

POINTS = """
[[indicator]]
name = "exchange_points"
unit = "exchange_point"
things = ["internet exchange point", "exchange point", "ixp"]
words = ["peering"]
aspects = ["total", "added", "change"]
like = "data_centres"
"""


def lexicon(*texts: str) -> Lexicon:
    return lexicon_with("en", tuple(Source(f"{number}.toml", text) for number, text in enumerate(texts)))


def figures(text: str, *own: str) -> list[dict[str, Any]]:
    document = Document(doc="a", text=text, published="2024-05-02", place="KE")
    return extract([document], lexicon=lexicon(*own)).to_dicts()


def test_what_is_counted_gets_the_indicator_and_its_unit() -> None:
    (figure,) = figures("Kenya had 12 internet exchange points in 2022.", POINTS)
    expected = {"unit": "exchange_point", "indicator": "exchange_points", "aspect": "total", "period": "2022"}
    assert expected.items() <= figure.items()


def test_a_share_of_them_is_of_them() -> None:
    (figure,) = figures("About 40% of exchange points are in Nairobi.", POINTS)
    assert (figure["unit"], figure["indicator"], figure["of"]) == ("%", "exchange_points", "exchange_points")


def test_another_indicator_keeps_its_figures() -> None:
    rows = figures("In 2023 fibre reached 2,606 villages, and 12 exchange points opened.", POINTS)
    assert {row["value"]: row["indicator"] for row in rows} == {
        2606: "settlements",
        12: "exchange_points",
    }


def test_a_text_without_ones_own_words_reads_as_before() -> None:
    text = "In 2023 fibre reached 2,606 of Kenya's 6,290 villages; 61.5% of people use the internet."
    assert figures(text, POINTS) == figures(text)


@pytest.mark.parametrize("allowed", [["total"], ["connected", "unconnected"], ["change"]])
def test_aspects_are_those_that_the_file_allows(allowed: list[str]) -> None:
    own = POINTS.replace('["total", "added", "change"]', str(allowed).replace("'", '"'))
    texts = ("12 exchange points opened.", "Kenya has 12 exchange points.", "Exchange points grew by 20%.")
    rows = [row for text in texts for row in figures(text, own) if row["indicator"] == "exchange_points"]
    assert rows
    assert {row["aspect"] for row in rows} <= set(allowed)


def test_a_measure_of_ones_own_is_read_with_its_factor() -> None:
    own = """
[[unit]]
unit = "erlang"
words = ["erlangs", "erlang"]
[[unit]]
unit = "erlang"
factor = 1000
words = ["kiloerlangs"]
[[indicator]]
name = "voice_load"
unit = "erlang"
words = ["voice load"]
"""
    (figure,) = figures("The voice load was 3.5 kiloerlangs in 2023.", own)
    assert (figure["value"], figure["unit"], figure["indicator"]) == (3500.0, "erlang", "voice_load")


def test_sums_of_money_can_be_of_an_indicator_of_ones_own() -> None:
    own = '[[indicator]]\nname = "universal_fund"\nunit = "money"\nwords = ["universal service levy"]\n'
    (figure,) = figures("The universal service levy brought in $4.8 million in 2023.", own)
    assert (figure["unit"], figure["indicator"]) == ("USD", "universal_fund")


def test_a_place_of_ones_own_is_found_wherever_it_is_named() -> None:
    own = '[[place]]\nplace = "KE:Konza Technopolis"\nwords = ["Konza City"]\n'
    document = Document(doc="a", text="In Konza City 40 schools were connected in 2023.")
    (figure,) = extract([document], lexicon=lexicon(own)).to_dicts()
    assert figure["place"] == "KE:Konza Technopolis"


def test_a_word_that_is_taken_out_can_mean_something_else() -> None:
    own = """
[remove]
thing = ["hotspot", "wi-fi hotspot"]
[[indicator]]
name = "hotspots"
unit = "hotspot"
things = ["hotspot", "wi-fi hotspot"]
"""
    text = "Kenya has 250 hotspots."
    assert [row["indicator"] for row in figures(text, own)] == ["hotspots"]
    assert [row["indicator"] for row in figures(text)] == ["facilities"]


def test_of_two_files_the_later_wins() -> None:
    hubs = POINTS.replace("exchange_point", "hub").replace("ixp", "hub")
    assert [row["indicator"] for row in figures("Kenya has 12 exchange points.", POINTS, hubs)] == ["hubs"]
    assert [row["indicator"] for row in figures("Kenya has 12 exchange points.", hubs, POINTS)] == [
        "exchange_points"
    ]
    assert [row["indicator"] for row in figures("Kenya has 12 hubs.", hubs, POINTS)] == ["hubs"]
    again = POINTS.replace('"exchange_point"\n', '"peering_point"\n')
    assert lexicon(POINTS, again).own.indicators == {"peering_point": ("exchange_points",)}


def test_a_file_may_name_what_one_before_it_declares() -> None:
    more = '[[thing]]\nunit = "exchange_point"\nindicator = "exchange_points"\nwords = ["peering hub"]\n'
    assert [row["indicator"] for row in figures("Kenya has 12 peering hubs.", POINTS, more)] == [
        "exchange_points"
    ]


def test_an_explanation_names_ones_own_words() -> None:
    document = Document(doc="a", text="Kenya had 12 internet exchange points in 2022.")
    reasons = explain(document, "a@10", lexicon=lexicon(POINTS)).filter("chosen")
    assert ("indicator", "exchange_points") in reasons.select("attribute", "value").rows()


def test_files_and_their_texts_make_the_same_lexicon(tmp_path: Path) -> None:
    path = tmp_path / "points.toml"
    path.write_text(POINTS, encoding="utf-8")
    loaded = load_lexicon("en", path)
    assert loaded is load_lexicon("en", (path,))
    assert loaded.sources == (Source(str(path), POINTS),)
    assert lexicon_with("en", loaded.sources) is loaded
    assert load_lexicon().sources == ()


NOUNS = st.from_regex(r"\A[bdgk][aeo]rf[aeiou]{1,2}[lmn]q\Z")


@st.composite
def files(draw: st.DrawFn) -> dict[str, Any]:
    nouns = draw(st.lists(NOUNS, min_size=1, max_size=5, unique=True))
    entries = [
        {
            "name": f"{noun}_sites",
            "unit": f"{noun}_site",
            "things": [f"{noun} site"],
            "words": [f"{noun} work"],
            **(
                {"like": draw(st.sampled_from(["base_stations", "users", "speed"]))}
                if draw(st.booleans())
                else {}
            ),
        }
        for noun in nouns
    ]
    return {"indicator": entries, "technology": {f"t{nouns[0]}": [f"{nouns[0]} radio"]}}


@settings(max_examples=10, deadline=None, phases=[Phase.generate])  # each compiles a lexicon
@given(files())
def test_every_word_of_a_valid_file_is_found_with_its_meaning(tables: dict[str, Any]) -> None:
    text = tomlkit.dumps(tables)
    assert faults_in(text, built_in("en")) == ()
    made = lexicon(text)
    rows = set(made.patterns.select("pattern", "kind", "value", "unit").iter_rows())
    for entry in tables["indicator"]:
        for form in (entry["things"][0], f"{entry['things'][0]}s"):
            assert (form, "thing", entry["name"], entry["unit"]) in rows
        assert (entry["words"][0], "topic", entry["name"], None) in rows
        (figure,) = figures(f"Kenya had 312 {entry['things'][0]}s in 2022.", text)
        assert (figure["indicator"], figure["unit"]) == (entry["name"], entry["unit"])
    assert set(tables["technology"]) <= set(made.names("technology"))
    kept = load_lexicon().patterns.join(made.patterns, on=made.patterns.columns, how="anti", nulls_equal=True)
    assert kept.filter(pl.col("kind") != "number").is_empty()
