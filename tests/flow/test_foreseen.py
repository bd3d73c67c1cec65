"""Tours foreseen: the same as one stop after another, and not foreseen where anything could come between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from functools import cache
from typing import NamedTuple

import numpy as np
import pytest

from sim.clock import HOUR
from sim.flow.aboard import Loaded, aboard
from sim.flow.foreseen import Foresight, Going, Stretch
from sim.flow.known import KnownRow
from sim.flow.lot import EMPTY
from sim.flow.model import Model, simulate
from sim.flow.open_tour import OpenTours
from sim.flow.outcome import Outcome
from sim.flow.space import Space
from sim.plan.departure import Threshold
from sim.plan.level import Level
from sim.plan.plan import ServicePlan
from tests import plans
from tests.oracles.compare import differences
from tests.oracles.scenarios import Scenario, seeded
from tests.oracles.test_both_ways_by_hand import county, offered
from tests.plans import at

ROOM = Space(9, 10**6, 10**6)


@cache
def waited() -> list[Outcome]:
    """What they leave where every run waits for the clock wherever somebody may board."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Foresight, "stretches", lambda _, runs: [None] * len(runs))
        patch.setattr(Foresight, "knows", lambda *_: False)
        return [simulate(case.plan, case.draws) for case in both_ways()]


@cache
def both_ways() -> list[Scenario]:
    """Fixed scenarios in which runs pick up: as they are, with all runs of six hours leaving together, with room for few parcels."""
    cases = [case for case in map(seeded, range(100)) if any(line.picks_up for line in case.plan.lines)]
    return [replace(case, plan=(unchanged, together, tight)[i % 3](case.plan)) for i, case in enumerate(cases)]


def unchanged(plan: ServicePlan) -> ServicePlan:
    """A plan as it is."""
    return plan


def tight(plan: ServicePlan) -> ServicePlan:
    """A plan whose vehicles have room for two parcels."""
    return replace(plan, lines=tuple(replace(line, capacity_parcels=min(line.capacity_parcels, 2)) for line in plan.lines))


def together(plan: ServicePlan) -> ServicePlan:
    """A plan whose runs of six hours leave at one instant."""
    table = plan.timetable
    scheduled = table.scheduled // (6 * HOUR) * (6 * HOUR)
    order = np.lexsort((table.line, scheduled))
    columns = {of.name: getattr(table, of.name)[order] for of in fields(table)}
    return replace(plan, timetable=replace(table, **columns | {"scheduled": scheduled[order]}))


def test_the_outcome_is_that_of_waiting_at_every_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs that pass stops ahead of the clock, with and without: alone and together, where all find room, some, none, or have to be looked at one by
    one."""
    seen: list[tuple[int, int]] = []
    known: list[tuple[int, int, int]] = []
    together = Foresight._together

    def noted(self: Foresight, row: KnownRow, runs: Sequence[Going], stops: Sequence[int]) -> list[Stretch | None]:
        found = together(self, row, runs, stops)
        for stretch, number in zip(found, stops, strict=True):
            known.append((len(runs), len(stretch.gone) if stretch else 0, number))
            seen.extend(zip(stretch.board.tolist(), stretch.behind.tolist(), strict=True) if stretch else ())
        return found

    monkeypatch.setattr(Foresight, "_together", noted)
    cases = both_ways()
    ahead = [simulate(case.plan, case.draws) for case in cases]
    assert sum(number > 0 and not behind for number, behind in seen) > 50
    assert sum(number > 0 and behind > 0 for number, behind in seen) > 5
    assert sum(not number and behind > 0 for number, behind in seen) > 5
    assert sum(passed < number for _, passed, number in known) > 5
    assert sum(runs > 1 for runs, _, _ in known) > 2
    assert [differences(a, b) for a, b in zip(waited(), ahead, strict=True)] == [[]] * len(cases)
    assert sum(outcome.events for outcome in ahead) < sum(outcome.events for outcome in waited())


def test_one_run_after_another_passes_the_same_stops_as_all_together(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = both_ways()
    stretches: list[int] = []

    def one_by_one(self: Foresight, runs: Sequence[Going]) -> list[Stretch | None]:
        found = [self.stretch(going) for going in runs]
        stretches.extend(len(stretch.off) for stretch in found if stretch)
        return found

    together = [simulate(case.plan, case.draws) for case in cases]
    monkeypatch.setattr(Foresight, "stretches", one_by_one)
    alone = [simulate(case.plan, case.draws) for case in cases]
    assert sum(stops > 1 for stops in stretches) > 20
    assert [differences(a, b) for a, b in zip(together, alone, strict=True)] == [[]] * len(cases)
    assert [outcome.events for outcome in together] == [outcome.events for outcome in alone]


TWO = Threshold(depot=0, parcels=1, wait=HOUR, start=at("09:00"), end=at("12:00"))
"""Two runs, which leave when there is something to carry."""


class Round(NamedTuple):
    """The round of the county worked by hand, before anything has left."""

    model: Model
    tours: OpenTours
    runs: list[int]

    def going(self, run: int, leaves: int, room: Space = ROOM) -> Going:
        """A run that leaves the base at a time, empty, with so much room."""
        (empty,) = aboard(self.model.world.rows, [Loaded(room, EMPTY, 3, 2)])
        self.model.journal.cancel(self.runs[run])
        return Going(self.runs[run], self.tours.number, 0, leaves, empty, self.tours.latest(self.runs[run]))

    def passed(self, run: int, leaves: int, room: Space = ROOM) -> Stretch | None:
        """The stops that it passes."""
        return self.tours.foresight.stretches([self.going(run, leaves, room)])[0]


def live(*times: str, rule: Threshold | None = None) -> Round:
    """The county worked by hand with parcels offered in its villages."""
    plan = county(rule=rule, slots=2)
    model = Model(plan, plans.draws(plan, plans.parcels([]), offers=offered(*times)))
    model.acceptance.announce()
    line = next(of for of in model.network.lines if plan.places[plan.lines[of.number].base].level == Level.TOWNSHIP)
    assert line._open_tours is not None
    return Round(model, line._open_tours, np.flatnonzero(plan.timetable.line == line.number).tolist())


def boarded(stretch: Stretch | None) -> tuple[int, int, int]:
    """How many boarded, stayed behind, and at how many stops."""
    return (int(stretch.board.sum()), int(stretch.behind.sum()), len(stretch.gone)) if stretch else (0, 0, 0)


def test_who_is_ready_when_the_run_comes_boards() -> None:
    of = live("08:00", "23:00")
    found = of.passed(0, int(of.model.world.plan.timetable.scheduled[of.runs[0]]))
    assert found is not None
    assert (boarded(found), found.lot.number.tolist()) == ((1, 0, 2), [0])


def test_who_finds_no_place_is_left_and_who_is_too_heavy_is_looked_at_one_by_one() -> None:
    of = live("08:00")
    leaves = int(of.model.world.plan.timetable.scheduled[of.runs[0]])
    assert boarded(of.passed(0, leaves, Space(9, 0, 10**6)))[2] < 2
    assert boarded(of.passed(0, leaves, Space(0, 10**6, 10**6))) == (0, 1, 2)


def test_a_run_that_might_be_overtaken_is_not_foreseen() -> None:
    of = live("08:00", rule=TWO)
    assert boarded(of.passed(0, TWO.start + HOUR))[2] < 2
    assert boarded(of.passed(1, TWO.start + HOUR))[2] == 2


def test_stops_after_the_horizons_end_are_not_foreseen() -> None:
    of = live("08:00")
    assert of.passed(0, of.model.world.horizon - 1) is None
