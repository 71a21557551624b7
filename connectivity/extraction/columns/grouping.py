"""Groups of rows that agree in some columns, and what is computed within them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from connectivity.extraction.columns.column import Boolean, Column, Float64, Int64, String, is_float
from connectivity.extraction.columns.pool import NULL, current_pool

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from connectivity.extraction.columns.expression import Expr

__all__ = ["Groups", "grouped", "integer_keys", "moved", "order_of", "reduced", "stable_order"]

LARGEST_KEY: Final = 2**62
NARROW: Final = 4  # a range of keys less than so many times the rows is counted, not sorted


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows by group, numbered in the order in which groups first appear.

    Attributes:
        of: The group of each row.
        first: The first row of each group.
        rising: Whether rows of a group stand together.
    """

    of: npt.NDArray[np.int64]
    first: npt.NDArray[np.int64]
    rising: bool

    @property
    def count(self) -> int:
        """The number of groups."""
        return len(self.first)


def integer_keys(columns: Sequence[Sequence[Column]]) -> list[npt.NDArray[np.int64]]:
    """One integer a row for each frame, the same for rows that agree in all columns.

    Args:
        columns: For each key its column in every frame.
    """
    total: list[npt.NDArray[np.int64]] = []
    room = 1
    for parts in columns:
        coded, size = coded_together(parts)
        if total and room > LARGEST_KEY // max(size, 1):
            total, room = compressed(total)
        total = coded if not total else [t * size + c for t, c in zip(total, coded, strict=True)]
        room *= max(size, 1)
    return total


def coded_together(parts: Sequence[Column]) -> tuple[list[npt.NDArray[np.int64]], int]:
    """Numbers from 0 for the values of a key in every frame, and how many there may be."""
    if all(p.kind in (String, "") for p in parts):
        return [p.data + 1 for p in parts], len(current_pool().names) + 1
    if all(p.kind == Boolean for p in parts):
        return [p.data * 2 + p.nulls().astype(np.int64) for p in parts], 3
    if all(p.kind in (Int64, "") for p in parts):
        values = [p.integers(NULL) for p in parts]
        known = [v for v in values if len(v)]
        low = min((int(v.min()) for v in known), default=0)
        high = max((int(v.max()) for v in known), default=0)
        low = min(low, 0)
        if any(is_float(p.data) for p in parts):  # missing ones get a number of their own
            values = [np.where(np.isnan(p.numbers()), low - 1, v) for p, v in zip(parts, values, strict=True)]
            low -= 1
        return [v - low for v in values], high - low + 1
    stacked = np.concatenate([p.numbers() for p in parts])
    distinct, coded = np.unique(stacked, return_inverse=True)
    ends = np.cumsum([len(p.data) for p in parts])[:-1]
    return [c.astype(np.int64) for c in np.split(coded, ends)], len(distinct)


def compressed(total: list[npt.NDArray[np.int64]]) -> tuple[list[npt.NDArray[np.int64]], int]:
    """The same keys as numbers without gaps."""
    distinct, coded = np.unique(np.concatenate(total), return_inverse=True)
    ends = np.cumsum([len(t) for t in total])[:-1]
    return [c.astype(np.int64) for c in np.split(coded, ends)], len(distinct)


def grouped(columns: Sequence[Column]) -> Groups:
    """The groups of rows that agree in all columns."""
    (key,) = integer_keys([[c] for c in columns])
    if not len(key):
        return Groups(key, key, rising=True)
    step = key[1:] != key[:-1]
    if (key[1:] >= key[:-1]).all():
        of = np.concatenate(([0], np.cumsum(step)))
        return Groups(of, np.flatnonzero(np.concatenate(([True], step))), rising=True)
    rows = stable_order(key)
    ordered = key[rows]
    begins = np.concatenate(([True], ordered[1:] != ordered[:-1]))
    first = rows[begins]
    order = stable_order(first)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    of = np.empty(len(key), dtype=np.int64)
    of[rows] = place[np.cumsum(begins) - 1]
    return Groups(of, first[order], rising=False)


