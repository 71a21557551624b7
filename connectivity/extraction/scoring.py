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
from connectivity.extraction.columns import operations as made
from connectivity.extraction.columns.column import Float64
from connectivity.extraction.columns.pool import Pool, current_pool

if TYPE_CHECKING:
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
TEST_AND_VALUE: Final = 2  # parts of a condition without a rest
FEWEST_NAMES: Final = 2  # of a table
FEWEST_DENSE: Final = 4
FEWEST_PRODUCT: Final = 20

Floats = Any  # numpy array of floats


@dataclass(slots=True, eq=False)
class Table:
    """Weights by the name that a column has, or one weight, times numbers.

    Attributes:
        of: The column whose value picks the weight; None where there is one weight.
        numbers: What the weight multiplies.
        weights: The weight of each name, or the one weight under "".
        known: The pool that `looked` holds for, and the weights by code, the last 0.
    """

    of: Expr | None
    numbers: tuple[Expr, ...]
    weights: dict[str, float]
    known: tuple[Pool, Floats] | None = None

    def looked(self) -> Floats:
        """The weights by code, in a table that ends in 0 for every other code."""
        pool = current_pool()
        if self.known is None or self.known[0] is not pool:
            codes = {pool.code(name): weight for name, weight in self.weights.items()}
            table = np.zeros(max(codes) + 2)
            table[list(codes)] = list(codes.values())
            self.known = (pool, table)
        return self.known[1]


@dataclass(slots=True, eq=False)
class Branch:
    """The features of rows in which some tests are true.

    Attributes:
        test: The last of those tests; the root has none.
        constant: A weight without numbers.
        tables: Weights by name, and weights with numbers.
        branches: What further tests pick.
    """

    test: Expr | None
    constant: float
    tables: list[Table]
    branches: list[Branch]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """All features of a choice.

    Attributes:
        root: Those with tests.
        dense: Numbers with their weights that count in every row.
        product: A column, and numbers with their weights by its value: features of each value of a facet.
    """

    root: Branch
    dense: tuple[tuple[Expr, ...], Floats] | None
    product: tuple[Expr, tuple[Expr, ...], tuple[str, ...], Floats] | None


Key = tuple[tuple["Expr", ...], tuple["Expr", ...], "Expr | None"]


def plan(features: tuple[Expr, ...], weights: tuple[float, ...]) -> Plan:
    """The features with these weights, those alike put together."""
    terms = alike(features, weights)
    product = product_of(terms)
    plain = [(k, t) for k, t in terms.items() if not k[0] and k[2] is None and len(k[1]) == 1]
    dense = (
        (tuple(k[1][0] for k, _ in plain), np.array([t[""] for _, t in plain]))
        if len(plain) >= FEWEST_DENSE
        else None
    )
    done = {id(k) for k, _ in plain} if dense else set()
    if product:
        done |= {id(k) for k in terms if is_product(k, product[0])}
    root = Branch(None, 0.0, [], [])
    for key, table in terms.items():
        if id(key) not in done:
            placed(root, *key, table)
    return Plan(root, dense, product)


def alike(features: tuple[Expr, ...], weights: tuple[float, ...]) -> dict[Key, dict[str, float]]:
    """The weights by name of features that agree in tests, numbers and the column that has the name."""
    parts = [(*factors(f), w) for f, w in zip(features, weights, strict=True) if w]
    commonest = Counter(test for tests, _, _ in parts for test in set(tests))
    columns = Counter(pair[0] for test in commonest if (pair := name_test(test)) is not None)
    found: dict[Key, dict[str, float]] = {}
    for tests, numbers, weight in parts:
        distinct = list(dict.fromkeys(tests))
        picked: Expr | None = None
        of: Expr | None = None
        name = ""
        for test in distinct:  # the column that has the most names of all
            pair = name_test(test)
            if pair is not None and (of is None or columns[pair[0]] > columns[of]):
                picked, (of, name) = test, pair
        rest = [t for t in distinct if t is not picked]
        rest.sort(key=lambda t: (-commonest[t], t.order))
        table = found.setdefault((tuple(rest), tuple(sorted(numbers, key=lambda n: n.order)), of), {})
        table[name] = table.get(name, 0.0) + weight
    return found


