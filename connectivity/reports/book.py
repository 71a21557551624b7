"""What the sections of the report share: what was shown, what was derived, and rows in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from connectivity.reports.report import Cell, Derivation, Section, Table, derived, stated
from connectivity.wording import amount_with_interval, place_words, plain, subject, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

    from connectivity.reports.report import FigureEntry

__all__ = ["Book", "rounded", "rows_of", "section", "what"]


class Book:
    """Keeps what the sections share: figures, values they state, derivations, which figures were shown."""

    def __init__(self, figures: Mapping[str, FigureEntry], values: Mapping[str, float | None]) -> None:
        self.figures = figures
        self.values = values
        self.derivations: dict[str, Derivation] = {}
        self.shown: set[str] = set()

    def known(self, ids: Iterable[str | None] | None) -> tuple[str, ...]:
        """The ids that lead to a sentence, each once."""
        return tuple(dict.fromkeys(figure for figure in ids or () if figure and figure in self.figures))

    def derive(self, section: str, about: str, formula: str | None, ids: Iterable[str | None] | None) -> str:
        """Note down a formula; the key under which cells lead to it."""
        figures = self.known(ids)
        self.shown.update(figures)
        key = f"{section}-{1 + sum(k.startswith(f'{section}-') for k in self.derivations)}"
        self.derivations[key] = Derivation(
            key, plain(about), plain(formula or tr("no formula given")), figures
        )
        return key

    def value(
        self,
        row: Mapping[str, Any],
        name: str,
        unit: str | None,
        ids: Iterable[str | None] | None,
        key: str,
        *,
        digits: int | None = None,
    ) -> Cell:
        """The cell of `name` with its interval: stated when one of `ids` has that value, else derived."""
        value = row[name]
        if value is None:
            return Cell()
        text = amount_with_interval(value, row[f"{name}_low"], row[f"{name}_high"], unit, digits=digits)
        figures = [figure for figure in self.known(ids) if self.values.get(figure) == value]
        self.shown.update(figures)
        return stated(text, figures) if figures else derived(text, key)


def rows_of(frame: pl.LazyFrame, *by: str) -> list[dict[str, Any]]:
    """The rows of a frame in a fixed order, nulls last."""
    return list(frame.sort(*by, nulls_last=True).collect().iter_rows(named=True))


def what(row: Mapping[str, Any]) -> str:
    """Place, technology, thing and group of a row in words."""
    return plain(f"{place_words(row['place'])}: {subject(row['indicator'], row['technology'], row['group'])}")


def rounded(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The row with the quantity and its interval at four significant digits."""
    rounded = dict(row)
    for key in (name, f"{name}_low", f"{name}_high"):
        rounded[key] = None if row[key] is None else float(f"{row[key]:.4g}")
    return rounded


def section(key: str, title: str, intro: str, *tables: Table, command: str, finding: bool = True) -> Section:
    """A section of those tables that have rows."""
    empty = tr("Nothing to show: the stored figures are not enough for it.")
    kept = tuple(table for table in tables if table.rows)
    return Section(key, title, intro, empty, kept, command, finding)
