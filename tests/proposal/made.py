"""A comparison of two modes of the small county, made up once, for tests of the words and tables about it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from sim.demand.expected import of_parameters
from sim.inference.cost.gaps import gaps
from sim.inference.recipes import recipes
from sim.inference.results import by_mode, combine
from sim.measure.measure import Measures, measure
from sim.proposal.comparison.compared import Compared
from sim.proposal.trust import trust_card
from sim.service.load.load import ResourceLoad
from sim.service.prepared import Prepared, Scenario
from tests.measure import small

NAMES = {"joint": ("快快合作", "joint delivery"), "other": ("邮快合作", "post carries")}
OVER = ResourceLoad("line_week", "post", "村线", 12.0, 10.0, 1.2, "overloaded", "镇1", "parcels")


@cache
def measures() -> tuple[Measures, ...]:
    """Three replications of both modes."""
    county, p = small.county(), small.parameters()
    return tuple(
        measure(*small.case(r + 10 * k, mode=mode), county, p, r) for k, mode in enumerate(NAMES) for r in range(3)
    )


def prepared(*over: str, remarks: tuple[tuple[str, str], ...] = ()) -> Prepared:
    """Both plans; those of ``over`` are overloaded."""
    p, county = small.parameters(), small.county()
    daily = np.full((3, 4), 5.0)
    asked = replace(
        of_parameters(p, daily, np.ones(7), tuple(v.code for v in county.villages), np.ones(4, np.int64)),
        brands=small.BRANDS,
    )
    scenarios = tuple(Scenario(m, small.plan(m), (OVER,) if m in over else (), *NAMES[m]) for m in NAMES)
    return Prepared(county, p, asked, {}, scenarios, 7, remarks)


@cache
def compared(over: tuple[str, ...] = ()) -> Compared:
    """What the comparison found."""
    rows, county, p = list(measures()), small.county(), small.parameters()
    modes = {m: of for m, of in by_mode(rows).items() if m not in over}
    costs = {"recipe": recipes(modes), "gaps": gaps(modes, {}, {})} if len(modes) > 1 else {}
    card = trust_card(rows, county, p, names=NAMES, overloaded={m: [("镇1", "town 1")] for m in over})
    digests = {m: ["0" * 64] * 3 for m in NAMES}
    return Compared(
        prepared(*over), combine(rows, county, list(over)), card, digests, "abcdef0123456789", {}, None, None, None,
        costs,
    )
