"""ZIP archives: each entry as an input of its own, named `archive.zip!entry`."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from connectivity.documents.document import Document, Refusal
from connectivity.documents.inputs import seekable
from connectivity.documents.media import by_extension
from connectivity.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from connectivity.documents.inputs import Input

__all__ = ["read_zip"]

_DOCX: Final = "word/document.xml"
_OFFICE: Final = "[Content_Types].xml"
_LARGEST: Final = 1024 * 1024 * 1024  # bytes of an entry, and ten times that of an archive
_BOMB: Final = 300  # times that an entry may grow when it is unpacked, once it is large
_SMALL: Final = 10 * 1024 * 1024  # bytes
_ENCRYPTED: Final = 0x1  # bit of the flags of an entry

_HIDDEN: Final = ("__MACOSX/", ".")


def read_zip(
    given: Input, read: Callable[[Input], Iterator[Document | Refusal]]
) -> Iterator[Document | Refusal]:
    """The documents of the entries, in the order of the archive; a DOCX is one itself.

    Args:
        given: The archive.
        read: Reads an entry.

    Raises:
        DocumentError: It is damaged, or an office document of another kind.
    """
    with seekable(given.stream) as stream:
        yield from _read_archive(replace(given, stream=stream), read)


def _read_archive(
    given: Input, read: Callable[[Input], Iterator[Document | Refusal]]
) -> Iterator[Document | Refusal]:
    try:
        archive = zipfile.ZipFile(given.stream)
        names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise DocumentError(
            "it is a ZIP archive that is damaged or cut off; fetch it again, or unpack what can be saved"
        ) from error
    if _DOCX in names:
        from connectivity.documents.docx import read_docx  # noqa: PLC0415 - loads python-docx

        given.stream.seek(0)
        yield from read_docx(replace(given, media="docx"))
        return
    if _OFFICE in names:
        raise DocumentError("it is an office document, but no DOCX; save it as .docx, .pdf or text")
    entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_hidden(entry.filename)]
    if sum(entry.file_size for entry in entries) > 10 * _LARGEST:
        raise DocumentError("it unpacks to more than 10 GB; unpack it yourself and read the folder")
    if not entries:
        raise DocumentError("it is a ZIP archive without files; give one with documents")
    for entry in entries:
        yield from _read_entry(archive, entry, given, read)


def _is_hidden(name: str) -> bool:
    return name.startswith(_HIDDEN) or "/." in name


def _read_entry(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    given: Input,
    read: Callable[[Input], Iterator[Document | Refusal]],
) -> Iterator[Document | Refusal]:
    source = f"{given.source}!{' '.join(entry.filename.split())}"
    path = PurePosixPath(entry.filename)
    media = by_extension(path)
    if media is None:
        yield Refusal(source, "it is of no format that is read", passed_over=True)
        return
    refused = _unreadable(entry)
    if refused:
        yield Refusal(source, refused)
        return
    try:
        with archive.open(entry) as stream:
            yield from read(
                replace(
                    given,
                    source=source,
                    stem=path.stem,
                    stream=cast("BinaryIO", stream),
                    media=media,
                    charset=None,
                    depth=given.depth + 1,
                )
            )
    except DocumentError as error:
        yield Refusal(source, str(error))
    except NotImplementedError:
        yield Refusal(source, "it is packed in a way that is not known here; pack the archive anew")
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError):
        yield Refusal(source, "it is damaged in the archive; fetch the archive again")


def _unreadable(entry: zipfile.ZipInfo) -> str | None:
    """Why an entry is not unpacked, or None."""
    if entry.flag_bits & _ENCRYPTED:
        return "it is encrypted; unpack the archive with its password and read the files"
    grows = entry.file_size > _BOMB * max(entry.compress_size, 1) and entry.file_size > _SMALL
    if grows or entry.file_size > _LARGEST:
        return (
            f"it unpacks to {entry.file_size // 1024 // 1024:,} MB, far more than a document holds; "
            "unpack it yourself if it is one"
        )
    return None
