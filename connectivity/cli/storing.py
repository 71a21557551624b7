"""What an ingest did, in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from connectivity.cli.streams import say

if TYPE_CHECKING:
    from connectivity.observations import IngestReport

__all__ = ["counted", "tell"]


def counted(number: int, thing: str) -> str:
    """A number with its noun.

    >>> counted(1, "figure"), counted(1200, "figure")
    ('1 figure', '1,200 figures')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def tell(report: IngestReport, path: Path) -> None:
    """Say on stderr what is in the database now, and which corrections no longer fit."""
    for stale in report.stale:
        say(f"connectivity: {stale}")
    done = [
        f"{counted(number, 'document')} {what}"
        for number, what in (
            (report.new, "stored"),
            (report.replaced, "replaced"),
            (report.known, "known already"),
        )
        if number
    ]
    held = f"{path} holds {counted(report.figures, 'figure')}, {counted(report.observations, 'observation')}"
    say("; ".join([*done, held]))
