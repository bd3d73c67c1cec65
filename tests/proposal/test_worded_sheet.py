"""A table in words as a sheet."""

from __future__ import annotations

import pandas as pd

from sim.proposal.sheet import ONE, TWO
from sim.proposal.worded_sheet import told_sheet


def test_codes_become_names_and_figures_get_formats() -> None:
    frame = pd.DataFrame({"mode": ["a"], "line": ["x"], "km": [2.0], "cost_system_parcel": [1.5], "within_24h": [0.5]})
    sheet = told_sheet("Title", frame, {"mode": {"a": "Joint"}.__getitem__}, "en", "what it is")
    heads = list(map(str, sheet.table.columns))
    assert sheet.table.iloc[0, 0] == "Joint"
    assert len(heads) == 4  # the line's code is left out
    assert heads[2].endswith("(yuan/parcel)")
    assert "(" not in heads[3]
    assert (sheet.formats[heads[1]], sheet.formats[heads[2]]) == (ONE, TWO)
    assert (sheet.title, sheet.about) == ("Title", "what it is")
