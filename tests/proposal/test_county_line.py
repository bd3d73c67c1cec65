"""The county in one line."""

from __future__ import annotations

import pandas as pd

from sim.proposal.county_line import county_line, facts_line
from tests.measure import small

BASICS = pd.DataFrame([("villages", 70, "-"), ("points", 0, "-"), ("parcels_day", 1150.7, "parcels/day")],
                      columns=["item", "value", "unit"])


def test_the_county_in_one_line_leaves_out_what_there_is_none_of() -> None:
    assert facts_line(BASICS, "zh") == "建制村70 · 下行日均件量（各村）1,151件/天"
    assert facts_line(BASICS, "en") == "70 villages · 1,151 inbound parcels a day, villages"
    assert facts_line(BASICS.assign(value=1.0), "en").startswith("1 village · 1 village point · ")
    assert facts_line(None, "zh") == ""


def test_a_county_is_told_with_the_parcels_that_are_asked_for() -> None:
    measured = small.measured()
    told = county_line(measured.county, measured.parameters, "zh")
    assert told.startswith("乡镇2 · 建制村4")
    assert "件/年" in told
