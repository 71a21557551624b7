from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from connectivity.analysis import CHECKS, FINDING_SCHEMA, audit
from connectivity.analysis.schemas import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Callable

    Figures = Callable[..., pl.DataFrame]
    Observed = Callable[..., pl.DataFrame]
    Found = Callable[..., list[dict[str, Any]]]
    Frames = tuple[pl.LazyFrame, pl.LazyFrame]

DAY = "2024-06-30"
VILLAGES: dict[str, Any] = {"aspect": "connected", "technology": "mobile", "period": DAY}
SCHOOLS: dict[str, Any] = {"indicator": "schools", "unit": "school", "period": DAY}
SALES: dict[str, Any] = {"indicator": "ecommerce_sales", "unit": "USD", "period": "2023"}


def share(value: float, **facts: Any) -> dict[str, Any]:
    return {
        "unit": "%",
        "value": value,
        "surface": f"{value}%",
        "low": value - 0.05,
        "high": value + 0.05,
        **facts,
    }


@pytest.fixture(scope="session")
def found(figures: Figures, observe_figures: Observed) -> Found:
    """The findings of one check on figures, as (severity, statement) rows."""

    def run(
        kind: str, *facts: dict[str, Any], published: dict[str, str] | None = None
    ) -> list[dict[str, Any]]:
        frame = figures(*facts)
        rows = CHECKS[kind](frame.lazy(), observe_figures(frame, published).lazy())
        return list(rows.collect().iter_rows(named=True))

    return run


def severities(rows: list[dict[str, Any]]) -> list[str]:
    return [row["severity"] for row in rows]


def test_every_check_gives_the_promised_columns(figures: Figures, observe_figures: Observed) -> None:
    empty = figures()
    for check in CHECKS.values():
        frame = check(empty.lazy(), observe_figures(empty, None).lazy())
        assert frame.collect_schema() == FINDING_SCHEMA
        assert frame.collect().is_empty()


class TestParts:
    whole: ClassVar[dict[str, Any]] = {**VILLAGES, "value": 43}

    def parts(self, *values: float) -> list[dict[str, Any]]:
        return [{**VILLAGES, "value": v, "place": f"KZ:Region {n}"} for n, v in enumerate(values)]

    def test_regions_that_add_up_agree(self, found: Found) -> None:
        (row,) = found("regions_and_country", self.whole, *self.parts(19, 12, 7, 5))
        assert row["severity"] == "info"
        assert row["statement"].endswith("19 + 12 + 7 + 5 = 43, as the 43 stated for the country")
        assert len(row["figures"]) == 5

    def test_regions_that_exceed_the_country_are_an_error(self, found: Found) -> None:
        (row,) = found("regions_and_country", self.whole, *self.parts(30, 20))
        assert row["severity"] == "error"
        assert "30 + 20 = 50, more than the 43 stated" in row["statement"]

    def test_regions_need_not_be_all(self, found: Found) -> None:
        assert found("regions_and_country", self.whole, *self.parts(19, 12)) == []

    def test_regions_of_another_period_or_measured_as_shares_are_no_parts(self, found: Found) -> None:
        later = [{**p, "period": "2025"} for p in self.parts(30, 20)]
        assert found("regions_and_country", self.whole, *later) == []
        speeds = [{**p, "indicator": "speed", "unit": "Mbit/s"} for p in self.parts(30, 20)]
        assert (
            found("regions_and_country", {**self.whole, "indicator": "speed", "unit": "Mbit/s"}, *speeds)
            == []
        )

    def test_technologies_with_the_rest_make_up_the_total(self, found: Found) -> None:
        served = [{**VILLAGES, "technology": t, "value": v} for t, v in (("fibre", 60), ("mobile", 30))]
        rest = {**VILLAGES, "technology": None, "aspect": "unconnected", "value": 10}
        total = {"value": 100, "period": DAY}
        (row,) = found("technologies_and_total", *served, rest, total)
        assert row["statement"].endswith("60 + 30 + 10 without = 100, as stated")
        assert found("technologies_and_total", *served, total) == [], "technologies may overlap"

    def test_more_connected_than_there_are(self, found: Found) -> None:
        total = {"value": 40, "period": DAY}
        assert severities(found("connected_exceeds_total", self.whole, total)) == ["error"]
        assert found("connected_exceeds_total", self.whole, {**total, "value": 43}) == []


