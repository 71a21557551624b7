"""The program as a whole: help, version, exit codes, pipes, and how fast it answers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer

from connectivity.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Run

COMMANDS = list(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
PROGRAM = [sys.executable, "-c", "from connectivity.cli import main; main()"]
DESIGNED = {
    *("demo", "ingest", "extract", "figures", "documents", "observations", "show"),
    *("gaps", "growth", "targets", "audit", "charts", "report", "correct", "reject"),
    *("export", "query", "evaluate", "lexicon"),
}


def test_every_designed_command_is_there() -> None:
    assert set(COMMANDS) >= DESIGNED


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_has_help(run: Callable[..., Run], command: str) -> None:
    done = run(command, "--help")
    assert done.code == 0
    assert f"connectivity {command}" in done.out
    for parameter in typer.main.get_command(app).commands[command].params:  # type: ignore[attr-defined]
        assert parameter.help, f"{command} {parameter.name}"


def test_the_list_of_commands_fits_a_narrow_terminal(
    run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = run("--help").out
    assert max(map(len, out.splitlines())) <= 80
    assert "..." not in out.split("Commands:")[1]


def test_no_command_shows_the_help_and_is_wrong_usage(run: Callable[..., Run]) -> None:
    done = run()
    assert done.code == 2
    assert "Commands:" in done.out + done.err


@pytest.mark.parametrize(
    "arguments", [("figure",), ("figures", "--plaec", "KZ"), ("ingest",), ("figures", "--format", "xml")]
)
def test_wrong_usage_is_said_on_stderr(run: Callable[..., Run], arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "Error:" in done.err
    assert "Traceback" not in done.err


@pytest.mark.usefixtures("stored")
def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, "figures", "--format", "csv"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": _here()},
    ) as reader:
        assert reader.stdout
        assert reader.stderr
        reader.stdout.readline()
        reader.stdout.close()
        assert reader.stderr.read() == b""


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_a_terminal_of_few_characters_does_not_break_it(tmp_path: Path, encoding: str) -> None:
    environment = {**os.environ, "PYTHONPATH": _here(), "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(
        [*PROGRAM, "gaps"], cwd=tmp_path, capture_output=True, env=environment, check=False, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout


def test_help_is_quick() -> None:
    """A quarter of a second on an idle machine; a busy one is compared with Python doing nothing."""

    def seconds(code: str) -> float:
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": _here()},
        )
        return time.perf_counter() - begin

    helped = min(seconds("from connectivity.cli import main; main(['--help'])") for _ in range(5))
    nothing = min(seconds("pass") for _ in range(5))
    assert helped < max(0.25, 20 * nothing)


def _here() -> str:
    return str(Path(__file__).resolve().parents[2])
