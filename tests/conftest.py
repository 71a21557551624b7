"""What tests of several parts share: the folders, a store of annotated figures, a run of a command."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from connectivity.cli import main
from connectivity.documents import Document, read
from connectivity.extraction.figure import FIGURE_SCHEMA
from connectivity.observations import ingest
from connectivity.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[1]
ANNOTATED = ROOT / "datasets" / "annotated" / "dev_en.jsonl"


@dataclass(frozen=True)
class Run:
    """What one command did."""

    code: int
    out: str
    err: str

    def lines(self) -> list[dict[str, Any]]:
        """The JSON lines on stdout."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material beside the checkout; a test that needs it is skipped without."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the shared folder is not beside this checkout")
    return folder


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Run]:
    """Runs a command in an empty working folder, in this process: `run("figures", "--place", "KZ")`."""
    monkeypatch.chdir(tmp_path)

    def command(*args: object) -> Run:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(arg) for arg in args])
        caught = capsys.readouterr()
        code = left.value.code
        return Run(code if isinstance(code, int) else int(bool(code)), caught.out, caught.err)

    return command


@pytest.fixture(scope="session")
def _annotated_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("annotated") / "connectivity.duckdb"
    documents = [item for item in read(ANNOTATED) if isinstance(item, Document)]
    gold = {d["doc"]: d for d in map(json.loads, ANNOTATED.read_text(encoding="utf-8").splitlines())}
    rows = [row for document in documents for row in _figures(document, gold[document.page]["figures"])]
    with open_store(path, read_only=False) as store:
        ingest(store, documents, pl.DataFrame(rows, schema=FIGURE_SCHEMA))
    return path


@pytest.fixture
def stored(_annotated_store: Path, tmp_path: Path) -> Path:
    """A database in the working folder with the annotated documents and their annotated figures.

    What commands print of it does not depend on how well figures are extracted.
    """
    return Path(shutil.copy(_annotated_store, tmp_path / "connectivity.duckdb"))


def _figures(document: Document, annotated: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    seen = set()
    for figure in annotated:
        known = {name: None if value == "?" else value for name, value in figure.items()}
        start = document.text.find(figure["surface"], figure.get("start", 0))
        if (
            start < 0
            or start in seen
            or None in (known["unit"], known["indicator"], known["aspect"], known["status"])
        ):
            continue
        seen.add(start)
        ends = sorted((float(known["value"]), float(known["value_upper"] or known["value"])))
        yield {name: known.get(name) for name in FIGURE_SCHEMA} | {
            "figure": f"{document.doc}@{start}",
            "doc": document.doc,
            "start": start,
            "end": start + len(figure["surface"]),
            "sentence_start": max(0, document.text.rfind("\n", 0, start) + 1),
            "sentence_end": (document.text + "\n").find("\n", start),
            "value": float(known["value"]),
            "value_upper": None if known["value_upper"] is None else float(known["value_upper"]),
            "low": None if known["bound"] in ("under", "up_to") else ends[0],
            "high": None if known["bound"] in ("over", "at_least") else ends[1],
            "period_source": "stated" if known["period"] else None,
            "confidence": 0.9,
        }
