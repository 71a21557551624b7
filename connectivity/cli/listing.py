"""Commands that list what is stored, and the one that shows a figure in its sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final

import typer

from connectivity.cli.options import (
    DatabaseOption,
    DocOption,
    Format,
    FormatOption,
    IndicatorOption,
    LexiconOption,
    MinConfidenceOption,
    OutputOption,
    PlaceOption,
    ReportLang,
    ReportLangOption,
    StatusOption,
    TechnologyOption,
    database,
)

__all__ = ["COMMANDS", "documents", "figures", "observations", "show"]

_NOTHING_FITS: Final = "nothing fits"


def documents(
    ctx: typer.Context,
    *,
    place: PlaceOption = None,
    doc: DocOption = None,
    min_confidence: MinConfidenceOption = None,
    report_lang: ReportLangOption = ReportLang.en,
    form: FormatOption = Format.table,
    output: OutputOption = None,
    _db: DatabaseOption = None,
) -> None:
    """List the stored documents.

    With the number of their figures.
    """
    from connectivity.cli.evidence import opened
    from connectivity.cli.filters import Filters
    from connectivity.cli.output import emit, tabular
    from connectivity.cli.tables import DOCUMENTS

    with tabular(form, report_lang):
        with opened(ctx, min_confidence) as store:
            counts = store.figures().group_by("doc").len("figures")
            frame = store.documents().join(counts, on="doc", how="left", maintain_order="left")
            frame = Filters(place=place, doc=doc).apply(frame)
            rows = frame.with_columns(figures=frame.collect().get_column("figures").fill_null(0)).collect()
        emit(rows, form, output, columns=DOCUMENTS, empty=_NOTHING_FITS)


def figures(
    ctx: typer.Context,
    *,
    place: PlaceOption = None,
    indicator: IndicatorOption = None,
    technology: TechnologyOption = None,
    status: StatusOption = None,
    doc: DocOption = None,
    min_confidence: MinConfidenceOption = None,
    as_extracted: Annotated[
        bool, typer.Option("--as-extracted", help="Without the corrections.", show_default=False)
    ] = False,
    report_lang: ReportLangOption = ReportLang.en,
    form: FormatOption = Format.table,
    output: OutputOption = None,
    _db: DatabaseOption = None,
) -> None:
    """List the figures that documents state."""
    from connectivity.cli.filters import Filters
    from connectivity.cli.output import emit, tabular
    from connectivity.cli.tables import FIGURES
    from connectivity.store import open_store

    wanted = Filters(
        place=place,
        indicator=indicator,
        technology=technology,
        status=status,
        doc=doc,
        min_confidence=min_confidence,
    )
    with tabular(form, report_lang):
        with open_store(database(ctx)) as store:
            rows = wanted.apply(store.figures(corrected=not as_extracted)).collect()
        emit(rows, form, output, columns=FIGURES, empty=_NOTHING_FITS)


def observations(
    ctx: typer.Context,
    *,
    place: PlaceOption = None,
    indicator: IndicatorOption = None,
    technology: TechnologyOption = None,
    status: StatusOption = None,
    doc: DocOption = None,
    min_confidence: MinConfidenceOption = None,
    report_lang: ReportLangOption = ReportLang.en,
    form: FormatOption = Format.table,
    output: OutputOption = None,
    _db: DatabaseOption = None,
) -> None:
    """List the points of the series.

    Each is what all documents, with the corrections, together say.
    """
    from connectivity.cli.evidence import opened
    from connectivity.cli.filters import Filters
    from connectivity.cli.output import emit, tabular
    from connectivity.cli.tables import OBSERVATIONS

    wanted = Filters(place=place, indicator=indicator, technology=technology, status=status, doc=doc)
    with tabular(form, report_lang):
        with opened(ctx, min_confidence) as store:
            rows = wanted.apply(store.observations()).collect()
        emit(rows, form, output, columns=OBSERVATIONS, empty=_NOTHING_FITS)


def show(
    ctx: typer.Context,
    *,
    figure: Annotated[
        str, typer.Argument(metavar="FIGURE", help='Its id, as `figures` lists it: "report@231".')
    ],
    lexicon: LexiconOption = None,
    _db: DatabaseOption = None,
) -> None:
    """Show a figure in its sentence.

    With its document, and why each of its attributes is what it is: by the lexicon files that it was ingested
    with, or by those that are given here.
    """
    from connectivity.cli.sentences import print_figure
    from connectivity.store import open_store

    with open_store(database(ctx)) as store:
        print_figure(store, figure, lexicon)


COMMANDS: Final[tuple[Callable[..., Any], ...]] = (figures, documents, observations, show)
