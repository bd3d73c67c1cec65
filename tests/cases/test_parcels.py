"""Tables of real parcels as people bring them: each reads as the table that is in order does, or is refused with what to do."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.settings.compose import configs, files
from sim.county.county import County
from sim.county.load import load_county
from sim.county.spec import CountySpec
from sim.demand.records import Records, read_records
from sim.parameters import Parameters
from sim.problems import InputError, report
from tests.cases.handed import BASE, DATA, said

THREE_WEEKS = ["modes=[courier_courier]", "horizon.measured_days=7", f"county={BASE}"]


@cache
def county() -> County:
    return load_county(CountySpec(slug="base", source=str(BASE)), DATA)


def parameters(**horizon: int) -> Parameters:
    return Parameters.model_validate({"horizon": {"measured_days": 7, **horizon}})


@cache
def records(name: str) -> Records:
    return read_records(DATA / name, county(), parameters())


def refused(path: Path, lang: str = "en") -> list[str]:
    with pytest.raises(InputError) as caught:
        read_records(path, county(), parameters())
    return report(caught.value.problems, lang)


@pytest.mark.parametrize(
    "name",
    [
        "20a_utc_Z.csv", "20c_mixed_tz.csv", "20e_dayfirst.csv", "20f_chinese_date.csv", "20i_compact.csv", "20m_fullwidth_colon.csv", "20q_waybill_scans.csv",
        "20s_brand_full_names.csv", "20t_tab_separated.csv", "20u_name_with_space.csv", "20v_slash_names.csv", "21c_serial_numbers.xlsx", "47_trailing_blank_rows.csv",
        "54_parcels_village_committee.csv", "74_brand_alias.csv", "75_sep_line.csv",
    ],
)  # fmt: skip
def test_the_same_parcels_however_they_are_written(name: str) -> None:
    base, found = records("20_parcels_base.csv"), records(name)
    assert len(base.row) == 1260
    for column in ("village", "brand", "time", "grams"):
        assert np.array_equal(getattr(found, column), getattr(base, column)), column


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("20j_time_only.csv", "time_without_date", ("到达时间", "06:00", "到件日期")),
        ("20o_grams.csv", "unlikely", ("重量(g)", "0.00249 kg")),
        ("21b_formula_weight.xlsx", "formula_without_value", ("sheet Sheet", "重量", "=0.93*1.0")),
        ("21f_same_header_twice.xlsx", "duplicate_column", ("重量",)),
        ("fuzz/parcels-3597/p.parquet", "type", ("string",)),
    ],
)
def test_what_cannot_be_read_for_sure_is_one_problem(name: str, code: str, words: tuple[str, ...]) -> None:
    told = refused(DATA / name)
    found = [line for line in told if f"[parcels.{code}]" in line]
    assert len(found) == 1
    assert all(word in found[0] for word in words)
    assert any("提示" in line or code == "type" or code == "duplicate_column" for line in refused(DATA / name, "zh"))


def test_a_damaged_table_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("fuzz/parcels-866/p.csv", "fuzz/parcels-3597/p.parquet"):
        code, told = said("check", [*THREE_WEEKS, f"demand.parcels_file={DATA / name}", "lang=en"], capsys)
        assert code == 2
        assert "Traceback" not in told


def test_grams_are_grams(tmp_path: Path) -> None:
    lines = (DATA / "20_parcels_base.csv").read_text(encoding="utf-8-sig").splitlines()
    rows = [line.split(",") for line in lines[1:]]
    grams = tmp_path / "克.csv"
    grams.write_text("\n".join(["村名,乡镇,到达时间,品牌,重量（克）", *(",".join([*r[:4], f"{float(r[4]) * 1000:.0f}"]) for r in rows)]), encoding="utf-8")
    assert np.array_equal(read_records(grams, county(), parameters()).grams, records("20_parcels_base.csv").grams)
    bare = tmp_path / "bare.csv"
    bare.write_text(grams.read_text(encoding="utf-8").replace("重量（克）", "重量"), encoding="utf-8")
    assert any("parcels.unlikely" in line or "parcels.number" in line for line in refused(bare))


def test_every_unknown_name_gets_its_own_hint(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("村名,到达时间,品牌\n上荷村,2026-03-02 06:00,圆桶\n石乔村,2026-03-02 06:00,申桶快递\n", encoding="utf-8")
    told = "\n".join(refused(path))
    assert all(word in told for word in ("上河村", "石桥村", "圆通", "申通"))


def test_scans_of_one_waybill_are_counted_once_and_said() -> None:
    notes = {str(n.what): n.count for n in records("20q_waybill_scans.csv").notes}
    assert notes["parcels"] == notes["parcels: further scans of a waybill left out"] == 1260


def test_a_table_shorter_than_the_horizon_names_one_that_fits(capsys: pytest.CaptureFixture[str]) -> None:
    table = f"demand.parcels_file={DATA / '48_two_weeks.csv'}"
    code, told = said("check", [f"county={BASE}", "modes=[courier_courier]", table, "lang=en"], capsys)
    assert code == 2
    fitting = next(line for line in told.splitlines() if "parcels.idle_days" in line).partition("fits the table: ")[2].rstrip(".").split()
    assert fitting == ["horizon.start_date=2026-03-02", "horizon.warmup_days=7", "horizon.measured_days=7"]
    code, told = said("check", [f"county={BASE}", "modes=[courier_courier]", table, "lang=en", *fitting], capsys)
    assert code == 0
    assert "60 parcels a day" in told
    assert "days without any" not in told


@pytest.mark.parametrize(("word", "key"), [("demand.scale=2", "demand.scale"), ("demand.noise_sd=0", "demand.noise_sd"), ("demand.weight_mean_kg=3", "demand.weight_mean_kg"), ("demand=peak", "demand=peak: it sets demand.scale to 1.87")])
def test_a_key_that_the_table_replaces_is_refused(word: str, key: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = said("check", [*THREE_WEEKS, f"demand.parcels_file={DATA / '20_parcels_base.csv'}", word, "lang=en"], capsys)
    assert code == 2
    assert f"[parcels.replaced] {key}" in told.replace(": found ", ": ")


def test_what_the_plan_of_a_shipped_county_says_of_demand_gives_way_to_the_table() -> None:
    words = ["county=hangjin", "demand.parcels_file=x.csv"]
    _, jobs = configs(words, "check", None, files(None))
    assert next(jobs).parameters.demand.parcels_per_resident_day == 0.05
    _, jobs = configs([*words, "demand.parcels_per_resident_day=0.03"], "check", None, files(None))
    with pytest.raises(InputError) as caught:
        next(jobs)
    assert [(p.code, p.where) for p in caught.value.problems] == [("parcels.replaced", "demand.parcels_per_resident_day")]


def test_heavy_parcels_are_read_as_heavy() -> None:
    assert records("22_heavy_parcels.csv").grams.mean() == pytest.approx(25_000, rel=0.1)


BASE_TABLE = pd.read_csv(DATA / "20_parcels_base.csv", dtype=str)
CAME = pd.to_datetime(BASE_TABLE["到达时间"])


def test_other_ways_of_writing_the_same_table(tmp_path: Path) -> None:
    base, kg = BASE_TABLE, BASE_TABLE["重量"].astype(float)
    towns, scans = base["乡镇"], pd.Series([f"YT{i:013d}" for i in range(len(base))])
    later = (CAME + pd.Timedelta(hours=30)).dt.strftime("%Y-%m-%d %H:%M")
    frames = {
        "utc.csv": base.assign(到达时间=(CAME - pd.Timedelta(hours=8)).dt.strftime("%Y-%m-%d %H:%M")).rename(columns={"到达时间": "到达时间（UTC）"}),
        "us.csv": base.assign(到达时间=CAME.dt.strftime("%m/%d/%Y %I:%M %p")),
        "two_columns.xlsx": base.drop(columns="到达时间").assign(到件日期=CAME.dt.date, 到件时间=CAME.dt.time),
        "zone.parquet": base.assign(到达时间=CAME.dt.tz_localize("Asia/Shanghai"), 重量=kg),
        "grams_in_cells.csv": base.assign(重量=(kg * 1000).map("{:.0f}克".format)),
        "jin.csv": base.assign(重量=(kg * 2).map("{:.4f}".format)).rename(columns={"重量": "重量(斤)"}),
        "committee.csv": base.assign(村名=base["村名"].str.removesuffix("村") + "村民委员会", 乡镇=towns.str[:-1]),
        "together.csv": base.assign(村名=towns + base["村名"]).drop(columns="乡镇"),
        "codes.csv": base.assign(村编码=base["村名"].map({v.name: v.code for v in county().villages})),
        "categories.parquet": base.assign(村名=base["村名"].astype("category"), 到达时间=CAME, 其他列=[[1]] * len(base)),
        "scans.csv": pd.concat([base.assign(快递单号=scans, 操作类型="到件"), base.assign(快递单号=scans, 操作类型="签收", 到达时间=later)]),
    }
    for name, frame in frames.items():
        path = tmp_path / name
        write = {".csv": frame.to_csv, ".xlsx": frame.to_excel, ".parquet": frame.to_parquet}[path.suffix]
        write(path, index=False)
        found = read_records(path, county(), parameters())
        for column in ("village", "brand", "time", "grams"):
            assert np.array_equal(getattr(found, column), getattr(records("20_parcels_base.csv"), column)), (name, column)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"到达时间": CAME.dt.strftime("%y-%m-%d %H:%M")}, "time"),
        ({"到达时间": CAME.dt.strftime("%Y-%m-%d")}, "time_without_hour"),
        ({"到达时间": CAME.dt.strftime("05/%m/%Y %H:%M")}, "time_order"),
        ({"重量(stone)": "1", "重量": None}, "unknown_unit"),
        ({"体积": "6000"}, "unlikely"),
        ({"体积": "大"}, "number"),
        ({"重量": "0"}, "number"),
        ({"运单号": "7.73123E+13"}, "waybill_cut"),
        ({"乡镇": "西乡"}, "unknown_village"),
        ({"乡镇": "南乡"}, "unknown_township"),
        ({"品牌": "其他"}, "unknown_brand"),
        ({"入库时间": "2026-03-02 06:00"}, "duplicate_column"),
        ({"村名": None}, "missing_column"),
        ({"到达时间": None}, "missing_column"),
        ({"重量": "#N/A"}, "cell_error"),
    ],
)  # fmt: skip
def test_what_could_be_read_in_two_ways_is_refused_in_few_lines(change: dict[str, Any], code: str, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    frame = BASE_TABLE.assign(**{k: v for k, v in change.items() if v is not None})
    frame.drop(columns=[k for k, v in change.items() if v is None]).to_csv(path, index=False)
    told = refused(path, "zh")
    assert len(told) == 1
    assert f"parcels.{code}］" in told[0]


def test_rows_of_sums_and_lines_below_are_no_parcels(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(BASE_TABLE.to_csv(index=False) + "合计,,,,2000\n填表人：张三,,,,\n", encoding="utf-8")
    found = read_records(path, county(), parameters())
    assert len(found.row) == 1260
    assert any("合计" in str(note.source) for note in found.notes)
