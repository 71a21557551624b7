"""Markdown: front matter as metadata, and the text without its markup."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from connectivity.documents.metadata import Metadata, metadata_of
from connectivity.errors import DocumentError

__all__ = ["MarkdownPage", "front_matter", "plain", "read_markdown"]

_FRONT: Final = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADING: Final = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*)$", re.MULTILINE)
_TARGET: Final = r"(?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s[\"'][^\"'\n]{0,300}[\"'])?"
_MARKUP: Final = (
    (re.compile(rf"!\[([^\[\]\n]{{0,500}})\]\({_TARGET}\)"), r"\1"),
    (re.compile(rf"\[([^\[\]\n]{{1,500}})\]\({_TARGET}\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,500})\]\[[^\[\]\n]{0,200}\]"), r"\1"),
    (re.compile(r"^ {0,3}\[[^\[\]\n]{1,200}\]:[ \t]+\S.*$", re.MULTILINE), ""),
    (re.compile(r"<(?:https?://|mailto:)[^>\s]{1,2000}>"), ""),
    (re.compile(r"(?<![\w*])(\*\*|__)(?=\S)([^*_\n]{1,500})(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]{1,500})(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
    # Rules of tables go, and pipes before a first cell: rows are read as `tables.table_text` writes them.
    (re.compile(r"^[ \t]{0,9}\|?[ \t]{0,9}:?-{2,200}[ \t:|-]{0,900}\|[ \t:|-]{0,900}\n", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,9}\|[ \t]{0,99}(?=[^|\s][^|\n]{0,900}\|)", re.MULTILINE), ""),
)


class MarkdownPage(NamedTuple):
    """A Markdown file: its metadata, its plain text, and which of its lines are headings of sections."""

    metadata: Metadata
    text: str
    sections: frozenset[str]
    has_front_matter: bool


def read_markdown(source: str) -> MarkdownPage:
    r"""The metadata and plain text of Markdown; the title of the front matter becomes the first line.

    Raises:
        DocumentError: The front matter is not YAML, or a field of it cannot be understood.

    >>> page = read_markdown("---\ntitle: Schools\npublished: 2024-06-18\n---\nNow **447** schools.\n")
    >>> page.text, page.metadata.published
    ('Schools\n\nNow 447 schools.\n', '2024-06-18')
    """
    fields, body = front_matter(source)
    metadata = metadata_of(fields)
    sections = frozenset(
        _unmarked(_words(match)).strip() for match in _HEADING.finditer(body) if len(match[1]) > 1
    )
    text = plain(body)
    first = text.lstrip().split("\n", 1)[0].strip()
    if metadata.title and text.strip() and first != metadata.title:
        text = f"{metadata.title}\n\n{text.lstrip()}"
    return MarkdownPage(metadata, text, sections, has_front_matter=body is not source and body != source)


def front_matter(source: str) -> tuple[dict[str, str], str]:
    r"""The fields between the two `---` lines at the top, as they are written, and the text after them.

    Raises:
        DocumentError: They are not YAML, or not `key: value` lines.

    >>> front_matter("---\nplace: NO\ndate: 2024-06\n---\nText")
    ({'place': 'NO', 'date': '2024-06'}, 'Text')
    """
    found = _FRONT.match(source)
    if not found:
        return {}, source
    import yaml  # noqa: PLC0415 - needed for files with front matter only

    try:
        # Values stay strings: YAML would read NO as false and 2024-06-18 as a date.
        fields = yaml.load(found[1], Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes strings only
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 2}" if mark else ""
        raise DocumentError(
            f"its front matter is not YAML{where}; mend the lines between the two ---"
        ) from error
    if fields is None or fields == "":
        return {}, source[found.end() :]
    if not isinstance(fields, dict):
        raise DocumentError(
            "its front matter is not a list of fields; write lines like title: Schools online"
        )
    return {
        str(key): value
        for key, value in fields.items()
        if isinstance(value, str) and value not in ("~", "null")
    }, source[found.end() :]


def plain(markdown: str) -> str:
    r"""Markdown without markup: headings, emphasis and code as words, links as their text; tables stay.

    >>> plain("## Villages\n\n**2,606** of [6,290](https://example.org/2024) villages")
    'Villages\n\n2,606 of 6,290 villages'
    """
    return _unmarked(_HEADING.sub(_words, markdown))


def _words(heading: re.Match[str]) -> str:
    return heading[2].rstrip(" \t#")


def _unmarked(text: str) -> str:
    text = _without_comments(text)
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    return text


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + len("-->")
    return "".join([*kept, text[at:]])
