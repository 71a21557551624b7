"""PDFs, mails, archives and crawls made for the tests: what a user's files hold, in small."""

from __future__ import annotations

import gzip
import io
import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING

from fpdf import FPDF, XPos, YPos

from connectivity.documents import Document, Refusal, read
from connectivity.documents.formats import read_input
from connectivity.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path

    from connectivity.documents.inputs import Input

__all__ = [
    "PROSE",
    "Report",
    "mail",
    "one",
    "outcome",
    "packed",
    "record",
    "refused",
    "report",
    "write",
    "zipped",
]

PROSE = (
    "The ministry counted 2,606 villages with a fibre line at the end of 2023, and more will follow in the "
    "coming years under the programme for digital infrastructure."
)


class Report(FPDF):
    """A PDF with a running head and a page counter."""

    def header(self) -> None:
        self.set_font("helvetica", size=8)
        self.cell(0, 6, "Telecom regulator - Annual report 2024", align="C")
        self.ln(12)

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("helvetica", size=8)
        self.cell(0, 10, f"Page {self.page_no()} of {{nb}}", align="C")

    def heading(self, text: str) -> None:
        self.set_font("helvetica", "B", 16)
        self.cell(0, 10, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def prose(self, text: str) -> None:
        self.set_font("times", size=10)
        self.multi_cell(0, 5, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(3)

    def columns(self, *paragraphs: str) -> None:
        self.set_font("times", size=10)
        with self.text_columns(ncols=2, gutter=10, text_align="J") as columns:
            for paragraph in paragraphs:
                columns.write(f"{paragraph}\n\n")
        self.ln(4)

    def rows(self, *rows: tuple[str, ...], widths: tuple[int, ...] = (50, 30, 30, 30)) -> None:
        self.set_font("helvetica", size=9)
        for row in rows:
            for cell, width in zip(row, widths, strict=False):
                self.cell(width, 6, cell)
            self.ln()
        self.ln(4)


def report(pages: int = 1, *, compress: bool = True) -> bytes:
    """A report of so many pages, each with a heading, two columns, a table and a paragraph."""
    pdf = Report()
    pdf.set_title("Villages of Kazakhstan")
    pdf.set_compression(compress)
    for number in range(1, pages + 1):
        pdf.add_page()
        pdf.heading(f"Part {number + 100}: fibre in the regions")
        pdf.columns(*(f"Paragraph {number}.{part} begins. {PROSE} {PROSE}" for part in range(1, 5)))
        pdf.prose(f"Table {number}. Villages online by technology")
        pdf.rows(
            ("Region", "4G", "Fibre", "Total"),
            ("Akmola", f"{600 + number}", "140", "752"),
            ("East Kazakhstan", "300", "20", "320"),
        )
        pdf.prose(f"Page {number} closes. {PROSE}")
    return bytes(pdf.output())


def record(
    url: str,
    body: bytes,
    kind: str = "text/html; charset=utf-8",
    *,
    status: str = "200 OK",
    fields: str = "",
    type_: str = "response",
) -> bytes:
    """A record of a WARC file."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{fields}Content-Length: {len(body)}\r\n\r\n"
    block = head.encode() + body if type_ == "response" else body
    named = "application/http; msgtype=response" if type_ == "response" else kind
    return (
        f"WARC/1.0\r\nWARC-Type: {type_}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-05-05T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: {named}\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


def packed(*records: bytes) -> bytes:
    """Records as a WARC.GZ file, each a gzip member of its own."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def mail(*attachments: tuple[str, bytes]) -> EmailMessage:
    """A press release."""
    message = EmailMessage()
    message["Subject"] = "Villages get fibre"
    message["From"] = "Press Office <press@ministry.example>"
    message["Date"] = "Tue, 18 Jun 2024 23:30:00 +0500"
    message.set_content(f"{PROSE[:77]}\n{PROSE[78:]}\n\n> What did you count?\n\n- Akmola: 612\n- Osh: 12\n")
    message.add_alternative(f"<p>{PROSE}</p>", subtype="html")
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def outcome(given: Input) -> tuple[list[Document | Refusal], str]:
    """What an input gives, and why it gives no more, or ""."""
    items: list[Document | Refusal] = []
    try:
        items.extend(read_input(given))
    except DocumentError as error:
        return items, str(error)
    return items, ""


def zipped(entries: dict[str, bytes]) -> bytes:
    """A ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def write(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def one(path: str, **options: str) -> Document:
    (item,) = read([path], **options)
    assert isinstance(item, Document), item
    return item


def refused(path: str) -> str:
    (item,) = read([path])
    assert isinstance(item, Refusal), item
    assert item.source == path
    return item.reason
