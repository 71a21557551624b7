from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.store import DOMAIN_TABLES, Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator


def observed(**given: Any) -> dict[str, Any]:
    """One observation; its figure has the id of the observation."""
    period = given.get("period", "2024-06")
    first = None if period is None else pl.Series([f"{period}-01"]).str.to_date().item()
    value = given.get("value", 100.0)
    known = {
        "indicator": "settlements",
        "technology": None,
        "aspect": "connected",
        "status": "actual",
        "place": "KZ",
        "group": None,
        "unit": "settlement",
        "of": None,
        "period": period,
        "period_start": first,
        "period_end": first,
        "base_period": None,
        "value": value,
        "low": value,
        "high": value,
        "relation": "single",
        "as_of": None,
        "publishers": [],
        "documents": ["a"],
        "superseded": [],
        "corrected": False,
    } | given
    keys = ("indicator", "technology", "aspect", "status", "place", "group", "unit", "of")
    series = "/".join(str(known[key]) for key in keys)
    observation = f"{series}@{period}"
    return {"series": series, "observation": observation, "figures": [observation]} | known


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_store(":memory:", read_only=False) as opened:
        yield opened


def fill(store: Store, *rows: dict[str, Any]) -> None:
    schema = store.observations().collect_schema()
    store.replace_observations(pl.DataFrame(list(rows), schema=schema))


def test_the_total_is_of_the_same_document_else_the_nearest_earlier_one(store: Store) -> None:
    fill(
        store,
        observed(technology="wired", value=50.0, documents=["a"]),
        observed(technology="wired", value=60.0, period="2025-06", documents=["b"]),
        observed(technology="wired", value=20.0, period="2020-06", documents=["c"]),
        observed(aspect="total", value=200.0, period="2024-12", documents=["a"]),
        observed(aspect="total", value=240.0, period="2025-01", documents=["d"]),
        observed(aspect="total", value=250.0, period="2026-01", documents=["e"]),
    )
    rows = store.query(
        "SELECT period, total, total_period, total_source, unconnected, share FROM village_access"
    )
    assert rows.rows() == [
        ("2020-06", None, None, "none", None, None),
        ("2024-06", 200, "2024-12", "same document", 150, 25),
        ("2025-06", 240, "2025-01", "nearest earlier", 180, 25),
    ]


def test_plans_belong_to_families_of_technologies(store: Store) -> None:
    fill(
        store,
        observed(technology="wired", value=50.0),
        observed(technology="4g", value=70.0),
        observed(technology="fibre", status="target", value=30.0, period="2025-12"),
        observed(technology="fibre", status="target", value=10.0, period="2023-12"),
    )
    rows = store.query(
        "SELECT technology, status, connected, planned, planned_period FROM village_access"
    ).rows()
    assert ("wired", "actual", 50, 30, "2025-12") in rows
    assert ("4g", "actual", 70, None, None) in rows
    assert ("fibre", "target", 30, None, None) in rows


def test_a_stated_remainder_and_share_go_before_derived_ones(store: Store) -> None:
    fill(
        store,
        observed(indicator="schools", unit="school", technology="starlink", value=40.0),
        observed(indicator="schools", unit="school", aspect="total", value=100.0),
        observed(indicator="schools", unit="school", technology="starlink", aspect="unconnected", value=59.0),
        observed(indicator="schools", unit="%", technology="starlink", of="schools", value=41.0),
    )
    rows = store.query(
        "SELECT unconnected, unconnected_source, share, share_source, len(figures) FROM school_rollout"
    )
    assert rows.rows() == [(59, "stated", 41, "stated", 4)]


