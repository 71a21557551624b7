"""When a figure holds: candidates and features."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from connectivity.extraction.features import flag, shared
from connectivity.extraction.model import Choice, Feature
from connectivity.extraction.pairs import pair_frame

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene

__all__ = ["NONE", "period_choice", "published_frame"]

NONE: Final = ""
ROLES: Final = (
    "in",
    "by",
    "since",
    "end",
    "first",
    "interval",
    "year_ago",
    "anchor",
    "now",
    "next",
    "since_interval",
    "close",
    "base",
)


def published_frame(scene: Scene) -> pl.DataFrame:
    """For each document its published date: doc, published."""
    rows = [(i, d.published) for i, d in enumerate(scene.batch.documents)]
    return pl.DataFrame(rows, schema={"doc": pl.Int64, "published": pl.String}, orient="row")


def period_choice(scene: Scene, figures: pl.DataFrame, before: pl.DataFrame) -> Choice:
    """Candidates: periods named in the windows, spans from a "since" to now, the published date, the figure before's, none."""
    pairs = pair_frame(scene, ["period"]).join(figures.select("q"), on="q", how="semi")
    published = published_frame(scene)
    known = figures.select(
        "q",
        "doc",
        "p_target",
        "p_estimate",
        "p_added",
        "p_change",
        "p_total",
        "p_connected",
        "stock-like",
        "flow-like",
        "previous level",
        pl.max_horizontal("present:clause_before", "present:clause_after").alias("present"),
        pl.max_horizontal("past:clause_before", "past:clause_after").alias("past"),
        (pl.col("unit").str.contains(r"^[A-Z]{3}$")).alias("is money"),
        "title",
        pl.col("table").is_not_null().alias("tabular"),
        (pl.col("indicator") == "other").alias("is other"),
        (pl.col("indicator") == "tariff").alias("is tariff"),
        (pl.col("indicator") == "investment").alias("is investment"),
        pl.col("indicator").is_in(["speed", "upload_speed", "latency", "rank"]).alias("is gauge"),
        (pl.col("indicator") == "fine").alias("is fine"),
    ).join(published, on="doc", how="left")
    dated = known.drop_nulls("published")
    frames = [
        pairs,
        since_spans(pairs, dated),
        dated.select("q", pl.col("published").alias("value"), pl.lit("published").alias("kind")),
        figures.select("q", pl.lit(NONE).alias("value"), pl.lit("none").alias("kind")),
    ]
    frames.extend((carried(figures, before), *themes(scene, known)))
    frame = (
        pl.concat(frames, how="diagonal_relaxed")
        .sort("q", "kind", "m", "role", "value", nulls_last=True)
        .join(known, on="q", how="left", maintain_order="left")
    )
    return Choice("period", described(frame), features())


def themes(scene: Scene, known: pl.DataFrame) -> list[pl.DataFrame]:
    """The period a document reports on: the first past one that it names, and the one it names most."""
    named = scene.mentions.filter(
        (pl.col("kind") == "period") & pl.col("role").is_in(["in", "end", "interval"])
    ).join(published_frame(scene), on="doc", how="left")
    first = pl.col("value").str.split("/").list.last()
    width = pl.min_horizontal(first.str.len_chars(), pl.col("published").str.len_chars())
    past = named.filter(
        (first.str.slice(0, width) <= pl.col("published").str.slice(0, width)).fill_null(value=True)
        & (pl.col("value") != pl.col("published")).fill_null(value=True)
    )
    lede = past.sort("doc", "start").unique("doc", keep="first", maintain_order=True).select("doc", "value")
    most = (
        past.group_by("doc", "value", maintain_order=True)
        .agg(pl.len().alias("times"), pl.col("start").min())
        .sort("doc", pl.col("times") * -1, "start")
        .unique("doc", keep="first", maintain_order=True)
        .select("doc", "value")
    )
    spans = [
        theme.filter(pl.col("value").str.contains("/")).with_columns(
            pl.col("value").str.split("/").list.last()
        )
        for theme in (lede, most)
    ]
    return [
        known.select("q", "doc").join(theme, on="doc").select("q", "value", pl.lit(kind).alias("kind"))
        for theme, kind in (
            (lede, "lede"),
            (most, "most"),
            (spans[0], "lede close"),
            (spans[1], "most close"),
        )
    ]


