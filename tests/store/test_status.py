"""What became of a scenario."""

from __future__ import annotations

from sim.store.kept import ReplicationError
from sim.store.status import Status


def test_a_scenario_is_well_unless_something_is_said() -> None:
    fine = Status("k", (("seed", 1),), "ok", "", 3)
    assert (fine.overloads, fine.error) == ((), None)
    bad = Status("k", (), "failed", "why", 0, error=ReplicationError("why"))
    assert str(bad.error) == bad.message