@settings(max_examples=25, deadline=None)
@given(
    connected=st.tuples(st.integers(0, 500), st.integers(0, 500)).map(sorted),
    total=st.tuples(st.integers(1, 500), st.integers(1, 500)).map(sorted),
    open_end=st.booleans(),
)
def test_derived_intervals_hold_every_possible_value(
    store: Store, connected: list[int], total: list[int], *, open_end: bool
) -> None:
    (few, many), (small, large) = connected, total
    fill(
        store,
        observed(technology="wired", value=few, low=few, high=None if open_end else many),
        observed(aspect="total", value=small, low=small, high=large),
    )
    row = store.query("FROM village_access").row(0, named=True)
    for reached in (few, many):
        for whole in (small, large):
            if reached <= whole:
                assert row["unconnected_low"] <= whole - reached <= row["unconnected_high"]
                high = row["share_high"]
                assert row["share_low"] - 1e-9 <= 100 * reached / whole
                assert high is None or 100 * reached / whole <= high + 1e-9


def test_speeds_are_in_one_unit(store: Store) -> None:
    speed = {"indicator": "speed", "aspect": "total"}
    fill(
        store,
        observed(**speed, unit="Mbit/s", value=43.6),
        observed(**speed, unit="Gbit/s", value=2.0, technology="5g"),
        observed(**(speed | {"indicator": "upload_speed"}), unit="Mbit/s", value=12.0),
        observed(**speed, unit="ms", value=30.0),
    )
    rows = store.query("SELECT technology, direction, speed_mbit_s, speed_mbit_s_high FROM speeds").rows()
    assert sorted(rows, key=str) == [
        ("5g", "download", 2000, 2000),
        (None, "download", 43.6, 43.6),
        (None, "upload", 12, 12),
    ]


def test_rates_name_base_and_quote(store: Store) -> None:
    rate = {"indicator": "exchange_rate", "aspect": "total", "place": None}
    fill(
        store,
        observed(**rate, unit="USD", group="KZT/USD", value=0.00199, period=None),
        observed(**rate, unit="USD", group="official rate", value=1.0),
        observed(**(rate | {"aspect": "change"}), unit="%", group="KZT/USD", value=0.0),
    )
    assert store.query("SELECT base, quote, rate, period FROM exchange_rates").rows() == [
        ("KZT", "USD", 0.00199, None)
    ]


def test_volumes_shares_and_changes_are_told_apart(store: Store) -> None:
    sales = {"indicator": "ecommerce_sales", "aspect": "total"}
    share = {"indicator": "ecommerce_share", "unit": "%", "of": "retail_sales"}
    fill(
        store,
        observed(**sales, unit="KZT", value=2.2e12),
        observed(**sales, unit="%", of="ecommerce_sales", group="foreign", value=20.0),
        observed(**share, aspect="total", value=13.0),
        observed(**share, aspect="change", base_period="2022", value=0.5),
        observed(**(sales | {"indicator": "orders"}), unit="order", value=5.0),
    )
    rows = store.query("SELECT measure, currency, quantity FROM ecommerce").rows()
    assert sorted(rows, key=str) == [
        ("change", None, 0.5),
        ("orders", None, 5),
        ("share of retail", None, 13),
        ("share", None, 20),
        ("volume", "KZT", 2.2e12),
    ]


def test_every_row_of_every_domain_table_rests_on_figures(store: Store) -> None:
    kinds = {
        "base_stations": "base_station",
        "fibre": "km",
        "satellites": "satellite",
        "users": "person",
        "investment": "USD",
        "speed": "Mbit/s",
        "ecommerce_sales": "KZT",
        "settlements": "settlement",
        "schools": "school",
    }
    rows = [
        observed(
            indicator=name, unit=unit, aspect="total" if name not in ("settlements", "schools") else "added"
        )
        for name, unit in kinds.items()
    ]
    rate = observed(indicator="exchange_rate", unit="USD", group="KZT/USD", aspect="total")
    fill(store, *rows, rate)
    known = {figure for row in (*rows, rate) for figure in row["figures"]}
    seen = set()
    for table in DOMAIN_TABLES:
        figures = store.query(f"SELECT figures FROM {table}")["figures"].to_list()  # noqa: S608 - names of our own tables
        assert len(figures) == 1, table
        assert figures[0]
        seen |= set(figures[0])
    assert seen == known
