"""What follows from the binder's choices: bound, sign, group, the whole of a share, base, interval."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from connectivity.extraction import columns as pl
from connectivity.extraction.compat import OF_INDICATOR
from connectivity.extraction.endings import behind_endings
from connectivity.extraction.grammar import NEVER, rule
from connectivity.extraction.groups import groups_named
from connectivity.extraction.pairs import UNBROKEN, pair_frame

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene
    from connectivity.lexicon import Lexicon

__all__ = [
    "with_bases",
    "with_bounds",
    "with_groups",
    "with_intervals",
    "with_signs",
    "with_wholes",
    "without_headlines",
]

ABOUT_WIDTH: Final = 0.10  # "about 20" is 18 to 22
GROUP_REACH: Final = 40  # characters between a figure and the phrase that names its group
FRONT_PENALTY: Final = 30  # a phrase before the figure counts as this much farther
BRACKETED: Final = re.compile(r"\([^)]*\)")
LEVEL_WINDOW: Final = 8
BASE_ROLES: Final = {"base": 0, "since": 0, "first": 1, "anchor": 2, "year_ago": 3}  # the likeliest first
CHAIN_REACH: Final = 2  # sentences
SKIPPED_REACH: Final = 24  # characters
REACHED: Final = 80  # characters before a number in which a change is told that ends there
BEHIND_REACH: Final = 12  # characters between a number and the bound behind it
COMPARED: Final = ("over", "under", "at_least")
ALIKE_DIGITS: Final = 6
PAIR: Final = re.compile(r"([A-Z]{3})/([A-Z]{3})\s*[=:]?\s*$")
BREAK: Final = re.compile(r"[;:(]|\d|, ")


def with_bounds(scene: Scene, figures: pl.DataFrame) -> pl.DataFrame:
    """The figures with `bound`: from the words right before the number, or right behind it, else exact."""
    mentions = scene.mentions.filter(pl.col("kind") == "bound").select(
        "start", "end", pl.col("value").alias("bound")
    )
    lower = scene.batch.lower
    ends = {end: (value, start) for start, end, value in sorted(mentions.rows(), key=lambda r: r[1] - r[0])}
    spots = np.sort(mentions["end"].integers())
    begins = figures["start"].integers()
    near = np.searchsorted(spots, begins - SKIPPED_REACH) < np.searchsorted(spots, begins, side="right")
    bounds = ["exact"] * len(begins)
    skipping, reached = (rule(scene.lexicon, n) for n in ("skipped", "reached"))
    for row in np.flatnonzero(near).tolist():
        start = int(begins[row])
        skipped = skipping.search(lower, max(0, start - SKIPPED_REACH), start)
        at = start - len(skipped.group(0)) if skipped else start
        found = ends.get(at) or ends.get(start)
        if found and not reached.search(lower, max(0, start - REACHED), start):
            bounds[row] = found[0]
    for row, bound in enumerate(bounds_behind(scene, figures)):
        if bounds[row] == "exact":
            bounds[row] = bound
    return figures.with_columns(pl.Series("bound", bounds, dtype=pl.String))


def bounds_behind(scene: Scene, figures: pl.DataFrame) -> list[str]:
    """For each number its bound by the words right behind it, its unit or what it counts, else exact.

    An ending may bound it too ("800-дей"), and words of more or less may need one before them.
    """
    lower, lexicon = scene.batch.lower, scene.lexicon
    told = dict(scene.mentions.filter(pl.col("kind") == "bound_behind").select("start", "value").rows())
    more, about, exceeded, counted = (
        rule(lexicon, name) for name in ("or_more", "about_ending", "exceeded", "counted")
    )
    bounds = []
    starts, ends = figures["start"].to_list(), figures["end"].to_list()
    for start, end in zip(starts, behind_endings(lower, ends, lexicon), strict=True):
        tail = lower[end : end + BEHIND_REACH]
        places = [end + len(tail) - len(tail.lstrip())]
        through = counted.match(lower, end)
        places += [through.end()] if through else []
        at, bound = next(((p, told[p]) for p in places if p in told), (end, "exact"))
        if more.match(lower, places[0]):
            bound = "over"
        elif about.search(lower, start, end):
            bound = "about"
        elif exceeded is not NEVER and bound in COMPARED:
            bound = bound if exceeded.search(lower, start, len(lower[:at].rstrip())) else "exact"
        bounds.append(bound)
    return bounds


def with_signs(scene: Scene, figures: pl.DataFrame) -> pl.DataFrame:
    """A change that the nearest word of growth or fall calls a fall is negative; a multiple never is."""
    pairs = pair_frame(scene, ["cue"]).filter(pl.col("near") & pl.col("value").is_in(["change", "fell"]))
    pairs = pairs.with_columns((pl.col("value") == "fell").any().over("q", "start", "end").alias("falls"))
    nearest = pairs.sort("q", "cost", pl.col("falls") * -1, maintain_order=True).unique(
        "q", keep="first", maintain_order=True
    )
    # a fall is told before its size or right behind it ("a 5% drop"); "61.8%, down 4" is a level and a fall
    tells = pl.when("after").then((pl.col("words") == 0) & UNBROKEN).otherwise(pl.col("numbers") == 0)
    nearest = nearest.with_columns(pl.col("falls") & tells)
    frame = figures.join(
        nearest.select("q", "falls", pl.col("cost").alias("fall_cost")),
        on="q",
        how="left",
        maintain_order="left",
    )
    lower, level = scene.batch.lower, rule(scene.lexicon, "level")
    falls = (
        (pl.col("aspect") == "change")
        & ~pl.Series(
            [bool(level.search(lower, max(0, s - LEVEL_WINDOW), s)) for s in figures["start"].to_list()],
            dtype=pl.Boolean,
        )
        & (pl.col("unit") != "x")
        & pl.col("falls").fill_null(value=False)
        & (pl.col("number") > 0)
    )
    return frame.with_columns(
        pl.when(falls).then(-pl.col("number")).otherwise(pl.col("number")).alias("number")
    ).drop("falls", "fall_cost")


def without_headlines(scene: Scene, figures: pl.DataFrame) -> pl.DataFrame:
    """Without the figures of a headline that its text states again, there with date and place."""
    same = pl.col("number").abs().round_sig_figs(ALIKE_DIGITS)
    text = scene.batch.text
    stops = [text[end - 1] in ".!?…" for end in figures["sent_end"].to_list()]
    headline = pl.col("title") & ~pl.Series(stops, dtype=pl.Boolean)
    body = figures.filter(~headline).select("doc", same.alias("size"), "unit").unique()
    again = (
        figures.filter(headline)
        .with_columns(same.alias("size"))
        .join(body, on=["doc", "size", "unit"], how="semi")
    )
    return figures.join(again.select("q"), on="q", how="anti", maintain_order="left")


def with_wholes(figures: pl.DataFrame) -> pl.DataFrame:
    """The figures with `of`: a share's whole, as an indicator; a change has none, save that of a share."""
    share = pl.col("unit").is_in(["%", "pp"])
    of_share = pl.col("indicator").is_in(["ecommerce_share"])
    whole = pl.col("indicator").replace(OF_INDICATOR)
    has = share & (
        ((pl.col("aspect") != "change") & (pl.col("indicator") != "other"))
        | of_share
        | (pl.col("unit") == "pp")
    )
    not_rate = ~pl.col("indicator").is_in(["exchange_rate", "speed", "rank", "tariff"])
    return figures.with_columns(pl.when(has & not_rate).then(whole).alias("of"))


