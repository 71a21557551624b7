"""What the tables on the terminal show of each kind of row; the other formats show everything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from connectivity.cli.output import Column
from connectivity.wording import (
    amount,
    amount_with_interval,
    aspect_words,
    date_words,
    grouped,
    joined,
    marked,
    name_of,
    number,
    period_short,
    place_words,
    status_words,
    subject,
    tr,
    trn,
    word_for,
)

__all__ = [
    "CURRENCY",
    "DOCUMENTS",
    "FIGURES",
    "FINDINGS",
    "GAPS",
    "GROWTH",
    "OBSERVATIONS",
    "TARGETS",
]

Row = Mapping[str, Any]


def _text(title: str, name: str, *, spare: bool = False) -> Column:
    return Column(title, lambda row: "" if row[name] is None else str(row[name]), spare=spare)


def _word(title: str, name: str, kind: str, *, spare: bool = False) -> Column:
    """A word of a closed list, by its name in the catalogue."""
    return Column(title, lambda row: word_for(kind, row[name]), spare=spare)


def _count(title: str, name: str) -> Column:
    return Column(title, lambda row: grouped(f"{row[name]:,}"), right=True)


def _period(title: str, name: str) -> Column:
    return Column(title, lambda row: period_short(row[name]) if row[name] else "")


def _quantity(
    title: str, name: str, *, unit: str | None = None, digits: int | None = None, spare: bool = False
) -> Column:
    """A value with its interval (`name_low`, `name_high`); `unit` unless the row has one."""

    def cell(row: Row) -> str:
        if row[name] is None:
            return ""
        shown = unit or row.get("unit")
        return amount_with_interval(row[name], row[f"{name}_low"], row[f"{name}_high"], shown, digits=digits)

    return Column(title, cell, right=True, spare=spare)


def _value(row: Row) -> str:
    return amount_with_interval(row["value"], row["low"], row["high"], row["unit"], bare=False)


def _subject(row: Row) -> str:
    return subject(row["indicator"], row["technology"], row["group"])


def _what(row: Row) -> str:
    kind = aspect_words(row["aspect"])
    kind += "" if row["status"] == "actual" else f", {status_words(row['status'])}"
    if not row.get("of"):
        return f"{_subject(row)}: {kind}"
    whole = name_of("indicator", row["of"]) or row["of"].replace("_", " ")
    return f"{tr('{part} of {whole}', part=_subject(row), whole=whole)}: {kind}"


def _change(row: Row) -> str:
    ends = (period_short(row["period_from"]), period_short(row["period_to"]))
    values = (
        amount(row["value_from"], row["unit"], bare=True),
        amount(row["value_to"], row["unit"], bare=True),
    )
    return f"{values[0]} ({ends[0]}) → {values[1]} ({ends[1]})"


def _cause(row: Row) -> str:
    apart = "" if row["comparable"] else tr("not comparable")
    words = (word_for("basis", row["basis"]), apart, row["note"])
    return "; ".join(word for word in words if word)


_PLACE: Final = Column(marked("heading|place"), lambda row: place_words(row["place"]))
_SUBJECT: Final = Column(marked("heading|of what"), _subject)

DOCUMENTS: Final = (
    _text(marked("heading|document"), "doc"),
    _text(marked("heading|published"), "published"),
    _text(marked("heading|publisher"), "publisher"),
    _text(marked("heading|place"), "place"),
    _text(marked("heading|title"), "title"),
    _count(marked("heading|figures"), "figures"),
)
FIGURES: Final = (
    _text(marked("heading|figure"), "figure"),
    _text(marked("heading|as written"), "surface"),
    Column(marked("heading|value"), _value, right=True),
    Column(marked("heading|what"), _what),
    _PLACE,
    _period(marked("heading|period"), "period"),
    Column(marked("heading|sure"), lambda row: grouped(f"{row['confidence']:.2f}"), right=True),
)
OBSERVATIONS: Final = (
    _PLACE,
    Column(marked("heading|what"), _what),
    _period(marked("heading|period"), "period"),
    Column(marked("heading|value"), _value, right=True),
    _word(marked("heading|documents say"), "relation", "relation"),
    Column(marked("heading|publishers"), lambda row: joined(row["publishers"] or []), spare=True),
    Column(marked("heading|figures"), lambda row: " ".join(row["figures"]), spare=True),
)
GAPS: Final = (
    _PLACE,
    _SUBJECT,
    _period(marked("heading|period"), "period"),
    _quantity(marked("heading|connected"), "connected", digits=0),
    _quantity(marked("heading|of"), "total", digits=0),
    _quantity(marked("heading|share"), "share", unit="%", digits=1),
    _quantity(marked("heading|without"), "gap", digits=0),
    _quantity(marked("heading|planned"), "planned", digits=0),
    _quantity(marked("heading|left over"), "left_over", digits=0),
    _word(marked("heading|the total is from"), "total_source", "total", spare=True),
)
GROWTH: Final = (
    _PLACE,
    Column(marked("heading|what"), lambda row: _what({**row, "of": None})),
    Column(marked("heading|change"), _change),
    _quantity(marked("heading|percent"), "percent", unit="%", digits=1),
    _quantity(marked("heading|a year"), "cagr", unit="%", digits=1),
    _quantity(marked("heading|a month"), "per_month"),
    Column(marked("heading|doubles in"), lambda row: _months(row["doubling_months"]), right=True, spare=True),
    Column(marked("heading|basis"), _cause),
)
TARGETS: Final = (
    _PLACE,
    _SUBJECT,
    _quantity(marked("heading|target"), "target"),
    _period(marked("heading|by"), "deadline"),
    _quantity(marked("heading|last"), "last"),
    _period(marked("heading|when"), "last_period"),
    _quantity(marked("heading|remaining"), "remaining", digits=1),
    _quantity(marked("heading|pace a month"), "achieved_pace", digits=1, spare=True),
    _quantity(marked("heading|required"), "required_pace", digits=1, spare=True),
    Column(marked("heading|arrives"), lambda row: date_words(row["arrival"])),
    _word(marked("heading|verdict"), "verdict", "verdict"),
)
FINDINGS: Final = (
    _word(marked("heading|severity"), "severity", "severity"),
    _word(marked("heading|kind"), "kind", "check"),
    _PLACE,
    _text(marked("heading|finding"), "statement"),
    Column(marked("heading|figures"), lambda row: " ".join(row["figures"])),
)
CURRENCY: Final = (
    _text(marked("heading|document"), "doc"),
    _text(marked("heading|pair"), "pair"),
    _quantity(marked("heading|implied"), "implied"),
    _quantity(marked("heading|quoted"), "quoted"),
    Column(
        marked("heading|agrees"),
        lambda row: "" if row["agrees"] is None else (tr("yes") if row["agrees"] else tr("no")),
    ),
    _text(marked("heading|formula"), "formula"),
)


def _months(months: float | None) -> str:
    if months is None:
        return ""
    return trn("{count} months", "{count} months", months, count=number(months, digits=0))
