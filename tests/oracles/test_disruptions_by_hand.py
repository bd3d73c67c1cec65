"""Closed stops, units that are out, crews of whom some are not there: worked out on paper, for the engine and the slow reference alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from sim.clock import DAY, HOUR, MINUTE, NEVER
from sim.flow.disrupted import Disrupted
from sim.flow.draws import Draws
from sim.flow.model import simulate
from sim.flow.outcome import Outcome
from sim.plan.plan import ServicePlan
from tests import plans
from tests.oracles.reference import reference
from tests.oracles.tiny import chain, draws
from tests.plans import HUB, VILLAGE, at, depot, line, point, shift, stage, stop

Model = Callable[[ServicePlan, Draws], Outcome]

models = pytest.mark.parametrize("model", [simulate, reference], ids=["engine", "reference"])


def rows(*rows: tuple[int, ...]) -> np.ndarray:
    return np.array(rows, np.int64)


@models
def test_a_stop_left_out(model: Model) -> None:
    """Two villages on a round at 9:00 and 15:00 with room for two. The first village is closed to the first run, which takes both parcels for
    the second, though those for the first were there before them, and drives as planned: an hour, then another."""
    ride = plans.changed(line(HUB, [stop(VILLAGE, HOUR), stop(VILLAGE + 1, HOUR)], 2 * HOUR), capacity_parcels=2)
    ways = [plans.way(plans.hop(0, 0, i), point=i) for i in range(2)]
    p = plans.plan(
        ways=ways, runs=[(at(9), 0), (at(15), 0)], horizon=DAY, places=plans.places(1, [0, 0]), handlings=(plans.handling(HUB),),
        lines=(ride,), points=(point(VILLAGE), point(VILLAGE + 1)),
    )  # fmt: skip
    parcels = plans.parcels([at(6), at(6), at(7), at(7)], village=[0, 0, 1, 1])
    outcome = model(p, plans.draws(p, parcels, disrupted=Disrupted(closed=rows((0, 0)))))
    assert outcome.milestones.dropped.tolist() == [at(16), at(16), at(11), at(11)]
    assert (outcome.runs.left_behind.tolist(), outcome.runs.passed_over.tolist()) == ([2, 0], [2, 0])
    assert outcome.runs.returned.tolist() == [at(13), at(19)]


@models
def test_a_unit_that_is_out_for_a_day(model: Model) -> None:
    """The only van is out on day 0: 10:00 is called off two hours later; 22:30 waits for midnight, when it may leave again."""
    ride = line(HUB, [stop(VILLAGE, HOUR)], HOUR, depot=0, max_delay=2 * HOUR)
    p = chain([(HUB, ())], [ride], [(at("10:00"), 0), (at("22:30"), 0)], point(VILLAGE), 2 * DAY, (depot(HUB),))
    d = replace(draws(p, [at("08:00")]), disrupted=Disrupted(out=rows((0, 0, 0))))
    outcome = model(p, d)
    assert outcome.runs.departed.tolist() == [NEVER, DAY]
    assert outcome.runs.cancelled.tolist() == [True, False]


@models
def test_a_crew_of_whom_one_is_not_there(model: Model) -> None:
    """Two sort 40 parcels of a minute in 20 minutes, from 6:00; one alone has 25 done at 6:25 as the run leaves."""
    sort = stage(MINUTE, shift(at(6), at(9), 2))
    p = chain([(HUB, (sort,))], [line(HUB, [stop(VILLAGE, HOUR)], HOUR)], [(at("06:25"), 0)], point(VILLAGE), DAY)
    d = draws(p, [at(5)] * 40)
    assert model(p, d).runs.loaded.tolist() == [40]
    fewer = model(p, replace(d, disrupted=Disrupted(absent=rows((0, 0, 1)))))
    assert fewer.runs.loaded.tolist() == [25]
    assert fewer.shifts.crew.tolist() == [1]
    nobody = model(p, replace(d, disrupted=Disrupted(absent=rows((0, 0, 2)))))
    assert (nobody.runs.loaded.tolist(), nobody.shifts.handled.tolist()) == ([0], [0])


@models
def test_of_two_keepers_of_a_village_one_is_away(model: Model) -> None:
    """Two brands keep a point each in one village; the run is there at 10:00 of either day. The first brand's keeper is away on day 0: hers wait
    for day 1, as she shelves, 5 minutes each, from 8:00 on; the other's are there at 10:05."""
    days = [(shift(at(8, day), at(20, day), 1)) for day in range(2)]
    hours = tuple((at(8, day), at(20, day)) for day in range(2))
    kept = [point(VILLAGE, code=f"p{i}", hours=hours, shelve=stage(5 * MINUTE, *days)) for i in range(2)]
    ride = line(HUB, [stop(VILLAGE, HOUR)], HOUR)
    p = plans.plan(
        ways=[plans.way(plans.hop(0, 0, 0), point=i) for i in range(2)], runs=[(at(9), 0)], served=[[0], [1]], horizon=2 * DAY,
        places=plans.places(1, [0]), handlings=(plans.handling(HUB),), lines=(ride,), points=tuple(kept),
    )  # fmt: skip
    came = plans.parcels([at(6), at(6)], village=[0, 0], brand=[0, 1])
    outcome = model(p, plans.draws(p, came, disrupted=Disrupted(shut=rows((0, 0)))))
    assert outcome.milestones.dropped.tolist() == [at(10), at(10)]
    assert outcome.milestones.at_point.tolist() == [at("08:05", 1), at("10:05")]
