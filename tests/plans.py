"""Builders of small plans: every part by keyword, with defaults that never bind, so that a test says only what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sim.clock import DAY, HOUR
from sim.plan.departure import Departure, Hosted, Timetabled
from sim.plan.depot import Depot
from sim.plan.line import Line, Stop
from sim.plan.units import UNLIMITED

OF_RULE = ("depot", "max_delay", "turnaround", "most_parcels")
"""What a departure rule says, and a test may ask of a line."""


def departure(depot: int = 0, max_delay: int = HOUR, turnaround: int = 0, most_parcels: int = UNLIMITED) -> Departure:
    """Runs of our own from a depot, or, with depot -1, a host's."""
    return Hosted(most_parcels=most_parcels) if depot < 0 else Timetabled(depot=depot, max_delay=max_delay, turnaround=turnaround)


def line(key: str, stops: Sequence[Stop], *, base: int = 0, leg: str = "village", operator: str = "pool:all", back: int | None = None, **more: Any) -> Line:
    """A line with room for everything, planned without delay, from depot 0; ``more``: any of its attributes, or of its departure rule.

    Args:
        back: drive from the last stop to the base (as long as the last drive), ms.
    """
    home = stops[-1].drive if back is None else back
    planned = sum(stop.drive + stop.service for stop in stops) + home
    made = Line(
        key=key, name=key, leg=leg, operator=operator, departure=departure(), vehicle="van", base=base, stops=tuple(stops), back_km=stops[-1].km, back_drive=home,
        capacity_parcels=UNLIMITED, capacity_grams=UNLIMITED, capacity_ml=UNLIMITED, planned=planned,
    )  # fmt: skip
    return changed(made, **more)


def changed(of: Line, **more: Any) -> Line:
    """The line with some attributes changed, its own or those of its departure rule (``depot=-1``: a host's)."""
    rule = {name: more.pop(name) for name in OF_RULE if name in more}
    if rule:
        known = {"depot": of.depot, "max_delay": of.max_delay, "turnaround": of.turnaround, "most_parcels": of.most_parcels}
        more["departure"] = departure(**{**known, **rule})
    return replace(of, **more)


def depot(key: str, base: int = 0, *, operator: str = "pool:all", vehicle: str = "van", count: int = 1, duty: tuple[int, int] = (0, DAY)) -> Depot:
    """A depot on duty all day."""
    return Depot(key=key, operator=operator, base=base, vehicle=vehicle, count=count, duty_start=duty[0], duty_end=duty[1])
