"""Constant demand, no randomness, one village: every number below was worked out on paper.

The engine and the slow reference are both held to it, so that they cannot share a misreading.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np
import pytest

from sim.clock import DAY, HOUR, MINUTE, NEVER
from sim.demand.parcels import MarketTrips
from sim.flow.draws import Draws
from sim.flow.model import simulate
from sim.flow.outcome import Outcome
from sim.plan.plan import ServicePlan
from sim.plan.stage import Stage
from tests.oracles.reference import reference
from tests.oracles.tiny import chain, draws
from tests.plans import HUB, TOWNSHIP, VILLAGE, at, crew, daily, depot, line, opening, point, shift, stage, stop

Model = Callable[[ServicePlan, Draws], Outcome]

models = pytest.mark.parametrize("model", [simulate, reference], ids=["engine", "reference"])


def ready_times(model: Model, sort: object, entered: list[int], days: int = 3) -> tuple[list[int], Outcome]:
    """When parcels leave a single stage at the hub, seen by a host's line that leaves at the very end."""
    ride = line(HUB, [stop(VILLAGE, 1)], 1)
    p = chain([(HUB, (sort,))], [ride], [(days * DAY - 10, 0)], point(VILLAGE), days * DAY)  # type: ignore[arg-type]
    d = draws(p, entered)
    outcome = model(p, d)
    assert (outcome.milestones.dropped < NEVER).all()
    return list(np.asarray(entered) + outcome.milestones.handling), outcome


@models
def test_two_hops_day_after_day(model: Model) -> None:
    """Four parcels at 05:00 each day, two sorters from 06:00, truck 08:30, township sort from 09:00, van 10:45.

    Hub: 1 min of one worker a parcel, two workers as one: 30 s each, so ready 06:00:30, 06:01:00, 06:01:30, 06:02:00.
    Truck: leaves 08:30, 40 min drive, at the township 09:10, unloading 5 min + 4 x 30 s = 7 min: 09:17, all four.
    Township: one worker, 3 min a parcel: 09:20, 09:23, 09:26, 09:29. Van: leaves 10:45, 20 min drive, 6 min + 4 x 4 s.
    At the village 11:05, dropped 11:11:16. Shop opens 12:00: at point 12:00. Fetched 5 hours after: 17:00.
    """
    days = 3
    depots = (depot(HUB, start="06:00", end="20:00"), depot(TOWNSHIP, start="06:00", end="20:00"))
    truck = line(HUB, [stop(TOWNSHIP, 40 * MINUTE, service=5 * MINUTE, each=30_000)], 40 * MINUTE, depot=0)
    van = line(TOWNSHIP, [stop(VILLAGE, 20 * MINUTE, service=6 * MINUTE, each=4_000)], 20 * MINUTE, depot=1)
    hub = (HUB, (stage(MINUTE, *daily("06:00", "09:00", 2, days)),))
    township = (TOWNSHIP, (stage(3 * MINUTE, *daily("09:00", "12:00", 1, days)),))
    departures = [(at("08:30", d), 0) for d in range(days)] + [(at("10:45", d), 1) for d in range(days)]
    p = chain([hub, township], [truck, van], departures, point(VILLAGE, hours=opening("12:00", "20:00", days)), days * DAY, depots)
    outcome = model(p, draws(p, [at("05:00", d) for d in range(days) for _ in range(4)], dwell=5 * HOUR))
    m, runs = outcome.milestones, outcome.runs
    for d in range(days):
        today = slice(4 * d, 4 * d + 4)
        for column, clock in (
            (m.left_hub, "08:30"),
            (m.entered_township, "09:10"),
            (m.left_township, "10:45"),
            (m.dropped, "11:11:16"),
            (m.shelved, "11:11:16"),
            (m.at_point, "12:00"),
            (m.in_hand, "17:00"),
        ):
            assert list(column[today]) == [at(clock, d)] * 4
        hub_ready = [at(t) for t in ("06:00:30", "06:01:00", "06:01:30", "06:02:00")]
        sorted_at = [at(t) for t in ("09:20", "09:23", "09:26", "09:29")]
        assert list(m.handling[today]) == [h - at("05:00") + s - at("09:17") for h, s in zip(hub_ready, sorted_at, strict=True)]
        assert list(m.waiting[today]) == [at("08:30") - h + at("10:45") - s for h, s in zip(hub_ready, sorted_at, strict=True)]
        assert list(m.travel[today]) == [47 * MINUTE + 26 * MINUTE + 16_000] * 4
        assert list(m.hub_run[today]) == [2 * d] * 4
        assert list(m.village_run[today]) == [2 * d + 1] * 4
    assert list(runs.loaded) == [4] * 6
    assert list(runs.returned) == [t for d in range(days) for t in (at("09:57", d), at("11:31:16", d))]
    assert list(outcome.shifts.busy) == [4 * MINUTE] * 3 + [12 * MINUTE] * 3
    assert list(outcome.trips.time) == [at("17:00", d) for d in range(days) for _ in range(4)]
    assert outcome.hub_arrived.reshape(days, 24)[:, 5].tolist() == [4] * days
    assert outcome.hub_ready.reshape(days, 24)[:, 6].tolist() == [4] * days


