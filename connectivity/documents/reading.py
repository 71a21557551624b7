"""Paths in, documents out: files, folders and standard input, one after another."""

from __future__ import annotations

import sys
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final

from connectivity.documents.dating import date_text
from connectivity.documents.document import Document, Refusal
from connectivity.documents.formats import read_input
from connectivity.documents.inputs import Input
from connectivity.documents.languages import language_of
from connectivity.documents.media import by_extension
from connectivity.documents.metadata import Metadata, iso_date, iso_language, iso_place
from connectivity.documents.naming import unique
from connectivity.errors import DocumentError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["read"]

_STDIN: Final = "-"
_STDIN_NAME: Final = "stdin"
_OPENING: Final = 40_000  # code points of a long document in which it may say when it was published


def read(
    paths: Iterable[str | PathLike[str]] | str | PathLike[str],
    *,
    published: str | None = None,
    place: str | None = None,
    lang: str | None = None,
) -> Iterator[Document | Refusal]:
    """Read documents from files, folders (with the folders in them) and "-", standard input.

    Files are read one at a time, as the iterator is consumed, and archives and lists entry by entry. What
    cannot be read becomes a `Refusal` of one sentence; the rest is read all the same. Ids are unique among
    the documents of one call.

    Args:
        paths: Where to read; a single path is taken as it is.
        published: ISO 8601 date for all documents, instead of what they or their metadata say.
        place: Default place for documents whose metadata names none, as a country code.
        lang: Language of all documents, instead of what their texts show or, where these are too short or
            in another language than those that are read, their metadata say.

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
    return unique(_complete(item, given) for path in listed for item in _read_path(str(path)))


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
            yield from read_input(Input(source=_STDIN, stem=_STDIN_NAME, stream=sys.stdin.buffer))
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
            "the folder holds no .txt, .md, .html or .jsonl file, and none of the other formats; "
            "give a folder with documents"
        )


def _read_file(path: Path) -> Iterator[Document | Refusal]:
    with path.open("rb") as stream:
        yield from read_input(
            Input(source=str(path), stem=path.stem, stream=stream, media=by_extension(path))
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
    lang = given.lang or language_of(item.text) or item.lang
    document = replace(item, place=item.place or given.place, lang=lang)
    if given.published:
        return replace(document, published=given.published, published_source="option")
    if document.published and document.published_source != "created":
        return document
    dated = date_text(document.text[:_OPENING])
    return replace(document, published=dated.published, published_source=dated.source) if dated else document
