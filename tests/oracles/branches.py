"""Which rare things happened in a simulation, so that a set of scenarios can be shown to hold them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from sim.arrays import Ints
from sim.clock import DAY, NEVER
from sim.demand.offers import Direction
from sim.demand.parcels import Parcels
from sim.flow.draws import Draws
from sim.flow.model import simulate
from sim.flow.outcome import Milestones, Outcome
from sim.plan.departure import Threshold
from sim.plan.plan import ServicePlan
from sim.plan.point import Point
from sim.plan.stage import Stage
from tests.oracles.disruptions import FELT, felt

Branch = Callable[[ServicePlan, Draws, Outcome], bool]


def binding(plan: ServicePlan, draws: Draws, outcome: Outcome) -> set[str]:
    """Which capacities stopped a loading. Parcels: all places taken. Grams (ml): a place free, and the largest parcel in ml (grams) would fit."""
    runs, found = outcome.runs, set()
    for r in np.flatnonzero(runs.left_behind > runs.passed_over):
        grams_fit = runs.loaded_grams[r] + draws.parcels.grams.max() <= runs.free_grams[r]
        ml_fit = runs.loaded_ml[r] + draws.parcels.ml.max() <= runs.free_ml[r]
        if grams_fit and ml_fit:
            found.add("parcels bind")
        elif runs.loaded[r] < runs.free_parcels[r] and (grams_fit or ml_fit):
            found.add("ml bind" if grams_fit else "grams bind")
    return found


def running(plan: ServicePlan, draws: Draws, outcome: Outcome) -> set[str]:
    """What happened to runs and parcels aboard."""
    runs, m, table = outcome.runs, outcome.milestones, plan.timetable
    left = runs.departed < NEVER
    late = left & (runs.departed > table.scheduled)
    max_delay = np.array([plan.lines[line].max_delay for line in table.line])
    duty = np.array([plan.depots[plan.lines[line].depot].duty_start if not plan.lines[line].hosted else -1 for line in table.line])
    loaded = m.hub_run >= 0
    seen = {
        "left behind": (runs.left_behind > 0).any(),
        "drawn cancellation": (runs.cancelled & draws.cancelled).any(),
        "cancelled for want of a unit": (runs.cancelled & ~draws.cancelled).any(),
        "late": late.any(),
        "left at the last moment": (late & (runs.departed == table.scheduled + max_delay)).any(),
        "left as duty began": (late & (runs.departed % DAY == duty)).any(),
        "full shelf": (runs.passed_over > 0).any(),
        "loaded past a full shelf": ((runs.passed_over > 0) & (runs.loaded > 0)).any(),
        "stepped over": _differs(plan, draws, outcome, 0),
        "loading ends with the next that does not fit": _differs(plan, draws, outcome, len(draws.parcels)),
        "the host takes no more": any(line.hosted and line.most_parcels in runs.loaded[table.line == n] for n, line in enumerate(plan.lines)),
        "the host takes no more on one run than on another": _more_on_another(plan, runs.loaded),
        "empty run": (left & (runs.loaded == 0)).any(),
        "nothing free on a host's run": (left & (runs.free_parcels == 0)).any(),
        "second unit": (runs.unit > 0).any(),
        "oversize": m.oversize.any(),
        "ready as it leaves": ((m.waiting == 0) & (m.handling > 0) & (m.dropped < NEVER)).any(),
        "direct": (loaded & (m.hub_run == m.village_run)).any(),
        "on the road at the horizon": (loaded & (m.dropped == NEVER)).any(),
        "half a stop at the horizon": ((outcome.stops.departed == NEVER) & (outcome.stops.arrived < NEVER)).any(),
    }
    return {name for name, yes in seen.items() if yes}


def _more_on_another(plan: ServicePlan, loaded: Ints) -> bool:
    """Whether a run is as full as its host lets it be, and another run of its line holds more."""
    for number, line in enumerate(plan.lines):
        if line.by_run:
            mine, most = loaded[plan.timetable.line == number], np.array(line.by_run)
            if ((mine == most) & (most > 0) & (most < mine.max())).any():
                return True
    return False


def _differs(plan: ServicePlan, draws: Draws, outcome: Outcome, skip: int) -> bool:
    """Whether runs would load otherwise if they stepped over so many parcels."""
    return not np.array_equal(simulate(replace(plan, skip=skip), draws).runs.loaded, outcome.runs.loaded)


def handing(plan: ServicePlan, draws: Draws, outcome: Outcome) -> set[str]:
    """What happened at the points."""
    m, rows = outcome.milestones, draws.parcels
    way = [plan.ways[plan.inbound[b, v]] for b, v in zip(rows.brand, rows.village, strict=True)]
    points = [plan.points[w.point] for w in way]
    after = np.array([p.return_after for p in points])
    remote = np.array([p.remote for p in points])
    at_point, in_hand = m.at_point < NEVER, m.in_hand < NEVER
    market = np.array([t in draws.market.time[h] for t, h in zip(m.in_hand, rows.household, strict=True)])
    locked, lockers = outcome.compartment >= 0, np.array([bool(p.locker) for p in points])
    bounded = np.array([p.bounded for p in points])
    sizes = [[c.ml for c in p.locker] for p in points]
    needed = np.array([next((i for i, most in enumerate(of) if ml <= most), -1) for of, ml in zip(sizes, rows.ml, strict=True)])
    open_then = np.array([any(a <= t < b for a, b in p.hours) for p, t in zip(points, m.in_hand, strict=True)])
    trips = {}
    for p in np.flatnonzero(m.trip >= 0):
        trips.setdefault(m.trip[p], set()).add(way[p].point)
    seen = {
        "return": (m.returned < NEVER).any(),
        "collected as it would be returned": (in_hand & (m.in_hand - m.at_point == after)).any(),
        "closed point": (at_point & (m.shelved < m.at_point)).any(),
        "shelving takes time": (at_point & (m.dropped < m.shelved)).any(),
        "to the door unasked": (in_hand & ~rows.to_door & (m.trip < 0)).any(),
        "to the door": (in_hand & rows.to_door & (m.trip < 0)).any(),
        "lost on the way": ((outcome.lost < NEVER) & (m.dropped == NEVER)).any(),
        "lost before it came off at its point": ((outcome.lost < NEVER) & (m.dropped < NEVER)).any(),
        "lost, and its place free again": ((outcome.lost < NEVER) & (m.dropped < NEVER) & bounded).any(),
        "found a compartment": locked.any(),
        "a bigger compartment than it needs": ((needed >= 0) & (outcome.compartment > needed)).any(),
        "onto the shelf beside a locker": ((needed >= 0) & ~locked & at_point).any(),
        "too big for the locker": (lockers & (needed < 0) & at_point).any(),
        "fetched from a locker as the counter is closed": (in_hand & locked & ~open_then).any(),
        "left behind a closed counter": _left_behind_counter(rows, m, points, locked & ~open_then),
        "one trip to locker and shelf": any(len({bool(locked[p]) for p in np.flatnonzero(m.trip == t)}) > 1 for t in np.unique(m.trip[locked & in_hand])),
        "returned from a locker": (locked & (m.returned < NEVER)).any(),
        "to the door past a locker": (lockers & rows.to_door & (m.trip < 0) & in_hand).any(),
        "market trip": (in_hand & remote & market).any(),
        "trip for several": (outcome.trips.parcels > 1).any(),
        "trip to several points": any(len(found) > 1 for found in trips.values()),
        "priority": any(w.priority > 0 for w in way),
        "relay": any(plan.lines[h.line].leg == "relay" for w, t in zip(way, m.dropped, strict=True) if t < NEVER for h in w.hops),
        "two crews feed one queue": _merges(plan, draws, outcome),
        "three hops": any(len(w.hops) == 3 for w, t in zip(way, m.dropped, strict=True) if t < NEVER),
        "inside at the horizon": ((rows.entered_hub < plan.horizon) & (m.in_hand == NEVER) & (m.returned == NEVER)).any(),
        "waits for the point at the horizon": ((m.shelved < NEVER) & ~at_point).any(),
    }
    return {name for name, yes in seen.items() if yes}


def _left_behind_counter(rows: Parcels, m: Milestones, points: list[Point], at_night: np.ndarray) -> bool:
    """Whether who fetched a parcel ``at_night``, from a locker behind a closed counter, left something of the household's on the shelf."""
    gone, place = np.minimum(m.in_hand, m.returned), np.array([of.place for of in points])
    return any(
        ((rows.household == rows.household[p]) & (place == place[p]) & (m.at_point <= m.in_hand[p]) & (gone > m.in_hand[p])).any()
        for p in np.flatnonzero(at_night & (m.trip >= 0))
    )


