"""Real parcels: what the table says is kept, what it leaves out is drawn, and every fault is told with file, row and column."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.clock import DAY, HOUR, MINUTE
from sim.county.county import County
from sim.demand.draw import draw_parcels
from sim.demand.expected import expected
from sim.demand.recorded import recorded
from sim.demand.replay import read_records, replay_parcels
from sim.demand.source import parcels_of
from sim.demand.table import read_table
from sim.parameters import Parameters
from sim.problems import InputError, Problem, report

P = Parameters()
KEYS = tuple(P.demand.brands)


def written(frame: pd.DataFrame, folder: Path, kind: str) -> Path:
    path = folder / f"parcels{kind}"
    if kind == ".parquet":
        frame.to_parquet(path)
    elif kind == ".xlsx":
        frame.to_excel(path, index=False)
    else:
        frame.to_csv(path, index=False)
    return path


def problems(path: Path, county: County) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        replay_parcels(path, county, P, 1, 0)
    return caught.value.problems


def noted(path: Path, county: County) -> dict[str, int]:
    return {str(note.what): note.count for note in read_records(path, county, P).notes}


def full_table(county: County) -> tuple[pd.DataFrame, object]:
    parcels, _ = draw_parcels(dataclasses.replace(county, villages=county.villages[:4]), P, 1, 0)
    inside = parcels.entered_hub < P.horizon.days * DAY
    frame = pd.DataFrame(
        {
            "village": [county.villages[v].code for v in parcels.village],
            "brand": [KEYS[b] for b in parcels.brand],
            "time_ms": parcels.entered_hub,
            "kg": parcels.grams / 1000,
            "litres": parcels.ml / 1000,
            "to_door": parcels.to_door,
            "dwell_ms": parcels.dwell_point,
            "household": parcels.household,
        }
    )[inside]
    return frame.iloc[: 20_000 if len(frame) > 20_000 else None], parcels


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".parquet"])
def test_round_trip(county: County, tmp_path: Path, kind: str) -> None:
    frame, parcels = full_table(county)
    got, market = replay_parcels(written(frame, tmp_path, kind), county, P, 1, 0)
    n = len(frame)
    for name in ("village", "brand", "entered_hub", "day", "grams", "ml", "to_door", "dwell_point"):
        wanted = getattr(parcels, name)[:n] if name != "day" else parcels.entered_hub[:n] // DAY
        assert np.array_equal(getattr(got, name), wanted), name
        assert getattr(got, name).dtype == getattr(parcels, name).dtype or name == "dwell_point"
    assert np.array_equal(got.dwell_township, got.dwell_point)
    assert set(got.wave) == {-1}
    pairs = set(zip(parcels.household[:n].tolist(), got.household.tolist(), strict=True))
    assert len(pairs) == len(set(parcels.household[:n])) == len(set(got.household))
    assert market.time.shape[0] == len(pairs)


def test_chinese_headers_gbk_and_what_is_missing_is_drawn(county: County, tmp_path: Path) -> None:
    path = tmp_path / "快件.csv"
    text = "村名,乡镇,品牌,到达时间,重量（kg）,颜色\n村1,乡镇1,中通,2026-03-03 06:10,1.5,A1\n村0,,顺丰,2026-03-02 07:00,,A2\n"
    path.write_bytes(text.encode("gbk"))
    got, _ = replay_parcels(path, county, P, 1, 0)
    assert got.village.tolist() == [0, 1]
    assert [KEYS[b] for b in got.brand] == ["sf", "zto"]
    assert got.entered_hub.tolist() == [7 * HOUR, DAY + 6 * HOUR + 10 * MINUTE]
    assert got.grams[1] == 1500
    assert got.grams[0] >= 1
    again, _ = replay_parcels(path, county, P, 1, 0)
    assert np.array_equal(got.ml, again.ml)
    other, _ = replay_parcels(path, county, P, 1, 1)
    assert not np.array_equal(got.ml, other.ml)
    assert noted(path, county) == {
        "parcels": 2, "parcels: kg drawn": 1, "parcels: litres drawn": 2, "parcels: to_door drawn": 2, "parcels: dwell drawn": 2,
        "parcels: household drawn": 2, "parcels: measured days without any": P.horizon.measured_days, "parcels: how the table was read": 1,
    }  # fmt: skip


def test_a_cell_is_drawn_alike_whatever_other_rows_say(county: County, tmp_path: Path) -> None:
    rows = {"village": ["v001"] * 50, "time_h": np.arange(50) * 3.0}
    bare, _ = replay_parcels(written(pd.DataFrame(rows), tmp_path, ".csv"), county, P, 1, 0)
    some = pd.DataFrame({**rows, "kg": ["2"] + [""] * 49, "brand": ["sto"] + [""] * 49})
    half, _ = replay_parcels(written(some, tmp_path, ".csv"), county, P, 1, 0)
    assert np.array_equal(bare.grams[1:], half.grams[1:])
    assert np.array_equal(bare.brand[1:], half.brand[1:])
    assert (half.grams[0], KEYS[half.brand[0]]) == (2000, "sto")


def test_ties_keep_the_order_of_the_table_and_units_agree(county: County, tmp_path: Path) -> None:
    base = pd.DataFrame({"village": ["v003", "v001", "v002"], "kg": [3, 1, 2]})
    for header, values in {
        "time_min": [60, 0, 60],
        "time_h": [1, 0, 1],
        "entered_hub": [60, 0, 60],
        "time": ["2026-03-02 01:00", "2026-03-02 00:00", "2026/3/2 01:00"],
    }.items():
        got, _ = replay_parcels(written(base.assign(**{header: values}), tmp_path, ".csv"), county, P, 1, 0)
        assert got.village.tolist() == [1, 3, 2], header
        assert got.entered_hub.tolist() == [0, HOUR, HOUR], header
        assert got.grams.tolist() == [1000, 3000, 2000], header


def test_rows_outside_the_horizon_and_outbound_are_left_out(county: County, tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "village": ["v001"] * 5,
            "time": ["2026-03-01 23:59", "2026-03-02 00:00", "2026-04-12 23:59", "2026-04-13 00:00", "2026-03-05 07:00"],
            "direction": ["inbound"] * 4 + ["outbound"],
        }
    )
    path = written(frame, tmp_path, ".csv")
    got, _ = replay_parcels(path, county, P, 1, 0)
    assert got.entered_hub.tolist() == [0, 42 * DAY - MINUTE]
    notes = noted(path, county)
    assert notes["parcels: rows outside the horizon left out"] == 2
    assert notes["parcels: outbound rows left out"] == 1


def test_rows_that_are_exactly_alike_are_told_and_count(county: County, tmp_path: Path) -> None:
    told = "parcels: rows exactly like one before them, each counted as a parcel; delete them if exported twice, or add a column of waybill numbers"
    frame = pd.DataFrame({"village": ["v001", "v001", "v001", "v002"], "time": ["2026-03-02 01:00"] * 4, "kg": ["1", "1", "2", "1"]})
    path = written(frame, tmp_path, ".csv")
    assert len(replay_parcels(path, county, P, 1, 0)[0]) == 4
    assert noted(path, county)[told] == 1
    assert told not in noted(written(frame.assign(note=list("abcd")), tmp_path, ".csv"), county)
    numbered = frame.assign(waybill=["a1", "a2", "", ""])
    assert told not in noted(written(numbered, tmp_path, ".csv"), county)


@pytest.mark.parametrize("number", ["1772409600", "1772409600000", "1772409600.5"])
def test_seconds_since_1970_are_told(number: str, county: County, tmp_path: Path) -> None:
    (problem,) = problems(written(pd.DataFrame({"village": ["v001"] * 3, "time": [number, f"{number[:-1]}1", number]}), tmp_path, ".csv"), county)[:1]
    assert "1970" in problem.text("zh")


def test_expected_demand_comes_from_the_table(county: County, tmp_path: Path) -> None:
    days = np.repeat(np.arange(14), 10)
    frame = pd.DataFrame({"village": ["v002"] * 140, "brand": ["zto"] * 70 + ["jd"] * 70, "time_h": days * 24.0 + 6})
    frame = pd.concat([frame, pd.DataFrame({"village": ["v005"] * 14, "brand": "", "time_h": np.full(14, 24.0 * 7)})])
    path = written(frame, tmp_path, ".csv")
    two_weeks = P.model_copy(update={"horizon": P.horizon.model_copy(update={"measured_days": 7})})
    found = recorded(path, county, two_weeks)
    daily, weekday = found.daily, found.weekday
    assert daily[KEYS.index("zto"), 2] == pytest.approx(5.0)
    assert daily[:, 5].sum() == pytest.approx(1.0)
    assert daily[KEYS.index("sf"), 5] == pytest.approx(0.07)
    assert weekday.mean() == pytest.approx(1.0)
    assert weekday[0] / weekday[1] == pytest.approx((10 + 7) / 10)
    replayed = two_weeks.model_copy(update={"demand": P.demand.model_copy(update={"parcels_file": str(path)})})
    assert expected(county, replayed).total == pytest.approx(11.0)
    assert len(parcels_of(county, replayed, 1, 0)[0]) == 154


def test_villages_of_one_name_need_their_township(build: Callable[..., County], tmp_path: Path) -> None:
    county = build(4, 2)
    county = dataclasses.replace(
        county, villages=tuple(dataclasses.replace(v, name="张庄") for v in county.villages[:2]) + county.villages[2:]
    )
    bare = written(pd.DataFrame({"village": ["张庄"], "time_h": [1]}), tmp_path, ".csv")
    assert [p.code for p in problems(bare, county)] == ["parcels.ambiguous_village"]
    named = written(pd.DataFrame({"village": ["张庄", "张庄"], "乡镇": ["乡镇1", "t0"], "time_h": [1, 2]}), tmp_path, ".csv")
    assert replay_parcels(named, county, P, 1, 0)[0].village.tolist() == [1, 0]


@pytest.mark.parametrize(
    ("heading", "cell", "column", "value"),
    [
        ("重量kg", "1.5", "grams", 1500), ("重量(kg)", "1.5", "grams", 1500), ("公斤", "1.5", "grams", 1500), ("weight_kg", "1.5", "grams", 1500), ("weight (g)", "1500", "grams", 1500),
        ("体积l", "1.5", "ml", 1500), ("体积(升)", "1.5", "ml", 1500), ("升", "1.5", "ml", 1500), ("liters", "1.5", "ml", 1500), ("体积(cm³)", "1500", "ml", 1500),
        ("取件间隔h", "1.5", "dwell_point", 1.5 * HOUR), ("取件间隔(小时)", "1.5", "dwell_point", 1.5 * HOUR), ("取件间隔（分钟）", "90", "dwell_point", 1.5 * HOUR),
        ("取件间隔ms", "90", "dwell_point", 90), ("dwell_h", "1.5", "dwell_point", 1.5 * HOUR), ("是否上门", "是", "to_door", True), ("送货上门", "0", "to_door", False),
    ],
)  # fmt: skip
def test_headings_and_their_units(county: County, tmp_path: Path, heading: str, cell: str, column: str, value: float) -> None:
    got, _ = replay_parcels(written(pd.DataFrame([{**GOOD, heading: cell}]), tmp_path, ".csv"), county, P, 1, 0)
    assert getattr(got, column).tolist() == [value]


GOOD = {"village": "v001", "time": "2026-03-02 06:00"}
FAULTS = [
    ({"village": "nowhere"}, "parcels.unknown_village", "village"),
    ({"village": ""}, "parcels.unknown_village", "village"),
    ({"township": "乡镇3"}, "parcels.unknown_village", "village"),
    ({"brand": "ztoo"}, "parcels.unknown_brand", "brand"),
    ({"time": "yesterday"}, "parcels.time", "time"),
    ({"time": ""}, "parcels.time", "time"),
    ({"time": "45352.25"}, "parcels.time_serial", "time"),
    ({"kg": "-1"}, "parcels.number", "kg"),
    ({"kg": "0"}, "parcels.number", "kg"),
    ({"kg": "two"}, "parcels.number", "kg"),
    ({"kg": "1e9"}, "parcels.number", "kg"),
    ({"litres": "inf"}, "parcels.number", "litres"),
    ({"to_door": "maybe"}, "parcels.yes_no", "to_door"),
    ({"dwell_h": "-3"}, "parcels.number", "dwell_h"),
    ({"household": ""}, "parcels.household", "household"),
    ({"direction": "sideways"}, "parcels.direction", "direction"),
]


@pytest.mark.parametrize(("cell", "code", "column"), FAULTS)
def test_a_faulty_cell_is_told_with_row_and_column(county: County, tmp_path: Path, cell: dict[str, str], code: str, column: str) -> None:
    blank = {"household": "h1"} if "household" in cell else {}
    path = written(pd.DataFrame([{**GOOD, **blank}, {**GOOD, **cell}]).fillna(""), tmp_path, ".csv")
    (problem,) = problems(path, county)
    assert problem.code == code
    assert str(problem.where) == f"parcels.csv, row 3, column {column}"
    assert problem.allowed


def test_all_faults_at_once_and_many_rows_are_one_line(county: County, tmp_path: Path) -> None:
    rows = [{**GOOD, "village": "vOO1", "kg": "x", "brand": "ZT0"}] * 25
    found = problems(written(pd.DataFrame(rows), tmp_path, ".csv"), county)
    assert {p.code for p in found} == {"parcels.unknown_village", "parcels.unknown_brand", "parcels.number"}
    assert len(report(found, "en")) == 3
    assert any("did you mean 'ZTO'" in str(p.hint) for p in found)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("gone.csv", None, "parcels.no_file"),
        ("parcels.doc", b"village,time_h\n", "parcels.format"),
        ("empty.csv", b"", "parcels.empty_file"),
        ("header.csv", b"village,time_h\n", "parcels.empty"),
        ("broken.csv", b"village,time_h\nv001,1\nv001,2,3,4\n", "parcels.ragged_row"),
        ("bytes.csv", b"village,time_h\n\xff\xff\x81,1\n", "parcels.undecodable"),
        ("broken.parquet", b"no parquet", "parcels.unreadable"),
        ("broken.xlsx", b"no workbook", "parcels.not_a_workbook"),
        ("columns.csv", b"time_h,kg\n1,2\n", "parcels.missing_column"),
        ("times.csv", b"village,kg\nv001,2\n", "parcels.missing_column"),
        ("two.csv", b"village,time_h,time_ms\nv001,2,3\n", "parcels.duplicate_column"),
        ("twice.csv", "village,村名,time_h\nv001,村1,3\n".encode(), "parcels.duplicate_column"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "parcels.not_a_workbook"),
        ("n" * 300 + ".csv", None, "parcels.no_file"),
        ("nul\0.csv", None, "parcels.no_file"),
        ("late.csv", b"village,time\nv001,2020-01-01 06:00\n", "parcels.none_left"),
        ("negative.csv", b"village,time_ms\nv001,-5\n", "parcels.number"),
    ],
)
def test_a_faulty_file_is_told(county: County, tmp_path: Path, name: str, content: bytes | None, code: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert [p.code for p in problems(path, county)] == [code]


def test_a_table_is_read_once_and_never_stale(county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = []
    monkeypatch.setattr("sim.demand.records.read_table", lambda path: reads.append(path) or read_table(path))
    frame = pd.DataFrame({"village": [v.code for v in county.villages[:3]], "time_h": [1, 2, 3], "kg": [1.0, 2.0, 3.0]})
    path = written(frame, tmp_path, ".csv")
    first, _ = replay_parcels(path, county, P, 1, 0)
    again, _ = replay_parcels(str(path), county, P, 2, 1)
    assert len(reads) == 1
    assert np.array_equal(first.grams, again.grams)
    with pytest.raises(ValueError, match="read-only"):
        first.grams[0] = 0
    before = path.stat()
    written(frame.assign(kg=[4.0, 5.0, 6.0]), tmp_path, ".csv")  # as long as before
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert replay_parcels(path, county, P, 1, 0)[0].grams.tolist() == [4000, 5000, 6000]
    later = P.model_copy(update={"horizon": P.horizon.model_copy(update={"start_date": P.horizon.start_date + dt.timedelta(days=1)})})
    assert replay_parcels(path, county, later, 1, 0)[0].entered_hub.tolist() == [HOUR, 2 * HOUR, 3 * HOUR]  # counted from its own start
    named = P.model_copy(update={"demand": P.demand.model_copy(update={"brands": dict(reversed(P.demand.brands.items()))})})
    replay_parcels(path, county, named, 1, 0)
    assert len(reads) == 4
    path.unlink()
    assert problems(path, county)[0].code == "parcels.no_file"
