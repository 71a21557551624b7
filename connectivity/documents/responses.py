"""The answer of a web server as an archive keeps it: status, fields and content, unpacked."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, parse_headers
from typing import Final

from connectivity.errors import DocumentError

__all__ = ["Content", "block_content"]

_OK: Final = range(200, 300)
_PACKED: Final = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_PLAIN: Final = ("", "identity", "utf-8", "none")


@dataclass(frozen=True, slots=True)
class Content:
    """What a record of an archive holds.

    Attributes:
        kind: Its media type, in lower case.
        charset: The encoding that its header names, or None.
        language: The language that its header names, or "".
        passed_over: Why it is no page, such as a redirection, or "".
        packing: How it is packed: "gzip", "br" ..., or "".
        chunked: Whether it is in chunks.
        data: Its bytes.
    """

    kind: str
    charset: str | None
    language: str
    passed_over: str
    packing: str
    chunked: bool
    data: bytes

    def unpacked(self, largest: int) -> bytes:
        """The bytes as the server meant them.

        Raises:
            DocumentError: They are damaged, packed in an unknown way, or more than `largest`.
        """
        data = _joined(self.data) if self.chunked else self.data
        if self.packing in _PLAIN:
            return data
        if self.packing not in _PACKED:
            raise DocumentError(f"it is packed as {self.packing[:20]!r}, not known here; save it plain")
        for bits in (_PACKED[self.packing], -15):  # servers send deflate with and without its head
            unpacker = zlib.decompressobj(bits)
            try:
                out = unpacker.decompress(data, largest + 1)
            except zlib.error:
                continue
            if len(out) > largest:
                raise DocumentError(f"it unpacks to more than {largest // 1024 // 1024} MB")
            if unpacker.eof:
                return out
        if data.lstrip()[:1] == b"<":  # crawlers unpack pages and leave the field
            return data
        raise DocumentError("its packing is damaged; fetch the page again")


def block_content(block: bytes, named: str) -> Content:
    r"""The content of a record: of an HTTP answer what follows its fields, else all of it.

    Args:
        block: The record's block.
        named: The type that the record's header gives.

    >>> content = block_content(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Ten", "")
    >>> content.kind, content.data
    ('text/html', b'<p>Ten')
    """
    if not block.startswith(b"HTTP/"):
        fields = Message()
        fields["Content-Type"] = " ".join(named.split()) or "application/octet-stream"
        return Content(_kind(fields), _charset(fields), "", "", "", chunked=False, data=block)
    stream = io.BytesIO(block)
    status = stream.readline(65_536).split()
    try:
        fields = parse_headers(stream)
    except (HTTPException, ValueError):
        return Content("", None, "", "an answer with damaged fields", "", chunked=False, data=b"")
    code = int(status[1]) if len(status) > 1 and status[1].isdigit() and len(status[1]) == 3 else 200  # noqa: PLR2004 - digits of a status
    return Content(
        kind=_kind(fields) if fields.get("Content-Type") else "",
        charset=_charset(fields),
        language=str(fields.get("Content-Language") or ""),
        passed_over="" if code in _OK else f"an answer of status {code}",
        packing=str(fields.get("Content-Encoding") or "").strip().lower(),
        chunked="chunked" in str(fields.get("Transfer-Encoding") or "").lower(),
        data=stream.read(),
    )


def _kind(fields: Message) -> str:
    return str(fields.get("Content-Type") or "").partition(";")[0].strip().lower()


def _charset(fields: Message) -> str | None:
    try:
        return fields.get_content_charset()
    except (LookupError, ValueError, TypeError):
        return None


def _joined(data: bytes) -> bytes:
    """Chunks joined; bytes that are in no chunks although a field says so stay as they are."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = data.find(b"\r\n", at, at + 64)
        size = data[at:end].partition(b";")[0].strip() if end >= 0 else b""
        try:
            length = int(size, 16)
        except ValueError:
            return b"".join(parts) if parts else data
        if length <= 0 or length > len(data):
            return b"".join(parts)
        parts.append(data[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
