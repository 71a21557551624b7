"""Expressions over the columns of a frame, written as in Polars; alike ones are one object.

A frame remembers what each expression gave, so that parts which several expressions share are computed once.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np

from connectivity.extraction.columns import kernels, operations
from connectivity.extraction.columns.column import Boolean, Column, Float64, Int64, String
from connectivity.extraction.columns.pool import current_pool

if TYPE_CHECKING:
    from collections.abc import Mapping

    from connectivity.extraction.columns.text_expression import Texts

__all__ = ["Expr", "Source", "column_of", "fresh", "lit", "node", "wrapped"]

MOST_HELD: Final = 50_000
_held: dict[Any, Expr] = {}
_count = itertools.count()


class Source(Protocol):
    """What an expression is computed on: a frame, or the groups of one."""

    def get(self, node: Expr) -> Column:
        """The column of an expression."""
        ...

    def column(self, name: str) -> Column:
        """The column of a name."""
        ...

    def aggregate(self, node: Expr) -> Column:
        """The column of an aggregation, a shift or a rank."""
        ...

    def window(self, node: Expr, keys: tuple[Expr, ...]) -> Column:
        """The column of an aggregation within groups, one value a row."""
        ...


class Expr:
    """One expression: what it does, on which others, with which settings.

    Attributes:
        op: "col", "lit", "agg", "over", or a function from columns and settings to a column.
        parts: The expressions it is computed from.
        settings: Further arguments.
        name: The name of its column.
        common: Whether the same expression made again is this object.
        order: Its number among all expressions made.
        known: The column of a literal, with the pool it belongs to.
    """

    __slots__ = ("common", "known", "name", "op", "order", "parts", "settings")

    op: Any
    parts: tuple[Expr, ...]
    settings: tuple[Any, ...]
    name: str
    common: bool
    order: int
    known: tuple[Any, Column] | None

    def compute(self, source: Source) -> Column:
        """The column on a source."""
        op = self.op
        if type(op) is not str:
            get = source.get
            found: Column = op(*[get(part) for part in self.parts], *self.settings)
            return found
        if op == "col":
            return source.column(self.settings[0])
        if op == "lit":
            return self.literal()
        if op == "agg":
            return source.aggregate(self)
        if op == "over":
            return source.window(self.parts[0], self.parts[1:])
        held: Column = self.settings[0]
        return held

    def literal(self) -> Column:
        """The column of a literal, made once for each pool."""
        pool = current_pool()
        if self.known is None or self.known[0] is not pool:
            self.known = (pool, literal(self.settings[0], self.settings[1]))
        return self.known[1]

    def alias(self, name: str) -> Expr:
        """The same under another name."""
        return self if self.name == name else node(operations.same, (self,), (), name)

    def __and__(self, other: Any) -> Expr:
        return node(kernels.all_of, (self, wrapped(other)))

    def __rand__(self, other: Any) -> Expr:
        return node(kernels.all_of, (wrapped(other), self))

    def __or__(self, other: Any) -> Expr:
        return node(kernels.any_of, (self, wrapped(other)))

    def __ror__(self, other: Any) -> Expr:
        return node(kernels.any_of, (wrapped(other), self))

    def __invert__(self) -> Expr:
        return node(kernels.inverse, (self,))

    def __eq__(self, other: object) -> Expr:  # type: ignore[override]  # as in Polars, == makes an expression
        return node(operations.equal, (self, wrapped(other)))

    def __ne__(self, other: object) -> Expr:  # type: ignore[override]  # likewise
        return node(operations.unequal, (self, wrapped(other)))

    def __lt__(self, other: Any) -> Expr:
        return node(operations.less, (self, wrapped(other)))

    def __le__(self, other: Any) -> Expr:
        return node(operations.at_most, (self, wrapped(other)))

    def __gt__(self, other: Any) -> Expr:
        return node(operations.more, (self, wrapped(other)))

    def __ge__(self, other: Any) -> Expr:
        return node(operations.at_least, (self, wrapped(other)))

    __hash__ = object.__hash__  # alike expressions are one object

    def __add__(self, other: Any) -> Expr:
        return node(kernels.add, (self, wrapped(other)))

    def __radd__(self, other: Any) -> Expr:
        return node(kernels.add, (wrapped(other), self), name=self.name)

    def __sub__(self, other: Any) -> Expr:
        return node(kernels.subtract, (self, wrapped(other)))

    def __rsub__(self, other: Any) -> Expr:
        return node(kernels.subtract, (wrapped(other), self))

    def __mul__(self, other: Any) -> Expr:
        return node(kernels.multiply, (self, wrapped(other)))

    def __rmul__(self, other: Any) -> Expr:
        return node(kernels.multiply, (wrapped(other), self))

    def __truediv__(self, other: Any) -> Expr:
        return node(kernels.divide, (self, wrapped(other)))

    def __pow__(self, other: Any) -> Expr:
        return node(kernels.power, (self, wrapped(other)))

    def __rpow__(self, other: Any) -> Expr:
        return node(kernels.power, (wrapped(other), self))

    def __neg__(self) -> Expr:
        return node(operations.negative, (self,))

    def __bool__(self) -> bool:
        raise TypeError("an expression is neither true nor false before it is computed")

    def abs(self) -> Expr:
        """Without the sign."""
        return node(operations.absolute, (self,))

    def log(self) -> Expr:
        """Natural logarithm."""
        return node(operations.logarithm, (self,))

    def sqrt(self) -> Expr:
        """Square root."""
        return node(operations.root, (self,))

    def floor(self) -> Expr:
        """The largest whole number not above."""
        return node(operations.floored, (self,))

    def round(self, decimals: int = 0) -> Expr:
        """To so many decimals, halves to even."""
        return node(operations.rounded, (self,), (decimals,))

    def round_sig_figs(self, digits: int) -> Expr:
        """To so many significant digits, halves away from zero."""
        return node(operations.significant, (self,), (digits,))

    def is_finite(self) -> Expr:
        """Whether a number is neither infinite nor none."""
        return node(operations.finite, (self,))

    def is_null(self) -> Expr:
        """Whether the value is missing."""
        return node(kernels.is_null, (self,))

    def is_not_null(self) -> Expr:
        """Whether the value is there."""
        return node(kernels.not_null, (self,))

    def fill_null(self, value: Any) -> Expr:
        """The value, or another where it is missing."""
        return node(kernels.fill, (self, wrapped(value)))

    def is_in(self, values: Any) -> Expr:
        """Whether the value is one of those given, a list or a column."""
        return node(kernels.within, (self,), (values if isinstance(values, Column) else tuple(values),))

    def clip(self, low: Any = None, high: Any = None) -> Expr:
        """The number held within bounds."""
        return node(kernels.clip, (self,), (low, high))

    def cast(self, kind: Any, *, strict: bool = True) -> Expr:
        """As another kind; a string that is no number is missing, strict or not."""
        del strict
        return node(kernels.cast, (self,), (kind,))

    def replace(self, mapping: Mapping[Any, Any]) -> Expr:
        """With some strings exchanged."""
        from connectivity.extraction.columns import texts  # noqa: PLC0415 - it imports this module

        return node(texts.replaced, (self,), (mapping, tuple(mapping.items())))

    def replace_strict(self, mapping: Mapping[Any, Any], *, default: Any = None, return_dtype: Any) -> Expr:
        """What the mapping has for each value, else the default."""
        from connectivity.extraction.columns import texts  # noqa: PLC0415 - likewise

        return node(texts.replaced_strictly, (self,), (mapping, default, return_dtype))

    def min(self) -> Expr:
        """The smallest value there."""
        return node("agg", (self,), ("min",))

    def max(self) -> Expr:
        """The largest value there."""
        return node("agg", (self,), ("max",))

    def sum(self) -> Expr:
        """The sum of the values there."""
        return node("agg", (self,), ("sum",))

    def any(self) -> Expr:
        """Whether any value is true."""
        return node("agg", (self,), ("any",))

    def first(self) -> Expr:
        """The first value."""
        return node("agg", (self,), ("first",))

    def shift(self, step: int = 1, *, fill_value: Any = None) -> Expr:
        """The value so many rows before."""
        moved = node("agg", (self,), ("shift", step))
        return moved if fill_value is None else node(kernels.fill, (moved, wrapped(fill_value)))

    def cum_max(self) -> Expr:
        """The largest value up to each row."""
        return node("agg", (self,), ("cum_max",))

    def rank(self, method: str = "dense") -> Expr:
        """The place in the order of the distinct values, from 1."""
        return node("agg", (self,), ("rank", method))

    def over(self, *keys: Any) -> Expr:
        """An aggregation, shift or rank within the rows that agree in the keys."""
        return node("over", (self, *(column_of(k) for k in keys)), name=self.name)

    @property
    def str(self) -> Texts:
        """Functions of strings."""
        from connectivity.extraction.columns.text_expression import Texts  # noqa: PLC0415 - likewise

        return Texts(self)


def node(
    op: Any,
    parts: tuple[Expr, ...],
    settings: tuple[Any, ...] = (),
    name: str | None = None,
    kind: type[Expr] | None = None,
) -> Expr:
    """The expression of these parts: the one made before, if there is one.

    One that holds a column or a mapping is made anew each time, and so is what is built on it.
    """
    for part in parts:
        if not part.common:
            return fresh(op, parts, settings, name, kind, common=False)
    key = (op, parts, settings, name, kind)
    try:
        found = _held.get(key)
    except TypeError:
        return fresh(op, parts, settings, name, kind, common=False)
    if found is None:
        if len(_held) > MOST_HELD:
            _held.clear()
        found = _held[key] = fresh(op, parts, settings, name, kind, common=True)
    return found


def fresh(
    op: Any,
    parts: tuple[Expr, ...],
    settings: tuple[Any, ...],
    name: str | None,
    kind: type[Expr] | None = None,
    *,
    common: bool,
) -> Expr:
    """A new expression."""
    made = Expr.__new__(kind or Expr)
    made.op, made.parts, made.settings, made.common = op, parts, settings, common
    made.order = next(_count)
    made.known = None
    made.name = name if name is not None else parts[0].name if parts else "literal"
    return made


def lit(value: Any, dtype: str | None = None) -> Expr:
    """One value in every row."""
    if isinstance(value, Column):
        return fresh("held", (), (value,), value.name or "literal", common=False)
    return node("lit", (), (value, dtype, type(value)))  # 1, 1.0 and True are equal, but not alike


def literal(value: Any, dtype: str | None) -> Column:
    """The column of one value that stands for every row."""
    if value is None:
        data: Any = np.int64(-1) if dtype in (String, None) else np.float64("nan")
        return Column(Boolean, np.False_, np.False_) if dtype == Boolean else Column(dtype or "", data)
    if isinstance(value, bool | np.bool_):
        return Column(Boolean, np.bool_(value))
    if isinstance(value, str):
        return Column(String, np.int64(current_pool().code(value)))
    if isinstance(value, int | np.integer) and dtype != Float64:
        return Column(Int64, np.int64(value))
    return Column(Float64, np.float64(value))


def wrapped(value: Any) -> Expr:
    """A value as an expression."""
    return value if isinstance(value, Expr) else lit(value)


def column_of(value: Any) -> Expr:
    """A name as the expression of its column."""
    return node("col", (), (value,), value) if isinstance(value, str) else wrapped(value)
