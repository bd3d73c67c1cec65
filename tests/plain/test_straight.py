"""Words of a command line that were typed on a Chinese keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.plain.straight import names_folder, straightened

MEANT = {
    "schedule.trunk.depart=['08：30']": "schedule.trunk.depart=['08:30']",
    "schedule.trunk.depart=【08：30，１５：３０】": "schedule.trunk.depart=[08:30,15:30]",
    "seed＝３": "seed=3",
    "demand.scale=“1。5”": 'demand.scale="1.5"',
    "fleet．village．count=－２": "fleet.village.count=-2",
    "fleet.village.count={东镇：２，西乡（新）: 3}": "fleet.village.count={东镇:2,西乡（新）: 3}",
    "modes=［快快，'邮，快'］": "modes=[快快,'邮，快']",
    "～demand": "~demand",
    "county.slug=沂源（新），县": "county.slug=沂源（新），县",
    "快快合作": "快快合作",
}
"""Words in the signs of a Chinese keyboard, and what is meant."""


@pytest.mark.parametrize("word", MEANT)
def test_signs_of_a_chinese_keyboard_are_read(word: str) -> None:
    assert straightened(word) == MEANT[word]


def test_the_path_of_a_file_keeps_its_signs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "１.csv").touch()
    assert [straightened(f"county={name}.csv") for name in ("１", "２")] == ["county=１.csv", "county=2.csv"]


def test_a_path_is_a_folder_though_it_may_be_missing(tmp_path: Path) -> None:
    assert [names_folder(w) for w in (str(tmp_path), "results/none", "C:\\none", "proprose", "store=a/b", "--config-dir=a/b")] == [True, True, True, False, False, False]
