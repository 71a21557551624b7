"""Numbers, plurals, periods and names in Russian and Kazakh, held against Babel."""

from __future__ import annotations

from threading import Thread
from typing import Final

import pytest
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from connectivity.wording import (
    amount,
    amount_with_interval,
    interval,
    language,
    number,
    period_short,
    period_words,
    place_words,
    plain,
    speaking,
    subject,
    trn,
    unit_words,
)

OTHERS: Final = st.sampled_from(["ru", "kk"])
NBSP = "\u00a0"


def eased(text: str) -> str:
    """The text with plain spaces, as it is easier to write."""
    return text.replace(NBSP, " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 сёл"),
        (1, "1 село"),
        (2, "2 села"),
        (5, "5 сёл"),
        (11, "11 сёл"),
        (21, "21 село"),
        (112, "112 сёл"),
        (1.5, "1,5 села"),
        (2606, "2 606 сёл"),
        (1.2e6, "1,2 млн сёл"),
        (1e6, "1 млн сёл"),
    ],
)
def test_russian_nouns_agree_with_their_number(count: float, words: str) -> None:
    with speaking("ru"):
        assert eased(amount(count, "settlement")) == words
    with speaking("kk"):
        assert eased(amount(count, "settlement")).endswith(" ауыл")


def test_nouns_after_at_least_stand_in_the_genitive() -> None:
    with speaking("ru"):
        assert eased(interval(21, None, "school")) == "не менее 21 школы"
        assert eased(interval(None, 3, "school")) == "не более 3 школ"
        assert eased(amount_with_interval(2, 2, None, "school", bare=False)) == "не менее 2 школ"
    with speaking("kk"):
        assert eased(interval(21, None, "school")) == "кемінде 21 мектеп"


@pytest.mark.parametrize(
    ("value", "unit", "russian", "kazakh"),
    [
        (12345.6, None, "12 345,6", "12 345,6"),
        (3.2e12, "KZT", "3,2 трлн тенге", "3,2 трлн теңге"),
        (4.8e9, "USD", "4,8 млрд долл. США", "4,8 млрд АҚШ доллары"),
        (41.43, "%", "41,43 %", "41,43%"),
        (93.07, "Mbit/s", "93,07 Мбит/с", "93,07 Мбит/с"),
        (-3, "pp", "−3 п. п.", "−3 п. т."),
        (5, "rank", "5", "5"),
        (7, "CHF", "7 CHF", "7 CHF"),
        (7, "yurt_of_mine", "7 yurt of mine", "7 yurt of mine"),
    ],
)
def test_amounts(value: float, unit: str | None, russian: str, kazakh: str) -> None:
    for lang, expected in (("ru", russian), ("kk", kazakh)):
        with speaking(lang):
            assert eased(amount(value, unit)) == expected


@given(OTHERS, st.integers(-999_949, 999_949))
def test_whole_numbers_are_written_as_babel_writes_them(lang: str, value: int) -> None:
    with speaking(lang):
        assert number(value) == format_decimal(value, locale=lang).replace("-", "−")


@given(OTHERS, st.integers(-9_999, 9_999))
def test_decimals_are_written_as_babel_writes_them(lang: str, hundredths: int) -> None:
    value = hundredths / 100
    with speaking(lang):
        assert number(value, digits=2) == format_decimal(value, "#,##0.00", locale=lang).replace("-", "−")
        percent = format_percent(value / 100, "#,##0.00" + eased(" %" if lang == "ru" else "%"), locale=lang)
        assert eased(amount(value, "%", digits=2)) == eased(percent).replace("-", "−")


@given(OTHERS, st.integers(10, 9_994), st.sampled_from([1e6, 1e9]))
def test_large_numbers_are_written_as_babel_writes_them(lang: str, tenths: int, scale: float) -> None:
    value = tenths / 10 * scale
    wanted = format_compact_decimal(value, locale=lang, fraction_digits=1).replace(",0", "")
    with speaking(lang):
        assert number(value) == wanted


def test_ranges_keep_one_scale_word() -> None:
    with speaking("ru"):
        assert eased(interval(4.75e9, 4.85e9, "USD")) == "4,75–4,85 млрд долл. США"
        assert eased(interval(-2, 5)) == "от −2 до 5"
        assert eased(amount_with_interval(4.8e9, 4.75e9, 4.85e9, "KZT")) == "4,8 млрд тенге (4,75–4,85 млрд)"


@pytest.mark.parametrize(
    ("period", "long", "short", "kazakh"),
    [
        ("2024-06-18", "18 июня 2024 г.", "18 июн. 2024 г.", "2024 ж. 18 маусым"),
        ("2024-06", "июнь 2024 г.", "июнь 2024 г.", "2024 ж. маусым"),
        ("2024", "2024", "2024", "2024"),
        ("2024-01/2024-11", "январь – ноябрь 2024 г.", "янв. – нояб. 2024 г.", "2024 ж. қаңтар – қараша"),
        ("2024-04/2024-06", "апрель – июнь 2024 г.", "апр. – июнь 2024 г.", "2024 ж. сәуір – маусым"),
        ("2019/2021", "2019–2021", "2019–2021", "2019–2021"),
        (None, "без даты", "без даты", "күні жоқ"),
    ],
)
def test_periods(period: str | None, long: str, short: str, kazakh: str) -> None:
    with speaking("ru"):
        assert eased(period_words(period)) == long
        assert eased(period_short(period)) == short
    with speaking("kk"):
        assert eased(period_words(period)) == kazakh


def test_places_have_the_names_of_cldr_and_regions_their_own() -> None:
    with speaking("ru"):
        assert place_words("KZ") == "Казахстан"
        assert place_words("AZ+KZ") == "Азербайджан и Казахстан"
        assert place_words("KZ:Qostanay") == "Костанайская область, Казахстан"
        assert place_words("GB:Didcot") == "Didcot, Великобритания"
    with speaking("kk"):
        assert place_words("KZ:Qostanay") == "Қостанай облысы, Қазақстан"
        assert place_words("world") == "Әлем"


def test_subjects_put_the_technology_behind() -> None:
    with speaking("ru"):
        assert subject("schools", "starlink", "rural") == "школы (Starlink, сельские)"
        assert subject("fibre", "fibre") == "ВОЛС"
        assert subject(None, None) == "показатели"
    with speaking("kk"):
        assert subject("settlements", "wired") == "ауылдық елді мекендер (сымды)"
        assert unit_words("base_station") == "базалық станциялар"


def test_spaces_that_hold_numbers_together_stay() -> None:
    with speaking("ru"):
        assert plain(f" 2{NBSP}606\n сёл\x1b ") == f"2{NBSP}606 сёл"
    assert plain(f"2{NBSP}606") == "2 606"


def test_a_language_is_spoken_in_its_block_and_thread_only() -> None:
    heard = []
    with speaking("ru"):
        thread = Thread(target=lambda: heard.append(language()))
        thread.start()
        thread.join()
        with speaking("kk"):
            assert eased(trn("{count} figure", "{count} figures", 3, count=3)) == "3 көрсеткіш"
        assert language() == "ru"
        assert eased(trn("{count} figure", "{count} figures", 3, count=3)) == "3 показателя"
    with pytest.raises(ValueError, match="by chance"), speaking("ru"):
        raise ValueError("by chance")
    assert (language(), heard) == ("en", ["en"])
