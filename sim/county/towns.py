"""The townships of the tables as candidates for the county seat, communities counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from sim.county.geometry import LonLat
from sim.county.given import GivenTownship, GivenVillage
from sim.county.seat import Town, common_code
from sim.table import FilledRow


def towns_of(
    townships: Sequence[GivenTownship], villages: Sequence[GivenVillage], rows: Sequence[FilledRow],
    township_of: Callable[[str], Sequence[int]], position_of: Callable[[FilledRow], LonLat | None],
) -> tuple[Town, ...]:
    """Every township, and those of which only communities are listed, with its position or that of the places in it.

    Args:
        rows: of the table of villages, communities included; ``position_of`` one of them.
        township_of: finds indexes of ``townships`` by a word of those rows.
    """
    listed, extra = _communities(rows, len(townships), township_of)
    inside: list[list[GivenVillage]] = [[] for _ in townships]
    for village in villages:
        inside[village.township].append(village)
    own = (_own(*three, position_of) for three in zip(townships, inside, listed, strict=True))
    others = (_town(name, "", "", None, [], found, position_of, 0) for name, found in extra.items())
    return (*own, *others)


def _communities(
    rows: Sequence[FilledRow], townships: int, township_of: Callable[[str], Sequence[int]]
) -> tuple[list[list[FilledRow]], dict[str, list[FilledRow]]]:
    """The communities of each township, and by name those of a township that is not listed."""
    listed: list[list[FilledRow]] = [[] for _ in range(townships)]
    extra: dict[str, list[FilledRow]] = {}
    for row in (r for r in rows if r.values.get("kind", "village") == "community" and not r.faulty):
        found = township_of(row.text("township"))
        (listed[found[0]] if found else extra.setdefault(row.text("township"), [])).append(row)
    return listed, extra


def _own(
    township: GivenTownship, villages: Sequence[GivenVillage], communities: list[FilledRow],
    position_of: Callable[[FilledRow], LonLat | None],
) -> Town:
    """A listed township with its villages and communities."""
    code = township.code if township.code != township.name else ""
    places = [v.position for v in villages if v.position is not None]
    return _town(
        township.name, code or common_code([v.code for v in villages]), township.kind, township.position, places,
        communities, position_of, sum(v.population or 0 for v in villages),
    )


def _town(
    name: str, code: str, kind: str, position: LonLat | None, places: list[LonLat], communities: list[FilledRow],
    position_of: Callable[[FilledRow], LonLat | None], residents: int,
) -> Town:  # fmt: skip
    counted = sum(int(r.number_or_none("population") or 0) for r in communities)
    return Town(
        name, code or common_code([r.text("code") for r in communities]), kind,
        position or _centre(places) or _centre([p for r in communities if (p := position_of(r)) is not None]),
        len(communities), residents + counted,
    )


def _centre(places: list[LonLat]) -> LonLat | None:
    """The mean of positions, as a township's seat stands amid its villages; None of none."""
    if not places:
        return None
    lon, lat = np.array(places).mean(axis=0)
    return float(lon), float(lat)
