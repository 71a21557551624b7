"""When two values of an attribute say the same: the rules of the scorer, shared by scoring and fitting."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["country", "same_number", "same_period"]

ROUNDING: Final = 0.006  # annotations have two decimals
ROUNDED_BELOW: Final = 100


def same_number(a: float | None, b: float | None) -> bool:
    """Equal up to rounding of the annotation: 33.33 and a third.

    >>> same_number(33.33, 33.3333), same_number(2606, 2607), same_number(None, None)
    (True, False, True)
    """
    if a is None or b is None:
        return a is None and b is None
    rounded = abs(a - b) < ROUNDING and abs(a) < ROUNDED_BELOW and a != round(a)
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b), 1e-9) or rounded


def country(place: str | None) -> str | None:
    """The countries of a place, without its regions.

    >>> country("KZ:Almaty"), country("KZ+AZ"), country(None)
    ('KZ', 'AZ+KZ', None)
    """
    return None if place is None else "+".join(sorted({p.split(":")[0] for p in place.split("+")}))


def ends(period: str) -> list[tuple[int, ...]]:
    """First and last part of an ISO 8601 period, as years, months and days."""
    parts = period.split("/")
    return [tuple(int(n) for n in re.findall(r"\d+", p)) for p in (parts[0], parts[-1])]


def expanded(period: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """First and last month of a period."""
    first, last = ends(period)
    return (*first, 1)[:2], (*last, 12)[:2]


def same_period(gold: str | None, found: str | None) -> bool:
    """Equal at the coarser of the two precisions; a year is not a month inside another year.

    >>> same_period("2024-06-18", "2024-06"), same_period("2024", "2024-01/2024-12")
    (True, True)
    >>> same_period("2024", "2023-05")
    False
    """
    if gold is None or found is None:
        return gold is None and found is None
    if ("/" in gold) != ("/" in found):
        return expanded(gold) == expanded(found)
    pairs = zip(ends(gold), ends(found), strict=True)
    return all(g[:n] == p[:n] for g, p in pairs for n in [min(len(g), len(p), 2)])