def _merges(plan: ServicePlan, draws: Draws, outcome: Outcome) -> bool:
    """Whether some run took parcels of one priority from two handlings at its base."""
    m, rows = outcome.milestones, draws.parcels
    feeders: dict[tuple[int, int], set[int]] = {}
    for p in np.flatnonzero(m.hub_run >= 0):
        way = plan.ways[plan.inbound[rows.brand[p], rows.village[p]]]
        feeders.setdefault((int(m.hub_run[p]), way.priority), set()).add(way.hops[0].handling)
    return any(len(found) > 1 for found in feeders.values())


def handled(plan: ServicePlan, draws: Draws, outcome: Outcome) -> set[str]:
    """What happened at the stages."""
    shifts, found = outcome.shifts, set()
    for row in range(len(shifts.start)):
        stage = plan.handlings[shifts.handling[row]].stages[shifts.stage[row]]
        found |= _shift(stage, outcome, row)
    return found


def shared(plan: ServicePlan, draws: Draws, outcome: Outcome) -> set[str]:
    """Which crews did several stages."""
    found, shifts = set(), outcome.shifts
    worked = {(h, k) for h, k, busy in zip(shifts.handling.tolist(), shifts.stage.tolist(), shifts.busy.tolist(), strict=True) if busy}
    for crew in plan.crews:
        at = [(h, k) for h, of in enumerate(plan.handlings) for k, stage in enumerate(of.stages) if stage.crew == crew and (h, k) in worked]
        shelves = any(point.shelve and point.shelve.crew == crew for point in plan.points)
        seen = {
            f"one crew, several stages in a row, {crew.discipline}": len({h for h, _ in at}) < len(at),
            f"one crew, several handlings, {crew.discipline}": len({h for h, _ in at}) > 1,
            f"one crew handles and shelves, {crew.discipline}": shelves and bool(at),
        }
        found |= {name for name, yes in seen.items() if yes}
    return found


