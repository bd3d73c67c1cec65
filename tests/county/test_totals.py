"""What the tables say in all, held against each other."""

from __future__ import annotations

from typing import Any

import pytest

from sim.county.given import GivenCounty
from sim.county.totals import APART, PARCELS_EACH, odd_totals
from sim.problems import Where
from sim.table import Findings
from tests.county.givens import rows_of, village


def codes(stated: int | None, *villages: dict[str, Any]) -> list[str]:
    findings = Findings()
    rows = rows_of("county", "县名,乡村人口", f"试验县,{stated or ''}")
    odd_totals(GivenCounty(rural_population=stated), [village(f"{i}村", **v) for i, v in enumerate(villages)], rows, Where(file="villages.csv"), findings)
    return [r.code.removeprefix("county.") for r in findings.remarks]


@pytest.mark.parametrize(
    ("stated", "people", "odd"),
    [
        (1000, [500, 500], False), (1000, [500, round(500 + 1000 * APART)], False), (1000, [500, round(501 + 1000 * APART)], True), (1000, [500, 449], True), (1000, [500, None], False), (1000, [1100, None], True),
        (None, [500], False), (1000, [None], False),
    ],
)  # fmt: skip
def test_residents_of_villages_and_county_may_differ_by_a_share(stated: int | None, people: list[int | None], odd: bool) -> None:
    assert codes(stated, *({"population": n} for n in people)) == (["residents_differ"] if odd else [])


@pytest.mark.parametrize(("parcels", "odd"), [(PARCELS_EACH * 500, False), (PARCELS_EACH * 500 + 1, True), (None, False)])
def test_more_parcels_than_people_send_is_odd(parcels: float | None, odd: bool) -> None:
    assert codes(None, {"parcels_per_day": parcels}) == (["many_parcels"] if odd else [])
