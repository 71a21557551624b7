"""The page in a real browser: every number link is followed. Skipped where no chromium is installed."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from connectivity.charts import pictures, plan_charts
from connectivity.reports import render_html
from connectivity.wording import speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from connectivity.reports import Report

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = next(
    (path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if path), None
)
SAID = {
    "ru": ("Что сообщают документы", "Казахстан: базовые станции (5G)", "[а-яё]"),
    "kk": ("Құжаттар не дейді", "Қазақстан: базалық станциялар (5G)", "[әғқңөұүі]"),
}
LANGS = {"lines": "en", "seti": "ru", "mektep": "kk"}
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed"),
    pytest.mark.skipif(
        bool(os.environ.get("CONNECTIVITY_NO_BROWSER")), reason="browser tests are switched off"
    ),
]


@pytest.fixture(scope="module")
def path(report: Report, parts: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    frames = {name: frame for name, frame in parts.items() if name not in ("growth", "findings")}
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(render_html(report, pictures(plan_charts(**frames))), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any, path: Path) -> Iterator[Any]:
    page = browser.new_page(viewport={"width": 1100, "height": 800})
    wrong: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    yield page
    page.close()
    assert wrong == []
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []


def test_every_number_link_leads_to_its_marked_number(page: Any, report: Report) -> None:
    surfaces = {figure.figure: figure.surface for figure in report.figures().values()}
    links = page.locator("a.figure")
    hrefs = links.evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(hrefs) >= 20
    for i, href in enumerate(hrefs):
        links.nth(i).click()
        assert page.evaluate("location.hash") == href
        mark = page.locator("mark:target")
        assert mark.count() == 1
        assert mark.inner_text() == surfaces[mark.get_attribute("data-figure")]
        box, height = mark.bounding_box(), page.viewport_size["height"]
        assert box is not None
        assert 0 <= box["y"] < height, "the marked number is in view"
        about = page.locator(f"#about-{href[1:]}")
        assert about.is_visible()
        assert about.bounding_box()["y"] >= box["y"] + box["height"], "what is said about it does not hide it"


def test_every_calculated_number_leads_to_its_formula_and_figures(page: Any, report: Report) -> None:
    links = page.locator("a.formula")
    formulas = {f"formula-{derivation.key}": derivation for derivation in report.derivations}
    seen = set()
    for i in range(links.count()):
        links.nth(i).click()
        target = page.locator("li:target")
        assert target.count() == 1
        assert target.is_visible()
        derivation = formulas[target.get_attribute("id")]
        assert target.locator(".formula").inner_text() == derivation.formula
        assert target.locator("a.figure").count() == len(derivation.figures)
        assert target.locator("a.back").count() == 1
        seen.add(derivation.key)
    assert len(seen) == len(report.derivations)


def test_the_way_back_leads_to_the_table(page: Any) -> None:
    page.locator("#gaps-table a.figure").first.click()
    page.locator(".about:visible .back a").first.click()
    target = page.locator("a:target")
    assert target.count() == 1
    assert target.evaluate("a => !!a.closest('table')")


def test_no_number_in_the_tables_is_outside_a_link(page: Any) -> None:
    loose = page.evaluate(
        """() => [...document.querySelectorAll('tbody td')].flatMap(cell => {
            const copy = cell.cloneNode(true);
            copy.querySelectorAll('a, .time').forEach(part => part.remove());
            return /\\d/.test(copy.textContent) ? [cell.textContent] : [];
        })"""
    )
    assert loose == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_a_small_screen(browser: Any, path: Path, scheme: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("a.figure").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("mark:target").bounding_box()["x"] >= 0
    page.close()


def test_the_keyboard_reaches_numbers_and_shows_where_it_is(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("#gaps-table a.figure").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("mark:target").count() == 1
    page.locator("mark").first.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_number_within_a_number_is_explained_too(page: Any) -> None:
    inner = page.locator("mark mark")
    assert inner.count() == 1
    name = inner.get_attribute("id")
    page.evaluate("name => { location.hash = name }", name)
    assert page.locator(f"#about-{name}").is_visible()


def test_hostile_text_is_shown_and_not_run(page: Any) -> None:
    assert page.locator("script, img").count() == 0
    assert page.locator(".text :is(b, i):not(.about *)").count() == 0
    assert "alert('title')" in page.locator(".text").last.inner_text()


def test_charts_are_in_the_page_with_linked_notes(page: Any) -> None:
    assert page.locator("figure svg").count() >= 3
    for i in range(page.locator("figure").count()):
        figure = page.locator("figure").nth(i)
        assert figure.locator("svg").bounding_box()["height"] > 100
        assert figure.locator("figcaption a.figure").count() >= 1


@pytest.fixture
def spoken_path(
    tmp_path: Path, reports: dict[str, Report], spoken_parts: dict[str, dict[str, Any]]
) -> Callable[[str], Path]:
    """Writes the page of a language."""

    def written(lang: str) -> Path:
        frames = {name: f for name, f in spoken_parts[lang].items() if name not in ("growth", "findings")}
        with speaking(lang):
            planned = plan_charts(**frames)
        path = tmp_path / f"{lang}.html"
        path.write_text(render_html(reports[lang], pictures(planned)), encoding="utf-8")
        return path

    return written


@pytest.mark.parametrize("lang", list(SAID))
def test_a_page_in_another_language(browser: Any, spoken_path: Callable[[str], Path], lang: str) -> None:
    heading, row, script = SAID[lang]
    path = spoken_path(lang)
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.lang") == lang
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, "no word is wider than the screen"
    assert page.title() == heading
    page.set_viewport_size({"width": 1100, "height": 800})
    assert page.locator("h1").inner_text() == heading
    assert page.locator("#targets-table th[scope=row]").first.inner_text() == row
    assert re.search(script, page.locator("nav").inner_text())
    assert page.locator("figure svg").count() >= 2
    assert re.search(script, page.locator("figcaption").first.inner_text())
    links = page.locator("a.figure")
    for i in range(links.count()):
        links.nth(i).click()
        mark = page.locator("mark:target")
        spoken = mark.evaluate("m => m.closest('[lang]').lang")
        assert spoken == LANGS[mark.get_attribute("data-figure").partition("@")[0]]
        about = page.locator(f"#about-{mark.get_attribute('id')}")
        assert about.is_visible()
        assert re.search(script, about.inner_text())
        assert about.evaluate("a => a.closest('[lang]').lang") == lang
    page.close()


def test_it_prints(browser: Any, path: Path) -> None:
    page = browser.new_page()
    page.goto(path.as_uri())
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert page.locator("#gaps-table").is_visible()
    page.close()
