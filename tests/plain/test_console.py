"""What a process prints never stops it: signs that a console lacks are written plainly, a reader who is gone is no failure."""

from __future__ import annotations

import io
import sys

import pytest

from sim.plain.console import prepare, written
from sim.plain.patient import Patient


def test_the_process_s_own_streams_become_patient_and_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdout", "stderr"):
        own = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
        monkeypatch.setattr(sys, name, own)
        monkeypatch.setattr(sys, f"__{name}__", own)
    prepare()
    assert isinstance(sys.stdout, Patient)
    assert isinstance(sys.stderr, Patient)
    print("•", end="")
    assert written()
    assert sys.__stdout__ is not None
    assert sys.__stdout__.buffer.getvalue() == b"*"  # type: ignore[attr-defined]


def test_a_stream_that_somebody_else_has_put_there_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    other = io.StringIO()
    monkeypatch.setattr(sys, "stdout", other)
    prepare()
    assert sys.stdout is other


def test_what_could_not_be_written_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    full = Patient(io.StringIO())
    full.failed = OSError(28, "no space")
    monkeypatch.setattr(sys, "stdout", full)
    assert not written()
    assert "no space" in capsys.readouterr().err
