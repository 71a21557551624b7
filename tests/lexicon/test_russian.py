"""Russian: forms of a word meet, numbers and periods are read, and no kind of English words is missing."""

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
from connectivity.extraction.text import Batch, make_batch
from connectivity.lexicon import load_lexicon
from connectivity.lexicon.stemming import Stemmer, stemmer_of


def tables(language: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("connectivity.lexicon") / f"{language}.toml").read_text("utf-8"))


LEXICON = load_lexicon("ru")
STEMMER = stemmer_of(tables("ru")) or Stemmer()


def batch_of(text: str, place: str | None = None, published: str = "2025-09-15") -> Batch:
    return make_batch([Document(doc="d", text=text, published=published, place=place, lang="ru")], LEXICON)


def meanings(text: str, kind: str) -> list[str]:
    words = find_words(batch_of(text), LEXICON).to_polars()
    return [row["value"] for row in words.iter_rows(named=True) if row["kind"] == kind]


@pytest.mark.parametrize(
    "forms",
    [
        "село села селу селом селе сёла сёл сёлам сёлами сёлах",
        "станция станции станцию станцией станций станциям станциями станциях",
        "базовая базовой базовую базовые базовых базовым базовыми",
        "сельский сельского сельскому сельским сельском сельские сельских сельскими",
        "пользователь пользователя пользователю пользователем пользователи пользователей пользователями",
        "скорость скорости скоростью скоростей скоростям скоростями скоростях",
        "подключение подключения подключению подключением подключений подключениях",
        "подключён подключена подключено подключены",
        "увеличился увеличилась увеличилось увеличились увеличил увеличили",
        "Казахстан Казахстана Казахстану Казахстаном Казахстане",
        "область области областью областей областям",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({STEMMER.cut(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "село сельский",
        "город городской",
        "абонент абонентский",
        "связь связать",
        "канал канализация",
        "сеть сетка",
    ],
)
def test_different_words_have_different_stems(words: str) -> None:
    assert len({STEMMER.cut(word) for word in words.split()}) == 2


def test_every_kind_of_the_english_lexicon_is_there() -> None:
    english, russian = tables("en"), tables("ru")
    lacking = {
        kind: set(english[kind]) - set(russian.get(kind, {}))
        for kind in ("technology", "cue", "bound", "before", "behind", "second", "rate", "people")
    }
    assert not any(lacking.values()), lacking
    for kind, key in (("thing", "unit"), ("thing", "indicator"), ("topic", "indicator")):
        assert {e[key] for e in english[kind]} <= {e[key] for e in russian[kind]}
    assert {p["form"] for p in english["period"]["pattern"]} <= {
        p["form"] for p in russian["period"]["pattern"]
    }


def test_every_place_of_its_own_is_one_of_the_english_gazetteer() -> None:
    known = set(load_lexicon("en").places["place"])
    assert not [entry["place"] for entry in tables("ru")["place"] if entry["place"] not in known]


def test_a_word_stands_once_in_a_kind() -> None:
    russian = tables("ru")
    for kind in ("technology", "bound", "scale"):
        words = [word for listed in russian[kind].values() for word in listed]
        assert not {word for word in words if words.count(word) > 1}


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("подключены 40 сельских населённых пунктов", "settlements"),
        ("в 12 сёлах", "settlements"),
        ("до 30 СНП", "settlements"),
        ("в 9 аулах", "settlements"),
        ("к 300 кишлакам", "settlements"),
        ("установят 80 базовых станций", "base_stations"),
        ("работает 200 БС", "base_stations"),
        ("у 60 тысяч домохозяйств", "households"),
        ("на 14 вышках", "towers"),
        ("для 3 миллионов абонентов", "subscriptions"),
        ("в 7 дата-центрах", "data_centres"),
        ("40 семей", "households"),
    ],
)
def test_things_are_found_in_any_case(text: str, thing: str) -> None:
    assert thing in meanings(text, "thing")


def test_seven_is_no_family() -> None:
    assert "households" not in meanings("открыто семь центров", "thing")


@pytest.mark.parametrize(
    ("text", "technology"),
    [
        ("протянули оптоволокно", "fibre"),
        ("строительство ВОЛС", "fibre"),
        ("абоненты ШПД", "broadband"),
        ("мобильным интернетом", "mobile"),
        ("сети пятого поколения", "5g"),
        ("спутниковой связи", "satellite"),
    ],
)
def test_technologies(text: str, technology: str) -> None:
    assert technology in meanings(text, "technology")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Школы Казахстана и Костанайской области", "KZ:Qostanay"),
        ("В Казахстане, в Северо-Казахстанской области", "KZ:Soltüstik Qazaqstan"),
        ("Казахстан: в Алматы", "KZ:Almaty"),
        ("узбекистанские операторы", "UZ"),
        ("Вышки России, жители Саратова", "RU:Saratov"),
        ("Кыргызстан. В Иссык-Кульской области", "KG:Ysyk-Köl"),
        ("мировой рынок", "world"),
        ("В России, в Казани", "RU:Kazan"),
    ],
)
def test_places_have_the_names_of_the_english_gazetteer(text: str, place: str) -> None:
    assert place in find_places(batch_of(text), LEXICON)["place"].to_list()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("100 Мбит/с", "Mbit/s"),
        ("2 гигабита в секунду", "Gbit/s"),
        ("5 процентных пунктов", "pp"),
        ("12 кв. м", "m2"),
        ("700 МГц", "MHz"),
        ("30 миллисекунд", "ms"),
        ("8 терабайт", "TB"),
        ("250 километров", "km"),
    ],
)
def test_units(text: str, unit: str) -> None:
    assert unit in meanings(text, "unit")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("3 млрд тенге", "KZT"),
        ("90 сомов", "KGS|UZS"),
        ("12 долл.", "USD"),
        ("400 рублей", "RUB|BYN"),
        ("7 сомони", "TJS"),
    ],
)
def test_currencies(text: str, codes: str) -> None:
    assert codes in meanings(text, "currency")


