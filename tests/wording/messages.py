"""Every message that the code and the template can show, found by reading them."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import connectivity

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(connectivity.__file__).parent
AT = {"tr": 0, "trn": 1, "marked": 0, "phrase": 0}
IN_TEMPLATE = re.compile(r'\btr\("([^"]*)"')


def messages() -> dict[str, str]:
    """Messages with the file that has them."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found.update(dict.fromkeys(_of_code(tree), path.name))
    for path in sorted(ROOT.rglob("*.j2")):
        found.update(dict.fromkeys(IN_TEMPLATE.findall(path.read_text(encoding="utf-8")), path.name))
    return found


def _of_code(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in AT:
            place = AT[node.func.id]
            given = node.args[place] if len(node.args) > place else None
            if isinstance(given, ast.Constant) and isinstance(given.value, str):
                yield given.value


def variable_messages() -> list[str]:
    """Places where a message is not written out: each must take it from ones that are marked."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in AT:
                given = node.args[AT[node.func.id]]
                if not isinstance(given, ast.Constant):
                    found.append(f"{path.name}: {ast.unparse(given)}")
    return found
