"""Mail: the best text of a message, its subject, date and sender, and its attachments as inputs."""

from __future__ import annotations

import email
import email.policy
import io
import re
from dataclasses import replace
from email.utils import parseaddr
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from connectivity.documents.decoding import decode_any, unify_newlines
from connectivity.documents.document import Document, Refusal
from connectivity.documents.html import fragment_text, read_html
from connectivity.documents.inputs import read_whole
from connectivity.documents.making import make_document
from connectivity.documents.media import by_extension, by_mime
from connectivity.documents.metadata import Metadata, date_or_none, language_or_none, one_line
from connectivity.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from connectivity.documents.inputs import Input

__all__ = ["read_mail"]

# What the parser of the standard library raises on headers and bodies that no rule foresees.
_MALFORMED: Final = (
    ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, NotImplementedError,
)  # fmt: skip
_QUOTED: Final = re.compile(r"^>.*\n?", re.MULTILINE)
_WRAPPED: Final = re.compile(r"(?<=\S)[ \t]*\n(?=[^\s\-*•>|])")
_SHORT_LINE: Final = 55  # characters; a line that ends earlier ends on purpose
_SAVED_PAGE: Final = "snapshot-content-location"


def read_mail(
    given: Input, read: Callable[[Input], Iterator[Document | Refusal]]
) -> Iterator[Document | Refusal]:
    """The message as a document, then the documents attached to it.

    Args:
        given: The message.
        read: Reads an attachment.

    Raises:
        DocumentError: Neither text nor attachment of it can be read.
    """
    try:
        message = email.message_from_bytes(read_whole(given.stream), policy=email.policy.default)
        known = _metadata(message)
        body = _body(message, known)
        parts = [part for part in message.walk() if _is_attachment(part)]
    except _MALFORMED as error:
        raise DocumentError("it is no mail that can be read; save the message anew as .eml") from error
    if not body and not parts:
        raise DocumentError("it is a mail without text; give one with a text, or its attachments")
    if body:
        titled = not known.title or body.split("\n", 1)[0].strip() == known.title
        yield make_document(given.stem, body if titled else f"{known.title}\n\n{body}", known, given)
    for number, part in enumerate(parts, 1):
        yield from _read_attachment(part, number, given, known, read)


def _metadata(message: Any) -> Metadata:
    name, address = parseaddr(_header(message, "from"))
    page = _header(message, _SAVED_PAGE)
    return Metadata(
        title=one_line(_header(message, "subject")),
        published=None if page else date_or_none(_header(message, "date")),
        publisher=None if page else one_line(name) or one_line(address.rpartition("@")[2]),
        url=one_line(page) or one_line(_header(message, "archived-at").strip("<>")),
        lang=language_or_none(_header(message, "content-language")),
    )


def _header(message: Any, name: str) -> str:
    try:
        return str(message.get(name) or "")
    except _MALFORMED:
        return ""


def _body(message: Any, known: Metadata) -> str:
    """The plain text when it says as much as the HTML does, else the HTML, which has its tables."""
    plain, html = (_content(message.get_body((kind,))) for kind in ("plain", "html"))
    if _header(message, _SAVED_PAGE) and html:
        return read_html(html, known.url).text
    rich = fragment_text(html) if html else ""
    simple = _unwrapped(_QUOTED.sub("", unify_newlines(plain))).strip()
    return rich if "<table" in html.lower() or len(simple) * 2 < len(rich) else simple


def _content(part: Any) -> str:
    if part is None or part.is_multipart():
        return ""
    data = part.get_payload(decode=True) or b""
    try:
        return decode_any(data, part.get_content_charset()) if data.strip() else ""
    except DocumentError:
        return str(data.decode("utf-8", errors="replace")).replace("\0", "")


def _unwrapped(text: str) -> str:
    """Lines that the mail program broke are joined again; short ones end on purpose."""
    out, last = [], 0
    for found in _WRAPPED.finditer(text):
        start = text.rfind("\n", 0, found.start()) + 1
        if found.start() - start >= _SHORT_LINE:
            out += [text[last : found.start()], " "]
            last = found.end()
    return "".join([*out, text[last:]])


def _is_attachment(part: Any) -> bool:
    return not part.is_multipart() and part.get_content_disposition() == "attachment"


def _read_attachment(
    part: Any,
    number: int,
    given: Input,
    known: Metadata,
    read: Callable[[Input], Iterator[Document | Refusal]],
) -> Iterator[Document | Refusal]:
    try:
        name = " ".join(str(part.get_filename() or f"attachment-{number}").split())
        mime, data = part.get_content_type(), part.get_payload(decode=True) or b""
        charset = part.get_content_charset()
    except _MALFORMED:
        name, mime, data, charset = f"attachment-{number}", "", b"", None
    path = PurePath(name.replace("\0", ""))
    source, media = f"{given.source}!{path.name or number}", by_extension(path) or by_mime(mime)
    if media is None:
        yield Refusal(source, "it is of no format that is read", passed_over=True)
        return
    attached = replace(
        given,
        source=source,
        stem=path.stem or f"attachment-{number}",
        stream=io.BytesIO(data),
        media=media,
        charset=charset,
        known=Metadata(published=known.published, publisher=known.publisher).over(given.known),
        depth=given.depth + 1,
    )
    try:
        yield from read(attached)
    except DocumentError as error:
        yield Refusal(source, str(error))
