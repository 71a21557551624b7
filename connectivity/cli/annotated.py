"""Annotated documents and extracted figures from JSON lines, checked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from connectivity.errors import DocumentError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["load_annotated", "load_figures"]

_FIGURE_FIELDS = ("surface", "value", "unit", "indicator")


def load_annotated(path: Path, lang: str | None = None) -> list[dict[str, Any]]:
    """The annotated documents of a file, those of one language where asked.

    Raises:
        DocumentError: The file cannot be read, or a line is no annotated document.
    """
    documents = []
    for number, row in _objects(path):
        figures = row.get("figures")
        if not isinstance(row.get("doc"), str) or not isinstance(figures, list):
            raise DocumentError(
                f'{path}, line {number}: an annotated document has "doc" and a list "figures"'
            )
        for figure in figures:
            missing = [f for f in _FIGURE_FIELDS if not isinstance(figure, dict) or f not in figure]
            if missing:
                raise DocumentError(f"{path}, line {number}: a figure has no {missing[0]!r}; add it")
        if lang is None or row.get("lang") == lang:
            documents.append(row)
    if not documents:
        raise DocumentError(
            f"{path}: no annotated document{f' in {lang!r}' if lang else ''}; nothing to score"
        )
    return documents


def load_figures(path: Path) -> pl.DataFrame:
    """The extracted figures of a file, as `extract --format jsonl` writes them; other columns are left out.

    Raises:
        DocumentError: The file cannot be read, or a line is no figure.
    """
    import polars as pl

    from connectivity.extraction.figure import FIGURE_SCHEMA

    rows = []
    for number, row in _objects(path):
        if "doc" not in row:
            raise DocumentError(f'{path}, line {number}: a figure has "doc", the document that states it')
        rows.append({name: row.get(name) for name in FIGURE_SCHEMA} | {"doc": str(row["doc"])})
    try:
        return pl.DataFrame(rows, schema=FIGURE_SCHEMA)
    except (TypeError, pl.exceptions.PolarsError) as error:
        first = str(error).splitlines()[0]
        raise DocumentError(f"{path}: a field is not of its kind ({first}); mend it") from error


def _objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise DocumentError(f"{path}: it is not UTF-8 text; give JSON lines") from error
    except OSError as error:
        raise DocumentError(f"{path}: it cannot be read ({error.strerror}); check the path") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise DocumentError(f"{path}, line {number}: it is not JSON ({error}); mend it") from error
        if not isinstance(row, dict):
            raise DocumentError(f"{path}, line {number}: it is not a JSON object; give one object a line")
        yield number, row
