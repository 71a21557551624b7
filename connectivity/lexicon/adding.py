"""How the tables of users' files are added to those of a language, and to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from connectivity.lexicon.words import SEVERAL, declared_words, plurals

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    Tables = Mapping[str, Any]

__all__ = ["expanded", "merge", "overruled", "removed_words", "without"]

# tables of entries, to the kind of their words and the key that holds them
ENTRIES: Final = {
    "thing": ("thing", "words"),
    "topic": ("topic", "words"),
    "unit": ("unit", "words"),
    "indicator": ("thing", "things"),
}


def merge(base: dict[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    """The base with the entries of `extra` added: lists are joined, tables merged.

    >>> merge({"a": [1], "b": {"c": [2]}}, {"a": [3], "b": {"c": [4], "d": 5}})
    {'a': [1, 3], 'b': {'c': [2, 4], 'd': 5}}
    """
    merged = dict(base)
    for key, value in extra.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[key] = merge(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            merged[key] = [*old, *value]
        else:
            merged[key] = value
    return merged


def expanded(tables: Tables) -> dict[str, Any]:
    """The tables with the things and words of each indicator as entries of [[thing]] and [[topic]].

    >>> expanded({"indicator": [{"name": "kiosks", "unit": "kiosk", "things": ["kiosk"]}]})["thing"]
    [{'unit': 'kiosk', 'indicator': 'kiosks', 'words': ['kiosk']}]
    """
    things, topics = list(tables.get("thing", [])), list(tables.get("topic", []))
    for entry in tables.get("indicator", []):
        if entry.get("things"):
            things.append({"unit": entry["unit"], "indicator": entry["name"], "words": entry["things"]})
        if entry.get("words"):
            topics.append({"indicator": entry["name"], "words": entry["words"]})
    rest = {name: table for name, table in tables.items() if name != "indicator"}
    return {**rest, **({"thing": things} if things else {}), **({"topic": topics} if topics else {})}


def removed_words(files: Sequence[Tables]) -> set[tuple[str, str]]:
    """Kind and word of all that files take out.

    >>> removed_words([{"remove": {"thing": ["hotspot"]}}])
    {('thing', 'hotspot')}
    """
    return {
        (kind, word) for file in files for kind, words in file.get("remove", {}).items() for word in words
    }


def without(tables: Tables, words: Collection[tuple[str, str]], rules: Mapping[str, str]) -> dict[str, Any]:
    """The tables without the words of which a form is among `words`, each with its kind.

    Args:
        tables: Tables in the shape of a language's or of a user's file.
        words: Kind (thing, topic, technology, bound, scale, unit) and word.
        rules: Endings of the singular to those of the plural.

    >>> without({"technology": {"wifi": ["wifi", "wi-fi"]}}, {("technology", "wifi")}, {})
    {'technology': {'wifi': ['wi-fi']}}
    """

    def kept(kind: str, found: Sequence[str]) -> list[str]:
        ruled = rules if kind == "thing" else {}
        return [word for word in found if not any((kind, form) in words for form in plurals(word, ruled))]

    left = dict(tables)
    for name, (kind, key) in ENTRIES.items():
        if name in left:
            left[name] = [{**e, key: kept(kind, e[key])} if key in e else e for e in left[name]]
    for kind in ("technology", "bound", "scale"):
        if kind in left:
            left[kind] = {name: kept(kind, found) for name, found in left[kind].items()}
    return left


def overruled(files: Sequence[Tables], rules: Mapping[str, str]) -> list[dict[str, Any]]:
    """The files without what a later one declares anew: its indicators, and its words of the same kind.

    >>> overruled([{"technology": {"a": ["x", "y"]}}, {"technology": {"b": ["x"]}}], {})
    [{'technology': {'a': ['y']}}, {'technology': {'b': ['x']}}]
    """
    kept: list[dict[str, Any]] = []
    names: set[str] = set()
    words: set[tuple[str, str]] = set()
    for file in reversed(files):
        own = [entry for entry in file.get("indicator", []) if entry["name"] not in names]
        tables = {**file, "indicator": own} if "indicator" in file else file
        kept.append(without(tables, words, rules))
        names.update(entry["name"] for entry in own)
        for declared in declared_words(file, rules):
            words.update((declared.kind, form) for form in declared.forms if declared.kind not in SEVERAL)
    return kept[::-1]
