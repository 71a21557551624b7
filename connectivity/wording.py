"""Numbers, intervals, periods and names as readers meet them, in English: one place for charts and reports.

>>> amount(3.2e12, "KZT"), interval(4.75e9, 4.85e9, "USD"), period_words("2024-01/2024-11")
('3.2 tn KZT', '4.75–4.85 bn USD', 'January to November 2024')
"""

from __future__ import annotations

import math
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

__all__ = [
    "amount",
    "amount_with_interval",
    "date_words",
    "indicator_words",
    "interval",
    "is_sign",
    "joined",
    "number",
    "period_short",
    "period_words",
    "place_words",
    "plain",
    "plural",
    "subject",
    "technology_words",
    "unit_words",
]

_SCALES: Final = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))
_DECIMALS_BELOW_MILLION: Final = 6
_MONTHS: Final = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SHORT_MONTHS: Final = tuple(month[:3] for month in _MONTHS)
_YEAR_LENGTH: Final = 4
_MONTH_LENGTH: Final = 7
_CODE_LENGTH: Final = 3  # of a currency

_INDICATORS: Final = {
    "settlements": "villages",
    "users": "internet users",
    "base_stations": "base stations",
    "upload_speed": "upload speed",
    "data_centres": "data centres",
    "ecommerce_sales": "e-commerce sales",
    "ecommerce_share": "e-commerce share",
    "retail_sales": "retail sales",
    "floor_area": "floor area",
    "exchange_rate": "exchange rate",
    "sim_cards": "SIM cards",
    "fibre": "fibre lines",
    "fine": "fines",
    "rank": "rank",
    "other": "other figures",
}
_TECHNOLOGIES: Final = {
    "2g": "2G",
    "3g": "3G",
    "4g": "4G",
    "5g": "5G",
    "starlink": "Starlink",
    "kuiper": "Kuiper",
    "oneweb": "OneWeb",
    "wifi": "Wi-Fi",
}
_UNITS: Final = {
    "settlement": ("village", "villages"),
    "facility": ("facility", "facilities"),
    "person": ("person", "people"),
    "city": ("city", "cities"),
    "country": ("country", "countries"),
    "sim_card": ("SIM card", "SIM cards"),
    "m2": ("m²", "m²"),
    "km2": ("km²", "km²"),
    "rank": ("", ""),
    "x": ("×", "×"),
}
_SIGNS: Final = frozenset(
    [
        "%",
        "pp",
        "x",
        "km",
        "km2",
        "m",
        "m2",
        "ha",
        "ms",
        "kbit/s",
        "Mbit/s",
        "Gbit/s",
        "Tbit/s",
        "MHz",
        "GHz",
        "MB",
        "GB",
        "TB",
        "MW",
        "kW",
        "kWh",
        "kg",
        "°C",
    ]
)


def plain(text: str) -> str:
    r"""The text on one line, without control or format characters: safe for a terminal and for a title.

    >>> plain("ten\x1b[31m schools\u202e\nof Aral")
    'ten[31m schools of Aral'
    """
    kept = (c if unicodedata.category(c)[0] != "C" or c in "\n\t\r" else "" for c in text)
    return " ".join("".join(kept).split())


def number(value: float, *, digits: int | None = None) -> str:
    """A number with thousands separators; from a million on with a scale word.

    Args:
        value: The number, in its base unit.
        digits: Decimals to show, always; None shows what the number has, four significant ones at most where
            a scale word stands or decimals are many.

    >>> number(2606), number(3.2e12), number(43.6), number(0.00199), number(-0.0), number(41.4308, digits=1)
    ('2,606', '3.2 tn', '43.6', '0.00199', '0', '41.4')
    """
    if not math.isfinite(value):
        return "∞" if value > 0 else "−∞"
    if digits is not None and abs(value) < _SCALES[-1][0]:
        return _signed(f"{value:,.{digits}f}")
    for scale, word in _SCALES:
        if abs(value) >= scale * (1 - 5e-5):
            return f"{_signed(_scaled(value / scale))} {word}"
    return _signed(_trimmed(value))