def since_spans(pairs: pl.DataFrame, dated: pl.DataFrame) -> pl.DataFrame:
    """For "since January", the span from then to the published date."""
    since = pairs.filter(pl.col("role") == "since").join(dated.select("q", "published"), on="q")
    start, now = (
        pl.col("value").str.split("/").list.first().str.slice(0, 7),
        pl.col("published").str.slice(0, 7),
    )
    valid = (start.str.len_chars() == 7) & (now.str.len_chars() == 7) & (start < now)
    return (
        since.filter(valid)
        .with_columns(
            pl.concat_str(start, now, separator="/").alias("value"), pl.lit("since_interval").alias("role")
        )
        .drop("published")
    )


def carried(figures: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """The period of the figure before and of the one behind, in this sentence or the next to it."""
    chain = (
        figures.select("q", "sent", "line", "doc")
        .join(before.select("q", "value"), on="q", how="left")
        .sort("q")
    )
    parts = []
    for step, kind in ((1, "carried"), (-1, "carried back")):
        shifted = chain.with_columns(
            pl.col("value").shift(step).over("doc").alias("value"),
            (pl.col("sent") - pl.col("sent").shift(step).over("doc")).abs().alias("gap"),
            (pl.col("line") == pl.col("line").shift(step).over("doc")).alias("same_line"),
        )
        parts.append(
            shifted.filter(pl.col("gap") <= 1)
            .drop_nulls("value")
            .select(
                "q",
                "value",
                pl.lit(kind).alias("kind"),
                (pl.col("gap") == 0).alias("same_sentence"),
                "same_line",
            )
        )
    return pl.concat(parts)


def described(frame: pl.DataFrame) -> pl.DataFrame:
    """The candidates with what they are: future, precision, and what else the sentence holds."""
    value, first = pl.col("value"), pl.col("value").str.split("/").list.first()
    period = pl.col("kind") == "period"
    width = pl.min_horizontal(first.str.len_chars(), pl.col("published").str.len_chars())
    near = period & pl.col("near")
    plain = near & pl.col("role").is_in(["in", "end", "interval", "by", "next"])
    return frame.with_columns(
        ((first.str.slice(0, width) > pl.col("published").str.slice(0, width)) & (value != NONE))
        .fill_null(value=False)
        .alias("future"),
        value.str.contains("/").alias("is interval"),
        (value.str.len_chars() == 4).alias("is year"),
        (value.str.len_chars() == 7).alias("is month"),
        (value.str.len_chars() == 10).alias("is day"),
        near.fill_null(value=False).any().over("q").alias("some near"),
        plain.fill_null(value=False).any().over("q").alias("some plain near"),
        (near & (pl.col("comma_breaks") + pl.col("strong_breaks") == 0))
        .fill_null(value=False)
        .any()
        .over("q")
        .alias("some in clause"),
        (near & (pl.col("role") == "by")).fill_null(value=False).any().over("q").alias("deadline near"),
        (period & pl.col("rel").is_in(["column", "caption", "lead", "row", "cell"]))
        .fill_null(value=False)
        .any()
        .over("q")
        .alias("some in heads"),
        (period & (pl.col("rel") == "title")).fill_null(value=False).any().over("q").alias("some in title"),
        (period & (pl.col("rel") == "prev")).fill_null(value=False).any().over("q").alias("some before"),
        (pl.col("start") == pl.col("start").min().over("q", "rel")).alias("first mention"),
    )


def features() -> tuple[Feature, ...]:
    """The features of a period candidate."""
    kind, role = pl.col("kind"), pl.col("role")
    period, near = kind == "period", (kind == "period") & pl.col("near")
    published, none = kind == "published", kind == "none"
    carried_, back = kind == "carried", kind == "carried back"
    unbroken = (pl.col("comma_breaks").fill_null(9) + pl.col("strong_breaks").fill_null(9)) == 0
    target, hoped = pl.col("p_target"), pl.col("p_target") + pl.col("p_estimate")
    fact = 1 - hoped
    previous = pl.col("previous level")
    future = pl.col("future")
    by_role = [
        f
        for r in ROLES
        for f in (
            flag(
                f"role {r}",
                period & (role == r),
                {
                    "next": -2.5,
                    "close": -0.5,
                    "base": -2.0,
                    "first": -0.5,
                    "since": -0.5,
                    "year_ago": -1.5,
                    "anchor": -1.0,
                    "now": 0.3,
                }.get(r, 0.0),
            ),
            flag(f"role {r}, near", near & (role == r), 0.0),
            flag(
                f"role {r} x target",
                (period & (role == r)) * hoped,
                {"by": 2.0, "next": 1.5, "now": -1.5, "year_ago": -2.0}.get(r, 0.0),
            ),
            flag(
                f"role {r} x change",
                (period & (role == r)) * pl.col("p_change"),
                {"since": -1.5, "end": 1.0, "anchor": -1.5, "year_ago": -1.5, "interval": -1.0}.get(r, 0.0),
            ),
            flag(
                f"role {r} x added",
                (period & (role == r)) * pl.col("p_added"),
                {"interval": 0.5, "since_interval": 1.5}.get(r, 0.0),
            ),
            flag(
                f"role {r} x stock",
                (period & (role == r)) * pl.col("stock-like"),
                {"interval": -0.5, "since_interval": -2.0, "close": 1.0}.get(r, 0.0),
            ),
            flag(
                f"role {r} x previous level",
                (period & (role == r)) * previous,
                {"year_ago": 3.5, "anchor": 3.5, "base": 2.0, "first": 2.5, "in": 0.0, "end": -1.5}.get(
                    r, 0.0
                ),
            ),
        )
    ]
    return (
        *(flag(f.name, pl.when(period).then(f.expression), f.prior) for f in shared()),
        *by_role,
        flag("close x gauge", period & (role == "close") & pl.col("is gauge"), -1.5),
        flag("close x flow", (period & (role == "close")) * pl.col("flow-like"), -1.5),
        flag("interval x gauge", period & pl.col("is interval") & pl.col("is gauge"), 0.5),
        flag("future x hoped", (period & future) * hoped, 2.0),
        flag("future x fact", (period & future) * fact, -2.5),
        flag("past x hoped", (period & ~future & (role != "by")) * hoped, -1.0),
        flag("month, near", near & pl.col("is month"), 0.2),
        flag("day", period & pl.col("is day"), 0.0),
        flag("day, far", period & ~pl.col("near") & pl.col("is day"), 0.0),
        flag("interval, flow", (period & pl.col("is interval")) * pl.col("flow-like"), 0.5),
        flag("interval, stock", (period & pl.col("is interval")) * pl.col("stock-like"), -0.7),
        flag("year, stock", (period & pl.col("is year")) * pl.col("stock-like"), 0.0),
        flag("unbroken", near & unbroken, 0.5),
        flag("unbroken before a previous level", (near & unbroken & ~pl.col("after")) * previous, -0.5),
        flag(
            "right behind a previous level",
            (near & unbroken & pl.col("after") & (pl.col("words") <= 4)) * previous,
            2.0,
        ),
        flag("before x previous level", (near & ~pl.col("after")) * previous, -1.0),
        flag("opens the sentence", near & ~pl.col("after") & pl.col("first mention"), 0.5),
        flag("published", published, 0.0),
        *(
            feature
            for tense in ("present", "past")
            for name, test in (
                ("published", published),
                ("carried", carried_),
                ("lede", kind == "lede"),
                ("most", kind == "most"),
                ("far", period & ~pl.col("near")),
                ("near", near),
                ("now", period & (role == "now")),
            )
            for feature in (flag(f"{name} x {tense}", test * pl.col(tense), 0.0),)
        ),
        flag("published x stock", published * pl.col("stock-like"), 0.7),
        flag("published x flow", published * pl.col("flow-like"), -0.5),
        flag("published x hoped", published * hoped, -2.5),
        flag("published x added", published * pl.col("p_added"), -0.5),
        flag("published x change", published * pl.col("p_change"), 0.0),
        flag("published, some in clause", published & pl.col("some in clause"), -1.5),
        flag("published, some plain near", published & pl.col("some plain near"), -1.0),
        flag("published, some in heads", published & pl.col("some in heads"), -1.5),
        flag("published, some in title", published & pl.col("some in title"), -0.3),
        flag("published, some in the sentence before", published & pl.col("some before"), -0.5),
        flag("published x previous level", published * previous, -1.5),
        flag("none", none, -1.5),
        flag("none x target", none * target, 2.0),
        flag("none x target, deadline near", none * target * pl.col("deadline near").cast(pl.Float64), -2.5),
        flag("none, some near", none & pl.col("some near"), -1.0),
        flag("none x estimate", none * pl.col("p_estimate"), 0.5),
        flag("none, undated", none & pl.col("published").is_null(), 1.0),
        *(
            flag(f"none: {n}", none & pl.col(n), 0.3)
            for n in ("is other", "is money", "is tariff", "is gauge", "is fine")
        ),
        *(
            flag(f"published: {n}", published & pl.col(n), 0.0)
            for n in ("is other", "is money", "is tariff", "is gauge", "is fine", "is investment", "tabular")
        ),
        *(
            feature
            for k in ("lede", "most", "lede close", "most close")
            for feature in (
                flag(k, kind == k, -0.7),
                flag(f"{k} x stock", (kind == k) * pl.col("stock-like"), 0.0),
                flag(f"{k} x hoped", (kind == k) * hoped, -1.5),
                flag(f"{k} x previous level", (kind == k) * previous, -1.5),
                flag(f"{k}, some in clause", (kind == k) & pl.col("some in clause"), -1.0),
                flag(f"{k}, some plain near", (kind == k) & pl.col("some plain near"), -0.7),
                flag(f"{k}, month", (kind == k) & pl.col("is month"), 0.3),
                flag(
                    f"{k}, interval x stock",
                    (kind == k) * pl.col("is interval").cast(pl.Float64) * pl.col("stock-like"),
                    -0.5,
                ),
                flag(f"{k}, no date published", (kind == k) & pl.col("published").is_null(), 0.5),
                *(
                    flag(f"{k}: {n}", (kind == k) & pl.col(n), 0.0)
                    for n in ("is other", "is money", "is tariff", "is gauge", "is investment")
                ),
            )
        ),
        flag("carried", carried_, 0.3),
        flag("carried same sentence", carried_ & pl.col("same_sentence"), 0.7),
        flag("carried same line", carried_ & pl.col("same_line"), 0.3),
        flag("carried, some in clause", carried_ & pl.col("some in clause"), -0.7),
        flag("carried x previous level", carried_ * previous, -2.0),
        flag("carried x hoped", carried_ * hoped, 0.0),
        flag("carried future x fact", (carried_ & future) * fact, -2.5),
        flag("carried past x hoped", (carried_ & ~future) * hoped, -1.5),
        flag("carried back", back, -0.5),
        flag("carried back same sentence", back & pl.col("same_sentence"), 0.3),
        flag("carried back future x fact", (back & future) * fact, -2.0),
        flag("carried none", (carried_ | back) & (pl.col("value") == NONE), 0.0),
    )
