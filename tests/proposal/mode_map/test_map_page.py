"""What a mode map leaves for people: tables, charts and page."""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.figure import Figure

from sim.inference.mode_map.phase import phase_table
from sim.proposal.mode_map.map_page import UNSURE, charts, map_page, matrix, sections
from tests.proposal.made import NAMES
from tests.proposal.mapping import VOLUMES, cells, mapped, villages

EN = {key: en for key, (_, en) in NAMES.items()}


def test_a_cell_has_the_best_mode_and_its_cost() -> None:
    found = matrix(phase_table(cells()), EN, "km", "en")
    assert list(found) == ["km", *(f"{v:g} a day" for v in VOLUMES)]
    assert found["km"].tolist() == [10.0, 30.0]
    assert found.iloc[0, 3].removeprefix(UNSURE) == "post carries 2.75"
    assert found.iloc[1, 1].removeprefix(UNSURE) == "joint delivery 3.00"


def test_a_cell_without_a_best_mode_stays_empty() -> None:
    whole = phase_table(cells())
    assert matrix(whole[(whole["parcels"] != 5) | (whole["distance_km"] != 10)], EN, "km", "zh").iloc[0, 1] == "—"


def test_tables_are_of_what_was_asked_for() -> None:
    heads = [head for head, _ in sections(mapped(fees=(1.0, 2.0), villages=villages()))]
    assert [h.partition(";")[0] for h in heads[:2]] == [
        f"Mode of least cost and its cost a parcel (yuan) (fee level {fee})" for fee in (1, 2)
    ]
    assert heads[2] == "Villages of the county"
    assert sections(mapped(phase=None)) == []


def test_the_table_of_villages_counts_them_by_mode() -> None:
    (_, found), = sections(mapped("zh", phase=None, villages=villages()))
    assert found["最优模式"].tolist() == ["快快合作", "邮快合作"]
    assert found["村数"].tolist() == [2, 2]
    assert found["其中可区分"].tolist() == [1, 2]
    assert found["24小时进村率"].tolist() == ["85.0%", "95.0%"]


def test_charts_are_made_of_what_there_is(figures: dict[str, Figure], tmp_path: Path) -> None:
    drawn = charts(mapped(folder=tmp_path, villages=villages()))
    assert [p.stem for p in drawn] == list(figures) == ["phase", "cost_curves", "break_even", "best_mode"]
    assert charts(mapped(folder=tmp_path, phase=None, villages=villages().iloc[:0])) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_answers_then_shows_tables_and_charts(lang: str, tmp_path: Path) -> None:
    (tmp_path / "mode_map.csv").touch()
    found = mapped(lang, folder=tmp_path)
    text = map_page(
        found, ["<the answer>"], sections(found),
        [tmp_path / "charts" / "phase.png", tmp_path / "charts" / "phase.svg"],
    )
    parts = [found.title, "&lt;the answer&gt;", "<table", 'src="charts/phase.png"', 'href="mode_map.csv"']
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "phase.svg" not in text
