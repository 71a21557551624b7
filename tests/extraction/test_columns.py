"""The columns of extraction compute what Polars computes: the same expression on the same frame."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.extraction import columns

WORDS = ["", "a", "b", "KZT", "KZT|USD", "2023", "2024-06", "2023-01/2024-02", "Of", "12.5", "é"]
KINDS = {
    "q": "Int64",
    "n": "Int64",
    "f": "Float64",
    "b": "Boolean",
    "c": "Boolean",
    "s": "String",
    "t": "String",
}
VALUES = {
    "q": st.integers(0, 3),
    "n": st.none() | st.integers(-5, 5),
    "f": st.none() | st.integers(-40, 40).map(lambda n: n / 4),
    "b": st.none() | st.booleans(),
    "c": st.booleans(),
    "s": st.none() | st.sampled_from(WORDS),
    "t": st.sampled_from(WORDS),
}
ROWS = st.lists(st.tuples(*VALUES.values()), max_size=9)
Made = Callable[[Any], Any]  # from the library, Polars or ours, to an expression


def frame(library: Any, rows: list[tuple[Any, ...]]) -> Any:
    kinds = {name: getattr(library, kind) for name, kind in KINDS.items()}
    return library.DataFrame([list(row) for row in rows], schema=kinds, orient="row")


def lists(found: Any, *names: str) -> dict[str, list[Any]]:
    return {name: found[name].to_list() for name in names or found.columns}


def same(ours: dict[str, list[Any]], theirs: dict[str, list[Any]]) -> None:
    assert ours.keys() == theirs.keys()
    for name, values in ours.items():
        assert len(values) == len(theirs[name])
        for mine, other in zip(values, theirs[name], strict=True):
            if isinstance(other, float) and mine is not None:
                assert math.isclose(mine, other, rel_tol=1e-12, abs_tol=1e-12), (name, values, theirs[name])
            else:
                assert mine == other, (name, values, theirs[name])


def column(name: str) -> Made:
    return lambda pl: pl.col(name)


def unary(a: Made, how: str, *arguments: Any, **named: Any) -> Made:
    return lambda pl: getattr(a(pl), how)(*arguments, **named)


def binary(a: Made, b: Made, how: str) -> Made:
    return lambda pl: getattr(a(pl), how)(b(pl))


def text(a: Made, how: str, *arguments: Any) -> Made:
    return lambda pl: getattr(a(pl).str, how)(*arguments)


def part(a: Made, which: str) -> Made:
    return lambda pl: getattr(a(pl).str.split("/").list, which)()


def choice(test: Made, a: Made, b: Made | None) -> Made:
    def made(pl: Any) -> Any:
        then = pl.when(test(pl)).then(a(pl))
        return then if b is None else then.otherwise(b(pl))

    return made


def two_tests(test: Made, other: Made, a: Made, b: Made) -> Made:
    return lambda pl: pl.when(test(pl)).then(a(pl)).when(other(pl)).then(b(pl))


def across(how: str, *parts: Made) -> Made:
    return lambda pl: getattr(pl, how)(*(p(pl) for p in parts))


def over(a: Made, how: str, keys: list[str], *arguments: Any) -> Made:
    return lambda pl: getattr(a(pl), how)(*arguments).over(*keys)


def literal(value: Any) -> Made:
    return lambda pl: pl.lit(value)


COMPARISONS = ["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"]
KEYS = st.sampled_from([["q"], ["t"], ["q", "t"], ["q", "s"], ["q", "b"]])


def texts(
    tests: st.SearchStrategy[Made], inner: st.SearchStrategy[Made], windows: st.SearchStrategy[Made]
) -> st.SearchStrategy[Made]:
    return st.one_of(
        windows,
        st.builds(text, inner, st.just("to_lowercase")),
        st.builds(text, inner, st.just("slice"), st.just(0), st.sampled_from([1, 4])),
        st.builds(part, inner, st.sampled_from(["first", "last"])),
        st.builds(text, inner, st.just("extract"), st.sampled_from([r"^([A-Z]{3})", r"(\d+)$"])),
        st.builds(text, inner, st.just("replace_all"), st.just(r"\d"), st.just("#")),
        st.builds(choice, tests, inner, st.none() | inner),
        st.builds(two_tests, tests, tests, inner, inner),
        st.builds(across, st.just("coalesce"), inner, inner),
        st.builds(across, st.just("concat_str"), inner, inner),
        st.builds(unary, inner, st.just("replace"), st.just({"a": "b", "KZT": "a"})),
        st.builds(unary, inner, st.just("fill_null"), st.just("b")),
    )


def text_windows(inner: st.SearchStrategy[Made]) -> st.SearchStrategy[Made]:
    return st.builds(over, inner, st.just("shift"), KEYS, st.sampled_from([1, -1, 2]))


def numbers(
    tests: st.SearchStrategy[Made],
    words: st.SearchStrategy[Made],
    inner: st.SearchStrategy[Made],
    windows: st.SearchStrategy[Made],
) -> st.SearchStrategy[Made]:
    return st.one_of(
        windows,
        st.builds(binary, inner, inner, st.sampled_from(["__add__", "__sub__", "__mul__"])),
        st.builds(unary, inner, st.sampled_from(["abs", "__neg__"])),
        st.builds(unary, inner, st.just("clip"), st.just(-2), st.just(3)),
        st.builds(unary, inner, st.just("fill_null"), st.just(0)),
        st.builds(unary, inner, st.just("__truediv__"), st.just(4)),
        st.builds(lambda a, n: lambda pl: a(pl).cast(pl.Float64).round(n), inner, st.sampled_from([0, 1])),
        st.builds(lambda a: lambda pl: (a(pl).abs() + 1).log(), inner),
        st.builds(
            lambda a: lambda pl: a(pl).cast(pl.Float64).sqrt().is_null().cast(pl.Int64), inner.map(absolute)
        ),
        st.builds(lambda a: lambda pl: a(pl).cast(pl.Float64), tests),
        st.builds(text, words, st.just("len_chars")).map(whole),
        st.builds(lambda a: lambda pl: a(pl).cast(pl.Float64, strict=False), words),
        st.builds(choice, tests, inner, st.none() | inner),
        st.builds(across, st.sampled_from(["max_horizontal", "min_horizontal", "coalesce"]), inner, inner),
    )


def number_windows(inner: st.SearchStrategy[Made]) -> st.SearchStrategy[Made]:
    return st.one_of(
        st.builds(over, inner, st.sampled_from(["min", "max"]), KEYS),
        st.builds(over, inner, st.just("shift"), KEYS, st.sampled_from([1, -1, 2])),
        st.builds(over, inner, st.just("rank"), KEYS, st.just("dense")).map(whole),
    )


def absolute(a: Made) -> Made:
    return unary(a, "abs")


def whole(a: Made) -> Made:
    return lambda pl: a(pl).cast(pl.Int64)


def truths(
    words: st.SearchStrategy[Made],
    values: st.SearchStrategy[Made],
    inner: st.SearchStrategy[Made],
    windows: st.SearchStrategy[Made],
) -> st.SearchStrategy[Made]:
    return st.one_of(
        windows,
        st.builds(binary, inner, inner, st.sampled_from(["__and__", "__or__"])),
        st.builds(unary, inner, st.just("__invert__")),
        st.builds(unary, inner, st.just("fill_null"), st.booleans()),
        st.builds(binary, words, words | st.sampled_from(WORDS).map(literal), st.sampled_from(COMPARISONS)),
        st.builds(binary, values, values | st.integers(-3, 3).map(literal), st.sampled_from(COMPARISONS)),
        st.builds(unary, words | values | inner, st.sampled_from(["is_null", "is_not_null"])),
        st.builds(unary, words, st.just("is_in"), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)),
        st.builds(
            text, words, st.just("contains"), st.sampled_from(["/", r"^[A-Z]{3}$", r"^[A-Z]{3}(?:\||$)"])
        ),
        st.builds(text, words, st.sampled_from(["ends_with", "starts_with"]), st.sampled_from(["a", "2"])),
        st.builds(choice, inner, inner, st.none() | inner),
        st.builds(across, st.sampled_from(["max_horizontal", "min_horizontal"]), inner, inner),
    )


def truth_windows(inner: st.SearchStrategy[Made]) -> st.SearchStrategy[Made]:
    return st.one_of(
        st.builds(lambda a, k: lambda pl: a(pl).fill_null(value=False).any().over(*k), inner, KEYS),
        st.builds(over, inner, st.just("shift"), KEYS, st.sampled_from([1, -1])),
    )


WORD = st.sampled_from([column("s"), column("t")])
TRUTH = st.sampled_from([column("b"), column("c")])
NUMBER = st.sampled_from([column("n"), column("f"), column("q")])
# windows of windows are left out: Polars takes the inner one within the groups of the outer
SOME_WORDS = WORD | texts(TRUTH, WORD, WORD)
SOME_NUMBERS = NUMBER | numbers(TRUTH, WORD, NUMBER, NUMBER)
SOME_TRUTHS = TRUTH | truths(WORD, NUMBER, TRUTH, TRUTH)
DEEP_WORDS = texts(SOME_TRUTHS, SOME_WORDS, text_windows(SOME_WORDS))
DEEP_NUMBERS = numbers(SOME_TRUTHS, SOME_WORDS, SOME_NUMBERS, number_windows(SOME_NUMBERS))
DEEP_TRUTHS = truths(SOME_WORDS, SOME_NUMBERS, SOME_TRUTHS, truth_windows(SOME_TRUTHS))


def agree(rows: list[tuple[Any, ...]], work: Callable[[Any, Any], Any]) -> None:
    """Both libraries make the same of the same rows."""
    ours, theirs = (work(library, frame(library, rows)) for library in (columns, pl))
    same(lists(ours), lists(theirs))


@settings(deadline=None)
@given(ROWS, DEEP_TRUTHS)
def test_truths(rows: list[tuple[Any, ...]], made: Made) -> None:
    agree(rows, lambda pl, found: found.select("q", made(pl).alias("x")))


@settings(deadline=None)
@given(ROWS, DEEP_NUMBERS)
def test_numbers(rows: list[tuple[Any, ...]], made: Made) -> None:
    agree(rows, lambda pl, found: found.select("q", made(pl).alias("x")))


@settings(deadline=None)
@given(ROWS, DEEP_WORDS)
def test_texts(rows: list[tuple[Any, ...]], made: Made) -> None:
    agree(rows, lambda pl, found: found.select("q", made(pl).alias("x")))


@settings(deadline=None)
@given(ROWS, DEEP_TRUTHS, DEEP_WORDS, DEEP_NUMBERS)
def test_rows_that_are_filtered_and_computed_on(
    rows: list[tuple[Any, ...]], test: Made, word: Made, number: Made
) -> None:
    agree(
        rows,
        lambda pl, found: (
            found.filter(test(pl)).with_columns(word(pl).alias("s"), number(pl).alias("x")).drop("f")
        ),
    )


@settings(deadline=None)
@given(
    rows=ROWS,
    keys=st.lists(
        st.tuples(st.sampled_from("qnfbst"), st.booleans()), min_size=1, max_size=3, unique_by=lambda k: k[0]
    ),
    last=st.booleans(),
)
def test_sorting(rows: list[tuple[Any, ...]], keys: list[tuple[str, bool]], *, last: bool) -> None:
    agree(
        rows,
        lambda _, found: found.sort(
            [name for name, _ in keys],
            descending=[down for _, down in keys],
            nulls_last=last,
            maintain_order=True,
        ),
    )


KEY_LISTS = st.sampled_from([["q"], ["s"], ["q", "s"], ["n", "t"], ["b", "q"]])


@settings(deadline=None)
@given(
    rows=ROWS,
    others=ROWS,
    keys=KEY_LISTS,
    how=st.sampled_from(["inner", "left", "semi", "anti"]),
    equal=st.booleans(),
)
def test_joining(
    rows: list[tuple[Any, ...]], others: list[tuple[Any, ...]], keys: list[str], how: str, *, equal: bool
) -> None:
    def work(pl: Any, found: Any) -> Any:
        right = frame(pl, others).select(*keys, pl.col("f").alias("g"), pl.col("c").alias("c"))
        named = {"nulls_equal": True} if equal and how in {"inner", "left"} else {}
        order = {"maintain_order": "left_right"} if how in {"inner", "left"} else {}
        return found.join(right, on=keys, how=how, **named, **order)

    agree(rows, work)


@settings(deadline=None)
@given(ROWS, KEY_LISTS)
def test_groups(rows: list[tuple[Any, ...]], keys: list[str]) -> None:
    def work(pl: Any, found: Any) -> Any:
        return found.group_by(*keys, maintain_order=True).agg(
            pl.len().cast(pl.Int64).alias("rows"),
            pl.col("f").sum().alias("sum"),
            pl.col("f").min().alias("low"),
            pl.col("f").max().alias("high"),
            pl.col("t").first().alias("first"),
            (pl.col("b") & pl.col("c")).fill_null(value=False).any().cast(pl.Float64).alias("any"),
        )

    agree(rows, work)


@settings(deadline=None)
@given(ROWS, KEY_LISTS)
def test_the_first_of_equal_rows(rows: list[tuple[Any, ...]], keys: list[str]) -> None:
    agree(rows, lambda _, found: found.unique(keys, keep="first", maintain_order=True))


@settings(deadline=None)
@given(ROWS, ROWS)
def test_frames_under_one_another(rows: list[tuple[Any, ...]], others: list[tuple[Any, ...]]) -> None:
    def work(pl: Any, found: Any) -> Any:
        more = frame(pl, others).select("q", pl.col("t").alias("z"), "f", pl.lit("x").alias("kind"))
        return pl.concat([found, more], how="diagonal_relaxed").filter(pl.col("q") > 0)

    agree(rows, work)


@settings(deadline=None)
@given(ROWS, ROWS)
def test_the_last_before(rows: list[tuple[Any, ...]], others: list[tuple[Any, ...]]) -> None:
    def work(pl: Any, found: Any) -> Any:
        right = frame(pl, others).select("t", "q", pl.col("f").alias("g")).drop_nulls("g")
        right = right.sort("q", maintain_order=True).unique(["q", "t"], keep="first", maintain_order=True)
        return found.sort("q", maintain_order=True).join_asof(right, on="q", by="t", check_sortedness=False)

    agree(rows, work)


@settings(deadline=None)
@given(ROWS)
def test_a_column_for_each_value(rows: list[tuple[Any, ...]]) -> None:
    def work(_: Any, found: Any) -> Any:
        once = found.unique(["q", "t"], keep="first", maintain_order=True).select("q", "t", "f")
        return once.pivot("t", index="q", values="f", maintain_order=True)

    agree(rows, work)


@settings(deadline=None)
@given(ROWS)
def test_running_values(rows: list[tuple[Any, ...]]) -> None:
    def work(pl: Any, found: Any) -> Any:
        return found.select(
            pl.col("q").cum_max().alias("high"),
            pl.col("q").cum_max().over("t").alias("within"),
            pl.col("f").shift(1).alias("before"),
            pl.col("t").shift(-1).alias("behind"),
            pl.col("c").shift(1, fill_value=False).alias("marked"),
        )

    agree(rows, work)


@settings(deadline=None)
@given(ROWS)
def test_to_polars_and_back(rows: list[tuple[Any, ...]]) -> None:
    ours = frame(columns, rows)
    theirs = ours.to_polars()
    assert theirs.equals(frame(pl, rows).cast(theirs.schema))
    same(lists(columns.from_polars(theirs)), lists(ours))


@settings(deadline=None)
@given(
    st.lists(st.floats(1e-9, 1e12) | st.floats(-1e12, -1e-9) | st.sampled_from([0.0, 12345.678]), max_size=8)
)
def test_significant_digits(values: list[float]) -> None:
    def work(pl: Any) -> list[float]:
        made = pl.DataFrame({"f": values}, schema={"f": pl.Float64})
        return made.select(pl.col("f").round_sig_figs(6).alias("x"))["x"].to_list()

    assert work(columns) == pytest.approx(work(pl), rel=1e-12)


def test_names_that_are_not_there_are_told() -> None:
    with pytest.raises(KeyError, match="no column 'x'; there are q, n"):
        frame(columns, []).select("x")


def test_expressions_have_no_truth_of_their_own() -> None:
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(columns.col("a") == columns.col("b"))


def test_alike_expressions_are_one_and_equal_numbers_of_other_kinds_are_not() -> None:
    assert columns.col("a") + 1 is columns.col("a") + 1
    assert columns.lit(1) is not columns.lit(1.0)
    assert columns.lit(1) is not columns.lit(value=True)
