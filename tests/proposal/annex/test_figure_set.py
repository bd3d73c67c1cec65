"""The figure set of a results folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from sim.chart.info import ChartSpec
from sim.problems import InputError
from sim.proposal.annex.figure_set import FIGURES, KeptTables, figure_set
from sim.proposal.annex.material import Material
from sim.proposal.frames import save_frames
from tests.chart import made_up
from tests.proposal.annex.test_material import words

ASKED = ChartSpec(formats=("svg",), print_dpi=50, map_approval="S1")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A results folder with two tables, one of them below."""
    home = tmp_path_factory.mktemp("set")
    save_frames(home, {"costs": made_up.FRAMES["costs"], "summary": made_up.FRAMES["summary"]})
    save_frames(home / "trace", {"runs": pd.DataFrame({"run": [1]})})
    return home


def material(base: bool = True) -> Material:
    zh, en = (words(lang).model_copy(update={"info": replace(made_up.INFO, words={})}) for lang in ("zh", "en"))
    return Material(county=("示例县", "Made-up"), base=made_up.BASE if base else None, zh=zh, en=en)


def test_tables_are_read_as_they_are_asked_for(folder: Path) -> None:
    tables = KeptTables(folder)
    assert sorted(tables) == ["costs", "summary", "trace/runs"]
    assert len(tables) == 3
    assert len(tables["trace/runs"]) == 1
    assert tables.get("targets") is None


def test_figures_whose_tables_are_there_are_drawn_with_their_numbers(folder: Path, tmp_path: Path) -> None:
    material().save(tmp_path)
    drawn = figure_set(Material.read(tmp_path, "folder"), folder, ASKED, "en")
    assert set(drawn) == {"cost_lines", "trade_off", "quantiles"}
    written = drawn["cost_lines"]()
    assert [file.name for file in written] == ["cost_lines.svg"]
    numbers = pd.read_csv(folder / FIGURES / "cost_lines.csv")
    assert numbers["yuan_parcel"].tolist() == made_up.FRAMES["costs"]["yuan_parcel"].tolist()


def test_a_folder_that_keeps_no_map_has_none(folder: Path) -> None:
    assert figure_set(material(base=False), folder, ASKED, "zh") == {}


def test_tables_that_are_damaged_or_of_something_else_are_refused(tmp_path: Path) -> None:
    (tmp_path / "costs.parquet").write_bytes(b"PAR1")
    with pytest.raises(InputError, match=r"propose\.tables.*costs.*damaged"):
        KeptTables(tmp_path)["costs"]
    save_frames(tmp_path, {kind: pd.DataFrame({"other": [1]}) for kind in ("costs", "summary")})
    tasks = figure_set(material(), tmp_path, ASKED, "en")
    with pytest.raises(InputError, match=r"propose\.tables.*which the figure"):
        next(iter(tasks.values()))()
