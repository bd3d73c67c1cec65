"""Public money and investment as a person reads them."""

from __future__ import annotations

import pandas as pd

from sim.inference.cost.support_tables import INVESTMENT
from sim.parameters import Parameters
from sim.proposal.comparison.support_sheets import support_sheets

FRAMES = {
    "investment": pd.DataFrame([("a", "station", "pool:joint", "point", 61.0, 183_000.0, 42_268.0)], columns=INVESTMENT),
}


def test_every_word_is_the_readers() -> None:
    (bought,) = support_sheets(FRAMES, {"a": "甲"}, Parameters(), "zh")
    assert bought.table.iloc[0].tolist()[1] == "建站"
    assert not [c for c in bought.table.columns if "_" in c]
    assert set(bought.formats) < set(bought.table.columns)


def test_what_there_is_not_has_no_sheet() -> None:
    assert list(support_sheets({}, {}, Parameters(), "en")) == []
