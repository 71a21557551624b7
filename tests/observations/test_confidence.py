"""What rests on the figures that are sure enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from connectivity.documents.document import Document
from connectivity.extraction.figure import FIGURE_SCHEMA
from connectivity.observations import Correction, ingest, reconcile, surer
from connectivity.store import open_store

if TYPE_CHECKING:
    from connectivity.store import Store

TEXT = "In 2021 there were 10 schools, 11 schools, 12 schools, 13 schools and 14 schools in Kenya."
SURFACES = ("10", "11", "12", "13", "14")


def figures(confidences: list[float], value: float | None = None) -> pl.DataFrame:
    """One figure a confidence, each of its own year; of one year where a value is given."""
    rows = []
    for number, (surface, confidence) in enumerate(zip(SURFACES, confidences, strict=False)):
        start = TEXT.index(f"{surface} schools")
        stated = float(surface) if value is None else value
        row = dict.fromkeys(FIGURE_SCHEMA) | {
            "figure": f"a@{start}", "doc": "a", "start": start, "end": start + 2,
            "sentence_start": 0, "sentence_end": len(TEXT), "surface": surface,
            "value": stated, "low": stated, "high": stated, "unit": "school", "bound": "exact",
            "indicator": "schools", "aspect": "connected", "status": "actual", "place": "KE",
            "period": f"{2021 + number}" if value is None else "2021", "confidence": confidence,
        }  # fmt: skip
        rows.append(row)
    return pl.DataFrame(rows, schema=FIGURE_SCHEMA)


def stored(confidences: list[float], corrections: tuple[Correction, ...] = ()) -> Store:
    store = open_store(":memory:", read_only=False)
    ingest(store, [Document(doc="a", text=TEXT)], figures(confidences), corrections=corrections)
    return store


def values(store: Store) -> list[float]:
    return store.observations().collect()["value"].sort().to_list()


def test_observations_rest_on_the_surer_figures_and_the_rest_is_counted() -> None:
    with stored([0.9, 0.5, 0.8, 0.1, 0.79]) as store:
        sure = surer(store, 0.8)
        with sure.store as kept:
            assert values(kept) == [10.0, 12.0]
            assert kept.figures().collect()["value"].to_list() == [10.0, 12.0]
            assert kept.documents().collect().equals(store.documents().collect())
            assert kept.query("SELECT count(*) FROM school_rollout").item() == 2
        assert (sure.left_out, sure.of) == (3, 5)
        assert values(store) == [10.0, 11.0, 12.0, 13.0, 14.0]


def test_nothing_is_left_out_at_none() -> None:
    with stored([0.9, 0.0, 0.3]) as store:
        sure = surer(store, 0.0)
        with sure.store as kept:
            assert kept.observations().collect().equals(store.observations().collect())
        assert sure.left_out == 0


def test_what_analysts_set_or_added_counts_and_what_they_rejected_does_not() -> None:
    told = (
        Correction(doc="a", surface="11", action="set", fields={"value": 111.0}, reason="misread"),
        Correction(doc="a", surface="12", action="reject", reason="no school"),
        Correction(
            doc="a",
            surface="2021",
            action="add",
            fields={"value": 5.0, "unit": "school", "indicator": "schools", "period": "2020", "place": "KE"},
            reason="missed",
        ),
    )
    with stored([0.9, 0.1, 0.9, 0.1], told) as store:
        sure = surer(store, 1.0)
        with sure.store as kept:
            assert values(kept) == [5.0, 111.0]
            flags = dict(kept.observations().collect().select("value", "corrected").iter_rows())
        assert flags == {5.0: True, 111.0: True}


FEW = settings(max_examples=10, deadline=None, phases=[Phase.generate])  # each example makes databases
CONFIDENCES = st.lists(st.floats(0, 1).map(lambda number: round(number, 2)), min_size=1, max_size=5)


@FEW
@given(CONFIDENCES, st.floats(0, 1), st.floats(0, 1))
def test_a_higher_confidence_never_adds_a_figure(confidences: list[float], one: float, two: float) -> None:
    low, high = sorted((one, two))
    with stored(confidences) as store:
        kept = []
        for least in (low, high):
            sure = surer(store, least)
            with sure.store as rest:
                kept.append(set(rest.figures().collect()["figure"]))
                used = rest.observations().collect()["figures"].explode().to_list() if kept[-1] else []
                assert set(used) == kept[-1]
                assert len(kept[-1]) + sure.left_out == sure.of == len(confidences)
        assert kept[1] <= kept[0]


@FEW
@given(CONFIDENCES, st.floats(0, 1))
def test_observations_are_those_of_an_ingest_of_only_these_figures(
    confidences: list[float], least: float
) -> None:
    with stored(confidences) as store:
        sure = surer(store, least)
        with sure.store as rest:
            alone = figures(confidences).filter(pl.col("confidence") >= least)
            expected = reconcile(alone.lazy(), store.documents()).collect()
            assert rest.observations().collect().equals(expected)
