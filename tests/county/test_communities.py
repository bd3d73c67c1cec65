"""Communities told by their names, where the table does not say what a row is."""

from __future__ import annotations

import pytest

from sim.county.communities import told_kinds
from sim.table import Findings
from tests.county.givens import rows_of


@pytest.mark.parametrize(
    ("name", "kind", "told"),
    [("东风社区", "", "community"), ("东风居委会", "", "community"), ("东风居民委员会", "", "community"), ("东风村", "", None), ("社区村", "", None), ("东风社区", "村", "village"), ("东风社区", "社区", "community")],
)
def test_a_blank_kind_is_told_by_the_name(name: str, kind: str, told: str | None) -> None:
    (row,) = rows_of("villages", "村名,乡镇,类型", f"{name},东镇,{kind}")
    findings = Findings()
    assert told_kinds(row.table, findings).records[0].values.get("kind") == told
    assert bool(findings.remarks) == (told == "community" and not kind)


def test_a_table_that_says_all_stays_as_it_is() -> None:
    table = rows_of("villages", "村名,乡镇", "东村,东镇")[0].table
    assert told_kinds(table, Findings()) is table
