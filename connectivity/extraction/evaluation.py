"""Scores of extracted figures against annotated ones: precision, recall, F1, agreement by attribute.

Two scores are taken, micro-averaged over all documents. *Figures*: a figure counts when value, upper value
and unit agree with an annotated one. *Claims*: over the figures whose indicator is not "other", every one of
`CLAIM_FIELDS` must agree too. An annotated figure with `"optional": true` is never missed and never wrong; an
annotated field holding "?" agrees with anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from connectivity.extraction.agreement import country, same_number, same_period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import polars as pl

    Row = Mapping[str, Any]
    Test = Callable[[Row, Row], bool]

__all__ = [
    "ATTRIBUTES",
    "CLAIM_FIELDS",
    "Mistake",
    "Rate",
    "Scores",
    "agree",
    "matched",
    "right",
    "score",
]

CLAIM_FIELDS: Final = ("indicator", "technology", "aspect", "status", "place", "period")
"""What must agree, besides value and unit, for a claim to count."""

ATTRIBUTES: Final = (*CLAIM_FIELDS, "bound", "base_period", "of", "region")
"""The attributes whose agreement is measured; `region` is the place key in full, `place` its country only."""

_OTHER: Final = "other"
_ANYTHING: Final = "?"
_FAR: Final = 5000  # characters: positions further apart than this are equally far


@dataclass(frozen=True, slots=True)
class Rate:
    """Hits among annotated and among extracted figures.

    >>> rate = Rate(hit=3, gold=4, predicted=5)
    >>> rate.precision, rate.recall, round(rate.f1, 4)
    (0.6, 0.75, 0.6667)
    """

    hit: int = 0
    gold: int = 0
    predicted: int = 0

    @property
    def precision(self) -> float:
        """Share of the extracted figures that are right, 0 to 1."""
        return self.hit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated figures that were found, 0 to 1."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if self.hit else 0.0

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.hit + other.hit, self.gold + other.gold, self.predicted + other.predicted)

    def as_dict(self) -> dict[str, float]:
        """The numbers by name, shares rounded to four decimals."""
        shares = {name: round(getattr(self, name), 4) for name in ("precision", "recall", "f1")}
        return {**shares, "gold": self.gold, "predicted": self.predicted}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One figure that was missed, invented, or whose attributes are wrong.

    Attributes:
        doc: The annotated document.
        surface: The number as written.
        kind: "wrong", "missed" or "spurious".
        detail: The attributes that are wrong with the annotated and the extracted value; for the other kinds
            value and unit.
    """

    doc: str
    surface: str | None
    kind: str
    detail: Mapping[str, tuple[Any, Any]]

    def __str__(self) -> str:
        return f"{self.doc}: {self.surface!r} {self.kind}: {self._reasons()}"

    def _reasons(self) -> str:
        if self.kind == "wrong":
            return ", ".join(
                f"{name} {found} instead of {gold}" for name, (gold, found) in self.detail.items()
            )
        side = 0 if self.kind == "missed" else 1
        return " ".join(str(pair[side]) for pair in self.detail.values())


@dataclass(frozen=True, slots=True)
class Scores:
    """What `score` found."""

    documents: int
    figures: Rate
    claims: Rate
    attributes: Mapping[str, float]
    mistakes: tuple[Mistake, ...] = field(repr=False)

    def as_dict(self) -> dict[str, Any]:
        """The numbers as plain values, in the form of the annotation tools."""
        return {
            "documents": self.documents,
            "figures": self.figures.as_dict(),
            "claims": self.claims.as_dict(),
            "attributes": {name: round(share, 4) for name, share in self.attributes.items()},
        }


def score(gold: Iterable[Row], figures: pl.DataFrame) -> Scores:
    """Compare extracted figures with annotated documents.

    Args:
        gold: Annotated documents: mappings with "doc" and "figures", as the annotation guide says.
        figures: Extracted figures, any of the columns of `FIGURE_SCHEMA` with at least "doc"; articles of a
            page (`page#2`) are scored as the page they came from.

    >>> import polars as pl
    >>> annotated = {"doc": "a", "figures": [{"surface": "ten", "value": 10, "unit": "school",
    ...     "indicator": "schools", "aspect": "total", "status": "actual", "place": "KZ", "period": "2024"}]}
    >>> found = pl.DataFrame({"doc": ["a#1"], "value": [10.0], "unit": ["school"], "indicator": ["schools"],
    ...     "aspect": ["connected"], "status": ["actual"], "place": ["KZ"], "period": ["2024-06"]})
    >>> scores = score([annotated], found)
    >>> scores.figures.f1, scores.claims.f1, str(scores.mistakes[0])
    (1.0, 0.0, "a: 'ten' wrong: aspect connected instead of total")
    """
    predictions: dict[str, list[Row]] = {}
    for row in figures.iter_rows(named=True):
        predictions.setdefault(str(row["doc"]).split("#", 1)[0], []).append(row)
    scored = [_score_document(d["doc"], d["figures"], predictions.get(d["doc"], [])) for d in gold]
    matched = sum(len(part.pairs) for part in scored)
    agreed = {f: sum(agree(f, g, p) for part in scored for g, p in part.pairs) for f in ATTRIBUTES}
    return Scores(
        documents=len(scored),
        figures=sum((part.figures for part in scored), Rate()),
        claims=sum((part.claims for part in scored), Rate()),
        attributes={f: n / matched if matched else 0.0 for f, n in agreed.items()},
        mistakes=tuple(m for part in scored for m in part.mistakes),
    )


