"""What the public purse gives by rule, and what falls short of a threshold: the tables ``subsidies`` 补贴测算表 and
``thresholds``."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from sim.arrays import Bools
from sim.inference.cost import support_tables
from sim.measure.support import yuan_year
from sim.policy.case import PlanCase
from sim.policy.document import PlanSubsidy

DAYS_YEAR = 365
MET, SHORT, DEPENDS = "met", "gap", "depends"
VOLUMES = ["year_villages_in", "year_villages", "year_in", "year_all"]
"""A year's parcels: come to villages, and both ways; those of the town with them, come, and both ways."""

THRESHOLDS = ["rule", "place", "threshold_year", "threshold_day", *VOLUMES, "verdict", "fact"]


def subsidies(case: PlanCase) -> pd.DataFrame:
    """The table of ``sim.inference.cost.support_tables.subsidies`` with the fact of each rule of the plan."""
    measures = {mode: list(found) for mode, found in case.measures.items()}
    table = support_tables.subsidies(measures, case.parameters)
    rules = {} if case.document is None else case.document.subsidies
    facts = {f"subsidy.{key}": rule.fact for key, rule in rules.items()}
    years = [_year(case, *row) for row in table[["rule", "qualifies", "yuan_year"]].itertuples(index=False)]
    return table.assign(yuan_year=years, fact=[facts.get(rule, "") for rule in table["rule"]])


def _year(case: PlanCase, rule: str, qualifies: float, yuan: float) -> float:
    """What a rule comes to a year: of what is paid by the month or year the plain product, to the cent."""
    subsidy = case.parameters.subsidy.get(rule.removeprefix("subsidy."))
    if not rule.startswith("subsidy.") or subsidy is None or subsidy.every == "once" or not yuan:
        return yuan
    return round(qualifies * yuan_year(subsidy, case.parameters.cost.discount_rate), 2)


def thresholds(case: PlanCase) -> pd.DataFrame:
    """A row a rule with a threshold of volume and place it is for.

    Returns:
        Columns ``THRESHOLDS``: the threshold a year and a day (rounded up), and the mean volume that is simulated;
        ``met`` where parcels that come to villages are enough, ``gap`` where not even all parcels counted here are,
        else ``depends`` on what is counted.
    """
    rules = {} if case.document is None else case.document.subsidies
    rows = [row for key, rule in rules.items() if rule.from_parcels_year for row in _rows(case, key, rule)]
    return pd.DataFrame(rows, columns=THRESHOLDS)


def _rows(case: PlanCase, key: str, rule: PlanSubsidy) -> Iterator[tuple[object, ...]]:
    asked, urban = case.prepared.expected, case.county.urban
    come, go = asked.daily.sum(axis=0), asked.going[0].sum(axis=0)
    for place, inside in _places(case, rule.of):
        mine = inside & ~urban
        counted = ((come, mine), (come + go, mine), (come, inside), (come + go, inside))
        volumes = [x[of].sum() * DAYS_YEAR for x, of in counted]
        least = rule.from_parcels_year
        verdict = MET if volumes[0] >= least else SHORT if volumes[-1] < least else DEPENDS
        day = np.ceil(least / DAYS_YEAR - 1e-9)
        yield key, place, least, day, *(round(float(x)) for x in volumes), verdict, rule.fact


def _places(case: PlanCase, of: str) -> Iterator[tuple[str, Bools]]:
    """The places that a rule is for, each with its villages: the county's hub, a township, a village."""
    county = case.county
    if of == "hub":
        yield county.name, np.ones(len(county.villages), np.bool_)
        return
    number = np.array([v.township if of == "township" else i for i, v in enumerate(county.villages)])
    for i in dict.fromkeys(number[~county.urban].tolist()):
        yield (county.townships if of == "township" else county.villages)[i].name, number == i
