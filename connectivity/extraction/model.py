"""The binder's scores: a softmax over each figure's candidates, with weights from one readable file."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass, replace
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from connectivity.extraction import columns as pl
from connectivity.extraction.columns.grouping import stable_order
from connectivity.extraction.scoring import Plan, plan, weighted

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

__all__ = [
    "Choice",
    "Feature",
    "Weights",
    "decide",
    "load_weights",
    "matrix",
    "probabilities",
    "scored",
    "together",
]

Weights = dict[str, dict[str, float]]
MOST_PLANS: Final = 256


@dataclass(frozen=True, slots=True, eq=False)
class Feature:
    """One named expression over the candidates of an attribute.

    Attributes:
        name: As it stands in the file of weights.
        expression: expression over the candidates; null counts as 0.
        prior: The weight it is shrunk towards, set by hand.
    """

    name: str
    expression: pl.Expr
    prior: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """The candidates of one attribute.

    Attributes:
        attribute: Its name.
        candidates: One row each, in the order of the numbers: columns q, value, and the features' inputs.
        features: What they are scored by.
        known: Columns that are the same for all candidates of a number.
        keep: Which rows are candidates at all.
        origin: For a facet, the figures; each candidate's column `origin` is its figure's row.
        bases: The frames of which the candidates are rows, where they are kept apart: the features that the
            two passes share are computed once for each frame.
        order: The candidates as rows of the bases; None where they are those of the first, in its order.
        own: How many of the features are computed on the bases; all, unless given.
        alone: Whether the others are 0.
    """

    attribute: str
    candidates: pl.DataFrame
    features: tuple[Feature, ...]
    known: tuple[str, ...] = ()
    keep: pl.Expr | None = None
    origin: pl.DataFrame | None = None
    bases: tuple[pl.DataFrame, ...] = ()
    order: npt.NDArray[np.int64] | None = None
    own: int | None = None
    alone: bool = False


def extended(choice: Choice, rows: pl.DataFrame) -> Choice:
    """The choice with further candidates: rows with columns q, value and inputs of their own."""
    base = choice.candidates
    q, own = base["q"].integers(), rows["q"].integers()
    at = np.minimum(np.searchsorted(q, own), max(len(q) - 1, 0))
    at = np.where(q[at] == own, at, -1) if len(q) else np.full(len(own), -1)
    more = rows.with_rows_of(base, at, choice.known)
    if choice.keep is not None:
        more = more.filter(choice.keep)
    order = np.argsort(np.concatenate((q, more["q"].integers())), kind="stable")
    candidates = pl.concat([base, more], how="diagonal_relaxed").take(order)
    return replace(choice, candidates=candidates, bases=(base, more), order=order)


@functools.cache
def read_fitted(language: str) -> Mapping[str, Any]:
    """What was fitted for a language, `weights` and `confidence`; for one that has none, what English has."""
    folder = resources.files("connectivity.extraction")
    file = folder / f"weights_{language}.json"
    text = (file if file.is_file() else folder / "weights_en.json").read_text(encoding="utf-8")
    fitted: Mapping[str, Any] = json.loads(text)
    return fitted


def load_weights(language: str = "en") -> Weights:
    """The fitted weights of a language: attribute, feature, weight."""
    weights: Weights = read_fitted(language)["weights"]
    return weights


def matrix(choice: Choice) -> npt.NDArray[np.float64]:
    """The features as columns, one row a candidate."""
    if choice.candidates.is_empty():
        return np.zeros((0, len(choice.features)))
    rows = np.empty((choice.candidates.height, len(choice.features)))
    for number, feature in enumerate(choice.features):
        rows[:, number] = choice.candidates.get(feature.expression).numbers()
    return np.nan_to_num(rows, copy=False)


def weight_vector(
    choice: Choice, weights: Mapping[str, Mapping[str, float]] | None
) -> npt.NDArray[np.float64]:
    """The weights of the choice's features; the priors where there are none fitted."""
    fitted = (weights or {}).get(choice.attribute, {})
    return np.array([fitted.get(f.name, f.prior) for f in choice.features])