class TestComplements:
    total: ClassVar[dict[str, Any]] = {"value": 6290, "period": DAY}

    @pytest.mark.parametrize(("rest", "severity"), [(1424, "info"), (1400, "info"), (1399, "error")])
    def test_connected_and_unconnected_make_up_the_total(
        self, found: Found, rest: float, severity: str
    ) -> None:
        without = {**VILLAGES, "aspect": "unconnected", "value": rest}
        (row,) = found("connected_and_unconnected", {**VILLAGES, "value": 4866}, self.total, without)
        assert row["severity"] == severity
        assert row["statement"].endswith(f"6,290 - 4,866 = 1,424, {rest:,} stated")

    def test_about_so_many_without_is_no_error(self, found: Found) -> None:
        without = {
            **VILLAGES,
            "aspect": "unconnected",
            "value": 1400,
            "low": 1330,
            "high": 1470,
            "bound": "about",
        }
        assert severities(
            found("connected_and_unconnected", {**VILLAGES, "value": 4866}, self.total, without)
        ) == ["info"]

    def test_what_is_derived_is_not_checked_against_itself(self, found: Found) -> None:
        without = {**VILLAGES, "aspect": "unconnected", "value": 1424}
        assert found("connected_and_unconnected", self.total, without) == []
        assert found("connected_and_unconnected", {**VILLAGES, "value": 4866}, without) == []

    def test_shares_with_and_without_make_up_a_hundred(self, found: Found) -> None:
        with_, without = (share(v, of="settlements", period=DAY) for v in (60, 40))
        both = [{**with_, "aspect": "connected"}, {**without, "aspect": "unconnected"}]
        assert severities(found("shares_to_hundred", *both)) == ["info"]
        wrong = {**both[1], **share(30), "aspect": "unconnected"}
        assert severities(found("shares_to_hundred", both[0], wrong)) == ["error"]

    def test_two_shares_of_a_sentence_are_only_found_to_agree(self, found: Found) -> None:
        shares = [share(v, of="users", period=DAY, group=g) for v, g in ((60, "fibre"), (40, "remaining"))]
        assert severities(found("shares_to_hundred", *shares)) == ["info"]
        assert found("shares_to_hundred", shares[0], {**shares[1], **share(25)}) == []


class TestShares:
    part: ClassVar[dict[str, Any]] = {**SCHOOLS, "aspect": "connected", "value": 84_300}
    whole: ClassVar[dict[str, Any]] = {**SCHOOLS, "value": 138_000}

    @pytest.mark.parametrize(("percent", "severity"), [(61.1, "info"), (64.1, "error")])
    def test_a_percentage_is_that_of_its_counts(self, found: Found, percent: float, severity: str) -> None:
        stated = share(percent, indicator="schools", of="schools", aspect="connected", period=DAY)
        (row,) = found("percent_and_counts", self.part, self.whole, stated)
        assert row["severity"] == severity
        assert f"84,300 / 138,000 = 61.1 %, stated as {percent} %" in row["statement"]
        assert row["expected_low"] == row["expected_high"] == pytest.approx(61.087, abs=0.001)

    def test_a_percentage_may_be_cut_instead_of_rounded(self, found: Found) -> None:
        cut = {**share(77), "low": 76.5, "high": 77.5}
        stated = {**cut, "indicator": "schools", "of": "schools", "aspect": "connected", "period": DAY}
        counts = [{**self.part, "value": 4974}, {**self.whole, "value": 6406}]
        assert severities(found("percent_and_counts", *counts, stated)) == ["info"]

    def test_a_share_of_its_own_kind_speaks_of_the_amount_before_it(self, found: Found) -> None:
        foreign = {**SALES, "value": 1.3e9, "low": 1.25e9, "high": 1.35e9, "group": "foreign"}
        (row,) = found(
            "share_and_whole",
            foreign,
            {**SALES, **share(20, of="ecommerce_sales")},
            {**SALES, "value": 4.8e9, "doc": "b"},
        )
        assert row["severity"] == "warning"

    def test_a_percentage_more_than_twofold_off_is_of_something_else(self, found: Found) -> None:
        stated = share(5, indicator="schools", of="schools", aspect="connected", period=DAY)
        assert found("percent_and_counts", self.part, self.whole, stated) == []

    def test_another_period_is_not_compared(self, found: Found) -> None:
        stated = share(90, indicator="schools", of="schools", aspect="connected", period="2023-12")
        assert found("percent_and_counts", self.part, self.whole, stated) == []

    def test_of_several_counts_one_that_fits_is_enough(self, found: Found) -> None:
        stated = share(61.1, indicator="schools", of="schools", aspect="connected", period=DAY)
        other = {**self.part, "value": 20_000}
        assert severities(found("percent_and_counts", self.part, self.whole, other, stated)) == ["info"]
        unclear = {**stated, **share(80)}
        assert found("percent_and_counts", self.part, self.whole, other, unclear) == []

    @pytest.mark.parametrize(
        "whole", [{"low": 4.75e9, "high": 4.85e9}, {"low": 4.8e9, "high": None, "bound": "over"}]
    )
    def test_a_share_of_sales_against_sales_stated_elsewhere(
        self, found: Found, whole: dict[str, Any]
    ) -> None:
        foreign = {**SALES, "value": 1.3e9, "low": 1.25e9, "high": 1.35e9, "group": "foreign"}
        twenty = {
            **share(20, of="ecommerce_sales", group="foreign"),
            "indicator": "ecommerce_sales",
            "period": "2023",
        }
        about = {**twenty, "bound": "about", "low": 19, "high": 21}
        (row,) = found("share_and_whole", foreign, about, {**SALES, "value": 4.8e9, "doc": "b", **whole})
        assert row["severity"] == "warning"
        assert row["statement"].endswith("1.3 billion / 4.8 billion = 27.1 %, stated as about 20 %")

    def test_a_share_of_a_group_is_not_one_of_all(self, found: Found) -> None:
        rural = {**self.part, "group": "rural"}
        stated = share(95, indicator="schools", of="schools", aspect="connected", period=DAY, group="rural")
        assert found("share_and_whole", rural, self.whole, stated) == []

    @settings(max_examples=15, deadline=None)
    @given(part=st.integers(1, 10**6), rest=st.integers(1, 10**6))
    def test_a_true_percentage_is_never_found_wrong(self, found: Found, part: int, rest: int) -> None:
        percent = round(100 * part / (part + rest), 1)
        stated = share(percent, indicator="schools", of="schools", aspect="connected", period=DAY)
        rows = found(
            "percent_and_counts", {**self.part, "value": part}, {**self.whole, "value": part + rest}, stated
        )
        assert severities(rows) == ["info"]


