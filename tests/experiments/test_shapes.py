"""The shape of the network is chosen apart from who carries, and every label says which it is."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from experiments.compare import main
from experiments.scenarios.prepare import prepare
from experiments.settings.config import Config
from experiments.settings.schema import PARTNERS
from experiments.studies.compare.shapes import shapes
from sim.problems import InputError
from sim.proposal.comparison.shapes import ShapeTrial, choice_words, labelled, least
from tests.experiments.county_files import Configs, write_county

SHORT = {"horizon.warmup_days": 1, "horizon.measured_days": 7, "horizon.drain_days": 1, "fleet.route_iterations": 5, "robustness.points": 0, "workers": 1}
TWO = ("courier_courier", "transport_courier")

pytestmark = pytest.mark.usefixtures("no_books", "nothing_tried")


@pytest.fixture(scope="module")
def configs(tmp_path_factory: pytest.TempPathFactory) -> Configs:
    return Configs(write_county(tmp_path_factory.mktemp("county") / "small", each=2))


def asked(configs: Configs, store: Path, **values: Any) -> Config:
    return configs.config({**SHORT, "store": str(store), **values})


def partner(config: Config, mode: str) -> str:
    return config.mode_table[mode].partner or mode


def test_each_partner_has_the_shape_that_costs_less(configs: Configs, tmp_path: Path) -> None:
    config = asked(configs, tmp_path)
    found, _ = shapes(config)
    assert tuple(partner(config, m) for m in found.names) == PARTNERS
    table = found.table()
    assert set(table["shape"]) == {"township", "direct"}
    for _, group in table.groupby("partner"):
        assert group.loc[group["chosen"], found.kpi].tolist() == [group[found.kpi].min()]
    zh, en = found.remarks[0]
    assert "经乡镇" in zh
    assert "straight from the hub" in en
    again, _ = shapes(config)
    assert (again.names, again.remarks) == (found.names, found.remarks)


def test_one_shape_for_all_or_every_shape(configs: Configs, tmp_path: Path) -> None:
    for shape in ("township", "direct"):
        config = asked(configs, tmp_path, shape=shape)
        found, _ = shapes(config)
        assert {config.mode_table[m].shape for m in found.names if config.mode_table[m].handover == "village"} == {shape}
        assert tuple(partner(config, m) for m in found.names) == PARTNERS
        assert not found.tried
    config = asked(configs, tmp_path, shape="all")
    names = shapes(config)[0].names
    assert set(names) == {m for m in config.mode_table if partner(config, m) in PARTNERS}
    columns = labelled(prepare(config, names)).scenarios
    assert len({s.name_zh for s in columns}) == len({s.name_en for s in columns}) == len(names)


def test_a_list_stays_that_list_and_has_no_other_shape(configs: Configs, tmp_path: Path) -> None:
    config = asked(configs, tmp_path, modes=list(TWO))
    assert shapes(config)[0].names == config.modes == TWO
    with pytest.raises(InputError, match=r"config\.shape"):
        asked(configs, tmp_path, modes=list(TWO), shape="direct")
    columns = labelled(prepare(config, TWO)).scenarios
    assert [s.name_zh[-5:] for s in columns] == ["（经乡镇）", "（县直达）"]
    assert columns[0].name_en.endswith("(via the township)")


def test_an_impossible_or_overloaded_shape_is_not_taken(configs: Configs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = asked(configs, tmp_path)
    usual, other = config.shapes(PARTNERS[0])
    made = {m: ShapeTrial(m, usual, config.mode_table[m].shape, "ok", {"cost_system_parcel": yuan}, 0.9) for m, yuan in ((usual, 3.0), (other, 2.0))}
    assert least((usual, other), made, "cost_system_parcel") == other
    for state, word in (("overloaded", "overloaded"), ("failed", "no plan possible")):
        bad = made | {other: ShapeTrial(other, usual, "direct", state, {"cost_system_parcel": math.nan}, math.nan)}
        assert least((usual, other), bad, "cost_system_parcel") == usual
        assert word in choice_words(config.mode_table, (usual,), list(bad.values()), "cost_system_parcel")[1]


@pytest.mark.parametrize("lang", [pytest.param("zh", marks=pytest.mark.slow), "en"])
def test_table_page_and_answer_say_the_shape(configs: Configs, tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    config = asked(configs, tmp_path, lang=lang, replications=1, charts=False)
    assert main(config, tmp_path) == 0
    said, page = capsys.readouterr().out, (tmp_path / "index.html").read_text(encoding="utf-8")
    for text in (said, page):
        assert ("县直达" if lang == "zh" else "straight from the hub") in text
    assert page.count("（县直达）" if lang == "zh" else "(straight from the hub)") > 3


def test_a_partner_without_a_choice_is_simulated_after_the_trials_and_is_none(configs: Configs, tmp_path: Path) -> None:
    config = asked(configs, tmp_path)
    found, counts = shapes(config)
    alone = [m for p in PARTNERS if len(group := config.shapes(p)) == 1 for m in group]
    assert alone
    assert counts["simulated"] == sum(len(config.shapes(p)) for p in PARTNERS) == len(found.tried) + len(alone)
