"""Where the hub stands: where its table says, else at the township that is taken for the county seat, else amid all
known places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sim.county.county import AssumedHub
from sim.county.geometry import LonLat
from sim.county.given import Given, PlaceRef
from sim.county.seat import SeatGuess, Town, guesses, middle
from sim.problems import Problem, did_you_mean, phrase
from sim.table.names import Names

NOWHERE: LonLat = (104.0, 36.0)
"""Stands for the hub of a county that gives no position at all; its maps are schematic."""

KNOWN_SHARE = 0.5
"""Where so large a share of the townships is located, the hub stands amid them, otherwise in the middle of the
boundary: in a county that is half desert the middle of the boundary lies 35 to 100 km from the seat, the median of the
townships 1 to 20."""


@dataclass(frozen=True)
class HubPlace:
    """Position of the hub, its status, and what was assumed for it where no table gives it."""

    position: LonLat
    status: str
    assumed: AssumedHub | None = None


def place_hub(given: Given, seat: str | None = None) -> HubPlace:
    """The place of the hub; ``seat`` names the township that is the county seat (see ``seat_problems``), None leaves it
    to the rules."""
    if given.county.position is not None:
        return HubPlace(given.county.position, given.county.status)
    found = guesses(given.county.name, given.towns)
    if seat is not None and (named := _named(seat, given.towns)):
        found = [SeatGuess(named, "config")]
    first = found[0] if found else None
    position = first.town.position if first and first.town.position is not None else _amid(given)
    township = first.town.name if first else ""
    at_seat = first is not None and first.town.position is not None
    return HubPlace(
        position, "synthetic",
        AssumedHub(township, first.rule if first else "", at_seat, tuple(g.town.name for g in found[1:]))
    )


def located(given: Given) -> Callable[[PlaceRef], LonLat | None]:
    """Where a place is as far as the tables tell: its own position, a township's villages' middle, the seat for a hub
    without one."""
    towns = {t.name: t.position for t in given.towns}
    hub = place_hub(given)
    at = hub.position if hub.assumed is None or hub.assumed.at_seat else None

    def position(ref: PlaceRef) -> LonLat | None:
        if ref[0] == "hub":
            return at
        if ref[0] == "village":
            return given.villages[ref[1]].position
        return given.townships[ref[1]].position or towns.get(given.townships[ref[1]].name)

    return position


def seat_problems(given: Given, seat: str | None) -> list[Problem]:
    """What is wrong with a township that the config names as the county seat: none of that name, or a hub that has its
    position."""
    if seat is None:
        return []
    if given.county.position is not None:
        return [Problem(
            "county.seat_not_used", "county.seat", seat, phrase("geo.seat_not_used"), phrase("geo.seat_not_used_hint")
        )]
    if _named(seat, given.towns) is None:
        names = [t.name for t in given.towns]
        return [Problem(
            "county.unknown_seat", "county.seat", seat, phrase("geo.seat_known"),
            did_you_mean(seat, names, ", ".join(names[:20])),
        )]
    return []


def _named(word: str, towns: Sequence[Town]) -> Town | None:
    names = Names()
    for i, town in enumerate(towns):
        names.add(i, town.code, town.name)
    found = names.find(word)
    return towns[found[0]] if len(found) == 1 else None


def _amid(given: Given) -> LonLat:
    located = [t.position for t in given.towns if t.position]
    places = located + [v.position for v in given.villages if v.position]
    if places and (given.boundary is None or len(located) >= KNOWN_SHARE * len(given.towns)):
        return middle(places)
    if given.boundary is None:
        return NOWHERE
    lon, lat = given.boundary.centre()
    return float(lon), float(lat)
