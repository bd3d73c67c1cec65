"""The 45 handed inputs that fuzzing had found: each is read by the reader that its folder is named after, and is a problem or fine.

Those of stores are in tests/store and tests/plain (``test_archive``, ``test_records``).
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from experiments.app import run
from experiments.scenarios.provenance import DATA as COUNTIES
from experiments.settings.compose import configs, files
from sim.county.county import County
from sim.county.load import load_county
from sim.county.spec import CountySpec
from sim.demand.replay import replay_parcels
from sim.problems import InputError, Problem
from sim.service.assignment.assignment_table import read_assignment
from sim.table.findings import Findings
from tests.cases.handed import BASE, DATA
from tests.service.small_county import read_mode

FUZZ = DATA / "fuzz"
WORDS = [
    ["host.post.depart=true"], ["schedule.trunk.depart=true"], ["staffing.hub.sort_village.end=true"], ["~modes.0"], ["++demand.waves.9.share=1"], ["+modes.x=1"], ["+assignment.name=foo"], ["+schedule.trunk.depart.9='08:00'"],
    ["horizon.measured_days=range(0)"], ["seed=range(1,2000000)"], ["trace=[" + ",".join("1" * 1_000) + "]"], ["~mode"], ["~horizon.warmup_days=9"], ["demand.scale=${demand.scale}"], ["seed=${oc.env:HOME}"], ["seed=" + "[" * 2_000],
    ["staffing.township.unload.crew.大张庄镇=glob(*)"],
]  # fmt: skip
"""Of the kinds of the folders ``config-*``, which keep what was said and no words."""


def cases(*kinds: str) -> list[str]:
    """Names of the folders of some kinds."""
    return sorted(p.name for p in FUZZ.iterdir() if p.name.rpartition("-")[0] in kinds)


def county(source: Path) -> County:
    return load_county(CountySpec(slug="own", source=str(source)), COUNTIES)


def settled(work: Callable[[], object]) -> None:
    """Do some work: it succeeds, or is refused with problems that have words in both languages; and soon."""
    begun, problems = time.process_time(), list[Problem]()
    try:
        work()
    except InputError as error:
        problems += error.problems
    assert all(p.text(lang) for p in problems for lang in ("zh", "en"))
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("case", cases("assign", "county_csv", "mode_yaml", "parcels"))
def test_tables_and_modes(case: str) -> None:
    folder, kind = FUZZ / case, case.rpartition("-")[0]
    if kind == "county_csv":
        settled(lambda: county(folder / "c"))
        return
    (file,) = (f for f in folder.iterdir() if f.name != "SAID.txt")
    if kind == "mode_yaml":
        settled(lambda: read_mode(file))
        return
    config = next(configs(["county=hoxud"], "check", None, files(None))[1])
    if kind == "assign":
        settled(lambda: read_assignment(file, county(BASE), config.mode_table, Findings()))
    else:
        settled(lambda: replay_parcels(file, county(BASE), config.parameters, 1, 0))


@pytest.mark.parametrize("case", cases("mode_conf", "design"))
def test_files_that_a_command_names(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(FUZZ / case, tmp_path / "in")
    monkeypatch.chdir(tmp_path / "in")
    if case.startswith("design"):
        (file,) = Path().glob("d.*")
        words = ["sweep", f"county={BASE}", f"design={file}"]
    else:
        (file,) = Path("conf").glob("*/zz.yaml")
        group = file.parent.name
        words = ["check", "--config-dir", "conf", "--cfg", "job", f"{group}=zz", *([f"county={BASE}"] if group != "county" else [])]
    code = run(words[0], words[1:])
    said = capsys.readouterr().err
    assert code == 2, said
    assert file.name in said or f"{file.parent.name}." in said
    assert "Traceback" not in said


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words[0][:40])
def test_words(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    begun = time.process_time()
    assert run("check", [*words, f"county={BASE}"]) in (0, 2)
    assert time.process_time() - begun < 10
    assert not list(tmp_path.iterdir())