def matched(golds: Sequence[Row], found: Sequence[Row]) -> list[tuple[Row, Row]]:
    """The annotated figures of a document with the extracted ones of the same value and unit."""
    return [(golds[i], found[j]) for i, j in _pair_up(golds, found, _value_and_unit)]


def right(golds: Sequence[Row], found: Sequence[Row]) -> list[bool]:
    """For each extracted figure of a document, whether all of it is right; of "other", value and unit."""
    core = [g for g in golds if g["indicator"] != _OTHER]
    claims = [j for j, p in enumerate(found) if p.get("indicator") not in (None, _OTHER)]
    hits = {claims[j] for _, j in _pair_up(core, [found[j] for j in claims], _whole_claim)}
    rest = [g for g in golds if g["indicator"] in (_OTHER, _ANYTHING)]
    others = [j for j, p in enumerate(found) if p.get("indicator") == _OTHER]
    hits |= {others[j] for _, j in _pair_up(rest, [found[j] for j in others], _value_and_unit)}
    return [j in hits for j in range(len(found))]


@dataclass(frozen=True, slots=True)
class _Part:
    """What one document adds to the scores."""

    figures: Rate
    claims: Rate
    pairs: list[tuple[Row, Row]]
    mistakes: list[Mistake]


def _score_document(doc: str, golds: Sequence[Row], found: Sequence[Row]) -> _Part:
    pairs = _pair_up(golds, found, _value_and_unit)
    core = [g for g in golds if g["indicator"] != _OTHER]
    core_found = [p for p in found if p.get("indicator") not in (None, _OTHER)]
    return _Part(
        figures=_rate(golds, found, pairs),
        claims=_rate(core, core_found, _pair_up(core, core_found, _whole_claim)),
        pairs=[(golds[i], found[j]) for i, j in pairs],
        mistakes=_mistakes(doc, golds, found, pairs),
    )


def _rate(golds: Sequence[Row], found: Sequence[Row], pairs: Sequence[tuple[int, int]]) -> Rate:
    optional_hits = sum(bool(golds[i].get("optional")) for i, _ in pairs)
    required = sum(not g.get("optional") for g in golds)
    return Rate(len(pairs) - optional_hits, required, len(found) - optional_hits)


def _mistakes(
    doc: str, golds: Sequence[Row], found: Sequence[Row], pairs: Sequence[tuple[int, int]]
) -> list[Mistake]:
    mistakes = []
    for gold, row in ((golds[i], found[j]) for i, j in pairs if golds[i]["indicator"] != _OTHER):
        wrong = {f: (gold.get(f), row.get(f)) for f in CLAIM_FIELDS if not agree(f, gold, row)}
        if wrong:
            mistakes.append(Mistake(doc, gold["surface"], "wrong", wrong))
    hit, used = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, gold in enumerate(golds):
        if i not in hit and not gold.get("optional"):
            mistakes.append(Mistake(doc, gold["surface"], "missed", _measure(gold, None)))
    for j, row in enumerate(found):
        if j not in used:
            mistakes.append(Mistake(doc, row.get("surface"), "spurious", _measure(None, row)))
    return mistakes


def _measure(gold: Row | None, found: Row | None) -> dict[str, tuple[Any, Any]]:
    return {f: (gold and gold.get(f), found and found.get(f)) for f in ("value", "unit")}


def _pair_up(golds: Sequence[Row], found: Sequence[Row], test: Test) -> list[tuple[int, int]]:
    """One-to-one pairs of indices that pass the test, the closest pairs taken first."""
    options = sorted(
        (-_closeness(g, p), i, j) for i, g in enumerate(golds) for j, p in enumerate(found) if test(g, p)
    )
    hit: set[int] = set()
    used: set[int] = set()
    pairs = []
    for _, i, j in options:
        if i not in hit and j not in used:
            hit.add(i)
            used.add(j)
            pairs.append((i, j))
    return pairs


def _closeness(gold: Row, found: Row) -> float:
    apart = 0
    if "start" in gold and found.get("start") is not None:
        apart = abs(gold["start"] - found["start"])
    return sum(agree(f, gold, found) for f in CLAIM_FIELDS) - min(apart, _FAR) / (_FAR + 1)


def _value_and_unit(gold: Row, found: Row) -> bool:
    return (
        same_number(gold["value"], found.get("value"))
        and same_number(gold.get("value_upper"), found.get("value_upper"))
        and gold["unit"] in (_ANYTHING, found.get("unit"))
    )


def _whole_claim(gold: Row, found: Row) -> bool:
    return _value_and_unit(gold, found) and all(agree(f, gold, found) for f in CLAIM_FIELDS)


def agree(attribute: str, gold: Row, found: Row) -> bool:
    """Whether an extracted figure agrees with an annotated one on an attribute (one of `ATTRIBUTES`).

    >>> city, country = {"place": "KZ:Almaty"}, {"place": "KZ"}
    >>> agree("place", city, country), agree("region", city, country)
    (True, False)
    >>> agree("aspect", {"aspect": "?"}, {"aspect": "added"})
    True
    """
    if attribute == "region":
        return gold.get("place") in (_ANYTHING, found.get("place"))
    annotated, extracted = gold.get(attribute), found.get(attribute)
    if annotated == _ANYTHING:
        return True
    if attribute == "place":
        return country(annotated) == country(extracted)
    if attribute in ("period", "base_period"):
        return same_period(annotated, extracted)
    return (annotated or None) == (extracted or None)
