"""Interval arithmetic as Polars expressions: a value with its lower and upper end, null for no end.

The ends of a result hold for every choice of the inputs inside their ends, taken independently. Where one
input stands on both sides of a formula the result is wider than it need be, never narrower.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable

    _Monotone = Callable[[pl.Expr], pl.Expr]

__all__ = ["Interval", "contains", "meets"]

_SLACK: Final = 1e-9
"""Relative slack of comparisons: 0.1 + 0.2 meets 0.3."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Three expressions: the value, the lower end and the upper end (null: no end on that side).

    >>> import polars as pl
    >>> over = Interval(*(pl.lit(x, pl.Float64) for x in (2606, 2606, None)))
    >>> pl.select((Interval.exact(6290) - over).columns("gap")).row(0)
    (3684.0, None, 3684.0)
    """

    value: pl.Expr
    low: pl.Expr
    high: pl.Expr

    @classmethod
    def of(cls, name: str) -> Interval:
        """The interval held by the columns `name`, `name_low` and `name_high`."""
        return cls(pl.col(name), pl.col(f"{name}_low"), pl.col(f"{name}_high"))

    @classmethod
    def exact(cls, value: pl.Expr | float) -> Interval:
        """A number without any doubt."""
        expr = value if isinstance(value, pl.Expr) else pl.lit(value, dtype=pl.Float64)
        return cls(expr, expr, expr)

    @classmethod
    def missing(cls) -> Interval:
        """Nothing known."""
        return cls.exact(pl.lit(None, dtype=pl.Float64))

    def columns(self, name: str) -> list[pl.Expr]:
        """The three columns; the ends are null wherever the value is."""
        known = self.value.is_not_null()
        return [
            self.value.alias(name),
            pl.when(known).then(self.low).alias(f"{name}_low"),
            pl.when(known).then(self.high).alias(f"{name}_high"),
        ]

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.value + other.value, self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.value - other.value, self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.value, -self.high, -self.low)

    def __mul__(self, other: Interval) -> Interval:
        """The product of two quantities that are never negative (a missing lower end counts as 0)."""
        return Interval(
            self.value * other.value,
            self.low.fill_null(0) * other.low.fill_null(0),
            self.high * other.high,
        )

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient by a quantity that is positive; no ends where the divisor's lower end is not.

        The value is null where the divisor is 0 or negative.
        """
        divisor = pl.when(other.value > 0).then(other.value)
        small = pl.when(other.low > 0).then(other.low)
        # A divisor without upper end brings the quotient as near to 0 as one likes, from either side.
        by_large = pl.when(other.high.is_null()).then(0.0)
        low = (
            pl.when(self.low >= 0).then(by_large.otherwise(self.low / other.high)).otherwise(self.low / small)
        )
        high = (
            pl.when(self.high < 0)
            .then(by_large.otherwise(self.high / other.high))
            .otherwise(self.high / small)
        )
        return Interval(self.value / divisor, low, high)

    def scale(self, factor: pl.Expr | float) -> Interval:
        """Times an exact number that is positive."""
        return Interval(self.value * factor, self.low * factor, self.high * factor)

    def shift(self, number: pl.Expr | float) -> Interval:
        """Plus an exact number."""
        return Interval(self.value + number, self.low + number, self.high + number)

    def clip(self, lower: float | None = None, upper: float | None = None) -> Interval:
        """Value and ends cut to what is possible at all; a missing end becomes the limit."""
        value, low, high = self.value, self.low, self.high
        if lower is not None:
            value, low, high = (x.clip(lower_bound=lower) for x in (value, low.fill_null(lower), high))
        if upper is not None:
            value, low, high = (x.clip(upper_bound=upper) for x in (value, low, high.fill_null(upper)))
        return Interval(value, low, high)

    def where(self, condition: pl.Expr, otherwise: Interval | None = None) -> Interval:
        """This interval where the condition holds, elsewhere the other one (or nothing)."""
        other = otherwise or Interval.missing()
        return Interval(
            pl.when(condition).then(self.value).otherwise(other.value),
            pl.when(condition).then(self.low).otherwise(other.low),
            pl.when(condition).then(self.high).otherwise(other.high),
        )

    def whole(self, value: pl.Expr | None = None) -> Interval:
        """A count of things: the nearest whole number (or `value`), and the whole numbers between the ends.

        >>> import polars as pl
        >>> share = Interval(*(pl.lit(x, pl.Float64) for x in (1601.5, 1569.47, 1633.53)))
        >>> pl.select(share.whole().columns("connected")).row(0)
        (1602.0, 1570.0, 1633.0)
        """
        nearest = (self.value + 0.5).floor() if value is None else value
        slack = _SLACK * (1 + nearest.abs())
        low = pl.min_horizontal((self.low - slack).ceil(), nearest)
        high = pl.max_horizontal((self.high + slack).floor(), nearest)
        # The horizontal functions skip nulls, and a missing end must stay one.
        return Interval(
            nearest,
            pl.when(self.low.is_not_null()).then(low),
            pl.when(self.high.is_not_null()).then(high),
        )

    def rises(self, function: _Monotone) -> Interval:
        """A function that never falls, applied to value and ends."""
        return Interval(function(self.value), function(self.low), function(self.high))


def meets(one: Interval, other: Interval) -> pl.Expr:
    """Whether two intervals have a point in common; missing ends lie at infinity.

    >>> import polars as pl
    >>> over_four = Interval(*(pl.lit(x, pl.Float64) for x in (5, 4, None)))
    >>> pl.select(meets(over_four, Interval.exact(9))).item()
    True
    """
    return _not_above(one.low, other.high) & _not_above(other.low, one.high)


def contains(interval: Interval, value: pl.Expr) -> pl.Expr:
    """Whether a number lies in the interval."""
    return _not_above(interval.low, value) & _not_above(value, interval.high)


def _not_above(low: pl.Expr, high: pl.Expr) -> pl.Expr:
    slack = _SLACK * pl.max_horizontal(low.abs(), high.abs())
    return (low <= high + slack).fill_null(value=True)
