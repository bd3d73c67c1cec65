"""The mode map: its scenarios, the planner's break-evens from the simulator, and the villages' table as an assignment."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd
import pytest

from experiments import mode_map
from experiments.app import run
from experiments.scenarios.evaluate import evaluator
from experiments.scenarios.prepare import county_of, prepare
from experiments.scenarios.uniform import planned, uniform
from experiments.settings.compose import configs, files
from experiments.settings.config import Config
from experiments.studies.mode_map import stylise
from experiments.studies.mode_map.report import empty
from sim.inference.mode_map.phase import EVENS, MAP
from sim.inference.mode_map.village_modes import village_table
from sim.problems import InputError
from sim.proposal.mode_map.map_words import answer
from tests.experiments.county_files import Configs, write_county

SHORT = ["horizon.warmup_days=3", "horizon.measured_days=7", "horizon.drain_days=4", "fleet.route_iterations=20", "charts=false", "workers=1"]
LOOP = (45 / 25 + 8 * 8 / 60 + 0.5) * (5000 / 26 / 8 * 1.25 + 35 / 8) + 45 * 0.70
"""Yuan of the hand table's van for a loop of eight villages: driver and vehicle by the hour, energy by the km."""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_county(tmp_path_factory.mktemp("county") / "small", each=4)


def config_of(*words: str) -> Config:
    _, jobs = configs(list(words), "mode-map", None, files(None))
    return next(jobs)


CERTAIN = ["demand.poisson=false", "demand.noise_sd=0", "demand.weekday=[1,1,1,1,1,1,1]", "demand.truck_delay_mean_min=0", "disruption.travel_cv=0", "replications=1"]
PUBLISHED = {0.8: 46, 1.2: 23}
"""Break-evens of the hand table, parcels a village and visit, by the post's fee."""


def by_hand(fee: float) -> float:
    """Where the van's loop costs what the fee leaves beside the commission."""
    return LOOP / 8 / (fee - 0.4)


def hand_check(folder: Path, *words: str) -> dict[float, dict[str, float]]:
    """The shipped plan run on two volumes; its break-even by fee."""
    asked = [
        "settings=hand_check", "mode_map.parcels=[20,50]", "mode_map.measured_days=7", "horizon.warmup_days=3", "horizon.drain_days=2", "fleet.route_iterations=20", "charts=false",
        "workers=1", "lang=en", f"store={folder / 'store'}", f"hydra.run.dir={folder / 'run'}", *words,
    ]  # fmt: skip
    assert run("mode-map", list({word.partition("=")[0]: word for word in asked}.values())) == 0
    found = pd.read_parquet(folder / "run" / "break_even.parquet")
    assert set(found["cheaper_below"]) == {"postal_courier"}
    return {float(row["fee"]): row for row in found.to_dict("records")}  # type: ignore[misc]


def test_without_chance_the_map_gives_the_planners_break_evens(tmp_path: Path) -> None:
    found = hand_check(tmp_path, *CERTAIN)
    for fee, published in PUBLISHED.items():
        assert round(by_hand(fee)) == published
        assert found[fee]["parcels"] == pytest.approx(by_hand(fee), rel=0.005)


@pytest.mark.slow
def test_with_chance_the_interval_reaches_the_planners_break_evens(tmp_path: Path) -> None:
    for fee, row in hand_check(tmp_path, "replications=6").items():
        half = (row["ci_high"] - row["ci_low"]) / 2
        assert half < 0.05 * by_hand(fee)  # an interval that says something
        assert abs(row["parcels"] - by_hand(fee)) < 2 * half  # of 95 %: five standard errors, so that no seed fails


