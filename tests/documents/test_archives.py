"""Archives: each entry read on its own, bad ones named, nothing unpacked without bounds."""

from __future__ import annotations

import gzip
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.documents import Document, Refusal, read
from connectivity.documents.inputs import Input
from connectivity.documents.packed import Unpacked
from tests.documents.samples import PROSE, mail, outcome, packed, record, report, zipped

if TYPE_CHECKING:
    from pathlib import Path

PAGE = f"<html lang=en><head><title>Villages</title></head><body><p>{PROSE}</p></body></html>".encode()
CRAWL = (
    record("https://www.news.example/a", PAGE),
    record("https://news.example/b.png", b"\x89PNG" * 20, "image/png"),
    record("https://news.example/c", PAGE.replace(b"2,606", b"2,607"), status="404 Not Found"),
    record("https://news.example/d", PAGE.replace(b"2,606", b"2,608")),
)


def written(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    return str(folder / name)


def split(items: list[Document | Refusal]) -> tuple[list[Document], list[Refusal]]:
    return (
        [item for item in items if isinstance(item, Document)],
        [item for item in items if isinstance(item, Refusal)],
    )


class TestZip:
    def test_entries_are_documents_named_by_archive_and_entry(self, tmp_path: Path) -> None:
        inner = zipped({"deep.txt": b"Nine villages got fibre."})
        archive = zipped(
            {
                "2024/report.pdf": report(1),
                "press.eml": mail(("notes.txt", b"Twelve villages.")).as_bytes(),
                "lines.jsonl": b'{"doc": "x", "text": "Ten schools."}\n',
                "inner.zip": inner,
                "photo.png": b"\x89PNG",
                "__MACOSX/._photo.txt": b"x",
            }
        )
        path = written(tmp_path, "all.zip", archive)
        documents, refusals = split(list(read(path)))
        assert [(d.doc, d.source.removeprefix(path)) for d in documents] == [
            ("report", "!2024/report.pdf"),
            ("press", "!press.eml"),
            ("notes", "!press.eml!notes.txt"),
            ("x", "!lines.jsonl"),
            ("deep", "!inner.zip!deep.txt"),
        ]
        assert [(r.source.removeprefix(path), r.passed_over) for r in refusals] == [("!photo.png", True)]

    def test_bad_entries_are_named_and_the_others_read(self, tmp_path: Path) -> None:
        entries = {"a.txt": b"Ten schools.", "b.pdf": b"%PDF-1.7 nothing", "c.txt": b"Two schools."}
        path = written(tmp_path, "mixed.zip", zipped(entries))
        documents, refusals = split(list(read(path)))
        assert [d.doc for d in documents] == ["a", "c"]
        assert [str(r) for r in refusals] == [
            f"{path}!b.pdf: it is a PDF that is damaged or cut off; fetch it again"
        ]

    def test_an_encrypted_entry_is_refused(self, tmp_path: Path) -> None:
        data = bytearray(zipped({"a.txt": b"Ten schools."}))
        for mark, field in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            data[data.index(mark) + field] |= 1
        (item,) = read(written(tmp_path, "secret.zip", bytes(data)))
        assert isinstance(item, Refusal)
        assert item.reason == "it is encrypted; unpack the archive with its password and read the files"

    def test_a_bomb_is_not_unpacked(self, tmp_path: Path) -> None:
        path = written(tmp_path, "bomb.zip", zipped({"a.txt": b"0" * 60_000_000, "b.txt": b"Ten schools."}))
        documents, (refusal,) = split(list(read(path)))
        assert [d.doc for d in documents] == ["b"]
        assert refusal.reason.startswith("it unpacks to 57 MB, far more than a document holds")

    def test_archives_in_archives_end_somewhere(self, tmp_path: Path) -> None:
        data = zipped({"a.txt": b"Ten schools."})
        for _ in range(5):
            data = zipped({"in.zip": data})
        (item,) = read(written(tmp_path, "deep.zip", data))
        assert isinstance(item, Refusal)
        assert item.reason == "it lies 3 archives deep; unpack the outer ones and read it again"

    @pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
    def test_a_cut_archive_is_refused_in_one_sentence(self, tmp_path: Path, share: float) -> None:
        data = zipped({f"{n}.txt": b"Ten schools." for n in range(20)})
        (item,) = read(written(tmp_path, "cut.zip", data[: int(share * len(data))]))
        assert isinstance(item, Refusal)
        assert item.reason.startswith("it is a ZIP archive that is damaged or cut off; fetch it again")

    def test_a_spreadsheet_is_no_document(self, tmp_path: Path) -> None:
        path = written(
            tmp_path, "a.zip", zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})
        )
        (item,) = read(path)
        assert isinstance(item, Refusal)
        assert item.reason.startswith("it is an office document, but no DOCX")


