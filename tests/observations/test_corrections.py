from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.errors import CorrectionError
from connectivity.extraction.figure import FIGURE_SCHEMA
from connectivity.observations import (
    Corrected,
    Correction,
    add_correction,
    apply_corrections,
    load_corrections,
    reconcile,
)
from connectivity.observations.corrections import FIELDS, parse_corrections

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Title 10.\n\nWired lines reach 2,606 villages. Some 10 schools of 10 towns use it! Nothing else."
DOCUMENTS = pl.DataFrame({"doc": ["a", "b~1234", "b~5678"], "text": [TEXT, "x", "y"]}).with_columns(
    pl.lit(None, dtype=pl.String).alias(name) for name in ("published", "publisher", "url")
)


def figure(surface: str, start: int, value: Any, **given: Any) -> dict[str, Any]:
    known = {
        "figure": f"a@{start}",
        "doc": "a",
        "start": start,
        "end": start + len(surface),
        "sentence_start": 11,
        "sentence_end": 44,
        "surface": surface,
        "value": float(value),
        "low": float(value),
        "high": float(value),
        "unit": "settlement",
        "bound": "exact",
        "indicator": "settlements",
        "technology": "wired",
        "aspect": "connected",
        "status": "actual",
        "confidence": 0.5,
    }
    return {name: (known | given).get(name) for name in FIGURE_SCHEMA}


FIGURES = pl.DataFrame(
    [figure("2,606", 29, 2606), figure("10", 50, 10, unit="school"), figure("10", 64, 10, unit="city")],
    schema=FIGURE_SCHEMA,
)


def corrected(*corrections: Correction) -> Corrected:
    return apply_corrections(FIGURES, DOCUMENTS, corrections)


def entry(action: str, surface: str = "2,606", **given: Any) -> Correction:
    return Correction(doc=given.pop("doc", "a"), surface=surface, action=action, reason="checked", **given)


def why(*corrections: Correction) -> str:
    outcome = corrected(*corrections)
    assert outcome.figures.equals(FIGURES)
    assert not outcome.applied
    (stale,) = outcome.stale
    assert "\n" not in str(stale)
    return stale.why


def test_a_rejected_figure_is_gone() -> None:
    outcome = corrected(entry("reject", expect={"value": 2606, "technology": "wired"}))
    assert outcome.figures["start"].to_list() == [50, 64]
    assert [applied.figure for applied in outcome.applied] == ["a@29"]


def test_set_fields_are_set_and_nothing_else() -> None:
    fields = {"technology": "fibre", "period": "2024-06", "place": "KZ"}
    outcome = corrected(entry("set", fields=fields, expect={"technology": "wired"}))
    row = outcome.figures.row(0, named=True)
    assert {name: row[name] for name in fields} == fields
    assert (row["period_source"], row["confidence"]) == ("stated", 1.0)
    others = [name for name in FIGURE_SCHEMA if name not in (*fields, "period_source", "confidence")]
    assert outcome.figures.select(others).equals(FIGURES.select(others))


@pytest.mark.parametrize(
    ("fields", "interval"),
    [
        ({"value": 2700.0}, (2700, 2700)),
        ({"bound": "over"}, (2606, None)),
        ({"bound": "up_to", "value": 10.0}, (None, 10)),
        ({"value": 20.0, "value_upper": 30.0}, (20, 30)),
        ({"value": 100.0, "bound": "about"}, (90, 110)),
        ({"value": 100.0, "low": 90.0, "high": None}, (90, None)),
        ({"unit": "school"}, (2606, 2606)),
    ],
)
def test_the_interval_follows_from_what_is_set(
    fields: dict[str, Any], interval: tuple[float | None, float | None]
) -> None:
    row = corrected(entry("set", fields=fields)).figures.row(0, named=True)
    assert (row["low"], row["high"]) == interval


def test_an_added_figure_stands_at_its_place_in_its_sentence() -> None:
    fields = {"value": 10.0, "unit": "rank", "indicator": "rank"}
    outcome = corrected(entry("add", "10", start=6, fields=fields))
    row = outcome.figures.row(0, named=True)
    assert (row["figure"], row["start"], row["end"], row["status"]) == ("a@6", 6, 8, "actual")
    assert TEXT[row["sentence_start"] : row["sentence_end"]] == "Title 10."
    assert (row["low"], row["high"]) == (10, 10)
    later = corrected(entry("add", "towns", fields=fields)).figures.row(3, named=True)
    assert TEXT[later["sentence_start"] : later["sentence_end"]] == "Some 10 schools of 10 towns use it!"


