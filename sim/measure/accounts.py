"""Writing the ledger of a case: runs, staff, rooms, keepers, fees, support and residents, each to the villages that
they serve."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.arrays import Bools, Floats, Ints
from sim.clock import DAY, HOUR
from sim.measure.allocate import LineShares, line_shares
from sim.measure.case import Case, tally
from sim.measure.fees import enter_fees
from sim.measure.host_stops import HostStops, host_stops
from sim.measure.incidents import charged_yuan
from sim.measure.ledger import Book, Ledger, to_cents
from sim.measure.lockers import keeper_min
from sim.measure.losses import enter_losses
from sim.measure.paid_hours import attended_hours, outlet_hours, paid_hours
from sim.measure.residents import ResidentCosts, resident_costs
from sim.measure.runs import LineCosts, driver_hour, line_costs
from sim.measure.support import enter_support
from sim.measure.users import Users, shares, spread, users_of
from sim.plan.actor import KEEPER, RESIDENT, Actor, ActorKind
from sim.plan.leg import Leg
from sim.plan.level import Level
from sim.plan.plan import ServicePlan
from sim.plan.way import Way


@dataclass(frozen=True, eq=False)
class Accounts:
    """The ledger of a case and what was worked out on the way.

    ``host_marginal`` and ``host_full`` are the hosts' runs on both bases in cents, the full one with their passengers'
    delay, and ``residents`` the residents' cost at a trip share of 1 in yuan, shape (2, villages), the pool's parcels
    first. ``paid``: by stage of the roster, the worker-hours charged.
    """

    ledger: Ledger
    users: Users
    shares: LineShares
    lines: LineCosts
    residents: ResidentCosts
    host_marginal: Ints
    host_full: Ints
    stops: HostStops
    paid: Floats


def write_ledger(case: Case) -> Accounts:
    """Write and balance the ledger of the measured days.

    Raises:
        UnbalancedError: it does not add up (a fault of the program).
    """
    book = Book(case.villages)
    users = users_of(case)
    stops = host_stops(case)
    split, costs = line_shares(case, users), line_costs(case, stops)
    marginal, full = _runs(case, book, users, split, costs, stops)
    outlets = outlet_hours(case)
    paid = paid_hours(case, outlets)
    _staff(case, book, users, paid)
    _outlets(case, book, outlets * staff_hour(case))
    operators = _by_operator(case.plan)
    _rooms(case, book, operators)
    enter_fees(case, book, operators)
    enter_support(case, book, operators)
    _second_charges(case, book)
    enter_losses(case, book, operators)
    residents = resident_costs(case)
    share = case.parameters.resident.trip_share
    book.use(RESIDENT, "travel", "trip", residents.travel.ravel() * share)
    book.use(RESIDENT, "time", "trip", residents.time.ravel() * share)
    return Accounts(book.close(), users, split, costs, residents, marginal, full, stops, paid)


@dataclass(frozen=True, eq=False)
class _Legs:
    """Operators and legs that lines have, and to which cell of which of them the rows of users go.

    Attributes:
        keys: operator and leg. ``of``: by line, the number of its own.
        rows, line, at: user rows that are of a line, their lines, and where they go among (leg, cell).
        cells: villages, twice: the pool's parcels first.
    """

    keys: list[tuple[Actor, Leg]]
    of: Ints
    rows: Ints
    line: Ints
    at: Ints
    cells: int

    def by_line(self, amount: Floats, share: Floats) -> Floats:
        """Amounts of lines, split by the users' shares; shape (legs, cells)."""
        return self.by_row(amount[self.line] * share[self.rows])

    def by_row(self, amount: Floats) -> Floats:
        """Amounts of the rows; shape (legs, cells)."""
        return tally(self.at, amount, len(self.keys) * self.cells).reshape(-1, self.cells)


def _legs(case: Case, users: Users) -> _Legs:
    lines, cells = case.plan.lines, 2 * case.villages
    keys = sorted({(ln.operator, ln.leg) for ln in lines})
    of = np.array([keys.index((ln.operator, ln.leg)) for ln in lines], dtype=np.int64)
    rows = np.flatnonzero(users.line >= 0)
    line = users.line[rows]
    return _Legs(keys, of, rows, line, of[line] * cells + users.cell[rows], cells)


