"""What a sweep set out to do, as a file of its folder, and what the archive knows of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.inference.precision_keys import Precision
from sim.measure.registry import keys
from sim.problems import InputError
from sim.proposal.sweep.swept import MISSING, OK, Basis, Entry
from sim.proposal.sweep.swept_plan import FILE, SweepPlan, known
from sim.store.archive import Archive, Row

BASIS = Basis(("县", "county"), ("源", "origin"), ("天", "days"), (("实", "real"),), ("seed=1",), "v1", ("一县", "one county"))
DONE, HALF, NEVER = ("a" * 64, "b" * 64, "c" * 64)


def plan(replications: int | None = 3, store: str = "store") -> SweepPlan:
    entries = tuple(Entry((("fleet.count", i),), "joint", key, "p") for i, key in enumerate((DONE, HALF, NEVER)))
    return SweepPlan(("fleet.count",), entries, replications, Precision(min=3, max=10), store, BASIS)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    for one in (plan(), plan(None)):
        one.write(tmp_path)
        assert SweepPlan.read(tmp_path) == one


@pytest.mark.parametrize(("key", "value"), [("store", 7), ("replications", 0), ("replications", "many"), ("scenarios", [[[1], "joint", "no hash"]])])
def test_a_file_that_is_none_of_ours_is_refused(key: str, value: Any, tmp_path: Path) -> None:
    plan().write(tmp_path)
    told = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    (tmp_path / FILE).write_text(json.dumps({**told, key: value}), encoding="utf-8")
    with pytest.raises((ValueError, InputError)):
        SweepPlan.read(tmp_path)


def test_a_scenario_is_done_with_all_that_was_asked_for(tmp_path: Path) -> None:
    def rows(n: int) -> list[Row]:
        return [Row(i, "0" * 64, np.arange(float(len(keys())))) for i in range(n)]

    with Archive(tmp_path) as archive:
        archive.add(DONE, "joint", rows(4))
        archive.add(HALF, "joint", rows(2))
        found = list(known(plan(), archive))
        assert [k.state for k in found] == [OK, MISSING, MISSING]
        assert [list(k.numbers) for k in found] == [[0, 1, 2], [0, 1], []]
        assert found[0].digests == "0" * 192, "what is beyond is not looked at"


def test_a_sweep_of_an_earlier_version_has_no_line_of_the_county(tmp_path: Path) -> None:
    plan().write(tmp_path)
    told = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    del told["basis"]["facts"]
    (tmp_path / FILE).write_text(json.dumps(told), encoding="utf-8")
    assert SweepPlan.read(tmp_path).basis.facts == ("", "")
