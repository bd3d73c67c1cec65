"""What must hold after every simulation, whatever the plan. A broken law is an error, not a warning."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Bools, Ints
from sim.clock import DAY, HOUR, NEVER, Times
from sim.flow.conservation import Movements
from sim.flow.draws import Draws
from sim.flow.outcome import Outcome
from sim.plan.plan import ServicePlan
from sim.plan.units import UNLIMITED

OUT = ("opened", "accepted", "left_village", "entered_township", "left_township", "entered_hub", "left_county")
"""The milestones of an outbound parcel, in order."""

Law = Callable[[ServicePlan, Draws, Outcome], None]
ToldTwice = Callable[[Movements], None]
"""A law on what rides and runs tell of the same."""


class BrokenInvariant(Exception):  # noqa: N818 - it names what it is
    """An outcome that cannot be. ``law`` is the law's name, ``count`` how many rows break it, ``row`` the first of them."""

    def __init__(self, law: str, count: int, row: int) -> None:
        self.law, self.count, self.row = law, count, row
        super().__init__(f"{law}: broken {count} times, first at row {row}")


def check_laws(plan: ServicePlan, draws: Draws, outcome: Outcome) -> tuple[str, ...]:
    """Check an outcome against every law; returns the names of the laws that hold.

    Raises:
        BrokenInvariant: the first law that does not.
    """
    laws: tuple[Law, ...] = (_horizon, _order, _conservation, _durations, _capacity, _departures, _closures, _units, _trips, _shelves, _crews)
    told: tuple[ToldTwice, ...] = (_rides, _told, _little)
    for law in laws:
        law(plan, draws, outcome)
    moved = Movements(plan, draws, outcome)
    for twice in told:
        twice(moved)
    return tuple(law.__name__.lstrip("_") for law in (*laws, *told))


def _require(law: str, holds: Bools) -> None:
    if not holds.all():
        broken = np.flatnonzero(~np.ravel(holds))
        raise BrokenInvariant(law, len(broken), int(broken[0]))


def _before(law: str, earlier: Times, later: Times) -> None:
    """What comes later has the earlier thing behind it."""
    _require(law, (later == NEVER) | (earlier <= later))


def _point(plan: ServicePlan, draws: Draws) -> NDArray[np.int64]:
    """By parcel, its point."""
    of_way = np.array([way.point for way in plan.ways], np.int64)
    cell = draws.parcels.brand * np.int64(plan.inbound.shape[1]) + draws.parcels.village
    point: NDArray[np.int64] = of_way.take(plan.inbound).take(cell)
    return point


def _horizon(plan: ServicePlan, draws: Draws, outcome: Outcome) -> None:
    """Nothing happens at or after the horizon's end."""
    m = outcome.milestones
    for name in ("left_hub", "entered_township", "left_township", "dropped", "shelved", "at_point", "in_hand", "returned"):
        times = getattr(m, name)
        _require(f"{name} within the horizon", (times == NEVER) | ((times >= 0) & (times < plan.horizon)))
    for name in OUT:
        times = getattr(outcome.sent, name)
        _require(f"{name} within the horizon", (times == NEVER) | ((times >= 0) & (times < plan.horizon)))


def _order(plan: ServicePlan, draws: Draws, outcome: Outcome) -> None:
    """Milestones come in order, none without those before it."""
    m, entered = outcome.milestones, draws.parcels.entered_hub
    for name in ("left_hub", "dropped"):
        _before(f"entered_hub before {name}", entered, getattr(m, name))
    for name in ("entered_township", "left_township", "dropped"):
        _before(f"left_hub before {name}", np.where(m.left_hub == NEVER, -1, m.left_hub), getattr(m, name))
    for name in ("entered_township", "left_township"):
        _before(f"{name} before dropped", np.where(getattr(m, name) == NEVER, -1, getattr(m, name)), m.dropped)
    since = draws.offers.offered
    for name in OUT:
        then = getattr(outcome.sent, name)
        _before(f"offered before {name}", since, then)
        since = np.where(then == NEVER, since, then)
    _before("dropped before shelved", m.dropped, m.shelved)
    _before("shelved before at_point", m.shelved, m.at_point)
    _before("at_point before in_hand", m.at_point, m.in_hand)
    _before("at_point before returned", m.at_point, m.returned)


