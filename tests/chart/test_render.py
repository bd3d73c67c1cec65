"""Whole figures: all files, no text outside the page, no text on text, no missing character, on the shipped counties too."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from sim.chart import font, render
from sim.chart.catalogue import CATALOGUE, ON_PAGE
from sim.chart.info import PlanInfo
from sim.chart.render import figures, make_font, render_all
from sim.chart.style import drawing, new_figure
from sim.county.load import load_county
from sim.county.spec import CountySpec
from tests.chart import images, made_up, plan_made

COUNTY = made_up.county()
FRAMES = made_up.frames(tuple(v.code for v in COUNTY.villages))
NAMES = [kind.name for kind in CATALOGUE if kind.page and FRAMES.keys() >= {*kind.needs}]
EVERY = FRAMES | plan_made.plan_frames(COUNTY)
DATA = Path(__file__).parents[2] / "conf" / "county_data"


def test_every_figure_is_written(tmp_path: Path) -> None:
    small = made_up.county(3)
    kept = {k: t[t["mode"].isin(["joint", "post"])] if k != "precision" else t[t["kpi"] == "within_24h"] for k, t in made_up.frames(tuple(v.code for v in small.villages)).items()}
    written = render_all(made_up.subject(frames=kept, county=small, info=PlanInfo(made_up.MODES[1:3])), tmp_path / "charts", ("png",), 40, ON_PAGE)
    assert [p.name for p in written] == [f"{name}.png" for name in NAMES]
    assert all(p.parent == tmp_path / "charts" and p.stat().st_size > 1000 for p in written)


def test_figures_without_their_frame_are_left_out(tmp_path: Path) -> None:
    kept = {"costs": FRAMES["costs"], "summary": FRAMES["summary"].iloc[:0]}
    assert [p.name for p in render_all(made_up.subject(frames=kept), tmp_path, formats=("png",), dpi=40)] == ["cost_lines.png"]
    alone = render_all(made_up.subject(frames=kept), tmp_path / "alone", formats=("svg",), only=("cost_lines",))
    both = render_all(made_up.subject(), tmp_path / "both", formats=("svg",), only=("cost_lines", "time_parts"))
    assert both[1].name == alone[0].name == "cost_lines.svg"
    assert render_all(made_up.subject(frames=kept), tmp_path, only=()) == []


Shown = list[tuple[str, Bbox]]
"""Texts and where they stand."""


def shown_texts(figure: Figure) -> Shown:
    """Every text that a reader sees, where the figure is laid out once; a character that the font lacks is an error."""
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message=".*missing from font.*")
        figure.draw_without_rendering()
    figure.set_layout_engine(None)
    hidden = {text for ax in figure.axes for text in hidden_texts(ax)}
    texts = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip() and t not in hidden]
    boxes = [(t.get_text(), t.get_window_extent()) for t in texts]
    return [(text, box) for text, box in boxes if box.width > 0]


def hidden_texts(ax: Axes) -> Iterator[Artist]:
    """Texts of an axes that is switched off, or of ticks outside its axis."""
    if not ax.get_visible():
        yield from ax.findobj(Text)
    for axis in (ax.xaxis, ax.yaxis):
        low, high = sorted(axis.get_view_interval())
        for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
            if not low - 1e-9 <= tick.get_loc() <= high + 1e-9:
                yield from (tick.label1, tick.label2)


def outside(figure: Figure, texts: Shown) -> list[str]:
    page = figure.bbox
    return [text for text, box in texts if box.x0 < -1 or box.y0 < -1 or box.x1 > page.x1 + 1 or box.y1 > page.y1 + 1]


def colliding(texts: Shown) -> list[tuple[str, str]]:
    """Pairs of texts of which one covers more than a twentieth of the other."""
    found = []
    for (a, p), (b, q) in itertools.combinations(texts, 2):
        wide, high = min(p.x1, q.x1) - max(p.x0, q.x0), min(p.y1, q.y1) - max(p.y0, q.y0)
        if wide > 0 and high > 0 and wide * high > 0.05 * min(p.width * p.height, q.width * q.height):
            found.append((a, b))
    return found


def test_what_the_checks_look_for_would_be_found() -> None:
    with drawing():
        figure = new_figure(60, 40)
        ax = figure.add_subplot()
        ax.set_xlim(0, 1)
        for x, text in ((0.5, "here"), (0.52, "there"), (9.0, "far away")):
            ax.text(x, 0.5, text).set_in_layout(False)
        texts = shown_texts(figure)
        assert {text for text, _ in texts} >= {"here", "there", "far away", "0.0"}
        assert outside(figure, texts) == ["far away"]
        assert ("here", "there") in colliding(texts)
        ax.set_visible(False)
        assert not shown_texts(figure)
        figure.text(0.5, 0.5, "𓀀")
        with pytest.raises(UserWarning, match="missing from font"):
            shown_texts(figure)


def test_a_bar_that_moved_or_a_word_that_changed_would_be_found() -> None:
    with drawing():
        rasters = []
        for reach, colour, word in ((1.0, "#0072B2", "件"), (1.1, "#0072B2", "件"), (1.0, "#E69F00", "件"), (1.0, "#0072B2", "元/件")):
            figure = new_figure(100, 60)
            ax = figure.add_subplot()
            ax.barh([0, 1], [1.0, reach], color=colour)
            ax.set(xlim=(0, 2), xlabel=word)
            rasters.append(images.grey(figure))
    first, *others = rasters
    assert images.apart(first, first) == 0
    assert min(images.apart(first, other) for other in others) > 1.5 * images.APART
    assert images.apart(first, first[:-4]) == float("inf")


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.slow)])
def test_texts_stay_on_the_page_and_off_each_other(lang: str) -> None:
    with drawing():
        drawn = {}
        for name, picture in figures(made_up.subject(lang, EVERY)):
            texts = shown_texts(picture.figure)
            drawn[name] = images.grey(picture.figure) if lang == "zh" else None
            assert not outside(picture.figure, texts), name
            assert not colliding(texts), name
            assert len(picture.data), name
    assert sorted(drawn) == sorted(kind.name for kind in CATALOGUE)
    if lang == "zh":
        known = images.stored()
        assert sorted(known) == sorted(drawn), images.RENEW
        assert {name: far for name, raster in drawn.items() if (far := images.apart(raster, known[name])) > images.APART} == {}, images.RENEW


@pytest.mark.parametrize(("villages", "modes"), [(1, 1), (3, 5), *(pytest.param(*of, marks=pytest.mark.slow) for of in ((3, 1), (40, 2)))])
def test_few_villages_few_modes_and_no_boundary(villages: int, modes: int) -> None:
    county = replace(made_up.county(villages), boundary=())
    kept = made_up.MODES[:modes]
    info = PlanInfo(kept, made_up.INFO.hub_departures, made_up.INFO.provenance)
    given = {k: t[t["mode"].isin([m.key for m in kept])] for k, t in made_up.frames(tuple(v.code for v in county.villages)).items() if k != "precision"}
    given["villages"].loc[given["villages"].index[:1], ["at_village_mean_h", "cost_system_parcel"]] = float("nan")
    with drawing(), warnings.catch_warnings():
        warnings.filterwarnings("error", message=".*identical low and high.*|.*singular.*|.*Mean of empty.*|.*constrained_layout.*")
        for name, picture in figures(made_up.subject("en", given, county, info)):
            texts = shown_texts(picture.figure)
            assert not outside(picture.figure, texts), name
            assert not colliding(texts), name


SOME = ("yiyuan", "hangjin", "kashgar_yarkant")
"""Shipped counties that are drawn at once, one of each kind; the others as a slow study."""


@pytest.mark.parametrize("slug", [pytest.param(name, marks=() if name in SOME else pytest.mark.slow) for name in sorted(p.parent.name for p in DATA.glob("*/villages.csv"))])
def test_a_map_of_every_shipped_county_with_its_townships_names(slug: str) -> None:
    county = load_county(CountySpec(slug=slug), DATA)
    frame = made_up.frames(tuple(v.code for v in county.villages))["villages"]
    one = PlanInfo(made_up.MODES[1:2], provenance=f"{county.name} {''.join(t.name for t in county.townships)}")
    with drawing():
        drawn = dict(figures(made_up.subject("zh", {"villages": frame[frame["mode"] == "joint"].drop(columns="cost_system_parcel")}, county, one)))
        texts = shown_texts(drawn["map_time"].figure)
    written = "".join(text for text, _ in texts)
    assert all(t.name in written for t in county.townships)
    assert ("示意图" in written) == county.schematic
    assert "合成" in written
    names = {s.name for s in county.townships}
    assert not outside(drawn["map_time"].figure, [(text, box) for text, box in texts if text not in names])


def test_the_font_that_is_made_ahead_is_the_one_that_the_figures_ask_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(render, "reduced_font", lambda text: asked.append(list(text)))
    county = replace(COUNTY, name="䶮县")
    make_font(county)
    of = made_up.subject(frames=FRAMES, county=county)
    assert missing_from_common(asked[0]) == missing_from_common(render._rare(of)) == {"䶮"}


def missing_from_common(texts: list[str]) -> set[str]:
    return {c for text in texts for c in text if ord(c) not in font._COMMON}
