"""From bytes to text: UTF-8, what is declared or what the bytes show, or a sentence that says where not."""

from __future__ import annotations

import codecs
import re
from typing import Final

from connectivity.errors import DocumentError

__all__ = ["decode", "decode_any", "decode_html", "unify_newlines"]

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
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
)
_CHARSET: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_XML_ENCODING: Final = re.compile(rb"""<\?xml[^>]{0,100}?encoding=["']([A-Za-z0-9_.:-]{2,40})""")
_SHORTEST_GUESS: Final = 64  # bytes; less than a sentence or two fits every encoding
_GUESS_BYTES: Final = 64_000  # enough for a guess of the encoding, small enough to be quick
_COMMONEST: Final = "cp1252"  # of those that fit as well
_MOSTLY: Final = 0.3  # zeros among the high halves of UTF-16
_CANDIDATES: Final = [
    "utf_16_le", "utf_16_be", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1251", "koi8_r",
    "cp866", "cp1252", "cp1250", "cp1253", "cp1254", "cp1256",
]  # fmt: skip


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
    for mark, name in _MARKS:
        if data.startswith(mark):
            raise DocumentError(f"it is {name}, not UTF-8; convert it to UTF-8 and read again")
    _refuse_binary(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec counts from behind a byte order mark.
        at = error.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
        raise DocumentError(_not_utf8(data, at)) from error


def decode_any(data: bytes, declared: str | None = None) -> str:
    r"""The text of `data` in the encoding of its byte order mark, UTF-8, the declared or a recognised one.

    Text that is UTF-8 but for some bytes is not guessed at: it would be read as other letters.

    Args:
        data: The bytes.
        declared: The name of the encoding that a header or the markup gives.

    Raises:
        DocumentError: It is binary, or in no encoding that can be told.

    >>> decode_any("Сёла".encode("utf-16")), decode_any("Сёла".encode("koi8-r"), "koi8-r")
    ('Сёла', 'Сёла')
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked:
        try:
            return data.decode(marked)
        except UnicodeDecodeError as error:
            raise DocumentError(
                f"it is {marked} that breaks at byte {error.start}; save it anew as UTF-8"
            ) from error
    wide = _unmarked_utf16(data)
    if wide:
        return data.decode(wide, errors="replace")
    try:
        return decode(data)
    except DocumentError:
        text = _declared(data, declared) or _recognised(data)
        if text is None:
            raise
        return text


def decode_html(data: bytes, declared: str | None = None) -> str:
    """The text of markup: `decode_any` with the encoding that its own `meta` or XML declaration names.

    Markup that is UTF-8 but for some bytes is read with marks in their place, as browsers do.

    Raises:
        DocumentError: As `decode_any`.

    >>> decode_html('<meta charset="windows-1251"><p>Сёла'.encode("cp1251"))[-4:]
    'Сёла'
    """
    found = _CHARSET.search(data[:2048]) or _XML_ENCODING.match(data[:200])
    own = found[1].decode("ascii") if found else None
    try:
        return decode_any(data, declared or own)
    except DocumentError:
        text = _declared(data, own)
        if text is None and _mostly_utf8(data) and b"\0" not in data:
            text = data.decode("utf-8-sig", errors="replace")
        if text is None:
            raise
        return text


def unify_newlines(text: str) -> str:
    r"""The text with every line end as a single line feed.

    >>> unify_newlines("a\r\nb\rc\n")
    'a\nb\nc\n'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_binary(data: bytes) -> None:
    for mark, name in _KNOWN_BINARY:
        if data.startswith(mark):
            raise DocumentError(
                f"it is {name}, not text; save its text as .txt, .md, .html or .docx and read that"
            )
    zero = data.find(b"\0")
    if zero >= 0:
        raise DocumentError(
            f"it is binary (byte {zero} is zero), not text; give a text, Markdown, HTML or JSON lines file"
        )


def _not_utf8(data: bytes, at: int) -> str:
    line = data.count(b"\n", 0, at) + 1
    return f"it is not UTF-8 at byte {at} (line {line}); convert it to UTF-8 and read again"


def _declared(data: bytes, name: str | None) -> str | None:
    if name is None or b"\0" in data:
        return None
    name = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252"}.get(name.lower(), name)
    try:
        return data.decode(name)
    except (LookupError, UnicodeError):
        return None


def _recognised(data: bytes) -> str | None:
    if len(data) < _SHORTEST_GUESS or b"\0" in data or _mostly_utf8(data):
        return None
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, needed only here

    cut = data[:_GUESS_BYTES]
    found = from_bytes(cut[: cut.rfind(b"\n") + 1] or cut, cp_isolation=_CANDIDATES)
    best = found.best()
    if best is None:
        return None
    alike = {m.encoding for m in found if (m.chaos, m.coherence) == (best.chaos, best.coherence)}
    return _declared(data, _COMMONEST if _COMMONEST in alike else best.encoding)


def _mostly_utf8(data: bytes) -> bool:
    text = data[:_GUESS_BYTES].decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return sum(not character.isascii() for character in text) - broken > broken


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark, as the zeros of plain letters show it."""
    cut = data[:_GUESS_BYTES]
    if len(cut) < _SHORTEST_GUESS:
        return None
    even, odd = (cut[start::2].count(0) / (len(cut) // 2) for start in (0, 1))
    if odd > _MOSTLY and not even:
        return "utf-16-le"
    return "utf-16-be" if even > _MOSTLY and not odd else None
