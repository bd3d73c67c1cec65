"""Tours foreseen: the same as one stop after another, and not foreseen where anything could come between."""

from __future__ import annotations

from functools import cache

import pytest

from sim.clock import HOUR
from sim.flow.aboard import Aboard
from sim.flow.foreseen import Foresight, Stretch
from sim.flow.known import Boards, KnownQueue
from sim.flow.lot import EMPTY
from sim.flow.model import Model, simulate
from sim.flow.outcome import Outcome
from sim.flow.space import Space
from sim.plan.departure import Threshold
from sim.plan.level import Level
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
        patch.setattr(Foresight, "stretch", lambda *_: Stretch([], [], [], [], [], []))
        patch.setattr(Foresight, "certain", lambda *_: False)
        return [simulate(case.plan, case.draws) for case in both_ways()]


@cache
def both_ways() -> list[Scenario]:
    """Fixed scenarios in which runs pick up."""
    return [case for case in map(seeded, range(100)) if any(line.picks_up for line in case.plan.lines)]


def test_the_outcome_is_that_of_waiting_at_every_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs that pass stops ahead of the clock, with and without: where all find room, some, none, or have to be looked at one by one."""
    seen: list[tuple[int, int]] = []
    boarding, alone = Foresight._boarding, KnownQueue.board

    def noted(found: Boards | None) -> Boards | None:
        number, behind, _ = found or (-1, 0, ROOM)
        if number or behind:
            seen.append((number, number + behind))
        return found

    monkeypatch.setattr(Foresight, "_boarding", lambda *of: noted(boarding(*of)))
    monkeypatch.setattr(KnownQueue, "board", lambda *of: noted(alone(*of)))
    cases = both_ways()
    ahead = [simulate(case.plan, case.draws) for case in cases]
    assert sum(number == wait for number, wait in seen) > 50
    assert sum(0 < number < wait for number, wait in seen) > 5
    assert sum(number == 0 for number, _ in seen) > 5
    assert sum(number < 0 for number, _ in seen) > 5
    assert [differences(a, b) for a, b in zip(waited(), ahead, strict=True)] == [[]] * len(cases)
    assert sum(outcome.events for outcome in ahead) < sum(outcome.events for outcome in waited())


TWO = Threshold(depot=0, parcels=1, wait=HOUR, start=at("09:00"), end=at("12:00"))
"""Two runs, which leave when there is something to carry."""


def live(*times: str, rule: Threshold | None = None) -> tuple[Model, Foresight]:
    """The county worked by hand with parcels offered in its villages, before anything has left; and its round's foresight."""
    plan = county(rule=rule, slots=2)
    model = Model(plan, plans.draws(plan, plans.parcels([]), offers=offered(*times)))
    model.acceptance.announce()
    line = next(of for of in model.network.lines if plan.places[plan.lines[of.number].base].level == Level.TOWNSHIP)
    tours = line._open_tours
    assert tours is not None
    assert tours._foresight is not None
    return model, tours._foresight


def passed(model: Model, foresight: Foresight, run: int, room: Space, leaves: int) -> Stretch:
    """The stops that a run passes which leaves at a time, empty, with so much room."""
    return foresight.stretch(run, 0, leaves, Aboard(model.world.rows, room, EMPTY, 3, home=2))


def test_who_is_ready_when_the_run_comes_boards() -> None:
    model, foresight = live("08:00", "23:00")
    run = foresight._runs[0]
    found = passed(model, foresight, run, ROOM, int(model.world.plan.timetable.scheduled[run]))
    assert (sum(found.board), sum(found.behind), len(found.gone)) == (1, 0, 2)
    assert [lot.number.tolist() for lot in found.lots] == [[0]]


def test_who_finds_no_place_is_left_and_who_is_too_heavy_is_looked_at_one_by_one() -> None:
    model, foresight = live("08:00")
    run = foresight._runs[0]
    leaves = int(model.world.plan.timetable.scheduled[run])
    assert len(passed(model, foresight, run, Space(9, 0, 10**6), leaves).gone) < 2
    found = passed(model, foresight, run, Space(0, 10**6, 10**6), leaves)
    assert (sum(found.board), sum(found.behind), len(found.gone)) == (0, 1, 2)


def test_a_run_is_not_foreseen_before_those_ahead_of_it_have_left() -> None:
    model, foresight = live("08:00", rule=TWO)
    first, second = foresight._runs
    assert not foresight.all_before_have_left(second)
    model.journal.cancel(first)
    assert foresight.all_before_have_left(second)


def test_a_run_that_might_be_overtaken_is_not_foreseen() -> None:
    model, foresight = live("08:00", rule=TWO)
    first, second = foresight._runs
    assert foresight.certain(first, 0, TWO.start)
    assert not foresight.certain(first, 0, TWO.start + 2 * HOUR)
    assert foresight.certain(second, 0, TWO.start + 2 * HOUR)
    assert len(passed(model, foresight, first, ROOM, TWO.start + HOUR).gone) < 2
    assert len(passed(model, foresight, second, ROOM, TWO.start + HOUR).gone) == 2


def test_stops_after_the_horizons_end_are_not_foreseen() -> None:
    model, foresight = live("08:00")
    assert not passed(model, foresight, foresight._runs[0], ROOM, model.world.plan.horizon - 1).gone
