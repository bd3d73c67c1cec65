"""A config folder that somebody else wrote: it sets keys of the model, and nothing of it is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.app import run
from tests.cases.handed import BASE

CALL = "{_target_: os.system, _args_: [touch RAN]}"
TRICKS = {
    "callbacks": ("settings/zz.yaml", f"# @package _global_\nhydra:\n  callbacks:\n    a: {CALL}\n"),
    "callbacks by package": ("settings/zz.yaml", f"# @package hydra.callbacks\na: {CALL}\n"),
    "callbacks by a long package": ("settings/zz.yaml", f"# @package _global_.hydra.callbacks\na: {CALL}\n"),
    "package in a second line": ("settings/zz.yaml", f"\n # @author me\n#   @package   hydra.callbacks\na: {CALL}\n"),
    "launcher": ("settings/zz.yaml", f"# @package _global_\nhydra: {{launcher: {CALL}}}\n"),
    "dotted key": ("settings/zz.yaml", "# @package _global_\nhydra.run.dir: /tmp\n"),
    "target in a mode": ("mode/zz.yaml", f"name_zh: x\nlegs: [{CALL}]\n"),
    "target far down": ("demand/zz.yaml", f"brands: {{a: {{b: [1, {CALL}]}}}}\n"),
    "defaults override hydra": ("settings/zz.yaml", "# @package _global_\ndefaults:\n  - override /hydra/launcher: zz\n"),
    "defaults into hydra": ("settings/zz.yaml", "defaults:\n  - /demand@hydra.callbacks: zz\n"),
    "defaults of hydra": ("settings/zz.yaml", "defaults:\n  - /hydra: zz\n"),
    "defaults of a path": ("settings/zz.yaml", "defaults:\n  - ../../zz\n"),
    "defaults by a reference": ("settings/zz.yaml", "defaults:\n  - /demand: ${oc.env:HOME}\n"),
    "defaults that are a map": ("settings/zz.yaml", "defaults: {}\n"),
    "a group of hydra": ("hydra/launcher/zz.yaml", CALL),
    "environment": ("demand/zz.yaml", "note: ${oc.env:HOME}\n"),
    "decoding": ("demand/zz.yaml", "note: ${oc.decode:'[1]'}\n"),
    "laughs by references": ("demand/zz.yaml", "a: xxxxxxxxxx\n" + "".join(f"{b}: ${{demand.{a}}}${{demand.{a}}}\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))),
    "a tag": ("demand/zz.yaml", "note: !!python/object/apply:os.system ['touch RAN']\n"),
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.system", lambda _: (tmp_path / "RAN").touch())
    return tmp_path


def write(home: Path, name: str, content: str | bytes) -> None:
    file = home / "mine" / name
    file.parent.mkdir(parents=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


@pytest.mark.parametrize("trick", TRICKS)
@pytest.mark.parametrize("how", ["straight", "by hydra"])
def test_no_file_of_the_folder_reaches_hydra_or_names_a_call(trick: str, how: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name, content = TRICKS[trick]
    write(home, name, content)
    group = name.split("/")[0]
    chosen = ["+hydra/launcher=zz"] if group == "hydra" else [f"{group}=zz"] if group != "settings" else ["settings=zz"]
    extra = ["--cfg", "job"] if how == "by hydra" else []
    assert run("check", ["--config-dir", "mine", f"county={BASE}", *chosen, *extra]) == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert ("hydra/" if group == "hydra" else name) in said
    assert [p.name for p in home.iterdir()] == ["mine"]


@pytest.mark.parametrize("words", [["--config-path", "mine"], ["-cp", "mine", "-cn", "zz"], ["--config-name=zz"], ["hydra.searchpath=[mine]"], ["++hydra.searchpath=['file://mine']"]])
def test_the_root_of_the_config_is_ours(words: list[str], home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(home, "zz.yaml", f"hydra: {{callbacks: {{a: {CALL}}}}}\n")
    assert run("check", [*words, "county=hoxud"]) == 2
    assert "--config-dir FOLDER" in capsys.readouterr().err
    assert not (home / "RAN").exists()


@pytest.mark.parametrize(
    "content",
    [b"1\n...\n", b"- a\n", b"x" * 500, "名: 甲".encode("gbk"), b"&a [*a]", b"[" * 4_000, b"{a: " * 3_000, b"!!int x", b"a: b: c", b"\xff", b"a: 1\na: 2", b"\x00", b"a: " + b"x" * 300_000],
)
@pytest.mark.parametrize("group", ["mode", "assignment", "demand", "county", "settings", "study", "chart"])
def test_a_faulty_file_of_a_group_is_a_problem_with_its_name(group: str, content: bytes, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(home, f"{group}/zz.yaml", content)
    assert run("check", ["--config-dir", "mine", f"{group}=zz"]) == 2
    assert f"{group}/zz.yaml" in capsys.readouterr().err


def test_a_folder_named_like_a_file_is_a_problem(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "mine/mode/zz.yaml").mkdir(parents=True)
    assert run("check", ["--config-dir", "mine", "county=hoxud"]) == 2
    assert "mode/zz.yaml: found a folder" in capsys.readouterr().err


def test_files_of_the_folder_are_chosen_as_ever(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(home, "settings/zz.yaml", "# @package _global_\ndefaults:\n  - override /demand: low\n  - _self_\nseed: 77\n")
    write(home, "demand/low.yaml", "weight_mean_kg: 3.5\n")
    write(home, "night/shift.yaml", "# @package _global_\nreplications: 7\n")
    (home / "mine/other").mkdir()
    (home / "mine/other/of_another_program.yaml").write_text("{{ no: yaml", encoding="utf-8")
    assert run("check", ["--config-dir", "mine", f"county={BASE}", "settings=zz", "+night=shift", "--cfg", "job"]) == 0
    told = capsys.readouterr().out
    assert all(line in told for line in ("seed: 77", "weight_mean_kg: 3.5", "replications: 7"))
    assert run("check", [f"county={BASE}", "settings=zz"]) == 2
