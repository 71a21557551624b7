"""One press release repeated counts once: near-identical sentences of different publishers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import polars as pl

from connectivity.observations.statements import POINT

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["SIMILAR", "independent_voices"]

_WORDS: Final = 3  # words of a shingle
SIMILAR: Final = 0.8  # share of the shorter sentence's word triples that stand in the other one too


def independent_voices(statements: pl.DataFrame) -> pl.DataFrame:
    """How many voices of each point are independent of each other.

    Voices whose sentences are near-identical (see `SIMILAR`) are one, also through a third one. Statements of
    an unknown voice do not count.

    Args:
        statements: Columns of `POINT`, `voice`, `sentence`.

    Returns:
        Columns of `POINT` and `voices`; points with no known voice are left out.
    """
    told = statements.filter(pl.col("voice").is_not_null())
    counts = told.group_by(POINT).agg(pl.col("voice").n_unique().alias("voices"))
    several = counts.filter(pl.col("voices") > 1).select(POINT)
    echoes = _echoes(told.join(several, on=POINT, how="semi", nulls_equal=True))
    merged = echoes.group_by(POINT).agg("voice", "voice_other")
    lost = [_merges(zip(row[-2], row[-1], strict=True)) for row in merged.iter_rows()]
    return (
        counts.join(
            merged.select(*POINT, pl.Series("lost", lost, dtype=pl.Int64)),
            on=POINT,
            how="left",
            nulls_equal=True,
        )
        .with_columns(pl.col("voices").cast(pl.Int64) - pl.col("lost").fill_null(0))
        .drop("lost")
    )


def _echoes(told: pl.DataFrame) -> pl.DataFrame:
    """Pairs of voices of one point that say the same thing in the same words."""
    shingled = told.select(*POINT, "voice", _shingles().alias("shingles")).unique()
    pairs = shingled.join(shingled, on=POINT, suffix="_other", nulls_equal=True).filter(
        pl.col("voice") < pl.col("voice_other")
    )
    common = pl.col("shingles").list.set_intersection("shingles_other").list.len()
    shorter = pl.min_horizontal(pl.col("shingles").list.len(), pl.col("shingles_other").list.len())
    return pairs.filter(common >= SIMILAR * shorter).select(*POINT, "voice", "voice_other").unique()


def _shingles() -> pl.Expr:
    """The distinct triples of neighbouring words; a shorter sentence is one shingle."""
    words = pl.col("sentence").fill_null("").str.to_lowercase().str.extract_all(r"\w+")
    word = pl.element()
    triples = words.list.eval(
        pl.concat_str(word, word.shift(-1), word.shift(-2), separator=" ").drop_nulls()
    ).list.unique()
    return pl.when(words.list.len() >= _WORDS).then(triples).otherwise(pl.concat_list(words.list.join(" ")))


def _merges(pairs: Iterable[tuple[str, str]]) -> int:
    """How many voices merging the pairs makes fewer.

    >>> _merges([("a", "b"), ("b", "c"), ("a", "c")])
    2
    """
    groups: dict[str, set[str]] = defaultdict(set)
    merges = 0
    for one, other in pairs:
        left, right = groups[one] or {one}, groups[other] or {other}
        merges += other not in left
        joined = left | right
        for voice in joined:
            groups[voice] = joined
    return merges