def product_of(
    terms: dict[Key, dict[str, float]],
) -> tuple[Expr, tuple[Expr, ...], tuple[str, ...], Floats] | None:
    """The features of one number for each value of a column, where they are many."""
    columns = Counter(key[2] for key in terms if key[2] is not None and is_product(key, key[2]))
    if not columns or columns.most_common(1)[0][1] < FEWEST_PRODUCT:
        return None
    of = columns.most_common(1)[0][0]
    chosen = {k[1][0]: t for k, t in terms.items() if is_product(k, of)}
    names = tuple(dict.fromkeys(name for table in chosen.values() for name in table))
    table = np.array([[t.get(name, 0.0) for t in chosen.values()] for name in names])
    return of, tuple(chosen), names, table


def is_product(key: Key, of: Expr) -> bool:
    """Whether features are one number for each value of a column."""
    tests, numbers, column = key
    return column is of and not tests and len(numbers) == 1


def placed(
    root: Branch, tests: tuple[Expr, ...], numbers: tuple[Expr, ...], of: Expr | None, table: dict[str, float]
) -> None:
    """Put features where their tests lead."""
    if of is not None and len(table) < FEWEST_NAMES:
        ((name, weight),) = table.items()
        tests, of, table = (*tests, of == name), None, {"": weight}
    branch = root
    for test in tests:
        deeper = next((b for b in branch.branches if b.test is test), None)
        if deeper is None:
            deeper = Branch(test, 0.0, [], [])
            branch.branches.append(deeper)
        branch = deeper
    if of is None and not numbers:
        branch.constant += table[""]
    else:
        branch.tables.append(Table(of, numbers, table))


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
    if op is made.chosen and len(parts) == TEST_AND_VALUE:
        tests, numbers = factors(parts[1])
        return tests_of(parts[0]) + tests, numbers
    return ([node], []) if op in TESTS else ([], [node])


def tests_of(node: Expr) -> list[Expr]:
    """The tests that must all be true for this one to be."""
    if node.op is kernels.all_of:
        return [t for part in node.parts for t in tests_of(part)]
    return [node]


def weighted(frame: DataFrame, chosen: Plan, origin: DataFrame | None = None) -> Floats:
    """The weighted sum of the features in each row.

    Args:
        frame: The candidates.
        chosen: The features.
        origin: For candidates that are every value of every row of a frame, that frame; the candidates then
            have a column `origin`, their row in it.
    """
    work = Sum(frame)
    if not frame.height:
        return work.scores
    work.add(chosen.root, None)
    if chosen.dense is not None:
        numbers, weights = chosen.dense
        work.scores += weights @ work.stack(frame, numbers)
    if chosen.product is not None:
        work.add_product(*chosen.product, origin)
    return work.scores


class Sum:
    """The sum in the making."""

    __slots__ = ("frame", "scores")

    def __init__(self, frame: DataFrame) -> None:
        self.frame = frame
        self.scores = np.zeros(frame.height)

    def add(self, branch: Branch, rows: npt.NDArray[np.int64] | None) -> None:
        """The features of a branch, and of those below it, in these rows (None: all)."""
        if branch.constant or branch.tables:
            gain: Any = branch.constant
            for table in branch.tables:
                gain = gain + self.gain(table, rows)
            if rows is None:
                self.scores += gain
            else:
                self.scores[rows] += gain
        full = self.frame.full
        for deeper in branch.branches:
            yes = full(deeper.test).data  # type: ignore[arg-type]  # a test is an expression here
            below = yes.nonzero()[0] if rows is None else rows[yes[rows]]
            if len(below):
                self.add(deeper, below)

    def gain(self, table: Table, rows: npt.NDArray[np.int64] | None) -> Floats:
        """What the features of a table add in these rows."""
        if table.of is None:
            gain: Any = table.weights[""]
        else:
            looked, codes = table.looked(), self.frame.full(table.of).data
            if rows is not None:
                codes = codes[rows]
            gain = looked[np.minimum(codes, len(looked) - 1)]
        for number in table.numbers:
            values = self.frame.clean(number)
            gain = gain * (values if rows is None else values[rows])
        return gain

    def stack(self, frame: DataFrame, numbers: tuple[Expr, ...]) -> Floats:
        """Numbers as rows of a matrix."""
        found = np.empty((len(numbers), frame.height))
        for place, number in enumerate(numbers):
            found[place] = frame.clean(number)
        return found

    def add_product(
        self,
        of: Expr,
        numbers: tuple[Expr, ...],
        names: tuple[str, ...],
        table: Floats,
        origin: DataFrame | None,
    ) -> None:
        """The features that are one product of matrices."""
        frame = self.frame if origin is None else origin
        sums = table @ self.stack(frame, numbers)
        places = None if origin is None else self.frame.column("origin").integers()
        for place, name in enumerate(names):
            rows = self.frame.full(of == name).data.nonzero()[0]
            self.scores[rows] += sums[place][rows if places is None else places[rows]]
