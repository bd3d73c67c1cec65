"""Target by target: what is required, what is simulated, met or not: the table ``targets`` 目标核验表."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import pandas as pd

from sim.inference.estimate import estimate
from sim.inference.target import Target
from sim.inference.verdict import MET as KEPT
from sim.inference.verdict import NOT_MET
from sim.measure.measure import Measures
from sim.measure.registry import shape_of
from sim.policy.case import PlanCase
from sim.policy.counted import Counted, at_least, counted
from sim.policy.document import PlanTarget
from sim.service.prepared import Scenario

MET, GAP, NOT_VERIFIED = "met", "gap", "not_verified"
COLUMNS = [
    "mode", "target", "place", "required", "of", "needed", "simulated", "fewest", "most", "unknown", "places", "date",
    "verdict", "fact", "stage",
]


def targets(case: PlanCase) -> pd.DataFrame:
    """A row a column and target.

    Returns:
        Columns ``COLUMNS``: ``required`` of ``of`` places is the number that the plan asks for, ``needed`` that of the
        ``places`` which the county has here; ``simulated`` is the mean over replications, ``fewest`` and ``most`` are
        the least and the largest of them (empty of a KPI), ``unknown`` is the number of places of which nobody says.
        ``met`` where every replication has as many as needed, ``gap`` where none has, unknown places counted in, else
        ``not_verified``. Of a KPI the bound is ``required``. ``stage`` is the month of the stage that is in force at
        the date, where another is than the column's (``sim.policy.dated``).
    """
    rows = [row for s in case.scenarios for row in _rows(case, s)] if case.document else []
    return pd.DataFrame(rows, columns=COLUMNS)


def target_counts(case: PlanCase) -> pd.DataFrame:
    """A row a column, target that counts places, and replication: columns mode, target, replication, count, unknown,
    places."""
    document = case.document
    rows = [
        (s.name, key, number, count, told.unknown, told.places)
        for s in case.scenarios for key, target in (document.targets.items() if document else ()) if counting(target)
        for told in [counted(target.what, target.places, case, s, case.measures[s.name])]
        for number, count in enumerate(told.counts.tolist())
    ]
    return pd.DataFrame(rows, columns=["mode", "target", "replication", "count", "unknown", "places"])


def missing(table: pd.DataFrame, overloaded: Collection[str] = ()) -> frozenset[str]:
    """Columns that do not hold a target which another holds for sure; those of which nobody can tell are none of them.

    Args:
        table: ``targets``. ``overloaded``: columns whose figures do not count.
    """
    sound = table[~table["mode"].isin(list(overloaded))]
    held = set(sound[sound["verdict"] == MET]["target"])
    of = sound[sound["target"].isin(held) & (sound["verdict"] != MET)]
    falls = (of["verdict"] == GAP) | ((of["simulated"] < of["needed"]) & ~(of["unknown"] > 0) & of["of"].notna())
    return frozenset(map(str, of[falls]["mode"]))


def counting(target: PlanTarget) -> bool:
    """Whether a target counts places."""
    return target.what != "kpi"


def _rows(case: PlanCase, scenario: Scenario) -> Iterator[tuple[object, ...]]:
    assert case.document is not None
    found, place = case.measures[scenario.name], case.county.name
    for key, target in case.document.targets.items():
        told = _count(case, scenario, target, found) if counting(target) else _kpi(target, found)
        verdict = NOT_VERIFIED if scenario.overloads else told[-2]
        yield scenario.name, key, place, *told[:-2], verdict, told[-1], ""


def _count(case: PlanCase, scenario: Scenario, target: PlanTarget, found: Sequence[Measures]) -> tuple[object, ...]:
    return row_of(target, counted(target.what, target.places, case, scenario, found))


def row_of(target: PlanTarget, told: Counted) -> tuple[object, ...]:
    """The columns of a target that counts places from ``required`` on."""
    here, of = required(target, told.places), target.of or told.places
    simulated, ends = round(float(told.counts.mean()), 2), (float(told.counts.min()), float(told.counts.max()))
    day, verdict = target.by.isoformat(), _verdict(told, here)
    return required(target, of), of, here, simulated, *ends, told.unknown, told.places, day, verdict, target.fact


def required(target: PlanTarget, places: int) -> float:
    """How many of so many places a target asks for."""
    return target.count if target.count is not None else at_least(target.share or 0.0, places)


def _verdict(told: Counted, needed: float) -> str:
    if (told.counts >= needed).all():
        return MET
    return GAP if (told.counts + told.unknown < needed).all() else NOT_VERIFIED


def _kpi(target: PlanTarget, found: Sequence[Measures]) -> tuple[object, ...]:
    bound = target.at_least if target.at_least is not None else target.at_most
    assert bound is not None
    asked = Target(target.kpi, ">=" if target.at_least is not None else "<=", bound)
    values = np.array([m.county[target.kpi] for m in found])
    verdict = {KEPT: MET, NOT_MET: GAP}.get(asked.verdict(values), NOT_VERIFIED)
    mean, day = estimate(values, shape=shape_of(target.kpi)).mean, target.by.isoformat()
    return bound, np.nan, bound, mean, *[np.nan] * 4, day, verdict, target.fact
