"""What else could be done with the villages for which hosts have too little room, each tried in the mix as a whole."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from sim.county.county import County
from sim.inference.mix.mix_ground import yuan_year
from sim.inference.mix.mix_margin import ADDED, ROOM
from sim.inference.mix.mix_search import BEST, MixOutcome, MixSearch
from sim.inference.mix.mix_tried import best_table, beyond, missed, standing, tried_table

MIX_ROOM = ["village", "name", "township_name", "mode", "beyond", "turned_to", "adds", "turned_year", "missed"]
MOST = 4
"""Villages that are asked about, those with the most at stake."""


def mix_tables(search: MixSearch, county: County) -> dict[str, pd.DataFrame]:
    """The tables about a mix that was found, by name; the last only where hosts have too little room for a village."""
    best, room = search.best, room_table(search, county)
    found = {BEST: best_table(search.known, search.cost, best, county), "mix_tried": tried_table(search.tried, best)}
    return found | ({"mix_room": room} if len(room) else {})


def room_table(search: MixSearch, county: County) -> pd.DataFrame:
    """Columns ``MIX_ROOM``, a row a village and other mode: of villages that a host is given beyond its room, or that a
    dearer mode has for want of room; the other modes are the cheaper one, whose host would add a vehicle, and that of
    the county's own plan.

    ``turned_year`` is what all villages of the mix together then cost more a year, both simulated for a short time;
    ``adds`` the hosts that then have too little room and add vehicles beside those of the mix, ``beyond`` those of the
    mix for this village, ``missed`` the KPIs of targets that the mix holds and the other does not.
    """
    asked = list(_asked(search))
    base = search.simulate(search.best.chosen) if asked else None
    rows = []
    for village, other in asked if base is not None else ():
        chosen = search.best.chosen.copy()
        chosen[village] = other
        gave = search.simulate(chosen)
        if gave is not None and base is not None and not gave.overloaded:
            rows.append(_row(search, county, village, other, base, gave))
    return pd.DataFrame(rows, columns=MIX_ROOM)


def _asked(search: MixSearch) -> Iterator[tuple[int, int]]:
    """Village and number of another mode, for the villages with the most at stake."""
    best, on, own = search.best, search.known, search.own
    if (best.chosen < 0).any():
        return
    second, margin, stands = standing(on, search.cost, best)
    given = {village for villages in best.beyond.values() for village in villages}
    short = [v for v, why in enumerate(stands) if v in given or why in (ADDED, ROOM)]
    for village in sorted(short, key=lambda v: (-abs(float(np.nan_to_num(margin[v]))), v))[:MOST]:
        plan = -1 if own is None else int(own.chosen[village])
        others = dict.fromkeys([*([int(second[village])] if stands[village] == ROOM else []), plan])
        for mode in others:
            if mode >= 0 and mode != best.chosen[village] and on.reached[village, mode]:
                yield village, mode


def _row(
    search: MixSearch, county: County, village: int, other: int, base: MixOutcome, gave: MixOutcome
) -> tuple[object, ...]:  # fmt: skip
    best, on, v = search.best, search.on, county.rural[village]
    adds = [host for host, of in beyond(on, gave.plan).items() if len(of) > len(best.beyond.get(host, ()))]
    lost = missed(gave.rows, search.targets).keys() - missed(base.rows, search.targets).keys()
    turned = _yuan(search, gave) - _yuan(search, base)
    return (
        v.code, v.name, county.townships[v.township].name, best.modes[village],
        " ".join(host for host, of in best.beyond.items() if village in of), on.modes[other], " ".join(adds),
        round(turned, 2), " ".join(sorted({of.target.kpi for of in lost})),
    )


def _yuan(search: MixSearch, gave: MixOutcome) -> float:
    return float(yuan_year(gave.rows, search.objective, gave.days).sum())

