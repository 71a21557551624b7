"""The noun that a number counts: which of the words behind it, and its singular."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from connectivity.lexicon.stemming import stemmer_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from connectivity.lexicon.stemming import Stemmer

__all__ = ["FOLLOWING", "hyphenated_noun", "noun", "singular"]

FOLLOWING: Final = re.compile(r"[ \u00a0-]*([^\W\d_][\w'’-]*)?" + r"(?:[ \u00a0]([^\W\d_][\w'’-]*))?" * 5)


def noun(words: tuple[Any, ...], value: float, tables: Mapping[str, Any]) -> str | None:
    """The counted noun behind a number, in the singular, or None.

    >>> rules = {"compound": ["centre"], "spelling": {"center": "centre"}, "singular": {"(.+)s": ""}}
    >>> tables = {"stop": {"words": ["of", "in"]}, "noun": rules}
    >>> noun(("fulfilment", "centres", "in"), 3, tables), noun(("of", "them", None), 19, tables)
    ('fulfilment_centre', None)
    """
    rules, stops = tables.get("noun", {}), set(tables.get("stop", {}).get("words", ()))
    if "singular" not in rules:
        return inflected_noun(words, stops, rules, units_of(tables)) if "adjective" in rules else None
    passed = set(rules.get("passed", ()))
    run: list[str] = []
    for word in words:
        if word in passed and not run:
            continue
        if not word or word in stops:
            break
        run.append(word)
    head = head_of(run, value, rules)
    if head is None:
        return None
    name = singular(run[head], rules)
    if name in rules.get("compound", ()) and head > 0:
        before = run[head - 1]
        name = f"{rules.get('spelling', {}).get(before, before)}_{name}"
    return name.replace("-", "_").replace("'", "").replace("’", "")


def inflected_noun(
    words: tuple[Any, ...], stops: Collection[str], rules: Mapping[str, Any], units: Units
) -> str | None:
    """The first word behind a number that is no adjective: in English where the language says, else its stem.

    >>> rules = {"adjective": ".*(?:ых|их)", "english": {"трактор": "tractor"}}
    >>> units = units_of({"noun": rules})
    >>> inflected_noun(("новых", "трактор"), [], rules, units), inflected_noun(("и",), ["и"], rules, units)
    ('tractor', None)
    """
    for word in words:
        if not word or word in stops:
            return None
        if word in rules.get("passed", ()) or is_adjective(word, rules):
            continue
        return units.counted(word)
    return None


def is_adjective(word: str, rules: Mapping[str, Any]) -> bool:
    """Whether a word has the form of an adjective.

    >>> is_adjective("mobile", {"adjective": ".*(?:ile|ic)"}), is_adjective("mobile", {})
    (True, False)
    """
    return "adjective" in rules and re.fullmatch(rules["adjective"], word) is not None


@dataclass(frozen=True, slots=True)
class Units:
    """The units that nouns of a language with endings are counted in, by their stems."""

    names: Mapping[str, str]
    stemmer: Stemmer | None

    def stem(self, word: str) -> str:
        """The word without its ending."""
        return self.stemmer.cut(word) if self.stemmer else word

    def counted(self, word: str) -> str:
        """The unit of a noun, else its stem."""
        stem = self.stem(word)
        return self.names.get(stem, stem)


_units: dict[int, tuple[Any, Units]] = {}


def units_of(tables: Mapping[str, Any]) -> Units:
    """The units of things and of the nouns that a language translates, made once for its tables."""
    held = _units.get(id(tables))
    if held is None or held[0] is not tables:
        stemmer = stemmer_of(tables)
        empty = Units({}, stemmer)
        things = {
            empty.stem(word.removeprefix("=")): thing["unit"]
            for thing in tables.get("thing", [])
            for word in thing["words"]
            if word.isalpha()
        }
        nouns = tables.get("noun", {}).get("english", {})
        names = things | {empty.stem(word): unit for word, unit in nouns.items()}
        held = _units[id(tables)] = (tables, Units(names, stemmer))
    return held[1]


def head_of(run: list[str], value: float, rules: Mapping[str, Any]) -> int | None:
    """Which of the words is counted: the first plural; of one, the first that is no adjective."""
    if value == 1:
        plain = (
            i
            for i, word in enumerate(run)
            if not is_adjective(word, rules) and word not in rules.get("adjectives", ())
        )
        return next(plain, 0 if run else None)
    return next((i for i, word in enumerate(run) if is_plural(word, rules)), None)


def is_plural(word: str, rules: Mapping[str, Any]) -> bool:
    """Whether a word is a noun in the plural."""
    spelled = rules.get("spelling", {}).get(word, word)
    return singular(word, rules) != spelled or spelled in rules.get("invariable", ())


def hyphenated_noun(word: str | None, tables: Mapping[str, Any]) -> str | None:
    """What a number with a hyphen counts: "three-course", "12-storey"; None for "13-strong" or "10-fold".

    >>> tables = {"noun": {"unhyphened": ["fold"], "singular": {"(.+)s": ""}}}
    >>> hyphenated_noun("storey", tables), hyphenated_noun("fold", tables), hyphenated_noun("storey", {})
    ('storey', None, None)
    """
    rules = tables.get("noun", {})
    if not word or not word.isalpha() or word in rules.get("unhyphened", ()) or is_adjective(word, rules):
        return None
    if "singular" in rules:
        return word
    return units_of(tables).counted(word) if "adjective" in rules else None


def singular(word: str, rules: Mapping[str, Any]) -> str:
    """The singular of a noun, by the first rule that fits; the noun itself where none does.

    >>> from connectivity.lexicon import load_lexicon
    >>> rules = load_lexicon("en").tables["noun"]
    >>> [singular(w, rules) for w in ("tablets", "libraries", "boxes", "gas", "viruses", "houses", "heroes")]
    ['tablet', 'library', 'box', 'gas', 'virus', 'house', 'hero']
    """
    word = rules.get("spelling", {}).get(word, word)
    if "genitive" in rules:
        word = re.sub(rules["genitive"], "", word)
    irregular = rules.get("irregular", {})
    if word in irregular:
        return str(irregular[word])
    stem, hyphen, last = word.rpartition("-")
    if hyphen and last in irregular:
        return f"{stem}-{irregular[last]}"
    if word in rules.get("ie", ()):
        return word[:-1]
    for plural, ending in rules.get("singular", {}).items():
        found = re.fullmatch(plural, word)
        if found:
            return f"{found.group(1)}{ending}"
    return word
