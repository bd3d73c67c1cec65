"""The cache folder is the user's, and a variable moves it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.plain.cache_folder import cache_folder


def test_the_first_that_is_named_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("PARCELFLOW_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(key, raising=False)
    assert cache_folder("routes") == Path.home() / ".cache" / "parcelflow" / "routes"
    monkeypatch.setenv("XDG_CACHE_HOME", "user")
    monkeypatch.setenv("PARCELFLOW_CACHE", "")
    assert cache_folder("routes") == Path("user") / "parcelflow" / "routes"
    monkeypatch.setenv("PARCELFLOW_CACHE", "own")
    assert cache_folder("fonts") == Path("own") / "parcelflow" / "fonts"
