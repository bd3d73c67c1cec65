"""What a mix is chosen from: what each mode, run for the whole county, costs each village, gives it, and asks of hosts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.arrays import Bools, Floats, Ints
from sim.inference.mix.cheapest import Bound
from sim.inference.mix.mix_target import MixTarget
from sim.inference.mode_map.village_modes import Uniform
from sim.measure.ledger import RESOURCE, Account
from sim.measure.measure import Measures
from sim.measure.support import DAYS_YEAR
from sim.plan.actor import PUBLIC, RESIDENT
from sim.service.load.load import TIGHT, ratio
from sim.service.prepared import Prepared, Scenario

BORNE: Mapping[str, Callable[[Account], bool]] = {
    "system": lambda account: account.kind == RESOURCE,
    "brands": lambda account: account.actor.is_brand,
    "operators": lambda account: account.actor.is_operator,
    "public": lambda account: account.actor == PUBLIC,
    "residents": lambda account: account.actor == RESIDENT,
}
"""The accounts of an objective."""

TARGETS = 10.0
"""How much worse it is to miss a target than to ask hosts for more than they have."""


@dataclass(frozen=True, eq=False, kw_only=True)
class MixGround:
    """Arrays of shape (villages, modes), of the pool's parcels.

    Attributes:
        modes: their keys, ``last`` of them backstops, to be used only where nobody else has room.
        cost: yuan a year. ``reached``: the mode reaches the village.
        parcels: by village, a day.
        given: of each target that tells villages apart, the figure of each village in each mode.
        rooms: by host and line of its own, the part of the line's room that the parcels of a village take in a mode.
        lines: by line with next to no room left, that part.
    """

    modes: tuple[str, ...]
    cost: Floats
    reached: Bools
    parcels: Floats
    given: Mapping[MixTarget, Floats]
    rooms: Mapping[tuple[str, str], Floats]
    lines: tuple[Floats, ...]
    last: frozenset[str] = frozenset()

    def bounds(self, asked: Mapping[MixTarget, float]) -> list[Bound]:
        """What a choice must keep.

        Args:
            asked: by target, how far beyond its bound to aim.
        """
        found = [Bound(part, 1.0) for part in (*self.rooms.values(), *self.lines)]
        for target, figures in self.given.items():
            sign = -1.0 if target.target.sign == ">=" else 1.0
            bound = target.target.bound - sign * asked.get(target, 0.0)
            if target.villages is not None:
                bound = min(bound, 1.0)
            found.append(Bound(sign * figures * target.weights(self.parcels)[:, None], sign * bound, TARGETS))
        return found

    @property
    def allowed(self) -> Bools:
        """Where a mode reaches and its host has a line that holds the village's parcels by themselves; where that
        leaves nothing, all that reach."""
        fits = self.reached.copy()
        for part in self.rooms.values():
            fits &= part <= 1.0
        return np.where(fits.any(axis=1, keepdims=True), fits, self.reached)

    def hosted(self, host: str) -> Bools:
        """Where a mode asks a host for room."""
        asks = np.zeros(self.reached.shape, dtype=np.bool_)
        for (name, _), part in self.rooms.items():
            asks |= (part > 0) & (name == host)
        return asks

    def likely(self, chosen: Ints, real: Floats) -> Floats:
        """What each village costs in each mode, from what a mix came to: in a mode that some villages had, others cost
        as many times what they cost where all have it as those did together.

        Args:
            chosen: by village, the number of its mode. ``real``: its cost.
        """
        cost = self.cost.copy()
        for mode in np.unique(chosen):
            had = chosen == mode
            alone = float(self.cost[had, mode].sum())
            cost[:, mode] *= float(real[had].sum()) / alone if alone > 0 else 1.0
        cost[np.arange(len(chosen)), chosen] = real
        return cost


def yuan_year(rows: Sequence[Measures], objective: str, days: int) -> Floats:
    """By administrative village, what an objective comes to for the pool's parcels a year, mean over replications."""
    cents = np.mean([of.ledger.cells(BORNE[objective])[0, : of.rural] for of in rows], axis=0)
    return np.asarray(cents / 100 * DAYS_YEAR / days)


def ground(
    found: Uniform, targets: Sequence[MixTarget], objective: str, *, added: bool = False, last: Collection[str] = ()
) -> MixGround:
    """The ground of a mix of modes that were run for the whole county.

    Args:
        added: hosts may add vehicles, so that only their full lines bound them.
        last: modes that are backstops.
    """
    prepared, days = found.prepared, found.prepared.parameters.horizon.measured_days
    parcels = np.mean([of.parcels_day[: of.rural] for rows in found.measures.values() for of in rows], axis=0)
    return MixGround(
        modes=tuple(found.measures), parcels=parcels,
        cost=np.stack([yuan_year(rows, objective, days) for rows in found.measures.values()], axis=1),
        reached=_reached(prepared, len(parcels)),
        given={t: np.stack([t.figures(rows) for rows in found.measures.values()], axis=1) for t in targets if t.local},
        rooms={} if added else _rooms(prepared, len(parcels)), lines=tuple(_full_lines(prepared, parcels)),
        last=frozenset(last),
    )  # fmt: skip


def _reached(prepared: Prepared, villages: int) -> Bools:
    """Where a mode reaches and its point holds what comes; everything where none does, for the backstops."""
    reached = np.ones((villages, len(prepared.scenarios)), dtype=np.bool_)
    for number, s in enumerate(prepared.scenarios):
        missed = {choice.village for choice in s.plan.choices if choice.mode != s.name}
        reached[sorted(missed), number] = False
    reached[~reached.any(axis=1)] = True
    shelved = reached & ~_crowded(prepared, villages)
    return np.where(shelved.any(axis=1, keepdims=True), shelved, reached)


def _crowded(prepared: Prepared, villages: int) -> Bools:
    """Where the shelf of a mode's point does not let through what comes, whoever else has the mode."""
    crowded = np.zeros((villages, len(prepared.scenarios)), dtype=np.bool_)
    for number, s in enumerate(prepared.scenarios):
        full = {load.key for load in s.overloads if load.kind == "shelf_week"}
        there = [bool(way.pool) and s.plan.points[way.point].code in full for way in s.plan.ways]
        crowded[:, number] = np.array([*there, False])[s.plan.inbound[:, :villages]].any(axis=0)
    return crowded


def _rooms(prepared: Prepared, villages: int) -> dict[tuple[str, str], Floats]:
    """By host and line of its own that could be full, what the parcels of each village take of its room in each mode.
    """
    parts: dict[tuple[str, str], Floats] = {}
    for number, s in enumerate(prepared.scenarios):
        for host, lines in s.plan.host_rooms.items():
            for line, of in lines.items():
                part = parts.setdefault((host, line), np.zeros((villages, len(prepared.scenarios))))
                part[list(of), number] = list(of.values())
    return {key: part for key, part in parts.items() if part.max(axis=1).sum() > 1}


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
