"""What is measured of the parcels that go out: how many, how fast, fresh in time, how full the way back is, and what it
costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import heappush, heapreplace

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Bools, Floats, Ints
from sim.clock import DAY, HOUR, NEVER
from sim.demand.offers import Direction
from sim.flow.outcome import Sent
from sim.measure.accounts import Accounts, wage
from sim.measure.case import Case, per, tally
from sim.measure.ledger import RESOURCE
from sim.measure.losses import lost_out
from sim.measure.registry import OUTBOUND
from sim.measure.runs import LineCosts, driver_hour
from sim.plan.plan import ServicePlan


def outbound_kpis(
    case: Case, accounts: Accounts, groupings: Mapping[str, tuple[Ints, int]]
) -> dict[str, dict[str, Floats]]:
    """KPIs of what goes out, by grouping, key without suffix, and group of villages; NaN where nothing does.

    Args:
        groupings: by name, of each the group of every village, and the number of groups.
    """
    if not len(case.draws.offers):
        return {name: {key: np.full(n, np.nan) for key in OUTBOUND} for name, (_, n) in groupings.items()}
    going = GoingOut(case, accounts)
    return {name: GoingOutByGroup(going, group, n).kpis() for name, (group, n) in groupings.items()}


@dataclass(frozen=True, eq=False)
class GoingOut:
    """The outbound parcels of a case."""

    case: Case
    accounts: Accounts

    @property
    def left_county(self) -> Ints:
        """By outbound parcel, when it left the county."""
        return self.case.outcome.sent.left_county

    @cached_property
    def inside(self) -> Ints:
        """By outbound parcel, ms from the offering until it left the county."""
        return self.left_county - self.case.draws.offers.offered

    @cached_property
    def dated(self) -> Bools:
        """By outbound parcel, whether it was offered on a measured day."""
        return self.case.measured(self.case.draws.offers.offered)

    @cached_property
    def left(self) -> Bools:
        """By outbound parcel of measured days, whether it left the county."""
        return self.dated & (self.left_county < NEVER)

    @cached_property
    def fresh(self) -> Bools:
        """By outbound parcel of measured days, whether it is fresh produce."""
        return np.asarray(self.dated & (self.case.draws.offers.direction == Direction.FRESH), np.bool_)

    @property
    def _sent(self) -> Sent:
        return self.case.outcome.sent

    @cached_property
    def fresh_in_time(self) -> Bools:
        """By outbound parcel, whether it is fresh and left the county in time."""
        return self.fresh & self._in_time(self.left_county)

    @cached_property
    def fresh_at_hub(self) -> Bools:
        """By outbound parcel, whether it is fresh and came to the hub in time."""
        return self.fresh & self._in_time(self._sent.entered_hub)

    def _in_time(self, time: Ints) -> Bools:
        """Whether a parcel came so far, by these times, within the limit of fresh produce from its acceptance."""
        limit = self.case.parameters.demand.outbound.fresh_limit_h
        return (time < NEVER) & (time - self._sent.accepted <= round(limit * HOUR))

    @cached_property
    def latest(self) -> Ints:
        """By village, the time of day of the latest offering that left on its own day, ms; -1 where none did."""
        offers = self.case.draws.offers
        same = np.flatnonzero(self.left & (self.left_county // DAY == offers.offered // DAY))
        latest = np.full(self.case.villages, -1, np.int64)
        np.maximum.at(latest, offers.village[same], offers.offered[same] % DAY)
        return latest

    @cached_property
    def warm_h(self) -> Floats:
        """By outbound parcel, hours at the hub beyond what the cold store holds: who came first has a place there."""
        case, sent = self.case, self.case.outcome.sent
        fresh = np.flatnonzero((case.draws.offers.direction == Direction.FRESH) & (sent.entered_hub < NEVER))
        came, gone = sent.entered_hub[fresh], np.minimum(sent.left_county[fresh], case.plan.horizon)
        warm = np.zeros(len(sent.opened))
        warm[fresh] = warm_ms(came, gone, case.parameters.demand.outbound.cold_parcels) / HOUR
        return warm

    @cached_property
    def left_behind(self) -> float:
        """Of parcels ready at a stop of a run, those that did not board."""
        picks = self.case.outcome.pick_ups
        dated = self.case.run_departed[picks.run]
        left, taken = int(picks.left_behind[dated].sum()), int(picks.picked_up[dated].sum())
        return left / (left + taken) if left + taken else float("nan")

    @cached_property
    def load_back(self) -> float:
        """How full runs that pick up come home, by number, mean over them."""
        case, picks, runs = self.case, self.case.outcome.pick_ups, self.case.outcome.runs
        collects = np.array([line.picks_up for line in case.plan.lines], np.bool_)[case.plan.timetable.line]
        at = np.flatnonzero(case.run_departed & collects & (runs.free_parcels > 0))
        aboard = tally(picks.run, picks.picked_up, len(runs.departed))[at]
        fill = np.minimum(aboard / np.maximum(runs.free_parcels[at], 1), 1.0)
        return float(fill.mean()) if len(at) else float("nan")

    @cached_property
    def spent(self) -> Floats:
        """By village, yuan of all resources used up for both directions."""
        cents = self.accounts.ledger.cells(lambda a: a.kind == RESOURCE)
        return np.asarray(cents.sum(axis=0) / 100.0, dtype=np.float64)

    @cached_property
    def yuan(self) -> Floats:
        """By village, what its outbound parcels bear: acceptance, those that are lost, and what ``sharing`` says of
        lines and crews."""
        lines, handlings = self._rides()
        accept, crews = self._crew_yuan()
        passed = handlings.sum(axis=1)
        out = (handlings * per_row(accept, passed)).sum(axis=0)
        out += lost_out(self.case).sum(axis=0) * self.case.parameters.disruption.lost_yuan
        if self.case.parameters.demand.outbound.sharing == "marginal":
            return np.asarray(out + (lines * self._boarding_yuan()[:, None]).sum(axis=0))
        inbound = tally(
            self.case.plan.timetable.line,
            np.where(self.case.run_departed, self.case.outcome.runs.loaded, 0),
            len(self.case.plan.lines),
        )
        out += (lines * per_row(line_yuan(self.case, self.accounts.lines), inbound + lines.sum(axis=1))).sum(axis=0)
        handled = self._handled()
        return np.asarray(out + (handlings * per_row(crews, handled)).sum(axis=0))

    def _rides(self) -> tuple[Floats, Floats]:
        """Outbound parcels that on measured days were ready for a ride: by line those that rode, by handling all,
        and by village."""
        case, plan, offers = self.case, self.case.plan, self.case.draws.offers
        inbound, ways = len(case.draws.parcels), plan.way[offers.direction, offers.brand, offers.village]
        lines, handlings = np.zeros((len(plan.lines), case.villages)), np.zeros((len(plan.handlings), case.villages))
        for hop, (call, ready) in enumerate(
            zip(case.outcome.rides.call[:, inbound:], case.outcome.rides.ready[:, inbound:], strict=True)
        ):
            line, handling = _steps(plan, hop)
            rows = np.flatnonzero(case.measured(ready))
            handlings += self._by_row(handling[ways[rows]], rows, len(handlings))
            rode = rows[call[rows] >= 0]
            lines += self._by_row(line[ways[rode]], rode, len(lines))
        return lines, handlings

    def _by_row(self, row: Ints, offers: Ints, rows: int) -> Floats:
        """How many of some outbound parcels there are, by a number of each and by village."""
        villages = self.case.villages
        cell = row * villages + self.case.draws.offers.village[offers]
        return tally(cell, None, rows * villages).reshape(rows, villages)

    def _crew_yuan(self) -> tuple[Floats, Floats]:
        """By handling, yuan of its staff: of those that only what goes out passes, and of the others."""
        case, roster = self.case, self.case.roster
        rows = np.flatnonzero(roster.handling >= 0)
        handling = roster.handling[rows]
        hourly = np.array([wage(case, number) for number in handling.tolist()])
        yuan = tally(handling, self.accounts.paid[rows] * hourly, len(case.plan.handlings))
        ways = (case.plan.ways[number] for number in np.unique(case.plan.inbound) if number >= 0)
        inbound = {hop.handling for way in ways for hop in way.hops}
        shared = np.isin(np.arange(len(yuan)), list(inbound))
        return np.where(shared, 0.0, yuan), np.where(shared, yuan, 0.0)

    def _handled(self) -> Floats:
        """By handling, parcels that its first stage finished on measured days, either way."""
        shifts = self.case.outcome.shifts
        first = (shifts.stage == 0) & self.case.measured(shifts.start)
        return tally(shifts.handling[first], shifts.handled[first], len(self.case.plan.handlings))

    def _boarding_yuan(self) -> Floats:
        """By line, the driver's time for a parcel that boards on the way."""
        return np.array(
            [0.0 if line.hosted else line.boarding / HOUR * driver_hour(self.case) for line in self.case.plan.lines]
        )


