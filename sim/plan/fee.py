"""Fees between actors."""

from __future__ import annotations

from dataclasses import dataclass

from sim.plan.actor import Actor
from sim.plan.leg import Leg


@dataclass(frozen=True, kw_only=True)
class Fee:
    """A fee between actors, a transfer for each parcel.

    Attributes:
        payer, payee: keepers of points, a host, or None for the way's own operator: its pool or its brand.
        tariff: key below ``tariff`` in the parameters, e.g. ``commission_yuan``.
        leg: due for each parcel that a line of this leg carries; None: for each parcel that reaches its point.
        free_brands: brands that do not pay it (the host's own parcels).
    """

    payer: Actor | None
    payee: Actor | None
    tariff: str
    leg: Leg | None = None
    free_brands: tuple[str, ...] = ()
