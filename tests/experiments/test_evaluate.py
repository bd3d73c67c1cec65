"""Studies get the numbers that ``simulate`` gives, however they are run, and nothing is simulated twice."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from experiments.engines.engine import Done, Task, attempt
from experiments.engines.progress import progress
from experiments.scenarios.design import DesignPoint, over, point
from experiments.scenarios.evaluate import Evaluator, evaluator
from experiments.scenarios.prepare import county_of, prepare
from experiments.settings.config import Config
from experiments.studies.compare.result import replications
from sim.demand.source import demand_key, parcels_of
from sim.store.archive import Archive
from sim.store.kept import Want
from sim.store.parts import Parts
from sim.store.replications import Store
from tests.experiments.county_files import Configs, write_county
from tests.replicate import replicate

SHORT = {"horizon.warmup_days": 1, "horizon.measured_days": 7, "horizon.drain_days": 1, "fleet.route_iterations": 20, "workers": 1}
DAYS = (3, 7)
MODES = ("courier_courier", "township_pickup")
EVERY = [{"mode": mode, "schedule.village.days_per_week": days} for mode, days in itertools.product(MODES, DAYS)]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Config:
    return Configs(write_county(tmp_path_factory.mktemp("county") / "small", each=2)).config(SHORT)


def points(base: Config) -> list[DesignPoint]:
    return [point(base, values) for values in EVERY]


def at(base: Config, store: Path, **values: Any) -> Config:
    return over(base, {"store": str(store), **values})


def rows(store: Path, wanted: Iterable[DesignPoint]) -> list[tuple[int, str, bytes]]:
    with Archive(store) as archive:
        return [(row.number, row.digest, row.values.tobytes()) for p in wanted for row in archive.rows(p.key)]


@pytest.fixture(scope="module")
def whole(base: Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with three replications of every point, run in one process without a break."""
    store = tmp_path_factory.mktemp("whole")
    with evaluator(at(base, store)) as e:
        statuses = e.run(points(base), range(3))
        assert [(s.state, s.replications) for s in statuses] == [("ok", 3)] * len(EVERY)
        assert [dict(s.labels) for s in statuses] == EVERY
        assert (e.simulated, e.found) == (3 * len(EVERY), 0)
    return store


@pytest.mark.slow
def test_two_workers_give_the_same_bits(base: Config, whole: Path, tmp_path: Path) -> None:
    with evaluator(at(base, tmp_path, workers=2)) as e:
        e.run(iter(points(base)), range(3))
        assert e.simulated == 3 * len(EVERY)
    assert rows(tmp_path, points(base)) == rows(whole, points(base))


def test_only_what_is_missing_is_run(base: Config, whole: Path, tmp_path: Path) -> None:
    with evaluator(at(base, tmp_path)) as e:
        e.run(points(base)[:2], (2, 0))
        statuses = e.run(points(base), range(3))
        assert (e.simulated, e.found) == (3 * len(EVERY), 4)
        assert [s.replications for s in statuses] == [3] * len(EVERY)
        e.run(points(base), range(3))
        assert e.simulated == 3 * len(EVERY)
        assert [s.state for s in (e.store.status(p.key, p.labels, range(4)) for p in points(base))] == ["missing"] * len(EVERY)
    assert rows(tmp_path, points(base)) == rows(whole, points(base))


def test_a_point_that_comes_twice_is_run_once(base: Config, tmp_path: Path) -> None:
    one = points(base)[0]
    with evaluator(at(base, tmp_path)) as e:
        statuses = e.run([one, DesignPoint((("again", 1),), one.config)], range(2))
        assert e.simulated == 2
    assert [(s.key, s.state, s.replications) for s in statuses] == [(one.key, "ok", 2)] * 2
    assert statuses[1].labels == (("again", 1),)


