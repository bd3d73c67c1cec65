"""What is asked of a sweep: an axis that is swept, a selection that can be made."""

from __future__ import annotations

from typing import Any

import pytest

from sim.inference.precision_keys import Precision
from sim.inference.selection.selection import Zone
from sim.problems import InputError
from sim.proposal.sweep.sweep_keys import Sweep
from sim.proposal.sweep.swept_keys import check_sweep, selection_faults, zone_of

PRECISION = Precision(max=100)


def asked(**keys: Any) -> Sweep:
    return Sweep(**{"select": "cost_system_parcel", "delta": 0.3, **keys})


def test_keys_become_a_zone() -> None:
    assert zone_of(asked(), 10, PRECISION) == Zone(0.3, 0.05, 10, 100, low=True)
    assert zone_of(asked(select="within_24h"), "auto", PRECISION) == Zone(0.3, 0.05, 20, 100, low=False)


@pytest.mark.parametrize(
    ("keys", "replications", "code"),
    [
        ({"select": "cost_sytem_parcel"}, 10, "config.unknown_kpi"), ({"select": "vehicles"}, 10, "sweep.select"),
        ({"delta": None}, 10, "sweep.delta"), ({}, 2, "sweep.select"), ({}, 10, None),
        ({"select": None, "delta": None}, 10, None),
    ],
)  # fmt: skip
def test_a_selection_that_cannot_be_made_is_refused(keys: dict[str, Any], replications: int, code: str | None) -> None:
    assert [p.code for p in selection_faults(asked(**keys), replications, PRECISION)] == ([code] if code else [])


def test_every_fault_is_told() -> None:
    wrong = asked(x="fleet.cout", kpi="no", reference=9, delta=None)
    with pytest.raises(InputError) as error:
        check_sweep(wrong, ("fleet.count",), 3, 10, PRECISION)
    assert [p.where for p in error.value.problems] == ["sweep.x", "sweep.kpi", "sweep.delta", "sweep.reference"]
    check_sweep(asked(x="fleet.count"), ("fleet.count",), 3, 10, PRECISION)
