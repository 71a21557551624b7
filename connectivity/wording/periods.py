"""Periods and days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from connectivity.wording.catalogue import ENGLISH, language, locale, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["date_words", "period_short", "period_span", "period_words"]

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
_DAY_LENGTH: Final = 10


def period_words(period: str | None) -> str:
    """A period in words.

    >>> period_words("2024-06-18"), period_words("2024-06"), period_words("2024"), period_words(None)
    ('18 June 2024', 'June 2024', '2024', 'undated')
    >>> period_words("2023-07/2024-06"), period_words("2019/2021")
    ('July 2023 to June 2024', '2019 to 2021')
    """
    return _period(period, short=False)


def period_short(period: str | None) -> str:
    """A period in few letters, for labels.

    >>> period_short("2024-06-18"), period_short("2024-01/2024-11"), period_short("2023-07/2024-06")
    ('18 Jun 2024', 'Jan–Nov 2024', 'Jul 2023–Jun 2024')
    """
    return _period(period, short=True)


def period_span(first: str | None, last: str | None) -> str:
    """From one period to another, in few letters; one of them where both read the same.

    >>> period_span("2023", "2024-06"), period_span("2024", "2024")
    ('2023 to Jun 2024', '2024')
    """
    ends = dict.fromkeys([period_short(first), period_short(last)])
    if len(ends) == 1:
        return next(iter(ends))
    start, end = ends
    return tr("periods|{first} to {last}", first=start, last=end)


def _period(period: str | None, *, short: bool) -> str:
    if not period:
        return tr("undated")
    first, *rest = period.split("/")
    last = rest[0] if rest else first
    if language() != ENGLISH:
        return _by_babel(first, last, short=short)
    months = _SHORT_MONTHS if short else _MONTHS
    if last == first:
        return _part(first, months)
    same_year = first[:_YEAR_LENGTH] == last[:_YEAR_LENGTH] and len(first) == len(last) == _MONTH_LENGTH
    start = months[int(first[5:7])] if same_year else _part(first, months)
    return f"{start}{'–' if short else ' to '}{_part(last, months)}"


def _part(part: str, months: Sequence[str]) -> str:
    if len(part) == _YEAR_LENGTH:
        return part
    words = f"{months[int(part[5:7])]} {part[:_YEAR_LENGTH]}"
    return words if len(part) == _MONTH_LENGTH else f"{int(part[8:10])} {words}"


def _by_babel(first: str, last: str, *, short: bool) -> str:
    """A day, a month, a year or a span of two, in the form that CLDR gives to its language."""
    from babel.dates import format_interval  # noqa: PLC0415 -- English does without

    if first == last:
        return _babel_part(first, short=short)
    if len(first) != len(last):
        return f"{_babel_part(first, short=short)} – {_babel_part(last, short=short)}"
    form = {_YEAR_LENGTH: "y", _MONTH_LENGTH: "yMMM" if short else "yMMMM", _DAY_LENGTH: "yMMMd"}[len(first)]
    return str(format_interval(_day(first), _day(last), form, locale=locale(language())))


def _babel_part(part: str, *, short: bool) -> str:
    from babel.dates import format_date  # noqa: PLC0415 -- English does without

    spoken = locale(language())
    if len(part) == _DAY_LENGTH and not short:
        return format_date(_day(part), "long", locale=spoken)
    month = "yMMM" if short else "yMMMM"
    name = {_YEAR_LENGTH: "y", _MONTH_LENGTH: month, _DAY_LENGTH: "yMMMd"}[len(part)]
    return format_date(_day(part), spoken.datetime_skeletons[name].pattern, locale=spoken)


def _day(part: str) -> date:
    """The first day of a part."""
    return date(int(part[:4]), int(part[5:7] or 1), int(part[8:10] or 1))


def date_words(day: date | None) -> str:
    """A day in words, an empty text for none.

    >>> from datetime import date
    >>> date_words(date(2024, 6, 18))
    '18 June 2024'
    """
    return "" if day is None else period_words(day.isoformat())
