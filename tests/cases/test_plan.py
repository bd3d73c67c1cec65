"""Plans for what people bring: parcels that are not what the parameters say, shelves that never clear."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.service.load.availability import Availability
from tests.cases.handed import BASE, DATA, said

HEAVY = f"demand.parcels_file={DATA / '22_heavy_parcels.csv'}"
ONE_WEEK = ["horizon.measured_days=7", "lang=en", f"county={BASE}"]


def vans(told: str) -> int:
    """Minivans of the pool, as the plan's fleet is printed."""
    found = re.search(r"own\s+joint pool\s+minivan\s+(\d+)", told)
    assert found
    return int(found[1])


def test_a_table_of_heavy_parcels_gets_the_vans_that_drawn_ones_of_that_weight_get(capsys: pytest.CaptureFixture[str]) -> None:
    drawn = ["demand.weight_mean_kg=25", "demand.scale=0.6", "demand.weekday=[1,1,1,1,1,1,1]", "assignment.pools.joint=[zto,yto,yunda,sto,jt,post,sf,jd,deppon]"]
    codes, told = zip(*(said("check", [*ONE_WEEK, "modes=[courier_courier]", *words], capsys) for words in ([HEAVY], drawn)), strict=True)
    assert codes == (0, 0)
    assert vans(told[0]) == pytest.approx(vans(told[1]), abs=1)
    assert all("no plan is overloaded" in text for text in told)


def test_too_few_vans_for_heavy_parcels_are_overloaded(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = said("check", [*ONE_WEEK, HEAVY, "modes=[courier_courier]", "fleet.village.count=3"], capsys)
    assert code == 0
    assert "overloaded: joint delivery by couriers" in told


@pytest.mark.parametrize("word", ["demand.scale=3.5", "lang=en", *(pytest.param(word, marks=pytest.mark.slow) for word in ("points.types.shop.shelf_parcels=100", "points.types.shop.days_per_week=1"))])
def test_a_shelf_that_never_clears_is_overloaded(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = said("check", ["county=hoxud", "modes=[courier_courier]", "lang=en", "fleet.route_iterations=20", word], capsys)
    assert code == 0
    assert bool(re.search(r"shelf, mean week .* overloaded", told)) == (word != "lang=en")


def test_a_county_of_wide_spaces_is_planned_and_says_which_villages_no_round_reaches(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A township 110 km out with villages 5 to 130 km from it; and a mode that has no such rounds."""
    (tmp_path / "county.csv").write_text("name,name_en,area_km2,rural_population,household_size,lon,lat\n甲县,Alpha,20000,2000,2.6,107.9,39.1\n", encoding="utf-8")
    (tmp_path / "townships.csv").write_text("name,code,lon,lat\n远镇,T1,109.0,38.5\n", encoding="utf-8")
    villages = [f"{name},远镇,V{i},500,{109.0 + km / 86:.4f},38.5" for i, (name, km) in enumerate((("甲村", 5), ("乙村", 12), ("丙村", 20), ("丁村", 130)))]
    (tmp_path / "villages.csv").write_text("\n".join(["name,township,code,population,lon,lat", *villages]) + "\n", encoding="utf-8")
    words = [f"county={tmp_path}", "horizon.measured_days=7", "fleet.route_iterations=20"]
    code, told = said("check", [*words, "modes=[courier_courier,township_pickup]", "lang=en"], capsys)
    assert code == 0
    assert told.count("not served at the village") == 1
    assert re.search(r"丁村 \(1\d\.\d h, at most 9\.\d h\); lengthen fleet\.duty_end", told)
    code, told = said("check", [*words, "modes=[courier_courier]", "lang=zh"], capsys)
    assert code == 0
    assert "不进村" in told
    assert "丁村" in told


@pytest.mark.slow
@pytest.mark.usefixtures("no_books", "nothing_tried")
def test_a_backlog_that_grows_though_the_plan_did_not_know_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drivers are away on three days of each week, and the loads of the plan are told nothing of it."""
    monkeypatch.setattr(Availability, "_missing_drivers", lambda self, depot: np.zeros(len(self._dates)))
    away = "+disruption.away.gone={who: driver, weekdays: [1, 3, 5]}"
    words = [f"county={BASE}", "demand.scale=3.3", "horizon.measured_days=14", away, "fleet.route_iterations=20", "lang=en"]
    code, told = said("check", [*words, "modes=[courier_courier]"], capsys)
    assert (code, "no plan is overloaded" in told) == (0, True)
    more = ["mode=courier_courier", "replications=3", "charts=false", f"hydra.run.dir={tmp_path / 'r'}", f"store={tmp_path / 's'}"]
    code, told = said("simulate", [*words, *more, "workers=1"], capsys)
    assert code == 0
    assert re.search(r"its backlog grew by \d+\.\d parcels a day \(\d+% of those that come there, \d+\.\d% of the county", told)
    assert "backlog grew in the simulation" in (tmp_path / "r" / "overloads.csv").read_text(encoding="utf-8-sig")


@pytest.mark.usefixtures("summary_alone", "nothing_tried")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_parcel_that_no_motorbike_holds_is_told_and_holds_nobody_up(lang: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """70 kg on a motorbike of 60: it stays; with it or a parcel of 59 kg, those behind ride as if it were not there."""
    county = [f"county={DATA / 'heavy_block'}", f"demand.parcels_file={DATA / 'heavy_block' / 'data' / 'block70.csv'}", "horizon.measured_days=14", f"lang={lang}"]
    code, told = said("check", [*county, "modes=[postal_courier]"], capsys)
    assert code == 0
    assert {"zh": "表中1件任何班次都装不下", "en": "set aside and undelivered: 1;"}[lang] in told
    if lang == "en":
        where = [f"store={tmp_path / 'store'}", "replications=1", "charts=false", "trace=true", "workers=1", "host.post.vehicles=1", "mode=postal_courier"]
        assert said("simulate", [*county, *where, f"hydra.run.dir={tmp_path / 'run'}"], capsys)[0] == 0
        parcels = pd.read_parquet(tmp_path / "run" / "trace" / "parcels.parquet")
        assert parcels.loc[parcels["at_point"].isna(), "kg"].tolist() == [70.0]
