"""The command line: options in, calls of the API, data to stdout and words to stderr.

Nothing heavy is imported before a command runs, so that `connectivity --help` answers at once.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import TextIO

__all__ = ["main"]


def main(args: Sequence[str] | None = None) -> None:
    """Run one command; `args` are those of the process unless given.

    Raises:
        SystemExit: Always: 0 done, 1 done but something was refused, 2 wrong usage or an unusable file.
    """
    import typer

    from connectivity.cli.app import app
    from connectivity.errors import ConnectivityError

    for stream in (sys.stdout, sys.stderr):
        _speak_unicode(stream)
    try:
        app(args=None if args is None else list(args), prog_name="connectivity")
    except ConnectivityError as error:
        typer.echo(f"connectivity: {error}", err=True)
        raise SystemExit(2) from None


def _speak_unicode(stream: TextIO) -> None:
    """Files and pipes get UTF-8; a terminal that has not every character gets a mark in its place."""
    if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8")
