"""WARC: the pages that a crawl fetched, one record after another, by warcio."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from connectivity.documents.archived import host_of, original_address
from connectivity.documents.document import Document, Refusal
from connectivity.documents.media import by_mark, by_mime
from connectivity.documents.metadata import Metadata, language_or_none
from connectivity.documents.packed import Unpacked
from connectivity.documents.responses import block_content
from connectivity.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from connectivity.documents.inputs import Input

__all__ = ["read_warc"]

_TOLD: Final = ("response", "resource", "conversion")
_CHUNK: Final = 1024 * 1024  # bytes
_LARGEST: Final = 32 * 1024 * 1024  # bytes of one record, unpacked
_UNNAMED: Final = ("", "application/octet-stream", "binary/octet-stream", "application/download")


def read_warc(
    given: Input, read: Callable[[Input], Iterator[Document | Refusal]]
) -> Iterator[Document | Refusal]:
    """The documents of the records that are pages, PDFs, texts or feeds; others are passed over.

    A record's date says when it was fetched, not when it was published.

    Args:
        given: The archive, packed or not.
        read: Reads the content of a record.

    Raises:
        DocumentError: It is cut off or damaged; the records before stand.
    """
    stream = Unpacked(given.stream)
    number, whole = 0, True
    try:
        for record in _records(stream):
            told = record.rec_type in _TOLD
            number += told
            block = record.raw_stream.read(_LARGEST + 1) if told else b""
            while not told and record.raw_stream.read(_CHUNK):
                pass
            whole = len(block) > _LARGEST or not getattr(record.raw_stream, "limit", 1)
            if told and whole:
                yield from _read_record(record.rec_headers, block, number, given, read)
    except _Damaged:
        whole = False
    if not whole or stream.broken or not stream.tail.endswith((b"\n\n", b"\r\n\r\n")):
        where = f"at record {number}" if number else "at its start"
        raise DocumentError(
            f"it is a WARC archive that is cut off or damaged {where}; what stood before was read, "
            "fetch the rest again"
        )
    if number == 0:
        raise DocumentError("it is a WARC archive without pages; give one with responses")


class _Damaged(Exception):  # noqa: N818 - never leaves this module
    """The archive cannot be followed any further."""


def _records(stream: Unpacked) -> Iterator[Any]:
    """The records, their content not read."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # noqa: PLC0415 - needed for WARC only
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]  # noqa: PLC0415 - likewise

    class Records(ArchiveIterator):  # type: ignore[misc]  # the base has no types
        INC_RECORD = ""  # the library's own words for stderr

    records = Records(stream, no_record_parse=True)
    try:
        yield from records
    except (ArchiveLoadFailed, ValueError, AttributeError, TypeError, LookupError) as error:
        raise _Damaged from error
    if records.err_count:
        raise _Damaged


def _read_record(
    headers: Any,
    block: bytes,
    number: int,
    given: Input,
    read: Callable[[Input], Iterator[Document | Refusal]],
) -> Iterator[Document | Refusal]:
    url = original_address((headers.get_header("WARC-Target-URI") or "").strip("<> ") or None)
    place = f"record {number} ({url})" if url else f"record {number}"
    content = block_content(block, headers.get_header("Content-Type") or "")
    media = by_mime(content.kind)
    if content.passed_over or (media is None and content.kind not in _UNNAMED):
        why = content.passed_over or content.kind[:60]
        yield Refusal(given.source, f"{place} is {why}", passed_over=True)
        return
    if len(block) > _LARGEST:
        yield Refusal(given.source, f"{place}: it is larger than {_LARGEST // 1024 // 1024} MB")
        return
    try:
        data = content.unpacked(_LARGEST)
    except DocumentError as error:
        yield Refusal(given.source, f"{place}: {error}")
        return
    if media is None and by_mark(data) != "pdf":
        yield Refusal(given.source, f"{place} is of no named type", passed_over=True)
        return
    inner = replace(
        given,
        stem=f"{given.stem.removesuffix('.warc')}-{number}",
        stream=io.BytesIO(data),
        media=media,
        charset=content.charset,
        known=Metadata(url=url, publisher=host_of(url), lang=language_or_none(content.language)).over(
            given.known
        ),
        depth=given.depth + 1,
    )
    yield from _located(inner, place, read)


def _located(
    content: Input, place: str, read: Callable[[Input], Iterator[Document | Refusal]]
) -> Iterator[Document | Refusal]:
    try:
        for item in read(content):
            if isinstance(item, Refusal):
                yield replace(item, reason=f"{place}: {item.reason}")
            else:
                yield item
    except DocumentError as error:
        yield Refusal(content.source, f"{place}: {error}")
