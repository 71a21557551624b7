"""PDF: the text layer page by page, in reading order, by PDFium."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from connectivity.documents.document import Refusal
from connectivity.documents.inputs import seekable
from connectivity.documents.making import make_document
from connectivity.documents.metadata import Metadata, date_or_none, language_or_none, one_line
from connectivity.documents.pages import title_line
from connectivity.documents.pdf_furniture import without_furniture
from connectivity.documents.pdf_layout import Block, goes_on, joined, page_blocks
from connectivity.documents.pdf_words import Row, page_rows
from connectivity.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from connectivity.documents.document import Document
    from connectivity.documents.inputs import Input

__all__ = ["read_pdf"]

_PASSWORD: Final = 4  # PDFium's code of an encrypted file
_MOST_PAGES: Final = 20_000
_TITLE_REACH: Final = 4  # blocks at the top of the first page that may be the title
_PICTURE: Final = 0.4  # share of a page that a scanned picture covers at least
_UNREADABLE: Final = 0.3  # share of letters that the fonts do not name
_CREATED: Final = re.compile(r"D?:?((?:19|20)\d\d)(\d\d)?(\d\d)?")
_NO_TITLE: Final = re.compile(
    r"microsoft word|untitled|document\d*$|slide \d|[\W\d]*$|powerpoint presentation|(?:about:blank|https?:)|"
    r".{0,200}\.(?:docx?|pdf|indd|pptx?|xlsx?|odt|qxd|rtf|html?)$",
    re.IGNORECASE,
)
_XMP_REACH: Final = 4 * 1024 * 1024  # bytes at both ends of a file that may hold its metadata packet
_XMP: Final = re.compile(rb"<x:xmpmeta.{0,200000}?</x:xmpmeta>", re.DOTALL)
_XMP_FIELD: Final = (
    r"<{0}\b[^>]{{0,200}}>\s*(?:<rdf:(?:Alt|Seq|Bag)>\s*<rdf:li[^>]{{0,200}}>)?([^<]{{1,500}})<"
    r"|\b{0}=\"([^\"]{{1,300}})\""
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class _Page:
    rows: list[Row]
    height: float
    scanned: bool
    broken: bool = False


def read_pdf(given: Input) -> Iterator[Document | Refusal]:
    """The document of all pages, and a refusal that names those that hold no text.

    Raises:
        DocumentError: It is encrypted, damaged, or has no text.
    """
    with seekable(given.stream) as stream:
        pages, known = _read_pages(stream)
    text, starts, heading = _assembled(pages)
    why = _without_text(pages, text)
    if why:
        raise DocumentError(why)
    title = known.title or heading or title_line(text)
    if title and title not in text[: len(title) + 400]:
        text, starts = f"{title}\n\n{text}", [0, *(start + len(title) + 2 for start in starts[1:])]
    yield make_document(given.stem, text, Metadata(title=title).over(known), given, pages=tuple(starts))
    yield from _refusals(pages, given)


def _read_pages(stream: BinaryIO) -> tuple[list[_Page], Metadata]:
    import pypdfium2 as pdfium  # type: ignore[import-untyped]  # noqa: PLC0415 - loads PDFium

    try:
        with pdfium.PdfDocument(stream) as document:
            count = len(document)
            if count > _MOST_PAGES:
                raise DocumentError(f"it has {count:,} pages, which is no single document; split it")
            pages = [_read_page(document, number) for number in range(count)]
            known = _metadata(document)
    except pdfium.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise DocumentError("it is encrypted; save it without its password and read that") from error
        raise DocumentError("it is a PDF that is damaged or cut off; fetch it again") from error
    return pages, _packet(stream).over(known)


def _read_page(document: Any, number: int) -> _Page:
    import pypdfium2 as pdfium  # noqa: PLC0415 - loads PDFium

    try:
        page = document[number]
        width, height = page.get_size()
        rotation = page.get_rotation()
        textpage = page.get_textpage()
        rows = page_rows(textpage, width, height, rotation)
        textpage.close()
        scanned = not rows and _shows_picture(page, width * height)
        page.close()
    except (pdfium.PdfiumError, ValueError, OverflowError):
        return _Page([], 1.0, scanned=False, broken=True)
    return _Page(rows, height, scanned)


def _shows_picture(page: Any, area: float) -> bool:
    from pypdfium2 import raw  # noqa: PLC0415 - loads PDFium

    covered = 0.0
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return covered > _PICTURE * area


def _assembled(pages: Sequence[_Page]) -> tuple[str, list[int], str | None]:
    """The text, the offset at which each page begins, and the largest heading of the first pages."""
    kept = without_furniture([page.rows for page in pages], [page.height for page in pages])
    words = frozenset(
        word.lower()
        for rows in kept
        for row in rows
        for segment in row
        for word in _WORD.findall(segment.text)
    )
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    heading: Block | None = None
    last: Block | None = None
    for number, rows in enumerate(kept):
        blocks = page_blocks(rows, words)
        if number == 0:
            first_headings = [block for block in blocks[:_TITLE_REACH] if block.kind == "heading"]
            heading = max(first_headings, key=lambda block: block.size, default=None)
        first = True
        for block in blocks:
            between, add = _between(last, block, words, first=first)
            if between == "-":  # a word that goes over the page
                parts[-1] = parts[-1][:-1]
                length -= 1
                between = ""
            if first:
                starts.append(length + len(between))
                first = False
            parts += [between, add]
            length += len(between) + len(add)
            last = block
        if first:
            starts.append(length)
    return "".join(parts), starts, heading.text if heading and len(heading.text) < 300 else None  # noqa: PLR2004 - longer is no heading


def _between(last: Block | None, block: Block, words: frozenset[str], *, first: bool) -> tuple[str, str]:
    """What stands between two blocks, and the text of the second."""
    if last is None:
        return "", block.text
    if first and goes_on(last, block):
        whole = joined(last.text, block.text, words)
        divided = len(whole) < len(last.text) + len(block.text)
        return ("-" if divided else " " if whole[len(last.text)] == " " else ""), block.text
    return ("\n" if last.kind == block.kind == "item" else "\n\n"), block.text


def _without_text(pages: Sequence[_Page], text: str) -> str | None:
    """Why no document can be made of the pages, or None."""
    letters = sum(not character.isspace() for character in text)
    if letters and text.count("\ufffd") > _UNREADABLE * letters:
        return "its fonts do not say which letters they show; recognise its text (OCR) and read that"
    if letters:
        return None
    if any(page.scanned for page in pages):
        return f"{_named(pages)} without text; recognise the text (OCR) and read it again"
    if any(page.broken for page in pages):
        return "it is a PDF whose pages are damaged; fetch it again"
    return "it is a PDF without text; give one that holds more than drawings"


def _named(pages: Sequence[_Page]) -> str:
    numbers = [number for number, page in enumerate(pages, 1) if page.scanned]
    if len(numbers) == len(pages):
        return (
            "its only page is a scanned picture"
            if len(pages) == 1
            else f"all of its {len(pages)} pages are scanned pictures"
        )
    return f"{_listed(numbers)} {'is a scanned picture' if len(numbers) == 1 else 'are scanned pictures'}"


def _listed(numbers: Sequence[int]) -> str:
    """Numbers of pages as people write them.

    >>> _listed([3]), _listed([3, 7, 8, 9])
    ('page 3', 'pages 3, 7-9')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    return f"page{'s' if len(numbers) > 1 else ''} {', '.join(words)}"


