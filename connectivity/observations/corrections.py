"""Corrections files: what analysts corrected, as TOML text beside the documents."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from connectivity.errors import CorrectionError
from connectivity.extraction.figure import FIGURE_SCHEMA
from connectivity.extraction.periods import first_day, last_day

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Mapping

__all__ = ["ACTIONS", "FIELDS", "Correction", "load_corrections"]

ACTIONS: Final = ("reject", "set", "add")

# What a correction may set or expect; the place of a figure is not its to change.
FIELDS: Final = (
    "value",
    "value_upper",
    "low",
    "high",
    "unit",
    "bound",
    "indicator",
    "technology",
    "aspect",
    "status",
    "place",
    "group",
    "period",
    "base_period",
    "of",
)
_NEEDED: Final = ("value", "unit", "indicator")  # of an added figure
_NULLABLE: Final = (
    "value_upper",
    "low",
    "high",
    "technology",
    "place",
    "group",
    "period",
    "base_period",
    "of",
)
_WORDS: Final = {
    "bound": ("exact", "about", "over", "under", "at_least", "up_to"),
    "aspect": ("total", "connected", "unconnected", "added", "change"),
    "status": ("actual", "target", "estimate"),
}
_KEYS: Final = ("doc", "surface", "start", "action", "set", "add", "expect", "reason", "who", "when")
_HEADER: Final = re.compile(r"^[ \t]*\[\[[ \t]*correction[ \t]*\]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One entry of a corrections file.

    Attributes:
        doc: Id of the document.
        surface: The number as the document writes it.
        action: "reject" (not a figure), "set" (fields are wrong) or "add" (extraction missed it).
        reason: Why; never empty.
        start: Offset of the number, needed only where its surface occurs more than once.
        fields: For set and add: names of figure columns with their values; "" is null.
        expect: Extracted values that the correction was made for; when extraction gives others, the entry is
            stale and not applied.
        who: Who made it.
        when: When it was made, ISO 8601.
        file: The file it is from.
        entry: Its number in the file, from 1.
    """

    doc: str
    surface: str
    action: str
    reason: str
    start: int | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    expect: Mapping[str, Any] = field(default_factory=dict)
    who: str | None = None
    when: str | None = None
    file: str | None = None
    entry: int = 1

    def __str__(self) -> str:
        where = f"{self.file or 'corrections'}, entry {self.entry}"
        return f"{where}: {self.action} {self.surface!r} of {self.doc!r}"


def load_corrections(path: str | os.PathLike[str]) -> tuple[Correction, ...]:
    """Reads a corrections file.

    The file holds tables `[[correction]]` with the keys doc, surface, start (optional), action, set or add
    (the fields), expect, reason, who and when.

    Raises:
        CorrectionError: The file is missing or not TOML, or an entry has an unknown key or field, a wrong
            value, a bad action or no reason; the sentence names file, entry and line.
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CorrectionError(f"{file}: it is not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise CorrectionError(f"{file}: it cannot be read ({error.strerror}); check the path") from error
    return parse_corrections(text, str(file))


def parse_corrections(text: str, name: str) -> tuple[Correction, ...]:
    r"""As `load_corrections`, of a text; `name` is what errors call it.

    >>> entry = '[[correction]]\ndoc = "a"\nsurface = "10"\naction = "reject"\nreason = "a road"'
    >>> print(parse_corrections(entry, "corrections.toml")[0])
    corrections.toml, entry 1: reject '10' of 'a'
    """
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CorrectionError(f"{name}: it is not TOML ({error}); mend that place") from error
    for key in tree:
        if key != "correction":
            raise CorrectionError(f"{name}: {key!r} is not known; each entry begins with [[correction]]")
    entries = tree.get("correction", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CorrectionError(
            f"{name}: correction is not a list of tables; begin each entry with [[correction]]"
        )
    lines = [text.count("\n", 0, found.start()) + 1 for found in _HEADER.finditer(text)]
    corrections = []
    for number, entry in enumerate(entries, start=1):
        line = f" (line {lines[number - 1]})" if len(lines) == len(entries) else ""
        corrections.append(_correction(entry, name, number, f"{name}, entry {number}{line}"))
    return tuple(corrections)


def _correction(entry: dict[str, Any], name: str, number: int, where: str) -> Correction:
    _known(entry, _KEYS, "key", where)
    for key in ("doc", "surface", "action", "reason"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise CorrectionError(f'{where}: it has no {key}; add {key} = "..."')
    action = entry["action"]
    _known([action], ACTIONS, "action", where)
    for key in ("set", "add"):
        if (key in entry) != (key == action):
            what = (
                f"give the fields as {key} = {{...}}"
                if key == action
                else f"remove {key} or change the action"
            )
            raise CorrectionError(f"{where}: action {action!r} and {key!r} do not fit; {what}")
    start, when, who = entry.get("start"), entry.get("when"), entry.get("who")
    _plain(start, when, who, where)
    fields = _fields(entry.get(action, {}), f"{where}, {action}")
    missing = [key for key in _NEEDED if key not in fields] if action == "add" else []
    if missing or (action == "set" and not fields):
        what = f"an added figure needs {missing[0]}" if missing else "it sets nothing"
        raise CorrectionError(f"{where}: {what}; name it in {action} = {{...}}")
    return Correction(
        doc=entry["doc"],
        surface=entry["surface"],
        action=action,
        reason=entry["reason"],
        start=start,
        fields=fields,
        expect=_fields(entry.get("expect", {}), f"{where}, expect"),
        who=None if who is None else str(who),
        when=when.isoformat() if isinstance(when, date) else when,
        file=name,
        entry=number,
    )


def _plain(start: Any, when: Any, who: Any, where: str) -> None:
    if start is not None and (not isinstance(start, int) or isinstance(start, bool) or start < 0):
        raise CorrectionError(f"{where}: start is {start!r}; give the offset of the number as a whole number")
    for key, text in (("who", who), ("when", when)):
        if text is not None and not isinstance(text, (str, date)):
            raise CorrectionError(f"{where}: {key} is {text!r}; write it as text in quotes")


def _fields(given: Any, where: str) -> dict[str, Any]:
    """Checked fields: numbers as floats, "" as None."""
    if not isinstance(given, dict):
        raise CorrectionError(f"{where}: it is not a table of fields; write {{ value = 10 }}")
    _known(given, FIELDS, "field", where)
    return {key: _value(key, value, f"{where}: {key}") for key, value in given.items()}


def _value(key: str, value: Any, where: str) -> float | str | None:
    if value == "" and key in _NULLABLE:
        return None
    if FIGURE_SCHEMA[key] == pl.Float64:
        if isinstance(value, bool) or not isinstance(value, int | float) or value - value != 0:
            raise CorrectionError(f"{where} is {value!r}; give a number")
        return float(value)
    if not isinstance(value, str) or not value.strip():
        raise CorrectionError(f"{where} is {value!r}; give it as text in quotes")
    if key in _WORDS:
        _known([value], _WORDS[key], key, where)
    if key in ("period", "base_period"):
        try:
            if first_day(value) > last_day(value):
                raise CorrectionError(f"{where} {value!r} ends before it begins; exchange its ends")
        except ValueError as error:
            raise CorrectionError(
                f"{where} {value!r} is no period; write 2024, 2024-06 or 2024-01/2024-11"
            ) from error
    return value


def _known(given: Collection[str], known: Collection[str], what: str, where: str) -> None:
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            mend = f"did you mean {near[0]!r}?" if near else f"use one of {', '.join(known)}"
            raise CorrectionError(f"{where}: unknown {what} {name!r}; {mend}")
