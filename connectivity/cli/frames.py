"""What reports and charts are made from: the stored tables and the analyses of them, computed once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from connectivity.cli.filters import Filters

if TYPE_CHECKING:
    import polars as pl

    from connectivity.charts import Chart
    from connectivity.store import Store

__all__ = ["charts_of", "frames_of"]


def frames_of(
    store: Store, wanted: Filters | None = None, min_confidence: float | None = None
) -> dict[str, pl.LazyFrame]:
    """The tables and the analyses by the names that `build_report` and `plan_charts` give them.

    Args:
        store: An open store.
        wanted: What observations are about; documents and figures are all kept, as evidence.
        min_confidence: Rest on figures this sure only; how many are left out is said on stderr.

    Raises:
        UsageError: A filter names something unknown.
    """
    from connectivity.cli.evidence import left_out, surer_of

    with surer_of(store, min_confidence) as kept:
        frames = _computed(kept, wanted or Filters())
        frames["left_out"] = left_out(store, kept, min_confidence)
    return {name: frame.collect().lazy() for name, frame in frames.items()}


def _computed(store: Store, wanted: Filters) -> dict[str, pl.LazyFrame]:
    from connectivity import analysis

    figures, points = store.figures(), store.observations()
    return {
        "documents": store.documents(),
        "figures": figures,
        "observations": wanted.apply(points),
        "gaps": wanted.apply(analysis.gaps(points), points),
        "growth": wanted.apply(analysis.growth(points), points),
        "targets": wanted.apply(analysis.targets(points), points),
        "currency": _resting_on(analysis.currency(figures, points), wanted.apply(figures, points)),
        "findings": replace(wanted, technology=None).apply(analysis.audit(figures, points), points),
    }


def _resting_on(pairs: pl.LazyFrame, figures: pl.LazyFrame) -> pl.LazyFrame:
    """The currency pairs whose sum in the quote currency is among the figures."""
    return pairs.join(figures.select("figure"), left_on="figure_quote", right_on="figure", how="semi")


def charts_of(frames: Mapping[str, pl.LazyFrame], most: int | None = None) -> tuple[Chart, ...]:
    """The charts that the frames are enough for; `most` of each form, those that rest on most figures."""
    from connectivity.charts import plan_charts

    return plan_charts(
        gaps=frames["gaps"],
        targets=frames["targets"],
        currency=frames["currency"],
        observations=frames["observations"],
        figures=frames["figures"],
        documents=frames["documents"],
        most=most,
        min_confidence=next(iter(frames["left_out"].collect()["min_confidence"]), None),
    )
