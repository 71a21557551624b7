"""Finds dates, periods and words that stand for them, and says which periods each can mean."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import connectivity.extraction.columns as pl

from connectivity.extraction.calendar_words import month_names, words_to_number
from connectivity.extraction.periods import first_day, last_day
from connectivity.extraction.relative_periods import RELATIVE
from connectivity.extraction.resolver import Meaning, Resolver
from connectivity.extraction.stated_periods import STATED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from connectivity.extraction.text import Batch
    from connectivity.lexicon import Lexicon

__all__ = ["PERIOD_SCHEMA", "find_periods"]

PERIOD_SCHEMA: Final = pl.Schema(
    {
        "start": pl.Int64,
        "end": pl.Int64,
        "value": pl.String,  # ISO 8601
        "role": pl.String,  # in, by, since, end, first, interval, year_ago, anchor, now, next
        "form": pl.String,
        "source": pl.String,  # stated, relative
        "doc": pl.Int64,
    }
)
WINDOW: Final = 30
NOT_ANCHORS: Final = frozenset(
    {"now", "year_ago", "month_ago", "quarter_ago", "same_period", "previous_year", "same_as_before"}
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The period patterns of a language as one expression."""

    expression: re.Pattern[str]
    forms: tuple[Mapping[str, Any], ...]
    groups: tuple[Mapping[str, int], ...]
    by: re.Pattern[str]
    since: re.Pattern[str]
    base: re.Pattern[str]


@functools.lru_cache(maxsize=8)
def grammar(lexicon: Lexicon) -> Grammar:
    """Compile the [period] table of a lexicon."""
    table = lexicon.tables["period"]
    months = "|".join(sorted((re.escape(m) for m in month_names(lexicon.language)), key=len, reverse=True))
    number = r"\d{1,2}|" + "|".join(words_to_number(lexicon.language))
    parts = {
        "y": r"(?P<y>(?:19|20)\d\d)",
        "y2": r"(?P<y2>(?:19|20)\d\d)",
        "m": rf"(?P<m>{months})\.?",
        "m2": rf"(?P<m2>{months})\.?",
        "mb": rf"(?P<m>{months})\.?",
        "d": r"(?P<d>3[01]|[12]\d|0?[1-9])",
        "n": rf"(?P<n>{number})",
        "nb": rf"(?P<n>{number})",
        "nc": rf"(?P<n>{number})",
        "decade": r"(?:19|20)\d0",
    }
    branches = []
    for number_of, pattern in enumerate(table["pattern"]):
        body = re.sub(r"\{(\w+)\}", lambda found: parts.get(found.group(1), found.group(0)), pattern["match"])
        seen: dict[str, int] = {}
        branches.append(f"(?P<f{number_of}>{unique_groups(body, number_of, seen)})")
    expression = re.compile(r"(?<![\w])(?:" + "|".join(branches) + r")(?!\w)")
    groups: list[dict[str, int]] = [{} for _ in branches]
    for name, index in expression.groupindex.items():
        if "__" in name:
            key, number_of = name.split("__")[0], int(name.split("__")[1])
            groups[number_of].setdefault(key, index)
    before = (
        r"(?:{0})\s+(?:the\s+)?"
        r"(?:(?:end|middle|start|beginning|close|second\s+half|first\s+half)\s+of\s+)?(?:the\s+)?$"
    )
    return Grammar(
        expression,
        tuple(table["pattern"]),
        tuple(groups),
        re.compile(r"(?<!\w)" + before.format(table["by"])),
        re.compile(r"(?<!\w)" + before.format(table["since"])),
        re.compile(
            r"(?<!\w)(?:"
            + table["base"]
            + r")\s+(?:"
            + table["in"]
            + r")?\s*(?:the\s+)?(?:(?:end|middle|start|beginning|close)\s+of\s+)?(?:the\s+)?$"
        ),
    )


def unique_groups(body: str, branch: int, seen: dict[str, int]) -> str:
    """The expression with its group names made unique to the branch."""

    def rename(found: re.Match[str]) -> str:
        name = found.group(1)
        seen[name] = seen.get(name, -1) + 1
        return f"(?P<{name}__{branch}__{seen[name]}>"

    return re.sub(r"\(\?P<(\w+)>", rename, body)


@dataclass(frozen=True, slots=True)
class Found:
    """One match: its span, the form it has and its parts."""

    start: int
    end: int
    form: str
    role: str
    parts: Mapping[str, str]