def probabilities(q: npt.NDArray[np.int64], scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Softmax of the scores within each number; `q` is sorted.

    >>> probabilities(np.array([0, 0, 1]), np.array([1.0, 1.0, 5.0])).tolist()
    [0.5, 0.5, 1.0]
    """
    if not len(q):
        return scores
    starts = np.flatnonzero(np.concatenate(([True], q[1:] != q[:-1])))
    group = np.cumsum(np.concatenate(([True], q[1:] != q[:-1]))) - 1
    top = np.maximum.reduceat(scores, starts)
    raised = np.exp(scores - top[group])
    shares: npt.NDArray[np.float64] = raised / np.add.reduceat(raised, starts)[group]
    return shares


Plans = tuple[Plan, Plan | None]  # of the features computed on the bases, and of the others
_plans: dict[tuple[str, int, int], tuple[Any, tuple[Feature, ...], Plans]] = {}


def plans_of(choice: Choice, weights: Mapping[str, Mapping[str, float]] | None) -> Plans:
    """How the weighted sum of a choice's features is computed, made once for features and weights."""
    own = len(choice.features) if choice.own is None else choice.own
    fitted = (weights or {}).get(choice.attribute)
    key = (choice.attribute, id(choice.features), own)
    held = _plans.get(key)
    if held is not None and held[0] is fitted and held[1] is choice.features:
        return held[2]
    vector = tuple(weight_vector(choice, weights).tolist())
    expressions = tuple(f.expression for f in choice.features)
    rest = plan(expressions[own:], vector[own:]) if own < len(vector) else None
    made = (plan(expressions[:own], vector[:own]), rest)
    if len(_plans) > MOST_PLANS:
        _plans.clear()
    _plans[key] = (fitted, choice.features, made)
    return made


@functools.lru_cache(maxsize=64)
def together(features: tuple[Feature, ...], more: tuple[Feature, ...]) -> tuple[Feature, ...]:
    """Both, the same object whenever they are the same."""
    return (*features, *more)


def scored(choice: Choice, weights: Mapping[str, Mapping[str, float]] | None) -> pl.DataFrame:
    """The candidates with `score` and `p`."""
    own, rest = plans_of(choice, weights)
    parts = [weighted(base, own, choice.origin) for base in choice.bases or (choice.candidates,)]
    scores = parts[0] if choice.order is None else np.concatenate(parts)[choice.order]
    if rest is not None and not choice.alone:
        scores = scores + weighted(choice.candidates, rest)
    return choice.candidates.with_columns(
        pl.Series("score", scores), pl.Series("p", probabilities(choice.candidates["q"].to_numpy(), scores))
    )


def decide(candidates: pl.DataFrame, *extra: str) -> pl.DataFrame:
    """One row a number: q, value, p (of all candidates with it), margin, `extra` of its best candidate."""
    q, value, p = candidates["q"].integers(), candidates["value"].data, candidates["p"].data
    if not len(q):
        return candidates.select("q", "value", *extra, "p", pl.col("p").alias("margin"))
    order = stable_order(q * (int(value.max()) + 2) + value + 1)
    begins = np.flatnonzero(changes(q[order]) | changes(value[order]))
    sums = np.add.reduceat(p[order], begins)  # of each value of each number
    size = np.diff(np.append(begins, len(order)))
    top = np.maximum.reduceat(p[order], begins)
    likeliest = np.flatnonzero(p[order] == np.repeat(top, size))
    of = np.repeat(np.arange(len(begins)), size)[likeliest]
    best = order[likeliest[changes(of)]]  # the row of each value that is likeliest
    owner = q[best]
    numbers = np.flatnonzero(changes(owner))
    of_number = np.diff(np.append(numbers, len(owner)))
    won = np.flatnonzero(sums == np.repeat(np.maximum.reduceat(sums, numbers), of_number))
    if len(won) > len(numbers):  # of values as likely, the one with the likeliest candidate, then the first
        won = won[np.lexsort((best[won], -top[won], owner[won]))]
        won = won[changes(owner[won])]
    rest = sums.copy()
    rest[won] = 0.0
    second = np.maximum.reduceat(rest, numbers)
    return candidates.take(best[won]).select(
        "q", "value", *extra, pl.Series("p", sums[won]), pl.Series("margin", sums[won] - second)
    )


def changes(values: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Where a value differs from the one before; the first does."""
    return np.concatenate(([True], values[1:] != values[:-1]))[: len(values)]