@pytest.fixture(scope="module")
def small(county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("map")
    words = [
        f"county={county}", *(w for w in SHORT if w != "charts=false"), "modes=[courier_courier,postal_courier,township_pickup]", "mode_map.parcels=[5,40]", "mode_map.distance_km=[10,40]", "mode_map.townships=2",
        "mode_map.villages=4", "mode_map.loop_villages=4", "replications=3", "charts=true", "chart.formats=[png]", "chart.dpi=60", f"store={folder / 'store'}", f"hydra.run.dir={folder / 'run'}",
    ]  # fmt: skip
    assert run("mode-map", words) == 0
    return folder / "run"


def test_a_run_leaves_the_documented_tables_charts_and_page(small: Path) -> None:
    cells, evens = pd.read_parquet(small / "mode_map.parquet"), pd.read_parquet(small / "break_even.parquet")
    assert tuple(cells.columns) == MAP
    assert tuple(evens.columns) == EVENS
    assert len(cells) == 2 * 2 * 3
    assert cells.groupby(["distance_km", "parcels"])["best"].sum().eq(1).all()
    cost = cells[cells["mode"] == "courier_courier"].set_index(["distance_km", "parcels"])["cost"]
    assert cost[10, 5] > cost[10, 40]  # a round shared by more parcels
    assert cost[40, 5] > cost[10, 5]  # a longer trunk
    for name in ("phase", "cost_curves", "best_mode"):
        assert (small / "charts" / f"{name}.png").stat().st_size > 1000
    assert "village_modes.csv" in (small / "index.html").read_text(encoding="utf-8")


def test_the_villages_table_is_an_assignment(small: Path, county: Path) -> None:
    table = pd.read_csv(small / "village_modes.csv", dtype=str)
    config = config_of(f"county={county}", "fleet.route_iterations=20", f"assignment.table='{small / 'village_modes.csv'}'")
    plan = prepare(config, (config.assignment.name,)).scenarios[0].plan
    served = {village: plan.ways[plan.inbound[0, v]].mode for v, village in enumerate(plan.villages)}
    unpooled = {m for m, mode in config.mode_table.items() if not mode.pooled}
    assert len(table) == len(served) == 12
    for village, mode in zip(table["village"], table["mode"], strict=True):
        assert served[village] == mode or mode in unpooled


def test_margins_are_to_the_second_best_of_the_same_village(small: Path) -> None:
    table = pd.read_parquet(small / "village_modes.parquet")
    assert (table["margin"] >= 0).all()
    assert (table["mode"] != table["second"]).all()
    assert ((table["margin_low"] <= table["margin"]) & (table["margin"] <= table["margin_high"])).all()


def test_overloaded_modes_never_win_and_without_any_other_there_is_no_table(small: Path, county: Path) -> None:
    config = config_of(f"county={county}", *SHORT, "modes=[courier_courier,postal_courier,township_pickup]", f"store={small.parent / 'store'}")
    with evaluator(config) as e:
        runs = uniform(config, e, planned(config, config.modes), range(3))
        assert e.simulated == 0  # found in the store
    best = village_table(runs, "system")["mode"].mode()[0]
    without = village_table(dataclasses.replace(runs, overloaded=frozenset([best])), "system")
    assert len(without) == 12
    assert best not in {*without["mode"], *without["second"]}
    nobody = dataclasses.replace(runs, overloaded=frozenset(config.modes))
    found = dataclasses.replace(empty(config, stylise.ground(config), 3, small), villages=village_table(nobody, "system"), overloaded=config.modes)
    assert found.villages is not None
    assert found.villages.empty
    assert any("parcelflow check" in text for text in answer(found))


def test_the_answer_says_what_was_not_run_and_what_cannot_be_told(small: Path, county: Path) -> None:
    cells, evens = (pd.read_parquet(small / f"{name}.parquet") for name in ("mode_map", "break_even"))
    config = config_of(f"county={county}", "lang=en", "replications=2", "modes=[courier_courier,postal_courier,township_pickup]", "mode_map.townships=1")
    found = dataclasses.replace(empty(config, stylise.ground(config), 2, small), phase=cells, evens=evens[:0], dots=pd.DataFrame({"parcels": [1.0], "distance_km": [20.0]}))
    cells.loc[(cells["mode"] == "courier_courier") & (cells["parcels"] == 5), "state"] = "overloaded"
    cells["best"] = cells["mode"] == "postal_courier"
    said = " ".join(answer(found))
    for text in ("Fewer than 3 replications", ": 1 township of", "at all volumes run, 5–40", "beyond them nothing is known", "Overloaded and no candidate", "townships 1 of 1 are outside"):
        assert text in said


def test_cells_share_parcels_and_scale_people_with_them(county: Path) -> None:
    config = Configs(county).config({"mode_map": {"parcels": [5, 10], "distance_km": [20]}, "demand.scale": 2.0})
    at = stylise.ground(config)
    found = list(stylise.points(config, at, ("courier_courier", "postal_courier")))
    assert [(c.parcels, p.scenario) for c, p in found] == [(5, "courier_courier"), (5, "postal_courier"), (10, "courier_courier"), (10, "postal_courier")]
    assert len({p.key for _, p in found}) == 4
    for cell, point in found:
        made = county_of(point.config)
        pool = sum(b.share for k, b in config.parameters.demand.brands.items() if k in config.assignment.pools["joint"]) / sum(b.share for b in config.parameters.demand.brands.values())
        assert made.villages[0].parcels_per_day == pytest.approx(cell.parcels / pool / 2.0)
        assert made.villages[0].population == pytest.approx(cell.parcels / pool / 2.0 / 0.05, abs=1)
        assert made.road_km[0, 1] == 20


def test_fee_levels_multiply_what_hosts_are_paid_or_set_a_tariff(county: Path) -> None:
    config = Configs(county).config({"mode_map": {"parcels": [5], "distance_km": [20], "fees": [1.0, 2.0]}})
    tariffs = {c.fee: p.config.parameters.tariff for c, p in stylise.points(config, stylise.ground(config), config.modes)}
    assert (tariffs[2.0].post_yuan, tariffs[2.0].bus_yuan, tariffs[2.0].commission_yuan) == (1.6, 0.8, 0.4)
    named = Configs(county).config({"mode_map": {"parcels": [5], "distance_km": [20], "fee": "bus_yuan", "fees": [0.3]}})
    ((_, point),) = stylise.points(named, stylise.ground(named), ("transport_courier",))
    assert (point.config.parameters.tariff.bus_yuan, point.config.parameters.tariff.post_yuan) == (0.3, 0.8)


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (["modes=[courier_courier,by_volume]"], "modes"),
        (["replications=auto"], "replications"),
        (["mode_map.parcels=[5,2]"], "mode_map.parcels"),
        (["mode_map.fee=train_yuan"], "mode_map.fee"),
        (["mode_map.distance_km=[0,20]"], "mode_map.distance_km"),
        (["mode_map.measured_days=10"], "mode_map.measured_days"),
        (["mode_map.parcels=[]", "mode_map.by_village=false"], "mode_map"),
        (["assignment.pools.joint=[]"], "assignment.pools"),
        (["fleet.trunk.count=0"], "fleet.trunk.count"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_before_anything_runs(words: list[str], where: str, tmp_path: Path) -> None:
    def work() -> None:
        config = config_of("county=hangjin", f"store={tmp_path / 'store'}", *words)
        mode_map.check(config)
        mode_map.main(config, tmp_path / "run")

    with pytest.raises(InputError) as error:
        work()
    assert any(where in str(p.where) for p in error.value.problems)
    assert not (tmp_path / "run").exists()
