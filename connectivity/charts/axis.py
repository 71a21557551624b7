"""Axes that several forms share: a time axis with few, whole ticks and a value axis from a given start."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from matplotlib.dates import date2num as _untyped_date2num
from matplotlib.ticker import FixedFormatter, FixedLocator, MaxNLocator

from connectivity.charts.style import GRID, text_width
from connectivity.wording import amount, period_short

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes

__all__ = ["limits", "on_axis", "tick_days", "time_axis", "value_axis", "value_width"]

_MOST_TICKS: Final = 7
_SIZE: Final = 8  # points
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)  # months


_date2num: Final[Callable[[date], float]] = _untyped_date2num


def on_axis(day: date) -> float:
    """Where a day lies on a time axis of matplotlib.

    >>> on_axis(date(1970, 1, 2))
    1.0
    """
    return float(_date2num(day))


def limits(values: Sequence[float]) -> float:
    """The upper end of a value axis: above the largest value, with room for labels."""
    highest = max(values, default=0.0)
    return highest * 1.18 if highest > 0 else 1.0


def tick_days(first: date, last: date) -> list[date]:
    """First days of months or years between two days, seven at most.

    >>> [f"{day:%Y-%m}" for day in tick_days(date(2023, 11, 3), date(2024, 8, 31))]
    ['2024-01', '2024-03', '2024-05', '2024-07']
    """
    days: list[date] = []
    for step in _STEPS:
        start = first.year * 12 + first.month - 1
        start += -start % step
        months = range(start, last.year * 12 + last.month, step)
        days = [day for day in (date(m // 12, m % 12 + 1, 1) for m in months) if first <= day <= last]
        if len(days) <= _MOST_TICKS:
            break
    return days


def time_axis(
    axes: Axes, first: date, last: date, *, room_left: float = 0.06, room_right: float = 0.1
) -> None:
    """Set limits and ticks for these days; a tick stands in the middle of its month or year, as points do.

    Args:
        axes: Whose x axis.
        first: The first day drawn.
        last: The last day drawn.
        room_left: Share of the span left free before it, for labels.
        room_right: Share of the span left free after it.
    """
    span = max((last - first).days, 60)
    begin = first - timedelta(days=round(span * room_left))
    end = first + timedelta(days=span + round(span * room_right))
    axes.set_xlim(on_axis(begin), on_axis(end))
    days = tick_days(begin, end) or [first]
    years = all(day.month == 1 for day in days) and len(days) > 1
    if years:
        days = tick_days(date(begin.year, 1, 1), end)
    middle = timedelta(days=182 if years else 15)
    days = [day for day in days if begin <= day + middle <= end]
    axes.xaxis.set_major_locator(FixedLocator([on_axis(day + middle) for day in days]))
    axes.xaxis.set_major_formatter(
        FixedFormatter([str(day.year) if years else period_short(day.isoformat()[:7]) for day in days])
    )
    axes.tick_params(axis="x", labelsize=8)


def value_axis(axes: Axes, low: float, high: float, unit: str | None, *, ticks: int = 5) -> None:
    """Set limits, ticks with the unit and light lines behind."""
    axes.set_ylim(low, high)
    places = _places(low, high, ticks)
    axes.yaxis.set_major_locator(FixedLocator(places))
    axes.yaxis.set_major_formatter(FixedFormatter([amount(v, unit, bare=True) for v in places]))
    axes.tick_params(axis="y", labelsize=_SIZE)
    axes.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)


def value_width(low: float, high: float, unit: str | None, *, ticks: int = 5) -> float:
    """The room in inches that the labels of such an axis need at its left."""
    return 0.12 + max(
        (text_width(amount(v, unit, bare=True), _SIZE) for v in _places(low, high, ticks)), default=0
    )


def _places(low: float, high: float, ticks: int) -> list[float]:
    found = MaxNLocator(ticks, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    return [float(value) for value in found if low <= value <= high]
