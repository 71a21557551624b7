"""From bytes to text: UTF-8 or a sentence that says where it is not."""

from __future__ import annotations

import codecs
import re
from typing import Final

from connectivity.errors import DocumentError

__all__ = ["decode", "decode_html", "unify_newlines"]

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),  # before UTF-16, whose mark begins alike
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_KNOWN_BINARY: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
)
_CHARSET: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_GUESS_BYTES: Final = 64_000  # enough for a guess of the encoding, small enough to be quick


def decode(data: bytes) -> str:
    r"""The text of `data`, which must be UTF-8; a byte order mark is dropped.

    Raises:
        DocumentError: It is binary, in another encoding, or broken at a byte, which is named.

    >>> decode(b"\xef\xbb\xbf2,606 villages")
    '2,606 villages'
    >>> decode(b"12 km\ncaf\xe9")
    Traceback (most recent call last):
    connectivity.errors.DocumentError: it is not UTF-8 at byte 9 (line 2); convert it to UTF-8 and read again
    """
    _refuse_binary(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec counts from behind a byte order mark.
        at = error.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
        raise DocumentError(_not_utf8(data, at)) from error


def decode_html(data: bytes) -> str:
    """The text of an HTML page: UTF-8, else the encoding that its `meta` element declares.

    Raises:
        DocumentError: As `decode`.

    >>> decode_html('<meta charset="windows-1251"><p>Сёла'.encode("cp1251"))[-4:]
    'Сёла'
    """
    try:
        return decode(data)
    except DocumentError:
        declared = _CHARSET.search(data[:2048])
        if not declared:
            raise
        try:
            return data.decode(declared.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
        raise


def unify_newlines(text: str) -> str:
    r"""The text with every line end as a single line feed.

    >>> unify_newlines("a\r\nb\rc\n")
    'a\nb\nc\n'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_binary(data: bytes) -> None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            raise DocumentError(f"it is {name}, not UTF-8; convert it to UTF-8 and read again")
    for mark, name in _KNOWN_BINARY:
        if data.startswith(mark):
            raise DocumentError(f"it is {name}, not text; save its text as .txt, .md or .html and read that")
    zero = data.find(b"\0")
    if zero >= 0:
        raise DocumentError(
            f"it is binary (byte {zero} is zero), not text; give a text, Markdown, HTML or JSON lines file"
        )


def _not_utf8(data: bytes, at: int) -> str:
    line = data.count(b"\n", 0, at) + 1
    guess = _guess(data)
    looks = f" (it looks like {guess})" if guess else ""
    return f"it is not UTF-8 at byte {at} (line {line}); convert it to UTF-8{looks} and read again"


def _guess(data: bytes) -> str | None:
    if len(data) < 64:  # noqa: PLR2004 - less than a sentence or two fits every encoding
        return None
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, needed only here

    best = from_bytes(data[:_GUESS_BYTES]).best()
    return best.encoding if best and best.encoding not in ("utf_8", "ascii") else None
