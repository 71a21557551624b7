"""Charts: plain values that say what is plotted, and matplotlib drawings of them.

`plan_charts` chooses what to plot from analysis and observation frames, `draw` draws one chart,
`write_charts` writes all into a folder, `pictures` gives them as SVG elements for a page.
"""

from __future__ import annotations

from connectivity.charts.chart import Chart
from connectivity.charts.coverage import CoverageChart
from connectivity.charts.currency import CurrencyChart
from connectivity.charts.files import Picture, draw, pictures, plan_charts, rendered, write_charts
from connectivity.charts.growth import GrowthChart, SlopeChart
from connectivity.charts.rollout import RolloutChart, ShareChart

__all__ = [
    "Chart",
    "CoverageChart",
    "CurrencyChart",
    "GrowthChart",
    "Picture",
    "RolloutChart",
    "ShareChart",
    "SlopeChart",
    "draw",
    "pictures",
    "plan_charts",
    "rendered",
    "write_charts",
]
