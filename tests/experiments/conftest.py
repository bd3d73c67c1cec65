"""What the tests of the command line share."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest

from experiments import app
from experiments.settings import compose

compose_tree = compose.compose_tree


@cache
def composed(overrides: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, str]]:
    """What Hydra makes of some overrides with the project's own files, which no test changes."""
    return compose_tree(overrides, None)


@pytest.fixture(autouse=True)
def _composed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands that a test runs in this process share what Hydra composes: a third of a second each time."""

    def look(overrides: Sequence[str], config_dir: str | None) -> tuple[dict[str, Any], dict[str, str]]:
        return compose_tree(overrides, config_dir) if config_dir else copy.deepcopy(composed(tuple(overrides)))

    monkeypatch.setattr(compose, "compose_tree", look)


@pytest.fixture(autouse=True)
def _faults_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let faults be told in English where a test asks for no language, so that tests can look for words."""
    asked = app.language
    monkeypatch.setattr(app, "language", lambda words: asked(words) if "lang=zh" in words else "en")
