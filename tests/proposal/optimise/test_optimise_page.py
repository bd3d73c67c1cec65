"""The page of an optimisation, and the chart of its front."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sim.proposal.optimise.optimise_page import chart, optimise_page
from sim.proposal.optimise.optimise_tables import front_frame
from tests.proposal.optimisation import optimised


def test_the_page_has_answer_plans_chart_and_the_command() -> None:
    text = optimise_page(
        optimised(), ["front.csv"], [Path("charts/front.png")], "parcelflow simulate --config plan.yaml"
    )
    for part in (
        "The cheapest plan found", "Plans of the result", 'src="charts/front.png"', "simulate --config plan.yaml",
        "front.csv", "Of 4 combinations",
    ):
        assert part in text
    assert text.index("The cheapest plan found") < text.index("Plans of the result") < text.index("Of 4 combinations")


def test_a_page_without_a_result_has_no_plans_and_no_command() -> None:
    text = optimise_page(optimised("zh", result=None), [], [], "")
    assert "没有可仿真的方案" in text
    assert "结果中的方案" not in text
    assert "运行选定方案" not in text


def test_the_front_is_drawn(tmp_path: Path) -> None:
    found = optimised(mode=None)
    drawn = chart(replace(found, remote=frozenset({"other"})), front_frame(found), tmp_path)
    assert [p.relative_to(tmp_path).as_posix() for p in drawn] == ["charts/front.png"]
    assert drawn[0].stat().st_size > 1000
