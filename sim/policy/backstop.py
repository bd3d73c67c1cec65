"""Villages that a backstop serves, and what that costs their townships: the table ``backstop`` 兜底村清单."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from sim.measure.kpi import ALL
from sim.measure.measure import Measures
from sim.plan.note import Choice
from sim.policy.case import PlanCase
from sim.service.prepared import Scenario

COLUMNS = [
    "mode", "township", "township_name", "village", "name", "population", "parcels_day", "distance_km", "service_mode",
    "why", "yuan_parcel", "yuan_year",
]  # fmt: skip

NOT_REACHED, LOW = "not_reached", "backstop_rule"
"""Why: the mode meant for it does not reach it, or a rule gives it to the backstop."""


def backstop(case: PlanCase) -> pd.DataFrame:
    """A row a column and village that a mode of ``CountyPlan.backstop``, or an assignment's own backstop, serves; of
    the status quo none.

    Returns:
        Columns ``COLUMNS``; ``yuan_year`` is what the village costs all parties a year, all brands, which its township
        answers for.
    """
    later = case.scenarios[1:] if case.document else ()
    rows = [row for s in later for row in _rows(case, s, case.measures[s.name])]
    return pd.DataFrame(rows, columns=COLUMNS)


def _rows(case: PlanCase, scenario: Scenario, found: Sequence[Measures]) -> Iterator[tuple[object, ...]]:
    county, expected = case.county, case.prepared.expected
    year = _mean(found, f"cost_village_year{ALL}")
    each = _mean(found, f"cost_system_parcel{ALL}")
    for choice in _backstops(case, scenario.plan.choices):
        v = county.villages[choice.village]
        township = county.townships[v.township]
        yield (
            scenario.name, township.code, township.name, v.code, v.name, v.population,
            round(float(expected.daily[:, choice.village].sum()), 2),
            round(float(county.road_km[0, county.village_place(v)]), 1), choice.mode,
            NOT_REACHED if choice.missed else LOW, round(each[choice.village], 2), round(year[choice.village], 0),
        )  # fmt: skip


def _backstops(case: PlanCase, choices: Sequence[Choice]) -> list[Choice]:
    """The choices that are backstops, a village once, by township."""
    assert case.document is not None
    modes = case.document.backstop
    once = {c.village: c for c in choices if c.missed or c.mode in modes}
    return sorted(once.values(), key=lambda c: (case.county.villages[c.village].township, c.village))


def _mean(found: Sequence[Measures], key: str) -> list[float]:
    """A KPI by village, mean over replications."""
    means: list[float] = np.mean([m.villages[key] for m in found], axis=0).tolist()
    return means
