"""A frame of columns: immutable, its columns gathered when they are first read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from connectivity.extraction.columns import grouping, joining
from connectivity.extraction.columns.building import col
from connectivity.extraction.columns.column import Column, blank, made
from connectivity.extraction.columns.expression import column_of, lit
from connectivity.extraction.columns.grouped import Grouped
from connectivity.extraction.columns.layers import Filled, Picked, Stacked, Taken
from connectivity.extraction.columns.table import Table, flattened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt
    import polars as pl

    from connectivity.extraction.columns.layers import Layer

__all__ = ["DataFrame", "concat"]


class DataFrame(Table):
    """Named columns of one length.

    >>> frame = DataFrame({"q": [1, 2, 3], "word": ["a", None, "b"]})
    >>> frame.filter(col("q") > 1).with_columns((col("word") == "b").alias("is b")).rows()
    [(2, None, None), (3, 'b', True)]
    """

    __slots__ = ()

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
        data = data if data is not None else dict.fromkeys(kinds, ())
        columns = {name: made(values, kinds.get(name)) for name, values in data.items()}
        super().__init__(columns, max((np.size(c.data) for c in columns.values()), default=0))

    # -- rows

    def take(self, index: npt.NDArray[np.int64], *, missing: bool = False) -> DataFrame:
        """The rows of `index`; with `missing`, rows without values where it is -1."""
        if not self._own and not self._read and not self._beside:
            layer = self._base
            if type(layer) is Taken and layer.index is not None and not layer.missing and not missing:
                inner = layer.index[index]  # rows of rows: one step for all columns
                return DataFrame.of({}, len(index), base=Taken(layer.frame, inner, hidden=layer.hidden))
        return DataFrame.of({}, len(index), base=Taken(self, index, missing=missing))

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
        mates = joining.matched(left, right, outer=how == "left", nulls_equal=nulls_equal)
        return self._joined(other, mates[0], mates[1], theirs, missing=mates[2])

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
            return DataFrame.of(
                self._own,
                self.height,
                base=self._base,
                beside={**self._beside, **beside},
                read=self._read.copy(),
            )
        return DataFrame.of({}, len(partners), base=Taken(self, rows), beside=beside)

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
        return DataFrame.of(self._own, self.height, base=base, beside={**self._beside, **beside})

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

    def to_polars(self) -> pl.DataFrame:
        """The same as a Polars frame."""
        from connectivity.extraction.columns.polars_frames import to_polars  # noqa: PLC0415 - loads Polars, which only results need

        return to_polars(self)


def concat(frames: Iterable[DataFrame], how: str = "vertical") -> DataFrame:
    """Frames under one another; with `diagonal_relaxed`, columns that some lack are blank there."""
    parts = list(frames)
    if how == "vertical":
        names = set(parts[0].columns)
        if any(set(f.columns) != names for f in parts[1:]):
            raise ValueError("frames under one another need the same columns")
    return DataFrame.of({}, sum(f.height for f in parts), base=Stacked(parts))
