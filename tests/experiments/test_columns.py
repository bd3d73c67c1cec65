"""A column of a comparison is what its label says, whichever assignment is active."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from experiments import sensitivity
from experiments.engines.engine import Done, Item, Task, answer
from experiments.engines.local import LocalEngine
from experiments.scenarios import work
from experiments.scenarios.design import point
from experiments.scenarios.prepare import prepare
from experiments.scenarios.provenance import scenario_key
from experiments.settings.compose import CONF, files
from experiments.settings.config import Config, build
from experiments.studies.frame import labels_of
from sim.plain.recent import Recent
from sim.plan.actor import Actor
from sim.problems import InputError
from sim.service.prepared import Prepared, pooled
from tests.experiments.county_files import Configs, write_county
from tests.replicate import replicate

SHORT = {"horizon.warmup_days": 1, "horizon.measured_days": 7, "horizon.drain_days": 1, "fleet.route_iterations": 5, "demand.scale": 0.3}
MODE = "courier_courier"
LEAKS: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "rules": (("assignment=by_volume",), {}),
    "rules of one's own": ((), {"assignment.rules": [{"mode": "postal_courier", "from_km": 0}]}),
    "townships": ((), {"assignment.townships": {"东镇": "postal_courier"}}),
    "table": ((), {"assignment.table": "TABLE"}),
    "all": (("assignment=by_volume",), {"assignment.townships": {"东镇": "transport_courier"}, "assignment.table": "TABLE"}),
}
"""What an active assignment may tell villages apart by: overrides of groups, and values by key."""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_county(tmp_path_factory.mktemp("county") / "small", each=2)


@pytest.fixture(scope="module")
def table(county: Path) -> Path:
    file = county.parent / "mine.csv"
    file.write_text("村,合作模式\n东镇甲村,postal_courier\n西乡乙村,postal_courier\n", encoding="utf-8")
    return file


def active(county: Path, table: Path, kind: str, **values: Any) -> Config:
    groups, told = LEAKS[kind]
    told = {k: str(table) if v == "TABLE" else v for k, v in told.items()}
    return Configs(county, *groups).config({**SHORT, **told, **values})


class Helpers(LocalEngine):
    """Helpers at hand, the last task done first; tasks and answers travel as they do between processes."""

    @property
    def started(self) -> bool:
        return True

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        return (pickle.loads(answer(Item.of(task).packed)) for task in reversed(list(tasks)))


def broken(config: Config, name: str) -> None:
    raise RuntimeError(name)


def told(made: Prepared) -> list[tuple[Any, ...]]:
    return [(s.name, s.name_en, s.about, repr(s.loads), pickle.dumps(s.plan.timetable.scheduled), s.plan.lines, s.plan.ways, s.plan.notes) for s in made.scenarios]


@pytest.mark.parametrize("fails", [False, True])
def test_columns_that_helpers_make_are_those_made_here(county: Path, monkeypatch: pytest.MonkeyPatch, fails: bool) -> None:
    config, names, found = Configs(county).config(SHORT), (MODE, "township_pickup"), []
    if fails:
        monkeypatch.setattr(work, "_column", broken)
    for helpers in (None, Helpers(2)):
        monkeypatch.setattr(work, "_PLANS", Recent[Prepared](8))
        found.append(work.side_by_side(config, names, helpers))
    here, theirs = found
    assert [s.name for s in theirs.scenarios] == list(names)
    assert told(theirs) == told(here)
    assert theirs.county is here.county
    assert replicate(theirs, 0).digests == replicate(here, 0).digests


@pytest.mark.parametrize("kind", LEAKS)
def test_a_mode_is_that_mode_alone_whatever_assignment_is_active(county: Path, table: Path, kind: str) -> None:
    config, plain = active(county, table, kind), Configs(county).config(SHORT)
    assert config.assignment.mixed
    assert scenario_key(config, MODE) == scenario_key(plain, MODE), "the same replications, so the same digests"
    (column,) = prepare(config, (MODE,)).scenarios
    assert {way.pool for way in column.plan.ways} >= {"joint"}
    assert not any(line.operator == Actor.host("post") and line.leg == "village" and "pool" in line.key for line in column.plan.lines)


@pytest.mark.parametrize("kind", LEAKS)
def test_an_assignment_is_a_column_of_its_own_beside_its_modes(county: Path, table: Path, kind: str) -> None:
    config = active(county, table, kind)
    name = config.assignment.name
    done = replicate(prepare(config, (MODE, name)), 0)
    assert done.digests[MODE] != done.digests[name]
    assert done.digests[MODE] == replicate(prepare(Configs(county).config(SHORT), (MODE,)), 0).digests[MODE]
    assert done.digests[name] == replicate(prepare(config, (point(config, {}).scenario,)), 0).digests[name], "simulate runs the same"


@pytest.mark.parametrize("kind", LEAKS)
def test_an_active_assignment_that_is_no_column_is_said(county: Path, table: Path, kind: str) -> None:
    config = active(county, table, kind)
    name = config.assignment.name
    (remark,) = prepare(config, (MODE, "township_pickup")).remarks
    assert all(f"modes=[{MODE},township_pickup,{name}]" in text for text in remark)
    assert prepare(config, (MODE, name)).remarks == ()


def test_columns_keep_the_pools_of_the_active_assignment(county: Path) -> None:
    five = Configs(county, "assignment=five_brands").config(SHORT)
    here, named = prepare(five, (MODE,)).scenarios[0], prepare(Configs(county).config(SHORT), (MODE, "five_brands")).scenarios
    assert pooled(here.plan) == pooled(named[1].plan) == ("zto", "yto", "yunda", "sto", "jt")
    assert pooled(named[0].plan) == (*pooled(here.plan), "post")


def test_a_name_that_is_a_mode_and_an_assignment_is_refused(county: Path, tmp_path: Path) -> None:
    (tmp_path / "assignment").mkdir()
    shutil.copy(CONF / "assignment" / "by_volume.yaml", tmp_path / "assignment" / f"{MODE}.yaml")
    base = Configs(county)
    with pytest.raises(InputError) as refused:
        build(base.tree, base.choices, files(str(tmp_path)))
    assert [(p.code, p.found) for p in refused.value.problems] == [("config.two_meanings", MODE)]


@pytest.mark.parametrize("kind", LEAKS)
def test_sensitivity_takes_a_mode_alone_too(county: Path, table: Path, kind: str) -> None:
    config = sensitivity.beside(active(county, table, kind, **{"sensitivity.modes": [MODE, "postal_courier"]}))
    points = {name: point(config, settings) for name, settings in sensitivity.checked(config).items()}
    plain = Configs(county).config(SHORT)
    assert {name: p.scenario for name, p in points.items()} == {MODE: MODE, "postal_courier": "postal_courier"}
    assert all(p.key == scenario_key(plain, name) for name, p in points.items())


def test_a_swept_mode_that_serves_the_rest_of_a_mixture_is_called_so(county: Path) -> None:
    mixed, plain = (labels_of(Configs(county, *groups).config({**SHORT, "lang": "en"})) for groups in (("assignment=by_volume",), ()))
    assert mixed.told(("mode",), (MODE,)) == "the rest joint delivery by couriers"
    assert plain.told(("mode",), (MODE,)) == "joint delivery by couriers"
