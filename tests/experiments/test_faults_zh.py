"""The same faults told in Chinese: no English words but keys, names of files and options, and what the input itself says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from experiments.app import run
from tests.experiments.test_faults import CONFIGS, COUNTIES

ENGLISH = re.compile(r"[A-Za-z]{2,}(?:, | )[A-Za-z]{2,}")
QUOTED = re.compile(r"“[^”]*”|［[^］]*］|'[^']*'|\"[^\"]*\"|\[[^\]]*\]|\{[^}]*\}|\S*[=._/]\S*|parcelflow -\S+|（compare.*?）")


def in_chinese(printed: str) -> None:
    lines = printed.splitlines()
    assert re.fullmatch(r"输入有 \d+ 处问题：", lines[0])
    for line in lines[1:]:
        assert re.search(r"［[a-z_]+\.[a-z_]+］$", line), line
        assert not ENGLISH.search(QUOTED.sub("", line)), line


@pytest.mark.parametrize("name", [name for name in CONFIGS if name != "unknown language"])
def test_a_faulty_config_is_told_in_chinese(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", [*CONFIGS[name][0], "lang=zh"]) == 2
    in_chinese(capsys.readouterr().err)


@pytest.mark.parametrize("name", COUNTIES)
def test_a_faulty_county_is_told_in_chinese(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "县"
    folder.mkdir()
    for file, content in COUNTIES[name][0].items():
        (folder / file).write_bytes(content)
    path = next((folder / f for f in COUNTIES[name][0] if f.endswith(".xlsx")), folder)
    assert run("check", [f"county={path}", "modes=[courier_courier]", "lang=zh"]) == 2
    in_chinese(capsys.readouterr().err)


@pytest.mark.parametrize(("words", "meant"), [("mode=快快合作", "courier_courier"), ("modes=[快快合作,邮快合作]", "postal_courier"), ("county=沂源县", "yiyuan"), ("assignment=按件量分模式", "by_volume")])
def test_a_chinese_name_is_told_by_the_word_to_write(words: str, meant: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", [words, "lang=zh"]) == 2
    assert f"是不是“{meant}”" in capsys.readouterr().err
