"""What a study's points gave: some of them laid over by others, the rest untouched."""

from __future__ import annotations

import numpy as np

from sim.inference.drivers.responses import PointAnswer, Responses


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


def test_answers_of_points_stand_in_their_order_and_what_has_none_is_no_number() -> None:
    told = [PointAnswer("refused", "why"), PointAnswer("ok", overloads=(("站", "hub"),), values=np.array([[1.0], [2.0]]))]
    found = Responses.of(told, 2, 1)
    assert np.isnan(found.values[0]).all()
    assert found.values[1].ravel().tolist() == [1, 2]
    assert (found.state, found.message, found.overloads) == (("refused", "ok"), ("why", ""), ((), (("站", "hub"),)))
    assert Responses.of([], 2, 1).values.shape == (0, 2, 1)


def test_room_for_more_replications_is_empty() -> None:
    more = responses(1.0, 2.0).with_room(3)
    assert more.values.shape == (2, 3, 1)
    assert more.values[:, 0, 0].tolist() == [1, 2]
    assert np.isnan(more.values[:, 1:]).all()
