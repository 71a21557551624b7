"""The analyses as commands: each prints the frame of one function of `connectivity.analysis`."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, Final

import typer

from connectivity.cli.options import (
    DatabaseOption,
    Format,
    FormatOption,
    IndicatorOption,
    MinConfidenceOption,
    OutputOption,
    PlaceOption,
    ReportLang,
    ReportLangOption,
    StatusOption,
    TechnologyOption,
)

__all__ = ["COMMANDS", "audit", "currency", "gaps", "growth", "targets"]

_NO_ROWS: Final = "nothing to compute this from"


class Severity(StrEnum):
    """How much a finding matters."""

    info = "info"
    warning = "warning"
    error = "error"


def gaps(
    ctx: typer.Context,
    *,
    place: PlaceOption = None,
    indicator: IndicatorOption = None,
    technology: TechnologyOption = None,
    min_confidence: MinConfidenceOption = None,
    report_lang: ReportLangOption = ReportLang.en,
    form: FormatOption = Format.table,
    output: OutputOption = None,
    _db: DatabaseOption = None,
) -> None:
    """Show where coverage is missing.

    Connected, total, share, gap, planned and what is left over, by place, technology and date.
    """
    from connectivity import analysis
    from connectivity.cli.evidence import opened
    from connectivity.cli.filters import Filters
    from connectivity.cli.output import emit, tabular
    from connectivity.cli.tables import GAPS

    wanted = Filters(place=place, indicator=indicator, technology=technology)
    with tabular(form, report_lang):
        with opened(ctx, min_confidence) as store:
            points = store.observations()
            rows = wanted.apply(analysis.gaps(points), points).collect()
        emit(rows, form, output, columns=GAPS, empty=_NO_ROWS)


def growth(
    ctx: typer.Context,
    *,
    place: PlaceOption = None,
    indicator: IndicatorOption = None,
    technology: TechnologyOption = None,
    status: StatusOption = None,
    min_confidence: MinConfidenceOption = None,
    report_lang: ReportLangOption = ReportLang.en,
    form: FormatOption = Format.table,
    output: OutputOption = None,
    _db: DatabaseOption = None,
) -> None:
    """Show how fast series grow.

    Between neighbouring observations, and from the first to the last.
    """
    from connectivity import analysis
    from connectivity.cli.evidence import opened
    from connectivity.cli.filters import Filters
    from connectivity.cli.output import emit, tabular
    from connectivity.cli.tables import GROWTH

    wanted = Filters(place=place, indicator=indicator, technology=technology, status=status)
    with tabular(form, report_lang):
        with opened(ctx, min_confidence) as store:
            points = store.observations()
            rows = wanted.apply(analysis.growth(points), points).collect()
        emit(rows, form, output, columns=GROWTH, empty=_NO_ROWS)


def targets(
    ctx: typer.Context,
    *,
    place: PlaceOption = None,
    indicator: IndicatorOption = None,
    technology: TechnologyOption = None,
    min_confidence: MinConfidenceOption = None,
    report_lang: ReportLangOption = ReportLang.en,
    form: FormatOption = Format.table,
    output: OutputOption = None,
    _db: DatabaseOption = None,
) -> None:
    """Show which targets will be met.

    The pace required from the last observation on, against the pace achieved.
    """
    from connectivity import analysis
    from connectivity.cli.evidence import opened
    from connectivity.cli.filters import Filters
    from connectivity.cli.output import emit, tabular
    from connectivity.cli.tables import TARGETS

    wanted = Filters(place=place, indicator=indicator, technology=technology)
    with tabular(form, report_lang):
        with opened(ctx, min_confidence) as store:
            points = store.observations()
            rows = wanted.apply(analysis.targets(points), points).collect()
        emit(rows, form, output, columns=TARGETS, empty=_NO_ROWS)


def audit(
    ctx: typer.Context,
    *,
    place: PlaceOption = None,
    indicator: IndicatorOption = None,
    severity: Annotated[
        Severity, typer.Option("--severity", help="Only findings this grave or graver.")
    ] = Severity.info,
    min_confidence: MinConfidenceOption = None,
    report_lang: ReportLangOption = ReportLang.en,
    form: FormatOption = Format.table,
    output: OutputOption = None,
    _db: DatabaseOption = None,
) -> None:
    """Check figures against each other.

    Parts against totals, shares against counts, currencies, changes against levels: what does not fit is said
    with its arithmetic.
    """
    import polars as pl

    from connectivity import analysis
    from connectivity.cli.evidence import opened
    from connectivity.cli.filters import Filters
    from connectivity.cli.output import emit, tabular
    from connectivity.cli.tables import FINDINGS

    grave = list(Severity)[list(Severity).index(severity) :]
    with tabular(form, report_lang):
        with opened(ctx, min_confidence) as store:
            figures = store.figures()
            findings = analysis.audit(figures, store.observations())
            findings = findings.filter(pl.col("severity").is_in([str(s) for s in grave]))
            rows = Filters(place=place, indicator=indicator).apply(findings, figures).collect()
        emit(rows, form, output, columns=FINDINGS, empty="nothing to report")


def currency(
    ctx: typer.Context,
    *,
    min_confidence: MinConfidenceOption = None,
    report_lang: ReportLangOption = ReportLang.en,
    form: FormatOption = Format.table,
    output: OutputOption = None,
    _db: DatabaseOption = None,
) -> None:
    """Show exchange rates, implied and quoted.

    A sum given in two currencies implies a rate; it is held against the rates that are quoted.
    """
    from connectivity import analysis
    from connectivity.cli.evidence import opened
    from connectivity.cli.output import emit, tabular
    from connectivity.cli.tables import CURRENCY

    with tabular(form, report_lang):
        with opened(ctx, min_confidence) as store:
            rows = analysis.currency(store.figures(), store.observations()).collect()
        emit(rows, form, output, columns=CURRENCY, empty=_NO_ROWS)


COMMANDS: Final[tuple[Callable[..., Any], ...]] = (gaps, growth, targets, audit, currency)