@given(st.integers(1, 999), st.sampled_from("ngdaip"), st.sampled_from("mfn"))
def test_number_words_round_trip(number: int, case: str, gender: str) -> None:
    word = num2words(number, lang="ru", case=case, gender=gender).replace("ё", "е")
    rows = LEXICON.patterns.filter(
        (LEXICON.patterns["pattern"] == word) & (LEXICON.patterns["kind"] == "number")
    )
    assert rows["factor"].to_list() == [float(number)]


@given(st.integers(1, 100), st.sampled_from("ngdaip"), st.sampled_from("mfn"))
def test_ordinals_round_trip(number: int, case: str, gender: str) -> None:
    word = num2words(number, lang="ru", to="ordinal", case=case, gender=gender).replace("ё", "е")
    rows = LEXICON.patterns.filter(
        (LEXICON.patterns["pattern"] == word) & (LEXICON.patterns["kind"] == "ordinal")
    )
    assert rows["factor"].to_list() == [float(number)]


@pytest.mark.parametrize(
    ("word", "share"),
    [
        ("треть", 33.33),
        ("двух третей", 66.67),
        ("три четверти", 75),
        ("пятая часть", 20),
        ("каждый шестой", 16.67),
        ("девять из десяти", 90),
    ],
)
def test_shares_in_words(word: str, share: float) -> None:
    rows = LEXICON.patterns.filter(
        (LEXICON.patterns["pattern"] == word) & (LEXICON.patterns["kind"] == "fraction")
    )
    assert rows["factor"].to_list() == [share]


