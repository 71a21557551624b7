"""How a table of a lexicon file is described."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Key", "Kind", "Table"]

Kind = Literal["name", "words", "signs", "names", "text", "patterns", "number", "shares", "renames"]
Shape = Literal["entries", "named", "keys"]


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a table.

    Attributes:
        name: As it is written.
        kind: What it holds.
        meaning: What it is for.
        required: Whether an entry must have it.
    """

    name: str
    kind: Kind
    meaning: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a lexicon file.

    Attributes:
        name: As it is written, without brackets.
        shape: `entries` are written `[[name]]`, once each; `named` is `[name]` with a list of words for each
            canonical name; `keys` is `[name]` with the keys below.
        meaning: What it is for.
        keys: Its keys; none where names are free.
        built_in: Whether only a language's own file may have it.
    """

    name: str
    shape: Shape
    meaning: str
    keys: tuple[Key, ...] = ()
    built_in: bool = False

    @property
    def header(self) -> str:
        """As the file has it: "[[thing]]"."""
        return f"[[{self.name}]]" if self.shape == "entries" else f"[{self.name}]"
