"""Frames as rows: a table for eyes, JSON lines, CSV or Parquet for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from connectivity.cli.options import Format
from connectivity.cli.streams import console, say

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Column", "emit", "flat", "render", "writing"]

Row = Mapping[str, Any]

_BETWEEN: Final = "; "  # between the items of a list in a CSV cell


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table for eyes.

    Attributes:
        title: Its heading.
        cell: Makes the words of a row.
        right: Whether its cells are numbers, set to the right.
    """

    title: str
    cell: Callable[[Row], str]
    right: bool = False


def emit(
    frame: pl.DataFrame,
    form: Format,
    output: Path | None,
    *,
    columns: Sequence[Column] | None = None,
    empty: str,
) -> None:
    """Write the rows of a frame to stdout or a file.

    Args:
        frame: The rows.
        form: How they are written; the table shows `columns` only, the others everything.
        output: The file, or None for stdout.
        columns: What the table shows; every column as it is unless given.
        empty: What to say on stderr when there are no rows.

    Raises:
        UsageError: Parquet without a file, or the file cannot be written.
    """
    from connectivity.errors import UsageError

    if frame.is_empty():
        say(empty)
    if form is Format.parquet:
        if output is None:
            raise UsageError("--format parquet: it is not text; name a file with --output")
        with writing(output):
            frame.write_parquet(output)
        return
    if form is Format.table and frame.is_empty() and output is None:
        return
    text = render(frame, form, columns)
    if output is None:
        sys.stdout.write(text)
        return
    with writing(output):
        output.write_text(text, encoding="utf-8")


def render(frame: pl.DataFrame, form: Format, columns: Sequence[Column] | None = None) -> str:
    r"""The rows as text.

    >>> import polars as pl
    >>> render(pl.DataFrame({"doc": ["a"], "figures": [["a@1", "a@9"]]}), Format.csv)
    'doc,figures\na,a@1; a@9\n'
    """
    if form is Format.jsonl:
        return frame.write_ndjson()
    if form is Format.csv:
        return flat(frame).write_csv()
    return _table(frame, columns or [_raw(name) for name in frame.columns])


def flat(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with lists joined into texts and structs as JSON, for files that hold plain cells only."""
    import polars as pl

    changed = []
    for name, kind in frame.schema.items():
        if not isinstance(kind, pl.List):
            continue
        item = pl.element().struct.json_encode() if isinstance(kind.inner, pl.Struct) else pl.element()
        changed.append(pl.col(name).list.eval(item.cast(pl.String)).list.join(_BETWEEN))
    return frame.with_columns(changed)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn an error of the file system into one sentence.

    Raises:
        UsageError: The path cannot be written.
    """
    from connectivity.errors import UsageError

    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"{path}: it cannot be written ({reason}); name another file or folder") from error


def _table(frame: pl.DataFrame, columns: Sequence[Column]) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from connectivity.wording import plain

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(column.title, justify="right" if column.right else "left", overflow="fold")
    for row in frame.iter_rows(named=True):
        table.add_row(*(Text(plain(column.cell(row))) for column in columns))
    screen = console()
    with screen.capture() as caught:
        screen.print(table)
    return "".join(f"{line.rstrip()}\n" for line in caught.get().splitlines())


def _raw(name: str) -> Column:
    def cell(row: Row) -> str:
        value = row[name]
        if value is None:
            return ""
        return _BETWEEN.join(map(str, value)) if isinstance(value, list) else str(value)

    return Column(name, cell)
