"""Which technology a figure is about, or none: candidates and features."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from connectivity.extraction.features import flag, shared
from connectivity.extraction.model import Choice, Feature
from connectivity.extraction.pairs import pair_frame

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene

__all__ = ["NONE", "technology_choice"]

NONE: Final = ""
GENERAL: Final = ("mobile", "satellite", "broadband", "wired")
NEVER: Final = (
    "ecommerce_sales",
    "ecommerce_share",
    "retail_sales",
    "orders",
    "jobs",
    "floor_area",
    "fine",
    "exchange_rate",
    "other",
)
GROUPS: Final = {
    "never": NEVER,
    "money": ("investment",),
    "price": ("tariff",),
    "stock": ("settlements", "schools", "households", "facilities", "cities"),
    "population": ("population", "users"),
    "built": ("base_stations", "towers"),
    "cable": ("fibre",),
    "gauge": ("speed", "upload_speed", "latency", "rank"),
    "traffic": ("traffic", "capacity"),
    "subs": ("subscriptions", "sim_cards"),
    "space": ("satellites", "terminals"),
    "spectrum": ("spectrum",),
    "data_centres": ("data_centres",),
}
USUAL: Final = {"towers": "mobile", "fibre": "fibre", "base_stations": "mobile"}
JOINTS: Final = ("by", "with", "on", "via", "for", "over", "of", "to", "through")
TECHNOLOGIES: Final = (
    "wired",
    "fibre",
    "broadband",
    "mobile",
    "2g",
    "3g",
    "4g",
    "5g",
    "satellite",
    "starlink",
    "kuiper",
    "oneweb",
    "wifi",
)


def technology_choice(scene: Scene, figures: pl.DataFrame, before: pl.DataFrame) -> Choice:
    """Candidates: technologies named in the windows, the one of the figure before, and none."""
    pairs = pair_frame(scene, ["technology"]).join(figures.select("q"), on="q", how="semi")
    none = figures.select("q", pl.lit(NONE).alias("value"), pl.lit("none").alias("kind"))
    frames = [pairs, none]
    usual = figures.with_columns(
        pl.col("indicator").replace_strict(USUAL, default=None, return_dtype=pl.String).alias("value")
    )
    frames.append(usual.drop_nulls("value").select("q", "value", pl.lit("usual").alias("kind")))
    frames.extend((carried(figures, before), main_technology(scene, figures)))
    known = figures.select(
        "q",
        "p_target",
        "aspect",
        "of behind",
        *(pl.col("indicator").is_in(names).alias(group) for group, names in GROUPS.items()),
        (pl.col("aspect") == "total").alias("is total"),
        (pl.col("aspect") == "connected").alias("is connected"),
        pl.col("table").is_not_null().alias("tabular"),
        pl.col("unit").str.contains(r"^[A-Z]{3}$").alias("is money"),
        "same indicator",
        "next1",
        "whole of the last",
    )
    frame = (
        pl.concat(frames, how="diagonal_relaxed")
        .sort("q", "kind", "m", "value", nulls_last=True)
        .join(known, on="q", how="left", maintain_order="left")
    )
    named = pl.col("kind") == "technology"
    near = named & pl.col("near")
    specific = near & ~pl.col("value").is_in(GENERAL)
    frame = frame.with_columns(
        (near & (pl.col("comma_breaks") + pl.col("strong_breaks") == 0))
        .fill_null(value=False)
        .any()
        .over("q")
        .alias("some in clause"),
        near.fill_null(value=False).any().over("q").alias("some in sentence"),
        specific.fill_null(value=False).any().over("q").alias("some specific"),
        (named & pl.col("rel").is_in(["column", "row", "cell"]))
        .fill_null(value=False)
        .any()
        .over("q")
        .alias("some in heads"),
    )
    return Choice("technology", frame, features())


def main_technology(scene: Scene, figures: pl.DataFrame) -> pl.DataFrame:
    """The technology that the document names most, with its share of all mentions."""
    named = scene.mentions.filter(pl.col("kind") == "technology")
    counts = named.group_by("doc", "value", maintain_order=True).agg(
        pl.len().alias("times"), pl.col("start").min()
    )
    shares = counts.with_columns((pl.col("times") / pl.col("times").sum().over("doc")).alias("share"))
    most = shares.sort("doc", pl.col("times") * -1, "start").unique("doc", keep="first", maintain_order=True)
    return (
        figures.select("q", "doc")
        .join(most.select("doc", "value", "share"), on="doc")
        .select("q", "value", "share", pl.lit("most").alias("kind"))
    )


def carried(figures: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """The technology of the figure before, if its sentence is this one or the one before."""
    chain = (
        figures.select("q", "sent", "doc", "indicator")
        .join(before.select("q", "value"), on="q", how="left")
        .sort("q")
    )
    last = chain.with_columns(
        pl.col("value").shift(1).over("doc").alias("value"),
        (pl.col("sent") - pl.col("sent").shift(1).over("doc")).alias("gap"),
        (pl.col("indicator") == pl.col("indicator").shift(1).over("doc")).alias("same_indicator"),
    )
    return (
        last.filter(pl.col("gap") <= 1)
        .drop_nulls("value")
        .select(
            "q",
            "value",
            pl.lit("carried").alias("kind"),
            (pl.col("gap") == 0).alias("same_sentence"),
            "same_indicator",
        )
    )


def features() -> tuple[Feature, ...]:
    """The features of a technology candidate."""
    kind = pl.col("kind")
    none, named, carried_ = (
        pl.col("kind") == "none",
        pl.col("kind") == "technology",
        pl.col("kind") == "carried",
    )
    kind_most = pl.col("kind") == "most"
    unbroken = (pl.col("comma_breaks").fill_null(9) + pl.col("strong_breaks").fill_null(9)) == 0
    near = named & pl.col("near")
    far = named & ~pl.col("near")
    general = pl.col("value").is_in(GENERAL)
    groups = list(GROUPS)
    none_priors = {
        "never": 6.0,
        "money": 2.0,
        "data_centres": 4.0,
        "stock": 0.0,
        "cable": -3.0,
        "built": -1.0,
    }
    return (
        *(flag(f.name, pl.when(named).then(f.expression), f.prior) for f in shared()),
        flag("none", none, 0.5),
        *(flag(f"none: {g}", none & pl.col(g), none_priors.get(g, 0.0)) for g in groups),
        *(flag(f"far: {g}", far & pl.col(g), 0.0) for g in groups),
        *(flag(f"near: {g}", near & pl.col(g), 0.0) for g in groups),
        *(flag(f"{t}", named & (pl.col("value") == t), 0.0) for t in TECHNOLOGIES),
        *(
            flag(
                f"{t}: {g}",
                named & (pl.col("value") == t) & pl.col(g),
                1.0 if (t, g) == ("fibre", "cable") else 0.0,
            )
            for t in ("fibre", "mobile", "broadband", "satellite", "4g", "5g", "starlink")
            for g in groups
        ),
        flag("none: total", none & pl.col("is total"), 0.5),
        flag("none: total stock", none & pl.col("is total") & pl.col("stock"), 2.0),
        flag("none: total people", none & pl.col("is total") & pl.col("population"), 1.5),
        flag("none: some in clause", none & pl.col("some in clause"), -1.5),
        flag("none: some in sentence", none & pl.col("some in sentence"), -0.7),
        flag("none: some in heads", none & pl.col("some in heads"), -1.5),
        flag("none: money, some in clause", none & pl.col("is money") & pl.col("some in clause"), 0.3),
        flag("unbroken", near & unbroken, 0.7),
        flag(
            "unbroken within two words after", near & unbroken & pl.col("after") & (pl.col("words") <= 2), 1.0
        ),
        flag(
            "unbroken within three words before",
            near & unbroken & ~pl.col("after") & (pl.col("words") <= 3),
            0.5,
        ),
        flag(
            "joined behind",
            near & pl.col("after") & (pl.col("words") == 1) & pl.col("next1").is_in(JOINTS),
            1.5,
        ),
        flag("usual", kind == "usual", 0.0),
        flag("usual, some in clause", (kind == "usual") & pl.col("some in clause"), -0.7),
        flag("usual fibre", (kind == "usual") & pl.col("cable"), 2.0),
        flag("none: whole of the last", none & (pl.col("whole of the last") > 0), 2.0),
        flag("general beside specific", near & general & pl.col("some specific"), -0.7),
        flag("total stock far", far & pl.col("is total") & (pl.col("stock") | pl.col("population")), -2.0),
        flag("total stock near", near & pl.col("is total") & pl.col("stock"), -1.0),
        flag("most", kind_most, -1.0),
        flag("most, by share", pl.when(kind_most).then(pl.col("share")), 1.0),
        *(
            flag(f"most: {g}", kind_most & pl.col(g), -2.0 if g in {"never", "data_centres"} else 0.0)
            for g in groups
        ),
        flag(
            "most, total stock",
            kind_most & pl.col("is total") & (pl.col("stock") | pl.col("population")),
            -2.0,
        ),
        flag("most, some in sentence", kind_most & pl.col("some in sentence"), -0.5),
        flag("carried same sentence", carried_ & pl.col("same_sentence"), 0.5),
        flag("carried from before", carried_ & ~pl.col("same_sentence"), -0.5),
        flag("carried none", carried_ & (pl.col("value") == NONE), 0.0),
        flag("carried same indicator", carried_ & pl.col("same_indicator"), 0.7),
        flag(
            "carried same indicator from before",
            carried_ & pl.col("same_indicator") & ~pl.col("same_sentence"),
            0.0,
        ),
        flag("carried, never", carried_ & pl.col("never"), 0.0),
        flag(
            "carried, total stock",
            carried_ & pl.col("is total") & pl.col("stock") & (pl.col("value") != NONE),
            -2.0,
        ),
    )
