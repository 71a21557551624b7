"""JSON lines: one document a line, its text exactly as it stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from connectivity.documents.decoding import decode
from connectivity.documents.metadata import Metadata, metadata_of
from connectivity.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["JsonLine", "read_json_lines"]


class JsonLine(NamedTuple):
    """One line read: its number from 1, its document id if it names one, its metadata and its text."""

    number: int
    doc: str | None
    metadata: Metadata
    text: str


def read_json_lines(lines: Iterable[bytes]) -> Iterator[JsonLine | DocumentError]:
    r"""Each line as a document, or the error that says why it is none; blank lines are passed over.

    >>> for line in read_json_lines([b'{"doc": "a", "text": "Ten schools."}\n', b"[1]\n"]):
    ...     print(line if isinstance(line, DocumentError) else (line.doc, line.text))
    ('a', 'Ten schools.')
    line 2 is not a JSON object; write one {"text": ...} a line
    """
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            yield _line(number, raw)
        except DocumentError as error:
            yield error


def _line(number: int, raw: bytes) -> JsonLine:
    try:
        text = decode(raw.rstrip(b"\r\n"))
    except DocumentError as error:
        raise DocumentError(f"line {number}: {error}".replace(" (line 1)", " of the line")) from error
    fields = _fields(number, text)
    body = fields.get("text")
    if not isinstance(body, str) or not body.strip():
        raise DocumentError(f'line {number} has no text; give it a "text" with the whole document')
    doc = fields.get("doc")
    try:
        metadata = metadata_of(fields)
    except DocumentError as error:
        raise DocumentError(f"line {number}: {error}") from error
    return JsonLine(number, None if doc in (None, "") else str(doc), metadata, body)


def _fields(number: int, text: str) -> dict[str, Any]:
    try:
        fields = json.loads(text)
    except json.JSONDecodeError as error:
        raise DocumentError(
            f"line {number} is not JSON ({error.msg} at column {error.colno}); write one object a line"
        ) from error
    except (ValueError, RecursionError) as error:  # numbers too long, nesting too deep
        raise DocumentError(
            f"line {number} is not JSON that can be read; write one plain object a line"
        ) from error
    if not isinstance(fields, dict):
        raise DocumentError(f'line {number} is not a JSON object; write one {{"text": ...}} a line')
    return fields