def _refusals(pages: Sequence[_Page], given: Input) -> Iterator[Refusal]:
    if any(page.scanned for page in pages):
        reason = f"{_named(pages)} without text; recognise the text (OCR) and read it again"
        yield Refusal(given.source, reason, part=True)
    broken = [number for number, page in enumerate(pages, 1) if page.broken]
    if broken:
        yield Refusal(given.source, f"{_listed(broken)} cannot be read; fetch the file again", part=True)


def _metadata(document: Any) -> Metadata:
    fields = document.get_metadata_dict()
    made = _CREATED.match(fields.get("CreationDate") or fields.get("ModDate") or "")
    created = date_or_none("-".join(part for part in made.groups() if part)) if made else None
    title = one_line((fields.get("Title") or "").replace("\0", ""))
    return Metadata(
        title=None if title is None or _NO_TITLE.match(title) else title,
        created=created,
        lang=language_or_none(_language(document)),
    )


def _language(document: Any) -> str:
    from pypdfium2 import raw  # noqa: PLC0415 - loads PDFium

    size = raw.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < size < 200:  # noqa: PLR2004 - bytes of a tag in UTF-16
        return ""
    buffer = (raw.FPDF_WCHAR * (size // 2))()
    raw.FPDFCatalog_GetLanguage(document, buffer, size)
    return bytes(buffer).decode("utf-16-le", errors="replace").strip("\0")


def _packet(stream: Any) -> Metadata:
    """What the XMP packet says of publication; its creation dates say no more than the file's own."""
    stream.seek(0, 2)
    size = stream.tell()
    stream.seek(0)
    data = stream.read(_XMP_REACH)
    if size > 2 * _XMP_REACH:
        stream.seek(size - _XMP_REACH)
    data += stream.read(_XMP_REACH)
    found = _XMP.search(data)
    text = found[0].decode("utf-8", errors="replace") if found else ""

    def field(*names: str) -> str | None:
        matches = (re.search(_XMP_FIELD.format(re.escape(name)), text) for name in names)
        return next((one_line(match[1] or match[2]) for match in matches if match), None)

    return Metadata(
        published=date_or_none(field("prism:publicationDate", "dcterms:issued", "dc:date")),
        publisher=field("dc:publisher", "prism:publicationName"),
        lang=language_or_none(field("dc:language") or ""),
    )
