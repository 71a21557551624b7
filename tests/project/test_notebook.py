"""The analyst's notebook runs from the first cell to the last and shows what it promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from nbclient import NotebookClient

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def executed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    notebook = nbformat.read(root / "notebooks" / "kazakhstan.ipynb", as_version=4)
    folder = tmp_path_factory.mktemp("notebook")
    return NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()


def outputs(notebook: Any) -> list[Any]:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def test_it_draws_coverage_the_roll_out_and_e_commerce(executed: Any) -> None:
    pictures = [output for output in outputs(executed) if "image/png" in output.get("data", {})]
    assert len(pictures) == 4


def test_its_tables_have_rows(executed: Any) -> None:
    tables = [
        output.data["text/html"] for output in outputs(executed) if "text/html" in output.get("data", {})
    ]
    assert len(tables) >= 5
    assert all(table.count("<tr>") > 1 for table in tables)


def test_nothing_is_warned_about(executed: Any) -> None:
    assert [output.text for output in outputs(executed) if output.get("name") == "stderr"] == []


def test_it_is_committed_without_outputs(root: Path) -> None:
    notebook = nbformat.read(root / "notebooks" / "kazakhstan.ipynb", as_version=4)
    assert outputs(notebook) == []
