"""Keys set on a validated config without Hydra, and the scenarios that a design makes of it."""

from __future__ import annotations

import datetime as dt
import time
import tracemalloc
from pathlib import Path

import openpyxl
import pytest

from experiments.scenarios.axes import swept
from experiments.scenarios.design import Design, over, point
from experiments.scenarios.design_table import read_design
from experiments.settings.compose import Composer, files, groups
from experiments.settings.config import Config, build
from experiments.settings.overrides import understand
from experiments.settings.tree import apply
from sim.problems import InputError
from tests.experiments.county_files import Configs, write_county


@pytest.fixture(scope="module")
def configs(tmp_path_factory: pytest.TempPathFactory) -> Configs:
    return Configs(write_county(tmp_path_factory.mktemp("design") / "small"))


@pytest.fixture(scope="module")
def base(configs: Configs) -> Config:
    return configs.config()


VALUES = [
    {"fleet.village.count": 3},
    {"fleet.trunk": {"count": 2}},
    {"schedule.trunk.depart": ["07:00", "13:00"], "schedule.trunk.days_per_week": 5},
    {"staffing.hub.sort.crew": 4, "staffing.hub.sort.also.0.crew": 2},
    {"fleet.village.count": "{东镇: 1, 西乡: 2}"},
    {"demand.brands.zto.share": 0.4, "seed": 7, "replications": "auto"},
    {"county.r50_km": 4.0, "chart.dpi": 100},
]


@pytest.mark.parametrize("values", VALUES)
def test_the_config_is_the_one_that_the_command_line_gives(configs: Configs, base: Config, values: dict[str, object]) -> None:
    assert over(base, values).resolved() == configs.config(values).resolved()


def test_a_mode_is_the_one_that_the_command_line_gives(configs: Configs, base: Config) -> None:
    changed = over(base, {"mode": "postal_courier", "mode.point": "coop_store"})
    expected = configs.config({"mode.point": "coop_store"}, "postal_courier")
    assert changed.resolved()["mode_table"]["postal_courier"]["point"] == "coop_store"
    assert changed.key() == over(over(base, {"mode": "postal_courier"}), {"mode.point": "coop_store"}).key()
    assert changed.assignment.mode == expected.assignment.mode == "postal_courier"


def test_an_assignment_with_rules_is_the_scenario(base: Config) -> None:
    assert point(base, {"assignment": "by_volume"}).scenario == "by_volume"
    assert point(base, {"assignment": "five_brands", "mode": "postal_courier"}).scenario == "postal_courier"
    assert over(base, {"assignment.pools": {"joint": ["zto", "yto"]}}).assignment_table["uniform"].pools["joint"] == ("zto", "yto")


def test_the_base_stays_as_it_was(base: Config) -> None:
    before = base.resolved()
    point(base, {"fleet.village.count": 9, "mode": "postal_courier", "assignment.pools": {}})
    assert base.resolved() == before


def test_a_label_is_no_part_of_the_key(base: Config) -> None:
    a, b = point(base, {"fleet.village.count": 3, "horizon.warmup_days": 1}), point(base, {"horizon.warmup_days": 1.0, "fleet.village.count": 3})
    assert a.labels != b.labels
    assert a.key == b.key
    assert a.key != point(base, {"fleet.village.count": 3}).key


@pytest.mark.parametrize("values", [{"seed": 5}, {"mode": "postal_courier"}, {"cost.host_basis": "full"}])
def test_what_decides_numbers_decides_the_key(base: Config, values: dict[str, object]) -> None:
    assert point(base, values).key != point(base, {}).key


@pytest.mark.parametrize("values", [{"workers": 3}, {"replications": 99}, {"chart.dpi": 77}, {"lang": "en"}])
def test_what_decides_no_number_leaves_the_key(base: Config, values: dict[str, object]) -> None:
    assert point(base, values).key == point(base, {}).key


def test_every_fault_is_told_at_once_with_its_nearest_name(base: Config) -> None:
    values = {"flet.village.count": 3, "mode": "postal_couriers", "fleet.village.count": -1, "horizon.measured_days": "x", "county": "hangjin", "seed": -1}
    with pytest.raises(InputError) as caught:
        over(base, values)
    found = {p.where: p for p in caught.value.problems}
    assert set(found) == set(values)
    assert "fleet.village.count" in str(found["flet.village.count"].hint)
    assert "'postal_courier'" in str(found["mode"].hint)
    assert found["county"].code == "config.group"
    assert str(found["horizon.measured_days"].allowed).startswith("a whole number")


def test_faults_between_keys_are_found(base: Config) -> None:
    with pytest.raises(InputError, match=r"horizon\.measured_days.*multiple of 7"):
        over(base, {"horizon.measured_days": 10})


