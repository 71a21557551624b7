"""What expressions begin with: columns, conditions, and functions across columns."""

from __future__ import annotations

from typing import Any, overload

from connectivity.extraction.columns import kernels, operations, texts
from connectivity.extraction.columns.expression import Expr, column_of, lit, node, wrapped

__all__ = [
    "Many",
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
]


@overload
def col(name: str) -> Expr: ...
@overload
def col(name: list[str]) -> Many: ...
def col(name: str | list[str]) -> Expr | Many:
    """The column of a name; of a list of names, one expression each."""
    return column_of(name) if isinstance(name, str) else Many(name, None)


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
        return node(operations.chosen, (*tests, *values, wrapped(value)), (len(tests),), values[0].name)


def then(tests: tuple[Expr, ...], values: tuple[Expr, ...]) -> Then:
    """Conditions with their values."""
    return node(operations.chosen, (*tests, *values), (len(tests),), values[0].name, Then)  # type: ignore[return-value]  # node makes the class given


def when(test: Any) -> When:
    """The first condition of several."""
    return When((), (), column_of(test))


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
    return node(texts.joined, tuple(column_of(v) for v in values), (separator,))


def length() -> Expr:
    """The number of rows of a group."""
    return node("agg", (), ("len",), "len")
