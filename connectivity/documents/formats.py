"""The one way from an input to its documents: find its format, hand it to the reader of that format."""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, cast

from connectivity.documents import decoding
from connectivity.documents.document import Refusal
from connectivity.documents.html import read_html
from connectivity.documents.inputs import LARGEST, read_whole, with_head
from connectivity.documents.jsonl import read_json_lines
from connectivity.documents.making import documents_of_page, make_document
from connectivity.documents.markdown import read_markdown
from connectivity.documents.media import HEAD, MediaType, by_content, by_extension, by_mark
from connectivity.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from connectivity.documents.document import Document
    from connectivity.documents.inputs import Input

__all__ = ["DEEPEST", "read_input"]

DEEPEST: Final = 3
"""How many archives may lie in each other."""

_EMPTY: Final = "it is empty; give a file with text"


def read_input(given: Input) -> Iterator[Document | Refusal]:
    """The documents of one input, lazily.

    Raises:
        DocumentError: It cannot be read, or not to its end; what was read before stands.
    """
    head = given.stream.read(HEAD)
    if not head.strip():
        raise DocumentError(_EMPTY)
    mark = by_mark(head)
    media = given.media if mark == "zip" and given.media == "docx" else mark or given.media
    stream = with_head(head, given.stream)
    if media is None:
        media, stream = _recognised(head, stream)
    yield from _read_media(media, replace(given, stream=stream, media=media))


def _recognised(head: bytes, stream: BinaryIO) -> tuple[MediaType, BinaryIO]:
    """The format that the content shows; of a long input its first whole lines decide."""
    if len(head) == HEAD and b"\n" not in head and head.lstrip().startswith(b'{"'):
        return "jsonl", stream
    cut = head[: head.rfind(b"\n") + 1] if len(head) == HEAD and b"\n" in head else head
    try:
        text = decoding.unify_newlines(decoding.decode_html(cut))
    except DocumentError:
        return "text", stream  # whose reader says what is wrong with it
    return by_content(text), stream


def _read_media(media: MediaType, given: Input) -> Iterator[Document | Refusal]:
    if media in ("zip", "gzip", "warc", "mail") and given.depth >= DEEPEST:
        raise DocumentError(f"it lies {given.depth} archives deep; unpack the outer ones and read it again")
    if media == "jsonl":
        yield from _read_json_lines(given)
    elif media == "gzip":
        yield from _read_gzip(given)
    elif media in ("text", "markdown", "html", "xml"):
        yield from _read_text(media, given)
    elif media == "pdf":
        from connectivity.documents.pdf import read_pdf  # noqa: PLC0415 - loads PDFium

        yield from read_pdf(given)
    elif media == "docx":
        from connectivity.documents.docx import read_docx  # noqa: PLC0415 - loads python-docx

        yield from read_docx(given)
    elif media == "mail":
        from connectivity.documents.mail import read_mail  # noqa: PLC0415 - rare

        yield from read_mail(given, read_input)
    elif media == "zip":
        from connectivity.documents.archives import read_zip  # noqa: PLC0415 - rare

        yield from read_zip(given, read_input)
    else:
        from connectivity.documents.warc import read_warc  # noqa: PLC0415 - loads warcio

        yield from read_warc(given, read_input)


def _read_gzip(given: Input) -> Iterator[Document | Refusal]:
    """The one file in a gzip stream, named by the name without .gz."""
    inner = PurePath(given.stem)
    media = by_extension(inner)
    stream = cast("BinaryIO", gzip.GzipFile(fileobj=given.stream))
    try:
        yield from read_input(
            replace(
                given,
                stem=inner.stem if media else given.stem,
                stream=stream,
                media=media,
                depth=given.depth + 1,
            )
        )
    except EOFError as error:
        raise DocumentError(
            "it is a gzip archive that ends too early; what stood before was read, fetch the file again"
        ) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise DocumentError("it is a damaged gzip archive; fetch the file again") from error


def _read_text(media: MediaType, given: Input) -> Iterator[Document | Refusal]:
    data = read_whole(given.stream)
    markup = media in ("html", "xml")
    decode = decoding.decode_html if markup else decoding.decode_any
    text = decoding.unify_newlines(decode(data, given.charset))
    if not text.strip():
        raise DocumentError(_EMPTY)
    if media == "xml":
        media = by_content(text)
        if media == "xml":
            from connectivity.documents.feeds import read_feed  # noqa: PLC0415 - loads feedparser

            yield from read_feed(data, given)
            return
    if media == "html":
        page = read_html(text, given.known.url)
        yield from documents_of_page(page.text, page.metadata, given, whole=page.one_article)
    elif media == "markdown":
        markdown = read_markdown(text)
        if not markdown.text.strip():
            raise DocumentError("it has no text after its front matter; write the text below the second ---")
        yield from documents_of_page(
            markdown.text,
            markdown.metadata,
            given,
            whole=markdown.has_front_matter,
            sections=markdown.sections,
        )
    else:
        _refuse_json(text)
        yield from documents_of_page(text, given.known, given)


def _refuse_json(text: str) -> None:
    """A JSON value that is not JSON lines is no prose."""
    if not text.lstrip().startswith(("{", "[")):
        return
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return
    raise DocumentError("it is JSON, not JSON lines; write one object with a text a line")


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    number = 0
    while line := stream.readline(LARGEST + 1):
        number += 1
        if len(line) > LARGEST:
            raise DocumentError(f"line {number} is larger than {LARGEST // 1024 // 1024} MB; split it")
        yield line


def _read_json_lines(given: Input) -> Iterator[Document | Refusal]:
    found = False
    for line in read_json_lines(_lines(given.stream)):
        found = True
        if isinstance(line, DocumentError):
            yield Refusal(given.source, str(line))
        else:
            yield make_document(line.doc or f"{given.stem}-{line.number}", line.text, line.metadata, given)
    if not found:
        raise DocumentError(_EMPTY)
