"""Of which classes the words beside a number are, as columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from connectivity.extraction import columns as pl
from connectivity.lexicon import BESIDE_CLASSES

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["plural_words", "word_classes"]

BESIDES: Final = {"before": "prev1", "behind": "next1", "second": "next2"}


def word_classes(tables: Mapping[str, Any]) -> list[pl.Expr]:
    """Columns that tell of which classes the words beside a number are: "before: the", "behind: verb"."""
    return [
        pl.col(word).str.to_lowercase().is_in(tables.get(table, {}).get(name, [])).alias(f"{table}: {name}")
        for table, word in BESIDES.items()
        for name in BESIDE_CLASSES[table]
    ]


def plural_words(after: list[tuple[Any, ...]], ending: str) -> list[pl.Column]:
    """Whether the first and the second word behind a number end as plurals do, if plurals have an ending."""
    return [
        pl.Series(
            name, [bool(ending) and bool(w[i]) and w[i].endswith(ending) for w in after], dtype=pl.Boolean
        )
        for i, name in enumerate(("plural next", "plural second"))
    ]
