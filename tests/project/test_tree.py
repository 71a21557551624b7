"""Rules of the tree that no linter holds: sizes, layers, printing, addresses, and what ships."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

import connectivity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST_MODULE = 400  # lines
LONGEST_FUNCTION = 60  # lines, docstring not counted
TEXTS = {".py", ".toml", ".md", ".sql", ".txt", ".json", ".jsonl", ".ipynb", ".j2", ".html", ""}
REGISTRIES = re.compile(r"https?://[^\s\"')]*(?:pypi|pythonhosted|npmjs|debian\.org)", re.IGNORECASE)
MACHINE = re.compile(r"(?<![\w.:/])/(?:work|tmp|root|home|opt|Users)/\w")


def tracked(root: Path) -> Iterator[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=False)  # noqa: S607 -- git of the PATH
    if done.returncode:
        pytest.skip("this is no clone")
    for name in filter(None, done.stdout.split("\0")):
        if (root / name).is_file():
            yield root / name


def modules(root: Path) -> list[Path]:
    return sorted((root / "connectivity").rglob("*.py"))


def test_modules_stay_small(root: Path) -> None:
    long = {
        str(p.relative_to(root)): n
        for p in modules(root)
        if (n := p.read_text().count("\n")) >= LONGEST_MODULE
    }
    assert long == {}


def test_functions_stay_small(root: Path) -> None:
    long = []
    for path in modules(root):
        for node in ast.walk(ast.parse(path.read_text())):
            # The features of an attribute are one declared list; any other function is a procedure.
            if isinstance(node, ast.FunctionDef) and not node.name.endswith("features"):
                first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
                lines = (node.end_lineno or first.lineno) - first.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long.append(f"{path.relative_to(root)}:{node.name} {lines}")
    assert long == []


def test_every_module_says_what_is_public(root: Path) -> None:
    silent = [str(p.relative_to(root)) for p in modules(root) if "__all__" not in p.read_text()]
    assert silent == []


def test_only_the_command_line_prints_or_reads_the_environment(root: Path) -> None:
    loud = []
    for path in modules(root):
        if "cli" in path.relative_to(root).parts or path.name == "training.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if name in ("print", "sys.stdout.write", "sys.stderr.write", "os.getenv") or (
                isinstance(node, ast.Attribute) and ast.unparse(node) == "os.environ"
            ):
                loud.append(f"{path.relative_to(root)}:{node.lineno}")
    assert loud == []


def test_layers_hold(root: Path) -> None:
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_path_of_one_machine_and_no_registry_stands_in_the_tree(root: Path) -> None:
    found = []
    for path in tracked(root):
        if path.suffix not in TEXTS or path.parts[-2] == "briefs" or "annotated" in path.parts:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if MACHINE.search(line) or REGISTRIES.search(line):
                found.append(f"{path.relative_to(root)}:{number}: {line[:80]}")
    assert found == []


def test_every_requirement_is_pinned_with_hashes(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    wanted = {"constraints.txt": project["dependencies"]}
    wanted["constraints-dev.txt"] = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    for name, requirements in wanted.items():
        text = (root / name).read_text()
        pinned = set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))
        assert {re.split(r"[><=]", r)[0] for r in [*requirements, "hatchling"]} <= pinned
        entries = re.split(r"\n(?=\S)", text.strip())
        assert all("--hash=sha256:" in entry for entry in entries)
        assert "://" not in text


def test_importing_connectivity_imports_nothing_heavy() -> None:
    heavy = ("polars", "duckdb", "matplotlib", "numpy", "rich.markdown", "babel")
    code = f"import sys, connectivity.cli.app; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there_and_others_are_not() -> None:
    for name in connectivity.__all__:
        assert getattr(connectivity, name) is not None
    with pytest.raises(AttributeError, match="nothing"):
        _ = connectivity.nothing