def with_groups(scene: Scene, figures: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The figures with `group`: the clause's nearest phrase for a part of the people or things."""
    text, found = scene.batch.text, groups_named(scene, lexicon)
    starts = np.array([s for s, _ in found], dtype=np.int64)
    low = np.searchsorted(starts, figures["sent_start"].integers()).tolist()
    high = np.searchsorted(starts, figures["sent_end"].integers()).tolist()
    spans = figures.select("start", "end").rows()
    groups = [
        nearest_group(span, found[a:b], found[b : b + 1], text) if a < b else None
        for span, a, b in zip(spans, low, high, strict=True)
    ]
    frame = figures.with_columns(pl.Series("group", groups, dtype=pl.String))
    return with_pairs(scene, carried_groups(frame))


def nearest_group(
    span: tuple[int, int], found: list[tuple[int, int]], behind: list[tuple[int, int]], text: str
) -> str | None:
    """The group phrase closest to a figure in its clause; one behind it comes before one in front.

    Args:
        span: Where the figure stands.
        found: The phrases of its sentence.
        behind: The first phrase of what follows.
        text: The text.
    """
    start, end = span
    best: tuple[int, str] | None = None
    last: list[tuple[int, int] | None] = [behind[0] if behind else None]
    for (a, b), following in zip(found, [*found[1:], *last], strict=True):
        if a < end and b > start:
            continue
        gap = BRACKETED.sub("", text[end:a]).lstrip(")") if a >= end else BRACKETED.sub("", text[b:start])
        if len(gap) > GROUP_REACH or BREAK.search(gap):
            continue
        named = following if following is not None and following[0] - b == 1 else (a, b)
        distance = len(gap) + (0 if named[0] >= end else FRONT_PENALTY)
        if best is None or distance < best[0]:
            best = (distance, text[slice(*named)])
    return best[1] if best else None


def carried_groups(figures: pl.DataFrame) -> pl.DataFrame:
    """A figure without a group takes that of the figure before, where it goes on about the same things.

    That is: a share of what was just told in the same sentence, or a count of the same things with the same
    technology within two sentences of one paragraph.
    """
    last = {
        c: pl.col(c).shift(1).over("doc")
        for c in ("group", "unit", "technology", "indicator", "sent", "line", "period", "place")
    }
    gap = pl.col("sent") - last["sent"]
    share = (
        (gap == 0)
        & (pl.col("indicator") == last["indicator"])
        & (pl.col("unit") == "%")
        & (last["unit"] != "%")
        & (pl.col("share:before") > 0)
    )
    same = (
        (pl.col("unit") == last["unit"])
        & (pl.col("technology") == last["technology"])
        & (pl.col("line") == last["line"])
        & (gap <= CHAIN_REACH)
    )
    chain = (
        same & pl.col("aspect").is_in(["connected", "added", "unconnected"]) & (pl.col("technology") != "")
    )
    frame = figures.sort("q").with_columns((share | chain).alias("goes on"))
    for _ in range(3):
        frame = frame.with_columns(
            pl.when(pl.col("group").is_null() & pl.col("goes on"))
            .then(last["group"])
            .otherwise(pl.col("group"))
            .alias("group")
        )
    return frame.drop("goes on")


def with_pairs(scene: Scene, figures: pl.DataFrame) -> pl.DataFrame:
    """An exchange rate's group is the pair, base first: "KGS/USD"."""
    if not figures.filter(pl.col("indicator") == "exchange_rate").height:
        return figures
    text = scene.batch.text
    written = []
    for start, indicator in figures.select("start", "indicator").iter_rows():
        hit = PAIR.search(text[max(0, start - 32) : start]) if indicator == "exchange_rate" else None
        line = (
            re.findall(r"([A-Z]{3})/([A-Z]{3})", text[max(0, start - 32) : start].rsplit("\n", 1)[-1])
            if indicator == "exchange_rate" and not hit
            else []
        )
        written.append(f"{hit.group(1)}/{hit.group(2)}" if hit else "/".join(line[-1]) if line else None)
    others = pair_frame(scene, ["currency"]).join(figures.select("q", pl.col("unit").alias("own")), on="q")
    # a language with endings may name the base first: "доллар – 538,4 теңге"
    side = pl.lit(value=True) if scene.lexicon.tables.get("stem") else pl.col("after")
    others = others.filter(
        pl.col("near") & (pl.col("unit").str.split("|").list.first() != pl.col("own")) & side
    )
    base = (
        others.sort("q", "words", maintain_order=True)
        .unique("q", keep="first", maintain_order=True)
        .select("q", pl.col("unit").str.split("|").list.first().alias("base"))
    )
    frame = figures.with_columns(pl.Series("written", written, dtype=pl.String)).join(
        base, on="q", how="left", maintain_order="left"
    )
    rate = pl.col("indicator") == "exchange_rate"
    stated = pl.when(pl.col("base").is_not_null()).then(pl.concat_str("base", "unit", separator="/"))
    return frame.with_columns(
        pl.when(rate).then(pl.coalesce("written", stated)).otherwise(pl.col("group")).alias("group")
    ).drop("written", "base")


def with_bases(scene: Scene, figures: pl.DataFrame) -> pl.DataFrame:
    """The figures with `base_period`: what a change is measured against, where the sentence says it."""
    pairs = (
        pair_frame(scene, ["period"])
        .join(figures.select("q", "aspect", "period"), on="q")
        .filter((pl.col("aspect") == "change") & pl.col("near"))
    )
    rank = pl.col("role").replace_strict(BASE_ROLES, default=len(BASE_ROLES), return_dtype=pl.Int64)
    earlier = pl.col("value").str.slice(0, 4) < pl.col("period").str.slice(0, 4)
    chosen = (
        pairs.filter((rank < len(BASE_ROLES)) | (earlier & (pl.col("role") == "in")))
        .filter(pl.col("value") != pl.col("period").fill_null(""))
        .with_columns(rank.alias("base_rank"))
        .sort("q", "base_rank", "cost", maintain_order=True)
        .unique("q", keep="first", maintain_order=True)
        .select("q", pl.col("value").alias("base_period"))
    )
    return figures.join(chosen, on="q", how="left", maintain_order="left")


def with_intervals(figures: pl.DataFrame) -> pl.DataFrame:
    """The figures with `low` and `high`: half a step of the last digit, wider by the bound; null: no end.

    A count in digits without a scale ("2,606 villages") is exact.
    """
    measured = (
        pl.col("measure").is_in(["unit", "currency", "share", "multiple"])
        | pl.col("unit").is_in(["%", "pp", "x"])
        | pl.col("scaled")
        | (pl.col("step") != 1.0)
    )
    money = pl.col("unit").str.contains(r"^[A-Z]{3}$") & ~pl.col("scaled") & (pl.col("step") >= 1.0)
    half = pl.when(measured & ~money).then(pl.col("step") / 2).otherwise(0.0)
    value, upper = pl.col("number"), pl.coalesce("value_upper", "number")
    width = pl.max_horizontal(
        half, pl.when(pl.col("bound") == "about").then(value.abs() * ABOUT_WIDTH).otherwise(0.0)
    )
    flipped = value < 0
    over = pl.col("bound").is_in(["over", "at_least"])
    under = pl.col("bound").is_in(["under", "up_to"])
    no_low, no_high = (under & ~flipped) | (over & flipped), (over & ~flipped) | (under & flipped)
    low = (
        pl.when(no_low)
        .then(None)
        .when(no_high)
        .then(value)
        .otherwise(pl.min_horizontal(value, upper) - width)
    )
    high = (
        pl.when(no_high)
        .then(None)
        .when(no_low)
        .then(value)
        .otherwise(pl.max_horizontal(value, upper) + width)
    )
    return figures.with_columns(low.round_sig_figs(12).alias("low"), high.round_sig_figs(12).alias("high"))
