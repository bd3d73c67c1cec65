"""The main table: every village under the scheme."""

from __future__ import annotations

from sim.proposal.comparison.village_results import COLUMNS, village_results
from tests.proposal.evident import made


def test_a_row_a_village_of_the_scheme_alone() -> None:
    evidence = made(planned=False)
    table = village_results(evidence.tables["villages"], evidence.scheme)
    assert len(table) == len(evidence.prepared.county.rural)
    assert list(table) == [c for c in COLUMNS if c in table]
    assert village_results(evidence.tables["villages"], "").empty
