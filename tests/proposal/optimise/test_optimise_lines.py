"""What an optimisation prints."""

from __future__ import annotations

from pathlib import Path

from sim.proposal.optimise.optimise_lines import beginning, ending
from tests.proposal.optimisation import optimised


def test_what_is_decided_and_what_it_may_take() -> None:
    lines = list(beginning(optimised()))
    assert lines[0] == "Optimise: 2 decisions, 4 combinations; at most 40 simulation runs."
    assert "[schedule.village.days_per_week]: 3" in lines[2]
    assert list(beginning(optimised("zh", targets=())))[3] == "目标：无"


def test_the_answer_the_command_and_where_everything_is() -> None:
    lines = list(ending(optimised(), Path("out"), "parcelflow simulate"))
    assert "• Run the chosen plan (it gives the numbers above): parcelflow simulate" in lines
    assert lines[-1].startswith("\nResults: out (begin with index.html; front.csv;")
    nothing = list(ending(optimised(result=None), Path("out"), ""))
    assert nothing[-1] == "\nResults: out (begin with index.html; searched.csv)"
