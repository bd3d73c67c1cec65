"""Which mode 合作模式 serves which brand in which village 模式分配."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import model_validator

from sim.county.county import County
from sim.demand.outlook import Expected
from sim.parameters import Parameters
from sim.parameters.once import Names
from sim.parameters.quantity import Section
from sim.plan.actor import Actor
from sim.plan.note import Choice, PlanNote
from sim.problems import InputError, Problem, RefusedError, Said, did_you_mean, one_of, phrase
from sim.service.assignment.assignment_table import read_assignment
from sim.service.assignment.chosen import Chooser, Tried, idle_rules
from sim.service.assignment.job import Job
from sim.service.assignment.rule import AssignmentRule, Condition
from sim.service.assignment.rule_faults import rule_faults
from sim.service.assignment.traits import Passed, Traits, nowhere
from sim.service.assignment.urban import urban_jobs
from sim.service.mode.mode import Mode
from sim.service.mode.mode_words import mode_faults
from sim.service.mode.payers import payer_faults
from sim.table import Findings, Remark


class Assignment(Section):
    """The pools 共配池 of brands and the mode of each of their villages.

    Attributes:
        name: its key, under which results stand. ``name_zh``, ``name_en``: for people.
        pools: brands by name of the pool; a brand outside works in its own ``alone`` mode.
        mode: serves every village that neither the table, nor its township, nor a rule names.
        table: CSV or xlsx with columns village (code or name) and mode; wins over everything else; see ``sim.service.assignment.assignment_table``.
        townships: mode by code or name of a township; wins over the rules.
        rules: by attributes of a village, in order; see ``sim.service.assignment.rule``.
        remote: what rules call a remote village.
        backstop: modes tried in order where the one given does not reach a village; after them each brand works alone.
    """

    name: str = ""
    name_zh: str = ""
    name_en: str = ""
    pools: dict[str, Names] = {}
    mode: str
    table: str | None = None
    townships: dict[str, str] = {}
    rules: tuple[AssignmentRule, ...] = ()
    remote: Condition | None = None
    backstop: Names = ()

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
        """One mode for every village, with the same pools: nothing that tells villages apart is left, no backstop either."""
        return self.model_copy(update={"mode": mode, "table": None, "townships": {}, "rules": (), "backstop": ()})


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """An assignment made out for a county.

    Attributes:
        jobs: brands working alone first, by brand, then the pools, so that what a host has left for a pool never changes
            what the others see. Who has no parcel to expect has no job, so it runs nothing.
        choices: the mode of each village by pool, and what gave it.
        notes: rules that give no village its mode, pools without a brand.
    """

    jobs: tuple[Job, ...]
    choices: tuple[Choice, ...]
    notes: tuple[PlanNote, ...]


def resolve(
    assignment: Assignment, county: County, parameters: Parameters, modes: dict[str, Mode], expected: Expected,
    remarks: list[Remark] | None = None, tried: Collection[Tried] = (), passed: Passed = nowhere,
) -> Resolved:  # fmt: skip
    """The jobs of an assignment, and which mode serves each village of its pools and why.

    Args:
        remarks: what was remarked on the assignment's table is added here.
        tried: which pools' villages are not reached in which modes.
        passed: where the host of a mode passes.

    Raises:
        InputError: unknown brands, modes or villages, or a pool's brand whose alone mode needs a pool: every fault.
    """
    table = _table(assignment, county, parameters, modes, [] if remarks is None else remarks)
    pools = {pool: _seen(assignment, county, expected, brands, passed) for pool, brands in assignment.pools.items()}
    chooser = _chooser(assignment, county, table, modes)
    chosen = {pool: _rural(county, chooser.choose(pool, seen, tried)) for pool, seen in pools.items()}
    choices = tuple(choice for of in chosen.values() for choice in of)
    rural = (
        *_alone(assignment, parameters, modes, county, expected, chosen),
        *_pooled(assignment, modes, expected, chosen),
    )
    jobs = (*rural, *urban_jobs(rural, county, parameters.towns))
    idle = idle_rules(assignment.rules, choices, tuple(pools.values()), chooser.naming)
    notes = (*idle, *_empty_pools(assignment))
    return Resolved(jobs=tuple(job for job in jobs if job.daily(expected).any()), choices=choices, notes=notes)


def _empty_pools(assignment: Assignment) -> Iterator[PlanNote]:
    """Pools without a brand, which serve nobody."""
    for pool, brands in assignment.pools.items():
        if not brands:
            yield PlanNote(f"pool:{pool}", phrase("plannote.empty_pool"))


def _table(
    assignment: Assignment, county: County, parameters: Parameters, modes: dict[str, Mode], remarks: list[Remark]
) -> dict[int, str]:
    """Modes by village of the assignment's table, if it has one.

    Raises:
        InputError: every fault of the assignment and its table.
    """
    problems = assignment_faults(assignment, county, parameters, modes)
    findings = Findings(problems, remarks)
    table = read_assignment(Path(assignment.table), county, modes, findings) if assignment.table else {}
    if problems:
        raise InputError(problems)
    return table


def assignment_faults(assignment: Assignment, county: County, parameters: Parameters, modes: dict[str, Mode]) -> list[Problem]:
    """Every fault of an assignment but those of its table."""
    return [*word_faults(assignment, parameters, modes), *_townships(assignment, county), *rule_faults(assignment, county, modes)]


def _seen(assignment: Assignment, county: County, expected: Expected, brands: Collection[str], passed: Passed) -> Traits:
    """The villages as the rules see them for a pool."""
    mine = [brand in brands for brand in expected.brands]
    return Traits(county, expected.daily[mine].sum(axis=0), passed, assignment.remote)


def _rural(county: County, choices: Sequence[Choice]) -> list[Choice]:
    """Those of villages: no mode is chosen for a community."""
    return [choice for choice in choices if not county.urban[choice.village]]


def _chooser(assignment: Assignment, county: County, table: dict[int, str], modes: dict[str, Mode]) -> Chooser:
    townships = [assignment.townships.get(t.code) or assignment.townships.get(t.name) for t in county.townships]
    return Chooser(
        table=table, townships=townships, rules=assignment.rules, rest=assignment.mode, backstop=assignment.backstop,
        naming=lambda key: modes[key].named,
    )  # fmt: skip


def _alone(
    assignment: Assignment, parameters: Parameters, modes: dict[str, Mode], county: County, expected: Expected,
    chosen: dict[str, list[Choice]],
) -> Iterator[Job]:  # fmt: skip
    """Each brand on its own: everywhere outside a pool, and where its pool does not work as one; there in the mode of the village, where
    brands work apart in it, else in the brand's."""
    pool_of = {brand: pool for pool, brands in assignment.pools.items() for brand in brands}
    for number, brand in enumerate(expected.brands):
        pool, alone = pool_of.get(brand, ""), parameters.demand.brands[brand].alone
        served = {alone: tuple(range(len(county.rural)))}
        if pool:
            served = _apart(chosen[pool], modes, alone)
        for key, villages in served.items():
            yield Job(pool, Actor.brand(brand), modes[key], (number,), villages)


