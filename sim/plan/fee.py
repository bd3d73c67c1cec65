"""Fees between actors."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fee:
    """A fee between actors, a transfer for each parcel.

    Attributes:
        payer, payee: ``operator`` (the way's own: the pool or the brand), ``keeper`` or ``host:<key>``.
        tariff: key below ``tariff`` in the parameters, e.g. ``commission_yuan``.
        leg: due for each parcel that a line of this leg carries; empty: for each parcel that reaches its point.
        free_brands: brands that do not pay it (the host's own parcels).
    """

    payer: str
    payee: str
    tariff: str
    leg: str = ""
    free_brands: tuple[str, ...] = ()
