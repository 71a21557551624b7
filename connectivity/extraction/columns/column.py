"""A column: one numpy array of a kind, with missing values inside the array itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from connectivity.extraction.columns.pool import NULL, Pool, current_pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy.typing as npt

__all__ = ["Boolean", "Column", "Float64", "Int64", "Series", "String", "blank", "made"]

Boolean: Final = "b"
Int64: Final = "i"
Float64: Final = "f"
String: Final = "s"

Array = Any  # numpy array, or a numpy scalar that stands for every row


class Column:
    """Values of one kind.

    Missing values: a string has the code -1, a number is NaN (a column of integers with missing ones is held
    as floats), and a truth value is neither true nor false.

    Attributes:
        kind: b, i, f, s, or "" for a column of which nothing is known but that every value is missing.
        data: The values; for truth values, where they are true.
        no: For truth values, where they are false: an array, a function that makes it when it is first asked
            for, or None where false is all that is not true.
        name: The name the column is given in a frame, where it has one.
        pool: The strings that the codes stand for.
    """

    __slots__ = ("data", "kind", "name", "no", "pool")

    def __init__(
        self, kind: str, data: Array, no: Callable[[], Array] | Array | None = None, name: str | None = None
    ) -> None:
        self.kind = kind
        self.data = data
        self.no = no
        self.name = name
        self.pool: Pool | None = current_pool() if kind == String else None

    def false(self) -> Array:
        """Where a truth value is false."""
        if self.no is None:
            return ~self.data
        if callable(self.no):
            self.no = self.no()
        return self.no

    def nulls(self) -> Array:
        """Where values are missing."""
        data = self.data
        if self.kind == String:
            return data < 0
        if self.kind == Boolean:
            return np.zeros(data.shape, dtype=bool) if self.no is None else ~(data | self.false())
        if self.kind == "":
            return np.ones(data.shape, dtype=bool)
        return np.isnan(data) if data.dtype == np.float64 else np.zeros(data.shape, dtype=bool)

    def numbers(self) -> Array:
        """The values as numbers; a truth value is 1 or 0."""
        if self.kind == Boolean:
            values = self.data.astype(np.float64)
            if self.no is not None:
                missing = self.nulls()
                values = np.where(missing, np.nan, values) if missing.any() else values
            return values
        return np.full(self.data.shape, np.nan) if self.kind == "" else self.data

    def known_or_zero(self) -> Array:
        """The numbers, 0 where they are missing; truth values as they are, false where they are missing."""
        values = self.data if self.kind == Boolean else self.numbers()
        if values.dtype == np.float64:
            missing = np.isnan(values)
            if missing.any():
                return np.where(missing, 0.0, values)
        return values

    def spread(self, height: int) -> Column:
        """With one value a row, where one value stands for all."""
        if self.data.ndim:
            return self
        no = None if self.no is None else np.full(height, self.false())
        kind, data = (self.kind, self.data) if self.kind else (String, NULL)
        return Column(kind, np.full(height, data), no, self.name)

    def alias(self, name: str) -> Column:
        """The same under a name."""
        column = Column(self.kind, self.data, self.no, name)
        column.pool = self.pool
        return column

    def take(self, index: npt.NDArray[np.int64], *, missing: bool = False) -> Column:
        """The values at the rows of `index`; with `missing`, none where it is -1."""
        if missing:
            absent = index < 0
            if absent.any():
                return self._take_some(index, absent)
        no = self.no if self.no is None else self.false()[index]
        taken = Column(self.kind, self.data[index], no, self.name)
        taken.pool = self.pool
        return taken

    def _take_some(self, index: npt.NDArray[np.int64], absent: npt.NDArray[np.bool_]) -> Column:
        if not len(self.data):
            return blank(self.kind, len(index))
        data = self.data[index]
        if self.kind == Boolean:
            return Column(Boolean, data & ~absent, self.false()[index] & ~absent, self.name)
        if self.kind == String:
            data[absent] = NULL
            return Column(String, data, None, self.name)
        data = data.astype(np.float64)
        data[absent] = np.nan
        return Column(self.kind, data, None, self.name)

    def integers(self, missing: int = -1) -> npt.NDArray[np.int64]:
        """The values as integers, with `missing` for those that are."""
        if not is_float(self.data):
            found: npt.NDArray[np.int64] = self.data.astype(np.int64, copy=False)
            return found
        absent = np.isnan(self.data)
        whole: npt.NDArray[np.int64] = np.where(absent, missing, self.data).astype(np.int64)
        return whole

    def to_numpy(self) -> npt.NDArray[Any]:
        """The values as an array; strings as Python objects."""
        if self.kind == String:
            return np.array(self.to_list(), dtype=object)
        if self.kind == Int64 and is_float(self.data) and not np.isnan(self.data).any():
            return self.integers()
        array: npt.NDArray[Any] = self.data
        return array

    def to_list(self) -> list[Any]:
        """The values as Python objects, None for missing ones."""
        if self.kind == String:
            return (self.pool or current_pool()).decode(self.data)
        values = self.data.tolist()
        if not self.nulls().any():
            return [int(v) for v in values] if self.kind == Int64 and is_float(self.data) else list(values)
        if self.kind == Boolean:
            return [t or (False if f else None) for t, f in zip(values, self.false().tolist(), strict=True)]
        number = int if self.kind == Int64 else float
        return [None if v != v else number(v) for v in values]  # noqa: PLR0124 - NaN

    def is_in(self, values: Any) -> Column:
        """Whether each value is one of those given."""
        return computed("is_in", self, values)

    def is_not_null(self) -> Column:
        """Where values are there."""
        return computed("is_not_null", self)

    def fill_null(self, value: Any) -> Column:
        """The values, with one where they are missing."""
        return computed("fill_null", self, value)

    def cast(self, kind: str) -> Column:
        """The values as another kind."""
        return computed("cast", self, kind)

    def __and__(self, other: Any) -> Column:
        return computed("__and__", self, other)

    def __or__(self, other: Any) -> Column:
        return computed("__or__", self, other)

    def __invert__(self) -> Column:
        return computed("__invert__", self)

    def __eq__(self, other: object) -> Column:  # type: ignore[override]  # as in Polars, == makes a column
        return computed("__eq__", self, other)

    def __gt__(self, other: Any) -> Column:
        return computed("__gt__", self, other)

    def __add__(self, other: Any) -> Column:
        return computed("__add__", self, other)

    def __sub__(self, other: Any) -> Column:
        return computed("__sub__", self, other)

    __hash__ = object.__hash__

    def __len__(self) -> int:
        return len(self.data)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.to_list())


def computed(name: str, column: Column, *others: Any) -> Column:
    """An operation of expressions on a column itself."""
    from connectivity.extraction.columns.expression import Expr, lit  # noqa: PLC0415 - they import this module
    from connectivity.extraction.columns.frame import DataFrame  # noqa: PLC0415 - likewise

    node: Expr = getattr(lit(column), name)(*others)
    return DataFrame({"": column}).full(node)


def is_float(data: Array) -> bool:
    """Whether numbers are held as floats."""
    return bool(data.dtype == np.float64)


def blank(kind: str, height: int) -> Column:
    """A column of missing values."""
    if kind == Boolean:
        return Column(Boolean, np.zeros(height, dtype=bool), np.zeros(height, dtype=bool))
    if kind in (String, ""):
        return Column(String, np.full(height, NULL, dtype=np.int64))
    return Column(kind, np.full(height, np.nan))


def kind_of(values: list[Any]) -> str:
    """The kind of Python values, by the first that is not missing."""
    first = next((v for v in values if v is not None), None)
    if isinstance(first, (bool, np.bool_)):
        return Boolean
    if isinstance(first, (int, np.integer)):
        return Float64 if any(isinstance(v, float) for v in values) else Int64
    return Float64 if isinstance(first, float) else String


def made(values: Any, kind: str | None = None, name: str | None = None) -> Column:
    """A column of Python values or of a numpy array."""
    if isinstance(values, Column):
        column = Column(values.kind, values.data, values.no, name or values.name)
        column.pool = values.pool
        return column
    if isinstance(values, np.ndarray):
        return of_array(values, kind, name)
    values = list(values)
    kind = kind or kind_of(values)
    if kind == String:
        return Column(String, current_pool().encode(values), None, name)
    if None in values:
        return with_missing(values, kind, name)
    dtype = {Boolean: np.bool_, Int64: np.int64}.get(kind, np.float64)
    return Column(kind, np.array(values, dtype=dtype), None, name)


def with_missing(values: list[Any], kind: str, name: str | None) -> Column:
    """A column of Python numbers or truth values, some of them None."""
    if kind == Boolean:
        yes = np.array([bool(v) for v in values], dtype=bool)
        return Column(Boolean, yes, np.array([v is False for v in values], dtype=bool), name)
    return Column(kind, np.array([np.nan if v is None else v for v in values], dtype=np.float64), None, name)


def of_array(values: npt.NDArray[Any], kind: str | None, name: str | None) -> Column:
    """A column of a numpy array of numbers or truth values."""
    if values.dtype == bool:
        return Column(Boolean, values, None, name)
    if values.dtype == object:
        return made(values.tolist(), kind, name)
    if np.issubdtype(values.dtype, np.floating):
        return Column(kind or Float64, values.astype(np.float64, copy=False), None, name)
    dtype = np.float64 if kind == Float64 else np.int64
    return Column(kind or Int64, values.astype(dtype, copy=False), None, name)


def Series(name: Any = None, values: Any = None, dtype: str | None = None) -> Column:  # noqa: N802 - as in Polars
    """A column, with or without a name: `Series("q", [1, 2])`, `Series([1, 2])`."""
    if values is None and not isinstance(name, str):
        return made([] if name is None else name, dtype)
    return made([] if values is None else values, dtype, name)
