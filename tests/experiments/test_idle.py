"""Overrides that change nothing are said, by mode; told by what comes out and by what is read, not by what is known of the keys."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from experiments.app import run
from experiments.settings.config import Config
from experiments.settings.reading import unread, watched, watched_key
from experiments.settings.schema import RunKeys
from tests.experiments.county_files import write_county

SHORT = ["horizon.warmup_days=1", "horizon.measured_days=7", "horizon.drain_days=1", "fleet.route_iterations=5", "robustness.points=0", "charts=false", "replications=1", "workers=1", "lang=en"]
MODES = "modes=[courier_courier,postal_courier]"
NOTHING = "changes nothing"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_county(tmp_path_factory.mktemp("idle") / "small", each=2)


pytestmark = pytest.mark.usefixtures("summary_alone")


def lines(said: str, word: str = NOTHING) -> list[str]:
    return [line for line in said.splitlines() if word in line]


@pytest.mark.parametrize("verb", ["compare", "check"])
def test_a_key_that_some_modes_ignore_is_said_by_mode(verb: str, county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = ["tariff.post_yuan=0.9", "host.bus.vehicles=9", "demand.scale=1.1", "seed=3", "vehicles.truck.name_zh=卡车"]
    where = [f"store={tmp_path / 'store'}", f"hydra.run.dir={tmp_path / 'out'}"] if verb == "compare" else []
    assert run(verb, [f"county={county}", *SHORT, MODES, *own, *where]) == 0
    said = lines(capsys.readouterr().err)
    assert len(said) == 2, said
    assert "tariff.post_yuan=0.9" in said[0]
    assert "in joint delivery by couriers" in said[0]
    assert "post" not in said[0].replace("tariff.post_yuan", "")
    assert said[1].startswith("host.bus.vehicles=9 changes nothing:")
    if verb == "compare":
        origin = json.loads((tmp_path / "out" / "provenance.json").read_text(encoding="utf-8"))
        assert origin["changes_nothing"] == {"tariff.post_yuan=0.9": ["courier_courier"], "host.bus.vehicles=9": ["courier_courier", "postal_courier"]}


def test_an_override_that_repeats_what_is_there_is_no_matter(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", [f"county={county}", *SHORT[:-5], MODES, "host.bus.vehicles=auto", "fail_fast=false", "lang=en"]) in (0, 2)
    assert not lines(capsys.readouterr().err)


def test_keys_that_a_verb_never_reads_are_said(county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = [f"store={tmp_path / 'store'}", f"county={county}", *SHORT]
    other = ["trace=true", "placement_seeds=3", "optimise.budget=7", "precision.relative=0.3"]
    assert run("sweep", [*where, f"hydra.run.dir={tmp_path / 'sweep'}", "mode=courier_courier", "seed=1,2", *other]) == 0
    (said,) = lines(capsys.readouterr().err, "nothing in sweep depends")
    assert all(word in said for word in other)
    assert "charts" not in said
    assert "workers" not in said
    assert run("simulate", [*where, f"hydra.run.dir={tmp_path / 'one'}", "mode=courier_courier", "modes=[township_pickup]", "sweep.kpi=reach", "hydra.verbose=false"]) == 0
    (said,) = lines(capsys.readouterr().err, "nothing in simulate depends")
    assert said.startswith("modes=[township_pickup], sweep.kpi=reach:")


def test_what_is_read_is_noted_and_travels_as_it_was() -> None:
    from experiments.settings.compose import configs, files

    config: Config = next(configs(["chart.dpi=99", "workers=2"], "compare", None, files(None))[1])
    noting, seen = watched(config)
    assert noting.run.workers == 2
    assert seen == {"workers"}
    back = pickle.loads(pickle.dumps(noting))
    assert type(back.run) is RunKeys
    assert back == config
    assert noting.key() == config.key()
    assert unread(noting, {"workers=2": "workers", "chart.dpi=99": "chart.dpi", "fleet.sizing=existing": "fleet.sizing"}, seen) == ["chart.dpi=99"]


def test_keys_of_runs_and_studies_are_told_from_those_of_the_model() -> None:
    assert [watched_key(k) for k in ("workers", "sweep.kpi", "precision.absolute.reach", "chart.dpi", "optimise")] == ["workers", "sweep.kpi", "precision.absolute", "chart.dpi", ""]
    assert {watched_key(k) for k in ("fleet.sizing", "county.source", "mode", "demand.scale", "hydra.run.dir")} == {""}


OWN = ["tariff.post_yuan=0.9", "host.bus.vehicles=9", "demand.scale=1.1"]
BOTH = "mode=courier_courier,postal_courier"


@pytest.mark.slow
def test_fixed_keys_of_a_sweep_are_tried_by_mode(county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = [f"store={tmp_path / 'store'}", f"hydra.run.dir={tmp_path / 'out'}"]
    assert run("sweep", [f"county={county}", *SHORT, *OWN, *where, BOTH, "cost.driver_yuan_month=8000,9000"]) == 0
    said = lines(capsys.readouterr().err)
    assert len(said) == 2, said
    assert said[0].startswith("tariff.post_yuan=0.9 changes nothing in joint delivery")
    assert said[1].startswith("host.bus.vehicles=9 changes nothing:")
    origin = json.loads((tmp_path / "out" / "provenance.json").read_text(encoding="utf-8"))
    assert origin["changes_nothing"] == {"tariff.post_yuan=0.9": ["courier_courier"], "host.bus.vehicles=9": ["courier_courier", "postal_courier"]}


@pytest.mark.slow
def test_keys_of_a_multirun_are_tried_in_each_job(county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = [f"store={tmp_path / 'store'}", f"hydra.sweep.dir={tmp_path / 'out'}"]
    assert run("simulate", ["-m", f"county={county}", *SHORT, *OWN, *where, BOTH]) == 0
    said = lines(capsys.readouterr().err)
    assert [line.partition(" ")[0] for line in said] == ["tariff.post_yuan=0.9", "host.bus.vehicles=9", "host.bus.vehicles=9"], said