def _runs(
    case: Case, book: Book, users: Users, split: LineShares, costs: LineCosts, stops: HostStops
) -> tuple[Ints, Ints]:
    """Enter the runs by operator and leg; return the hosts' runs on the marginal and the full basis, cents by cell.

    Passengers' delay is entered, and part of the return, on the full basis only.
    """
    legs = _legs(case, users)
    _own_runs(book, legs, split, costs)
    stopping = legs.by_row(stops.to_users(users, stops.hours * driver_hour(case))[legs.rows])
    yuan = stops.delay * case.parameters.resident.time_yuan_h
    waiting = legs.by_row(stops.to_users(users, yuan)[legs.rows])
    marginal = legs.by_line(costs.host_marginal, split.km) + stopping
    full = legs.by_line(costs.host_full_km, split.km)
    full = full + legs.by_line(costs.host_full_minutes, split.minutes) + stopping
    on_full = case.parameters.cost.host_basis == "full"
    for (operator, leg), row, wait in zip(legs.keys, full if on_full else marginal, waiting, strict=True):
        book.use(operator, "host_run", leg, row)
        if on_full:
            book.use(RESIDENT, "delay", leg, wait)
    return _in_cents(marginal), _in_cents(full + waiting)


def _own_runs(book: Book, legs: _Legs, split: LineShares, costs: LineCosts) -> None:
    """Enter what own runs use up."""
    for category, amount, share in (
        ("energy", costs.energy, split.km), ("vehicle", costs.vehicle, split.minutes),
        ("driver", costs.driver, split.minutes), ("driver_overtime", costs.overtime, split.minutes),
    ):
        for i, ((operator, leg), row) in enumerate(zip(legs.keys, legs.by_line(amount, share), strict=True)):
            book.use(operator, category, leg, row, float(amount[legs.of == i].sum()))


def _in_cents(by_leg: Floats) -> Ints:
    """Cents of all legs, each rounded by itself; shape (2, villages)."""
    total = np.zeros(by_leg.shape[1], dtype=np.int64)
    for row in by_leg:
        total = total + to_cents(row)
    return total.reshape(2, -1)


def staff_hour(case: Case) -> float:
    """Yuan for an hour of a sorter or outlet worker, on-cost included."""
    c = case.parameters.cost
    return c.sorter_yuan_month * (1 + c.on_cost) / c.days_month / c.hours_day


def wage(case: Case, handling: int) -> float:
    """Yuan for an hour of a handling's staff: keepers at the value of their time, others at a sorter's pay."""
    keeps = case.plan.handlings[handling].operator == KEEPER
    return case.parameters.points.keeper_yuan_h if keeps else staff_hour(case)


def keeping_hour(case: Case, keeper: Actor) -> float:
    """Yuan for an hour at a point: the keepers' value of their time, or a courier's pay where an operator keeps it."""
    return case.parameters.points.keeper_yuan_h if keeper == KEEPER else driver_hour(case)


def _staff(case: Case, book: Book, users: Users, hours_paid: Floats) -> None:
    """Crews of the centres: paid hours and overtime, to villages by the parcels handled."""
    share = shares(users.handling, users.arrived, len(case.plan.handlings))
    for (operator, category, level), yuan in _crew_yuan(case, hours_paid).items():
        cells = spread(users.cell, users.handling, share, yuan, 2 * case.villages)
        book.use(operator, category, level, cells, float(yuan.sum()))


def _crew_yuan(case: Case, hours_paid: Floats) -> dict[tuple[Actor, str, str], Floats]:
    """Yuan of the crews by operator, category and level, for each handling."""
    plan, roster = case.plan, case.roster
    late = case.by_stage(case.outcome.shifts.overtime) / HOUR * case.parameters.cost.overtime
    yuan: dict[tuple[Actor, str, str], Floats] = {}
    rows = zip(roster.handling.tolist(), roster.stages, hours_paid.tolist(), late.tolist(), strict=True)
    for i, stage, *hours in rows:
        if i < 0:
            continue
        h = plan.handlings[i]
        for category, paid in zip(("staff", "overtime"), hours, strict=True):
            key = h.operator, f"{category}_{stage.name}", plan.places[h.place].level
            yuan.setdefault(key, np.zeros(len(plan.handlings)))[i] += paid * wage(case, i)
    return yuan


def _outlets(case: Case, book: Book, staff: Floats) -> None:
    """Staff of outlets at the township by what they work; keepers' labour elsewhere by the parcel and the delivery to
    the door, at a courier's pay where an operator's own people keep the point."""
    point, labour = case.point, _keepers_yuan(case)
    for (actor, level), here in _kept(case.plan).items():
        for category, yuan in (("staff_outlet", staff), ("keeper", labour)):
            book.use(actor, category, level, case.cells(np.where(here[point] & (point >= 0), yuan, 0.0)))