def test_a_scenario_that_is_another_by_a_second_name_has_its_own_files_and_traces(tmp_path: Path) -> None:
    scenarios = {name: {"mode": "township_pickup"} for name in ("one", "other")}
    config = Configs(write_county(tmp_path / "small", each=2)).config({**SHORT, "plan.scenarios": scenarios, "store": str(tmp_path / "store")})
    twins = [DesignPoint((), config, name) for name in ("one", "other")]
    assert twins[0].key == twins[1].key
    want = Want(traced=frozenset({0}))
    with evaluator(config) as e:
        e.must_run(twins, range(2), want)
        (first, _) = e.together(twins, range(2), want)
        traces = [e.store.parts.traces([(x.scenario, x.key, 0)])["parcels"].drop(columns="mode") for x in twins]
    assert set(first.measures) == {"one", "other"}
    assert traces[0].equals(traces[1])


def test_the_numbers_are_those_of_compare(base: Config, whole: Path, tmp_path: Path) -> None:
    config = over(base, {"store": str(tmp_path), "modes": list(MODES), "replications": 3})
    compared = replications(config, prepare(config, MODES), tmp_path / "run", {}, None)
    alone = [point(base, {"mode": mode}) for mode in MODES]
    same = [points(base)[1], points(base)[3]]
    assert [p.key for p in alone] == [p.key for p in same]
    assert rows(tmp_path, alone) == rows(whole, same)
    with evaluator(config) as e:
        assert [s.state for s in e.run(alone, range(3))] == ["ok", "ok"]
        assert e.simulated == 0
        got = e.values(alone[0], [2, 0], ["within_24h", "cost_system_parcel.all"])
    made = compared.frames.replications.set_index(["mode", "replication", "kpi"])["value"]
    np.testing.assert_array_equal(got, [[made[MODES[0], n, k] for k in ("within_24h", "cost_system_parcel.all")] for n in (2, 0)])
    assert got[0, 0] == replicate(prepare(base, MODES[:1]), 2).measures[MODES[0]].county["within_24h"]


def test_a_scenario_that_fails_keeps_no_other_from_running(base: Config, tmp_path: Path) -> None:
    bad = point(base, {"fleet.sizing": "existing", "fleet.village.count": 0})
    with evaluator(at(base, tmp_path)) as e:
        statuses = e.run([bad, *points(base)[:1]], range(2))
        assert [(s.state, s.replications) for s in statuses] == [("failed", 0), ("ok", 2)]
        assert "no_vehicle" in statuses[0].message
        assert [s.state for s in [e.store.status(bad.key, bad.labels, range(2))]] == ["failed"]
        with pytest.raises(KeyError):
            e.values(bad, [0], ["within_24h"])
    with evaluator(at(base, tmp_path, fail_fast=True)) as e:
        assert [s.state for s in e.run([bad, *points(base)], range(2))] == ["failed"]
        assert e.simulated == 0


def test_an_overloaded_scenario_says_so(base: Config, tmp_path: Path) -> None:
    with evaluator(at(base, tmp_path)) as e:
        (status,) = e.run([point(base, {"staffing.hub.sort.crew": 1, "demand.scale": 10})], range(1))
    assert status.state == "ok"
    assert status.overloads
    assert all(zh and en for zh, en in status.overloads)


class Poisoned:
    """An engine on which tasks of one scenario kill their worker, and which looks a few tasks ahead."""

    def __init__(self, victim: str | None, ahead: int = 4) -> None:
        self.victim, self.ahead, self.drawn, self.most = victim, ahead, 0, 0

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        source, waiting = iter(tasks), list[Task]()
        finished = 0
        while True:
            for task in itertools.islice(source, self.ahead - len(waiting)):
                waiting.append(task)
            if not waiting:
                return
            task, finished = waiting.pop(), finished + 1
            if self.victim is not None and task.name.startswith(self.victim):
                yield Done(task.name, error="killed its worker in 3 attempts", kind="killed")
            else:
                yield attempt(task)

    def close(self) -> None: ...


