"""Finds dates, periods and words that stand for them, and says which periods each can mean."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from connectivity.extraction import columns as pl
from connectivity.extraction.calendar_words import calendar_of, told
from connectivity.extraction.grammar import NEVER
from connectivity.extraction.periods import first_day, last_day
from connectivity.extraction.relative_periods import RELATIVE
from connectivity.extraction.resolver import Meaning, Resolver
from connectivity.extraction.starting import Starting, starting
from connectivity.extraction.stated_periods import STATED
from connectivity.lexicon.stemming import stemmer_of

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
    """The period patterns of a language.

    Attributes:
        branches: The patterns, in the order in which they are tried.
        forms: What the table says of each.
        required: An expression that what a pattern matches must contain, where the table has one.
        opened: One of the words that give a period its role stands before it.
        by, since, base: Which they are.
        roles: The role that a pattern gives by itself, where it holds the word that does.
    """

    branches: Starting
    forms: tuple[Mapping[str, Any], ...]
    required: tuple[re.Pattern[str] | None, ...]
    opened: re.Pattern[str]
    by: re.Pattern[str]
    since: re.Pattern[str]
    base: re.Pattern[str]
    roles: tuple[str | None, ...]


@functools.lru_cache(maxsize=8)
def grammar(lexicon: Lexicon) -> Grammar:
    """Compile the [period] table of a lexicon."""
    table, calendar = lexicon.tables.get("period", {}), calendar_of(lexicon)
    patterns = table.get("pattern", [])
    stemmer = stemmer_of(lexicon.tables)
    same_letters = stemmer.same_letters if stemmer else str
    months = "|".join(sorted((re.escape(m) for m in calendar.months), key=len, reverse=True))
    number = r"\d{1,2}|" + "|".join(calendar.numbers)
    words = "|".join(sorted(map(re.escape, calendar.quarters), key=len, reverse=True))
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
        "qw": rf"(?P<qw>{words or '(?!)'})",
        "decade": r"(?:19|20)\d0",
        "yy": r"(?P<yy>\d\d)",
        "mx": rf"(?:{months})\.?",
    }
    branches = []
    for pattern in patterns:
        body = pattern["match"]
        for named in (table.get("parts", {}), parts):
            body = re.sub(r"\{(\w+)\}", lambda m, n=named: n.get(m.group(1), m.group(0)), body)  # type: ignore[misc]  # a default binds the loop's value
        branches.append(rf"(?<![\w])(?:{unique_groups(same_letters(body), {})})(?!\w)")
    by, since, base = (
        re.compile(rf"(?<!\w){same_letters(table[role])}$") if role in table else NEVER
        for role in ("by", "since", "base")
    )
    return Grammar(
        starting(branches),
        tuple(patterns),
        tuple(re.compile(p["require"]) if "require" in p else None for p in patterns),
        re.compile("|".join(f"(?:{role.pattern})" for role in (base, by, since))),
        by,
        since,
        base,
        tuple(p.get("role") for p in patterns),
    )


def unique_groups(body: str, seen: dict[str, int]) -> str:
    """The expression with a number behind every name of a group, as one name may stand twice."""

    def rename(found: re.Match[str]) -> str:
        name = found.group(1)
        seen[name] = seen.get(name, -1) + 1
        return f"(?P<{name}__{seen[name]}>"

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
    compiled, calendar = grammar(lexicon), calendar_of(lexicon)
    opening = lexicon.tables.get("period", {}).get("opening", {})
    for branch, match in compiled.branches.finditer(batch.lower):
        required = compiled.required[branch]
        text = match.group(0)
        if required is not None and not required.search(text):
            continue
        parts: dict[str, str] = {}
        for name, part in match.groupdict().items():
            if part is not None:
                parts.setdefault(name.split("__")[0], part)
        if "yy" in parts:
            parts.setdefault("y", f"20{parts['yy']}")
        own = compiled.roles[branch] or opening.get(text.split(" ", 1)[0])
        role = own or role_of(compiled, batch.lower[max(0, match.start() - WINDOW) : match.start()])
        form = compiled.forms[branch]["form"]
        yield Found(match.start(), match.end(), form, role, told(parts, calendar))


def role_of(compiled: Grammar, before: str) -> str:
    """The role that the words before a period give it."""
    if not compiled.opened.search(before):
        return "in"
    if compiled.base.search(before):
        return "base"
    return "by" if compiled.by.search(before) else "since"


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
    years: dict[int, list[str]] = {}
    for match, doc in zip(found, docs.tolist(), strict=True):
        if "y" in match.parts:
            years.setdefault(doc, []).append(match.parts["y"])
    for match, doc, sentence in zip(found, docs.tolist(), sentences.tolist(), strict=True):
        if doc != current:
            current = doc
            resolver = start_resolver(batch, doc, years.get(doc, []), countries[doc])
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


@functools.lru_cache(maxsize=16_384)
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
