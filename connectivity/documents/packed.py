"""A stream of gzip members or plain bytes that ends where it breaks: nothing that stood before is lost."""

from __future__ import annotations

import io
import zlib
from typing import Any, BinaryIO, Final

__all__ = ["Unpacked"]

_CHUNK: Final = 65_536  # bytes
_GZIP: Final = b"\x1f\x8b"
_TAIL: Final = 4  # bytes kept of the end


class Unpacked(io.RawIOBase):
    """The bytes of a stream, unpacked where they are gzip; the end of what can be unpacked is the end.

    Attributes:
        broken: Whether it ended inside a gzip member or in what is none.
        tail: The last bytes given out.

    >>> import gzip
    >>> stream = Unpacked(io.BytesIO(gzip.compress(b"Ten ") + gzip.compress(b"schools.")[:-3]))
    >>> stream.readall(), stream.broken
    (b'Ten schools.', True)
    """

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._held = packed.read(_CHUNK)
        self._plain = not self._held.startswith(_GZIP)
        self._member = zlib.decompressobj(wbits=31)
        self._ended = True  # between members
        self.broken = False
        self.tail = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as the next bytes go, and say how far that is."""
        view = memoryview(buffer).cast("B")
        data = self._next(len(view)) if len(view) else b""
        view[: len(data)] = data
        if data:
            self.tail = (self.tail + data[-_TAIL:])[-_TAIL:]
        return len(data)

    def _next(self, size: int) -> bytes:
        while not self.broken:
            if not self._held:
                self._held = self._packed.read(_CHUNK)
            if self._plain:
                data, self._held = self._held[:size], self._held[size:]
                return data
            if not self._held:
                self.broken = not self._ended
                return b""
            data = self._unpack(size)
            if data:
                return data
        return b""

    def _unpack(self, size: int) -> bytes:
        if self._ended:
            self._held = self._held.lstrip(b"\0")  # padding between members is allowed
            if not self._held:
                return b""
            self._member, self._ended = zlib.decompressobj(wbits=31), False
        try:
            data = self._member.decompress(self._held, size)
        except zlib.error:
            self.broken = True
            return b""
        self._ended = self._member.eof
        self._held = self._member.unused_data if self._ended else self._member.unconsumed_tail
        return data
