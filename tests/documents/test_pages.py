"""A page of several articles gives its articles; a report with sections stays whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.documents.pages import split_page, title_line

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "input"
PLACES = ("Astana", "Bishkek", "Tashkent", "Dushanbe", "Ulaanbaatar", "Baku", "Shymkent", "Osh")
SUBJECTS = ("Fibre", "Starlink", "Broadband", "Coverage", "Roaming", "Satellites", "Towers", "Schools")
VERBS = ("Reaches", "Grows In", "Leaves", "Returns To", "Doubles Across", "Comes To")
WORDS = (
    "ministry",
    "counted",
    "villages",
    "towers",
    "cables",
    "before",
    "winter",
    "operators",
    "plan",
    "lines",
)

headlines = st.builds(
    "{} {} {} Villages As {}".format,
    st.sampled_from(SUBJECTS),
    st.sampled_from(VERBS),
    st.sampled_from(PLACES),
    st.sampled_from(("Prices Fall", "Winter Nears", "Demand Rises", "Talks End")),
)
sentences = st.builds(
    lambda place, words, number: f"{place} {' '.join(words)} {number}.",
    st.sampled_from(PLACES),
    st.lists(st.sampled_from(WORDS), min_size=10, max_size=16),
    st.integers(2, 9_999),
)
paragraphs = st.lists(sentences, min_size=4, max_size=9).map(" ".join)


@st.composite
def articles(draw: st.DrawFn) -> str:
    headline = draw(headlines)
    lead = f"{headline.split()[0]} for villages is growing, the ministry said in {headline.split()[-4]}."
    body = draw(st.lists(paragraphs, min_size=2, max_size=3))
    return "\n\n".join([headline, f"{lead} {body[0]}", *body[1:]])


def headline_of(text: str) -> str:
    return text.partition("\n")[0]


def lines_of(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


@given(st.lists(articles(), min_size=3, max_size=6, unique_by=headline_of))
@settings(max_examples=60, deadline=None)
def test_joined_articles_come_apart_where_they_were_joined(texts: list[str]) -> None:
    page = "\n\n".join(texts)
    parts = split_page(page)
    assert [part.text for part in parts] == texts
    assert [part.title for part in parts] == [text.split("\n")[0] for text in texts]


@given(st.lists(articles(), min_size=2, max_size=5, unique_by=headline_of), st.integers(3, 8))
@settings(max_examples=40, deadline=None)
def test_ticker_and_counter_become_residue_with_each_line_once(texts: list[str], repeats: int) -> None:
    ticker = "• KGS/USD = 0.01157 0%\n  • UZS/USD = 0.00008 0%\n" * repeats
    page = (
        f"{ticker}\nViewing results 1 - {len(texts)} of 67\n\n"
        + "\n\n".join(texts)
        + "\n\nOlder stories: page 2\n"
    )
    residue, *found = split_page(page)
    assert residue.residue
    assert residue.text.count("KGS/USD") == residue.text.count("UZS/USD") == 1
    assert "Viewing results" in residue.text
    assert "Older stories" in residue.text
    assert [part.text for part in found] == texts
    assert residue.start == 0
    first_lines = "\n".join(residue.text.split("\n")[:2])
    assert page.startswith(first_lines)


@given(st.text(alphabet=st.sampled_from("Ab 1.\n•|-/=ABC:"), max_size=600) | st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_text_splits_into_exact_slices_in_order_or_not_at_all(page: str) -> None:
    articles = [part for part in split_page(page) if not part.residue]
    end = 0
    for part in articles:
        assert page[part.start : part.start + len(part.text)] == part.text
        assert part.start >= end
        end = part.start + len(part.text)


SECTIONS = (
    "Main results",
    "Prices",
    "What comes next",
    "Fibre in the regions",
    "How the survey was made",
    "People",
)


@given(st.lists(paragraphs, min_size=3, max_size=6), st.permutations(SECTIONS))
@settings(max_examples=60, deadline=None)
def test_a_report_with_short_headings_stays_whole(bodies: list[str], headings: list[str]) -> None:
    sections = [f"{heading}\n\n{body}" for heading, body in zip(headings, bodies, strict=False)]
    assert split_page("Survey of the villages of Kazakhstan\n\n" + "\n\n".join(sections)) == ()


@pytest.mark.parametrize(
    "mark", ["Introduction", "2.1 Coverage by region", "Annex 2 Tables", "Recommendations"]
)
def test_the_heading_of_a_report_keeps_long_headings_from_being_headlines(mark: str) -> None:
    body = " ".join(["The ministry counted the villages of the region and found lines in most of them."] * 8)
    sections = [f"Fibre Lines In The Villages Of {place} Region\n\n{body}" for place in PLACES[:4]]
    assert len(split_page("\n\n".join(sections))) == 4
    assert split_page("\n\n".join([mark, body, *sections])) == ()


def test_headings_known_from_markup_are_never_headlines() -> None:
    body = " ".join(["The ministry counted the villages of the region and found lines in most of them."] * 8)
    headings = [f"Fibre Lines In The Villages Of {place} Region" for place in PLACES[:4]]
    page = "\n\n".join(f"{heading}\n\n{body}" for heading in headings)
    assert split_page(page, not_titles=headings) == ()


def test_a_ticker_beside_one_text_is_residue() -> None:
    ticker = "KGS/USD = 0.01157\nUZS/USD = 0.00008\n" * 4
    residue, article = split_page(f"{ticker}\nThe ministry counted 2,606 villages.\n")
    assert (residue.text, article.text) == (
        "KGS/USD = 0.01157\nUZS/USD = 0.00008",
        "The ministry counted 2,606 villages.",
    )


def test_the_counter_says_how_many_headlines_are_articles() -> None:
    body = " ".join(["The ministry counted the villages of the region and found lines in most of them."] * 8)
    short = "The villages were counted again by the ministry, most of them with lines."
    heading = f"Lines For The Villages Of Osh\n\n{short} {short} {short}"
    stories = [f"Fibre Lines Reach The Villages Of {place}\n\n{body}" for place in PLACES[:2]]
    page = "\n\n".join(["Viewing results 1 - 2 of 9", stories[0], heading, stories[1]])
    assert [part.title for part in split_page(page) if not part.residue] == [
        s.split("\n")[0] for s in stories
    ]


@pytest.mark.parametrize(
    "document", lines_of(ROOT / "datasets/annotated/dev_en.jsonl"), ids=lambda d: d["doc"]
)
def test_no_annotated_document_is_split(document: dict[str, str]) -> None:
    assert split_page(document["text"]) == ()


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared pages are not here")
class TestSharedPages:
    def test_no_real_page_of_one_article_is_split(self) -> None:
        assert [d["doc"] for d in lines_of(SHARED / "real_pages.jsonl") if split_page(d["text"])] == []

    def test_the_page_of_six_articles_comes_apart(self) -> None:
        page = (SHARED / "000_6e06efcd8ff3adc3.txt").read_text("utf-8")
        residue, *articles = split_page(page)
        assert residue.text.count("KZT/USD") == 1
        assert [part.title.split()[-1] for part in articles if part.title] == [
            "Children",
            "Kazakhstan?",
            "Kazakhstan",
            "Libel",
            "Kazakhstan",
            "2026",
        ]

    @given(st.data())
    @settings(max_examples=40, deadline=None)
    def test_longer_real_pages_joined_under_headlines_come_apart(self, data: st.DataObject) -> None:
        long = [d["text"] for d in lines_of(SHARED / "real_pages.jsonl") if len(d["text"].split()) > 150]
        chosen = data.draw(st.lists(st.sampled_from(long), min_size=3, max_size=6, unique=True))
        titles = data.draw(st.lists(headlines, min_size=len(chosen), max_size=len(chosen), unique=True))
        texts = [f"{title}\n\n{text.strip()}" for title, text in zip(titles, chosen, strict=True)]
        assert [part.text for part in split_page("\n\n".join(texts))] == texts


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Villages get fibre\n\nThe ministry counted.", "Villages get fibre"),
        ("The ministry counted 12 villages.\n\nMore.", None),
        ("• KGS/USD = 0.01157\n\nMore.", None),
        ("A | B\n\nMore", None),
        ("One line only", None),
        ("", None),
    ],
)
def test_the_title_is_a_first_line_that_stands_alone(text: str, title: str | None) -> None:
    assert title_line(text) == title
