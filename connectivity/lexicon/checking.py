"""Checks a user's lexicon, so that each wrong entry is a sentence with its line and not a failure later."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pycountry

from connectivity.lexicon.format import ASPECTS, table_of
from connectivity.lexicon.lines import Place, line_numbers, line_of
from connectivity.lexicon.shapes import instead, shape_problems
from connectivity.lexicon.words import SEVERAL, Declared, declared_words

__all__ = ["Fault", "Known", "faults_in", "known_by"]

Tables = Mapping[str, Any]
Problems = Iterator[tuple[Place, str]]

RATIOS: Final = ("%", "pp", "x", "rank", "money")
BUILT_IN: Final = "built in"
NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
CURRENCIES: Final = frozenset(currency.alpha_3 for currency in pycountry.currencies)
TYPO: Final = 0.85  # how alike a new name is to a known one that was probably meant
TYPO_OF_TECHNOLOGY: Final = 0.8  # their names are short
AT_LINE: Final = re.compile(r" \(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong in a lexicon file.

    Attributes:
        line: Where, from 1.
        problem: What is wrong and how it is mended.
        harmless: Whether the file can be used all the same, since it only says what is built in.
    """

    line: int
    problem: str
    harmless: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What a file is added to.

    Attributes:
        tables: The tables of the language.
        units: The units of measure.
        scales: The scales that have a factor.
        measures: Names of further units of measure.
        indicators: Indicators of the files before.
        technologies: Technologies of the files before.
        own_units: Units of the files before.
    """

    tables: Tables
    units: tuple[Tables, ...]
    scales: tuple[str, ...]
    measures: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    technologies: frozenset[str] = frozenset()
    own_units: frozenset[str] = frozenset()

    @property
    def built_in(self) -> frozenset[str]:
        """The built-in indicators."""
        named = (entry["indicator"] for kind in ("thing", "topic") for entry in self.tables.get(kind, ()))
        return frozenset(named) | {"other"}

    @property
    def usual_units(self) -> frozenset[str]:
        """The units that figures of this field have."""
        measured = {entry["unit"] for entry in (*self.units, *self.tables.get("thing", ()))}
        return frozenset(measured) | self.own_units | set(RATIOS)


def known_by(known: Known, tables: Tables) -> Known:
    """What is known after a file with these tables."""
    names = {entry["name"] for entry in tables.get("indicator", [])}
    units = {entry["unit"] for kind in ("indicator", "thing", "unit") for entry in tables.get(kind, [])}
    return Known(
        known.tables,
        known.units,
        known.scales,
        known.measures,
        known.indicators | names,
        known.technologies | set(tables.get("technology", {})),
        known.own_units | units,
    )


def faults_in(text: str, known: Known) -> tuple[Fault, ...]:
    """Everything that is wrong in a file, by line.

    Args:
        text: The file's.
        known: What it is added to.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = AT_LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + (not text.endswith("\n"))
        message = AT_LINE.sub("", str(error))
        return (Fault(line, f"it is no valid TOML: {message[:1].lower()}{message[1:]}; mend that place"),)
    except RecursionError:
        return (Fault(1, "its lists are nested too deeply; a lexicon needs no such depth"),)
    problems = list(shape_problems(tables, known.tables))
    sound = _sound(tables, {place for place, _ in problems})
    for check in (_indicators, _names, _units, _places, _removals):
        problems += check(sound, known)
    lines = line_numbers(text)
    faults = {Fault(line_of(place, lines), problem) for place, problem in problems}
    faults |= {Fault(line_of(d.place, lines), *problem) for d, problem in _repeats(sound, known)}
    return tuple(sorted(faults))


def _sound(tables: Tables, wrong: set[Place]) -> dict[str, Any]:
    """The tables without what is wrong; an entry that lacks something needed is left empty."""
    heads = {place[:3] for place in wrong}
    sound: dict[str, Any] = {}
    for name, table in tables.items():
        form = table_of(name)
        if (name,) in wrong or form is None:
            continue  # a table without a description has no names to check
        if form.shape == "entries":
            needed = {key.name for key in form.keys if key.required}
            left = [{k: v for k, v in e.items() if (name, i, k) not in heads} for i, e in enumerate(table)]
            sound[name] = [entry if needed <= entry.keys() else {} for entry in left]
        else:
            bad = {place[1] for place in wrong if place[0] == name}
            sound[name] = {key: value for key, value in table.items() if key not in bad}
    return sound


def _entries(tables: Tables, kind: str) -> Iterator[tuple[Place, Tables]]:
    """The sound entries of a kind with their places."""
    yield from (((kind, number), entry) for number, entry in enumerate(tables.get(kind, [])) if entry)


def _indicators(tables: Tables, known: Known) -> Problems:
    seen: set[str] = set()
    for place, entry in _entries(tables, "indicator"):
        name = entry["name"]
        if name in known.built_in:
            yield (*place, "name"), f"{name!r} is built in; add words to it with [[thing]] or [[topic]]"
        elif not NAME.fullmatch(name):
            yield (*place, "name"), f"the name {name!r} may have only small letters, digits and _"
        elif name in seen:
            yield (*place, "name"), f"{name!r} is declared twice; make one entry of both"
        seen.add(name)
        if not entry.get("things") and not entry.get("words"):
            yield place, f"nothing would find {name!r}; give it things or words"
        like = entry.get("like")
        if like is not None and like not in known.built_in:
            yield (
                (*place, "like"),
                f"there is no built-in indicator {like!r}; {instead(like, known.built_in)}",
            )
        for number, aspect in enumerate(entry.get("aspects", [])):
            if aspect not in ASPECTS:
                problem = f"there is no aspect {aspect!r}; {instead(aspect, ASPECTS)}"
                yield (*place, "aspects", number), problem


