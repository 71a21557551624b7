"""Which rows a list command shows, and help for those who mistype."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from connectivity.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Filters", "closest"]

_NONE: Final = "none"
_SHOWN: Final = 8  # known values named in an error

STATUSES: Final = ("actual", "estimate", "target")


def closest(word: str, known: Iterable[str]) -> str:
    """What to offer for a word that is not known: the closest ones, else the first few, else nothing.

    >>> closest("setlements", ["schools", "settlements"])
    'did you mean settlements?'
    >>> closest("zzz", ["schools", "settlements"]), closest("zzz", [])
    ('known: schools, settlements', 'there are none yet')
    """
    names = sorted(set(known))
    by_folded = {name.casefold(): name for name in names}
    found = [
        by_folded[name] for name in difflib.get_close_matches(word.casefold(), by_folded, n=3, cutoff=0.75)
    ]
    if found:
        return f"did you mean {' or '.join(found)}?"
    if not names:
        return "there are none yet"
    return f"known: {', '.join(names[:_SHOWN])}{' ...' if len(names) > _SHOWN else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The filters of one command line; None lets everything through.

    A filter whose column a frame has not is an error of the command, not of the user.
    """

    place: str | None = None
    indicator: str | None = None
    technology: str | None = None
    status: str | None = None
    doc: str | None = None
    min_confidence: float | None = None

    def apply(self, frame: pl.LazyFrame, known: pl.LazyFrame | None = None) -> pl.LazyFrame:
        """The rows that pass.

        Args:
            frame: What is filtered.
            known: Where a value must stand to be known, if it is not in the vocabulary: what the frame was
                computed from; the frame itself unless given.

        Raises:
            UsageError: A value that is not known.
        """
        from connectivity.observations.confidence import sure_enough

        known = frame if known is None else known
        for name in ("indicator", "technology", "status"):
            value = getattr(self, name)
            if value is not None:
                frame = frame.filter(_is(known, name, value))
        if self.place is not None:
            frame = frame.filter(_within(known, self.place))
        if self.doc is not None:
            frame = frame.filter(_of_document(frame, self.doc))
        if self.min_confidence is not None:
            frame = frame.filter(sure_enough(self.min_confidence))
        return frame


def _values(frame: pl.LazyFrame, expression: pl.Expr) -> list[str]:
    values = frame.select(expression.unique()).collect().to_series().drop_nulls()
    return [str(value) for value in values.sort()]


def _is(frame: pl.LazyFrame, name: str, value: str) -> pl.Expr:
    import polars as pl

    if name == "technology" and value.casefold() == _NONE:
        return pl.col(name).is_null()
    names = {*_vocabulary(name), *_values(frame, pl.col(name))}
    known = {said.casefold(): word for word in names for said in _in_words(name, word)}
    known |= {word.casefold(): word for word in names}
    if value.casefold() not in known:
        raise UsageError(f"--{name} {value}: there is no such {name}; {closest(value, known)}")
    return pl.col(name) == known[value.casefold()]


def _in_words(name: str, value: str) -> Iterable[str]:
    """What tables call a value, in English and in the language that is spoken: "villages" for settlements."""
    from connectivity.wording import indicator_words, language, speaking

    if name != "indicator":
        return [value]
    with speaking("en"):
        english = indicator_words(value)
    return [english] if language() == "en" else [english, indicator_words(value)]


def _vocabulary(name: str) -> Iterable[str]:
    if name == "status":
        return STATUSES
    from connectivity.lexicon import load_lexicon

    if name == "technology":
        return load_lexicon().names("technology")
    return {*load_lexicon().names("thing"), *load_lexicon().names("topic")}


def _within(frame: pl.LazyFrame, value: str) -> pl.Expr:
    """Rows of a place: itself, the regions in it, and the groups of countries it belongs to."""
    import polars as pl

    from connectivity.wording import language, place_words, speaking

    keys = _values(frame, pl.col("place"))
    parts = {part for key in keys for part in key.split("+")}
    parts |= {part.split(":")[0] for part in parts}
    names = {part.split(":", 1)[1]: part for part in parts if ":" in part}
    for lang in dict.fromkeys(["en", language()]):
        with speaking(lang):
            names |= {place_words(part): part for part in parts if ":" not in part}
    known = {name.casefold(): part for name, part in names.items()} | {
        part.casefold(): part for part in parts
    }
    if value.casefold() not in known:
        raise UsageError(f"--place {value}: nothing is stored about it; {closest(value, {*names, *parts})}")
    place = known[value.casefold()]
    fits = [k for k in keys if any(p == place or p.startswith(f"{place}:") for p in k.split("+"))]
    return pl.col("place").is_in(fits)  # what was computed has no other places than what it was computed from


def _of_document(frame: pl.LazyFrame, value: str) -> pl.Expr:
    """Rows of a document, or of all articles of a page."""
    import polars as pl

    several = "documents" in frame.collect_schema()
    docs = pl.col("documents").explode() if several else pl.col("doc")
    known = _values(frame, docs)
    fits = [doc for doc in known if value in (doc, doc.split("#", 1)[0])]
    if not fits:
        raise UsageError(f"--doc {value}: there is no such document; {closest(value, known)}")
    if several:
        return pl.col("documents").list.eval(pl.element().is_in(fits)).list.any()
    return pl.col("doc").is_in(fits)
