"""What is known of a sweep as one table, and each scenario against the best."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.measure.registry import keys
from sim.proposal.sweep.swept import COUNT, MISSING, NUMBER, OK, SAME_AS, STATUS, Entry
from sim.proposal.sweep.swept_table import Known, sweep_comparison, swept_table

KPI = "cost_system_parcel"
AT = keys().index(KPI)


def known(label: int, cost: float, **more: Any) -> Known:
    values = np.random.default_rng(1).normal(cost, 0.01, (4, len(keys())))
    entry = Entry((("seed", label),), "joint", f"{label:064x}", "p")
    return Known(**{"entry": entry, "state": OK, "numbers": range(4), "values": values, "digests": f"{cost}", **more})


ROWS = (
    known(1, 3.0), known(2, 2.0), known(3, 3.0), known(4, 0.0, state="failed", message="no", values=None, digests=""),
    known(5, 9.0, state=MISSING, reached=False), known(6, 1.0, overloads=(("满", "full"),)),
)  # fmt: skip


def test_a_row_a_scenario_and_what_came_out_the_same_is_said() -> None:
    found = swept_table(("seed",), ROWS, "en")
    assert found.table[STATUS].tolist() == [OK, OK, OK, "failed", MISSING, OK]
    assert found.table["seed"].tolist() == [1, 2, 3, 4, 5, 6]
    assert found.table[SAME_AS].fillna(0).tolist() == [0, 0, 1, 0, 0, 0]
    assert found.table["overloads"].tolist()[-1] == "full"
    assert (found.numbers[3], found.unreached) == ((), (5,))
    assert np.isnan(found.table[KPI][3])
    assert abs(found.table[KPI][1] - 2.0) < 0.02
    assert found.digest != swept_table(("seed",), ROWS[:2], "en").digest


def test_done_scenarios_are_compared_with_the_best_that_is_not_overloaded() -> None:
    table = swept_table(("seed",), ROWS, "en").table
    parcels = dict.fromkeys(table[NUMBER], "p")

    def values(number: int, n: int) -> Any:
        found = ROWS[number - 1].values
        assert found is not None
        return found[:n, AT]

    best = sweep_comparison(("seed",), parcels, table, values, KPI, None)
    assert (best["a"].tolist(), set(best["b"]), best["paired"].unique().tolist()) == ([1, 3], {2}, ["same parcels"])
    assert set(best[COUNT]) == {4}
    assert sweep_comparison(("seed",), parcels, table, values, KPI, 6).empty
