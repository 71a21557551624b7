"""Standard output and error: the consoles, words for people, and progress on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO, TypeVar

import typer

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["PIPE_WIDTH", "console", "progress", "say"]

T = TypeVar("T")

PIPE_WIDTH = 200
"""Columns of a table that goes to a file or pipe, where nothing says how wide the reader's screen is."""


def say(words: str) -> None:
    """Write one line of words to stderr."""
    typer.echo(words, err=True)


def console(file: TextIO | None = None) -> Console:
    """A console on stdout or a file; a terminal has its width, all else `PIPE_WIDTH` or COLUMNS."""
    import os

    from rich.console import Console

    file = file or sys.stdout
    wide = None if file.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH
    return Console(file=file, width=wide, highlight=False, soft_wrap=False, markup=False, emoji=False)


def progress(items: Iterable[T], words: str) -> Iterator[T]:
    """The items; while they are consumed, a terminal on stderr shows how many there were."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=None)
        for item in items:
            yield item
            bar.advance(task)
