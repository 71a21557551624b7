"""Units of measure: the project's own (units.toml), and those that `pint_units` wrote to measures.toml."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["FILE", "rows"]

Row = tuple[str, str, str, str | None, float | None, bool]
FOLDER: Final = resources.files("connectivity.lexicon")
WORDS: Final = ("words", "symbols")
FILE: Final = FOLDER / "measures.toml"


def rows(own: Sequence[Mapping[str, Any]], rates: Sequence[Mapping[str, Any]] = ()) -> Iterator[Row]:
    """The pattern rows of the units of measure, and of what rates are taken of.

    Args:
        own: Entries with unit, words, and perhaps symbols and factor, as units.toml and users' files have
            them; where the generated table has a word too, they decide.
        rates: A language's own words of what rates are taken of, with unit and words.
    """
    known = {word.lower() for unit in own for word in (*unit["words"], *unit.get("symbols", []))}
    generated = tomllib.loads(FILE.read_text(encoding="utf-8"))["unit"]
    others = (
        {**unit, **{key: [w for w in unit.get(key, []) if w.lower() not in known] for key in WORDS}}
        for unit in generated
    )
    for unit in (*own, *others):
        name, factor = unit["unit"], float(unit.get("factor", 1))
        yield from ((word, "unit", name, name, factor, False) for word in unit["words"])
        yield from ((sign, "unit", name, name, factor, True) for sign in unit.get("symbols", []))
    for rate in (*tomllib.loads((FOLDER / "units.toml").read_text(encoding="utf-8"))["per"], *rates):
        yield from ((word, "per", rate["unit"], rate["unit"], None, False) for word in rate["words"])
