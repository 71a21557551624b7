"""Reports: one plain value, shown on a terminal, as Markdown, or as a self-contained page.

`build_report` makes a `Report` from the frames of the stages before; the renderers show it.
"""

from __future__ import annotations

from connectivity.reports.build import build_report
from connectivity.reports.html import render_html
from connectivity.reports.markdown import render_markdown
from connectivity.reports.report import Report
from connectivity.reports.terminal import render_terminal

__all__ = ["Report", "build_report", "render_html", "render_markdown", "render_terminal"]
