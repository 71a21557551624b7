"""`--min-confidence` on the commands that list, analyse and draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from connectivity.cli.frames import charts_of, frames_of
from connectivity.observations import rebuild
from connectivity.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

LISTS = ("figures", "observations", "documents", "gaps", "growth", "targets", "audit", "currency")


@pytest.fixture
def middle(stored: Path) -> float:
    """A confidence that about half of the figures of the database reach."""
    with open_store(stored, read_only=False) as store:
        store.connection.execute("""UPDATE figures SET confidence = ("start" % 10) / 10""")
        rebuild(store, ())
    return 0.5


@pytest.mark.parametrize("command", LISTS)
def test_none_and_zero_leave_nothing_out(run: Callable[..., Run], stored: Path, command: str) -> None:  # noqa: ARG001 - the fixture fills the store
    plain = run(command, "--format", "jsonl")
    none = run(command, "--min-confidence", 0, "--format", "jsonl")
    assert (none.out, none.err) == (plain.out, plain.err)


@pytest.mark.parametrize("command", LISTS)
def test_everything_shown_rests_on_figures_that_are_sure_enough(
    run: Callable[..., Run], middle: float, command: str
) -> None:
    sure = {row["figure"]: row["confidence"] for row in run("figures", "--format", "jsonl").lines()}
    done = run(command, "--min-confidence", middle, "--format", "jsonl")
    assert done.code == 0, done.err
    for row in done.lines():
        ids = [row["figure"]] if "figure" in row else row.get("figures", [])
        assert all(sure[figure] >= middle for figure in (ids if isinstance(ids, list) else []))


def test_how_many_are_left_out_is_said_on_stderr(run: Callable[..., Run], middle: float) -> None:
    rows = run("figures", "--format", "jsonl").lines()
    less = sum(row["confidence"] < middle for row in rows)
    done = run("observations", "--min-confidence", middle, "--format", "jsonl")
    assert f"left out: {less} of {len(rows)} figures, less sure than {middle:g}" in done.err
    used = {figure for row in done.lines() for figure in row["figures"]}
    assert used <= {row["figure"] for row in rows if row["confidence"] >= middle}


def test_a_corrected_figure_counts_however_unsure_it_was(run: Callable[..., Run], middle: float) -> None:
    row = next(row for row in run("figures", "--format", "jsonl").lines() if row["confidence"] < middle)
    assert run("correct", row["figure"], "technology=wifi", "--reason", "seen").code == 0
    for command in ("figures", "observations"):
        rows = run(command, "--min-confidence", 1, "--format", "jsonl").lines()
        assert any(row["figure"] in (r.get("figure"), *r.get("figures", [])) for r in rows)


def test_the_report_says_how_many_are_left_out(run: Callable[..., Run], middle: float) -> None:
    for form in ("terminal", "markdown"):
        assert "left out" not in run("report", "--format", form).out
        shown = run("report", "--format", form, "--min-confidence", middle).out
        assert f"figures left out, less sure than {middle:g}" in shown
    assert f"--min-confidence {middle:g}" in run("report", "--min-confidence", middle).out


def test_charts_tell_the_confidence_in_their_source_line(
    run: Callable[..., Run], middle: float, stored: Path
) -> None:
    with open_store(stored) as store:
        charts = charts_of(frames_of(store, min_confidence=middle), most=1)
        assert charts
        assert all(f"of confidence {middle:g} or more" in chart.source for chart in charts)
        assert all("confidence" not in chart.source for chart in charts_of(frames_of(store), most=1))
    done = run("charts", "--min-confidence", 1, "--most", 1)
    assert (done.code, done.out) == (0, "")
    assert "not enough figures for a chart" in done.err


def test_exports_rest_on_the_surer_figures(run: Callable[..., Run], middle: float, tmp_path: Path) -> None:
    done = run("export", "--min-confidence", middle, "--output", "out", "--format", "parquet")
    assert done.code == 0, done.err
    figures = pl.read_parquet(tmp_path / "out" / "figures.parquet")
    assert figures["confidence"].min() == middle
    for name in ("observations", "village_access"):
        used = pl.read_parquet(tmp_path / "out" / f"{name}.parquet")["figures"].explode().drop_nulls()
        assert set(used) <= set(figures["figure"])


@pytest.mark.parametrize("wrong", ["1.5", "-0.1", "most"])
def test_a_confidence_is_a_number_from_0_to_1(run: Callable[..., Run], stored: Path, wrong: str) -> None:  # noqa: ARG001 - the fixture fills the store
    assert run("gaps", f"--min-confidence={wrong}").code == 2
