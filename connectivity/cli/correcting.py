"""Commands that write corrections: `correct` sets what is wrong with a figure, `reject` takes it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from connectivity.cli.options import CorrectionsOption, DatabaseOption, database

if TYPE_CHECKING:
    from connectivity.observations import Correction

__all__ = ["COMMANDS", "correct", "reject"]

FigureArgument = Annotated[
    str, typer.Argument(metavar="FIGURE", help='Its id, as `figures` lists it: "report@231".')
]
ReasonOption = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why; kept with the correction.", show_default=False)
]
WhoOption = Annotated[
    str | None, typer.Option("--who", metavar="NAME", help="Who corrects; the user's name unless given.")
]


def correct(
    ctx: typer.Context,
    *,
    figure: FigureArgument,
    fields: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE",
            help="What is right: technology=4g period=2024-06; nothing after = is none.",
        ),
    ],
    reason: ReasonOption,
    who: WhoOption = None,
    corrections: CorrectionsOption = None,
    _db: DatabaseOption = None,
) -> None:
    """Correct attributes of a figure.

    The correction is kept in corrections.toml, applied at once and at each later ingest.
    """
    _write(ctx, figure, _assignments(fields), reason=reason, who=who, file=corrections)


def reject(
    ctx: typer.Context,
    *,
    figure: FigureArgument,
    reason: ReasonOption,
    who: WhoOption = None,
    corrections: CorrectionsOption = None,
    _db: DatabaseOption = None,
) -> None:
    """Take out a figure that is none.

    The rejection is kept in corrections.toml, applied at once and at each later ingest.
    """
    _write(ctx, figure, None, reason=reason, who=who, file=corrections)


def _write(
    ctx: typer.Context,
    figure: str,
    fields: Mapping[str, Any] | None,
    *,
    reason: str,
    who: str | None,
    file: Path | None,
) -> None:
    """Write one correction and apply it; without fields it rejects the figure."""
    from connectivity.cli.sentences import figure_row
    from connectivity.cli.storing import tell
    from connectivity.cli.streams import say
    from connectivity.observations import CORRECTIONS_FILE, add_correction, load_corrections, rebuild
    from connectivity.store import open_store

    path = database(ctx)
    target = file or path.parent / CORRECTIONS_FILE
    with open_store(path, read_only=False) as store:
        row = figure_row(store, figure, corrected=False)
        entry = _entry(row, fields, reason, who)
        added = add_correction(target, entry)
        # A file that was named takes the place of those found beside database and documents, as in `ingest`.
        report = rebuild(store, None if file is None else load_corrections(file))
    say(f"{added}: written")
    tell(report, path)


def _entry(
    row: Mapping[str, Any], fields: Mapping[str, Any] | None, reason: str, who: str | None
) -> Correction:
    from connectivity.observations import Correction

    guards = fields or ("value", "indicator")
    return Correction(
        doc=row["doc"],
        surface=row["surface"],
        start=row["start"],
        action="set" if fields else "reject",
        fields=fields or {},
        expect={name: row[name] for name in guards if name in row},
        reason=reason,
        who=who or _user(),
        when=datetime.now(UTC).date().isoformat(),
    )


def _assignments(words: Sequence[str]) -> dict[str, float | str | None]:
    """FIELD=VALUE words as fields: numbers where the column holds numbers, None for nothing.

    >>> _assignments(["value=2606", "technology=", "period=2024-06"])
    {'value': 2606.0, 'technology': None, 'period': '2024-06'}
    """
    import polars as pl

    from connectivity.cli.filters import closest
    from connectivity.errors import UsageError
    from connectivity.extraction.figure import FIGURE_SCHEMA

    fields: dict[str, float | str | None] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise UsageError(f"{word}: this is no FIELD=VALUE; write for example technology=4g")
        if name not in FIGURE_SCHEMA:
            raise UsageError(f"{word}: a figure has no field {name!r}; {closest(name, FIGURE_SCHEMA)}")
        if FIGURE_SCHEMA[name] == pl.Float64 and value:
            try:
                fields[name] = float(value.replace(",", "").replace("_", ""))
            except ValueError:
                raise UsageError(f"{word}: {name} is a number; write for example {name}=2606") from None
        else:
            fields[name] = value or None
    return fields


def _user() -> str | None:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return None


COMMANDS: Final[tuple[Callable[..., Any], ...]] = (correct, reject)
