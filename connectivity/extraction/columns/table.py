"""Named columns of one length, and what expressions compute on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np

from connectivity.extraction.columns import grouping, operations
from connectivity.extraction.columns.building import Many, col
from connectivity.extraction.columns.column import Column, made
from connectivity.extraction.columns.expression import Expr, column_of
from connectivity.extraction.columns.layers import Hidden, Picked, Taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy.typing as npt

    from connectivity.extraction.columns.grouping import Groups
    from connectivity.extraction.columns.layers import Layer

__all__ = ["Table", "flattened"]

NOTHING: Final[dict[str, Layer]] = {}


class Table:
    """Columns by name, some not read yet, and what expressions gave so far.

    Attributes:
        height: The number of rows.
    """

    __slots__ = ("_base", "_beside", "_clean", "_groups", "_memo", "_names", "_own", "_read", "height")

    def __init__(
        self,
        own: dict[str, Column],
        height: int,
        *,
        base: Layer | None = None,
        beside: dict[str, Layer] = NOTHING,
        read: dict[str, Column] | None = None,
        names: list[str] | None = None,
    ) -> None:
        self._own, self._base, self._beside, self.height = own, base, beside, height
        self._read: dict[str, Column] = {} if read is None else read
        self._memo: dict[Expr, Column] = {}
        self._clean: dict[Expr, npt.NDArray[Any]] = {}
        self._groups: dict[tuple[Expr, ...], Groups] = {}
        self._names = list(own) if names is None and base is None and not beside else names

    @classmethod
    def of(
        cls,
        own: dict[str, Column],
        height: int,
        *,
        base: Layer | None = None,
        beside: dict[str, Layer] = NOTHING,
        read: dict[str, Column] | None = None,
        names: list[str] | None = None,
    ) -> Self:
        """A frame of columns that are of this height already, and of those that layers find.

        Args:
            own: The columns.
            height: The number of rows.
            base: Where the others are found.
            beside: Where those of joined frames are found, by name.
            read: Columns of the layers that were read before.
            names: The names in their order, where it is known.
        """
        frame = cls.__new__(cls)
        Table.__init__(frame, own, height, base=base, beside=beside, read=read, names=names)
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
        if node.op == "col":
            return self.column(node.settings[0])
        if node.op == "lit":
            return node.literal()
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

    def clean(self, node: Expr) -> npt.NDArray[Any]:
        """The numbers or truth values of an expression, 0 or false where they are missing."""
        found = self._clean.get(node)
        if found is None:
            found = self._clean[node] = self.full(node).known_or_zero()
        return found

    def full(self, node: Expr) -> Column:
        """The column of an expression, one value a row."""
        if node.op == "col":
            return self.column(node.settings[0])
        found = self._memo.get(node)
        if found is None:
            found = self._memo[node] = node.compute(self)
        return found if found.data.ndim else found.spread(self.height)

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
            elif item.op is operations.same and item.parts[0].op == "col":
                picked[item.name] = item.parts[0].settings[0]
            else:
                found[item.name] = self.full(item)
        for name, item in named.items():
            found[name] = self.full(column_of(item))
            order.append(name)
        return found, picked, order

    def select(self, *expressions: Any, **named: Any) -> Self:
        """A frame of these columns alone."""
        found, picked, order = self._chosen(expressions, named)
        for old in picked.values():
            if not self.has(old):
                self.column(old)
        return type(self).of(found, self.height, base=Picked(self, picked), names=order)

    def with_columns(self, *expressions: Any, **named: Any) -> Self:
        """The frame with further columns, or with others in their place."""
        found, picked, _ = self._chosen(expressions, named)
        for name, old in picked.items():
            found[name] = self.column(old)
        return self.with_own(found)

    def with_own(self, found: dict[str, Column]) -> Self:
        """The frame with columns that are of its height."""
        names = None if self._names is None else list(dict.fromkeys([*self._names, *found]))
        return type(self).of(
            {**self._own, **found},
            self.height,
            base=self._base,
            beside=self._beside,
            read=self._read.copy(),
            names=names,
        )

    def drop(self, *names: Any, strict: bool = True) -> Self:
        """The frame without some columns."""
        gone = frozenset(flattened(names))
        if strict:
            for name in gone:
                self.column(name)
        if not gone:
            return self
        base = self._base
        if base is not None and any(base.has(name) for name in gone):
            base = Hidden(base, gone)
        return type(self).of(
            {name: column for name, column in self._own.items() if name not in gone},
            self.height,
            base=base,
            beside={name: layer for name, layer in self._beside.items() if name not in gone},
            read={name: column for name, column in self._read.items() if name not in gone},
        )

    def rename(self, names: Mapping[str, str]) -> Self:
        """The frame with other names."""
        old = {names.get(name, name): name for name in self.columns}
        return type(self).of({}, self.height, base=Picked(self, old))

    def cast(self, kinds: Mapping[str, str]) -> Self:
        """The frame with columns of other kinds."""
        return self.with_columns(*(col(name).cast(kind).alias(name) for name, kind in kinds.items()))

    def with_row_index(self, name: str = "index") -> Self:
        """The frame with a column that counts its rows."""
        return self.with_own({name: made(np.arange(self.height))})


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
