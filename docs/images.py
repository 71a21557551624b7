"""The pictures of README.md, from the embedded briefs: a chart, and the report page in Debian's chromium."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
from playwright.sync_api import sync_playwright

from connectivity.charts import draw, rendered
from connectivity.cli.building import build_example
from connectivity.cli.filters import Filters
from connectivity.cli.frames import charts_of, frames_of
from connectivity.cli.presenting import write_page
from connectivity.store import open_store

__all__ = ["draw_images"]

QUALITY = Path(__file__).parents[1] / "tests" / "quality" / "crossvalidation_en.json"

CHART = "coverage-settlements"
SCREEN = {"width": 1200, "height": 900}


def draw_images(folder: Path) -> None:
    """Write chart.png and report.png."""
    folder.mkdir(parents=True, exist_ok=True)
    draw_reliability(folder / "reliability.png")
    with tempfile.TemporaryDirectory() as scratch:
        database, page = Path(scratch) / "example.duckdb", Path(scratch) / "report.html"
        build_example(database)
        with open_store(database) as store:
            country = frames_of(store, Filters(place="KZ"))
        chart = next(chart for chart in charts_of(country) if chart.name == CHART)
        (folder / "chart.png").write_bytes(rendered(draw(chart), "png"))
        write_page(country, page)
        photograph(page, folder / "report.png")


def draw_reliability(picture: Path) -> None:
    """The reliability diagram: of figures by their confidence, the share that was right."""
    bins = json.loads(QUALITY.read_text(encoding="utf-8"))["confidence"]["bins"]
    figure, axes = plt.subplots(figsize=(5.0, 5.0), dpi=150, layout="constrained")
    axes.plot([0, 1], [0, 1], color="#888888", linewidth=1, linestyle="--", label="as stated")
    axes.plot(
        [b["confidence"] for b in bins],
        [b["right"] for b in bins],
        color="#1f5a99",
        marker="o",
        label="measured",
    )
    for b in bins:
        axes.annotate(
            f"{b['figures']:,}",
            (b["confidence"], b["right"]),
            xytext=(6, -11),
            textcoords="offset points",
            fontsize=8,
            color="#555555",
        )
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="share of figures right in full")
    axes.set_title("Confidence against truth, on unseen documents", loc="left", fontsize=11)
    axes.legend(frameon=False, loc="upper left")
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(picture, metadata={"Software": None})
    plt.close(figure)


def photograph(page: Path, picture: Path) -> None:
    """The coverage gaps of a page as a browser shows them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        tab = browser.new_page(viewport=SCREEN)
        tab.goto(page.as_uri())
        tab.get_by_role("heading", name="Coverage gaps").evaluate("heading => heading.scrollIntoView()")
        tab.screenshot(path=picture)
        browser.close()
