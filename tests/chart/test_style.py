"""The font is the packaged one, every character is in it, files are the same each time, matplotlib's settings stay as they were."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path

import matplotlib
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from sim.chart.look import FORMATS
from sim.chart.render import render_all
from sim.chart.style import COMPONENTS, drawing, dress, label, lay_out, new_figure, number, points, save, wrapped
from tests.chart import made_up


def test_settings_are_as_before_afterwards() -> None:
    before = dict(matplotlib.rcParams)
    with drawing():
        assert matplotlib.rcParams["pdf.fonttype"] == 42
        assert matplotlib.rcParams["axes.unicode_minus"] is False
    assert dict(matplotlib.rcParams) == before


def test_settings_of_the_user_do_not_leak_in() -> None:
    with matplotlib.rc_context({"axes.grid": True, "figure.facecolor": "red"}), drawing():
        assert matplotlib.rcParams["axes.grid"] is False
        assert matplotlib.rcParams["figure.facecolor"] == "white"


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with drawing(), pytest.raises(ValueError, match="'bmp' is not one of png, svg, pdf"):
        save(new_figure(50, 50), tmp_path / "x", ("bmp",))


SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from tests.chart.test_style import one_figure
one_figure(Path(sys.argv[2]))
assert "matplotlib.pyplot" not in sys.modules
"""


def one_figure(folder: Path) -> list[Path]:
    """Dots, lines, a legend and text of both scripts."""
    county = made_up.county(10)
    frames = made_up.frames(tuple(v.code for v in county.villages))
    return render_all(made_up.subject(frames={"visits": frames["visits"]}, county=county), folder / "charts", dpi=60)


def test_files_are_the_same_again(tmp_path: Path) -> None:
    first, other = one_figure(tmp_path / "first"), one_figure(tmp_path / "other")
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in other]
    assert len(first) == len(FORMATS)


@pytest.mark.slow
def test_files_are_the_same_in_every_process_and_pyplot_stays_out(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    run = [sys.executable, "-c", SCRIPT, str(Path(__file__).parents[2]), str(there)]
    done = subprocess.run(run, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONHASHSEED": "7"})
    assert done.returncode == 0, done.stderr
    written = one_figure(here)
    assert len(written) == len(FORMATS)
    for file in written:
        assert file.read_bytes() == (there / "charts" / file.name).read_bytes(), file.name


def test_lines_break_at_blanks_and_between_chinese_characters() -> None:
    assert wrapped("post carries for couriers", 56, 8) == ["post carries", "for couriers"]
    lines = wrapped("邮快合作（超负荷）", 48, 8)
    assert "".join(lines) == "邮快合作（超负荷）"
    assert not any(line.startswith("）") or line.endswith("（") for line in lines)
    assert wrapped("", 60, 8) == []
    assert label("快快合作") == "快快合作"


def test_widths_are_guessed_a_little_wide() -> None:
    samples = ["Parcels of the brands in the pool; means over replications.", "条末为合计及其95%置信区间。", "parcelflow 0.1.0 - seed 1 - 10 replications of 28 days", "4.13 [4.02, 4.23]", "邮快合作（超负荷）"]
    with drawing():
        figure = new_figure(200, 40)
        for text in samples:
            true = figure.text(0, 0.5, text, fontsize=8).get_window_extent().width / figure.dpi * 72
            assert true <= points(text, 8) <= 1.2 * true, text


def test_neighbours_in_a_stack_differ_in_a_grey_print() -> None:
    grey = [sum(w * c for w, c in zip((0.299, 0.587, 0.114), to_rgb(colour), strict=True)) for colour in COMPONENTS]
    assert min(abs(a - b) for a, b in itertools.pairwise(grey)) > 0.15
    assert len(set(grey)) == len(grey)


def test_numbers_have_thousands_separators() -> None:
    assert number(1234567.891) == "1,234,568"
    assert number(1234.5, 1) == "1,234.5"
    assert (number(float("nan")), number(float("inf"))) == ("—", "—")


def test_the_figure_grows_by_what_stands_around_the_drawing() -> None:
    with drawing():
        bare, full = new_figure(100, 60), new_figure(100, 60)
        dress(bare, "t")
        dress(full, "t", ["a note"], "where it comes from")
    assert full.get_figheight() > bare.get_figheight() > 60 / 25.4


def test_a_legend_is_read_along_its_rows() -> None:
    with drawing():
        figure = new_figure(60, 40)
        ax = figure.add_subplot()
        for name in ("aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd", "eeeeeeee"):
            ax.plot([0, 1], label=name)
        dress(figure, "t", legend=ax.get_legend_handles_labels())
        figure.draw_without_rendering()
        at = {t.get_text(): t.get_window_extent() for t in figure.legends[0].get_texts()}
    reading = sorted(at, key=lambda name: (-round(at[name].y0), at[name].x0))
    assert reading == sorted(at)
    assert len({round(b.y0) for b in at.values()}) > 1


def test_a_figure_is_laid_out_as_its_first_drawing_does_and_once() -> None:
    def made() -> Figure:
        figure = new_figure(100, 80)
        for ax in figure.subplots(1, 2):
            ax.set(xlabel="件", title="a title that takes room")
        return figure

    with drawing():
        drawn, laid, plain = made(), made(), made()
        drawn.draw_without_rendering()
        lay_out(laid)
        before, after, was = ([ax.get_position().bounds for ax in figure.axes] for figure in (drawn, laid, plain))
        assert before == after != was
        assert laid.get_layout_engine() is None
        lay_out(laid)
        assert [ax.get_position().bounds for ax in laid.axes] == after
