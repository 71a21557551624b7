"""The words that the tables of a lexicon file declare, and what each of them means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from connectivity.lexicon.lines import Place

    Tables = Mapping[str, Any]

__all__ = ["SEVERAL", "Declared", "declared_words", "plurals"]

SEVERAL: Final = ("topic", "cue")  # kinds in which a word may have several meanings


@dataclass(frozen=True, slots=True)
class Declared:
    """A word with its meaning.

    Attributes:
        place: Where it stands in its file.
        kind: thing, topic, technology, cue, bound, scale, unit, fraction, multiple, group or place.
        word: As declared.
        meaning: The canonical name that it stands for.
        forms: All forms in which it is found: things have plurals.
    """

    place: Place
    kind: str
    word: str
    meaning: str
    forms: tuple[str, ...]


def plurals(word: str, rules: Mapping[str, str]) -> Iterator[str]:
    """The word and its plural by the first rule whose ending fits.

    >>> list(plurals("library", {"y": "ies", "": "s"})), list(plurals("school", {"y": "ies", "": "s"}))
    (['library', 'libraries'], ['school', 'schools'])
    """
    yield word
    for ending, replacement in rules.items():
        if ending == "y" and word[-2:-1] in "aeiou":
            continue
        if word.endswith(ending):
            yield word[: len(word) - len(ending)] + replacement
            return


def declared_words(tables: Tables, rules: Mapping[str, str]) -> Iterator[Declared]:
    """The words of a file's tables, whose shapes are right.

    Args:
        tables: The tables.
        rules: Endings of the singular to those of the plural.
    """
    for number, entry in enumerate(tables.get("indicator", [])):
        for key, kind in (("things", "thing"), ("words", "topic")):
            place: Place = ("indicator", number, key)
            yield from _listed(place, kind, entry.get(key, []), entry.get("name", ""), rules)
    meanings = {"thing": "indicator", "topic": "indicator", "unit": "unit", "place": "place"}
    for kind, meaning in meanings.items():
        for number, entry in enumerate(tables.get(kind, [])):
            place = (kind, number, "words")
            yield from _listed(place, kind, entry.get("words", []), entry.get(meaning, ""), rules)
    for kind in ("technology", "cue", "bound", "scale"):
        for name, words in tables.get(kind, {}).items():
            yield from _listed((kind, name), kind, words, name, rules)
    for kind in ("fraction", "multiple"):
        for word, number in tables.get(kind, {}).get("words", {}).items():
            yield Declared((kind, "words", word), kind, word, f"{number:g}", (word,))
    yield from _listed(
        ("group", "words"), "group", tables.get("group", {}).get("words", []), "a group", rules
    )


def _listed(
    place: Place, kind: str, words: list[str], meaning: str, rules: Mapping[str, str]
) -> Iterator[Declared]:
    for number, word in enumerate(words):
        forms = tuple(plurals(word, rules)) if kind == "thing" else (word,)
        yield Declared((*place, number), kind, word, meaning, forms)
