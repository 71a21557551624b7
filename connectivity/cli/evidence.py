"""The store that a command works on: all figures, or those that are sure enough."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from connectivity.cli.options import database
from connectivity.cli.streams import say

if TYPE_CHECKING:
    import polars as pl

    from connectivity.store import Store

__all__ = ["left_out", "opened"]


@contextmanager
def opened(ctx: typer.Context, least: float | None) -> Iterator[Store]:
    """The command's store; with `--min-confidence` one in memory that rests on the surer figures.

    How many are left out is said on stderr.
    """
    from connectivity.store import open_store

    with open_store(database(ctx)) as store, surer_of(store, least) as kept:
        yield kept


@contextmanager
def surer_of(store: Store, least: float | None) -> Iterator[Store]:
    """As `opened`, of a store that is open."""
    from connectivity.observations import surer

    if not least:
        yield store
        return
    sure = surer(store, least)
    with sure.store:
        say(f"left out: {sure.left_out:,} of {sure.of:,} figures, less sure than {least:g}")
        yield sure.store


def left_out(store: Store, kept: Store, least: float | None) -> pl.LazyFrame:
    """What the report says of it: columns min_confidence and figures, one row or none."""
    import polars as pl

    schema = {"min_confidence": pl.Float64, "figures": pl.Int64}
    if not least:
        return pl.LazyFrame(schema=schema)
    counts = [other.query("SELECT count(*) FROM current_figures").item() for other in (store, kept)]
    return pl.LazyFrame([(least, counts[0] - counts[1])], schema=schema, orient="row")