def _apart(choices: Sequence[Choice], modes: dict[str, Mode], alone: str) -> dict[str, tuple[int, ...]]:
    """By mode, the villages of a pool that each of its brands serves by itself; ``alone``: where none of the pool's modes does."""
    found: dict[str, list[int]] = {}
    for choice in choices:
        if not choice.mode or not modes[choice.mode].pooled:
            key = choice.mode if choice.mode and modes[choice.mode].apart else alone
            found.setdefault(key, []).append(choice.village)
    return {key: tuple(villages) for key, villages in found.items()}


def _pooled(assignment: Assignment, modes: dict[str, Mode], expected: Expected, chosen: dict[str, list[Choice]]) -> Iterator[Job]:
    """Each pool in each of its modes."""
    number = {brand: b for b, brand in enumerate(expected.brands)}
    for pool, brands in assignment.pools.items():
        for key in dict.fromkeys(c.mode for c in chosen[pool] if brands and c.mode and modes[c.mode].pooled):
            served = tuple(c.village for c in chosen[pool] if c.mode == key)
            yield Job(pool, Actor.pool(pool), modes[key], tuple(number[brand] for brand in brands), served)


def word_faults(assignment: Assignment, parameters: Parameters, modes: dict[str, Mode]) -> list[Problem]:
    """Faults of the words that an assignment and the modes use: brands, modes, hosts, points and actors that do not exist."""
    known = parameters.demand.brands
    problems = [
        _unknown("assignment.unknown_brand", f"assignment.pools.{pool}", brand, known)
        for pool, brands in assignment.pools.items()
        for brand in brands
        if brand not in known
    ]
    for brand, row in known.items():
        if row.alone in modes and modes[row.alone].pooled:
            where = f"demand.brands.{brand}.alone"
            problems.append(Problem("assignment.alone_is_pooled", where, row.alone, phrase("mode.not_pooled")))
    named = _modes_named(assignment, parameters)
    problems += [_unknown("mode.unknown", where, mode, modes) for where, mode in named if mode not in modes]
    return [*problems, *mode_faults(parameters, modes), *payer_faults(assignment.pools, parameters, modes)]


def _modes_named(assignment: Assignment, parameters: Parameters) -> Iterator[tuple[str, str]]:
    """Where a mode is named, and which."""
    yield "mode", assignment.mode
    yield from ((f"assignment.rules.{i}.mode", rule.mode) for i, rule in enumerate(assignment.rules))
    yield from ((f"assignment.backstop.{i}", mode) for i, mode in enumerate(assignment.backstop))
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
