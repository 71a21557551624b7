"""The sections of the report: analysis frames as tables whose cells lead to figures and formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from connectivity.reports.book import rounded, rows_of, section, what
from connectivity.reports.ranking import (
    telling_currency,
    telling_findings,
    telling_gaps,
    telling_growth,
    telling_targets,
)
from connectivity.reports.report import (
    Cell,
    Column,
    Part,
    Section,
    Table,
    derived,
    of_document,
    stated,
    when,
    words,
)
from connectivity.wording import (
    amount,
    aspect_words,
    indicator_words,
    period_short,
    place_words,
    plain,
    status_words,
    tr,
    word_for,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

    from connectivity.reports.book import Book

__all__ = [
    "audit_section",
    "currency_section",
    "gaps_section",
    "growth_section",
    "targets_section",
]

_SEVERITY: Final = {"error": 0, "warning": 1, "info": 2}


def gaps_section(gaps: pl.LazyFrame, book: Book) -> Section:
    """Where coverage is missing."""
    rows = []
    found = rows_of(gaps, "place", "indicator", "technology", "group", "period")
    for row in found:
        key = book.derive("gaps", what(row), row["formula"], row["figures"])
        rows.append(
            (
                words(what(row)),
                when(period_short(row["period"])),
                book.value(row, "connected", None, row["connected_figures"], key),
                _total(row, book, key),
                book.value(row, "share", "%", row["connected_figures"], key, digits=1),
                _gap(row, book, key),
                book.value(row, "planned", None, row["planned_figures"], key),
                book.value(row, "left_over", None, (), key),
            )
        )
    columns = (
        Column(tr("heading|what")),
        Column(tr("heading|date")),
        Column(tr("heading|connected"), numeric=True),
        Column(tr("heading|of"), numeric=True),
        Column(tr("heading|share"), numeric=True),
        Column(tr("heading|without"), numeric=True),
        Column(tr("heading|planned"), numeric=True),
        Column(tr("heading|left over"), numeric=True),
    )
    return section(
        "gaps",
        tr("Coverage gaps"),
        tr(
            "Who has access and who has not; planned are those to be connected beyond them, left over is what"
            " no known plan covers. A total of another time has its date."
        ),
        Table(
            "gaps-table",
            tr("Connected, total, share, gap and plan"),
            columns,
            tuple(rows),
            telling_gaps(found),
        ),
        command="gaps",
    )


def _total(row: Mapping[str, Any], book: Book, key: str) -> Cell:
    """The total, with its date where it is of another time than what is connected."""
    cell = book.value(row, "total", None, row["total_figures"], key)
    if row["total"] is None or row["total_period"] in (None, row["period"]):
        return cell
    return Cell((*cell.parts, Part(f"({period_short(row['total_period'])})", "time")))


def _gap(row: Mapping[str, Any], book: Book, key: str) -> Cell:
    """The gap as calculated, with the stated one beside it."""
    cell = book.value(row, "gap", None, (), key)
    figures = book.known(row["stated_figures"])
    if row["gap_stated"] is None or not figures:
        return cell
    book.shown.update(figures)
    text = tr("stated: {amount}", amount=amount(row["gap_stated"], None))
    return Cell((*cell.parts, *stated(text, figures).parts))


def growth_cells(
    row: dict[str, Any], ends: Mapping[tuple[str, str], tuple[str, ...]], book: Book
) -> tuple[Cell, ...]:
    """The cells of one change; `ends` are the figures of an observation by series and period."""
    about = what(row) + ("" if row["aspect"] == "total" else f", {aspect_words(row['aspect'])}")
    about += "" if row["status"] == "actual" else f", {status_words(row['status'])}"
    key = book.derive("growth", about, row["formula"], row["figures"])
    cells = [
        words(about),
        when(
            tr(
                "periods|{first} to {last}",
                first=period_short(row["period_from"]),
                last=period_short(row["period_to"]),
            )
        ),
    ]
    for end in ("from", "to"):
        figures = book.known(ends.get((row["series"], row[f"period_{end}"]), row["figures"]))
        text = amount(row[f"value_{end}"], row["unit"], bare=True)
        matching = [figure for figure in figures if book.values.get(figure) == row[f"value_{end}"]]
        cells.append(stated(text, matching) if matching else derived(text, key))
    unit = "pp" if row["unit"] == "%" else row["unit"]
    cells += [
        book.value(row, "absolute", unit, (), key),
        book.value(row, "percent", "%", (), key, digits=1),
        book.value(row, "cagr", "%", (), key, digits=1),
        book.value(rounded(row, "per_month"), "per_month", unit, (), key),
        book.value(row, "doubling_months", None, (), key, digits=0),
        derived(plain(row["note"] or "") or (None if row["comparable"] else tr("not comparable")), key),
    ]
    return tuple(cells)


def growth_section(
    growth: pl.LazyFrame, ends: Mapping[tuple[str, str], tuple[str, ...]], latest: str, book: Book
) -> Section:
    """How fast things grow; `ends` are the figures of an observation by series and period.

    `latest` is when the newest document was published.
    """
    found = rows_of(
        growth, "place", "indicator", "technology", "group", "aspect", "unit", "basis", "period_from"
    )
    # What cannot be compared has a table of its own, so that it does not hide the rest.
    found.sort(key=lambda row: not row["comparable"])
    good = sum(bool(row["comparable"]) for row in found)
    rows = [growth_cells(row, ends, book) for row in found]
    columns = (
        Column(tr("heading|what")),
        Column(tr("heading|period")),
        Column(tr("heading|from"), numeric=True),
        Column(tr("heading|to"), numeric=True),
        Column(tr("heading|change"), numeric=True, spare=True),
        Column(tr("heading|percent"), numeric=True),
        Column(tr("heading|a year"), numeric=True),
        Column(tr("heading|a month"), numeric=True, spare=True),
        Column(tr("heading|months to double"), numeric=True, spare=True),
        Column(tr("heading|note"), spare=True),
    )
    return section(
        "growth",
        tr("Growth"),
        tr(
            "Between neighbouring observations and between the first and the last. A partial period is never"
            " compared with a full one without a note."
        ),
        Table(
            "growth-table",
            tr("Change between observations"),
            columns,
            tuple(rows[:good]),
            telling_growth(found[:good], latest),
        ),
        Table("growth-apart-table", tr("Observations that cannot be compared"), columns, tuple(rows[good:])),
        command="growth",
    )


def targets_section(targets: pl.LazyFrame, latest: str, book: Book) -> Section:
    """Whether targets will be met at today's pace; `latest` is when the newest document was published."""
    rows = []
    found = rows_of(targets, "place", "indicator", "technology", "group", "unit", "deadline", "target")
    for row in found:
        key = book.derive("targets", what(row), row["formula"], row["figures"])
        unit = row["unit"]
        pace = "pp" if unit == "%" else unit
        days = (row["arrival_early"], row["arrival"], row["arrival_late"])
        arrival = ["" if day is None else period_short(day.isoformat()) for day in days]
        rows.append(
            (
                words(what(row)),
                book.value(row, "target", unit, row["figures"], key),
                when(period_short(row["deadline"]) if row["deadline"] else tr("no deadline")),
                book.value(row, "last", unit, row["figures"], key),
                when(period_short(row["last_period"]) if row["last_period"] else None),
                book.value(row, "remaining", pace, (), key),
                book.value(rounded(row, "achieved_pace"), "achieved_pace", pace, (), key),
                book.value(rounded(row, "required_pace"), "required_pace", pace, (), key),
                book.value(row, "ratio", "x", (), key, digits=2),
                derived(_arrival(*arrival), key),
                derived(word_for("verdict", plain(row["verdict"] or "")), key),
                derived(_moved(row["moved_from"], unit), key),
            )
        )
    columns = (
        Column(tr("heading|what")),
        Column(tr("heading|target"), numeric=True),
        Column(tr("heading|by")),
        Column(tr("heading|last"), numeric=True),
        Column(tr("heading|on"), spare=True),
        Column(tr("heading|to go"), numeric=True),
        Column(tr("heading|pace a month"), numeric=True, spare=True),
        Column(tr("heading|required a month"), numeric=True, spare=True),
        Column(tr("heading|pace to required"), numeric=True, spare=True),
        Column(tr("heading|arrival"), spare=True),
        Column(tr("heading|verdict")),
        Column(tr("heading|moved from"), spare=True),
    )
    return section(
        "targets",
        tr("Targets and pace"),
        tr(
            "The pace achieved since the observation before the last, against the pace required from the last"
            " one to the deadline."
        ),
        Table(
            "targets-table",
            tr("Targets, what is left and the pace"),
            columns,
            tuple(rows),
            telling_targets(found, latest),
        ),
        command="targets",
    )


