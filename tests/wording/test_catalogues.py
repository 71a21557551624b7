"""The catalogues are whole: every message and name is there, in the right script, with the same places."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from matplotlib.font_manager import findfont, get_font

from connectivity.analysis.audit import CHECKS
from connectivity.analysis.schemas import SEVERITIES, VERDICTS
from connectivity.extraction.bind_facets import ASPECTS, STATUSES
from connectivity.lexicon import load_lexicon
from connectivity.wording import speaking, tr, trn
from connectivity.wording.catalogue import LANGUAGES, catalogue, locale

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

OTHERS = tuple(lang for lang in LANGUAGES if lang != "en")
LETTERS = "әғқңөұүһіӘҒҚҢӨҰҮҺІабвгдеёжзийклмнопрстуфхцчшщъыьэюя"
LATIN_OUTSIDE_NAMES = re.compile(r"[A-Za-z]{2,}")
PROPER = {
    "Connectivity",
    "connectivity",
    "show",
    "ID",
    "Tab",
    "Starlink",
    "Kuiper",
    "OneWeb",
    "Wi",
    "Fi",
    "SIM",
}
ONCE = {"one", "few", "many", "other"}
KNOWN_VARIABLE = {
    "coverage.py: alone",
    "coverage.py: in_place",
    "coverage.py: _WORDS[kind]",
    "output.py: column.title",
    "wording.py: message",
}
SHOWN_UNITS = {
    *("%", "pp", "x", "rank", "km", "km2", "m", "m2", "ha", "ms", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s"),
    *("MHz", "GHz", "MB", "GB", "TB", "MW", "kW", "kWh", "kg", "°C", "tonne", "country"),
    *("year", "month", "week", "day", "hour", "minute", "second"),
}


def forms(entry: str | dict[str, str]) -> list[str]:
    return [entry] if isinstance(entry, str) else list(entry.values())


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def texts(lang: str) -> Iterator[str]:
    read = catalogue(lang)
    for entry in read.messages.values():
        yield from forms(entry)
    for names in read.names.values():
        for entry in names.values():
            yield from forms(entry)


@pytest.mark.parametrize("lang", OTHERS)
def test_every_message_is_translated_and_none_is_stale(lang: str, sources: ModuleType) -> None:
    used = set(sources.messages())
    assert len(used) > 250
    assert used == set(catalogue(lang).messages)


@pytest.mark.parametrize("lang", OTHERS)
def test_translations_fill_the_same_places(lang: str) -> None:
    for message, entry in catalogue(lang).messages.items():
        for form in forms(entry):
            assert places(form) == places(message), message


@pytest.mark.parametrize("lang", OTHERS)
def test_no_translation_is_english(lang: str) -> None:
    for message, entry in catalogue(lang).messages.items():
        for form in forms(entry):
            bare = re.sub(r"\{\w+\}", "", form)
            assert set(LATIN_OUTSIDE_NAMES.findall(bare)) <= PROPER, message
            said = re.sub(r"\{\w+\}", "", message.rpartition("|")[2])
            assert bare != said or not re.search(r"[A-Za-z]", said), message


def test_messages_that_are_not_written_out_are_known(sources: ModuleType) -> None:
    ours = {place for place in sources.variable_messages() if not place.endswith((".text", "characters"))}
    assert ours == KNOWN_VARIABLE


def test_plurals_have_all_forms_of_their_language() -> None:
    for names in ("unit", "currency"):
        for name, entry in catalogue("ru").names[names].items():
            if isinstance(entry, dict):
                assert set(entry) == {"heading", *ONCE}, name
    for message, entry in catalogue("ru").messages.items():
        if isinstance(entry, dict):
            assert set(entry) == ONCE, message
    assert set(catalogue("ru").governed.values()) <= ONCE
    assert all(
        "other" in entry for entry in catalogue("kk").names["unit"].values() if isinstance(entry, dict)
    )


@pytest.mark.parametrize("lang", OTHERS)
def test_every_word_that_figures_can_have_is_named(lang: str) -> None:
    names, lexicon = catalogue(lang).names, load_lexicon()
    assert {*lexicon.names("thing"), *lexicon.names("topic")} <= set(names["indicator"])
    assert set(lexicon.names("technology")) <= set(names["technology"])
    assert set(lexicon.names("group")) <= set(names["group"])
    assert {*SHOWN_UNITS, "settlement", "school", "household", "facility", "person", "city"} <= set(
        names["unit"]
    )
    assert {"base_station", "tower", "subscription", "satellite", "terminal", "order"} <= set(names["unit"])
    assert {"KZT", "USD", "EUR", "RUB", "UZS", "KGS", "AZN"} <= set(names["currency"])
    assert set(ASPECTS) == set(names["aspect"])
    assert set(STATUSES) == set(names["status"])
    assert set(VERDICTS) == set(names["verdict"])
    assert set(SEVERITIES) == set(names["severity"])
    assert set(CHECKS) == set(names["check"])
    assert set(names["relation"]) == {"single", "corroborated", "echo", "revised", "contradicted"}
    assert set(names["total"]) == {"same document", "nearest earlier", "none"}
    assert set(names["source"]) == {"stated", "relative", "carried", "document"}
    assert set(names["bound"]) == {"over", "under", "at_least", "up_to", "about"}
    assert sum(place.startswith("KZ:") for place in names["place"]) >= 20


def test_languages_name_the_same_things() -> None:
    kinds = set(catalogue("ru").names)
    assert kinds == set(catalogue("kk").names)
    for kind in kinds - {"place"}:
        assert set(catalogue("ru").names[kind]) == set(catalogue("kk").names[kind]), kind


@pytest.mark.parametrize("lang", OTHERS)
def test_terms_are_those_of_the_field(lang: str) -> None:
    indicators = catalogue(lang).names["indicator"]
    terms = {
        "ru": ("сельские населённые пункты", "базовые станции", "скорость загрузки", "абоненты"),
        "kk": ("ауылдық елді мекендер", "базалық станциялар", "жүктеу жылдамдығы", "абоненттер"),
    }[lang]
    assert tuple(indicators[k] for k in ("settlements", "base_stations", "speed", "subscriptions")) == terms


def test_the_font_of_the_charts_has_every_letter() -> None:
    letters = set(get_font(findfont("DejaVu Sans")).get_charmap())
    bold = set(get_font(findfont("DejaVu Sans:bold")).get_charmap())
    wanted = set(LETTERS) | {letter for lang in OTHERS for text in texts(lang) for letter in text}
    for lang in OTHERS:
        wanted |= {letter for name in locale(lang).territories.values() for letter in name}
        for width in ("wide", "abbreviated"):
            wanted |= {c for name in locale(lang).months["stand-alone"][width].values() for c in name}
    missing = {letter for letter in wanted if ord(letter) not in letters & bold}
    assert missing <= {"\n"}


def test_kazakh_uses_its_own_letters() -> None:
    used = {letter for text in texts("kk") for letter in text.lower()}
    assert set("әғқңөұүі") <= used
    assert not set("әғқңөұүһі") & {
        letter for text in catalogue("ru").messages.values() for letter in str(text)
    }


@pytest.mark.parametrize("lang", OTHERS)
def test_a_missing_translation_is_an_error_and_never_shown_in_english(lang: str) -> None:
    with speaking(lang):
        with pytest.raises(LookupError, match="no translation"):
            tr("a message that nobody has translated")
        with pytest.raises(LookupError, match="no translation"):
            trn("one", "a message that nobody has translated", 2)
        with pytest.raises(LookupError, match="'period'"):
            tr("by {period}", due=1)


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(LookupError, match="choose en, ru or kk"), speaking("fr"):
        pass
