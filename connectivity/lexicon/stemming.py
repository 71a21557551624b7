"""Cuts the endings off words, so that a word of the lexicon finds its inflected forms."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["EXACT", "Stemmer", "stemmer_of", "with_same_letters"]

EXACT: Final = "="
"""Stands before a word of the lexicon that is found only as it is written."""

WORD: Final = re.compile(r"[^\W\d_]+")
AS_ALNUM: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Stemmer:
    """The endings of a language.

    A few rules, not a dictionary: words of the text and of the lexicon are cut alike, so that a stem need
    only be the same for all forms of a word, not be a word. The lexicon lists forms that have another stem.

    Attributes:
        suffixes: By length, the longest first.
        shortest: Letters that must remain.
        repeat: How many suffixes are cut, one behind the other.
        letters: Letters that are taken as others, of the same length.
        softened: Last letters of a stem that was cut, which are taken as others.
        kept: First letters of endings of several, and what these are not cut behind: a shorter ending is.
        stems: Stems that may remain although they are shorter.
    """

    suffixes: tuple[tuple[int, frozenset[str]], ...] = ()
    shortest: int = 3
    repeat: int = 1
    letters: tuple[tuple[str, str], ...] = ()
    softened: tuple[tuple[str, str], ...] = ()
    kept: tuple[tuple[str, tuple[str, ...]], ...] = ()
    stems: frozenset[str] = frozenset()

    def same_letters(self, text: str) -> str:
        """The text with letters that are taken as others; of the same length.

        >>> Stemmer(letters=(("ё", "е"),)).same_letters("сёла")
        'села'
        """
        for letter, other in self.letters:
            text = text.replace(letter, other)
        return text

    def stem(self, word: str) -> str:
        """The stem of a word in lower case.

        >>> endings = ((3, frozenset({"ами"})), (2, frozenset({"ов", "ам"})), (1, frozenset({"а", "ы"})))
        >>> [Stemmer(endings).stem(w) for w in ("школами", "школа", "сов", "база")]
        ['школ', 'школ', 'сов', 'баз']
        """
        cut = word
        for _ in range(self.repeat):
            shorter = self._cut_once(cut)
            if shorter == cut:
                break
            cut = shorter
        last = dict(self.softened).get(cut[-1:])
        return cut if last is None else cut[:-1] + last

    def _cut_once(self, word: str) -> str:
        for length, endings in self.suffixes:
            rest = word[:-length]
            long = len(rest) >= self.shortest or rest in self.stems
            barred = (rest.endswith(before) for first, before in self.kept if first == word[-length])
            if word[-length:] in endings and long and not (length > 1 and any(barred)):
                return rest
        return word

    def cut(self, phrase: str) -> str:
        """A phrase with the endings of its words cut; words that hold a digit stay.

        >>> Stemmer(((2, frozenset({"ая", "ую"})), (1, frozenset({"я", "ю"})))).cut("базовую 4g-станцию")
        'базов 4g-станци'
        """
        return AS_ALNUM.sub(lambda m: self._token(m.group(0)), self.same_letters(phrase))

    def _token(self, token: str) -> str:
        if not WORD.fullmatch(token):
            return token
        stem = self.stem(token.lower())
        return matched_case(stem, token)


def with_same_letters(tables: Any, stemmer: Stemmer | None) -> Any:
    """Tables of words with letters that are taken as others, in keys and values alike.

    >>> with_same_letters({"ещё": ["ёлка", 1]}, Stemmer(letters=(("ё", "е"),)))
    {'еще': ['елка', 1]}
    """
    if stemmer is None:
        return tables
    if isinstance(tables, str):
        return stemmer.same_letters(tables)
    if isinstance(tables, dict):
        return {with_same_letters(k, stemmer): with_same_letters(v, stemmer) for k, v in tables.items()}
    if isinstance(tables, list):
        return [with_same_letters(item, stemmer) for item in tables]
    return tables


def matched_case(stem: str, word: str) -> str:
    """A stem with the capitals of the word that it was cut from.

    >>> matched_case("казахстан", "Казахстана"), matched_case("усть", "УСТЬЮ")
    ('Казахстан', 'УСТЬ')
    """
    return "".join(s.upper() if w.isupper() else s for s, w in zip(stem, word, strict=False))


def stemmer_of(tables: Mapping[str, Any]) -> Stemmer | None:
    """The stemmer that a language's [stem] table describes; none where it has no endings to cut."""
    rules = tables.get("stem")
    return made(json.dumps(rules)) if rules else None


@functools.lru_cache(maxsize=16)
def made(written: str) -> Stemmer:
    """The stemmer of a [stem] table, the same one for the same rules."""
    rules = json.loads(written)
    suffixes = rules.get("suffixes", ())
    lengths = sorted({len(s) for s in suffixes}, reverse=True)
    letters = tuple(rules.get("letters", {}).items())
    return Stemmer(
        suffixes=tuple((n, frozenset(s for s in suffixes if len(s) == n)) for n in lengths),
        shortest=int(rules.get("shortest", 3)),
        repeat=int(rules.get("repeat", 1)),
        letters=(*letters, *((a.upper(), b.upper()) for a, b in letters)),
        softened=tuple(rules.get("softened", {}).items()),
        kept=tuple((first, tuple(before)) for first, before in rules.get("kept", {}).items()),
        stems=frozenset(rules.get("stems", ())),
    )
