"""What to follow when the intervals of one point do not meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

__all__ = ["SAME_TIME_DAYS", "Claim", "Decision", "decide"]

SAME_TIME_DAYS: Final = 31  # documents published at most so far apart do not revise each other


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """One statement of a point.

    Attributes:
        figure: Id of the figure.
        low: Lower end, minus infinity when unbounded.
        high: Upper end, infinity when unbounded.
        published: Last day that the publication date allows, or None.
        voice: Who speaks, or None when unknown.
    """

    figure: str
    low: float
    high: float
    published: date | None
    voice: str | None

    @property
    def width(self) -> float:
        """Width of the interval."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Decision:
    """The figures that are followed, whose intervals have something in common, and why."""

    figures: frozenset[str]
    relation: str


def decide(claims: Sequence[Claim]) -> Decision:
    """Follows a part of the claims of one point, of which some do not meet.

    - *revised*: the claims published within 31 days of the newest agree; they are followed, older ones that
      do not meet them are superseded. One publisher that restates within 31 days revises itself too.
    - *contradicted*: claims of about the same time, or of unknown time, do not meet. The most precise (the
      narrowest interval) is followed, then the latest, then the smallest id.

    Other claims that meet what is followed support it.

    >>> from datetime import date
    >>> old = Claim("a@1", 447, 447, date(2024, 4, 30), "ministry")
    >>> new = Claim("b@1", 452, 452, date(2024, 9, 30), "operator")
    >>> decide([old, new])
    Decision(figures=frozenset({'b@1'}), relation='revised')
    """
    ranked = sorted(claims, key=_latest_first)
    newest = ranked[0].published
    if newest is None:
        return _contradicted(ranked, ())
    current = [c for c in ranked if c.published is None or (newest - c.published).days <= SAME_TIME_DAYS]
    earlier = [c for c in ranked if c not in current]
    if _agree(current):
        return Decision(_supporters(current, earlier), "revised")
    last = [claim for claim in current if claim.published == newest]
    voices = {claim.voice for claim in current}
    if len(voices) == 1 and None not in voices and all(c.published for c in current) and _agree(last):
        return Decision(_supporters(last, [c for c in ranked if c not in last]), "revised")
    return _contradicted(current, earlier)


def _contradicted(current: Iterable[Claim], earlier: Iterable[Claim]) -> Decision:
    by_precision = sorted(current, key=lambda claim: (claim.width, _latest_first(claim)))
    return Decision(_supporters(by_precision[:1], [*by_precision[1:], *earlier]), "contradicted")


def _latest_first(claim: Claim) -> tuple[int, str]:
    return (-claim.published.toordinal() if claim.published else 0, claim.figure)


def _agree(claims: Sequence[Claim]) -> bool:
    return _meets(max(c.low for c in claims), min(c.high for c in claims))


def _meets(low: float, high: float) -> bool:
    # The tolerance of statements.meet, for single numbers.
    return low <= high or low - high <= 1e-9 * max(abs(low), abs(high))


def _supporters(core: Sequence[Claim], others: Iterable[Claim]) -> frozenset[str]:
    """The core, and each other claim that leaves something in common with all before it."""
    low, high = max(c.low for c in core), min(c.high for c in core)
    figures = [claim.figure for claim in core]
    for claim in others:
        if _meets(max(low, claim.low), min(high, claim.high)):
            low, high = max(low, claim.low), min(high, claim.high)
            figures.append(claim.figure)
    return frozenset(figures)
