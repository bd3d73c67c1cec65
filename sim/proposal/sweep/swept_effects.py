"""Swept keys that do nothing: told by what came out, not by what is known of the keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from sim.proposal.sweep.swept import NUMBER, OK, SAME_AS, SCENARIO, STATUS
from sim.table.setting import NAME


@dataclass(frozen=True)
class Effect:
    """What a swept key did in the scenarios of one name.

    Attributes:
        key: as swept. ``scenario``: the mode or assignment; empty where the key itself changes it.
        sets: how many sets of scenarios there are that differ in this key alone. ``alike``: in so many of them every
            scenario came out the same: all milestones, runs and KPIs of every replication.
    """

    key: str
    scenario: str
    sets: int
    alike: int

    @property
    def idle(self) -> bool:
        """The key did nothing in any of them."""
        return self.alike == self.sets


def effects(table: pd.DataFrame, keys: Sequence[str]) -> list[Effect]:
    """What each swept key did, by the name of what is simulated; nothing of a key that never varies alone among the
    scenarios that are done.

    Args:
        table: see ``table.Found``. ``keys``: swept.
    """
    keys = [k for k in keys if k != NAME]
    heads = (NUMBER, STATUS, SAME_AS, SCENARIO, f"scenario_{SCENARIO}")
    table = table[[c for c in dict.fromkeys((*heads, *keys)) if c in table]]
    done = table[table[STATUS] == OK]
    return [effect for key in keys for effect in _effects_of(key, [k for k in keys if k != key], done)]


def _effects_of(key: str, others: list[str], done: pd.DataFrame) -> Iterator[Effect]:
    """What a key did among scenarios that differ in it alone."""
    scenario = f"scenario_{SCENARIO}" if SCENARIO in (key, *others) else SCENARIO
    outcome = done[SAME_AS].fillna(done[NUMBER])
    counts: dict[str, list[int]] = {}
    for _, rows in done.groupby(others) if others else [((), done)]:
        if rows[key].nunique() > 1:
            names = rows[scenario].unique()
            count = counts.setdefault(str(names[0]) if len(names) == 1 else "", [0, 0])
            count[0] += 1
            count[1] += outcome[rows.index].nunique() == 1
    return (Effect(key, name, sets, alike) for name, (sets, alike) in counts.items())
