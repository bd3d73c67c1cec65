"""The brands of a pool share its cost, on the small county."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from experiments.engines.team import Team
from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import evaluator
from experiments.scenarios.prepare import prepare
from experiments.settings.over import over
from experiments.studies.compare.result import replications
from experiments.studies.compare.shared import asked, with_shares
from sim.inference.cost.coalitions import coalitions
from sim.inference.cost.sharing import pool_cents
from sim.problems import InputError
from tests.experiments.county_files import Configs, write_county

MODE = "courier_courier"
SHORT = {"horizon.warmup_days": 1, "horizon.measured_days": 7, "horizon.drain_days": 1, "fleet.route_iterations": 5, "sharing.replications": 1}


@pytest.fixture(scope="module")
def configs(tmp_path_factory: pytest.TempPathFactory) -> Configs:
    return Configs(write_county(tmp_path_factory.mktemp("shared") / "small", each=2))


def config(configs: Configs, store: Path, brands: list[str], **more: Any) -> Any:
    """The brands pooled on the small county, a week of one replication."""
    values = {"modes": [MODE], "sharing.modes": [MODE], "assignment.pools": {"joint": brands}, "store": str(store)}
    return configs.config({**SHORT, **values, "workers": 1, **{k.replace("__", "."): v for k, v in more.items()}})


def test_shares_are_of_what_the_groups_cost_and_an_idle_brand_pays_nothing(configs: Configs, tmp_path: Path) -> None:
    of = config(configs, tmp_path / "store", ["zto", "sto", "jd"], demand__brands__jd__share=0.0)
    pools, team = asked(of), Team(of)
    points = pools[MODE, "joint"]
    assert list(points) == list(coalitions(["zto", "sto", "jd"]))
    result = replications(of, prepare(of, (MODE,)), tmp_path, {}, team)
    found, counts = with_shares(of, result, pools, team)
    table = found.plan["sharing"].set_index("brand")
    assert counts["simulated"] + counts["found"] == 7
    assert table.loc["jd", ["alone_year", "by_volume_year", "by_alone_year", "shapley_year"]].tolist() == [0, 0, 0, 0]
    with evaluator(of, team) as runs:
        costs = {g: pool_cents(runs.measured(p, [0])[0].measures, "joint", ["zto", "sto", "jd"]) for g, p in points.items()}
    everybody, year = max(costs.values()), 365 / 7 / 100
    assert costs[frozenset({"zto", "sto"})] == everybody == costs[frozenset({"zto", "sto", "jd"})]
    assert costs[frozenset({"zto"})] + costs[frozenset({"sto"})] > everybody
    assert table["shapley_year"].sum() == pytest.approx(everybody * year, abs=0.005)
    half = (costs[frozenset({"zto"})] + everybody - costs[frozenset({"sto"})]) / 2
    assert table["shapley_year"]["zto"] == pytest.approx(half * year, abs=0.01)


def test_a_group_without_a_plan_is_told_and_not_shared(configs: Configs, tmp_path: Path) -> None:
    of = config(configs, tmp_path / "store", ["zto"])
    beyond = {frozenset({"zto"}): DesignPoint((), over(of, {"demand.without": list(of.parameters.demand.brands)}), MODE)}
    team = Team(of)
    result = replications(of, prepare(of, (MODE,)), tmp_path, {}, team)
    found, _ = with_shares(of, result, {(MODE, "joint"): beyond}, team)
    assert "sharing" not in found.plan
    assert "zto" in found.card.lines[-1].en


def test_faults_are_told_before_anything_runs(configs: Configs, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"sharing\.modes"):
        config(configs, tmp_path, ["zto"], sharing__modes=["nobody"])
    with pytest.raises(InputError, match=r"demand\.without"):
        config(configs, tmp_path, ["zto"], demand__without=["nobody"])
    many = config(configs, tmp_path, list(configs.config().parameters.demand.brands))
    with pytest.raises(InputError, match="at most 8"):
        asked(many)


def test_nobody_asked_nothing_is_planned(configs: Configs, tmp_path: Path) -> None:
    assert asked(config(configs, tmp_path, ["zto", "sto"], sharing__modes=[])) == {}
