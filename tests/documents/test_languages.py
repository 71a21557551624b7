"""The language of a document is told by its text; parts in another language are read as such."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectivity.documents import Document, read
from connectivity.documents.dating import date_text
from connectivity.documents.languages import language_of, runs
from connectivity.documents.pieces import piece_at, pieces

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = "The ministry said that the villages of the region will have fibre by the end of the year. "
RUSSIAN = "Министерство сообщило, что сёла области получат оптику до конца года, остальные подождут. "
KAZAKH = (
    "Министрлік облыс ауылдарына жыл соңына дейін оптикалық желі тартылатынын хабарлады, қалғаны күтеді. "
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (RUSSIAN, "ru"),
        (KAZAKH, "kk"),
        (
            "Le ministère a annoncé que les villages de la région auront la fibre avant la fin de l'année.",
            None,
        ),
        ("Міністерство повідомило, що села області отримають інтернет до кінця року, решта зачекає.", None),
        ("Вазорат хабар дод, ки деҳаҳои вилоят то охири сол ба шабакаи интернет пайваст мешаванд.", None),
        ("2 606 сёл", None),
        ("", None),
    ],
)
def test_the_letters_and_little_words_tell(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_names_in_latin_letters_do_not_make_a_text_english() -> None:
    assert (
        language_of("Kcell, Beeline и Tele2 запустят 5G и LTE Advanced до конца года, сообщил Telecom Daily.")
        == "ru"
    )


def test_a_page_in_two_languages_is_cut_between_them() -> None:
    text = f"{ENGLISH * 3}\n\n{RUSSIAN * 3}\n{KAZAKH * 3}"
    parts = list(pieces(Document(doc="a", text=text)))
    assert [part.lang for part in parts] == ["en", "ru", "kk"]
    assert "".join(part.text for part in parts) == text
    start, piece = piece_at(Document(doc="a", text=text), text.index(KAZAKH) + 5)
    assert (start, piece.lang) == (text.index(KAZAKH), "kk")


def test_a_quotation_or_a_name_in_another_language_is_not_cut_out() -> None:
    text = f"{RUSSIAN * 3}\n{ENGLISH}\n{RUSSIAN * 3}"
    assert [part.lang for part in pieces(Document(doc="a", text=text))] == ["ru"]


def test_what_someone_said_of_the_language_holds() -> None:
    (piece,) = pieces(Document(doc="a", text=RUSSIAN * 5, lang="kk"))
    assert piece.lang == "kk"


@given(st.lists(st.sampled_from([ENGLISH, RUSSIAN, KAZAKH, "2 606\n", "\n", "Ok. "]), max_size=12))
def test_runs_cover_the_text_in_order(parts: list[str]) -> None:
    text = "\n".join(parts)
    found = list(runs(text, "ru"))
    assert "".join(text[a:b] for a, b, _ in found) == text
    assert all(one[2] != other[2] for one, other in itertools.pairwise(found))


def test_the_text_outweighs_a_wrong_label_and_the_option_outweighs_both(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f'<html lang="en"><body><p>{RUSSIAN * 3}</p></body></html>', encoding="utf-8")
    (found,) = read([page])
    (forced,) = read([page], lang="kk")
    assert isinstance(found, Document)
    assert isinstance(forced, Document)
    assert (found.lang, forced.lang) == ("ru", "kk")


def test_a_text_in_another_language_keeps_its_label(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<html lang="fr"><body><p>Dix écoles ont la fibre.</p></body></html>', encoding="utf-8")
    (found,) = read([page])
    assert isinstance(found, Document)
    assert found.lang == "fr"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Итоги\n\n18 июня 2024 года, 10:35\n\nСёла подключат.", "2024-06-18"),
        ("Итоги\n\nОпубликовано: 18 июня 2024 г.\n\nСёла подключат.", "2024-06-18"),
        ("Қорытынды\n\n2024 жылғы 18 маусым\n\nАуылдар қосылады.", "2024-06-18"),
        ("АСТАНА, 16 июля 2024 г. — Министерство отчиталось.", "2024-07-16"),
        ("План\n\nК 1 сентября 2025 года подключат сёла.", None),
    ],
)
def test_a_line_that_is_a_date_tells_when_it_was_published(text: str, published: str | None) -> None:
    dated = date_text(text)
    assert (dated.published if dated else None) == published
