"""Which scenarios of a sweep its charts show: heat map and lines on a grid, dots where there is none, nothing without a
key."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from sim.proposal.sweep.swept_charts import charts
from sim.proposal.sweep.swept_rows import Swept
from tests.proposal.sweeping import COST, DAYS, SHARE, swept, table


def words(figure: Figure) -> str:
    """All that stands on a figure."""
    return " ".join(t.get_text() for t in figure.findobj(lambda x: hasattr(x, "get_text")))


def scattered(n: int = 9) -> Swept:
    """Scenarios of two numbers that lie on no grid."""
    rng = np.random.default_rng(1)
    frame = pd.DataFrame({
        "number": range(1, n + 1), "a": rng.random(n), "b": rng.random(n), "scenario": "m", "status": "ok",
        "message": "", "n": 3, "overloaded": False, "overloads": "",
        "same_as": pd.array([None] * n, dtype="Int64"),
    })  # fmt: skip
    frame = frame.assign(**{f"{kpi}{end}": frame["a"] for kpi in (COST, SHARE) for end in ("", "_low", "_high")})
    return swept(frame=frame, keys=("a", "b"))


def test_a_grid_gives_lines_and_a_heat_map(figures: dict[str, Figure], tmp_path: Path) -> None:
    assert [p.name for p in charts(swept(x=DAYS, y="mode"), tmp_path)] == ["line_plot.png", "heat_map.png"]
    lines = words(figures["line_plot"])
    assert "joint delivery" in lines
    assert "Overloaded scenarios are not drawn (1)." in lines.replace("\n", " ")
    assert "from Small" in lines


def test_scenarios_on_no_grid_are_all_drawn_as_dots(figures: dict[str, Figure], tmp_path: Path) -> None:
    charts(scattered(), tmp_path)
    assert sorted(figures) == ["scatter", "scatter_map"]


def test_a_single_key_gives_lines_alone(figures: dict[str, Figure], tmp_path: Path) -> None:
    one = table()[lambda t: t["mode"] == "joint"]
    charts(swept("zh", frame=one), tmp_path)
    assert list(figures) == ["line_plot"]


@pytest.mark.parametrize("frame", [table().iloc[:1], table().assign(**{COST: np.nan})])
def test_without_a_varying_key_or_a_number_nothing_is_drawn(frame: pd.DataFrame, tmp_path: Path) -> None:
    assert charts(swept(frame=frame), tmp_path) == []
    assert not (tmp_path / "charts").exists()


def test_no_contour_line_runs_between_names(figures: dict[str, Figure], tmp_path: Path) -> None:
    charts(swept(x=DAYS, y="mode", contour=COST), tmp_path)
    assert "等值线" not in words(figures["heat_map"])
    assert "ontour" not in words(figures["heat_map"])
