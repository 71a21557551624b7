"""The annotated documents keep to the guide: surfaces in place, known values, numbers as written."""

from __future__ import annotations

import json
import math
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ANNOTATED = Path(__file__).resolve().parents[2] / "datasets" / "annotated"
DOCUMENT_KEYS = {"doc", "lang", "title", "published", "publisher", "place", "url", "text", "figures"}
FIGURE_KEYS = {
    *("surface", "start", "end", "value", "value_upper", "unit", "bound", "indicator", "technology"),
    *("aspect", "status", "place", "group", "period", "base_period", "of"),
}
UNKNOWN = "?"
INDICATORS = {
    *("settlements", "schools", "households", "facilities", "population", "cities", "base_stations"),
    *("towers", "subscriptions", "users", "speed", "upload_speed", "latency", "traffic", "capacity"),
    *("fibre", "satellites", "terminals", "data_centres", "spectrum", "rank", "tariff", "investment"),
    *("ecommerce_sales", "ecommerce_share", "retail_sales", "orders", "jobs", "floor_area", "fine"),
    *("exchange_rate", "sim_cards", "other"),
}
TECHNOLOGIES = {
    *("wired", "fibre", "broadband", "mobile", "2g", "3g", "4g", "5g", "satellite", "starlink"),
    *("kuiper", "oneweb", "wifi"),
}
ALLOWED = {
    "bound": {"exact", "about", "over", "under", "at_least", "up_to", UNKNOWN},
    "indicator": INDICATORS | {UNKNOWN},
    "technology": TECHNOLOGIES | {None, UNKNOWN},
    "aspect": {"total", "connected", "unconnected", "added", "change", UNKNOWN},
    "status": {"actual", "target", "estimate", UNKNOWN},
    "of": INDICATORS - {"other"} | {None, UNKNOWN},
}
DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
PERIOD = re.compile(rf"{DATE}(/{DATE})?")
PLACE = re.compile(r"world|[A-Z]{2}(\+[A-Z]{2})+|[A-Z]{2}(:\S.*)?")
NUMBER = re.compile(r"\d[\d,\u00a0\u202f ]*(?:\.\d+)?")
SCALES = [
    (re.compile(r"lakh crore", re.IGNORECASE), 1e12),
    (re.compile(r"trillion|\dtr?n\b", re.IGNORECASE), 1e12),
    (re.compile(r"billion|\d ?(bn|bil)\b", re.IGNORECASE), 1e9),
    (re.compile(r"crore", re.IGNORECASE), 1e7),
    (re.compile(r"million|\d ?(mn|mln)\b|\dm\b", re.IGNORECASE), 1e6),
    (re.compile(r"lakh", re.IGNORECASE), 1e5),
    (re.compile(r"thousand|\dk\b", re.IGNORECASE), 1e3),
]
# Surfaces without a scale word: a bare number may be scaled by its table's header ("million dollars", "crore
# persons"); one with a sign or unit is the value, but for the units that are not the base one.
BARE = (1.0, 1e3, 1e5, 1e6, 1e7, 1e9)
OTHER_UNITS = [
    (re.compile(r"PB|petabyte"), 1e3),
    (re.compile(r"EB|exabyte"), 1e6),
    (re.compile("kbps"), 1e-3),
    (re.compile(r"\bmiles?\b"), 1.609344),
    (re.compile(r"\barab|\barba\b"), 1e9),
    (re.compile(r"\bdirams?\b"), 0.01),
]
# Of fibre, miles are converted; elsewhere they stay. Hundredths of a currency are parts of its unit.
PARTS = re.compile(r"\d[\s-](out of|in|of)[\s-](every )?\D?\d|[a-z] (?:in|of) \d|\d/\d|\d . 10\^")
EITHER = [
    (re.compile(r"\dm$"), 1.0),
    (re.compile(r"\bmiles?\b|parts per million"), 1.0),
    (re.compile(r"\bcents?\b|pence|\dp\b"), 0.01),
]


