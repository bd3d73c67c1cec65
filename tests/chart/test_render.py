"""Whole figures: all files, no text outside the page, no text on text, no missing character, on the shipped counties too."""

from __future__ import annotations

import itertools
import warnings
from dataclasses import replace
from pathlib import Path

import made_up
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from sim.chart.info import PlanInfo
from sim.chart.render import figures, render_all
from sim.chart.style import drawing
from sim.county.load import load_county
from sim.county.spec import CountySpec

COUNTY = made_up.county()
FRAMES = made_up.frames(tuple(v.code for v in COUNTY.villages))
NAMES = ["delivery_time", "time_parts", "cost_lines", "cost_volume", "map_time", "map_cost", "trade_off", "hub_load", "precision"]
DATA = Path(__file__).parents[2] / "conf" / "county_data"


def test_every_figure_is_written(tmp_path: Path) -> None:
    small = made_up.county(30)
    written = render_all(made_up.frames(tuple(v.code for v in small.villages)), small, made_up.INFO, tmp_path, formats=("png",), dpi=40)
    assert [p.name for p in written] == [f"{name}.png" for name in NAMES]
    assert all(p.parent == tmp_path / "charts" and p.stat().st_size > 1000 for p in written)


def test_figures_without_their_frame_are_left_out(tmp_path: Path) -> None:
    kept = {"costs": FRAMES["costs"], "summary": FRAMES["summary"].iloc[:0]}
    assert [p.name for p in render_all(kept, COUNTY, made_up.INFO, tmp_path, formats=("png",), dpi=40)] == ["cost_lines.png"]


def shown_texts(figure: Figure) -> list[Text]:
    canvas = figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message=".*missing from font.*")
        canvas.draw()
    return [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip() and t.get_window_extent().width > 0]


def outside(figure: Figure, texts: list[Text]) -> list[str]:
    page = figure.bbox
    boxes = [(t.get_text(), t.get_window_extent()) for t in texts]
    return [text for text, box in boxes if box.x0 < -1 or box.y0 < -1 or box.x1 > page.x1 + 1 or box.y1 > page.y1 + 1]


def colliding(texts: list[Text]) -> list[tuple[str, str]]:
    """Pairs of texts of which one covers more than a twentieth of the other."""
    found = []
    for (a, p), (b, q) in itertools.combinations([(t, t.get_window_extent()) for t in texts], 2):
        wide, high = min(p.x1, q.x1) - max(p.x0, q.x0), min(p.y1, q.y1) - max(p.y0, q.y0)
        if wide > 0 and high > 0 and wide * high > 0.05 * min(p.width * p.height, q.width * q.height):
            found.append((a.get_text(), b.get_text()))
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_texts_stay_on_the_page_and_off_each_other(lang: str) -> None:
    with drawing():
        drawn = []
        for name, figure in figures(FRAMES, COUNTY, made_up.INFO, lang):
            texts = [t for t in shown_texts(figure) if not _invisible_tick(figure, t)]
            assert not outside(figure, texts), name
            assert not colliding(texts), name
            drawn.append(name)
    assert drawn == NAMES


@pytest.mark.parametrize(("villages", "modes"), [(1, 1), (3, 1), (3, 5), (40, 2)])
def test_few_villages_few_modes_and_no_boundary(villages: int, modes: int) -> None:
    county = replace(made_up.county(villages), boundary=())
    kept = made_up.MODES[:modes]
    info = PlanInfo(kept, made_up.INFO.hub_departures, made_up.INFO.provenance)
    given = {k: t[t["mode"].isin([m.key for m in kept])] for k, t in made_up.frames(tuple(v.code for v in county.villages)).items() if k != "precision"}
    given["villages"].loc[given["villages"].index[:1], ["at_point_mean_h", "cost_system_parcel"]] = float("nan")
    with drawing(), warnings.catch_warnings():
        warnings.filterwarnings("error", message=".*identical low and high.*|.*singular.*|.*Mean of empty.*|.*constrained_layout.*")
        for name, figure in figures(given, county, info, "en"):
            texts = [t for t in shown_texts(figure) if not _invisible_tick(figure, t)]
            assert not outside(figure, texts), name
            assert not colliding(texts), name


def _invisible_tick(figure: Figure, text: Text) -> bool:
    """Whether a text belongs to an axes that is switched off, or to a tick outside its axis."""
    for ax in figure.axes:
        if text in ax.findobj(Text):
            if not ax.get_visible():
                return True
            for axis in (ax.xaxis, ax.yaxis):
                low, high = sorted(axis.get_view_interval())
                for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                    if text in (tick.label1, tick.label2) and not low - 1e-9 <= tick.get_loc() <= high + 1e-9:
                        return True
    return False


@pytest.mark.parametrize("slug", sorted(p.parent.name for p in DATA.glob("*/villages.csv")))
def test_a_map_of_every_shipped_county_with_its_townships_names(slug: str) -> None:
    county = load_county(CountySpec(slug=slug), DATA)
    frame = made_up.frames(tuple(v.code for v in county.villages))["villages"]
    one = PlanInfo(made_up.MODES[1:2], provenance=f"{county.name} {''.join(t.name for t in county.townships)}")
    with drawing():
        drawn = dict(figures({"villages": frame[frame["mode"] == "joint"].drop(columns="cost_system_parcel")}, county, one, "zh"))
        texts = shown_texts(drawn["map_time"])
    written = "".join(t.get_text() for t in texts)
    assert all(t.name in written for t in county.townships)
    assert ("示意图" in written) == county.schematic
    assert "合成" in written
    assert not outside(drawn["map_time"], [t for t in texts if t.get_text() not in {s.name for s in county.townships}])
