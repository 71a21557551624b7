"""What follows from words around a figure: bounds, signs, intervals, groups, wholes, base periods."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectivity.extraction import columns as pl
from connectivity.extraction.rules import with_bases, with_bounds, with_intervals, with_signs, with_wholes
from connectivity.lexicon import load_lexicon

if TYPE_CHECKING:
    from connectivity.extraction.scene import Scene

Lexed = Callable[..., "Scene"]
Figures = Callable[..., list[list[dict[str, Any]]]]


def bounds(scene: Scene) -> list[str]:
    return with_bounds(scene, scene.quantities)["bound"].to_list()


def test_every_bound_of_the_lexicon_right_before_a_number(lexed: Lexed) -> None:
    words = load_lexicon().tables["bound"]
    pairs = [(word, bound) for bound, forms in words.items() for word in forms]
    assert bounds(lexed(*[f"They count {word} 250 widgets." for word, _ in pairs])) == [b for _, b in pairs]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("about $250", "about"),
        ("more than the 250 widgets", "over"),
        ("(over 250 widgets)", "over"),
        ("no more than 250 widgets", "up_to"),
        ("not less than 250 widgets", "at_least"),
        ("~250 widgets", "about"),
        ("250+ widgets", "over"),
        ("250 or more widgets", "over"),
        ("Over 250 widgets", "over"),
        ("about a third", "about"),
        ("250 widgets", "exact"),
        ("over the summer 250 widgets", "exact"),
        ("overtime 250 widgets", "exact"),
    ],
)
def test_the_words_before_bound_a_number(lexed: Lexed, text: str, bound: str) -> None:
    assert bounds(lexed(f"There {text} there.")) == [bound]


def signed(scene: Scene, aspect: str) -> list[float]:
    frame = scene.quantities.with_columns(pl.lit(aspect).alias("aspect"), pl.col("value").alias("number"))
    return with_signs(scene, frame)["number"].to_list()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Prices fell by 4.5%.", [-4.5]),
        ("Prices rose by 4.5%.", [4.5]),
        ("A decline of 4.5% was seen.", [-4.5]),
        ("Prices were 4.5% lower.", [-4.5]),
        ("Sales grew by 12%, while prices fell by 3%.", [12, -3]),
        ("Prices fell by 3%, while sales grew by 12%.", [-3, 12]),
        ("It changed by -4.5%.", [-4.5]),
        ("Prices fell fivefold.", [5]),
        ("The balance fell by 12%. It then paid 30% in fees.", [-12, 30]),
    ],
)
def test_a_fall_is_negative_and_a_multiple_is_not(lexed: Lexed, text: str, values: list[float]) -> None:
    assert signed(lexed(text), "change") == values


def test_only_a_change_can_be_negative_by_its_words(lexed: Lexed) -> None:
    assert signed(lexed("Prices fell to 4.5%."), "total") == [4.5]


def based(scene: Scene, period: str) -> list[str | None]:
    frame = scene.quantities.with_columns(pl.lit("change").alias("aspect"), pl.lit(period).alias("period"))
    return with_bases(scene, frame)["base_period"].to_list()


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("In 2024 sales grew by 12% compared with 2022.", "2022"),
        ("Sales have grown by 12% since 2020.", "2020"),
        ("In 2024 sales were up 12% on a year earlier.", "2023"),
        ("From 2015 to 2024 sales grew by 12%.", "2015"),
        ("In 2024 sales grew by 12%.", None),
        ("Sales grew by 12%.", None),
    ],
)
def test_what_a_change_is_measured_against(lexed: Lexed, text: str, base: str | None) -> None:
    assert based(lexed(text, published="2024-12-10"), "2024") == [base]


def interval(value: float, **other: Any) -> tuple[float | None, float | None]:  # ends of the interval
    row = {
        "number": value, "value_upper": None, "measure": "bare", "unit": "settlement", "scaled": False,
        "step": 1.0, "bound": "exact",
    } | other  # fmt: skip
    schema = {"number": pl.Float64, "value_upper": pl.Float64, "step": pl.Float64}
    frame = with_intervals(pl.DataFrame({name: [value] for name, value in row.items()}, schema))
    return frame.select("low", "high").row(0)


def test_a_count_is_exact_and_a_scaled_number_is_half_a_digit_wide() -> None:
    assert interval(2606) == (2606, 2606)
    assert interval(4.8e9, scaled=True, step=1e8, unit="USD", measure="currency") == (4.75e9, 4.85e9)
    assert interval(61.5, unit="%", measure="unit", step=0.1) == (61.45, 61.55)
    assert interval(12, unit="km", measure="unit") == (11.5, 12.5)
    assert interval(40_000, unit="KZT", measure="currency") == (40_000, 40_000)


@pytest.mark.parametrize(
    ("bound", "value", "ends"),
    [
        ("over", 20, (20, None)),
        ("at_least", 20, (20, None)),
        ("under", 20, (None, 20)),
        ("up_to", 20, (None, 20)),
        ("about", 20, (18, 22)),
        ("over", -20, (None, -20)),  # fell by more than 20
        ("under", -20, (-20, None)),
        ("about", -20, (-22, -18)),
    ],
)
def test_bounds_open_or_widen_the_interval(
    bound: str, value: float, ends: tuple[float | None, float | None]
) -> None:
    assert interval(value, bound=bound) == ends


def test_a_range_reaches_from_end_to_end() -> None:
    assert interval(20, value_upper=40.0, unit="Mbit/s", measure="unit") == (19.5, 40.5)
    assert interval(30, value_upper=40.0) == (30, 40)


@given(
    st.floats(-1e9, 1e9).filter(lambda value: abs(value) > 1e-3),
    st.sampled_from(["exact", "about", "over", "under", "at_least", "up_to"]),
    st.sampled_from([0.01, 1.0, 1e6]),
    st.booleans(),
)
def test_the_value_lies_in_its_interval(value: float, bound: str, step: float, scaled: bool) -> None:
    low, high = interval(value, bound=bound, step=step, scaled=scaled, unit="x", measure="multiple")
    slack = abs(value) * 1e-11  # ends are rounded to twelve digits
    assert low is None or low <= value + slack
    assert high is None or high >= value - slack
    assert low is not None or high is not None


@pytest.mark.parametrize(
    ("unit", "indicator", "aspect", "whole"),
    [
        ("%", "settlements", "connected", "settlements"),
        ("%", "users", "connected", "population"),
        ("%", "ecommerce_share", "total", "retail_sales"),
        ("%", "ecommerce_sales", "change", None),
        ("%", "other", "total", None),
        ("pp", "users", "change", "population"),
        ("settlement", "settlements", "connected", None),
    ],
)
def test_the_whole_a_share_is_taken_of(unit: str, indicator: str, aspect: str, whole: str | None) -> None:
    frame = pl.DataFrame({"unit": [unit], "indicator": [indicator], "aspect": [aspect]})
    assert with_wholes(frame)["of"].to_list() == [whole]


def test_the_phrase_for_a_part_of_the_people_is_the_group(figures: Figures) -> None:
    found = figures(
        [
            "In 2023, 81% of children aged 9-10 used the internet.",
            "In 2023, 61% of women used the internet.",
            "In 2023, 55.5% of people used the internet.",
        ]
    )
    assert [[row["group"] for row in rows if row["unit"] == "%"] for rows in found] == [
        ["aged 9-10"],
        ["women"],
        [None],
    ]


def test_an_exchange_rate_names_its_pair(figures: Figures) -> None:
    (found,) = figures(["Rates of the day: KZT/USD = 0.00199, KGS/EUR = 0.0105."])
    assert [(row["unit"], row["group"]) for row in found] == [("USD", "KZT/USD"), ("EUR", "KGS/EUR")]
