"""The mark of a results folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.store.run import MARK, Run, read_mark, write_mark

ONE = Run("sweep", {"run": {"seed": 1}, "county": {"slug": "a", "keys": {}}}, "s1")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    assert read_mark(tmp_path) is None
    write_mark(tmp_path, ONE, ["a.png"])
    assert read_mark(tmp_path) == (ONE, ("a.png",))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"verb": 1, "config": 7, "scenarios": "", "charts": []}'])
def test_a_damaged_mark_is_nobodys(text: str, tmp_path: Path) -> None:
    (tmp_path / MARK).write_text(text, encoding="utf-8")
    assert read_mark(tmp_path) is None


def test_runs_differ_by_verb_keys_or_scenarios() -> None:
    assert ONE.differences(ONE) == []
    assert ONE.differences(Run("sweep", {"run": {"seed": 2}, "county": {"slug": "a", "keys": {}}}, "s2")) == ["seed"]
    assert ONE.differences(Run("sweep", ONE.config, "s2")) == ["scenarios"]
    assert ONE.differences(Run("collect", {"run": {"seed": 1}}, "s1")) == ["verb", "county.slug", "county.keys"]
