"""JSON lines in, one document a line; a line at fault is refused by its number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectivity.documents import Document, Refusal, read
from tests.documents.samples import PROSE, one, write

if TYPE_CHECKING:
    from pathlib import Path


class TestJsonLines:
    def test_each_line_is_a_document_with_its_text_as_it_stands(self, tmp_path: Path) -> None:
        text = "Villages\r\n\r\n  Ten \u2028 schools  \n"
        line = {
            "doc": "x",
            "title": "T",
            "published": "2024-06",
            "lang": "en",
            "publisher": "P",
            "url": "u",
            "place": "KZ",
            "text": text,
        }
        document = one(write(tmp_path, "a.jsonl", json.dumps(line) + "\n\n"))
        assert document.text == text
        assert (document.doc, document.title, document.published, document.place) == (
            "x",
            "T",
            "2024-06",
            "KZ",
        )

    def test_a_line_without_an_id_is_named_by_file_and_line(self, tmp_path: Path) -> None:
        path = write(tmp_path, "a.jsonl", '{"text": "One."}\n\n{"text": "Two."}\n')
        assert [d.doc for d in read(path) if isinstance(d, Document)] == ["a-1", "a-3"]

    def test_a_page_of_articles_is_never_split(self, tmp_path: Path) -> None:
        body = " ".join([PROSE] * 6)
        page = "\n\n".join(
            f"Fibre Reaches The Villages Of {place}\n\n{body}" for place in ("Osh", "Baku", "Astana")
        )
        assert one(write(tmp_path, "a.jsonl", json.dumps({"text": page}))).text == page

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            (b"[1, 2]", 'line 2 is not a JSON object; write one {"text": ...} a line'),
            (b'"text"', 'line 2 is not a JSON object; write one {"text": ...} a line'),
            (b'{"text": ', "line 2 is not JSON (Expecting value at column 10); write one object a line"),
            (b'{"doc": "b"}', 'line 2 has no text; give it a "text" with the whole document'),
            (b'{"text": "  "}', 'line 2 has no text; give it a "text" with the whole document'),
            (b'{"text": 5}', 'line 2 has no text; give it a "text" with the whole document'),
            (
                b'{"text": "Ten", "published": "soon"}',
                "line 2: its date 'soon' is not a date; write it like 2024-06-18",
            ),
            (b"[" * 200_000, "line 2 is not JSON that can be read; write one plain object a line"),
            (
                b'{"text": "caf\xe9"}',
                "line 2: it is not UTF-8 at byte 13 of the line; convert it to UTF-8 and read again",
            ),
            (
                b'{"doc": "b", "text": "half \\ud800"}',
                "b holds half a character (a lone surrogate); write the character whole",
            ),
        ],
        ids=lambda value: value[:20] if isinstance(value, bytes) else "",
    )
    def test_a_bad_line_is_named_and_the_others_are_read(
        self, tmp_path: Path, line: bytes, reason: str
    ) -> None:
        path = write(
            tmp_path,
            "a.jsonl",
            b'{"doc": "a", "text": "One."}\n' + line + b'\n{"doc": "c", "text": "Three."}\n',
        )
        first, bad, last = read(path)
        assert [item.doc for item in (first, last) if isinstance(item, Document)] == ["a", "c"]
        assert bad == Refusal(path, reason)

    @given(
        st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])).filter(str.strip), unique=True)
    )
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
    def test_what_is_written_is_read_back(self, tmp_path: Path, texts: list[str]) -> None:
        path = write(
            tmp_path, "a.jsonl", "".join(json.dumps({"text": text}) + "\n" for text in [*texts, "end"])
        )
        assert [item.text for item in read(path) if isinstance(item, Document)][: len(texts)] == texts
