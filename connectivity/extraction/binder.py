"""Decides every attribute of every number, in one fixed sequence of columnar choices."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from connectivity.extraction import bind_period, bind_place, bind_technology
from connectivity.extraction import columns as pl
from connectivity.extraction.bind_facets import (
    ASPECTS,
    BUILT,
    STATUSES,
    aspect_choice,
    shared_inputs,
    status_choice,
)
from connectivity.extraction.bind_indicator import carried_over, indicator_choice
from connectivity.extraction.bind_period import period_choice
from connectivity.extraction.bind_place import place_choice
from connectivity.extraction.bind_technology import technology_choice
from connectivity.extraction.bind_unit import NOT_A_FIGURE, chained, unit_choice
from connectivity.extraction.model import Choice, Weights, decide, extended, scored
from connectivity.extraction.situation import apposed, aspects_before, likeness, parted, situated
from connectivity.extraction.support import supported
from connectivity.extraction.surroundings import cue_columns, with_surroundings
from connectivity.extraction.units import resolved_units

if TYPE_CHECKING:
    from collections.abc import Callable

    from connectivity.extraction.scene import Scene
    from connectivity.lexicon import Lexicon, Own

__all__ = ["ATTRIBUTES", "Bound", "bind"]

ATTRIBUTES: Final = ("unit", "indicator", "status", "aspect", "technology", "period", "place")


@dataclass(slots=True)
class Bound:
    """What the binder decided.

    Attributes:
        figures: One row a figure, with every attribute and `p_<attribute>_best`.
        candidates: For each attribute its scored candidates, where somebody observes them.
    """

    figures: pl.DataFrame
    candidates: dict[str, pl.DataFrame] = field(default_factory=dict)


def bind(
    scene: Scene, lexicon: Lexicon, weights: Weights, observe: Callable[[Choice], pl.DataFrame] | None = None
) -> Bound:
    """Run the sequence: unit, indicator, status, aspect, technology, period, place.

    Args:
        scene: The lexed batch.
        lexicon: The language.
        weights: Attribute, feature, weight.
        observe: Scores each choice in the place of `weights`; the fitting command learns there.
    """
    kept: dict[str, pl.DataFrame] = {}

    def choose(choice: Choice) -> pl.DataFrame:
        if observe is None:
            return scored(choice, weights)
        kept[choice.attribute] = observe(choice)
        return kept[choice.attribute]

    quantities = with_surroundings(scene, lexicon).with_own(cue_columns(scene))
    quantities = parted(scene, quantities).with_columns(apposed(scene, quantities))
    figures = resolved_units(scene, measured(scene, quantities, choose))

    own = lexicon.own
    indicators = indicator_choice(scene, figures, own)
    figures = twice(figures, indicators, lambda before: carried_over(figures, before, own), choose)
    # A user's own indicator is bound with the weights of the built-in one that it is said to be like.
    figures = figures.with_columns(
        pl.col("indicator").alias("named"), pl.col("indicator").replace(lexicon.own.like)
    )
    figures = figures.with_columns(pl.col("before: from").cast(pl.Float64).alias("from before word"))
    figures = situated(scene, figures)
    shared = shared_inputs(figures)
    choice = status_choice(shared)
    guess = choose(replace(supported(choice, figures, None), attribute="status, first"))
    status = choose(supported(choice, figures, guess))
    figures = with_probabilities(taken(figures, decide(status), "status"), status, STATUSES)
    figures = likeness(aspects(figures, shared, choose, own))
    figures = twice(
        figures,
        technology_choice(scene, figures),
        lambda before: bind_technology.further(figures, before),
        choose,
    )
    figures = twice(
        figures,
        period_choice(scene, figures),
        lambda before: bind_period.further(figures, before),
        choose,
        ["kind", "role"],
    )
    figures = twice(
        figures, place_choice(scene, figures), lambda before: bind_place.carried(figures, before), choose
    )
    return Bound(figures.with_columns(indicator="named"), kept)


def measured(
    scene: Scene, quantities: pl.DataFrame, choose: Callable[[Choice], pl.DataFrame]
) -> pl.DataFrame:
    """The quantities that are figures, with their unit: in two passes, the second goes on counting."""
    first = unit_choice(scene, quantities)
    guess = decide(choose(replace(first, attribute="unit, first")), "thing")
    unit = decide(choose(extended(first, chained(quantities, guess))), "type", "thing", "factor")
    figures = taken(quantities, unit, "unit", ["type", "thing", "factor"])
    return figures.filter(pl.col("unit") != NOT_A_FIGURE)


def twice(
    figures: pl.DataFrame,
    choice: Choice,
    more: Callable[[pl.DataFrame], pl.DataFrame],
    choose: Callable[[Choice], pl.DataFrame],
    extra: list[str] | None = None,
) -> pl.DataFrame:
    """A first pass on each figure alone, then a second that sees what the first made of its neighbours.

    Args:
        figures: The figures.
        choice: The candidates of the first pass.
        more: Those that the second has besides, from what the first made of each figure.
        choose: Scores candidates.
        extra: Columns of the best candidate to take over.
    """
    guess = choose(replace(supported(choice, figures, None), attribute=f"{choice.attribute}, first"))
    second = supported(extended(choice, more(decide(guess))), figures, guess)
    extra = extra or []
    return taken(figures, decide(choose(second), *extra), choice.attribute, extra)


def taken(
    figures: pl.DataFrame, decided: pl.DataFrame, attribute: str, extra: list[str] | None = None
) -> pl.DataFrame:
    """The figures with the decided attribute, its probability, and columns of its best candidate."""
    extra = extra or []
    names = {name: f"{attribute}_{name}" if name in {"kind", "role", "type"} else name for name in extra}
    columns = decided.select(
        "q",
        pl.col("value").alias(attribute),
        pl.col("p").alias(f"p_{attribute}_best"),
        *(pl.col(n).alias(a) for n, a in names.items()),
    )
    base = figures.drop([c for c in columns.columns if c in figures and c != "q"])
    if attribute == "unit":
        base = base.rename({"value": "number"}) if "value" in base else base
    return base.join(columns, on="q", how="left", maintain_order="left")


def with_probabilities(
    figures: pl.DataFrame, candidates: pl.DataFrame, values: tuple[str, ...]
) -> pl.DataFrame:
    """The figures with a column `p_<value>` for each value of a facet."""
    wide = candidates.select("q", "value", "p").pivot("value", index="q", values="p", maintain_order=True)
    wide = wide.rename({v: f"p_{v}" for v in values if v in wide.columns})
    missing = [pl.lit(0.0).alias(f"p_{v}") for v in values if f"p_{v}" not in wide.columns]
    columns = [f"p_{v}" for v in values]
    complete = wide.with_columns(missing).select("q", *columns)
    return figures.join(complete, on="q", how="left", maintain_order="left").with_columns(
        pl.col(columns).fill_null(0.0)
    )


def aspects(
    figures: pl.DataFrame, shared: pl.DataFrame, choose: Callable[[Choice], pl.DataFrame], own: Own
) -> pl.DataFrame:
    """The aspect, in two passes: the second sees the aspect of the figure before in the sentence."""
    helped = shared.with_columns(*(figures[f"p_{status}"].alias(f"p_{status}") for status in STATUSES))
    helped = helped.with_columns(
        (pl.col("p_target") * pl.col("indicator").is_in(BUILT)).alias("target, built"),
        (
            pl.col("p_target")
            * pl.col("indicator").is_in(["settlements", "schools", "households", "facilities", "cities"])
        ).alias("target, stock"),
    )
    first = supported(aspect_choice(aspects_before(helped, None), own), figures, None)
    guess = choose(replace(first, attribute="aspect, first"))
    wide = with_probabilities(helped.select("q"), guess, ASPECTS)
    final = choose(supported(aspect_choice(aspects_before(helped, wide), own), figures, guess))
    return with_probabilities(taken(figures, decide(final), "aspect"), final, ASPECTS)