@models
def test_milk_run(model: Model) -> None:
    """Township, then village, then township again, with roads a half slower than planned; only driving suffers from it.

    Leaves 08:00; 20 min become 30: 08:30, 10 min service: 08:40; 10 min become 15: 08:55, 5 min and 3 x 1 min: 09:03;
    30 min become 45: 09:48 and at once (no service) on; back 20 -> 30 min: 10:18.
    """
    stops = [stop(TOWNSHIP, 20 * MINUTE, service=10 * MINUTE, each=MINUTE), stop(VILLAGE, 10 * MINUTE, service=5 * MINUTE, each=MINUTE), stop(TOWNSHIP, 30 * MINUTE)]
    p = chain([(HUB, ())], [line(HUB, stops, 20 * MINUTE)], [(at("08:00"), 0)], point(VILLAGE), DAY)
    way = dataclasses.replace(p.ways[0], hops=(dataclasses.replace(p.ways[0].hops[0], alight=1),))
    outcome = model(dataclasses.replace(p, ways=(way,)), draws(p, [at("07:00"), at("07:30"), at("08:00"), at("08:01")], travel=1_500_000))
    assert list(outcome.stops.arrived) == [at("08:30"), at("08:55"), at("09:48")]
    assert list(outcome.stops.departed) == [at("08:40"), at("09:03"), at("09:48")]
    assert list(outcome.stops.dropped) == [0, 3, 0]
    assert list(outcome.runs.returned) == [at("10:18")]
    assert list(outcome.milestones.dropped) == [at("09:03")] * 3 + [NEVER]
    assert list(outcome.milestones.left_hub) == [at("08:00")] * 3 + [NEVER]


@models
@pytest.mark.parametrize("discipline", ["pooled", "servers"])
def test_deterministic_queue(model: Model, discipline: str) -> None:
    """D/D/1, 10 minutes a parcel: nobody waits when one comes every 12; every 7, parcel k waits k times 3 minutes."""
    sort = stage(10 * MINUTE, shift(0, DAY, 1), discipline=discipline)
    slow = [at("01:00") + 12 * MINUTE * k for k in range(20)]
    fast = [at("01:00") + 7 * MINUTE * k for k in range(20)]
    assert ready_times(model, sort, slow)[0] == [t + 10 * MINUTE for t in slow]
    assert ready_times(model, sort, fast)[0] == [t + 10 * MINUTE + 3 * MINUTE * k for k, t in enumerate(fast)]


@models
def test_two_workers_as_one_and_apart(model: Model) -> None:
    """Three parcels of 10 min at 01:00, two workers: as one 5 min each; a parcel each 10, 10, 20 min."""
    entered = [at("01:00")] * 3
    pooled = ready_times(model, stage(10 * MINUTE, shift(0, DAY, 2)), entered)[0]
    servers = ready_times(model, stage(10 * MINUTE, shift(0, DAY, 2), discipline="servers"), entered)[0]
    assert pooled == [at("01:05"), at("01:10"), at("01:15")]
    assert servers == [at("01:10"), at("01:10"), at("01:20")]


@models
def test_thirds_of_a_millisecond(model: Model) -> None:
    """Three workers as one, 1 worker-ms a parcel: finished after 1/3, 2/3, 1, 4/3 ms, rounded up; a later parcel finds them idle."""
    entered = [1000, 1000, 1000, 1000, 1002]
    assert ready_times(model, stage(1, shift(0, DAY, 3)), entered)[0] == [1001, 1001, 1001, 1002, 1003]


