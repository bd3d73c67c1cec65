"""Fees between actors: who pays whom, for each of what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sim.plan.actor import Actor
from sim.plan.leg import Leg


class FeeUnit(StrEnum):
    """What a fee is counted by."""

    PIECE = "piece"
    """Each parcel that reached its point."""

    KG = "kg"
    """The weight of these parcels."""

    BAG = "bag"
    """Each bag that a run sets down: parcels of one stop go together, ``Fee.bag_parcels`` to a bag."""

    TRIP = "trip"
    """Each run that has such parcels on board."""

    MONTH = "month"
    """Each month, of everything that ``Fee.of`` says."""


class Each(StrEnum):
    """Of what a fee by the month is due."""

    POINT = "point"
    """Each point in a village."""

    VILLAGE = "village"
    """Each village."""

    TOWNSHIP = "township"
    """Each township."""

    CARRIER = "carrier"
    """Each vehicle of ours on the leg, and each line that a host runs anyway."""


@dataclass(frozen=True, kw_only=True)
class Rate:
    """A price a unit.

    Attributes:
        tariff: key below ``tariff`` in the parameters, e.g. ``commission_yuan``; empty: ``yuan`` says it.
        yuan: a unit.
        steps: of what is due in a month, the part beyond each of these amounts has another price (yuan a unit), by rising amount.
    """

    tariff: str = ""
    yuan: float = 0.0
    steps: tuple[tuple[float, float], ...] = ()

    def each(self, tariffs: object) -> float:
        """The price of the first unit, yuan: its own, or the parameter of ``tariffs`` (``Parameters.tariff``) that it names."""
        return float(getattr(tariffs, self.tariff)) if self.tariff else self.yuan

    def total(self, units: float, yuan: float) -> float:
        """What so many units cost in a month, the first ones at ``yuan`` each."""
        edges = [0.0, *(above for above, _ in self.steps), float("inf")]
        prices = [yuan, *(yuan for _, yuan in self.steps)]
        parts = zip(prices, edges[:-1], edges[1:], strict=True)
        return sum(yuan * max(min(units, end) - start, 0.0) for yuan, start, end in parts)


@dataclass(frozen=True, kw_only=True)
class Fee:
    """A fee between actors, a transfer.

    Attributes:
        name: what the ledger calls it.
        payer, payee: anybody; None for the way's own operator: its pool or its brand.
        leg: due for what lines of this leg carry; None: for whatever reaches its point, and bags, runs and carriers are
            those of the last leg.
        of: of what it is due each month.
        free_brands: brands that do not pay it (the host's own parcels).
    """

    name: str
    payer: Actor | None
    payee: Actor | None
    rate: Rate
    per: FeeUnit = FeeUnit.PIECE
    of: Each = Each.POINT
    bag_parcels: int = 1
    leg: Leg | None = None
    free_brands: tuple[str, ...] = ()
