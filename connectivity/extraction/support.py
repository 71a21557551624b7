"""What the figures around one say of a candidate: the first pass's probabilities, handed on."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

import connectivity.extraction.columns as pl

from connectivity.extraction.model import Choice, Feature, together

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["supported"]

STEPS: Final = (-2, -1, 1, 2)
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
    likely = Likely(np.searchsorted(qs, guess["q"].integers()), guess["value"].data, guess["p"].data)
    at, value = np.searchsorted(qs, candidates["q"].integers()), candidates["value"].data
    columns: dict[str, npt.NDArray[np.float64]] = {}
    for step, name in zip(STEPS, NAMES, strict=True):
        there = at + step
        inside = (there >= 0) & (there < len(qs))
        there = np.where(inside, there, at)
        p = np.where(inside & (doc[there] == doc[at]), likely.of(there, value), 0.0)
        columns[name] = p
        columns[f"{name}, same sentence"] = p * (sent[there] == sent[at])
        columns[f"{name}, same unit"] = p * ((unit[there] == unit[at]) & (unit[at] >= 0))
    docs = doc - doc.min(initial=0)
    whole = Likely(docs[likely.at], likely.value, likely.p)
    rest = whole.of(docs[at], value) - likely.of(at, value)
    size = np.bincount(docs)[docs[at]]
    columns["support of the document"] = rest / np.maximum(size - 1, 1)
    columns["apposed_"] = figures["apposed"].numbers()[at]
    return [pl.Series(name, values) for name, values in columns.items()]


class Likely:
    """The sums of probabilities of equal values at one place, to be looked up."""

    __slots__ = ("at", "p", "room", "value", "_keys")

    def __init__(
        self,
        at: npt.NDArray[np.int64],
        value: npt.NDArray[np.int64],
        p: npt.NDArray[np.float64],
    ) -> None:
        self.room = int(value.max(initial=0)) + 2
        self._keys, first, of = np.unique(
            at * self.room + value + 1, return_index=True, return_inverse=True
        )
        self.at, self.value = at[first], value[first]
        self.p = np.bincount(of, weights=p, minlength=len(first))

    def of(self, at: npt.NDArray[np.int64], value: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """The sum at each place for each value, 0 where there is none."""
        keys = at * self.room + np.minimum(value, self.room - 2) + 1
        place = np.minimum(np.searchsorted(self._keys, keys), max(len(self._keys) - 1, 0))
        known = (self._keys[place] == keys) & (value < self.room - 1)
        return np.where(known, self.p[place], 0.0)


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
