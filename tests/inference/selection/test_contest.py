"""Who gets more replications: those that may still be the best; what fails or is overloaded is out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sim.inference.selection.contest import Chosen, Contest
from sim.inference.selection.selection import Zone

ZONE = Zone(delta=0.5, first=10, maximum=100)
MEANS = {"near": 5.4, "best": 5.0, "far": 9.0, "heavy": 1.0, "bad": 0.0}
ROWS = {k: m + np.random.default_rng(i).normal(0, 1, 100) for i, (k, m) in enumerate(MEANS.items())}


def contend(*, breaks: str = "", fail_fast: bool = False, **out: str) -> tuple[Chosen, list[tuple[set[str], int]]]:
    """A contest in which ``breaks`` fails after the first round; what was asked for, round by round."""
    asked: list[tuple[set[str], int]] = []

    def run(wanted: Callable[[str], bool], n: int) -> Iterator[Any]:
        keys = [key for key in MEANS if wanted(key)]
        asked.append((set(keys), n))
        for key in keys:
            failed = key == "bad" or (key == breaks and n > 10)
            over = (("超", "over"),) if key == "heavy" else ()
            yield SimpleNamespace(key=key, state="failed" if failed else "ok", message="broke", overloads=over)

    contest = Contest(run=run, values=lambda key, n: ROWS[key][:n], fail_fast=fail_fast, out=dict(out))
    return contest.chosen(ZONE, 7), asked


def test_who_is_left_goes_on_and_the_others_are_not_asked_again() -> None:
    chosen, asked = contend()
    assert chosen.keys == ("near", "best", "far")
    assert chosen.out == {"heavy": "overloaded", "bad": "failed"}
    assert chosen.best == "best"
    assert asked[0] == (set(MEANS), 10)
    assert all(keys <= {"near", "best"} for keys, _ in asked[1:])


@pytest.mark.parametrize("fail_fast", [False, True])
def test_a_failure_on_the_way(fail_fast: bool) -> None:
    chosen, asked = contend(breaks="near", fail_fast=fail_fast, bad="killed")
    assert chosen.failed == {"near": "broke"}
    assert chosen.out["bad"] == "killed"
    assert "bad" not in asked[0][0]
    assert chosen.stopped == fail_fast
