"""One input on its way to a reader: a stream with its name, its type and what is known beside it."""

from __future__ import annotations

import io
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from connectivity.documents.metadata import Metadata
from connectivity.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from connectivity.documents.media import MediaType

__all__ = ["LARGEST", "Input", "read_whole", "seekable", "with_head"]

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of one text, page or mail; what is larger is archives and lists of documents, which are streamed."""

_CHUNK: Final = 1024 * 1024  # bytes
_LARGEST_COPY: Final = 1024 * 1024 * 1024  # bytes
_QUICK: Final = (io.BufferedReader, io.BytesIO, tempfile.SpooledTemporaryFile)
_IN_MEMORY: Final = 8 * 1024 * 1024  # bytes of a stream kept before it goes to a temporary file


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """An input to read.

    Attributes:
        source: Its name for people: the path as given, "-", or `archive.zip!name`.
        stem: What its documents are named after.
        stream: Its bytes, from where they are.
        media: Its type as the name or a header gives it, or None.
        charset: The encoding that a header gives, or None.
        known: What is known beside the content, which fills what the content leaves open.
        depth: In how many archives it lies.
    """

    source: str
    stem: str
    stream: BinaryIO
    media: MediaType | None = None
    charset: str | None = None
    known: Metadata = field(default_factory=Metadata)
    depth: int = 0


def read_whole(stream: BinaryIO, largest: int = LARGEST) -> bytes:
    """All bytes that are left of a stream.

    Raises:
        DocumentError: There are more than `largest`.

    >>> read_whole(io.BytesIO(b"Ten schools."))
    b'Ten schools.'
    """
    data = stream.read(largest + 1)
    if len(data) > largest:
        raise DocumentError(
            f"it is larger than {largest // 1024 // 1024} MB, which is no single document; split it, "
            "or write it as JSON lines"
        )
    return data


def with_head(head: bytes, rest: BinaryIO) -> BinaryIO:
    """The stream from where it was before its `head` was read.

    >>> stream = io.BytesIO(b"Ten schools.")
    >>> with_head(stream.read(4), stream).read()
    b'Ten schools.'
    """
    if rest.seekable():
        rest.seek(-len(head), io.SEEK_CUR)
        return rest
    return cast("BinaryIO", io.BufferedReader(_Joined(head, rest)))


@contextmanager
def seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The stream itself, or a copy in memory or in a temporary file that can be read in any order quickly.

    Raises:
        DocumentError: It is too large for a copy.
    """
    if isinstance(stream, _QUICK) and stream.seekable():
        yield cast("BinaryIO", stream)
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        copied = 0
        while chunk := stream.read(_CHUNK):
            copied += len(chunk)
            if copied > _LARGEST_COPY:
                raise DocumentError(
                    f"it unpacks to more than {_LARGEST_COPY // 1024**3} GB; unpack it yourself"
                )
            copy.write(chunk)
        copy.seek(0)
        yield cast("BinaryIO", copy)


class _Joined(io.RawIOBase):
    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._head:
            size = min(len(buffer), len(self._head))
            buffer[:size] = self._head[:size]
            self._head = self._head[size:]
            return size
        data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
