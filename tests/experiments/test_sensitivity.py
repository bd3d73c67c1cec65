"""Indices through the study's own plumbing: closed forms in place of the simulation, and a small county simulated."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from experiments.app import run
from experiments.scenarios.design import DesignPoint
from experiments.scenarios.prepare import prepare
from experiments.scenarios.ranges import factors
from experiments.sensitivity import checked, explain, replications, settled
from experiments.settings.config import Config
from experiments.studies.frame import about_of
from sim.inference.drivers.drivers import Drivers
from sim.inference.drivers.indices import EFFECT, INSUFFICIENT, NONE
from sim.inference.drivers.one_at_a_time import OneAtATime, difference_of
from sim.inference.drivers.responses import Responses
from sim.parameters import Parameters, registry
from sim.parameters.factor import GIVEN, REGISTRY, SCALED, WIDENED, Factor
from sim.parameters.names import name_of
from sim.problems import InputError, Problem
from sim.proposal.about import About
from sim.proposal.sensitivity.sensitivity_tables import frames
from sim.proposal.sensitivity.sensitivity_words import answer, warnings
from sim.service.prepared import used
from sim.store.status import Status
from tests.experiments.county_files import Configs, write_county

Formula = Callable[[dict[str, float], str], float]
SHORT = {"horizon.warmup_days": 3, "horizon.measured_days": 7, "horizon.drain_days": 4, "fleet.route_iterations": 20}
THREE = {"cost.driver_yuan_month": [4000, 6000], "handling.shelve_per_h": [60, 180], "tariff.bus_yuan": [0.2, 0.6]}


def about(config: Config) -> About:
    """What the words of a study of the config say beside what it found."""
    return about_of(config, "k" * 16, config.sensitivity.modes)


class ClosedForm:
    """Stands in for the evaluator: a KPI is a formula of the varied keys and the mode, plus what a replication adds everywhere."""

    def __init__(self, formula: Formula, fails: Callable[[dict[str, float]], bool] = lambda v: False) -> None:
        self.formula, self.fails, self.asked = formula, fails, 0

    def run(self, points: Iterable[DesignPoint], numbers: Sequence[int]) -> list[Status]:
        found = []
        for p in points:
            self.asked += len(numbers)
            failed = self.fails(_numbers(p))
            message = str(Problem("plan.none", "plan", "nothing", "something")) if failed else ""
            found.append(Status(p.key, p.labels, "failed" if failed else "ok", message, 0 if failed else len(numbers)))
        return found

    def values(self, point: DesignPoint, numbers: Sequence[int], kpis: Sequence[str]) -> NDArray[np.float64]:
        y = self.formula(_numbers(point), point.config.mode)
        return np.array([[y + 10 * n for _ in kpis] for n in numbers])


def _numbers(point: DesignPoint) -> dict[str, float]:
    return {k: v for k, v in point.labels if not isinstance(v, str)}


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_county(tmp_path_factory.mktemp("county") / "small")


@pytest.fixture(scope="module")
def configs(county: Path) -> Configs:
    return Configs(county)


def config(configs: Configs, keys: Any, **more: Any) -> Config:
    values = {"sensitivity.keys": keys, "sensitivity.kpis": ["cost_system_parcel"], "replications": 2, **SHORT}
    return configs.config({**values, **{f"sensitivity.{k}": v for k, v in more.items()}})


def explained(config: Config, formula: Formula, **more: Any) -> Drivers:
    return explain(config, ClosedForm(formula, **more), checked(config), factors(config), range(config.run.replications))


# x1, x2, x3 of Ishigami's function on three keys with ranges of 2 pi; a = 7, b = 0.1.
ISHIGAMI_KEYS = {"roads.stop_min": [1, 1 + 2 * math.pi], "points.keeper_min": [2, 2 + 2 * math.pi], "points.door_min": [1, 1 + 2 * math.pi]}


def ishigami(x: dict[str, float], mode: str) -> float:
    a, b, c = (x.get(key, low) - low - math.pi for key, (low, _) in ISHIGAMI_KEYS.items())
    return math.sin(a) + 7 * math.sin(b) ** 2 + 0.1 * c**4 * math.sin(a)


@pytest.mark.slow
def test_sobol_of_ishigami_has_its_analytic_indices_within_the_intervals(configs: Configs) -> None:
    """S1 = (0.314, 0.442, 0), ST = (0.558, 0.442, 0.244): Saltelli et al., Sensitivity analysis in practice."""
    c = config(configs, ISHIGAMI_KEYS, method="sobol", samples=256)
    found = explained(c, ishigami)
    x = found.indices["courier_courier", "cost_system_parcel"]
    for name, truth in (("S1", (0.3139, 0.4424, 0.0)), ("ST", (0.5576, 0.4424, 0.2437))):
        for i, value in enumerate(truth):
            assert x.low[name][i] <= value <= x.high[name][i], (name, i)
            assert x.high[name][i] - x.low[name][i] < 0.45
    assert x.verdict == (EFFECT,) * 3
    assert x.blocks == 256
    assert not any("sensitivity.samples" in line for line in warnings(about(c), found))
    few = config(configs, ISHIGAMI_KEYS, method="sobol", samples=8)
    assert any("sensitivity.samples" in line for line in warnings(about(few), explained(few, ishigami)))
    table = frames(about(c), found)["sensitivity"]
    assert list(table["key"])[2] == "points.door_min"
    assert {"ST", "ST_low", "ST_high", "S1", "S1_low", "S1_high", "n", "verdict", "mode", "kpi", "name"} <= set(table.columns)


LINEAR_KEYS = {"roads.stop_min": [4, 10], "points.keeper_min": [1, 4], "host.bus.days_per_week": [3, 6], "demand.noise_sd": [0.1, 0.4]}


def linear(x: dict[str, float], mode: str) -> float:
    slope = {"roads.stop_min": 0.5, "points.keeper_min": -2.0, "host.bus.days_per_week": 1.0}
    return sum(k * x.get(key, LINEAR_KEYS[key][0]) for key, k in slope.items()) + (100.0 if mode == "postal_courier" else 0.0)


def test_morris_of_a_linear_function_is_exact_whole_numbers_included(configs: Configs) -> None:
    c = config(configs, LINEAR_KEYS, trajectories=4)
    found = explained(c, linear)
    x = found.indices["courier_courier", "cost_system_parcel"]
    assert x.value["mu_star"] == pytest.approx([3.0, 6.0, 3.0, 0.0])
    assert x.value["mu"] == pytest.approx([3.0, -6.0, 3.0, 0.0])
    assert x.verdict == (EFFECT, EFFECT, EFFECT, NONE)
    assert found.told
    points = frames(about(c), found)["points"]
    days = points.loc[points["stage"] == "design", "host.bus.days_per_week"]
    assert set(days) <= {3.0, 4.0, 5.0, 6.0}


def test_an_effect_is_over_the_step_that_whole_numbers_really_make(configs: Configs) -> None:
    """Days 2 to 4 on a grid of thirds: 2, 3, 3, 4. A step of two thirds of the range is one of one day, or two."""
    c = config(configs, {"host.bus.days_per_week": [2, 4], "roads.stop_min": [4, 10]}, trajectories=8)
    x = explained(c, lambda v, mode: 3.0 * v.get("host.bus.days_per_week", 2) + v.get("roads.stop_min", 4)).indices["courier_courier", "cost_system_parcel"]
    assert x.value["mu_star"] == pytest.approx([6.0, 6.0])
    assert x.value["sigma"] == pytest.approx([0.0, 0.0], abs=1e-9)


def test_one_at_a_time_goes_from_the_configured_value_to_both_ends(configs: Configs) -> None:
    c = config(configs, LINEAR_KEYS, trajectories=2)
    table = frames(about(c), explained(c, linear))["one_at_a_time"].set_index(["key", "end"])
    assert table.loc[("roads.stop_min", "high"), "value"] == 10
    assert table.loc[("roads.stop_min", "low"), "base_value"] == 6.0
    assert table.loc[("roads.stop_min", "high"), "difference"] == pytest.approx(3.0)
    assert table.loc[("points.keeper_min", "high"), "difference"] == pytest.approx(-6.0)
    assert table.loc[("demand.noise_sd", "high"), "verdict"] == NONE
    assert (table["kpi_value"] - table["kpi_base"]).to_numpy() == pytest.approx(table["difference"].to_numpy())


def test_modes_are_an_outer_factor_on_the_same_points(configs: Configs) -> None:
    c = config(configs, LINEAR_KEYS, trajectories=6, modes=["courier_courier", "postal_courier"])
    found = explained(c, linear)
    share, low, high = found.between["cost_system_parcel"]
    assert 0.99 < low <= share <= high <= 1
    for mode in c.sensitivity.modes:
        assert found.indices[mode, "cost_system_parcel"].value["mu_star"] == pytest.approx([3.0, 6.0, 3.0, 0.0])
    assert list(frames(about(c), found)["between_modes"]["kpi"]) == ["cost_system_parcel"]
    assert any("模式之间占" in line for line in answer(about(c), found))


def test_points_without_a_plan_drop_their_trajectory_and_are_told(configs: Configs) -> None:
    c = config(configs, LINEAR_KEYS, trajectories=8)
    found = explained(c, linear, fails=lambda v: len(v) > 1 and v["roads.stop_min"] < 5 and v["points.keeper_min"] > 3)
    x = found.indices["courier_courier", "cost_system_parcel"]
    assert 2 <= x.blocks < 8
    assert x.value["mu_star"] == pytest.approx([3.0, 6.0, 3.0, 0.0])
    assert found.told
    assert any("舍去" in line and f"余{x.blocks}" in line for line in warnings(about(c), found))
    points = frames(about(c), found)["points"]
    refused = points[points["state"] == "refused"]
    assert len(refused) > 0
    assert refused["message"].str.contains("plan.none").all()
    nothing = explained(c, linear, fails=lambda v: len(v) > 1)
    assert nothing.indices["courier_courier", "cost_system_parcel"].verdict == (INSUFFICIENT,) * 4
    assert not nothing.told


def test_unnamed_keys_are_screened_and_the_most_moving_kept(configs: Configs) -> None:
    c = config(configs, None, top=2, trajectories=2)
    asked = tuple(f for f in factors(c) if f.key in LINEAR_KEYS or f.key.startswith("cost."))
    runs = ClosedForm(linear)
    found = explain(c, runs, checked(c), asked, (0, 1))
    assert found.factors[0].key == "points.keeper_min"
    assert len(found.factors) == 2
    table = frames(about(c), found)["ranges"].set_index("key")
    assert table.loc["points.keeper_min", "replications"] == 2
    assert table.loc["cost.relief", "replications"] == 1
    assert table.loc["cost.relief", "score"] == 0
    assert table["in_indices"].sum() == 2
    ends = 2 * len(asked)
    assert runs.asked < 2 * (1 + ends + len(found.responses.state))


def test_noise_is_no_reason_to_be_chosen() -> None:
    """Two keys: one moves the KPI by 1 in every replication, the other by nothing but noise of sd 3, a hundred times over."""
    rng = np.random.default_rng(4)
    both = tuple(Factor(k, k, k, "-", 1, 0, 2, False, "-", GIVEN) for k in "ab")
    scores = []
    for _ in range(100):
        ends = np.zeros((4, 10, 1))
        ends[:2] = 1.0
        ends[2:] = rng.normal(0, 3, (2, 10, 1))
        told = (("ok",) * 4, ("",) * 4, ((),) * 4)
        turned = OneAtATime(("m",), ("k",), both, Responses(np.zeros((1, 10, 1)), ("ok",), ("",), ((),)), Responses(ends, *told), np.ones(2, dtype=np.bool_))
        scores.append(turned.score())
        assert not turned.still().any()
    assert np.median(scores, axis=0)[0] > 0.5


def test_ranges_are_the_registrys_around_the_configured_value(configs: Configs) -> None:
    set_here = {"roads.bus_kmh": 50.0, "host.bus.load_share": 0.9, "handling.work_cv": 0.7, "host.post.days_per_week": 3, "staffing.hub.sort.crew": 7}
    c = configs.config(set_here)
    by_key = {f.key: f for f in factors(c)}
    known = {q.key: q for q in registry(Parameters())}
    assert not any(k.startswith("horizon.") or k == "staffing.hub.sort.crew" for k in by_key)
    for key, f in by_key.items():
        assert f.base is not None
        assert f.low <= f.base <= f.high, key
        if key not in set_here and known[key].base is not None:
            assert (f.low, f.high, f.origin) == (known[key].low, known[key].high, REGISTRY), key
    found = {k: (f.low, f.high, f.origin) for k, f in by_key.items() if k in set_here}
    assert found == {
        "roads.bus_kmh": (40.0, 64.0, SCALED),
        "host.bus.load_share": (0.18, pytest.approx(0.95), SCALED),  # it must stay below 1
        "handling.work_cv": (0.0, 0.7, WIDENED),
        "host.post.days_per_week": (2, 4, SCALED),
    }
    assert by_key["roads.circuity"].base > 1  # type: ignore[operator]


def test_keys_that_a_table_of_parcels_replaces_are_not_varied(configs: Configs, tmp_path: Path) -> None:
    table = tmp_path / "parcels.csv"
    table.write_text("村名,乡镇,时间\n" + "".join(f"东镇甲村,东镇,2026-03-{2 + d:02d} 06:15\n" for d in range(14)), encoding="utf-8")
    keys = {f.key for f in factors(configs.config({**SHORT, "demand.parcels_file": str(table)}))}
    assert {"demand.scale", "demand.waves.0.share"}.isdisjoint(keys)
    assert {"demand.weight_mean_kg", "cost.driver_yuan_month"} <= keys


def test_shares_of_a_range() -> None:
    days = Factor("k", "", "", "days", 7, 3, 7, True, "-", GIVEN)
    assert [days.value(u) for u in (0, 1 / 3, 2 / 3, 1)] == [3, 4, 6, 7]
    shares = [days.value(u, spread=True) for u in (np.arange(1000) + 0.5) / 1000]
    assert [shares.count(n) for n in range(3, 8)] == [200] * 5
    assert days.value(1.0, spread=True) == 7


def test_faults_of_the_study_are_told_at_once(configs: Configs) -> None:
    keys = {"demand.scal": [1, 2], "roads.stop_min": [3, 2], "demand.to_door_share": [0, 2], "horizon.measured_days": [14, 20], "trace": [0, 1]}
    with pytest.raises(InputError) as error:
        factors(config(configs, keys))
    where = {p.where for p in error.value.problems}
    assert {"sensitivity.keys.demand.scal", "sensitivity.keys.roads.stop_min", "demand.to_door_share", "horizon.measured_days", "sensitivity.keys.trace"} <= where
    assert "demand.scale" in str(next(p.hint for p in error.value.problems if p.where == "sensitivity.keys.demand.scal"))
    with pytest.raises(InputError) as error:
        checked(config(configs, None, kpis=["cost_sistem_parcel"], modes=["bus"], levels=3))
    assert {p.where for p in error.value.problems} == {"sensitivity.kpis", "sensitivity.modes", "sensitivity.levels"}
    with pytest.raises(InputError):
        factors(config(configs, ["schedule.village.depart"]))
    with pytest.raises(InputError, match="a list of keys, or a map"):
        config(configs, {"demand.scale": 3})


def test_what_is_no_part_of_the_model_is_no_factor(configs: Configs) -> None:
    own = ["seed", "workers", "replications", "precision.max", "sweep.alpha", "chart.dpi"]
    with pytest.raises(InputError) as error:
        factors(config(configs, {key: [1, 40] for key in (*own, "demand.scale")}))
    assert [(p.code, p.found) for p in error.value.problems] == [("sweep.key", key) for key in own]
    assert all(str(p.allowed) == "a key of the model" for p in error.value.problems)


def test_faults_of_modes_and_of_keys_are_told_together(configs: Configs) -> None:
    with pytest.raises(InputError) as error:
        settled(config(configs, {"roads.stop_min": [3, 2]}, modes=["bus"], kpis=["cost_sistem_parcel"]))
    assert {p.where for p in error.value.problems} == {"sensitivity.keys.roads.stop_min", "sensitivity.modes", "sensitivity.kpis"}


def test_without_its_library_the_study_says_what_to_install(configs: Configs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.version.find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"parcelflow\[study\]"):
        settled(config(configs, {"roads.stop_min": [2, 3]}))


class Noisy(ClosedForm):
    """A closed form with replication noise of its own in each mode, and the archive that the rule of precision reads."""

    fail_fast = False
    sd: ClassVar[dict[str, float]] = {"courier_courier": 0.1, "postal_courier": 3.0}

    @property
    def archive(self) -> Noisy:
        return self

    def run(self, points: Iterable[DesignPoint], numbers: Sequence[int]) -> list[Status]:
        points = list(points)
        self.modes = {p.key: p.config.mode for p in points} | getattr(self, "modes", {})
        return super().run(points, numbers)

    def values(self, point: DesignPoint | str, numbers: Sequence[int], kpis: Sequence[str]) -> NDArray[np.float64]:
        mode = self.modes[point if isinstance(point, str) else point.key]
        draws = np.random.default_rng(3).normal(size=1000)
        return np.array([[10 + self.sd[mode] * draws[n] for _ in kpis] for n in numbers])


def test_replications_by_precision_are_those_of_the_most_demanding_mode(configs: Configs) -> None:
    sought = {"precision.kpis": ["cost_system_parcel"], "precision.absolute": {"within_24h": 9.0}, "precision.min": 10, "precision.max": 400, "precision.batch": 10}
    c = configs.config({"replications": "auto", "sensitivity.keys": ["roads.stop_min"], "sensitivity.modes": list(Noisy.sd), **sought, **SHORT})
    modes, _ = settled(c)
    numbers, decisions = replications(c, Noisy(linear), modes)  # type: ignore[arg-type]
    assert decisions["courier_courier"].n == 10
    assert len(numbers) == decisions["postal_courier"].n > 100  # (1.96 x 3 / 0.5) ** 2 = 138
    assert numbers == tuple(range(len(numbers)))
    fixed, none = replications(config(configs, ["roads.stop_min"]), Noisy(linear), modes)  # type: ignore[arg-type]
    assert (fixed, none) == ((0, 1), {})


def test_every_parameter_with_a_range_has_a_name_in_both_languages() -> None:
    p = Parameters()
    nameless = [q.key for q in registry(p) if q.low is not None for lang in ("zh", "en") if name_of(q.key, p, lang) == q.key or "{" in name_of(q.key, p, lang)]
    assert nameless == []
    names = [name_of(q.key, p, lang) for lang in ("zh", "en") for q in registry(p) if q.low is not None and ".also." not in q.key]
    assert len(names) == len(set(names))


@pytest.fixture(scope="module")
def small(county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("study")
    keys = "{" + ", ".join(f"{k}: {v}" for k, v in THREE.items()) + "}"
    words = [f"county={county}", *(f"{k}={v}" for k, v in SHORT.items()), f"sensitivity.keys={keys}", "sensitivity.trajectories=2", "replications=2", "workers=1", "lang=en",
             f"store={folder / 'store'}", f"hydra.run.dir={folder / 'out'}", "chart.formats=[png]", "sensitivity.kpis=[cost_system_parcel,at_village_mean_h]"]  # fmt: skip
    assert run("sensitivity", words) == 0
    return folder / "out"


def test_a_small_study_finds_what_must_be_so(small: Path) -> None:
    table = pd.read_parquet(small / "sensitivity.parquet").set_index(["kpi", "key"])
    assert table.loc[("cost_system_parcel", "cost.driver_yuan_month"), "mu"] > 0
    assert table.loc[("at_village_mean_h", "cost.driver_yuan_month"), "verdict"] == NONE
    assert table.loc[("at_village_mean_h", "handling.shelve_per_h"), "mu"] < 0
    assert set(table.xs("tariff.bus_yuan", level="key")["verdict"]) == {NONE}  # no bus in this mode
    ends = pd.read_parquet(small / "one_at_a_time.parquet").set_index(["kpi", "key", "end"])
    up = ends.loc[("cost_system_parcel", "cost.driver_yuan_month", "high")]
    down = ends.loc[("cost_system_parcel", "cost.driver_yuan_month", "low")]
    assert down["difference"] < 0 < up["difference"]  # not by as much: dearer drivers make for other vehicles
    assert up["ci_low"] <= up["difference"] <= up["ci_high"]


def test_a_small_study_leaves_what_a_person_opens(small: Path) -> None:
    for name in ("sensitivity", "one_at_a_time", "outputs", "ranges", "points"):
        assert (small / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert [p.name for p in sorted((small / "charts").iterdir())] == ["tornado_at_village_mean_h_courier_courier.png", "tornado_cost_system_parcel_courier_courier.png"]
    said = json.loads((small / "provenance.json").read_text(encoding="utf-8"))
    assert said["replications"]["simulated"] == 2 * (1 + 6 + 8) - 2 * _twice(pd.read_parquet(small / "points.parquet"))
    page = (small / "index.html").read_text(encoding="utf-8")
    assert page.index("The answer") < page.index("shelving rate, village") < page.index("Trust card")
    assert all(f'src="charts/{p.name}"' in page for p in (small / "charts").iterdir())
    assert 'href="sensitivity.csv"' in page
    outputs = pd.read_parquet(small / "outputs.parquet")
    assert (outputs["noise_sd"] > 0).all()
    assert outputs["noise_share"].between(0, 1).all()


def _twice(points: pd.DataFrame) -> int:
    """How many points say the same as an earlier one."""
    return int(points.assign(changed=points["changed"].map(lambda t: " ".join(sorted(t.split(", "))))).duplicated(["mode", "changed"]).sum())


def test_what_a_plan_has_not_is_not_varied(configs: Configs) -> None:
    plan = prepare(configs.config(SHORT), ("transport_courier",)).scenarios[0].plan
    assert used("host.bus.load_share", plan)
    assert used("vehicles.bus.parcels", plan)
    assert not used("host.shop.load_share", plan)
    assert not used("vehicles.minivan_ev.kg", plan)
    assert used("cost.relief", plan)


def test_differences_carry_the_state_of_their_estimate() -> None:
    rare = np.array([0.0, 0.0, 0.0, 0.0, 1.0])
    moving = np.array([1.0, 2.0, 3.0, 4.0, 5.5])
    assert difference_of(moving, "at_village_mean_h", (moving, moving), False).state == "ok"
    for kpi, sides, over, state in (
        ("at_village_p90_h", (moving, moving), False, "skewed"), ("at_village_mean_h", (moving, rare), False, "rare"), ("at_village_mean_h", (moving, moving), True, "overloaded"),
    ):  # fmt: skip
        found = difference_of(moving, kpi, sides, over)
        assert (found.state, found.mean) == (state, moving.mean())
        assert np.isnan(found.low) == (state != "overloaded")