def _shift(stage: Stage, outcome: Outcome, row: int) -> set[str]:
    """What happened in a shift of a stage."""
    shifts, found = outcome.shifts, set()
    kind = f"{stage.crew.discipline}, {stage.crew.shift_end}"
    start, end = shifts.start[row], shifts.end[row]
    if shifts.busy[row] > 0:
        found.add(kind)
        others = [s for s in stage.crew.shifts if s.people > 0 and (s.start, s.end) != (start, end)]
        if any(s.start < end and start < s.end for s in others):
            found.add("overlapping shifts")
        if any(s.end == start for s in others):
            found.add("touching shifts")
        if shifts.backlog_at_end[row] > 0:
            found.add(f"{kind}: work left at the end of a shift")
    if shifts.overtime[row] > 0:
        found.add(f"overtime, {stage.crew.discipline}")
        after = min((s.start for s in stage.crew.shifts if s.start > end), default=None)
        # A pooled crew that filled the whole gap had work to its very end; only then did the next crew take over.
        if after is not None and shifts.overtime[row] == shifts.crew[row] * (after - end):
            found.add(f"overtime into the next shift, {stage.crew.discipline}")
    return found


def going_out(plan: ServicePlan, draws: Draws, outcome: Outcome) -> set[str]:
    """What happened to outbound parcels and on open tours."""
    sent, picks, table, offers = outcome.sent, outcome.pick_ups, plan.timetable, draws.offers
    loads = picks.picked_up > 0
    boarding = np.array([plan.lines[line].boarding for line in table.line[picks.run]], np.int64)
    key = np.stack([table.line[picks.run], picks.sequence, picks.time])[:, picks.time < NEVER]
    points = [plan.points[plan.ways[plan.way[d, b, v]].point] for d, b, v in zip(offers.direction, offers.brand, offers.village, strict=True)]
    seen = {
        "out of the county": (sent.left_county < NEVER).any(),
        "waits for the point to open": ((offers.offered < sent.opened) & (sent.opened < NEVER)).any(),
        "accepting takes time": ((sent.opened < sent.accepted) & (sent.accepted < NEVER)).any(),
        "brought to the township": any(p.remote for p in points),
        "left at a stop": (picks.left_behind > 0).any(),
        "boarding takes time": (loads & (boarding > 0)).any(),
        "picked up with parcels for later stops aboard": (loads & (picks.left_behind > 0)).any(),
        "boards as it becomes ready": ((sent.left_village == sent.accepted) & (sent.left_village < NEVER)).any(),
        "on the road out at the horizon": ((sent.left_village < NEVER) & (sent.left_township == NEVER) & (sent.entered_township == NEVER)).any(),
        "lost at the township on its way out": ((sent.lost < NEVER) & (sent.entered_hub == NEVER)).any(),
        "lost at the hub on its way out": ((sent.lost < NEVER) & (sent.entered_hub < NEVER)).any(),
        "outbound oversize": sent.oversize.any(),
        "fresh before others": _fresh_first(draws, outcome),
        "two runs at a stop at once": key.shape[1] > np.unique(key, axis=1).shape[1],
    }
    return {name for name, yes in seen.items() if yes} | _thresholds(plan, outcome)


