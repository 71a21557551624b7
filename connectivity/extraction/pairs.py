"""Candidate pairs of numbers and mentions, from bounded windows, with the features every attribute shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from connectivity.extraction import columns as pl
from connectivity.extraction.columns.grouping import dense_ranks, stable_order
from connectivity.extraction.windows import RELATIONS, windows

if TYPE_CHECKING:
    import numpy.typing as npt

    from connectivity.extraction.scene import Scene

__all__ = ["RELATIONS", "UNBROKEN", "pair_frame"]

NEAR: Final = 2  # the first two relations
FAR: Final = 60  # words
MOST_COMMAS: Final = 4
MOST_BREAKS: Final = 3
MOST_SENTENCES: Final = 12
MOST_NUMBERS: Final = 3
UNBROKEN: Final = (pl.col("comma_breaks") + pl.col("strong_breaks")) == 0
PAIRED: Final = (
    *("thing", "topic", "technology", "cue", "scale", "unit", "currency", "period", "place"),
    "rank_before",
)

# the columns of a mention that a pair keeps
BREAKS: Final = ("commas", "strong", "colons")
KEPT: Final = [
    *("m", "kind", "value", "unit", "role", "form", "factor", "start", "end", "word", "sent"),
    *("opens its line", "heads its line", "bracketed"),
]
KEPT_ALL: Final = [*KEPT, "word_end", *BREAKS, "line"]


def pair_frame(scene: Scene, kinds: list[str]) -> pl.DataFrame:
    """One row a number and mention that may belong together.

    Columns: q, m, the mention's kind, value, unit, role, form, its span, `rel` (one of `RELATIONS`), and what
    the features share: after, words (between), breaks, numbers (between), ranks, owner.
    """
    if "all" not in scene.held:
        scene.held["all"] = all_pairs(scene)
    name = "+".join(kinds)
    if name not in scene.held:
        scene.held[name] = scene.held["all"].filter(pl.col("kind").is_in(kinds))
    pairs: pl.DataFrame = scene.held[name]
    return pairs


def all_pairs(scene: Scene) -> pl.DataFrame:
    """The pairs of mentions of every kind, in the order of the numbers, then of the mentions."""
    quantities = scene.quantities
    mentions = scene.mentions.filter(pl.col("kind").is_in(PAIRED))
    at, which, rel = windows(quantities, mentions)
    numbers, pairs = quantities.take(at), mentions.select(KEPT_ALL).take(which)
    own = {name: numbers[name].integers() for name in ("end", "word", "word_end", *BREAKS, "sent", "line")}
    theirs = {name: pairs[name].integers() for name in ("start", "word", "word_end", *BREAKS, "sent", "line")}
    after = theirs["start"] >= own["end"]
    words = np.where(after, theirs["word"] - own["word_end"], own["word"] - theirs["word_end"])
    words = np.clip(words, 0, FAR)
    commas = np.minimum(np.abs(theirs["commas"] - own["commas"]), MOST_COMMAS)
    strong = np.minimum(np.abs(theirs["strong"] - own["strong"]), MOST_BREAKS)
    near = rel < NEAR
    cost = words + commas * 2 + strong * 3
    measures = {
        "after": after,
        "words": words,
        "comma_breaks": commas,
        "strong_breaks": strong,
        "near": near,
        "sentences": np.clip(own["sent"] - theirs["sent"], 0, MOST_SENTENCES),
        "same paragraph": ~near & (own["line"] == theirs["line"]),
        "opens the paragraph": ~near & (own["line"] == theirs["line"]) & pairs["opens its line"].data,
        "behind a colon": near & ~after & (own["colons"] - theirs["colons"] == 1),
        "cost": cost,
        "rel_order": rel,
        **ranks(at, which, pairs["kind"].data, after, cost, near=np.flatnonzero(near)),
    }
    return pairs.select(KEPT).with_columns(
        numbers["q"].alias("q"),
        numbers["start"].alias("q_start"),
        numbers["end"].alias("q_end"),
        pl.Series("rel", RELATIONS).take(rel),
        *(pl.Series(name, values) for name, values in measures.items()),
    )


def ranks(
    at: npt.NDArray[np.int64],
    which: npt.NDArray[np.int64],
    kinds: npt.NDArray[np.int64],
    after: npt.NDArray[np.bool_],
    cost: npt.NDArray[np.int64],
    *,
    near: npt.NDArray[np.int64],
) -> dict[str, npt.NDArray[np.float64] | npt.NDArray[np.int64]]:
    """For each near pair how many mentions of its kind, or numbers, are closer; numbers that stand between.

    Args:
        at: The number of each pair.
        which: Its mention.
        kinds: The kind of that.
        after: Whether it stands behind the number.
        cost: How far apart they are.
        near: The pairs of one sentence or cell.
    """
    q, m, side, far = at[near], which[near], after[near].astype(np.int64), pl.Series(cost[near])
    kind = q * (int(kinds.max(initial=0)) + 1) + kinds[near]
    within = np.full(len(at), np.nan)
    on_side, nearest, owner = within.copy(), within.copy(), within
    on_side[near] = dense_ranks(far, kind * 2 + side)
    nearest[near] = dense_ranks(far, kind)
    owner[near] = dense_ranks(far, m)
    between = np.zeros(len(at), dtype=np.int64)
    between[near] = numbers_between(q, m, side)
    return {
        "rank_after": np.where(after, on_side, np.nan),
        "rank_before": np.where(after, np.nan, on_side),
        "rank_near": nearest,
        "owner": owner,
        "numbers": between,
    }


def numbers_between(
    q: npt.NDArray[np.int64], m: npt.NDArray[np.int64], side: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """How many numbers of the same window stand between a mention and its number."""
    if not len(q):
        return q
    group = m * 2 + side
    order = stable_order(group * (int(q.max()) + 1) + q)
    ordered = group[order]
    step = np.concatenate(([True], ordered[1:] != ordered[:-1]))
    first = np.flatnonzero(step)
    of = np.cumsum(step) - 1
    place = np.arange(len(q)) - first[of]
    size = np.diff(np.append(first, len(q)))
    between = np.empty(len(q), dtype=np.int64)
    between[order] = np.where(side[order] > 0, size[of] - 1 - place, place)
    return np.minimum(between, MOST_NUMBERS)
