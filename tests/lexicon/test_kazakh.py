"""Kazakh: forms of a word meet, numbers, bounds and periods are read, and no English kind is missing."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from connectivity.documents import Document
from connectivity.extraction.dates import find_periods
from connectivity.extraction.matcher import find_places, find_words
from connectivity.extraction.rules import with_bounds
from connectivity.extraction.scene import make_scene
from connectivity.extraction.situation import parted
from connectivity.extraction.surroundings import with_surroundings
from connectivity.extraction.text import Batch, make_batch
from connectivity.lexicon import load_lexicon
from connectivity.lexicon.numerals_kk import cardinal, cases, ordinal, possessed_cases
from connectivity.lexicon.stemming import Stemmer, stemmer_of


def tables(language: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("connectivity.lexicon") / f"{language}.toml").read_text("utf-8"))


LEXICON = load_lexicon("kk")
STEMMER = stemmer_of(tables("kk")) or Stemmer()


def document(text: str, place: str | None = None) -> Document:
    return Document(doc="d", text=text, published="2025-09-15", place=place, lang="kk")


def batch_of(text: str) -> Batch:
    return make_batch([document(text)], LEXICON)


def meanings(text: str, kind: str) -> list[str]:
    words = find_words(batch_of(text), LEXICON).to_polars()
    return [row["value"] for row in words.iter_rows(named=True) if row["kind"] == kind]


@pytest.mark.parametrize(
    "forms",
    [
        "ауыл ауылы ауылдың ауылға ауылда ауылдан ауылымен ауылдар ауылдардағы ауылдарының",
        "мекен мекені мекенде мекеннің мекендер мекендердің мекендеріне мекенінен",
        "мектеп мектебі мектептің мектебінде мектептерге мектептеріндегі",
        "станция станциясы станцияның станцияларды станциясының станцияларымен",
        "абонент абоненті абонентке абоненттер абоненттердің абоненттеріне",
        "интернет интернеті интернетке интернетпен интернеттің интернетінің",
        "пайдаланушы пайдаланушысы пайдаланушылар пайдаланушыларының пайдаланушыға",
        "жылдамдық жылдамдығы жылдамдықта жылдамдығын жылдамдықпен",
        "байланыс байланысы байланыстың байланысқа байланыспен байланысының",
        "трафик трафигі трафиктің трафигінің",
        "желі желісі желінің желіге желілері желісіне",
        "қосылды қосылған қосылады қосылып қосылатын қосылуы қосылуға қосылғандар",
        "доллар доллары долларға доллардан доллардай",
        "Қазақстан Қазақстанда Қазақстанның Қазақстандағы Қазақстаннан",
        "облыс облысы облыста облысында облысының облыстар",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({STEMMER.cut(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "ауыл ауылдық",
        "қала қалалық",
        "қосылған қосылмаған",
        "интернет интернетсіз",
        "сым сымсыз",
        "абонент абоненттік",
        "төлем төлеу",
        "жылдам жылдамдық",
        "кітап кітапхана",
    ],
)
def test_different_words_have_different_stems(words: str) -> None:
    assert len({STEMMER.cut(word) for word in words.split()}) == 2


def test_every_kind_of_the_english_lexicon_is_there() -> None:
    english, kazakh = tables("en"), tables("kk")
    lacking = {
        kind: set(english[kind]) - set(kazakh.get(kind, {}))
        for kind in ("technology", "cue", "bound", "before", "behind", "second", "rate", "people")
    }
    assert not any(lacking.values()), lacking
    for kind, key in (("thing", "unit"), ("thing", "indicator"), ("topic", "indicator")):
        assert {e[key] for e in english[kind]} <= {e[key] for e in kazakh[kind]}
    assert {p["form"] for p in english["period"]["pattern"]} <= {
        p["form"] for p in kazakh["period"]["pattern"]
    }


def test_every_place_of_its_own_is_one_of_the_english_gazetteer() -> None:
    known = set(load_lexicon("en").places["place"])
    assert not [entry["place"] for entry in tables("kk")["place"] if entry["place"] not in known]


def test_a_word_stands_once_in_a_kind() -> None:
    kazakh = tables("kk")
    for kind in ("technology", "bound", "bound_behind", "scale"):
        words = [word for listed in kazakh[kind].values() for word in listed]
        assert not {word for word in words if words.count(word) > 1}


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("40 ауылдық елді мекенді қосты", "settlements"),
        ("12 ауылға", "settlements"),
        ("30 АЕМ-ге", "settlements"),
        ("80 базалық станцияны орнатты", "base_stations"),
        ("60 мың үй шаруашылығында", "households"),
        ("900 үйге", "households"),
        ("14 мұнараны", "towers"),
        ("3 миллион абонентке", "subscriptions"),
        ("7 дата-орталықта", "data_centres"),
        ("5 мектебінде", "schools"),
        ("20 жұмыс орнын", "jobs"),
        ("9 мың интернет пайдаланушысы", "users"),
        ("халқының жартысы", "population"),
    ],
)
def test_things_are_found_in_any_case(text: str, thing: str) -> None:
    assert thing in meanings(text, "thing")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("100-тен 200-ге", "topic", "investment"),
        ("2 500 грант бөлінді", "unit", "°C"),
        ("Бородулиха ауданында", "topic", "floor_area"),
        ("18 жастағы", "thing", "population"),
        ("жеті орталық", "cue", "connected"),
        ("қосылады", "cue", "actual"),
        ("қосылды", "cue", "target"),
        ("тіркелген абонент", "technology", "wired"),
        ("бөлшек сауданың", "place", "SA"),
    ],
)
def test_words_that_look_alike_are_told_apart(text: str, kind: str, value: str) -> None:
    found = (
        find_places(batch_of(text), LEXICON)["place"].to_list() if kind == "place" else meanings(text, kind)
    )
    assert value not in found


@pytest.mark.parametrize(
    ("text", "technology"),
    [
        ("талшықты-оптикалық желі тартылды", "fibre"),
        ("ТОБЖ құрылысы", "fibre"),
        ("кең жолақты интернетке", "broadband"),
        ("ұялы байланысы бар", "mobile"),
        ("бесінші буын желілері", "5g"),
        ("спутниктік арнаға", "satellite"),
        ("тіркелген интернеттің", "wired"),
    ],
)
def test_technologies(text: str, technology: str) -> None:
    assert technology in meanings(text, "technology")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Қазақстанда, Қостанай облысының мектептері", "KZ:Qostanay"),
        ("Қазақстан. Солтүстік Қазақстан облысында", "KZ:Soltüstik Qazaqstan"),
        ("Қазақстан: Алматыда", "KZ:Almaty"),
        ("Алматы облысында, Қазақстан", "KZ:Almaty"),
        ("өзбекстандық операторлар", "UZ"),
        ("Ресейдің Омбы облысы", "RU:Omskaya oblast'"),
        ("Қырғызстан. Ыстықкөл облысында", "KG:Ysyk-Köl"),
        ("әлем бойынша", "world"),
        ("АҚШ-тың компаниясы", "US"),
    ],
)
def test_places_have_the_names_of_the_english_gazetteer(text: str, place: str) -> None:
    assert place in find_places(batch_of(text), LEXICON)["place"].to_list()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("100 Мбит/с-қа", "Mbit/s"),
        ("2 гигабитке", "Gbit/s"),
        ("5 пайыздық тармаққа", "pp"),
        ("12 пайызын", "%"),
        ("300 шаршы метрге", "m2"),
        ("700 МГц", "MHz"),
        ("30 миллисекундтан", "ms"),
        ("8 терабайтты", "TB"),
        ("250 шақырымға", "km"),
    ],
)
def test_units(text: str, unit: str) -> None:
    assert unit in meanings(text, "unit")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("3 млрд теңгеден", "KZT"),
        ("90 сомға", "KGS|UZS"),
        ("12 АҚШ долларын", "USD"),
        ("400 рубльге", "RUB"),
        ("7 сомони", "TJS"),
        ("50 еуроның", "EUR"),
    ],
)
def test_currencies(text: str, codes: str) -> None:
    assert codes in meanings(text, "currency")


def number_of(word: str, kind: str) -> list[float | None]:
    patterns = LEXICON.patterns
    return patterns.filter((patterns["pattern"] == word) & (patterns["kind"] == kind))["factor"].to_list()


@given(st.integers(1, 999))
def test_number_words_round_trip(number: int) -> None:
    assert number_of(num2words(number, lang="kz"), "number") == [float(number)]


@given(st.integers(11, 999).filter(lambda n: n % 100 != 0 and n != 90), st.integers(0, 5))
def test_inflected_number_words_round_trip(number: int, case: int) -> None:
    word = cardinal(number)
    assert number_of(cases(word)[case], "number") == [float(number)]
    assert number_of(possessed_cases(word)[case], "number") == [float(number)]


@given(st.integers(1, 100))
def test_ordinals_round_trip(number: int) -> None:
    assert number_of(ordinal(number), "ordinal") == [float(number)]


def test_words_of_another_meaning_are_no_numbers() -> None:
    for word in ("үшін", "оны", "онда", "бірге", "жүзінде", "тоқсанда"):
        assert not number_of(word, "number"), word


@pytest.mark.parametrize(
    ("word", "share"),
    [
        ("үштен бірі", 33.33),
        ("үштен екісін", 66.67),
        ("төрттен үш бөлігі", 75),
        ("бестің бірі", 20),
        ("жартысына", 50),
        ("ширегі", 25),
        ("оннан тоғызы", 90),
        ("әрбір үшіншісі", 33.33),
    ],
)
def test_shares_in_words(word: str, share: float) -> None:
    assert number_of(word, "fraction") == [share]


def figures_of(text: str) -> list[tuple[str, float, str | None, str]]:
    scene = make_scene([document(text, "KZ")], LEXICON)
    frame = with_bounds(scene, with_surroundings(scene, LEXICON))
    return [
        (scene.batch.text[start:end], value, unit, bound)
        for start, end, value, unit, bound in frame.select("start", "end", "value", "unit", "bound").rows()
    ]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Ауылдағы 2 мыңнан астам үй қосылды.", ("2 мыңнан", 2000, None, "over")),
        ("Жобаға 3 млрд теңгеге жуық қаражат керек.", ("3 млрд теңгеге", 3e9, "KZT", "about")),
        ("Оған миллионнан астам адам жазылды.", ("миллионнан", 1e6, None, "over")),
        ("Шамамен 40 мұнара салынды.", ("40", 40, None, "about")),
        ("Кемінде 100 Мбит/с керек.", ("100 Мбит/с", 100, "Mbit/s", "at_least")),
        ("Кідіріс 40 мс-тан төмен.", ("40 мс", 40, "ms", "under")),
        ("Желіде 800-дей үй бар.", ("800", 800, None, "about")),
        ("Бағасы 43 доллардай тұрады.", ("43 доллардай", 43, "USD", "about")),
        ("Жылдамдық 50 Мбит/с-қа дейін жетеді.", ("50 Мбит/с", 50, "Mbit/s", "up_to")),
        ("Үлесі 95 пайызға дейін өсті.", ("95 пайызға", 95, "%", "exact")),
        ("Табыс 5 пайызға көп болды.", ("5 пайызға", 5, "%", "exact")),
        ("Тариф 3 500 теңгеден 4 200 теңгеге дейін өсті.", ("4 200 теңгеге", 4200, "KZT", "exact")),
        ("Желіде 2 миллион 300 мың абонент бар.", ("2 миллион 300 мың", 2.3e6, None, "exact")),
        ("Үйлердің жартысына жуығы қосылған.", ("жартысына", 50, "%", "about")),
        ("Жылдамдық 2,5 есе артты.", ("2,5 есе", 2.5, "x", "exact")),
        ("Барлығы екі мың бес жүз тұрғын.", ("екі мың бес жүз", 2500, None, "exact")),
        ("Олар 300 ауылдан астам жерде жұмыс істейді.", ("300", 300, None, "over")),
        ("Бес жүзден астам мектеп бар.", ("Бес жүзден", 500, None, "over")),
        ("Төлем жарты миллион теңге болды.", ("жарты миллион теңге", 5e5, "KZT", "exact")),
        ("Ауылдардың 70%-ға жуығы қосылды.", ("70%", 70, "%", "about")),
        ("Жылдамдық 100 Мбит/с-тан кем болмауы тиіс.", ("100 Мбит/с", 100, "Mbit/s", "at_least")),
        ("Ауылдың бес шақырымға жуық желісі бар.", ("бес шақырымға", 5, "km", "about")),
    ],
)
def test_numbers_and_their_bounds(text: str, figure: tuple[str, float, str | None, str]) -> None:
    assert figure in figures_of(text)


def test_an_ending_glued_to_a_number_is_no_noun_and_no_part_of_it() -> None:
    scene = make_scene([document("Онда 1 291-і мектеп, 5-інші орын.", "KZ")], LEXICON)
    frame = with_surroundings(scene, LEXICON)
    assert frame.select("digits", "noun").rows()[0] == ("1,291", "school")


def test_the_whole_stands_before_its_part() -> None:
    scene = make_scene([document("Облыстағы 120 ауылдың 95-і қосылды.", "KZ")], LEXICON)
    frame = parted(scene, with_surroundings(scene, LEXICON))
    assert frame["whole of the last"].to_list() == [1, 0]
    assert frame["part of the next"].to_list() == [0, 1]


@pytest.mark.parametrize(
    ("text", "period", "role"),
    [
        ("2024 жылдың қорытындысы бойынша", "2024", "in"),
        ("2024 жылы", "2024", "in"),
        ("2027 жылдың соңына дейін", "2027-12", "by"),
        ("2026 жылға дейін", "2026", "by"),
        ("2030 жылға қарай", "2030", "by"),
        ("2030-ға дейін", "2030", "by"),
        ("2024-те", "2024", "in"),
        ("2025 жылдың бірінші жартыжылдығында", "2025-01/2025-06", "in"),
        ("биылғы бірінші жартыжылдықта", "2025-01/2025-06", "in"),
        ("2025 жылғы II тоқсанда", "2025-04/2025-06", "in"),
        ("2024 жылдың төртінші тоқсанында", "2024-10/2024-12", "in"),
        ("2025 жылдың 2-тоқсанында", "2025-04/2025-06", "in"),
        ("2025 жылғы 1 қаңтардағы жағдай бойынша", "2025-01-01", "in"),
        ("2025 жылғы 30 қарашаға дейін", "2025-11-30", "by"),
        ("2024 жылдың 9 айында", "2024-01/2024-09", "in"),
        ("2024 жылдың тоғыз айында", "2024-01/2024-09", "in"),
        ("2025 жылғы қаңтар-маусым айларында", "2025-01/2025-06", "interval"),
        ("қаңтар–наурызда", "2025-01/2025-03", "interval"),
        ("маусым мен тамыз аралығында", "2025-06/2025-08", "interval"),
        ("2023–2025 жылдары", "2023/2025", "interval"),
        ("2021 жылдан 2023 жылға дейін", "2021/2023", "interval"),
        ("былтыр желтоқсанда", "2024-12", "in"),
        ("былтыр", "2024", "in"),
        ("өткен жылы", "2024", "in"),
        ("келесі жылы", "2026", "in"),
        ("биыл", "2025", "in"),
        ("жыл соңына дейін", "2025-12", "by"),
        ("жыл басынан бері", "2025-01", "since"),
        ("2020 жылдан бері", "2020", "since"),
        ("2022 жылмен салыстырғанда", "2022", "base"),
        ("2022 жылға қарағанда", "2022", "base"),
        ("2022 жылғыдан артық", "2022", "base"),
        ("2024 жылдың қыркүйегінде", "2024-09", "in"),
        ("15.03.2025", "2025-03-15", "in"),
        ("бүгінгі таңда", "2025-09-15", "now"),
        ("қазір", "2025-09-15", "now"),
        ("соңғы үш жылда", "2022", "since"),
        ("алдағы екі жылда", "2027", "by"),
        ("бес жыл бұрын", "2020", "year_ago"),
        ("былтырғы үшінші тоқсанда", "2024-07/2024-09", "in"),
        ("өткен жылдың бірінші жартыжылдығында", "2024-01/2024-06", "in"),
        ("былтыр қаңтар-наурызда", "2024-01/2024-03", "interval"),
        ("2024 жылдың күзінде", "2024-09/2024-11", "in"),
        ("1 шілдеден бастап", "2025-07-01", "since"),
    ],
)
def test_periods(text: str, period: str, role: str) -> None:
    found = find_periods(batch_of(f"Ведомство мәліметінше, {text} мұнша ауыл қосылған."), LEXICON, [None])
    assert (period, role) in found.select("value", "role").rows()


def test_snow_and_wind_are_no_months() -> None:
    assert find_periods(batch_of("Ауылда қарда да, желде де байланыс бар."), LEXICON, [None]).height == 0
