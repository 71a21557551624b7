"""RSS and Atom: each entry is a document, by feedparser."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from connectivity.documents.document import Refusal
from connectivity.documents.html import fragment_text
from connectivity.documents.making import make_document
from connectivity.documents.metadata import Metadata, date_or_none, language_or_none, one_line
from connectivity.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from connectivity.documents.document import Document
    from connectivity.documents.inputs import Input

__all__ = ["read_feed"]

_SLUG: Final = re.compile(r"[^\w.-]+")
_LONGEST_SLUG: Final = 60  # characters
_PLAIN: Final = ("text/plain",)


def read_feed(data: bytes, given: Input) -> Iterator[Document | Refusal]:
    """The entries of a feed; their ids follow from their addresses, since entries move down and out of feeds.

    Raises:
        DocumentError: It is no feed, or has no entry that can be read.
    """
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415 - needed for feeds only

    headers = {"content-type": f"application/xml; charset={given.charset}"} if given.charset else None
    feed = feedparser.parse(data, response_headers=headers, sanitize_html=False)
    broken = _broken(feed)
    if not feed.entries:
        if broken:
            raise DocumentError(broken)
        if not feed.get("version"):
            raise DocumentError(
                "it is XML, but neither RSS nor Atom nor XHTML; save it as one of them or as text"
            )
        raise DocumentError("it is a feed without entries; fetch it again")
    known = _feed_metadata(feed.feed, given)
    for number, entry in enumerate(feed.entries, 1):
        title, text = one_line(_plain(entry.get("title_detail"))), _body(entry)
        if not text:
            yield Refusal(given.source, f"entry {number} has no text; read the page it links to")
            continue
        if title and text.split("\n", 1)[0].strip() != title:
            text = f"{title}\n\n{text}"
        link = one_line(entry.get("link"))
        yield make_document(
            f"{given.stem}-{_name(entry, text)}",
            text,
            Metadata(
                title=title,
                published=_date(entry),
                publisher=one_line((entry.get("source") or {}).get("title")),
                url=link,
                lang=language_or_none((entry.get("title_detail") or {}).get("language") or ""),
            ).over(known),
            given,
        )
    if broken:
        yield Refusal(given.source, f"{broken}; the {len(feed.entries)} entries before were read")


def _date(entry: Any) -> str | None:
    """The first date that it gives itself; asked for one that is missing, feedparser gives another."""
    names = ("published", "updated", "created")
    return next((date for name in names if name in entry and (date := date_or_none(entry[name]))), None)


def _broken(feed: Any) -> str | None:
    """Why the XML is not well-formed, or None."""
    error = feed.get("bozo_exception") if feed.get("bozo") else None
    line = getattr(error, "getLineNumber", lambda: None)()
    if error is None or line is None:
        return None
    message = " ".join(str(getattr(error, "getMessage", lambda: error)()).split())
    return f"it is not well-formed XML at line {line} ({message}); fetch the feed again or mend that line"


def _feed_metadata(feed: Any, given: Input) -> Metadata:
    return Metadata(
        publisher=one_line(_plain(feed.get("title_detail")))
        or one_line(feed.get("publisher"))
        or given.known.publisher,
        lang=language_or_none(feed.get("language") or ""),
    )


def _body(entry: Any) -> str:
    """The longest of the entry's contents and its summary."""
    parts = [*entry.get("content", ()), entry.get("summary_detail")]
    return max((_plain(part) for part in parts), key=len, default="")


def _plain(part: Any) -> str:
    if not part or not part.get("value"):
        return ""
    value = str(part["value"])
    if part.get("type") in _PLAIN and "<" not in value:
        return value.strip()
    return fragment_text(value)


def _name(entry: Any, text: str) -> str:
    """A name of the entry that stays when others come before it: the end of its address, or a hash."""
    for address in (entry.get("link"), entry.get("id")):
        try:
            path = unquote(urlsplit(str(address or "")).path)
        except ValueError:
            continue
        last = _SLUG.sub("-", path.rstrip("/").rsplit("/", 1)[-1]).strip("-")[:_LONGEST_SLUG]
        if any(character.isalpha() for character in last):
            return last.removesuffix(".html").removesuffix(".htm")
    key = str(entry.get("id") or entry.get("link") or text)
    return hashlib.sha256(key.encode("utf-8", errors="replace")).hexdigest()[:8]
