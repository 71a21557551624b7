"""What words for dates mean, given when a document was published and where it is about."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Final

from babel import Locale
from num2words import num2words

from connectivity.extraction.periods import shift

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Meaning", "Resolver", "month_names", "words_to_number"]

Meaning = tuple[str, str, str]  # period, role, source
QUARTER_WORDS: Final = {
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": 4,
}
WORD_LIMIT: Final = 24


@functools.cache
def month_names(language: str) -> dict[str, int]:
    """Names and usual abbreviations of the months, in lower case.

    >>> month_names("en")["sept"], month_names("en")["june"]
    (9, 6)
    """
    names: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for number, name in Locale(language).months["format"][width].items():
            names[name.lower().rstrip(".")] = number
    names["sept"] = 9
    return names


@functools.cache
def words_to_number(language: str) -> dict[str, int]:
    """Number words up to twenty-four, for "six months", "three years"."""
    return {num2words(n, lang=language): n for n in range(WORD_LIMIT, 0, -1)}


@functools.cache
def fiscal_starts() -> Mapping[str, int]:
    """First month of the fiscal year of the countries where it is not January."""
    text = (resources.files("connectivity.lexicon") / "places.toml").read_text(encoding="utf-8")
    starts: Mapping[str, int] = tomllib.loads(text)["fiscal_year"]
    return starts


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves the words of one document.

    Attributes:
        reference: The published date (or, when unknown, the year the document is about).
        country: The main country, for its fiscal year.
        title_year: A year the title names.
        dated: Whether `reference` is the published date.
        last: The period mentioned before.
        last_sentence: The sentence it stood in.
        last_span: The span of months mentioned before.
    """

    reference: str | None
    country: str | None
    title_year: str | None = None
    dated: bool = False
    last: str | None = None
    last_sentence: int = -9
    last_span: str | None = None

    @property
    def year(self) -> int | None:
        """Year of the reference."""
        return int(self.reference[:4]) if self.reference else None

    @property
    def month(self) -> int:
        """Month of the reference, December when only its year is known."""
        return int(self.reference[5:7]) if self.reference and len(self.reference) > 4 else 12

    def meanings(self, form: str, role: str, parts: Mapping[str, str], sentence: int) -> list[Meaning]:
        """The periods that a match can mean, the likeliest first."""
        stated = STATED.get(form)
        if stated:
            return stated(self, role, parts)
        relative = RELATIVE.get(form)
        if relative is None or self.year is None:
            return []
        return relative(self, role, parts, sentence)

    def recent(self, month: int, day: int | None, role: str) -> int:
        """The year of a month named without one: the latest past one, or for a deadline the next."""
        year = self.year or 0
        if role == "by":
            return year if month >= self.month else year + 1
        late = month > self.month or (month == self.month and self.later_this_month(day))
        return year - 1 if late else year

    def later_this_month(self, day: int | None) -> bool:
        """Whether that day of the reference's month is still to come."""
        known = int(self.reference[8:10]) if self.reference and len(self.reference) > 7 else None
        return day is not None and known is not None and day > known

    def fiscal(self, year: int, *, months: int = 12) -> str:
        """The fiscal year that begins in a calendar year."""
        first = fiscal_starts().get(self.country or "", 1)
        start = f"{year}-{first:02d}"
        return f"{start}/{shift(start, months=months - 1)}"


def number(parts: Mapping[str, str], key: str = "n") -> int:
    """A number written in digits or as a word."""
    text = parts[key]
    return int(text) if text.isdigit() else words_to_number("en").get(text, 1)


def month(parts: Mapping[str, str], key: str = "m") -> int:
    """The month named."""
    return int(parts["mm"]) if key == "m" and "mm" in parts else month_names("en")[parts[key].rstrip(".")]


def quarter_of(parts: Mapping[str, str]) -> int:
    """The quarter named."""
    return int(parts["q"]) if "q" in parts else QUARTER_WORDS[parts["qw"]]


def quarter(year: int, which: int) -> str:
    """A quarter as an interval of months.

    >>> quarter(2024, 2)
    '2024-04/2024-06'
    """
    return f"{year}-{3 * which - 2:02d}/{year}-{3 * which:02d}"


