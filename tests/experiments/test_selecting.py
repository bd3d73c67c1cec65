"""Selection of the best scenario of a sweep: who gets more replications, what is reported, which keys are refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from experiments.studies.sweep.selecting import choose
from sim.inference.selection.selection import BEST, Zone, select
from sim.proposal.sweep.selected import selection_table, selection_words, stopped_words
from sim.proposal.sweep.swept import Entry
from sim.store.status import Status

KPI = "cost_system_parcel"
ZONE = Zone(delta=0.5, first=10, maximum=100)
MEANS = {"near": 5.5, "best": 5.0, "far": 9.0, "heavy": 1.0, "bad": 0.0}


class Stored:
    """Stands in for the evaluator: normal values that share half of their variance; ``heavy`` is overloaded, ``bad`` fails."""

    def __init__(self) -> None:
        rng = np.random.default_rng(1)
        shared = rng.normal(0, 1, 100)
        self.rows = {key: mean + shared + rng.normal(0, 1, 100) for key, mean in MEANS.items()}
        self.asked: list[tuple[tuple[str, ...], int]] = []
        self.archive, self.fail_fast = self, False
        self.breaks = self.open = ""  # fails, or is not reached, after the first round

    def run(self, points: Iterable[Any], numbers: Sequence[int]) -> list[Status]:
        keys = [p.key for p in points]
        self.asked.append((tuple(keys), len(numbers)))
        return [self.status(k, len(numbers)) for k in keys]

    def status(self, key: str, n: int) -> Status:
        if key == "bad" or (n > 10 and key == self.breaks):
            return Status(key, (), "failed", "broke", n)
        if n > 10 and key == self.open:
            return Status(key, (), "missing", "", n)
        return Status(key, (), "ok", "", n, (("超", "over"),) if key == "heavy" else ())

    def values(self, key: str, numbers: Sequence[int], kpis: Sequence[str]) -> np.ndarray:
        return self.rows[key][list(numbers)][:, None]


POINTS: Any = [SimpleNamespace(key=k) for k in (*MEANS, "best")]
ENTRIES = [Entry((("count", i),), "joint", k) for i, k in enumerate((*MEANS, "best"))]


def test_replications_go_to_who_is_left() -> None:
    store: Any = Stored()
    chosen = choose(store, POINTS, KPI, ZONE, 7)
    assert chosen.best == "best"
    assert chosen.keys == ("near", "best", "far")
    assert chosen.out == {"heavy": "overloaded", "bad": "failed"}
    assert store.asked[0][1] == 10
    assert [n for _, n in store.asked] == sorted({n for _, n in store.asked})
    assert all("far" not in keys and "heavy" not in keys for keys, _ in store.asked[1:])
    assert len(store.asked) > 2
    assert chosen.selection == select([store.rows[k] for k in chosen.keys], ZONE)  # as if everything had been there
    again = choose(store, POINTS, KPI, ZONE, 30)
    assert again.selection == chosen.selection  # however many are run at a time


def test_the_table_says_what_became_of_each() -> None:
    store: Any = Stored()
    chosen = choose(store, POINTS, KPI, ZONE, 7)
    told = selection_table(chosen, ENTRIES, ["count"], KPI, ZONE).set_index("number")
    assert told["state"].tolist() == ["dropped", "best", "dropped", "overloaded", "failed", "repeated"]
    assert told["count"].tolist() == [0, 1, 2, 3, 4, 5]
    far = told.loc[3]
    n = int(far["dropped_at"])
    assert (n, far["n"]) == (10, 10)
    assert far["mean"] == pytest.approx(store.rows["far"][:10].mean())
    assert far["difference"] == pytest.approx((store.rows["far"] - store.rows["best"])[:10].mean())
    assert far["told_apart"]
    assert far["joint_low"] < far["difference"] < far["joint_high"]
    assert told.loc[2, "n"] == chosen.selection.n == told.loc[1, "n"]

    said = " ".join(selection_words(told.reset_index(), "en"))
    assert "Best by system cost a parcel: scenario 2" in said
    assert "at least 95%" in said
    assert "overloaded, so not in it: 4" in said
    assert "failed: 5" in said


def test_undecided_when_replications_run_out() -> None:
    store: Any = Stored()
    chosen = choose(store, POINTS, KPI, Zone(delta=0.01, first=10, maximum=20), 7)
    assert BEST not in chosen.selection.states
    assert "20次重复后仍无法区分：方案1、2" in selection_words(selection_table(chosen, ENTRIES, ["count"], KPI, ZONE), "zh")[0]


def test_nothing_to_select_from() -> None:
    store: Any = Stored()
    chosen = choose(store, [POINTS[4]], KPI, ZONE, 7)
    assert chosen.best is None
    assert "No scenario has a value" in selection_words(selection_table(chosen, ENTRIES[4:5], ["count"], KPI, ZONE), "en")[0]


def test_a_scenario_known_to_fail_is_not_tried_again() -> None:
    store: Any = Stored()
    chosen = choose(store, POINTS, KPI, ZONE, 7, {"bad": "killed"})
    assert all("bad" not in keys for keys, _ in store.asked)
    assert chosen.out["bad"] == "killed"


@pytest.mark.parametrize("fail_fast", [False, True])
def test_a_failure_on_the_way(fail_fast: bool) -> None:
    """A scenario that was still in it fails when it is given more replications."""
    store: Any = Stored()
    store.fail_fast, store.breaks = fail_fast, "near"
    chosen = choose(store, POINTS, KPI, ZONE, 7)
    assert chosen.failed == {"near": "broke"}
    assert chosen.stopped == fail_fast
    if fail_fast:
        said = " ".join(stopped_words(chosen, ENTRIES, "en"))
        assert "Scenario 1 failed: broke" in said
        assert "2 scenarios were left after 10 replications" in said
        assert len(store.asked) == 2
    else:
        told = selection_table(chosen, ENTRIES, ["count"], KPI, ZONE)
        assert told["state"].tolist()[:2] == ["failed", "best"]
        assert "failed: 1, 5" in selection_words(told, "en")[1]


def test_what_a_stopped_round_did_not_reach_is_no_failure() -> None:
    store: Any = Stored()
    store.fail_fast, store.breaks, store.open = True, "near", "best"
    chosen = choose(store, POINTS, KPI, ZONE, 7)
    assert chosen.stopped
    assert np.isfinite(chosen.series[chosen.keys.index("best")]).all()
