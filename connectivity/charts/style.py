"""The one look of all charts: palette, letters, the frame of title, subtitle, notes and source.

Colours are picked so that those that share a chart differ for every kind of colour vision, and stand out from
white by at least 3 to 1.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import SubFigure
    from matplotlib.text import Text
    from matplotlib.transforms import Bbox

__all__ = [
    "ACCENT",
    "CONTEXT",
    "DPI",
    "GRID",
    "INK",
    "MUTED",
    "PALETTE",
    "Frame",
    "collisions",
    "color_of",
    "framed",
    "is_light",
    "style",
    "text_width",
    "tint",
    "wrapped",
]

INK: Final = "#1b1b1b"
MUTED: Final = "#5c5c5c"
CONTEXT: Final = "#8c8c8c"
GRID: Final = "#e4e4e4"
ACCENT: Final = "#b5261e"
DPI: Final = 150
WIDTH: Final = 8.0  # inches
_MARGIN: Final = 0.18  # inches
_LIGHT: Final = 0.4
_BREAKABLE: Final = re.compile(r"[^\S\u00a0\u202f]+")  # spaces that do not hold a number together

PALETTE: Final = {
    "wired": "#0072b2",
    "fibre": "#004a78",
    "broadband": "#3d8fd1",
    "mobile": "#c25700",
    "2g": "#8a8000",
    "3g": "#c0679f",
    "4g": "#b98200",
    "5g": "#7a2a7d",
    "satellite": "#00674d",
    "starlink": "#008f6b",
    "kuiper": "#4b8f00",
    "oneweb": "#2a6f80",
    "wifi": "#aa4499",
}
"""One fixed colour for each technology; wired and its kinds are blue, mobile ones warm, satellites green."""

_RC: Final[dict[str, Any]] = {
    "font.family": ["DejaVu Sans"],
    "font.size": 9,
    "text.color": INK,
    "text.parse_math": False,
    "axes.edgecolor": CONTEXT,
    "axes.labelcolor": MUTED,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.unicode_minus": True,
    "axes.formatter.use_locale": False,
    "xtick.color": CONTEXT,
    "xtick.labelcolor": MUTED,
    "ytick.color": CONTEXT,
    "ytick.labelcolor": MUTED,
    "ytick.major.size": 0,
    "figure.dpi": DPI,
    "savefig.dpi": DPI,
    "svg.hashsalt": "connectivity",
    "svg.fonttype": "path",
    "path.simplify": False,
    "hatch.linewidth": 1.6,
}


@contextlib.contextmanager
def style() -> Iterator[None]:
    """Matplotlib as the charts need it, whatever the user's own settings are."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(cast("Any", _RC))
        yield


def color_of(technology: str | None) -> str:
    """The fixed colour of a technology; dark grey where none or an unknown one is named."""
    return PALETTE.get(technology or "", "#4a4a4a")


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def tint(color: str, share: float) -> str:
    """The colour mixed with white; `share` of it is the colour.

    >>> tint("#000000", 0.2)
    '#cccccc'
    """
    return "#" + "".join(f"{round(255 + (c - 255) * share):02x}" for c in _channels(color))


def is_light(color: str) -> bool:
    """Whether dark letters read better on this colour than white ones."""
    red, green, blue = ((c / 255) ** 2.2 for c in _channels(color))
    return bool(0.2126 * red + 0.7152 * green + 0.0722 * blue > _LIGHT)


@dataclass(frozen=True, slots=True)
class Frame:
    """A figure whose title, subtitle, notes and source are set.

    Attributes:
        figure: The figure, 8 inches wide.
        top: Upper edge of the room for axes, in inches from the bottom.
        bottom: Lower edge of it, in inches from the bottom.
        left: Left edge, in inches.
        right: Right edge, in inches.
    """

    figure: Figure
    top: float
    bottom: float
    left: float
    right: float

    def axes(self, left: float, bottom: float, right: float, top: float) -> Axes:
        """Axes between edges in inches from the figure's lower left corner."""
        width, height = self.figure.get_size_inches()
        return self.figure.add_axes(
            (left / width, bottom / height, (right - left) / width, (top - bottom) / height)
        )


