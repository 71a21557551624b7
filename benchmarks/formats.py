"""Three large inputs through `connectivity ingest`: time and peak memory, each in a process of its own.

`python -m benchmarks.formats [FOLDER]` makes a PDF of 200 pages, a WARC.GZ of 50 MB and JSON lines of 10,000
documents (in FOLDER, or a temporary one), ingests each into a fresh database, and prints what it took. The
crawl is as crawls are: most of its bytes are pictures and scripts, its pages of ordinary length. Needs fpdf2.
"""

from __future__ import annotations

import gzip
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.texts import documents_of

__all__ = ["LIMIT", "main", "make_crawl", "make_lines", "make_report"]

LIMIT = 500
"""MB over the interpreter's own that an ingest may take."""

PAGES, LINES, CRAWL = 200, 10_000, 50_000_000
PICTURE = 40_000  # bytes of a picture or script on an average
RECORDS_A_PAGE = 4  # of pictures and scripts for each page


def paragraphs() -> Iterator[str]:
    """Paragraphs of the annotated documents, over and over."""
    texts = [document.text for document in documents_of(200_000)]
    found = [line for text in texts for line in text.split("\n") if len(line) > 80]  # noqa: PLR2004 - prose
    return itertools.cycle(found)


def make_report(path: Path) -> None:
    """A PDF whose pages have a running head, two columns of prose and a table."""
    from fpdf import FPDF

    class Report(FPDF):
        def header(self) -> None:
            self.set_font("helvetica", size=8)
            self.cell(0, 6, "Annual report on connectivity")
            self.ln(12)

        def footer(self) -> None:
            self.set_y(-15)
            self.cell(0, 10, f"Page {self.page_no()} of {PAGES}")

    texts, chance = paragraphs(), random.Random(1)  # noqa: S311 - the same file each time
    pdf = Report()
    for number in range(1, PAGES + 1):
        pdf.add_page()
        pdf.set_font("times", size=10)
        with pdf.text_columns(ncols=2, gutter=10, text_align="J") as columns:
            for text in itertools.islice(texts, 6):
                columns.write(text.encode("latin-1", errors="replace").decode("latin-1")[:400] + "\n\n")
        pdf.ln(4)
        pdf.cell(0, 6, f"Table {number}. Villages online by technology, 2024")
        pdf.ln()
        for row in [("Region", "4G", "Fibre"), *((f"Region {n}", *cells(chance)) for n in range(1, 6))]:
            for cell in row:
                pdf.cell(40, 5, cell)
            pdf.ln()
    pdf.output(str(path))


def cells(chance: random.Random) -> tuple[str, str]:
    """Two numbers of a table."""
    return str(chance.randint(100, 900)), str(chance.randint(10, 90))


def make_lines(path: Path) -> None:
    """JSON lines, each a short document of its own."""
    texts = paragraphs()
    with path.open("w", encoding="utf-8") as file:
        for number in range(LINES):
            text = f"Report {number} on connectivity\n\n{next(texts)}"
            file.write(
                json.dumps({"doc": f"report-{number}", "published": "2024-06-18", "text": text}) + "\n"
            )


def make_crawl(path: Path) -> None:
    """A WARC.GZ of pages, and for each several pictures and scripts."""
    texts, chance = paragraphs(), random.Random(2)  # noqa: S311 - the same file each time
    with path.open("wb") as file:
        for number in itertools.count():
            body = "".join(f"<p>{text}</p>" for text in itertools.islice(texts, 10))
            menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(60))
            page = (
                f"<!doctype html><html lang=en><head><title>Story {number}</title>"
                f"<style>{'.a{color:red} ' * 200}</style></head><body><nav><ul>{menu}</ul></nav>"
                f"<article><h1>Story {number}</h1>{body}</article><footer>About us</footer></body></html>"
            )
            file.write(record(f"https://news.example/{number}", "text/html; charset=utf-8", page.encode()))
            for kind in itertools.islice(itertools.cycle(("image/jpeg", "text/javascript")), RECORDS_A_PAGE):
                data = chance.randbytes(chance.randint(1, 2 * PICTURE))
                file.write(record(f"https://cdn.example/{number}", kind, data))
            if file.tell() > CRAWL:
                break


def record(url: str, kind: str, body: bytes) -> bytes:
    """A gzip member with one response."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-05-05T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n", compresslevel=1, mtime=0)


def run(*arguments: str) -> tuple[float, int]:
    """Seconds and peak memory in MB of a Python process."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, arguments)
    return time.perf_counter() - start, usage.ru_maxrss // 1024


def main(arguments: list[str] | None = None) -> None:
    """Make what is missing, ingest each, print what it took."""
    given = sys.argv[1:] if arguments is None else arguments
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(given[0] if given else temporary)
        folder.mkdir(parents=True, exist_ok=True)
        _, base = run("-c", "pass")
        makers = {"report.pdf": make_report, "lines.jsonl": make_lines, "crawl.warc.gz": make_crawl}
        for name, make in makers.items():
            path, database = folder / name, folder / f"{name}.duckdb"
            if not path.exists():
                make(path)
            database.unlink(missing_ok=True)
            code = "from connectivity.cli import main; main()"
            seconds, peak = run("-c", code, "--db", str(database), "ingest", str(path))
            size = path.stat().st_size / 1e6
            verdict = "within" if peak - base < LIMIT else "OVER"
            print(
                f"{name:<14} {size:6.1f} MB  {seconds:6.1f} s  {peak - base:4} MB over the interpreter's",
                end="",
            )
            print(f"  {verdict} {LIMIT} MB")


if __name__ == "__main__":
    main()
