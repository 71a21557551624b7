"""Phrases that name a group of people or things, and the numbers inside them: "aged 9-10"."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

import numpy as np

from connectivity.extraction import columns as pl
from connectivity.extraction.starting import Starting, starting

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene
    from connectivity.lexicon import Lexicon

__all__ = ["group_branches", "grouped", "groups_named"]


def grouped(scene: Scene, frame: pl.DataFrame, lexicon: Lexicon) -> pl.Column:
    """Whether a number lies inside a phrase that names a group: "aged 9-10"."""
    spans = groups_named(scene, lexicon)
    starts = np.array([a for a, _ in spans], dtype=np.int64)
    at = np.searchsorted(starts, frame["start"].to_numpy(), side="right") - 1
    ends = frame["number_end"].to_list()
    return pl.Series(
        "in a group",
        [bool(i >= 0 and e <= spans[i][1]) for i, e in zip(at.tolist(), ends, strict=True)],
        dtype=pl.Boolean,
    )


@functools.lru_cache(maxsize=8)
def group_branches(lexicon: Lexicon) -> Starting:
    """The patterns and words of groups, in the order in which they are tried."""
    table = lexicon.tables.get("group", {})
    words = sorted((re.escape(w) for w in table.get("words", [])), key=len, reverse=True)
    return starting(
        [rf"(?<![\w-])(?:{pattern})(?![\w-])" for pattern in [*table.get("patterns", []), *words]]
    )


def groups_named(scene: Scene, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Where phrases that name a group stand."""
    if "groups" not in scene.held:
        matches = group_branches(lexicon).finditer(scene.batch.lower)
        scene.held["groups"] = [match.span() for _, match in matches]
    found: list[tuple[int, int]] = scene.held["groups"]
    return found
