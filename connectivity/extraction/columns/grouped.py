"""Groups of rows that wait for what is to be computed of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from connectivity.extraction.columns import grouping
from connectivity.extraction.columns.table import flattened

if TYPE_CHECKING:
    from connectivity.extraction.columns.column import Column
    from connectivity.extraction.columns.expression import Expr
    from connectivity.extraction.columns.frame import DataFrame

__all__ = ["Grouped"]


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
        return type(self.frame).of(found, self.groups.count)

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
