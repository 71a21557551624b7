from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from connectivity.documents.document import Document
from connectivity.errors import CorrectionError, StoreError
from connectivity.extraction.figure import FIGURE_SCHEMA
from connectivity.observations import (
    CORRECTIONS_FILE,
    OBSERVATION_SCHEMA,
    Correction,
    add_correction,
    find_corrections,
    ingest,
    rebuild,
)
from connectivity.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

Setting = tuple["Store", Path, Document, pl.DataFrame]


def report(
    name: str, villages: int, *, publisher: str, published: str | None, folder: str = "."
) -> tuple[Document, pl.DataFrame]:
    text = f"{publisher} counts {villages:,} villages with a wired line, in the words of {name}."
    document = Document(
        doc=name,
        text=text,
        publisher=publisher,
        published=published,
        source=f"{folder}/{name}.txt",
    )
    surface = f"{villages:,}"
    start = text.index(surface)
    row = {
        "figure": f"{name}@{start}",
        "doc": name,
        "start": start,
        "end": start + len(surface),
        "sentence_start": 0,
        "sentence_end": len(text),
        "surface": surface,
        "value": float(villages),
        "low": float(villages),
        "high": float(villages),
        "unit": "settlement",
        "bound": "exact",
        "indicator": "settlements",
        "technology": "wired",
        "aspect": "connected",
        "status": "actual",
        "place": "KZ",
        "period": "2024-06",
        "confidence": 0.9,
    }
    return document, pl.DataFrame([row], schema=FIGURE_SCHEMA)


REPORTS = [
    report("a", 2606, publisher="Ministry", published="2024-06-18"),
    report("b", 2606, publisher="Regulator", published="2024-07-01"),
    report("c", 2500, publisher="Agency", published="2024-01-02"),
    report("b", 2700, publisher="Operator", published="2025-07-01", folder="other"),
]


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:", read_only=False) as opened:
        yield opened


def tables(store: Store) -> list[pl.DataFrame]:
    names = ("observations", "village_access", "figures", "current_figures")
    return [store.query(f"FROM {name} ORDER BY ALL") for name in names]


def test_an_ingest_fills_everything_and_says_what_it_did(store: Store) -> None:
    document, figures = REPORTS[0]
    done = ingest(store, [document], figures)
    assert (done.new, done.known, done.replaced, done.figures, done.observations) == (1, 0, 0, 1, 1)
    assert store.observations().collect().schema == OBSERVATION_SCHEMA
    assert store.query("SELECT technology, connected FROM village_access").rows() == [("wired", 2606)]


def test_the_same_again_changes_nothing(store: Store) -> None:
    for document, figures in REPORTS:
        ingest(store, [document], figures)
    before = tables(store)
    for document, figures in REPORTS:
        assert ingest(store, [document], figures).known == 1
    assert all(now.equals(then) for now, then in zip(tables(store), before, strict=True))


def test_the_order_of_ingests_does_not_matter() -> None:
    results = []
    for order in list(permutations(REPORTS))[::5]:
        with open_store(":memory:", read_only=False) as store:
            for document, figures in order:
                ingest(store, [document], figures)
            results.append(tables(store))
    row = results[0][0].row(0, named=True)
    assert (row["relation"], row["value"]) == ("revised", 2700)
    for other in results[1:]:
        assert all(one.equals(two) for one, two in zip(results[0], other, strict=True))


def test_an_edited_document_takes_its_old_figures_with_it(store: Store) -> None:
    ingest(store, [REPORTS[0][0]], REPORTS[0][1])
    document, figures = report("a", 2650, publisher="Ministry", published="2024-06-18")
    assert ingest(store, [document], figures).replaced == 1
    assert store.observations().collect()["value"].to_list() == [2650]


