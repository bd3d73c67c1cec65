from __future__ import annotations

import pytest

from sim.inference.cost.sharing_keys import Sharing


def test_days_are_whole_weeks() -> None:
    assert Sharing(days=14).days == 14
    with pytest.raises(ValueError, match="week"):
        Sharing(days=10)
