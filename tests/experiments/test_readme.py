"""The README shows what the project does today."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from experiments.reference import filled
from experiments.settings.compose import configs, files
from experiments.verbs import VERBS

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```\n(.*?)```", README, flags=re.S)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line.startswith("parcelflow")]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_understood(command: str) -> None:
    _, verb, *words = shlex.split(command)
    assert verb in VERBS
    _, jobs = configs([w for w in words if "=" in w], verb, None, files(None))
    assert (len(list(jobs)) > 1) == ("-m" in words or verb == "sweep")


def test_there_are_two_commands_to_begin_with() -> None:
    assert [b.strip() for b in BLOCKS[:2]] == ["python3 start.py", "python3 start.py test -n 2"]
    assert len(COMMANDS) >= 10


def test_its_tables_are_those_of_the_registry_and_the_reference() -> None:
    assert filled(README) == README


def test_every_picture_is_there() -> None:
    home = Path(__file__).parents[2]
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    assert pictures
    assert all((home / p).is_file() for p in pictures)
