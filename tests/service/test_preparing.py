"""Columns planned from choices: each with its name and loads, all faults told at once and of which columns."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from sim.parameters import Parameters
from sim.plan.plan import ServicePlan
from sim.problems import InputError, Problem
from sim.service import preparing
from sim.service.assignment.assignment import Assignment
from sim.service.mode.mode import Mode
from sim.service.prepared import plan_key
from sim.service.preparing import expectations, noted, prepared
from tests.service.small_county import CACHE, POOL, county, modes, parameters

BOTH = ("courier_courier", "township_pickup")
UNIFORM = Assignment(name="uniform", mode="courier_courier", pools={"joint": POOL})


@dataclass
class Chosen:
    """Every shipped mode, and an assignment that is one of them."""

    parameters: Parameters = field(default_factory=parameters)
    assignment: Assignment = UNIFORM
    assignment_file: Assignment | None = None

    @property
    def mode_table(self) -> dict[str, Mode]:
        return modes()

    @property
    def assignment_table(self) -> dict[str, Assignment]:
        return {self.assignment.name: self.assignment}

    def assigned(self, scenario: str) -> Assignment:
        return self.assignment.alone(scenario)


def test_each_column_has_its_plan_and_what_is_asked_of_it() -> None:
    found = prepared(Chosen(), BOTH, county(), 7, CACHE)
    assert [s.name for s in found.scenarios] == [s.plan.name for s in found.scenarios] == list(BOTH)
    assert all(s.loads and s.name_zh for s in found.scenarios)
    assert (found.seed, found.remarks) == (7, ())
    assert noted(found) is found, "there is no table of parcels"
    assert plan_key(found) == plan_key(prepared(Chosen(), BOTH[:1], county(), 7, CACHE))
    assert plan_key(found) != plan_key(prepared(Chosen(), BOTH[1:], county(), 7, CACHE))


def test_nothing_to_carry_is_a_fault() -> None:
    empty = replace(county(), villages=tuple(replace(v, population=0) for v in county().villages))
    with pytest.raises(InputError, match=r"demand\.none"):
        expectations(Chosen(), BOTH, empty)


def test_a_fault_of_some_columns_says_of_which(monkeypatch: pytest.MonkeyPatch) -> None:
    plans = list[ServicePlan]()

    def strict(plan: ServicePlan, *_: object) -> None:
        plans.append(plan)
        if len(plans) == 1:
            raise InputError([Problem("service.any", "roads", "long", "short")])

    monkeypatch.setattr(preparing, "refuse", strict)
    with pytest.raises(InputError) as error:
        prepared(Chosen(), BOTH, county(), 1, CACHE)
    (told,) = error.value.problems
    assert modes()["courier_courier"].name_en in str(told.where)
    assert modes()["township_pickup"].name_en not in str(told.where)
