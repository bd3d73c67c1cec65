"""One store for every verb and engine: whatever was simulated before, by whom and where, is never simulated again."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from experiments.app import run
from experiments.scenarios import idle
from sim.store.archive import Archive
from sim.store.archive_file import FILE
from tests.experiments.county_files import write_county

SHORT = ["horizon.warmup_days=1", "horizon.measured_days=7", "horizon.drain_days=1", "fleet.route_iterations=5", "robustness.points=0", "replications=2", "charts=false", "lang=en"]
DAYS = "schedule.village.days_per_week"
BOTH = "courier_courier,township_pickup"

Call = Callable[..., tuple[int, int]]

pytestmark = pytest.mark.usefixtures("summary_alone")


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_county(tmp_path_factory.mktemp("county") / "small", each=2)


@pytest.fixture
def call(county: Path, tmp_path: Path) -> Call:
    """A verb on the small county and one store; how many replications it simulated and how many it found."""
    calls: list[Path] = []

    def called(verb: str, *words: str) -> tuple[int, int]:
        folder = tmp_path / f"{len(calls)}-{verb}"
        calls.append(folder)
        assert run(verb, [f"county={county}", *SHORT, f"store={tmp_path}/store", f"hydra.run.dir={folder}", *words]) == 0
        told: dict[str, Any] = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
        counted = told.get("replications", told)
        return counted["simulated"], counted["found"]

    return called


@pytest.mark.usefixtures("nothing_tried")
def test_a_sweep_then_one_of_its_points_then_its_modes(call: Call) -> None:
    assert call("sweep", f"mode={BOTH}", f"{DAYS}=3,7", "workers=1") == (8, 0)
    assert call("simulate", "mode=courier_courier", f"{DAYS}=3", "workers=1") == (0, 2)
    assert call("compare", f"modes=[{BOTH}]", f"{DAYS}=3", "workers=1") == (0, 4)
    assert call("sweep", f"mode={BOTH}", f"{DAYS}=3,5,7", "workers=1") == (4, 8)


@pytest.mark.usefixtures("nothing_tried")
def test_modes_then_a_sweep_and_a_trace_on_demand(call: Call, tmp_path: Path) -> None:
    assert call("compare", f"modes=[{BOTH}]", f"{DAYS}=3", "workers=1") == (4, 0)
    assert call("sweep", f"mode={BOTH}", f"{DAYS}=3", "workers=1") == (0, 4)
    assert call("simulate", "mode=courier_courier", f"{DAYS}=3", "workers=1", "trace=true") == (1, 1)
    assert len(pd.read_parquet(tmp_path / "2-simulate" / "trace" / "parcels.parquet")) > 0


@pytest.mark.usefixtures("nothing_tried")
def test_a_store_of_kpis_alone_serves_studies_and_is_added_to(call: Call) -> None:
    assert call("sweep", "mode=courier_courier", f"{DAYS}=3,7", "keep=kpis", "workers=1") == (4, 0)
    assert call("sweep", "mode=courier_courier", f"{DAYS}=7,3", "keep=kpis", "workers=1") == (0, 4)
    assert call("simulate", "mode=courier_courier", f"{DAYS}=3", "workers=1") == (2, 0)
    assert call("simulate", "mode=courier_courier", f"{DAYS}=3", "workers=1") == (0, 2)


@pytest.mark.slow
def test_the_same_through_dask(call: Call, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    assert call("sweep", f"mode={BOTH}", f"{DAYS}=3", "engine=dask", "workers=1") == (4, 0)
    assert call("compare", f"modes=[{BOTH},postal_courier]", f"{DAYS}=3", "engine=dask", "workers=1") == (2, 4)
    assert call("compare", f"modes=[{BOTH}]", f"{DAYS}=3", "workers=1") == (0, 4)
    names = [f"{n}-compare" for n in (1, 2)]
    through, here = (pd.read_parquet(tmp_path / name / "summary.parquet") for name in names)
    pd.testing.assert_frame_equal(through[through["mode"] != "postal_courier"].reset_index(drop=True), here)


@pytest.mark.usefixtures("nothing_tried")
def test_a_store_without_whole_replications_is_read(call: Call, tmp_path: Path) -> None:
    """As older versions left it: an archive, and nothing beside it."""
    assert call("compare", f"modes=[{BOTH}]", "workers=1") == (4, 0)
    for file in (tmp_path / "store" / "parts").rglob("*.part"):
        file.unlink()
    assert (tmp_path / "store" / FILE).is_file()
    assert call("sweep", f"mode={BOTH}", "workers=1") == (0, 4)
    assert call("compare", f"modes=[{BOTH}]", "workers=1") == (4, 0)


@pytest.mark.slow
def test_two_commands_at_once_share_an_empty_store(county: Path, tmp_path: Path) -> None:
    """Both make the store, simulate the same replications and keep them: nobody breaks off, no row is lost."""
    shared = [f"county={county}", *SHORT, "workers=1", "trace=true", f"store={tmp_path}/store"]
    words = [sys.executable, "-m", "experiments", "simulate", *shared, "mode=courier_courier"]
    folders = [tmp_path / "a", tmp_path / "b"]
    running = [subprocess.Popen([*words, f"hydra.run.dir={folder}"], stderr=subprocess.PIPE, text=True) for folder in folders]
    for process in running:
        said = process.communicate(timeout=300)[1]
        assert process.returncode == 0, said
    told = [json.loads((folder / "provenance.json").read_text(encoding="utf-8")) for folder in folders]
    assert told[0]["outcome_digests"] == told[1]["outcome_digests"]
    with Archive(tmp_path / "store") as archive:
        assert len(archive._connection.execute("SELECT * FROM rows").fetchall()) == 2


def test_what_an_override_changes_is_looked_up_where_it_was_simulated(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether an override does anything is told by the scenario without it: that is there already."""
    monkeypatch.setattr(idle, "run_point", lambda *_: pytest.fail("simulated again"))
    assert call("simulate", "mode=courier_courier", "workers=1") == (2, 0)
    assert call("simulate", "mode=courier_courier", "tariff.post_yuan=0.9", "workers=1") == (2, 0)
