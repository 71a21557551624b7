"""What expressions compute: functions from columns to a column, with Polars's rules for missing values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from connectivity.extraction.columns.column import (
    Boolean,
    Column,
    Float64,
    Int64,
    String,
    blank,
    is_float,
)
from connectivity.extraction.columns.pool import NULL, current_pool

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "add",
    "all_of",
    "any_of",
    "cast",
    "choose",
    "clip",
    "coalesced",
    "compared",
    "divide",
    "fill",
    "highest",
    "inverse",
    "is_null",
    "lowest",
    "mapped_number",
    "mean",
    "multiply",
    "not_null",
    "power",
    "subtract",
    "within",
]

OPPOSITE: Final = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
UFUNCS: Final[dict[str, Callable[..., Any]]] = {
    "==": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


def all_of(a: Column, b: Column) -> Column:
    """Both: false where either is false, whatever the other."""
    if a.no is None and b.no is None:
        return Column(Boolean, a.data & b.data)
    return Column(Boolean, a.data & b.data, lambda: a.false() | b.false())


def any_of(a: Column, b: Column) -> Column:
    """Either: true where one is true, whatever the other."""
    if a.no is None and b.no is None:
        return Column(Boolean, a.data | b.data)
    return Column(Boolean, a.data | b.data, lambda: a.false() & b.false())


def inverse(a: Column) -> Column:
    """Not."""
    if a.no is None:
        return Column(Boolean, ~a.data)
    return Column(Boolean, a.false(), a.data)


def compared(sign: str, a: Column, b: Column) -> Column:
    """One of ==, !=, <, <=, >, >=; missing where either side is."""
    if a.kind == "" or b.kind == "":
        height = max(np.size(a.data), np.size(b.data))
        return blank(Boolean, height)
    if a.kind == String and b.kind == String:
        return compared_texts(sign, a, b)
    left, right = a.numbers(), b.numbers()
    test, other = UFUNCS[sign], UFUNCS[OPPOSITE[sign]]
    if not is_float(left) and not is_float(right):
        return Column(Boolean, test(left, right))
    if sign == "!=":  # NaN differs from everything
        return Column(
            Boolean, test(left, right) & ~(np.isnan(left) | np.isnan(right)), lambda: other(left, right)
        )
    if sign == "==":
        return Column(
            Boolean, test(left, right), lambda: other(left, right) & ~(np.isnan(left) | np.isnan(right))
        )
    return Column(Boolean, test(left, right), lambda: other(left, right))


def compared_texts(sign: str, a: Column, b: Column) -> Column:
    """`compared` for strings."""
    left, right = a.data, b.data
    if not right.ndim and right >= 0 and sign in {"==", "!="}:  # a name in the expression
        same = left == right
        if sign == "==":
            return Column(Boolean, same, lambda: (left != right) & (left >= 0))
        return Column(Boolean, ~same & (left >= 0), same)
    if sign not in {"==", "!="}:
        left, right = ranked(a, b)
    known = (a.data >= 0) & (b.data >= 0)
    test, other = UFUNCS[sign], UFUNCS[OPPOSITE[sign]]
    return Column(Boolean, test(left, right) & known, lambda: other(left, right) & known)


def ranked(a: Column, b: Column) -> tuple[Any, Any]:
    """Two columns of strings as numbers in the order of the strings."""
    left, right = current_pool().ranks(np.atleast_1d(a.data), np.atleast_1d(b.data))
    return (left if np.ndim(a.data) else left[0]), (right if np.ndim(b.data) else right[0])


def arithmetic(kind: str, function: Callable[..., Any], a: Column, b: Column) -> Column:
    """A function of two columns of numbers; missing where either is."""
    return Column(kind, function(a.numbers(), b.numbers()))


def common(a: Column, b: Column) -> str:
    """The kind of a sum: integers stay integers."""
    return Float64 if Float64 in (a.kind, b.kind) or a.kind == b.kind == "" else Int64


def add(a: Column, b: Column) -> Column:
    """Sum."""
    return arithmetic(common(a, b), np.add, a, b)


def subtract(a: Column, b: Column) -> Column:
    """Difference."""
    return arithmetic(common(a, b), np.subtract, a, b)


def multiply(a: Column, b: Column) -> Column:
    """Product."""
    return arithmetic(common(a, b), np.multiply, a, b)


def divide(a: Column, b: Column) -> Column:
    """Quotient, always a float."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return arithmetic(Float64, np.true_divide, a, b)


def power(a: Column, b: Column) -> Column:
    """Power, a float."""
    return Column(Float64, np.power(np.asarray(a.numbers(), dtype=np.float64), b.numbers()))


def is_null(a: Column) -> Column:
    """Where values are missing."""
    return Column(Boolean, a.nulls())


def not_null(a: Column) -> Column:
    """Where values are there."""
    return Column(Boolean, ~a.nulls())


def fill(a: Column, value: Column) -> Column:
    """The values, with those of another column where they are missing."""
    if a.kind == Boolean and not value.data.ndim and value.no is None:
        return Column(Boolean, ~a.false()) if value.data else Column(Boolean, a.data)
    return coalesced(a, value)


def coalesced(*columns: Column) -> Column:
    """The first value that is there."""
    found = columns[-1]
    for column in reversed(columns[:-1]):
        found = choose([Column(Boolean, ~column.nulls())], [column], found)
    return found


