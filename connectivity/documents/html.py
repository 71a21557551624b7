"""HTML: the main text of a page and its metadata, by trafilatura."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from connectivity.documents.metadata import Metadata, iso_language
from connectivity.errors import DocumentError

__all__ = ["HtmlPage", "read_html"]

# Only dates that the markup states: searching the whole page finds footers and events. The bounds are fixed
# so that the result does not depend on the day it is read.
_DATES: Final = {
    "extensive_search": False,
    "original_date": True,
    "min_date": "1990-01-01",
    "max_date": "2100-01-01",
}
_LANG: Final = re.compile(
    r"""<html\b[^>]{0,500}?\blang\s{0,3}=\s{0,3}["']?([A-Za-z]{2}[A-Za-z0-9_-]{0,20})""", re.IGNORECASE
)
_HEADING: Final = re.compile(r"<h1\b", re.IGNORECASE)
_JOINED: Final = ("- ", "| ")  # rows of lists and tables stay together
_RULE: Final = re.compile(r"[|\s:-]+$")


class HtmlPage(NamedTuple):
    """An HTML page: its metadata, its main text with the title line first, and whether it is one article.

    It is one when its markup dates it or has a single main heading.
    """

    metadata: Metadata
    text: str
    one_article: bool


def read_html(source: str) -> HtmlPage:
    r"""The main text and metadata of an HTML page.

    Raises:
        DocumentError: It holds no text.

    >>> page = read_html("<html lang=en><title>Schools</title><body><p>Now 447 schools are online.</p>")
    >>> page.text, page.metadata.lang
    ('Schools\n\nNow 447 schools are online.', 'en')
    """
    found = _extract(source)
    body = _paragraphs(found.text or "") if found is not None else ""
    if not body:
        raise DocumentError("it is HTML without text; save the page once it has loaded and read that")
    title = " ".join((found.title or "").split()) or None
    if title and body.split("\n", 1)[0].strip() != title:
        body = f"{title}\n\n{body}"
    lang = _LANG.search(source[:5000])
    metadata = Metadata(
        title=title,
        published=found.date or None,
        publisher=found.sitename or None,
        url=found.url or None,
        lang=iso_language(lang.group(1)) if lang else None,
    )
    one_article = metadata.published is not None or len(_HEADING.findall(source)) == 1
    return HtmlPage(metadata, body, one_article)


def _extract(source: str) -> Any:
    import trafilatura  # noqa: PLC0415 - a third of a second to import, needed for HTML only

    return trafilatura.bare_extraction(
        source,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params=dict(_DATES),
    )


def _paragraphs(text: str) -> str:
    """The lines as paragraphs, with those of a list or table kept together and rules of tables left out."""
    lines = [line.strip() for line in text.split("\n") if line.strip() and not _RULE.match(line)]
    out: list[str] = []
    for index, line in enumerate(lines):
        if index:
            together = line.startswith(_JOINED) and lines[index - 1].startswith(line[:2])
            out.append("\n" if together else "\n\n")
        out.append(line)
    return "".join(out)
