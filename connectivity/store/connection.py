"""Opens DuckDB files, and says in one sentence why one cannot be opened."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb

from connectivity.errors import StoreError

if TYPE_CHECKING:
    import os

__all__ = ["MEMORY", "connect", "first_sentence"]

MEMORY: Final = ":memory:"

# Nothing is sent or fetched, and SQL of a user reads no other file.
_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
_MAGIC: Final = slice(8, 12)  # "DUCK" stands there in each DuckDB file


def connect(path: str | os.PathLike[str], *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A connection to a DuckDB file, which is created only when it may be written.

    Raises:
        StoreError: The file is missing (and `read_only`), no DuckDB database, locked by another process, or
            its folder cannot be written.
    """
    if str(path) == MEMORY:
        return duckdb.connect(MEMORY, config=_CONFIG)
    file = Path(path)
    _check(file, read_only=read_only)
    try:
        return duckdb.connect(str(file), read_only=read_only, config=_CONFIG)
    except duckdb.ConnectionException as error:
        raise StoreError(
            f"{file}: this program already has it open in another mode; close that store first"
        ) from error
    except duckdb.Error as error:
        raise StoreError(f"{file}: {_reason(str(error))}") from error


def first_sentence(error: duckdb.Error) -> str:
    r"""DuckDB's message on one line, without the marked-up query.

    >>> first_sentence(duckdb.Error("Parser Error: syntax error at or near 'selec'\n\nLINE 1: selec\n  ^"))
    "Parser Error: syntax error at or near 'selec'"
    """
    return " ".join(str(error).split("\nLINE ")[0].split())


def _check(file: Path, *, read_only: bool) -> None:
    if file.is_dir():
        raise StoreError(f"{file}: this is a folder; name a database file in it")
    if file.exists():
        if not _is_duckdb(file):
            raise StoreError(
                f"{file}: this is not a DuckDB database; it was left as it is, name another file"
            )
    elif read_only:
        raise StoreError(
            f"{file}: there is no such database yet; `connectivity ingest` or `connectivity demo` makes one"
        )
    elif not file.parent.is_dir():
        raise StoreError(f"{file}: its folder {file.parent} does not exist; create it or name another file")


def _is_duckdb(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return stream.read(16)[_MAGIC] == b"DUCK"
    except OSError as error:
        raise StoreError(f"{file}: it cannot be read ({error.strerror}); check its permissions") from error


def _reason(message: str) -> str:
    if "lock" in message.lower():
        process = re.search(r"PID (\d+)", message)
        who = f"another process (PID {process[1]})" if process else "another process"
        return f"{who} has it open; close that one and try again"
    if "Permission denied" in message or "Read-only file system" in message:
        return "it may not be written here; check the permissions of file and folder, or name another file"
    if "version number" in message:
        return "another version of DuckDB wrote it; install the newest duckdb"
    return f"DuckDB cannot open it ({' '.join(message.split())}); check the file or name another one"
