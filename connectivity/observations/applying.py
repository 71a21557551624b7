"""Corrections onto figures: applied where their guards hold, reported as stale where not."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import polars as pl

from connectivity.extraction.figure import FIGURE_SCHEMA
from connectivity.extraction.rules import ABOUT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from connectivity.observations.corrections import Correction

__all__ = ["Applied", "Corrected", "Stale", "apply_corrections"]


_SENTENCE_END: Final = re.compile(r"[.!?…](?=\s)|\n")


@dataclass(frozen=True, slots=True)
class Applied:
    """A correction and the id of the figure that it was applied to."""

    correction: Correction
    figure: str


@dataclass(frozen=True, slots=True)
class Stale:
    """A correction that was not applied, and why."""

    correction: Correction
    why: str

    def __str__(self) -> str:
        return f"{self.correction}: stale, {self.why}"


class Corrected(NamedTuple):
    """What corrections made of figures.

    Attributes:
        figures: The figures with all corrections applied, columns of `FIGURE_SCHEMA`.
        applied: Entries that were applied.
        stale: Entries that were not.
    """

    figures: pl.DataFrame
    applied: tuple[Applied, ...]
    stale: tuple[Stale, ...]

    @property
    def corrected_ids(self) -> pl.Series:
        """Ids of the figures that an entry was applied to."""
        return pl.Series("figure", sorted({entry.figure for entry in self.applied}), dtype=pl.String)


def apply_corrections(
    figures: pl.DataFrame, documents: pl.DataFrame, corrections: Sequence[Correction]
) -> Corrected:
    """Applies corrections, in their order.

    An entry is stale, and nothing is changed, when its document or figure is not there, when several figures
    have its surface and it gives no start, when an extracted value differs from what it expects, when the
    figure was rejected before it, or when an added figure is extracted already.

    Args:
        figures: Extracted figures, columns of `FIGURE_SCHEMA`.
        documents: At least doc and text.
        corrections: The entries.
    """
    if not corrections:
        return Corrected(figures.select(list(FIGURE_SCHEMA)), (), ())
    named = {correction.doc for correction in corrections}
    docs = documents["doc"].to_list()
    texts = dict(documents.filter(pl.col("doc").is_in(named)).select("doc", "text").iter_rows())
    extracted: dict[str, list[dict[str, Any]]] = {doc: [] for doc in texts}
    for row in figures.filter(pl.col("doc").is_in(list(texts))).iter_rows(named=True):
        extracted[row["doc"]].append(row)
    edited: dict[str, dict[str, Any] | None] = {}
    applied: list[Applied] = []
    stale: list[Stale] = []
    for correction in corrections:
        if correction.doc not in texts:
            stale.append(Stale(correction, _missing_document(correction.doc, docs)))
            continue
        change = _addition if correction.action == "add" else _edit
        outcome = change(correction, extracted[correction.doc], texts[correction.doc], edited)
        if isinstance(outcome, str):
            stale.append(Stale(correction, outcome))
        else:
            edited[outcome[0]] = outcome[1]
            applied.append(Applied(correction, outcome[0]))
    rows = [row for row in edited.values() if row is not None]
    result = pl.concat(
        [
            figures.select(list(FIGURE_SCHEMA)).filter(~pl.col("figure").is_in(list(edited))),
            pl.DataFrame(rows, schema=FIGURE_SCHEMA),
        ]
    )
    return Corrected(result.sort("doc", "start", "figure"), tuple(applied), tuple(stale))


def _edit(
    correction: Correction,
    extracted: Sequence[dict[str, Any]],
    _text: str,
    edited: Mapping[str, dict[str, Any] | None],
) -> tuple[str, dict[str, Any] | None] | str:
    """The figure's id and its new row (None: rejected), or why the entry is stale."""
    found = [
        row
        for row in extracted
        if row["surface"] == correction.surface and correction.start in (None, row["start"])
    ]
    if len(found) != 1:
        return (
            f"{len(found)} figures have this surface; give the start of one of them"
            if found
            else "no such figure is extracted from the document now"
        )
    row = found[0]
    for name, expected in correction.expect.items():
        if not _same(row[name], expected):
            return f"it expects {name} {expected!r}, extracted is {row[name]!r}"
    current = edited.get(row["figure"], row)
    if current is None:
        return "an earlier entry rejects the figure"
    return row["figure"], None if correction.action == "reject" else _set(current, correction.fields)


def _addition(
    correction: Correction,
    extracted: Sequence[dict[str, Any]],
    text: str,
    edited: Mapping[str, dict[str, Any] | None],
) -> tuple[str, dict[str, Any] | None] | str:
    surface = re.escape(correction.surface)
    places = [found.start() for found in re.finditer(rf"(?<!\w){surface}(?!\w)", text)]
    if correction.start is not None:
        places = [correction.start] if text.startswith(correction.surface, correction.start) else []
    if len(places) != 1:
        return (
            f"the document has this surface at {len(places)} places; give the start of one of them"
            if places
            else "the document does not have this surface there now"
        )
    start, end = places[0], places[0] + len(correction.surface)
    figure = f"{correction.doc}@{start}"
    if figure in edited or any(row["start"] < end and start < row["end"] for row in extracted):
        return "a figure at this place is there already; use set instead of add"
    first = max((found.end() for found in _SENTENCE_END.finditer(text, 0, start)), default=0)
    last = _SENTENCE_END.search(text, end)
    blank: dict[str, Any] = dict.fromkeys(FIGURE_SCHEMA) | {
        "figure": figure,
        "doc": correction.doc,
        "start": start,
        "end": end,
        "sentence_start": first + len(text[first:start]) - len(text[first:start].lstrip()),
        "sentence_end": last.end() if last and last[0] != "\n" else last.start() if last else len(text),
        "surface": correction.surface,
        "bound": "exact",
        "aspect": "total",
        "status": "actual",
    }
    return figure, _set(blank, correction.fields)


def _set(row: dict[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """The row with the fields; the interval follows from value and bound unless it is set too."""
    changed = row | dict(fields) | {"confidence": 1.0}
    if "period" in fields:
        changed["period_source"] = None if fields["period"] is None else "stated"
    if not {"value", "value_upper", "bound"} & fields.keys():
        return changed
    low, high = _interval(changed["value"], changed["value_upper"], changed["bound"])
    return changed | {"low": fields.get("low", low), "high": fields.get("high", high)}


def _interval(value: float, upper: float | None, bound: str) -> tuple[float | None, float | None]:
    """Lower and upper end that a wording allows; "over" of a fall is beyond it downwards.

    >>> _interval(30.0, 40.0, "exact"), _interval(6.0, None, "over"), _interval(-6.0, None, "over")
    ((30.0, 40.0), (6.0, None), (None, -6.0))
    """
    low, high = sorted((value, value if upper is None else upper))
    if bound in ("over", "at_least"):
        return (None, high) if value < 0 else (low, None)
    if bound in ("under", "up_to"):
        return (low, None) if value < 0 else (None, high)
    reach = ABOUT_WIDTH if bound == "about" else 0.0
    return low - reach * abs(low), high + reach * abs(high)


def _same(extracted: Any, expected: Any) -> bool:
    if isinstance(extracted, float) and isinstance(expected, int | float):
        return math.isclose(extracted, expected, rel_tol=1e-9)
    return bool(extracted == expected)


def _missing_document(doc: str, docs: Sequence[str]) -> str:
    several = [other for other in docs if other.startswith(f"{doc}~")]
    if several:
        return f"several documents have that id now: {', '.join(several)}; name one of them"
    return "no document with that id is stored"
