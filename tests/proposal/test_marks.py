"""Marks beside figures, and what they mean: each explained where it stands, and only there."""

from __future__ import annotations

import pytest

from sim.inference.estimate import UNTOLD
from sim.proposal.marks import MARKS, MEANINGS, PART, legend


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_only_marks_that_stand_somewhere_are_explained(lang: str) -> None:
    assert legend([], lang) == legend(["1.0", "—"], lang) == ""
    for mark in MEANINGS:
        told = legend(["1.0", f"2.0{mark}"], lang)
        assert told.startswith(mark)
        assert not any(other in told for other in MEANINGS if other != mark)
    assert all(mark in legend(list(MEANINGS), lang) for mark in MEANINGS)


def test_no_two_things_have_one_mark() -> None:
    assert len({*MARKS.values(), PART, "∞"}) == len(MARKS) + 2 == len(MEANINGS)
    assert set(MARKS) <= set(UNTOLD)
