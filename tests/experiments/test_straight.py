"""A command goes straight to its verb where Hydra's run has nothing to add, and leaves what it would leave by Hydra's run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import hydra
import pandas as pd
import pytest

from experiments import compare
from experiments.app import run
from experiments.settings import compose
from experiments.settings.compose import groups, results_folder
from experiments.settings.overrides import understand
from tests.experiments.county_files import write_county

SHORT = ["horizon.warmup_days=1", "horizon.measured_days=7", "horizon.drain_days=1", "fleet.route_iterations=5", "robustness.points=0", "workers=1", "charts=false"]
BY_HYDRA = "hydra.verbose=false"
"""An override of Hydra's own that changes nothing."""
OF_THE_MOMENT = ("started", "seconds", "replications", "store")
"""Keys of provenance.json that differ between two runs of one command."""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_county(tmp_path_factory.mktemp("county") / "small")


@pytest.fixture
def hydra_runs(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """One entry for each time that Hydra's own run was used."""
    runs: list[Any] = []
    main = hydra.main
    monkeypatch.setattr(hydra, "main", lambda **kwargs: (runs.append(kwargs), main(**kwargs))[1])
    return runs


def left(folder: Path) -> dict[str, Any]:
    """What a run has left, file by file: tables as tables, text as text, without what differs from moment to moment."""
    found: dict[str, Any] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".parquet":
            found[name] = pd.read_parquet(path).to_csv()
        elif path.suffix == ".json":
            said = json.loads(path.read_text(encoding="utf-8"))
            found[name] = {k: v for k, v in said.items() if k not in OF_THE_MOMENT}
        elif path.suffix == ".csv":
            found[name] = path.read_bytes()
        else:
            found[name] = path.is_dir()
    return found


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("compare", ["modes=[courier_courier]", "replications=2", "fleet.village.count={10: 3}"]),
        ("sweep", ["mode=courier_courier,township_pickup", "schedule.village.days_per_week=3,7", "replications=1"]),
        ("check", ["modes=[courier_courier]", "lang=en"]),
    ],
)
@pytest.mark.slow
def test_both_ways_leave_the_same(
    verb: str, words: list[str], county: Path, tmp_path: Path, hydra_runs: list[Any], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = [f"county={county}", *SHORT, *words, "store=store"]
    said = []
    for way, more in (("straight", []), ("hydra", [BY_HYDRA])):
        assert run(verb, [*words, f"hydra.run.dir=results/{way}", *more]) == 0
        assert len(hydra_runs) == len(more)
        said.append(re.sub(r"results/\w+|\d+(\.\d+)? s\b", "", capsys.readouterr().out))
    straight, by_hydra = (left(tmp_path / "results" / way) for way in ("straight", "hydra"))
    assert straight == by_hydra
    assert ("summary.parquet" in straight or "sweep.parquet" in straight) == (verb != "check")
    assert (tmp_path / "results").exists() == (verb != "check")
    if verb == "check":
        assert said[0] == said[1] != ""


def test_results_go_where_hydra_would_put_them(tmp_path: Path, hydra_runs: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(compare, "main", lambda config, folder: 0 if (folder / "made").write_text("") == 0 and folder.is_absolute() else 1)
    for more in ([], [BY_HYDRA]):
        assert run("compare", more) == 0
        (made,) = (tmp_path / "results").iterdir()
        assert re.fullmatch(r"compare-\d{8}-\d{6}", made.name)
        made.rename(tmp_path / f"by {len(more)}")
    assert len(hydra_runs) == 1


def test_a_fault_found_by_the_job_leaves_no_folder_and_composes_once(county: Path, tmp_path: Path, hydra_runs: list[Any], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    composed: list[Any] = []
    look = compose.compose_tree
    monkeypatch.setattr(compose, "compose_tree", lambda *a: (composed.append(a), look(*a))[1])
    words = [f"county={county}", "host.post.vehicles=0", "modes=[township_pickup]"]
    said = []
    for more in ([], [BY_HYDRA]):
        assert run("compare", [*words, *more]) == 2
        said.append(capsys.readouterr().err)
        assert not list(tmp_path.iterdir())
        assert len(composed) == 1 + len(more)
    assert "plan.no_vehicle" in said[0] == said[1]
    assert len(hydra_runs) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["hydra.job.name=x"],
        ["hydra.run.dir=out/${seed}"],
        ["hydra.run.dir=a,b"],
        ["store=${oc.env:HOME}/store"],
        ["+seed=3"],
        ["~plan"],
        ["hydra/job_logging=default"],
        ["+hydra.job.env_set.A=1"],
        ["++hydra.run.dir=x"],
    ],
    ids=" ".join,
)
def test_what_asks_more_of_hydra_is_left_to_it(words: list[str]) -> None:
    assert results_folder("compare", understand(words, groups(None))) is None


def test_options_are_left_to_hydra(hydra_runs: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", ["--cfg", "job", "--package", "seed", "seed=7"]) == 0
    assert capsys.readouterr().out.strip() == "7"
    assert len(hydra_runs) == 1


def test_a_named_folder_is_taken_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for word, name in (("a", "a"), ("'a b'", "a b"), ("结果", "结果"), (f"'{tmp_path}/x'", "x"), ("a/../b", "b")):
        assert results_folder("compare", understand([f"hydra.run.dir={word}"], {})) == tmp_path / name
    assert results_folder("compare", understand(["hydra.run.dir=a", "hydra.run.dir=b"], {})) == tmp_path / "b"


def test_hydra_is_set_up_to_add_nothing_to_a_job() -> None:
    from omegaconf import OmegaConf

    compose.tell_hydra(compose.defaults())
    with hydra.initialize_config_module(version_base="1.3", config_module="conf"):
        own = OmegaConf.to_container(hydra.compose("config", return_hydra_config=True).hydra, resolve=False)
    assert isinstance(own, dict)
    assert own["output_subdir"] is own["mode"] is own["job"]["chdir"] is None
    assert own["callbacks"] == own["job"]["env_set"] == {}
    assert own["job_logging"]["root"] is own["hydra_logging"]["root"] is None
