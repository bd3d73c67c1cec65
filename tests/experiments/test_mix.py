"""The best mix of the small county, as a plan and as a column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from experiments.engines.team import Team
from experiments.scenarios.prepare import prepare
from experiments.studies.compare.mix import BEST, best_mix
from sim.inference.mix.mix_room import MOST
from sim.problems import InputError
from tests.experiments.county_files import Configs, write_county

MODES = ("courier_courier", "transport_courier", "township_pickup")
SHORT = {"horizon.warmup_days": 1, "horizon.measured_days": 7, "horizon.drain_days": 1, "fleet.route_iterations": 5, "workers": 1, "replications": 1}


@pytest.fixture(scope="module")
def configs(tmp_path_factory: pytest.TempPathFactory) -> Configs:
    return Configs(write_county(tmp_path_factory.mktemp("mix") / "small"))


def config(configs: Configs, store: Path, **more: Any) -> Any:
    values = {"mix.modes": list(MODES), "mix.replications": 1, "mix.rounds": 2, "store": str(store)}
    return configs.config({**SHORT, **values, **{k.replace("__", "."): v for k, v in more.items()}})


def test_what_is_taken_keeps_what_is_asked_at_least_cost(configs: Configs, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    of = config(configs, tmp_path / "store", mix__targets={"brands_to_village": ">=1"})
    found = best_mix(of, Team(of))
    assert "复核第1个" in capfd.readouterr().err, "what was not done is not counted"
    tried, villages = found.tables["mix_tried"], found.tables[BEST]
    assert set(tried["plan"][:3]) == set(MODES)
    assert tried.set_index("plan")["missed"]["township_pickup"] == "brands_to_village"
    keeps = tried[(tried["state"] == "ok") & (tried["missed"] == "") & (tried["beyond"] == "")]
    assert tried[tried["taken"]]["proved"].all()
    assert tried[tried["taken"]]["yuan_year"].tolist() == [keeps["yuan_year"].min()]
    assert villages["yuan_year"].sum() == pytest.approx(keeps["yuan_year"].min(), abs=0.2)
    assert found.assignment is not None
    table = {**of.assignment_table, BEST: found.assignment}
    (made,) = prepare(of.model_copy(update={"assignment_table": table}), found.column).scenarios
    modes = {choice.village: choice.mode for choice in made.plan.choices}
    assert [modes[v] for v in range(len(villages))] == villages["mode"].tolist()
    asked = len(found.tables["mix_room"])
    assert found.counts["simulated"] == len(tried) + asked, "a proof as short as the trial is the trial"
    assert 0 < asked <= 2 * MOST


def test_beside_a_plan_it_holds_what_the_plan_holds_and_costs_no_more(configs: Configs, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    reached = {"zh": "通达", "en": "reached", "what": "villages_reached", "share": 0.95, "by": "2021-12-31"}
    scenarios = {"now": {"mode": "township_pickup"}, "plan": {"mode": "courier_courier"}}
    plan = {"scenarios": scenarios, "modes": list(MODES[:2]), "targets": {"reached": reached}, "backstop": ["township_pickup"]}
    of = config(configs, tmp_path / "store", mix__modes="plan", plan=plan)
    found = best_mix(of, Team(of))
    tried = found.tables["mix_tried"].set_index("plan")
    best = tried[tried["taken"]].iloc[0].to_dict()
    assert set(tried.index) >= {*MODES, "plan"}
    assert {*str(best["missed"]).split()} <= {*str(tried["missed"]["plan"]).split()}
    assert best["yuan_year"] <= tried["yuan_year"]["plan"]
    assert found.assignment is not None
    assert found.assignment.name == BEST
    told = capfd.readouterr()
    assert "Highs" not in told.out + told.err
    assert "最优组合" in told.err


def test_faults_are_told_before_anything_runs(configs: Configs, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"mix\.modes"):
        config(configs, tmp_path, mix__modes=["nobody"])
    with pytest.raises(InputError, match=r"mix\.targets\.within_24h"):
        config(configs, tmp_path, mix__targets={"within_24h": "soon"})


def test_a_plan_says_which_modes_it_allows(configs: Configs, tmp_path: Path) -> None:
    plan = {"scenarios": {"now": {"mode": "township_pickup"}}, "modes": ["postal_courier", "transport_courier"]}
    assert config(configs, tmp_path, mix__modes="plan", plan=plan).mixed == ("postal_courier", "transport_courier")
    assert config(configs, tmp_path, mix__modes="plan", plan=plan, modes=["courier_courier"]).mixed == ()
    anything = {"scenarios": plan["scenarios"]}
    assert "transport_courier" in config(configs, tmp_path, mix__modes="plan", plan=anything).mixed
    assert config(configs, tmp_path, mix__modes="plan").mixed == ()
