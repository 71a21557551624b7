"""Functions of columns that an expression names: comparisons, and what one column alone gives."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from connectivity.extraction.columns import kernels
from connectivity.extraction.columns.column import Boolean, Column, Float64

__all__ = [
    "absolute",
    "at_least",
    "at_most",
    "chosen",
    "equal",
    "finite",
    "floored",
    "less",
    "logarithm",
    "more",
    "negative",
    "root",
    "rounded",
    "same",
    "significant",
    "unequal",
]

HALF: Final = 0.5


def same(column: Column) -> Column:
    """The column itself."""
    return column


def equal(a: Column, b: Column) -> Column:
    """==."""
    return kernels.compared("==", a, b)


def unequal(a: Column, b: Column) -> Column:
    """!=."""
    return kernels.compared("!=", a, b)


def less(a: Column, b: Column) -> Column:
    """<."""
    return kernels.compared("<", a, b)


def at_most(a: Column, b: Column) -> Column:
    """<=."""
    return kernels.compared("<=", a, b)


def more(a: Column, b: Column) -> Column:
    """>."""
    return kernels.compared(">", a, b)


def at_least(a: Column, b: Column) -> Column:
    """>=."""
    return kernels.compared(">=", a, b)


def negative(a: Column) -> Column:
    """With the other sign."""
    return kernels.mapped_number(None, np.negative, a)


def absolute(a: Column) -> Column:
    """Without the sign."""
    return kernels.mapped_number(None, np.abs, a)


def logarithm(a: Column) -> Column:
    """Natural logarithm."""
    return kernels.mapped_number(Float64, np.log, a)


def root(a: Column) -> Column:
    """Square root."""
    return kernels.mapped_number(Float64, np.sqrt, a)


def floored(a: Column) -> Column:
    """The largest whole number not above."""
    return kernels.mapped_number(None, np.floor, a)


def rounded(a: Column, decimals: int) -> Column:
    """To so many decimals, halves to even."""
    return kernels.mapped_number(Float64, lambda x: np.round(x, decimals), a)


def significant(a: Column, digits: int) -> Column:
    """To so many significant digits, halves away from zero."""

    def rounded_to(values: Any) -> Any:
        size = np.floor(np.log10(np.abs(values)))
        power = digits - 1 - size
        scale = np.power(10.0, power)
        scaled = away(values * scale) / scale
        return np.where((values == 0) | ~np.isfinite(scaled), values, scaled)

    with np.errstate(over="ignore"):
        return kernels.mapped_number(Float64, rounded_to, a)


def away(values: Any) -> Any:
    """To whole numbers, halves away from zero."""
    whole = np.trunc(values)
    return np.where(np.abs(values - whole) == HALF, whole + np.sign(values), np.round(values))


def finite(a: Column) -> Column:
    """Whether a number is neither infinite nor none."""
    return Column(Boolean, np.isfinite(a.numbers()))


def chosen(*arguments: Any) -> Column:
    """The value of the first true condition: conditions, values, perhaps the rest, and their number."""
    *columns, count = arguments
    rest = columns[2 * count] if len(columns) > 2 * count else None
    return kernels.choose(columns[:count], columns[count : 2 * count], rest)
