"""The command line: options in, calls of the API, data to stdout and words to stderr.

Nothing heavy is imported before a command runs, so that `connectivity --help` answers at once.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["main"]


def main(args: Sequence[str] | None = None) -> None:
    """Run one command; `args` are those of the process unless given.

    Raises:
        SystemExit: Always: 0 done, 1 done but something was refused, 2 wrong usage or an unusable file.
    """
    import typer

    from connectivity.cli.app import app
    from connectivity.errors import ConnectivityError

    try:
        app(args=None if args is None else list(args), prog_name="connectivity")
    except ConnectivityError as error:
        typer.echo(f"connectivity: {error}", err=True)
        raise SystemExit(2) from None