def stable_order(key: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The rows in the order of keys of 0 or more, equal ones as they stand."""
    count = len(key)
    if not count or (key[1:] >= key[:-1]).all():
        return np.arange(count)
    if int(key.max()) >= LARGEST_KEY // count:
        return np.argsort(key, kind="stable")
    both = key * count + np.arange(count)  # plain numbers sort several times faster than an order
    both.sort()
    return both % count


def order_of(
    columns: Sequence[Column], descending: Sequence[bool], *, nulls_last: bool
) -> npt.NDArray[np.int64]:
    """The rows in the order of the columns, equal ones as they stand."""
    keys: list[npt.NDArray[Any]] = []
    for column, down in zip(columns, descending, strict=True):
        values = sortable(column)
        missing = column.nulls()
        if down:
            values = -values
        if missing.any():
            keys.append(missing if nulls_last else ~missing)
            values = np.where(missing, 0, values)
        keys.append(values)
    packed_keys = packed(keys)
    if len(packed_keys) == 1:
        key = packed_keys[0]
        return stable_order(key) if key.dtype == np.int64 else np.argsort(key, kind="stable")
    return np.lexsort(tuple(reversed(packed_keys)))


def packed(keys: list[npt.NDArray[Any]]) -> list[npt.NDArray[Any]]:
    """The keys with neighbours that are integers of a narrow range made one."""
    found: list[npt.NDArray[Any]] = []
    room = 0
    for key in keys:
        if key.dtype == np.float64:
            found.append(key)
            room = 0
            continue
        whole = key.astype(np.int64)
        low, high = (int(whole.min()), int(whole.max())) if len(whole) else (0, 0)
        size = high - low + 1
        if room and room < LARGEST_KEY // size:
            found[-1] = found[-1] * size + (whole - low)
            room *= size
        else:
            found.append(whole - low)
            room = size
    return found


def sortable(column: Column) -> npt.NDArray[Any]:
    """The values as numbers in the same order."""
    if column.kind == String:
        return current_pool().ranks(column.data)[0]
    if column.kind == Boolean:
        numbers: npt.NDArray[Any] = column.data.astype(np.int64)
        return numbers
    values: npt.NDArray[Any] = column.numbers()
    if column.kind == Int64 and is_float(values) and not np.isnan(values).any():
        return values.astype(np.int64)
    return values


def reduced(how: str, column: Column | None, groups: Groups) -> Column:
    """One value a group: min, max, sum, any, first, len."""
    if how == "len" or column is None:
        return Column(Int64, np.bincount(groups.of, minlength=groups.count))
    if how == "first":
        return column.take(groups.first)
    if how == "any":
        return Column(Boolean, flagged(column.data, groups))
    if how == "sum":
        values = column.numbers()
        if is_float(values):
            values = np.where(np.isnan(values), 0.0, values)
        total = np.bincount(groups.of, weights=values, minlength=groups.count)
        return Column(
            column.kind if column.kind == Float64 else Int64,
            total if column.kind == Float64 else total.astype(np.int64),
        )
    return Column(column.kind, extreme(how, column.numbers(), groups))


def flagged(yes: npt.NDArray[np.bool_], groups: Groups) -> npt.NDArray[np.bool_]:
    """Whether any row of each group is marked."""
    found = np.zeros(groups.count, dtype=bool)
    found[groups.of[np.flatnonzero(yes)]] = True
    return found


def extreme(how: str, values: npt.NDArray[Any], groups: Groups) -> npt.NDArray[Any]:
    """The smallest or largest value of each group, of those that are there."""
    function = np.fmin if how == "min" else np.fmax
    if not len(values):
        return values
    if groups.rising:
        found: npt.NDArray[Any] = function.reduceat(values, groups.first)
        return found
    order = np.argsort(groups.of, kind="stable")
    counts = np.bincount(groups.of, minlength=groups.count)
    starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
    ordered: npt.NDArray[Any] = function.reduceat(values[order], starts)
    return ordered


def moved(node: Expr, column: Column, groups: Groups | None) -> Column:
    """A shift, running maximum or rank, within groups or over all rows."""
    how = node.settings[0]
    height = len(column.data)
    of = groups.of if groups is not None else np.zeros(height, dtype=np.int64)
    if how == "rank":
        return Column(Int64, dense_ranks(column, of))
    rising = groups is None or groups.rising
    order = np.arange(height) if rising else np.argsort(of, kind="stable")
    if how == "shift":
        return shifted(column, node.settings[1], order, of[order])
    if how == "cum_max":
        return running(column, order, of[order])
    raise TypeError(f"{how} is no function of rows")


def shifted(column: Column, step: int, order: npt.NDArray[np.int64], of: npt.NDArray[np.int64]) -> Column:
    """The value so many rows before, within groups."""
    height = len(order)
    source = np.full(height, -1, dtype=np.int64)
    size = min(abs(step), height)
    there = slice(0, height - size) if step >= 0 else slice(size, height)
    here = slice(size, height) if step >= 0 else slice(0, height - size)
    alike = of[here] == of[there]
    source[here] = np.where(alike, order[there], -1)
    index = np.empty(height, dtype=np.int64)
    index[order] = source
    return column.take(index, missing=True)


def running(column: Column, order: npt.NDArray[np.int64], of: npt.NDArray[np.int64]) -> Column:
    """The largest value so far, within groups."""
    values = column.numbers()[order]
    if not len(values):
        return column
    low, high = values.min(), values.max()
    lifted = values + of * (high - low + 1)  # a later group begins above the one before
    found = np.maximum.accumulate(lifted) - of * (high - low + 1)
    result = np.empty(len(found), dtype=found.dtype)
    result[order] = found
    return Column(column.kind, result)


def dense_ranks(column: Column, of: npt.NDArray[np.int64]) -> npt.NDArray[Any]:
    """The place of each value in the order of the distinct values of its group, from 1."""
    missing = column.nulls()
    if missing.any():
        found = np.full(len(missing), np.nan)
        there = np.flatnonzero(~missing)
        found[there] = dense_ranks(column.take(there), of[there])
        return found
    values = sortable(column)
    if not len(values):
        return values.astype(np.int64)
    keys = packed([of, values])
    order = stable_order(keys[0]) if len(keys) == 1 else np.lexsort((values, of))
    group, value = of[order], values[order]
    fresh = np.concatenate(([True], group[1:] != group[:-1]))
    step = fresh | np.concatenate(([True], value[1:] != value[:-1]))
    count = np.cumsum(step)
    ranks = np.empty(len(count), dtype=np.int64)
    ranks[order] = count - np.maximum.accumulate(np.where(fresh, count - 1, 0))
    return ranks
