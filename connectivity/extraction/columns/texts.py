"""Functions of strings, computed once for each distinct string."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from connectivity.extraction.columns.column import Boolean, Column, Int64, String
from connectivity.extraction.columns.pool import NULL, current_pool

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["joined", "measured", "replaced", "replaced_strictly", "rewritten", "sliced", "tested"]


def expression(pattern: str) -> re.Pattern[str]:
    """A pattern in which a final $ is the very end, as in Polars."""
    return re.compile(
        rf"{pattern[:-1]}\Z" if pattern.endswith("$") and not pattern.endswith(r"\$") else pattern
    )


def tested(key: tuple[Any, ...], make: Callable[[], Callable[[str], bool]], a: Column) -> Column:
    """A test of each string; missing where it is."""
    yes = current_pool().apply(key, make(), bool, a.data)
    missing = a.data < 0
    if not missing.any():
        return Column(Boolean, yes)
    return Column(Boolean, yes, lambda: ~yes & ~missing)


def measured(key: tuple[Any, ...], function: Callable[[str], int], a: Column) -> Column:
    """A number of each string; missing where it is."""
    values = current_pool().apply(key, function, float, a.data)
    return Column(Int64, values if np.isnan(values).any() else values.astype(np.int64))


def rewritten(key: tuple[Any, ...], function: Callable[[str], str | None], a: Column) -> Column:
    """Another string for each string; missing where it is, or where the function gives None."""
    return Column(String, current_pool().apply(key, lambda text: coded(function(text)), int, a.data))


def sliced(a: Column, offset: int, length: Column | None) -> Column:
    """The characters from `offset` on, as many as `length` says in each row."""
    if length is None:
        return rewritten(("from", offset), lambda text: text[offset:], a)
    if not np.ndim(length.data):
        end = offset + int(length.data)
        return rewritten(("slice", offset, end), lambda text: text[offset:end], a)
    widths = length.integers()
    found = np.full(np.broadcast(a.data, widths).shape, NULL, dtype=np.int64)
    codes = np.broadcast_to(a.data, found.shape)
    for width in np.flatnonzero(np.bincount(widths + 1)).tolist():
        if width:
            rows, end = widths == width - 1, offset + width - 1
            found[rows] = sliced(
                Column(String, codes[rows]), offset, Column(Int64, np.int64(end - offset))
            ).data
    return Column(String, found)


def joined(*arguments: Any) -> Column:
    """The strings of each row after one another, with the last argument between; missing where one is."""
    first, *others, separator = arguments
    found: Column = first
    for column in others:
        found = pairwise(found, column, separator)
    return found


def pairwise(a: Column, b: Column, separator: str) -> Column:
    pool = current_pool()
    left, right = np.broadcast_arrays(a.data, b.data)
    shape = left.shape
    left, right = np.atleast_1d(left), np.atleast_1d(right)
    known = (left >= 0) & (right >= 0)
    key = left * np.int64(len(pool.names) + 1) + right
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    names = pool.names
    codes = [
        pool.code(f"{names[i]}{separator}{names[j]}") if i >= 0 and j >= 0 else NULL
        for i, j in zip(left[first].tolist(), right[first].tolist(), strict=True)
    ]
    found = np.where(known, np.array(codes, dtype=np.int64)[which] if codes else left, NULL)
    return Column(String, found.reshape(shape))


def replaced(a: Column, mapping: Mapping[Any, Any], key: tuple[Any, ...]) -> Column:
    """The strings with some exchanged."""
    return rewritten(("replace", *key), lambda text: mapping.get(text, text), a)


def replaced_strictly(a: Column, mapping: Mapping[Any, Any], default: Any, kind: str) -> Column:
    """What a mapping has for each value, else the default."""
    pool = current_pool()
    text = kind == String
    table = {k: coded(v) for k, v in mapping.items()} if text else mapping
    rest = coded(default) if text else np.nan if default is None else default
    keys = pool.decode(np.atleast_1d(a.data)) if a.kind == String else a.integers().tolist()
    found = [rest if key is None else table.get(key, rest) for key in keys]
    values: Any = np.array(found, dtype=np.int64 if text else np.float64)
    if kind == Int64 and not np.isnan(values).any():
        values = values.astype(np.int64)
    return Column(kind, values)


def coded(text: str | None) -> int:
    """The code of a string, or of a missing one."""
    return NULL if text is None else current_pool().code(text)
