"""Weighted sums of features without their matrix: what features share is computed once, zero weights never.

A feature is a product of tests and numbers. Features that differ only in the name a column must have
("role in", "role by", ...) become one table, looked up by the column's value.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from connectivity.extraction.columns import kernels
from connectivity.extraction.columns import expression as made
from connectivity.extraction.columns.column import Float64
from connectivity.extraction.columns.pool import current_pool

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from connectivity.extraction.columns.expression import Expr
    from connectivity.extraction.columns.frame import DataFrame

__all__ = ["Plan", "plan", "weighted"]

TESTS: Final = frozenset(
    {
        kernels.all_of,
        kernels.any_of,
        kernels.inverse,
        kernels.is_null,
        kernels.not_null,
        kernels.within,
        made.equal,
        made.unequal,
        made.less,
        made.at_most,
        made.more,
        made.at_least,
    }
)
FEWEST_NAMES: Final = 2  # of a table

Floats = Any  # numpy array of floats


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """Features that agree in all but a name.

    Attributes:
        tests: What must be true, the commonest first.
        numbers: What they multiply.
        of: The column whose value picks the weight; None where there is one weight.
        weights: The weight of each value of that column, or the one weight under "".
    """

    tests: tuple[Expr, ...]
    numbers: tuple[Expr, ...]
    of: Expr | None
    weights: dict[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """All terms of a choice.

    Attributes:
        terms: Those that are computed one by one.
        product: The column, and numbers with their weights by its value, that are one product of matrices.
    """

    terms: tuple[Term, ...]
    product: tuple[Expr, tuple[Expr, ...], tuple[str, ...], Floats] | None


def plan(features: tuple[Expr, ...], weights: tuple[float, ...]) -> Plan:
    """The terms of features with these weights."""
    parts = [(*factors(f), w) for f, w in zip(features, weights, strict=True) if w]
    commonest = Counter(test for tests, _, _ in parts for test in set(tests))
    names = Counter(name_test(t)[0] for t in commonest if name_test(t))
    grouped: dict[tuple[Any, ...], dict[str, float]] = {}
    for tests, numbers, weight in parts:
        named = [t for t in dict.fromkeys(tests) if name_test(t)]
        picked = max(named, key=lambda t: names[name_test(t)[0]], default=None)  # type: ignore[index]
        of, name = name_test(picked) if picked is not None else (None, "")  # type: ignore[misc]
        rest = sorted((t for t in dict.fromkeys(tests) if t is not picked), key=lambda t: (-commonest[t], t.order))
        table = grouped.setdefault((tuple(rest), tuple(sorted(numbers, key=lambda n: n.order)), of), {})
        table[name] = table.get(name, 0.0) + weight
    terms = [Term(tests, numbers, of, table) for (tests, numbers, of), table in grouped.items()]
    return with_product([unnamed(term) for term in terms])


def unnamed(term: Term) -> Term:
    """A term of one name as a test for that name."""
    if term.of is None or len(term.weights) >= FEWEST_NAMES:
        return term
    ((name, weight),) = term.weights.items()
    return Term((*term.tests, term.of == name), term.numbers, None, {"": weight})


def with_product(terms: Sequence[Term]) -> Plan:
    """The terms, those of one number for each value of the commonest column as one product."""
    columns = Counter(t.of for t in terms if t.of is not None and not t.tests and len(t.numbers) == 1)
    if not columns or columns.most_common(1)[0][1] < 8:
        return Plan(tuple(terms), None)
    of = columns.most_common(1)[0][0]
    chosen = [t for t in terms if t.of is of and not t.tests and len(t.numbers) == 1]
    names = tuple(dict.fromkeys(name for t in chosen for name in t.weights))
    table = np.array([[t.weights.get(name, 0.0) for t in chosen] for name in names])
    rest = tuple(t for t in terms if t not in chosen)
    return Plan(rest, (of, tuple(t.numbers[0] for t in chosen), names, table))  # type: ignore[arg-type]


def name_test(test: Expr) -> tuple[Expr, str] | None:
    """The column and the name, of a test whether a column has a name."""
    if test.op is made.equal and test.parts[1].op == "lit" and isinstance(test.parts[1].settings[0], str):
        return test.parts[0], test.parts[1].settings[0]
    return None


def factors(node: Expr) -> tuple[list[Expr], list[Expr]]:
    """The tests and numbers whose product an expression is; missing counts as 0."""
    op, parts = node.op, node.parts
    if op is made.same or (op is kernels.cast and node.settings == (Float64,)):
        return factors(parts[0])
    if op is kernels.all_of:
        return [t for part in parts for t in tests_of(part)], []
    if op is kernels.multiply:
        (tests, numbers), (more, further) = factors(parts[0]), factors(parts[1])
        return tests + more, numbers + further
    if op is made.chosen and len(parts) == 2:
        tests, numbers = factors(parts[1])
        return tests_of(parts[0]) + tests, numbers
    return ([node], []) if op in TESTS else ([], [node])


def tests_of(node: Expr) -> list[Expr]:
    """The tests that must all be true for this one to be."""
    if node.op is kernels.all_of:
        return [t for part in node.parts for t in tests_of(part)]
    return [node]


def weighted(frame: DataFrame, chosen: Plan) -> Floats:
    """The weighted sum of the features in each row."""
    work = Sum(frame)
    for term in chosen.terms:
        work.add(term)
    if chosen.product is not None:
        work.add_product(*chosen.product)
    return work.scores


class Sum:
    """The sum in the making, with what several terms need."""

    __slots__ = ("_clean", "_codes", "_masks", "_rows", "frame", "room", "scores")

    def __init__(self, frame: DataFrame) -> None:
        self.frame = frame
        self.scores = np.zeros(frame.height)
        self._clean: dict[tuple[Expr, ...], Floats] = {}
        self._masks: dict[tuple[Expr, ...], Any] = {}
        self._rows: dict[tuple[Expr, ...], Any] = {}
        self._codes: dict[Expr, Any] = {}

    def mask(self, tests: tuple[Expr, ...]) -> npt.NDArray[np.bool_]:
        """Where all tests are true."""
        found = self._masks.get(tests)
        if found is None:
            found = self.frame.full(tests[-1]).data
            if len(tests) > 1:
                found = self.mask(tests[:-1]) & found
            self._masks[tests] = found
        return found  # type: ignore[no-any-return]

    def rows(self, tests: tuple[Expr, ...]) -> npt.NDArray[np.int64]:
        """The rows in which all tests are true."""
        found = self._rows.get(tests)
        if found is None:
            found = self._rows[tests] = np.flatnonzero(self.mask(tests))
        return found  # type: ignore[no-any-return]

    def clean(self, numbers: tuple[Expr, ...]) -> Floats:
        """The product of numbers, 0 where one is missing."""
        found = self._clean.get(numbers)
        if found is None:
            column = self.frame.full(numbers[-1])
            if column.kind == "b":
                found = column.data.astype(np.float64)
            else:
                found = column.numbers()
                missing = np.isnan(found) if found.dtype == np.float64 else None
                if missing is not None and missing.any():
                    found = np.where(missing, 0.0, found)
            if len(numbers) > 1:
                found = self.clean(numbers[:-1]) * found
            self._clean[numbers] = found
        return found

    def add(self, term: Term) -> None:
        """The weights of one term."""
        rows = self.rows(term.tests) if term.tests else None
        if rows is not None and not len(rows):
            return
        if term.of is None:
            gain: Any = term.weights[""]
        else:
            gain = self.looked_up(term, rows)
        if term.numbers:
            values = self.clean(term.numbers)
            gain = gain * (values if rows is None else values[rows])
        if rows is None:
            self.scores += gain
        else:
            self.scores[rows] += gain

    def looked_up(self, term: Term, rows: npt.NDArray[np.int64] | None) -> Floats:
        """The weight that each row's name has."""
        pool, codes = current_pool(), self.frame.full(term.of).data  # type: ignore[arg-type]
        known = {pool.code(name): weight for name, weight in term.weights.items()}
        table = np.zeros(max(known) + 2)
        table[list(known)] = list(known.values())
        if rows is not None:
            codes = codes[rows]
        return table[np.minimum(codes, len(table) - 1)]

    def add_product(self, of: Expr, numbers: tuple[Expr, ...], names: tuple[str, ...], table: Floats) -> None:
        """The terms that are one product of matrices."""
        stack = np.empty((len(numbers), self.frame.height))
        for place, number in enumerate(numbers):
            stack[place] = self.clean((number,))
        sums = table @ stack
        for place, name in enumerate(names):
            rows = self.rows((of == name,))
            self.scores[rows] += sums[place, rows]