@models
@pytest.mark.parametrize("discipline", ["pooled", "servers"])
def test_pause(model: Model, discipline: str) -> None:
    """One worker 06:00-07:00 and 13:00-14:00, 25 min a parcel, four at 05:00: the third lies half done over noon, the fourth ends on day 1.

    06:25, 06:50, then 10 min before 07:00 and 15 after 13:00: 13:15, 13:40. The fifth, at 13:30: 20 min that day, 5 the next: 06:05.
    """
    shifts = (shift(at("06:00"), at("07:00"), 1), shift(at("13:00"), at("14:00"), 1), shift(at("06:00", 1), at("07:00", 1), 1))
    ready, outcome = ready_times(model, stage(25 * MINUTE, *shifts, discipline=discipline), [at("05:00")] * 4 + [at("13:30")])
    assert ready == [at("06:25"), at("06:50"), at("13:15"), at("13:40"), at("06:05", 1)]
    assert list(outcome.shifts.busy) == [60 * MINUTE, 60 * MINUTE, 5 * MINUTE]
    assert list(outcome.shifts.overtime) == [0, 0, 0]
    assert list(outcome.shifts.handled) == [2, 2, 1]
    assert list(outcome.shifts.backlog_at_end) == [2, 1, 0]


@models
@pytest.mark.parametrize("discipline", ["pooled", "servers"])
@pytest.mark.parametrize("shift_end", ["pause", "finish"])
def test_done_as_the_shift_ends(model: Model, discipline: str, shift_end: str) -> None:
    """Two parcels of half an hour fill 06:00-07:00 exactly: the second is done at 07:00 and is no backlog; one without work of 07:00 waits.

    With a crew as one and pause nobody is needed for no work: it is done at 07:00 too; else at 08:00, when somebody is there.
    """
    sort = stage(30 * MINUTE, shift(at("06:00"), at("07:00"), 1), shift(at("08:00"), at("09:00"), 1), discipline=discipline, shift_end=shift_end)
    ride = line(HUB, [stop(VILLAGE, 1)], 1)
    p = chain([(HUB, (sort,))], [ride], [(DAY - 10, 0)], point(VILLAGE), DAY)
    outcome = model(p, draws(p, [at("05:00"), at("05:00"), at("07:00")], work=np.array([1000, 1000, 0])))
    last = at("07:00") if (discipline, shift_end) == ("pooled", "pause") else at("08:00")
    assert list(outcome.milestones.handling) == [at("01:30"), at("02:00"), last - at("07:00")]
    assert list(outcome.shifts.busy) == [60 * MINUTE, 0]
    assert list(outcome.shifts.overtime) == [0, 0]
    assert list(outcome.shifts.backlog_at_end) == [0, 0]


@models
@pytest.mark.parametrize("discipline", ["pooled", "servers"])
def test_finish_on_overtime(model: Model, discipline: str) -> None:
    """As above, but what came before 07:00 is finished after it; what came at 07:00 waits for 13:00, behind nobody.

    06:25, 06:50, 07:15, 07:40; the one of 07:00: 13:25; the one of 13:59: 13:59 + 25 min = 14:24, 24 min of it overtime.
    """
    shifts = (shift(at("06:00"), at("07:00"), 1), shift(at("13:00"), at("14:00"), 1))
    sort = stage(25 * MINUTE, *shifts, discipline=discipline, shift_end="finish")
    ready, outcome = ready_times(model, sort, [at("05:00")] * 4 + [at("07:00"), at("13:59")])
    assert ready == [at("06:25"), at("06:50"), at("07:15"), at("07:40"), at("13:25"), at("14:24")]
    assert list(outcome.shifts.busy) == [60 * MINUTE, 26 * MINUTE]
    assert list(outcome.shifts.overtime) == [40 * MINUTE, 24 * MINUTE]
    assert list(outcome.shifts.handled) == [4, 2]
    assert list(outcome.shifts.backlog_at_end) == [2, 1]


