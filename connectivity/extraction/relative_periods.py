"""The periods that words mean only at a date or beside another period, one function or line a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from connectivity.extraction.calendar_words import fiscal_starts, month, number, quarter, quarter_of
from connectivity.extraction.periods import YEAR_WIDTH, shift
from connectivity.extraction.resolver import Meaning, Resolver

__all__ = ["RELATIVE"]

Form = Callable[[Resolver, str, Mapping[str, str], int], list[Meaning]]  # resolver, role, parts, sentence
LATE_IN_YEAR: Final = 10  # after October "the year" is the one that ends
MID_YEAR: Final = 6


def by_year(offset: int, suffix: str = "") -> Form:
    """A form that counts from the reference's year."""

    def resolve(self: Resolver, role: str, _parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
        return [(f"{(self.year or 0) + offset}{suffix}", role, "relative")]

    return resolve


def by_last_year(named: Callable[[int, Mapping[str, str]], str]) -> Form:
    """A form that names a part of the year before the reference's."""
    return lambda s, role, parts, _sentence: [(named((s.year or 0) - 1, parts), role, "relative")]


def the_year(suffix: str) -> Form:
    """The year of the title, else this one or, for the end of a year, the one before: "during the year"."""

    def resolve(self: Resolver, role: str, _parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
        now = self.year or 0
        if role == "by" and not self.title_year:
            return [(f"{now}{suffix}", role, "relative")]
        named = self.last if self.last and len(self.last) == YEAR_WIDTH and not suffix else None
        year = self.title_year or named or str(now if self.month > LATE_IN_YEAR or not suffix else now - 1)
        other = f"{now}{suffix}"
        first = f"{year}{suffix}"
        return [(first, role, "relative")] + ([(other, "next", "relative")] if other != first else [])

    return resolve


def day_or_month(self: Resolver, role: str, parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """A day or month without its year: "on 1 July", "at the end of March"."""
    which, day = month(parts), int(parts["d"]) if "d" in parts else None
    suffix = f"-{which:02d}" + (f"-{day:02d}" if day else "")
    base = self.recent(which, day, role)
    if not self.dated and self.last:
        base = int(self.last.split("/")[-1][:4])
    first: Meaning = (f"{base}{suffix}", role, "relative")
    if role == "by" and self.dated and which != self.month:
        return [first, (f"{base - 1}{suffix}", "in", "relative")]
    return [first, (f"{base + 1}{suffix}", "next", "relative")] if role != "by" else [first]


def quarter_relative(self: Resolver, role: str, parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """A quarter without its year: the latest one that is over, and the one of this year."""
    which, year = quarter_of(parts), self.year or 0
    past = year if which * 3 <= self.month else year - 1
    rows: list[Meaning] = [(quarter(past, which), role, "relative")]
    return [*rows, (quarter(year, which), "next", "relative")] if past != year else rows


def year_ago(self: Resolver, _role: str, _parts: Mapping[str, str], sentence: int) -> list[Meaning]:
    """A year before the period named last in the sentence, and a year before the published month."""
    rows: list[Meaning] = []
    if self.last and sentence - self.last_sentence <= 1:
        rows.append((shift(self.last, years=-1), "anchor", "relative"))
    now = (self.reference or "")[:7]
    if now:
        rows.append((shift(now, years=-1), "year_ago", "relative"))
    return rows


def ago(**by: int) -> Form:
    """A shift before the period named last, or before the published month."""

    def resolve(self: Resolver, _role: str, _parts: Mapping[str, str], sentence: int) -> list[Meaning]:
        base = self.last if self.last and sentence - self.last_sentence <= 1 else (self.reference or "")[:7]
        return [(shift(base, **by), "anchor", "relative")] if base and len(base) > YEAR_WIDTH else []

    return resolve


def same_period(self: Resolver, _role: str, parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """The period named last, in another year: "the same months of 2023"."""
    base = self.last or (self.reference or "")[:7]
    if not base:
        return []
    years = int(parts["y"]) - int(base[:4]) if "y" in parts else -1
    return [(shift(base, years=years), "anchor", "relative")]


def same_as_before(self: Resolver, role: str, _parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """The period named last: "that month", "by then"."""
    return [(self.last, role, "relative")] if self.last else []


def the_period(self: Resolver, role: str, _parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """The span of months named before, else the year of the title: "in the quarter"."""
    if self.last_span:
        return [(self.last_span, role, "relative")]
    return [(self.title_year, role, "relative")] if self.title_year else []


def now(self: Resolver, _role: str, _parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """The published date: "today", "so far"."""
    return [(self.reference, "now", "relative")] if self.reference and self.dated else []


def half_relative(self: Resolver, role: str, _parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """The first half of this year once June has come, else of the last."""
    year = (self.year or 0) - (self.month < MID_YEAR)
    return [(f"{year}-01/{year}-06", role, "relative")]


def last_years(self: Resolver, _role: str, parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """The year in which "the past three years" begin, for what changes since."""
    return [(str((self.year or 0) - number(parts)), "since", "relative")]


def previous_year(self: Resolver, role: str, _parts: Mapping[str, str], sentence: int) -> list[Meaning]:
    """The year before the one named last in the sentence, else before this one."""
    if self.last and sentence - self.last_sentence <= 1:
        return [(f"{int(self.last.split('/')[-1][:4]) - 1}", "anchor", "relative")]
    return [(str((self.year or 0) - 1), role, "relative")]


def fiscal_before(self: Resolver, role: str, _parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """The fiscal year before the one named last, else before the last."""
    base = self.last if self.last and "/" in self.last else self.fiscal((self.year or 0) - 1)
    return [(shift(base, years=-1), role, "relative")]


def fiscal_at(offset: int) -> Form:
    """The fiscal year of the published date, or one after it."""

    def resolve(self: Resolver, role: str, _parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
        begins = (self.year or 0) - (self.month < fiscal_starts().get(self.country or "", 1))
        return [(self.fiscal(begins + offset), role, "relative")]

    return resolve


def past_year(self: Resolver, _role: str, _parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """The month a year before the published one, in which "the past twelve months" begin."""
    now = (self.reference or "")[:7]
    return [(shift(now, years=-1), "since", "relative")] if now else []


def month_in(offset: int) -> Form:
    """A month of this or last year, or a day of it."""

    def resolve(self: Resolver, role: str, parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
        day = f"-{int(parts['d']):02d}" if "d" in parts else ""
        return [(f"{(self.year or 0) + offset}-{month(parts):02d}{day}", role, "relative")]

    return resolve


def months_in(offset: int) -> Form:
    """Months of this or last year: from one named to another, or so many from January on."""

    def resolve(self: Resolver, role: str, parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
        year = (self.year or 0) + offset
        if "n" in parts:
            return [(f"{year}-01/{year}-{min(number(parts), 12):02d}", role, "relative")]
        first, last = f"{year}-{month(parts):02d}", f"{year}-{month(parts, 'm2'):02d}"
        return [(f"{first}/{last}", "interval", "relative"), (last, "end", "relative")]

    return resolve


def month_next(self: Resolver, role: str, parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """A month still to come: "by next June"."""
    which = month(parts)
    return [(f"{(self.year or 0) + (which <= self.month)}-{which:02d}", role, "relative")]


RELATIVE: Final[Mapping[str, Form]] = {
    "half1_relative": half_relative,
    "quarter_relative": quarter_relative,
    "half1_last_year": lambda s, role, _p, _n: [
        (f"{(s.year or 0) - 1}-01/{(s.year or 0) - 1}-06", role, "relative")
    ],
    "quarter_last_year": lambda s, role, p, _n: [
        (quarter((s.year or 0) - 1, quarter_of(p)), role, "relative")
    ],
    "months_this_year": months_in(0),
    "months_last_year": months_in(-1),
    "year_before_last": by_year(-2),
    "quarter_this_year": lambda s, role, p, _n: [(quarter(s.year or 0, quarter_of(p)), role, "relative")],
    "this_year_end": by_year(0, "-12"),
    "next_year_end": by_year(1, "-12"),
    "last_year_end": by_year(-1, "-12"),
    "this_year_start": by_year(0, "-01"),
    "this_year": by_year(0),
    "next_year": by_year(1),
    "last_year": by_year(-1),
    "the_year": the_year(""),
    "the_year_end": the_year("-12"),
    "decade_end": lambda s, role, _p, _n: [(f"{((s.year or 0) // 10 + 1) * 10}", role, "relative")],
    "month_this_year": month_in(0),
    "month_last_year": month_in(-1),
    "month_next": month_next,
    "month_relative": day_or_month,
    "day_relative": day_or_month,
    "year_ago": year_ago,
    "month_ago": ago(months=-1),
    "quarter_ago": ago(months=-3),
    "years_ago": lambda s, _role, p, _n: [(str((s.year or 0) - number(p)), "year_ago", "relative")],
    "last_years": last_years,
    "next_years": lambda s, _role, p, _n: [(str((s.year or 0) + number(p)), "by", "relative")],
    "previous_year": previous_year,
    "same_period": same_period,
    "same_as_before": same_as_before,
    "fiscal_relative": fiscal_before,
    "fiscal_now": fiscal_at(0),
    "fiscal_next": fiscal_at(1),
    "past_year": past_year,
    "this_month": lambda s, role, _p, _n: (
        [((s.reference or "")[:7], role, "relative")] if s.reference else []
    ),
    "this_quarter": lambda s, role, _p, _n: [(quarter(s.year or 0, (s.month + 2) // 3), role, "relative")],
    "the_period": the_period,
    "now": now,
}
