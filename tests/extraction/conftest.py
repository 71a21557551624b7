"""What the tests of extraction share: texts lexed into mentions, and sentences read in one batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from connectivity.documents.document import Document
from connectivity.extraction import extract
from connectivity.extraction.scene import Scene, make_scene
from connectivity.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HEADING = "Regional news\n\n"  # a title of its own, so that the sentence under it is no title

Rows = list[dict[str, Any]]


@pytest.fixture(scope="session")
def lexed() -> Callable[..., Scene]:
    """Lexes texts, one document each: `lexed("Ten schools.", place="KE")`."""

    def lex(*texts: str, **known: Any) -> Scene:
        documents = [Document(doc=f"d{i}", text=text, **known) for i, text in enumerate(texts)]
        return make_scene(documents, load_lexicon())

    return lex


@pytest.fixture(scope="session")
def numbers(lexed: Callable[..., Scene]) -> Callable[..., list[Rows]]:
    """For each text its numbers as rows, with `surface`."""

    def find(*texts: str, **known: Any) -> list[Rows]:
        scene = lexed(*texts, **known)
        found: list[Rows] = [[] for _ in texts]
        for row in scene.quantities.iter_rows(named=True):
            found[row["doc"]].append(row | {"surface": scene.batch.text[row["start"] : row["end"]]})
        return found

    return find


@pytest.fixture(scope="session")
def periods(lexed: Callable[..., Scene]) -> Callable[..., list[set[tuple[str, str, str]]]]:
    """For each text the periods it names: surface, ISO 8601 value, role."""

    def find(*texts: str, **known: Any) -> list[set[tuple[str, str, str]]]:
        scene = lexed(*texts, **known)
        found: list[set[tuple[str, str, str]]] = [set() for _ in texts]
        for row in scene.mentions.filter(kind="period").iter_rows(named=True):
            found[row["doc"]].add((scene.batch.text[row["start"] : row["end"]], row["value"], row["role"]))
        return found

    return find


@pytest.fixture(scope="session")
def figures() -> Callable[..., list[Rows]]:
    """For each text its figures as rows; all texts are read in one batch."""

    def read(texts: Sequence[str], **known: Any) -> list[Rows]:
        fields = {"published": "2024-12-10", "place": "KZ"} | known
        documents = [Document(doc=f"d{i}", text=HEADING + text, **fields) for i, text in enumerate(texts)]
        found: list[Rows] = [[] for _ in texts]
        for row in extract(documents).iter_rows(named=True):
            found[int(row["doc"][1:])].append(row)
        return found

    return read
