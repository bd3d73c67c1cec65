"""Sweeps through the command line on a small county: resumed, interrupted, with failing scenarios, collected in the middle."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.app import run
from sim.inference.estimate import SAME, estimate
from sim.proposal.sweep import swept_plan
from sim.proposal.sweep.swept import column, ranking
from sim.proposal.sweep.swept_effects import Effect, effects
from sim.proposal.sweep.swept_plan import SweepPlan
from sim.store.archive import Archive
from sim.store.archive_file import FILE
from sim.store.run import MARK
from tests.experiments.county_files import write_county

SHORT = ["horizon.warmup_days=1", "horizon.measured_days=7", "horizon.drain_days=3", "fleet.route_iterations=5", "workers=1", "charts=false", "lang=en"]
SWEPT = ["mode=courier_courier,postal_courier", "schedule.village.days_per_week=3,7", "replications=3"]

pytestmark = pytest.mark.usefixtures("nothing_tried")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small county, and a finished sweep of four scenarios in ``whole``."""
    folder = tmp_path_factory.mktemp("sweep")
    write_county(folder / "small", each=2)
    assert sweep(folder, "whole", *SWEPT) == 0
    return folder


def words(home: Path, name: str, *more: str, store: str = "store") -> list[str]:
    return [f"county='{home / 'small'}'", *but(more), f"store={home / store}", f"hydra.run.dir={home / name}", *more]


def but(more: Sequence[str]) -> list[str]:
    """``SHORT`` without the keys that others set."""
    keys = {word.partition("=")[0] for word in more}
    return [word for word in SHORT if word.partition("=")[0] not in keys]


def sweep(home: Path, name: str, *more: str, store: str = "store") -> int:
    return run("sweep", words(home, name, *more, store=store))


def test_a_row_a_scenario_in_the_order_of_the_design(home: Path) -> None:
    table = pd.read_parquet(home / "whole" / "sweep.parquet")
    assert table["number"].tolist() == [1, 2, 3, 4]
    assert table["mode"].tolist() == table["scenario"].tolist() == ["courier_courier"] * 2 + ["postal_courier"] * 2
    assert table["schedule.village.days_per_week"].tolist() == [3, 7, 3, 7]
    assert table["status"].tolist() == ["ok"] * 4
    assert table["n"].tolist() == [3] * 4
    assert {"within_24h", "within_24h_low", "within_24h_high", "cost_system_parcel.all", "at_village_p90_h.wave1_high"} <= set(table)
    assert pd.read_csv(home / "whole" / "sweep.csv", encoding="utf-8-sig")["within_24h"].tolist() == pytest.approx(table["within_24h"].tolist())


def test_kpis_and_intervals_are_those_of_the_replications(home: Path) -> None:
    plan = SweepPlan.read(home / "whole")
    table = pd.read_parquet(home / "whole" / "sweep.parquet")
    with Archive(home / "store") as archive:
        for entry, row in zip(plan.entries, table.to_dict("records"), strict=True):
            e = estimate(archive.values(entry.key, range(3), ["at_village_mean_h"])[:, 0])
            assert (e.mean, e.low, e.high) == pytest.approx((row["at_village_mean_h"], row["at_village_mean_h_low"], row["at_village_mean_h_high"]))