def test_several_entries_of_one_figure_add_up() -> None:
    outcome = corrected(
        entry("set", fields={"technology": "fibre"}),
        entry("set", fields={"place": "KZ"}, expect={"technology": "wired"}),
    )
    row = outcome.figures.row(0, named=True)
    assert (row["technology"], row["place"]) == ("fibre", "KZ")


ADDED = {"value": 1.0, "unit": "rank", "indicator": "rank"}


@pytest.mark.parametrize(
    ("correction", "words"),
    [
        (entry("reject", expect={"value": 2607}), "expects value 2607, extracted is 2606"),
        (entry("reject", expect={"place": "KZ"}), "expects place 'KZ', extracted is None"),
        (entry("set", "2,607", fields={"place": "KZ"}), "no such figure is extracted"),
        (entry("reject", "10"), "2 figures have this surface; give the start"),
        (entry("reject", "10", start=51), "no such figure"),
        (entry("reject", doc="c"), "no document with that id"),
        (entry("reject", doc="b"), "b~1234, b~5678; name one"),
        (entry("add", fields=ADDED), "use set instead of add"),
        (entry("add", "10", fields=ADDED), "3 places; give the start"),
        (entry("add", "11", fields=ADDED), "does not have this surface"),
        (entry("add", "10", start=7, fields=ADDED), "does not have this surface there"),
    ],
)
def test_a_stale_entry_says_why_and_changes_nothing(correction: Correction, words: str) -> None:
    assert words in why(correction)


def test_after_a_rejection_nothing_is_set() -> None:
    outcome = corrected(entry("reject"), entry("set", fields={"place": "KZ"}))
    assert outcome.figures.height == 2
    assert "earlier entry rejects" in outcome.stale[0].why


def test_observations_know_that_they_were_corrected() -> None:
    corrections = [entry("set", fields={"value": 2700.0}), entry("reject", "10", start=50)]
    observations = reconcile(FIGURES.lazy(), DOCUMENTS.lazy(), corrections).collect()
    rows = observations.select("unit", "value", "corrected").rows()
    assert rows == [("city", 10, False), ("settlement", 2700, True)]


@settings(deadline=None)
@given(
    st.sampled_from(["value", "technology", "unit", "place"]),
    st.sampled_from([2606.0, "wired", "settlement", None, 2607.0, "fibre", "school", "KZ"]),
)
def test_an_entry_is_applied_if_and_only_if_its_guard_holds(name: str, value: Any) -> None:
    outcome = corrected(entry("reject", expect={name: value}))
    holds = FIGURES.row(0, named=True)[name] == value
    assert (outcome.figures.height == 2) == holds == bool(outcome.applied) == (not outcome.stale)


FILE = """# Kept by the statistics team.

[[correction]]  # first
doc = "a"
surface = "2,606"
start = 29
action = "set"
set = { technology = "fibre", place = "" }
expect = { value = 2606 }
reason = "the line is optical"
who = "A. Analyst"
when = 2026-11-24
"""


