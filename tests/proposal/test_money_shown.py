"""The money of each party on the page."""

from __future__ import annotations

from sim.parameters import Parameters
from sim.proposal.money_shown import money_sections
from tests.proposal.test_money_sheets import FRAMES

NAMES = {"joint": "A", "other": "B"}


def test_changes_are_told_by_party_and_all_together() -> None:
    changes, flow = money_sections(FRAMES, NAMES, Parameters(), "en")
    assert changes.table is not None
    assert flow.table is not None
    heads = ["mode", "brands", "post", "point keeper", "resident", "all together"]
    assert changes.table.columns.tolist() == heads
    assert changes.table["mode"].tolist() == ["A"]
    assert flow.table.to_numpy().tolist() == [["A", "public", "10.0", "1.0", "10.9"]]


def test_without_a_today_there_is_nothing_to_tell() -> None:
    alone = FRAMES["gains"].assign(change_year=float("nan"))
    assert money_sections({"gains": alone}, NAMES, Parameters(), "zh") == []
