"""What a comparison found: its tables by name, and whose parcels they are of."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from sim.proposal.comparison.compared import Compared
from tests.proposal.made import compared


def test_it_rests_on_its_replications_and_pools() -> None:
    found: Compared = compared()
    assert found.replications == 3
    assert found.pools == {"joint": ("a", "b"), "other": ("a", "b")}


def test_tables_are_there_once_and_those_of_what_was_not_done_are_not() -> None:
    found = compared()
    assert {"summary", "comparison", "recipe", "gaps"} <= set(found.tables())
    assert not {"precision", "robustness"} & set(found.tables())
    assert "precision" in replace(found, history=pd.DataFrame()).tables()
