"""What stands right around each number: words, characters and cues, as columns."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import polars as pl

from connectivity.extraction.nouns import FOLLOWING, hyphenated_noun, noun
from connectivity.extraction.pairs import UNBROKEN, pair_frame

if TYPE_CHECKING:
    from collections.abc import Mapping

    from connectivity.extraction.scene import Scene
    from connectivity.lexicon import Lexicon

__all__ = ["CUES", "cue_columns", "group_expression", "with_surroundings"]

BEFORE: Final = re.compile(r"[ \u00a0(]+([\w'’.&+-]*)[ \u00a0(]*$")
SCALE_OF: Final = re.compile(r"\b([a-z]+)(?: (?:of|at|is|was))?(?: about| around| nearly| roughly)?[ -]$")
DATING: Final = frozenset({"ago", "earlier", "later", "before", "previously", "hence", "old", "after", "on"})
LAST: Final = re.compile(
    r"\b(?:last|past|next|first|previous|coming|preceding|following|recent|after|every|ago) $"
)
LASTS: Final = re.compile(
    r"\b(?:for|within|took|takes|take|lasted|lasts|lasting|of|a|an|the|about|least|under"
    r"|in|over|to|than|another) $"
)
AREAS: Final = {
    **dict.fromkeys(("square kilometre", "square kilometer", "sq km", "square km", "km2", "km²"), "km2"),
    "square mile": "square_mile",
    "hectare": "ha",
    "acre": "acre",
}
DENSITY: Final = re.compile(
    r" [a-z-]+(?: [a-z-]+)? (?:per|a|an|to the|for every) (" + "|".join(map(re.escape, AREAS)) + r")\b"
)
QUOTED: Final = re.compile(
    r" (?:per|to the|against the|to a|a|for a|to one) (?:us |u\.s\. )?(?:dollar|euro|pound|yen|yuan)\b"
)
OF_NEXT: Final = re.compile(r" (?:out )?of (?:the |its |their |his |her |last |country's )*")
NAME_COMMA: Final = re.compile(r"[A-Z][\w'’-]+, $")
PER: Final = re.compile(r"\b(?:per|every|in every) $")
CONTEST: Final = re.compile(
    r"\b(?:won|win|beat|lost|lose|drew|draw|led|lead|defeat|victory|score|scored|beaten|up|down|of)"
    r"(?: [\w'’-]+){0,4} $"
)
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
JOIN: Final = re.compile(r"^(?:,\s|,?\s(?:and|or|to)\s|\s?/\s?)$")
NEAR_WORDS: Final = 5
OPENING: Final = 6  # characters: "Of the" may stand before
WINDOW: Final = 40
WIDEST_JOIN: Final = 7  # characters between two numbers of a list
BESIDE: Final = 2  # characters
LONGEST_AGE: Final = 110


def with_surroundings(scene: Scene, lexicon: Lexicon) -> pl.DataFrame:
    """The quantities with the columns that features read: next1 to next3, prev1, noun, and flags."""
    text, lower, quantities = scene.batch.text, scene.batch.lower, scene.quantities
    after = [FOLLOWING.match(lower, end).groups() for end in quantities["end"].to_list()]  # type: ignore[union-attr]
    before = [BEFORE.search(text[max(0, s - WINDOW) : s]) for s in quantities["start"].to_list()]
    previous = [m.group(1) if m else "" for m in before]
    hyphens = [lower[end : end + 1] == "-" for end in quantities["end"].to_list()]
    nouns = [
        hyphenated_noun(words[0], lexicon.tables["noun"]) if hyphen else noun(words, value, lexicon.tables)
        for words, value, hyphen in zip(after, quantities["value"].to_list(), hyphens, strict=True)
    ]
    frame = quantities.with_columns(
        *(pl.Series(f"next{i + 1}", [w[i] or "" for w in after], dtype=pl.String) for i in range(3)),
        pl.Series("prev1", previous, dtype=pl.String),
        pl.Series("noun", nouns, dtype=pl.String),
        pl.Series(
            "hyphen noun",
            [h and n is not None for h, n in zip(hyphens, nouns, strict=True)],
            dtype=pl.Boolean,
        ),
        *bare_meanings(scene, after, previous, lexicon.tables),
    )
    whole = pl.when(pl.Series(of_the_next(frame, lower), dtype=pl.Boolean)).then(pl.col("noun").shift(-1))
    return frame.with_columns(flags(scene, frame, lexicon)).with_columns(
        pl.when(pl.col("noun").is_null()).then(whole).alias("noun of the whole")
    )


def bare_meanings(
    scene: Scene, after: list[tuple[Any, ...]], previous: list[str], tables: Mapping[str, Any]
) -> list[pl.Series]:
    """What a number without a noun can be: people ("wounded 17"), a scale ("magnitude of 6.2"), or an age."""
    people, scales = tables["people"], tables["scale_of"]["words"]
    before, behind, links = set(people["before"]), set(people["after"]), set(people["links"])
    text, lower = scene.batch.text, scene.batch.lower
    starts, ends = scene.quantities["start"].to_list(), scene.quantities["end"].to_list()
    tails = [lower[max(0, s - WINDOW) : s] for s in starts]
    found = (SCALE_OF.search(tail) for tail in tails)
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
                bool(NAME_COMMA.search(text[max(0, s - WINDOW) : s])) and text[e : e + 1] in ",."
                for s, e in zip(starts, ends, strict=True)
            ],
            dtype=pl.Boolean,
        ),
        pl.Series(
            "dating",
            [w[0] in DATING or bool(LAST.search(t)) for w, t in zip(after, tails, strict=True)],
            dtype=pl.Boolean,
        ),
        pl.Series("duration", [bool(LASTS.search(t)) for t in tails], dtype=pl.Boolean),
        pl.Series(
            "hyphened", ["-" in text[a:b] for a, b in zip(starts, ends, strict=True)], dtype=pl.Boolean
        ),
        pl.Series("density", [densities(lower, e) for e in ends], dtype=pl.String),
        quoted(scene),
        pl.Series("per before", [bool(PER.search(tail)) for tail in tails], dtype=pl.Boolean),
        pl.Series("contest", [bool(CONTEST.search(tail)) for tail in tails], dtype=pl.Boolean),
    ]


def densities(lower: str, end: int) -> str | None:
    """The area that what is counted is spread over: "46 people per square kilometre" gives "km2".

    >>> densities("46 people per square kilometre", 2), densities("46 people per household", 2)
    ('km2', None)
    """
    found = DENSITY.match(lower, end)
    return AREAS[found.group(1)] if found else None


def quoted(scene: Scene) -> pl.Series:
    """For a bare number before "to the dollar" or "per euro", the currency named last before it."""
    currencies = scene.mentions.filter(pl.col("kind") == "currency").select("start", "unit").sort("start")
    starts, units = currencies["start"].to_numpy(), currencies["unit"].to_list()
    rows = scene.quantities.select("start", "end", "sent_start").rows()
    at = (np.searchsorted(starts, [s for s, _, _ in rows]) - 1).tolist()
    return pl.Series(
        "quoted",
        [
            units[i] if i >= 0 and starts[i] >= first and QUOTED.match(scene.batch.lower, end) else None
            for (_, end, first), i in zip(rows, at, strict=True)
        ],
        dtype=pl.String,
    )


def of_the_next(frame: pl.DataFrame, lower: str) -> list[bool]:
    """Whether each number is so many of the next: "41 of 120 seats"."""
    starts, ends = frame["start"].to_list(), frame["end"].to_list()
    return [
        s is not None and bool(OF_NEXT.fullmatch(lower[e:s]))
        for e, s in zip(ends, [*starts[1:], None], strict=True)
    ]


def flags(scene: Scene, frame: pl.DataFrame, lexicon: Lexicon) -> list[pl.Series]:
    """Columns that tell a figure from a mere name or code."""
    text = f"\n\n{scene.batch.text}\n\n"
    start, end = frame["start"].to_numpy() + 2, frame["end"].to_numpy() + 2
    left = [text[s - 1] for s in start]
    left2 = [text[s - 2] for s in start]
    right = [text[e] for e in end]
    right2 = [text[e + 1] for e in end]
    rows = list(zip(left, left2, right, right2, strict=True))
    line_start = [
        text[max(0, s - 4) : s].strip(" \t(•*-–") in ("", "\n", "\n\n") and "\n" in text[max(0, s - 4) : s]
        for s in start
    ]
    return [
        pl.Series("in_brackets", [a == "(" and b in ")," for a, _, b, _ in rows]),
        pl.Series("dash_before", [a in "-–/." and b.isalnum() for a, b, _, _ in rows]),
        pl.Series("dash_after", [a in "-–/." and b.isalnum() for _, _, a, b in rows]),
        pl.Series("plus_before", [a in "+#№§" for a, _, _, _ in rows]),
        pl.Series("plus sign", [float(a == "+") for a, _, _, _ in rows], dtype=pl.Float64),
        pl.Series(
            "list_marker",
            [
                first and r in ".)" and r2 in " \t"
                for first, (_, _, r, r2) in zip(line_start, rows, strict=True)
            ],
        ),
        beside(scene, frame, "name_before", at_start=True),
        beside(scene, frame, "name_after", at_start=False),
        beside(scene, frame, "rank_before", at_start=True),
        beside(scene, frame, "rank_after", at_start=False),
        beside(scene, frame, "place", at_start=True).alias("behind a place"),
        frame.select((pl.col("prev1").str.contains(r"^[A-Z]{2,}$")).alias("acronym_before")).to_series(),
        frame.select((pl.col("prev1").str.contains(r"^[A-Z][a-z]+$")).alias("capital_before")).to_series(),
        frame.select(pl.col("digits").str.contains(r"^(?:19|20)\d\d$").alias("yearlike")).to_series(),
        frame.select(pl.col("digits").str.contains(r"^0\d").alias("zero_led")).to_series(),
        frame.select(pl.col("digits").str.contains(r",\d{3}").alias("grouped")).to_series(),
        neighbours(frame),
        run_of_names(frame),
        joined(frame, scene.batch.lower),
        grouped(scene, frame, lexicon),
        pl.Series(
            "alone in a cell",
            [
                t is not None and r is not None and r > 0 and alone(text, s, e)
                for s, e, t, r in zip(
                    start.tolist(),
                    end.tolist(),
                    frame["table"].to_list(),
                    frame["row"].to_list(),
                    strict=True,
                )
            ],
            dtype=pl.Boolean,
        ),
        frame.select(
            (pl.col("start") - pl.col("sent_start") <= OPENING).alias("opens the sentence")
        ).to_series(),
    ]


def beside(scene: Scene, frame: pl.DataFrame, kind: str, *, at_start: bool) -> pl.Series:
    """Whether a mention of the kind touches the number, with at most a space between."""
    mentions = scene.mentions.filter(pl.col("kind") == kind)
    spots = set((mentions["end"] if at_start else mentions["start"]).to_list())
    edges = frame["start" if at_start else "end"].to_list()
    step = -1 if at_start else 1
    return pl.Series(
        kind, [e in spots or (e + step) in spots or (e + 2 * step) in spots for e in edges], dtype=pl.Boolean
    )


def joined(frame: pl.DataFrame, lower: str) -> pl.Series:
    """Whether only a comma, "and", "or" or "to" stands between a number and the next."""
    starts, ends = frame["start"].to_list(), frame["end"].to_list()
    gaps = [lower[e:s] if 0 < s - e <= WIDEST_JOIN else "#" for e, s in zip(ends, starts[1:], strict=False)]
    return pl.Series(
        "joins the next", [*(bool(JOIN.match(g)) for g in gaps), *([False] if ends else [])], dtype=pl.Boolean
    )


def alone(text: str, start: int, end: int) -> bool:
    """Whether a number fills its cell of a table.

    >>> alone("a | 12 | b", 4, 6), alone("Lot 12 | b", 4, 6)
    (True, False)
    """
    before, behind = text[max(0, start - 9) : start].rstrip(" "), text[end : end + 9].lstrip(" *")
    spaced = text[max(0, start - 2) : start] == "  ", text[end : end + 2] == "  "
    return (before[-1:] in ("|", "\t", "\n") or spaced[0]) and (behind[:1] in ("|", "\t", "\n") or spaced[1])


def grouped(scene: Scene, frame: pl.DataFrame, lexicon: Lexicon) -> pl.Series:
    """Whether a number lies inside a phrase that names a group: "aged 9-10"."""
    spans = [m.span() for m in group_expression(lexicon).finditer(scene.batch.lower)]
    starts = np.array([a for a, _ in spans], dtype=np.int64)
    at = np.searchsorted(starts, frame["start"].to_numpy(), side="right") - 1
    ends = frame["number_end"].to_list()
    return pl.Series(
        "in a group",
        [bool(i >= 0 and e <= spans[i][1]) for i, e in zip(at.tolist(), ends, strict=True)],
        dtype=pl.Boolean,
    )


@functools.lru_cache(maxsize=8)
def group_expression(lexicon: Lexicon) -> re.Pattern[str]:
    """The patterns and words of groups as one expression."""
    table = lexicon.tables.get("group", {})
    words = sorted((re.escape(w) for w in table.get("words", [])), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join([*table.get("patterns", []), *words]) + r")(?![\w-])")


def neighbours(frame: pl.DataFrame) -> pl.Series:
    """How many numbers stand within two characters: parts of phone numbers and codes do."""
    start, end = frame["start"].to_numpy(), frame["end"].to_numpy()
    close = (start[1:] - end[:-1] <= BESIDE).astype(np.int64)
    edge = np.zeros(min(1, len(start)), dtype=np.int64)
    return pl.Series("beside_number", np.concatenate((edge, close)) + np.concatenate((close, edge)))


def run_of_names(frame: pl.DataFrame) -> pl.Series:
    """How many bare numbers of the sentence stand right behind a name: "Tigo 148, Airtel 119, Vodacom 95"."""
    named = (pl.col("measure") == "bare") & (
        pl.col("prev1").str.contains(r"^[A-Z]\w") & ~pl.col("prev1").str.contains(r"^(?:The|In|Of|By|About)$")
    )
    return frame.select(
        pl.when(named).then(named.cast(pl.Int64).sum().over("sent")).otherwise(0).alias("run of names")
    ).to_series()


def cue_columns(scene: Scene) -> pl.DataFrame:
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
    rows = pairs.group_by("q", maintain_order=True).agg(
        *(
            (test & (pl.col("value") == cue)).any().cast(pl.Float64).alias(f"{cue}:{scope}")
            for cue in CUES
            for scope, test in scopes.items()
        )
    )
    return (
        scene.quantities.select("q")
        .join(rows, on="q", how="left", maintain_order="left")
        .with_columns(pl.exclude("q").fill_null(0.0))
    )
