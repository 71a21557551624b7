"""A lexicon of one's own, from its check to the charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

TEXT = (
    "Exchanges\n\nNairobi, 14 March 2024. In 2021 Kenya had 5 internet exchange points. In 2022 Kenya had 7 "
    "internet exchange points. In 2023 Kenya had 12 internet exchange points.\n"
)


@pytest.fixture
def points(root: Path, tmp_path: Path) -> Path:
    path = tmp_path / "points.toml"
    text = (root / "docs" / "examples" / "exchange_points.toml").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_example_of_the_documentation_has_no_faults(run: Callable[..., Run], points: Path) -> None:
    done = run("lexicon", "check", points)
    assert (done.code, done.out) == (0, "")
    assert "can be used" in done.err


def test_each_fault_is_named_with_its_line_and_the_exit_code_is_1(
    run: Callable[..., Run], points: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('[[topic]]\nindicator = "exchange_point"\nwords = ["peers"]\n\n[oops]\n')
    done = run("lexicon", "check", points, wrong)
    assert done.code == 1
    assert f"{points}: it can be used" in done.err
    assert (
        f"{wrong}, line 2: there is no indicator 'exchange_point'; did you mean 'exchange_points'" in done.err
    )
    assert f"{wrong}, line 5: unknown table [oops]" in done.err


def test_a_missing_file_is_wrong_usage(run: Callable[..., Run]) -> None:
    done = run("lexicon", "check", "none.toml")
    assert (done.code, done.err.count("\n")) == (2, 1)


def test_the_list_shows_what_ones_own_file_adds(run: Callable[..., Run], points: Path) -> None:
    rows = run("lexicon", "list", "--own", "--lexicon", points, "--format", "jsonl").lines()
    assert {row["name"] for row in rows} == {"exchange_points", "schools"}
    (school,) = (row for row in rows if row["name"] == "schools")
    assert school["words"] == ["village school", "village schools"]
    assert run("lexicon", "list", "--own", "--format", "jsonl").out == ""


def test_an_indicator_of_ones_own_goes_all_the_way(
    run: Callable[..., Run], points: Path, page: Path, tmp_path: Path
) -> None:
    assert run("ingest", page, "--lexicon", points).code == 0
    rows = run("figures", "--indicator", "exchange_points", "--format", "jsonl").lines()
    assert [row["value"] for row in rows] == [5.0, 7.0, 12.0]
    assert len(run("observations", "--indicator", "exchange points", "--format", "jsonl").lines()) == 3
    growth = run("growth", "--indicator", "exchange_points", "--format", "jsonl").lines()
    assert {(row["value_from"], row["value_to"]) for row in growth} >= {(5.0, 7.0), (7.0, 12.0), (5.0, 12.0)}
    drawn = run("charts", "--indicator", "exchange_points", "--format", "svg")
    assert "exchange-points" in drawn.out
    assert "exchange points" in run("report", "--indicator", "exchange_points").out
    assert run("export", "figures", "--output", "out", "--format", "parquet").code == 0
    exported = pl.read_parquet(tmp_path / "out" / "figures.parquet")
    assert exported["indicator"].to_list() == ["exchange_points"] * 3


def test_a_figure_is_explained_by_the_words_it_was_ingested_with(
    run: Callable[..., Run], points: Path, page: Path
) -> None:
    run("ingest", page, "--lexicon", points)
    points.unlink()
    (figure,) = (row["figure"] for row in run("figures", "--format", "jsonl").lines() if row["value"] == 12)
    shown = run("show", figure)
    assert shown.code == 0
    assert f"lexicon       {points}" in shown.out
    assert "exchange_points" in shown.out.split("attribute")[1]


def test_ingested_again_without_it_the_built_in_words_count(
    run: Callable[..., Run], points: Path, page: Path
) -> None:
    run("ingest", page, "--lexicon", points)
    assert "1 document replaced" in run("ingest", page).err
    rows = run("figures", "--format", "jsonl").lines()
    assert {row["indicator"] for row in rows} == {"other"}
    assert "lexicon  " not in run("show", rows[0]["figure"]).out
    shown = run("show", rows[0]["figure"], "--lexicon", points).out
    assert f"lexicon       {points}" in shown


def test_several_workers_use_it_too(run: Callable[..., Run], points: Path, page: Path, root: Path) -> None:
    briefs = sorted((root / "datasets" / "briefs").glob("kz-2024*.md"))[:3]
    one, two = (
        run("extract", page, *briefs, "--lexicon", points, "--workers", n, "--format", "jsonl")
        for n in (1, 2)
    )
    assert one.out == two.out
    assert "exchange_points" in one.out
