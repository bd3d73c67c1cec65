"""What is varied, and what makes a point's simulation short."""

from __future__ import annotations

import numpy as np

from sim.inference.robustness.robust_keys import Robustness
from sim.inference.robustness.robust_varied import alone, change, drawn, hypercube, of_a_timetable, of_plans, shortened
from sim.parameters import Parameters
from sim.parameters.factor import Factor
from sim.parameters.timetables import DepartureKey
from tests.proposal import made

BUS = DepartureKey("host.bus.depart", "客运发车", "bus: departures", ("10:30",), (("08:30",), ("12:30",)))


def factor(key: str, unit: str = "yuan") -> Factor:
    return Factor(key, "名", "name", unit, 1.0, 0.0, 3.0, False, "J", "given")


def test_every_part_of_a_range_has_its_point() -> None:
    shares = hypercube(3, 64, 5)
    assert (np.sort((shares * 64).astype(int), axis=0) == np.arange(64)[:, None]).all()
    assert (shares != hypercube(3, 64, 6)).any()


def test_a_short_simulation_has_a_week_and_as_many_people_as_it_needs() -> None:
    p = Parameters()
    keys = shortened(Robustness(), p)
    assert (keys["horizon.measured_days"], keys["horizon.drain_days"]) == (7, 0)
    assert not [k for k in keys if k.startswith("host.")]
    assert keys["points.types.shop.shelf_parcels"] is None
    sized = p.model_copy(update={"fleet": p.fleet.model_copy(update={"village": p.fleet.village.model_copy(update={"count": 2})})})
    assert shortened(Robustness(), sized)["fleet.village.count"] == "auto"


def test_a_plan_is_varied_by_what_it_has() -> None:
    plans = [s.plan for s in made.prepared().scenarios]
    asked = [factor("cost.fuel"), factor("host.nobody.vehicles"), factor("horizon.drain_days")]
    assert [v.key for v in of_plans(asked, Robustness(), Parameters(), plans)] == ["cost.fuel", "host.post.depart"]


def test_a_number_is_tried_at_its_ends_and_a_timetable_at_each_other_one() -> None:
    assert alone(factor("a")) == (0.0, 3.0)
    assert alone(BUS) == BUS.others
    assert (drawn(factor("a"), 0.5), drawn(BUS, 0.0)) == (1.5, ("10:30",))
    assert [of_a_timetable(v) for v in (BUS, factor("host.bus.days", "days"), factor("a"))] == [True, True, False]
    assert change(BUS, ("08:30", "12:30")).value == ("08:30、12:30", "08:30, 12:30")
    assert change(factor("a"), 3.0).value[1] == "3 yuan"
