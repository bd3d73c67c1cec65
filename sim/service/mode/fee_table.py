"""A row of a mode's open table of fees, ``prices``: who pays whom, for each of what, how much."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Self

from pydantic import Field, model_validator

from sim.parameters.money import Tariff
from sim.parameters.once import Names
from sim.parameters.quantity import Section
from sim.plan.actor import WORLD, Actor, actor_of
from sim.plan.fee import Each, Fee, FeeUnit, Rate
from sim.plan.leg import Leg
from sim.problems import RefusedError, did_you_mean, phrase, refuse_all

OPERATOR = "operator"
"""Word of a fee for the way's own operator: the pool or the brand."""

MOST_YUAN = 1e8


class Step(Section):
    """Of what is due in a month, the part above so many units has a price of its own."""

    above: float = Field(gt=0)
    yuan: float = Field(ge=0, le=MOST_YUAN)


class FeeRow(Section):
    """A fee as a row of the table; see ``sim.plan.fee.Fee`` for the words.

    Its amount a unit is a parameter below ``tariff``, or ``yuan`` of its own under a ``name``.
    """

    payer: str
    payee: str
    tariff: str = ""
    name: str = Field("", max_length=40)
    yuan: float | None = Field(None, ge=0, le=MOST_YUAN)
    per: FeeUnit = FeeUnit.PIECE
    of: Each | None = None
    bag_parcels: int | None = Field(None, ge=1, le=10_000)
    steps: tuple[Step, ...] = ()
    leg: Leg | None = None
    free_brands: Names = ()

    @model_validator(mode="after")
    def _sound(self) -> Self:
        refuse_all((*self._sides(), *self._amounts(), *self._units()))
        return self

    def _sides(self) -> Iterator[RefusedError]:
        """Sides that nobody is, or that are one."""
        for key, name in (("payer", self.payer), ("payee", self.payee)):
            if name != OPERATOR and actor_of(name) in (None, WORLD):
                yield RefusedError(phrase("mode.actor"), found=name, keys=(key,))
        if self.payer == self.payee:
            yield RefusedError(phrase("mode.two_sides"), found=self.payer, keys=("payee", "payer"))

    def _amounts(self) -> Iterator[RefusedError]:
        """A tariff that there is not, or not exactly one amount."""
        own = bool(self.name) and self.yuan is not None
        if self.tariff and self.yuan is None and not self.name:
            if self.tariff not in Tariff.model_fields:
                hint = did_you_mean(self.tariff, Tariff.model_fields)
                yield RefusedError(phrase("mode.tariff", names=tuple(Tariff.model_fields)), hint, self.tariff, ("tariff",))
        elif self.tariff or not own:
            yield RefusedError(phrase("mode.one_amount"), found=self._amount(), keys=("tariff", "name", "yuan"))

    def _units(self) -> Iterator[RefusedError]:
        """What does not go with the unit, and steps that do not rise."""
        if (self.of is not None) != (self.per is FeeUnit.MONTH):
            yield RefusedError(
                phrase("mode.fee_of", names=tuple(Each)), found=f"per: {self.per}, of: {self.of or '-'}", keys=("of", "per")
            )
        if (self.bag_parcels is not None) != (self.per is FeeUnit.BAG):
            found = f"per: {self.per}, bag_parcels: {self.bag_parcels or '-'}"
            yield RefusedError(phrase("mode.bag_parcels"), found=found, keys=("bag_parcels", "per"))
        if any(low.above >= high.above for low, high in pairwise(self.steps)):
            found = ", ".join(f"{step.above:g}" for step in self.steps)
            yield RefusedError(phrase("mode.steps"), found=found, keys=("steps",))

    def _amount(self) -> str:
        said = {"tariff": self.tariff, "name": self.name, "yuan": self.yuan}
        return ", ".join(f"{key}: {value}" for key, value in said.items() if value not in ("", None)) or "-"

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Who pays and who is paid, as far as it is not the way's operator."""
        found = (actor_of(name) for name in (self.payer, self.payee) if name != OPERATOR)
        return tuple(actor for actor in found if actor is not None)

    @property
    def fee(self) -> Fee:
        """The fee as the plan carries it."""
        steps = tuple((step.above, step.yuan) for step in self.steps)
        return Fee(
            name=self.name or self.tariff.removesuffix("_yuan"), payer=actor_of(self.payer), payee=actor_of(self.payee),
            rate=Rate(tariff=self.tariff, yuan=self.yuan or 0.0, steps=steps), per=self.per,
            of=self.of or Each.POINT, bag_parcels=self.bag_parcels or 1, leg=self.leg, free_brands=self.free_brands,
        )  # fmt: skip

    def times(self, factor: float) -> FeeRow:
        """The same with its own amounts multiplied; a tariff is left as it is."""
        steps = tuple(Step(above=step.above, yuan=step.yuan * factor) for step in self.steps)
        yuan = None if self.yuan is None else self.yuan * factor
        return self.model_copy(update={"yuan": yuan, "steps": steps})
