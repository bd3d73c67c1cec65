"""A whole study on a small county: tables as documented, the same bits however it is run, nothing lost when it is interrupted."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from experiments.app import run
from experiments.engines.local import LocalEngine
from experiments.scenarios import work
from experiments.studies.compare import report
from sim.measure import pipeline
from tests.experiments.county_files import Configs, write_county

pytestmark = pytest.mark.usefixtures("no_books", "nothing_tried")
"""The run that all share (``serial``) has the workbook."""

SHORT = ["horizon.warmup_days=1", "horizon.measured_days=7", "horizon.drain_days=1", "fleet.route_iterations=5", "robustness.points=0"]
TWO = "modes=[courier_courier,township_pickup]"

COLUMNS = {
    "summary": ["mode", "kpi", "unit", "mean", "ci_low", "ci_high", "n"],
    "comparison": ["kpi", "a", "b", "difference", "ci_low", "ci_high", "n", "verdict"],
    "replications": ["mode", "replication", "kpi", "value"],
    "ledger": ["mode", "replication", "actor", "counterparty", "kind", "category", "place", "village", "yuan"],
    "villages": ["mode", "village", "name", "township", "township_name", "population", "parcels_day", "distance_km", "service_mode"],
    "townships": ["mode", "township", "name"],
    "timetable": ["mode"],
    "fleet": ["mode"],
    "crews": ["mode"],
    "overloads": ["mode"],
    "inputs": ["section", "key"],
    "worst20": ["mode", "rank", "village"],
}
TRACE = {
    "parcels": "parcel pool brand village direction kg litres fresh to_door entered_hub left_hub entered_township left_township at_point in_hand returned handover_place hub_run village_run handling waiting travel opening collection measured",
    "runs": "run line vehicle vehicle_type base scheduled departed returned km capacity_parcels capacity_kg capacity_litres host_load_parcels loaded_parcels left_behind_parcels picked_up_parcels cancelled",
    "stops": "run sequence place arrived departed dropped picked_up",
    "stages": "place stage shift_start shift_end crew paid_minutes busy_minutes overtime_minutes handled backlog_at_end",
}  # fmt: skip


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_county(tmp_path_factory.mktemp("county") / "small", each=2)


def compare(county: Path, folder: Path, *words: str) -> Path:
    usual = [x for x in (f"store={folder}/store", "charts=false") if not any(w.startswith(x[:6]) for w in words)]
    assert run("compare", [f"county={county}", *SHORT, f"hydra.run.dir={folder}", *usual, *words]) == 0
    return folder


def results(folder: Path) -> dict[str, pd.DataFrame]:
    return {p.stem: pd.read_parquet(p) for p in folder.glob("*.parquet")}


def digests(folder: Path) -> Any:
    return json.loads((folder / "provenance.json").read_text(encoding="utf-8"))["outcome_digests"]


def counts(folder: Path) -> Any:
    found = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))["replications"]
    return {name: found[name] for name in ("simulated", "found")}


def times(folder: Path) -> dict[Path, int]:
    """Finished replications in a run's own store, and when each was written."""
    return {p: p.stat().st_mtime_ns for p in folder.glob("store/parts/*/[0-9]*.part")}


@pytest.fixture(scope="module")
def serial(county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report, "save_material", lambda *_: None)  # not read here
        return compare(county, tmp_path_factory.mktemp("serial"), TWO, "replications=3", "workers=1", "trace=true", "chart.formats=[png]", "chart.dpi=50", "charts=true")


def test_tables_begin_with_the_documented_columns(serial: Path) -> None:
    found = results(serial)
    for name, columns in COLUMNS.items():
        assert list(found[name].columns[: len(columns)]) == columns, name
    for name, words in TRACE.items():
        assert list(pd.read_parquet(serial / "trace" / f"{name}.parquet").columns) == ["mode", "replication", *words.split()], name


