"""Files of stored replications that somebody damaged."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest

from sim.measure.trace import trace_tables
from sim.plain import records
from sim.problems import Phrase
from sim.store.parts import TRACES, Parts
from tests.cases.handed import DATA
from tests.measure import small
from tests.measure.test_part import part


@pytest.mark.parametrize("case", sorted(p.name for p in (DATA / "fuzz").glob("npz-*")))
def test_handed_files_are_set_aside_and_made_again(case: str, tmp_path: Path) -> None:
    told: list[Phrase] = []
    parts, key = Parts(tmp_path, told.append), "0" * 64
    path = parts.path("a", key, 3)
    path.parent.mkdir(parents=True)
    path.write_bytes((DATA / "fuzz" / case / "x.npz").read_bytes())
    assert parts.read("a", key, 3) is None
    assert not path.exists()
    assert ["simulated anew" in phrase.text("en") for phrase in told] == [True]
    parts.keep("a", key, 3, records.packed(part()), {})
    assert parts.read("a", key, 3) is not None


def test_a_trace_that_is_there_already_stays(tmp_path: Path) -> None:
    """Two commands may simulate the same replication at once: who comes second has nothing to add."""
    parts, key = Parts(tmp_path), "0" * 64
    for content in (b"one", b"two"):
        parts.keep("a", key, 3, records.packed(part()), {"parcels": content})
    folder = parts.trace("a", key, 3)
    assert (folder / "parcels.parquet").read_bytes() == b"one"
    assert [p.name for p in folder.parent.iterdir() if p.name.startswith(".")] == []


def test_traces_are_joined_in_order(tmp_path: Path) -> None:
    parts, key = Parts(tmp_path), "0" * 64
    for number in (1, 0):
        buffer = io.BytesIO()
        pd.DataFrame({"word": pd.Categorical([f"w{number}"]), "n": [number]}).to_parquet(buffer)
        parts.keep("a", key, number, b"", dict.fromkeys(TRACES, buffer.getvalue()))
    found = parts.traces([("a", key, 0), ("a", key, 1)])
    assert found.keys() == set(TRACES)
    assert found["parcels"].to_numpy().tolist() == [["w0", 0], ["w1", 1]]
    assert parts.traces([("a", key, 0)], ["runs"]).keys() == {"runs"}
    assert parts.traces([]) == {}


def test_every_table_of_a_trace_is_kept() -> None:
    assert set(TRACES) == set(trace_tables(*small.case(0), range(small.WARM, small.WARM + small.MEASURED)))


def test_a_changed_byte_of_a_trace_sets_it_aside(tmp_path: Path) -> None:
    told: list[Phrase] = []
    parts, key = Parts(tmp_path, told.append), "0" * 64
    assert not parts.traced("a", key, 3)
    parts.keep("a", key, 3, b"", {"parcels": b"whole", "runs": b"whole"})
    assert parts.traced("a", key, 3)
    file = parts.trace("a", key, 3) / "runs.parquet"
    for damage in (lambda: file.write_bytes(b"whale"), file.unlink, (file.parent / "sums").unlink):
        damage()
        assert not parts.traced("a", key, 3)
        assert not file.parent.exists()
        parts.keep("a", key, 3, b"", {"parcels": b"whole", "runs": b"whole"})
    assert len(told) == 3
