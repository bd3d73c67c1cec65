"""Points: each once, with the hours of its type, a keeper or an outlet's staff, and a shelf."""

from __future__ import annotations

from sim.clock import DAY, HOUR, clock_ms
from sim.parameters.points import PointType
from sim.plan.actor import KEEPER, Actor
from sim.plan.units import UNLIMITED
from sim.service.assignment.assignment import Assignment, resolve
from sim.service.assignment.job import Job
from sim.service.draft.draft import Draft
from sim.service.points import PointMaker, opening
from tests.service.drafts import draft
from tests.service.small_county import POOL, county, demand, modes, parameters


def jobs(d: Draft, mode: str) -> list[Job]:
    assignment = Assignment(mode=mode, pools={"joint": POOL})
    return list(resolve(assignment, d.county, d.parameters, modes(), demand(d.parameters)).jobs)


def test_hours_are_laid_out_over_the_horizon_on_the_days_that_it_opens() -> None:
    p = parameters(horizon__warmup_days=0, horizon__measured_days=7, horizon__drain_days=0)
    hours = opening(p, PointType(hours=(("09:00", "12:00"), ("14:00", "18:00")), days_per_week=5))
    assert len(hours) == 2 * 5
    assert hours[0] == (clock_ms("09:00"), clock_ms("12:00"))
    assert hours[-1] == (4 * DAY + clock_ms("14:00"), 4 * DAY + clock_ms("18:00"))


def test_villages_that_share_a_place_share_a_point() -> None:
    d = draft()
    maker, job = PointMaker(d, jobs(d, "courier_courier")), jobs(d, "courier_courier")[-1]
    last = len(county().villages) - 1
    assert maker.at_village(last, job) == maker.at_village(last - 1, job) != maker.at_village(1, job)
    assert len(d.points) == 2
    assert not any(p.remote for p in d.points)
    assert {p.keeper for p in d.points} == {KEEPER}


def test_in_town_the_counter_has_the_shelves_of_its_villages_and_is_not_remote() -> None:
    d = draft()
    maker, job = PointMaker(d, jobs(d, "courier_courier")), jobs(d, "courier_courier")[-1]
    counter = d.points[maker.at_village(0, job)]
    assert counter.code == "T1/counter"
    assert not counter.remote
    assert counter.shelf == d.points[maker.at_village(1, job)].shelf


def test_a_brand_apart_has_a_point_of_its_own_people_who_take_all_to_the_door() -> None:
    d = draft()
    mine = [job for job in jobs(d, "stationed_point") if job.pool]
    maker = PointMaker(d, mine)
    numbers = [maker.at_village(1, job) for job in mine]
    assert numbers == list(range(len(POOL)))
    assert [(p.keeper, p.type, p.all_to_door, p.remote) for p in d.points] == [(job.operator, "stationed", True, False) for job in mine]
    assert len({p.hours for p in d.points}) == 1
    counter = d.points[maker.at_village(0, mine[0])]
    assert (counter.keeper, maker.at_village(0, mine[1])) == (KEEPER, len(POOL))


def test_a_point_of_ones_own_keeps_the_hours_of_its_place() -> None:
    d = draft(parameters(demand__brands__sf__alone="stationed_point"))
    both = jobs(d, "courier_courier")
    maker = PointMaker(d, both)
    shared, own = (d.points[maker.at_village(1, job)] for job in (both[-1], next(j for j in both if j.mode.kept_by == "own")))
    assert (shared.type, own.type, own.keeper) == ("shop", "stationed", Actor.brand("sf"))
    assert shared.hours == own.hours


def test_a_brands_outlet_is_remote_and_its_staff_serve_the_town_too() -> None:
    d = draft()
    job = next(j for j in jobs(d, "township_pickup") if j.mode.handover == "township")
    maker = PointMaker(d, jobs(d, "township_pickup"))
    outlet = d.points[maker.at_township(0, job)]
    assert maker.at_township(0, job) == 0
    assert (outlet.remote, outlet.keeper, outlet.door_times, outlet.shelf) == (True, job.operator, (), UNLIMITED)
    assert outlet.shelve is not None
    assert (outlet.shelve.crew.by_work, outlet.shelve.work) == (True, round(HOUR / d.parameters.handling.outlet_per_h))


def test_doors_are_gone_round_once_on_every_open_day() -> None:
    d = draft()
    maker, job = PointMaker(d, jobs(d, "courier_courier")), jobs(d, "courier_courier")[-1]
    point = d.points[maker.at_village(1, job)]
    assert len(point.door_times) == d.parameters.horizon.days
    assert {t % DAY for t in point.door_times} == {clock_ms(d.parameters.points.door_time)}


def test_who_attends_part_of_the_week_goes_round_then_or_as_this_ends() -> None:
    """The horizon begins on a Monday; to doors at 17:00."""
    d = draft()
    times = ((4, "15:00", "18:00"), (1, "09:00", "11:00"), (1, "13:00", "14:00"))
    types = d.parameters.points.types
    own = types | {"shop": types["shop"].model_copy(update={"attended": times})}
    d.parameters = d.parameters.model_copy(update={"points": d.parameters.points.model_copy(update={"types": own})})
    maker = PointMaker(d, jobs(d, "courier_courier"))
    point = d.points[maker.at_village(1, jobs(d, "courier_courier")[-1])]
    assert point.hours[:3] == tuple((day * DAY + a * HOUR, day * DAY + b * HOUR) for day, a, b in ((0, 9, 11), (0, 13, 14), (3, 15, 18)))
    assert point.door_times[:2] == (14 * HOUR, 3 * DAY + 17 * HOUR)
    assert [(s.start, s.end) for s in point.shelve.crew.shifts] == list(point.hours)
