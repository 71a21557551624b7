"""The words of a language as data: TOML files and the loader that compiles them."""

from __future__ import annotations

from connectivity.lexicon.classes import BESIDE_CLASSES
from connectivity.lexicon.loader import PATTERN_SCHEMA, Lexicon, Source, languages, lexicon_with, load_lexicon
from connectivity.lexicon.own import Own

__all__ = [
    "BESIDE_CLASSES",
    "PATTERN_SCHEMA",
    "Lexicon",
    "Own",
    "Source",
    "languages",
    "lexicon_with",
    "load_lexicon",
]
