from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectivity.documents.document import Document
from connectivity.errors import StoreError
from connectivity.store import Added, Store, distinct, open_store
from connectivity.store.identity import Known, base_id, plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from random import Random

    import polars as pl


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:", read_only=False) as opened:
        yield opened


def contents(store: Store) -> tuple[list[Any], list[Any]]:
    documents = store.documents().drop("ingested_at").collect()
    return documents.rows(), store.figures(corrected=False).collect().rows()


def test_documents_and_figures_come_back_as_they_were(
    store: Store, villages: tuple[list[Document], pl.DataFrame]
) -> None:
    documents, figures = villages
    assert store.add(documents, figures) == Added(new=1, known=0, replaced=0)
    assert store.figures(corrected=False).collect().equals(figures)
    row = store.documents().collect().row(0, named=True)
    assert (row["doc"], row["text"], row["page"]) == ("villages", documents[0].text, "villages")
    assert row["content_hash"] == documents[0].content_hash


def test_the_same_document_again_changes_nothing(
    store: Store, villages: tuple[list[Document], pl.DataFrame]
) -> None:
    times = iter([datetime(2026, 1, 1), datetime(2026, 1, 2)])  # noqa: DTZ001 - stored without zone
    store.clock = lambda: next(times)
    store.add(*villages)
    before = store.documents().collect().rows(), store.figures().collect().rows()
    assert store.add(*villages) == Added(new=0, known=1, replaced=0)
    assert (store.documents().collect().rows(), store.figures().collect().rows()) == before


def test_figures_extracted_otherwise_replace_the_old_ones(
    store: Store,
    villages: tuple[list[Document], pl.DataFrame],
    stated: Callable[..., dict[str, Any]],
    frame: Callable[..., pl.DataFrame],
) -> None:
    documents, figures = villages
    store.add(documents, figures)
    better = frame(stated(documents[0], "2,606", technology="fibre"))
    assert store.add(documents, better) == Added(new=0, known=0, replaced=1)
    assert store.figures().collect().equals(better)


def test_a_date_given_later_is_stored(store: Store, villages: tuple[list[Document], pl.DataFrame]) -> None:
    documents, figures = villages
    store.add(documents, figures)
    dated = [replace(documents[0], published="2024-06-18", published_source="option")]
    assert store.add(dated, figures) == Added(new=0, known=0, replaced=1)
    assert store.documents().collect()["published"].to_list() == ["2024-06-18"]


def test_the_same_text_from_another_path_is_known(
    store: Store, villages: tuple[list[Document], pl.DataFrame]
) -> None:
    documents, figures = villages
    store.add(documents, figures)
    again = [replace(documents[0], source="copy/villages.txt")]
    assert store.add(again, figures) == Added(new=0, known=1, replaced=0)


def test_an_edited_file_takes_the_place_of_its_older_version(
    store: Store,
    villages: tuple[list[Document], pl.DataFrame],
    stated: Callable[..., dict[str, Any]],
    frame: Callable[..., pl.DataFrame],
) -> None:
    store.add(*villages)
    edited = Document(doc="villages", text="A wired line reaches 2,700 villages.", source="./villages.txt")
    figures = frame(stated(edited, "2,700"))
    assert store.add([edited], figures) == Added(new=0, known=0, replaced=1)
    assert store.documents().collect()["text"].to_list() == [edited.text]
    assert store.figures().collect()["figure"].to_list() == ["villages@21"]


def test_an_article_that_left_its_page_is_removed(store: Store, frame: Callable[..., pl.DataFrame]) -> None:
    one, two = (
        Document(doc=f"page#{n}", text=f"Article {word}.", source="page.txt")
        for n, word in ((1, "one"), (2, "two"))
    )
    store.add([one, two], frame())
    assert store.add([one], frame()) == Added(new=0, known=1, replaced=0)
    assert store.documents().collect()["doc"].to_list() == ["page#1"]


def test_texts_of_one_name_are_told_apart_with_their_figures(
    store: Store,
    villages: tuple[list[Document], pl.DataFrame],
    stated: Callable[..., dict[str, Any]],
    frame: Callable[..., pl.DataFrame],
) -> None:
    documents, figures = villages
    other = Document(doc="villages", text="Some 410 villages.", source="kg/villages.txt")
    store.add(documents, figures)
    assert store.add([other], frame(stated(other, "410"))) == Added(new=1, known=0, replaced=0)
    ids = sorted(f"villages~{document.content_hash[:4]}" for document in (*documents, other))
    assert store.documents().collect()["doc"].to_list() == ids
    rows = store.figures(corrected=False).collect()
    assert set(rows["doc"]) == set(ids)
    assert all(row["figure"] == f"{row['doc']}@{row['start']}" for row in rows.iter_rows(named=True))
    # Both are known under the name that they were given, too.
    assert store.add([other], frame(stated(other, "410"))) == Added(new=0, known=1, replaced=0)
    assert store.add(documents, figures) == Added(new=0, known=1, replaced=0)


