"""Public money and investment as a person reads them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sim.inference.support_tables import INVESTMENT, SUBSIDIES
from sim.parameters import Parameters
from sim.proposal.support_sheets import support_sheets

FRAMES = {
    "subsidies": pd.DataFrame([("a", "subsidy.post", "public", "keeper", "point", 61.0, 0.0, 366_000.0), ("a", "investment.station", "public", "host:post", "village", np.nan, np.nan, 9.0)], columns=SUBSIDIES),
    "investment": pd.DataFrame([("a", "station", "pool:joint", "point", 61.0, 183_000.0, 42_268.0)], columns=INVESTMENT),
}


def test_every_word_is_the_readers() -> None:
    given, bought = support_sheets(FRAMES, {"a": "甲"}, Parameters(), "zh")
    assert given.table.iloc[0].tolist()[:6] == ["甲", "公益岗", "财政", "站点经营者", "村级服务点", 61.0]
    assert given.table.iloc[1].tolist()[1:4] == ["投资补助：建站", "财政", "邮政"]
    assert not [c for c in (*given.table.columns, *bought.table.columns) if "_" in c]
    assert set(given.formats) < set(given.table.columns)


def test_what_there_is_not_has_no_sheet() -> None:
    assert list(support_sheets({}, {}, Parameters(), "en")) == []
