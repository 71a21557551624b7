"""Feeds, mails and DOCX: one document an entry or message, with what its fields say."""

from __future__ import annotations

import io
import re
from email.message import EmailMessage
from typing import TYPE_CHECKING

import docx
import pytest

from connectivity.documents import Document, Refusal, read
from tests.documents.samples import PROSE, mail, zipped

if TYPE_CHECKING:
    from pathlib import Path

RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Steppe Daily</title><language>en-GB</language><link>https://s.example</link>
<item><title>Villages &amp; fibre</title><link>https://s.example/2024/villages-fibre.html</link>
<pubDate>Tue, 18 Jun 2024 23:30:00 +0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{PROSE}</p><table><tr><th>Region</th><th>Villages</th></tr>
<tr><td>Osh</td><td>12</td></tr></table>]]></content:encoded></item>
<item><title>Only a title</title><guid>x1</guid></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Regulator</title><entry>
<title type="html">Speed &amp;amp; access</title><id>urn:1</id><link href="https://r.example/a/speed"/>
<published>2024-05-03T23:30:00+05:00</published><updated>2024-06-01T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Speed was 43 Mbit/s.</p></div></content>
</entry></feed>"""


def written(folder: Path, name: str, data: str | bytes) -> str:
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(folder / name)


def document(item: Document | Refusal) -> Document:
    assert isinstance(item, Document), item
    return item


def refusal(item: Document | Refusal) -> str:
    assert isinstance(item, Refusal), item
    assert "\n" not in item.reason
    return item.reason


class TestFeeds:
    def test_an_entry_is_a_document_with_its_fields(self, tmp_path: Path) -> None:
        first, second = read(written(tmp_path, "news.rss", RSS))
        entry = document(first)
        assert entry.text == f"Villages & fibre\n\n{PROSE}\n\nRegion | Villages |\nOsh | 12 |"
        assert (entry.doc, entry.title) == ("news-villages-fibre", "Villages & fibre")
        assert (entry.published, entry.publisher, entry.lang) == ("2024-06-18", "Steppe Daily", "en")
        assert entry.url == "https://s.example/2024/villages-fibre.html"
        assert refusal(second) == "entry 2 has no text; read the page it links to"

    def test_atom(self, tmp_path: Path) -> None:
        (item,) = read(written(tmp_path, "a.xml", ATOM))
        entry = document(item)
        assert entry.text == "Speed & access\n\nSpeed was 43 Mbit/s."
        assert (entry.doc, entry.published, entry.publisher) == ("a-speed", "2024-05-03", "Regulator")

    @pytest.mark.parametrize(
        ("dates", "published"),
        [
            ("<updated>2024-06-01T00:00:00Z</updated>", "2024-06-01"),
            ("<published>soon</published><updated>2024-06-01T00:00:00Z</updated>", "2024-06-01"),
            ("", None),
        ],
    )
    def test_the_date_is_one_that_the_entry_gives(
        self, tmp_path: Path, dates: str, published: str | None
    ) -> None:
        data = re.sub("<published>.*</updated>", dates, ATOM)
        (item,) = read(written(tmp_path, "a.atom", data))
        assert document(item).published == published

    def test_ids_do_not_change_when_entries_come_before(self, tmp_path: Path) -> None:
        new = RSS.replace(
            "<item>", "<item><title>New</title><description>Ten schools.</description></item><item>", 1
        )
        old = {d.doc for d in read(written(tmp_path, "f.rss", RSS)) if isinstance(d, Document)}
        assert old < {d.doc for d in read(written(tmp_path, "f.rss", new)) if isinstance(d, Document)}

    def test_malformed_xml_names_the_line_and_gives_what_can_be_read(self, tmp_path: Path) -> None:
        *entries, last = read(
            written(tmp_path, "f.rss", RSS.replace("</channel></rss>", "<item><title>B & C"))
        )
        assert document(entries[0]).doc == "f-villages-fibre"
        assert refusal(last).startswith("it is not well-formed XML at line 7 (")

    @pytest.mark.parametrize(
        ("data", "start"),
        [
            ("<?xml version='1.0'?><a><b>Ten</b></a>", "it is XML, but neither RSS nor Atom nor XHTML"),
            ("<?xml version='1.0'?><a><b>Ten", "it is not well-formed XML at line 1"),
            ("<rss version='2.0'><channel><title>T</title></channel></rss>", "it is a feed without entries"),
        ],
    )
    def test_no_feed(self, tmp_path: Path, data: str, start: str) -> None:
        (item,) = read(written(tmp_path, "a.xml", data))
        assert refusal(item).startswith(start)

    def test_xhtml_is_read_as_a_page(self, tmp_path: Path) -> None:
        page = f"<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{PROSE}</p></body></html>"
        (item,) = read(written(tmp_path, "a.xml", page))
        assert document(item).text == PROSE


class TestMail:
    def test_a_mail_is_a_document_with_its_fields(self, tmp_path: Path) -> None:
        for name in ("a.eml", "a"):
            (item,) = read(written(tmp_path, name, mail().as_bytes()))
            message = document(item)
            assert message.text == f"Villages get fibre\n\n{PROSE}\n\n\n- Akmola: 612\n- Osh: 12"
            assert (message.title, message.published) == ("Villages get fibre", "2024-06-18")
            assert message.publisher == "Press Office"

    def test_attachments_are_documents_of_the_sender(self, tmp_path: Path) -> None:
        data = mail(("отчёт.txt", b"Ten schools."), ("x.png", b"\x89PNG"), ("bad.pdf", b"none")).as_bytes()
        path = written(tmp_path, "a.eml", data)
        _, attached, over, bad = read(path)
        assert (document(attached).doc, document(attached).source) == ("отчёт", f"{path}!отчёт.txt")
        assert (document(attached).published, document(attached).publisher) == ("2024-06-18", "Press Office")
        assert isinstance(over, Refusal)
        assert over.passed_over
        assert refusal(bad).startswith("it is a PDF that is damaged")

    def test_html_with_a_table_says_more_than_plain_text(self, tmp_path: Path) -> None:
        message = EmailMessage()
        message["Subject"] = "Villages"
        message.set_content("Region Villages Osh 12")
        message.add_alternative(
            "<table><tr><th>Region</th><th>Villages</th></tr><tr><td>Osh</td><td>12</td></tr></table>",
            subtype="html",
        )
        (item,) = read(written(tmp_path, "a.eml", message.as_bytes()))
        assert document(item).text == "Villages\n\nRegion | Villages |\nOsh | 12 |"

    def test_another_charset(self, tmp_path: Path) -> None:
        message = EmailMessage()
        message["Subject"] = "Сёла"
        message.set_content("Подключено 47 сёл.", charset="koi8-r")
        (item,) = read(written(tmp_path, "a.eml", message.as_bytes()))
        assert document(item).text == "Сёла\n\nПодключено 47 сёл."

    def test_a_mail_without_text(self, tmp_path: Path) -> None:
        (item,) = read(written(tmp_path, "a.eml", "Subject: none\n\n"))
        assert refusal(item) == "it is a mail without text; give one with a text, or its attachments"


def docx_bytes() -> bytes:
    made = docx.Document()
    made.core_properties.title = "Fibre report"
    made.core_properties.language = "en-GB"
    made.add_heading("Villages get fibre", 1)
    made.add_paragraph(PROSE)
    made.add_paragraph("Akmola: 612", style="List Bullet")
    made.add_paragraph("Osh: 12", style="List Bullet")
    table = made.add_table(rows=3, cols=3)
    rows = (("Region", "2023", "2024"), ("Akmola", "600", "612"), ("Osh", "1", "12"))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    made.add_paragraph("After the table.")
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


class TestDocx:
    def test_headings_lists_and_tables_stand_in_their_order(self, tmp_path: Path) -> None:
        for name in ("a.docx", "a"):
            (item,) = read(written(tmp_path, name, docx_bytes()))
            assert document(item).text == (
                f"Fibre report\n\nVillages get fibre\n\n{PROSE}\n\n- Akmola: 612\n- Osh: 12\n\n"
                "Region | 2023 | 2024 |\nAkmola | 600 | 612 |\nOsh | 1 | 12 |\n\nAfter the table."
            )
            assert (document(item).title, document(item).lang) == ("Fibre report", "en")

    @pytest.mark.parametrize(
        "data",
        [
            b"hello",
            docx_bytes()[:4000],
            zipped({"word/document.xml": b"<broken"}),
            zipped({"a.txt": b"Ten schools."}),
        ],
    )
    def test_what_is_none_is_refused_in_one_sentence(self, tmp_path: Path, data: bytes) -> None:
        (item,) = read(written(tmp_path, "a.docx", data))
        assert refusal(item).startswith("it is no DOCX that can be read (")
