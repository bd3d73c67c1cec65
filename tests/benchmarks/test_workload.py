"""The workload's values, to the digits in which they are published; nothing here depends on how fast the machine is."""

from __future__ import annotations

import numpy as np
import pytest

from sim.clock import NEVER
from sim.flow.laws import check_laws
from tests.benchmarks import recipe, scenario
from tests.benchmarks.plain import plain
from tests.benchmarks.workload import PUBLISHED, Result, checks, records, run

EVENTS = 3_083
"""The line-haul and the timetable by instant, and one for the return of each of the 2,940 runs; none for a parcel."""


@pytest.fixture(scope="module")
def whole() -> Result:
    load = recipe.draw()
    return run(load, records(load), scenario.plan())


@pytest.mark.slow
def test_published_values(whole: Result) -> None:
    assert checks(whole).printed() == PUBLISHED


@pytest.mark.slow
def test_events_and_laws(whole: Result) -> None:
    assert whole.outcome.events == EVENTS
    check_laws(whole.plan, whole.draws, whole.outcome)


def test_a_process_a_parcel_agrees_with_the_product() -> None:
    k = 0.02
    load = recipe.draw(k)
    available, picked_up, events = plain(load, k)
    outcome = run(load, records(load), scenario.plan(k)).outcome
    for mine, theirs in ((outcome.milestones.at_point, available), (outcome.milestones.in_hand, picked_up)):
        assert np.array_equal(np.where(mine < NEVER, mine, np.nan), theirs, equal_nan=True)
    vehicles = recipe.DAYS * (60 * 13 + 24 * 4 + len(recipe.TRUCKS)) + 200
    assert events <= 11 * len(load.kg) + vehicles
