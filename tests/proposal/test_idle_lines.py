from __future__ import annotations

from sim.proposal.idle_lines import idle_lines


def test_where_an_override_changes_nothing_unless_it_is_everywhere() -> None:
    called = {"a": "joint", "b": "post"}
    everywhere, somewhere = idle_lines({"seed=1": ("a", "b"), "speed=2": ("b",)}, called, "en")
    assert "seed=1" in everywhere
    assert "post" not in everywhere
    assert "speed=2" in somewhere
    assert "post" in somewhere
    assert "joint" not in somewhere