def test_a_file_is_read_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(FILE, encoding="utf-8")
    assert load_corrections(path) == (
        Correction(
            doc="a",
            surface="2,606",
            start=29,
            action="set",
            fields={"technology": "fibre", "place": None},
            expect={"value": 2606.0},
            reason="the line is optical",
            who="A. Analyst",
            when="2026-11-24",
            file=str(path),
            entry=1,
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('doc = "a"\n', "", "it has no doc; add doc"),
        ('reason = "the line is optical"\n', "", "it has no reason; add reason"),
        ("the line is optical", " ", "it has no reason"),
        ('action = "set"', 'action = "sett"', "unknown action 'sett'; did you mean 'set'?"),
        ('action = "set"', 'action = "reject"', "action 'reject' and 'set' do not fit; remove set"),
        ("set = {", "add = {", "give the fields as set"),
        ("technology =", "tecnology =", "unknown field 'tecnology'; did you mean 'technology'?"),
        ("technology =", "start =", "unknown field 'start'"),
        ("value = 2606", 'value = "2606"', "expect: value is '2606'; give a number"),
        ("value = 2606", "value = nan", "give a number"),
        ("value = 2606", "value = true", "give a number"),
        ('technology = "fibre"', "technology = 5", "technology is 5; give it as text in quotes"),
        ('technology = "fibre"', 'unit = ""', "unit is ''; give it as text"),
        (
            'technology = "fibre"',
            'status = "plan"',
            "unknown status 'plan'; use one of actual, target, estimate",
        ),
        ('technology = "fibre"', 'period = "June"', "period 'June' is no period; write 2024"),
        ('technology = "fibre"', 'period = "2024-13"', "no period"),
        ('technology = "fibre"', 'period = "2024/2023"', "ends before it begins"),
        ("start = 29", 'start = "29"', "start is '29'; give the offset"),
        ("start = 29", "start = -1", "start is -1"),
        ("who =", "whom =", "unknown key 'whom'; did you mean 'who'?"),
        ("when = 2026-11-24", "when = 3", "when is 3; write it as text"),
        ('set = { technology = "fibre", place = "" }', "set = {}", "it sets nothing; name it in set"),
        ('set = { technology = "fibre", place = "" }', 'set = "fibre"', "not a table of fields"),
    ],
)
def test_a_wrong_entry_is_named_with_file_entry_line_and_mend(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    path = tmp_path / "corrections.toml"
    assert old in FILE
    path.write_text(FILE + "\n" + FILE.replace(old, new), encoding="utf-8")
    with pytest.raises(CorrectionError) as error:
        load_corrections(path)
    assert str(error.value).startswith(f"{path}, entry 2 (line 16)")
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_an_added_figure_needs_value_unit_and_indicator() -> None:
    text = (
        '[[correction]]\ndoc = "a"\nsurface = "10"\naction = "add"\nreason = "missed"\nadd = { value = 10 }'
    )
    with pytest.raises(CorrectionError, match="an added figure needs unit; name it in add"):
        parse_corrections(text, "corrections.toml")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[[correction]\n", "it is not TOML"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[[corrections]]\n", "'corrections' is not known; each entry begins with"),
        (b"correction = 3\n", "not a list of tables"),
        (b"[correction]\n", "not a list of tables"),
    ],
)
def test_a_file_of_another_form_is_refused_in_a_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "corrections.toml"
    path.write_bytes(content)
    with pytest.raises(CorrectionError) as error:
        load_corrections(path)
    assert str(error.value).startswith(f"{path}: ")
    assert words in str(error.value)
    before = path.read_bytes()
    with pytest.raises(CorrectionError):
        add_correction(path, entry("reject"))
    assert path.read_bytes() == before


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match="No such file"):
        load_corrections(tmp_path / "none.toml")


def test_an_empty_file_holds_no_corrections(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text("# nothing yet\n", encoding="utf-8")
    assert load_corrections(path) == ()
    assert add_correction(path, entry("reject")).entry == 1
    assert path.read_text(encoding="utf-8").startswith("# nothing yet\n")


def test_adding_keeps_what_people_wrote(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(FILE, encoding="utf-8")
    added = add_correction(
        path, entry("set", fields={"value": 10.0, "place": None}, who="B", when="2026-11-24")
    )
    assert added.entry == 2
    assert path.read_text(encoding="utf-8").startswith(FILE)
    assert load_corrections(path)[1] == added
    assert [file.name for file in tmp_path.iterdir()] == ["corrections.toml"]


def test_a_wrong_correction_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    for wrong in (entry("drop"), entry("set"), entry("add", fields={"value": 1.0})):
        with pytest.raises(CorrectionError):
            add_correction(path, wrong)
    assert not path.exists()


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match="cannot be written"):
        add_correction(tmp_path / "none" / "corrections.toml", entry("reject"))


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1).filter(str.strip)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
CORRECTIONS = st.builds(
    Correction,
    doc=WORDS,
    surface=WORDS,
    reason=WORDS,
    start=st.none() | st.integers(0, 10**9),
    who=st.none() | WORDS,
    when=st.none() | st.dates().map(str),
    expect=st.fixed_dictionaries({}, optional={"value": NUMBERS, "group": WORDS, "technology": st.none()}),
    action=st.just("set"),
    fields=st.fixed_dictionaries({"high": NUMBERS}, optional={"place": WORDS, "group": st.none()}),
)


@settings(deadline=None)
@given(st.lists(CORRECTIONS, min_size=1, max_size=3))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, corrections: list[Correction]
) -> None:
    path = tmp_path_factory.mktemp("files") / "corrections.toml"
    added = [add_correction(path, correction) for correction in corrections]
    read = load_corrections(path)
    assert list(read) == added
    tomllib.loads(path.read_text(encoding="utf-8"))
    names = ("doc", "surface", "reason", "start", "who", "when", "fields", "expect", "action")
    for correction, back in zip(corrections, read, strict=True):
        assert all(getattr(correction, name) == getattr(back, name) for name in names)


def test_fields_are_columns_of_figures() -> None:
    assert set(FIELDS) < set(FIGURE_SCHEMA)
