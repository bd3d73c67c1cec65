"""What the tests of the command line share."""

from __future__ import annotations

import pytest

from experiments import app
from experiments.studies.compare import report


@pytest.fixture(autouse=True)
def _faults_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let faults be told in English where a test asks for no language, so that tests can look for words."""
    asked = app.language
    monkeypatch.setattr(app, "language", lambda words: asked(words) if "lang=zh" in words else "en")


@pytest.fixture
def no_books(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the workbook and what documents are made of, which take longer than the replications."""
    monkeypatch.setattr(report, "save_workbook", _unwritten)
    monkeypatch.setattr(report, "save_material", _unwritten)


def _unwritten(*_: object) -> None:
    """Stands for a file that takes long to write."""