def _arrival(early: str, middle: str, late: str) -> str | None:
    if not middle:
        return None
    if early == middle == late:
        return middle
    ends = {"first": early or tr("not bounded"), "last": late or tr("perhaps never")}
    return f"{middle} ({tr('periods|{first} to {last}', **ends)})"


def _moved(moved: Iterable[Mapping[str, Any]] | None, unit: str) -> str | None:
    former = []
    for old in moved or ():
        due = period_short(old["deadline"]) if old["deadline"] else tr("no date")
        if old["value"] is not None:
            former.append(tr("{amount} by {due}", amount=amount(old["value"], unit, bare=True), due=due))
    return "; ".join(former) or None


def currency_section(
    currency: pl.LazyFrame, titles: Mapping[str, str], published: Mapping[str, str], book: Book
) -> Section:
    """Exchange rates that follow from amounts in two currencies; `published` are the documents' dates."""
    rows = []
    found = rows_of(currency, "pair", "doc", "figure_base", "figure_quote")
    for row in found:
        key = book.derive(
            "currency",
            tr("{pair} in {title}", pair=row["pair"], title=titles.get(row["doc"], row["doc"])),
            row["formula"],
            row["figures"],
        )
        amounts = [
            stated(plain(book.figures[figure].surface), [figure], quoted=True)
            if figure in book.figures
            else Cell()
            for figure in (row["figure_base"], row["figure_quote"])
        ]
        verdict = {True: tr("agrees"), False: tr("differs"), None: tr("nothing quoted")}[row["agrees"]]
        rows.append(
            (
                words(row["pair"]),
                of_document(titles[row["doc"]], row["doc"], quoted=True)
                if row["doc"] in titles
                else words(row["doc"]),
                *amounts,
                book.value(rounded(row, "implied"), "implied", None, (), key),
                book.value(rounded(row, "quoted"), "quoted", None, book.known([row["quoted_figure"]]), key),
                words(verdict),
            )
        )
    columns = (
        Column(tr("heading|pair")),
        Column(tr("heading|document"), spare=True),
        Column(tr("heading|amount"), numeric=True),
        Column(tr("heading|same amount"), numeric=True),
        Column(tr("heading|implied rate"), numeric=True),
        Column(tr("heading|quoted rate"), numeric=True),
        Column(tr("heading|verdict")),
    )
    return section(
        "currency",
        tr("Currency"),
        tr("An amount in two currencies implies a rate: units of the second currency for one of the first."),
        Table(
            "currency-table",
            tr("Implied and quoted exchange rates"),
            columns,
            tuple(rows),
            telling_currency(found, published),
        ),
        command="currency",
    )