def _conservation(plan: ServicePlan, draws: Draws, outcome: Outcome) -> None:
    """Created = delivered + returned + still inside: nobody ends twice, and what never entered or was set aside does not move."""
    m = outcome.milestones
    _require("delivered or returned, not both", (m.in_hand == NEVER) | (m.returned == NEVER))
    _require("lost parcels are not handed out", (outcome.lost == NEVER) | (m.shelved == NEVER))
    _require("lost within the horizon", (outcome.lost == NEVER) | (outcome.lost < plan.horizon))
    sent = outcome.sent
    _require("what is lost on its way out stays", (sent.lost == NEVER) | (sent.left_county == NEVER))
    _require("oversize parcels stay", ~m.oversize | (m.dropped == NEVER))
    outside = draws.parcels.entered_hub >= plan.horizon
    _require("who does not enter does not leave", ~outside | ((m.left_hub == NEVER) & (m.dropped == NEVER)))
    by_hour = np.bincount(draws.parcels.entered_hub[~outside] // HOUR, minlength=len(outcome.hub_arrived))
    _require("arrivals at the hub by hour", by_hour == outcome.hub_arrived)


def _durations(plan: ServicePlan, draws: Draws, outcome: Outcome) -> None:
    """Handling, waiting and travel fill the time from entry to drop."""
    m = outcome.milestones
    for name in ("handling", "waiting", "travel"):
        spent = getattr(m, name)
        _require(f"{name} not negative and within the horizon", (spent >= 0) & (spent <= plan.horizon))
    spent = np.add(m.handling, m.waiting, dtype=np.int64) + m.travel
    _require("handling + waiting + travel = dropped - entered_hub", (m.dropped == NEVER) | (spent == m.dropped - draws.parcels.entered_hub))
    sent = outcome.sent
    to_the_border = sent.left_county - sent.opened
    _require("no duration but in the county", (sent.left_county == NEVER) | (sent.handling + sent.waiting <= to_the_border))


def _capacity(plan: ServicePlan, draws: Draws, outcome: Outcome) -> None:
    """No load above what is free."""
    runs = outcome.runs
    left = runs.departed < NEVER
    loads = (runs.loaded, runs.free_parcels, "parcels"), (runs.loaded_grams, runs.free_grams, "grams"), (runs.loaded_ml, runs.free_ml, "ml")
    for load, free, unit in loads:
        _require(f"{unit} loaded within what is free", load <= free)
        _require(f"{unit} only on runs that left", left | (load == 0))


def _departures(plan: ServicePlan, draws: Draws, outcome: Outcome) -> None:
    """On the timetable, or late within what its rule allows (``Line.window``); our own inside a duty window; a cancelled run never."""
    runs, table, lines = outcome.runs, plan.timetable, plan.lines
    left = runs.departed < NEVER
    _require("cancelled runs do not leave", ~(left & (runs.cancelled | draws.cancelled)))
    delay = np.where(left, runs.departed - table.scheduled, 0)
    allowed = np.array([line.window for line in lines], np.int64)[table.line]
    _require("departures on the timetable or late within the window of their rule", (delay >= 0) & (delay <= allowed))
    own = np.flatnonzero(left & ~np.array([line.hosted for line in lines], np.bool_)[table.line])
    _require("runs inside a duty window", _within_duty(plan, table.line[own], runs.departed[own]))


def _within_duty(plan: ServicePlan, line: NDArray[np.int64], departed: NDArray[np.int64]) -> NDArray[np.bool_]:
    """By run of our own, whether it is back, as planned, in the duty window in which it left."""
    duty = np.array([(g.duty_start, g.duty_end) for g in plan.depots], np.int64).reshape(-1, 2)
    start, end = duty[np.array([of.depot for of in plan.lines], np.int64)[line]].T
    planned = np.array([of.planned for of in plan.lines], np.int64)[line]
    return np.asarray((departed - start) % DAY + planned < end - start)


def _closures(plan: ServicePlan, draws: Draws, outcome: Outcome) -> None:
    """Nobody boards or alights at a stop that is closed to the run."""
    closed, stops, picks = draws.disrupted.closed, outcome.stops, outcome.pick_ups
    if not len(closed):
        return
    most = max((line.end for line in plan.lines), default=0) + 1
    shut = closed[:, 0] * most + closed[:, 1]
    _require("nobody off at a closed stop", ~np.isin(stops.run * np.int64(most) + stops.sequence, shut) | (stops.dropped == 0))
    _require("nobody on at a closed stop", ~np.isin(picks.run * np.int64(most) + picks.sequence, shut) | (picks.picked_up == 0))


def _rides(moved: Movements) -> None:
    """Runs and their stops carry as many parcels as parcels say they rode on them, hop after hop."""
    outcome = moved.outcome
    runs, stops, picks = outcome.runs, outcome.stops, outcome.pick_ups
    by_run, by_stop = moved.rode()
    _require("parcels on board", by_run == runs.loaded)
    came_off = moved.called.left[moved.called.first[stops.run] + stops.sequence] < NEVER
    _require("who alights at a stop", np.where(came_off, by_stop, 0) == stops.dropped)
    _require("who boards at a stop", moved.boarded() == picks.picked_up)
    ridden = outcome.rides.call >= 0
    _require("no hop before the one before it", ridden[:-1] | ~ridden[1:])


def _told(moved: Movements) -> None:
    """Milestones are what the rides say: with which run from the hub, when off at the point or out of the county, and what it took."""
    m, sent, runs, inbound = moved.outcome.milestones, moved.outcome.sent, moved.outcome.runs, len(moved.draws.parcels)
    _require("parcels on runs from the hub", m.hub_run == moved.first_run())
    left = m.hub_run >= 0
    _require("parcels leave the hub with their run", m.left_hub[left] == runs.departed[m.hub_run[left]])
    dropped, (waiting, travel) = moved.dropped(), moved.spent()
    _require("dropped as the last ride ends", m.dropped == dropped[:inbound])
    _require("waiting and travel as on the rides", (m.waiting == waiting[:inbound]) & (m.travel == travel[:inbound]))
    out = (sent.waiting == waiting[inbound:]) & (sent.travel == travel[inbound:])
    _require("waiting and travel of what goes out as on the rides", out)
    _require("what comes off beyond the county has left it", (dropped[inbound:] == NEVER) | (sent.left_county <= dropped[inbound:]))


def _units(plan: ServicePlan, draws: Draws, outcome: Outcome) -> None:
    """A vehicle is never on two runs at once, and turns round between them."""
    runs, line = outcome.runs, plan.timetable.line
    own = np.flatnonzero(runs.unit >= 0)
    depot = np.array([x.depot for x in plan.lines], np.int64)[line[own]]
    turnaround = np.array([x.turnaround for x in plan.lines], np.int64)[line[own]]
    order = np.lexsort((runs.departed[own], runs.unit[own], depot))
    same = (np.diff(depot[order]) == 0) & (np.diff(runs.unit[own][order]) == 0)
    back = (runs.returned[own] + turnaround)[order]
    _require("no run by a unit that is out on the day", ~_is_out(draws.disrupted.out, depot, runs.unit[own], runs.departed[own] // DAY))
    _require("a vehicle on one run at a time", ~same | (back[:-1] <= runs.departed[own][order][1:]))


def _is_out(out: Ints, depot: Ints, unit: NDArray[np.int32], day: Ints) -> Bools:
    """Whether units are among those that are out on a day."""
    base = int(max(unit.max(initial=0), day.max(initial=0), out.max(initial=0))) + 1
    return np.isin((depot * np.int64(base) + unit) * base + day, (out[:, 0] * base + out[:, 1]) * base + out[:, 2])


def _trips(plan: ServicePlan, draws: Draws, outcome: Outcome) -> None:
    """Trips bring home what parcels say they brought, when they say."""
    trips, m = outcome.trips, outcome.milestones
    fetched = np.flatnonzero(m.trip >= 0)
    _require("parcels of a trip", np.bincount(m.trip[fetched], minlength=len(trips.time)) == trips.parcels)
    of = m.trip[fetched]
    same = (m.in_hand[fetched] == trips.time[of]) & (draws.parcels.household[fetched] == trips.household[of])
    _require("a trip is of one household at one time", same)
    taken = np.array([point.all_to_door for point in plan.points], np.bool_)
    unasked = taken[_point(plan, draws)] if taken.any() else False
    _require("in hand by a trip, or brought to the door", (m.in_hand == NEVER) | (m.trip >= 0) | draws.parcels.to_door | unasked)


def _shelves(plan: ServicePlan, draws: Draws, outcome: Outcome) -> None:
    """No more parcels under way to a shelf or compartments of one size and there than they hold; a place is free again at the instant it is left."""
    racks = [(point.shelf, *(c.count for c in point.locker)) for point in plan.points]
    places = np.array([count for of in racks for count in of], np.int64)
    if not (places < UNLIMITED).any():
        return
    m, runs, shelf = outcome.milestones, outcome.runs, np.cumsum([0, *map(len, racks)])
    rack = shelf.take(_point(plan, draws)) + 1 + outcome.compartment
    village = m.village_run >= 0
    reserved = m.dropped.copy()
    reserved[village] = runs.departed[m.village_run[village]]
    gone = np.minimum.reduce([m.in_hand, m.returned, outcome.lost])
    held = np.flatnonzero((places < UNLIMITED).take(rack) & (reserved < NEVER))
    at, most = _held(rack.take(held), reserved.take(held), np.minimum(gone.take(held), plan.horizon))
    _require("shelves never over", most <= places.take(at))


def _held(rack: NDArray[np.integer], since: Times, until: Times) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The racks in order, each as often as a parcel comes to it or leaves it, and how many it then holds; who leaves at an instant goes first."""
    event = np.concatenate([(since << 1) + 1, until << 1])
    bits = int(event.max(initial=0)).bit_length()
    event |= np.tile(rack, 2).astype(np.int64) << bits
    event.sort()  # one number sorts faster than two
    at, change = event >> bits, (event & 1) * 2 - 1
    first = np.flatnonzero(np.diff(at, prepend=-1))
    count = np.cumsum(change)
    count -= np.repeat((count - change)[first], np.diff(first, append=len(at)))
    return at, count


def _little(moved: Movements) -> None:
    """Little's law at every place; see ``sim.flow.conservation``."""
    _require("Little's law at every place", moved.as_moved() == moved.as_stayed())


def _crews(plan: ServicePlan, draws: Draws, outcome: Outcome) -> None:
    """No crew works more than it is there, at all its stages together."""
    s = outcome.shifts
    there = np.maximum(np.minimum(s.end, plan.horizon) - np.maximum(s.start, 0), 0) * s.crew
    crews = [stage.crew for handling in plan.handlings for stage in handling.stages]
    distinct = list(dict.fromkeys(crews))
    first = dict(zip(distinct, np.cumsum([0, *(len(crew.shifts) for crew in distinct)]).tolist(), strict=False))
    shift = np.concatenate([np.zeros(0, np.int64), *(first[crew] + np.arange(len(crew.shifts)) for crew in crews)])
    busy = np.zeros(sum(len(crew.shifts) for crew in distinct), np.int64)
    np.add.at(busy, shift, s.busy)
    _require("busy time within rostered time", (s.busy >= 0) & (busy[shift] <= there))
    _require("overtime not negative", s.overtime >= 0)