def test_two_texts_of_one_id_in_one_ingest_are_refused(
    store: Store, villages: tuple[list[Document], pl.DataFrame]
) -> None:
    documents, figures = villages
    other = Document(doc="villages", text="Other words.", source="kg/villages.txt")
    with pytest.raises(StoreError, match="distinct"):
        store.add([*documents, other], figures)
    store.add(distinct([*documents, other]), figures.clear())
    assert store.documents().collect().height == 2


@pytest.mark.parametrize("wrong", [{"doc": "elsewhere"}, {"end": 4000}, {"start": -1}])
def test_a_figure_outside_its_document_is_refused(
    store: Store,
    villages: tuple[list[Document], pl.DataFrame],
    stated: Callable[..., dict[str, Any]],
    frame: Callable[..., pl.DataFrame],
    wrong: dict[str, Any],
) -> None:
    documents, _ = villages
    with pytest.raises(StoreError, match="outside the documents"):
        store.add(documents, frame(stated(documents[0], "2,606", **wrong)))
    assert store.documents().collect().is_empty()


def test_an_error_half_way_leaves_everything_as_it_was(
    store: Store, villages: tuple[list[Document], pl.DataFrame], frame: Callable[..., pl.DataFrame]
) -> None:
    store.add(*villages)
    before = contents(store)
    more = Document(doc="more", text="Ten.", source="more.txt")

    def half() -> None:
        with store.transaction():
            store.add([more], frame())
            assert store.documents().collect().height == 2
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert contents(store) == before
    assert store.add([more], frame()) == Added(new=1, known=0, replaced=0)


def test_a_killed_ingest_leaves_the_file_as_it_was(
    tmp_path: Path, villages: tuple[list[Document], pl.DataFrame]
) -> None:
    path = tmp_path / "facts.duckdb"
    with open_store(path, read_only=False) as store:
        store.add(*villages)
        before = contents(store)
    killed = """
import os, signal, sys
import polars as pl
from connectivity.documents.document import Document
from connectivity.extraction.figure import FIGURE_SCHEMA
from connectivity.store import open_store
store = open_store(sys.argv[1], read_only=False)
with store.transaction():
    store.add([Document(doc="more", text="Ten.", source="more.txt")], pl.DataFrame(schema=FIGURE_SCHEMA))
    store.replace_observations(store.observations())
    assert store.documents().collect().height == 2
    os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", killed, str(path)], check=False)
    assert done.returncode < 0
    for read_only in (True, False):
        with open_store(path, read_only=read_only) as store:
            assert contents(store) == before


TEXTS = st.sampled_from(["one", "two", "three", "four"])
NAMED = st.builds(
    lambda name, text, folder: Document(doc=name, text=text, source=f"{folder}/{name}.txt"),
    st.sampled_from(["a", "b", "a#1"]),
    TEXTS,
    st.sampled_from(["x", "y"]),
)


@given(st.lists(NAMED, max_size=8), st.randoms())
def test_distinct_ids_follow_from_the_set_of_documents(documents: list[Document], random: Random) -> None:
    kept = distinct(documents)
    assert len({document.doc for document in kept}) == len(kept)
    assert {document.text for document in kept} == {document.text for document in documents}
    mixed = list(documents)
    random.shuffle(mixed)
    assert {(d.doc, d.text) for d in distinct(mixed)} == {(d.doc, d.text) for d in kept}
    assert distinct(kept) == kept


@given(st.lists(NAMED, max_size=8, unique_by=lambda d: d.source), st.randoms())
def test_ids_do_not_depend_on_the_order_of_ingests(documents: list[Document], random: Random) -> None:
    def after(order: list[Document]) -> dict[str, str]:
        stored = {}
        for document in order:
            steps = plan([Known(*row) for row in stored.values()], [document])
            sources = {key: row[1] for key, row in stored.items()} | {document.content_hash: document.source}
            stored = {key: (doc, sources[key], key) for key, doc in steps.ids.items()}
        return {key: row[0] for key, row in stored.items()}

    mixed = list(documents)
    random.shuffle(mixed)
    ids = after(documents)
    assert ids == after(mixed)
    assert len(set(ids.values())) == len(ids)
    assert all(base_id(doc, key) in {d.doc for d in documents} for key, doc in ids.items())
