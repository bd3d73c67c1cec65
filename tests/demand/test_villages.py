"""Which village a row means: by code, by name, or by name and township."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sim.county.county import County
from sim.demand.villages import villages_of
from tests.demand.tables import table_of, told


def test_villages_go_by_code_and_name(county: County) -> None:
    table = table_of(village=["v003", "村5", county.villages[7].name])
    assert villages_of(table, county).tolist() == [3, 5, 7]
    assert told(table) == []


@pytest.mark.parametrize(
    ("columns", "code"),
    [({"village": ["nowhere"]}, "unknown_village"), ({"brand": ["zto"]}, "missing_column"), ({"village": ["村5"], "village_code": ["v006"]}, "village_clash"), ({"village": ["村5"], "township": ["无镇"]}, "unknown_township")],
)
def test_what_means_none_is_told(county: County, columns: dict[str, list[str]], code: str) -> None:
    table = table_of(**columns)
    assert villages_of(table, county)[0] < 0 or code == "unknown_township"
    assert told(table) == [code]


def test_a_name_in_several_townships_needs_its_township(build: Callable[..., County]) -> None:
    county = build(villages=8)
    twins = replace(county, villages=tuple(replace(v, name="同村") if v.township in (0, 1) and i < 2 else v for i, v in enumerate(county.villages)))
    alone = table_of(village=["同村"])
    assert villages_of(alone, twins)[0] < 0
    assert told(alone) == ["ambiguous_village"]
    assert villages_of(table_of(village=["同村", "同村"], township=["乡镇1", "乡镇0"]), twins).tolist() == [1, 0]


def test_a_name_known_elsewhere_hints_at_its_township(county: County) -> None:
    table = table_of(village=["村5"], township=["乡镇0"])
    villages_of(table, county)
    assert county.townships[county.villages[5].township].name in table.findings.problems[0].text("zh")
