"""What reports and charts are made from: the stored tables and the analyses of them, computed once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from connectivity.cli.filters import Filters

if TYPE_CHECKING:
    import polars as pl

    from connectivity.charts import Chart
    from connectivity.store import Store

__all__ = ["CHARTED", "charts_of", "frames_of", "pick"]

CHARTED: Final = ("documents", "figures", "observations", "gaps", "targets", "currency")


def frames_of(store: Store, wanted: Filters | None = None) -> dict[str, pl.LazyFrame]:
    """The tables and the analyses by the names that `build_report` and `plan_charts` give them.

    Args:
        store: An open store.
        wanted: What observations are about; documents and figures are all kept, as evidence.

    Raises:
        UsageError: A filter names something unknown.
    """
    from connectivity import analysis

    figures, points = store.figures(), store.observations()
    wanted = wanted or Filters()
    frames = {
        "documents": store.documents(),
        "figures": figures,
        "observations": wanted.apply(points),
        "gaps": wanted.apply(analysis.gaps(points)),
        "growth": wanted.apply(analysis.growth(points)),
        "targets": replace(wanted, status=None).apply(analysis.targets(points)),
        "currency": _resting_on(analysis.currency(figures, points), wanted.apply(figures)),
        "findings": replace(wanted, technology=None).apply(analysis.audit(figures, points)),
    }
    return {name: frame.collect().lazy() for name, frame in frames.items()}


def _resting_on(pairs: pl.LazyFrame, figures: pl.LazyFrame) -> pl.LazyFrame:
    """The currency pairs whose sum in the quote currency is among the figures."""
    return pairs.join(figures.select("figure"), left_on="figure_quote", right_on="figure", how="semi")


def charts_of(frames: dict[str, pl.LazyFrame], most: int | None = None) -> tuple[Chart, ...]:
    """The charts that the frames are enough for; the most telling ones where `most` limits them."""
    from connectivity.charts import plan_charts

    charts = plan_charts(**{name: frames[name] for name in CHARTED})
    return charts if most is None else pick(charts, most)


def pick(charts: Iterable[Chart], most: int) -> tuple[Chart, ...]:
    """At most so many charts: of each form in turn the one that rests on most figures, in their order.

    >>> from types import SimpleNamespace
    >>> [chart.name for chart in pick([SimpleNamespace(name=n, figures=n) for n in ("aaa", "b", "cc")], 2)]
    ['aaa', 'cc']
    """
    given = list(charts)
    forms: dict[type[Any], list[Chart]] = {}
    for chart in sorted(given, key=lambda chart: (-len(chart.figures), chart.name)):
        forms.setdefault(type(chart), []).append(chart)
    turns = sorted((turn, chart.name) for form in forms.values() for turn, chart in enumerate(form))
    chosen = {name for _, name in turns[:most]}
    return tuple(chart for chart in given if chart.name in chosen)
