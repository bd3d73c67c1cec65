"""A plan month by month: which villages are in, and what is reached at each stage: the table ``rollout`` 分月推进表."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from sim.arrays import Bools
from sim.county.county import County
from sim.measure.measure import Measures
from sim.policy.document import CountyPlan
from sim.policy.facility import GAP, MET, NOT_VERIFIED
from sim.service.assignment.assignment import Assignment
from sim.service.assignment.rule import AssignmentRule

COLUMNS = ["month", "township", "name", "villages", "reached", "places", "points", "to_standard", "unknown"]


def stages(document: CountyPlan) -> dict[str, Assignment]:
    """What serves whom at each stage, by its month: villages not yet in keep the status quo."""
    today, plan = list(document.named().values())[:2]
    found, inside = dict[str, Assignment](), []
    for stage in sorted(document.rollout.values(), key=lambda s: s.month):
        inside.append(stage.villages)
        waiting = AssignmentRule(mode=today.mode, none_of=tuple(inside))
        rules = plan.rules if any(c.empty for c in inside) else (waiting, *plan.rules)
        found[stage.month] = plan.model_copy(update={"name": f"stage {stage.month}", "rules": rules})
    return found


def complete(document: CountyPlan, month: str) -> bool:
    """Whether all villages are in from a month on."""
    return any(stage.villages.empty for stage in document.rollout.values() if stage.month <= month)


def rollout(county: County, measures: Mapping[str, Sequence[Measures]], standing: Mapping[str, str]) -> pd.DataFrame:
    """A row a stage and township, then one of the whole county (``township`` empty): columns ``COLUMNS``.

    Args:
        measures: by month, of its stage.
        standing: whether the point of a village has all that the plan asks of it, by its code.

    Returns:
        ``reached`` and ``points`` (in the village, where the pool's parcels are handed over; ``places`` villages are to
        have one) are means over replications; ``to_standard`` is how many of these points meet the standard, and of
        ``unknown`` of them nobody says.
    """
    rows = [row for month, found in measures.items() for row in _rows(county, month, found, standing)]
    return pd.DataFrame(rows, columns=COLUMNS)


def standing(facilities: pd.DataFrame | None) -> dict[str, str]:
    """By code of each village that has standards: ``met`` where its point has all that is asked, ``gap`` where it is
    short of anything, else ``not_verified``.

    Args:
        facilities: the table, of the plan's column or of several that are alike in it; None: the plan has none.
    """
    if facilities is None:
        return {}
    points = facilities[facilities["level"] == "village"].groupby("place")["verdict"].agg(set)
    return {str(code): next(v for v in (GAP, NOT_VERIFIED, MET) if v in of) for code, of in points.items()}


def _rows(
    county: County, month: str, found: Sequence[Measures], standing: Mapping[str, str]
) -> list[tuple[object, ...]]:
    n = len(county.rural)
    own = np.array([v.point >= 0 for v in county.rural])
    good, open_ = (np.array([standing.get(v.code) == of for v in county.rural]) for of in (MET, NOT_VERIFIED))
    reached = np.mean([m.villages["reach"][:n] > 0.5 for m in found], axis=0)
    points = np.mean([(m.villages["brands_to_village"][:n] > 0) & own for m in found], axis=0)
    of = np.array([v.township for v in county.rural])

    def row(code: str, name: str, inside: Bools) -> tuple[object, ...]:
        counts = (x[inside].sum() for x in (inside, reached, own, points, points * good, points * open_))
        return month, code, name, *(round(float(x), 2) for x in counts)

    seats = [county.townships[t] for t in sorted(set(of.tolist()))]
    townships = [row(s.code, s.name, of == t) for s, t in zip(seats, sorted(set(of.tolist())), strict=True)]
    return [*townships, row("", county.name, np.ones(n, bool))]
