"""Where the embedded example, the briefs, lies."""

from __future__ import annotations

from pathlib import Path

from connectivity.errors import DocumentError

__all__ = ["briefs_folder"]


def briefs_folder() -> Path:
    """The folder of the briefs: package data of an installed wheel, else `datasets/briefs` of the checkout.

    Raises:
        DocumentError: Neither is there.

    >>> briefs_folder().name
    'briefs'
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "datasets" / "briefs", package.parent / "datasets" / "briefs"):
        if folder.is_dir():
            return folder
    raise DocumentError("the embedded briefs are missing from this installation; install connectivity again")