def test_a_scenario_that_kills_its_worker_is_a_status_and_can_be_tried_again(base: Config, whole: Path, tmp_path: Path) -> None:
    victim = points(base)[1]
    with Archive(tmp_path) as archive, progress() as line:
        statuses = Evaluator(Store(archive, Parts(tmp_path)), Poisoned(victim.key), line).run(points(base), range(3))
        assert [s.state for s in statuses] == ["ok", "killed", "ok", "ok"]
        assert "killed its worker" in statuses[1].message
        again = Evaluator(Store(archive, Parts(tmp_path)), Poisoned(None), line)
        assert [s.state for s in again.run(points(base), range(3))] == ["ok"] * len(EVERY)
        assert again.simulated == 3
    assert rows(tmp_path, points(base)) == rows(whole, points(base))


def test_one_failed_task_of_a_point_makes_it_failed_whatever_comes_after(base: Config, tmp_path: Path) -> None:
    victim = points(base)[0]
    with Archive(tmp_path) as archive, progress() as line:
        (status,) = Evaluator(Store(archive, Parts(tmp_path)), Poisoned(f"{victim.key} 0"), line).run([victim], range(10))
    assert (status.state, status.replications) == ("killed", 5)


def test_points_are_drawn_on_as_there_is_room(base: Config, tmp_path: Path) -> None:
    drawn, ahead = [], []

    def made() -> Iterator[DesignPoint]:
        for p in points(base):
            drawn.append(p.key)
            yield p

    with Archive(tmp_path) as archive, progress() as line:
        e = Evaluator(Store(archive, Parts(tmp_path)), Poisoned(None, ahead=2), line)
        keep = archive.add
        archive.add = lambda *row: (ahead.append(len(drawn)), keep(*row))[1]  # type: ignore[method-assign, func-returns-value]
        e.run(made(), range(1))
    assert ahead[0] == 2
    assert len(drawn) == len(EVERY)


def test_parcels_depend_on_nothing_but_what_their_key_names(base: Config) -> None:
    county, p = county_of(base), base.parameters
    only = SimpleNamespace(horizon=p.horizon, demand=p.demand, resident=p.resident, handling=SimpleNamespace(work_cv=p.handling.work_cv), points=p.points, disruption=p.disruption)
    for ours, theirs in zip(parcels_of(county, only, 3, 1), parcels_of(county, p, 3, 1), strict=True):  # type: ignore[arg-type]
        for name in vars(theirs):
            np.testing.assert_array_equal(getattr(ours, name), getattr(theirs, name))
    assert demand_key(over(base, {"fleet.village.count": 9, "staffing.hub.sort.crew": 3}).parameters) == demand_key(p)
    for key, value in (("demand.scale", 2.0), ("handling.work_cv", 0.3), ("horizon.measured_days", 14), ("resident.market_share", 0.1), ("points.types.shop.second_charge_share", 0.1)):
        assert demand_key(over(base, {key: value}).parameters) != demand_key(p)


def sweep(base: Config, store: Path) -> tuple[int, int]:
    with evaluator(at(base, store)) as e:
        e.run(points(base), range(8))
        return e.simulated, e.found


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is copied, to save its start")
def test_killed_at_any_moment_it_goes_on_with_what_is_missing(base: Config, tmp_path: Path) -> None:
    total, seen, rng = 8 * len(EVERY), 0, np.random.default_rng()
    store = tmp_path / "cut"

    def there() -> int:
        return len(rows(store, points(base))) if store.exists() else 0

    for _ in range(3):
        enough = seen + int(rng.integers(1, 5))
        process = multiprocessing.get_context("fork").Process(target=sweep, args=(base, store))
        process.start()
        while process.is_alive() and there() < enough:
            time.sleep(float(rng.random()) / 20)
        process.kill()
        process.join()
        assert process.exitcode == -signal.SIGKILL
        assert there() >= seen
        seen = there()
    assert 0 < seen < total
    assert sweep(base, store) == (total - seen, seen)
    assert sweep(base, tmp_path / "fresh") == (total, 0)
    assert rows(store, points(base)) == rows(tmp_path / "fresh", points(base))
