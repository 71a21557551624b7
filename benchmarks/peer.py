"""Runs another tool in an interpreter of its own, for comparison within one run."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence

__all__ = ["MISSING", "peer_output"]

MISSING = 3  # exit code of a peer's program where the tool is not installed


def peer_output(python: str, program: str, texts: Sequence[str]) -> str | None:
    """What a peer's program prints, given the texts as JSON; None where the tool is not installed.

    Raises:
        CalledProcessError: The program failed otherwise.
    """
    done = subprocess.run(
        [python, "-W", "ignore", "-c", program],
        input=json.dumps(list(texts)),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == MISSING:
        return None
    done.check_returncode()
    return done.stdout