class TestGzip:
    def test_the_file_inside_is_read_by_its_own_name(self, tmp_path: Path) -> None:
        lines = b"".join(json.dumps({"text": f"{n} schools."}).encode() + b"\n" for n in (3, 4))
        documents, _ = split(list(read(written(tmp_path, "a.jsonl.gz", gzip.compress(lines)))))
        assert [d.doc for d in documents] == ["a-1", "a-2"]

    def test_one_that_ends_too_early_gives_what_stood_before(self, tmp_path: Path) -> None:
        lines = b"".join(
            json.dumps({"text": f"{n} schools {n * 7919}."}).encode() + b"\n" for n in range(9_000)
        )
        data = gzip.compress(lines)
        documents, refusals = split(list(read(written(tmp_path, "a.jsonl.gz", data[: len(data) // 2]))))
        assert documents
        assert refusals[-1].reason.startswith("it is a gzip archive that ends too early")

    @given(st.lists(st.binary(max_size=200), max_size=5), st.integers(1, 40))
    def test_members_are_joined_again(self, parts: list[bytes], size: int) -> None:
        stream = Unpacked(io.BytesIO(b"".join(map(gzip.compress, parts))))
        out = bytearray()
        while data := stream.read(size):
            out += data
        assert bytes(out) == b"".join(parts)
        assert not stream.broken


class TestWarc:
    @pytest.mark.parametrize("data", [b"".join(CRAWL), packed(*CRAWL), gzip.compress(b"".join(CRAWL))])
    def test_pages_are_documents_with_their_addresses(self, tmp_path: Path, data: bytes) -> None:
        documents, refusals = split(list(read(written(tmp_path, "crawl.warc.gz", data))))
        assert [(d.doc, d.url, d.publisher) for d in documents] == [
            ("crawl-1", "https://www.news.example/a", "news.example"),
            ("crawl-4", "https://news.example/d", "news.example"),
        ]
        assert {d.published for d in documents} == {
            None
        }  # the day it was fetched is not when it was published
        assert [(r.reason, r.passed_over) for r in refusals] == [
            ("record 2 (https://news.example/b.png) is image/png", True),
            ("record 3 (https://news.example/c) is an answer of status 404", True),
        ]

    def test_other_contents_and_packings(self, tmp_path: Path) -> None:
        cyrillic = f"<html><body><p>{'Сегодня в районе подключено 47 сёл. ' * 5}</p></body></html>"
        chunks = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (20, PAGE[:20], len(PAGE) - 20, PAGE[20:])
        data = packed(
            record("https://n.example/1", gzip.compress(PAGE), fields="Content-Encoding: gzip\r\n"),
            record("https://n.example/2", chunks, fields="Transfer-Encoding: chunked\r\n"),
            record("https://n.example/3", cyrillic.encode("cp1251"), "text/html; charset=windows-1251"),
            record("https://n.example/4", report(1), "application/pdf"),
            record("https://n.example/5", b"Ten schools got fibre.", "text/plain", type_="resource"),
            record("https://n.example/6", b"broken", fields="Content-Encoding: gzip\r\n"),
            record("https://n.example/7", PAGE, fields="Content-Encoding: br\r\n"),
        )
        documents, refusals = split(list(read(written(tmp_path, "c.warc.gz", data))))
        texts = {d.url: d.text for d in documents if d.url}
        assert PROSE in texts["https://n.example/1"]
        assert "47 сёл" in texts["https://n.example/3"]
        assert "Akmola | 601" in texts["https://n.example/4"]
        assert texts["https://n.example/5"] == "Ten schools got fibre."
        assert [r.reason.split(";")[0] for r in refusals] == [
            "record 6 (https://n.example/6): its packing is damaged",
            "record 7 (https://n.example/7): it is packed as 'br', not known here",
        ]

    def test_the_same_page_twice_is_one_document(self, tmp_path: Path) -> None:
        path = written(tmp_path, "c.warc", CRAWL[0] + CRAWL[0])
        assert len({d.content_hash for d in split(list(read(path)))[0]}) == 1

    def test_wherever_it_is_cut_that_is_told_and_what_stood_before_is_read(self) -> None:
        whole = {len(b"".join(map(gzip.compress, CRAWL[:n]))): n for n in range(len(CRAWL) + 1)}
        data = b"".join(map(gzip.compress, CRAWL))
        for end in range(16, len(data), 7):
            if end in whole:
                continue
            items, refusal = outcome(Input(source="c", stem="c", stream=io.BytesIO(data[:end])))
            documents = [item.doc for item in items if isinstance(item, Document)]
            read_before = max(number for at, number in whole.items() if at < end)
            assert documents[: min(read_before, 1)] == ["c-1"][: min(read_before, 1)]
            assert "cut off or damaged" in refusal or "ends too early" in refusal

    def test_garbage_between_records_is_told(self, tmp_path: Path) -> None:
        data = packed(CRAWL[0]) + b"garbage" + packed(CRAWL[3])
        documents, refusals = split(list(read(written(tmp_path, "c.warc.gz", data))))
        assert [d.doc for d in documents] == ["c-1"]
        assert refusals[-1].reason == (
            "it is a WARC archive that is cut off or damaged at record 1; what stood before was read, "
            "fetch the rest again"
        )


FEED = (
    b"<rss version='2.0'><channel><item><title>A</title><description>Ten</description></item></channel></rss>"
)

ANY = st.one_of(
    st.binary(max_size=400),
    st.builds(
        lambda base, at, noise, end: (base[: int(at * len(base))] + noise + base[int(at * len(base)) + 3 :])[
            : int(end * len(base)) + 1
        ],
        st.sampled_from(
            [
                b"".join(CRAWL),
                packed(*CRAWL),
                zipped({"a.txt": b"Ten.", "b.html": PAGE}),
                mail(("a.txt", b"Ten schools.")).as_bytes(),
                FEED,
            ]
        ),
        st.floats(0, 1),
        st.binary(max_size=8),
        st.floats(0, 1),
    ),
)


@given(
    data=ANY,
    media=st.sampled_from(
        ["text", "markdown", "html", "jsonl", "pdf", "docx", "xml", "mail", "zip", "gzip", "warc", None]
    ),
)
@settings(max_examples=400, deadline=None)
def test_any_bytes_under_any_name_are_read_or_refused(data: bytes, media: str | None) -> None:
    items, refusal = outcome(Input(source="a", stem="a", stream=io.BytesIO(data), media=media))  # type: ignore[arg-type]
    assert "\n" not in refusal
    for item in items:
        if isinstance(item, Document):
            assert item.text.strip()
        else:
            assert "\n" not in str(item)
