"""A search for the best mix: what was simulated is chosen from, and a mix that comes again ends it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.inference.best_mix import Ints
from sim.inference.by_mode import by_mode
from sim.inference.mix_ground import ground
from sim.inference.mix_search import BEST, MixOutcome, MixSearch, assigned
from sim.inference.village_modes import Uniform
from sim.service.assignment import Assignment
from tests.measure import small
from tests.proposal import made


def search(asked: list[list[int]], *, possible: bool = True) -> MixSearch:
    measures, ready = by_mode(made.measures()), made.prepared()
    on = ground(Uniform(ready, measures, frozenset()), (), "system", added=True)
    name, plan = ready.scenarios[0].name, ready.scenarios[0].plan

    def simulate(chosen: Ints) -> MixOutcome | None:
        asked.append(chosen.tolist())
        return MixOutcome(plan, measures[name], False) if possible else None

    found = MixSearch(on=on, targets=(), objective="system", days=small.MEASURED, plan=lambda chosen: plan, simulate=simulate)
    for number, s in enumerate(ready.scenarios):
        found.note(s.name, np.full(len(on.parcels), number), MixOutcome(s.plan, measures[s.name], False))
    return found


def test_the_best_is_among_what_was_tried_and_none_is_tried_twice() -> None:
    asked: list[list[int]] = []
    found = search(asked)
    before = len(found.tried)
    found.go(3)
    assert len(found.tried) == before + len(asked)
    assert len({tuple(t.chosen.tolist()) for t in found.tried}) == len(found.tried)
    assert found.best in found.tried


def test_a_mix_that_cannot_be_planned_ends_the_search() -> None:
    asked: list[list[int]] = []
    found = search(asked, possible=False)
    before = len(found.tried)
    found.go(3)
    assert len(found.tried) == before
    assert len(asked) <= 1


def test_a_village_that_a_host_has_no_room_for_goes_to_another() -> None:
    found = search([])
    n, modes = found.on.cost.shape
    part = np.zeros((n, modes))
    part[:, 0] = 0.1
    on = replace(found.on, cost=np.tile(np.arange(modes, dtype=float), (n, 1)), allowed=np.ones((n, modes), bool), hosts={"bus": part})
    everything = found.plan(np.zeros(n, int))
    assert everything is not None
    full = replace(everything, host_full={"bus": (1,)})
    tight = replace(found, on=on, plan=lambda chosen: full if chosen[1] == 0 else everything, tried=[])
    assert tight._fitting({}).tolist() == [0, 1, *[0] * (n - 2)]


def test_most_villages_mode_is_the_assignments_and_the_others_have_a_rule() -> None:
    county, spread = small.county(), Assignment(name="a", mode="x", pools={"joint": ("zto",)}, townships={"T": "x"})
    chosen = np.zeros(len(county.rural), int)
    chosen[0] = 1
    made_of = assigned(("a", "b"), chosen, county, spread)
    assert (made_of.name, made_of.mode, made_of.pools, made_of.townships) == (BEST, "a", spread.pools, {})
    ((rule),) = made_of.rules
    assert (rule.mode, rule.villages) == ("b", (county.rural[0].code,))
