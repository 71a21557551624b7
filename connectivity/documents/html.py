"""HTML: the main text of a page, its tables and its metadata, by trafilatura."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from connectivity.documents.archived import (
    archived_address,
    host_of,
    original_address,
    without_toolbar,
)
from connectivity.documents.markup import Tables, block_text, parse_html
from connectivity.documents.metadata import Metadata, iso_language
from connectivity.errors import DocumentError

__all__ = ["HtmlPage", "fragment_text", "read_html"]

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
_RULE: Final = re.compile(r"[|\s:-]+$")
_ENOUGH: Final = 0.4  # share of the page's blocks that an article found in it has, or the blocks are taken
_ARCHIVE: Final = "web.archive.org"


class HtmlPage(NamedTuple):
    """An HTML page: its metadata, its main text with the title line first, and whether it is one article.

    It is one when its markup dates it or has a single main heading.
    """

    metadata: Metadata
    text: str
    one_article: bool


def read_html(source: str, url: str | None = None) -> HtmlPage:
    r"""The main text and metadata of an HTML page.

    Args:
        source: The page.
        url: The address it was fetched from, where that is known.

    Raises:
        DocumentError: It holds no text.

    >>> page = read_html("<html lang=en><title>Schools</title><body><p>Now 447 schools are online.</p>")
    >>> page.text, page.metadata.lang
    ('Schools\n\nNow 447 schools are online.', 'en')
    """
    source = without_toolbar(source)
    tree = parse_html(source)
    found, body = (None, "") if tree is None else _main_text(tree)
    if not body:
        raise DocumentError("it is HTML without text; save the page once it has loaded and read that")
    title = " ".join(((found.title if found else None) or "").split()) or None
    if title and body.split("\n", 1)[0].strip() != title:
        body = f"{title}\n\n{body}"
    address = original_address(archived_address(source) or url or (found.url if found else None))
    lang = _LANG.search(source[:5000])
    metadata = Metadata(
        title=title,
        published=(found.date if found else None) or None,
        publisher=_publisher(found, address),
        url=address or None,
        lang=iso_language(lang.group(1)) if lang else None,
    )
    one_article = metadata.published is not None or len(_HEADING.findall(source)) == 1
    return HtmlPage(metadata, body, one_article)


def fragment_text(source: str) -> str:
    r"""The text of a piece of HTML, as feeds and mails hold it: all of it is content.

    >>> fragment_text("<p>Ten <b>schools</b>.</p><p>Two more.</p>")
    'Ten schools.\n\nTwo more.'
    """
    tree = parse_html(f"<html><body>{source}</body></html>")
    if tree is None:
        return ""
    tables = Tables(tree)
    return _paragraphs(tables.put_back(block_text(tree)))


def _publisher(found: Any, address: str | None) -> str | None:
    """The site's name; of an archived page the host that it was taken from."""
    name = (found.sitename if found else None) or None
    return host_of(address) if name is None or name.lower() in (_ARCHIVE, "internet archive") else name


def _main_text(tree: Any) -> tuple[Any, str]:
    """What trafilatura makes of the page, and its text; all blocks where it finds hardly any of them."""
    import trafilatura  # noqa: PLC0415 - a third of a second to import, needed for HTML only

    tables = Tables(tree)
    blocks = block_text(tree)
    found: Any = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params=dict(_DATES),
    )
    text = (found.text if found is not None else "") or ""
    if len(text) < _ENOUGH * len(blocks):
        text = blocks
    return found, _paragraphs(tables.put_back(text))


def _paragraphs(text: str) -> str:
    """The lines as paragraphs, with those of a list or table kept together and rules of tables left out."""
    lines = [line.strip() for line in text.split("\n") if line.strip() and not _RULE.match(line)]
    out: list[str] = []
    for index, line in enumerate(lines):
        if index:
            out.append("\n" if _together(lines[index - 1], line) else "\n\n")
        out.append(line)
    return "".join(out)


def _together(before: str, line: str) -> bool:
    """Whether two lines are of one list or one table, or a table's caption and its head."""
    if line.startswith("- "):
        return before.startswith("- ")
    return line.endswith(" |") and before.endswith(" |")
