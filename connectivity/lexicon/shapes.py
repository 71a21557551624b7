"""Whether the tables of a lexicon file are written as `format` says."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any, Final

from connectivity.lexicon.format import FORMAT, table_of
from connectivity.lexicon.table import Key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from connectivity.lexicon.lines import Place
    from connectivity.lexicon.table import Table

    Problems = Iterator[tuple[Place, str]]
    Tables = Mapping[str, Any]

__all__ = ["instead", "shape_problems"]

SHOWN: Final = 12  # names offered where none is close
# tables whose words are found only as written, or are codes
AS_WRITTEN: Final = ("place", "currency", "currency_word", "currency_part")
PATTERN_KEYS: Final = ("match", "form", "require")


def instead(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """What to offer for a name that is not known.

    >>> instead("tecnology", ["technology", "thing"]), instead("zzz", ["thing", "cue"])
    ("did you mean 'technology'?", 'use one of: cue, thing')
    """
    names = sorted(set(known))
    close = difflib.get_close_matches(name, names, n=1, cutoff=cutoff)
    if close:
        return f"did you mean {close[0]!r}?"
    rest = ", ..." if len(names) > SHOWN else ""
    return f"use one of: {', '.join(names[:SHOWN])}{rest}"


def shape_problems(tables: Tables, base: Tables) -> Problems:
    """Where a file is not written as `FORMAT` says, and what is wrong there.

    Args:
        tables: The file.
        base: The tables of the language.
    """
    for name, value in tables.items():
        table = table_of(name)
        if name == "language":
            if value != base.get("language"):
                yield (name,), f"the file is for language {value!r}; it is added to {base.get('language')!r}"
        elif table is None and name in base:
            yield from _as_built_in((name,), value, base[name])
        elif table is None:
            yield (name,), f"unknown table [{name}]; {instead(name, [t.name for t in FORMAT])}"
        elif table.built_in:
            yield (name,), f"only a language's own file has {table.header}; take it out"
        elif table.shape == "entries":
            yield from _entries(table, value)
        elif not isinstance(value, dict):
            yield (name,), f"{name} is not written as a table; begin it with {table.header}"
        else:
            yield from _keys(table, value, base)


def _entries(table: Table, value: object) -> Problems:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        yield (table.name,), f"{table.name} is not written as entries; begin each with {table.header}"
        return
    for number, entry in enumerate(value):
        place = (table.name, number)
        known = {key.name: key for key in table.keys}
        for name in entry.keys() - known.keys():
            yield (*place, name), f"{table.header} has no key {name!r}; {instead(name, known)}"
        for key in table.keys:
            if key.name in entry:
                yield from _value(key, entry[key.name], (*place, key.name), table)
            elif key.required:
                yield place, f"{table.header} has no {key.name!r}; add it"


def _keys(table: Table, value: Mapping[str, Any], base: Tables) -> Problems:
    known = {key.name: key for key in table.keys}
    for name, content in value.items():
        place = (table.name, name)
        if table.shape == "named":
            yield from _value(Key(name, "words", ""), content, place, table)
        elif table.name == "plural":
            yield from _value(Key(name, "text", ""), content, place, table)
        elif place == ("period", "pattern"):
            yield from _patterns(content, base)
        elif name in known:
            yield from _value(known[name], content, place, table)
        elif name in base.get(table.name, {}):
            yield from _as_built_in(place, content, base[table.name][name])
        else:
            yield place, f"{table.header} has no key {name!r}; {instead(name, known)}"


def _as_built_in(place: Place, value: object, model: object) -> Problems:
    if type(value) is not type(model):
        yield place, f"{place[-1]} is not written as the built-in one is"


def _value(key: Key, value: Any, place: Place, table: Table) -> Problems:
    checks: dict[str, Callable[[Any, Place], Problems]] = {
        "words": _written if table.name in AS_WRITTEN else _words,
        "signs": _written,
        "names": _written,
        "patterns": _expressions,
        "shares": _shares,
        "renames": _renames,
    }
    if key.kind in checks:
        yield from checks[key.kind](value, place)
    elif key.kind == "number":
        if not _is_number(value) or value <= 0:
            yield place, f"{key.name} must be a number above 0"
    elif not isinstance(value, str) or (key.kind == "name" and not value.strip()):
        yield place, f'{key.name} must be a text: {key.name} = "..."'


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _written(value: object, place: Place) -> Problems:
    if not isinstance(value, list) or not value or not all(isinstance(word, str) for word in value):
        yield place, f'{place[-1]} must be a list of words: {place[-1]} = ["kiosk", "market stall"]'
        return
    for number, word in enumerate(value):
        if not word.strip():
            yield (*place, number), "an empty word; take it out"
        elif word != word.strip():
            yield (*place, number), f"{word!r} has spaces around it; take them out"


def _words(value: Any, place: Place) -> Problems:
    wrong = list(_written(value, place))
    yield from wrong
    if wrong and wrong[0][0] == place:
        return
    for number, word in enumerate(value):
        if word != word.lower():
            yield (*place, number), f"{word!r} has capitals; write it in lower case, it is found in any case"


def _expressions(value: Any, place: Place) -> Problems:
    wrong = list(_written(value, place))
    yield from wrong
    for number, pattern in enumerate([] if wrong else value):
        yield from _expression(pattern, (*place, number))


def _expression(pattern: str, place: Place) -> Problems:
    try:
        re.compile(re.sub(r"\{\w+\}", "x", pattern))
    except re.error as error:
        yield place, f"{pattern!r} is no regular expression ({error}); mend it"


def _shares(value: Any, place: Place) -> Problems:
    if not isinstance(value, dict) or not all(_is_number(number) for number in value.values()):
        yield place, f'{place[-1]} must give each word a number: {place[-1]} = {{ "a tenth" = 10 }}'
        return
    yield from (((*place, problem[0][-1]), problem[1]) for problem in _each(value, place))


def _renames(value: Any, place: Place) -> Problems:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        yield place, f'{place[-1]} must give each word another: {place[-1]} = {{ "mice" = "mouse" }}'
        return
    yield from _each(value, place)


def _each(value: Mapping[str, Any], place: Place) -> Problems:
    for word in value:
        if not word.strip() or word != word.lower():
            yield (*place, word), f"{word!r} must be a word in lower case; it is found in any case"


def _patterns(value: Any, base: Tables) -> Problems:
    place = ("period", "pattern")
    forms = {pattern["form"] for pattern in base.get("period", {}).get("pattern", [])}
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        yield place, "pattern is not written as entries; begin each with [[period.pattern]]"
        return
    for number, entry in enumerate(value):
        for name in entry.keys() - set(PATTERN_KEYS):
            problem = f"[[period.pattern]] has no key {name!r}; {instead(name, PATTERN_KEYS)}"
            yield (*place, number, name), problem
        for name in ("match", "form"):
            if not isinstance(entry.get(name), str):
                yield (*place, number), f"[[period.pattern]] has no {name!r}; add it"
        for name in ("match", "require"):
            if isinstance(entry.get(name), str):
                yield from _expression(entry[name], (*place, number, name))
        form = entry.get("form")
        if isinstance(form, str) and form not in forms:
            yield (*place, number, "form"), f"the form {form!r} is unknown; {instead(form, forms)}"
