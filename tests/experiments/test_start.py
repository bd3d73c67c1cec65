"""start.py installs what a command needs, once; where somebody else installed, a missing library is named."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from experiments import optimise, sensitivity, version
from sim.problems import InputError
from tests.experiments.county_files import Configs, write_county

FILE = Path(__file__).parents[2] / "start.py"


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """start.py with an environment in a folder of the test, where nothing is really made or run; ``ran`` has what would be."""
    spec = importlib.util.spec_from_file_location("start", FILE)
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.ENV, module.PYTHON, module.ran = tmp_path / ".venv", tmp_path / ".venv" / "python", []

    def create(folder: Path, with_pip: bool) -> None:
        folder.mkdir()
        module.PYTHON.touch()

    def run(command: list[str], **_: Any) -> SimpleNamespace:
        module.ran.append(command[1:])
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(module, "venv", SimpleNamespace(create=create))
    monkeypatch.setattr(module, "subprocess", SimpleNamespace(run=run, CalledProcessError=subprocess.CalledProcessError))
    return module


def installs(module: Any) -> list[str]:
    """The extras of each installation since the last call, as pip was told them."""
    found = [words[-1].removeprefix(str(module.HOME)) for words in module.ran if "pip" in words]
    module.ran.clear()
    return found


def test_each_command_installs_what_it_needs_and_only_once(start: Any) -> None:
    for words, expected in (
        ([], [""]),
        (["sweep", "seed=1,2"], []),
        (["sensitivity", "county=hangjin"], ["[study]"]),
        (["optimise"], []),
        (["sweep", "engine=dask", "address=tcp://10.0.0.5:8786"], ["[cluster]"]),
        (["optimise", "engine=submitit"], []),
        (["test", "-n", "2"], ["[test,dev,study,cluster]"]),
        (["sweep", "engine=local"], []),
    ):
        assert start.main(words) == 0
        assert start.ran[-1][:2] == (["-m", "pytest"] if words[:1] == ["test"] else ["-m", "experiments"])
        assert installs(start) == expected, words
    (start.ENV / "parcelflow-study.sha256").write_text("of another pyproject.toml")
    assert start.main(["optimise", "engine=slurm"]) == 0
    assert installs(start) == ["[cluster,study]"]


def test_an_installation_that_fails_is_tried_again(start: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fails(command: list[str], **_: Any) -> None:
        raise subprocess.CalledProcessError(1, command)

    with monkeypatch.context() as patch:
        patch.setattr(start.subprocess, "run", fails)
        assert start.main(["optimise"]) == 1
    assert "installation failed" in capsys.readouterr().err
    assert start.main(["optimise"]) == 0
    assert installs(start) == ["[study]"]


def test_a_missing_library_is_told_with_the_command_that_installs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = Configs(write_county(tmp_path / "small")).config({"replications": 3})
    monkeypatch.setattr(version, "find_spec", lambda _: None)
    for ask, package in ((sensitivity.checked, "SALib"), (optimise.read, "optuna")):
        with pytest.raises(InputError, match=rf"no package {package}.*pip install 'parcelflow\[study\]'"):
            ask(config)