@dataclass(frozen=True, eq=False)
class GoingOutByGroup:
    """What goes out by group of villages; ``group`` is by village."""

    going: GoingOut
    group: Ints
    groups: int

    def kpis(self) -> dict[str, Floats]:
        """Every KPI of what goes out, by key, of each group; shares 0 to 1, times in hours, costs in yuan a parcel."""
        of, case = self.going, self.going.case
        offered, left, fresh = (self._count(mask) for mask in (of.dated, of.left, of.fresh))
        came = self._by_village(case.delivered.sum(axis=0))
        went = self._count(case.measured(of.left_county))
        return {
            "out_parcels_day": offered / case.days,
            "out_county_mean_h": per(self._sum(of.left, of.inside / HOUR), left),
            "out_within_24h": per(self._count(of.left & (of.inside <= DAY)), offered),
            "out_inside_share": per(self._count(of.dated & (of.left_county == NEVER)), offered),
            "out_fresh_in_time": per(self._count(of.fresh_in_time), fresh),
            "out_fresh_at_hub": per(self._count(of.fresh_at_hub), fresh),
            "out_cutoff_h": self._cutoff_h(),
            "out_warm_mean_h": per(self._sum(of.fresh, of.warm_h), fresh),
            "out_left_behind_share": np.full(self.groups, of.left_behind),
            "out_load_factor": np.full(self.groups, of.load_back),
            "out_cost_parcel": per(self._by_village(of.yuan), went),
            "out_in_cost_parcel": per(self._by_village(of.spent - of.yuan), came),
        }

    def _by_village(self, amount: Floats) -> Floats:
        return tally(self.group, amount, self.groups)

    def _count(self, mask: Bools) -> Floats:
        return tally(self.group[self.going.case.draws.offers.village[mask]], None, self.groups)

    def _sum(self, mask: Bools, amount: NDArray[np.floating]) -> Floats:
        return tally(self.group[self.going.case.draws.offers.village[mask]], amount[mask], self.groups)

    def _cutoff_h(self) -> Floats:
        """Hour of the day of the latest offering that left on its own day, mean over the villages that have one."""
        latest = self.going.latest
        known = latest >= 0
        return per(
            tally(self.group[known], latest[known] / HOUR, self.groups), tally(self.group[known], None, self.groups)
        )


