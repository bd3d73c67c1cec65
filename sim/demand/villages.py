"""Which village a row of a table means, by code or name, with its township where villages share a name."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.county.county import County
from sim.demand.table import Table
from sim.problems import did_you_mean, phrase
from sim.table.clean import folded


def villages_of(table: Table, county: County) -> NDArray[np.int32]:
    """Index of the village of each row; -1 where at fault, which is reported."""
    names = _Names(county)
    towns = table.text("township") if "township" in table else pd.Series("", index=range(len(table)), dtype=object)
    pair, uniques = pd.factorize(pd.MultiIndex.from_arrays([table.text("village"), towns]))
    found = [names.find(name, town) for name, town in uniques]
    index = np.array([of[0] if len(of) == 1 else -1 for of in found], np.int32)
    unknown, ambiguous = np.array([not of for of in found], np.bool_), np.array([len(of) > 1 for of in found], np.bool_)
    allowed = phrase("parcels.a_village", count=len(county.villages), county=county.name)
    table.fault("parcels.unknown_village", "village", unknown[pair], allowed, lambda text: did_you_mean(text, names.known))
    table.fault("parcels.ambiguous_village", "village", ambiguous[pair], phrase("parcels.village_in_township"))
    return index[pair]


class _Names:
    """Looks up villages: exactly first, then as people write them."""

    def __init__(self, county: County) -> None:
        self._county = county
        self._codes = {v.code: [i] for i, v in enumerate(county.villages)}
        self._exact: dict[str, list[int]] = {}
        self._loose: dict[str, list[int]] = {}
        for i, village in enumerate(county.villages):
            self._exact.setdefault(village.name, []).append(i)
            self._loose.setdefault(_loose(village.name), []).append(i)
        self.known = tuple(dict.fromkeys([*self._exact, *self._codes]))

    def find(self, name: str, town: str) -> list[int]:
        """The villages of a name, in the township where one is given."""
        its_town, _, rest = name.rpartition("/")
        hits = self._codes.get(name) or self._exact.get(name) or self._loose.get(_loose(name)) or (self._loose.get(_loose(rest), []) if its_town else [])
        for wanted in (town, its_town if its_town and name not in self._exact else ""):
            hits = [i for i in hits if not wanted or self._in(i, wanted)]
        return hits

    def _in(self, village: int, town: str) -> bool:
        seat = self._county.townships[self._county.villages[village].township]
        return town in (seat.code, seat.name) or folded(town).replace(" ", "") == folded(seat.name).replace(" ", "")


def _loose(name: str) -> str:
    """A name without spaces and without what a village is called beside it."""
    plain = folded(name).replace(" ", "")
    for end in ("村民委员会", "村委会", "居民委员会", "居委会", "村"):
        if plain.endswith(end) and len(plain) > len(end):
            return plain.removesuffix(end)
    return plain
