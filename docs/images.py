"""The pictures of README.md, from the embedded briefs: a chart, and the report page in Debian's chromium."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from connectivity.charts import draw, rendered
from connectivity.cli.building import build_example
from connectivity.cli.filters import Filters
from connectivity.cli.frames import charts_of, frames_of
from connectivity.cli.presenting import write_page
from connectivity.store import open_store

__all__ = ["draw_images"]

CHART = "coverage-settlements"
SCREEN = {"width": 1200, "height": 900}


def draw_images(folder: Path) -> None:
    """Write chart.png and report.png."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        database, page = Path(scratch) / "example.duckdb", Path(scratch) / "report.html"
        build_example(database)
        with open_store(database) as store:
            country = frames_of(store, Filters(place="KZ"))
        chart = next(chart for chart in charts_of(country) if chart.name == CHART)
        (folder / "chart.png").write_bytes(rendered(draw(chart), "png"))
        write_page(country, page)
        photograph(page, folder / "report.png")


def photograph(page: Path, picture: Path) -> None:
    """The coverage gaps of a page as a browser shows them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        tab = browser.new_page(viewport=SCREEN)
        tab.goto(page.as_uri())
        tab.get_by_role("heading", name="Coverage gaps").evaluate("heading => heading.scrollIntoView()")
        tab.screenshot(path=picture)
        browser.close()
