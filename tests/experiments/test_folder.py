"""Folders of commands: what cannot be made is refused, what fails leaves nothing, jobs have theirs below one."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments import compare
from experiments.app import run
from experiments.settings.compose import Composer, configs, files
from experiments.settings.config import Config
from tests.experiments.county_files import write_county


@pytest.mark.parametrize("path", ["/dev/null/results", "a" * 300, "/".join(["b" * 200] * 30)])
def test_a_folder_that_cannot_be_made_is_refused(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("simulate", ["county=stylised", f"hydra.run.dir={path}"]) == 2
    said = capsys.readouterr().err
    assert "results.folder" in said
    assert len(said) < 600
    assert not list(tmp_path.iterdir())


def test_a_folder_that_fills_up_is_said_and_nothing_half_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def full(config: object, folder: Path) -> int:
        raise OSError(28, "No space left on device", str(folder / "summary.csv"))

    monkeypatch.setattr(compare, "main", full)
    assert run("compare", ["county=stylised", f"hydra.run.dir={tmp_path / 'x'}"]) == 1
    said = capsys.readouterr().err
    assert "No space left on device" in said
    assert "summary.csv" in said
    assert not list(tmp_path.iterdir())


def test_verbs_without_results_touch_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    county, here = write_county(tmp_path / "small", each=1), tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    for more in ([], ["hydra.verbose=false"], ["hydra.run.dir=x"]):
        assert run("check", [f"county={county}", "modes=[courier_courier]", "lang=en", *more]) == 0
        assert run("collect", [f"county={county}", *more]) == 2
    capsys.readouterr()
    assert not list(here.iterdir())


@pytest.mark.slow
def test_jobs_of_a_multirun_have_folders_below_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    seen: list[str] = []

    def note(config: object, folder: Path) -> int:
        (folder / "x").touch()
        seen.append(folder.relative_to(tmp_path).as_posix())
        return 0

    monkeypatch.setattr(compare, "main", note)
    for _ in range(2):
        assert run("compare", ["-m", "county=stylised", "seed=1,2", "hydra.sweep.dir=many"]) == 0
    assert seen == ["many/0", "many/1"] * 2
    assert run("compare", ["-m", "county=stylised", "seed=1,2,3", "hydra.sweep.dir=many"]) == 2


def test_a_job_of_many_has_the_config_of_its_overrides_and_may_compose_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = [f"county={write_county(tmp_path / 'small', each=1)}", "modes=[courier_courier]", "seed=1,2", "horizon.warmup_days=1"]
    seen: list[Config] = []

    def composes(config: Config, folder: Path, *more: object) -> int:
        Composer(None)(["demand=peak"])
        seen.append(config)
        return 0

    monkeypatch.setattr(compare, "main", composes)
    assert run("compare", ["-m", *words, f"hydra.sweep.dir={tmp_path / 'many'}"]) == 0
    assert [(c.run.seed, c.parameters.horizon.warmup_days) for c in seen] == [(1, 1), (2, 1)]
    assert [c.resolved() for c in seen] == [c.resolved() for c in configs(words, "compare", None, files(None))[1]]
