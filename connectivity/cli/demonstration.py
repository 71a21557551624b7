"""The command that shows the whole way of the data on the embedded briefs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from connectivity.cli.options import (
    DEFAULT_DATABASE,
    DatabaseOption,
    LexiconOption,
    MinConfidenceOption,
    ReportLang,
    ReportLangOption,
    WorkersOption,
    given_database,
)

if TYPE_CHECKING:
    from connectivity.charts import Chart

__all__ = ["COMMANDS", "demo", "story"]

_COUNTRY: Final = "KZ"
_STORY: Final = (
    ("coverage-settlements",),
    ("rollout-kz-schools-starlink",),
    ("rollout-kz-settlements-fibre",),
    ("growth-kz-ecommerce", "growth-kz-settlements-connected", "growth-kz"),
    ("share-kz-ecommerce-share", "share-kz"),
    ("currency-kz-ecommerce-sales", "currency-kz"),
)
"""The charts of the demonstration by the beginnings of their names: the first that there is of each row."""


def story(charts: Sequence[Chart]) -> tuple[Chart, ...]:
    """The charts that tell the story of the embedded briefs: gap, roll-outs, growth, share, two currencies.

    Of several whose names begin alike, the one with most points, then the one that rests on most figures.
    """

    def worth(chart: Chart) -> tuple[int, int]:
        return len(getattr(chart, "points", ())), len(chart.figures)

    told: list[Chart] = []
    for names in _STORY:
        alike = ([chart for chart in charts if chart.name.startswith(name)] for name in names)
        found = next(filter(None, alike), [])
        told += [max(found, key=worth)] if found else []
    return tuple(told)


def demo(
    ctx: typer.Context,
    *,
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where database, charts and report.html are written.")
    ] = Path("connectivity-demo"),
    lexicon: LexiconOption = None,
    min_confidence: MinConfidenceOption = None,
    report_lang: ReportLangOption = ReportLang.en,
    workers: WorkersOption = 1,
    _db: DatabaseOption = None,
) -> None:
    """Show the whole way on embedded briefs.

    Ingests the briefs that come with Connectivity into a fresh database, prints the report, and writes
    charts and report.html. The database in FOLDER is made anew each time.
    """
    from connectivity.cli.building import build_example
    from connectivity.cli.filters import Filters
    from connectivity.cli.frames import charts_of, frames_of
    from connectivity.cli.output import writing
    from connectivity.cli.presenting import (
        ROWS,
        ChartFormat,
        command_line,
        print_report,
        write_page,
        write_pictures,
    )
    from connectivity.cli.streams import say
    from connectivity.store import open_store
    from connectivity.wording import speaking

    database = given_database(ctx) or folder / DEFAULT_DATABASE
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    build_example(database, workers=workers, lexicon=lexicon)
    command = command_line(database, min_confidence=min_confidence, lang=report_lang)
    with speaking(report_lang.value):
        with open_store(database) as store:
            frames = frames_of(store, min_confidence=min_confidence)
            told = story(charts_of(frames_of(store, Filters(place=_COUNTRY), min_confidence)))
        print_report(frames, rows=ROWS, command=command)
        write_page(frames, folder / "report.html", told)
    charts = write_pictures(told, folder / "charts", ChartFormat.png)
    say(f"written: {folder / 'report.html'}, {len(charts)} charts in {folder / 'charts'}, {database}")
    say(f"go on with: connectivity --db {database} gaps --place Kazakhstan")


COMMANDS: Final[tuple[Callable[..., Any], ...]] = (demo,)
