"""What the figures around one say of a candidate: the first pass's probabilities, handed on."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from connectivity.extraction import columns as pl
from connectivity.extraction.model import Choice, Feature, together

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["supported"]

STEPS: Final = (-2, -1, 1, 2)
MOST_CELLS: Final = 1_000_000  # of a table of figures and values; a larger one is searched instead
NAMES: Final = ("support two before", "support before", "support behind", "support two behind")


def supported(choice: Choice, figures: pl.DataFrame, guess: pl.DataFrame | None) -> Choice:
    """The choice with features of how likely the figures around, and the document's, have the same value.

    Args:
        choice: The candidates of one attribute.
        figures: The figures: q, doc, sent, unit.
        guess: The candidates as the first pass scored them, or None in the first pass.
    """
    given = replace(
        choice,
        features=together(choice.features, features()),
        bases=choice.bases or (choice.candidates,),
        own=len(choice.features),
    )
    if guess is None or choice.candidates.is_empty():
        return replace(given, candidates=blank(choice.candidates), alone=True)
    columns = around(choice.candidates, figures, guess)
    return replace(given, candidates=choice.candidates.with_columns(*columns))


def around(candidates: pl.DataFrame, figures: pl.DataFrame, guess: pl.DataFrame) -> list[pl.Column]:
    """The columns that the features of support read."""
    qs, doc = figures["q"].integers(), figures["doc"].integers()
    sent, unit = figures["sent"].integers(), figures["unit"].data
    at, value = np.searchsorted(qs, candidates["q"].integers()), candidates["value"].data
    given, said = np.searchsorted(qs, guess["q"].integers()), guess["value"].data
    numbers = numbered(value, said)
    size = int(numbers.max()) + 1
    value, said = numbers[value], numbers[said]
    own = Likely(given, said, guess["p"].data, len(qs), size)
    columns: dict[str, npt.NDArray[np.float64]] = {}
    for step, name in zip(STEPS, NAMES, strict=True):
        there = at + step
        inside = (there >= 0) & (there < len(qs))
        there = np.where(inside, there, at)
        p = np.where(inside & (doc[there] == doc[at]), own.of(there, value), 0.0)
        columns[name] = p
        columns[f"{name}, same sentence"] = p * (sent[there] == sent[at])
        columns[f"{name}, same unit"] = p * ((unit[there] == unit[at]) & (unit[at] >= 0))
    docs = doc - doc.min()
    whole = Likely(docs[given], said, guess["p"].data, int(docs.max()) + 1, size)
    rest = whole.of(docs[at], value) - own.of(at, value)
    others = np.bincount(docs)[docs[at]] - 1
    columns["support of the document"] = rest / np.maximum(others, 1)
    columns["apposed_"] = figures["apposed"].numbers()[at]
    return [pl.Series(name, values) for name, values in columns.items()]


def numbered(*codes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """A table from codes to numbers without gaps."""
    seen = np.zeros(max(int(c.max()) for c in codes) + 2, dtype=np.int64)
    for each in codes:
        seen[each] = 1
    return np.cumsum(seen) - 1


class Likely:
    """The sums of probabilities of equal values at one place, to be looked up."""

    __slots__ = ("keys", "size", "sums")

    def __init__(
        self,
        at: npt.NDArray[np.int64],
        value: npt.NDArray[np.int64],
        p: npt.NDArray[np.float64],
        places: int,
        size: int,
    ) -> None:
        self.size, self.keys = size, None
        key = at * size + value
        if places * size <= MOST_CELLS:
            self.sums = np.bincount(key, weights=p, minlength=places * size)
        else:
            self.keys, of = np.unique(key, return_inverse=True)
            self.sums = np.bincount(of, weights=p)

    def of(self, at: npt.NDArray[np.int64], value: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """The sum at each place for each value, 0 where there is none."""
        key = at * self.size + value
        if self.keys is None:
            found: npt.NDArray[np.float64] = self.sums[key]
            return found
        place = np.minimum(np.searchsorted(self.keys, key), len(self.keys) - 1)
        return np.where(self.keys[place] == key, self.sums[place], 0.0)


def blank(candidates: pl.DataFrame) -> pl.DataFrame:
    """The candidates with no support."""
    zeros = pl.Series(np.zeros(candidates.height))
    return candidates.with_own(dict.fromkeys((*(f.name for f in features()), "apposed_"), zeros))


@functools.cache
def features() -> tuple[Feature, ...]:
    """The features of support."""
    return (
        *(Feature(name, pl.col(name), 0.3) for name in NAMES),
        *(Feature(f"{name}, same sentence", pl.col(f"{name}, same sentence"), 0.3) for name in NAMES),
        *(Feature(f"{name}, same unit", pl.col(f"{name}, same unit"), 0.0) for name in NAMES),
        Feature("support before, apposed", pl.col("support before") * pl.col("apposed_"), 2.0),
        Feature("support of the document", pl.col("support of the document"), 1.0),
    )
