"""Folders of commands: what cannot be made is refused, what fails leaves nothing, jobs have theirs below one."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments import compare
from experiments.app import run
from experiments.settings.compose import Composer
from experiments.settings.config import Config


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
    monkeypatch.chdir(tmp_path)
    for more in ([], ["hydra.verbose=false"], ["hydra.run.dir=x"]):
        assert run("check", ["county=stylised", "modes=[courier_courier]", "lang=en", *more]) == 0
        assert run("collect", ["county=stylised", *more]) == 2
    capsys.readouterr()
    assert not list(tmp_path.iterdir())


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


def test_a_job_of_many_may_compose_configs_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, int]] = []

    def composes(config: Config, folder: Path, *more: object) -> int:
        Composer(None)(["demand=peak"])
        seen.append((config.run.seed, config.parameters.horizon.warmup_days))
        return 0

    monkeypatch.setattr(compare, "main", composes)
    assert run("compare", ["-m", "county=stylised", "seed=1,2", "horizon.warmup_days=1", f"hydra.sweep.dir={tmp_path / 'many'}"]) == 0
    assert seen == [(1, 1), (2, 1)]
