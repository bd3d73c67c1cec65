from __future__ import annotations

import pytest

from sim.proposal.sweep.sweep_keys import Sweep


def test_a_difference_worth_telling_apart_is_more_than_none() -> None:
    assert Sweep().select is None
    with pytest.raises(ValueError, match="delta"):
        Sweep(delta=0.0)