def audit_section(findings: pl.LazyFrame, book: Book) -> Section:
    """What does not add up, the worst first, and what is confirmed."""
    found = sorted(
        rows_of(findings, "kind", "place", "indicator", "statement"),
        key=lambda row: _SEVERITY.get(row["severity"], 3),
    )
    rows = []
    for row in found:
        kind = word_for("check", row["kind"])
        about = f"{kind}, {place_words(row['place'])}, {indicator_words(row['indicator'])}"
        key = book.derive("audit", about, row["statement"], row["figures"])
        figures = book.known(row["figures"])
        links = tuple(
            Part(plain(book.figures[figure].surface), "figure", figure, quoted=True) for figure in figures
        )
        place = place_words(row["place"]) if row["place"] else ""
        rows.append(
            (
                words(word_for("severity", row["severity"])),
                words(plain(kind.replace("_", " "))),
                words(plain(", ".join(part for part in (place, indicator_words(row["indicator"])) if part))),
                derived(plain(row["statement"] or ""), key),
                Cell(links),
            )
        )
    columns = (
        Column(tr("heading|severity")),
        Column(tr("heading|check")),
        Column(tr("heading|about"), spare=True),
        Column(tr("heading|finding")),
        Column(tr("heading|figures"), spare=True),
    )
    return section(
        "audit",
        tr("Audit findings"),
        tr("Figures checked against each other by arithmetic and across documents."),
        Table("audit-table", tr("Findings, errors first"), columns, tuple(rows), telling_findings(found)),
        command="audit",
    )
