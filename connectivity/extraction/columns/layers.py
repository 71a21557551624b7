"""Where a frame finds columns it has not read: in other frames, by row, by name, one under another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from connectivity.extraction.columns.column import Boolean, Column, Float64, Int64, String, blank
from connectivity.extraction.columns.pool import NULL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

__all__ = ["Filled", "Held", "Hidden", "Layer", "Picked", "Stacked", "Taken"]


class Held(Protocol):
    """A frame, as far as layers read it."""

    height: int

    def has(self, name: str) -> bool:
        """Whether there is a column of a name."""
        ...

    def below(self, name: str) -> Taken | None:
        """The rows of another frame that a column not read yet is from, if it is only that."""
        ...

    def find(self, name: str) -> Column | None:
        """The column of a name, or None."""
        ...

    @property
    def columns(self) -> list[str]:
        """The names."""
        ...


class Layer(Protocol):
    """Columns that are computed when they are first read."""

    def find(self, name: str) -> Column | None:
        """The column of a name, or None."""
        ...

    def has(self, name: str) -> bool:
        """Whether there is a column of a name."""
        ...

    def names(self) -> list[str]:
        """The names that it has."""
        ...


class Taken:
    """Rows of a frame.

    Attributes:
        frame: The frame.
        index: The rows; None for all.
        missing: Whether the index has -1, for rows without values.
        hidden: Names that are left out.
    """

    __slots__ = ("deeper", "frame", "hidden", "index", "missing")

    def __init__(
        self,
        frame: Held,
        index: npt.NDArray[np.int64] | None,
        *,
        missing: bool = False,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        self.frame, self.index, self.missing, self.hidden = frame, index, missing, hidden
        self.deeper: Taken | None = None

    def find(self, name: str) -> Column | None:
        """The rows of a column."""
        if name in self.hidden:
            return None
        if self.index is None:
            return self.frame.find(name)
        below = self.frame.below(name)
        if below is not None and below.index is not None:
            if self.deeper is None:
                self.deeper = self.through(below)
            return self.deeper.find(name)
        column = self.frame.find(name)
        return None if column is None else column.take(self.index, missing=self.missing)

    def through(self, below: Taken) -> Taken:
        """These rows of rows as rows of the frame below: one step for every column."""
        rows = below.index
        if rows is None or self.index is None:
            return below
        inner = rows[self.index] if len(rows) else np.full(len(self.index), -1, dtype=np.int64)
        if self.missing:
            inner = np.where(self.index < 0, -1, inner)
        return Taken(below.frame, inner, missing=self.missing or below.missing, hidden=below.hidden)

    def has(self, name: str) -> bool:
        """Whether the frame has a column that is not hidden."""
        return name not in self.hidden and self.frame.has(name)

    def names(self) -> list[str]:
        """The names that are not hidden."""
        return [name for name in self.frame.columns if name not in self.hidden]


class Hidden:
    """A layer without some of its columns."""

    __slots__ = ("gone", "layer")

    def __init__(self, layer: Layer, gone: frozenset[str]) -> None:
        self.layer, self.gone = layer, gone

    def find(self, name: str) -> Column | None:
        """The column of a name that is left."""
        return None if name in self.gone else self.layer.find(name)

    def has(self, name: str) -> bool:
        """Whether a column is left."""
        return name not in self.gone and self.layer.has(name)

    def names(self) -> list[str]:
        """The names that are left."""
        return [name for name in self.layer.names() if name not in self.gone]


class Picked:
    """Columns of another layer under names of their own."""

    __slots__ = ("layer", "old")

    def __init__(self, layer: Layer, old: Mapping[str, str]) -> None:
        self.layer, self.old = layer, old

    def find(self, name: str) -> Column | None:
        """The column that has this name here."""
        old = self.old.get(name)
        return None if old is None else self.layer.find(old)

    def has(self, name: str) -> bool:
        """Whether a column has this name here."""
        return name in self.old

    def names(self) -> list[str]:
        """The names here."""
        return list(self.old)


class Filled:
    """A layer with the columns that another frame has besides, without values."""

    __slots__ = ("height", "layer", "like")

    def __init__(self, layer: Layer | None, like: Held, height: int) -> None:
        self.layer, self.like, self.height = layer, like, height

    def find(self, name: str) -> Column | None:
        """The column, or a blank one."""
        found = None if self.layer is None else self.layer.find(name)
        if found is not None:
            return found
        there = self.like.find(name)
        return None if there is None else blank(there.kind, self.height)

    def has(self, name: str) -> bool:
        """Whether either has the column."""
        return (self.layer is not None and self.layer.has(name)) or self.like.has(name)

    def names(self) -> list[str]:
        """The names of both."""
        own = [] if self.layer is None else self.layer.names()
        return list(dict.fromkeys([*own, *self.like.columns]))


class Stacked:
    """Frames under one another; a column that some lack is blank there."""

    __slots__ = ("frames",)

    def __init__(self, frames: Sequence[Held]) -> None:
        self.frames = frames

    def find(self, name: str) -> Column | None:
        """The parts of a column, one under another."""
        parts = [(frame.find(name), frame.height) for frame in self.frames]
        return under([c for c, _ in parts], [h for _, h in parts])

    def has(self, name: str) -> bool:
        """Whether any frame has the column."""
        return any(frame.has(name) for frame in self.frames)

    def names(self) -> list[str]:
        """The names that any frame has."""
        return list(dict.fromkeys(name for frame in self.frames for name in frame.columns))


def under(columns: Sequence[Column | None], heights: Sequence[int]) -> Column | None:
    """Columns under one another, blank where there is none; None if there is none at all."""
    there = [c for c in columns if c is not None]
    if not there:
        return None
    kinds = {c.kind for c in there if c.kind and len(c.data)} or {c.kind for c in there if c.kind}
    if len(kinds) > 1 and kinds <= {Int64, Float64}:
        kinds = {Float64}
    if len(kinds) > 1:
        raise TypeError(f"columns of the kinds {sorted(kinds)} cannot stand under one another")
    kind = kinds.pop() if kinds else ""
    total = sum(heights)
    ends = np.cumsum(heights).tolist()
    places = [
        (c, slice(end - h, end))
        for c, h, end in zip(columns, heights, ends, strict=True)
        if c is not None and c.kind
    ]
    if kind == Boolean:
        return truths(places, total, whole=len(places) == len(columns))
    if kind in (String, ""):
        codes = np.full(total, NULL, dtype=np.int64)
        for column, place in places:
            codes[place] = column.data
        return Column(kind, codes)
    whole = kind == Int64 and len(places) == len(columns) and all(c.data.dtype == np.int64 for c, _ in places)
    numbers = np.empty(total, dtype=np.int64) if whole else np.full(total, np.nan)
    for column, place in places:
        numbers[place] = column.data
    return Column(kind, numbers)


def truths(places: Sequence[tuple[Column, slice]], total: int, *, whole: bool) -> Column:
    """Truth values under one another."""
    yes = np.zeros(total, dtype=bool)
    for column, place in places:
        yes[place] = column.data
    if whole and all(column.no is None for column, _ in places):
        return Column(Boolean, yes)

    def no() -> npt.NDArray[np.bool_]:
        found = np.zeros(total, dtype=bool)
        for column, place in places:
            found[place] = column.false()
        return found

    return Column(Boolean, yes, no)
