"""Figures and observations for the tests: made by hand, or from annotated documents."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from connectivity.extraction.figure import FIGURE_SCHEMA
from connectivity.extraction.periods import period_days
from connectivity.observations import reconcile
from connectivity.observations.schema import OBSERVATION_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).parents[2]
PAGE = ROOT.parent / "shared" / "input" / "000_6e06efcd8ff3adc3.figures.jsonl"
BENCHMARK = ROOT / "datasets" / "annotated" / "dev_en.jsonl"
SERIES = ["indicator", "technology", "aspect", "status", "place", "group", "unit", "of"]
DEFAULTS: dict[str, Any] = {
    "doc": "a",
    "start": 0,
    "surface": "",
    "bound": "exact",
    "aspect": "total",
    "status": "actual",
    "place": "KZ",
    "unit": "settlement",
    "indicator": "settlements",
    "confidence": 1.0,
}


def rounding(figure: dict[str, Any]) -> tuple[float | None, float | None]:
    """The interval that the surface and the bound of an annotated figure allow."""
    value, surface, bound = figure["value"], figure["surface"], figure["bound"]
    number = re.search(r"\d[\d,  ]*(\.\d+)?", surface)
    whole = number and not number[1] and re.fullmatch(r"[^a-z%]*(KGS|square meters|km)?", surface)
    if whole and figure["unit"] not in ("%", "x"):
        half = 0.0
    elif number:
        mantissa = float(re.sub(r"[,\s]", "", number[0]))
        scale = abs(value / mantissa) if mantissa else 1.0
        half = 0.5 * scale * 10.0 ** -(len(number[1]) - 1 if number[1] else 0)
    else:
        half = 0.0 if figure["unit"] != "x" else 0.5
    if bound == "about":
        half = max(half, abs(value) * 0.05)
    low, high = value - half, (figure.get("value_upper") or value) + half
    if bound in ("over", "at_least"):
        return value, None
    return (None, value) if bound in ("under", "up_to") else (low, high)


def frame_of(rows: Iterable[dict[str, Any]]) -> pl.DataFrame:
    """A figures frame; missing fields get defaults, the interval defaults to the exact value."""
    full = []
    for n, row in enumerate(rows):
        figure: dict[str, Any] = {**dict.fromkeys(FIGURE_SCHEMA), **DEFAULTS, "start": 10 * n, **row}
        figure["figure"] = f"{figure['doc']}@{figure['start']}"
        figure.setdefault("end", figure["start"] + 5)
        for key, value in (("end", figure["start"] + 5), ("sentence_start", 0), ("sentence_end", 10_000)):
            figure[key] = figure[key] if figure[key] is not None else value
        if "low" not in row and "high" not in row:
            figure["low"] = figure["high"] = figure["value"]
        full.append(figure)
    return pl.DataFrame(full, schema=FIGURE_SCHEMA)


def observed(figures: pl.DataFrame, published: dict[str, str] | None = None) -> pl.DataFrame:
    """Observations as reconciliation makes them, without echoes and corrections: the newest document wins."""
    dated = period_days(
        figures.lazy().with_columns(
            pl.col("doc").replace_strict(published or {}, default=None, return_dtype=pl.String).alias("as_of")
        )
    )
    point = [*SERIES, "period", "base_period"]
    grouped = (
        dated.sort("as_of", "doc", "start", descending=[True, False, False], nulls_last=True)
        .group_by(point, maintain_order=True)
        .agg(
            pl.col("period_start", "period_end", "value", "low", "high", "as_of").first(),
            pl.col("doc").unique(maintain_order=True).alias("documents"),
            pl.col("figure").filter(pl.col("value") == pl.col("value").first()).alias("figures"),
            pl.struct("value", "low", "high", "as_of", pl.concat_list("figure").alias("figures"))
            .filter(pl.col("value") != pl.col("value").first())
            .alias("superseded"),
        )
        .with_columns(
            pl.when(pl.col("superseded").list.len() > 0)
            .then(pl.lit("contradicted"))
            .when(pl.col("documents").list.len() > 1)
            .then(pl.lit("corroborated"))
            .otherwise(pl.lit("single"))
            .alias("relation"),
            pl.lit(["a publisher"]).alias("publishers"),
            pl.lit(value=False).alias("corrected"),
            pl.concat_str([pl.col(c).fill_null("-") for c in point], separator="|").alias("observation"),
            pl.concat_str([pl.col(c).fill_null("-") for c in SERIES], separator="|").alias("series"),
        )
    )
    return grouped.select(pl.col(c).cast(t) for c, t in OBSERVATION_SCHEMA.items()).collect()


def annotated(path: Path) -> tuple[pl.DataFrame, dict[str, str]]:
    """The figures of an annotated file and the published date of each document; "?" counts as not known."""
    rows, published = [], {}
    for line in path.read_text("utf-8").splitlines():
        document = json.loads(line)
        text = document["text"]
        if document["published"]:
            published[document["doc"]] = document["published"]
        place = 0
        for figure in document["figures"]:
            given = {k: None if v == "?" else v for k, v in figure.items() if k in FIGURE_SCHEMA}
            given["bound"] = given["bound"] or "exact"
            if "start" not in given:
                place = given["start"] = text.find(figure["surface"], place)
            start = given["start"]
            given["sentence_start"] = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start)) + 1
            ends = [e for e in (text.find(". ", start + 1), text.find("\n", start)) if e >= 0]
            given["end"], given["sentence_end"] = start + len(figure["surface"]), min(ends, default=len(text))
            given["doc"] = document["doc"]
            given["low"], given["high"] = rounding(given)
            rows.append(given)
    return frame_of(rows), published


@pytest.fixture(scope="session")
def figures() -> Callable[..., pl.DataFrame]:
    """`figures({...}, {...})` makes a frame of figures with defaults."""
    return lambda *rows: frame_of(rows)


@pytest.fixture(scope="session")
def observe() -> Callable[..., pl.LazyFrame]:
    """`observe({...}, {...}, published={doc: date})` makes observations straight from figures."""
    return lambda *rows, published=None: observed(frame_of(rows), published).lazy()


@pytest.fixture(scope="session")
def observe_figures() -> Callable[..., pl.DataFrame]:
    """`observe_figures(frame, {doc: date})` makes the observations of a frame of figures."""
    return observed


def reconciled(path: Path) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """Figures and observations of an annotated file, by the reconciliation that the store uses."""
    figures = annotated(path)[0].lazy()
    columns = dict.fromkeys(("doc", "text", "published", "publisher", "url"), pl.String)
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    documents = pl.DataFrame([{c: line.get(c) for c in columns} for line in lines], schema=columns)
    return figures, reconcile(figures, documents.lazy()).collect().lazy()


@pytest.fixture(scope="session")
def page() -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """Figures and observations of the annotated page of news."""
    if not PAGE.exists():
        pytest.skip("the annotated page is not here")
    return reconciled(PAGE)


@pytest.fixture(scope="session")
def benchmark_figures() -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """Figures and observations of the annotated benchmark."""
    return reconciled(BENCHMARK)
