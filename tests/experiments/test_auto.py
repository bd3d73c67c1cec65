"""replications=auto: the keys, studies of points, and a comparison that stops by itself and says so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.app import run
from experiments.scenarios.auto import run_auto, run_together
from sim.inference.enough import ask, kpis_of, rule_of, targets_of
from sim.inference.precision import decide
from sim.inference.precision_keys import Precision
from sim.store.kept import Want
from sim.store.precise import narrowing
from sim.store.status import Status
from tests.experiments.county_files import write_county

KEYS = Precision(kpis=("cost_system_parcel",), absolute={"within_24h": 0.01}, min=6, batch=3, max=30)


def values(spread: float, n: int = 30, seed: int = 1) -> np.ndarray:
    """Replications of the two KPIs: the cost's relative spread decides how many are needed."""
    rng = np.random.default_rng(seed)
    return np.stack([10 * (1 + spread * rng.normal(0, 1, n)), 0.9 + 0.001 * rng.normal(0, 1, n)], axis=1)


def enough(x: np.ndarray) -> int:
    """How many replications the rule reports, or wants before it is asked again."""
    return ask(KEYS, {"": dict(zip(kpis_of(KEYS), x.T, strict=True))}).n


def test_enough_says_how_many_to_have_and_then_how_many_to_report() -> None:
    x = values(0.1)
    assert enough(x[:0]) == 6
    have = 0
    while (n := enough(x[:have])) > have:
        have = n
    assert 6 < have < 30
    assert enough(x) == have


class Stored:
    """Stands in for the evaluator: what it is asked for is there from then on; the scenario ``bad`` fails."""

    def __init__(self, spreads: dict[str, float], fail_fast: bool = False) -> None:
        self.rows = {key: values(s, seed=i) for i, (key, s) in enumerate(spreads.items())}
        self.asked: list[tuple[tuple[str, ...], int]] = []
        self.fail_fast, self.archive = fail_fast, self

    def run(self, points: Iterable[Any], numbers: Sequence[int]) -> list[Status]:
        keys = [p.key for p in points]
        self.asked.append((tuple(keys), len(numbers)))
        return [Status(k, (("k", k),), "failed" if k == "bad" else "ok", "no" if k == "bad" else "", len(numbers)) for k in keys]

    def must_run(self, points: Iterable[Any], numbers: Sequence[int], want: Want) -> None:
        self.run(points, numbers)

    def values(self, key: str, numbers: Sequence[int], kpis: Sequence[str]) -> np.ndarray:
        return self.rows[key][list(numbers)]


def test_points_run_until_each_is_known_well_enough() -> None:
    store: Any = Stored({"calm": 0.001, "wild": 0.1, "bad": 0.0})
    points: Any = [SimpleNamespace(key=k) for k in ("calm", "wild", "bad")]
    found = run_auto(store, KEYS, points)
    assert [(s.key, d.n if d else None, bool(d and d.reached)) for s, d in found][::2] == [("calm", 6, True), ("bad", None, False)]
    wild = found[1][1]
    assert wild is not None
    assert wild.n == enough(store.rows["wild"]) > 6
    assert store.asked[0] == (("calm", "wild", "bad"), 6)
    assert store.asked[1:] == [(("wild",), n) for n in range(9, wild.n + 1, 3)]
    assert run_auto(store, KEYS, points) == found  # with everything there


def test_fail_fast_stops_at_the_first_failure() -> None:
    store: Any = Stored({"wild": 0.1, "bad": 0.0}, fail_fast=True)
    points: Any = [SimpleNamespace(key=k) for k in ("wild", "bad")]
    assert [(s.state, d) for s, d in run_auto(store, KEYS, points)] == [("missing", None), ("failed", None)]
    assert len(store.asked) == 1


def test_a_comparison_runs_each_replication_once_and_is_judged_as_a_whole() -> None:
    store: Any = Stored({"a": 0.1, "b": 0.02})
    points: Any = [SimpleNamespace(key=k, scenario=k) for k in ("a", "b")]
    decision = run_together(store, KEYS, points, Want())
    assert [n for _, n in store.asked] == [6, *[3] * ((decision.n - 6) // 3)]  # each once
    whole = {m: dict(zip(kpis_of(KEYS), x.T, strict=True)) for m, x in store.rows.items()}
    assert decide(whole, targets_of(KEYS, list(whole)), rule_of(KEYS)) == decision
    assert narrowing(KEYS, store, {"a": "a", "b": "b"}, decision.n)["n"].max() == decision.n


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("auto")


ASKED = [
    "modes=[courier_courier,township_pickup]", "horizon.warmup_days=3", "horizon.measured_days=7", "horizon.drain_days=4", "fleet.route_iterations=20", "workers=1",
    "robustness.points=0", "replications=auto", "precision.min=3", "precision.batch=2", "precision.max=7", "precision.relative=0.2", "precision.absolute.within_24h=0.2",
]  # fmt: skip


@pytest.mark.slow
def test_compare_stops_by_itself_and_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county = write_county(folder / "county")
    words = [f"county={county}", *ASKED, f"store={folder / 'store'}", "chart.formats=[png]", "chart.dpi=50", "lang=en"]
    assert run("compare", [*words, f"hydra.run.dir={folder / 'a'}"]) == 0
    said = json.loads((folder / "a" / "provenance.json").read_text(encoding="utf-8"))["precision"]
    n = said["replications"]
    assert n in (3, 5, 7)
    assert f"replications chosen by precision: {n};" in capsys.readouterr().out
    assert f"Replications chosen by precision: {n};" in (folder / "a" / "index.html").read_text(encoding="utf-8")
    assert len(said["targets"]) == 4 * 3
    assert said["reached"] == all(t["state"] in ("met", "constant", "empty") for t in said["targets"])
    assert pd.read_parquet(folder / "a" / "replications.parquet")["replication"].max() == n - 1
    assert (folder / "a" / "charts" / "precision.png").exists()
    history = pd.read_parquet(folder / "a" / "precision.parquet")
    assert history["n"].max() == n

    assert run("compare", [*words, "charts=false", f"hydra.run.dir={folder / 'again'}"]) == 0
    again = json.loads((folder / "again" / "provenance.json").read_text(encoding="utf-8"))
    assert again["precision"] == said
    for name in ("summary", "comparison", "precision"):
        pd.testing.assert_frame_equal(pd.read_parquet(folder / "again" / f"{name}.parquet"), pd.read_parquet(folder / "a" / f"{name}.parquet"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["precision.kpis=[cost_sytem_parcel]"], "did you mean 'cost_system_parcel'?"),
        (["precision.differences=[at_village_meanh]"], "did you mean 'at_village_mean_h'?"),
        (["precision.absolute={within_24: 0.1}"], "did you mean 'within_24h'?"),
        (["precision.absolute={within_24h: 0}"], "a half-width > 0"),
        (["precision.min=50", "precision.max=10"], ">= precision.min 50"),
        (["precision.kpis=[]", "~precision.absolute.within_24h"], "at least one KPI"),
        (["precision.relative=1.5"], "> 0 and < 1"),
    ],
)
def test_faulty_keys(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("simulate", words) == 2
    assert told in capsys.readouterr().err