def choose(tests: list[Column], values: list[Column], rest: Column | None) -> Column:
    """The value of the first test that is true, else the rest (missing when None)."""
    kinds = {v.kind for v in (*values, *([rest] if rest is not None else [])) if v.kind}
    kind = kinds.pop() if len(kinds) == 1 else Float64 if kinds <= {Int64, Float64} and kinds else ""
    if kinds and not kind:
        kind = Float64  # truth values beside numbers
    kind = kind or String
    if kind == Boolean:
        return choose_truth(tests, values, rest)
    found = rest_of(kind, rest)
    for test, value in zip(reversed(tests), reversed(values), strict=True):
        found = np.where(test.data, rest_of(kind, value), found)
    return Column(kind, found)


def rest_of(kind: str, column: Column | None) -> Any:
    """The data of a column as a part of one of a kind."""
    if column is None or column.kind == "":
        return NULL if kind == String else np.nan
    return column.data if kind == String else column.numbers()


def choose_truth(tests: list[Column], values: list[Column], rest: Column | None) -> Column:
    """`choose` for truth values."""
    total = rest is not None and all(v.kind == Boolean and v.no is None for v in (*values, rest))
    blanked = Column(Boolean, np.False_, np.False_)
    options = [v if v.kind == Boolean else blanked for v in values]
    last = rest if rest is not None and rest.kind == Boolean else blanked
    yes = last.data
    for test, value in zip(reversed(tests), reversed(options), strict=True):
        yes = (
            np.where(test.data, value.data, yes)
            if np.ndim(test.data)
            else (value if test.data else last).data
        )

    def no() -> Any:
        found = last.false()
        for test, value in zip(reversed(tests), reversed(options), strict=True):
            found = np.where(test.data, value.false(), found)
        return found

    return Column(Boolean, yes, None if total else no)


def cast(a: Column, kind: str) -> Column:
    """The values as another kind; strings that are no number are missing."""
    if a.kind in (kind, ""):
        return a if a.kind else blank(kind, np.size(a.data))
    if kind == String:
        texts = ["" if v is None else str(v) for v in np.atleast_1d(a.to_numpy()).tolist()]
        codes = current_pool().encode(texts)
        return Column(String, np.where(a.nulls(), NULL, codes))
    if a.kind == String:
        values = current_pool().apply("cast to number", number_of, float, a.data)
        return Column(kind, values)
    values = a.numbers()
    if kind == Int64:
        whole = np.trunc(values) if is_float(values) else values
        return Column(Int64, whole if is_float(values) and np.isnan(whole).any() else whole.astype(np.int64))
    if kind == Boolean:
        return compared("!=", a, Column(Int64, np.int64(0)))
    return Column(Float64, values.astype(np.float64))


def number_of(text: str) -> float:
    """The number that a string of ASCII digits writes, NaN for others."""
    if not text.isascii() or "_" in text or text != text.strip():
        return np.nan
    try:
        return float(text)
    except ValueError:
        return np.nan


def clip(a: Column, low: Any, high: Any) -> Column:
    """The values held within bounds."""
    values = a.numbers()
    if low is not None:
        values = np.maximum(values, low)
    if high is not None:
        values = np.minimum(values, high)
    return Column(a.kind, values)


def mapped_number(kind: str | None, function: Callable[[Any], Any], a: Column) -> Column:
    """A numpy function of the values."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return Column(kind or a.kind, function(a.numbers()))


def lowest(*columns: Column) -> Column:
    """The smallest in each row, of those that are there."""
    if all(c.kind == Boolean for c in columns):
        return inverse(highest(*(inverse(c) for c in columns)))
    return folded(np.fmin, columns)


def highest(*columns: Column) -> Column:
    """The largest in each row, of those that are there."""
    if all(c.kind == Boolean for c in columns):
        yes = np.logical_or.reduce([c.data for c in columns])
        if all(c.no is None for c in columns):
            return Column(Boolean, yes)
        return Column(Boolean, yes, lambda: np.logical_or.reduce([c.false() for c in columns]) & ~yes)
    return folded(np.fmax, columns)


def folded(function: Callable[..., Any], columns: tuple[Column, ...]) -> Column:
    """Columns of numbers folded row by row."""
    kind = Int64 if all(c.kind in (Int64, Boolean) for c in columns) else Float64
    found = columns[0].numbers()
    for column in columns[1:]:
        found = function(found, column.numbers())
    return Column(kind, found)


def mean(*columns: Column) -> Column:
    """The mean of each row, of those that are there."""
    stack = np.array(np.broadcast_arrays(*(c.numbers() for c in columns)), dtype=np.float64)
    known = ~np.isnan(stack)
    count = known.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return Column(Float64, np.where(known, stack, 0.0).sum(axis=0) / count)


def within(a: Column, values: tuple[Any, ...] | Column) -> Column:
    """Whether each value is one of those given; missing where it is."""
    if isinstance(values, Column):
        own, others = (a.data, values.data) if a.kind == String else (a.numbers(), values.numbers())
        yes = np.isin(own, others)
    elif a.kind == String:
        held = frozenset(values)
        yes = current_pool().apply(("in", held), held.__contains__, bool, a.data)
    else:
        yes = np.isin(a.numbers(), np.array(values))
    missing = a.nulls()
    if not missing.any():
        return Column(Boolean, yes)
    return Column(Boolean, yes & ~missing, lambda: ~yes & ~missing)
