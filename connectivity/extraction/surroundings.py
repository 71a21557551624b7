"""What stands right around each number: words, characters and cues, as columns."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from connectivity.extraction import columns as pl
from connectivity.extraction.endings import behind_endings
from connectivity.extraction.grammar import NEVER, rule
from connectivity.extraction.groups import grouped
from connectivity.extraction.nouns import FOLLOWING, hyphenated_noun, noun
from connectivity.extraction.pairs import UNBROKEN, pair_frame
from connectivity.extraction.text import among, which
from connectivity.extraction.word_classes import plural_words, word_classes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from connectivity.extraction.scene import Scene
    from connectivity.lexicon import Lexicon

__all__ = ["CUES", "cue_columns", "with_surroundings"]

BACKWARDS: Final = re.compile(r"[\w'’.&+-]*")  # a word, read from its end
GAPS: Final = " \u00a0("  # between words
CAPITAL: Final = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
NAME_COMMA: Final = re.compile(rf"[{CAPITAL}][\w'’-]+, $")
RUN: Final = re.compile(r"\w*")
CUES: Final = (
    "connected",
    "unconnected",
    "added",
    "change",
    "fell",
    "target",
    "estimate",
    "actual",
    "compare",
    "sum",
    "part",
    "each",
    "norm",
    "age",
    "share",
    "present",
    "past",
    "todate",
)
NUMBER_OF_CUE: Final = {cue: number for number, cue in enumerate(CUES)}
NEAR_WORDS: Final = 5
PADDING: Final = np.full(2, ord("\n"), dtype=np.uint32)  # stands before and behind the text
OPENING: Final = 6  # characters: "Of the" may stand before
WINDOW: Final = 40
WIDEST_JOIN: Final = 7  # characters between two numbers of a list
BESIDE: Final = 2  # characters
LONGEST_AGE: Final = 110


def with_surroundings(scene: Scene, lexicon: Lexicon) -> pl.DataFrame:
    """The quantities with the columns that features read: next1 to next3, prev1, noun, and flags."""
    text, lower, quantities = scene.batch.text, scene.batch.lower, scene.quantities
    ends = behind_endings(lower, quantities["end"].to_list(), lexicon)
    after = [FOLLOWING.match(lower, end).groups() for end in ends]  # type: ignore[union-attr]  # matches every string
    previous = [word_before(text[max(0, s - WINDOW) : s]) for s in quantities["start"].to_list()]
    hyphens = [lower[end : end + 1] == "-" for end in ends]
    known: dict[tuple[Any, ...], str | None] = {}
    nouns = []
    for words, value, hyphen in zip(after, quantities["value"].to_list(), hyphens, strict=True):
        key = (words, value == 1, hyphen)
        if key not in known:
            known[key] = (
                hyphenated_noun(words[0], lexicon.tables) if hyphen else noun(words, value, lexicon.tables)
            )
        nouns.append(known[key])
    frame = quantities.with_columns(
        *(pl.Series(f"next{i + 1}", [w[i] or "" for w in after], dtype=pl.String) for i in range(3)),
        pl.Series("prev1", previous, dtype=pl.String),
        pl.Series("noun", nouns, dtype=pl.String),
        pl.Series(
            "hyphen noun",
            [h and n is not None for h, n in zip(hyphens, nouns, strict=True)],
            dtype=pl.Boolean,
        ),
        *plural_words(after, lexicon.tables.get("noun", {}).get("plural", "")),
        *bare_meanings(scene, after, previous, lexicon.tables),
    ).with_columns(word_classes(lexicon.tables))
    whole = pl.when(pl.Series(of_the_next(frame, lower, lexicon), dtype=pl.Boolean)).then(
        pl.col("noun").shift(-1)
    )
    return frame.with_columns(flags(scene, frame, lexicon)).with_columns(
        pl.when(pl.col("noun").is_null()).then(whole).alias("noun of the whole")
    )


def word_before(window: str) -> str:
    """The last word of a window, if a gap stands before it; blanks, brackets or a line's end may follow.

    >>> word_before("grew by ("), word_before("grew by,"), word_before("by")
    ('by', '', '')
    """
    held = window.removesuffix("\n").rstrip(GAPS)
    begin = len(held) - len(BACKWARDS.match(held[::-1]).group())  # type: ignore[union-attr]  # likewise
    return held[begin:] if begin and held[begin - 1] in GAPS else ""


def bare_meanings(
    scene: Scene, after: list[tuple[Any, ...]], previous: list[str], tables: Mapping[str, Any]
) -> list[pl.Column]:
    """What a number without a noun can be: people ("wounded 17"), a scale ("magnitude of 6.2"), or an age."""
    scales = tables.get("scale_of", {}).get("words", {})
    scale_of, contest = rule(scene.lexicon, "scale_of"), rule(scene.lexicon, "contest")
    text, lower = scene.batch.text, scene.batch.lower
    starts, ends = scene.quantities["start"].to_list(), scene.quantities["end"].to_list()
    tails = [lower[max(0, s - WINDOW) : s].removesuffix("\n") for s in starts]
    scaled = re.compile("|".join(map(re.escape, scales))) if scales else NEVER
    found = (scale_of.search(tail) if scaled.search(tail) else None for tail in tails)
    return [
        *of_people(after, previous, tables.get("people", {})),
        *of_time(after, [last_word(tail) for tail in tails], tables),
        pl.Series(
            "scale of",
            [
                scales.get(m.group(1) if m else "", scales.get(w[0] or "") if w else None)
                for m, w in zip(found, after, strict=True)
            ],
            dtype=pl.String,
        ),
        pl.Series(
            "age in commas",
            [
                tail.endswith(", ")
                and bool(NAME_COMMA.search(text[max(0, s - WINDOW) : s]))
                and text[e : e + 1] in ",."
                for s, e, tail in zip(starts, ends, tails, strict=True)
            ],
            dtype=pl.Boolean,
        ),
        pl.Series(
            "hyphened", ["-" in text[a:b] for a, b in zip(starts, ends, strict=True)], dtype=pl.Boolean
        ),
        pl.Series("density", densities(lower, ends, scene.lexicon), dtype=pl.String),
        pl.Series(
            "contest",
            [tail.endswith(" ") and contest.search(tail) is not None for tail in tails],
            dtype=pl.Boolean,
        ),
    ]


def of_people(
    after: list[tuple[Any, ...]], previous: list[str], people: Mapping[str, Any]
) -> list[pl.Column]:
    """Whether words before or behind a number make it one of people."""
    before, behind, links = (set(people.get(name, ())) for name in ("before", "after", "links"))
    return [
        pl.Series("people before", [p.lower() in before for p in previous], dtype=pl.Boolean),
        pl.Series(
            "people behind",
            [
                w[0] in behind or (w[0] in links and (w[1] in behind or (w[1] in links and w[2] in behind)))
                for w in after
            ],
            dtype=pl.Boolean,
        ),
    ]


def of_time(after: list[tuple[Any, ...]], last: list[str], tables: Mapping[str, Any]) -> list[pl.Column]:
    """Whether words beside a number make it a date's distance, a duration, or what a rate is per."""
    dating = set(tables.get("behind", {}).get("dating", ()))
    words = tables.get("before", {})
    latest, lasting, per = (set(words.get(name, ())) for name in ("last", "lasting", "per"))
    return [
        pl.Series(
            "dating",
            [w[0] in dating or word in latest for w, word in zip(after, last, strict=True)],
            dtype=pl.Boolean,
        ),
        pl.Series("duration", [word in lasting for word in last], dtype=pl.Boolean),
        pl.Series("per before", [word in per for word in last], dtype=pl.Boolean),
    ]


