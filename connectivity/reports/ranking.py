"""Which rows of a section tell most: the newest and best-founded of each place and technology come first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from connectivity.observations.schema import stands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = ["telling_currency", "telling_findings", "telling_gaps", "telling_growth", "telling_targets"]

_SCATTERED: Final = frozenset({"fine", "floor_area", "investment", "jobs", "other", "rank"})
"""Indicators whose figures are of separate things: how they grow says nothing."""

_LIKELY: Final = 20.0  # times: what grew more was hardly the same thing before
_A_YEAR: Final = 12  # months
_DECIDED: Final = ("behind", "on track", "overdue")
_SAYING: Final = (
    "currency_pair",
    "share_of_whole",
    "parts_and_total",
    "connected_and_unconnected",
    "percent_and_counts",
    "change_and_levels",
)
_SEVERITY: Final = {"error": 0, "warning": 1, "info": 2}


def telling_gaps(rows: Sequence[Mapping[str, Any]]) -> tuple[int, ...]:
    """The newest gap of each place, indicator, technology and group whose total is known.

    Each figure counts as much as a year of age; a plan and a stated gap count as figures do. A total that is
    less than half of the largest of its place and indicator is one of a part, and left to the others.
    """

    def worth(row: Mapping[str, Any]) -> float:
        known = (row["left_over"] is not None) + (row["gap_stated"] is not None)
        same = 2 * (row["total_source"] == "same document")
        nothing = 0 if row["gap"] else -3
        return float(len(row["figures"]) + known + same + nothing + _year(row["period"]))

    largest: dict[tuple[str | None, str | None], float] = {}
    for row in rows:
        key = (row["place"], row["indicator"])
        largest[key] = max(largest.get(key, 0.0), row["total"] or 0.0)
    whole = [
        i
        for i, row in enumerate(rows)
        if row["gap"] is not None and (row["total"] or 0) > largest[row["place"], row["indicator"]] / 2
    ]
    newest = _newest(rows, whole, ("place", "indicator", "technology", "group"), "period")
    return _best(rows, newest, worth)


def telling_growth(rows: Sequence[Mapping[str, Any]], latest: str) -> tuple[int, ...]:
    """One row a series, over the longest time: of levels that can be compared and hardly changed meaning.

    Args:
        rows: Rows of the growth analysis.
        latest: When the newest document was published; what is of a later time is a plan.
    """

    def good(row: Mapping[str, Any]) -> bool:
        if not row["comparable"] or row["percent"] is None or row["indicator"] in _SCATTERED:
            return False
        first, last = row["value_from"], row["value_to"]
        if row["status"] != "actual" or row["months"] is None or _after(row["period_to"], latest):
            return False
        if not 0 < first < last * _LIKELY or first == last:
            return False
        stock = stands(row["indicator"], row.get("unit") or "")
        return last <= first * _LIKELY and not (stock and last < first / 2)

    def worth(row: Mapping[str, Any]) -> float:
        long = (row["months"] >= _A_YEAR) + (row["cagr"] is not None) + (row["basis"] == "first-last")
        return float(len(row["figures"]) + long + _year(row["period_to"]))

    kept = [i for i, row in enumerate(rows) if good(row)]
    longest: dict[Any, int] = {}
    for i in kept:
        best = longest.get(rows[i]["series"])
        if best is None or _span(rows[i]) > _span(rows[best]):
            longest[rows[i]["series"]] = i
    return _best(rows, longest.values(), worth)


def _span(row: Mapping[str, Any]) -> tuple[bool, float, str]:
    return (row["basis"] == "first-last", row["months"], row["period_to"])


def telling_targets(rows: Sequence[Mapping[str, Any]], latest: str) -> tuple[int, ...]:
    """The newest target of each place, indicator, technology, group and unit that something can be held to.

    Args:
        rows: Rows of the analysis of targets.
        latest: When the newest document was published; what is of a later time is no achievement.
    """

    def worth(row: Mapping[str, Any]) -> float:
        decided = 2 * (row["verdict"] in _DECIDED) + (row["required_pace"] is not None)
        paced = 2 * ((row["achieved_pace"] or 0) > 0)
        return float(len(row["figures"]) + decided + paced + _year(row["last_period"]))

    def good(row: Mapping[str, Any]) -> bool:
        target, last = row["target"], row["last"]
        if row["indicator"] in _SCATTERED or _after(row["last_period"], latest):
            return False
        return bool(target and last and row["deadline"]) and last <= 2 * target <= 2 * _LIKELY * last

    kept = [i for i, row in enumerate(rows) if good(row)]
    newest = _newest(rows, kept, ("place", "indicator", "technology", "group", "unit"), "deadline")
    return _best(rows, newest, worth)


def telling_currency(rows: Sequence[Mapping[str, Any]], published: Mapping[str, str]) -> tuple[int, ...]:
    """Rates that differ from the quoted one, those that agree, the others; the newest documents first."""
    order = {False: 2, True: 1, None: 0}
    numbers = sorted(range(len(rows)), key=lambda i: published.get(rows[i]["doc"], ""), reverse=True)
    return tuple(sorted(numbers, key=lambda i: -order[rows[i]["agrees"]]))


def telling_findings(rows: Sequence[Mapping[str, Any]]) -> tuple[int, ...]:
    """Errors, warnings, then what is confirmed, of that first what two statements say of each other."""

    def place(i: int) -> tuple[int, int, int]:
        kind = rows[i]["kind"]
        saying = _SAYING.index(kind) if kind in _SAYING else len(_SAYING)
        return _SEVERITY.get(rows[i]["severity"], len(_SEVERITY)), saying, i

    return tuple(sorted(range(len(rows)), key=place))


def _newest(
    rows: Sequence[Mapping[str, Any]], numbers: Iterable[int], key: Sequence[str], period: str
) -> list[int]:
    """Of the rows of each key the one whose period ends last, of equal ones that of most figures."""
    found: dict[tuple[Any, ...], int] = {}
    for i in numbers:
        name = tuple(rows[i][column] for column in key)
        if name not in found or _age(rows[i], period) > _age(rows[found[name]], period):
            found[name] = i
    return list(found.values())


def _age(row: Mapping[str, Any], period: str) -> tuple[str, int]:
    return (row[period] or "").rpartition("/")[2], len(row["figures"])


def _after(period: str | None, day: str) -> bool:
    """Whether a period begins after a day or the month that a date names."""
    return bool(day) and (period or "")[: len(day)] > day


def _best(
    rows: Sequence[Mapping[str, Any]], numbers: Iterable[int], worth: Callable[[Mapping[str, Any]], float]
) -> tuple[int, ...]:
    return tuple(sorted(numbers, key=lambda i: (-worth(rows[i]), i)))


def _year(period: str | None) -> float:
    """The year that a period ends in, 0 for none."""
    return float((period or "").rpartition("/")[2][:4] or 0)
