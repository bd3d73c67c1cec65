"""The answer of an optimisation in words: the chosen plan, whether it keeps the targets, what being faster costs."""

from __future__ import annotations

from sim.inference.search.confirm import result
from sim.inference.target import Target
from sim.proposal.optimise.optimise_answer import answer, how, scope, title
from tests.proposal.optimisation import AXES, CHEAP, FAST, SLOW, TARGET, optimised, values
from tests.proposal.told import about


def test_the_title_names_the_county() -> None:
    assert title(about()).startswith("Small:")
    assert title(about("zh")).startswith("小县：")
    assert scope(about("en")) != scope(about("zh"))


def test_the_cheapest_plan_that_keeps_the_targets_comes_first() -> None:
    lines = answer(optimised())
    assert lines[0].startswith("The cheapest plan found that keeps all targets is plan 1: ")
    assert "joint delivery" in lines[0]
    assert "2.00 yuan/parcel" in lines[1]
    assert "(target ≥ 90.0%): met." in lines[2]


def test_the_fastest_of_the_front_is_told_with_what_it_costs_more() -> None:
    line = answer(optimised())[3]
    assert line.startswith("The fastest of the front is plan 3:")
    assert "10.0" in line
    assert "1.00 yuan/parcel" in line
    alone = optimised(result=result({p: v for p, v in values().items() if p != FAST}, (TARGET,)))
    assert len(answer(alone)) == 3


def test_a_target_that_is_missed_is_told_with_the_best_of_the_search() -> None:
    hard = Target(TARGET.kpi, ">=", 0.99)
    lines = answer(optimised(targets=(hard,)))
    assert lines[0].startswith("No plan found keeps all targets")
    assert "not met; the best of any plan in the search was 96.0%." in lines[2]
    assert not any("fastest" in line for line in lines)


def test_a_target_that_may_be_kept_is_said_not_to_be_shown() -> None:
    edge = Target(TARGET.kpi, ">=", 0.9501)
    lines = answer(optimised(targets=(edge,), result=result({CHEAP: values()[CHEAP], SLOW: values()[SLOW]}, (edge,))))
    assert lines[0].startswith("No plan is shown to keep all targets")


def test_without_targets_it_is_the_cheapest() -> None:
    assert answer(optimised("zh", targets=()))[0].startswith("最省方案是方案1：")


def test_plans_from_which_people_fetch_at_the_township_are_pointed_out() -> None:
    lines = answer(optimised(remote=frozenset({"other"})))
    assert any(line.startswith("Mind: in plan 2, 3 people fetch") for line in lines)


def test_decisions_without_effect_are_named() -> None:
    assert answer(optimised(idle={CHEAP: (AXES[0].key,)}))[-1].startswith(
        "Decisions without effect in the chosen plan: "
    )


def test_where_nothing_could_be_simulated_that_is_the_answer() -> None:
    lines = answer(optimised(result=None))
    assert len(lines) == 1
    assert "searched.csv" in lines[0]


def test_how_it_was_found_is_counted() -> None:
    looked, left_out, runs, seeds, judged = how(optimised())
    assert looked.startswith("Of 4 combinations 4 were looked at, which made 3 different plans")
    assert "2 of the combinations kept the targets" in looked
    assert left_out.startswith("1 overloaded")
    assert "42 in all of at most 40" in runs
    assert "seeds of their own" in seeds
    assert "3 plans together" in judged
    assert len(how(optimised("zh", targets=()))) == 4
