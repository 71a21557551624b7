"""When a document was published, from its own text: stated with the year, or the year inferred.

The rules are ordered from the surest to the least sure, and each gives None rather than a guess:

1. a line that is a date ("10 September 2020 | 16:35", "Date of notice: 6 May 2019");
2. a dateline that opens a paragraph ("Astana, 16 July 2024.", "BISHKEK, Feb 11 (Agency) -");
3. a full date behind a word of publication ("press release No. 3 of 9 December 2022");
4. a full date in the opening sentences, on which something was said, held or approved;
5. the same in the title or the opening sentences without a year, the year inferred.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from connectivity.documents.dates import DateMention, YearMention, dates_in, sentence_around, years_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Dating", "date_text", "resolve_year"]


class Dating(NamedTuple):
    """A published date and where it is from: "text" (stated) or "inferred" (its year resolved)."""

    published: str
    source: str


_HEAD: Final = 700  # code points in which a document says when it appeared
_TAIL: Final = 250  # and those at its foot
_LEAD_SENTENCES: Final = 3
_LINE: Final = 100  # a line that is a date is not longer
_EARLY: Final = 2  # until February a year told as a whole is the one before
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_CUE: Final = (
    r"(?:published|posted|updated|last updated|issued|released|date of (?:notice|issue|publication|release)|"
    r"release date|publication date|date|answered|"
    r"дата(?: публикации)?|опубликовано|обновлено|жарияланды|жарияланған күні|жаңартылды)"
)
_DATE_LINE_START: Final = re.compile(
    rf"\W{{0,3}}(?:{_CUE}\s?(?:on|at|:)?\s{{0,3}})?(?:(?:{'|'.join(_WEEKDAYS)}|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
    r",?\s)?$",
    re.IGNORECASE,
)
_DATE_LINE_END: Final = re.compile(r"\s{0,3}(?:$|[|·•/\u2013\u2014T]|-\s|,?\s?(?:at\s)?\d{1,2}[:.]\d\d)")
_BYLINE: Final = re.compile(r"(?:By|Author|Reported by)\s[^\n]{2,60}[,|·•\u2013\u2014-]\s{0,3}$")
_DATELINE_START: Final = re.compile(r"(?:[A-ZÀ-ÖØ-ÝА-Я][\w\u2019'-]{1,30}[\s,./]{1,3}){1,5}[(]?$")
_DATELINE_END: Final = re.compile(r"[)]?\s{0,2}(?:[(\u2013\u2014/:]|-{1,2}\s|[.]\s?\S)")
_CUE_BEFORE: Final = re.compile(
    r"(?:\b(?:published|posted|updated|issued|released|answered)\s(?:\w{1,9}\s)?(?:on\s)?(?:\w{6,9},\s)?|"
    r"\bdate of (?:notice|issue|publication|release):?\s|\brelease\s(?:No\.?\s\S{1,12}\s)?(?:of|dated|,)\s)$",
    re.IGNORECASE,
)
_NOT_THE_DAY: Final = re.compile(
    r"(?:\b(?:expire[sd]?|ends?|ended|closed?|closes|begins?|began|start(?:s|ed)?|open(?:s|ed)?|"
    r"takes? effect|falls?|signed|launched|deadline)\s(?:\w{2,20}\s){0,2}?on\s|"
    r"\b(?:as of|as at|from|until|till|by|since|before|after|between|to|through|due|starting|effective|"
    r"position at|at|and|expire[sd]?|deadline|of)\s(?:the\s)?)$",
    re.IGNORECASE,
)
_TOLD: Final = re.compile(
    r"\b(?:said|told|stated|reported|announced|updated|informed|noted|unveiled|presented|published|released|approved|"
    r"discussed|held|met|spoke|says|reports|explained|declared|confirmed|briefed|outlined|summed up)\b"
)
_PLANNED: Final = re.compile(
    r"\b(?:will|shall|plans? to|is to|are to|scheduled|due|expected|next)\b", re.IGNORECASE
)
_TOTALLED: Final = re.compile(
    r"\b(?:totall?ed|amounted|accounted|exceeded|reached|stood at|came to|"
    r"grew|rose|fell|increased|decreased)\b"
)


def date_text(text: str) -> Dating | None:
    r"""When the text says it was published, or None where it does not.

    >>> date_text("Fibre\n\nAstana, 16 July 2024. The ministry reported.")
    Dating(published='2024-07-16', source='text')
    >>> date_text("Speed\n\nOn June 18 the minister reported that in April 2024 the speed was 43 Mbps.")
    Dating(published='2024-06-18', source='inferred')
    >>> date_text("Speed\n\nOn June 18 the minister reported.") is None
    True
    """
    mentions = dates_in(text)
    if not mentions:
        return None
    lines = _date_lines(text, mentions)
    if lines:
        return Dating(_common(lines), "text")
    datelines = [mention for mention in mentions if _is_dateline(text, mention)][:1]
    if datelines and datelines[0].year:
        return Dating(datelines[0].iso(), "text")
    stated = next(_stated(text, mentions), None)
    if stated and not datelines:
        return Dating(stated.iso(), "text")
    for mention in (*datelines, *_yearless(text, mentions)):
        year = resolve_year(text, mention)
        if year:
            return Dating(mention.iso(year), "inferred")
    return None


def _date_lines(text: str, mentions: Sequence[DateMention]) -> list[str]:
    """The dates of lines that are dates; empty when the first one comes late in the text."""
    found: list[str] = []
    for mention in mentions:
        if mention.year is None:
            continue
        before, after = _line_around(text, mention)
        if before is None or after is None:
            continue
        opens = _DATE_LINE_START.match(before) and _DATE_LINE_END.match(after)
        if opens or _BYLINE.match(before):
            if not found and mention.start > _HEAD and mention.start < len(text) - _TAIL:
                return []
            found.append(mention.iso())
    return found


def _line_around(text: str, mention: DateMention) -> tuple[str | None, str | None]:
    """What stands before and after a day on its line; None where the line is long."""
    start = text.rfind("\n", max(0, mention.start - _LINE), mention.start) + 1
    before = text[start : mention.start] if start or mention.start < _LINE else None
    end = text.find("\n", mention.end, mention.end + _LINE)
    if end < 0:
        end = len(text) if len(text) <= mention.end + _LINE else -1
    return before, text[mention.end : end] if end >= 0 else None


def _common(days: list[str]) -> str:
    """The date at the precision on which all agree; stories of a list may differ by days.

    Where they differ even in the year, the latest holds: a list is as young as its youngest story.
    """
    for length in (10, 7, 4):
        if len({day[:length] for day in days}) == 1:
            return days[0][:length]
    return max(days)


def _is_dateline(text: str, mention: DateMention) -> bool:
    before, _ = _line_around(text, mention)
    if mention.start > _HEAD or before is None:
        return False
    opens = bool(_DATELINE_START.match(before)) if before else mention.year is not None
    return opens and bool(_DATELINE_END.match(text[mention.end : mention.end + 8]))


def _stated(text: str, mentions: Sequence[DateMention]) -> Iterator[DateMention]:
    """Days with a year that a word of publication or an opening sentence gives."""
    full = [mention for mention in mentions if mention.year]
    for mention in full:
        near = mention.start < _HEAD or mention.start > len(text) - _TAIL
        if near and _CUE_BEFORE.search(text[max(0, mention.start - 60) : mention.start]):
            start, end = sentence_around(text, mention.start)
            if not _PLANNED.search(text, start, end):
                yield mention
    lead_end = _lead_end(text)
    yield from (mention for mention in full if mention.start < lead_end and _tells(text, mention))


def _yearless(text: str, mentions: Sequence[DateMention]) -> Iterator[DateMention]:
    """Days without a year at the end of the title, or on which the opening sentences tell something."""
    title_end = text.find("\n")
    lead_end = _lead_end(text)
    for mention in mentions:
        if mention.year or mention.start >= lead_end:
            continue
        in_title = mention.start < title_end and not text[mention.end : title_end].strip()
        if (in_title and text[: mention.start].rstrip().endswith((",", ":"))) or _tells(text, mention):
            yield mention


def _tells(text: str, mention: DateMention) -> bool:
    """Whether the sentence tells what was said, held or approved on that day."""
    before = text[max(0, mention.start - 24) : mention.start]
    if _NOT_THE_DAY.search(before):
        return False
    start, end = sentence_around(text, mention.start)
    # What is planned behind the day is another matter; what is planned on it is not news of that day.
    governed = (
        text[max(start, mention.start - 40) : mention.start]
        + " "
        + text[mention.end : min(end, mention.end + 25)]
    )
    return bool(_TOLD.search(text, start, end)) and not _PLANNED.search(governed)


def _lead_end(text: str) -> int:
    """Where the opening sentences end: the title line and the first three after it."""
    first = text.find("\n")
    at = first + 1 if 0 <= first < _LINE * 2 else 0
    for _ in range(_LEAD_SENTENCES):
        while at < len(text) and text[at].isspace():
            at += 1
        at = max(at + 1, sentence_around(text, min(at, len(text)))[1])
        if at >= _HEAD + max(0, first):
            break
    return at


def resolve_year(text: str, mention: DateMention) -> int | None:
    """The year of a day without one, from the years that the document tells facts of, or None.

    The day lies after the latest fact. A fact told with its month puts the day in that year,
    or in the next when the day would lie before it. A year told as a whole ("in 2023 sales reached ...")
    decides only with a weekday beside the day, a plan for the same or the next year, a day in January or
    February, or a yearly total.

    >>> text = "On January 14 the minister spoke. Sales from January to November 2024 amounted to 3 trillion."
    >>> resolve_year(text, dates_in(text)[0])
    2025
    """
    years = years_in(text)
    facts = [year for year in years if not year.future and not year.base]
    if not facts:
        return None
    latest = max(year.year for year in facts)
    months = [(year.month, year.elapsed) for year in facts if year.year == latest and year.month]
    if months:
        month, elapsed = max(months)
        if mention.month == month and not elapsed:
            return _from_same_month(text, mention, latest)
        return latest if mention.month > month else latest + 1
    return _from_whole_year(text, mention, latest, [fact for fact in facts if fact.year == latest], years)


def _from_same_month(text: str, mention: DateMention, year: int) -> int | None:
    """The year, if the fact of the same month has a day, no later one; a bare month may be a year ago."""
    days = [day.day for day in dates_in(text) if (day.year, day.month) == (year, mention.month)]
    return year if days and max(days) <= mention.day else None


def _from_whole_year(
    text: str, mention: DateMention, latest: int, facts: Sequence[YearMention], years: Sequence[YearMention]
) -> int | None:
    weekday = _weekday(text, mention)
    if weekday is not None:
        agree = [year for year in (latest, latest + 1) if _falls_on(mention, year) == weekday]
        if len(agree) == 1:
            return agree[0]
    plan = min((year.year for year in years if year.future and year.year >= latest), default=None)
    if plan in (latest, latest + 1):
        return plan
    told_as_total = any(_TOTALLED.search(text, *sentence_around(text, fact.start)) for fact in facts)
    return latest + 1 if mention.month <= _EARLY or told_as_total else None


def _weekday(text: str, mention: DateMention) -> int | None:
    """The weekday that the sentence of a day names (Monday 0), or None when it names none or several."""
    start, end = sentence_around(text, mention.start)
    named = {number for number, name in enumerate(_WEEKDAYS) if name in text[start:end]}
    return named.pop() if len(named) == 1 else None


def _falls_on(mention: DateMention, year: int) -> int | None:
    try:
        return dt.date(year, mention.month, mention.day).weekday()
    except ValueError:  # 29 February of a year that has none
        return None
