"""Which mentions may belong to which number: those of its sentence, cell, heads, headings, and the last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from connectivity.extraction import columns as pl
from connectivity.extraction.columns.joining import matched

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

__all__ = ["RELATIONS", "windows"]

Rows = tuple["npt.NDArray[np.int64]", "npt.NDArray[np.int64]"]  # of numbers, of mentions

# where a mention stands to the number, the closest relation first
RELATIONS: Final = (
    "same",
    "cell",
    "column",
    "row",
    "rowcell",
    "headrow",
    "lead",
    "caption",
    "prev",
    "prevline",
    "heading",
    "section",
    "title",
    "back",
)
MEASURES: Final = ("unit", "currency")


def windows(
    quantities: pl.DataFrame, mentions: pl.DataFrame
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The pairs of numbers and mentions, each once, under the closest relation it has.

    Args:
        quantities: The numbers with their places.
        mentions: The mentions with theirs, in the order of the text.

    Returns:
        Rows of the numbers, rows of the mentions, and places in `RELATIONS`, in the order of the numbers and
        then of the mentions.
    """
    found = {**in_sentences(quantities, mentions), **in_tables(quantities, mentions)}
    found = {rel: apart(quantities, mentions, pairs) for rel, pairs in found.items()}
    found["back"] = back(quantities, mentions)
    size = max(mentions.height, 1)
    keys = np.concatenate(
        [(at * size + which) * len(RELATIONS) + RELATIONS.index(rel) for rel, (at, which) in found.items()]
    )
    keys.sort()
    pair, rel = np.divmod(keys, len(RELATIONS))
    first = np.concatenate(([True], pair[1:] != pair[:-1])) if len(pair) else np.zeros(0, dtype=bool)
    at, which = np.divmod(pair[first], size)
    return at, which, rel[first]


def apart(quantities: pl.DataFrame, mentions: pl.DataFrame, pairs: Rows) -> Rows:
    """Without the mentions that overlap the number itself, save its unit."""
    at, which = pairs
    start, end = mentions["start"].integers(), mentions["end"].integers()
    measure = mentions.get(pl.col("kind").is_in(MEASURES)).data
    keep = (
        (end[which] <= quantities["number_start"].integers()[at])
        | (start[which] >= quantities["end"].integers()[at])
        | measure[which]
    )
    return at[keep], which[keep]


def in_sentences(quantities: pl.DataFrame, mentions: pl.DataFrame) -> dict[str, Rows]:
    """For each relation the mentions outside tables in the sentences that a number has in it."""
    missing = -1
    sent, line = quantities["sent"].integers(), quantities["line"].integers()
    plain = quantities["table"].nulls()
    same_line = quantities["line_of_prev"].integers(missing) == line
    same_doc = quantities["doc_of_prev"].integers(missing) == quantities["doc"].integers()
    inside = np.flatnonzero(mentions["table"].nulls())
    of = mentions["sent"].integers()[inside]
    titled = inside[mentions["title"].data[inside]]
    everywhere = np.ones(quantities.height, dtype=bool)
    sentences = {
        "same": (sent, plain),
        "lead": (quantities["lead"].integers(missing), plain),
        "prev": (sent - 1, plain & same_line),
        "prevline": (sent - 1, plain & ~same_line & same_doc),
        "heading": (quantities["heading"].integers(missing), everywhere),
        "caption": (quantities["first_sent"].integers(0) - 1, ~plain),
    }
    found = {
        rel: held(np.where(wanted, target, missing), of, inside)
        for rel, (target, wanted) in sentences.items()
    }
    headed = inside[mentions["headed"].data[inside]]
    sections = mentions["section"].integers(missing)[headed]
    found["section"] = held(quantities["section"].integers(missing), sections, headed)
    found["title"] = held(quantities["doc"].integers(), mentions["doc"].integers()[titled], titled)
    return found


def held(targets: npt.NDArray[np.int64], places: npt.NDArray[np.int64], rows: npt.NDArray[np.int64]) -> Rows:
    """The numbers, and the rows whose place is the number's target; places rise, and are 0 or more."""
    low = np.searchsorted(places, targets, side="left")
    count = np.searchsorted(places, targets, side="right") - low
    at = np.repeat(np.arange(len(targets)), count)
    step = np.arange(len(at)) - np.repeat(np.cumsum(count) - count, count)
    return at, rows[np.repeat(low, count) + step]


def in_tables(quantities: pl.DataFrame, mentions: pl.DataFrame) -> dict[str, Rows]:
    """For each relation the mentions in a number's cell, in the heads of its column and row, in its row."""
    numbers = np.flatnonzero(~quantities["table"].nulls())
    cells = np.flatnonzero(~mentions["table"].nulls())
    if not len(numbers) or not len(cells):
        return {}
    tabular, celled = quantities.take(numbers), mentions.take(cells)
    ends = quantities["number_end"].integers()
    start = celled["start"].integers()
    lone = ~(np.isin(start, ends) | np.isin(start - 1, ends))
    measures = celled.get(pl.col("kind").is_in(MEASURES)).data
    below, head = tabular["row"].integers() > 0, celled["row"].integers() == 0
    first = celled["column"].integers() == 0
    every = np.ones(tabular.height, dtype=bool)
    kinds = {
        "cell": (every, np.ones(celled.height, dtype=bool), ("table", "row", "column")),
        "column": (below, head, ("table", "column")),
        "row": (every, first, ("table", "row")),
        "rowcell": (every, measures & lone, ("table", "row")),
        "headrow": (below, head & celled.get(pl.col("kind") == "thing").data, ("table",)),
    }
    found = {}
    for rel, (mine, theirs, keys) in kinds.items():
        left, right = np.flatnonzero(mine), np.flatnonzero(theirs)
        rows, partners = agreeing(tabular.take(left), celled.take(right), keys)
        found[rel] = (numbers[left[rows]], cells[right[partners]])
    return found


def agreeing(left: pl.DataFrame, right: pl.DataFrame, keys: Sequence[str]) -> Rows:
    """The rows of two frames that agree in some columns."""
    mine, theirs = [left[k] for k in keys], [right[k] for k in keys]
    rows, partners, _ = matched(mine, theirs, outer=False, nulls_equal=False)
    return (np.arange(left.height) if rows is None else rows), partners


def back(quantities: pl.DataFrame, mentions: pl.DataFrame) -> Rows:
    """The last mention of each kind outside tables before the number's sentence, in the same document."""
    docs, starts = mentions["doc"].integers(), mentions["start"].integers()
    doc, at = quantities["doc"].integers(), quantities["sent_start"].integers() - 1
    kinds = np.where(mentions["table"].nulls(), mentions["kind"].data, -1)
    found = []
    for kind in np.flatnonzero(np.bincount(kinds + 1)).tolist():
        if not kind:
            continue
        rows = np.flatnonzero(kinds == kind - 1)
        own = starts[rows]
        last = np.searchsorted(own, at, side="right") - 1
        known = np.flatnonzero((last >= 0) & (docs[rows[last]] == doc))
        first = own[last[known]]
        low = np.searchsorted(own, first, side="left")
        count = np.searchsorted(own, first, side="right") - low
        step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        found.append((np.repeat(known, count), rows[np.repeat(low, count) + step]))
    none = np.zeros(0, dtype=np.int64)
    return (
        np.concatenate([none, *(a for a, _ in found)]),
        np.concatenate([none, *(m for _, m in found)]),
    )
