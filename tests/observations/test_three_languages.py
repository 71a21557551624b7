"""One briefing, reported in three languages by three publishers, is one set of observations."""

from __future__ import annotations

import polars as pl
import pytest

from connectivity.documents import Document
from connectivity.extraction import extract
from connectivity.observations import reconcile

REPORTS = {
    "en": (
        "Steppe Herald",
        (
            "Fibre goes to the villages\n\n"
            "As of 1 June 2024, fibre has been laid to 2,606 villages of Kazakhstan. "
            "At the end of May 2024 there were 1,144 5G base stations in the country. "
            "By the end of 2025, 3,010 villages will have fibre. "
            "In May 2024 the average speed of mobile internet was 43.6 Mbps."
        ),
    ),
    "ru": (
        "Степной вестник",
        (
            "Оптика идёт в сёла\n\n"
            "Средняя скорость мобильного интернета в мае 2024 года составила 43,6 Мбит/с. "
            "По состоянию на 1 июня 2024 года в Казахстане оптоволокно проведено в 2 606 сёл. "
            "К концу 2025 года оптика будет в 3 010 сёлах. "
            "На конец мая 2024 года в стране работали 1 144 базовые станции 5G."
        ),
    ),
    "kk": (
        "Дала тынысы",
        (
            "Оптика ауылдарға барады\n\n"
            "Қазақстанда 2024 жылғы мамырдың соңында 1 144 5G базалық станциясы болды. "
            "2024 жылғы 1 маусымдағы жағдай бойынша еліміздің 2 606 ауылына оптикалық талшық тартылды. "
            "2024 жылғы мамырда мобильді интернеттің орташа жылдамдығы 43,6 Мбит/с болды. "
            "2025 жылдың соңына дейін 3 010 ауыл оптикамен қамтылады."
        ),
    ),
}
KEYS = ["indicator", "technology", "aspect", "status", "place", "unit", "period", "value"]
DOCUMENTS = [
    Document(doc=lang, text=text, title=text.split("\n")[0], publisher=publisher, published="2024-06-18")
    for lang, (publisher, text) in REPORTS.items()
]


@pytest.fixture(scope="module")
def figures() -> pl.DataFrame:
    return extract(DOCUMENTS)


def told(figures: pl.DataFrame, doc: str) -> set[tuple[object, ...]]:
    return set(figures.filter(doc=doc).select(KEYS).iter_rows())


def test_each_language_tells_the_same_figures(figures: pl.DataFrame) -> None:
    assert told(figures, "en") == {
        ("settlements", "fibre", "connected", "actual", "KZ", "settlement", "2024-06-01", 2606.0),
        ("base_stations", "5g", "total", "actual", "KZ", "base_station", "2024-05", 1144.0),
        ("settlements", "fibre", "connected", "target", "KZ", "settlement", "2025-12", 3010.0),
        ("speed", "mobile", "total", "actual", "KZ", "Mbit/s", "2024-05", 43.6),
    }
    assert told(figures, "ru") == told(figures, "en")
    assert told(figures, "kk") == told(figures, "en")


def test_the_reports_corroborate_each_other(figures: pl.DataFrame) -> None:
    documents = pl.DataFrame(
        [(d.doc, d.text, d.published, d.publisher, d.url, d.doc) for d in DOCUMENTS],
        schema=dict.fromkeys(("doc", "text", "published", "publisher", "url", "lang"), pl.String),
        orient="row",
    )
    observations = reconcile(figures.lazy(), documents.lazy()).collect()
    assert observations["relation"].to_list() == ["corroborated"] * 4
    assert observations["figures"].list.len().to_list() == [3] * 4
