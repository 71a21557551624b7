"""What is known of a document when its words for dates are resolved."""

from __future__ import annotations

from dataclasses import dataclass

from connectivity.extraction.calendar_words import fiscal_starts
from connectivity.extraction.periods import MONTH_WIDTH, YEAR_WIDTH, shift

__all__ = ["Meaning", "Resolver"]

Meaning = tuple[str, str, str]  # period, role, source


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves the words of one document.

    Attributes:
        reference: The published date (or, when unknown, the year the document is about).
        country: The main country, for its fiscal year.
        title_year: A year the title names.
        dated: Whether `reference` is the published date.
        last: The period mentioned before.
        last_sentence: The sentence it stood in.
        last_span: The span of months mentioned before.
    """

    reference: str | None
    country: str | None
    title_year: str | None = None
    dated: bool = False
    last: str | None = None
    last_sentence: int = -9
    last_span: str | None = None

    @property
    def year(self) -> int | None:
        """Year of the reference."""
        return int(self.reference[:4]) if self.reference else None

    @property
    def month(self) -> int:
        """Month of the reference, December when only its year is known."""
        return int(self.reference[5:7]) if self.reference and len(self.reference) > YEAR_WIDTH else 12

    def recent(self, month: int, day: int | None, role: str) -> int:
        """The year of a month named without one: the latest past one, or for a deadline the next."""
        year = self.year or 0
        if role == "by":
            return year if month >= self.month else year + 1
        late = month > self.month or (month == self.month and self.later_this_month(day))
        return year - 1 if late else year

    def later_this_month(self, day: int | None) -> bool:
        """Whether that day of the reference's month is still to come."""
        known = int(self.reference[8:10]) if self.reference and len(self.reference) > MONTH_WIDTH else None
        return day is not None and known is not None and day > known

    def fiscal(self, year: int, *, months: int = 12) -> str:
        """The fiscal year that begins in a calendar year."""
        first = fiscal_starts().get(self.country or "", 1)
        start = f"{year}-{first:02d}"
        return f"{start}/{shift(start, months=months - 1)}"
