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
SHORTEST_PLURAL: Final = 4
SHORTEST_IES: Final = 5  # "ties" ends in -e
ADJECTIVE: Final = re.compile(r".*(?:al|ic|ive|ous|ful|able|ible|ary|less|ese|ish|ed|ing|est|ian)$")
ES: Final = re.compile(r".*(?:[^aeiou]ch|[aeo]ach|it?ch|unch|ouch|sh|ss|x|zz)es$")
OES: Final = re.compile(r".*(?:[tdrhgn]|can)oes$")
USES: Final = re.compile(r".*(?:o|a|f|m|ab|exc|nurs|ref|acc)uses$|.*urses$")


def noun(words: tuple[Any, ...], value: float, tables: Mapping[str, Any]) -> str | None:
    """The counted noun behind a number, in the singular, or None.

    >>> rules = {"compound": ["centre"], "spelling": {"center": "centre"}, "irregular": {}}
    >>> tables = {"stop": {"words": ["of", "in"]}, "noun": rules}
    >>> noun(("fulfilment", "centres", "in"), 3, tables), noun(("of", "them", None), 19, tables)
    ('fulfilment_centre', None)
    """
    rules, stops = tables.get("noun", {}), set(tables.get("stop", {}).get("words", ()))
    if "adjective" in rules:
        return inflected_noun(words, stops, rules, units_of(tables))
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
    if name in rules["compound"] and head > 0:
        before = run[head - 1]
        name = f"{rules['spelling'].get(before, before)}_{name}"
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
        if word in rules.get("passed", ()) or re.fullmatch(rules["adjective"], word):
            continue
        stem = units.stem(word)
        return units.names.get(stem, stem)
    return None


@dataclass(frozen=True, slots=True)
class Units:
    """The units that nouns of a language with endings are counted in, by their stems."""

    names: Mapping[str, str]
    stemmer: Stemmer | None

    def stem(self, word: str) -> str:
        """The word without its ending."""
        return self.stemmer.cut(word) if self.stemmer else word


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
            if not ADJECTIVE.fullmatch(word) and word not in rules.get("adjectives", ())
        )
        return next(plain, 0 if run else None)
    return next((i for i, word in enumerate(run) if is_plural(word, rules)), None)


def is_plural(word: str, rules: Mapping[str, Any]) -> bool:
    """Whether a word is a noun in the plural."""
    spelled = rules["spelling"].get(word, word)
    return singular(word, rules) != spelled or spelled in rules.get("invariable", ())


def hyphenated_noun(word: str | None, rules: Mapping[str, Any]) -> str | None:
    """What a number with a hyphen counts: "three-course", "12-storey"; None for "13-strong" or "10-fold".

    >>> hyphenated_noun("storey", {"unhyphened": ["fold"]}), hyphenated_noun("fold", {"unhyphened": ["fold"]})
    ('storey', None)
    """
    if not word or not word.isalpha() or word in rules.get("unhyphened", ()) or ADJECTIVE.fullmatch(word):
        return None
    return word


def singular(word: str, rules: Mapping[str, Any]) -> str:
    """The singular of an English noun.

    >>> rules = {"irregular": {}, "spelling": {}}
    >>> [singular(w, rules) for w in ("tablets", "libraries", "boxes", "gas", "viruses", "houses", "heroes")]
    ['tablet', 'library', 'box', 'gas', 'virus', 'house', 'hero']
    """
    word = re.sub(r"(?:'s|’s|'|’)$", "", rules["spelling"].get(word, word))
    if word in rules["irregular"]:
        return str(rules["irregular"][word])
    stem, hyphen, last = word.rpartition("-")
    if hyphen and last in rules["irregular"]:
        return f"{stem}-{rules['irregular'][last]}"
    if word.endswith("ies") and len(word) >= SHORTEST_IES and word not in rules.get("ie", ()):
        return f"{word[:-3]}y"
    if ES.fullmatch(word) or OES.fullmatch(word) or (word.endswith("uses") and not USES.fullmatch(word)):
        return word[:-2]
    plural = (
        word.endswith("s") and not word.endswith(("ss", "us", "is", "as")) and len(word) >= SHORTEST_PLURAL
    )
    return word[:-1] if plural else word
