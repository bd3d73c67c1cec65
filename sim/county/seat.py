"""Which township is the county seat 县城, where no table says at which position the hub stands."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sim.county.called import core
from sim.county.geometry import LonLat

_TOWNSHIP_ENDINGS = re.compile(r"(街道办事处|街道办|街道|镇|乡|苏木)$")
_TOWN_WORDS = ("城关", "县城", "城区", "城厢", "旗府", "县政府")
"""What the township of a county town is often called."""

_REGISTER = re.compile(r"\d{6}(\d{3})")
_FIRST_TOWN = "100"
"""The division register numbers the towns of a county from 100 on, and begins with the seat."""

_WEAK = ("residents", "order")

_AT_LEAST = 2
"""Communities that a township must have to pass for a town: a market place often has one."""


@dataclass(frozen=True)
class Town:
    """A township as a candidate for the county seat, those without a village included.

    Attributes:
        code: its own, or what the codes of its villages begin with; empty where unknown.
        position: its own, else amid its villages and communities; None where no table locates any of them.
        communities: 居委会 and 社区, which stand in towns.
        residents: that the tables count.
    """

    name: str
    code: str
    kind: str
    position: LonLat | None
    communities: int
    residents: int


@dataclass(frozen=True)
class SeatGuess:
    """A township that may be the county seat, and the rule that says so: a key of ``RULES``, or ``config`` where a
    person said it."""

    town: Town
    rule: str


Rank = tuple[float, ...] | None


def _name(town: Town, towns: Sequence[Town], county: str) -> Rank:
    own, whole = _township(town.name), core(county)
    same = len(own) >= 2 and (own == whole or (county.endswith(("自治县", "自治旗")) and whole.startswith(own)))
    if not same and not own.startswith(_TOWN_WORDS):
        return None
    return (same and _urban(town), _urban(town), same, town.communities)


def _kind(town: Town, towns: Sequence[Town], county: str) -> Rank:
    return (town.communities, town.residents) if is_subdistrict(town) else None


def _communities(town: Town, towns: Sequence[Town], county: str) -> Rank:
    most = max(t.communities for t in towns)
    return (town.communities, town.residents) if town.communities >= max(_AT_LEAST, most / 2) else None


def _code(town: Town, towns: Sequence[Town], county: str) -> Rank:
    found = _REGISTER.match(town.code)
    return (1.0,) if found and found[1] == _FIRST_TOWN else None


def _residents(town: Town, towns: Sequence[Town], county: str) -> Rank:
    return (town.residents,) if town.residents > 0 else None


def _order(town: Town, towns: Sequence[Town], county: str) -> Rank:
    return (1.0,) if _urban(town) else None


RULES: dict[str, Callable[[Town, Sequence[Town], str], Rank]] = {
    "name": _name,
    "kind": _kind,
    "communities": _communities,
    "code": _code,
    "residents": _residents,
    "order": _order,
}
"""The rules in the order in which they are asked.

``name``: the township bears the county's name, or is called 城关, 县城 and the like, towns before townships. ``kind``:
it is a sub-district 街道. ``communities``: it has the most 社区, or at least half as many. ``code``: its register code
ends in 100. ``residents``: it has the most residents that the tables count. ``order``: it is a town, and the first
listed. Of several that one rule allows, the first in that order.
"""


def guesses(county: str, towns: Sequence[Town]) -> list[SeatGuess]:
    """The townships that may be the county seat, the likeliest first: what each rule says, in the order of ``RULES``,
    each once.

    Of what a rule allows it says the first that has a position. A township without a position is named only where no
    rule has another; then it is the only one. Who has the most residents, and which town is listed first, is asked only
    where no rule before finds a township: either is often a place far away.
    """
    located: dict[str, SeatGuess] = {}
    unlocated: list[SeatGuess] = []
    for rule, rank in RULES.items():
        if rule in _WEAK and (located or unlocated):
            continue
        ranked = sorted(
            ((r, -i) for i, t in enumerate(towns) if (r := rank(t, towns, county)) is not None), reverse=True
        )
        allowed = [SeatGuess(towns[-i], rule) for _, i in ranked]
        unlocated += allowed
        if best := next((g for g in allowed if g.town.position is not None), None):
            located.setdefault(best.town.name, best)
    return list(located.values()) or unlocated[:1]


def middle(places: Sequence[LonLat]) -> LonLat:
    """Where a hub stands amid places when no township is known to be the seat: the median of each coordinate, which one
    far place does not move."""
    lon, lat = np.median(np.array(places), axis=0)
    return float(lon), float(lat)


def _township(name: str) -> str:
    return _TOWNSHIP_ENDINGS.sub("", re.sub(r"\s", "", unicodedata.normalize("NFKC", name)))


def is_subdistrict(town: Town) -> bool:
    """Whether a township is a sub-district 街道, which is part of a town."""
    return town.kind == "subdistrict" or (
        not town.kind and town.name.rstrip().endswith(("街道", "街道办", "街道办事处"))
    )


def _urban(town: Town) -> bool:
    return town.kind == "town" or is_subdistrict(town) or (not town.kind and town.name.rstrip().endswith("镇"))


def common_code(codes: Sequence[str]) -> str:
    """The nine digits of a township's register code that the codes of most of its villages begin with; empty where they
    have none."""
    heads = Counter(code[:9] for code in codes if re.fullmatch(r"\d{12}", code))
    return heads.most_common(1)[0][0] if heads else ""
