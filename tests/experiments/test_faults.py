"""Faulty configs and counties through the command line: every fault named, exit code 2, no traceback, nothing written; and in Chinese no
English words but keys, names of files and options, and what the input itself says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from experiments import app, job
from experiments.app import run
from sim.problems import Problem

GOOD = "村名,乡镇,编码,人口,经度,纬度\n甲村,东镇,1,900,118.2,36.1\n乙村,东镇,2,800,,\n丙村,西乡,3,,,\n"

CONFIGS: dict[str, tuple[list[str], list[str]]] = {
    "misspelt key": (["schedule.vilage.days_per_week=3"], ["config.unknown_key", "schedule.village.days_per_week"]),
    "misspelt last word": (["staffing.hub.sort.crw=3"], ["config.unknown_key", "staffing.hub.sort.crew"]),
    "misspelt run key": (["replicatons=3"], ["config.unknown_key", "replications"]),
    "key of no section": (["nonsense=3"], ["config.unknown_key", "nonsense"]),
    "added key": (["+cost.on_cots=3"], ["config.unknown_key", "on_cost"]),
    "unknown county": (["county=yiyuen"], ["config.unknown_option", "yiyuan"]),
    "unknown mode": (["mode=courier_curier"], ["config.unknown_option", "courier_courier"]),
    "unknown mode of compare": (["modes=[courier_courier,postal_currier]"], ["config.unknown_mode", "postal_courier"]),
    "mode twice": (["modes=[courier_courier,courier_courier]"], ["config.repeated", "courier_courier"]),
    "no mode": (["modes=[]"], ["config.empty", "modes"]),
    "unknown assignment": (["assignment=unifrom"], ["config.unknown_option", "uniform"]),
    "unknown demand": (["demand=peek"], ["config.unknown_option", "peak"]),
    "too low": (["schedule.village.days_per_week=0"], ["config.value", "schedule.village.days_per_week", ">= 1 and <= 7"]),
    "too high": (["schedule.village.days_per_week=8"], ["config.value", ">= 1 and <= 7", "days"]),
    "negative price": (["tariff.post_yuan=-1"], ["config.value", "tariff.post_yuan", ">= 0"]),
    "subsidy by the week": (["subsidy.post.every=week"], ["config.value", "subsidy.post.every", "one of once, month, year"]),
    "subsidy to the public purse": (["subsidy.post.payee=public", "modes=[township_pickup]"], ["config.value", "subsidy.post.payee", "other than the payee"]),
    "text in a number": (["cost.on_cost=abc"], ["config.value", "cost.on_cost", "'abc'", "a text, not a number"]),
    "not a number": (["cost.on_cost=nan"], ["config.value", "cost.on_cost", "nan"]),
    "infinity": (["demand.scale=inf"], ["config.value", "demand.scale"]),
    "half a replication": (["replications=1.5"], ["config.value", "replications", "whole number"]),
    "no replication": (["replications=0"], ["config.value", "replications", "from 1 to"]),
    "no worker": (["workers=0"], ["config.value", "workers"]),
    "unknown language": (["lang=fr"], ["config.value", "lang", "zh", "en"]),
    "bare clock time": (["staffing.hub.sort.start=840"], ["config.value", "840", "'14:00'"]),
    "bare clock time in a list": (["host.bus.depart=[450,'10:30']"], ["config.value", "host.bus.depart", "'07:30'"]),
    "no clock time": (["schedule.trunk.depart=['25:00']"], ["config.value", "schedule.trunk.depart", "HH:MM"]),
    "shift ends before it starts": (["staffing.hub.sort.end='05:00'"], ["config.shift", "staffing.hub.sort.end", "05:30"]),
    "departures out of order": (["schedule.trunk.depart=['15:30','08:30']"], ["config.order", "schedule.trunk.depart"]),
    "no departure": (["schedule.trunk.depart=[]"], ["config.empty", "schedule.trunk.depart"]),
    "departure off duty": (["schedule.village.depart=['21:00']"], ["config.departure", "21:00", "20:00"]),
    "duty ends first": (["fleet.duty_end='05:00'"], ["config.duty", "fleet.duty_end"]),
    "more visits than departures": (["schedule.village.visits_per_day=3"], ["config.visits", "schedule.village.visits_per_day"]),
    "point closes before it opens": (["points.types.shop.hours=[['20:00','08:00']]"], ["config.hours", "points.types.shop.hours"]),
    "hours overlap": (["points.types.shop.hours=[['08:00','12:00'],['11:00','18:00']]"], ["config.hours", "points.types.shop.hours"]),
    "no such weekday": (["points.types.shop.attended=[[8,'09:00','11:00']]"], ["config.value", "points.types.shop.attended", "Monday"]),
    "attended until before it begins": (["points.types.shop.attended=[[1,'11:00','09:00']]"], ["config.hours", "points.types.shop.attended"]),
    "large compartments that are small": (["points.locker.large_l=5"], ["config.locker", "points.locker.large_l", "28"]),
    "lockers without compartments": (
        ["points.types.shop.lockers=1", "points.locker.small=0", "points.locker.medium=0", "points.locker.large=0"], ["config.locker", "points.types.shop.lockers"],
    ),
    "more lost than there is": (["disruption.lost_share=2"], ["config.value", "disruption.lost_share"]),
    "door round after closing": (["points.door_time='23:00'"], ["config.door_time", "points.door_time"]),
    "unknown vehicle": (["fleet.village.vehicle=minivn"], ["config.unknown_vehicle", "minivan"]),
    "unknown vehicle of a host": (["host.post.added_vehicle=van"], ["config.unknown_vehicle", "host.post.added_vehicle"]),
    "unknown brand in the pool": (["assignment.pools.joint=[zto,yto,stoo]"], ["assignment.unknown_brand", "stoo", "sto"]),
    "brand in two pools": (["+assignment.pools.other=[zto]"], ["assignment", "zto"]),
    "unknown mode alone": (["demand.brands.sf.alone=pickup"], ["config.unknown_mode", "demand.brands.sf.alone"]),
    "no share": ([f"demand.brands.{b}.share=0" for b in ("zto", "yto", "yunda", "sto", "jt", "post", "sf", "jd", "deppon")], ["config.shares"]),
    "capacity 0": (["vehicles.minivan.parcels=0"], ["config.value", "vehicles.minivan.parcels", ">= 1"]),
    "payload 0": (["vehicles.truck.kg=0"], ["config.value", "vehicles.truck.kg", "> 0"]),
    "fewer than no vehicles": (["fleet.village.count=-3"], ["config.value", "fleet.village.count", ">= 0"]),
    "crew in words": (["staffing.hub.sort.crew=many"], ["config.value", "staffing.hub.sort.crew", "auto"]),
    "half weeks": (["horizon.measured_days=30"], ["config.weeks", "multiple of 7"]),
    "no date": (["horizon.start_date=2026-02-30"], ["config.value", "horizon.start_date", "YYYY-MM-DD"]),
    "three weekdays": (["demand.weekday=[1,1,1]"], ["config.value", "demand.weekday"]),
    "unknown discipline": (["handling.discipline=pool"], ["config.value", "pooled"]),
    "unknown sizing": (["fleet.sizing=size"], ["config.value", "sized"]),
    "sweep without -m": (["demand.scale=1,2"], ["config.sweep", "-m"]),
    "no equals sign": (["cost.on_cost"], ["command.word", "cost.on_cost"]),
    "folder of a verb that takes none": (["tests/cases"], ["command.word", "tests/cases", "propose"]),
    "misspelt verb": (["chek"], ["command.word", "check"]),
    "two equals signs": (["cost.on_cost==1"], ["config.syntax", "cost.on_cost==1"]),
    "unknown terrain": (["county.terrain=hilly"], ["config.value", "county.terrain", "hill"]),
    "misspelt mode key": (["+mode.pont=shop"], ["config.unknown_key", "mode.pont", "point"]),
    "unknown type of community outlets": (["towns.point=kiosk"], ["config.unknown_point", "towns.point", "kiosk"]),
    "communities of a stylised county": (["county=stylised", "county.communities=true"], ["county.communities"]),
    "no urban departure": (["schedule.urban.depart=[]"], ["schedule.urban.depart"]),
    "too few urban residents": (["county.urban_population=-1"], ["config.value", "county.urban_population", ">= 0"]),
    "unknown point type": (["modes=[courier_courier]", "mode.point=kiosk"], ["mode.unknown_point", "kiosk"]),
    "departure after closing": (["points.types.shop.hours=[['08:00','09:00']]", "points.door_time='08:30'", "modes=[courier_courier]"], ["service.departure_after_closing"]),
    "parcels file that is not there": (["demand.parcels_file=none.csv"], ["none.csv"]),
    "departures twice": (["schedule.trunk.depart=['08:30','08:30']"], ["config.order", "schedule.trunk.depart"]),
    "vehicles of an unknown township": (["fleet.village.count={东镇: 2}", "modes=[courier_courier]"], ["plan.unknown_township", "fleet.village.count.东镇", "南麻街道"]),
    "fewer than no vehicles in a township": (["fleet.village.count={南麻街道: -2}"], ["config.value", "fleet.village.count.南麻街道", "-2"]),
    "hub crew by township": (["staffing.hub.sort.crew={南麻街道: 2}", "modes=[courier_courier]"], ["plan.crew_by_township", "staffing.hub.sort.crew"]),
    "a host without vehicles": (["host.post.vehicles=0", "modes=[township_pickup]"], ["plan.no_vehicle", "host.post.vehicles"]),
    "a host with too few routes": (["host.bus.vehicles=1", "modes=[transport_courier]"], ["plan.too_few_vehicles", "host.bus.vehicles", "at least 2"]),
    "more visits of a host than departures": (["host.bus.visits_per_day=9"], ["config.visits", "host.bus.visits_per_day", "<= 4"]),
    "trace of a replication that is not run": (["trace=[0,99]", "replications=3"], ["config.trace", "99", "from 0 to 2"]),
    "trace in words": (["trace=maybe"], ["config.value", "trace", "maybe"]),
    "circuity under 1": (["county.circuity=0.5"], ["config.value", "county.circuity", ">= 1"]),
    "negative seed of placement": (["county.placement_seed=-1"], ["config.value", "county.placement_seed", ">= 0"]),
    "date of another country": (["horizon.start_date=31.12.2026"], ["config.value", "horizon.start_date", "YYYY-MM-DD"]),
    "no wave": (["demand.waves.0.share=0", "demand.waves.1.share=0"], ["config.shares", "demand.waves"]),
    "weekdays without parcels": (["demand.weekday=[0,0,0,0,0,0,0]"], ["config.weekday"]),
    "unknown occasion": (["demand.calendar=[doubel11]"], ["config.unknown_occasion", "did you mean 'double11'"]),
    "occasion outside the horizon": (["demand.calendar=[double11]"], ["config.not_in_horizon", "demand.occasions.double11", "horizon.start_date"]),
    "peak outside its occasion": (["demand=double11", "demand.occasions.double11.peak_day='11-12'"], ["config.peak_day", "2026-11-01 to 2026-11-11"]),
    "peak above its mean": (["demand=double11", "demand.occasions.double11.peak=16"], ["config.peak", "at most 15.4"]),
    "occasion listed twice": (["demand=double11", "demand.calendar=[double11,double11]"], ["config.repeated", "demand.calendar", "double11", "each once"]),
    "no line-haul out": (["demand.outbound.share=0.1", "demand.outbound.line_haul=[]"], ["config.empty", "demand.outbound.line_haul", "at least one clock time"]),
    "senders go before they come": (["demand.outbound.senders_from='18:00'", "demand.outbound.senders_to='08:00'"], ["config.hours", "demand.outbound.senders_to", "later than demand.outbound.senders_from"]),
    "harvest out of season": (["demand.outbound.harvest=true"], ["config.no_season", "05-15 to 06-15", "horizon.start_date"]),
    "market by a cycle and by weekdays": (["+resident.markets.悦庄镇={weekdays:[6],cycle_days:5}"], ["config.market", "resident.markets.悦庄镇"]),
    "market of an unknown township": (["+resident.markets.悦庄={weekdays:[6]}", "modes=[township_pickup]"], ["plan.unknown_township", "resident.markets.悦庄"]),
    "no day of a calendar": (["demand.occasions.double11.first='NY6'"], ["config.value", "NY-7"]),
    "mode of a township, added": (["+assignment.townships={南麻街道: postal}", "modes=[uniform]"], ["mode.unknown", "assignment.townships.南麻街道", "postal"]),
    "mode of a township, changed": (["assignment.townships={南麻街道: postal}", "modes=[uniform]"], ["mode.unknown", "assignment.townships.南麻街道", "postal"]),
    "another pool": (["assignment.pools.other=[zto]"], ["config.unknown_key", "write +assignment.pools.other=[zto]"]),
    "misspelt key of an assignment": (["assignment.township={南麻街道: postal}"], ["config.unknown_key", "did you mean 'assignment.townships'"]),
    "misspelt key of a rule": (["+assignment.rules=[{mode: postal_courier, below_parcels: 3}]"], ["config.unknown_key", "below_parcels_day"]),
    "unknown format of charts": (["chart.formats=[gif]"], ["config.value", "chart.formats", "gif"]),
    "vehicle type taken away": (["~vehicles.minivan"], ["config.unknown_vehicle", "fleet.village.vehicle", "minivan"]),
    "nothing for a number": (["demand.scale=null"], ["config.value", "demand.scale"]),
    "open bracket": (["schedule.trunk.depart=['08:30'"], ["config.syntax", "schedule.trunk.depart"]),
    "unknown host": (["host.taxi.vehicles=3"], ["config.unknown_key", "host.taxi"]),
    "shift of a brand's township ends first": (["staffing.brand_township.sort.end='08:00'"], ["config.shift", "staffing.brand_township.sort.end"]),
    "mode table that is not there": (["assignment.table=none.csv", "modes=[uniform]"], ["assignment.missing_source", "none.csv"]),
}  # fmt: skip

COUNTIES: dict[str, tuple[dict[str, bytes], list[str]]] = {
    "no table": ({}, ["county"]),
    "empty file": ({"villages.csv": b""}, ["county.empty_file", "villages.csv"]),
    "missing column": ({"villages.csv": "村名,人口\n甲,1\n".encode()}, ["county.missing_column", "row 1"]),
    "unknown column": ({"villages.csv": "村名,乡镇,人囗\n甲,东,1\n".encode()}, ["county.unknown_column", "人囗"]),
    "duplicate code": ({"villages.csv": (GOOD + "丁村,西乡,1,,,\n").encode()}, ["county.duplicate_code", "row 5", "编码"]),
    "unknown township": ({"villages.csv": GOOD.encode(), "townships.csv": "乡镇\n东镇\n西多\n".encode()}, ["county.unknown_township", "row 4"]),
    "text in a number": ({"villages.csv": GOOD.replace("900", "九百").encode()}, ["county.not_a_number", "row 2", "人口", "九百"]),
    "negative number": ({"villages.csv": GOOD.replace("800", "-800").encode()}, ["county.out_of_range", "row 3", "-800"]),
    "absurd number": ({"villages.csv": GOOD.replace("800", "8e9").encode()}, ["county.out_of_range", "row 3"]),
    "not a number": ({"villages.csv": GOOD.replace("800", "nan").encode()}, ["county.not_finite", "row 3"]),
    "undecodable bytes": ({"villages.csv": GOOD.encode() + b"\xff\xfe\x80,x\n"}, ["county.undecodable", "villages.csv"]),
    "no workbook": ({"k.xlsx": b"nothing"}, ["county", "k.xlsx"]),
    "blank village": ({"villages.csv": GOOD.replace("乙村,东镇", ",东镇").encode()}, ["county.blank_cell", "row 3", "村名"]),
    "village twice in a township": ({"villages.csv": (GOOD + "甲村,东镇,9,1,,\n").encode()}, ["county.duplicate_village", "row 5", "also in row 2"]),
    "number with two points": ({"villages.csv": GOOD.replace("900", "900.5.1").encode()}, ["county.not_a_number", "row 2", "900.5.1"]),
    "longitude without latitude": ({"villages.csv": GOOD.replace("36.1", "").encode()}, ["county.half_position", "row 2", "纬度"]),
    "longitude and latitude swapped": ({"villages.csv": GOOD.replace("118.2,36.1", "36.1,118.2").encode()}, ["county.lon_lat_swapped", "row 2"]),
    "outside China": ({"villages.csv": GOOD.replace("118.2,36.1", "2.35,48.86").encode()}, ["county.outside_china", "row 2"]),
    "code shortened by a spreadsheet": ({"villages.csv": GOOD.replace("村,东镇,1,", "村,东镇,3.70E+11,").encode()}, ["county.mangled_code", "row 2", "3.70E+11"]),
    "a comma too many": ({"villages.csv": GOOD.replace("900,118.2,36.1", "900,118.2,36.1,7").encode()}, ["county.ragged_row", "row 2"]),
    "a column twice": ({"villages.csv": "村名,乡镇,人口,常住人口\n甲,东,1,2\n".encode()}, ["county.duplicate_column", "row 1", "常住人口"]),
    "number with its unit": ({"villages.csv": GOOD.replace("900", "900户").encode()}, ["county.not_a_number", "row 2", "number alone"]),
    "point at an unknown village": ({"villages.csv": GOOD.encode(), "points.csv": "村,服务点\n甲村,丁村\n".encode()}, ["county.unknown_point", "points.csv", "row 2", "丁村"]),
    "point in another township": ({"villages.csv": GOOD.encode(), "points.csv": "村,服务点\n甲村,丙村\n".encode()}, ["county.point_across_townships", "points.csv", "row 2"]),
    "distance to nowhere": ({"villages.csv": GOOD.encode(), "distances.csv": "起点,终点,公里\n县城,北乡,8\n".encode()}, ["county.unknown_place", "distances.csv", "row 2", "北乡"]),
    "negative distance": ({"villages.csv": GOOD.encode(), "distances.csv": "起点,终点,公里\n县城,东镇,-8\n".encode()}, ["county.out_of_range", "distances.csv", "row 2", "公里"]),
    "two counties": ({"villages.csv": GOOD.encode(), "county.csv": "县名,面积\n甲县,9\n乙县,9\n".encode()}, ["county.many_counties", "county.csv", "row 3"]),
    "township twice": ({"villages.csv": GOOD.encode(), "townships.csv": "乡镇\n东镇\n西乡\n东镇\n".encode()}, ["county.duplicate_township", "townships.csv", "row 4"]),
    "boundary that is none": ({"villages.csv": GOOD.encode(), "boundary.geojson": b"{}"}, ["county.bad_boundary", "boundary.geojson"]),
}


def refused(words: list[str], expected: list[str], capsys: pytest.CaptureFixture[str], folder: Path) -> str:
    """Run ``check`` on a faulty input and assert the contract of a refusal; what it said."""
    before = sorted(folder.rglob("*"))
    code = run("check", words)
    said = capsys.readouterr().err
    assert code == 2, said
    for text in expected:
        assert text in said
    assert "found" in said
    assert "allowed" in said
    assert "Traceback" not in said
    assert "pydantic" not in said
    assert sorted(folder.rglob("*")) == before
    return said


ENGLISH = re.compile(r"[A-Za-z]{2,}(?:, | )[A-Za-z]{2,}")
QUOTED = re.compile(r"“[^”]*”|［[^］]*］|'[^']*'|\"[^\"]*\"|\[[^\]]*\]|\{[^}]*\}|\S*[=._/]\S*|parcelflow -\S+|（compare.*?）")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Problem]:
    """The problems that a command says, which are the same in either language."""
    found, say = list[Problem](), job.say

    def saying(problems: Sequence[Problem], lang: str) -> int:
        found.extend(problems)
        return say(problems, lang)

    for module in (app, job):
        monkeypatch.setattr(module, "say", saying)
    return found


def in_chinese(problems: Sequence[Problem], capsys: pytest.CaptureFixture[str]) -> None:
    """Say them in Chinese, and assert that they are."""
    assert job.say(list(problems), "zh") == 2
    first, *lines = capsys.readouterr().err.splitlines()
    assert re.fullmatch(r"输入有 \d+ 处问题：", first)
    for line in lines:
        assert re.search(r"［[a-z_]+\.[a-z_]+］$", line), line
        assert not ENGLISH.search(QUOTED.sub("", line)), line
    assert lines


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", CONFIGS)
def test_a_faulty_config_is_refused_and_told_in_chinese(name: str, told: list[Problem], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words, expected = CONFIGS[name]
    refused(words, expected, capsys, tmp_path)
    in_chinese(told, capsys)


@pytest.mark.parametrize("name", COUNTIES)
def test_a_faulty_county_is_refused_and_told_in_chinese(name: str, told: list[Problem], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files, expected = COUNTIES[name]
    source = tmp_path / "县"
    source.mkdir()
    for file, content in files.items():
        (source / file).write_bytes(content)
    path = source / "k.xlsx" if "k.xlsx" in files else source
    refused([f"county={path}"], expected, capsys, tmp_path)
    in_chinese(told, capsys)


@pytest.mark.parametrize(("words", "meant"), [("mode=快快合作", "courier_courier"), ("modes=[快快合作,邮快合作]", "postal_courier"), ("county=沂源县", "yiyuan"), ("assignment=按件量分模式", "by_volume")])
def test_a_chinese_name_is_told_by_the_word_to_write(words: str, meant: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", [words, "lang=zh"]) == 2
    assert f"是不是“{meant}”" in capsys.readouterr().err


def test_merged_cells_of_a_workbook_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "村庄"
    for row in (["村名", "乡镇"], ["甲村", "东镇"], ["乙村", None]):
        page.append(row)
    page.merge_cells("B2:B3")
    book.save(tmp_path / "k.xlsx")
    refused([f"county={tmp_path / 'k.xlsx'}"], ["k.xlsx", "merged"], capsys, tmp_path)


def test_a_county_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused(["county=./no/such.xlsx"], ["such.xlsx"], capsys, tmp_path)


def test_every_fault_is_said_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["schedule.vilage.days_per_week=3", "cost.on_cost=9", "staffing.hub.sort.end='05:00'", "mode=x", "fleet.village.vehicle=y", "lang=fr"]
    said = refused(words, [], capsys, tmp_path)
    assert said.startswith("6 problems")
    for key in ("schedule.village.days_per_week", "cost.on_cost", "staffing.hub.sort.end", "mode", "fleet.village.vehicle", "lang"):
        assert key in said


def test_a_faulty_job_of_a_multirun_stops_it_before_the_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("simulate", ["-m", "schedule.village.days_per_week=3,9"]) == 2
    assert "schedule.village.days_per_week" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_plan_of_a_later_job_of_a_multirun_that_cannot_work_stops_it_before_the_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("simulate", ["-m", "county=stylised", "mode=courier_courier", "fleet.trunk.count=3,0"]) == 2
    assert "plan.no_vehicle" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_faulty_mode_file_of_the_users_own_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine" / "mode").mkdir(parents=True)
    (tmp_path / "mine" / "mode" / "night_van.yaml").write_text("legs: [{leg: trunk}\n", encoding="utf-8")
    said = refused(["--config-dir", "mine", "modes=[night_van]", "cost.on_cost=9"], ["file.text", "mode/night_van.yaml", "row 2", "cost.on_cost"], capsys, tmp_path)
    assert said.startswith("2 problems")


def test_faults_of_every_table_are_said_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "mine"
    source.mkdir()
    (source / "villages.csv").write_text(GOOD.replace("900", "很多").replace("118.2", ""), encoding="utf-8")
    (source / "points.csv").write_text("村,服务点\n甲村,丁村\n", encoding="utf-8")
    (source / "distances.csv").write_text("起点,终点,公里\n县城,北乡,远\n", encoding="utf-8")
    (source / "boundary.geojson").write_text("[]", encoding="utf-8")
    said = refused([f"county={source}"], ["很多", "county.half_position", "丁村", "北乡", "远", "boundary.geojson"], capsys, tmp_path)
    assert said.startswith("6 problems")