def _fresh_first(draws: Draws, outcome: Outcome) -> bool:
    """Whether something fresh left a village before something else that was accepted earlier there."""
    sent, offers = outcome.sent, draws.offers
    went = np.flatnonzero(sent.left_village < NEVER)
    fresh = went[offers.direction[went] == Direction.FRESH]
    return any(
        ((sent.accepted[went] < sent.accepted[f]) & (sent.left_village[went] > sent.left_village[f]) & (offers.village[went] == offers.village[f])).any()
        for f in fresh
    )


def _thresholds(plan: ServicePlan, outcome: Outcome) -> set[str]:
    """How runs of lines with a threshold left."""
    runs, table, found = outcome.runs, plan.timetable, set()
    for r in np.flatnonzero(runs.departed < NEVER):
        rule = plan.lines[table.line[r]].departure
        if isinstance(rule, Threshold):
            enough = runs.loaded[r] + runs.left_behind[r] >= rule.parcels
            found.add("enough are ready" if enough else "the oldest has waited")
            if runs.departed[r] > table.scheduled[r]:
                found.add("leaves by threshold amid its hours")
            if table.number[r] > 0:
                found.add("a second slot of the day")
        elif runs.unit[r] < 0 and plan.lines[table.line[r]].picks_up:
            found.add("a host picks up")
    slots = np.array([isinstance(plan.lines[line].departure, Threshold) for line in table.line], np.bool_)
    if (slots & (runs.departed == NEVER) & ~runs.cancelled).any():
        found.add("a slot stays unused")
    return found


EXPECTED = frozenset(
    """parcels bind|grams bind|ml bind|left behind|drawn cancellation|cancelled for want of a unit|late|left at the last moment
    |left as duty began|full shelf|loaded past a full shelf|stepped over
    |loading ends with the next that does not fit|the host takes no more|empty run|nothing free on a host's run|second unit|oversize|ready as it leaves
    |direct|relay|three hops|two crews feed one queue|on the road at the horizon|half a stop at the horizon|return|collected as it would be returned|closed point
    |shelving takes time|to the door|to the door unasked|market trip|trip for several|trip to several points|priority|inside at the horizon
    |lost on the way|lost before it came off at its point|lost, and its place free again
    |found a compartment|a bigger compartment than it needs|onto the shelf beside a locker|too big for the locker
    |fetched from a locker as the counter is closed|left behind a closed counter|one trip to locker and shelf|returned from a locker
    |to the door past a locker|waits for the point at the horizon|pooled, pause|pooled, finish|servers, pause|servers, finish
    |pooled, pause: work left at the end of a shift|servers, pause: work left at the end of a shift
    |overtime, pooled|overtime, servers|overtime into the next shift, pooled|overtime into the next shift, servers
    |overlapping shifts|touching shifts
    |one crew, several stages in a row, pooled|one crew, several stages in a row, servers|one crew, several handlings, pooled
    |one crew, several handlings, servers|one crew handles and shelves, pooled|one crew handles and shelves, servers
    |out of the county|waits for the point to open|accepting takes time|brought to the township|left at a stop|boarding takes time
    |picked up with parcels for later stops aboard|boards as it becomes ready|on the road out at the horizon|outbound oversize|fresh before others
    |lost at the township on its way out|lost at the hub on its way out
    |two runs at a stop at once|enough are ready|the oldest has waited|leaves by threshold amid its hours|a second slot of the day|a host picks up
    |a slot stays unused""".replace("\n    ", "").split("|")
) | frozenset(FELT)
"""What the fixed scenarios must hold between them."""


def branches(plan: ServicePlan, draws: Draws, outcome: Outcome) -> set[str]:
    """The names of all that happened."""
    found: set[str] = set()
    for look in (binding, running, handing, handled, shared, going_out, felt):
        found |= look(plan, draws, outcome)
    return found