@pytest.mark.parametrize(
    ("text", "period", "role"),
    [
        ("по итогам 2024 года", "2024", "in"),
        ("к концу 2027-го", "2027-12", "by"),
        ("до конца 2026 года", "2026-12", "by"),
        ("в первом полугодии 2025 года", "2025-01/2025-06", "in"),
        ("во II квартале 2025 года", "2025-04/2025-06", "in"),
        ("в четвёртом квартале 2024 г.", "2024-10/2024-12", "in"),
        ("на 1 января 2025 года", "2025-01-01", "in"),
        ("за 9 месяцев 2024 года", "2024-01/2024-09", "in"),
        ("за девять месяцев 2024 года", "2024-01/2024-09", "in"),
        ("в январе–марте 2025 года", "2025-01/2025-03", "interval"),
        ("с января по июнь 2025 года", "2025-01/2025-06", "interval"),
        ("в 2023–2025 годах", "2023/2025", "interval"),
        ("с 2021 по 2023 год", "2021/2023", "interval"),
        ("в декабре прошлого года", "2024-12", "in"),
        ("в прошлом году", "2024", "in"),
        ("в позапрошлом году", "2023", "in"),
        ("в январе–июне прошлого года", "2024-01/2024-06", "interval"),
        ("за 9 месяцев прошлого года", "2024-01/2024-09", "in"),
        ("в III квартале прошлого года", "2024-07/2024-09", "in"),
        ("в первом полугодии прошлого года", "2024-01/2024-06", "in"),
        ("на 1 июля прошлого года", "2024-07-01", "in"),
        ("на 1 октября т. г.", "2025-10-01", "in"),
        ("весной 2024 года", "2024-03/2024-05", "in"),
        ("к осени", "2025-09/2025-11", "by"),
        ("в следующем году", "2026", "in"),
        ("в этом году", "2025", "in"),
        ("до конца года", "2025-12", "by"),
        ("с начала года", "2025-01", "since"),
        ("к 2030 году", "2030", "by"),
        ("чем в 2022-м", "2022", "base"),
        ("по сравнению с 2023 годом", "2023", "base"),
        ("в сентябре 2024-го", "2024-09", "in"),
        ("15.03.2025", "2025-03-15", "in"),
        ("на сегодняшний день", "2025-09-15", "now"),
        ("за последние три года", "2022", "since"),
        ("в течение ближайших двух лет", "2027", "by"),
    ],
)
def test_periods(text: str, period: str, role: str) -> None:
    batch = batch_of(f"Подключено столько {text}, сообщили в ведомстве.")
    found = find_periods(batch, LEXICON, [None])
    assert (period, role) in found.select("value", "role").rows()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2 тыс. 606 сёл", [2606]),
        ("1 млрд 200 млн тенге", [1.2e9]),
        ("5 тыс. 50% дороже", [5000, 50]),
        ("3 млн 4G-абонентов", [3e6]),
        ("полтора миллиона абонентов", [1.5e6]),
        ("одна тысяча двести школ", [1200]),
        ("тысяча школ", [1000]),
        ("тысяча пятьсот школ", [1500]),
        ("двадцать одна тысяча домов", [21000]),
        ("в 2,5 раза", [2.5]),
        ("вдвое", [2]),
        ("2 606 сёл и 1,2 млн домов", [2606, 1.2e6]),
        ("у 3-х операторов", [3]),
        ("61-е место", [61]),
        ("минус 12 градусов", [-12]),
    ],
)
def test_numbers(text: str, values: list[float]) -> None:
    document = Document(doc="d", text=f"Это {text}.", published="2025-09-15", lang="ru")
    found = make_scene([document], LEXICON).quantities
    assert found["value"].to_list()[: len(values)] == values


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("свыше 100 школ", "over"),
        ("более чем на 20%", "over"),
        ("не менее 50 Мбит/с", "at_least"),
        ("почти в 3 раза", "about"),
        ("порядка 300 вышек", "about"),
        ("до 18,5%", "up_to"),
        ("20 с лишним сёл", "over"),
        ("стало больше на 50 станций", "exact"),
    ],
)
def test_bounds(text: str, bound: str) -> None:
    scene = make_scene([Document(doc="d", text=f"Это {text}.", published="2025-09-15", lang="ru")], LEXICON)
    assert with_bounds(scene, scene.quantities)["bound"].to_list() == [bound]


@pytest.mark.parametrize(
    "region", ["Павлодарской области", "Алматинской области", "Бухарской области", "Туве"]
)
def test_regions_count_without_their_country(region: str) -> None:
    found = find_places(batch_of(f"Сёла в {region} подключены."), LEXICON)
    assert found["level"].to_list() == ["region"]
