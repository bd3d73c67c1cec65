"""The parties of a ledger: who bears what, villages and communities together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from sim.arrays import Floats
from sim.measure.kpi import ALL, URBAN
from sim.measure.ledger import Account, to_cents
from sim.measure.measure import Measures
from sim.measure.recipe import cents, parcels
from sim.plan.actor import WORLD, Actor, ActorKind

Modes = Mapping[str, Sequence[Measures]]

BRANDS = "brands"
_OTHERS = (ActorKind.HOST, ActorKind.KEEPER, ActorKind.PUBLIC, ActorKind.RESIDENT)


def party(actor: Actor) -> str:
    """Under which name the money of an actor is told: brands and pools together, everybody else alone."""
    return BRANDS if actor.is_brand else str(actor)


def parties_of(modes: Modes) -> list[str]:
    """Every party of any mode: brands, hosts, keepers, the public purse, residents."""
    actors = sorted({account.actor for rows in modes.values() for of in rows for account in of.ledger.accounts})
    others = [str(actor) for kind in _OTHERS for actor in actors if actor.kind is kind]
    return [BRANDS] * any(actor.is_brand for actor in actors) + others


def account_cents(measures: Measures) -> Counter[Account]:
    """Cents of the measured days by account, villages and communities together.

    Line-haul beyond the county costs it nothing and is nobody's.
    """
    found: Counter[Account] = Counter()
    for scope in (ALL, URBAN):
        for account, amount in cents(measures, scope):
            if account.actor != WORLD:
                found[account] += amount
    return found


def all_parcels(measures: Measures) -> float:
    """The parcels delivered in the measured days, to villages and communities."""
    return parcels(measures, ALL) + parcels(measures, URBAN)


def by_party(accounts: Mapping[Account, float], names: Sequence[str], kind: str) -> Floats:
    """What the accounts of a kind, resources or transfers, come to for each party."""
    number = {name: i for i, name in enumerate(names)}
    found = np.zeros(len(names))
    for account, amount in accounts.items():
        if account.kind == kind:
            found[number[party(account.actor)]] += amount
    return found


def in_cents(yuan: Floats) -> Floats:
    """Yuan in whole cents that add up to their rounded total: transfers to nought."""
    return to_cents(yuan) / 100.0
