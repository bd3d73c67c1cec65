"""The money of each party as sheets."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sim.inference.cost.cash_flow import CASH_FLOW
from sim.inference.cost.gains import gains
from sim.inference.cost.running_cost import RUNNING_COST
from sim.inference.results import by_mode
from sim.parameters import Parameters
from sim.proposal.money_sheets import money_sheets
from tests.measure import small
from tests.proposal import made

FRAMES = {
    "gains": gains(by_mode(made.measures()), small.MEASURED, "other"),
    "running_cost": pd.DataFrame([("joint", "host:post", "host", 9.0, 0.1)], columns=RUNNING_COST),
    "cashflow": pd.DataFrame([("joint", 0, "public", 1e5, 1e5), ("joint", 1, "public", 1e4, 9e3)], columns=CASH_FLOW),
}


def test_every_word_is_the_readers() -> None:
    sheets = list(money_sheets(FRAMES, {"joint": "甲", "other": "乙"}, Parameters(), "zh"))
    assert [sheet.title for sheet in sheets] == ["各方收支", "运营成本", "五年现金流"]
    assert sheets[0].table["记账方"].tolist()[:4] == ["快递企业", "邮政", "站点经营者", "群众"]
    assert sheets[1].table.iloc[0].tolist() == ["甲", "邮政", "承运方运行成本", 9.0, 0.1]
    for sheet in sheets:
        assert not [c for c in sheet.table.columns if "_" in c]
        assert set(sheet.formats) <= set(sheet.table.columns)


def test_without_a_today_there_is_no_column_of_changes() -> None:
    table = gains(by_mode(made.measures()), small.MEASURED)
    (sheet,) = money_sheets({"gains": table}, {"joint": "a", "other": "b"}, Parameters(), "en")
    assert np.isnan(table["change_year"]).all()
    assert not [c for c in sheet.table.columns if "today" in c]
