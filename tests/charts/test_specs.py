# ruff: noqa: E501 -- titles as charts have them
"""What is plotted, and what the words say, without drawing anything."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from connectivity.charts import plan_charts
from connectivity.charts.timeline import TimelineChart

if TYPE_CHECKING:
    from types import ModuleType


def test_without_data_there_is_no_chart(empty: dict[str, Any]) -> None:
    assert plan_charts(**empty) == ()


def test_titles_state_the_finding_in_ten_words_at_most(charts: dict[str, Any]) -> None:
    assert {name: chart.title for name, chart in charts.items()} == {
        "coverage-settlements": "740 villages in Kyrgyzstan stay without 4G internet",
        "rollout-kz-base-stations-4g-total-base-station": "Kazakhstan: 4G base stations rose from 9,000 to 10,800",
        "rollout-kz-base-stations-5g-total-base-station": "Kazakhstan: 1,850 5G base stations short of the 3,000 target",
        "share-kz-ecommerce-share-total-retail-sales": "Kazakhstan: e-commerce share 4 points below target for 2029",
        "rollout-kz-schools-starlink-connected-school": "Kazakhstan: 269 Starlink schools to go by Dec 2025",
        "growth-kz-base-stations-total-base-station": "Kazakhstan: 5G base stations grew 11.5-fold from 2021 to 2025",
        "growth-kz-schools-connected-school": "Kazakhstan: Starlink schools grew 173-fold since Oct 2023",
        "slope-kz-ecommerce-sales-total-kzt-2023-2024-01-2024-11": "Kazakhstan: e-commerce sales 3.2 tn KZT in Jan–Nov 2024",
        "slope-kz-ecommerce-sales-total-usd-2023-2024-01-2024-11": "Kazakhstan: e-commerce sales 6 bn USD in Jan–Nov 2024",
        "currency-kz-ecommerce-sales-total-usd-kzt": "Kazakhstan: implied 533.3 KZT per USD, quoted 502.5",
    }
    assert all(len(chart.title.split()) <= 10 for chart in charts.values())


def test_coverage_bars_are_sorted_and_add_up(charts: dict[str, Any]) -> None:
    chart = charts["coverage-settlements"]
    shares = [bar.parts[0].share for bar in chart.bars]
    assert shares == sorted(shares, reverse=True)
    assert all(sum(part.share for part in bar.parts) == pytest.approx(100) for bar in chart.bars)
    wired = next(bar for bar in chart.bars if bar.technology == "wired")
    assert [(part.kind, part.count) for part in wired.parts] == [
        ("connected", 2606),
        ("planned", 3010),
        ("left over", 674),
    ]
    assert wired.parts[0].label == "2,606 connected (41.4 %)"


def test_what_no_plan_is_known_for_is_unknown_not_left_over(charts: dict[str, Any]) -> None:
    mobile = next(bar for bar in charts["coverage-settlements"].bars if bar.technology == "mobile")
    assert [part.kind for part in mobile.parts] == ["connected", "unknown"]
    assert mobile.parts[1].label == "1,424 without known plan"


def test_only_the_newest_gap_of_a_place_and_technology_is_drawn(
    frames: ModuleType, empty: dict[str, Any]
) -> None:
    row = {
        "place": "KZ",
        "indicator": "schools",
        "technology": None,
        "connected": 1.0,
        "total": 4.0,
        "figures": ["a@1"],
    }
    gaps = frames.gaps({**row, "period": "2024", "share": 50.0}, {**row, "period": "2023", "share": 25.0})
    (chart,) = plan_charts(**{**empty, "gaps": gaps})
    assert [bar.parts[0].share for bar in chart.bars] == [50.0]


def test_rollout_keeps_targets_superseded_values_and_pace(charts: dict[str, Any]) -> None:
    chart = charts["rollout-kz-schools-starlink-connected-school"]
    assert [point.value for point in chart.points] == [10, 447, 1731]
    assert [old.value for old in chart.points[1].superseded] == [520]
    assert [(goal.value, goal.day, goal.former) for goal in chart.goals] == [
        (1900, date(2025, 3, 31), True),
        (2000, date(2025, 12, 31), False),
    ]
    assert chart.pace.per_month == 16.8
    assert chart.remaining == 269
    assert chart.labels[-1] == "1,731 · Aug 2024 [3]"
    assert "no total stated" in chart.subtitle


def test_a_target_without_deadline_has_no_pace(charts: dict[str, Any]) -> None:
    chart = charts["rollout-kz-base-stations-5g-total-base-station"]
    assert chart.pace is None
    assert chart.goals[0].day is None
    assert chart.goals[0].label == "target 3,000 · no deadline"


def test_a_gap_of_over_a_year_is_named(charts: dict[str, Any]) -> None:
    (silence,) = charts["rollout-kz-base-stations-5g-total-base-station"].silences
    assert silence.months == 24
    assert charts["rollout-kz-schools-starlink-connected-school"].silences == ()


def test_contradiction_and_open_interval_are_in_the_label(charts: dict[str, Any]) -> None:
    labels = charts["rollout-kz-base-stations-5g-total-base-station"].labels
    assert labels[2] == "sources differ: 450–620 [3]"
    assert labels[3] == "≥ 1,150 · 2025 [4]"


def test_share_is_in_percentage_points_with_its_partial_period_named(charts: dict[str, Any]) -> None:
    chart = charts["share-kz-ecommerce-share-total-retail-sales"]
    assert chart.remaining == 4
    assert [point.partial for point in chart.points] == [False, False, True]
    assert "share of retail sales" in chart.subtitle
    assert "4 pp to the target" in chart.subtitle
    assert chart.labels[-1].startswith("14.5 % · Jan–Nov 2024 (partial)")


def test_index_starts_at_100(charts: dict[str, Any]) -> None:
    chart = charts["growth-kz-base-stations-total-base-station"]
    assert {line.technology: line.index for line in chart.lines} == {
        "4g": pytest.approx((100, 110, 115.56, 120), abs=0.01),
        "5g": (100, 380, 500, 1150),
    }
    assert not chart.logarithmic
    assert charts["growth-kz-schools-connected-school"].logarithmic


def test_a_slope_to_a_partial_period_has_no_percentage(charts: dict[str, Any]) -> None:
    (slope,) = charts["slope-kz-ecommerce-sales-total-kzt-2023-2024-01-2024-11"].slopes
    assert slope.change is None
    assert slope.end_label == "3.2 tn KZT [2] (partial)"


def test_a_slope_between_full_periods_has_one(frames: ModuleType, empty: dict[str, Any]) -> None:
    rows = [{"period": "2023", "value": 50.0}, {"period": "2024", "value": 60.0}]
    (chart,) = plan_charts(**{**empty, "observations": frames.observations(rows)})
    assert chart.slopes[0].change == pytest.approx(20)
    assert chart.title == "Kazakhstan: Starlink schools up 20 % from 2023 to 2024"


def test_implied_and_quoted_rates_with_intervals(charts: dict[str, Any]) -> None:
    chart = charts["currency-kz-ecommerce-sales-total-usd-kzt"]
    assert [panel.unit for panel in chart.panels] == ["KZT", "USD"]
    assert [(rate.implied, rate.quoted, rate.agrees) for rate in chart.rates] == [
        (458.3, 502.5, True),
        (533.3, 502.5, False),
    ]
    assert chart.rates[0].label == "implied 458.3 (at least 453.6) [5]"


def test_source_names_publishers_years_dates_figures_and_corrections(charts: dict[str, Any]) -> None:
    assert charts["rollout-kz-schools-starlink-connected-school"].source == (
        "Source: Steppe Wire (2024); as of 1 May 2024 to 2 September 2024; 5 figures; 1 correction"
    )


def test_every_mark_leads_to_figures_of_the_chart(charts: dict[str, Any]) -> None:
    for chart in charts.values():
        assert [note.mark for note in chart.notes] == list(range(1, len(chart.notes) + 1))
        assert all(note.figures and set(note.figures) <= set(chart.figures) for note in chart.notes)


def test_targets_and_estimates_never_join_a_reported_series(
    frames: ModuleType, empty: dict[str, Any]
) -> None:
    rows = [
        {"period": "2021", "value": 1.0},
        {"period": "2022", "value": 2.0},
        {"period": "2023", "value": 9.0, "status": "estimate"},
        {"period": "2024", "value": 9.0, "status": "target"},
    ]
    (chart,) = plan_charts(**{**empty, "observations": frames.observations(rows)})
    assert [slope.last.value for slope in chart.slopes] == [2.0]


def test_a_month_of_sales_is_no_year_of_sales(frames: ModuleType, empty: dict[str, Any]) -> None:
    sales = {"indicator": "ecommerce_sales", "technology": None, "aspect": "total", "unit": "KZT"}
    rows = [{**sales, "period": "2023", "value": 100.0}, {**sales, "period": "2025-01", "value": 20.0}]
    (chart,) = plan_charts(**{**empty, "observations": frames.observations(rows)})
    assert [chart.slopes[0].first.partial, chart.slopes[0].last.partial] == [False, True]
    assert chart.slopes[0].change is None


def test_points_that_do_not_fit_stand_apart_and_are_named(frames: ModuleType, empty: dict[str, Any]) -> None:
    values = {"2023-10": 10.0, "2024-04": 447.0, "2024-08": 1731.0, "2024-10": 10.0, "2024-12": 1729.0}
    rows = [{"period": period, "value": value} for period, value in values.items()]
    charts = plan_charts(**{**empty, "observations": frames.observations(rows)})
    rollout = next(chart for chart in charts if isinstance(chart, TimelineChart))
    assert [point.value for point in rollout.points] == [10, 447, 1731, 1729]
    assert [point.period for point in rollout.apart] == ["2024-10"]
    assert rollout.apart_labels[0].startswith("does not fit: 10")
    assert rollout.title == "Kazakhstan: Starlink schools rose from 10 to 1,729"


def test_a_spike_of_a_share_stands_apart(frames: ModuleType, empty: dict[str, Any]) -> None:
    values = {"2022": 13.0, "2023": 72.5, "2024": 14.5, "2025": 20.0}
    rows = [
        {"indicator": "ecommerce_share", "unit": "%", "of": "retail_sales", "period": p, "value": v}
        for p, v in values.items()
    ]
    (chart,) = plan_charts(**{**empty, "observations": frames.observations(rows)})
    assert isinstance(chart, TimelineChart)
    assert ([p.value for p in chart.points], [p.value for p in chart.apart]) == ([13, 14.5, 20], [72.5])


@pytest.mark.parametrize("values", [(1.0, 5.0, 5000.0), (900.0, 1000.0, 400.0)])
def test_no_line_joins_what_hardly_counts_the_same(
    frames: ModuleType, empty: dict[str, Any], values: tuple[float, ...]
) -> None:
    rows = [{"period": f"{2020 + i}", "value": value} for i, value in enumerate(values)]
    assert plan_charts(**{**empty, "observations": frames.observations(rows)}) == ()


def test_separate_things_are_no_series(frames: ModuleType, empty: dict[str, Any]) -> None:
    rows = [{"indicator": "other", "period": f"{2020 + i}", "value": 10.0} for i in range(4)]
    assert plan_charts(**{**empty, "observations": frames.observations(rows)}) == ()


def test_slopes_of_a_few_weeks_are_not_drawn(frames: ModuleType, empty: dict[str, Any]) -> None:
    rows = [{"period": "2024-06-01", "value": 10.0}, {"period": "2024-07-01", "value": 20.0}]
    assert plan_charts(**{**empty, "observations": frames.observations(rows)}) == ()


def test_most_keeps_the_charts_with_most_figures(sample: dict[str, Any]) -> None:
    every, few = plan_charts(**sample), plan_charts(**sample, most=1)
    assert {type(chart) for chart in few} == {type(chart) for chart in every}
    assert len(few) == len({type(chart) for chart in every})
    assert [chart.name for chart in few] == [chart.name for chart in every if chart in few]
    assert "growth-kz-base-stations-total-base-station" in {chart.name for chart in few}
