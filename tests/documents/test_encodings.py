"""Text in other encodings is read where the encoding can be told, and refused where it cannot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectivity.documents.decoding import decode_any, decode_html
from connectivity.errors import DocumentError

RUSSIAN = "Сегодня в районе подключено 47 сёл, остальные сёла будут подключены в следующем году. "
FRENCH = "Le ministère a compté 2 606 villages raccordés à la fibre ; d’autres suivront à l’été 2024. "
ENGLISH = (
    "The ministry’s count was “2,606 villages” – about €4.8 billion in all – and more will follow soon. "
)
CHINESE = "哈萨克斯坦有2606个村庄接入了光纤网络，其他村庄将在明年接入。教育部表示，447所学校已经上网。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "utf-32"),
        (FRENCH, "cp1252"),
        (ENGLISH, "cp1252"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (CHINESE, "gb18030"),
        (CHINESE, "utf-8-sig"),
    ],
)
@pytest.mark.parametrize("times", [2, 9])
def test_an_encoding_is_recognised(text: str, encoding: str, times: int) -> None:
    assert decode_any((text * times).encode(encoding)) == text * times


@pytest.mark.parametrize("declared", ["windows-1251", "CP1251"])
def test_a_declared_encoding_is_believed(declared: str) -> None:
    assert decode_any("Сёла".encode("cp1251"), declared) == "Сёла"
    page = f'<meta http-equiv=Content-Type content="text/html; charset={declared}"><p>Сёла'
    assert decode_html(page.encode("cp1251")).endswith("Сёла")
    xml = f'<?xml version="1.0" encoding="{declared}"?><rss>Сёла</rss>'
    assert decode_html(xml.encode("cp1251")).endswith("Сёла</rss>")


def test_a_header_wins_over_the_markup() -> None:
    assert decode_html('<meta charset="koi8-r"><p>Сёла'.encode("cp1251"), "cp1251").endswith("Сёла")


def test_utf8_with_a_broken_byte_is_not_taken_for_other_letters() -> None:
    data = (RUSSIAN * 9).encode()
    broken = data[:200] + b"\xff" + data[200:]
    with pytest.raises(DocumentError, match=r"^it is not UTF-8 at byte 200 \(line 1\)"):
        decode_any(broken)
    assert decode_html(broken).count("\ufffd") == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bytes(range(256)) * 40, "it is binary (byte 0 is zero), not text"),
        (b"\x89PNG....", "it is an image, not text"),
        (b"{\\rtf1 Ten}", "it is a rich text document, not text"),
        (b"\xd0\xcf\x11\xe0....", "it is an old office document, not text"),
        (b"caf\xe9", "it is not UTF-8 at byte 3 (line 1)"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError) as caught:
        decode_any(data)
    assert str(caught.value).startswith(reason)


@given(
    st.binary(max_size=300), st.none() | st.sampled_from(["utf-8", "cp1251", "nonsense", "utf-16", "idna"])
)
def test_any_bytes_are_text_or_refused(data: bytes, declared: str | None) -> None:
    for decoder in (decode_any, decode_html):
        try:
            text = decoder(data, declared)
        except DocumentError as error:
            text = str(error)
        assert isinstance(text, str)
