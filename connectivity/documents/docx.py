"""DOCX: headings, paragraphs, lists and tables in their order, by python-docx."""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from connectivity.documents.inputs import seekable
from connectivity.documents.making import make_document
from connectivity.documents.metadata import Metadata, language_or_none, one_line
from connectivity.documents.tables import table_text
from connectivity.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from connectivity.documents.document import Document
    from connectivity.documents.inputs import Input

__all__ = ["read_docx"]

_LARGEST: Final = 200 * 1024 * 1024  # bytes of markup; text of so much is no document
_BROKEN: Final = "it is no DOCX that can be read ({}); open it in a word processor and save it anew as .docx"
# What the parts of a package that no word processor wrote make python-docx and its parsers raise.
_MALFORMED: Final = (
    zipfile.BadZipFile, zlib.error, LookupError, ValueError, TypeError, AttributeError, OSError, EOFError,
    RuntimeError, AssertionError,
)  # fmt: skip
_TEMPLATES: Final = frozenset({"word document", "document", "untitled", "normal", "title"})


def read_docx(given: Input) -> Iterator[Document]:
    """The document with its core properties.

    Raises:
        DocumentError: It is damaged, no DOCX, or empty.
    """
    with seekable(given.stream) as stream:
        _check(stream)
        stream.seek(0)
        blocks, known = _parsed(stream)
    text = _joined(blocks)
    if not text.strip():
        raise DocumentError("it is a DOCX without text; give one that holds more than pictures")
    title = known.title or next((words for kind, words in blocks if kind == "title"), None)
    if title is None and blocks[0][0] == "heading":
        title = blocks[0][1]
    if title and title not in text[: len(title) + 400]:
        text = f"{title}\n\n{text}"
    yield make_document(given.stem, text, Metadata(title=title).over(known), given)


def _parsed(stream: BinaryIO) -> tuple[list[tuple[str, str]], Metadata]:
    """The blocks and core properties."""
    import docx  # noqa: PLC0415 - needed for DOCX only
    from lxml.etree import LxmlError  # type: ignore[import-untyped]  # noqa: PLC0415 - likewise

    try:
        document = docx.Document(stream)
        return list(_blocks(document)), _metadata(document.core_properties)
    except (LxmlError, *_MALFORMED) as error:
        raise DocumentError(_BROKEN.format("its parts do not fit together")) from error


def _check(stream: Any) -> None:
    try:
        with zipfile.ZipFile(stream) as archive:
            size = sum(entry.file_size for entry in archive.infolist() if entry.filename.endswith(".xml"))
            if "word/document.xml" not in archive.namelist():
                raise DocumentError(_BROKEN.format("it holds no text of a document"))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise DocumentError(_BROKEN.format("it is no ZIP archive, or cut off")) from error
    if size > _LARGEST:
        raise DocumentError(f"it unpacks to {size // 1024 // 1024:,} MB of markup; save it in parts")


def _blocks(document: Any) -> Iterator[tuple[str, str]]:
    """Kind and text of each block: title, heading, item, paragraph or table."""
    from docx.table import Table  # noqa: PLC0415 - needed for DOCX only

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            text = table_text(_grid(block))
            if text:
                yield "table", text
            continue
        text = "\n".join(line for part in block.text.split("\n") if (line := " ".join(part.split())))
        if text:
            kind = _kind(block)
            yield kind, f"- {text}" if kind == "item" else text


def _kind(paragraph: Any) -> str:
    name = str(paragraph.style.name if paragraph.style is not None else "").lower()
    properties = paragraph._p.pPr  # noqa: SLF001 - numbering has no public face
    if name == "title":
        return "title"
    if name.startswith("heading"):
        return "heading"
    numbered = properties is not None and properties.numPr is not None
    return "item" if numbered or name.startswith("list ") else "paragraph"


def _grid(table: Any) -> list[list[str]]:
    return [[" ".join(cell.text.split()) for cell in row.cells] for row in table.rows]


def _joined(blocks: list[tuple[str, str]]) -> str:
    out = []
    for index, (kind, text) in enumerate(blocks):
        if index:
            out.append("\n" if kind == blocks[index - 1][0] == "item" else "\n\n")
        out.append(text)
    return "".join(out)


def _metadata(core: Any) -> Metadata:
    title = one_line(core.title)
    made = core.created or core.modified
    return Metadata(
        title=None if title and title.lower() in _TEMPLATES else title,
        lang=language_or_none(core.language or ""),
        created=made.date().isoformat() if made and made.year > 2013 else None,  # noqa: PLR2004 - of the template
    )
