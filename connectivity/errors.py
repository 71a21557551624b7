"""The errors a user can meet: each is one sentence that names the place and the mend."""

from __future__ import annotations

__all__ = [
    "ConnectivityError",
    "CorrectionError",
    "DocumentError",
    "LexiconError",
    "QueryError",
    "StoreError",
    "UsageError",
]


class ConnectivityError(Exception):
    """Base of all errors that Connectivity raises on purpose.

    >>> str(ConnectivityError("report.txt: it is empty; give a file with text"))
    'report.txt: it is empty; give a file with text'
    """


class DocumentError(ConnectivityError):
    """A file or a part of one that cannot be read as documents."""


class LexiconError(ConnectivityError):
    """A lexicon file with an entry that cannot be compiled."""


class StoreError(ConnectivityError):
    """A database file that cannot be opened, or not as asked."""


class CorrectionError(ConnectivityError):
    """A corrections file with an entry that cannot be applied."""


class QueryError(ConnectivityError):
    """SQL that DuckDB refuses, or an unknown column or filter."""


class UsageError(ConnectivityError):
    """An option or argument that does not fit the command."""
