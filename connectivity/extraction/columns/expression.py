"""Expressions over the columns of a frame, written as in Polars; alike ones are one object.

A frame remembers what each expression gave, so that parts which several expressions share are computed once.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np

from connectivity.extraction.columns import kernels
from connectivity.extraction.columns.column import Boolean, Column, Float64, Int64, String
from connectivity.extraction.columns.pool import current_pool

if TYPE_CHECKING:

    from connectivity.extraction.columns.text_expression import Texts

__all__ = [
    "Expr",
    "Source",
    "Then",
    "When",
    "coalesce",
    "col",
    "concat_str",
    "exclude",
    "length",
    "lit",
    "max_horizontal",
    "mean_horizontal",
    "min_horizontal",
    "when",
    "wrapped",
]

MOST_HELD: Final = 50_000
HALF: Final = 0.5
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

    def alias(self, name: Text) -> Expr:
        """The same under another name."""
        return self if self.name == name else node(same, (self,), (), name)

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

    def __eq__(self, other: object) -> Expr:  # type: ignore[override]
        return node(equal, (self, wrapped(other)))

    def __ne__(self, other: object) -> Expr:  # type: ignore[override]
        return node(unequal, (self, wrapped(other)))

    def __lt__(self, other: Any) -> Expr:
        return node(less, (self, wrapped(other)))

    def __le__(self, other: Any) -> Expr:
        return node(at_most, (self, wrapped(other)))

    def __gt__(self, other: Any) -> Expr:
        return node(more, (self, wrapped(other)))

    def __ge__(self, other: Any) -> Expr:
        return node(at_least, (self, wrapped(other)))

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
        return node(negative, (self,))

    def __bool__(self) -> bool:
        raise TypeError("an expression is neither true nor false before it is computed")

    def abs(self) -> Expr:
        """Without the sign."""
        return node(absolute, (self,))

    def log(self) -> Expr:
        """Natural logarithm."""
        return node(logarithm, (self,))

    def sqrt(self) -> Expr:
        """Square root."""
        return node(root, (self,))

    def floor(self) -> Expr:
        """The largest whole number not above."""
        return node(floored, (self,))

    def round(self, decimals: int = 0) -> Expr:
        """To so many decimals, halves to even."""
        return node(rounded, (self,), (decimals,))

    def round_sig_figs(self, digits: int) -> Expr:
        """To so many significant digits, halves away from zero."""
        return node(significant, (self,), (digits,))

    def is_finite(self) -> Expr:
        """Whether a number is neither infinite nor none."""
        return node(finite, (self,))

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

    def replace(self, mapping: dict[Any, Any]) -> Expr:
        """With some strings exchanged."""
        from connectivity.extraction.columns import texts  # noqa: PLC0415

        return node(texts.replaced, (self,), (mapping, tuple(mapping.items())))

    def replace_strict(self, mapping: dict[Any, Any], *, default: Any = None, return_dtype: Any) -> Expr:
        """What the mapping has for each value, else the default."""
        from connectivity.extraction.columns import texts  # noqa: PLC0415

        return node(texts.replaced_strictly, (self,), (mapping, default, return_dtype))

    @property
    def str(self) -> Texts:
        """Functions of strings."""
        from connectivity.extraction.columns.text_expression import Texts  # noqa: PLC0415

        return Texts(self)

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


def same(column: Column) -> Column:
    """The column itself."""
    return column


def col(name: Any) -> Any:
    """The column of a name; of a list of names, one expression each."""
    if isinstance(name, str):
        return node("col", (), (name,), name)
    return Many(list(name), None)


def exclude(*names: str) -> Many:
    """All columns but these."""
    return Many(None, frozenset(names))


class Many:
    """The same expression of several columns."""

    __slots__ = ("left_out", "names", "value")

    def __init__(self, names: list[str] | None, left_out: frozenset[str] | None) -> None:
        self.names, self.left_out = names, left_out
        self.value: Any = None

    def fill_null(self, value: Any) -> Many:
        """With a value where one is missing."""
        self.value = value
        return self

    def expanded(self, columns: list[str]) -> list[Expr]:
        """One expression a column."""
        left_out = self.left_out or frozenset()
        names = self.names if self.names is not None else [c for c in columns if c not in left_out]
        return [col(n) if self.value is None else col(n).fill_null(self.value) for n in names]


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
    found: Expr = (
        col(value) if isinstance(value, str) else value if isinstance(value, Expr) else wrapped(value)
    )
    return found


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


class When:
    """A condition that waits for its value."""

    __slots__ = ("test", "tests", "values")

    def __init__(self, tests: tuple[Expr, ...], values: tuple[Expr, ...], test: Expr) -> None:
        self.tests, self.values, self.test = tests, values, test

    def then(self, value: Any) -> Then:
        """The value where the condition is true."""
        return then((*self.tests, self.test), (*self.values, wrapped(value)))


class Then(Expr):
    """Conditions with their values; missing where none is true, unless `otherwise` is given."""

    __slots__ = ()

    def _tests(self) -> tuple[tuple[Expr, ...], tuple[Expr, ...]]:
        half = len(self.parts) // 2
        return self.parts[:half], self.parts[half:]

    def when(self, test: Any) -> When:
        """A further condition."""
        return When(*self._tests(), column_of(test))

    def otherwise(self, value: Any) -> Expr:
        """The value where no condition is true."""
        tests, values = self._tests()
        return node(chosen, (*tests, *values, wrapped(value)), (len(tests),), values[0].name)


def then(tests: tuple[Expr, ...], values: tuple[Expr, ...]) -> Then:
    """Conditions with their values."""
    made = node(chosen, (*tests, *values), (len(tests),), values[0].name, Then)
    return made  # type: ignore[return-value]


def when(test: Any) -> When:
    """The first condition of several."""
    return When((), (), column_of(test))


def chosen(*arguments: Any) -> Column:
    """The value of the first true condition: conditions, values, perhaps the rest, and their number."""
    *columns, count = arguments
    rest = columns[2 * count] if len(columns) > 2 * count else None
    return kernels.choose(columns[:count], columns[count : 2 * count], rest)


def coalesce(*values: Any) -> Expr:
    """The first value that is there."""
    return node(kernels.coalesced, tuple(column_of(v) for v in values))


def max_horizontal(*values: Any) -> Expr:
    """The largest of each row."""
    return node(kernels.highest, tuple(column_of(v) for v in values))


def min_horizontal(*values: Any) -> Expr:
    """The smallest of each row."""
    return node(kernels.lowest, tuple(column_of(v) for v in flat(values)))


def mean_horizontal(*values: Any) -> Expr:
    """The mean of each row."""
    return node(kernels.mean, tuple(column_of(v) for v in flat(values)))


def flat(values: tuple[Any, ...]) -> list[Any]:
    """The values, those of lists among them."""
    return [v for value in values for v in (value if isinstance(value, list) else [value])]


def concat_str(*values: Any, separator: str = "") -> Expr:
    """The strings of each row after one another."""
    from connectivity.extraction.columns import texts  # noqa: PLC0415

    return node(texts.joined, tuple(column_of(v) for v in values), (separator,))


def length() -> Expr:
    """The number of rows of a group."""
    return node("agg", (), ("len",), "len")
