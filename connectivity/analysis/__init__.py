"""Analyses of observations and figures: Polars lazy frames in, lazy frames of fixed columns out."""

from __future__ import annotations

from connectivity.analysis.coverage import gaps

__all__ = ["gaps"]
