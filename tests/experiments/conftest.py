"""What the tests of the command line share."""

from __future__ import annotations

import pytest

from experiments import app


@pytest.fixture(autouse=True)
def _faults_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let faults be told in English where a test asks for no language, so that tests can look for words."""
    asked = app.language
    monkeypatch.setattr(app, "language", lambda words: asked(words) if "lang=zh" in words else "en")