@cache
def documents(name: str) -> list[dict[str, Any]]:
    """Read one file of annotated documents, one a line."""
    lines = (ANNOTATED / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


NAMES = sorted(path.name for path in ANNOTATED.glob("*_en.jsonl"))
CASES = [pytest.param(doc, id=doc["doc"]) for name in NAMES for doc in documents(name)]


def states(surface: str, value: float) -> bool:
    """Say whether the digits of the surface, with their scale word, can stand for the value."""
    match = NUMBER.search(surface)
    if match is None or PARTS.search(surface):
        return True  # in words, or one number out of another
    number = float(re.sub(r"[, \u00a0\u202f]", "", match[0]))
    named = [factor for word, factor in SCALES + OTHER_UNITS if word.search(surface)]
    factors = named[:1] or (BARE if re.fullmatch(r"[-\u2212+\d,. \u00a0\u202f]+", surface) else (1.0,))
    either = [factor for word, factor in EITHER if word.search(surface)]
    return any(
        math.isclose(number * factor, abs(value), rel_tol=1e-9, abs_tol=1e-12)
        for factor in (*factors, *either)
    )


def test_there_are_documents_of_our_own_enough_to_fit_on() -> None:
    own = documents("own_en.jsonl")
    assert len(own) >= 45
    assert sum(len(doc["figures"]) for doc in own) >= 500
    pages = documents("pages_en.jsonl")
    assert len(pages) >= 100
    assert sum(len(doc["figures"]) for doc in pages) >= 1500


def test_every_document_has_a_name_of_its_own() -> None:
    names = [doc["doc"] for file in NAMES for doc in documents(file)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("doc", CASES)
def test_document_has_the_keys_of_the_guide(doc: dict[str, Any]) -> None:
    assert set(doc) == DOCUMENT_KEYS
    assert doc["figures"] or doc["doc"].startswith("quantities-")  # sentences may hold none
    if doc["title"]:
        assert doc["text"].startswith(doc["title"] + "\n\n")
    assert doc["published"] is None or re.fullmatch(DATE, doc["published"])


@pytest.mark.parametrize("doc", CASES)
def test_every_figure_stands_where_it_says(doc: dict[str, Any]) -> None:
    for figure in doc["figures"]:
        assert set(figure) - {"optional"} == FIGURE_KEYS, figure["surface"]
        assert doc["text"][figure["start"] : figure["end"]] == figure["surface"]
        assert figure["surface"] == figure["surface"].strip()
    spans = sorted((figure["start"], figure["end"]) for figure in doc["figures"])
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@pytest.mark.parametrize("doc", CASES)
def test_every_figure_uses_the_words_of_the_guide(doc: dict[str, Any]) -> None:
    for figure in doc["figures"]:
        surface = figure["surface"]
        for field, allowed in ALLOWED.items():
            assert figure[field] in allowed, (surface, field)
        for field in ("period", "base_period"):
            value = figure[field]
            assert value in {None, UNKNOWN} or PERIOD.fullmatch(value), (surface, field)
        place = figure["place"]
        assert place in {None, UNKNOWN} or PLACE.fullmatch(place), surface
        assert isinstance(figure["unit"], str), surface
        assert figure["base_period"] is None or figure["aspect"] in {"change", UNKNOWN}, surface


@pytest.mark.parametrize("doc", CASES)
def test_every_value_is_the_one_its_surface_writes(doc: dict[str, Any]) -> None:
    for figure in doc["figures"]:
        surface, value, upper = figure["surface"], figure["value"], figure["value_upper"]
        assert states(surface, value), (surface, value)
        assert upper is None or upper > value, surface
        if re.search(r"%|per ?cent(?!age)", surface):
            assert figure["unit"] in {"%", UNKNOWN}, surface


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("2.6k", 2600),
        ("15.84 crore", 158_400_000),
        ("6,44,131", 644_131),
        ("21 400", 21_400),
        ("512.4", 512_400),  # its table says "thousand"
        ("a third", 33.33),
        ("8%", -8),
    ],
)
def test_the_value_a_surface_writes_passes(surface: str, value: float) -> None:
    assert states(surface, value)


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("2.6k", 2700),
        ("6,290", 629),
        ("512.4", 521_400),
        ("3.2 trillion KZT", 3.2e9),
        ("43.6 Mbps", 46.3),
        ("40 MHz", 4e7),
    ],
)
def test_a_slip_of_the_digits_or_the_scale_is_seen(surface: str, value: float) -> None:
    assert not states(surface, value)
