"""What the figures of all documents together say of each point of a series."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from connectivity.extraction.figure import FIGURE_SCHEMA
from connectivity.observations import OBSERVATION_SCHEMA, SERIES_KEYS
from tests.observations.press import Press


@pytest.fixture
def press() -> Press:
    return Press()


def interval(row: dict[str, Any]) -> tuple[float | None, float | None]:
    return row["low"], row["high"]


def test_no_figures_give_no_observations(press: Press) -> None:
    assert press.observations().schema == OBSERVATION_SCHEMA
    assert press.observations().is_empty()


def test_one_figure_is_a_single_observation(press: Press) -> None:
    figure = press.says(2606, publisher="Ministry", published="2024-06-18")
    row = press.observation()
    assert row["relation"] == "single"
    assert row["observation"] == "settlements/wired/connected/actual/KZ/-/settlement/-/-@2024-06"
    assert (row["value"], *interval(row)) == (2606, 2606, 2606)
    assert (row["period_start"], row["period_end"]) == (date(2024, 6, 1), date(2024, 6, 30))
    assert (row["as_of"], row["publishers"], row["figures"]) == ("2024-06-18", ["Ministry"], [figure])
    assert (row["superseded"], row["corrected"]) == ([], False)


def test_independent_publishers_that_agree_corroborate_and_the_most_precise_is_taken(press: Press) -> None:
    press.says(2600, publisher="Agency", low=2550.0, high=2650.0, published="2024-07-01")
    press.says(2606, publisher="Ministry", published="2024-06-18")
    row = press.observation()
    assert row["relation"] == "corroborated"
    assert (row["value"], *interval(row)) == (2606, 2606, 2606)
    assert row["publishers"] == ["Agency", "Ministry"]
    assert row["as_of"] == "2024-07-01"


def test_the_interval_is_what_all_have_in_common(press: Press) -> None:
    press.says(4.8, publisher="A", low=4.75, high=4.85)
    press.says(4.8, publisher="B", low=4.8, high=None)
    press.says(5.0, publisher="C", low=None, high=5.0)
    row = press.observation()
    assert (row["value"], *interval(row)) == (4.8, 4.8, 4.85)


def test_a_value_outside_the_common_interval_is_moved_into_it(press: Press) -> None:
    press.says(15, publisher="A", low=10.0, high=20.0)
    press.says(24, publisher="B", low=18.0, high=30.0)
    row = press.observation()
    assert (row["value"], *interval(row)) == (18, 18, 20)


def test_two_lower_bounds_leave_the_upper_end_open(press: Press) -> None:
    press.says(5, publisher="A", low=5.0, high=None)
    press.says(6, publisher="B", low=6.0, high=None)
    row = press.observation()
    assert (row["value"], *interval(row)) == (6, 6, None)


def test_a_range_is_observed_in_its_middle(press: Press) -> None:
    press.says(30, value_upper=40.0, low=30.0, high=40.0)
    row = press.observation()
    assert (row["value"], *interval(row)) == (35, 30, 40)


@pytest.mark.parametrize(
    "speakers",
    [
        [{"publisher": "Ministry"}, {"publisher": " ministry "}],
        [{"publisher": None}, {"publisher": None}],
        [{"publisher": "Ministry"}, {"publisher": None}],
        [{"url": "https://www.news.kz/1"}, {"url": "https://news.kz/2"}],
        [{"publisher": "Ministry", "doc": "d"}, {"publisher": "Ministry", "doc": "d", "start": 5}],
    ],
    ids=["same publisher", "unknown publishers", "one unknown", "same site", "same document"],
)
def test_who_repeats_itself_or_is_unknown_is_an_echo(press: Press, speakers: list[dict[str, Any]]) -> None:
    for speaker in speakers:
        press.says(2606, **speaker)
    row = press.observation()
    assert row["relation"] == "echo"
    assert len(row["figures"]) == 2


def test_sites_stand_in_for_unknown_publishers(press: Press) -> None:
    press.says(2606, url="https://news.kz/1")
    press.says(2606, url="https://press.kz/2")
    assert press.observation()["relation"] == "corroborated"


RELEASE = "Wired lines now reach 2,606 villages of the republic, the ministry said in its report for June"


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        (RELEASE, "echo"),
        (RELEASE.upper() + "!", "echo"),
        ("On Tuesday: " + RELEASE, "echo"),
        ("A count of our own found wired lines in 2,606 villages at the end of the spring", "corroborated"),
    ],
)
def test_one_press_release_repeated_is_an_echo(press: Press, other: str, relation: str) -> None:
    press.says(2606, publisher="Ministry", sentence=RELEASE)
    press.says(2606, publisher="Agency", sentence=other)
    assert press.observation()["relation"] == relation


BRIEFING = ((2606, "settlement"), (61.5, "%"), (10, "school"), (370, "km"), (43.6, "Mbit/s"))


@pytest.mark.parametrize(
    ("order", "relation"), [(BRIEFING, "echo"), (BRIEFING[2:] + BRIEFING[:2], "corroborated")]
)
def test_a_translation_is_an_echo_and_a_report_of_its_own_is_not(
    press: Press, order: tuple[tuple[float, str], ...], relation: str
) -> None:
    for publisher, lang, told in (("Ministry", "en", BRIEFING), ("Вестник", "ru", order)):
        for start, (value, unit) in enumerate(told):
            press.says(value, unit=unit, publisher=publisher, lang=lang, doc=lang, start=start)
    assert {row["relation"] for row in press.observations().to_dicts()} == {relation}


def test_a_site_in_two_languages_is_one_voice(press: Press) -> None:
    press.says(2606, publisher="News Agency", lang="en", url="https://en.news.kz/1")
    press.says(2606, publisher="Агентство новостей", lang="ru", url="https://news.kz/ru/1")
    assert press.observation()["relation"] == "echo"


def test_an_echo_beside_an_independent_voice_is_still_corroboration(press: Press) -> None:
    press.says(2606, publisher="Ministry", sentence=RELEASE)
    press.says(2606, publisher="Agency", sentence=RELEASE)
    press.says(2606, publisher="Regulator")
    assert press.observation()["relation"] == "corroborated"


def test_a_later_document_revises_an_earlier_one(press: Press) -> None:
    old = press.says(2500, publisher="Ministry", published="2024-07-01")
    new = press.says(2606, publisher="Regulator", published="2025-02")
    row = press.observation()
    assert (row["relation"], row["value"], row["figures"], row["as_of"]) == (
        "revised",
        2606,
        [new],
        "2025-02",
    )
    assert row["superseded"] == [
        {"value": 2500, "low": 2500, "high": 2500, "as_of": "2024-07-01", "figures": [old]}
    ]


def test_older_statements_that_agree_with_the_revision_support_it(press: Press) -> None:
    press.says(2500, publisher="A", published="2024-07-01")
    press.says(2600, publisher="B", published="2024-07-01", low=2550.0, high=2650.0)
    press.says(2606, publisher="C", published="2025-07-01")
    row = press.observation()
    assert (row["relation"], row["figures"]) == ("revised", ["d1@0", "d2@0"])
    assert [gone["figures"] for gone in row["superseded"]] == [["d0@0"]]


def test_a_publisher_revises_itself_within_the_month(press: Press) -> None:
    press.says(2500, publisher="Ministry", published="2024-07-01")
    press.says(2606, publisher="Ministry", published="2024-07-09")
    row = press.observation()
    assert (row["relation"], row["value"]) == ("revised", 2606)


@pytest.mark.parametrize(
    ("first", "second"), [("2024-07-01", "2024-07-20"), (None, "2024-07-20"), (None, None)]
)
def test_publishers_that_differ_at_one_time_contradict_and_the_most_precise_is_followed(
    press: Press, first: str | None, second: str | None
) -> None:
    press.says(2606, publisher="Ministry", published=first)
    press.says(3000, publisher="Agency", published=second, low=2950.0, high=3050.0)
    row = press.observation()
    assert (row["relation"], row["value"]) == ("contradicted", 2606)
    assert [gone["value"] for gone in row["superseded"]] == [3000]


def test_equally_precise_contradictions_follow_the_latest(press: Press) -> None:
    press.says(2606, publisher="A", published="2024-07-01")
    press.says(2700, publisher="B", published="2024-07-20")
    assert press.observation()["value"] == 2700


def test_one_document_that_contradicts_itself_says_so(press: Press) -> None:
    press.says(447, publisher="A", doc="d", published="2024-07-01")
    press.says(1731, publisher="A", doc="d", published="2024-07-01", start=9)
    assert press.observation()["relation"] == "contradicted"


def test_a_stock_of_a_day_and_of_its_month_are_one_point(press: Press) -> None:
    press.says(2606, publisher="A", period="2024-06-18")
    press.says(2606, publisher="B", period="2024-06")
    press.says(2600, publisher="C", period="2024", low=2550.0, high=2650.0)
    rows = press.observations()
    assert rows["period"].to_list() == ["2024-06-18"]
    assert rows["relation"].to_list() == ["corroborated"]


def test_a_stock_that_another_day_contradicts_stays_its_own_point(press: Press) -> None:
    press.says(2606, publisher="A", period="2024-06-18")
    press.says(2900, publisher="B", period="2024")
    assert press.observations()["period"].to_list() == ["2024-06-18", "2024"]


def test_of_several_finer_points_the_latest_takes_the_year(press: Press) -> None:
    for period in ("2024-03", "2024-09", "2024-06"):
        press.says(2606, publisher="A", period=period)
    press.says(2606, publisher="B", period="2024")
    rows = press.observations().filter(pl.col("relation") == "corroborated")
    assert rows["period"].to_list() == ["2024-09"]


@pytest.mark.parametrize("given", [{"indicator": "ecommerce_sales", "aspect": "total"}, {"aspect": "added"}])
def test_what_runs_up_over_a_period_is_only_compared_with_equal_periods(
    press: Press, given: dict[str, Any]
) -> None:
    press.says(5, publisher="A", period="2024-01/2024-11", **given)
    press.says(5, publisher="B", period="2024", **given)
    assert press.observations().height == 2


def test_two_ways_to_write_a_period_are_one(press: Press) -> None:
    sales = {"indicator": "ecommerce_sales", "aspect": "total"}
    press.says(5, publisher="A", period="2024-01/2024-12", **sales)
    press.says(5, publisher="B", period="2024", **sales)
    assert press.observations()["period"].to_list() == ["2024"]


def test_what_has_no_period_is_one_point_for_each_publication(press: Press) -> None:
    press.says(2606, publisher="A", period=None, published="2024-06-18")
    press.says(2700, publisher="A", period=None, published="2025-06-18")
    rows = press.observations()
    assert rows["observation"].str.split("@").list.slice(1).to_list() == [
        ["-", "2024-06-18"],
        ["-", "2025-06-18"],
    ]
    assert rows["relation"].to_list() == ["single", "single"]


def test_a_target_without_deadline_is_moved_by_a_later_document(press: Press) -> None:
    press.says(2000, publisher="A", period=None, status="target", published="2023-10-01")
    press.says(2500, publisher="A", period=None, status="target", published="2024-06-01")
    row = press.observation()
    assert (row["relation"], row["value"], row["superseded"][0]["value"]) == ("revised", 2500, 2000)


def test_changes_against_different_bases_are_different_series(press: Press) -> None:
    press.says(61.5, aspect="change", unit="%", base_period="2020")
    press.says(12.0, aspect="change", unit="%", base_period="2023")
    press.says(12.0, base_period="2023")
    assert press.observations()["series"].n_unique() == 3


def test_keys_that_look_like_separators_stay_apart(press: Press) -> None:
    press.says(1, place="A/B", group=None)
    press.says(1, place="A", group="B")
    press.says(1, place="A", group="-")
    press.says(1, place="A", group=None)
    press.says(1, place="A", group="%2D")
    assert press.observations()["series"].n_unique() == 5


def test_the_keys_of_a_series_are_columns_of_figures_and_observations() -> None:
    assert set(SERIES_KEYS) <= set(FIGURE_SCHEMA)
    assert set(SERIES_KEYS) <= set(OBSERVATION_SCHEMA)
