"""Where the small inputs stand, and how a command is run on one."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.app import run

DATA = Path(__file__).parent / "data"
BASE = DATA / "00_base.xlsx"
"""A county of 3 townships and 15 villages with 12,750 residents and 600 parcels a day, in order."""


def said(verb: str, words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit code of a command and all that it printed."""
    code = run(verb, words)
    printed = capsys.readouterr()
    return code, printed.out + printed.err
