"""What the workbook of a county says of hosts is in its config, below the command line and above all files."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml

from experiments.app import run
from experiments.scenarios.prepare import prepare
from experiments.settings.compose import configs, files
from experiments.settings.config import Config
from sim.parameters import Parameters
from sim.policy.host_sheets import hosts_of, key_of
from sim.problems import InputError, Where
from sim.service.prepared import Prepared
from tests.policy.host_made import HOST, LINE, county_book
from tests.replicate import replicate

BUS = ("客运公司", 6, 120, 3, "7:30、13:30", 0.9)
SHORT = ("horizon.warmup_days=1", "horizon.measured_days=7", "horizon.drain_days=1", "fleet.route_iterations=10", "robustness.points=0")


def config(*texts: str) -> Config:
    return next(configs(texts, "compare", None, files(None))[1])


def planned(made: Config) -> Prepared:
    return prepare(made, made.modes)


def tree(source: Path) -> dict[str, Any]:
    return {**Parameters().model_dump(mode="json"), "county": {"source": str(source)}}


def test_a_host_of_the_workbook_changes_what_a_comparison_finds(tmp_path: Path) -> None:
    """Half a yuan more a parcel, then three days a week too, then a line of its own that leaves daily."""
    dearer = ("客运公司", None, None, None, None, 0.9)
    tried = {"default": ((), ()), "fee": ([dearer], ()), "days": ([BUS], ()), "line": ([BUS], [("客运公司", "东镇", None, "1-7")])}
    found = {}
    for name, (hosts, lines) in tried.items():
        made = config(f"county={county_book(tmp_path / name, hosts, lines)}", "modes=[transport_courier]", *SHORT)
        found[name] = replicate(planned(made), 0).measures["transport_courier"].county
    brands, hours = ({name: kpis[kpi] for name, kpis in found.items()} for kpi in ("cost_brands_parcel", "at_village_mean_h"))
    assert brands["fee"] - brands["default"] == pytest.approx(0.5, abs=0.02)
    assert hours["fee"] == hours["default"]
    assert hours["days"] > hours["default"] + 6
    assert hours["line"] < hours["days"] - 2


def test_an_override_goes_over_the_sheet_and_the_sheet_over_settings(tmp_path: Path) -> None:
    path = county_book(tmp_path, [BUS, ("村级取件人员", None, None, 2, "12:00", 300)])
    for texts, days in (((), 3), (("settings=hangjin",), 3), (("host.bus.days_per_week=7",), 7), (("host.bus={days_per_week: 5}",), 5)):
        made = config(f"county={path}", *texts).parameters
        assert (made.host["bus"].days_per_week, made.host["bus"].vehicles, made.host["bus"].depart) == (days, 6, ("07:30", "13:30"))
        assert (made.tariff.bus_yuan, made.tariff.carrier_yuan, made.schedule.carrier.depart) == (0.9, 300, ("12:00",))


def test_cells_at_fault_are_told_with_the_tables_all_at_once(tmp_path: Path) -> None:
    hosts = [("公交公司", 3), ("客运公司", "三", 120, 9, "25:00", 0.9), ("邮政", None, None, None, None, -1), ("邮政", 1), ("村级取件人员", 5, None, 2)]
    path = county_book(tmp_path, hosts, [("客运公司", "东镇", None, "周八"), ("村级取件人员", "东镇")])
    with pytest.raises(InputError) as fault:
        config(f"county={path}")
    told = [(p.where.sheet, p.where.row, p.where.column) for p in fault.value.problems if isinstance(p.where, Where)]
    cells = [(2, "承运方"), (3, "车辆或线路数"), (3, "每周天数"), (3, "发车时间"), (4, "结算费"), (5, "承运方"), (6, "车辆或线路数")]
    assert sorted(told) == sorted([*(("承运方", *cell) for cell in cells), ("班线", 2, "开行星期"), ("班线", 3, "承运方")])


@pytest.mark.parametrize(("hosts", "lines", "texts", "code", "cell"), [
    ([("客运公司", 6, 120, 3, "13:30、7:30")], (), (), "config.order", ("承运方", 2, "发车时间")),
    ([("客运公司", None, None, None, None, 200)], (), (), "config.value", ("承运方", 2, "结算费")),
    ((), [("客运公司", None, None, "周一")], (), "schedule.empty_group", ("班线", 2, "")),
    ((), [("客运公司", "无名镇", None, "周一")], (), "plan.unknown_township", ("班线", 2, "乡镇")),
    ([("邮政", 0)], (), ("fleet.sizing=existing",), "plan.no_vehicle", ("承运方", 2, "车辆或线路数")),
])
def test_what_only_the_config_or_the_county_tells_is_told_by_the_cell(
    hosts: list[Any], lines: list[Any], texts: tuple[str, ...], code: str, cell: tuple[str, int, str], tmp_path: Path
) -> None:
    path = county_book(tmp_path, hosts, lines)
    with pytest.raises(InputError) as fault:
        planned(config(f"county={path}", "modes=[postal_courier]", *texts))
    (problem,) = fault.value.problems
    assert problem.code == code
    assert isinstance(problem.where, Where)
    assert (problem.where.sheet, problem.where.row, problem.where.column) == cell


def test_a_fault_of_an_override_is_not_the_sheets(tmp_path: Path) -> None:
    path = county_book(tmp_path, [BUS])
    with pytest.raises(InputError) as fault:
        config(f"county={path}", "host.bus.depart=['13:30','07:30']")
    assert [p.where for p in fault.value.problems] == ["host.bus.depart"]


def test_lines_may_be_named_though_names_have_spaces(tmp_path: Path) -> None:
    path = county_book(tmp_path, lines=[("客运公司", None, "客运公司 东镇 1、客运公司 西乡 1", "周一、周三", None, "2026-12-03")])
    values = hosts_of(tree(path)).values
    at = "host.bus.timetables.row2"
    assert values == {f"{at}.lines": ["客运公司 东镇 1", "客运公司 西乡 1"], f"{at}.weekdays": [1, 3], f"{at}.cancelled_dates": ["2026-12-03"]}


def test_tables_of_a_folder_say_the_same_as_sheets(tmp_path: Path) -> None:
    book = county_book(tmp_path, [BUS], [("客运公司", "东镇\n西乡", None, "1、3", "08:00", None)])
    for title, head, row in (("承运方", HOST, BUS), ("班线", LINE, ("客运公司", "东镇\n西乡", "", "1、3", "08:00", ""))):
        with (tmp_path / "tables" / f"{title}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, row])
    said = hosts_of(tree(tmp_path / "tables"))
    assert said.values == hosts_of(tree(book)).values
    assert said.values["host.bus.timetables.row2.townships"] == ["东镇", "西乡"], "a line break stands between names"
    assert said.places["host.bus.vehicles"] == Where(file="承运方.csv", row=2, column="车辆或线路数")


def test_a_shown_config_has_what_the_sheets_set(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = county_book(tmp_path, [BUS], [("客运公司", "东镇", None, "1、3", "08:00", None)])
    assert run("compare", [f"county={path}", "host.bus.free_parcels=7", "--cfg", "job", "--package", "host.bus"]) == 0
    shown = yaml.safe_load(capfd.readouterr().out)
    assert (shown["vehicles"], shown["free_parcels"], shown["depart"]) == (6, 7, ["07:30", "13:30"])
    assert shown["timetables"]["row2"]["weekdays"] == [1, 3]


def test_without_a_workbook_nothing_is_set(tmp_path: Path) -> None:
    for source in ("", str(tmp_path), str(tmp_path / "none.xlsx")):
        assert not hosts_of({**Parameters().model_dump(mode="json"), "county": {"source": source or None}}).values


def test_every_party_has_the_columns_that_its_section_has() -> None:
    assert key_of("bus", "free_parcels") == "host.bus.free_parcels"
    assert key_of("bus", "fee_yuan") == "tariff.bus_yuan"
    assert key_of("relay", "fee_yuan") == "tariff.relay_yuan"
    assert key_of("carrier", "depart") == "schedule.carrier.depart"
    assert key_of("carrier", "free_parcels") == ""
    assert key_of("somebody", "fee_yuan") == ""
