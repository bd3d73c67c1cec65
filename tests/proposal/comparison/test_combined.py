"""What replications come to: the tables and the card that a comparison has."""

from __future__ import annotations

from sim.measure.kpi import POOL
from sim.measure.part import Replication
from sim.proposal.comparison.combined import Ran, combined, scope
from tests.proposal import made


def test_replications_become_tables_a_card_and_costs() -> None:
    rows = made.measures()
    done = [Replication(n, {m.mode: m for m in rows if m.replication == n}, dict.fromkeys(made.NAMES, f"{n:064x}")) for n in range(3)]
    found = combined(made.prepared(), done, {}, Ran(key="k", counts={}, decision=None, history=None))
    assert found.replications == 3
    assert set(found.tables()) >= {"summary", "villages", "recipe", "gaps"}
    assert found.digests["joint"] == [f"{n:064x}" for n in range(3)]
    assert scope(found.prepared) == POOL
