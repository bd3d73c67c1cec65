"""Tours foreseen: the same as one stop after another, and not foreseen where anything could come between."""

from __future__ import annotations

from functools import cache

import pytest

from sim.clock import HOUR
from sim.flow.foreseen import Boarding, Course, Foresight
from sim.flow.lot import EMPTY
from sim.flow.model import Model, simulate
from sim.flow.outcome import Outcome
from sim.flow.space import Space
from sim.plan.departure import Threshold
from sim.plan.level import Level
from tests import plans
from tests.oracles.compare import differences
from tests.oracles.scenarios import seeded
from tests.oracles.test_both_ways_by_hand import county, offered
from tests.plans import at

ROOM = Space(9, 10**6, 10**6)


@cache
def waited() -> list[Outcome]:
    """What they leave where every run waits for the clock wherever somebody may board."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Foresight, "course", lambda *_: None)
        patch.setattr(Foresight, "certain", lambda *_: False)
        return [simulate(case.plan, case.draws) for case in map(seeded, both_ways())]


@cache
def both_ways() -> list[int]:
    """Fixed scenarios in which runs pick up."""
    return [seed for seed in range(140) if any(line.picks_up for line in seeded(seed).plan.lines)]


def test_the_outcome_is_that_of_going_from_stop_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    course = Foresight.course

    def counted(self: Foresight, *given: object) -> Course | None:
        found = course(self, *given)  # type: ignore[arg-type]
        seen.append(found is not None)
        return found

    monkeypatch.setattr(Foresight, "course", counted)
    cases = [seeded(seed) for seed in both_ways()]
    foreseen = [simulate(case.plan, case.draws) for case in cases]
    assert sum(seen) > 50
    assert len(seen) - sum(seen) > 50
    monkeypatch.setattr(Foresight, "course", lambda *_: None)
    assert [differences(a, b) for a, b in zip(waited(), foreseen, strict=True)] == [[]] * len(cases)


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


def test_who_is_ready_when_the_run_comes_boards() -> None:
    model, foresight = live("08:00", "23:00")
    run = foresight._runs[0]
    found = foresight.course(run, ROOM, EMPTY, int(model.plan.timetable.scheduled[run]))
    assert found is not None
    assert sum(found.board) == 1
    assert found.take().number.tolist() == [0]


def test_no_room_is_left_to_those_who_look_stop_by_stop() -> None:
    model, foresight = live("08:00")
    run = foresight._runs[0]
    assert foresight.course(run, Space(0, 10**6, 10**6), EMPTY, int(model.plan.timetable.scheduled[run])) is None
    assert foresight.course(run, Space(9, 0, 10**6), EMPTY, int(model.plan.timetable.scheduled[run])) is None


def test_a_run_is_not_foreseen_before_those_ahead_of_it_have_left() -> None:
    model, foresight = live("08:00", rule=TWO)
    first, second = foresight._runs
    assert not foresight.all_before_have_left(second)
    model.journal.cancel(first)
    assert foresight.all_before_have_left(second)
    assert foresight.course(second, ROOM, EMPTY, int(model.plan.timetable.scheduled[second])) is not None


def test_who_boards_at_a_stop_is_certain_where_there_is_room_and_nobody_may_come_before() -> None:
    _, foresight = live("08:00", "23:00", rule=TWO)
    first, _ = foresight._runs
    assert foresight.certain(first, 0, TWO.start)
    found = foresight.boarding(0, TWO.start, ROOM)
    assert found is not None
    assert found.free.parcels == ROOM.parcels - 1
    assert foresight.boarding(0, TWO.start, Space(0, 10**6, 10**6)) is None
    assert foresight.boarding(0, TWO.start, Space(9, ROOM.grams - found.free.grams - 1, 10**6)) is None
    assert not foresight.certain(first, 0, TWO.start + 2 * HOUR)
    assert found.take().number.tolist() == [0]


def test_a_run_that_might_be_overtaken_is_not_foreseen() -> None:
    _, foresight = live("08:00", rule=TWO)
    first, _ = foresight._runs
    assert foresight.course(first, ROOM, EMPTY, TWO.start + 1) is None


def test_a_run_that_would_not_be_home_before_the_end_is_not_foreseen() -> None:
    model, foresight = live("08:00")
    run = foresight._runs[0]
    assert foresight.course(run, ROOM, EMPTY, model.plan.horizon - 1) is None


def test_the_outcome_is_that_of_waiting_at_every_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs that pass stops ahead of the clock, as it is certain who waits there, with and without: with room for all, and with more than find room."""
    seen: list[bool] = []
    boarding = Foresight.boarding

    def counted(self: Foresight, *given: object) -> Boarding | None:
        found = boarding(self, *given)  # type: ignore[arg-type]
        seen.append(found is not None)
        return found

    monkeypatch.setattr(Foresight, "course", lambda *_: None)
    monkeypatch.setattr(Foresight, "boarding", counted)
    cases = [seeded(seed) for seed in both_ways()]
    ahead = [simulate(case.plan, case.draws) for case in cases]
    assert sum(seen) > 50
    assert len(seen) - sum(seen) > 5
    assert [differences(a, b) for a, b in zip(waited(), ahead, strict=True)] == [[]] * len(cases)
    assert sum(outcome.events for outcome in ahead) < sum(outcome.events for outcome in waited())
