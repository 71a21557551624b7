"""Fixtures of the reports: a small one by hand, with a document that tries to break out of every format."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from connectivity.reports import build_report
from connectivity.wording import LANGUAGES, speaking

if TYPE_CHECKING:
    from types import ModuleType

    from connectivity.reports import Report

_CHARTS = Path(__file__).parents[1] / "charts"


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"reports_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def frames() -> ModuleType:
    """Functions that make frames with the schemas of the stages before."""
    return _module(_CHARTS / "frames.py")


@pytest.fixture(scope="session")
def parts(frames: ModuleType) -> dict[str, Any]:
    """The arguments of `build_report`."""
    return _module(Path(__file__).with_name("small.py")).load(frames)


@pytest.fixture(scope="session")
def report(parts: dict[str, Any]) -> Report:
    """The small report."""
    return build_report(**parts)


@pytest.fixture(scope="session")
def spoken_parts(frames: ModuleType) -> dict[str, dict[str, Any]]:
    """The arguments of `build_report` by language."""
    load = _module(Path(__file__).with_name("spoken.py")).load
    return {lang: load(frames, lang) for lang in LANGUAGES}


@pytest.fixture(scope="session")
def reports(spoken_parts: dict[str, dict[str, Any]]) -> dict[str, Report]:
    """A report of documents in three languages, by its own language."""
    made = {}
    for lang, given in spoken_parts.items():
        with speaking(lang):
            made[lang] = build_report(**given)
    return made


@pytest.fixture
def golden() -> Path:
    """The folder of expected outputs."""
    return Path(__file__).with_name("golden")
