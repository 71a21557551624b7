"""Dates as texts write them, and, in English, whether a year belongs to a fact or to a plan.

Month names come from CLDR (Babel). All expressions are bounded, so that no input makes them slow.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from babel import Locale

__all__ = ["DateMention", "YearMention", "dates_in", "sentence_around", "years_in"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day as the text writes it; `year` is None where only day and month stand.

    Attributes:
        start: Offset of its first code point.
        end: Offset after its last.
        year: The year, or None.
        month: 1 to 12.
        day: 1 to 31.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int

    def iso(self, year: int | None = None) -> str:
        """The day as ISO 8601, in its own year or in the one given.

        >>> DateMention(0, 7, None, 6, 18).iso(2024)
        '2024-06-18'
        """
        return f"{self.year or year or 0:04d}-{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year in the text, with what stands around it.

    Attributes:
        start: Offset of its first digit.
        year: The year.
        month: The last month meant ("April 2024" 4, "Q3 2024" 9, "end of 2020" 12), or None for all of it.
        elapsed: That month is over: it ends an interval of which figures are told.
        future: It stands in a plan, a deadline or a forecast, so the document may be older than it.
        base: It is only what something is measured against ("since 2020"), maybe long past.
    """

    start: int
    year: int
    month: int | None
    elapsed: bool
    future: bool
    base: bool


CYRILLIC: Final = ("ru", "kk")


def _month_numbers() -> dict[str, int]:
    names: dict[str, int] = {}
    for locale in ("en", "en_GB", "en_AU", *CYRILLIC):
        for width in ("wide", "abbreviated"):
            found = Locale.parse(locale).months["format"][width].items()
            names |= {name.rstrip("."): number for number, name in found}
    return names


