"""A search for the best mix in worlds small enough to simulate every mix there is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sim.arrays import Bools, Floats, Ints
from sim.inference.mix.mix_ground import MixGround
from sim.inference.mix.mix_search import BEST, MixOutcome, MixSearch, as_best, assigned, numbered
from sim.inference.mix.mix_target import MixTarget
from sim.inference.mix.mix_tried import Tried
from sim.inference.target import Target
from sim.service.assignment.assignment import Assignment
from tests.measure import small

REACH = MixTarget(Target("reach", ">=", 0.75), (0, 1, 2, 3))
VILLAGES, MODES = 4, ("bus", "own", "keeper")


@dataclass(frozen=True, eq=False)
class World:
    """What a mix comes to: the bus holds so many villages; a mode that anybody has costs something for all who have it;
    a village is reached, in a week of ``weeks``, or not.

    Attributes:
        shared: yuan a mode that is in use, borne by its villages alike.
        reached: shape (weeks, villages, modes).
    """

    cost: Floats
    room: Floats
    shared: Floats
    reached: Bools

    def gave(self, chosen: Ints, weeks: int) -> MixOutcome:
        rows = np.arange(VILLAGES)
        each = self.cost[rows, chosen] + self.shared[chosen] / np.bincount(chosen, minlength=3)[chosen]
        over = np.cumsum(np.where(chosen == 0, self.room, 0.0)) > 1 + 1e-9
        full = {"bus": tuple(np.flatnonzero(over & (chosen == 0)).tolist())} if over.any() else {}
        plan: Any = SimpleNamespace(choices=(), host_full=full)
        cells = SimpleNamespace(cells=lambda of: 100 * each[None])
        measured: list[Any] = [
            SimpleNamespace(ledger=cells, rural=VILLAGES, villages={"reach": self.reached[w, rows, chosen].astype(float)}, county={})
            for w in range(weeks)
        ]
        return MixOutcome(plan, measured, False, 365)

    def search(self, own: list[int] | None = None) -> MixSearch:
        """With a trial of one week, a proof of three; ``own``: the county's own plan."""
        alike = [np.full(VILLAGES, mode) for mode in range(3)]
        cost = np.stack([self.cost[:, m] + self.shared[m] / VILLAGES for m in range(3)], axis=1)
        on = MixGround(
            modes=MODES, cost=cost, reached=np.ones((VILLAGES, 3), bool), parcels=np.ones(VILLAGES),
            given={REACH: self.reached[0].astype(float)}, rooms={("bus", "1"): np.stack([self.room, 0 * self.room, 0 * self.room], axis=1)},
            lines=(),
        )  # fmt: skip
        found = MixSearch(on=on, targets=(REACH,), objective="system", simulate=lambda c: self.gave(c, 1), prove=lambda c: self.gave(c, 3))
        for mode, chosen in enumerate(alike):
            found.note(MODES[mode], chosen, self.gave(chosen, 1))
        if own is not None:
            found.own = found.note("plan", np.array(own), self.gave(np.array(own), 3), proved=True)
        return found

    def proofs(self) -> list[Tried]:
        """Every mix there is, proved."""
        of = self.search()
        return [of._of("", chosen, self.gave(chosen, 3), True) for chosen in map(np.array, product(range(3), repeat=VILLAGES))]


def world(seed: int, *, shared: float = 0.0, luck: float = 0.0) -> World:
    rng = np.random.default_rng(seed)
    reached = np.stack([rng.random((VILLAGES, 3)) >= [0.0, 0.0, 0.4]] * 3) if not luck else rng.random((3, VILLAGES, 3)) >= [0.0, luck, luck]
    return World(rng.uniform(100, 900, (VILLAGES, 3)), rng.uniform(0.2, 0.9, VILLAGES), shared * rng.uniform(0, 900, 3), reached)


@pytest.mark.parametrize("seed", range(12))
def test_the_mix_is_the_cheapest_of_all_that_keep_what_is_asked(seed: int) -> None:
    """Where a village costs what it costs whoever else has its mode, and weeks are alike."""
    of = world(seed)
    found = of.search()
    found.go(4)
    best = min(of.proofs(), key=Tried.rank)
    assert found.best.proved
    assert found.best.rank() == pytest.approx(best.rank())