def _steps(plan: ServicePlan, hop: int) -> tuple[Ints, Ints]:
    """By way, line and handling of its hop of that number; -1 where it has fewer."""
    steps = [(way.hops[hop].line, way.hops[hop].handling) if hop < len(way.hops) else (-1, -1) for way in plan.ways]
    line, handling = np.array(steps, np.int64).T
    return line, handling


def per_row(amount: Floats, count: Floats) -> Floats:
    """Amount by count as a column; nought where nobody counts."""
    return np.nan_to_num(per(amount, count))[:, None]


def line_yuan(case: Case, lines: LineCosts) -> Floats:
    """By line, yuan of its runs on the basis of hosts' cost that the ledger is on, stops for parcels apart."""
    own = lines.energy + lines.vehicle + lines.driver + lines.overtime
    host = (
        lines.host_marginal
        if case.parameters.cost.host_basis == "marginal"
        else lines.host_full_km + lines.host_full_minutes
    )
    return np.asarray(own + host, dtype=np.float64)


def warm_ms(came: Ints, gone: Ints, places: int) -> Ints:
    """How long each of some parcels stays without a place in a store of so many, ms.

    The first to come has a place; as one is left, it goes to the one without that came first.
    """
    order = came.argsort(kind="stable")
    free: list[int] = []
    warm = np.zeros(len(came), np.int64)
    taken = 0
    for row in order.tolist():
        if taken < places:
            taken += 1
            heappush(free, int(gone[row]))
            continue
        begins = free[0] if free else NEVER
        until = int(gone[row])
        warm[row] = max(0, min(begins, until) - int(came[row]))
        if begins < until:
            heapreplace(free, until)
    return warm
