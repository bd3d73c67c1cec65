"""What a sensitivity study prints."""

from __future__ import annotations

from pathlib import Path

from sim.proposal.sensitivity.sensitivity_lines import beginning, by_precision, ending
from tests.inference.drivers.test_driving import asks
from tests.proposal.driving import drivers
from tests.proposal.told import about


def test_how_much_is_to_be_run() -> None:
    (line,) = beginning(about(), asks(top=3, trajectories=2), 5, 4, own=False)
    assert "5 keys one at a time (10 points), then 3 of them together (8 points), in each mode, 4 replications" in line
    named, hint = beginning(about("zh"), asks(keys=("a",), method="sobol", samples=8), 5, None, own=True)
    assert "再对其中5个联合变动（56个方案）" in named
    assert "重复次数按精度" in named
    assert "sensitivity.modes=[...]" in hint
    assert by_precision(7, "en").endswith("7 replications at every point.")


def test_the_answer_and_where_everything_is() -> None:
    lines = ending(about(), drivers(), Path("out"))
    assert lines[0].startswith("• system cost a parcel")
    assert lines[-1].startswith("\nResults: out (begin with index.html;")
