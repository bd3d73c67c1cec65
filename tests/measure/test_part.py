"""One replication: that a stored one is the one asked for, and its arrays belong together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.measure.ledger import Account, Ledger
from sim.measure.part import Part, check_part
from sim.plan.actor import WORLD, Actor
from tests.measure.nothing import nothing

ONE = np.array([1.5])
LEDGER = Ledger((Account(Actor.brand("a"), WORLD, "resource", "energy", "hub"),), np.zeros(2, np.int16), np.zeros(2, np.int32), np.array([True, False]), np.array([5, -7]), 1)


def part(number: int = 3) -> Part:
    """A replication of a county of one village."""
    local = {"reach": np.array([np.nan])}
    more: dict[str, Any] = {"villages": local, "townships": local, "parcels_day": ONE, "parcels_visit": ONE, "service_mode": ("乡",), "hosts": {"bus": (0.25, 1.0)}}
    tables = {"crews": {"place": ["县城", None], "busy": np.array([0.1, -0.0])}, "fleet": {"vehicle": np.array(["van", "电动三轮"], dtype=object)}}
    return Part(number, replace(nothing("a", number), **more, **tables, ledger=LEDGER, cohort={"": 7}), f"{number:064x}")


@pytest.mark.parametrize("change", [{"number": 4}, {"digest": "0" * 63}, {"digest": "../" * 21 + "x"}])
def test_a_part_that_is_another_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        check_part(replace(part(), **change), "a", 3)


@pytest.mark.parametrize(
    "change",
    [
        {"mode": "b"}, {"county": {"reach": 1.0}}, {"parcels_day": np.zeros(2)}, {"villages": {"reach": np.zeros((1, 1))}}, {"hub_hours": ONE}, {"crews": {"a": [1], "b": [1, 2]}},
        {"townships": {"other": ONE}}, {"ledger": replace(LEDGER, account=np.full(2, 9, np.int16))}, {"ledger": replace(LEDGER, village=np.full(2, -1, np.int32))},
        {"ledger": replace(LEDGER, cents=np.zeros(3, np.int64))},
    ],
)  # fmt: skip
def test_measures_that_do_not_belong_together_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        check_part(replace(part(), measures=replace(part().measures, **change)), "a", 3)