def test_a_repeated_sweep_runs_nothing_and_writes_the_same_bytes(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sweep(home, "again", *SWEPT) == 0
    assert "12 are in the archive" in capsys.readouterr().out
    assert json.loads((home / "again" / "provenance.json").read_text(encoding="utf-8"))["replications"]["simulated"] == 0
    for name in ("sweep.parquet", "sweep.csv", "comparison.parquet", "comparison.csv"):
        assert (home / "again" / name).read_bytes() == (home / "whole" / name).read_bytes()


def test_a_stopped_sweep_is_collected_and_goes_on_to_the_same_bytes(home: Path) -> None:
    """What a killed sweep leaves: a plan, and an archive that has some replications of some scenarios."""
    plan = SweepPlan.read(home / "whole")
    (home / "part").mkdir()
    shutil.copy(home / "whole" / MARK, home / "part" / MARK)
    with Archive(home / "store") as whole, Archive(home / "part-store") as part:
        for entry, numbers in zip(plan.entries, ((0, 1, 2), (0, 2)), strict=False):
            part.add(entry.key, entry.scenario, [r for r in whole.rows(entry.key) if r.number in numbers])
    SweepPlan(plan.keys, plan.entries, 3, plan.precision, str(home / "part-store"), plan.basis).write(home / "part")
    assert run("collect", [*SHORT, f"hydra.run.dir={home / 'part'}"]) == 0
    found = pd.read_parquet(home / "part" / "sweep.parquet")
    assert found["status"].tolist() == ["ok", "missing", "missing", "missing"]
    assert found["n"].tolist() == [3, 2, 0, 0]
    assert np.isnan(found["within_24h"].iloc[2])
    assert sweep(home, "part", *SWEPT, store="part-store") == 0
    assert json.loads((home / "part" / "provenance.json").read_text(encoding="utf-8"))["replications"]["simulated"] == 7
    for name in ("sweep.parquet", "sweep.csv", "comparison.csv"):
        assert (home / "part" / name).read_bytes() == (home / "whole" / name).read_bytes()


def test_a_failing_scenario_is_a_row_and_the_others_go_on(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sweep(home, "bad", "mode=courier_courier", "fleet.trunk.count=2,0", "replications=3") == 1
    table = pd.read_parquet(home / "bad" / "sweep.parquet")
    assert table["status"].tolist() == ["ok", "failed"]
    assert "fleet.trunk.count" in table["message"].iloc[1]
    assert np.isfinite(table["within_24h"].iloc[0])
    assert np.isnan(table["within_24h"].iloc[1])
    said = capsys.readouterr().out
    assert "Scenario 2 failed" in said
    page = (home / "bad" / "index.html").read_text(encoding="utf-8")
    assert "Scenarios that failed" in page
    assert "fleet.trunk.count" in page.partition("Scenarios that failed")[2]


def test_fail_fast_stops(home: Path) -> None:
    assert sweep(home, "fast", "mode=courier_courier", "fleet.trunk.count=0,3,4", "replications=3", "fail_fast=true", "sweep.select=within_24h", "sweep.delta=0.01") == 1
    assert not (home / "fast" / "selection.csv").exists()
    assert pd.read_parquet(home / "fast" / "sweep.parquet")["status"].tolist() == ["failed", "missing", "missing"]


@pytest.mark.slow
def test_a_sweep_by_precision_with_selection_answers_the_same_again(home: Path) -> None:
    asked = [
        "mode=courier_courier,postal_courier,township_pickup", "replications=auto", "precision.min=3", "precision.max=9", "precision.batch=2", "precision.relative=0.1",
        "sweep.select=cost_system_parcel", "sweep.delta=0.2",
    ]  # fmt: skip
    for name in ("auto", "auto-again"):
        assert sweep(home, name, *asked) == 0
    counts = [json.loads((home / name / "provenance.json").read_text(encoding="utf-8"))["replications"]["simulated"] for name in ("auto", "auto-again")]
    assert counts[0] > 0 == counts[1]
    for name in ("sweep", "selection", "comparison"):
        assert (home / "auto" / f"{name}.csv").read_bytes() == (home / "auto-again" / f"{name}.csv").read_bytes()
    table, selection = (pd.read_parquet(home / "auto" / f"{name}.parquet") for name in ("sweep", "selection"))
    assert table["status"].tolist() == ["ok"] * 3
    assert table["n"].between(3, 9).all()
    assert (selection["state"] == "best").sum() == 1
    best = selection.loc[selection["state"] == "best", "mode"].item()
    assert best == table.loc[table["cost_system_parcel"].idxmin(), "mode"]


def test_every_scenario_is_compared_with_the_best_one(home: Path) -> None:
    table, compared = pd.read_parquet(home / "whole" / "sweep.parquet"), pd.read_parquet(home / "whole" / "comparison.parquet")
    best = int(ranking(table, "within_24h")["number"].iloc[0])
    assert table["within_24h"].max() == table["within_24h"].iloc[best - 1]
    assert compared["b"].tolist() == [best] * 3
    assert sorted([best, *compared["a"]]) == [1, 2, 3, 4]
    for row in compared.to_dict("records"):
        mean = table["within_24h"].to_numpy()
        assert row["difference"] == pytest.approx(mean[row["a"] - 1] - mean[best - 1])
        assert row["verdict"] == SAME or row["p_holm"] < 0.05


@pytest.mark.slow
def test_only_scenarios_with_the_same_parcels_are_said_to_share_them(home: Path) -> None:
    every = (home / "whole" / "index.html").read_text(encoding="utf-8")
    assert "the same parcels and weather in every scenario" in every
    assert set(pd.read_parquet(home / "whole" / "comparison.parquet")["paired"]) == {"same parcels"}
    for name, swept in (("seeds", "seed=1,2"), ("scales", "demand.scale=1,1.2"), ("dwell", "resident.dwell_point_median_h=12,20")):
        assert sweep(home, name, "mode=courier_courier,postal_courier", swept, "replications=2") == 0
        table, compared = pd.read_parquet(home / name / "sweep.parquet"), pd.read_parquet(home / name / "comparison.parquet")
        value = table.set_index("number")[swept.partition("=")[0]]
        for row in compared.to_dict("records"):
            assert row["paired"] == ("same parcels" if value[row["a"]] == value[row["b"]] else "own parcels"), swept
        page = (home / name / "index.html").read_text(encoding="utf-8")
        assert "weather in every scenario" not in page
        assert "2 kinds among 4 scenarios" in page


def test_every_kpi_of_a_scenario_has_a_state(home: Path) -> None:
    table = pd.read_parquet(home / "whole" / "sweep.parquet")
    assert set(table["at_village_p95_h_state"]) <= {"skewed", "degenerate", "overloaded"}
    assert table.loc[table["at_village_p95_h_state"] == "skewed", "at_village_p95_h_low"].isna().all()
    assert set(table["cost_system_parcel_state"]) <= {"ok", "overloaded"}


def test_scenarios_that_pool_different_brands_are_not_compared_in_silence(home: Path) -> None:
    assert sweep(home, "pools", "assignment=uniform,five_brands", "replications=1", "horizon.measured_days=7") == 0
    assert "sweep.kpi=within_24h.all compares all parcels" in (home / "pools" / "index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_overloaded_scenarios_are_ranked_and_compared_with_none(home: Path) -> None:
    assert sweep(home, "over", "demand.scale=1,12", "fleet.sizing=existing", "replications=3") == 0
    table, compared = pd.read_parquet(home / "over" / "sweep.parquet"), pd.read_parquet(home / "over" / "comparison.parquet")
    page = (home / "over" / "index.html").read_text(encoding="utf-8")
    over = set(table.loc[table["overloaded"], "number"])
    assert 2 in over
    assert not over & {*compared["a"], *compared["b"]}
    assert f"<td>{table['cost_system_parcel'].iloc[1]:.2f}" not in page


def test_a_table_of_scenarios_with_chinese_words(home: Path) -> None:
    file = home / "方案.csv"
    file.write_text("名称,mode,schedule.village.days_per_week\n现有,courier_courier,3\n邮政,postal_courier,\n", encoding="utf-8-sig")
    assert sweep(home, "table", f"design='{file}'", "replications=3", "schedule.village.days_per_week=7") == 0
    table = pd.read_parquet(home / "table" / "sweep.parquet")
    assert table["name"].tolist() == ["现有", "邮政"]
    assert table["schedule.village.days_per_week"].tolist() == [3, 7]
    whole = pd.read_parquet(home / "whole" / "sweep.parquet")
    assert table["within_24h"].tolist() == whole["within_24h"].iloc[[0, 3]].tolist()  # found, under other labels


def test_a_key_without_effect_is_told_from_what_came_out(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rounds straight from the hub have days of their own, whatever those of the village leg."""
    assert sweep(home, "idle", "mode=courier_courier,courier_direct", "schedule.village.days_per_week=3,7", "replications=1") == 0
    capsys.readouterr()
    table = pd.read_parquet(home / "idle" / "sweep.parquet")
    assert table["same_as"].isna().tolist() == [True, True, True, False]
    assert table["same_as"].iloc[3] == 3
    found = effects(table, ["mode", "schedule.village.days_per_week"])
    assert found == [Effect("mode", "", 2, 0), Effect("schedule.village.days_per_week", "courier_courier", 1, 0), Effect("schedule.village.days_per_week", "courier_direct", 1, 1)]
    assert run("collect", [*SHORT, f"hydra.run.dir={home / 'idle'}"]) == 0
    said, page = capsys.readouterr().out, (home / "idle" / "index.html").read_text(encoding="utf-8")
    for text in (said, page):
        assert "does nothing in joint delivery straight from the hub" in text
        assert "scenarios that differ in it alone, 1 set of them" in text
    assert "3 (= 4)" in page


def test_the_page_links_what_a_first_run_leaves(home: Path) -> None:
    assert sweep(home, "first", *SWEPT) == 0
    page = (home / "first" / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{name}"' in page for name in ("sweep.csv", "comparison.csv", "design.json", "provenance.json"))


def test_the_page_answers_first_and_says_what_it_rests_on(home: Path) -> None:
    for lang, parts in {
        "en": ["The answer", "Best scenarios", "What was swept", "The same in every scenario", "horizon.measured_days", "Trust card", "3 replications a scenario", "synthetic"],
        "zh": ["结论", "最优方案", "扫描的变量", "各方案相同的设置", "可信度卡", "每个方案3次重复", "合成"],
    }.items():
        assert run("collect", [*but([f"lang={lang}"]), f"lang={lang}", f"hydra.run.dir={home / 'whole'}"]) == 0
        page = (home / "whole" / "index.html").read_text(encoding="utf-8")
        places = [page.find(part) for part in parts]
        assert -1 not in places
        assert places[:3] == sorted(places[:3])
    best = int(ranking(pd.read_parquet(home / "whole" / "sweep.parquet"), "within_24h")["number"].iloc[0])
    assert f"方案{best}最优" in page


def test_effects_of_made_up_outcomes() -> None:
    """``a`` does nothing where ``b`` is 1 and something where it is 2; ``b`` does something; row 5 is not done; ``c`` never varies alone."""
    table = pd.DataFrame({
        "number": range(1, 6), "a": [1, 2, 1, 2, 3], "b": [1, 1, 2, 2, 1], "c": ["x", "x", "y", "y", "x"], "scenario": ["m", "m", "n", "n", "m"],
        "status": ["ok"] * 4 + ["failed"], "same_as": pd.array([None, 1, None, None, None], dtype="Int64"),
    })  # fmt: skip
    assert effects(table, ["a", "c"]) == [Effect("a", "m", 1, 1), Effect("a", "n", 1, 0), Effect("c", "", 2, 0)]
    assert effects(table, ["a", "b", "c"]) == [Effect("a", "m", 1, 1), Effect("a", "n", 1, 0)]
    assert effects(table.iloc[:1], ["a"]) == []


def test_charts_are_drawn_when_there_is_a_key_for_them(home: Path) -> None:
    drawn = ["charts=true", "chart.formats=[svg]", "sweep.y=mode", "hydra.run.dir=" + str(home / "whole")]
    assert run("collect", [*but(drawn), *drawn]) == 0
    assert sorted(p.name for p in (home / "whole" / "charts").iterdir()) == ["heat_map.svg", "line_plot.svg"]


FAULTS = {
    "multirun": (["mode=courier_courier,postal_courier", "-m"], ["sweep.multirun", "leave -m out"]),
    "a key of no scenario": (["replications=3,4"], ["sweep.key", "replications"]),
    "every fault of the points": (["seed=1,-1", "horizon.measured_days=7,10"], ["seed", ">= 0", "multiple of 7"]),
    "charts": (["seed=1,2", "sweep.kpi=within_24", "sweep.x=seeds"], ["sweep.kpi", "within_24h", "sweep.axis", "did you mean 'seed'"]),
    "the study and the points at once": (["seed=1,-1", "sweep.y=speed", "sweep.select=cost", "replications=2"], ["sweep.y", "sweep.select", "sweep.delta", "3 to", "seed", ">= 0"]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_are_told_before_anything_runs(home: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    given, said = FAULTS[name]
    assert sweep(home, "fault", *given) == 2
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert all(word in told for word in said)
    assert not (home / "fault").exists()


def test_collect_says_what_is_missing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("collect", [f"hydra.run.dir={home / 'nothing'}"]) == 2
    assert "collect.folder" in capsys.readouterr().err
    (home / "lost").mkdir()
    plan = SweepPlan.read(home / "whole")
    SweepPlan(plan.keys, plan.entries, 3, plan.precision, str(home / "gone"), plan.basis).write(home / "lost")
    assert run("collect", [f"hydra.run.dir={home / 'lost'}", f"store={home / 'gone'}"]) == 2
    assert "collect.store" in capsys.readouterr().err
    assert not (home / "gone" / FILE).exists()


@pytest.mark.parametrize(
    "content",
    [
        "", "[]", "[" * 50_000, "null", "{}", '{"keys": 1}', '{"keys": [], "scenarios": [[]]}', '{"keys": [], "scenarios": [[[], "a", "../x"]]}', '{"keys": ["a"], "scenarios": [[[1, 2], "a", "%s"]]}' % ("0" * 64),
        '{"keys": [], "scenarios": [], "replications": 1e9, "store": "x"}', '{"keys": [], "scenarios": [], "replications": 3, "store": {}}',
        '{"keys": [], "scenarios": [], "replications": 3, "store": "x", "precision": {"_target_": "os.system"}, "basis": {}}',
        '{"keys": [], "scenarios": [], "replications": 3, "store": "x", "precision": {}, "basis": []}',
    ],
)  # fmt: skip
def test_a_design_that_is_none_of_ours_is_refused(content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "design.json").write_text(content, encoding="utf-8")
    assert run("collect", [f"hydra.run.dir={tmp_path}"]) == 2
    assert "collect.folder" in capsys.readouterr().err


def test_the_plan_of_a_sweep_is_read_as_it_was_written(home: Path) -> None:
    plan = SweepPlan.read(home / "whole")
    plan.write(home)
    assert SweepPlan.read(home) == plan
    assert (home / swept_plan.FILE).read_bytes() == (home / "whole" / swept_plan.FILE).read_bytes()


def test_columns_of_swept_keys_have_a_type() -> None:
    assert column([1, 2]).dtype == np.int64
    assert column([1, 2.5]).dtype == np.float64
    assert column([True, False]).dtype == bool
    assert column(["auto", 3, None, ["08:30", "14:00"]]).tolist() == ["auto", "3", "", "[08:30, 14:00]"]


def test_every_number_is_in_a_long_table_and_every_kpi_in_a_codebook(home: Path) -> None:
    table, long, book = (pd.read_parquet(home / "whole" / f"{name}.parquet") for name in ("sweep", "replications", "kpis"))
    assert list(long.columns) == ["scenario", "replication", "kpi", "value"]
    assert set(book["kpi"]) == set(long["kpi"])
    means = long[long["kpi"] == "cost_system_parcel"].groupby("scenario")["value"].mean()
    assert means.tolist() == pytest.approx(table["cost_system_parcel"].tolist())
    assert long.groupby("scenario")["replication"].unique().map(list).tolist() == [[0, 1, 2]] * 4
    assert (home / "whole" / "kpis.csv").exists()


def test_scenarios_on_no_grid_are_all_drawn(home: Path) -> None:
    """A design of many numbers, none of which comes twice: a heat map would show one of them."""
    rows = [f"{2 + i},{9 - i},{0.5 + i / 10}" for i in range(4)]
    (home / "cube.csv").write_text("\n".join(["fleet.trunk.count,staffing.hub.sort.crew,demand.scale", *rows]) + "\n", encoding="utf-8")
    assert sweep(home, "cube", f"design='{home / 'cube.csv'}'", "mode=courier_courier", "replications=1", "charts=true", "chart.formats=[png]", "chart.dpi=50") == 0
    assert sorted(p.name for p in (home / "cube" / "charts").iterdir()) == ["scatter.png", "scatter_map.png"]
    assert "charts/scatter.png" in (home / "cube" / "index.html").read_text(encoding="utf-8")