@models
def test_overtime_meets_the_next_crew(model: Model) -> None:
    """One worker 06:00-07:00, two from 07:30. Five parcels of 30 min at 06:00, one more at 07:10, all by the crew as one.

    06:30, 07:00, 07:30 (overtime fills the gap), then two workers: 07:45, 08:00, and the one of the gap 08:15.
    """
    sort = stage(30 * MINUTE, shift(at("06:00"), at("07:00"), 1), shift(at("07:30"), at("09:00"), 2), shift_end="finish")
    ready, outcome = ready_times(model, sort, [at("06:00")] * 5 + [at("07:10")])
    assert ready == [at("06:30"), at("07:00"), at("07:30"), at("07:45"), at("08:00"), at("08:15")]
    assert list(outcome.shifts.overtime) == [30 * MINUTE, 0]
    assert list(outcome.shifts.busy) == [60 * MINUTE, 90 * MINUTE]
    assert list(outcome.shifts.handled) == [2, 4]


@models
def test_the_youngest_lie_aside_when_the_crew_shrinks(model: Model) -> None:
    """Two workers to 06:10, one after, a parcel each of 20 min at 06:00: the first 06:20, the second has 10 min left: 06:30; the third 06:50."""
    sort = stage(20 * MINUTE, shift(at("06:00"), at("06:10"), 2), shift(at("06:10"), at("09:00"), 1), discipline="servers")
    assert ready_times(model, sort, [at("06:00")] * 3)[0] == [at("06:20"), at("06:30"), at("06:50")]


@models
def test_a_vehicle_that_must_come_back(model: Model) -> None:
    """One van, round of 2 h, departures 08:00, 09:00, 10:00, 11:30; it may leave an hour late.

    08:00 leaves; 09:00 waits for 10:00, exactly its last moment, and takes the van before the run of 10:00; that one is gone at 11:00;
    11:30 leaves at 12:00. A parcel of 08:30 goes at 10:00, one of 10:30 at 12:00.
    """
    depots = (depot(HUB),)
    ride = line(HUB, [stop(VILLAGE, HOUR)], HOUR, depot=0, max_delay=HOUR)
    p = chain([(HUB, ())], [ride], [(at(t), 0) for t in ("08:00", "09:00", "10:00", "11:30")], point(VILLAGE), DAY, depots)
    outcome = model(p, draws(p, [at("08:00"), at("08:30"), at("10:30"), at("12:01")]))
    assert list(outcome.runs.departed) == [at("08:00"), at("10:00"), NEVER, at("12:00")]
    assert list(outcome.runs.cancelled) == [False, False, True, False]
    assert list(outcome.runs.unit) == [0, 0, -1, 0]
    assert list(outcome.milestones.left_hub) == [at("08:00"), at("10:00"), at("12:00"), NEVER]


@models
def test_duty_window(model: Model) -> None:
    """On duty 09:00-13:00, a round planned as 2 h: 08:30 waits for 09:00; 11:00 would be back as duty ends, too late; 10:59 is not."""
    depots = (depot(HUB, 2, start="09:00", end="13:00"),)
    ride = line(HUB, [stop(VILLAGE, HOUR)], HOUR, depot=0, max_delay=30 * MINUTE)
    p = chain([(HUB, ())], [ride], [(at(t), 0) for t in ("08:30", "10:59", "11:00")], point(VILLAGE), DAY, depots)
    outcome = model(p, draws(p, [at("08:00")]))
    assert list(outcome.runs.departed) == [at("09:00"), at("10:59"), NEVER]
    assert list(outcome.runs.cancelled) == [False, False, True]


@models
def test_status_quo_household_goes_to_market(model: Model) -> None:
    """Outlet at the township, open 09:00-18:00; parcels there at 10:00 of days 0, 1 and 2; intention after 40 h; market day 1 at 08:00 and day 4.

    One household: the parcel of day 0 could go at 02:00 of day 2, opened 09:00; market on day 1 at 08:00 is sooner, the outlet opens 09:00.
    The parcel of day 1 comes an hour after that; its turn is 02:00 of day 3, so 09:00, when the parcel of day 2 goes along.
    """
    days = 5
    ride = line(HUB, [stop(TOWNSHIP, HOUR)], HOUR)
    p = chain([(HUB, ())], [ride], [(at("09:00", d), 0) for d in range(3)], point(TOWNSHIP, remote=True, hours=opening("09:00", "18:00", days)), days * DAY)
    d = draws(p, [at("08:00", n) for n in range(3)], dwell=40 * HOUR)
    parcels = dataclasses.replace(d.parcels, household=np.zeros(3, np.int32))
    market = MarketTrips(np.array([[at("08:00", 1), at("08:00", 4)]]))
    outcome = model(p, dataclasses.replace(d, parcels=parcels, market=market))
    assert list(outcome.milestones.at_point) == [at("10:00", n) for n in range(3)]
    assert list(outcome.milestones.in_hand) == [at("09:00", 1), at("09:00", 3), at("09:00", 3)]
    assert list(outcome.trips.parcels) == [1, 2]
    assert list(outcome.milestones.village_run) == [-1] * 3
    assert list(outcome.milestones.left_township) == [NEVER] * 3


