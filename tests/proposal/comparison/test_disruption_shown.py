"""What went wrong in words: every cause has one in both languages."""

from __future__ import annotations

import pandas as pd

from sim.measure.missed import CAUSES
from sim.proposal.comparison.disruption_shown import disruption_section, disruption_sheet

TABLE = pd.DataFrame({
    "mode": "m", "cause": list(CAUSES), "date": "2026-03-02", "township_name": "东镇", "name": "线路", "runs_off": 1.0, "stops_left_out": 0.0,
    "away": 0.0, "parcels": 2.0, "delay_h": 48.0,
})


def test_every_cause_and_heading_is_said_in_chinese() -> None:
    shown = disruption_section({"disruptions": TABLE}, {"m": "模式"}, "zh").table
    (sheet,) = disruption_sheet({"disruptions": TABLE}, {"m": "模式"}, "zh")
    assert shown is not None
    for table in (shown, sheet.table):
        words = "".join([*table.columns, *table.iloc[:, 1]])
        assert not any(letter.isascii() and letter.isalpha() for letter in words)
        assert len(table) == len(CAUSES)


def test_nothing_is_shown_where_nothing_was_to_go_wrong() -> None:
    assert disruption_section({}, {}, "zh").html() == ""
    assert not list(disruption_sheet({}, {}, "zh"))