class TestChanges:
    change: ClassVar[dict[str, Any]] = {**SALES, "aspect": "change", "period": "2024", "base_period": "2023"}
    levels: tuple[dict[str, Any], ...] = (
        {**SALES, "value": 19.4, "low": 19.35, "high": 19.45},
        {**SALES, "value": 27.9, "low": 27.85, "high": 27.95, "period": "2024"},
    )

    @pytest.mark.parametrize(("percent", "severity"), [(44, "info"), (54, "error")])
    def test_a_percentage_follows_from_the_levels(self, found: Found, percent: float, severity: str) -> None:
        stated = {**self.change, **share(percent), "low": percent - 0.5, "high": percent + 0.5}
        (row,) = found("change_and_levels", stated, *self.levels)
        assert row["severity"] == severity
        assert f"from 19.4 to 27.9 is 43.81 %, stated as {percent} %" in row["statement"]

    def test_multiples_points_and_amounts_follow_too(self, found: Found) -> None:
        twice = {**self.change, "unit": "x", "value": 1.4, "low": 1.35, "high": 1.45}
        amount = {**self.change, "value": 8.5, "low": 8.45, "high": 8.55}
        rows = found("change_and_levels", twice, amount, *self.levels)
        assert severities(rows) == ["info", "info"]

    def test_more_than_doubled_may_be_a_good_deal_more(self, found: Found) -> None:
        doubled = {**self.change, "unit": "x", "value": 2, "low": 2, "high": None, "bound": "over"}
        levels = [{**SALES, "value": 5.1}, {**SALES, "value": 11.8, "period": "2024"}]
        assert severities(found("change_and_levels", doubled, *levels)) == ["info"]
        much_more = {**levels[1], "value": 20.0}
        assert severities(found("change_and_levels", doubled, levels[0], much_more)) == ["warning"]

    def test_half_a_percent_of_a_share_may_mean_points(self, found: Found) -> None:
        facts = {"indicator": "ecommerce_share", "of": "retail_sales"}
        levels = [share(v, **facts, period=p) for v, p in ((12.5, "2023"), (13.0, "2024"))]
        rise = share(0.5, **facts, aspect="change", period="2024", base_period="2023")
        assert severities(found("change_and_levels", rise, *levels)) == ["info"]

    @pytest.mark.parametrize(("percent", "wanted"), [(-80, ["info"]), (-60, [])])
    def test_fivefold_less_is_eighty_percent_less(
        self, found: Found, percent: float, wanted: list[str]
    ) -> None:
        fine = {"indicator": "fine", "aspect": "change"}
        fivefold = {**fine, "unit": "x", "value": 5, "low": 4.5, "high": 5.5}
        stated = {**fine, **share(percent), "low": percent - 0.5, "high": percent + 0.5}
        rows = found("multiple_and_percent", fivefold, stated)
        assert severities(rows) == wanted
        dated = [{**f, "period": "2024", "base_period": "2023"} for f in (fivefold, stated)]
        assert severities(found("multiple_and_percent", *dated)) == (wanted or ["error"])


