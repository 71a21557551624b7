"""Regenerates the pages and images that are made from the program: `python -m docs [pages|images]`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from connectivity.store import tables_markdown
from docs.images import draw_images

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "docs/cli.md", "docs/lexicon.md", "docs/quality.md")


def main(wanted: list[str]) -> int:
    """Regenerate what is named, or all."""
    if not wanted or "images" in wanted:
        draw_images(ROOT / "docs" / "images")
    if not wanted or "pages" in wanted:
        (ROOT / "docs" / "tables.md").write_text(tables_markdown(), encoding="utf-8")
        cog = [sys.executable, "-m", "cogapp", "-I", "docs", "-r", *PAGES]
        return subprocess.run(cog, cwd=ROOT, check=False).returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
