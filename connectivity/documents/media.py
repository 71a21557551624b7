"""Which reader a file needs: by what its first bytes are, its extension, else its content."""

from __future__ import annotations

import json
import re
import zlib
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from pathlib import PurePath

__all__ = ["HEAD", "MediaType", "by_content", "by_extension", "by_mark", "by_mime"]

MediaType = Literal["text", "markdown", "html", "jsonl", "pdf", "docx", "xml", "mail", "zip", "gzip", "warc"]

HEAD: Final = 65_536
"""How many bytes of a file tell what it is."""

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
    ".pdf": "pdf",
    ".docx": "docx",
    ".xml": "xml",
    ".rss": "xml",
    ".atom": "xml",
    ".rdf": "xml",
    ".eml": "mail",
    ".zip": "zip",
    ".gz": "gzip",
    ".warc": "warc",
}
_MIMES: Final[dict[str, MediaType]] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/rss+xml": "xml",
    "application/atom+xml": "xml",
    "application/rdf+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "message/rfc822": "mail",
    "application/zip": "zip",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
}
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP: Final = b"\x1f\x8b"
_WARC: Final = (b"WARC/0.", b"WARC/1.")
_PDF_REACH: Final = 1024  # bytes of rubbish that may stand before the mark of a PDF
_HTML: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,1000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML: Final = re.compile(r"\s*<(?:\?xml\b|rss\b|feed\b|rdf:RDF\b)")
_FRONT_MATTER: Final = re.compile(r"---[ \t]*\n(?:[^\n]*\n){0,60}?---[ \t]*(?:\n|$)")
_MAIL_FIELD: Final = re.compile(
    r"(?:Return-Path|Received|Message-ID|Delivered-To|MIME-Version|From|To|Subject|Date|Reply-To|Sender|"
    r"Content-Type|DKIM-Signature|X-[\w-]{1,40}|Authentication-Results|Cc|List-[\w-]{1,40}|"
    r"Content-Transfer-Encoding|ARC-[\w-]{1,40})\s?:\s",
    re.IGNORECASE,
)
_MAIL_FIELDS: Final = 3  # a letter has a line or two that look like fields


def by_extension(path: PurePath) -> MediaType | None:
    """The media type that the extension names, or None.

    >>> from pathlib import PurePath
    >>> by_extension(PurePath("a/Report.HTM")), by_extension(PurePath("a/report"))
    ('html', None)
    """
    return _EXTENSIONS.get(path.suffix.lower())


def by_mime(mime: str) -> MediaType | None:
    """The media type that a header names, or None.

    >>> by_mime("text/HTML; charset=utf-8"), by_mime("image/png")
    ('html', None)
    """
    return _MIMES.get(mime.partition(";")[0].strip().lower())


def by_mark(head: bytes) -> MediaType | None:
    """The media type that the first bytes leave no doubt of, whatever the file is called.

    >>> by_mark(b"%PDF-1.7"), by_mark(b"Ten schools.")
    ('pdf', None)
    """
    if head.startswith(_ZIP):
        return "zip"
    if head.startswith(_WARC):
        return "warc"
    if head.startswith(_GZIP):
        return "warc" if _inflated(head).startswith(_WARC) else "gzip"
    return "pdf" if b"%PDF-" in head[:_PDF_REACH] else None


def _inflated(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, len(_WARC[0]))
    except zlib.error:
        return b""


def by_content(text: str) -> MediaType:
    r"""The media type that the content shows; "text" when it shows none.

    >>> by_content('{"text": "Ten"}\n'), by_content("<!doctype html><p>Ten"), by_content("Ten schools.")
    ('jsonl', 'html', 'text')
    >>> by_content("---\ntitle: Schools\n---\nTen schools."), by_content("<rss><channel/></rss>")
    ('markdown', 'xml')
    >>> by_content("From: a@example.org\nSubject: Schools\nDate: 18 Jun 2024\n\nTen schools.")
    'mail'
    """
    if _HTML.match(text):
        return "html"
    if _XML.match(text):
        return "xml"
    if _FRONT_MATTER.match(text):
        return "markdown"
    if _is_mail(text):
        return "mail"
    return "jsonl" if _all_objects(text) else "text"


def _is_mail(text: str) -> bool:
    """Whether the lines up to the first blank one are the fields of a mail."""
    fields = 0
    for line in text[:HEAD].split("\n"):
        if not line.strip():
            return fields >= _MAIL_FIELDS
        if _MAIL_FIELD.match(line):
            fields += 1
        elif not (fields and line[0] in " \t") and not re.match(r"[\w-]{1,60}:", line):
            return False
    return False


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
