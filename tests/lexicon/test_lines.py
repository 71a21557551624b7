"""Each key and list item of a TOML file is found on its line."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.lexicon.lines import line_numbers, line_of

if TYPE_CHECKING:
    from connectivity.lexicon.lines import Place

TEXT = """# words of ours
language = "en"
release = 2024-06-18 10:00:00
a."b.c".d = 1.5

[[thing]]
words = [
  "kiosk", # one
  '''market
stall''',
  "a [b] # = {c}",
]

[[thing]]
unit = "x"
[thing.inner]
deep = { one = 1, two = [1, 2] }

[[period.pattern]]
match = '(?:a|b)'
[[period.pattern]]
match = \"\"\"
two "quoted" lines\\\"\"\"\"
form = "year"
"""


def test_keys_items_and_tables_have_their_lines() -> None:
    tomllib.loads(TEXT)
    lines = line_numbers(TEXT)
    expected: dict[Place, int] = {
        ("language",): 2,
        ("a", "b.c", "d"): 4,
        ("thing", 0): 6,
        ("thing", 0, "words"): 7,
        ("thing", 0, "words", 0): 8,
        ("thing", 0, "words", 1): 9,
        ("thing", 0, "words", 2): 11,
        ("thing", 1): 14,
        ("thing", 1, "inner", "deep", "two", 1): 17,
        ("period", "pattern", 1): 21,
        ("period", "pattern", 1, "match"): 22,
        ("period", "pattern", 1, "form"): 24,
    }
    assert {place: lines.get(place) for place in expected} == expected


def test_lines_end_as_files_of_windows_do() -> None:
    assert line_numbers('a = 1\r\nb = ["x",\r\n"y"]\r\n')["b", 1] == 3


def test_a_place_without_a_line_has_that_of_what_it_is_in() -> None:
    lines = line_numbers("[[thing]]\nwords = []")
    assert line_of(("thing", 0, "unit"), lines) == 1
    assert line_of(("thing", 0, "words", 3), lines) == 2
    assert line_of(("nothing",), lines) == 1


def places(value: Any, place: Place = ()) -> list[Place]:
    inner = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    found = [below for key, child in inner for below in places(child, (*place, key))]
    return [place, *found] if place else found


KEYS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=6)
VALUES = st.recursive(
    st.one_of(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12),
        st.integers(-(2**40), 2**40),
        st.floats(allow_nan=False, allow_infinity=False),
        st.booleans(),
        st.datetimes(),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_every_value_of_any_file_has_a_line(tables: dict[str, Any]) -> None:
    text = tomlkit.dumps(tables)
    parsed = tomllib.loads(text)
    assert set(places(parsed)) <= set(line_numbers(text)) | set_tables(parsed)


def set_tables(tables: dict[str, Any]) -> set[Place]:
    """Arrays and tables that no line of their own opens: [a.b] opens a, [[a]] opens its items."""
    return {place for place in places(tables) if isinstance(value_at(tables, place), list | dict)}


def value_at(tables: Any, place: Place) -> Any:
    for key in place:
        tables = tables[key]
    return tables


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["[[thing]]", "", "# [[thing]]"]), st.integers(0, 3)), max_size=8))
def test_a_key_stands_where_it_was_written(blocks: list[tuple[str, int]]) -> None:
    written: list[str] = []
    expected: dict[Place, int] = {}
    number = -1
    for header, count in blocks:
        if header == "[[thing]]":
            number += 1
        written.append(header)
        for _ in range(count if number >= 0 else 0):
            key = f"key{len(written)}"
            written.append(f'{key} = ["{key}", """\n{key}"""]'.replace("\n", "\\n"))
            expected["thing", number, key] = len(written)
    text = "\n".join(written)
    tomllib.loads(text)
    lines = line_numbers(text)
    assert {place: lines[place] for place in expected} == expected
