"""Who pays and is paid, as fees, subsidies and investments name them: known actors, each other than the other side."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from sim.parameters import Parameters
from sim.plan.actor import PUBLIC, RESIDENT, WORLD, Actor, ActorKind, actor_of
from sim.problems import Problem, Said, did_you_mean, one_of, phrase
from sim.service.mode.fee_table import OPERATOR
from sim.service.mode.mode import Mode
from sim.service.mode.mode_words import place


def payer_faults(pools: Collection[str], parameters: Parameters, modes: Mapping[str, Mode]) -> Iterator[Problem]:
    """Every actor that does not exist, and public money for the public purse."""
    known: dict[ActorKind, Collection[str]] = {
        ActorKind.HOST: parameters.host, ActorKind.BRAND: parameters.demand.brands, ActorKind.POOL: pools
    }
    for where, actor in (*_of_fees(modes), *_of_support(parameters)):
        if actor.key and actor.key not in known[actor.kind]:
            code, names = f"mode.unknown_{actor.kind}", known[actor.kind]
            yield Problem(code, where, actor.key, one_of(names), did_you_mean(actor.key, names))
    yield from _no_actors(parameters)
    yield from _no_types(parameters)


def _of_fees(modes: Mapping[str, Mode]) -> Iterator[tuple[Said, Actor]]:
    for key, mode in modes.items():
        for i, price in enumerate(mode.prices):
            yield from ((place(key, f"prices.{i}"), actor) for actor in price.actors)


def _named(parameters: Parameters) -> Iterator[tuple[str, str]]:
    """Where a subsidy or an investment names somebody, and the word."""
    yield from ((f"subsidy.{key}.payee", subsidy.payee) for key, subsidy in parameters.subsidy.items())
    yield from ((f"investment.{key}.payer", bought.payer) for key, bought in parameters.investment.items())


def _of_support(parameters: Parameters) -> Iterator[tuple[Said, Actor]]:
    for where, name in _named(parameters):
        actor = actor_of(name)
        if actor is not None:
            yield where, actor


def _no_actors(parameters: Parameters) -> Iterator[Problem]:
    for where, name in _named(parameters):
        if name != OPERATOR and actor_of(name) in (None, WORLD):
            yield Problem("config.value", where, name, phrase("mode.actor"))
        elif actor_of(name) == PUBLIC and where.startswith("subsidy."):
            yield Problem("config.value", where, name, phrase("mode.two_sides"))
        elif actor_of(name) == RESIDENT and where.startswith("investment."):
            yield Problem("config.value", where, name, phrase("mode.investor"), phrase("mode.charge_resident"))


def _no_types(parameters: Parameters) -> Iterator[Problem]:
    """Types of points that do not exist."""
    known, tables = parameters.points.types, (("subsidy", parameters.subsidy), ("investment", parameters.investment))
    for section, table in tables:
        for key, row in table.items():
            for kind in (kind for kind in row.point_types if kind not in known):
                where = f"{section}.{key}.point_types"
                yield Problem("mode.unknown_point", where, kind, one_of(known), did_you_mean(kind, known))
