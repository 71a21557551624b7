"""A frame of columns: immutable, its columns gathered when they are first read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from connectivity.extraction.columns import grouping, joining
from connectivity.extraction.columns.column import Column, blank, made
from connectivity.extraction.columns.expression import Expr, Many, col, column_of, lit, same
from connectivity.extraction.columns.layers import Filled, Hidden, Picked, Stacked, Taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy.typing as npt
    import polars

    from connectivity.extraction.columns.grouping import Groups
    from connectivity.extraction.columns.layers import Layer

__all__ = ["DataFrame", "concat"]


NOTHING: Final[dict[str, Layer]] = {}


class DataFrame:
    """Named columns of one length.

    >>> frame = DataFrame({"q": [1, 2, 3], "word": ["a", None, "b"]})
    >>> frame.filter(col("q") > 1).with_columns((col("word") == "b").alias("is b")).rows()
    [(2, None, None), (3, 'b', True)]
    """

    __slots__ = ("_base", "_beside", "_groups", "_memo", "_names", "_own", "_read", "height")

    def __init__(
        self,
        data: Any = None,
        schema: Any = None,
        *,
        orient: str | None = None,
    ) -> None:
        kinds: dict[str, str | None] = (
            dict(schema) if hasattr(schema, "items") else dict.fromkeys(schema or ())
        )
        if isinstance(data, list):
            del orient
            cells = list(zip(*data, strict=True)) if data else [()] * len(kinds)
            data = dict(zip(kinds, cells, strict=True))
        data = data if data is not None else {name: () for name in kinds}
        columns = {name: made(values, kinds.get(name)) for name, values in data.items()}
        self._fill(columns, None, NOTHING, max((np.size(c.data) for c in columns.values()), default=0))

    def _fill(
        self, own: dict[str, Column], base: Layer | None, beside: dict[str, Layer], height: int
    ) -> None:
        self._own = own
        self._beside = beside
        self._base = base
        self._read: dict[str, Column] = {}
        self._memo: dict[Expr, Column] = {}
        self._groups: dict[tuple[Expr, ...], Groups] = {}
        self._names: list[str] | None = None if base is not None or beside else list(own)
        self.height = height

    @classmethod
    def of(
        cls,
        own: dict[str, Column],
        height: int,
        base: Layer | None = None,
        beside: dict[str, Layer] | None = None,
    ) -> DataFrame:
        """A frame of columns that are of this height already, and of those that layers find.

        Args:
            own: The columns.
            height: The number of rows.
            base: Where the others are found.
            beside: Where those of joined frames are found, by name.
        """
        frame = cls.__new__(cls)
        frame._fill(own, base, NOTHING if beside is None else beside, height)
        return frame

    def find(self, name: str) -> Column | None:
        """The column of a name, or None."""
        found = self._own.get(name)
        if found is not None:
            return found
        found = self._read.get(name)
        if found is not None:
            return found
        layer = self._beside.get(name, self._base)
        if layer is None:
            return None
        found = layer.find(name)
        if found is not None:
            self._read[name] = found
        return found

    def below(self, name: str) -> Taken | None:
        """The rows of another frame that a column not read yet is from, if it is only that."""
        base = self._base
        if type(base) is not Taken or name in self._own or name in self._read or name in self._beside:
            return None
        return base

    def has(self, name: str) -> bool:
        """Whether there is a column of a name."""
        return (
            name in self._own
            or name in self._read
            or name in self._beside
            or (self._base is not None and self._base.has(name))
        )

    # -- what expressions are computed on

    def get(self, node: Expr) -> Column:
        """The column of an expression, with one value or one a row."""
        found = self._memo.get(node)
        if found is None:
            found = self._memo[node] = node.compute(self)
        return found

    def column(self, name: str) -> Column:
        """The column of a name.

        Raises:
            KeyError: There is none.
        """
        found = self.find(name)
        if found is None:
            raise KeyError(f"no column {name!r}; there are {', '.join(self.columns)}")
        return found

    def full(self, node: Expr) -> Column:
        """The column of an expression, one value a row."""
        return self.get(node).spread(self.height)

    def aggregate(self, node: Expr) -> Column:
        """The column of a function of all rows."""
        how = node.settings[0]
        if how in {"shift", "cum_max", "rank"}:
            return grouping.moved(node, self.full(node.parts[0]), None)
        whole = grouping.Groups(
            np.zeros(self.height, dtype=np.int64), np.zeros(1, dtype=np.int64), rising=True
        )
        found = grouping.reduced(how, self.full(node.parts[0]) if node.parts else None, whole)
        return found.take(np.zeros(self.height, dtype=np.int64))

    def window(self, node: Expr, keys: tuple[Expr, ...]) -> Column:
        """The column of a function within groups."""
        groups = self.groups(keys)
        column = self.full(node.parts[0]) if node.parts else None
        if node.settings[0] in {"shift", "cum_max", "rank"} and column is not None:
            return grouping.moved(node, column, groups)
        return grouping.reduced(node.settings[0], column, groups).take(groups.of)

    def groups(self, keys: tuple[Expr, ...]) -> Groups:
        """The groups of rows that agree in the keys."""
        found = self._groups.get(keys)
        if found is None:
            found = self._groups[keys] = grouping.grouped([self.full(k) for k in keys])
        return found

    # -- shape

    def names(self) -> list[str]:
        """The names of the columns."""
        return self.columns

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        if self._names is None:
            below = self._base.names() if self._base is not None else []
            self._names = list(dict.fromkeys([*below, *self._beside, *self._own]))
        return self._names

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.columns)

    def __len__(self) -> int:
        return self.height

    def is_empty(self) -> bool:
        """Whether there is no row."""
        return self.height == 0

    def __getitem__(self, name: str) -> Column:
        return self.column(name)

    def __contains__(self, name: str) -> bool:
        return self.has(name)

    def to_series(self) -> Column:
        """The first column, with its name."""
        name = self.columns[0]
        return self.column(name).alias(name)

    # -- columns

    def _chosen(
        self, expressions: Iterable[Any], named: Mapping[str, Any]
    ) -> tuple[dict[str, Column], dict[str, str], list[str]]:
        """The columns computed, for those that are only named their names in the frame, and all in order."""
        found: dict[str, Column] = {}
        picked: dict[str, str] = {}
        order: list[str] = []
        for item in flattened(expressions):
            if isinstance(item, str):
                picked[item] = item
                order.append(item)
                continue
            if isinstance(item, Many):
                for node in item.expanded(self.columns):
                    found[node.name] = self.full(node)
                    order.append(node.name)
                continue
            order.append(item.name or "")
            if isinstance(item, Column):
                found[item.name or ""] = item.spread(self.height)
            elif item.op == "col":
                picked[item.name] = item.settings[0]
            elif item.op is same and item.parts[0].op == "col":
                picked[item.name] = item.parts[0].settings[0]
            else:
                found[item.name] = self.full(item)
        for name, item in named.items():
            found[name] = self.full(column_of(item))
            order.append(name)
        return found, picked, order

    def select(self, *expressions: Any, **named: Any) -> DataFrame:
        """A frame of these columns alone."""
        found, picked, order = self._chosen(expressions, named)
        for old in picked.values():
            if not self.has(old):
                self.column(old)
        frame = DataFrame.of(found, self.height, Picked(self, picked))
        frame._names = order
        return frame

    def with_columns(self, *expressions: Any, **named: Any) -> DataFrame:
        """The frame with further columns, or with others in their place."""
        found, picked, _ = self._chosen(expressions, named)
        for name, old in picked.items():
            found[name] = self.column(old)
        return self.with_own(found)

    def with_own(self, found: dict[str, Column]) -> DataFrame:
        """The frame with columns that are of its height."""
        frame = DataFrame.of({**self._own, **found}, self.height, self._base, self._beside)
        frame._read = self._read.copy()
        if self._names is not None:
            frame._names = list(dict.fromkeys([*self._names, *found]))
        return frame

    def drop(self, *names: Any, strict: bool = True) -> DataFrame:
        """The frame without some columns."""
        gone = frozenset(flattened(names))
        if strict:
            for name in gone:
                self.column(name)
        own = {name: column for name, column in self._own.items() if name not in gone}
        beside = {name: layer for name, layer in self._beside.items() if name not in gone}
        return DataFrame.of(own, self.height, self._base and Hidden(self._base, gone), beside)

    def rename(self, names: Mapping[str, str]) -> DataFrame:
        """The frame with other names."""
        old = {names.get(name, name): name for name in self.columns}
        return DataFrame.of({}, self.height, Picked(self, old))

    def cast(self, kinds: Mapping[str, str]) -> DataFrame:
        """The frame with columns of other kinds."""
        return self.with_columns(*(col(name).cast(kind).alias(name) for name, kind in kinds.items()))

    def with_row_index(self, name: str = "index") -> DataFrame:
        """The frame with a column that counts its rows."""
        return self.with_own({name: made(np.arange(self.height))})

    # -- rows

    def take(self, index: npt.NDArray[np.int64], *, missing: bool = False) -> DataFrame:
        """The rows of `index`; with `missing`, rows without values where it is -1."""
        if not self._own and not self._read and not self._beside:
            layer = self._base
            if type(layer) is Taken and layer.index is not None and not layer.missing and not missing:
                inner = layer.index[index]  # rows of rows: one step for all columns
                return DataFrame.of({}, len(index), Taken(layer.frame, inner, hidden=layer.hidden))
        return DataFrame.of({}, len(index), Taken(self, index, missing=missing))

    def filter(self, *tests: Any, **equal: Any) -> DataFrame:
        """The rows for which all tests are true."""
        keep: Any = None
        for test in (*tests, *(col(name) == value for name, value in equal.items())):
            node = lit(test) if isinstance(test, Column) else column_of(test)
            yes = self.full(node).data
            keep = yes if keep is None else keep & yes
        return self.take(np.flatnonzero(keep))

    def sort(
        self,
        *keys: Any,
        descending: bool | Sequence[bool] = False,
        nulls_last: bool = False,
        maintain_order: bool = True,
    ) -> DataFrame:
        """The rows in the order of the keys; equal ones stay as they stand."""
        del maintain_order
        nodes = [column_of(k) for k in flattened(keys)]
        down = [descending] * len(nodes) if isinstance(descending, bool) else list(descending)
        order = grouping.order_of([self.full(n) for n in nodes], down, nulls_last=nulls_last)
        return self.take(order)

    def unique(self, subset: Any = None, *, keep: str = "first", maintain_order: bool = True) -> DataFrame:
        """The first of the rows that agree in some columns, in all unless named."""
        del maintain_order
        if keep != "first":
            raise ValueError("only the first of equal rows can be kept")
        names = self.columns if subset is None else [subset] if isinstance(subset, str) else list(subset)
        return self.take(self.groups(tuple(col(n) for n in names)).first)

    def drop_nulls(self, subset: Any = None) -> DataFrame:
        """The rows in which none of these columns lacks a value."""
        names = self.columns if subset is None else [subset] if isinstance(subset, str) else list(subset)
        keep = np.ones(self.height, dtype=bool)
        for name in names:
            keep &= ~self.column(name).nulls()
        return self if keep.all() else self.take(np.flatnonzero(keep))

    def head(self, count: int) -> DataFrame:
        """The first rows."""
        return self.take(np.arange(min(count, self.height)))

    def clear(self, height: int = 0) -> DataFrame:
        """A frame of the same columns with so many rows without values."""
        return DataFrame.of({n: blank(self.column(n).kind, height) for n in self.columns}, height)

    def shift(self, step: int) -> DataFrame:
        """Each row with the values of the one so many before."""
        index = np.arange(self.height) - step
        index[(index < 0) | (index >= self.height)] = -1
        return self.take(index, missing=True)

    # -- several frames

    def join(
        self,
        other: DataFrame,
        on: Any = None,
        *,
        how: str = "inner",
        left_on: Any = None,
        right_on: Any = None,
        nulls_equal: bool = False,
        maintain_order: str | None = None,
    ) -> DataFrame:
        """Rows of both frames with equal keys; `how` is inner, left, semi, anti or cross."""
        del maintain_order
        if how == "cross":
            rows = np.repeat(np.arange(self.height), other.height)
            return self._joined(other, rows, np.tile(np.arange(other.height), self.height), (), missing=False)
        mine = flattened([on if left_on is None else left_on])
        theirs = flattened([on if right_on is None else right_on])
        left, right = [self.column(n) for n in mine], [other.column(n) for n in theirs]
        if how in {"semi", "anti"}:
            inside = joining.held_in(left, right)
            return self.take(np.flatnonzero(inside if how == "semi" else ~inside))
        rows, partners, missing = joining.matched(left, right, outer=how == "left", nulls_equal=nulls_equal)
        return self._joined(other, rows, partners, theirs, missing=missing)

    def _joined(
        self,
        other: DataFrame,
        rows: npt.NDArray[np.int64] | None,
        partners: npt.NDArray[np.int64],
        keys: Sequence[str],
        *,
        missing: bool,
    ) -> DataFrame:
        right = Taken(other, partners, missing=missing)
        beside: dict[str, Layer] = {}
        for name in other.columns:
            if name in keys:
                continue
            if self.has(name):
                beside[f"{name}_right"] = Picked(right, {f"{name}_right": name})
            else:
                beside[name] = right
        if rows is None:
            frame = DataFrame.of(self._own, self.height, self._base, {**self._beside, **beside})
            frame._read = self._read.copy()
            return frame
        return DataFrame.of({}, len(partners), Taken(self, rows), beside)

    def with_rows_of(self, other: DataFrame, index: npt.NDArray[np.int64], names: Iterable[str]) -> DataFrame:
        """The frame with some columns of another, at the rows of `index`, and its others without values.

        Args:
            other: The other frame.
            index: A row of it for each row; -1: no value.
            names: The columns that are taken from there.
        """
        layer = Taken(other, index, missing=True)
        beside: dict[str, Layer] = dict.fromkeys(names, layer)
        base = Filled(self._base, other, self.height)
        return DataFrame.of(self._own, self.height, base, {**self._beside, **beside})

    def join_asof(self, other: DataFrame, *, on: str, by: str, check_sortedness: bool = True) -> DataFrame:
        """Each row with the last of the other frame that is not later in `on` and agrees in `by`."""
        del check_sortedness
        partners = joining.last_before(
            self.column(on).integers(), other.column(on).integers(), (self.column(by), other.column(by))
        )
        return self._joined(other, None, partners, (on, by), missing=True)

    def group_by(self, *keys: Any, maintain_order: bool = True) -> Grouped:
        """Groups of rows that agree in the keys, in the order in which they first appear."""
        del maintain_order
        return Grouped(self, tuple(column_of(k) for k in flattened(keys)))

    def pivot(self, on: str, *, index: str, values: str, maintain_order: bool = True) -> DataFrame:
        """One row for each value of `index`, one column for each value of `on`."""
        del maintain_order
        groups = self.groups((col(index),))
        found: dict[str, Column] = {index: self.column(index).take(groups.first)}
        column, names = self.column(on), self.column(values)
        for name in dict.fromkeys(column.to_list()):
            rows = np.flatnonzero(self.get(col(on) == name).data)
            place = np.full(groups.count, -1, dtype=np.int64)
            place[groups.of[rows]] = rows
            found[name] = names.take(place, missing=True)
        return DataFrame.of(found, groups.count)

    def hstack(self, other: DataFrame) -> DataFrame:
        """The columns of both."""
        return self.with_own({name: other.column(name) for name in other.columns})

    # -- out

    def rows(self) -> list[tuple[Any, ...]]:
        """The rows as tuples."""
        return list(zip(*(self.column(n).to_list() for n in self.columns), strict=True))

    def row(self, index: int) -> tuple[Any, ...]:
        """One row."""
        return self.rows()[index]

    def iter_rows(self, *, named: bool = False) -> Iterator[Any]:
        """The rows as tuples, or by name."""
        names = self.columns
        return (dict(zip(names, row, strict=True)) for row in self.rows()) if named else iter(self.rows())

    def to_polars(self) -> polars.DataFrame:
        """The same as a Polars frame."""
        from connectivity.extraction.columns.polars_frames import to_polars  # noqa: PLC0415

        return to_polars(self)


class Grouped:
    """Groups that wait for what is to be computed of them; a source of expressions, one value a group."""

    __slots__ = ("_memo", "frame", "groups", "keys")

    def __init__(self, frame: DataFrame, keys: tuple[Expr, ...]) -> None:
        self.frame, self.keys, self.groups = frame, keys, frame.groups(keys)
        self._memo: dict[Expr, Column] = {}

    def agg(self, *expressions: Any) -> DataFrame:
        """One row a group: the keys and the expressions."""
        found: dict[str, Column] = {
            key.name: self.frame.full(key).take(self.groups.first) for key in self.keys
        }
        for node in flattened(expressions):
            found[node.name] = self.get(node).spread(self.groups.count)
        return DataFrame.of(found, self.groups.count)

    def get(self, node: Expr) -> Column:
        """The column of an expression."""
        found = self._memo.get(node)
        if found is None:
            found = self._memo[node] = node.compute(self)
        return found

    def aggregate(self, node: Expr) -> Column:
        """The column of an aggregation."""
        column = self.frame.full(node.parts[0]) if node.parts else None
        return grouping.reduced(node.settings[0], column, self.groups)

    def column(self, name: str) -> Column:
        """A column itself is no value of a group."""
        raise TypeError(f"column {name} needs an aggregation in a group")

    def window(self, node: Expr, keys: tuple[Expr, ...]) -> Column:
        """Windows within groups are not offered."""
        raise TypeError(f"{node.name} over {len(keys)} keys cannot be computed in a group")


def flattened(items: Iterable[Any]) -> list[Any]:
    """The items, those of lists and generators among them."""
    found: list[Any] = []
    for item in items:
        if isinstance(item, str | Expr | Many | Column):
            found.append(item)
        elif isinstance(item, (list, tuple)) or hasattr(item, "__next__"):
            found.extend(flattened(item))
        elif hasattr(item, "__iter__"):
            found.extend(item)
        else:
            found.append(item)
    return found


def concat(frames: Iterable[DataFrame], how: str = "vertical") -> DataFrame:
    """Frames under one another; with `diagonal_relaxed`, columns that some lack are blank there."""
    parts = list(frames)
    if how == "vertical":
        names = set(parts[0].columns)
        if any(set(f.columns) != names for f in parts[1:]):
            raise ValueError("frames under one another need the same columns")
    return DataFrame.of({}, sum(f.height for f in parts), Stacked(parts))
