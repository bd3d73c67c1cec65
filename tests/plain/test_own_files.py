"""A folder of files by group: read as data, and nothing that starts or reads something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.plain.own_files import as_map, misnamed, options, read_own
from sim.problems import InputError


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_files_of_the_wanted_groups_are_read_with_their_package(tmp_path: Path) -> None:
    write(tmp_path, "mode/a.yaml", "name_zh: x\n")
    write(tmp_path, "settings/b.yaml", "# @package _global_\ndemand: {scale: 2}\n")
    write(tmp_path, "other/c.yaml", "[")
    write(tmp_path, ".hidden/d.yaml", "a: 1\n")
    assert options(tmp_path) == {"mode": ["a"], "settings": ["b"], "other": ["c"]}
    one, two = read_own(tmp_path, ("mode", "settings"))
    assert (one.group, one.name, one.package, one.content) == ("mode", "a", None, {"name_zh": "x"})
    assert (two.package, two.content) == ("_global_", {"demand": {"scale": 2}})


@pytest.mark.parametrize(
    "text", ["# @package hydra.x\na: 1", "hydra: {a: 1}", "a: {_target_: os.system}", "a: ['${b}']", "defaults: [../x]", "defaults: {}", "defaults: [/hydra: x]", "[1]", "1: {hydra.run: 1}"]
)  # fmt: skip
def test_what_reaches_beyond_the_model_is_refused(text: str, tmp_path: Path) -> None:
    write(tmp_path, "demand/x.yaml", text)
    with pytest.raises(InputError, match=r"own_file|yaml"):
        read_own(tmp_path, ("demand",))


def test_a_file_of_settings_says_that_its_keys_go_to_the_root(tmp_path: Path) -> None:
    write(tmp_path, "settings/x.yaml", "fleet: {sizing: sized}\n")
    with pytest.raises(InputError, match="# @package _global_ as the first line"):
        read_own(tmp_path, ("settings",))


def test_an_empty_file_is_an_empty_map() -> None:
    assert as_map(None, "x") == {}


def test_files_and_folders_that_nobody_would_read_are_named(tmp_path: Path) -> None:
    for name in ("mode/a.yml", "mode/b.yaml.txt", "mode/c.yaml", "mode/notes.md", "modes/d.yaml", "other/e.yml"):
        write(tmp_path, name, "")
    assert [p.found for p in misnamed(tmp_path, {"mode": ["d"], "demand": ["c"]}, [])] == ["modes/", "mode/a.yml", "mode/b.yaml.txt"]


def test_a_file_that_is_called_as_one_of_the_projects_own_is_told(tmp_path: Path) -> None:
    for name in ("mode/a.yaml", "mode/b.yaml", "vehicle/a.yaml"):
        write(tmp_path, name, "")
    (told,) = misnamed(tmp_path, {"mode": ["a"]}, ["vehicle"])
    assert told.found == "mode/a.yaml"
    assert "my_a.yaml" in told.text("zh")


@pytest.mark.parametrize(("text", "where"), [
    ("days: {mon: 1}\n", ["demand/a.yaml, demand.days"]), ("brands: [x]\ndays: {}\n", ["demand/a.yaml, demand.brands", "demand/a.yaml, demand.days"]), ("brands: {x: {parts: {y: 1}}}\n", ["demand/a.yaml, demand.brands.x.parts"]),
    ("# @package _global_\ndemand: {days: {mon: 1}}\n", ["demand/a.yaml, demand.days"]), ("brands: 3\ndays: [2]\nother: {}\n", []),
])  # fmt: skip
def test_a_map_for_a_list_is_told_by_its_key(text: str, where: list[str], tmp_path: Path) -> None:
    write(tmp_path, "demand/a.yaml", text)
    defaults = {"demand": {"days": [1.5], "brands": {"x": {"parts": []}}}}
    try:
        read_own(tmp_path, ["demand"], defaults)
        told = []
    except InputError as error:
        told = [str(p.where) for p in error.problems]
    assert told == where


def test_keys_under_the_name_of_their_group_once_more_are_those_of_the_group(tmp_path: Path) -> None:
    write(tmp_path, "demand/a.yaml", "demand: {scale: 2}\n")
    write(tmp_path, "demand/b.yaml", "demand: {scale: 2}\nseed: 1\n")
    one, two = read_own(tmp_path, ("demand",))
    assert one.content == {"scale": 2}
    assert two.content == {"demand": {"scale": 2}, "seed": 1}
