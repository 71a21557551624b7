"""A batch whose words have lost their endings, and where in the whole text its characters stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from connectivity.extraction.text import which

if TYPE_CHECKING:
    import numpy.typing as npt

    from connectivity.extraction.text import Batch
    from connectivity.lexicon.stemming import Stemmer

__all__ = ["Cut", "cut_batch"]


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """The text without endings.

    Attributes:
        text: As written.
        lower: In lower case, of the same length.
        origin: For each character its offset in the batch, and the batch's length behind the last. What
            ends before a character ends, in the batch, where that character stands: behind a whole word.
    """

    text: str
    lower: str
    origin: npt.NDArray[np.int64]


def cut_batch(batch: Batch, stemmer: Stemmer) -> Cut:
    """The batch with the endings of its words cut; words that hold a digit stay."""
    lower = np.frombuffer(batch.lower.encode("utf-32-le"), dtype=np.uint32).copy()
    text = batch.codes[:-2].copy()
    kept = np.ones(len(lower), dtype=bool)
    starts, ends = words_of(batch)
    stems: dict[str, str] = {}
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        word = batch.lower[start:end]
        stem = stems.get(word)
        if stem is None:
            stem = stems[word] = stemmer.stem(word)
        size = len(stem)
        if size < end - start:
            kept[start + size : end] = False
            if stem[-1] != word[size - 1]:
                capital = text[start + size - 1] != lower[start + size - 1]
                lower[start + size - 1] = ord(stem[-1])
                text[start + size - 1] = ord(stem[-1].upper() if capital else stem[-1])
    origin = np.append(np.flatnonzero(kept), len(lower))
    cut = text[kept].tobytes().decode("utf-32-le")
    return Cut(stemmer.same_letters(cut), lower[kept].tobytes().decode("utf-32-le"), origin)


def words_of(batch: Batch) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Starts and ends of the words that are letters alone."""
    codes = batch.codes[:-2]
    padded = np.concatenate(([False], batch.alnum, [False]))
    starts, ends = np.flatnonzero(padded[1:] & ~padded[:-1]), np.flatnonzero(padded[:-1] & ~padded[1:])
    others = np.concatenate(([0], np.cumsum(batch.alnum & ~which(codes, str.isalpha))))
    letters = others[ends] == others[starts]
    return starts[letters], ends[letters]
