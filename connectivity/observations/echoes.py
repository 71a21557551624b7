"""One press release repeated counts once: near-identical sentences of other publishers, and translations."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

import polars as pl

from connectivity.observations.statements import POINT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["SIMILAR", "independent_voices"]

_WORDS: Final = 3  # words of a shingle
FEWEST: Final = 5  # figures of a document that a translation can be told by
SIMILAR: Final = 0.8  # share of the shorter sentence's word triples that stand in the other one too


def independent_voices(statements: pl.DataFrame) -> pl.DataFrame:
    """How many voices of each point are independent of each other.

    Voices whose sentences are near-identical (see `SIMILAR`) are one, also through a third one; so are those
    of one site in two languages, and of documents in two languages that tell nearly the same figures in the
    same order, as a translation does. Statements of an unknown voice do not count.

    Args:
        statements: Columns of `POINT`, `voice`, `sentence`, `site`, `lang`, `doc`, `start`, `value`, `unit`.

    Returns:
        Columns of `POINT` and `voices`; points with no known voice are left out.
    """
    told = statements.filter(pl.col("voice").is_not_null())
    counts = told.group_by(POINT).agg(pl.col("voice").n_unique().alias("voices"))
    several = counts.filter(pl.col("voices") > 1).select(POINT)
    shared = told.join(several, on=POINT, how="semi", nulls_equal=True)
    echoes = pl.concat([_echoes(shared), _translations(shared, statements)]).unique()
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


def _translations(told: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """Pairs of voices of one point that say it in two languages on one site, or in documents told alike."""
    known = told.filter(pl.col("lang").is_not_null()).select(*POINT, "voice", "doc", "lang", "site").unique()
    pairs = known.join(known, on=POINT, suffix="_other", nulls_equal=True).filter(
        (pl.col("voice") < pl.col("voice_other")) & (pl.col("lang") != pl.col("lang_other"))
    )
    documents = pairs.select("doc", "doc_other").unique()
    tellings = {
        doc: list(zip(values, units, strict=True))
        for doc, values, units in statements.sort("doc", "start")
        .group_by("doc", maintain_order=True)
        .agg("value", "unit")
        .iter_rows()
    }
    alike = [told_alike(tellings[one], tellings[other]) for one, other in documents.iter_rows()]
    same = documents.with_columns(pl.Series("alike", alike, dtype=pl.Boolean))
    return (
        pairs.join(same, on=["doc", "doc_other"])
        .filter(pl.col("alike") | (pl.col("site") == pl.col("site_other")).fill_null(value=False))
        .select(*POINT, "voice", "voice_other")
        .unique()
    )


def told_alike(one: Sequence[tuple[float, str]], other: Sequence[tuple[float, str]]) -> bool:
    """Whether two documents tell nearly the same figures in the same order.

    >>> release = [(2606, "settlement"), (61.5, "%"), (3010, "settlement"), (10, "school"), (2025, "km")]
    >>> told_alike(release, release[:4] + [(7, "x")]), told_alike(release, release[::-1])
    (True, False)
    """
    longer = max(len(one), len(other))
    if longer < FEWEST:
        return False
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= SIMILAR * longer


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
