"""What the figures that are sure enough add up to: a copy of a store that rests on them alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from connectivity.observations.reconciliation import observe

if TYPE_CHECKING:
    from connectivity.store import Store

__all__ = ["Surer", "sure_enough", "surer"]


@dataclass(frozen=True, slots=True)
class Surer:
    """A store in memory that rests on the figures that are sure enough.

    Attributes:
        store: The same documents; the figures with corrections applied that are kept; the observations and
            domain tables made of these. To be closed by whoever asked for it.
        least: The confidence that was asked for, 0 to 1.
        left_out: How many figures are not sure enough.
        of: How many figures there are.
    """

    store: Store
    least: float
    left_out: int
    of: int


def sure_enough(least: float) -> pl.Expr:
    """Whether a figure is kept; one without a confidence is not, unless anything is.

    >>> pl.DataFrame({"confidence": [0.2, 0.8, None]}).select(sure_enough(0.8)).to_series().to_list()
    [False, True, False]
    """
    return pl.col("confidence").fill_null(0.0) >= least


def surer(store: Store, least: float) -> Surer:
    """Keeps the figures of at least this confidence, and makes observations of them anew.

    Corrections are applied as they are stored. What they set or added counts whatever the confidence, and
    what they rejected never does. Nothing is written into the store.

    Args:
        store: An open store.
        least: Confidence, 0 to 1. A figure of confidence 0.8 is right about 8 times in 10.
    """
    figures = store.figures().collect()
    told = store.query("SELECT figure FROM corrected_figures ORDER BY figure")["figure"]
    kept = figures.filter(sure_enough(least) | pl.col("figure").is_in(told.implode()))
    points = observe(kept, store.documents(), told)
    return Surer(store.copy_with(kept, points.collect()), least, figures.height - kept.height, figures.height)
