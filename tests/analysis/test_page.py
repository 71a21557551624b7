"""What the analyses must say of the annotated page of news, through reconciliation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from connectivity.analysis import audit, currency, gaps, growth, targets

if TYPE_CHECKING:
    Frames = tuple[pl.LazyFrame, pl.LazyFrame]


def rows(frame: pl.LazyFrame, **wanted: str | None) -> list[dict[str, Any]]:
    conditions = [pl.col(name).eq_missing(pl.lit(value)) for name, value in wanted.items()]
    return list(frame.filter(*conditions).collect().iter_rows(named=True))


def test_villages_with_wired_internet(page: Frames) -> None:
    (wired,) = rows(gaps(page[1]), place="KZ", indicator="settlements", technology="wired")
    counts = ("connected", "total", "gap", "planned", "left_over")
    assert tuple(wired[c] for c in counts) == (2606, 6290, 3684, 3010, 674)
    assert round(wired["share"], 1) == 41.4
    assert wired["total_source"] == "same document"
    assert len(wired["figures"]) == 3


def test_villages_with_mobile_internet(page: Frames) -> None:
    (mobile,) = rows(gaps(page[1]), place="KZ", indicator="settlements", technology="mobile")
    assert (mobile["connected"], mobile["gap"], mobile["gap_stated"]) == (4866, 1424, 1424)
    assert mobile["formula"] == "6,290 - 4,866 = 1,424 without, stated as 1,424 too"


def test_villages_added_in_a_year_are_not_a_coverage(page: Frames) -> None:
    (added,) = rows(page[1], indicator="settlements", aspect="added", period="2023")
    assert (added["value"], added["technology"]) == (1161, "4g")
    assert not any(r["connected"] == 1161 for r in rows(gaps(page[1])))


def test_schools_on_starlink(page: Frames) -> None:
    steps = rows(growth(page[1]), indicator="schools", basis="consecutive")
    assert [(s["period_from"], s["period_to"], s["absolute"]) for s in steps] == [
        ("2023-10", "2024-04", 437),
        ("2024-04", "2024-08", 1284),
    ]
    (goal,) = rows(targets(page[1]), indicator="schools")
    assert (goal["target"], goal["last"], goal["remaining"]) == (2000, 1731, 269)
    assert (goal["achieved_pace"], goal["verdict"]) == (321, "no deadline")
    assert goal["arrival"] == date(2024, 9, 26)


def test_the_share_of_e_commerce(page: Frames) -> None:
    (goal,) = rows(targets(page[1]), indicator="ecommerce_share")
    assert (goal["target"], goal["deadline"], goal["last"], goal["remaining"]) == (18.5, "2029", 14.5, 4)
    assert round(goal["required_pace"] * 12, 1) == 0.8
    assert round(goal["achieved_pace"] * 12, 1) == 1.6
    assert goal["verdict"] == "on track"


@pytest.mark.parametrize("unit", ["KZT", "USD"])
def test_eleven_months_are_not_a_year(page: Frames, unit: str) -> None:
    (step,) = rows(growth(page[1]), indicator="ecommerce_sales", unit=unit)
    assert (step["period_to"], step["comparable"]) == ("2024-01/2024-11", False)
    assert step["note"].startswith("11 months against 12")
    assert any("11 months against 12" in r["statement"] for r in rows(audit(*page), kind="partial_period"))


def test_the_rates_that_two_currencies_imply(page: Frames) -> None:
    formulas = [r["formula"] for r in rows(currency(*page), pair="USD/KZT")]
    assert len(formulas) == 2
    assert "at most 533 KZT for one USD" in formulas[0]
    assert "at least 458 KZT for one USD" in formulas[1]
    assert all("quoted 502.5 (501.3 to 503.8)" in formula for formula in formulas)


def test_the_one_disagreement_of_the_page(page: Frames) -> None:
    (finding,) = (r for r in rows(audit(*page)) if r["severity"] != "info")
    assert (finding["kind"], finding["severity"], finding["stated"]) == ("share_and_whole", "warning", 20)
    assert "1.3 billion / 4.8 billion = 27.1 %, stated as about 20 %" in finding["statement"]


def test_what_agrees_on_the_page(page: Frames) -> None:
    statements = {r["statement"] for r in rows(audit(*page), severity="info")}
    assert "KG, fine: 5 times less is -80 %, stated as -80 %" in statements
    assert any(s.endswith("6,290 - 4,866 = 1,424, 1,424 stated") for s in statements)
