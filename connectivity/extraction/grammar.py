"""The regular expressions of a language's [grammar] table: what stands between words and numbers."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from connectivity.lexicon import Lexicon

__all__ = ["NEVER", "rule"]

NEVER: Final = re.compile(r"(?!)")
"""What a language says nothing of."""


@functools.lru_cache(maxsize=256)
def rule(lexicon: Lexicon, name: str) -> re.Pattern[str]:
    """The expression of that name, over text in lower case; one that never fits where the language has none.

    >>> from connectivity.lexicon import load_lexicon
    >>> bool(rule(load_lexicon(), "joined").match(" and "))
    True
    """
    written = lexicon.tables.get("grammar", {}).get(name)
    return re.compile(written) if written else NEVER