def test_an_error_while_reconciling_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "facts.duckdb"
    with open_store(path, read_only=False) as store:
        ingest(store, [REPORTS[0][0]], REPORTS[0][1])
        before = tables(store)
        (tmp_path / CORRECTIONS_FILE).write_text("[[correction]]\n", encoding="utf-8")
        with pytest.raises(CorrectionError, match="entry 1"):
            ingest(store, [REPORTS[1][0]], REPORTS[1][1])
        assert all(now.equals(then) for now, then in zip(tables(store), before, strict=True))
        assert store.documents().collect().height == 1


def test_a_store_open_for_reading_takes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "facts.duckdb"
    open_store(path, read_only=False).close()
    with open_store(path) as store, pytest.raises(StoreError, match="reading only"):
        ingest(store, [REPORTS[0][0]], REPORTS[0][1])


@pytest.fixture
def corrected(tmp_path: Path) -> Iterator[Setting]:
    """A store on disk, a document in a folder of its own, and a correction beside each."""
    folder = tmp_path / "reports"
    folder.mkdir()
    document, figures = report("a", 2606, publisher="Ministry", published="2024-06-18", folder=str(folder))
    add_correction(
        folder / CORRECTIONS_FILE,
        Correction(
            doc="a",
            surface="2,606",
            action="set",
            fields={"technology": "fibre"},
            expect={"value": 2606},
            reason="an optical line",
        ),
    )
    add_correction(
        tmp_path / CORRECTIONS_FILE, Correction(doc="b", surface="7", action="reject", reason="a page number")
    )
    with open_store(tmp_path / "facts.duckdb", read_only=False) as store:
        yield store, folder, document, figures


def test_corrections_beside_database_and_documents_are_found_and_applied(
    corrected: Setting, tmp_path: Path
) -> None:
    store, folder, document, figures = corrected
    done = ingest(store, [document], figures)
    assert find_corrections(store) == (tmp_path / CORRECTIONS_FILE, folder / CORRECTIONS_FILE)
    assert [stale.correction.doc for stale in done.stale] == ["b"]
    row = store.observations().collect().row(0, named=True)
    assert (row["technology"], row["corrected"]) == ("fibre", True)
    assert store.figures().collect()["technology"].to_list() == ["fibre"]
    assert store.figures(corrected=False).collect()["technology"].to_list() == ["wired"]
    rows = store.query('SELECT doc, "action", fields, figure, stale FROM corrections ORDER BY doc').rows()
    assert rows == [
        ("a", "set", '{"technology": "fibre"}', figures["figure"][0], None),
        ("b", "reject", "{}", None, "no document with that id is stored"),
    ]


def test_corrections_outlive_extraction_until_their_guard_fails(corrected: Setting) -> None:
    store, _, document, figures = corrected
    ingest(store, [document], figures)
    better = figures.with_columns(pl.lit(0.99).alias("confidence"))
    assert ingest(store, [document], better).replaced == 1
    assert store.observations().collect()["technology"].to_list() == ["fibre"]
    otherwise = figures.with_columns(pl.lit(2605.0).alias("value"))
    done = ingest(store, [document], otherwise)
    assert "expects value 2606" in str(done.stale[-1]) + str(done.stale[0])
    assert store.observations().collect()["technology"].to_list() == ["wired"]


def test_a_correction_taken_back_is_undone(corrected: Setting) -> None:
    store, folder, document, figures = corrected
    ingest(store, [document], figures)
    (folder / CORRECTIONS_FILE).write_text("", encoding="utf-8")
    assert rebuild(store).observations == 1
    assert store.figures().collect().equals(figures)


def test_a_corrections_file_that_vanished_is_told_once(corrected: Setting) -> None:
    store, folder, document, figures = corrected
    ingest(store, [document], figures)
    (folder / CORRECTIONS_FILE).unlink()
    assert [stale.why for stale in rebuild(store).stale if stale.correction.doc == "a"] == [
        "its file is not there any more"
    ]
    assert [stale.correction.doc for stale in rebuild(store).stale] == ["b"]


