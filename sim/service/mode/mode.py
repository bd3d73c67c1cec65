"""A cooperation mode 合作模式 as data: who carries which leg, what is done where, what point, and which fees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, model_validator

from sim.parameters.once import Names, once
from sim.parameters.quantity import Section
from sim.plan.actor import KEEPER, Actor, actor_of
from sim.plan.fee import Fee
from sim.plan.leg import Leg
from sim.problems import RefusedError, phrase, refuse_all
from sim.service.mode.fee_table import FeeRow
from sim.words import Named

StageName = Literal["unload", "sort", "sort_village", "hand_over"]
"""A hub sorts to townships (``sort``) and, where parcels ride on from it to the villages, each township's to places (``sort_village``);
a township sorts to places (``sort``)."""


TO_TOWNSHIP = ((Leg.TRUNK,),)
TO_VILLAGE = ((Leg.TRUNK, Leg.VILLAGE), (Leg.TRUNK, Leg.VILLAGE, Leg.RELAY), (Leg.DIRECT,), (Leg.DIRECT, Leg.RELAY), (Leg.URBAN,))
"""Legs that lead to where a mode hands over, in the order of travel."""


class LegRule(Section):
    """Who runs a leg and when it leaves.

    Attributes:
        leg: which one.
        carrier: ``own``, ``keeper`` (whoever keeps the point fetches the parcels) or the key of a host.
        departure: ``timetable`` (of our own making), ``threshold`` (as soon as enough is there, see ``schedule.threshold``) or ``host`` (the host's own runs, whose free space parcels take).
        schedule: key below ``schedule`` (and ``fleet``) in the parameters, for a timetable of our own.
        shape: of a host's lines: ``round`` (milk runs) or ``road`` (out along a road through the township).
        tours: a trunk line visits several townships where one vehicle can.
        added: vehicles are added to a host's where ``fleet.sizing`` is ``sized``.
    """

    leg: Leg
    carrier: str = "own"
    departure: Literal["timetable", "threshold", "host"] = "timetable"
    schedule: Literal["trunk", "village", "direct", "relay", "carrier", "brand_trunk", "urban"] = "village"
    shape: Literal["round", "road"] = "round"
    tours: bool = False
    added: bool = True

    @model_validator(mode="after")
    def _sound(self) -> Self:
        refuse_all((*self._carrier(), *self._keeper()))
        return self

    def _carrier(self) -> Iterator[RefusedError]:
        """Carriers and departures that do not go together."""
        hosted = self.departure == "host"
        if self.leg == Leg.RELAY and hosted:
            yield RefusedError(phrase("mode.relay_departure"))
        if self.leg == Leg.URBAN and self.carrier != "own":
            yield RefusedError(phrase("town.own_leg"))
        elif self.leg != Leg.RELAY and hosted != (self.host is not None):
            yield RefusedError(phrase("mode.host_departure" if hosted else "mode.own_departure"))
        if self.departure == "threshold" and self.leg == Leg.TRUNK:
            yield RefusedError(phrase("mode.trunk_departure"), keys=("departure",))

    def _keeper(self) -> Iterator[RefusedError]:
        """Legs and schedules that are no keeper's."""
        if (self.carrier == "keeper") != (self.schedule == "carrier"):
            said = f"carrier: {self.carrier}, schedule: {self.schedule}"
            yield RefusedError(phrase("mode.keeper_schedule"), found=said, keys=("schedule", "carrier"))
        if self.carrier == "keeper" and self.leg != Leg.VILLAGE:
            yield RefusedError(phrase("mode.keeper_leg"), found=f"leg: {self.leg}", keys=("leg", "carrier"))

    @property
    def host(self) -> str | None:
        """Key of the host that runs it, if one does."""
        return None if self.carrier in ("own", "keeper") else self.carrier

    def actor(self, operator: Actor) -> Actor:
        """Who runs it for an operator."""
        if self.host is not None:
            return Actor.host(self.host)
        return operator if self.carrier == "own" else KEEPER


class HandlingSpec(Section):
    """Handling at a place: its ``stages`` in order, the key below ``staffing`` that mans it, and who does it.

    ``by`` is ``own`` or the key of a host.
    """

    stages: Annotated[tuple[StageName, ...], AfterValidator(once)] = ()
    crew: Literal["hub", "township", "brand_hub", "brand_township"] = "hub"
    by: str = "own"

    def actor(self, operator: Actor) -> Actor:
        """Who does it for an operator."""
        return operator if self.by == "own" else Actor.host(self.by)


class Mode(Section):
    """A mode of working together, or of each brand's working alone.

    Attributes:
        partner: key of the mode with the same partners in its usual shape; empty: this one.
        shape: of the network: parcels go through the ``township``, or ``direct`` from the hub to the villages.
        pooled: the brands of a pool work as one operator; False: each works alone in its brand's ``alone`` mode, and
            nothing else of this file is read for a pool.
        apart: with ``pooled`` False, each brand of a pool works by itself, all of them in this very mode.
        handover: ``village`` (a point in the village) or ``township`` (the brand's outlet there stands in for it).
        point: type of the point, a key below ``points.types``.
        kept_by: of a point in the village: a ``keeper``, one for whoever brings parcels, or ``own`` people of the operator at a point of its own.
        door: rounds from the point take parcels to the door that need it, or ``all``.
        hub, township: what is done with a parcel there.
        legs: in the order of travel.
        first_brands: brands loaded before the others.
        prices: fees between actors.
    """

    key: str
    name_zh: str
    name_en: str
    partner: str = ""
    shape: Literal["township", "direct"] = "township"
    pooled: bool = True
    apart: bool = False
    handover: Literal["village", "township"] = "village"
    point: str = "shop"
    kept_by: Literal["keeper", "own"] = "keeper"
    door: Literal["asked", "all"] = "asked"
    hub: HandlingSpec = HandlingSpec(stages=("unload", "sort"))
    township: HandlingSpec = HandlingSpec(crew="township")
    legs: tuple[LegRule, ...]
    first_brands: Names = ()
    prices: tuple[FeeRow, ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> Self:
        refuse_all((*self._legs_connect(), *self._brands_apart(), *self._fees_of_its_legs(), *self._fees_of_its_hosts(), *self._fees_once()))
        return self

    def _legs_connect(self) -> Iterator[RefusedError]:
        names = tuple(leg.leg for leg in self.legs)
        allowed, keys = TO_TOWNSHIP if self.handover == "township" else TO_VILLAGE, ("legs", "handover")
        if names not in allowed:
            ways = phrase("mode.legs", handover=self.handover, allowed=tuple("+".join(a) for a in allowed))
            yield RefusedError(ways, found=", ".join(names), keys=keys)
        elif Leg.RELAY in names and not self.rides_along:
            yield RefusedError(phrase("mode.relay_beyond_host"), found=", ".join(names), keys=keys)

    def _brands_apart(self) -> Iterator[RefusedError]:
        if self.apart and self.pooled:
            said = f"apart: {self.apart}, pooled: {self.pooled}"
            yield RefusedError(phrase("mode.apart"), found=said, keys=("apart", "pooled"))
        if self.handover == "township" and (self.kept_by == "own" or self.door == "all"):
            said = f"kept_by: {self.kept_by}, door: {self.door}"
            yield RefusedError(phrase("mode.point_in_village"), found=said, keys=("handover", "kept_by", "door"))

    def _fees_of_its_legs(self) -> Iterator[RefusedError]:
        names = tuple(leg.leg for leg in self.legs)
        for row in self.prices:
            if row.leg is not None and row.leg not in names:
                keys = ("prices", "legs")
                yield RefusedError(phrase("mode.fee_leg", names=names), found=f"leg: {row.leg}", keys=keys)

    def _fees_of_its_hosts(self) -> Iterator[RefusedError]:
        """Fees to or from hosts that do nothing in the mode, and to those that have no part in the leg that is paid."""
        for row in self.prices:
            leg = self.leg(row.leg) if row.leg is not None else None
            doing = {self.hub.by, self.township.by, *((of.host for of in self.legs) if leg is None else (leg.host,))}
            for key, host in (("payer", row.payer), ("payee", row.payee)):
                actor, there = actor_of(host), doing if key == "payee" else {*self.hosts}
                if actor is not None and actor.is_host and actor.key not in there:
                    hosts = tuple(sorted(of for of in there if of not in (None, "own"))) or (phrase("mode.no_host"),)
                    yield RefusedError(phrase("mode.fee_host", hosts=hosts), found=f"{key}: {host}", keys=("prices", "legs"))

    def _fees_once(self) -> Iterator[RefusedError]:
        """Fees that the ledger could not tell apart."""
        named = [(fee.name, fee.payer, fee.payee, fee.leg) for fee in self.fees]
        for name in dict.fromkeys(fee[0] for i, fee in enumerate(named) if fee in named[:i]):
            yield RefusedError(phrase("mode.fee_once"), found=name, keys=("prices",))

    def leg(self, name: Leg) -> LegRule | None:
        """The leg of that name, if the mode has it."""
        return next((leg for leg in self.legs if leg.leg == name), None)

    @property
    def last(self) -> LegRule | None:
        """The leg that reaches villages (before any relay); None where the parcel is handed out at the township."""
        return self.leg(Leg.VILLAGE) or self.leg(Leg.DIRECT) or self.leg(Leg.URBAN)

    @property
    def serves_pools(self) -> bool:
        """Whether a pool's villages are served as this file says, not as each brand does alone."""
        return self.pooled or self.apart

    @property
    def rides_along(self) -> bool:
        """Whether parcels ride to the villages, or to a relay's start, on a host's own runs."""
        return self.last is not None and self.last.departure == "host"

    @property
    def named(self) -> Named:
        """What people call it."""
        return Named(self.name_zh, self.name_en)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Keys of the hosts that the mode works with."""
        doing = (by for by in (self.hub.by, self.township.by) if by != "own")
        return tuple(dict.fromkeys((*(leg.host for leg in self.legs if leg.host is not None), *doing)))

    @property
    def fees(self) -> tuple[Fee, ...]:
        """The prices as the plan carries them."""
        return tuple(row.fee for row in self.prices)
