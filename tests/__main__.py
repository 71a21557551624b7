"""Every check of the project, one after another: `python -m tests`. Fails when any of them does."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
PAGES: Final = ("README.md", "docs/cli.md", "docs/lexicon.md", "docs/quality.md")

CHECKS: Final = (
    ("lint", ("-m", "ruff", "check", ".")),
    ("format", ("-m", "ruff", "format", "--check", ".")),
    ("types", ("-m", "mypy", "--strict")),
    ("layers", ("-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())")),
    ("pages in step", ("-m", "cogapp", "-I", "docs", "--check", "--diff", *PAGES)),
    ("tests", ("-m", "pytest")),
)


def main(arguments: list[str]) -> int:
    """Run the checks whose names are given, or all; 0 when every one passes."""
    failed = []
    for name, command in CHECKS:
        if arguments and name not in arguments:
            continue
        print(f"== {name}: python {' '.join(command)}", flush=True)
        begin = time.monotonic()
        done = subprocess.run([sys.executable, *command], cwd=ROOT, env=_environment(), check=False)
        print(
            f"== {name}: {'ok' if done.returncode == 0 else 'FAILED'}, {time.monotonic() - begin:.0f} s",
            flush=True,
        )
        if done.returncode:
            failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def _environment() -> dict[str, str]:
    """The environment without what would make the output of commands differ between machines."""
    dropped = ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "PYTHONWARNINGS")
    return {name: value for name, value in os.environ.items() if name not in dropped}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
