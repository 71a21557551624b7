"""PDFs in, text in reading order with the page of every span out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from connectivity.documents import Document, Refusal, read
from connectivity.documents.inputs import Input
from connectivity.documents.pdf_layout import joined
from tests.documents.samples import PROSE, Report, outcome, report

if TYPE_CHECKING:
    from pathlib import Path


def items_of(folder: Path, data: bytes) -> list[Document | Refusal]:
    path = folder / "report.pdf"
    path.write_bytes(data)
    return list(read(path))


def one(folder: Path, data: bytes) -> Document:
    (item,) = items_of(folder, data)
    assert isinstance(item, Document), item
    return item


def plain() -> FPDF:
    pdf = FPDF()
    pdf.set_font("times", size=11)
    return pdf


def picture(pdf: FPDF) -> None:
    pdf.add_page()
    pdf.image(Image.new("L", (60, 80), 200), 0, 0, 210, 297)


def test_columns_are_read_one_after_another_and_the_table_row_by_row(tmp_path: Path) -> None:
    text = one(tmp_path, report(1)).text
    places = [text.index(f"Paragraph 1.{part} begins") for part in range(1, 5)]
    assert places == sorted(places)
    assert text.count(PROSE) == 9
    assert (
        "Table 1. Villages online by technology\n\n"
        "Region | 4G | Fibre | Total |\nAkmola | 601 | 140 | 752 |\nEast Kazakhstan | 300 | 20 | 320 |\n\n"
        "Page 1 closes."
    ) in text


def test_every_span_has_its_page(tmp_path: Path) -> None:
    document = one(tmp_path, report(4))
    assert len(document.pages) == 4
    for number in range(1, 5):
        for words in (f"Paragraph {number}.1 begins", f"Akmola | {600 + number}", f"Page {number} closes"):
            assert document.page_number(document.text.index(words)) == number


def test_running_heads_and_page_counters_are_dropped_but_not_headings(tmp_path: Path) -> None:
    text = one(tmp_path, report(3)).text
    assert "Annual report 2024" not in text
    assert "of 3" not in text
    assert [f"Part {number}: fibre" in text for number in (101, 102, 103)] == [True] * 3


def test_the_head_of_a_table_that_goes_on_over_pages_stays(tmp_path: Path) -> None:
    pdf = plain()
    for number in range(3):
        pdf.add_page()
        for row in (
            ("Region", "Villages"),
            *((f"Region {number}{n}", f"{n + 1}{number}7") for n in range(8)),
        ):
            for cell in row:
                pdf.cell(60, 5, cell)
            pdf.ln()
    assert one(tmp_path, bytes(pdf.output())).text.count("Region | Villages |") == 3


def test_a_heading_over_all_columns_is_read_between_them(tmp_path: Path) -> None:
    pdf = Report()
    pdf.add_page()
    pdf.columns(*(f"First part {n}. {PROSE}" for n in range(4)))
    pdf.heading("The second part")
    pdf.columns(*(f"Second part {n}. {PROSE}" for n in range(4)))
    text = one(tmp_path, bytes(pdf.output())).text
    marks = [
        *(f"First part {n}" for n in range(4)),
        "The second part",
        *(f"Second part {n}" for n in range(4)),
    ]
    assert [text.index(mark) for mark in marks] == sorted(text.index(mark) for mark in marks)


def test_a_head_of_two_lines_goes_to_each_column_and_a_label_of_two_lines_to_its_row(tmp_path: Path) -> None:
    pdf = Report()
    pdf.add_page()
    pdf.rows(
        ("", "Urban", "", "Rural", ""),
        ("Indicator", "2023", "2024", "2023", "2024"),
        ("Households", "80", "81", "60", "61"),
        ("Internet users, per 100",),
        ("inhabitants", "88", "89", "70", "71"),
        ("Mobile",),
        ("4G", "90", "91", "60", "66"),
        widths=(60, 25, 25, 25, 25),
    )
    assert (
        "Indicator | Urban 2023 | Urban 2024 | Rural 2023 | Rural 2024 |\n"
        "Households | 80 | 81 | 60 | 61 |\n"
        "Internet users, per 100 inhabitants | 88 | 89 | 70 | 71 |\n"
        "Mobile: 4G | 90 | 91 | 60 | 66 |"
    ) in one(tmp_path, bytes(pdf.output())).text


def test_lines_are_joined_to_paragraphs_and_divided_words_to_words(tmp_path: Path) -> None:
    pdf = plain()
    pdf.add_page()
    pdf.multi_cell(0, 5, "The infra-\nstructure for e-\ncommerce was built in 2020-\n2024 by the state.")
    pdf.ln(6)
    pdf.multi_cell(0, 5, "- Akmola: 612 villages\n- Osh: 12 villages")
    document = one(tmp_path, bytes(pdf.output()))
    assert document.text == (
        "The infrastructure for e-commerce was built in 2020-2024 by the state.\n\n"
        "- Akmola: 612 villages\n- Osh: 12 villages"
    )


def test_a_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    pdf = plain()
    pdf.set_auto_page_break(auto=False)
    pdf.add_page()
    pdf.multi_cell(0, 5, "The ministry counted 2,606 villages with a line and")
    pdf.add_page()
    pdf.multi_cell(0, 5, "expects 3,000 next year.")
    document = one(tmp_path, bytes(pdf.output()))
    assert document.text == "The ministry counted 2,606 villages with a line and expects 3,000 next year."
    assert [document.page_number(document.text.index(number)) for number in ("2,606", "3,000")] == [1, 2]


def test_scanned_pages_are_named_and_the_others_read(tmp_path: Path) -> None:
    pdf = plain()
    pdf.add_page()
    pdf.multi_cell(0, 5, PROSE)
    for _ in range(2):
        picture(pdf)
    pdf.add_page()
    pdf.multi_cell(0, 5, "The last page.")
    document, refusal = items_of(tmp_path, bytes(pdf.output()))
    assert isinstance(document, Document)
    assert document.page_number(document.text.index("The last page")) == 4
    assert isinstance(refusal, Refusal)
    assert refusal.part
    assert refusal.reason == (
        "pages 2-3 are scanned pictures without text; recognise the text (OCR) and read it again"
    )


def test_a_scanned_document_says_so(tmp_path: Path) -> None:
    pdf = plain()
    picture(pdf)
    (item,) = items_of(tmp_path, bytes(pdf.output()))
    assert isinstance(item, Refusal)
    assert item.reason.startswith("its only page is a scanned picture without text; recognise the text (OCR)")


def test_title_language_and_the_day_it_was_made(tmp_path: Path) -> None:
    pdf = plain()
    pdf.set_title("Villages of Kazakhstan")
    pdf.set_lang("en-GB")
    pdf.add_page()
    pdf.multi_cell(0, 5, PROSE)
    document = one(tmp_path, bytes(pdf.output()))
    assert (document.title, document.lang, document.published_source) == (
        "Villages of Kazakhstan",
        "en",
        "created",
    )
    assert document.text.startswith("Villages of Kazakhstan\n\nThe ministry")
    pdf = plain()
    pdf.add_page()
    pdf.multi_cell(0, 5, f"Villages get fibre\n\nAstana, 16 July 2024. {PROSE}")
    document = one(tmp_path, bytes(pdf.output()))
    assert (document.published, document.published_source) == ("2024-07-16", "text")


def test_text_that_is_turned_is_left_out_and_turned_pages_are_read(tmp_path: Path) -> None:
    pdf = plain()
    pdf.add_page()
    with pdf.rotation(90, 10, 100):
        pdf.text(10, 100, "DRAFT")
    pdf.multi_cell(0, 5, PROSE)
    pdf.add_page(orientation="L")
    pdf.multi_cell(0, 5, f"Wide. {PROSE}")
    assert one(tmp_path, bytes(pdf.output())).text == f"{PROSE}\n\nWide. {PROSE}"


def test_an_encrypted_file_says_so(tmp_path: Path) -> None:
    pdf = plain()
    pdf.set_encryption(owner_password="o", user_password="u")  # noqa: S106 - of the test
    pdf.add_page()
    pdf.multi_cell(0, 5, PROSE)
    (item,) = items_of(tmp_path, bytes(pdf.output()))
    assert isinstance(item, Refusal)
    assert item.reason == "it is encrypted; save it without its password and read that"


def test_a_pdf_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "download"
    path.write_bytes(report(1))
    (item,) = read(path)
    assert isinstance(item, Document)
    assert item.pages == (0,)


@given(cut=st.floats(0, 1), noise=st.binary(max_size=20), at=st.floats(0, 1))
@settings(max_examples=40, deadline=None)
def test_a_damaged_file_is_read_or_refused(cut: float, noise: bytes, at: float) -> None:
    data = bytearray(SMALL)
    place = int(at * len(data))
    data[place : place + len(noise)] = noise
    stream = io.BytesIO(bytes(data[: int(cut * len(data))]))
    items, refusal = outcome(Input(source="a.pdf", stem="a", stream=stream, media="pdf"))
    assert bool(items) or bool(refusal)
    assert "\n" not in refusal


SMALL = report(1, compress=False)


@given(st.text(), st.text())
def test_joined_lines_lose_at_most_a_hyphen(one_line: str, other: str) -> None:
    whole = joined(one_line, other, frozenset())
    assert whole in (f"{one_line} {other}", f"{one_line}{other}", f"{one_line[:-1]}{other}")


@pytest.mark.parametrize(
    ("lines", "words", "whole"),
    [
        (("of the min-", "istry of"), (), "of the ministry of"),
        (("its long-", "term plan"), ("long-term",), "its long-term plan"),
        (("its long-", "term plan"), ("longterm",), "its longterm plan"),
        (("in Nur-", "Sultan"), (), "in Nur-Sultan"),
        (("4.5-", "fold"), (), "4.5-fold"),
    ],
)
def test_hyphens(lines: tuple[str, str], words: tuple[str, ...], whole: str) -> None:
    assert joined(*lines, frozenset(words)) == whole