@models
@pytest.mark.parametrize(("dwell", "collected"), [(2 * DAY, True), (2 * DAY + 1, False)])
def test_collection_wins_a_tie_with_return(model: Model, dwell: int, collected: bool) -> None:
    """Kept for two days: fetched exactly then it is in hand, a millisecond later it has gone back."""
    ride = line(HUB, [stop(VILLAGE, HOUR)], HOUR)
    p = chain([(HUB, ())], [ride], [(at("09:00"), 0)], point(VILLAGE, return_after=2 * DAY), 4 * DAY)
    outcome = model(p, draws(p, [at("08:00")], dwell=dwell))
    end = at("10:00", 2)
    assert list(outcome.milestones.in_hand) == [end if collected else NEVER]
    assert list(outcome.milestones.returned) == [NEVER if collected else end]


@models
def test_a_shelf_of_two(model: Model) -> None:
    """Shelf of two, a run each hour from 08:00, an hour's ride, residents come 3 h after the notice; five parcels wait.

    08:00 takes two (there 09:00, fetched 12:00); 09:00, 10:00 and 11:00 pass over the rest; 12:00 takes two more; the fifth goes at 16:00.
    """
    ride = line(HUB, [stop(VILLAGE, HOUR)], HOUR)
    shop = point(VILLAGE, shelf=2)
    p = chain([(HUB, ())], [ride], [(h * HOUR, 0) for h in range(8, 18)], shop, DAY)
    outcome = model(p, draws(p, [at("07:00")] * 5, dwell=3 * HOUR))
    assert list(outcome.milestones.left_hub) == [at("08:00")] * 2 + [at("12:00")] * 2 + [at("16:00")]
    assert list(outcome.runs.loaded) == [2, 0, 0, 0, 2, 0, 0, 0, 1, 0]
    assert list(outcome.runs.passed_over) == [3, 3, 3, 3, 1, 1, 1, 1, 0, 0]
    assert list(outcome.runs.left_behind) == [3, 3, 3, 3, 1, 1, 1, 1, 0, 0]


@models
def test_the_horizon_ends_everything(model: Model) -> None:
    """Nothing happens at the horizon: dropped a millisecond before it counts, at it does not."""
    ride = line(HUB, [stop(VILLAGE, HOUR)], HOUR)
    p = chain([(HUB, ())], [ride], [(at("23:00") - 1, 0), (at("23:00"), 0), (at("24:00"), 0)], point(VILLAGE), DAY)
    outcome = model(p, draws(p, [at("22:00"), at("23:00"), at("24:00")]))
    assert list(outcome.milestones.dropped) == [DAY - 1, NEVER, NEVER]
    assert list(outcome.milestones.left_hub) == [at("23:00") - 1, at("23:00"), NEVER]
    assert list(outcome.runs.departed) == [at("23:00") - 1, at("23:00"), NEVER]
    assert list(outcome.stops.run) == [0]


@models
def test_whose_last_moment_is_the_horizon_is_not_cancelled(model: Model) -> None:
    """The only van is out from 22:00 to midnight, the horizon; runs may be 90 min late: that of 22:29 is given up, that of 22:30 is open."""
    depots = (depot(HUB, end=24 + 1 / HOUR),)
    ride = line(HUB, [stop(VILLAGE, HOUR)], HOUR, depot=0, max_delay=90 * MINUTE)
    p = chain([(HUB, ())], [ride], [(at(t), 0) for t in ("22:00", "22:29", "22:30")], point(VILLAGE), DAY, depots)
    outcome = model(p, draws(p, []))
    assert list(outcome.runs.departed) == [at("22:00"), NEVER, NEVER]
    assert list(outcome.runs.returned) == [NEVER] * 3
    assert list(outcome.runs.cancelled) == [False, True, False]


