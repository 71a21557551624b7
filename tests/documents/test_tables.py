"""Tables of HTML: spans expanded, heads in the first line, captions before, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectivity.documents.html import fragment_text, read_html
from connectivity.documents.markup import block_text, parse_html
from connectivity.documents.tables import table_text
from tests.documents.samples import PROSE

SPANS = """<table><caption>Villages online</caption>
<thead><tr><th rowspan=2>Region</th><th colspan=2>4G</th><th colspan="2">Fibre</th></tr>
<tr><th>2023</th><th>2024</th><th>2023</th><th>2024</th></tr></thead>
<tbody><tr><td>Akmola</td><td>600</td><td>612</td><td>120</td><td>140</td></tr>
<tr><td colspan=5>Southern regions</td></tr>
<tr><td>Osh</td><td>558</td><td>560</td><td>90</td><td>97</td></tr>
<tr><td colspan=5>Source: ministry, 2024</td></tr></tbody></table>"""
WRITTEN = (
    "Villages online\n\nRegion | 4G 2023 | 4G 2024 | Fibre 2023 | Fibre 2024 |\n"
    "Akmola | 600 | 612 | 120 | 140 |\nSouthern regions: Osh | 558 | 560 | 90 | 97 |\n\n"
    "Source: ministry, 2024"
)


def article(*blocks: str) -> str:
    return f"<html><body><nav><a href=/>Home</a></nav><article>{''.join(blocks)}</article></body></html>"


def test_spans_are_expanded_and_heads_of_several_rows_are_one_line() -> None:
    text = read_html(article(f"<p>{PROSE}</p>", SPANS, f"<p>{PROSE}</p>")).text
    assert text == f"{PROSE}\n\n{WRITTEN}\n\n{PROSE}"


def test_a_table_is_all_there_where_the_page_is_hardly_more() -> None:
    assert WRITTEN in read_html(f"<html><body>{SPANS}</body></html>").text


def test_a_table_outside_what_is_taken_for_the_article_is_kept() -> None:
    page = (
        f"<html><body><article><p>{PROSE}</p><p>{PROSE} Again.</p></article>"
        f"<div class='sidebar widget'><table><tr><th>Region</th><th>Schools</th></tr>"
        "<tr><td>Osh</td><td>447</td></tr></table></div></body></html>"
    )
    assert "Region | Schools |\nOsh | 447 |" in read_html(page).text


def test_names_and_values_without_a_head_are_lines() -> None:
    pairs = (
        "<table><tr><td>Population</td><td>19 million</td></tr><tr><td>Schools</td><td>447</td></tr></table>"
    )
    assert fragment_text(f"<p>Facts:</p>{pairs}") == "Facts:\n\nPopulation: 19 million\n\nSchools: 447"


def test_tables_that_only_lay_out_a_page_are_its_text() -> None:
    layout = f"<table><tr><td>Menu</td><td><p>{PROSE}</p><p>{PROSE} {PROSE} Ten.</p></td></tr></table>"
    text = read_html(f"<html><body>{layout}</body></html>").text
    assert "|" not in text
    assert text.count(PROSE) == 3


def test_menus_are_no_tables() -> None:
    menu = "<nav><table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table></nav>"
    assert read_html(f"<html><body>{menu}<p>{PROSE}</p></body></html>").text == PROSE


def test_a_page_without_markup_of_an_article_is_read_line_by_line() -> None:
    page = (
        f"<html><body><font size=4><b>Villages get fibre</b></font><br><br><font>{PROSE}<br><br>"
        f"{PROSE} Again.</font><hr></body></html>"
    )
    assert read_html(page).text == f"Villages get fibre\n\n{PROSE}\n\n{PROSE} Again."


def test_lines_of_links_are_no_text() -> None:
    tree = parse_html(f"<html><body><div><a href=/>Home</a> | <a href=/b>Back</a></div>{PROSE}</body></html>")
    assert block_text(tree) == PROSE


def test_an_archived_page_is_that_of_its_own_site() -> None:
    page = (
        "<html><head><title>Villages</title><link rel=canonical "
        "href='https://web.archive.org/web/20240618101500/https://www.steppe.example/a'></head><body>"
        "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id='wm-ipp-base'>12 captures</div>"
        f"<!-- END WAYBACK TOOLBAR INSERT --><article><p>{PROSE}</p></article></body></html>"
        "<!-- FILE ARCHIVED ON 10:15:00 Jun 18, 2024 AND RETRIEVED FROM THE INTERNET ARCHIVE -->"
    )
    found = read_html(page)
    assert found.text == f"Villages\n\n{PROSE}"
    assert found.metadata.url == "https://www.steppe.example/a"
    assert found.metadata.publisher == "steppe.example"


DUBLIN = '<meta name="DC.date.issued" content="2023-05-04"><meta name="DC.publisher" content="Ministry">'
LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Villages", "datePublished": "2024-06-18T10:00:00+05:00",
"publisher": {"@type": "Organization", "name": "Steppe Daily"}}</script>"""
GRAPH = """<meta property="og:site_name" content="Steppe Daily">
<meta property="article:published_time" content="2024-06-18">"""


@pytest.mark.parametrize(
    ("head", "published", "publisher"),
    [
        (DUBLIN, "2023-05-04", "Ministry"),
        (LINKED, "2024-06-18", "Steppe Daily"),
        (GRAPH, "2024-06-18", "Steppe Daily"),
    ],
)
def test_metadata_of_the_markup(head: str, published: str, publisher: str) -> None:
    head = f"<head><title>Villages</title>{head}</head>"
    metadata = read_html(f"<html>{head}<body><article><p>{PROSE}</p></article></body></html>").metadata
    assert (metadata.published, metadata.publisher) == (published, publisher)


CELLS = st.text(alphabet=st.characters(categories=["L", "N", "Zs"]), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=6), st.none() | st.integers(0, 3))
def test_no_word_of_a_table_is_lost(grid: list[list[str]], heads: int | None) -> None:
    text = table_text(grid, heads)
    assert {word for row in grid for cell in row for word in cell.split()} <= set(
        text.replace("|", " ").replace(":", " ").split()
    )


@given(st.text(alphabet=st.sampled_from(list("<>/tabledrhpx 1\"'=")), max_size=200))
def test_any_markup_is_read(fragment: str) -> None:
    assert isinstance(fragment_text(f"<table><tr><td>{fragment}"), str)
