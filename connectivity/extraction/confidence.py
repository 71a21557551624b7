"""Confidence that means a share: of figures with confidence 0.8, about eight in ten are right in everything.

The binder's own score, made of the probabilities of its choices, is too sure of itself. A logistic curve,
fitted on figures of documents that the weights had not seen (Platt, "Probabilistic outputs for support vector
machines", 1999), turns it into the share that was right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from connectivity.extraction.model import read_fitted

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Calibration", "Curve", "calibrated", "calibration_error", "load_calibration", "reliability"]

EDGE: Final = 1e-4  # scores are kept this far from 0 and 1, where their odds are infinite
BINS: Final = 10
OTHER: Final = "other"
NAMES: Final = {at: f"{at / BINS:.1f}-{(at + 1) / BINS:.1f}" for at in range(BINS)}


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic curve over the log odds of a score.

    >>> Curve(slope=1.0, intercept=0.0).share(np.array([0.25, 0.9])).round(4).tolist()
    [0.25, 0.9]
    """

    slope: float = 1.0
    intercept: float = 0.0

    def share(self, scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The share of figures with such scores, 0 to 1, that is right."""
        kept = np.clip(scores, EDGE, 1 - EDGE)
        odds = self.slope * np.log(kept / (1 - kept)) + self.intercept
        shares: npt.NDArray[np.float64] = 1 / (1 + np.exp(-odds))
        return shares


@dataclass(frozen=True, slots=True)
class Calibration:
    """The curves of figures with a known indicator and of all others, whose score has fewer parts."""

    known: Curve = Curve()
    other: Curve = Curve()

    def shares(
        self, scores: npt.NDArray[np.float64], other: npt.NDArray[np.bool_]
    ) -> npt.NDArray[np.float64]:
        """The share that is right of figures with such scores; `other` tells which have no indicator."""
        return np.where(other, self.other.share(scores), self.known.share(scores))


def load_calibration(language: str = "en") -> Calibration:
    """The curves fitted with a language's weights; without them, scores stay as they are."""
    fitted = read_fitted(language).get("confidence", {})
    return Calibration(**{name: Curve(**curve) for name, curve in fitted.items()})


def calibrated(figures: pl.DataFrame, calibration: Calibration) -> pl.DataFrame:
    """The figures with `confidence`, so far the binder's score, turned into a share."""
    other = (figures["indicator"] == OTHER).fill_null(value=True).to_numpy()
    shares = calibration.shares(figures["confidence"].to_numpy().astype(np.float64), other)
    return figures.with_columns(pl.Series("confidence", shares.round(4), dtype=pl.Float64))


def reliability(confidence: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]) -> pl.DataFrame:
    """How often figures were right by their confidence, in ten bins: bin, figures, confidence, right.

    >>> frame = reliability(np.array([0.85, 0.81, 0.2]), np.array([True, False, False]))
    >>> frame.rows()
    [('0.2-0.3', 1, 0.2, 0.0), ('0.8-0.9', 2, 0.83, 0.5)]
    """
    bins = np.minimum((confidence * BINS).astype(np.int64), BINS - 1)
    frame = pl.DataFrame({"at": bins, "confidence": confidence, "right": right})
    return (
        frame.group_by("at")
        .agg(pl.len().alias("figures"), pl.col("confidence").mean(), pl.col("right").mean())
        .sort("at")
        .select(
            pl.col("at").replace_strict(NAMES, return_dtype=pl.String).alias("bin"),
            "figures",
            pl.col("confidence", "right").round(4),
        )
    )


def calibration_error(confidence: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]) -> float:
    """The expected calibration error: the mean gap of confidence and share right over ten bins, 0 to 1.

    Source: Naeini, Cooper, Hauskrecht, "Obtaining well calibrated probabilities", AAAI 2015.

    >>> calibration_error(np.array([0.85, 0.85]), np.array([True, False]))
    0.35
    """
    frame = reliability(confidence, right)
    gaps = frame.select(((pl.col("confidence") - pl.col("right")).abs() * pl.col("figures")).sum()).item()
    return round(float(gaps) / max(len(confidence), 1), 6)
