"""What the pages show of the program, made by cog from the program itself."""

from __future__ import annotations

import contextlib
import functools
import io
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer

from connectivity.cli import main
from connectivity.cli.app import app
from connectivity.cli.building import build_example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["command_help", "crossvalidation", "demo_output", "in_docs", "languages", "quality", "shown"]

WIDTH: Final = 120  # columns of the output that the pages show


def command_help() -> str:
    """The help of the program and of each command, as Markdown."""
    first = _block("connectivity --help", _printed(["--help"]))
    return "\n".join([first, *(_section(name) for name in _names(typer.main.get_command(app)))])


def _names(group: Any, before: str = "") -> Iterator[str]:
    """The names of all commands, those of a group behind its own."""
    for name, command in group.commands.items():
        yield f"{before}{name}"
        yield from _names(command, f"{before}{name} ") if hasattr(command, "commands") else ()


def _section(name: str) -> str:
    return f"## {name}\n\n{_block(f'connectivity {name} --help', _printed([*name.split(), '--help']))}"


def shown(name: str, language: str) -> str:
    """A file of this folder, as Markdown."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return f"```{language}\n{text.rstrip()}\n```\n"


def in_docs(*arguments: str) -> str:
    """A command run in this folder, with all that it prints, as Markdown."""
    with contextlib.chdir(Path(__file__).parent):
        return _block(f"connectivity {' '.join(arguments)}", _printed([*arguments], errors=True))


def demo_output(*arguments: str, lines: int | None = None) -> str:
    """A command over the example database and the first lines that it prints, as Markdown."""
    shown = " ".join(f'"{word}"' if " " in word else word for word in arguments)
    printed = _printed(["--db", str(_example()), *arguments])
    if lines is not None and printed.count("\n") > lines:
        printed = "\n".join([*printed.splitlines()[:lines], "...", ""])
    return _block(f"connectivity {shown}", printed)


def _block(command: str, printed: str) -> str:
    return f"```console\n$ {command}\n{printed.rstrip()}\n```\n"


def _printed(arguments: list[str], *, errors: bool = False) -> str:
    """What a command writes to stdout, and to stderr, on a screen of `WIDTH` columns without colour."""
    before = dict(os.environ)
    os.environ.update({"COLUMNS": str(WIDTH), "NO_COLOR": "1", "TERMINAL_WIDTH": str(WIDTH)})
    written = io.StringIO()
    try:
        with contextlib.ExitStack() as stack:
            stack.enter_context(contextlib.redirect_stdout(written))
            if errors:
                stack.enter_context(contextlib.redirect_stderr(written))
            stack.enter_context(contextlib.suppress(SystemExit))
            main(arguments)
    finally:
        os.environ.clear()
        os.environ.update(before)
    return "".join(f"{line.rstrip()}\n" for line in written.getvalue().splitlines())


@functools.cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


@functools.cache
def _example() -> Path:
    path = Path(_folder().name) / "connectivity.duckdb"
    with contextlib.redirect_stderr(io.StringIO()):
        build_example(path)
    return path


def quality() -> str:
    """The scores of the floor, as a table."""
    ratchet = Path(__file__).parents[1] / "tests" / "quality" / "ratchet.json"
    floor = json.loads(ratchet.read_text(encoding="utf-8"))
    rows = [
        f"| {name.replace('_', ' ')} | {row['documents']} | {row['figures']:.3f} | {row['claims']:.3f} |"
        for name, row in floor.items()
    ]
    return table("corpus | documents | figures F1 | claims F1", rows)


def crossvalidation(part: str, language: str = "en") -> str:
    """One table of the cross-validation: scores, attributes, indicators, difficulties or reliability."""
    return CROSSVALIDATION[part](_stored(language))


def languages() -> str:
    """The scores of Russian and Kazakh documents, by file and attribute."""
    parts = []
    for language, name in (("ru", "Russian"), ("kk", "Kazakh")):
        error = _stored(language)["confidence"]["error"]
        parts += [
            f"### {name}\n",
            crossvalidation("scores", language),
            crossvalidation("attributes", language),
            f"Expected calibration error {error:.3f}.\n",
        ]
    return "\n".join(parts)


def _stored(language: str) -> dict[str, Any]:
    path = Path(__file__).parents[1] / "tests" / "quality" / f"crossvalidation_{language}.json"
    result: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return result


def by_file(result: dict[str, Any]) -> str:
    """The scores of each file of annotated documents and of all."""
    rows = [
        f"| {name} | {s['documents']} | {s['figures']['f1']:.3f} | {s['claims']['f1']:.3f} |"
        for name, s in result["scores"].items()
    ]
    return table("file | documents | figures F1 | claims F1", rows)


def by_attribute(result: dict[str, Any]) -> str:
    """The share of matched figures whose attribute is right, by file."""
    names = list(result["scores"])
    rows = [
        f"| {attribute} | "
        + " | ".join(f"{result['scores'][name]['attributes'][attribute]:.3f}" for name in names)
        + " |"
        for attribute in result["scores"]["all"]["attributes"]
    ]
    return table("attribute | " + " | ".join(names), rows)


def by_share(result: dict[str, Any], part: str, head: str) -> str:
    """What was found and what was right in full, of each indicator or difficulty."""
    rows = [
        f"| {name} | {s['figures']} | {s['found']:.2f} | {s['claims']:.2f} |"
        for name, s in result[part].items()
    ]
    return table(f"{head} | figures | found | right in full", rows)


def confused(result: dict[str, Any], most: int = 12) -> str:
    """The mistakes made most often, of each attribute."""
    rows = [
        f"| {attribute} | {gold} | {found} | {count} |"
        for attribute, triples in result["confusions"].items()
        for gold, found, count in [t for t in triples if t[0] != t[1]][:most]
    ]
    return table("attribute | annotated | read as | times", rows)


def confusion(result: dict[str, Any], attribute: str) -> str:
    """Every annotated value of an attribute against what it was read as."""
    counts = {(gold, found): n for gold, found, n in result["confusions"][attribute]}
    names = sorted({name for pair in counts for name in pair})
    rows = [
        f"| **{gold}** | " + " | ".join(str(counts.get((gold, found), "")) for found in names) + " |"
        for gold in names
    ]
    return table("annotated, read as | " + " | ".join(names), rows)


def trusted(result: dict[str, Any]) -> str:
    """The bins of the reliability diagram, with the expected calibration error."""
    told = result["confidence"]
    rows = [
        f"| {b['bin']} | {b['figures']} | {b['confidence']:.2f} | {b['right']:.2f} |" for b in told["bins"]
    ]
    error = (
        f"Expected calibration error {told['error']:.3f}; without the curve {told['error_uncalibrated']:.3f}."
    )
    return error + "\n\n" + table("confidence | figures | mean confidence | right", rows)


CROSSVALIDATION: dict[str, Callable[[dict[str, Any]], str]] = {
    "scores": by_file,
    "attributes": by_attribute,
    "indicators": lambda result: by_share(result, "indicators", "indicator"),
    "difficulties": lambda result: by_share(result, "difficulties", "difficulty"),
    "aspect": lambda result: confusion(result, "aspect"),
    "status": lambda result: confusion(result, "status"),
    "mistakes": confused,
    "confidence": trusted,
}


def table(head: str, rows: list[str]) -> str:
    """Rows under their head, in Markdown."""
    rule = "|---" * (head.count("|") + 1) + "|"
    return "\n".join([f"| {head} |", rule, *rows]) + "\n"