def last_word(tail: str) -> str:
    """The word that ends right before a final blank, "" where none does.

    >>> last_word("over the last "), last_word("over the last")
    ('last', '')
    """
    return RUN.match(tail[-2::-1]).group()[::-1] if tail.endswith(" ") else ""  # type: ignore[union-attr]  # likewise


@functools.lru_cache(maxsize=8)
def density_rule(lexicon: Lexicon) -> re.Pattern[str]:
    """What tells behind a number that it is spread over an area."""
    areas = lexicon.tables.get("density", {}).get("words", {})
    written = lexicon.tables.get("grammar", {}).get("density")
    if not written or not areas:
        return NEVER
    return re.compile(written.replace("{areas}", "|".join(map(re.escape, areas))))


def densities(lower: str, ends: list[int], lexicon: Lexicon) -> list[str | None]:
    """The area that what is counted is spread over: "46 people per square kilometre" gives "km2".

    Args:
        lower: The text in lower case.
        ends: Where the numbers end.
        lexicon: The language.

    >>> from connectivity.lexicon import load_lexicon
    >>> densities("46 people per square kilometre", [2], load_lexicon())
    ['km2']
    """
    spread, areas = density_rule(lexicon), lexicon.tables.get("density", {}).get("words", {})
    found = (spread.match(lower, end) for end in ends)
    return [areas[m.group(1)] if m else None for m in found]