def test_a_point_costs_little(base: Config) -> None:
    assert point(base, {"fleet.village.count": 1}).key
    begin = time.process_time()
    for n in range(100):
        assert point(base, {"fleet.village.count": n, "mode": "postal_courier", "staffing.hub.sort.crew": 3}).key
    assert time.process_time() - begin < 100 * 0.015  # measured: 0.002 s a point


class Made:
    """Designs of the small county, composed once."""

    def __init__(self, county: Path) -> None:
        self.county, self.composer, self.stored = county, Composer(None), files(None)

    def __call__(self, *words: str, table: str | None = None) -> Design:
        found = understand([f"county='{self.county}'", *words], groups(None))
        assert not found.problems
        axes, fixed, problems = swept(found)
        if problems:
            raise InputError(problems)
        if table is not None:
            tree = apply(self.composer([o.input_line for o in fixed.groups])[0], fixed.values)
            axes.append(read_design(table, groups(None), tree, [s.labels[0][0] for (s, *_) in axes]))
        return Design(tuple(axes), fixed, self.composer, "sweep", self.stored)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(write_county(tmp_path_factory.mktemp("designs") / "small"))


def test_a_design_is_every_combination_the_last_key_fastest(made: Made) -> None:
    design = made("fleet.village.count=2,auto", "mode=courier_courier,postal_courier", "staffing.hub.sort.crew=range(3,5)")
    assert len(design) == 8
    assert design.keys == ("mode", "fleet.village.count", "staffing.hub.sort.crew")
    points = list(design)
    assert [tuple(v for _, v in p.labels) for p in points[:3]] == [("courier_courier", 2, 3), ("courier_courier", 2, 4), ("courier_courier", "auto", 3)]
    assert [p.scenario for p in points] == ["courier_courier"] * 4 + ["postal_courier"] * 4
    for p in points:
        labels = dict(p.labels)
        assert (p.config.parameters.fleet.village.count, p.config.parameters.staffing.hub["sort"].crew) == (labels["fleet.village.count"], labels["staffing.hub.sort.crew"])


def test_a_point_is_the_config_that_hydra_gives_one_job(made: Made) -> None:
    words = ["mode.point=coop_store", "schedule.trunk.depart=['07:30','14:00']", "fleet.village.count='{东镇: 2}'"]
    swept_ = made("mode=postal_courier,courier_courier", "schedule.trunk.depart=['08:00'],['07:30','14:00']", "fleet.village.count='{西乡: 1}','{东镇: 2}'", words[0])
    found = understand([f"county='{made.county}'", "mode=courier_courier", *words], groups(None))
    tree, choices = made.composer([o.input_line for o in found.groups])
    alone = build({**apply(tree, found.values), "verb": "sweep"}, choices, made.stored)
    assert list(swept_)[-1].config == alone


def test_counties_and_globs_are_swept(made: Made) -> None:
    points = list(made("county=hangjin,own", "assignment=glob(u*)"))
    assert [p.config.county.slug for p in points] == ["hangjin", "small"]
    assert [dict(p.labels) for p in made("mode=glob([p*,t*],exclude=*_township)")] == [{"mode": name} for name in ("postal_courier", "postal_direct", "postal_own", "township_pickup", "transport_courier")]