_MONTHS: Final = _month_numbers()
_MONTH_OF: Final = {name.lower(): number for name, number in _MONTHS.items()}
_NAMES: Final = "|".join(sorted({*_MONTHS, *(name.upper() for name in _MONTHS)}, key=len, reverse=True))
_MONTH: Final = rf"(?P<month>{_NAMES})\b\.?"
_YEAR: Final = r"(?P<year>(?:19[5-9]|20[0-9])\d)(?![\d/]|[.,]\d)"
_YEAR_WORD: Final = r"(?:\s?(?:г\.|года\b|ж\.|жыл\w{0,4}\b))?"
_DAY: Final = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_DATES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w.,/-]){_DAY}(?:st|nd|rd|th)?\s{{1,3}}(?:of\s)?{_MONTH}(?:,?\s{{1,3}}{_YEAR}{_YEAR_WORD})?",
        rf"(?<!\w){_MONTH}\s{{1,3}}{_DAY}(?:st|nd|rd|th)?(?![\w%]|[.,:]\d)(?:,?\s{{1,3}}{_YEAR})?",
        rf"(?<![\w.,/-]){_YEAR}\s?(?:жылғы|жылдың|ж\.)\s{_DAY}\s{_MONTH}",
        r"(?<![\w/-])(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\d-])",
        rf"(?<![\w./-]){_DAY}\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d)(?!\d|\.\d)",
    )
)
_BARE_YEAR: Final = re.compile(
    r"(?<![\w.,$€£₸/+-])(?P<year>(?:19[5-9]|20[0-9])\d)(?![\w%°/]|[.,]\d|[-\u2013\u2014]\d)"
)
_PARTS: Final = (
    # (what stands before the year, the month it ends in, whether the interval is over)
    (re.compile(rf"(?<!\w)(?:to|and|through|until|[-\u2013\u2014])\s?{_MONTH},?\s(?:of\s)?$"), None, True),
    (re.compile(rf"(?<!\w){_MONTH},?\s(?:of\s)?$"), None, False),
    (re.compile(r"\b(?:first quarter|Q1|1Q)(?:\sof|,)?\s(?:fiscal\s)?$"), 3, True),
    (re.compile(r"\b(?:second quarter|first half|Q2|2Q|H1|1H)(?:\sof|,)?\s(?:fiscal\s)?$"), 6, True),
    (re.compile(r"\b(?:third quarter|first nine months|Q3|3Q)(?:\sof|,)?\s(?:fiscal\s)?$"), 9, True),
    (re.compile(r"\b(?:fourth quarter|second half|Q4|4Q|H2|2H|end of|late)(?:\sof|,)?\s?$"), 12, True),
    (re.compile(r"\b(?:early|start of|beginning of)\s$"), 1, False),
    (re.compile(r"\bmid[-\s]$"), 6, False),
)
_BASE: Final = re.compile(r"\b(?:since|from|against|compared (?:to|with)|than in)\s$", re.IGNORECASE)
_LATE: Final = re.compile(r"\blate\s$")
_LATE_MONTH: Final = 10
_DEADLINE: Final = re.compile(
    r"\b(?i:by|until|till|before|due|through|up to|not later than|no later than)\s(?:the\s)?"
    r"(?:(?:very\s)?(?:end|start|close|middle|beginning|"
    r"\w{1,6} half|\w{1,6} quarter|summer|autumn|spring|winter)"
    r"\s(?:of\s)?)?"
    rf"(?:early\s|late\s|mid[-\s])?(?:\d{{1,2}}\s)?(?:(?:{_NAMES})\.?\s(?:\d{{1,2}},?\s)?)?$"
)
_HAPPENED: Final = re.compile(r"\b(?:already|had|was|were|has (?!to\b)\w+ed|climbed|rose|grew|reached)\b")
_FUTURE: Final = re.compile(
    r"\b(?:will|shall|should|must|would|plan|plans|planned|planning|aim|aims|targets?|targeted|goals?|"
    r"expects?|expected|forecasts?|projected|intends?|scheduled|due|to be|is to|are to|wants?|hopes?|"
    r"envisages?|envisions?|promises?|pledged?|pledges|ambition|put off|"
    r"postponed|predicts?|predicted|next year)\b",
    re.IGNORECASE,
)
_INFINITIVE: Final = re.compile(r"\bto\s[A-Za-z]")
# A year behind a capital word that is no month and no preposition is a name: "Strategy 2030".
_NAMED: Final = re.compile(
    r"\b(?:strategy|vision|agenda|programme|program|plan|project|concept|index|survey|report|forum|summit|"
    r"[A-Z]\w{1,30})\s$"
)
_OPENERS: Final = re.compile(
    r"\b(?:In|Since|During|For|From|By|Until|Of|Throughout|Through|After|Before|And|To|Between)\s$"
)
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”\u2019)\]]{0,2}(?=\s+[\"'“\u2018(\[]{0,2}[A-Z0-9])|\n")
_REACH: Final = 400  # no sentence is looked at beyond so many code points


def dates_in(text: str) -> tuple[DateMention, ...]:
    """The days that the text mentions, in order, with or without a year; no day that no calendar has.

    >>> [(d.year, d.month, d.day) for d in dates_in("On June 18 and 3 May 2024; 2023-02-30 is no day.")]
    [(None, 6, 18), (2024, 5, 3)]
    """
    found = sorted(
        (mention for pattern in _DATES for match in pattern.finditer(text) if (mention := _mention(match))),
        key=lambda mention: (mention.start, -mention.end),
    )
    kept: list[DateMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _mention(match: re.Match[str]) -> DateMention | None:
    month = match["month"]
    number = int(month) if month.isdigit() else _MONTH_OF[month.lower()]
    year, day = int(match["year"]) if match["year"] else None, int(match["day"])
    try:
        dt.date(year or 2000, number, day)  # 2000 has a 29 February
    except ValueError:
        return None
    return DateMention(match.start(), match.end(), year, number, day)


def years_in(text: str) -> tuple[YearMention, ...]:
    """The years that the text mentions, with the month they are narrowed to and whether they lie in a plan.

    Years in names ("Strategy 2030"), in ranges ("2024-2027") and in numbers ("949/2023") are left out.

    >>> years = years_in("Sales from January to November 2024 doubled. By 2029 they will double again.")
    >>> [(year.year, year.month, year.future) for year in years]
    [(2024, 11, False), (2029, None, True)]
    """
    return tuple(mention for match in _BARE_YEAR.finditer(text) if (mention := _year(text, match)))


def _year(text: str, match: re.Match[str]) -> YearMention | None:
    at, year = match.start(), int(match["year"])
    before = text[max(0, at - 48) : at]
    month, elapsed = _narrowed(before)
    if month is None and _NAMED.search(before) and not _OPENERS.search(before):
        return None
    return YearMention(at, year, month, elapsed, _is_future(text, at), bool(_BASE.search(before)))


def _narrowed(before: str) -> tuple[int | None, bool]:
    for pattern, month, elapsed in _PARTS:
        found = pattern.search(before)
        if found:
            if _LATE.search(before):
                return _LATE_MONTH, False
            return month or _MONTH_OF[found["month"].lower()], elapsed
    day = re.search(rf"(?<!\w)(?:{_MONTH}\s\d{{1,2}},?\s)$", before)
    return (_MONTH_OF[day["month"].lower()], False) if day else (None, False)


def _is_future(text: str, at: int) -> bool:
    start, end = sentence_around(text, at)
    left, right = text[start:at], text[at:end]
    if _DEADLINE.search(left[-80:]):
        # "By April 2024 it was already connecting 447 schools" has happened.
        return not _HAPPENED.search(right) or bool(_FUTURE.search(right))
    title = at <= text.find("\n")  # "Second network to follow in 2024"
    own_clause = re.split(
        r";|\bbut\b|,\s(?:and|while|which)\b|(?<=\D)\b(?:19|20)\d\d\b", right[4:], maxsplit=1
    )[0]
    return bool(_FUTURE.search(left) or _FUTURE.search(own_clause) or (title and _INFINITIVE.search(left)))


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """Start and end of the sentence around an offset; a line end closes a sentence too.

    >>> sentence_around("One. Two three. Four.", 7)
    (5, 15)
    """
    low, high = max(0, at - _REACH), min(len(text), at + _REACH)
    start = low
    for found in _SENTENCE_END.finditer(text, low, at):
        start = found.end()
    while start < at and text[start].isspace():
        start += 1
    after = _SENTENCE_END.search(text, at, high)
    return start, after.end() if after else high