def matches(batch: Batch, lexicon: Lexicon) -> Iterator[Found]:
    """The matches of the grammar over the batch, in order."""
    compiled = grammar(lexicon)
    for match in compiled.expression.finditer(batch.lower):
        branch = next(i for i, _ in enumerate(compiled.forms) if match.group(f"f{i}") is not None)
        pattern = compiled.forms[branch]
        if "require" in pattern and not re.search(pattern["require"], match.group(0)):
            continue
        groups = match.groupdict()
        parts: dict[str, str] = {}
        for name, text in groups.items():
            if text is not None and "__" in name and int(name.split("__")[1]) == branch:
                parts.setdefault(name.split("__")[0], text)
        before = batch.lower[max(0, match.start() - WINDOW) : match.start()]
        role = (
            "base"
            if compiled.base.search(before)
            else "by"
            if compiled.by.search(before)
            else "since"
            if compiled.since.search(before)
            else "in"
        )
        if match.group(0).startswith(("by ", "until ", "before ")):
            role = "by"
        elif match.group(0).startswith("since "):
            role = "since"
        yield Found(match.start(), match.end(), pattern["form"], role, parts)


def find_periods(batch: Batch, lexicon: Lexicon, countries: list[str | None]) -> pl.DataFrame:
    """Mentions of periods, one row a meaning: columns of `PERIOD_SCHEMA`.

    Args:
        batch: The documents.
        lexicon: The language.
        countries: Each document's main country, for its fiscal year.
    """
    found = list(matches(batch, lexicon))
    if not found:
        return pl.DataFrame(schema=PERIOD_SCHEMA)
    docs = np.searchsorted(batch.zones, np.array([f.start for f in found]), side="right") - 1
    sentences = batch.sentence_of(np.array([f.start for f in found]))
    rows: list[tuple[int, int, str, str, str, str, int]] = []
    resolver, current = Resolver(None, None), -1
    for match, doc, sentence in zip(found, docs.tolist(), sentences.tolist(), strict=True):
        if doc != current:
            current = doc
            years = [
                m.parts["y"] for m, d in zip(found, docs.tolist(), strict=True) if d == doc and "y" in m.parts
            ]
            resolver = start_resolver(batch, doc, years, countries[doc])
        meanings = [m for m in with_ends(meanings_of(match, resolver, sentence)) if real(m[0])]
        rows.extend(
            (match.start, match.end, value, role, match.form, source, doc) for value, role, source in meanings
        )
        if meanings and match.role != "base" and match.form not in NOT_ANCHORS:
            span = meanings[0][0] if "/" in meanings[0][0] else resolver.last_span
            resolver = replace(resolver, last=meanings[0][0], last_sentence=sentence, last_span=span)
    return pl.DataFrame(rows, schema=PERIOD_SCHEMA, orient="row").unique(maintain_order=True)


def meanings_of(found: Found, resolver: Resolver, sentence: int) -> list[Meaning]:
    """The periods that a match can mean, the likeliest first."""
    stated = STATED.get(found.form)
    if stated:
        return stated(resolver, found.role, found.parts)
    relative = RELATIVE.get(found.form)
    if relative is None or resolver.year is None:
        return []
    return relative(resolver, found.role, found.parts, sentence)


def real(period: str) -> bool:
    """Whether the calendar has the period, and it does not end before it begins.

    >>> real("2024-02-29"), real("2024-06-31"), real("2024-01/2024-00"), real("2025/2020")
    (True, False, False, False)
    """
    try:
        return first_day(period) <= last_day(period)
    except ValueError:
        return False


def with_ends(meanings: list[Meaning]) -> list[Meaning]:
    """The meanings, and for each span of months its end, for what is counted then.

    >>> with_ends([("2024-04/2024-06", "in", "stated")])
    [('2024-04/2024-06', 'in', 'stated'), ('2024-06', 'close', 'stated')]
    """
    ends = [
        (value.split("/")[1], "close", source)
        for value, role, source in meanings
        if "/" in value and role in {"in", "anchor"}
    ]
    return [*meanings, *ends]


def start_resolver(batch: Batch, doc: int, years: list[str], country: str | None) -> Resolver:
    """The resolver for one document: its published date, else the latest year that it states."""
    document = batch.documents[doc]
    title = (document.title or document.text[:120]).lower()
    in_title = re.search(r"\b((?:19|20)\d\d)\b", title)
    reference = document.published
    if reference is None and years:
        reference = max(years, key=lambda y: (years.count(y), y))
    return Resolver(
        reference,
        country,
        title_year=in_title.group(1) if in_title else None,
        dated=document.published is not None,
    )
