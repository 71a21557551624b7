"""Fixtures of the wording: the messages of the code."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType


@pytest.fixture(scope="session")
def sources() -> ModuleType:
    """The module that finds messages in code and template."""
    path = Path(__file__).with_name("messages.py")
    spec = importlib.util.spec_from_file_location("wording_messages", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
