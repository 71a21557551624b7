"""Numbers, amounts with units, and intervals."""

from __future__ import annotations

import math
from functools import cache
from typing import Final

from connectivity.wording.catalogue import ENGLISH, catalogue, category, language, locale, name_of, tr

__all__ = [
    "amount",
    "amount_with_interval",
    "at_least",
    "at_most",
    "digit_signs",
    "grouped",
    "interval",
    "is_sign",
    "number",
    "percent_sign",
    "plural",
    "scale_words",
    "unit_words",
]

_SCALES: Final = (1e12, 1e9, 1e6)
_ENGLISH_SCALES: Final = ("tn", "bn", "m")
_CODE_LENGTH: Final = 3  # of a currency
_NO_BREAK: Final = "\u00a0"

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


@cache
def scale_words(lang: str) -> tuple[tuple[float, str], ...]:
    """The scales from the largest on, with their short words as CLDR has them.

    >>> scale_words("kk")
    ((1000000000000.0, 'трлн'), (1000000000.0, 'млрд'), (1000000.0, 'млн'))
    """
    if lang == ENGLISH:
        return tuple(zip(_SCALES, _ENGLISH_SCALES, strict=True))
    patterns = locale(lang).compact_decimal_formats["short"]["other"]
    return tuple((scale, patterns[f"{scale:.0f}"].pattern.lstrip("0").strip()) for scale in _SCALES)


def digit_signs() -> dict[str, str]:
    """What stands for the point and the comma of English numbers; empty in English."""
    return {} if language() == ENGLISH else _signs(language())


@cache
def _signs(lang: str) -> dict[str, str]:
    symbols = locale(lang).number_symbols["latn"]
    return {".": symbols["decimal"], ",": symbols["group"]}


def grouped(text: str) -> str:
    """A number written with comma and point, with the signs of the language that is spoken.

    >>> grouped("1,234.5")
    '1,234.5'
    """
    signs = digit_signs()
    return "".join(signs.get(sign, sign) for sign in text)


def number(value: float, *, digits: int | None = None) -> str:
    """A number with thousands separators; from a million on with a scale word.

    Args:
        value: The number, in its base unit.
        digits: Decimals to show, always; None shows what the number has, four significant ones at most where
            a scale word stands or decimals are many.

    >>> number(2606), number(3.2e12), number(43.6), number(0.00199), number(-0.0), number(41.4308, digits=1)
    ('2,606', '3.2 tn', '43.6', '0.00199', '0', '41.4')
    """
    mantissa, scale = _parts(value, digits)
    return f"{mantissa}{_space()}{scale}" if scale else mantissa


def _space() -> str:
    """What stands between a number, its scale and its unit: numbers hold together where words are long."""
    return " " if language() == ENGLISH else _NO_BREAK


def _parts(value: float, digits: int | None) -> tuple[str, str]:
    """A number and its scale word."""
    if not math.isfinite(value):
        return ("∞" if value > 0 else "−∞"), ""
    if digits is not None and abs(value) < _SCALES[-1]:
        return grouped(_signed(f"{value:,.{digits}f}")), ""
    for scale, word in scale_words(language()):
        if abs(value) >= scale * (1 - 5e-5):
            return grouped(_signed(_scaled(value / scale))), word
    return grouped(_signed(_trimmed(value))), ""


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


def plural(unit: str | None, value: float | None, *, governed: bool = False) -> str:
    """The unit in words, in the number that fits the value.

    Args:
        unit: Canonical unit, or None.
        value: The number before it; None for the unit as a heading has it.
        governed: Whether "at least" or "at most" stands before the number, which takes another case in some
            languages.

    >>> plural("settlement", 1), plural("base_station", 1144), plural("KZT", 5), plural("x", 5)
    ('village', 'base stations', 'KZT', '×')
    """
    if not unit:
        return ""
    if language() != ENGLISH:
        form = category(value)
        return _other_name(unit, catalogue(language()).governed.get(form, form) if governed else form)
    return _english(unit, value)


def _english(unit: str, value: float | None) -> str:
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


def _other_name(unit: str, form: str) -> str:
    """The unit in another language than English; units of users' own files stay as they are."""
    name = name_of("currency" if len(unit) == _CODE_LENGTH and unit.isupper() else "unit", unit, form)
    return unit.replace("_", " ") if name is None else name


def is_sign(unit: str) -> bool:
    """Whether the unit is a sign of measure or money, which stays at its number, and not a counted thing.

    >>> is_sign("Mbit/s"), is_sign("KZT"), is_sign("settlement")
    (True, True, False)
    """
    return unit in _SIGNS or (len(unit) == _CODE_LENGTH and unit.isupper())


def unit_words(unit: str | None) -> str:
    """The unit as a heading has it: "villages", "KZT", "Mbit/s"; an empty text for none."""
    return plural(unit, None)


def _with_unit(text: str, word: str) -> str:
    """A number and its unit."""
    if language() != ENGLISH and word == "%":
        return f"{text}{percent_sign()}"
    return f"{text}{_space()}{word}" if word else text


def percent_sign() -> str:
    """The percent sign with the space before it that the language wants, or none.

    >>> percent_sign()
    ' %'
    """
    return " %" if language() == ENGLISH else _percent(language())


@cache
def _percent(lang: str) -> str:
    return str(locale(lang).percent_formats[None].pattern.lstrip("#,0"))


def amount(
    value: float, unit: str | None, *, digits: int | None = None, bare: bool = False, governed: bool = False
) -> str:
    """A value with its unit.

    Args:
        value: In the base unit.
        unit: Canonical unit, or None.
        digits: As of `number`.
        bare: Leave out the nouns of counted things ("2,606" for villages), keep signs of measures and money.
        governed: As of `plural`.

    >>> amount(2606, "settlement"), amount(2606, "settlement", bare=True), amount(41.43, "%", digits=1)
    ('2,606 villages', '2,606', '41.4 %')
    """
    text = number(value, digits=digits)
    word = plural(unit, value, governed=governed)
    if bare and not (unit and is_sign(unit)):
        word = ""
    return _with_unit(text, word)


def at_least(amount_: str) -> str:
    """An amount as the lower end of an interval without an upper one.

    >>> at_least("5")
    'at least 5'
    """
    return tr("at least {amount}", amount=amount_)


def at_most(amount_: str) -> str:
    """An amount as the upper end of an interval without a lower one.

    >>> at_most("5")
    'at most 5'
    """
    return tr("at most {amount}", amount=amount_)


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
        return tr("not bounded")
    if high is None or low is None:
        end = amount((high if low is None else low) or 0.0, unit, digits=digits, governed=True)
        return at_most(end) if low is None else at_least(end)
    (first, scale), (last, last_scale) = _parts(low, digits), _parts(high, digits)
    word = plural(unit, high)
    texts = number(low, digits=digits), number(high, digits=digits)
    if texts[0] == texts[1]:
        return _with_unit(texts[0], word)
    if first.startswith("−") or last.startswith("−"):
        return _with_unit(tr("range|{first} to {last}", first=texts[0], last=texts[1]), word)
    start = first if scale and scale == last_scale else texts[0]
    return _with_unit(f"{start}–{texts[1]}", word)


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
    for end, other, worded in ((low, high, at_least), (high, low, at_most)):
        if other is None and end is not None and number(end, digits=digits) == number(value, digits=digits):
            return worded(amount(value, unit, digits=digits, bare=bare, governed=True))
    text = amount(value, unit, digits=digits, bare=bare)
    span = interval(low, high, digits=digits)
    if low == high or span == number(value, digits=digits) or (low is None and high is None):
        return text
    return f"{text} ({span})"
