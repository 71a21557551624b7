"""Where labels go: beside their points, clear of each other, of markers and of lines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from matplotlib.transforms import Bbox

from connectivity.charts.style import DPI, INK, renderer_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

__all__ = ["Label", "place_labels", "spread"]

_SIDES: Final = (
    (0, 1, "center", "bottom"),
    (-1, 1, "right", "bottom"),
    (1, 1, "left", "bottom"),
    (1, 0, "left", "center"),
    (0, -1, "center", "top"),
    (1, -1, "left", "top"),
    (-1, -1, "right", "top"),
    (-1, 0, "right", "center"),
)
_REACHES: Final = (7, 13, 20, 28, 38, 50, 64)  # points
_LEADER: Final = 20  # points: labels farther away get a thin line
_DEAR: Final = 30.0  # cost from which a label that is not needed is rather left out
_STEP: Final = 5.0  # pixels between samples of a line


@dataclass(frozen=True, slots=True)
class Label:
    """A text for a point of the axes.

    Attributes:
        x: Data coordinate (dates as matplotlib numbers).
        y: Data coordinate.
        text: What it says.
        color: Of the letters.
        bold: Whether it is set bold.
        needed: It must appear; others may be left out when there is no room.
    """

    x: float
    y: float
    text: str
    color: str = INK
    bold: bool = False
    needed: bool = False


def place_labels(
    axes: Axes,
    labels: Sequence[Label],
    lines: Iterable[Sequence[tuple[float, float]]] = (),
    points: Iterable[tuple[float, float]] = (),
) -> list[str]:
    """Write the labels, the needed ones first; limits of the axes must be final.

    Args:
        axes: Where.
        labels: What.
        lines: Polylines in data coordinates that labels should keep off.
        points: Markers that labels must keep off.

    Returns:
        The texts of the labels for which there was no room.
    """
    renderer = renderer_of(axes.figure)
    taken = [text.get_window_extent(renderer) for text in axes.texts if text.get_text()]
    dots = [_square(axes, point, 5.0) for point in points]
    strokes = [_square(axes, point, 1.5) for line in lines for point in _samples(axes, line)]
    left_out = []
    for label in sorted(labels, key=lambda label: not label.needed):
        artist, box = _best(axes, label, taken, dots, strokes)
        if artist is None:
            left_out.append(label.text)
        else:
            taken.append(box)
    return left_out


def _best(
    axes: Axes, label: Label, taken: Sequence[Bbox], dots: Sequence[Bbox], strokes: Sequence[Bbox]
) -> tuple[Annotation | None, Bbox]:
    renderer = renderer_of(axes.figure)
    room = axes.get_window_extent(renderer)
    artist = axes.annotate(
        label.text,
        (label.x, label.y),
        xytext=(0, 0),
        textcoords="offset points",
        color=label.color,
        weight="bold" if label.bold else "normal",
        size=8.5,
        zorder=6,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85},
        annotation_clip=False,
    )
    size = artist.get_window_extent(renderer)
    anchor = tuple(axes.transData.transform((label.x, label.y)))
    best: tuple[float, tuple[float, float, str, str], Bbox] | None = None
    for rank, reach in enumerate(_REACHES):
        if best is not None and best[0] < rank * 4:
            break
        for order, (dx, dy, ha, va) in enumerate(_SIDES):
            diagonal = 0.8 if dx and dy else 1.0
            place = (dx * reach * diagonal, dy * reach * diagonal, ha, va)
            box = _box(anchor, place, size.width, size.height)
            cost = _cost(box, room, taken, dots, strokes)
            if cost is not None and (best is None or cost + rank * 4 + order * 0.6 < best[0]):
                best = (cost + rank * 4 + order * 0.6, place, box)
    if best is None or (best[0] > _DEAR and not label.needed):
        artist.remove()
        return None, Bbox.null()
    _move(artist, best[1])
    if max(abs(best[1][0]), abs(best[1][1])) >= _LEADER:
        leader = {
            "arrowstyle": "-",
            "color": label.color,
            "linewidth": 0.6,
            "alpha": 0.7,
            "shrinkA": 1,
            "shrinkB": 5,
        }
        axes.annotate("", (label.x, label.y), best[1][:2], textcoords="offset points", arrowprops=leader)
    return artist, best[2]


def _move(artist: Annotation, place: tuple[float, float, str, str]) -> None:
    artist.set_position(place[:2])
    artist.set(horizontalalignment=place[2], verticalalignment=place[3])


def _box(anchor: Sequence[float], place: tuple[float, float, str, str], width: float, height: float) -> Bbox:
    """Where a text of this size would stand, in pixels."""
    x = anchor[0] + place[0] * DPI / 72 - width * {"left": 0.0, "center": 0.5, "right": 1.0}[place[2]]
    y = anchor[1] + place[1] * DPI / 72 - height * {"bottom": 0.0, "center": 0.5, "top": 1.0}[place[3]]
    return Bbox.from_extents(x, y, x + width, y + height)


def _cost(
    box: Bbox, room: Bbox, taken: Sequence[Bbox], dots: Sequence[Bbox], strokes: Sequence[Bbox]
) -> float | None:
    """How bad a place is; None when it is out of the room or on another label."""
    if box.x0 < room.x0 or box.x1 > room.x1 or box.y0 < room.y0 or box.y1 > room.y1:
        return None
    padded = Bbox.from_extents(box.x0 - 3, box.y0 - 2, box.x1 + 3, box.y1 + 2)
    if padded.count_overlaps(taken):
        return None
    return 25.0 * box.count_overlaps(dots) + 3.0 * padded.count_overlaps(strokes)


def _square(axes: Axes, point: tuple[float, float], half: float) -> Bbox:
    x, y = axes.transData.transform(point)
    return Bbox.from_extents(x - half, y - half, x + half, y + half)


def _samples(axes: Axes, line: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    if len(line) < 2:  # noqa: PLR2004 -- a line has two ends
        return []
    pixels = axes.transData.transform(line)
    found = []
    for (x0, y0), (x1, y1) in pairwise(pixels):
        count = max(1, int(max(abs(x1 - x0), abs(y1 - y0)) / _STEP))
        found += [(x0 + (x1 - x0) * i / count, y0 + (y1 - y0) * i / count) for i in range(count + 1)]
    return [tuple(point) for point in axes.transData.inverted().transform(found)]


def spread(wanted: Sequence[float], height: float, low: float, high: float) -> list[float]:
    """Positions as near to the wanted ones as a distance of `height` between neighbours allows.

    The order of the wanted ones is kept, equal ones in the order given; all stay between `low` and `high`
    while there is room.

    >>> spread([1.0, 1.2, 5.0], 1.0, 0.0, 10.0)
    [0.6, 1.6, 5.0]
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    clusters: list[tuple[float, list[int]]] = []
    for i in order:
        clusters.append((min(max(wanted[i], low), high), [i]))
        while len(clusters) > 1 and _edge(clusters[-1], -height) < _edge(clusters[-2], height):
            (_, last), (_, before) = clusters.pop(), clusters.pop()
            members = before + last
            middle = sum(wanted[m] for m in members) / len(members)
            half = (len(members) - 1) * height / 2
            clusters.append((min(max(middle, low + half), max(high - half, low + half)), members))
    placed = [0.0] * len(wanted)
    for middle, members in clusters:
        for rank, i in enumerate(members):
            placed[i] = round(middle + (rank - (len(members) - 1) / 2) * height, 9)
    return placed


def _edge(cluster: tuple[float, list[int]], height: float) -> float:
    middle, members = cluster
    return middle + len(members) * height / 2