@pytest.mark.parametrize("seed", range(40))
def test_it_is_never_worse_than_the_plan_nor_than_one_mode_for_all(seed: int) -> None:
    """Whatever is shared, whatever chance there is: what the plan holds is held, no host gets more than it has room
    for unless the plan asks it too, and what holds as much costs no less."""
    of, rng = world(seed, shared=1.0, luck=0.2), np.random.default_rng(1000 + seed)
    found = of.search(rng.integers(0, 3, VILLAGES).tolist())
    found.go(3)
    best, own = found.best, found.own
    assert own is not None
    assert best.proved
    assert best.misses.keys() <= own.misses.keys() or own.misses
    assert best.rank(found.held) <= own.rank(found.held)
    assert not best.beyond or own.beyond or own.misses.keys() < best.misses.keys() | {REACH}
    alike = [of.gave(np.full(VILLAGES, mode), 3) for mode in range(3)]
    singles = [found._of("", np.full(VILLAGES, mode), gave, True) for mode, gave in enumerate(alike)]
    for one in (t for t in singles if not t.misses and not t.beyond):
        assert best.rank(found.held) <= one.rank(found.held)


def test_a_proof_that_falls_short_makes_the_next_mix_aim_farther() -> None:
    """In its first week the cheap mode reaches all, in the others two villages of four, which nobody can know before."""
    reached = np.ones((3, VILLAGES, 3), bool)
    reached[1:, 2:, 1] = False
    of = World(np.tile([500.0, 100.0, 300.0], (VILLAGES, 1)), np.full(VILLAGES, 0.2), np.zeros(3), reached)
    found = of.search([0, 0, 0, 0])
    found.go(3)
    assert not found.best.misses
    assert found.best.yuan < 2000
    assert any(REACH in t.misses for t in found.tried if t.proved)


def test_where_nothing_else_holds_it_is_the_plan_itself() -> None:
    reached = np.zeros((3, VILLAGES, 3), bool)
    reached[:, :, 0] = True
    of, proved = World(np.tile([900.0, 5000.0, 5000.0], (VILLAGES, 1)), np.full(VILLAGES, 0.2), np.zeros(3), reached), list[list[int]]()
    found = of.search([0, 0, 0, 0])

    def prove(chosen: Ints) -> MixOutcome:
        proved.append(chosen.tolist())
        return of.gave(chosen, 3)

    found.prove = prove
    found.go(2)
    assert found.own is not None
    assert found.best.modes == found.own.modes
    assert found.best.proved
    assert [0, 0, 0, 0] not in proved


def test_none_is_tried_twice() -> None:
    of, asked = world(3, shared=1.0, luck=0.2), list[tuple[int, ...]]()
    found = of.search()

    def simulate(chosen: Ints) -> MixOutcome:
        asked.append(tuple(chosen.tolist()))
        return of.gave(chosen, 1)

    found.simulate = simulate
    found.go(5)
    assert asked
    assert len({*asked}) == len(asked)
    assert len({t.plan for t in found.tried}) == len(found.tried)


def test_a_mix_that_cannot_be_planned_ends_the_search() -> None:
    found = world(1).search([1, 1, 1, 1])
    found.simulate = lambda chosen: None
    found.go(3)
    assert [t.plan for t in found.tried] == [*MODES, "plan"]
    assert found.best.proved


def test_a_village_that_a_host_has_no_room_for_goes_to_another() -> None:
    """Where the lines' rooms, as they are known, did not say so."""
    of = World(np.tile([100.0, 500.0, 900.0], (VILLAGES, 1)), np.array([0.5, 0.5, 0.4, 0.0]), np.zeros(3), np.ones((3, VILLAGES, 3), bool))
    found = of.search()
    found.on.rooms["bus", "1"][2, 0] = 1e-9
    found.go(3)
    assert found.best.beyond == {}
    assert found.best.chosen.tolist() == [0, 0, 1, 0]


def test_most_villages_mode_is_the_assignments_and_the_others_have_a_rule() -> None:
    county, spread = small.county(), Assignment(name="a", mode="x", pools={"joint": ("zto",)}, townships={"T": "x"})
    chosen = np.zeros(len(county.rural), int)
    chosen[0] = 1
    made_of = assigned(("a", "b"), chosen, county, spread)
    assert (made_of.name, made_of.mode, made_of.pools, made_of.townships) == (BEST, "a", spread.pools, {})
    ((rule),) = made_of.rules
    assert (rule.mode, rule.villages) == ("b", (county.rural[0].code,))
    assert (as_best(spread).name, as_best(spread).mode, as_best(spread).townships) == (BEST, "x", {"T": "x"})


def test_modes_have_numbers_and_others_none() -> None:
    plan: Any = SimpleNamespace(choices=tuple(SimpleNamespace(village=v, mode=m) for v, m in enumerate(("own", "?", "bus"))))
    assert numbered(MODES, plan, 3).tolist() == [1, -1, 0]
