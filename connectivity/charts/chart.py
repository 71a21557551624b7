"""What every chart's plain value has in common, and the words that several forms share."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from connectivity.wording import joined, language, plain, tr

if TYPE_CHECKING:
    from connectivity.charts.sources import Note

__all__ = ["MOST_TITLE_WORDS", "Chart", "dimensions", "headline", "sentence_list", "slug", "telling"]

MOST_TITLE_WORDS: Final = 10
_UNSAFE: Final = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The words of a chart; each form adds its data.

    Attributes:
        name: Unique name, good as a file name.
        title: The finding, ten words at most.
        subtitle: Indicator, dimensions, period and the whole.
        notes: Footnotes; their marks stand at the labels.
        source: Publishers, as-of range, numbers of figures and corrections.
        figures: Ids of every plotted figure, sorted.
        lang: The language of its words: the one that was spoken when it was made.
    """

    name: str
    title: str
    subtitle: str
    notes: tuple[Note, ...]
    source: str
    figures: tuple[str, ...]
    lang: str = field(default_factory=language)

    @property
    def foot(self) -> tuple[str, ...]:
        """Notes and source, as they stand under the drawing."""
        return ("; ".join(note.label for note in self.notes), self.source)


def headline(*candidates: str | None) -> str:
    """The first candidate of ten words at most; the first ten words of the last one when all are longer.

    >>> headline(None, " ".join("x" * 11), "Kazakhstan: 674 villages left over")
    'Kazakhstan: 674 villages left over'
    """
    given = [plain(text) for text in candidates if text]
    for text in given:
        if sum(word != "—" for word in text.split(" ")) <= MOST_TITLE_WORDS:
            return text
    return " ".join(given[-1].split(" ")[:MOST_TITLE_WORDS]) if given else ""


def dimensions(*parts: str | None) -> str:
    """The parts of a subtitle that are there, with dots between; the first letter is a capital."""
    text = " · ".join(plain(part) for part in parts if part)
    return text[:1].upper() + text[1:]


def slug(*parts: str | None) -> str:
    """A file name for these parts: lower-case ASCII letters, digits and dashes.

    >>> slug("rollout", "KZ:Ақтөбе", None, "4g"), slug("growth", "AZ+KZ")
    ('rollout-kz-4g', 'growth-az-kz')
    """
    text = unicodedata.normalize("NFKD", " ".join(part for part in parts if part)).lower()
    return _UNSAFE.sub("-", text).strip("-")[:_LONGEST_SLUG].rstrip("-")


def sentence_list(words: list[str], most: int = 4) -> str:
    """The words as a list, the rest counted when there are many.

    >>> sentence_list(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    if len(words) <= most:
        return joined(words)
    return tr("{words} and {count} more", words=", ".join(words[:most]), count=len(words) - most)


def telling(what: str, finding: str) -> str:
    """What a thing does: "villages" and "up 12 %"."""
    return tr("{what} {finding}", what=what, finding=finding)
