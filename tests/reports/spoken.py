"""A small report in any language: made-up documents in three languages, analysed as the program does."""

from __future__ import annotations

from typing import Any

from connectivity import analysis
from connectivity.wording import speaking

ENGLISH = (
    "Lines reach villages\n\n"
    "Optical lines reach 2,600 of the 6,200 villages; 3,500 have none, and plans add 3,000.\n"
    "Shops sold goods online for 2.2 trillion KZT ($4.8 billion) in 2023, at 470 tenge for a dollar."
)
RUSSIAN = (
    "Сети в сёлах\n\n"
    "Базовых станций 5G стало 1 144, а в 2022 году было 380. К концу 2027 года обещают не менее 7 000.\n"
    "В Костанайской области связь появилась в 21 селе."
)
KAZAKH = (
    "Мектептегі интернет\n\n"
    "Starlink 447 мектепте бар, былтыр 10 болған. 2025 жылға дейін 911 мектеп қосылады."
)


def load(frames: Any, lang: str) -> dict[str, Any]:
    """The arguments of `build_report`, the words of the analyses in a language."""
    docs = (
        ("lines", "Lines reach villages", "Aral Courier", "en", ENGLISH),
        ("seti", "Сети в сёлах", "Степной вестник", "ru", RUSSIAN),
        ("mektep", "Мектептегі интернет", "Дала үні", None, KAZAKH),
    )
    names = ("doc", "title", "publisher", "lang", "text")
    rows = [{"published": "2024-06-18", **dict(zip(names, doc, strict=True))} for doc in docs]
    figures = _figures({row["doc"]: row for row in rows})
    observations = frames.observations([_observation(row) for row in figures] + _sales(figures))
    table = frames.figures(*figures)
    with speaking(lang):
        return {
            "documents": frames.documents(*rows),
            "figures": table,
            "observations": observations,
            "gaps": analysis.gaps(observations).collect().lazy(),
            "growth": analysis.growth(observations).collect().lazy(),
            "targets": analysis.targets(observations).collect().lazy(),
            "currency": analysis.currency(table, observations).collect().lazy(),
            "findings": analysis.audit(table, observations).collect().lazy(),
        }


def _figures(docs: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    villages = {"unit": "settlement", "indicator": "settlements"}
    wired = {**villages, "technology": "wired"}
    masts = {"unit": "base_station", "indicator": "base_stations", "technology": "5g"}
    schools = {"unit": "school", "indicator": "schools", "technology": "starlink", "aspect": "connected"}
    sales = {"indicator": "ecommerce_sales", "period": "2023"}
    en, ru, kk = docs["lines"], docs["seti"], docs["mektep"]
    return [
        _figure(en, "2,600", 2600.0, **wired, aspect="connected"),
        _figure(en, "6,200", 6200.0, **villages),
        _figure(en, "3,500", 3500.0, **wired, aspect="unconnected"),
        _figure(en, "3,000", 3000.0, **wired, aspect="added", status="target", period="2027"),
        _figure(en, "2.2 trillion KZT", 2.2e12, 0.05e12, unit="KZT", **sales),
        _figure(en, "$4.8 billion", 4.8e9, 0.05e9, unit="USD", **sales),
        _figure(en, "470", 470.0, 0.5, unit="KZT", indicator="exchange_rate", group="KZT/USD"),
        _figure(ru, "1 144", 1144.0, **masts),
        _figure(ru, "380", 380.0, **masts, period="2022"),
        _figure(ru, "7 000", 7000.0, **masts, bound="at_least", status="target", period="2027"),
        _figure(ru, "21", 21.0, **villages, aspect="connected", place="KZ:Qostanay", group="remote"),
        _figure(kk, "447", 447.0, **schools),
        _figure(kk, "10", 10.0, **schools, period="2023-06"),
        _figure(kk, "911", 911.0, **schools, status="target", period="2025"),
    ]


def _figure(doc: dict[str, Any], surface: str, value: float, half: float = 0, **more: Any) -> dict[str, Any]:
    text = doc["text"]
    start = text.index(surface)
    row = {
        "figure": f"{doc['doc']}@{start}",
        "doc": doc["doc"],
        "start": start,
        "end": start + len(surface),
        "sentence_start": text.rfind("\n", 0, start) + 1,
        "sentence_end": (text + "\n").index("\n", start),
        "surface": surface,
        "value": value,
        "low": value - half,
        "high": value + half,
        "bound": "exact",
        "aspect": "total",
        "status": "actual",
        "place": "KZ",
        "period": "2024-06-18",
        "period_source": "stated",
        "confidence": 0.9,
        **more,
    }
    return {**row, "high": None} if row["bound"] == "at_least" else row


def _observation(figure: dict[str, Any]) -> dict[str, Any]:
    keys = ("indicator", "aspect", "status", "place", "unit", "period", "value")
    row = {key: figure[key] for key in keys} | {
        key: figure.get(key) for key in ("technology", "group", "of", "high", "low")
    }
    return {**row, "as_of": "2024-06-18", "documents": [figure["doc"]], "figures": [figure["figure"]]}


def _sales(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Eleven months of a year, which cannot be compared with the whole year before."""
    year = next(row for row in figures if row["unit"] == "KZT" and row["period"] == "2023")
    part = {"period": "2024-01/2024-11", "value": 3.2e12, "low": 3.15e12, "high": 3.25e12}
    return [{**_observation({**year, **part}), **part}]
