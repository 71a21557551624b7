"""Checks a user's lexicon, so that a wrong entry is a sentence and not a failure later."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from connectivity.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    Tables = Mapping[str, Any]

__all__ = ["check"]

REQUIRED: Final = {"thing": ("unit", "indicator", "words"), "topic": ("indicator", "words")}
OF_WORDS: Final = ("technology", "cue", "bound", "scale")  # name = ["word", ...]
OF_NUMBERS: Final = ("fraction", "multiple")  # words = { "word" = number }


def check(path: Path, tables: Tables, known: Tables, scales: Mapping[str, float]) -> None:
    """Refuse the first entry that cannot be compiled.

    Args:
        path: The user's file, for the sentence.
        tables: Its tables.
        known: The tables of the language it is added to.
        scales: The scales that have a factor.

    Raises:
        LexiconError: An entry cannot be compiled.
    """
    checks = (
        wrong_tables(tables, known),
        wrong_entries(tables),
        wrong_names(tables, {**known, "scale": scales}),
        wrong_numbers(tables),
        wrong_patterns(tables, known),
    )
    for problem in chain.from_iterable(checks):  # lazily: a later one relies on those before
        raise LexiconError(f"{path}: {problem}")


def wrong_tables(tables: Tables, known: Tables) -> Iterator[str]:
    """Tables that the language does not have, or has in another shape."""
    for name, table in tables.items():
        if name not in known:
            yield f"unknown table [{name}]; use one of: {', '.join(sorted(known))}"
        elif type(table) is not type(known[name]):
            shape = f"[[{name}]]" if isinstance(known[name], list) else f"[{name}]"
            yield f"{name} is not written as the language has it; begin it with {shape}"


def wrong_entries(tables: Tables) -> Iterator[str]:
    """Things and topics that lack a part or their words."""
    for kind, keys in REQUIRED.items():
        for number, entry in enumerate(tables.get(kind, []), 1):
            missing = [key for key in keys if key not in entry]
            if missing:
                yield f"[[{kind}]] number {number} has no {missing[0]!r}; add it"
            else:
                yield from wrong_words(f"[[{kind}]] number {number}: words", entry["words"])


def wrong_names(tables: Tables, known: Tables) -> Iterator[str]:
    """Tables of words by name; only technologies may be new."""
    for kind in OF_WORDS:
        for value, words in tables.get(kind, {}).items():
            if value not in known[kind] and kind != "technology":
                yield f"[{kind}] {value} is unknown; use one of: {', '.join(sorted(known[kind]))}"
            yield from wrong_words(f"[{kind}] {value}", words)


def wrong_numbers(tables: Tables) -> Iterator[str]:
    """Tables that give each word a number."""
    for kind in OF_NUMBERS:
        words = tables.get(kind, {}).get("words", {})
        if not isinstance(words, dict) or not all(isinstance(n, int | float) for n in words.values()):
            yield f'[{kind}] words must give each word a number: words = {{ "a tenth" = 10 }}'
        else:
            yield from wrong_words(f"[{kind}] words", list(words))


def wrong_words(place: str, words: object) -> Iterator[str]:
    """What is wrong with a list of words."""
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        yield f'{place} must be a list of words: ["kiosk", "market stall"]'
        return
    for word in words:
        if not word.strip():
            yield f"{place} holds an empty word; take it out"
        elif word != word.lower():
            yield f"{place} holds {word!r}; write it in lower case, it is found in any case"


def wrong_patterns(tables: Tables, known: Tables) -> Iterator[str]:
    """What is wrong with the regular expressions of groups and periods."""
    forms = {pattern["form"] for pattern in known.get("period", {}).get("pattern", [])}
    patterns = [("[group] patterns", pattern) for pattern in tables.get("group", {}).get("patterns", [])]
    for number, entry in enumerate(tables.get("period", {}).get("pattern", []), 1):
        place = f"[[period.pattern]] number {number}"
        missing = [key for key in ("match", "form") if key not in entry]
        if missing:
            yield f"{place} has no {missing[0]!r}; add it"
            continue
        if entry["form"] not in forms:
            yield f"{place} has the unknown form {entry['form']!r}; use one of: {', '.join(sorted(forms))}"
        patterns.append((place, re.sub(r"\{\w+\}", "x", entry["match"])))
    for place, pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            yield f"{place} is no regular expression ({error}); mend it"