class TestSeries:
    dates: ClassVar[dict[str, str]] = {"a": "2024-01-01", "b": "2024-07-01"}

    def falling(self, before: float, after: float, **facts: Any) -> list[dict[str, Any]]:
        first = {**VILLAGES, "value": before, "period": "2023-12", **facts}
        return [first, {**first, "value": after, "period": DAY, "doc": "b"}]

    def test_connected_villages_that_become_fewer(self, found: Found) -> None:
        (row,) = found("falling_stock", *self.falling(5012, 4866), published=self.dates)
        assert row["severity"] == "warning"
        assert row["statement"].endswith("5,012 in 2023-12, but 4,866 in 2024-06-30: 146 less")

    @pytest.mark.parametrize(
        ("before", "after", "facts"),
        [
            (4866, 5000, {}),
            (614_000, 3150, {}),
            (6290, 6256, {"aspect": "total", "technology": None}),
            (50, 45, {"indicator": "subscriptions"}),
            (5012, 4990, {"low": 4900, "high": 5100, "bound": "about"}),
            (5000, 4866, {}),
        ],
    )
    def test_falls_that_say_nothing(
        self, found: Found, before: float, after: float, facts: dict[str, Any]
    ) -> None:
        assert found("falling_stock", *self.falling(before, after, **facts), published=self.dates) == []

    def test_a_fall_that_one_document_tells_is_known_to_its_author(self, found: Found) -> None:
        first, second = self.falling(5012, 4866)
        assert found("falling_stock", first, {**second, "doc": "a"}, published=self.dates) == []

    def test_one_point_stated_differently(self, found: Found) -> None:
        first = {**VILLAGES, "value": 5012}
        (row,) = found("restated_point", first, {**first, "value": 4866, "doc": "b"}, published=self.dates)
        assert row["severity"] == "warning"
        assert "4,866 in b, 5,012 in a (contradicted)" in row["statement"]
        assert found("restated_point", first, {**first, "value": 4866}) == [], "one document means two things"
        other = {**first, "value": 140, "doc": "b"}
        assert found("restated_point", first, other, published=self.dates) == [], "hardly the same villages"

    def test_eleven_months_are_not_a_year(self, found: Found) -> None:
        year = {**SALES, "value": 2.2e12, "unit": "KZT"}
        (row,) = found("partial_period", year, {**year, "value": 3.2e12, "period": "2024-01/2024-11"})
        assert row["severity"] == "info"
        assert "11 months against 12" in row["statement"]


class TestCurrencies:
    pair: tuple[dict[str, Any], ...] = (
        {**SALES, "unit": "KGS", "value": 640, "low": 639.5, "high": 640.5},
        {**SALES, "unit": "USD", "value": 7.3, "low": 7.25, "high": 7.35},
    )
    rate: ClassVar[dict[str, Any]] = {
        "indicator": "exchange_rate",
        "group": "USD/KGS",
        "unit": "KGS",
        "value": 87.45,
    }

    def test_the_rate_of_the_sentence_agrees_or_not(self, found: Found) -> None:
        assert severities(found("currency_pair", *self.pair, self.rate)) == ["info"]
        assert severities(found("currency_pair", *self.pair, {**self.rate, "value": 70})) == ["warning"]

    def test_the_rate_of_another_day_may_differ(self, found: Found) -> None:
        other = {**self.rate, "value": 70, "sentence_start": 900}
        (row,) = found("currency_pair", *self.pair, other)
        assert row["severity"] == "info"
        assert row["statement"].endswith("not the rate of that amount")


def test_the_benchmark_has_no_false_alarms(benchmark_figures: Frames) -> None:
    findings = audit(*benchmark_figures).collect()
    assert findings.filter(pl.col("severity") != "info").is_empty()
    assert findings.height >= 20
    assert set(findings["severity"]) <= set(SEVERITIES)


def test_findings_do_not_depend_on_the_order_of_rows(
    benchmark_figures: Frames,
) -> None:
    figures, observations = (
        f.collect().sample(fraction=1, shuffle=True, seed=3).lazy() for f in benchmark_figures
    )
    assert_frame_equal(audit(figures, observations).collect(), audit(*benchmark_figures).collect())


def test_every_finding_names_figures_that_exist(benchmark_figures: Frames) -> None:
    known = set(benchmark_figures[0].collect()["figure"])
    named = audit(*benchmark_figures).collect()["figures"].explode()
    assert set(named) <= known
    assert named.null_count() == 0
