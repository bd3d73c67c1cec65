"""The answer in words: cheapest on both bases or not called so, how firm that is, and who loses by it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.inference.recipes import outlays
from sim.inference.results import by_mode
from sim.inference.verdict import MET, NOT_VERIFIED
from sim.measure.measure import Measures, measure
from sim.plan.actor import Actor, ActorKind
from sim.proposal.answer import answers, best, cheapest
from tests.measure import small

NAMES = {"joint": ("快快", "joint"), "other": ("其他", "other")}
HOST = Actor.host("post")


@pytest.fixture(scope="module")
def modes() -> dict[str, list[Measures]]:
    county, p = small.county(), small.parameters()
    return by_mode(measure(*small.case(r, mode=mode), county, p, r) for mode in NAMES for r in range(3))


def dearer(modes: dict[str, list[Measures]], mode: str, **yuan: float) -> dict[str, list[Measures]]:
    """The modes with so much more of a cost in one of them."""
    rows = [replace(m, county=m.county | {k: m.county[k] + x for k, x in yuan.items()}) for m in modes[mode]]
    return modes | {mode: rows}


def test_cheapest_on_both_bases_is_called_so(modes: dict[str, list[Measures]]) -> None:
    costs = dict.fromkeys(("cost_system_parcel", "cost_system_marginal_parcel", "cost_system_full_parcel"), 9.0)
    line = cheapest(dearer(modes, "other", **costs), NAMES)
    assert line is not None
    assert line.zh.startswith("社会总成本最低（")
    assert "快快" in line.zh
    assert line.en.endswith("so with hosts at marginal and at full cost")
    assert line.verdict == MET


def test_cheapest_on_one_basis_is_not_called_so(modes: dict[str, list[Measures]]) -> None:
    line = cheapest(dearer(
        dearer(modes, "other", cost_system_parcel=9, cost_system_marginal_parcel=9), "joint", cost_system_full_parcel=9
    ), NAMES)
    assert line is not None
    assert line.zh.startswith("社会总成本没有在两种口径下都最低的模式")
    assert "按承运方边际成本为快快，" in line.zh
    assert "按承运方完全成本为其他，" in line.zh
    assert "最低（" not in line.en
    assert "Least cost" not in line.en
    assert line.verdict == NOT_VERIFIED


def test_who_loses_by_the_least_outlay_is_named(modes: dict[str, list[Measures]]) -> None:
    actors = {a: (a, a) for a in outlays(modes["joint"]) if a.kind is not ActorKind.POOL}
    left = outlays(modes["joint"])
    line = best(modes, "cost_brands_parcel", "支出最低", "Least outlay", NAMES, actors=actors)
    assert line is not None
    for actor in actors:
        assert (f"{actor} by {left[actor]:.2f}" in line.en) == (left[actor] >= 0.005)
    assert sum(left.values()) == pytest.approx(sum(m.county["cost_system_parcel"] for m in modes["joint"]) / 3)


def test_who_misses_a_target_is_best_at_nothing(modes: dict[str, list[Measures]]) -> None:
    cheap = dearer(modes, "joint", cost_system_parcel=-0.5, cost_system_marginal_parcel=-0.5, cost_system_full_parcel=-0.5)
    told = {x.topic: x for x in answers(cheap, NAMES, (), (), missing=["joint"])}
    assert told["able"].zh.endswith("：快快")
    assert "其他" in told["cost_system_parcel"].zh
    assert told["cost_system_parcel"].zh.startswith("单件社会总成本（共配池）：其他，")
    assert "；不参与的快快更低，为" in told["cost_system_parcel"].zh
    assert "able" not in {x.topic for x in answers(cheap, NAMES, (), (), missing=["joint", "other"])}
    assert "快快" in {x.topic: x for x in answers(cheap, NAMES, (), ())}["cost_system_parcel"].zh