def test_a_shipped_county_is_never_a_folder_of_that_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("hangjin", "mine"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    known = groups(None)
    assert understand(["county=hangjin"], known).texts == ("county=hangjin",)
    for path in ("./hangjin", "mine", "mine.xlsx", "a/b"):
        assert understand([f"county={path}"], known).texts == ("county=own", f"county.source='{path}'")
    assert [p.code for p in understand(["county=nowhere"], known).problems] == ["config.unknown_option"]
    (tmp_path / "rows.csv").write_text("county\nhangjin\nmine\n", encoding="utf-8")
    rows = read_design("rows.csv", known, Composer(None)([])[0], [])
    assert [(s.groups, s.values) for s in rows] == [(("county=hangjin",), ()), (("county=own",), (("county.source", "mine"),))]


def test_all_faults_of_a_design_are_told_each_once(made: Made) -> None:
    design = made("horizon.measured_days=7,10,14,20", "fleet.village.count=-1,2", "cost.on_cost=range(1,40)", "fleet.duty_start=06:00,08:00")
    with pytest.raises(InputError) as caught:
        design.check()
    *faults, more = [str(p) for p in caught.value.problems]
    assert len(set(faults)) == len(faults) == 20
    assert sum("found -1" in f for f in faults) == 1
    assert more.startswith("[sweep.more]")
    assert "of 624 scenarios are at fault" in more


def test_what_is_no_key_of_a_scenario_cannot_be_swept(made: Made) -> None:
    for word in ("replications=3,4", "lang=zh,en", "chart.dpi=100,200", "precision.min=20,30"):
        with pytest.raises(InputError, match="a key of the model, or seed"):
            made(word)


def test_looking_at_a_design_keeps_no_configs(made: Made) -> None:
    tracemalloc.start()
    sizes = []
    for most in (4, 12):
        design = made("seed=1,2", f"staffing.hub.sort.crew=range(2,{most})")
        list(design.check())
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        design.check()
        sizes.append(tracemalloc.get_traced_memory()[1] - before)
    tracemalloc.stop()
    assert sizes[1] - sizes[0] < 16 * 4_000  # a config is some hundred thousand bytes


CSV = "名称,mode,fleet.village.count,schedule.trunk.depart,county\n基准,,,,\n\n甲,postal_courier,3,\"['08:30',14:00]\",hangjin\n乙,,\"{东镇: 1}\",[09:00],\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_has_a_scenario_a_row(made: Made, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "方案表.csv"
    file.write_text(CSV, encoding=encoding)
    base, a, b = list(made("seed=5", table=str(file)))
    assert dict(base.labels) == {"name": "基准", "mode": "courier_courier", "fleet.village.count": "auto", "schedule.trunk.depart": ["08:30", "15:30"], "county": "own"}
    assert (a.config.county.slug, a.scenario, a.config.parameters.fleet.village.count) == ("hangjin", "postal_courier", 3)
    assert a.config.parameters.schedule.trunk.depart == ("08:30", "14:00")
    assert (b.config.parameters.fleet.village.count, b.config.parameters.schedule.trunk.depart) == ({"东镇": 1}, ("09:00",))
    assert {p.config.run.seed for p in (base, a, b)} == {5}


def test_a_workbook_and_yaml_mean_the_same(made: Made, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["mode", "fleet.village.count", "fleet.duty_start", None])
    book.active.append(["postal_courier", 3, dt.time(5, 30), None])
    book.active.append([None, "auto", None, None])
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "a.yaml").write_text("- {mode: postal_courier, fleet.village.count: 3, fleet.duty_start: '05:30'}\n- {fleet.village.count: auto}\n", encoding="utf-8")
    keys = [[p.key for p in made(table=str(tmp_path / name))] for name in ("a.xlsx", "a.yaml")]
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == 2


def test_every_fault_of_a_table_is_told_with_its_place(made: Made, tmp_path: Path) -> None:
    file = tmp_path / "d.csv"
    file.write_text(
        "mode,flet.village.count,fleet.village.count,seed,seed,replications\n"
        "postal_couriers,3,\"1,2\",,,\n"
        "courier_courier,3,{,,,5,too far\n", encoding="utf-8",
    )  # fmt: skip
    with pytest.raises(InputError) as caught:
        made(table=str(file))
    found = [(str(p.where).removeprefix("d.csv, "), p.code, str(p.hint)) for p in caught.value.problems]
    assert [f[:2] for f in found] == [
        ("row 3, column G", "design.cell"), ("column flet.village.count", "config.unknown_key"), ("column seed", "design.repeated"), ("column replications", "sweep.key"),
        ("row 2, column mode", "config.unknown_option"), ("row 2, column fleet.village.count", "design.cell"), ("row 3, column fleet.village.count", "design.cell"),
    ]  # fmt: skip
    hints = " ".join(f[2] for f in found)
    assert "did you mean 'postal_courier'" in hints
    assert "[1,2]" in hints


def test_faults_of_rows_are_told_with_their_place(made: Made, tmp_path: Path) -> None:
    file = tmp_path / "d.yaml"
    file.write_text("- {fleet.village.count: -3}\n- {fleet.duty_start: '09:00'}\n- {fleet.duty_start: 540}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        made(table=str(file)).check()
    where = {str(p.where).removeprefix("d.yaml, ") for p in caught.value.problems}
    assert "row 1, column fleet.village.count" in where
    assert "row 2, schedule.trunk.depart" in where
    assert "row 3, column fleet.duty_start" in where


@pytest.mark.parametrize(("name", "content"), [("a.txt", b"mode\n"), ("a.csv", b""), ("a.csv", b"mode\n"), ("a.yaml", b"mode: [postal"), ("a.yaml", b"mode: x"), ("a.xlsx", b"no zip")])
def test_a_file_that_is_no_table_is_said_to_be_none(made: Made, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        made(table=str(tmp_path / name))
    assert all(p.code.startswith(("design.", "file.")) for p in caught.value.problems)


def test_a_key_stands_in_one_place(made: Made, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("seed\n3\n", encoding="utf-8")
    with pytest.raises(InputError, match="swept on the command line too"):
        made("seed=1,2", table=str(tmp_path / "a.csv"))
