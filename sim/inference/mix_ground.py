"""What a mix is chosen from: what each mode, run for the whole county, costs each village, gives it, and asks of hosts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.inference.best_mix import Bools, Bound, Ints
from sim.inference.estimate import Floats
from sim.inference.target import Target
from sim.inference.village_modes import Uniform
from sim.measure.kpi import PER_VILLAGE
from sim.measure.ledger import RESOURCE, Account
from sim.measure.measure import Measures
from sim.measure.registry import kpi_of
from sim.measure.support import DAYS_YEAR
from sim.plan.actor import PUBLIC, RESIDENT
from sim.service.load import TIGHT, ratio
from sim.service.prepared import Prepared, Scenario

BORNE: Mapping[str, Callable[[Account], bool]] = {
    "system": lambda account: account.kind == RESOURCE,
    "brands": lambda account: account.actor.is_brand,
    "operators": lambda account: account.actor.is_operator,
    "public": lambda account: account.actor == PUBLIC,
    "residents": lambda account: account.actor == RESIDENT,
}
"""The accounts of an objective."""


@dataclass(frozen=True, eq=False, kw_only=True)
class MixGround:
    """Arrays of shape (villages, modes), of the pool's parcels.

    Attributes:
        modes: their keys.
        cost: yuan a year. ``allowed``: the mode reaches the village.
        parcels: by village, a day.
        given: of each target that tells villages apart, the figure of each village in each mode.
        hosts: by host, the part of its own room that the parcels of a village would use up in a mode.
        lines: by line with next to no room left, that part.
    """

    modes: tuple[str, ...]
    cost: Floats
    allowed: Bools
    parcels: Floats
    given: Mapping[Target, Floats]
    hosts: Mapping[str, Floats]
    lines: tuple[Floats, ...]

    def bounds(self, asked: Mapping[Target, float]) -> list[Bound]:
        """What a choice must keep.

        Args:
            asked: by target, how far beyond its bound to aim.
        """
        found = [Bound(part, 1.0) for part in self.hosts.values()]
        found += [Bound(part, 1.0) for part in self.lines]
        for target, figures in self.given.items():
            sign = -1.0 if target.sign == ">=" else 1.0
            bound = target.bound - sign * asked.get(target, 0.0)
            found.append(Bound(sign * figures * self._weights(target)[:, None], sign * bound))
        return found

    def _weights(self, target: Target) -> Floats:
        """How much each village counts in a KPI of the county."""
        count = np.ones(len(self.parcels)) if kpi_of(target.kpi).aggregation == PER_VILLAGE else self.parcels
        return np.asarray(count / count.sum())


def yuan_year(rows: Sequence[Measures], objective: str, days: int) -> Floats:
    """By administrative village, what an objective comes to for the pool's parcels a year, mean over replications."""
    cents = np.mean([of.ledger.cells(BORNE[objective])[0, : of.rural] for of in rows], axis=0)
    return np.asarray(cents / 100 * DAYS_YEAR / days)


def ground(found: Uniform, targets: Sequence[Target], objective: str, *, added: bool = False) -> MixGround:
    """The ground of a mix of modes that were run for the whole county.

    Args:
        added: hosts may add vehicles, so that only their full lines bound them.
    """
    prepared, days = found.prepared, found.prepared.parameters.horizon.measured_days
    parcels = np.mean([of.parcels_day[: of.rural] for rows in found.measures.values() for of in rows], axis=0)
    local = [t for t in targets if kpi_of(t.kpi).local]
    hosts = {} if added else dict(_host_parts(prepared, parcels))
    return MixGround(
        modes=tuple(found.measures), parcels=parcels,
        cost=np.stack([yuan_year(rows, objective, days) for rows in found.measures.values()], axis=1),
        allowed=_allowed(prepared, len(parcels)),
        given={t: np.stack([_figures(rows, t) for rows in found.measures.values()], axis=1) for t in local},
        hosts=hosts, lines=tuple(_full_lines(prepared, parcels)),
    )  # fmt: skip


def _figures(rows: Sequence[Measures], target: Target) -> Floats:
    """By village, the figure of a target's KPI, mean over replications; its bound where a village has none."""
    values = np.stack([of.villages[target.kpi][: of.rural] for of in rows])
    there = np.isfinite(values)
    count = there.sum(axis=0)
    mean = np.where(there, values, 0.0).sum(axis=0) / np.maximum(count, 1)
    return np.where(count > 0, mean, target.bound)


def _allowed(prepared: Prepared, villages: int) -> Bools:
    """Where a mode reaches; everything where none does, for the backstops."""
    allowed = np.ones((villages, len(prepared.scenarios)), dtype=np.bool_)
    for number, s in enumerate(prepared.scenarios):
        missed = {choice.village for choice in s.plan.choices if choice.mode != s.name}
        allowed[sorted(missed), number] = False
    allowed[~allowed.any(axis=1)] = True
    return allowed


def _host_parts(prepared: Prepared, parcels: Floats) -> Iterator[tuple[str, Floats]]:
    """By host whose own room does not do for all, what the parcels of each village would use of it in each mode."""
    share = parcels / (parcels.sum() or 1.0)
    parts: dict[str, Floats] = {}
    for number, s in enumerate(prepared.scenarios):
        for host, (_, carried) in s.plan.host_share.items() if prepared.modes[s.name].pooled else ():
            if carried < 1 - 1e-9:
                part = parts.setdefault(host, np.zeros((len(parcels), len(prepared.scenarios))))
                part[:, number] = share / max(carried, 1e-6)
    yield from parts.items()


def _full_lines(prepared: Prepared, parcels: Floats) -> Iterator[Floats]:
    """By line with next to no room left, what the parcels of each village that it carries use of it."""
    for number, s in enumerate(prepared.scenarios):
        for load in s.loads:
            if load.kind == "line_week" and load.rho > TIGHT:
                riding = _riding(s, load.key, len(parcels)) * parcels
                part = np.zeros((len(parcels), len(prepared.scenarios)))
                part[:, number] = riding / (riding.sum() or 1.0) * ratio(load.offered, load.capacity) / TIGHT
                yield np.minimum(part, 1e6)


def _riding(scenario: Scenario, line: str, villages: int) -> Ints:
    """By village, whether parcels of a pool ride on a line."""
    plan = scenario.plan
    on_it = [bool(way.pool) and any(plan.lines[hop.line].key == line for hop in way.hops) for way in plan.ways]
    riding: Ints = np.array([*on_it, False], dtype=np.int64)[plan.inbound[:, :villages]].max(axis=0)
    return riding
