"""The drawings: nothing overlaps or is cut, marks follow the rules, the bytes are the same each time."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import pytest
from PIL import Image

from connectivity.charts import draw, pictures, plan_charts, rendered, write_charts
from connectivity.charts.style import PALETTE, collisions, color_of
from connectivity.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

LONG = "KZ:Әуезов ауданы, a district with a name that is much longer than any label has room for"
NAMES = (
    "coverage-settlements",
    "rollout-kz-base-stations-5g-total-base-station",
    "share-kz-ecommerce-share-total-retail-sales",
    "rollout-kz-schools-starlink-connected-school",
    "growth-kz-base-stations-total-base-station",
    "growth-kz-schools-connected-school",
    "slope-kz-ecommerce-sales-total-kzt-2023-2024-01-2024-11",
    "currency-kz-ecommerce-sales-total-usd-kzt",
)


@pytest.mark.parametrize("name", NAMES)
def test_no_text_overlaps_or_is_cut(charts: dict[str, Any], name: str) -> None:
    assert collisions(draw(charts[name])) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_same_chart_gives_the_same_bytes(charts: dict[str, Any], name: str) -> None:
    for form in ("png", "svg"):
        assert rendered(draw(charts[name]), form) == rendered(draw(charts[name]), form)


def test_settings_of_the_user_do_not_change_a_chart(charts: dict[str, Any]) -> None:
    before = rendered(draw(charts["coverage-settlements"]), "png")
    with mpl.rc_context(
        {"font.size": 22, "axes.facecolor": "black", "text.usetex": False, "savefig.dpi": 40}
    ):
        assert rendered(draw(charts["coverage-settlements"]), "png") == before


def test_png_is_1200_pixels_wide_on_white(charts: dict[str, Any]) -> None:
    with Image.open(io.BytesIO(rendered(draw(charts["coverage-settlements"]), "png"))) as image:
        assert image.size[0] == 1200
        assert image.convert("RGB").getpixel((2, 2)) == (255, 255, 255)


def test_long_places_close_values_and_large_numbers_stay_apart(
    frames: ModuleType, empty: dict[str, Any]
) -> None:
    gaps = frames.gaps(
        *(
            {
                "place": LONG,
                "indicator": "settlements",
                "technology": technology,
                "group": "rural, remote and mountainous",
                "period": "2024-01/2024-11",
                "connected": connected,
                "total": 123_456_789.0,
                "share": connected / 1_234_567.89,
                "gap": 123_456_789.0 - connected,
                "planned": 90_000.0,
                "left_over": 123_366_789.0 - connected,
                "figures": [f"{'a-document-with-a-very-long-name-' * 6}@{i}" for i in range(9)],
            }
            for technology, connected in (("wired", 1000.0), ("4g", 61_000_000.0), ("fibre", 123_300_000.0))
        )
    )
    rows = [
        {
            "place": LONG,
            "unit": unit,
            "technology": technology,
            "period": f"{2015 + i}",
            "value": value + i * step,
        }
        for unit, technology, value, step in (
            ("school", "4g", 3.21e12, 1e7),
            ("school", "5g", 3.20e12, 1e7),
            ("kilometre_of_cable", "fibre", 0.0001, 1e-7),
        )
        for i in range(9)
    ]
    every = plan_charts(**{**empty, "gaps": gaps, "observations": frames.observations(rows)})
    assert len(every) == 6
    for chart in every:
        assert len(chart.title.split()) <= 10
        assert collisions(draw(chart)) == [], chart.name


def test_the_guard_against_collisions_can_fail(charts: dict[str, Any]) -> None:
    figure = draw(charts["coverage-settlements"])
    figure.text(0.02, 0.95, "on the title")
    figure.text(0.99, 0.5, "out of the picture")
    assert len(collisions(figure)) >= 2


def test_marks_follow_the_rules(charts: dict[str, Any]) -> None:
    (axes,) = draw(charts["rollout-kz-schools-starlink-connected-school"]).axes
    markers = {(line.get_marker(), line.get_markerfacecolor()) for line in axes.lines}
    assert ("D", "#b5261e") in markers  # the target
    assert ("D", "white") in markers  # the goalpost that was moved
    assert ("o", "white") in markers  # the superseded value
    assert ("o", PALETTE["starlink"]) in markers
    assert axes.get_legend() is None
    dashed = [line for line in axes.lines if line.is_dashed()]
    assert [line.get_ydata()[-1] for line in dashed] == [2000]
    assert axes.get_ylim()[0] == 0
    assert axes.get_ylim()[1] > 2000


def test_no_line_crosses_a_silence_or_a_partial_period(charts: dict[str, Any]) -> None:
    (axes,) = draw(charts["rollout-kz-base-stations-5g-total-base-station"]).axes
    lines = [
        list(line.get_ydata()) for line in axes.lines if len(line.get_ydata()) > 1 and not line.is_dashed()
    ]
    assert [100, 380, 500] in lines
    assert not any(1150 in line and len(line) > 1 for line in lines)
    (axes,) = draw(charts["share-kz-ecommerce-share-total-retail-sales"]).axes
    assert ("s", "white") in {(line.get_marker(), line.get_markerfacecolor()) for line in axes.lines}


def test_bars_start_at_zero_and_fill_the_width(charts: dict[str, Any]) -> None:
    (axes,) = draw(charts["coverage-settlements"]).axes
    assert axes.get_xlim() == (0, 100)
    assert min(patch.get_x() for patch in axes.patches) == 0
    assert max(patch.get_x() + patch.get_width() for patch in axes.patches) == pytest.approx(100)


def test_a_band_shows_the_interval(charts: dict[str, Any]) -> None:
    (axes,) = draw(charts["rollout-kz-base-stations-5g-total-base-station"]).axes
    (band,) = [c for c in axes.collections if type(c).__name__ == "FillBetweenPolyCollection"]
    heights = band.get_paths()[0].vertices[:, 1]
    assert heights.min() >= 100
    assert heights.max() == 620


def test_colours_stand_out_from_white() -> None:
    def luminance(color: str) -> float:
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert all(1.05 / (luminance(color) + 0.05) >= 3 for color in PALETTE.values())
    assert len(set(PALETTE.values())) == len(PALETTE)
    assert color_of("something new") == color_of(None)


def test_files_are_written_and_named(sample: dict[str, Any], tmp_path: Path) -> None:
    paths = write_charts(**sample, folder=tmp_path / "new" / "charts", format="svg")
    assert [path.stem for path in paths] == [chart.name for chart in plan_charts(**sample)]
    assert all(path.read_bytes().startswith(b"<?xml") for path in paths)


def test_a_wrong_format_and_a_folder_that_is_a_file_are_refused(
    empty: dict[str, Any], tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="choose png or svg"):
        write_charts(**empty, folder=tmp_path, format="gif")  # type: ignore[arg-type] -- what is tested
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="choose a folder"):
        write_charts(**empty, folder=tmp_path / "file")


def test_pictures_fit_into_one_page(charts: dict[str, Any]) -> None:
    found = list(pictures((charts["coverage-settlements"], charts["growth-kz-schools-connected-school"])))
    for picture in found:
        assert picture.svg.startswith("<svg")
        assert "<style" not in picture.svg
        assert f'id="{picture.name}-' in picture.svg
        assert 'href="#D' not in picture.svg


def test_importing_charts_does_not_load_pyplot() -> None:
    code = "import connectivity.charts, sys; raise SystemExit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