def of_the_next(frame: pl.DataFrame, lower: str, lexicon: Lexicon) -> list[bool]:
    """Whether each number is so many of the next: "41 of 120 seats"."""
    starts, ends, of_next = frame["start"].to_list(), frame["end"].to_list(), rule(lexicon, "of_next")
    return [
        s is not None and of_next.fullmatch(lower, e, max(e, s)) is not None
        for e, s in zip(ends, [*starts[1:], None], strict=True)
    ]


def flags(scene: Scene, frame: pl.DataFrame, lexicon: Lexicon) -> list[pl.Column]:
    """Columns that tell a figure from a mere name or code."""
    text = f"\n\n{scene.batch.text}\n\n"
    codes = np.concatenate((PADDING, scene.batch.codes[:-2], PADDING))
    letters = which(codes, str.isalnum)
    start, end = frame["start"].integers() + 2, frame["end"].integers() + 2
    left, right = codes[start - 1], codes[end]
    closed = np.array(behind_endings(scene.batch.lower, frame["end"].to_list(), lexicon), dtype=np.int64) + 2
    first = [
        text[max(0, s - 4) : s].strip(" \t(•*-–") in ("", "\n", "\n\n") and "\n" in text[max(0, s - 4) : s]
        for s in start.tolist()
    ]
    return [
        pl.Series("in_brackets", (left == ord("(")) & among(right, "),")),
        pl.Series("dash_before", among(left, "-–/.") & letters[start - 2]),
        pl.Series("dash_after", among(right, "-–/.") & letters[end + 1] & (closed == end)),
        pl.Series("plus_before", among(left, "+#№§")),
        pl.Series("plus sign", (left == ord("+")).astype(np.float64)),
        pl.Series(
            "list_marker",
            np.array(first, dtype=bool) & among(right, ".)") & among(codes[end + 1], " \t"),
        ),
        beside(scene, frame, "name_before", at_start=True),
        beside(scene, frame, "name_after", at_start=False),
        beside(scene, frame, "rank_before", at_start=True),
        beside(scene, frame, "rank_after", at_start=False),
        beside(scene, frame, "place", at_start=True).alias("behind a place"),
        frame.select(
            (pl.col("prev1").str.contains(rf"^[{CAPITAL}]{{2,}}$")).alias("acronym_before")
        ).to_series(),
        frame.select(
            (pl.col("prev1").str.contains(rf"^[{CAPITAL}][a-zа-яёәғқңөұүһі]+$")).alias("capital_before")
        ).to_series(),
        frame.select(pl.col("digits").str.contains(r"^(?:19|20)\d\d$").alias("yearlike")).to_series(),
        frame.select(pl.col("digits").str.contains(r"^0\d").alias("zero_led")).to_series(),
        frame.select(pl.col("digits").str.contains(r",\d{3}").alias("grouped")).to_series(),
        neighbours(frame),
        run_of_names(frame, lexicon.tables.get("name", {}).get("never", ())),
        joined(frame, scene.batch.lower, lexicon),
        grouped(scene, frame, lexicon),
        pl.Series(
            "alone in a cell",
            [
                row > 0 and alone(text, a, b)
                for row, a, b in zip(
                    np.where(frame["table"].nulls(), 0, frame["row"].integers()).tolist(),
                    start.tolist(),
                    end.tolist(),
                    strict=True,
                )
            ],
            dtype=pl.Boolean,
        ),
        frame.select(
            (pl.col("start") - pl.col("sent_start") <= OPENING).alias("opens the sentence")
        ).to_series(),
    ]


def beside(scene: Scene, frame: pl.DataFrame, kind: str, *, at_start: bool) -> pl.Column:
    """Whether a mention of the kind touches the number, with at most a space between."""
    mentions = scene.mentions.filter(pl.col("kind") == kind)
    spots = np.unique(mentions["end" if at_start else "start"].integers())
    edges = frame["start" if at_start else "end"].integers()
    low, high = (edges - 2, edges) if at_start else (edges, edges + 2)
    touching = np.searchsorted(spots, high, side="right") > np.searchsorted(spots, low)
    return pl.Series(kind, touching)


