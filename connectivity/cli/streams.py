"""Standard output and error: the consoles, words for people, and progress on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
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


def progress(
    items: Iterable[T],
    words: str,
    *,
    total: int | None = None,
    size: Callable[[T], int] = lambda _: 1,
    note: Callable[[], str] = str,
) -> Iterator[T]:
    """The items; while they are consumed, a terminal on stderr shows how far it is.

    Args:
        items: What is done, one after another.
        words: What is being done.
        total: The size of all, where it is known, for a bar with the time that is left.
        size: The size of one.
        note: What else to show beside the count.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    rest = (BarColumn(), TimeRemainingColumn()) if total is not None else (TimeElapsedColumn(),)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), *rest)
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=total)
        for item in items:
            yield item
            more = note()
            bar.update(task, advance=size(item), description=f"{words}, {more}" if more else words)
