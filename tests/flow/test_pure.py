"""``simulate`` is a function: nothing in, nothing out but its arguments and its result."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import pytest

from sim.flow.digest import digest
from sim.flow.model import simulate
from tests import plans
from tests.flow import busy, small


def arrays(thing: Any) -> list[np.ndarray]:
    if isinstance(thing, np.ndarray):
        return [thing]
    return [a for f in fields(thing) for a in arrays(getattr(thing, f.name))] if is_dataclass(thing) else []


def test_twice_the_same_and_inputs_untouched() -> None:
    plan = busy.plan()
    draws = busy.draws(plan, busy.parcels())
    inputs = [*arrays(draws), *arrays(plan)]
    assert len(inputs) > 15
    before = [a.copy() for a in inputs]
    for a in inputs:
        a.setflags(write=False)
    one, two = simulate(plan, draws), simulate(plan, draws)
    assert digest(one) == digest(two)
    assert one.events == two.events
    assert all(np.array_equal(a, b) for a, b in zip(before, inputs, strict=True))


def test_another_draw_another_digest() -> None:
    plan, load = busy.plan(), busy.parcels()
    assert digest(simulate(plan, busy.draws(plan, load, 1))) != digest(simulate(plan, busy.draws(plan, load, 2)))


def test_the_outcome_shares_no_memory_with_the_draws() -> None:
    plan = busy.plan()
    draws = busy.draws(plan, busy.parcels())
    outcome = simulate(plan, draws)
    assert not any(np.shares_memory(a, b) for a in arrays(outcome) for b in arrays(draws))


def test_a_parcel_that_nobody_can_carry() -> None:
    plan = small.plan()
    plan = replace(plan, way=np.array([[0, -1]])[None])
    with pytest.raises(ValueError, match="1 parcels have no way"):
        simulate(plan, plans.draws(plan, small.parcels([8, 8], village=[0, 1])))
