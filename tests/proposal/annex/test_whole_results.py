"""A results folder without all that its run left is told with the files, once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from sim.problems import InputError
from sim.proposal.annex.material import Material
from sim.proposal.annex.whole_results import as_seen, lacking, refuse_parts
from sim.proposal.frames import read_frame, save_frames
from tests.proposal.annex.test_material import words

FRAME = pd.DataFrame({"mode": ["a", "b"] * 200, "value": [n / 7 for n in range(400)]})


def refused(folder: Path, changed: Mapping[str, bytes | None]) -> str:
    """What is told of a folder, some of its files changed; nothing where it is taken."""
    save_frames(folder, {"villages": FRAME, "summary": FRAME})
    (folder / "provenance.json").write_text('{"config": {}}', encoding="utf-8")
    for name, content in changed.items():
        (folder / name).unlink() if content is None else (folder / name).write_bytes(content)
    material = Material(county=("甲县", "Jia"), tables=("villages", "summary"), zh=words("zh"), en=words("en"))
    try:
        refuse_parts(material, folder, "hydra.run.dir")
    except InputError as error:
        (problem,) = error.problems
        return problem.text("en")
    return ""


def test_a_whole_folder_is_taken(tmp_path: Path) -> None:
    assert refused(tmp_path, {}) == ""


@pytest.mark.parametrize("content", [None, b"", b"PAR", b"PAR1 rows", b"rows PAR1"])
def test_a_table_that_is_missing_or_cut_is_told(tmp_path: Path, content: bytes | None) -> None:
    told = refused(tmp_path, {"villages.parquet": content})
    assert "villages.parquet" in told
    assert "summary" not in told


def test_a_table_is_told_whichever_of_its_bytes_is_another(tmp_path: Path) -> None:
    refused(tmp_path, {})
    whole = (tmp_path / "villages.parquet").read_bytes()
    for at in range(0, len(whole), 97):
        damaged = bytearray(whole)
        damaged[at] ^= 0x55
        assert "villages.parquet" in refused(tmp_path, {"villages.parquet": bytes(damaged)}) or read_frame(tmp_path, "villages").equals(FRAME)


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b"{}", b"\xff"])
def test_a_provenance_that_is_missing_or_none_is_told(tmp_path: Path, content: bytes | None) -> None:
    assert "missing or damaged: provenance.json" in refused(tmp_path, {"provenance.json": content})


def test_what_a_folder_lacks_is_named(tmp_path: Path) -> None:
    refused(tmp_path, {"summary.parquet": b"PAR1"})
    assert lacking(tmp_path, ("villages", "points")) == ("points.parquet",)
    assert lacking(tmp_path / "none", ("villages",)) == ("villages.parquet", "provenance.json")
    assert "points.parquet" in str(as_seen(tmp_path, ("villages", "points")))
    assert as_seen(tmp_path / "none", ("villages",)) == str(tmp_path / "none")
