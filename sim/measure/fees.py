"""Fees of a case: what they are counted by, at which price, and between whom."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.arrays import Bools, Floats, Ints
from sim.flow.conservation import Movements
from sim.measure.case import Case, tally
from sim.measure.ledger import Book
from sim.measure.standing import divided, places
from sim.plan.actor import Actor
from sim.plan.fee import Each, Fee, FeeUnit
from sim.plan.leg import Leg
from sim.plan.level import Level
from sim.plan.way import Way

MONTHS_DAY = 12.0 / 365.0


def enter_fees(case: Case, book: Book, operators: Mapping[Actor, Bools]) -> None:
    """Enter the fees of every mode of the plan.

    What is counted by parcels is dated like their arrival at their point, bags and trips like their runs.

    Args:
        operators: (brands, villages) masks by who works the way.
    """
    plan = case.plan
    for mode in sorted({way.mode for way in plan.ways} & set(plan.fees)):
        for fee in plan.fees[mode]:
            _enter(case, book, operators, fee, counted(case, fee, due(case, mode, fee)))


def _enter(case: Case, book: Book, operators: Mapping[Actor, Bools], fee: Fee, units: Floats) -> None:
    one_contract = fee.payer is not None and fee.payee is not None
    place = fee.leg or (Level.TOWNSHIP if fee.of is Each.TOWNSHIP else "point")
    for operator, mask in operators.items():
        mine = units * mask
        yuan = mine * _yuan_each(case, fee, float((units if one_contract else mine).sum()))
        book.pay(fee.payer or operator, fee.payee or operator, fee.name, place, case.cells(yuan))


def _yuan_each(case: Case, fee: Fee, units: float) -> float:
    """Yuan a unit, in the mean of so many units in the measured days."""
    rate = fee.rate
    yuan = rate.each(case.parameters.tariff)
    a_month = units / (case.days * MONTHS_DAY)
    return rate.total(a_month, yuan) / a_month if rate.steps and a_month > 0 else yuan


def due(case: Case, mode: str, fee: Fee) -> Bools:
    """(brands, villages): whether a fee of a mode is due for what comes there."""
    plan = case.plan
    mine = [way.mode == mode and _hop(case, way, fee.leg) >= 0 for way in plan.ways]
    paying = ~np.isin(np.array(plan.brands), fee.free_brands)
    return np.asarray(np.array([*mine, False])[plan.inbound] & paying[:, None])


def _hop(case: Case, way: Way, leg: Leg | None) -> int:
    """Which hop of a way is of a leg, the last one without a leg; -1: none."""
    if leg is None:
        return len(way.hops) - 1
    return next((k for k, hop in enumerate(way.hops) if case.plan.lines[hop.line].leg == leg), -1)


def counted(case: Case, fee: Fee, owing: Bools) -> Floats:
    """(brands, villages): units of what a fee is counted by; what several share is split by their parcels.

    Args:
        owing: from ``due``.
    """
    if fee.per is FeeUnit.PIECE:
        return case.delivered * owing
    if fee.per is FeeUnit.KG:
        return np.asarray(case.matrix(case.at_point_measured, case.draws.parcels.grams / 1000.0) * owing)
    return _months(case, fee, owing) if fee.per is FeeUnit.MONTH else _carried(case, fee, owing)


def _carried(case: Case, fee: Fee, owing: Bools) -> Floats:
    """Bags set down, or trips made, by runs of measured days."""
    hop = np.array([_hop(case, way, fee.leg) for way in case.plan.ways], dtype=np.int64)
    parcel = np.flatnonzero(owing.ravel()[case.cell])
    call = case.outcome.rides.call[hop[case.plan.inbound.ravel()[case.cell[parcel]]], parcel]
    run = Movements(case.plan, case.draws, case.outcome).called.run[call]
    aboard = (call >= 0) & case.run_measured[run]
    group = (call if fee.per is FeeUnit.BAG else run)[aboard]
    parcels = np.bincount(group)
    each = _units(fee, parcels) / np.maximum(parcels, 1)
    return tally(case.cell[parcel[aboard]], each[group], owing.size).reshape(owing.shape)


def _units(fee: Fee, parcels: Ints) -> Floats:
    """Units of each call (bags) or run (trips), by its number; ``parcels``: how many of those that owe it has."""
    if fee.per is FeeUnit.BAG:
        return np.ceil(parcels / fee.bag_parcels)
    return np.ones(len(parcels))


def _months(case: Case, fee: Fee, owing: Bools) -> Floats:
    """Months of all that a fee is due for."""
    if fee.of is Each.CARRIER:
        group, count = _carriers(case, fee)
    else:
        group = places(case, fee.of)
        count = np.ones(int(group.max(initial=-1)) + 1)
    return divided(case, group, count * (case.days * MONTHS_DAY), owing)


def _carriers(case: Case, fee: Fee) -> tuple[Ints, Floats]:
    """(brands, villages): number of the carrier, and how many each stands for: depots have their vehicles, then come
    lines that hosts run."""
    plan = case.plan
    number = [line.depot if line.depot >= 0 else len(plan.depots) + i for i, line in enumerate(plan.lines)]
    hops = [(way, _hop(case, way, fee.leg)) for way in plan.ways]
    group = np.array([number[way.hops[k].line] if k >= 0 else -1 for way, k in hops] + [-1], dtype=np.int64)
    return group[plan.inbound], np.array([*(depot.count for depot in plan.depots), *np.ones(len(plan.lines))])
