from __future__ import annotations

import pickle

from sim.parameters.schedule import Schedule
from sim.parameters.watched import is_default, watched


def test_what_is_read_is_noted_and_nothing_else_changes() -> None:
    seen: set[str] = set()
    plain = Schedule()
    noting = watched(plain, "schedule.", seen)
    assert seen == set()
    assert noting.village == plain.village  # type: ignore[attr-defined]
    assert seen == {"schedule.village"}
    assert type(pickle.loads(pickle.dumps(noting))) is Schedule


def test_a_default_is_one_whoever_watches() -> None:
    assert is_default(watched(Schedule(), "", set()), "village")
    other = Schedule().model_copy(update={"village": Schedule().trunk})
    assert not is_default(watched(other, "", set()), "village")
