"""What the tables on the terminal show of each kind of row; the other formats show everything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from connectivity.cli.output import Column
from connectivity.wording import (
    amount,
    amount_with_interval,
    date_words,
    joined,
    number,
    period_short,
    place_words,
    subject,
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


def _count(title: str, name: str) -> Column:
    return Column(title, lambda row: f"{row[name]:,}", right=True)


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
    kind = row["aspect"] if row["status"] == "actual" else f"{row['aspect']}, {row['status']}"
    of = f" of {row['of'].replace('_', ' ')}" if row.get("of") else ""
    return f"{_subject(row)}{of}: {kind}"


def _change(row: Row) -> str:
    ends = (period_short(row["period_from"]), period_short(row["period_to"]))
    values = (
        amount(row["value_from"], row["unit"], bare=True),
        amount(row["value_to"], row["unit"], bare=True),
    )
    return f"{values[0]} ({ends[0]}) → {values[1]} ({ends[1]})"


def _cause(row: Row) -> str:
    words = (row["basis"], "" if row["comparable"] else "not comparable", row["note"])
    return "; ".join(word for word in words if word)


_PLACE: Final = Column("place", lambda row: place_words(row["place"]))
_SUBJECT: Final = Column("of what", _subject)

DOCUMENTS: Final = (
    _text("document", "doc"),
    _text("published", "published"),
    _text("publisher", "publisher"),
    _text("place", "place"),
    _text("title", "title"),
    _count("figures", "figures"),
)
FIGURES: Final = (
    _text("figure", "figure"),
    _text("as written", "surface"),
    Column("value", _value, right=True),
    Column("what", _what),
    _PLACE,
    _period("period", "period"),
    Column("sure", lambda row: f"{row['confidence']:.2f}", right=True),
)
OBSERVATIONS: Final = (
    _PLACE,
    Column("what", _what),
    _period("period", "period"),
    Column("value", _value, right=True),
    _text("documents say", "relation"),
    Column("publishers", lambda row: joined(row["publishers"] or []), spare=True),
    Column("figures", lambda row: " ".join(row["figures"]), spare=True),
)
GAPS: Final = (
    _PLACE,
    _SUBJECT,
    _period("period", "period"),
    _quantity("connected", "connected", digits=0),
    _quantity("of", "total", digits=0),
    _quantity("share", "share", unit="%", digits=1),
    _quantity("without", "gap", digits=0),
    _quantity("planned", "planned", digits=0),
    _quantity("left over", "left_over", digits=0),
    _text("the total is from", "total_source", spare=True),
)
GROWTH: Final = (
    _PLACE,
    Column("what", lambda row: _what({**row, "of": None})),
    Column("change", _change),
    _quantity("percent", "percent", unit="%", digits=1),
    _quantity("a year", "cagr", unit="%", digits=1),
    _quantity("a month", "per_month"),
    Column("doubles in", lambda row: _months(row["doubling_months"]), right=True, spare=True),
    Column("basis", _cause),
)
TARGETS: Final = (
    _PLACE,
    _SUBJECT,
    _quantity("target", "target"),
    _period("by", "deadline"),
    _quantity("last", "last"),
    _period("when", "last_period"),
    _quantity("remaining", "remaining", digits=1),
    _quantity("pace a month", "achieved_pace", digits=1, spare=True),
    _quantity("required", "required_pace", digits=1, spare=True),
    Column("arrives", lambda row: date_words(row["arrival"])),
    _text("verdict", "verdict"),
)
FINDINGS: Final = (
    _text("severity", "severity"),
    _text("kind", "kind"),
    _PLACE,
    _text("finding", "statement"),
    Column("figures", lambda row: " ".join(row["figures"])),
)
CURRENCY: Final = (
    _text("document", "doc"),
    _text("pair", "pair"),
    _quantity("implied", "implied"),
    _quantity("quoted", "quoted"),
    Column("agrees", lambda row: "" if row["agrees"] is None else ("yes" if row["agrees"] else "no")),
    _text("formula", "formula"),
)


def _months(months: float | None) -> str:
    return "" if months is None else f"{number(months, digits=0)} months"
