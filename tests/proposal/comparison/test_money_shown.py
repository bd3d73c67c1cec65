"""The money of each party on the page."""

from __future__ import annotations

import pandas as pd

from sim.inference.cost.contracts import CONTRACTS
from sim.parameters import Parameters
from sim.proposal.comparison.money_shown import money_sections
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


def test_whether_a_contract_has_a_price_is_told() -> None:
    rows = [
        ("joint", "post", "brands", "host:post", 0.8, 9.0, -5.0, 1.25, 1.2, 1.3, most, 0.0, 0.0, -1.0, 3) for most in (2.0, 1.0, 40.0)
    ]
    (section,) = money_sections({"contracts": pd.DataFrame(rows, columns=CONTRACTS)}, NAMES, Parameters(), "en")
    assert section.table is not None
    assert section.table.iloc[0].tolist() == ["A", "fee to the post", "brands", "post", "0.80", "1.25 ±0.05", "2.00", "−1.00"]
    assert [line.partition(": ")[2] for line in section.lines] == [
        "its payee loses and needs 1.25 yuan at least; its payer spends no more than today up to 2.00 yuan",
        "no price at which neither loses",
        "its payee loses and needs 1.25 yuan at least; its payer could pay several times as much and spend no more than today",
    ]
