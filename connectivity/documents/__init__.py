"""Documents: readers by media type, the splitting of pages into articles, and their dating.

`read` is the one door: paths in, `Document` and `Refusal` records out, lazily.
"""

from __future__ import annotations

from connectivity.documents.document import Document, Refusal
from connectivity.documents.embedded import briefs_folder
from connectivity.documents.reading import read

__all__ = ["Document", "Refusal", "briefs_folder", "read"]
