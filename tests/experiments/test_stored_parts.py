"""Files of stored replications that somebody damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.scenarios.parts import Parts
from sim.plain import records
from tests.cases.handed import DATA
from tests.measure.test_part import part


@pytest.mark.parametrize("case", sorted(p.name for p in (DATA / "fuzz").glob("npz-*")))
def test_handed_files_are_set_aside_and_made_again(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts, key = Parts(tmp_path, "en"), "0" * 64
    path = parts.path("a", key, 3)
    path.parent.mkdir(parents=True)
    path.write_bytes((DATA / "fuzz" / case / "x.npz").read_bytes())
    assert parts.read("a", key, 3) is None
    assert not path.exists()
    assert "simulated anew" in capsys.readouterr().err
    parts.keep("a", key, 3, records.packed(part()), {})
    assert parts.read("a", key, 3) is not None