@lru_cache(maxsize=2)
def _kept(plan: ServicePlan) -> dict[tuple[Actor, Level], Bools]:
    """By keeper and level, which points are theirs; kept for the next replication, like ``_by_operator`` a thirtieth of
    what measuring one takes."""
    kind = [(of.keeper, plan.places[of.place].level) for of in plan.points]
    number = {of: i for i, of in enumerate(dict.fromkeys(kind))}
    code = np.array([number[of] for of in kind], np.int64)
    order = [(actor, level) for actor in sorted({actor for actor, _ in kind}) for level in Level]
    return {of: code == number[of] for of in order if of in number}


def _keepers_yuan(case: Case) -> Floats:
    """(brands, villages): yuan of keepers' labour; nought where an outlet's staff is paid.

    Keepers work by the parcel and the delivery to the door; an operator's own people are paid for the opening hours,
    unless ``points.own_paid`` says that they too are paid for what they do.
    """
    p, point, paid = case.parameters, case.point, case.roster.outlet >= 0
    m = case.outcome.milestones
    door = case.matrix(case.measured(m.in_hand) & (m.trip < 0))
    hour = np.array([*(keeping_hour(case, of.keeper) for of in case.plan.points), 0.0])
    labour = (keeper_min(case) + door * p.points.door_min) / 60.0 * hour[point]
    if p.points.own_paid == "hours":
        manned = np.array([*(of.keeper != KEEPER and not of.remote for of in case.plan.points), False])
        labour = np.where(manned[point], attended_hours(case) * hour[point], labour)
    return np.where(paid[point] & (point >= 0), 0.0, labour)


def operator_of(plan: ServicePlan, way: Way) -> Actor | None:
    """Who works a way: its pool, or its brand; None where only hosts do."""
    actors = [plan.handlings[h.handling].operator for h in way.hops] + [plan.lines[h.line].operator for h in way.hops]
    return next((actor for kind in (ActorKind.POOL, ActorKind.BRAND) for actor in actors if actor.kind is kind), None)


@lru_cache(maxsize=2)
def _by_operator(plan: ServicePlan) -> dict[Actor, Bools]:
    """(brands, villages) masks by the operator of the way; where only hosts work, it is the brand."""
    operators, brands = [operator_of(plan, i) for i in plan.ways], [Actor.brand(b) for b in plan.brands]
    known = sorted({*(actor for actor in operators if actor), *brands})
    number = {actor: i for i, actor in enumerate(known)}
    code = np.array([number[actor] if actor else -1 for actor in operators] + [-2], dtype=np.int64)[plan.inbound]
    own = np.array([number[brand] for brand in brands], dtype=np.int64)[:, None]
    code = np.where(code == -1, own, code)
    return {actor: code == i for actor, i in number.items() if (code == i).any()}


def _rooms(case: Case, book: Book, operators: dict[Actor, Bools]) -> None:
    """Rent: hub area by the parcels of the mean day, township area by the parcels in stock."""
    p, a_day = case.parameters, 12.0 / 365.0
    hub = case.entered * p.cost.hub_m2_parcel * p.cost.hub_rent * a_day
    township = _stock(case) * p.cost.township_m2_parcel * p.cost.township_rent * a_day
    for operator, mask in operators.items():
        book.use(operator, "rent", Level.HUB, case.cells(hub * mask))
        book.use(operator, "rent", Level.TOWNSHIP, case.cells(township * mask))


def _stock(case: Case) -> Floats:
    """(brands, villages): parcels in stock at townships, summed over the measured days."""
    m = case.outcome.milestones
    rows = np.flatnonzero(m.entered_township < case.end)
    entered, fetched, returned, left = (
        time.take(rows) for time in (m.entered_township, m.in_hand, m.returned, m.left_township)
    )
    cell = case.cell.take(rows)
    gone = np.minimum(np.where(case.remote.ravel().take(cell), np.minimum(fetched, returned), left), case.end)
    stay = np.maximum(gone - np.maximum(entered, case.begin), 0) / DAY
    return tally(cell, stay, case.point.size).reshape(case.point.shape)


def _second_charges(case: Case, book: Book) -> None:
    """What residents pay a keeper once more, against the rules."""
    yuan = charged_yuan(case)
    if not yuan.any():
        return
    for keeper in sorted({pt.keeper for pt in case.plan.points}):
        mine = np.array([pt.keeper == keeper for pt in case.plan.points] + [False])[case.point]
        book.pay(RESIDENT, keeper, "second_charge", "point", case.cells(yuan * mine))