def joined(frame: pl.DataFrame, lower: str, lexicon: Lexicon) -> pl.Column:
    """Whether only a comma, "and", "or" or "to" stands between a number and the next."""
    joining = rule(lexicon, "joined")
    starts, ends = frame["start"].to_list(), frame["end"].to_list()
    gaps = [lower[e:s] if 0 < s - e <= WIDEST_JOIN else "#" for e, s in zip(ends, starts[1:], strict=False)]
    return pl.Series(
        "joins the next",
        [*(bool(joining.match(g)) for g in gaps), *([False] if ends else [])],
        dtype=pl.Boolean,
    )


def alone(text: str, start: int, end: int) -> bool:
    """Whether a number fills its cell of a table.

    >>> alone("a | 12 | b", 4, 6), alone("Lot 12 | b", 4, 6)
    (True, False)
    """
    before, behind = text[max(0, start - 9) : start].rstrip(" "), text[end : end + 9].lstrip(" *")
    spaced = text[max(0, start - 2) : start] == "  ", text[end : end + 2] == "  "
    return (before[-1:] in ("|", "\t", "\n") or spaced[0]) and (behind[:1] in ("|", "\t", "\n") or spaced[1])


def neighbours(frame: pl.DataFrame) -> pl.Column:
    """How many numbers stand within two characters: parts of phone numbers and codes do."""
    start, end = frame["start"].to_numpy(), frame["end"].to_numpy()
    close = (start[1:] - end[:-1] <= BESIDE).astype(np.int64)
    edge = np.zeros(min(1, len(start)), dtype=np.int64)
    return pl.Series("beside_number", np.concatenate((edge, close)) + np.concatenate((close, edge)))


def run_of_names(frame: pl.DataFrame, never: Sequence[str]) -> pl.Column:
    """How many bare numbers of the sentence stand right behind a name: "Tigo 148, Airtel 119, Vodacom 95"."""
    named = (pl.col("measure") == "bare") & (
        pl.col("prev1").str.contains(rf"^[{CAPITAL}]\w")
        & ~pl.col("prev1").is_in([word.capitalize() for word in never])
    )
    return frame.select(
        pl.when(named).then(named.cast(pl.Int64).sum().over("sent")).otherwise(0).alias("run of names")
    ).to_series()


def cue_columns(scene: Scene) -> dict[str, pl.Column]:
    """For each number, one column a cue and scope: `target:clause`, `added:before`, ...

    Scopes: before and after (within five words, no break between), touch, clause, sentence, head (lead line,
    column or row head, caption, heading), prev (the sentence before).
    """
    pairs = pair_frame(scene, ["cue"])
    near = pl.col("near") & UNBROKEN
    scopes = {
        "before": near & ~pl.col("after") & (pl.col("words") <= NEAR_WORDS) & (pl.col("numbers") == 0),
        "after": near & pl.col("after") & (pl.col("words") <= NEAR_WORDS) & (pl.col("numbers") == 0),
        "touch": near & (pl.col("words") <= 1) & ~pl.col("after"),
        "clause_before": near & ~pl.col("after"),
        "clause_after": near & pl.col("after"),
        "sentence": pl.col("near"),
        "head": pl.col("rel").is_in(["lead", "column", "row", "caption", "heading"]),
        "column": pl.col("rel").is_in(["cell", "column", "row"]),
        "intro": pl.col("behind a colon"),
        "prev": pl.col("rel").is_in(["prev"]),
    }
    rows = np.searchsorted(scene.quantities["q"].integers(), pairs["q"].integers())
    cues = pairs["value"]
    table = np.zeros((len(CUES), len(scopes), scene.quantities.height), dtype=bool)
    places = (
        pl.DataFrame({"value": cues})
        .select(pl.col("value").replace_strict(NUMBER_OF_CUE, default=-1, return_dtype=pl.Int64))
        .to_series()
        .integers()
    )
    for number, test in enumerate(scopes.values()):
        found = np.flatnonzero(pairs.full(test).data & (places >= 0))
        table[places[found], number, rows[found]] = True
    return {
        f"{cue}:{scope}": pl.Series(table[i, j])
        for i, cue in enumerate(CUES)
        for j, scope in enumerate(scopes)
    }
