"""What a study's points gave: some of them laid over by others, the rest untouched."""

from __future__ import annotations

import numpy as np

from sim.inference.responses import Responses


def responses(*values: float, state: str = "ok") -> Responses:
    return Responses(np.array(values).reshape(-1, 1, 1), (state,) * len(values), (f"m{state}",) * len(values), ((),) * len(values))


def test_only_the_rows_named_change() -> None:
    before = responses(1.0, 2.0, 3.0)
    after = before.laid_over([2, 0], responses(30.0, 10.0, state="refused"))
    assert after.values.ravel().tolist() == [10, 2, 30]
    assert after.state == ("refused", "ok", "refused")
    assert after.message == ("mrefused", "mok", "mrefused")
    assert before.values.ravel().tolist() == [1, 2, 3], "what was given stays"


def test_over_nothing_nothing_changes() -> None:
    before = responses(1.0)
    assert before.laid_over([], responses()).state == before.state
