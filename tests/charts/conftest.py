"""Fixtures of the charts: hand-made frames, and a sample in which every form has something to show."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from connectivity.charts import plan_charts

if TYPE_CHECKING:
    from types import ModuleType

    from connectivity.charts import Chart


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"charts_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def frames() -> ModuleType:
    """Functions that make frames with the schemas of the stages before."""
    return _module("frames")


@pytest.fixture(scope="session")
def sample(frames: ModuleType) -> dict[str, Any]:
    """The arguments of `plan_charts`: made-up facts."""
    return _module("samples").load(frames)


@pytest.fixture(scope="session")
def charts(sample: dict[str, Any]) -> dict[str, Chart]:
    """The sample's charts by their names."""
    return {chart.name: chart for chart in plan_charts(**sample)}


@pytest.fixture(scope="session")
def empty(frames: ModuleType) -> dict[str, Any]:
    """The arguments of `plan_charts` without any rows."""
    return {
        "gaps": frames.gaps(),
        "targets": frames.targets(),
        "currency": frames.currency(),
        "observations": frames.observations([]),
        "figures": frames.figures(),
        "documents": frames.documents(),
    }
