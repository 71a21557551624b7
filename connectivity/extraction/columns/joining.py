"""Which rows of two frames belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from connectivity.extraction.columns.grouping import NARROW, integer_keys, stable_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from connectivity.extraction.columns.column import Column

__all__ = ["held_in", "last_before", "matched"]

Rows = "npt.NDArray[np.int64]"


def keys_of(
    left: Sequence[Column], right: Sequence[Column], *, nulls_equal: bool
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """One key a row on both sides; rows with missing keys get keys that match nothing."""
    mine, theirs = integer_keys(list(zip(left, right, strict=True)))
    if not nulls_equal:
        mine = without_missing(mine, left, -1)
        theirs = without_missing(theirs, right, -2)
    return mine, theirs


def without_missing(
    key: npt.NDArray[np.int64], columns: Sequence[Column], value: int
) -> npt.NDArray[np.int64]:
    """The keys, with one that matches nothing where a column has no value."""
    for column in columns:
        missing = column.nulls()
        if missing.any():
            key = np.where(missing, value, key)
    return key


def matched(
    left: Sequence[Column], right: Sequence[Column], *, outer: bool, nulls_equal: bool
) -> tuple[npt.NDArray[np.int64] | None, npt.NDArray[np.int64], bool]:
    """The pairs of rows with equal keys, in the order of the left side, then of the right.

    Args:
        left: The key columns of the left side.
        right: Those of the right side.
        outer: Left rows without a partner are kept, with -1 for it.
        nulls_equal: Missing keys match one another.

    Returns:
        Rows of the left side (None: all, in order), rows of the right, and whether any is -1.
    """
    mine, theirs = keys_of(left, right, nulls_equal=nulls_equal)
    order, low, count = runs(mine, theirs)
    if outer and (not len(count) or int(count.max()) <= 1):
        found = np.where(count > 0, order[np.minimum(low, max(len(order) - 1, 0))] if len(order) else -1, -1)
        return None, found, bool((count == 0).any())
    kept = np.maximum(count, 1) if outer else count
    rows = np.repeat(np.arange(len(mine)), kept)
    begins = np.cumsum(kept) - kept
    step = np.arange(len(rows)) - begins[rows]
    place = low[rows] + step
    if not outer:
        return rows, order[place], False
    alone = count[rows] == 0
    return (
        rows,
        np.where(alone, -1, order[np.minimum(place, len(order) - 1)] if len(order) else -1),
        bool(alone.any()),
    )


def runs(
    mine: npt.NDArray[np.int64], theirs: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The right rows ordered by key, and for each left row where its partners begin and how many they are."""
    if not len(theirs) or not len(mine):
        none = np.zeros(len(mine), dtype=np.int64)
        return np.arange(len(theirs)), none, none
    rising = bool((theirs[1:] >= theirs[:-1]).all())
    order = np.arange(len(theirs)) if rising else ordered_rows(theirs)
    ordered = theirs if rising else theirs[order]
    base, top = int(min(ordered[0], mine.min())), int(max(ordered[-1], mine.max()))
    if top - base < NARROW * (len(theirs) + len(mine)) + 1024:
        counts = np.bincount(ordered - base, minlength=top - base + 1)
        begins = np.cumsum(counts) - counts
        at = mine - base
        return order, begins[at], counts[at]
    low = np.searchsorted(ordered, mine, side="left")
    high = np.searchsorted(ordered, mine, side="right")
    return order, low, high - low


def ordered_rows(key: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The rows in the order of keys, some of which may be -1 or -2."""
    return stable_order(key - min(int(key.min()), 0))


def held_in(left: Sequence[Column], right: Sequence[Column]) -> npt.NDArray[np.bool_]:
    """Whether each left row has a partner."""
    mine, theirs = keys_of(left, right, nulls_equal=False)
    if not len(theirs) or not len(mine):
        return np.zeros(len(mine), dtype=bool)
    base, top = int(min(theirs.min(), mine.min())), int(max(theirs.max(), mine.max()))
    if top - base < NARROW * (len(theirs) + len(mine)) + 1024:
        table = np.zeros(top - base + 1, dtype=bool)
        table[theirs - base] = True
        found: npt.NDArray[np.bool_] = table[mine - base]
        return found
    return np.isin(mine, theirs)


def last_before(
    mine: npt.NDArray[np.int64],
    theirs: npt.NDArray[np.int64],
    by: tuple[Column, Column],
) -> npt.NDArray[np.int64]:
    """For each left row the last right row of the same `by` that is not later, -1 where there is none."""
    (left, right) = integer_keys([by])
    if not len(mine) or not len(theirs):
        return np.full(len(mine), -1, dtype=np.int64)
    base = min(int(mine.min()), int(theirs.min()))
    room = max(int(mine.max()), int(theirs.max())) - base + 2
    there = right * room + (theirs - base)
    here = left * room + (mine - base)
    order = np.argsort(there, kind="stable")
    at = np.searchsorted(there[order], here, side="right") - 1
    found = order[np.maximum(at, 0)]
    return np.where((at >= 0) & (right[found] == left), found, -1)
