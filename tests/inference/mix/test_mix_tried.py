"""Of the plans tried, the cheapest that keeps what is asked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.inference.by_mode import by_mode
from sim.inference.mix.mix_ground import MixGround
from sim.inference.mix.mix_target import MixTarget
from sim.inference.mix.mix_tried import BEST_MIX, TRIED, Tried, best_table, beyond, missed, served, tried_table
from sim.inference.target import Target
from sim.plan.note import Choice
from sim.problems import phrase
from tests.measure import small
from tests.proposal import made

GOOD = MixTarget(Target("within_24h", ">=", 0.0))
FAR = MixTarget(Target("within_24h", ">=", 2.0))
ON = MixGround(
    modes=("joint", "other"), cost=np.array([[1.0, 4.0], [9.0, 2.0], [3.0, 3.5], [5.0, 8.0]]),
    reached=np.ones((4, 2), dtype=bool), parcels=np.array([1.0, 2.0, 3.0, 4.0]), given={},
    rooms={("post", "1"): np.array([[0.2, 0.0], [0.4, 0.0], [0.6, 0.0], [0.8, 0.0]])}, lines=(),
)  # fmt: skip


def tried(name: str, cost: float, *, over: bool = False, **more: object) -> Tried:
    values = {"misses": {}, "beyond": {}, **more}
    return Tried(plan=name, modes=("joint",) * 4, chosen=np.zeros(4, np.int64), cost=np.full(4, cost), overloaded=over, **values)  # type: ignore[arg-type]


def test_what_keeps_all_comes_before_what_is_cheaper() -> None:
    plans = [tried("over", 1.0, over=True), tried("misses", 2.0, misses={FAR: 0.2}), tried("beyond", 3.0, beyond={"post": (1,)}), tried("keeps", 9.0), tried("dearer", 9.5)]
    assert min(plans, key=Tried.rank).plan == "keeps"
    assert max(plans, key=Tried.rank).plan == "over"


def test_what_is_missed_is_told_in_its_own_unit() -> None:
    rows = by_mode(made.measures())["joint"]
    worst = min(of.county["within_24h"] for of in rows)
    assert missed(rows, [GOOD]) == {}
    assert abs(missed(rows, [FAR])[FAR] - (2.0 - worst)) < 1e-12


def test_what_the_plan_itself_holds_comes_before_all_other_targets() -> None:
    other = MixTarget(Target("reach", ">=", 1.0))
    plans = [tried("loses", 1.0, misses={FAR: 0.01}), tried("keeps", 9.0, misses={other: 0.5})]
    assert min(plans, key=lambda t: t.rank({FAR})).plan == "keeps"
    assert min(plans, key=Tried.rank).plan == "loses"


def test_who_serves_is_what_the_plan_says() -> None:
    choices = tuple(Choice(pool="ab", village=v, mode=m, rule="rest", reason=phrase("config.map")) for v, m in ((1, "x"), (7, "y")))
    assert served(replace(small.plan(), choices=choices), ["a", "b", "c"]) == ("a", "x", "c")


def test_only_hosts_that_are_to_do_with_what_they_have_can_be_full() -> None:
    plan = replace(small.plan(), host_full={"post": (1, 3), "bus": (2,)})
    assert beyond(ON, plan) == {"post": (1, 3)}
    assert beyond(ON, small.plan()) == {}


def test_a_row_a_plan_and_a_row_a_village() -> None:
    had = {"chosen": np.array([0, 1, 0, 0]), "modes": ("joint", "other", "joint", "joint")}
    best = replace(tried("mix 1", 2.0, misses={FAR: 0.1}), **had)  # type: ignore[arg-type]
    plans = tried_table([tried("joint", 3.0), best], best)
    assert plans.columns.tolist() == TRIED
    assert plans.iloc[1].tolist() == ["mix 1", 8.0, "ok", "within_24h", "", False, True]
    villages = best_table(ON, ON.cost, best, small.county())
    assert villages.columns.tolist() == BEST_MIX
    assert villages["mode"].tolist() == ["joint", "other", "joint", "joint"]
    assert villages["margin_year"].tolist() == [2.0, 7.0, 1.5, 6.0]
