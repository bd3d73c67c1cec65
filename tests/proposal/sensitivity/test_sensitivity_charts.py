"""The tornado charts of a sensitivity study: one a mode and KPI that any key moves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from sim.proposal.sensitivity.sensitivity_charts import charts
from tests.inference.drivers.test_one_at_a_time import KPI
from tests.proposal.driving import drivers, overloaded
from tests.proposal.told import about


def test_a_tornado_is_drawn_and_says_what_it_shows(tmp_path: Path) -> None:
    (path, what), = charts(about(), overloaded(), tmp_path)
    assert path == tmp_path / "charts" / f"tornado_{KPI}_m.png"
    assert path.stat().st_size > 1000
    assert what == "System cost a parcel: what moves it (m)"


def test_nothing_is_drawn_where_no_key_moves_anything_or_the_base_has_no_value(tmp_path: Path) -> None:
    one = drivers().turned
    still = replace(one.ends, values=np.repeat(one.base.values, 4, axis=0))
    assert charts(about(), replace(drivers(), turned=replace(one, ends=still)), tmp_path) == []
    none = replace(one.base, values=np.full_like(one.base.values, np.nan))
    assert charts(about("zh"), replace(drivers(), turned=replace(one, base=none)), tmp_path) == []
