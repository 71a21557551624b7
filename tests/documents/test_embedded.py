"""The briefs are found in a checkout and in an installation."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectivity.documents import briefs_folder, embedded
from connectivity.errors import DocumentError


def test_the_checkout_holds_the_briefs() -> None:
    assert briefs_folder() == Path(__file__).parents[2] / "datasets" / "briefs"


def test_an_installation_holds_them_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "connectivity" / "datasets" / "briefs"
    inside.mkdir(parents=True)
    monkeypatch.setattr(embedded, "__file__", str(tmp_path / "connectivity" / "documents" / "embedded.py"))
    assert briefs_folder() == inside.resolve()


def test_an_installation_without_them_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "__file__", str(tmp_path / "connectivity" / "documents" / "embedded.py"))
    with pytest.raises(DocumentError, match="install connectivity again"):
        briefs_folder()
