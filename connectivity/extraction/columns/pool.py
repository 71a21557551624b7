"""Strings as numbers: one pool hands out a code for each distinct string, and remembers what it computed."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    import numpy.typing as npt

__all__ = ["NULL", "Pool", "current_pool", "per_pool", "renew_pool"]

NULL: Final = -1  # the code of a missing string; it indexes the last element of every table
FIRST_ROOM: Final = 4096
MOST: Final = 50_000  # strings; a pool with more is left to its frames and a new one begun

T = TypeVar("T")
_BLANK: Final[dict[type, Any]] = {bool: False, int: NULL, float: np.nan}
_DTYPE: Final[dict[type, Any]] = {bool: np.bool_, int: np.int64, float: np.float64}


class Pool:
    """Distinct strings by their code, with tables of functions of them filled in as they are asked for."""

    __slots__ = ("_tables", "codes", "names")

    def __init__(self) -> None:
        self.names: list[str] = []
        self.codes: dict[str | None, int] = {None: NULL}
        self._tables: dict[Hashable, tuple[npt.NDArray[Any], npt.NDArray[np.bool_]]] = {}

    def code(self, name: str | None) -> int:
        """The code of a string.

        >>> pool = Pool()
        >>> pool.code("a"), pool.code("b"), pool.code("a")
        (0, 1, 0)
        """
        found = self.codes.get(name)
        if found is None:
            found = self.codes[name] = len(self.names)
            self.names.append(name)  # type: ignore[arg-type]  # None has its code from the start
        return found

    def encode(self, names: Iterable[str | None]) -> npt.NDArray[np.int64]:
        """The codes of strings, `NULL` for None."""
        names = names if isinstance(names, list) else list(names)
        found = list(map(self.codes.get, names))
        if None in found:
            code = self.code
            found = [code(n) if c is None else c for n, c in zip(names, found, strict=True)]
        return np.array(found, dtype=np.int64)

    def decode(self, codes: npt.NDArray[np.int64]) -> list[str | None]:
        """The strings of codes."""
        names = self.names
        if len(codes) and int(codes.min()) >= 0:
            return list(map(names.__getitem__, codes.tolist()))
        return [names[c] if c >= 0 else None for c in codes.tolist()]

    def apply(
        self, key: Hashable, function: Callable[[str], Any], kind: type, codes: npt.NDArray[np.int64]
    ) -> npt.NDArray[Any]:
        """A function of each string, computed once a distinct string.

        Args:
            key: Names the function.
            function: From a string to bool, int or float; a string result is given as its code.
            kind: bool, int or float; a missing string gives False, -1 or NaN.
            codes: The strings.
        """
        table = self._tables.get(key)
        if table is None or len(table[0]) <= len(self.names):
            table = self._tables[key] = self._grown(table, kind)
        values, known = table
        fresh = codes[~known[codes]]
        if len(fresh):
            for code in dict.fromkeys(fresh.tolist()):
                values[code] = function(self.names[code])
                known[code] = True
        found: npt.NDArray[Any] = values[codes]
        return found

    def _grown(
        self, table: tuple[npt.NDArray[Any], npt.NDArray[np.bool_]] | None, kind: type
    ) -> tuple[npt.NDArray[Any], npt.NDArray[np.bool_]]:
        room = max(FIRST_ROOM, 2 * len(self.names)) + 1
        values, known = np.full(room, _BLANK[kind], dtype=_DTYPE[kind]), np.zeros(room, dtype=bool)
        if table is not None:
            old = len(table[0]) - 1
            values[:old], known[:old] = table[0][:old], table[1][:old]
        known[NULL] = True
        return values, known

    def ranks(self, *columns: npt.NDArray[np.int64]) -> list[npt.NDArray[np.int64]]:
        """For each column of codes, where its strings stand in their order; -1 for missing ones."""
        seen = np.zeros(len(self.names) + 1, dtype=bool)
        for codes in columns:
            seen[codes] = True
        seen[NULL] = False
        codes_seen = np.flatnonzero(seen)
        names = self.names
        order = sorted(codes_seen.tolist(), key=names.__getitem__)
        table = np.full(len(seen), NULL, dtype=np.int64)
        table[order] = np.arange(len(order))
        return [table[codes] for codes in columns]


_held: list[Pool] = [Pool()]


def current_pool() -> Pool:
    """The pool that new columns use."""
    return _held[0]


def renew_pool() -> None:
    """Begin a new pool if the present one has grown large; columns made before keep theirs for reading."""
    if len(_held[0].names) > MOST:
        _held[0] = Pool()


def per_pool(function: Callable[..., T]) -> Callable[..., T]:
    """Remember the results of a function of hashable arguments, as long as the pool is the same."""
    held: dict[Any, T] = {}
    owner: list[Pool] = []

    @functools.wraps(function)
    def remembered(*arguments: Any) -> T:
        if not owner or owner[0] is not _held[0]:
            owner[:] = [_held[0]]
            held.clear()
        if arguments not in held:
            held[arguments] = function(*arguments)
        return held[arguments]

    return remembered