def month_interval(self: Resolver, role: str, parts: Mapping[str, str]) -> list[Meaning]:
    """ "From January to November 2024", "between April 2019 and April 2022"."""
    first, last = month(parts), month(parts, "m2")
    end = int(parts["y2"]) if "y2" in parts else self.recent(last, None, role) if self.year else None
    if end is None:
        return []
    begin = int(parts["y"]) if "y" in parts else end - (first > last)
    value = f"{begin}-{first:02d}/{end}-{last:02d}"
    return [
        (value, "interval", "stated"),
        (value.split("/")[1], "end", "stated"),
        (value.split("/")[0], "first", "stated"),
    ]


def year_interval(_self: Resolver, _role: str, parts: Mapping[str, str]) -> list[Meaning]:
    """ "From 2015 to 2020", "between 2015 and December 2020"."""
    end = parts["y2"] + (f"-{month(parts, 'm2'):02d}" if "m2" in parts else "")
    begin = parts["y"]
    whole = f"{begin}/{parts['y2']}"
    return [(end, "end", "stated"), (begin, "first", "stated"), (whole, "interval", "stated")]


def dated(_self: Resolver, role: str, parts: Mapping[str, str]) -> list[Meaning]:
    """A day with its year."""
    return [(f"{parts['y']}-{month(parts):02d}-{int(parts['d']):02d}", role, "stated")]


def month_of_year(_self: Resolver, role: str, parts: Mapping[str, str]) -> list[Meaning]:
    """A month with its year."""
    return [(f"{parts['y']}-{month(parts):02d}", role, "stated")]


def fiscal_year(self: Resolver, role: str, parts: Mapping[str, str]) -> list[Meaning]:
    """ "Fiscal year 2023-24" begins in 2023."""
    return [(self.fiscal(int(parts["y"])), role, "stated")]


def fiscal_named_by_end(self: Resolver, role: str, parts: Mapping[str, str]) -> list[Meaning]:
    """ "FY2024" ends in 2024 where fiscal years do not begin in January."""
    late = fiscal_starts().get(self.country or "", 1) > 1
    value = self.fiscal(int(parts["y"]) - 1) if late else parts["y"]
    return [(value, role, "stated")]


def months_to(_self: Resolver, role: str, parts: Mapping[str, str]) -> list[Meaning]:
    """ "The six months to June 2023"."""
    end = f"{parts['y']}-{month(parts):02d}"
    return [(f"{shift(end, months=1 - number(parts))}/{end}", role, "stated")]


def first_months(self: Resolver, role: str, parts: Mapping[str, str]) -> list[Meaning]:
    """ "The first nine months of 2024", or of the year that has seen them."""
    count = number(parts)
    if "y" not in parts and self.year is None:
        return []
    year = int(parts["y"]) if "y" in parts else (self.year or 0) - (self.month < count)
    return [(f"{year}-01/{year}-{min(count, 12):02d}", role, "stated" if "y" in parts else "relative")]


STATED: Final[dict[str, Callable[[Resolver, str, Mapping[str, str]], list[Meaning]]]] = {
    "month_interval": month_interval,
    "year_interval": year_interval,
    "fiscal": fiscal_year,
    "fiscal_end": fiscal_named_by_end,
    "fiscal_half1": lambda s, role, p: [(s.fiscal(int(p["y"]), months=6), role, "stated")],
    "date": dated,
    "iso_date": dated,
    "month": month_of_year,
    "half1": lambda _s, role, p: [(f"{p['y']}-01/{p['y']}-06", role, "stated")],
    "half2": lambda _s, role, p: [(f"{p['y']}-07/{p['y']}-12", role, "stated")],
    "quarter": lambda _s, role, p: [(quarter(int(p["y"]), quarter_of(p)), role, "stated")],
    "first_months": first_months,
    "months_to": months_to,
    "year_start": lambda _s, role, p: [(f"{p['y']}-01", role, "stated")],
    "year_end": lambda _s, role, p: [(f"{p['y']}-12", role, "stated")],
    "year": lambda _s, role, p: [(p["y"], role, "stated")],
    "none": lambda _s, _role, _p: [],
}