def test_another_working_folder_loses_no_corrections(
    corrected: Setting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, folder, document, figures = corrected
    monkeypatch.chdir(folder)
    ingest(store, [replace(document, source="a.txt")], figures)
    monkeypatch.chdir(tmp_path)
    rebuild(store)
    assert store.observations().collect()["technology"].to_list() == ["fibre"]


def test_rejected_and_added_figures_are_kept_apart_from_the_extracted(store: Store) -> None:
    document, figures = REPORTS[0]
    corrections = [
        Correction(doc="a", surface="2,606", action="reject", reason="a typing error"),
        Correction(
            doc="a",
            surface="a",
            start=document.text.index(" a ") + 1,
            action="add",
            fields={"value": 1.0, "unit": "line", "indicator": "other"},
            reason="one line",
        ),
    ]
    ingest(store, [document], figures, corrections=corrections)
    rows = store.query('SELECT surface, "action" FROM corrected_figures ORDER BY surface').rows()
    assert rows == [("2,606", "reject"), ("a", "add")]
    assert store.figures().collect()["surface"].to_list() == ["a"]
    assert store.figures(corrected=False).collect().equals(figures)


def test_a_corrections_file_may_be_named(store: Store, tmp_path: Path) -> None:
    document, figures = REPORTS[0]
    path = tmp_path / "mine.toml"
    add_correction(path, Correction(doc="a", surface="2,606", action="reject", reason="a test"))
    assert ingest(store, [document], figures, corrections=path).observations == 0
    assert ingest(store, [document], figures, corrections=str(path)).observations == 0
    assert ingest(store, [document], figures, corrections=()).observations == 1


def test_the_annotated_page_fills_the_domain_tables(
    store: Store, page: tuple[Document, pl.DataFrame]
) -> None:
    document, figures = page
    ingest(store, [document], figures)

    def rows(sql: str) -> list[Any]:
        return store.query(sql).rows()

    access = """SELECT connected, total, unconnected, planned, round(share, 1) FROM village_access
        WHERE period = '2024-06-18' AND technology = """
    assert rows(access + "'wired'") == [(2606, 6290, 3684, 3010, 41.4)]
    assert rows(access + "'mobile'") == [(4866, 6290, 1424, None, 77.4)]
    stated = "SELECT unconnected, unconnected_source FROM village_access WHERE technology IS NULL"
    assert rows(stated) == [(1424, "stated")]
    assert rows("SELECT added FROM village_access WHERE technology = '4g' AND period = '2023'") == [(1161,)]
    assert rows("SELECT period, status, connected FROM school_rollout WHERE technology = 'starlink'") == [
        ("2023-10", "actual", 10),
        ("2024-04", "actual", 447),
        ("2024-08", "actual", 1731),
        (None, "target", 2000),
    ]
    assert rows("SELECT technology, base_stations FROM base_stations") == [("5g", 1144)]
    assert rows(
        """SELECT period, currency, quantity FROM ecommerce WHERE measure = 'volume' AND "group" IS NULL"""
    ) == [
        ("2023", "KZT", 2.2e12),
        ("2023", "USD", 4.8e9),
        ("2024-01/2024-11", "KZT", 3.2e12),
        ("2024-01/2024-11", "USD", 6e9),
    ]
    assert rows("SELECT period, status, quantity FROM ecommerce WHERE measure = 'share of retail'") == [
        ("2023", "actual", 13),
        ("2024-01/2024-11", "actual", 14.5),
        ("2029", "target", 18.5),
    ]
    assert rows("SELECT base, quote, rate FROM exchange_rates") == [
        ("KGS", "USD", 0.01157),
        ("KZT", "USD", 0.00199),
        ("TJS", "USD", 0.0917),
        ("TMT", "USD", 0.28573),
        ("UZS", "USD", 0.00008),
    ]
    known = set(figures["figure"])
    for table in ("village_access", "school_rollout", "ecommerce", "exchange_rates"):
        for (ids,) in rows(f"SELECT figures FROM {table}"):  # noqa: S608 - names of our own tables
            assert ids
            assert set(ids) <= known
