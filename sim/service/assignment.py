"""Which mode 合作模式 serves which brand in which village 模式分配."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from sim.county.county import County
from sim.demand.outlook import Expected, Size
from sim.parameters import Parameters
from sim.parameters.quantity import Section
from sim.plan.actor import Actor
from sim.problems import InputError, Problem, RefusedError, Said, did_you_mean, one_of, phrase
from sim.service.assignment_table import read_assignment
from sim.service.mode import Mode
from sim.table import Findings, Remark


class AssignmentRule(Section):
    """Villages that meet every bound given are served by ``mode``; of several rules the first that fits holds.

    ``below_parcels_day`` and ``from_parcels_day`` bound the village's expected parcels a day of the pool,
    ``from_population`` its people, ``from_km`` its road distance from the hub.
    """

    mode: str
    below_parcels_day: float | None = None
    from_parcels_day: float | None = None
    from_population: int | None = None
    from_km: float | None = None


class Assignment(Section):
    """The pools 联盟 of brands and the mode of each of their villages.

    Attributes:
        name: its key, under which results stand. ``name_zh``, ``name_en``: for people.
        pools: brands by name of the pool; a brand outside works in its own ``alone`` mode.
        mode: serves every village that neither the table, nor its township, nor a rule names.
        table: CSV or xlsx with columns village (code or name) and mode; wins over everything else; see ``sim.service.assignment_table``.
        townships: mode by code or name of a township; wins over the rules.
        rules: by volume, population or distance.
    """

    name: str = ""
    name_zh: str = ""
    name_en: str = ""
    pools: dict[str, tuple[str, ...]] = {}
    mode: str
    table: str | None = None
    townships: dict[str, str] = {}
    rules: tuple[AssignmentRule, ...] = ()

    @model_validator(mode="after")
    def _one_pool_a_brand(self) -> Self:
        named = [brand for pool in self.pools.values() for brand in pool]
        if twice := sorted({brand for brand in named if named.count(brand) > 1}):
            raise RefusedError(phrase("mode.one_pool"), found=phrase("mode.in_two_pools", brands=tuple(twice)))
        return self

    @property
    def mixed(self) -> bool:
        """Whether it tells villages apart, so that it may serve them in different modes."""
        return bool(self.table or self.townships or self.rules)

    def alone(self, mode: str) -> Assignment:
        """One mode for every village, with the same pools: nothing of the table, the townships and the rules is left."""
        return self.model_copy(update={"mode": mode, "table": None, "townships": {}, "rules": ()})


@dataclass(frozen=True, eq=False)
class Job:
    """Brands that work as one operator in one mode over some villages.

    Attributes:
        pool: name of the pool the brands belong to, empty outside any.
        operator: the pool, or the brand that works alone.
        brands, villages: indices into the expected demand's axes.
    """

    pool: str
    operator: Actor
    mode: Mode
    brands: tuple[int, ...]
    villages: tuple[int, ...]

    def daily(self, expected: Expected) -> NDArray[np.float64]:
        """Mean parcels a day by village of the county; 0 where the job does not serve."""
        load = np.zeros(expected.daily.shape[1])
        where = list(self.villages)
        load[where] = expected.daily[np.ix_(list(self.brands), where)].sum(axis=0)
        return load

    def size(self, expected: Expected, villages: Sequence[int]) -> Size:
        """The mean of its parcels to some villages."""
        return expected.size(np.ix_(list(self.brands), list(villages)))


def resolve(
    assignment: Assignment, county: County, parameters: Parameters, modes: dict[str, Mode], expected: Expected,
    remarks: list[Remark] | None = None, aside: Collection[tuple[str, int]] = (),
) -> tuple[Job, ...]:  # fmt: skip
    """The jobs of an assignment: brands working alone first, by brand, then the pools, so that what a host has left for a pool
    never changes what the others see. Who has no parcel to expect has no job, so it runs nothing.

    Args:
        remarks: what was remarked on the assignment's table is added here.
        aside: pools and villages that they do not serve: there each brand works alone.

    Raises:
        InputError: unknown brands, modes or villages, or a pool's brand whose alone mode needs a pool: every fault.
    """
    problems = [*_problems(assignment, parameters, modes), *_townships(assignment, county)]
    findings = Findings(problems, [] if remarks is None else remarks)
    chosen = _by_village(assignment, county, modes, expected, findings)
    if problems:
        raise InputError(problems)
    alone = _alone(assignment, parameters, modes, expected, chosen, aside)
    return tuple(job for job in (*alone, *_pooled(assignment, modes, expected, chosen, aside)) if job.daily(expected).any())


def _alone(
    assignment: Assignment, parameters: Parameters, modes: dict[str, Mode], expected: Expected, chosen: dict[str, list[str]],
    aside: Collection[tuple[str, int]],
) -> Iterator[Job]:  # fmt: skip
    """Each brand on its own: everywhere outside a pool, and where its pool does not work as one."""
    pool_of = {brand: pool for pool, brands in assignment.pools.items() for brand in brands}
    for number, brand in enumerate(expected.brands):
        pool, served = pool_of.get(brand, ""), tuple(range(len(expected.villages)))
        if pool:
            served = tuple(v for v in served if (pool, v) in aside or not modes[chosen[pool][v]].pooled)
        if served:
            yield Job(pool, Actor.brand(brand), modes[parameters.demand.brands[brand].alone], (number,), served)


def _pooled(
    assignment: Assignment, modes: dict[str, Mode], expected: Expected, chosen: dict[str, list[str]],
    aside: Collection[tuple[str, int]],
) -> Iterator[Job]:  # fmt: skip
    """Each pool in each of its modes."""
    number = {brand: b for b, brand in enumerate(expected.brands)}
    for pool, brands in assignment.pools.items():
        for key in (key for key in dict.fromkeys(chosen[pool]) if modes[key].pooled and brands):
            served = tuple(v for v, mode in enumerate(chosen[pool]) if mode == key and (pool, v) not in aside)
            yield Job(pool, Actor.pool(pool), modes[key], tuple(number[brand] for brand in brands), served)


def _problems(assignment: Assignment, parameters: Parameters, modes: dict[str, Mode]) -> list[Problem]:
    """Faults of the words used: brands and modes that do not exist."""
    known, brands = parameters.demand.brands, [(pool, brand) for pool, of in assignment.pools.items() for brand in of]
    problems = [
        _unknown("assignment.unknown_brand", f"assignment.pools.{pool}", brand, known)
        for pool, brand in brands
        if brand not in known
    ]
    for brand, row in known.items():
        if row.alone in modes and modes[row.alone].pooled:
            where = f"demand.brands.{brand}.alone"
            problems.append(Problem("assignment.alone_is_pooled", where, row.alone, phrase("mode.not_pooled")))
    named = _modes_named(assignment, parameters)
    problems += [_unknown("mode.unknown", where, mode, modes) for where, mode in named if mode not in modes]
    for key, mode in modes.items():
        hosts = (host for host in mode.hosts if host not in parameters.host)
        problems += [_unknown("mode.unknown_host", f"{key}.yaml", host, parameters.host) for host in hosts]
        if mode.point not in parameters.points.types:
            at = phrase("mode.place", file=f"{key}.yaml", key="point")
            problems.append(_unknown("mode.unknown_point", at, mode.point, parameters.points.types))
    return problems


def _modes_named(assignment: Assignment, parameters: Parameters) -> Iterator[tuple[str, str]]:
    """Where a mode is named, and which."""
    yield "mode", assignment.mode
    yield from ((f"assignment.rules.{i}.mode", rule.mode) for i, rule in enumerate(assignment.rules))
    yield from ((f"assignment.townships.{name}", mode) for name, mode in assignment.townships.items())
    yield from ((f"demand.brands.{brand}.alone", row.alone) for brand, row in parameters.demand.brands.items())


def _unknown(code: str, where: Said, word: str, known: Iterable[str]) -> Problem:
    """A word that is none of those known."""
    return Problem(code, where, word, one_of(known), did_you_mean(word, known))


def _townships(assignment: Assignment, county: County) -> list[Problem]:
    """Faults of the townships named: unknown, or named twice, by code and by name."""
    index = {t.code: i for i, t in enumerate(county.townships)} | {t.name: i for i, t in enumerate(county.townships)}
    known = [t.name for t in county.townships]
    unknown = [name for name in assignment.townships if name not in index]
    found = [
        Problem("plan.unknown_township", f"assignment.townships.{name}", name, one_of(known), did_you_mean(name, index))
        for name in unknown
    ]
    met: dict[int, str] = {}
    for name in assignment.townships:
        if name in index and met.setdefault(index[name], name) != name:
            where = f"assignment.townships.{name}"
            found.append(Problem("assignment.duplicate_township", where, name, phrase("assignment.once")))
    return found


def _by_village(assignment: Assignment, county: County, modes: dict[str, Mode], expected: Expected, findings: Findings) -> dict[str, list[str]]:
    """Mode key by pool and village."""
    table = read_assignment(Path(assignment.table), county, modes, findings) if assignment.table else {}
    townships = [assignment.townships.get(t.code) or assignment.townships.get(t.name) for t in county.townships]
    number = {brand: b for b, brand in enumerate(expected.brands)}
    chosen: dict[str, list[str]] = {}
    for pool, brands in assignment.pools.items():
        volume = expected.daily[[number[b] for b in brands if b in number]].sum(axis=0)
        chosen[pool] = [
            table.get(v) or townships[here.township] or _ruled(assignment, county, v, float(volume[v]))
            for v, here in enumerate(county.villages)
        ]
    return chosen


def _ruled(assignment: Assignment, county: County, village: int, parcels_day: float) -> str:
    """The mode of the first rule that fits, or the mode that serves the rest."""
    here = county.villages[village]
    place = county.village_place(here)
    for rule in assignment.rules:
        fits = (
            (rule.below_parcels_day is None or parcels_day < rule.below_parcels_day)
            and (rule.from_parcels_day is None or parcels_day >= rule.from_parcels_day)
            and (rule.from_population is None or here.population >= rule.from_population)
            and (rule.from_km is None or county.road_km[0, place] >= rule.from_km)
        )
        if fits:
            return rule.mode
    return assignment.mode