def _scaled(value: float) -> str:
    text = f"{value:,.{max(0, 3 - int(math.log10(max(abs(value), 1))))}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _trimmed(value: float) -> str:
    if value == int(value):
        return f"{value:,.0f}"
    places = 2 if abs(value) >= 1 else min(12, 3 - math.floor(math.log10(abs(value))))
    return f"{value:,.{places}f}".rstrip("0").rstrip(".")


def _signed(text: str) -> str:
    if text.startswith("-"):
        return "0" if not text.strip("-0.,") else f"−{text[1:]}"
    return text


def plural(unit: str | None, value: float | None) -> str:
    """The unit in words, in the number that fits the value.

    >>> plural("settlement", 1), plural("base_station", 1144), plural("KZT", 5), plural("x", 5)
    ('village', 'base stations', 'KZT', '×')
    """
    if not unit:
        return ""
    if unit in _UNITS:
        return _UNITS[unit][value not in (1, -1)]
    if is_sign(unit):
        return unit
    words = unit.replace("_", " ")
    if value in (1, -1):
        return words
    if words.endswith("y") and not words.endswith(("ay", "ey", "oy")):
        return f"{words[:-1]}ies"
    return f"{words}es" if words.endswith(("s", "x", "ch", "sh")) else f"{words}s"


def is_sign(unit: str) -> bool:
    """Whether the unit is a sign of measure or money, which stays at its number, and not a counted thing.

    >>> is_sign("Mbit/s"), is_sign("KZT"), is_sign("settlement")
    (True, True, False)
    """
    return unit in _SIGNS or (len(unit) == _CODE_LENGTH and unit.isupper())


def unit_words(unit: str | None) -> str:
    """The unit as a heading has it: "villages", "KZT", "Mbit/s"; an empty text for none."""
    return plural(unit, None)


def amount(value: float, unit: str | None, *, digits: int | None = None, bare: bool = False) -> str:
    """A value with its unit.

    Args:
        value: In the base unit.
        unit: Canonical unit, or None.
        digits: As of `number`.
        bare: Leave out the nouns of counted things ("2,606" for villages), keep signs of measures and money.

    >>> amount(2606, "settlement"), amount(2606, "settlement", bare=True), amount(41.43, "%", digits=1)
    ('2,606 villages', '2,606', '41.4 %')
    """
    text = number(value, digits=digits)
    word = plural(unit, value)
    if bare and not (unit and is_sign(unit)):
        word = ""
    return f"{text} {word}".rstrip()


def interval(
    low: float | None, high: float | None, unit: str | None = None, *, digits: int | None = None
) -> str:
    """An interval in the shortest honest form; None is no end on that side.

    >>> interval(4.75e9, 4.85e9, "USD"), interval(6e9, None, "USD"), interval(None, 10, "sim_card")
    ('4.75–4.85 bn USD', 'at least 6 bn USD', 'at most 10 SIM cards')
    >>> interval(41.42, 41.44, "%", digits=1), interval(3, 3), interval(-2, 5)
    ('41.4 %', '3', '−2 to 5')
    """
    if low is None and high is None:
        return "not bounded"
    if low is None or high is None:
        end = high if low is None else low
        return f"{'at most' if low is None else 'at least'} {amount(end or 0.0, unit, digits=digits)}"
    first, last = number(low, digits=digits), number(high, digits=digits)
    word = plural(unit, high)
    if first == last:
        return f"{first} {word}".rstrip()
    if first.startswith("−") or last.startswith("−"):
        return f"{first} to {last} {word}".rstrip()
    mantissa, _, scale = first.partition(" ")
    if scale and last.endswith(f" {scale}"):
        first = mantissa
    return f"{first}–{last} {word}".rstrip()


def amount_with_interval(
    value: float,
    low: float | None,
    high: float | None,
    unit: str | None = None,
    *,
    digits: int | None = None,
    bare: bool = True,
) -> str:
    """The value, and its interval in brackets where it is not a point.

    >>> amount_with_interval(4.8e9, 4.75e9, 4.85e9, "USD"), amount_with_interval(2606, 2606, 2606, "school")
    ('4.8 bn USD (4.75–4.85 bn)', '2,606')
    >>> amount_with_interval(2606, 2606, None), amount_with_interval(12, None, 12, "%")
    ('at least 2,606', 'at most 12 %')
    """
    text = amount(value, unit, digits=digits, bare=bare)
    for end, other, words in ((low, high, "at least"), (high, low, "at most")):
        if other is None and end is not None and number(end, digits=digits) == number(value, digits=digits):
            return f"{words} {text}"
    span = interval(low, high, digits=digits)
    if low == high or span == number(value, digits=digits) or (low is None and high is None):
        return text
    return f"{text} ({span})"


