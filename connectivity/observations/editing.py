"""Writes corrections into their file, keeping what people wrote there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any, Final

import tomlkit
import tomlkit.items

from connectivity.errors import CorrectionError
from connectivity.observations.corrections import Correction, load_corrections, parse_corrections

__all__ = ["add_correction"]

_WHOLE: Final = 1e15  # floats below it hold whole numbers exactly
_HEADER: Final = (
    "Corrections of extracted figures. Each entry names a figure by document and surface, says what to do\n"
    "(reject, set or add) and why; expect holds the extracted values that it was made for."
)


def add_correction(path: str | os.PathLike[str], correction: Correction) -> Correction:
    """Appends a correction to a file, which is made if it is missing; comments and layout stay.

    Returns:
        The correction as it is read back, with file and entry.

    Raises:
        CorrectionError: The file or the correction is not valid, or the file cannot be written; the file is
            then as it was.
    """
    file = Path(path)
    if file.exists():
        load_corrections(file)
        tree = tomlkit.parse(file.read_text(encoding="utf-8"))
    else:
        tree = tomlkit.document()
        for line in _HEADER.splitlines():
            tree.add(tomlkit.comment(line))
        tree.add(tomlkit.nl())
    entries = tree.get("correction")
    if entries is None:
        entries = tomlkit.aot()
        tree.add("correction", entries)
    entries.append(_table(correction))
    text = tomlkit.dumps(tree)
    added = parse_corrections(text, str(file))[-1]
    _write(file, text)
    return added


def _table(correction: Correction) -> tomlkit.items.Table:
    values: dict[str, Any] = {
        "doc": correction.doc,
        "surface": correction.surface,
        "start": correction.start,
        "action": correction.action,
        correction.action: _inline(correction.fields) if correction.action != "reject" else None,
        "expect": _inline(correction.expect) if correction.expect else None,
        "reason": correction.reason,
        "who": correction.who,
        "when": correction.when,
    }
    table = tomlkit.table()
    # Set a second time, "action" keeps its place: an unknown action is told when the text is read back.
    for key, value in (values | {"action": correction.action}).items():
        if value is not None:
            table.add(key, value)
    return table


def _inline(fields: Any) -> tomlkit.items.InlineTable:
    table = tomlkit.inline_table()
    for key, value in fields.items():
        whole = isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE
        table.append(key, "" if value is None else int(value) if whole else value)
    return table


def _write(file: Path, text: str) -> None:
    """All or nothing: into a file beside it, which then takes its place."""
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
            if file.exists():
                Path(name).chmod(file.stat().st_mode)
            Path(name).replace(file)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CorrectionError(f"{file}: it cannot be written ({error.strerror}); check its folder") from error
