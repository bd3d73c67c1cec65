"""The robustness of a comparison on the small county."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from experiments.app import run
from experiments.scenarios.evaluate import evaluator
from experiments.scenarios.prepare import prepare
from experiments.scenarios.work import run_point
from experiments.settings.over import over
from experiments.studies.compare import robust
from sim.inference.robustness.robust_points import COSTS
from sim.inference.robustness.robust_varied import hypercube
from sim.measure.registry import keys as kpi_keys
from tests.experiments.county_files import Configs, write_county

MODES = ("courier_courier", "transport_courier")
SHORT = {"horizon.warmup_days": 1, "horizon.measured_days": 7, "horizon.drain_days": 1, "fleet.route_iterations": 5, "cost.host_basis": "full"}
PRICE = "vehicles.bus.yuan_km"
POINTS = 8


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("robust")


@pytest.fixture(scope="module")
def configs(home: Path) -> Configs:
    return Configs(write_county(home / "small", each=2))


def asked(configs: Configs, store: Path, **more: Any) -> Any:
    values = {"robustness.points": POINTS, "robustness.keys": {PRICE: [0.0, 60.0]}, "modes": list(MODES), "store": str(store), "workers": 1}
    return configs.config({**SHORT, **values, **{k.replace("__", "."): v for k, v in more.items()}})


def costs(config: Any, **values: float) -> tuple[float, float]:
    """System cost of both modes with keys set, as any simulation gives it."""
    at = kpi_keys().index("cost_system_full_parcel")
    changed = over(robust.short(config), {k.replace("__", "."): v for k, v in values.items()})
    first, second = (float(run_point(changed, mode, (0,)).kept[0].row.values[at]) for mode in MODES)
    return first, second


def found(config: Any, counted: list[int] | None = None) -> Any:
    prepared = prepare(config, MODES)
    at = costs(config)
    means = {(m, k): x for m, x in zip(MODES, at, strict=True) for k in COSTS}
    with evaluator(config) as runs:
        result = robust.robustness(config, prepared, means, runs)
        if counted is not None:
            counted.append(runs.simulated)
        return result


def test_a_flip_known_by_hand(configs: Configs, tmp_path: Path) -> None:
    """On the full basis the bus's cost is a straight line in its price a km, the joint delivery's does not know it: the price at which they
    are equal follows from two simulations, and with it the number of points and the end of the range that turn the order."""
    config = asked(configs, tmp_path)
    van, usual = costs(config)
    _, dear = costs(config, vehicles__bus__yuan_km=61.0)
    slope = (dear - usual) / 60.0
    equal = 1.0 + (van - usual) / slope
    assert usual < van < dear
    assert 0 < equal < 60
    shares = hypercube(1, POINTS, config.run.seed)[:, 0]
    result = found(config)
    pair = result.of("cost_system_full_parcel")[0]
    assert (pair.first, pair.second) == ("transport_courier", "courier_courier")
    assert pair.holds == int((60 * shares < equal).sum())
    assert pair.points == POINTS
    assert result.cheapest[pair.kpi] == {"courier_courier": POINTS - pair.holds, "transport_courier": pair.holds}
    assert [(t.key, t.value[1]) for t in pair.flips] == [(PRICE, "60 yuan/km")]
    assert pair.strongest == ((PRICE, pytest.approx(-1.0)),)


@pytest.mark.slow
def test_found_again_and_the_same_whatever_the_workers(configs: Configs, tmp_path: Path) -> None:
    simulated: list[int] = []
    more = {"robustness__points": 4, "robustness__keys": None, "robustness__top": 1, "host__bus__depart": ["10:30"]}
    first = found(asked(configs, tmp_path / "one", **more), simulated)
    half = found(asked(configs, tmp_path / "two", **{**more, "robustness__points": 0}))
    both = found(asked(configs, tmp_path / "two", **more, workers=2), simulated)
    again = found(asked(configs, tmp_path / "two", **more), simulated)
    assert half is None
    assert first == both == again
    assert simulated[0] == simulated[1] > 8
    assert simulated[2] == 0


def test_values_that_others_do_not_allow_stay_as_they_are(configs: Configs) -> None:
    config = configs.config(SHORT)
    changed = robust._over(config, {"host.post.visits_per_day": 8, "demand.scale": 1.5})
    assert changed is not None
    assert changed.parameters.demand.scale == 1.5
    assert changed.parameters.host["post"].visits_per_day == config.parameters.host["post"].visits_per_day


def test_one_column_or_none_that_counts_is_not_tested(configs: Configs, tmp_path: Path) -> None:
    config = asked(configs, tmp_path)
    prepared = prepare(config, MODES)
    with evaluator(config) as runs:
        assert robust.robustness(config, dataclasses.replace(prepared, scenarios=prepared.scenarios[:1]), {}, runs) is None


@pytest.mark.usefixtures("configs", "no_documents", "nothing_tried")
@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.slow)])
def test_the_results_have_it(lang: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county = home / "small"
    words = [f"county={county}", f"modes=[{','.join(MODES)}]", *(f"{k}={v}" for k, v in SHORT.items()), "replications=1", "charts=false", "workers=1", f"lang={lang}"]
    words += ["robustness.points=4", f"robustness.keys={{{PRICE}: [0, 60]}}", f"store={home / 'store'}", f"hydra.run.dir={tmp_path / 'out'}"]
    assert run("compare", words) == 0
    told = capsys.readouterr().out
    assert ("稳健性" if lang == "zh" else "Robustness (4 points") in told
    table = pd.read_csv(tmp_path / "out" / "robustness.csv")
    assert table["kpi"].tolist() == list(COSTS)
    origin = json.loads((tmp_path / "out" / "provenance.json").read_text(encoding="utf-8"))
    assert sum(origin["replications"][n] for n in ("simulated", "found")) == len(MODES)
    assert list(origin["replications_besides"]) == ["robustness"]
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert ("成本排序的稳健性" if lang == "zh" else "Robustness of the ranking by cost") in page
    assert ("客车每公里费用" in page) if lang == "zh" else (PRICE in page)
    assert ("稳健性" if lang == "zh" else "Robustness") in openpyxl.load_workbook(tmp_path / "out" / "tables.xlsx").sheetnames


def test_a_point_has_the_people_and_vehicles_it_needs_but_the_hosts_own(configs: Configs) -> None:
    """What a plan counts out for today's parcels is sized again; what a host has, and the one person of an outlet, stay."""
    config = configs.config({**SHORT, "staffing.township.sort.crew": 1, "fleet.village.count": 2, "host.post.vehicles": 3, "demand.scale": 8.0})
    changed = robust.short(config).parameters
    assert changed.staffing.township["sort"].crew == changed.fleet.village.count == "auto"
    assert changed.host["post"].vehicles == 3
    assert changed.staffing.outlet["outlet"].crew == 1
    assert changed.points.types["shop"].shelf_parcels is None
    given, sized = (prepare(c, MODES[:1]).scenarios[0] for c in (config, robust.short(config)))
    assert given.overloads
    assert not sized.overloads
