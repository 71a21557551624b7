"""Charts in Russian and Kazakh: their words, their numbers, and that longer words still fit."""

from __future__ import annotations

import re
from typing import Any

import pytest

from connectivity.charts import draw, pictures, plan_charts, rendered
from connectivity.charts.style import collisions, visible_texts
from connectivity.wording import speaking

LATIN = re.compile(r"[A-Za-z]{2,}")
OURS = {
    "Starlink",
    "Steppe",
    "Wire",
    "Mast",
    "Review",
    "Market",
    "Notes",
    "Ministry",
    "of",
    "Digital",
    "Things",
}
OURS |= {"rate", "Republic", "Karakalpakstan"}  # publishers, a document, and a place that no catalogue has
FIGURE = re.compile(r"\[\d+\]|\b(?:sky|old|mast|shop|gap|rate)@\d+|@\d+")


@pytest.fixture(scope="module", params=["ru", "kk"])
def spoken(request: pytest.FixtureRequest, sample: dict[str, Any]) -> dict[str, Any]:
    """The sample's charts in a language, by their names."""
    with speaking(request.param):
        return {chart.name: chart for chart in plan_charts(**sample)}


def words(chart: Any) -> list[str]:
    return [
        text.get_text().replace("\u00a0", " ").replace("\u202f", " ")
        for text, _ in visible_texts(draw(chart))
    ]


def test_names_of_files_are_the_same_in_every_language(
    spoken: dict[str, Any], charts: dict[str, Any]
) -> None:
    assert list(spoken) == list(charts)
    for name, chart in spoken.items():
        assert chart.figures == charts[name].figures
        assert chart.title != charts[name].title


def test_no_text_overlaps_or_is_cut(spoken: dict[str, Any]) -> None:
    for chart in spoken.values():
        assert collisions(draw(chart)) == [], chart.name


def test_no_english_is_left(spoken: dict[str, Any]) -> None:
    for chart in spoken.values():
        for text in words(chart):
            assert set(LATIN.findall(FIGURE.sub("", text))) <= OURS, text


def test_titles_are_short(spoken: dict[str, Any]) -> None:
    for chart in spoken.values():
        assert sum(word != "—" for word in chart.title.split(" ")) <= 10, chart.title


@pytest.mark.parametrize(
    ("name", "russian", "kazakh"),
    [
        (
            "coverage-settlements",
            {
                "Киргизия: и по планам без интернета (4G) — 740 сёл",
                "подключено 2 606 (41,4 %)",
                "в планах 3 010",
                "останется 674",
                "Казахстан · проводная связь",
                "18 июн. 2024 г. · 6 290 сёл [1]",
            },
            {
                "Қырғызстан: жоспар бойынша да 4G интернетсіз — 740 ауыл",
                "2 606 қосылған (41,4%)",
                "674 қалады",
                "Қазақстан · сымды",
                "2024 ж. 18 мау. · 6 290 ауыл [1]",
            },
        ),
        (
            "rollout-kz-schools-starlink-connected-school",
            {
                "Казахстан: осталось 269 школ (Starlink), срок: дек. 2025 г.",
                "1 731 · авг. 2024 г. [3]",
                "было 520 [4]",
                "нужно: 16,8 в месяц",
                "цель 2 000 · срок: дек. 2025 г. [5]",
            },
            {
                "Қазақстан: 269 мектеп (Starlink) қалды, мерзімі: 2025 ж. жел.",
                "520 болған [4]",
                "қажет: айына 16,8",
                "мақсат 2 000 · мерзімі: 2025 ж. жел. [5]",
            },
        ),
        (
            "currency-kz-ecommerce-sales-total-usd-kzt",
            {
                "3,2 трлн тенге · янв. – нояб. 2024 г. (неполный период) [2]",
                "4,8 млрд долл. США · 2023 [3]",
                "названный 502,5 [6]",
            },
            {"4,8 млрд АҚШ доллары · 2023 [3]", "аталған 502,5 [6]"},
        ),
        (
            "share-kz-ecommerce-share-total-retail-sales",
            {"цель 18,5 % · срок: 2029 [4]", "нужно: 0,0656 п. п. в месяц"},
            {"мақсат 18,5% · мерзімі: 2029 [4]", "қажет: айына 0,0656 п. т."},
        ),
        (
            "growth-kz-base-stations-total-base-station",
            {"база = 100", "нет данных 24 месяца"},
            {"база = 100", "24 ай бойы дерек жоқ"},
        ),
    ],
)
def test_what_a_chart_says(sample: dict[str, Any], name: str, russian: set[str], kazakh: set[str]) -> None:
    for lang, expected in (("ru", russian), ("kk", kazakh)):
        with speaking(lang):
            chart = next(chart for chart in plan_charts(**sample) if chart.name == name)
        said = words(chart)
        joined = [*said, " ".join(said)]  # a long title stands in two lines
        assert {text for text in expected if not any(text in found for found in joined)} == set()


def test_a_chart_keeps_its_language_when_it_is_drawn_later(spoken: dict[str, Any]) -> None:
    chart = spoken["rollout-kz-schools-starlink-connected-school"]
    ticks = [tick.get_text() for tick in draw(chart).axes[0].get_xticklabels()]
    assert ticks
    assert not any(LATIN.search(tick) for tick in ticks)
    with speaking("en"):
        assert rendered(draw(chart), "png") == rendered(draw(chart), "png")
    (picture,) = pictures((chart,))
    assert picture.title == chart.title
    assert re.search("Источник|Дереккөз", picture.source)
