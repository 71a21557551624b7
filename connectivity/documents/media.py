"""Which reader a file needs: by its extension, else by its content."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from pathlib import PurePath

__all__ = ["MediaType", "by_content", "by_extension"]

MediaType = Literal["text", "markdown", "html", "jsonl"]

_EXTENSIONS: Final[dict[str, MediaType]] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_HTML: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,1000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRONT_MATTER: Final = re.compile(r"---[ \t]*\n(?:[^\n]*\n){0,60}?---[ \t]*(?:\n|$)")


def by_extension(path: PurePath) -> MediaType | None:
    """The media type that the extension names, or None.

    >>> from pathlib import PurePath
    >>> by_extension(PurePath("a/Report.HTM")), by_extension(PurePath("a/report"))
    ('html', None)
    """
    return _EXTENSIONS.get(path.suffix.lower())


def by_content(text: str) -> MediaType:
    r"""The media type that the content shows; "text" when it shows none.

    >>> by_content('{"text": "Ten"}\n'), by_content("<!doctype html><p>Ten"), by_content("Ten schools.")
    ('jsonl', 'html', 'text')
    >>> by_content("---\ntitle: Schools\n---\nTen schools.")
    'markdown'
    """
    if _HTML.match(text):
        return "html"
    if _FRONT_MATTER.match(text):
        return "markdown"
    return "jsonl" if _all_objects(text) else "text"


def _all_objects(text: str) -> bool:
    found = False
    for line in text.split("\n"):
        if not line.strip():
            continue
        if not line.lstrip().startswith("{"):
            return False
        try:
            if not isinstance(json.loads(line), dict):
                return False
        except (ValueError, RecursionError):
            return False
        found = True
    return found
