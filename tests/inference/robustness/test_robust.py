"""How often an order holds, what turns it, and how that is said."""

from __future__ import annotations

import numpy as np
import pytest

from sim.inference.robustness.robust import Costs, OneChange, RobustnessFindings, cheapest, correlations, most_telling, pairs
from sim.inference.verdict import MET, NOT_VERIFIED
from sim.proposal.comparison.robust_words import robust_answer, robust_lines, robust_shown, robust_table

NAMES, KPI = ("van", "bus"), "cost_system_marginal_parcel"
CALLED = {"van": ("自营", "own van"), "bus": ("客运", "bus")}
DEPART = OneChange("host.bus.depart", ("客运发车时刻", "bus: departures"), ("10:30", "10:30"), timetable=True)
PRICE = OneChange("vehicles.bus.yuan_km", ("客车每公里费用", "bus: cost a km"), ("1.4元/公里", "1.4 yuan/km"))
SHARES = np.array([[0.1, 0.5], [0.3, 0.2], [0.6, 0.9], [0.9, 0.4]])
"""Of two keys at four points; the bus costs 1 + 2 x the first, the van 2."""


def judged(ends: list[list[float]], points: np.ndarray | None = None, base: tuple[float, float] = (2.0, 1.2)) -> RobustnessFindings:
    points = np.stack([np.full(4, 2.0), 1 + 2 * SHARES[:, 0]], axis=1) if points is None else points
    costs = Costs(KPI, {"van": 2.0, "bus": 1.2}, np.array(base), points, np.array(ends).reshape(-1, 2))
    found = pairs(NAMES, costs, (DEPART, PRICE)[: len(ends)], ["vehicles.bus.yuan_km", "seed"], SHARES)
    counted = dict(zip(NAMES, np.isfinite(points).sum(axis=0).tolist(), strict=True))
    return RobustnessFindings(4, {KPI: cheapest(NAMES, points)}, counted, found)


def test_an_order_is_counted_and_what_turns_it_is_named() -> None:
    found = judged([[2.0, 1.3], [2.0, 2.1]])
    (pair,) = found.pairs
    assert (pair.first, pair.second, pair.holds, pair.points) == ("bus", "van", 2, 4)
    assert pair.gap == pytest.approx(0.8)
    assert pair.flips == (PRICE,)
    assert pair.strongest[0] == ("vehicles.bus.yuan_km", pytest.approx(-1.0))
    assert found.cheapest[KPI] == {"van": 2, "bus": 2}
    assert pair.verdict == "not robust"


def test_plans_that_do_not_count_are_left_out_of_pairs_and_cheapest_nowhere() -> None:
    points = np.array([[2.0, np.nan], [2.0, 1.0], [np.nan, np.nan], [np.nan, 1.0]])
    found = judged([], points)
    assert (found.pairs[0].holds, found.pairs[0].points) == (1, 1)
    assert found.cheapest[KPI] == {"van": 1, "bus": 2}
    assert found.counted == {"van": 2, "bus": 2}
    assert found.pairs[0].verdict == "too few points"


def test_no_flip_is_told_of_an_order_that_the_short_simulation_does_not_have() -> None:
    assert judged([[2.0, 1.3], [2.0, 2.1]], base=(1.1, 1.2)).pairs[0].flips == ()


def test_robust_needs_the_points_and_no_flip() -> None:
    always = np.stack([np.full(4, 9.0), np.ones(4)], axis=1)
    assert judged([[2.0, 1.3]], always).pairs[0].verdict == "robust"
    assert judged([[2.0, 2.3]], always).pairs[0].verdict == "not robust"


def test_rank_correlation_is_spearmans() -> None:
    gap = np.array([1.0, 8.0, 27.0, 64.0])
    assert correlations(np.stack([gap, -gap, np.ones(4)], axis=1), gap) == pytest.approx([1.0, -1.0, 0.0])


def test_keys_are_tried_where_some_point_turns_a_pair_each_pair_in_turn() -> None:
    shares = np.stack([np.linspace(0, 1, 8), np.linspace(0, 1, 8)[::-1] ** 3, np.tile([0.2, 0.8], 4)], axis=1)
    by_mode = {"a": np.full(8, 1.0), "b": 0.5 + shares[:, 0], "c": 9 + shares[:, 1], "d": 0.9 + shares[:, 2] / 2}

    def told(modes: str, most: int) -> tuple[int, ...]:
        points = np.stack([by_mode[m] for m in modes], axis=1)
        return most_telling([Costs(KPI, {m: float(i) for i, m in enumerate(modes)}, points[0], points, points[:1])], modes, shares, most)

    assert told("ab", 1)[0] in (0, 1)
    assert told("ac", 3) == (), "a pair that no point turns asks for nothing"
    assert told("ad", 1) == (2,)
    assert 2 in told("abd", 2)


def test_the_answer_says_in_how_many_points_and_what_turns_it() -> None:
    line = robust_answer(judged([[2.0, 1.3], [2.0, 2.1]]), CALLED)
    assert line.verdict == NOT_VERIFIED
    assert "with hosts at marginal cost, bus is cheapest for society in 2 of 4, own van in 2, not robust: bus: cost a km (1.4 yuan/km)" in line.en
    assert "按承运方边际成本客运在2个点社会总成本最低，自营2个，不稳健：客车每公里费用（1.4元/公里）" in line.zh
    always = robust_answer(judged([[2.0, 1.3]], np.stack([np.full(4, 9.0), np.ones(4)], axis=1)), CALLED)
    assert always.verdict == MET
    assert always.en.endswith("bus is cheapest for society in 4 of 4, robust")
    assert always.zh.endswith("客运在4个点社会总成本最低，稳健")


def test_the_trust_card_names_each_default_of_a_hosts_timetable_that_turns_the_ranking() -> None:
    lines = robust_lines(judged([[2.0, 2.3], [2.0, 2.1]]), CALLED)
    assert [x.topic for x in lines] == ["host.bus.depart", "vehicles.bus.yuan_km"]
    assert lines[0].en == "bus: departures (host.bus.depart) at 10:30 turns the ranking by cost: with hosts at marginal cost, own van costs less than bus"
    assert lines[0].zh == "客运发车时刻改为10:30，成本排序改变：按承运方边际成本自营低于客运"
    still = robust_lines(judged([[2.0, 1.3], [2.0, 2.1]]), CALLED)
    assert [x.topic for x in still] == ["robustness", "vehicles.bus.yuan_km"]
    assert still[0].verdict == ""


def test_the_tables_for_programs_and_for_people() -> None:
    found = judged([[2.0, 1.3], [2.0, 2.1]])
    (row,) = robust_table(found).to_dict("records")
    assert row["difference"] == pytest.approx(-0.8)
    assert (row["holds"], row["points"], row["verdict"], row["flips"]) == (2, 4, "not robust", "vehicles.bus.yuan_km=1.4 yuan/km")
    shown = robust_shown(found, {"van": "自营", "bus": "客运"}, "zh")
    assert shown.iloc[0].tolist()[1:] == ["客运", "自营", "0.80", "2/4", "不稳健", "客车每公里费用（1.4元/公里）"]