@models
@pytest.mark.parametrize("discipline", ["pooled", "servers"])
def test_work_that_would_end_at_the_horizon_is_left(model: Model, discipline: str) -> None:
    """Two parcels of an hour at 22:00, a shift to midnight, the horizon: the second would be done just then, and is backlog though worked on."""
    sort = stage(HOUR, shift(at("22:00"), at("24:00"), 1), discipline=discipline)
    p = chain([(HUB, (sort,))], [line(HUB, [stop(VILLAGE, 1)], 1)], [(DAY - 1, 0)], point(VILLAGE), DAY)
    outcome = model(p, draws(p, [at("22:00")] * 2))
    assert list(outcome.milestones.handling) == [HOUR, 0]
    assert list(outcome.shifts.busy) == [2 * HOUR]
    assert list(outcome.shifts.handled) == [1]
    assert list(outcome.shifts.backlog_at_end) == [1]
    assert outcome.hub_ready.sum() == 1


@models
@pytest.mark.parametrize("discipline", ["pooled", "servers"])
def test_one_crew_unloads_and_sorts(model: Model, discipline: str) -> None:
    """One worker, 10 min to unload and 5 to sort, for parcels 0 and 1 of 06:00, 2 of 06:12 and 3 of 09:00: who comes first to either stage goes first.

    Unloaded 0 till 06:10 and 1 till 06:20; 0 has come to be sorted at 06:10, before 2: 06:25. Then 2 is unloaded till 06:35, 1, which came
    to be sorted at 06:20, is by 06:40, and 2 by 06:45; 3 is unloaded till 09:10 and sorted till 09:15.
    """
    one = crew(shift(0, DAY, 1), discipline=discipline)
    stages = tuple(Stage(name=name, work=minutes * MINUTE, crew=one) for name, minutes in (("unload", 10), ("sort", 5)))
    entered = [at("06:00"), at("06:00"), at("06:12"), at("09:00")]
    runs = [(at(clock), 0) for clock in ("06:25", "06:40", "06:45", "09:15")]
    p = chain([(HUB, stages)], [line(HUB, [stop(VILLAGE, HOUR)], HOUR)], runs, point(VILLAGE), DAY)
    outcome = model(p, draws(p, entered))
    assert list(outcome.milestones.left_hub) == [scheduled for scheduled, _ in runs]
    assert [(h, b) for h, b in zip(outcome.shifts.handled.tolist(), outcome.shifts.busy.tolist(), strict=True)] == [(4, 40 * MINUTE), (4, 20 * MINUTE)]


@models
def test_two_crews_feed_one_queue(model: Model) -> None:
    """Two operators sort at the hub, 20 and 30 min a parcel, for one line that takes three: by the time that they are ready, then by number.

    Parcels 0 and 2 of the slow crew at 06:00: ready 06:30, 07:00. Parcels 1, 3 and 4 of the quick one: 06:20, 06:40, 07:00.
    At 07:00 leave 1, 0 and 3; left are 2 and 4, ready together, and one place at 08:00 goes to the lower number.
    """
    slow, quick = (stage(minutes * MINUTE, shift(0, DAY, 1)) for minutes in (30, 20))
    ride = line(HUB, [stop(VILLAGE, HOUR)], HOUR, capacity_parcels=3)
    p = chain([(HUB, (quick,)), (HUB, (slow,))], [ride], [(at("07:00"), 0), (at("08:00"), 0)], point(VILLAGE), DAY)
    hop = p.ways[0].hops[0]
    ways = tuple(dataclasses.replace(p.ways[0], hops=(dataclasses.replace(hop, handling=h),)) for h in (1, 0))
    p = dataclasses.replace(p, ways=ways, way=np.array([[0], [1]])[None], brands=("slow", "quick"))
    d = draws(p, [at("06:00")] * 5)
    brands = dataclasses.replace(d.parcels, brand=np.array([0, 1, 0, 1, 1], np.int16))
    outcome = model(p, dataclasses.replace(d, parcels=brands, host_parcels=np.array([0, 2])))
    assert list(outcome.milestones.left_hub) == [at("07:00"), at("07:00"), at("08:00"), at("07:00"), NEVER]
    assert list(outcome.runs.left_behind) == [2, 1]