def renderer_of(figure: Figure | SubFigure) -> Any:
    """The Agg renderer that measures text for this figure, whatever format is saved."""
    return cast("Any", figure.canvas).get_renderer()


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line of text in inches."""
    return _measured(text, size, bold)


@cache
def _measured(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 -- a cache takes positions
    letters = FontProperties(family=_RC["font.family"], size=size, weight="bold" if bold else "normal")
    renderer: Any = cast("Any", RendererAgg)(1, 1, DPI)
    return float(renderer.get_text_width_height_descent(text, letters, ismath=False)[0]) / DPI


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The text in lines of at most `width` inches; words longer than a line are cut in pieces."""
    space = text_width("a a", size, bold=bold) - text_width("aa", size, bold=bold)
    lines: list[str] = []
    used = width
    for word in _BREAKABLE.split(text.strip()):
        length = text_width(word, size, bold=bold)
        if lines and used + space + length <= width:
            lines[-1] += f" {word}"
            used += space + length
            continue
        lines += _pieces(word, width, size, bold=bold)
        used = text_width(lines[-1], size, bold=bold)
    return lines


def _pieces(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    if text_width(word, size, bold=bold) <= width:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def framed(title: str, subtitle: str, foot: Sequence[str], body: float) -> Frame:
    """A figure with its words set and `body` inches of height left for the axes.

    Args:
        title: The finding.
        subtitle: What is shown, of what.
        foot: Notes and source, one paragraph each, the source last.
        body: Height of the room for axes, in inches.
    """
    figure = Figure(figsize=(WIDTH, 4.0), dpi=DPI)
    FigureCanvasAgg(figure)
    room = WIDTH - 2 * _MARGIN
    blocks = [(wrapped(title, room, 14, bold=True), 14.0, INK, True)]
    blocks.append((wrapped(subtitle, room, 9.5), 9.5, MUTED, False))
    feet = [(wrapped(text, room, 7), 7.0, MUTED, False) for text in foot if text]
    head_height = sum(_height(block) for block in blocks) + 0.1
    foot_height = sum(_height(block) for block in feet) + 0.12
    height = round((_MARGIN + head_height + body + foot_height + _MARGIN) * DPI) / DPI
    figure.set_size_inches(WIDTH, height)
    _set(figure, blocks, height - _MARGIN, height)
    _set(figure, feet, _MARGIN + foot_height - 0.12, height)
    bottom = _MARGIN + foot_height
    return Frame(figure, top=bottom + body, bottom=bottom, left=_MARGIN, right=WIDTH - _MARGIN)


def _height(block: tuple[list[str], float, str, bool]) -> float:
    lines, size, *_ = block
    return len(lines) * size * 1.35 / 72 + 0.04


def _set(
    figure: Figure, blocks: Sequence[tuple[list[str], float, str, bool]], top: float, height: float
) -> None:
    for lines, size, color, bold in blocks:
        for line in lines:
            figure.text(
                _MARGIN / WIDTH,
                top / height,
                line,
                size=size,
                color=color,
                weight="bold" if bold else "normal",
                va="top",
                ha="left",
            )
            top -= size * 1.35 / 72
        top -= 0.04


def visible_texts(figure: Figure) -> list[tuple[Text, Bbox]]:
    """Every text that shows, with its box in pixels."""
    figure.canvas.draw()
    renderer = renderer_of(figure)
    found = []
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            found += [
                tick.label1
                for tick in axis.get_major_ticks()
                if tick.label1.get_visible() and axis.get_visible()
            ]
        found += axes.texts
    found += figure.texts
    return [
        (text, text.get_window_extent(renderer)) for text in found if text.get_visible() and text.get_text()
    ]


def collisions(figure: Figure) -> list[str]:
    """What is wrong with the texts of a drawn chart: pairs that overlap, texts cut by the edge."""
    boxes = visible_texts(figure)
    width, height = figure.get_size_inches() * figure.dpi
    wrong = [
        f"{text.get_text()!r} is cut"
        for text, box in boxes
        if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height
    ]
    for i, (text, box) in enumerate(boxes):
        wrong += [
            f"{text.get_text()!r} overlaps {other.get_text()!r}"
            for other, second in boxes[i + 1 :]
            if min(box.x1, second.x1) - max(box.x0, second.x0) > 1
            and min(box.y1, second.y1) - max(box.y0, second.y0) > 1
        ]
    return wrong