def period_words(period: str | None) -> str:
    """A period in words.

    >>> period_words("2024-06-18"), period_words("2024-06"), period_words("2024"), period_words(None)
    ('18 June 2024', 'June 2024', '2024', 'undated')
    >>> period_words("2023-07/2024-06"), period_words("2019/2021")
    ('July 2023 to June 2024', '2019 to 2021')
    """
    return _period(period, _MONTHS, " to ")


def period_short(period: str | None) -> str:
    """A period in few letters, for labels.

    >>> period_short("2024-06-18"), period_short("2024-01/2024-11"), period_short("2023-07/2024-06")
    ('18 Jun 2024', 'Jan–Nov 2024', 'Jul 2023–Jun 2024')
    """
    return _period(period, _SHORT_MONTHS, "–")


def _period(period: str | None, months: Sequence[str], between: str) -> str:
    if not period:
        return "undated"
    first, *rest = period.split("/")
    if not rest or rest[0] == first:
        return _part(first, months)
    last = rest[0]
    same_year = first[:_YEAR_LENGTH] == last[:_YEAR_LENGTH] and len(first) == len(last) == _MONTH_LENGTH
    start = months[int(first[5:7])] if same_year else _part(first, months)
    return f"{start}{between}{_part(last, months)}"


def _part(part: str, months: Sequence[str]) -> str:
    if len(part) == _YEAR_LENGTH:
        return part
    words = f"{months[int(part[5:7])]} {part[:_YEAR_LENGTH]}"
    return words if len(part) == _MONTH_LENGTH else f"{int(part[8:10])} {words}"


def date_words(day: date | None) -> str:
    """A day in words, an empty text for none.

    >>> from datetime import date
    >>> date_words(date(2024, 6, 18))
    '18 June 2024'
    """
    return "" if day is None else period_words(day.isoformat())


@cache
def place_words(place: str | None) -> str:
    """The name of a place key.

    >>> place_words("KZ"), place_words("KZ:Kostanay Region"), place_words("AZ+KZ"), place_words("world")
    ('Kazakhstan', 'Kostanay Region, Kazakhstan', 'Azerbaijan and Kazakhstan', 'World')
    >>> place_words(None), place_words("ZZ9")
    ('no place', 'ZZ9')
    """
    if not place:
        return "no place"
    if place == "world":
        return "World"
    from babel import Locale  # noqa: PLC0415 -- a tenth of a second that most commands need not pay

    names = Locale("en").territories
    words = []
    for part in place.split("+"):
        code, _, within = part.partition(":")
        country = names.get(code, code)
        words.append(f"{within}, {country}" if within else country)
    return joined(words)


def joined(words: Sequence[str]) -> str:
    """The words as a list in a sentence.

    >>> joined(["a", "b", "c"]), joined(["a"]), joined([])
    ('a, b and c', 'a', '')
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def technology_words(technology: str | None) -> str:
    """The name of a technology, an empty text for none.

    >>> technology_words("4g"), technology_words("wired"), technology_words(None)
    ('4G', 'wired', '')
    """
    return _TECHNOLOGIES.get(technology, technology.replace("_", " ")) if technology else ""


def indicator_words(indicator: str | None) -> str:
    """The name of an indicator.

    >>> indicator_words("settlements"), indicator_words("ecommerce_sales"), indicator_words("schools")
    ('villages', 'e-commerce sales', 'schools')
    """
    return _INDICATORS.get(indicator, indicator.replace("_", " ")) if indicator else "figures"


def subject(indicator: str | None, technology: str | None, group: str | None = None) -> str:
    """What is counted, in one phrase: technology, thing, and the group in brackets.

    >>> subject("schools", "starlink", "rural"), subject("settlements", None), subject("fibre", "fibre")
    ('Starlink schools (rural)', 'villages', 'fibre lines')
    """
    thing, kind = indicator_words(indicator), technology_words(technology)
    words = thing if not kind or thing.startswith(kind) else f"{kind} {thing}"
    return f"{words} ({group})" if group else words
