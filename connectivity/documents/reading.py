"""Paths in, documents out: files, folders and standard input, one after another."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from itertools import count
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from connectivity.documents.dating import date_text
from connectivity.documents.decoding import decode, decode_html, unify_newlines
from connectivity.documents.document import Document, Refusal
from connectivity.documents.html import read_html
from connectivity.documents.jsonl import read_json_lines
from connectivity.documents.markdown import read_markdown
from connectivity.documents.media import MediaType, by_content, by_extension
from connectivity.documents.metadata import Metadata, iso_date, iso_language, iso_place
from connectivity.documents.pages import split_page, title_line
from connectivity.errors import DocumentError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

__all__ = ["read"]

_STDIN: Final = "-"
_STDIN_NAME: Final = "stdin"


def read(
    paths: Iterable[str | PathLike[str]] | str | PathLike[str],
    *,
    published: str | None = None,
    place: str | None = None,
    lang: str | None = None,
) -> Iterator[Document | Refusal]:
    """Read documents from files, folders (with the folders in them) and "-", standard input.

    Files are read one at a time, as the iterator is consumed. What cannot be read becomes a `Refusal` of one
    sentence; the rest is read all the same. Ids are unique among the documents of one call.

    Args:
        paths: Where to read; a single path is taken as it is.
        published: ISO 8601 date for all documents, instead of what they or their metadata say.
        place: Default place for documents whose metadata names none, as a country code.
        lang: Language for documents whose metadata names none.

    Returns:
        An iterator of documents and refusals, in the order of the paths; files of a folder by name.

    Raises:
        UsageError: `published`, `place` or `lang` cannot be understood.

    >>> [str(refusal) for refusal in read(["missing.txt"])]
    ['missing.txt: there is no such file or folder; check the path']
    """
    given = Metadata(
        published=_option("published", published, iso_date),
        place=_option("place", place, iso_place),
        lang=_option("lang", lang, iso_language),
    )
    listed = [paths] if isinstance(paths, (str, PathLike)) else list(paths)
    return _unique(_complete(item, given) for path in listed for item in _read_path(str(path)))


def _option(name: str, value: str | None, parse: Callable[[object], str]) -> str | None:
    if value is None:
        return None
    try:
        return parse(value)
    except DocumentError as error:
        raise UsageError(f"--{name}: {str(error).removeprefix('its ')}") from error


def _read_path(path: str) -> Iterator[Document | Refusal]:
    """The documents of one path, undated; every error becomes a refusal."""
    try:
        if path == _STDIN:
            yield from _read_stream(sys.stdin.buffer)
        elif Path(path).is_dir():
            yield from _read_folder(Path(path))
        else:
            yield from _read_file(Path(path))
    except DocumentError as error:
        yield Refusal(path, str(error))
    except FileNotFoundError:
        yield Refusal(path, "there is no such file or folder; check the path")
    except PermissionError:
        yield Refusal(path, "it may not be read; give yourself the right to read it")
    except (OSError, ValueError) as error:  # ValueError: a path with a zero byte
        reason = getattr(error, "strerror", None) or str(error)
        yield Refusal(path, f"it cannot be read ({reason}); check the path and the disk")


def _read_folder(folder: Path) -> Iterator[Document | Refusal]:
    found = False
    for path in sorted(folder.rglob("*"), key=lambda path: (path.parent.parts, path.name)):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and by_extension(path) and path.is_file():
            found = True
            yield from _read_path(str(path))
    if not found:
        raise DocumentError(
            "the folder holds no .txt, .md, .html or .jsonl file; give a folder with documents"
        )


def _read_file(path: Path) -> Iterator[Document | Refusal]:
    media = by_extension(path)
    if media == "jsonl":
        with path.open("rb") as lines:
            yield from _json_documents(lines, str(path), path.stem)
    else:
        yield from _documents(path.read_bytes(), media, str(path), path.stem)


def _read_stream(stream: BinaryIO) -> Iterator[Document | Refusal]:
    yield from _documents(stream.read(), None, _STDIN, _STDIN_NAME)


def _documents(data: bytes, media: MediaType | None, source: str, stem: str) -> Iterator[Document | Refusal]:
    """The documents of a file read whole."""
    if not data.strip():
        raise DocumentError("it is empty; give a file with text")
    text = unify_newlines(decode_html(data) if media == "html" else decode(data))
    if not text.strip():
        raise DocumentError("it is empty; give a file with text")
    media = media or by_content(text)
    if media == "jsonl":
        yield from _json_documents(io.BytesIO(data), source, stem)
    elif media == "html":
        page = read_html(text)
        yield from _page(page.text, page.metadata, source, stem, whole=page.one_article)
    elif media == "markdown":
        markdown = read_markdown(text)
        if not markdown.text.strip():
            raise DocumentError("it has no text after its front matter; write the text below the second ---")
        yield from _page(
            markdown.text,
            markdown.metadata,
            source,
            stem,
            whole=markdown.has_front_matter,
            sections=markdown.sections,
        )
    else:
        _refuse_json(text)
        yield from _page(text, Metadata(), source, stem)


def _refuse_json(text: str) -> None:
    """A JSON value that is not JSON lines is no prose."""
    if not text.lstrip().startswith(("{", "[")):
        return
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return
    raise DocumentError("it is JSON, not JSON lines; write one object with a text a line")


def _page(
    text: str, known: Metadata, source: str, stem: str, *, whole: bool = False, sections: Iterable[str] = ()
) -> Iterator[Document]:
    """A page as one document, or as its residue (`stem#0`) and its articles (`stem#1` and on).

    A page that is known to be one document, by a date or front matter of its own, is not split.
    """
    parts = () if whole else split_page(text, not_titles=sections)
    if not parts:
        yield _document(stem, text, replace(known, title=known.title or title_line(text)), source)
        return
    number = 0
    for part in parts:
        number += not part.residue
        doc = f"{stem}#{0 if part.residue else number}"
        yield _document(doc, part.text, replace(known, title=part.title), source, part.start)


def _json_documents(lines: Iterable[bytes], source: str, stem: str) -> Iterator[Document | Refusal]:
    found = False
    for line in read_json_lines(lines):
        found = True
        if isinstance(line, DocumentError):
            yield Refusal(source, str(line))
        else:
            yield _document(line.doc or f"{stem}-{line.number}", line.text, line.metadata, source)
    if not found:
        raise DocumentError("it is empty; give a file with text")


def _document(doc: str, text: str, known: Metadata, source: str, start: int = 0) -> Document:
    return Document(
        doc=doc,
        text=text,
        title=known.title,
        published=known.published,
        published_source="metadata" if known.published else None,
        publisher=known.publisher,
        url=known.url,
        place=known.place,
        lang=known.lang,
        source=source,
        page_start=start,
    )


def _complete(item: Document | Refusal, given: Metadata) -> Document | Refusal:
    """The document with options applied and, where nothing else says it, dated from its text."""
    if isinstance(item, Refusal):
        return item
    try:
        "".join(filter(None, (item.doc, item.text, item.title, item.publisher, item.url))).encode()
    except UnicodeEncodeError:
        return Refusal(
            item.source, f"{item.doc} holds half a character (a lone surrogate); write the character whole"
        )
    document = replace(item, place=item.place or given.place, lang=item.lang or given.lang)
    if given.published:
        return replace(document, published=given.published, published_source="option")
    dated = None if document.published else date_text(document.text)
    return replace(document, published=dated.published, published_source=dated.source) if dated else document


def _unique(items: Iterable[Document | Refusal]) -> Iterator[Document | Refusal]:
    """Each id once.

    The same document again is passed over. A page whose name another file has taken gets the name of its
    folder before it, or a number behind it, with all its articles; so does another document of the same id.
    """
    pages: dict[tuple[str, str], str] = {}  # by name and file, the name given
    taken: set[str] = set()
    seen: dict[str, str] = {}
    for item in items:
        if isinstance(item, Refusal):
            yield item
            continue
        if seen.get(item.doc) == item.content_hash:
            continue
        key = (item.page, item.source)
        if key not in pages:
            pages[key] = item.page if item.page not in taken else _other_name(item.page, item.source, taken)
            taken.add(pages[key])
        doc = pages[key] + item.doc.removeprefix(item.page)
        if doc in seen:
            doc = _other_name(doc, "", seen)
        seen[item.doc] = seen[doc] = item.content_hash
        taken.add(doc.split("#", 1)[0])
        yield replace(item, doc=doc)


def _other_name(name: str, source: str, taken: Container[str]) -> str:
    folder = Path(source).parent.name
    name = f"{folder}/{name}" if folder else name
    if name not in taken:
        return name
    return next(other for number in count(2) if (other := f"{name}~{number}") not in taken)
