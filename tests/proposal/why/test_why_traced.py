"""A replication as it was simulated."""

from __future__ import annotations

from sim.proposal.why.why_traced import worded
from tests.proposal.tracing import traced


def test_villages_and_heads_are_called_as_people_do() -> None:
    assert (traced().village(0, "zh"), traced().village(0, "en")) == ("村0", "v0")
    assert list(worded({("甲", "a"): [1]}, "en")) == ["a"]
    assert traced().case.plan is traced().plan
