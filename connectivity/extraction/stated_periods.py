"""The periods that words with a year of their own state, one function or line a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from connectivity.extraction.calendar_words import fiscal_starts, month, number, quarter, quarter_of
from connectivity.extraction.periods import shift
from connectivity.extraction.resolver import Meaning, Resolver

__all__ = ["STATED"]

Form = Callable[[Resolver, str, Mapping[str, str]], list[Meaning]]  # resolver, role, parts


def month_interval(self: Resolver, role: str, parts: Mapping[str, str]) -> list[Meaning]:
    """Months on both ends: "from January to November 2024", "between April 2019 and April 2022"."""
    first, last = month(parts), month(parts, "m2")
    end = int(parts["y2"]) if "y2" in parts else self.recent(last, None, role) if self.year else None
    if end is None:
        return []
    begin = int(parts["y"]) if "y" in parts else end - (first > last)
    value = f"{begin}-{first:02d}/{end}-{last:02d}"
    return [
        (value, "interval", "stated"),
        (value.split("/", maxsplit=1)[1], "end", "stated"),
        (value.split("/", maxsplit=1)[0], "first", "stated"),
    ]


def season(first: int) -> Form:
    """Three months that begin with one: "in the spring of 2024", or the last such months without a year."""

    def resolve(self: Resolver, role: str, parts: Mapping[str, str]) -> list[Meaning]:
        if "y" not in parts and self.year is None:
            return []
        year = int(parts["y"]) if "y" in parts else self.recent(first, None, role)
        source = "stated" if "y" in parts else "relative"
        return [(f"{year}-{first:02d}/{year}-{first + 2:02d}", role, source)]

    return resolve


def year_interval(_self: Resolver, _role: str, parts: Mapping[str, str]) -> list[Meaning]:
    """Years on both ends: "from 2015 to 2020", "between 2015 and December 2020"."""
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
    """A fiscal year named by both its years: 2023-24 begins in 2023."""
    return [(self.fiscal(int(parts["y"])), role, "stated")]


def fiscal_named_by_end(self: Resolver, role: str, parts: Mapping[str, str]) -> list[Meaning]:
    """A fiscal year named by one: FY2024 ends in 2024 where fiscal years do not begin in January."""
    late = fiscal_starts().get(self.country or "", 1) > 1
    value = self.fiscal(int(parts["y"]) - 1) if late else parts["y"]
    return [(value, role, "stated")]


def months_to(_self: Resolver, role: str, parts: Mapping[str, str]) -> list[Meaning]:
    """Months that end in one named: "the six months to June 2023"."""
    end = f"{parts['y']}-{month(parts):02d}"
    return [(f"{shift(end, months=1 - number(parts))}/{end}", role, "stated")]


def first_months(self: Resolver, role: str, parts: Mapping[str, str]) -> list[Meaning]:
    """Months from January on: "the first nine months of 2024", or of the year that has seen them."""
    count = number(parts)
    if "y" not in parts and self.year is None:
        return []
    year = int(parts["y"]) if "y" in parts else (self.year or 0) - (self.month < count)
    return [(f"{year}-01/{year}-{min(count, 12):02d}", role, "stated" if "y" in parts else "relative")]


STATED: Final[Mapping[str, Form]] = {
    "month_interval": month_interval,
    "year_interval": year_interval,
    "between_months": month_interval,
    "between_years": year_interval,
    "spring": season(3),
    "summer": season(6),
    "autumn": season(9),
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
