"""index.html of a sensitivity study: answer, indices and tornado of each KPI, noise, on what it rests."""

from __future__ import annotations

from pathlib import Path

from sim.proposal.sensitivity.sensitivity_page import READING, sensitivity_page
from tests.inference.drivers.test_one_at_a_time import KPI
from tests.proposal.driving import drivers, undesigned
from tests.proposal.told import about

DRAWN = [(Path(f"charts/tornado_{KPI}_m.png"), "what moves it"), (Path("charts/tornado_other_m.png"), "of no KPI here")]


def test_the_page_answers_and_shows_each_kpi_with_its_chart() -> None:
    text = sensitivity_page(about(), drivers(), DRAWN, ["sensitivity.csv"])
    for part in (
        "Small: what drives the results", "is driven by: strong", "1 of 2 keys change none", f"tornado_{KPI}_m.png",
        "sensitivity.csv", "3 trajectories, 2 keys", "Model version 0123456789ab",
    ):
        assert part in text
    assert "tornado_other_m.png" not in text
    assert READING["morris"][1][:30] in text


def test_sobols_indices_are_explained_as_such() -> None:
    text = sensitivity_page(about("zh"), drivers("sobol"), [], [])
    assert READING["sobol"][0][:20] in text
    assert "4个样本块" in text


def test_without_indices_the_page_has_no_table_of_them() -> None:
    text = sensitivity_page(about(), undesigned(), [], [])
    assert READING["morris"][1][:30] not in text
    assert "How the results vary" in text