def _names(tables: Tables, known: Known) -> Problems:
    """Names that must be known, or that look like a known one mistyped."""
    declared = {entry["name"] for _, entry in _entries(tables, "indicator")} | known.indicators
    indicators = known.built_in | declared
    for kind in ("thing", "topic"):
        for place, entry in _entries(tables, kind):
            name = entry["indicator"]
            if name not in indicators:
                mend = f"{instead(name, indicators)} A new one is declared with [[indicator]]"
                yield (*place, "indicator"), f"there is no indicator {name!r}; {mend}"
    for kind, names in (
        ("cue", known.tables.get("cue", {})),
        ("bound", known.tables.get("bound", {})),
        ("scale", known.scales),
    ):
        for name in tables.get(kind, {}):
            if name not in names:
                yield (kind, name), f"[{kind}] has no {name!r}; {instead(name, names)}"
    technologies = {*known.tables.get("technology", {}), *known.technologies}
    for name in tables.get("technology", {}):
        mend = instead(name, technologies, TYPO_OF_TECHNOLOGY)
        if (
            name not in technologies
            and not NAME.fullmatch(name.replace("4g", "g4"))
            and not name[:1].isdigit()
        ):
            yield ("technology", name), f"the name {name!r} may have only small letters, digits and _"
        elif name not in technologies and mend.startswith("did"):
            yield ("technology", name), f"there is no technology {name!r}; {mend}"


def _units(tables: Tables, known: Known) -> Problems:
    """Units that look like a known one mistyped, or like no unit at all."""
    measured = {entry["unit"] for _, entry in _entries(tables, "unit")}
    units = known.usual_units | measured
    for kind in ("indicator", "thing"):
        for place, entry in _entries(tables, kind):
            unit = entry["unit"]
            if unit in units or unit in CURRENCIES or unit in known.measures:
                continue
            mend = instead(unit, units, TYPO)
            if mend.startswith("did"):
                yield (*place, "unit"), f"there is no unit {unit!r}; {mend}"
            elif not NAME.fullmatch(unit):
                problem = f"the unit {unit!r} is neither known nor a noun in small letters, digits and _"
                yield (*place, "unit"), f"{problem}; a unit of measure is declared with [[unit]]"


def _places(tables: Tables, _known: Known) -> Problems:
    for place, entry in _entries(tables, "place"):
        country, _, name = entry["place"].partition(":")
        if pycountry.countries.get(alpha_2=country) is None or country != country.upper():
            problem = f"{entry['place']!r} does not begin with the code of a country"
            yield (*place, "place"), f'{problem}; write "KE:Konza" for a place in Kenya'
        elif ":" in entry["place"] and not name.strip():
            yield (*place, "place"), f'{entry["place"]!r} has no name behind the colon; write "KE:Konza"'


def _removals(tables: Tables, known: Known) -> Problems:
    built_in = list(declared_words(known.tables, {}))
    for kind, words in tables.get("remove", {}).items():
        there = {declared.word for declared in built_in if declared.kind == kind}
        for number, word in enumerate(words):
            if word not in there:
                problem = f"{word!r} is no word of {kind} that is built in"
                yield ("remove", kind, number), f"{problem}; {instead(word, there, TYPO)}"


def _repeats(tables: Tables, known: Known) -> Iterator[tuple[Declared, tuple[str, bool]]]:
    """Words that are built in already, or stand twice in the file, and whether it is harmless."""
    rules = {**known.tables.get("plural", {}), **tables.get("plural", {})}
    removed = {(kind, word) for kind, words in tables.get("remove", {}).items() for word in words}
    built_in = declared_words({**known.tables, "unit": known.units}, rules)
    before: dict[tuple[str, ...], tuple[Declared, str]] = {}
    for declared in built_in:
        if (declared.kind, declared.word) not in removed:
            before.update((key, (declared, BUILT_IN)) for key in _keys(declared))
    for declared in declared_words(tables, rules):
        for key in _keys(declared):
            if key in before:
                other, where = before[key]
                harmless = where == BUILT_IN and other.meaning == declared.meaning
                yield declared, (_repeated(declared, other, where), harmless)
                break
        before.update((key, (declared, "above")) for key in _keys(declared))


def _keys(declared: Declared) -> Iterator[tuple[str, ...]]:
    for form in declared.forms:
        meaning = (declared.meaning,) if declared.kind in SEVERAL else ()
        yield (declared.kind, form, *meaning)


def _repeated(declared: Declared, other: Declared, where: str) -> str:
    if other.meaning == declared.meaning:
        return f"{declared.word!r} means {other.meaning} already ({where}: {other.word!r}); take it out"
    problem = f"{declared.word!r} means {other.meaning} ({where}), and cannot mean {declared.meaning} too"
    if where == BUILT_IN and declared.kind in ("thing", "technology"):
        return f'{problem}; choose another word, or write [remove] {declared.kind} = ["{other.word}"]'
    return f"{problem}; choose another word"