def by_year(
    offset: int, suffix: str = ""
) -> Callable[[Resolver, str, Mapping[str, str], int], list[Meaning]]:
    """A form that counts from the reference's year."""

    def resolve(self: Resolver, role: str, _parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
        return [(f"{(self.year or 0) + offset}{suffix}", role, "relative")]

    return resolve


def the_year(suffix: str) -> Callable[[Resolver, str, Mapping[str, str], int], list[Meaning]]:
    """ "During the year": the year of the title, else of the last mention, else the one now, or before."""

    def resolve(self: Resolver, role: str, _parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
        now = self.year or 0
        if role == "by" and not self.title_year:
            return [(f"{now}{suffix}", role, "relative")]
        year = self.title_year or str(now if self.month > 10 or not suffix else now - 1)
        other = f"{now}{suffix}"
        first = f"{year}{suffix}"
        return [(first, role, "relative")] + ([(other, "next", "relative")] if other != first else [])

    return resolve


def day_or_month(self: Resolver, role: str, parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """ "On 1 July", "at the end of March": the year is not said."""
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
    """ "A year earlier": before the period named in the sentence, else before the published month."""
    rows: list[Meaning] = []
    if self.last and sentence - self.last_sentence <= 1:
        rows.append((shift(self.last, years=-1), "anchor", "relative"))
    now = (self.reference or "")[:7]
    if now:
        rows.append((shift(now, years=-1), "year_ago", "relative"))
    return rows


def ago(**by: int) -> Callable[[Resolver, str, Mapping[str, str], int], list[Meaning]]:
    """A shift before the period named last, or before the published month."""

    def resolve(self: Resolver, _role: str, _parts: Mapping[str, str], sentence: int) -> list[Meaning]:
        base = self.last if self.last and sentence - self.last_sentence <= 1 else (self.reference or "")[:7]
        return [(shift(base, **by), "anchor", "relative")] if base and len(base) > 4 else []

    return resolve


def same_period(self: Resolver, _role: str, parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """ "The same months of 2023": the period named last, in that year."""
    base = self.last or (self.reference or "")[:7]
    if not base:
        return []
    years = int(parts["y"]) - int(base[:4]) if "y" in parts else -1
    return [(shift(base, years=years), "anchor", "relative")]


def same_as_before(self: Resolver, role: str, _parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """ "That month", "by then"."""
    return [(self.last, role, "relative")] if self.last else []


def the_period(self: Resolver, role: str, _parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """ "In the quarter": the span of months named before, else the quarter before the reference."""
    if self.last_span:
        return [(self.last_span, role, "relative")]
    return [(self.title_year, role, "relative")] if self.title_year else []


def now(self: Resolver, _role: str, _parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """ "Today", "so far": the published date."""
    return [(self.reference, "now", "relative")] if self.reference and self.dated else []


def half_relative(self: Resolver, role: str, _parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """ "The first half": of this year once July has come."""
    year = (self.year or 0) - (self.month < 6)
    return [(f"{year}-01/{year}-06", role, "relative")]


def last_years(self: Resolver, _role: str, parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """ "The past three years", for what changes against their beginning."""
    return [(str((self.year or 0) - number(parts)), "since", "relative")]


def previous_year(self: Resolver, role: str, _parts: Mapping[str, str], sentence: int) -> list[Meaning]:
    """ "The previous year": before the year named last in the sentence, else before this one."""
    if self.last and sentence - self.last_sentence <= 1:
        return [(f"{int(self.last.split('/')[-1][:4]) - 1}", "anchor", "relative")]
    return [(str((self.year or 0) - 1), role, "relative")]


def fiscal_before(self: Resolver, role: str, _parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """ "The previous fiscal year"."""
    base = self.last if self.last and "/" in self.last else self.fiscal((self.year or 0) - 1)
    return [(shift(base, years=-1), role, "relative")]


def month_in(offset: int) -> Callable[[Resolver, str, Mapping[str, str], int], list[Meaning]]:
    """A month of this or last year."""

    def resolve(self: Resolver, role: str, parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
        which = month(parts)
        return [(f"{(self.year or 0) + offset}-{which:02d}", role, "relative")]

    return resolve


def month_next(self: Resolver, role: str, parts: Mapping[str, str], _sentence: int) -> list[Meaning]:
    """ "By next June"."""
    which = month(parts)
    return [(f"{(self.year or 0) + (which <= self.month)}-{which:02d}", role, "relative")]


RELATIVE: Final[dict[str, Callable[[Resolver, str, Mapping[str, str], int], list[Meaning]]]] = {
    "half1_relative": half_relative,
    "quarter_relative": quarter_relative,
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
    "this_month": lambda s, role, _p, _n: (
        [((s.reference or "")[:7], role, "relative")] if s.reference else []
    ),
    "this_quarter": lambda s, role, _p, _n: [(quarter(s.year or 0, (s.month + 2) // 3), role, "relative")],
    "the_period": the_period,
    "now": now,
}
