"""Real files in, documents and refusals out."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectivity.documents import Document, Refusal, read
from connectivity.documents.decoding import decode
from connectivity.documents.markdown import plain
from connectivity.documents.media import by_content
from connectivity.errors import DocumentError, UsageError
from tests.documents.samples import one, refused, write

SHARED = Path(__file__).parents[3] / "shared" / "input"
SENTENCE = "The ministry counted 2,606 villages with a fibre line, and more will follow in the coming years."
HTML = f"""<!doctype html>
<html lang="en-GB"><head><title>Villages get fibre | Steppe Daily</title>
<meta property="og:site_name" content="Steppe Daily">
<meta property="article:published_time" content="2024-06-18T10:00:00+05:00">
<link rel="canonical" href="https://example.org/villages"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Villages get fibre</h1><p>{SENTENCE}</p><p>{SENTENCE} {SENTENCE}</p>
<ul><li>Akmola: 612 villages</li><li>Kostanay: 558 villages</li></ul></article>
<footer>Copyright 2026 Steppe Daily</footer></body></html>
"""


class TestText:
    def test_a_text_file_is_a_document_named_by_its_stem(self, tmp_path: Path) -> None:
        text = "Villages get fibre\n\nAstana, 16 July 2024. Ten villages.\n"
        document = one(write(tmp_path, "fibre.txt", text))
        assert (document.doc, document.text, document.title) == ("fibre", text, "Villages get fibre")
        assert (document.published, document.published_source) == ("2024-07-16", "text")
        assert (document.page_start, document.lang, document.place) == (0, None, None)

    def test_a_byte_order_mark_and_windows_line_ends_are_unified(self, tmp_path: Path) -> None:
        assert one(write(tmp_path, "a.txt", b"\xef\xbb\xbfTen\r\nschools\r\n")).text == "Ten\nschools\n"

    @given(
        text=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)
    )
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
    def test_any_text_is_kept_to_the_code_point(self, tmp_path: Path, text: str) -> None:
        if not text.startswith("\ufeff") and by_content(text) == "text":
            assert one(write(tmp_path, "a.txt", text.replace("{", "").replace("[", "") or "x")).text

    def test_options_win_over_the_text_and_fill_what_is_missing(self, tmp_path: Path) -> None:
        path = write(tmp_path, "a.txt", "Fibre\n\nAstana, 16 July 2024. Ten villages.")
        document = one(path, published="2024-08", place="kz", lang="en")
        assert (document.published, document.published_source) == ("2024-08", "option")
        assert (document.place, document.lang) == ("KZ", "en")

    @pytest.mark.parametrize("option", [{"published": "soon"}, {"place": "Atlantis"}, {"lang": "english"}])
    def test_an_option_that_cannot_be_understood_is_an_error_at_once(self, option: dict[str, str]) -> None:
        with pytest.raises(UsageError, match=f"^--{next(iter(option))}: .* is not .*write"):
            read([], **option)


class TestMarkdown:
    FRONT = (
        "---\ntitle: Villages get fibre\npublisher: Steppe Daily\ndate: 2024-06-18\n"
        "url: https://example.org/a\nplace: NO\nlang: en\n---\n"
    )

    def test_front_matter_is_metadata_and_the_title_the_first_line(self, tmp_path: Path) -> None:
        document = one(
            write(tmp_path, "a.md", f"{self.FRONT}\nNow **447** [schools](https://example.org/2024).\n")
        )
        assert document.text == "Villages get fibre\n\nNow 447 schools.\n"
        assert (document.title, document.publisher, document.place) == (
            "Villages get fibre",
            "Steppe Daily",
            "NO",
        )
        assert (document.published, document.published_source, document.lang) == (
            "2024-06-18",
            "metadata",
            "en",
        )
        assert document.url == "https://example.org/a"

    def test_tables_have_no_rule_and_no_pipe_before_their_first_cell(self) -> None:
        table = "Fibre\n\n| Region | 2024 |\n|:---|---:|\n| Osh | 12 |\n|  | 13 |\n\nAfter | it.\n"
        assert plain(table) == "Fibre\n\nRegion | 2024 |\nOsh | 12 |\n|  | 13 |\n\nAfter | it.\n"

    def test_a_heading_that_is_the_title_stands_once(self, tmp_path: Path) -> None:
        assert (
            one(write(tmp_path, "a.md", f"{self.FRONT}\n# Villages get fibre\n\nTen.\n")).text.count(
                "get fibre"
            )
            == 1
        )

    def test_a_file_with_front_matter_is_one_document(self, tmp_path: Path) -> None:
        body = " ".join([SENTENCE] * 6)
        sections = "\n\n".join(
            f"Fibre Reaches The Villages Of {place}\n\n{body}" for place in ("Osh", "Baku", "Astana")
        )
        assert len(list(read(write(tmp_path, "a.md", sections)))) == 3
        assert one(write(tmp_path, "b.md", self.FRONT + sections)).doc == "b"

    def test_headings_of_sections_do_not_split(self, tmp_path: Path) -> None:
        body = " ".join([SENTENCE] * 6)
        page = "\n\n".join(
            f"## Fibre Reaches The Villages Of {place}\n\n{body}" for place in ("Osh", "Baku", "Astana")
        )
        assert one(write(tmp_path, "a.md", page)).doc == "a"

    @pytest.mark.parametrize(
        ("front", "reason"),
        [
            ("title: [", "its front matter is not YAML at line 3; mend the lines between the two ---"),
            ("- a\n- b", "its front matter is not a list of fields; write lines like title: Schools online"),
            ("date: last week", "its date 'last week' is not a date; write it like 2024-06-18"),
            ("place: Atlantis", "its place 'Atlantis' is not a country; write a code like KZ"),
        ],
    )
    def test_front_matter_that_cannot_be_understood(self, tmp_path: Path, front: str, reason: str) -> None:
        assert refused(write(tmp_path, "a.md", f"---\n{front}\n---\nTen schools.")) == reason

    def test_front_matter_without_text(self, tmp_path: Path) -> None:
        assert refused(write(tmp_path, "a.md", self.FRONT)).startswith(
            "it has no text after its front matter"
        )

    @given(st.text())
    def test_markup_is_taken_out_of_any_text_without_an_error(self, text: str) -> None:
        assert len(plain(text)) <= len(text)

    def test_a_long_line_of_marks_is_quick(self) -> None:
        assert plain("[" * 100_000) == "[" * 100_000
        assert plain("# " + "#a" * 50_000).endswith("#a")


class TestHtml:
    def test_main_text_and_metadata(self, tmp_path: Path) -> None:
        document = one(write(tmp_path, "a.html", HTML))
        assert document.text.split("\n\n")[0] == document.title == "Villages get fibre"
        assert document.text.count(SENTENCE) == 3
        assert "- Akmola: 612 villages\n- Kostanay: 558 villages" in document.text
        assert "Sport" not in document.text
        assert "2026" not in document.text
        assert (document.published, document.published_source) == ("2024-06-18", "metadata")
        assert (document.publisher, document.url, document.lang) == (
            "Steppe Daily",
            "https://example.org/villages",
            "en",
        )

    def test_a_page_with_one_main_heading_is_one_article(self, tmp_path: Path) -> None:
        def page(tag: str) -> str:
            places = ("Osh", "Baku", "Astana")
            stories = [
                f"<{tag}>Fibre Reaches Villages Of {p}</{tag}><p>{' '.join([SENTENCE] * 6)}</p>"
                for p in places
            ]
            return f"<html><body><article>{''.join(stories)}</article></body></html>"

        assert len(list(read(write(tmp_path, "many.html", page("h2"))))) == 3
        assert one(write(tmp_path, "one.html", page("h2").replace("<article>", "<article><h1>Villages</h1>")))

    def test_a_declared_encoding_is_used(self, tmp_path: Path) -> None:
        page = f'<html><head><meta charset="windows-1251"></head><body><p>{SENTENCE} Сёла.</p></body></html>'
        assert "Сёла." in one(write(tmp_path, "a.htm", page.encode("cp1251"))).text

    @pytest.mark.parametrize(
        "page",
        ["<html><body></body></html>", "<html><body><script>var a = 1</script></body></html>", "<html"],
    )
    def test_html_without_text(self, tmp_path: Path, page: str) -> None:
        assert (
            refused(write(tmp_path, "a.html", page))
            == "it is HTML without text; save the page once it has loaded and read that"
        )


class TestFoldersAndStreams:
    def test_a_folder_is_read_with_its_folders_in_order(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a.md", "deep/c.txt", "deep/photo.png", ".hidden/d.txt", "notes.pdf"):
            write(tmp_path, name, f"The file {name}.")
        assert [d.doc for d in read(tmp_path) if isinstance(d, Document)] == ["a", "b", "c"]

    def test_a_folder_without_documents(self, tmp_path: Path) -> None:
        write(tmp_path, "photo.png", b"\x89PNG")
        assert refused(str(tmp_path)).startswith("the folder holds no .txt, .md, .html or .jsonl file")

    def test_ids_are_unique_and_name_the_folder_where_they_clash(self, tmp_path: Path) -> None:
        write(tmp_path, "report.txt", "Ten schools.")
        write(tmp_path, "osh/report.txt", "Eleven schools.")
        write(tmp_path, "osh/report.md", "Twelve schools.")
        docs = [d.doc for d in read(tmp_path) if isinstance(d, Document)]
        assert docs == ["report", "osh/report", "osh/report~2"]

    def test_the_same_file_twice_is_one_document(self, tmp_path: Path) -> None:
        path = write(tmp_path, "a.txt", "Ten schools.")
        assert len(list(read([path, path]))) == 1

    def test_files_are_opened_only_when_their_turn_comes(self, tmp_path: Path) -> None:
        items = read([write(tmp_path, "a.txt", "Ten schools."), str(tmp_path / "b.txt")])
        assert isinstance(next(items), Document)
        write(tmp_path, "b.txt", "Eleven schools.")
        assert isinstance(next(items), Document)

    @pytest.mark.parametrize(
        ("data", "docs"),
        [
            (b"Ten schools.", ["stdin"]),
            (b'{"doc": "a", "text": "One."}\n{"text": "Two."}\n', ["a", "stdin-2"]),
            (b'{"doc": "a", "text": "One."}\nnot json\n', ["stdin"]),
            (HTML.encode(), ["stdin"]),
        ],
    )
    def test_standard_input(self, monkeypatch: pytest.MonkeyPatch, data: bytes, docs: list[str]) -> None:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        items = list(read("-"))
        assert [item.doc for item in items if isinstance(item, Document)] == docs
        assert {item.source for item in items} == {"-"}


class TestBadInput:
    @pytest.mark.parametrize(
        ("name", "content", "reason"),
        [
            ("a.txt", b"", "it is empty; give a file with text"),
            ("a.md", b" \n\t", "it is empty; give a file with text"),
            ("a.jsonl", b"\n\n", "it is empty; give a file with text"),
            ("a.html", b"", "it is empty; give a file with text"),
            (
                "a.txt",
                b"Ten\x00schools",
                "it is binary (byte 3 is zero), not text; give a text, Markdown, HTML or JSON lines file",
            ),
            (
                "a.txt",
                "Ten".encode("utf-16")[:-1],
                "it is UTF-16 that breaks at byte 6; save it anew as UTF-8",
            ),
            (
                "a.txt",
                b"one\ntwo\nthr\xffe",
                "it is not UTF-8 at byte 11 (line 3); convert it to UTF-8 and read again",
            ),
            (
                "a.txt",
                b"\xef\xbb\xbfab\xff",
                "it is not UTF-8 at byte 5 (line 1); convert it to UTF-8 and read again",
            ),
            (
                "a",
                b"%PDF-1.7 ...",
                "it is a PDF that is damaged or cut off; fetch it again",
            ),
            ("a.json", b'{"a":\n 1}', "it is JSON, not JSON lines; write one object with a text a line"),
        ],
    )
    def test_one_clear_sentence(self, tmp_path: Path, name: str, content: bytes, reason: str) -> None:
        assert refused(write(tmp_path, name, content)) == reason

    def test_a_missing_file(self, tmp_path: Path) -> None:
        assert refused(str(tmp_path / "none.txt")) == "there is no such file or folder; check the path"

    def test_a_path_that_no_disk_holds(self) -> None:
        assert refused("a\0b.txt").startswith(("it cannot be read", "there is no such file"))

    def test_a_file_that_may_not_be_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = write(tmp_path, "a.txt", "Ten schools.")

        def forbidden(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", forbidden)
        assert refused(path) == "it may not be read; give yourself the right to read it"

    def test_a_bad_file_does_not_stop_the_next(self, tmp_path: Path) -> None:
        items = list(
            read([write(tmp_path, "a.txt", b"\xff\xfe\x00"), write(tmp_path, "b.txt", "Ten schools.")])
        )
        assert [type(item) for item in items] == [Refusal, Document]

    @given(data=st.binary(max_size=300), suffix=st.sampled_from([".txt", ".md", ".html", ".jsonl", ""]))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
    def test_any_bytes_are_read_or_refused_in_one_line(
        self, tmp_path: Path, data: bytes, suffix: str
    ) -> None:
        ids = []
        for item in read(write(tmp_path, f"a{suffix}", data)):
            if isinstance(item, Refusal):
                assert "\n" not in str(item)
            else:
                ids.append(item.doc)
                assert item.text.strip()
        assert len(ids) == len(set(ids))

    @given(st.binary(max_size=200))
    def test_decoding_gives_back_the_bytes_or_refuses(self, data: bytes) -> None:
        try:
            text = decode(data)
        except DocumentError:
            text = None
        assert text is None or text.encode() == data.removeprefix(b"\xef\xbb\xbf")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared page is not here")
def test_the_articles_of_the_page_are_dated() -> None:
    dated = {
        d.doc[-1]: (d.published, d.published_source)
        for d in read(SHARED / "000_6e06efcd8ff3adc3.txt")
        if isinstance(d, Document)
    }
    assert dated["6"] == ("2024-06-18", "inferred")
    assert dated["3"] == ("2025-01-14", "inferred")
    assert dated["0"] == dated["1"] == dated["4"] == (None, None)
