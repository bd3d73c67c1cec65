"""Every verb tells the faults of its county, tables, places and own keys together, before anything runs or is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.app import run

CLOSED = ["county=hoxud", "disruption.closures.village.townships=[塔哈其]"]
TOLD = "disruption.closures.village.townships"

VERBS: dict[str, tuple[str, list[str], list[str]]] = {
    "optimise": ("optimise", ["optimise.time=within_24h", "optimise.budget=2"], ["optimise.time", "optimise.budget"]),
    "sensitivity": ("sensitivity", ["sensitivity.kpis=[xx]"], ["sensitivity.kpis"]),
    "mode-map": ("mode-map", ["mode_map.by_village=false", "replications=auto"], ["replications"]),
    "sweep": ("sweep", ["demand.scale=1,2"], []),
    "compare": ("compare", ["demand.parcels_file=none.csv", "+resident.markets.甲={weekdays:[6]}"], ["none.csv", "resident.markets.甲"]),
    "many jobs": ("simulate", ["-m", "demand.scale=1,2"], []),
}  # fmt: skip


@pytest.mark.parametrize("name", VERBS)
def test_all_faults_are_told_before_the_work(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    verb, words, expected = VERBS[name]
    assert run(verb, [*CLOSED, *words]) == 2
    out, err = capsys.readouterr()
    assert (out, list(tmp_path.iterdir())) == ("", [])
    assert len(err.splitlines()) == 2 + len(expected)
    assert all(key in err for key in (TOLD, *expected))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["county=hoxudd", "--config-dir", "mine"], "hoxudd"), (["county=hoxud", "--lang", "en"], "lang=en"), (["--horizon.measured_days", "7"], "horizon.measured_days=7"),
        (["county=hoxud", "--config-dri", "mine"], "--config-dir"),
    ],
)  # fmt: skip
def test_options_stand_anywhere_and_keys_have_no_dashes(words: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    assert run("check", words) == 2
    err = capsys.readouterr().err
    assert told in err
    assert len(err.splitlines()) == 2
