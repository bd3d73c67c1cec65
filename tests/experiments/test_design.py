"""Keys set on a validated config without Hydra, and the scenarios that a design makes of it."""

from __future__ import annotations

import time

import pytest
from county_files import Configs, write_county

from experiments.config import Config
from experiments.design import over, point
from sim.problems import InputError


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
    changed = over(base, {"mode": "postal_courier", "mode.point": "locker"})
    expected = configs.config({"mode.point": "locker"}, "postal_courier")
    assert changed.resolved()["mode_table"]["postal_courier"]["point"] == "locker"
    assert changed.key() == over(over(base, {"mode": "postal_courier"}), {"mode.point": "locker"}).key()
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
    assert "fleet.village.count" in found["flet.village.count"].hint
    assert "'postal_courier'" in found["mode"].hint
    assert found["county"].code == "config.group"
    assert found["horizon.measured_days"].allowed.startswith("a whole number")


def test_faults_between_keys_are_found(base: Config) -> None:
    with pytest.raises(InputError, match=r"horizon\.measured_days.*multiple of 7"):
        over(base, {"horizon.measured_days": 10})


def test_a_point_costs_little(base: Config) -> None:
    assert point(base, {"fleet.village.count": 1}).key
    begin = time.process_time()
    for n in range(100):
        assert point(base, {"fleet.village.count": n, "mode": "postal_courier", "staffing.hub.sort.crew": 3}).key
    assert time.process_time() - begin < 100 * 0.015  # measured: 0.002 s a point
