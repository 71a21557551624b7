"""Frames as rows: a table for eyes, JSON lines, CSV or Parquet for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from connectivity.cli.options import Format, ReportLang
from connectivity.cli.streams import console, say
from connectivity.wording import held, language, plain, released, speaking, tr

if TYPE_CHECKING:
    import polars as pl
    from rich.console import JustifyMethod

__all__ = ["Column", "emit", "flat", "render", "tabular", "writing"]

Row = Mapping[str, Any]

_BETWEEN: Final = "; "  # between the items of a list in a CSV cell
_LONGEST_WORD: Final = 16  # characters; longer words, such as ids, may be folded
_PADDING: Final = 3  # columns between two of a table


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table for eyes.

    Attributes:
        title: Its heading, a message that is translated when it is shown.
        cell: Makes the words of a row.
        right: Whether its cells are numbers, set to the right.
        spare: Whether it is left out where the screen is too narrow for all.
    """

    title: str
    cell: Callable[[Row], str]
    right: bool = False
    spare: bool = False


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
    named = [replace(column, title=tr(column.title)) for column in columns or ()]
    return _table(frame, named or [_raw(name) for name in frame.columns])


@contextmanager
def tabular(form: Format, lang: ReportLang) -> Iterator[None]:
    """Speak a language while rows are made for eyes; files for programs are the same in every language."""
    with speaking(lang.value if form is Format.table else ReportLang.en.value):
        yield


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

    screen = console()
    cells = {column: [_cell(column, row) for row in frame.iter_rows(named=True)] for column in columns}
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    widths = _widths(cells, screen.width)
    for column, width in widths.items():
        side: JustifyMethod = "right" if column.right else "left"
        table.add_column(column.title, justify=side, overflow="fold", width=width)
    for row in zip(*(cells[column] for column in widths), strict=True):
        table.add_row(*map(Text, row))
    with screen.capture() as caught:
        screen.print(table)
    return "".join(f"{line.rstrip()}\n" for line in released(caught.get()).splitlines())


def _cell(column: Column, row: Row) -> str:
    text = plain(column.cell(row))
    return text if language() == "en" else held(text)


def _widths(cells: Mapping[Column, Sequence[str]], width: int) -> dict[Column, int]:
    """The columns to show on so wide a screen, and how wide each is.

    Spare columns leave, from the last on, until all words fit whole; when they still do not, long ones are
    folded. What room is left goes to the columns that need most of it.
    """
    least = {column: _widest_word([column.title, *words]) for column, words in cells.items()}
    for column in reversed(list(cells)):
        if column.spare and sum(least.values()) + _PADDING * len(least) > width:
            del least[column]
    room = width - _PADDING * len(least)
    caps = (cap for cap in range(_LONGEST_WORD, 1, -1) if sum(min(cap, n) for n in least.values()) <= room)
    cap = next(caps, 1)
    widths = {column: min(cap, n) for column, n in least.items()}
    wanted = {column: max(map(len, [column.title, *cells[column]])) - n for column, n in widths.items()}
    spare, asked = max(0, room - sum(widths.values())), sum(wanted.values())
    share = min(1.0, spare / asked) if asked else 0.0
    return {column: n + int(wanted[column] * share) for column, n in widths.items()}


def _widest_word(texts: Sequence[str]) -> int:
    return max((len(word) for text in texts for word in text.split()), default=0)


def _raw(name: str) -> Column:
    def cell(row: Row) -> str:
        value = row[name]
        if value is None:
            return ""
        return _BETWEEN.join(map(str, value)) if isinstance(value, list) else str(value)

    return Column(name, cell)
