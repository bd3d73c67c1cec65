"""Counties of one plan add up."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.policy.case import PlanCase
from sim.policy.prefecture import SUMS, CountyFound, counties, first_counties, targets
from sim.policy.tables import plan_tables
from tests.policy.plan_made import target_case


def made(slug: str, case: PlanCase) -> CountyFound:
    """A county of that case, with the KPIs that are asked of it."""
    summary = [(m, k, 2.0, 3) for m in case.measures for k in ("within_24h", "vehicles", "workers", "drivers")]
    tables = plan_tables(case) | {"summary": pd.DataFrame(summary, columns=["mode", "kpi", "mean", "n"])}
    return CountyFound(slug=slug, name=slug, tables=tables)


CASE = target_case(what="villages_reached", share=0.5)
FOUND = [made("a", CASE), made("b", CASE)]


def test_a_row_each_and_one_for_all() -> None:
    table = counties(FOUND)
    for _, of in table.groupby("mode"):
        assert of["county"].tolist() == ["a", "b", ""]
        assert np.allclose(of[list(SUMS)].iloc[:2].sum(min_count=1), of[list(SUMS)].iloc[2], equal_nan=True)
        assert of["yuan_parcel"].iloc[2] == pytest.approx(of["yuan_parcel"].iloc[0], abs=0.01)
        assert of["within_24h"].iloc[2] == 2.0


def test_places_are_added_replication_by_replication() -> None:
    assert CASE.document is not None
    table = targets(CASE.document, "both", FOUND)
    own = FOUND[0].tables["targets"]
    whole = table[table["place"] == "both"]
    assert whole["places"].tolist() == (2 * own["places"]).tolist()
    assert whole["simulated"].to_numpy() == pytest.approx(2 * own["simulated"].to_numpy(), abs=0.02)
    assert whole["required"].tolist() == [4, 4]
    assert len(table) == 3 * len(own)



def test_plans_of_prefectures_begin_with_a_county(tmp_path: Path) -> None:
    for name, text in {"a": "plan: {counties: [x, y]}", "b": "plan: {name_en: z}", "c": "plan: null"}.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    assert first_counties(tmp_path) == {"x"}