def test_a_person_finds_what_a_person_opens(serial: Path) -> None:
    for name in ("summary", "comparison", "villages", "townships", "timetable", "fleet", "crews", "inputs", "worst20"):
        assert (serial / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    page = (serial / "index.html").read_text(encoding="utf-8")
    charts = sorted(p.name for p in (serial / "charts").iterdir())
    assert len(charts) >= 8
    assert all(f"charts/{name}" in page for name in charts)
    assert (serial / "tables.xlsx").stat().st_size > 10_000


def test_provenance_says_where_it_comes_from(serial: Path) -> None:
    said = json.loads((serial / "provenance.json").read_text(encoding="utf-8"))
    for key in ("version", "commit", "dirty", "config", "config_hash", "seed", "packages", "host", "seconds", "outcome_digest"):
        assert key in said
    assert said["config"]["parameters"]["horizon"]["measured_days"] == 7
    assert {len(v) for v in said["outcome_digests"].values()} == {3}


def test_parallel_and_serial_runs_give_the_same_bits(
    county: Path, serial: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, start = list[LocalEngine](), LocalEngine._start
    monkeypatch.setattr(LocalEngine, "_start", lambda engine, *module: started.append(engine) or start(engine, *module))  # type: ignore[func-returns-value]
    parallel = compare(county, tmp_path / "parallel", TWO, "replications=3", "workers=2")
    assert digests(parallel) == digests(serial)
    assert len(started) == 2, "the same workers simulate and write"
    assert not started[0].started, "they end with the command"
    ours, theirs = results(serial), results(parallel)
    assert ours.keys() == theirs.keys()
    for name, frame in ours.items():
        pd.testing.assert_frame_equal(frame, theirs[name], check_exact=True)


@pytest.mark.usefixtures("summary_alone")
def test_the_order_of_modes_changes_no_bit(county: Path, serial: Path, tmp_path: Path) -> None:
    other = compare(county, tmp_path / "other", "modes=[township_pickup,courier_courier]", "replications=3", "workers=1")
    assert digests(other) == digests(serial)
    a, b = (results(x)["replications"].sort_values(["mode", "replication", "kpi"], ignore_index=True) for x in (serial, other))
    pd.testing.assert_frame_equal(a, b, check_exact=True)


@pytest.mark.usefixtures("summary_alone")
def test_a_mode_alone_sees_the_same_parcels(county: Path, serial: Path, tmp_path: Path) -> None:
    words = [f"county={county}", *SHORT, "mode=courier_courier", "replications=3", "workers=1", "charts=false", f"hydra.run.dir={tmp_path / 'one'}", f"store={tmp_path}/store"]
    assert run("simulate", words) == 0
    assert digests(tmp_path / "one")["courier_courier"] == digests(serial)["courier_courier"]


@pytest.mark.usefixtures("summary_alone")
def test_what_this_process_simulates_is_planned_once(county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planned, prepare = list[str](), work.prepare
    monkeypatch.setattr(work, "prepare", lambda config, names, **more: planned.extend(names) or prepare(config, names, **more))  # type: ignore[func-returns-value]
    compare(county, tmp_path / "once", TWO, "replications=1", "workers=1")
    assert planned == ["courier_courier", "township_pickup"]


@pytest.mark.usefixtures("summary_alone")
@pytest.mark.slow
def test_more_replications_go_on_from_those_there_are(county: Path, serial: Path, tmp_path: Path) -> None:
    folder = compare(county, tmp_path / "grown", TWO, "replications=2", "workers=1")
    before = times(folder)
    more = compare(county, tmp_path / "more", TWO, "replications=3", "workers=1", f"store={folder}/store")
    assert len(before) == 4
    assert {p: t for p, t in times(folder).items() if p in before} == before
    assert counts(more) == {"simulated": 2, "found": 4}
    assert digests(more) == digests(serial)


@pytest.mark.usefixtures("summary_alone")
def test_what_another_run_has_simulated_is_found(county: Path, serial: Path, tmp_path: Path) -> None:
    again = compare(county, tmp_path / "again", "modes=[township_pickup,courier_courier]", "replications=3", "workers=1", f"store={serial}/store", "trace=true")
    assert counts(again) == {"simulated": 0, "found": 6}
    more = compare(county, tmp_path / "more", "modes=[courier_courier,postal_courier]", "replications=2", "workers=1", f"store={serial}/store")
    assert counts(more) == {"simulated": 2, "found": 2}
    assert digests(more)["courier_courier"] == digests(serial)["courier_courier"][:2]
    theirs = pd.read_parquet(again / "trace" / "parcels.parquet").sort_values(["mode", "parcel"], ignore_index=True)
    ours = pd.read_parquet(serial / "trace" / "parcels.parquet").sort_values(["mode", "parcel"], ignore_index=True)
    pd.testing.assert_frame_equal(theirs, ours)


@pytest.mark.usefixtures("summary_alone")
def test_another_config_takes_no_part_of_the_first(county: Path, tmp_path: Path) -> None:
    folder = compare(county, tmp_path / "x", "modes=[courier_courier]", "replications=1", "workers=1")
    first = results(folder)["summary"]
    other = compare(county, tmp_path / "y", "modes=[courier_courier]", "replications=1", "workers=1", "schedule.village.days_per_week=3", f"store={folder}/store")
    assert not results(other)["summary"].equals(first)
    assert len(times(folder)) == 2


@pytest.mark.usefixtures("summary_alone")
def test_a_damaged_part_is_made_again(county: Path, serial: Path, tmp_path: Path) -> None:
    shutil.copytree(serial / "store", tmp_path / "store")
    victim = sorted(times(tmp_path))[1]
    victim.write_bytes(victim.read_bytes()[:1000])
    folder = compare(county, tmp_path / "damaged", TWO, "replications=3", "workers=1", f"store={tmp_path}/store")
    assert digests(folder) == digests(serial)
    assert (counts(folder)["simulated"], counts(folder)["found"]) == (1, 5)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of another kind")
def test_an_interrupted_run_loses_nothing_and_goes_on(county: Path, serial: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cut"
    words = ["compare", f"county={county}", *SHORT, TWO, "replications=1000", "workers=2", "charts=false", f"hydra.run.dir={folder}", f"store={folder}/store", "lang=en"]
    heard = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}  # a shell's background jobs do not hear it
    process = subprocess.Popen([sys.executable, "-m", "experiments", *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **heard)
    deadline = time.monotonic() + 120
    while len(times(folder)) < 2 and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    kept = times(folder)
    assert process.returncode == 130, said
    assert "goes on from there" in said
    assert "Traceback" not in said
    assert 2 <= len(kept) < 2000
    again = compare(county, tmp_path / "again", TWO, "replications=3", "workers=1", f"store={folder}/store")
    assert {p: t for p, t in times(folder).items() if p in kept} == kept
    assert digests(again) == digests(serial)


@pytest.mark.slow
def test_a_sweep_runs_a_simulation_for_each_value(county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["-m", f"county={county}", *SHORT, "schedule.village.days_per_week=3,7", "replications=1", "workers=1", "charts=false", f"hydra.sweep.dir={tmp_path / 'sweep'}", f"store={tmp_path}/store"]
    assert run("simulate", words) == 0
    means = [results(tmp_path / "sweep" / str(i))["summary"].set_index("kpi")["mean"] for i in range(2)]
    assert means[0]["at_village_mean_h"] > means[1]["at_village_mean_h"]
    assert means[0]["delivery_days_week"] < means[1]["delivery_days_week"]


def test_placements_repeat_the_headline(county: Path, tmp_path: Path) -> None:
    folder = compare(county, tmp_path / "p", "modes=[courier_courier]", "replications=1", "workers=1", "placement_seeds=2")
    headline = results(folder)["headline"].set_index("kpi")
    assert headline.loc["at_village_mean_h", "n"] == 2
    assert headline.loc["at_village_mean_h", "lowest"] <= headline.loc["at_village_mean_h", "mean"] <= headline.loc["at_village_mean_h", "highest"]


def test_check_prints_the_plan_and_writes_nothing(county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("check", [f"county={county}", "lang=en", TWO]) == 0
    said = capsys.readouterr().out
    assert "6 villages" in said
    assert "courier_courier" in said
    assert not list(tmp_path.iterdir())


def test_new_county_writes_a_workbook_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new-county", []) == 0
    assert [p.name for p in tmp_path.iterdir()] == ["my_county.xlsx"]
    assert run("new-county", []) == 2
    assert "county.exists" in capsys.readouterr().err


def test_a_county_from_names_can_be_compared(county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = tmp_path / "names.csv"
    names.write_text("村名,乡镇\n甲村,东镇\n乙村,东镇\n丙村,西乡\n", encoding="utf-8")
    assert run("new-county", ["new_county.file=made.xlsx", f"new_county.names={names}"]) == 0
    assert run("check", ["county=made.xlsx", "modes=[courier_courier]"]) == 0


def test_help_and_config_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("compare", "new-county"):
        assert run(verb, ["--help", "lang=en"]) == 0
        said = capsys.readouterr().out
        assert "schedule.village.days_per_week=7 days/week [1, 7]" in said or "schedule.village.days_per_week=7 days [1, 7]" in said
    assert run("simulate", ["--cfg", "job", "cost.on_cost=0.3"]) == 0
    assert "on_cost: 0.3" in capsys.readouterr().out


def test_overrides_mean_what_hydra_makes_of_them(county: Path) -> None:
    from experiments.settings.compose import compose_tree, composed, offer_own, plain
    from experiments.settings.overrides import understand
    from experiments.settings.tree import apply

    words = ["fleet.village.count={10: 3}", "schedule.village.depart=['09:00']", "demand.waves.0.share=0.6", "assignment.pools.joint=[zto,post]", "+assignment.pools.b=[sf]"]
    ours = apply(compose_tree(["county=own"], None)[0], understand(words, {}).values)
    with composed(["county=own", *words], offer_own([], None)) as theirs:
        assert ours == plain(theirs)
    assert Configs(county).config({"fleet.village.count": {"10": 3}}).parameters.fleet.village.count == {"10": 3}


@pytest.mark.usefixtures("summary_alone")
def test_a_replication_that_breaks_is_named_without_a_traceback(county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    whole = pipeline.draw

    def broken(plan: Any, *rest: Any) -> Any:
        if rest[-1] == 1 and plan.name == "township_pickup":
            raise RuntimeError("boom")
        return whole(plan, *rest)

    monkeypatch.setattr(pipeline, "draw", broken)
    words = [f"county={county}", *SHORT, TWO, "replications=3", "workers=1", "charts=false", f"store={tmp_path}/store", f"hydra.run.dir={tmp_path / 'broken'}"]
    assert run("compare", words) == 1
    said = capsys.readouterr().err
    assert "replication 1 of township_pickup: RuntimeError: boom" in said
    assert "HYDRA_FULL_ERROR=1" in said
    assert "Traceback" not in said
    assert not (tmp_path / "broken").exists()
    kept = {mode: sorted(p.name for p in (tmp_path / "store" / "parts").glob(f"{mode}-*/*.part")) for mode in ("courier_courier", "township_pickup")}
    assert kept == {"courier_courier": ["00000.part", "00001.part", "00002.part"], "township_pickup": ["00000.part"]}
    monkeypatch.setenv("HYDRA_FULL_ERROR", "1")
    assert run("compare", words) == 1
    assert "in broken" in capsys.readouterr().err


def test_placements_take_turns_among_the_townships_that_may_be_the_county_seat() -> None:
    from types import SimpleNamespace

    from experiments.studies.compare.placements import seats
    from sim.county.county import AssumedHub

    config = SimpleNamespace(county=SimpleNamespace(seat=None))
    assert seats(config, None) == [None]  # type: ignore[arg-type]
    assert seats(config, AssumedHub("城关镇", "name", True, ("东镇", "西镇"))) == [None, "东镇", "西镇"]  # type: ignore[arg-type]
    named = SimpleNamespace(county=SimpleNamespace(seat="东镇"))
    assert seats(named, AssumedHub("东镇", "config", True, ())) == ["东镇"]  # type: ignore[arg-type]
