"""When a document was published, from its own words."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectivity.documents.dates import dates_in, sentence_around, years_in
from connectivity.documents.dating import date_text

ROOT = Path(__file__).parents[2]
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2049, 12, 31))
SPELLINGS = (
    lambda day: f"{day.day} {day:%B %Y}",
    lambda day: f"{day:%B} {day.day}, {day.year}",
    lambda day: f"{day:%b} {day.day}, {day.year}",
    lambda day: f"{day.day} {day:%b}. {day.year}",
    lambda day: day.isoformat(),
    lambda day: f"{day:%d.%m.%Y}",
)


@given(DAYS, st.sampled_from(SPELLINGS))
def test_every_spelling_of_a_day_is_found_whole(day: dt.date, spell: object) -> None:
    written = spell(day)  # type: ignore[operator]
    (found,) = dates_in(f"Villages, {written} (agency)")
    assert found.iso() == day.isoformat()
    assert f"Villages, {written} (agency)"[found.start : found.end] == written


@given(DAYS, st.sampled_from(SPELLINGS))
def test_a_dateline_with_its_year_is_the_published_date(day: dt.date, spell: object) -> None:
    dated = date_text(f"Villages\n\nAstana, {spell(day)}. The ministry counted the villages.")  # type: ignore[operator]
    assert dated == (day.isoformat(), "text")


@given(st.text(max_size=300) | st.text(alphabet=st.sampled_from("June 18,0.2\n-/of"), max_size=200))
def test_any_text_is_dated_with_a_real_day_or_not_at_all(text: str) -> None:
    dated = date_text(text)
    if dated:
        parts = [int(part) for part in dated.published.split("-")]
        assert dt.date(*[*parts, 1, 1][:3])
        assert dated.source in ("text", "inferred")
        assert dated.published[:4] in text or str(parts[0] - 1) in text


@given(st.text(max_size=200), st.integers(0, 220))
def test_the_sentence_around_an_offset_holds_it(text: str, at: int) -> None:
    at = min(at, len(text))
    start, end = sentence_around(text, at)
    assert 0 <= start <= at <= end <= len(text)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Villages\n\n10 September 2020 | 16:35 | 412 views\nUztelecom laid lines.", "2020-09-10"),
        ("Bids\n\nIFB No. 7. Date of notice: 6 May 2019\n\nWorks end by 30 November 2020.", "2019-05-06"),
        (
            "Villages\n\nStatistical press release No. 318 of 9 December 2022\n\nIn 2022 it was 82%.",
            "2022-12-09",
        ),
        ("Villages\n\nPublished on 2024-06-18\n\nTen.", "2024-06-18"),
        ("Villages\n\nTen lines.\n\nLast updated: 3 May 2024", "2024-05-03"),
        ("Villages\n\nBy A. Writer, 3 May 2024\n\nTen lines.", "2024-05-03"),
        ("Villages\n\nASTANA, June 18, 2024 (Agency) - Ten lines.", "2024-06-18"),
        ("Villages\n\nOn 18 June 2024, the minister said that ten lines work.", "2024-06-18"),
        ("Stories\n\nOne\n\n14 October 2025 | Sky\n\nTen.\n\nTwo\n\n9 October 2025 | Sky\n\nTen.", "2025-10"),
    ],
)
def test_dates_that_the_text_states(text: str, published: str) -> None:
    assert date_text(text) == (published, "text")


@pytest.mark.parametrize(
    ("text", "published"),
    [
        # the latest fact lies before the day, in the same year
        (
            "On June 18, he reported. In April 2024 it was 43; in 2023 it was 40; 5G by the end of 2025.",
            "2024-06-18",
        ),
        # the facts run to November, so January is in the next year
        (
            "They met on January 14. Sales from January to November 2024 were 3 trillion. By 2029, 18%.",
            "2025-01-14",
        ),
        ("OTTAWA, July 30 (Wire) - The auction ended. At the end of 2020, 89% could order.", "2021-07-30"),
        # a whole year decides together with a weekday: 11 February is a Tuesday in 2025, not in 2024
        (
            "BISHKEK, Feb 11 (Wire) - There are 43 such villages, it said on Tuesday. In 2024 there were 96.",
            "2025-02-11",
        ),
        (
            "On March 12 he announced it. In 2023 there were ten. It will be done by the end of 2024.",
            "2024-03-12",
        ),
        ("On June 18 he reported. By June 1, 2024 ten villages had been connected.", "2024-06-18"),
        ("On February 3 the office reported. In 2024 there were ten.", "2025-02-03"),
        ("On May 3 the office reported. In 2024 sales amounted to 3 trillion.", "2025-05-03"),
    ],
)
def test_a_missing_year_is_resolved_from_the_years_of_the_facts(text: str, published: str) -> None:
    assert date_text(f"Villages\n\n{text}") == (published, "inferred")


@pytest.mark.parametrize(
    "text",
    [
        "The minister announced it on March 12. No year is named.",
        "On June 18 the minister reported. The network will cover all cities by the end of 2025.",
        "On June 18 the minister reported. In 2024 a law was adopted.",
        "As of 1 July 2024, there were ten.",
        "All works must be completed by 30 November 2020.",
        "The licence expires on 30 November 2030, it said.",
        "From 1 January, shops that show no price will be fined. In April 2024 there were ten.",
        "Sales grew in 2024 and in 2023.",
        "Table 1. Lines by region, 30 September 2024",
        "In June 2024 there were ten.",
        "On June 18 he reported ten, against nine in June 2024.",
        "The agreement was signed in Baku on 28 November 2019, he said in an interview.",
        "The year, which ended on July 7, was good, the chief told us. In March 2024 there were ten.",
        "On 1 April 2019 the country counted 2.9 million users.",
    ],
)
def test_where_the_text_does_not_tell_there_is_no_date(text: str) -> None:
    assert date_text(f"Villages\n\n{text}") is None


@pytest.mark.parametrize(
    ("text", "future"),
    [
        ("In 2023, 1,161 villages were connected.", False),
        ("By April 2024, the system was already connecting 447 schools.", False),
        ("The launch was delayed until the end of 2024.", True),
        ("The shops plan to open three centres in 2024.", True),
        ("In 2026 the company will lay 12 km.", True),
        ("Sales grew in 2024, and will double by then.", False),
    ],
)
def test_years_of_plans_are_told_from_years_of_facts(text: str, future: bool) -> None:
    assert [year.future for year in years_in(text)] == [future]


def test_years_in_names_ranges_and_numbers_are_left_out() -> None:
    assert years_in("Strategy 2030, the programme for 2024-2027, Order 949/2023, 2024.5 km and $2020") == ()


def test_annotated_documents_are_dated_right_or_not_at_all() -> None:
    """The ratchet: without metadata, at least eight of 28 documents are dated, and none wrongly."""
    right = wrong = 0
    for line in (ROOT / "datasets/annotated/dev_en.jsonl").read_text("utf-8").splitlines():
        document = json.loads(line)
        dated = date_text(document["text"])
        if dated:
            agrees = (document["published"] or "none").startswith(dated.published)
            right, wrong = right + agrees, wrong + (not agrees)
    assert wrong == 0
    assert right >= 8
