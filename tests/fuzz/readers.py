"""Every reader of somebody's input, with good inputs to spoil: a reader makes its input in an empty folder, and reads it."""

from __future__ import annotations

import io
import json
import os
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd

from tests.cases.handed import DATA
from tests.fuzz.mutate import ODD, spoil

Made = Callable[[Path, Random], Callable[[], object]]
HOME = Path(__file__).resolve().parents[2]
CONF = HOME / "conf"
GROUPS = ("mode", "assignment", "demand", "county", "plan", "study", "chart")
VERBS = ("compare", "simulate", "sweep", "check", "sensitivity", "optimise", "mode-map", "collect")


@dataclass(frozen=True)
class Reader:
    """A reader: ``make`` puts a spoilt input into a folder and gives what reads it; ``share`` of all inputs are its."""

    name: str
    make: Made
    share: int


def _seeds(*patterns: str) -> list[bytes]:
    """Good, and handed, files to spoil; none that is large."""
    return _contents(patterns)


@cache
def _contents(patterns: tuple[str, ...]) -> list[bytes]:
    files = sorted({f for p in patterns for f in DATA.glob(p) if f.is_file() and f.stat().st_size < 150_000})
    assert files, patterns
    return [f.read_bytes() for f in files]


def _put(file: Path, seeds: list[bytes], rng: Random) -> Path:
    """Put a spoilt file there; now and then something that is no file at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    other = rng.random()
    if other < 0.003:
        os.mkfifo(file)
    elif other < 0.006:
        file.mkdir()
    elif other < 0.009:
        file.symlink_to("/dev/zero")
    else:
        file.write_bytes(spoil(rng.choice(seeds), rng))
    return file


def _load(source: Path) -> Callable[[], object]:
    from experiments.scenarios.provenance import DATA
    from sim.county.load import load_county
    from sim.county.spec import CountySpec

    return lambda: load_county(CountySpec(slug="own", source=str(source)), DATA)


COUNTIES = ("12_formula_names", "44a_polygon_and_label_point", "heavy_block", "05_bracketed_names", "64_contradictory_distances")


def county_csv(folder: Path, rng: Random) -> Callable[[], object]:
    """A folder of CSV tables, one or two of them spoilt."""
    files = [f for f in sorted((DATA / rng.choice(COUNTIES)).iterdir()) if f.is_file()]
    bad = {rng.randrange(len(files)), rng.randrange(len(files))}
    (folder / "c").mkdir()
    for i, file in enumerate(files):
        (folder / "c" / file.name).write_bytes(spoil(file.read_bytes(), rng) if i in bad else file.read_bytes())
    return _load(folder / "c")


def county_xlsx(folder: Path, rng: Random) -> Callable[[], object]:
    """A workbook of a county."""
    return _load(_put(folder / rng.choice(("c.xlsx", "c.xlsx", "c.xlsx", "c.xls", "c.csv")), _seeds("0*.xlsx", "1[0-4]*.xlsx", "4*.xlsx"), rng))


@cache
def small() -> Any:
    """The county that tables beside it are read against."""
    return _load(DATA / "00_base.xlsx")()


@cache
def base() -> Any:
    """A config that nothing is wrong with."""
    from experiments.settings.compose import configs, files

    return next(configs(["county=hoxud"], "check", None, files(None))[1])


def assignment(folder: Path, rng: Random) -> Callable[[], object]:
    """A table of which mode serves which village."""
    from sim.service.assignment.assignment_table import read_assignment
    from sim.table.findings import Findings

    name = rng.choice(("a.csv", "a.xlsx"))
    csv = "村,模式,乡镇\n" + "".join(f"{v.name},courier_courier,{small().townships[v.township].name}\n" for v in small().villages)
    file = _put(folder / name, _seeds("15*.xlsx") if name == "a.xlsx" else [csv.encode(), csv.encode("gbk")], rng)
    return lambda: read_assignment(file, small(), base().mode_table, Findings())


def boundary(folder: Path, rng: Random) -> Callable[[], object]:
    """A boundary in GeoJSON."""
    from sim.county.boundary import read_boundary

    file = _put(folder / "b.geojson", _seeds("44*/boundary.geojson"), rng)
    return lambda: read_boundary(file, [])


@cache
def _parquet() -> list[bytes]:
    table = pd.read_csv(DATA / "20_parcels_base.csv", encoding="utf-8-sig").head(300)
    when = pd.to_datetime(table["到达时间"])
    tables = [
        table, table.assign(到达时间=when), table.assign(到达时间=when.dt.tz_localize("Asia/Shanghai")), table.assign(到达时间=when.astype("datetime64[s]")), table.assign(重量=table["重量"].astype(str)),
        table.assign(村名=table["村名"].astype("category")), table.assign(村名=[["a"]] * len(table)), table.assign(重量=[{"a": 1}] * len(table)), table.assign(品牌=None), table.assign(重量=[b"x"] * len(table)),
        table.assign(到达时间=when.dt.date), table.assign(到达时间=when.dt.time), table.assign(到达时间=when - when.iloc[0]), table.assign(重量=float("inf")), table.assign(重量=True), table.head(0), table[[]],
    ]  # fmt: skip
    found = []
    for one in tables:
        one.to_parquet(buffer := io.BytesIO(), index=False)
        found.append(buffer.getvalue())
    return found


def parcels(folder: Path, rng: Random) -> Callable[[], object]:
    """A table of real parcels: CSV, workbook or parquet."""
    from sim.demand.replay import replay_parcels

    kind = rng.choice(("csv", "csv", "csv", "xlsx", "parquet"))
    seeds = {"csv": _heads(), "xlsx": _seeds("21*.xlsx"), "parquet": _parquet()}[kind]
    file = folder / f"p.{kind}"
    file.write_bytes(seeds[rng.randrange(len(seeds))] if kind == "parquet" and rng.random() < 0.2 else spoil(rng.choice(seeds), rng))
    return lambda: replay_parcels(file, small(), base().parameters, 1, 0)


@cache
def _heads() -> list[bytes]:
    """The first lines of tables of parcels."""
    return [b"\n".join(f.split(b"\n")[:150]) for f in _contents(("20*.csv", "2[12]*.csv", "4*.csv", "5*.csv", "7*.csv"))]


def mode_yaml(folder: Path, rng: Random) -> Callable[[], object]:
    """A mode."""
    from tests.service.small_county import read_mode

    file = _put(folder / "m.yaml", [f.read_bytes() for f in sorted((CONF / "mode").glob("*.yaml"))], rng)
    return lambda: read_mode(file)


def group_yaml(folder: Path, rng: Random) -> Callable[[], object]:
    """A file of a group in the user's own folder, chosen; the file may be a folder."""
    group = rng.choice(GROUPS)
    seeds = [f.read_bytes() for f in sorted((CONF / group).glob("*.yaml"))] or [b"# @package _global_\nseed: 3\ndemand: {scale: 2}\n"]
    _put(folder / "conf" / group / "zz.yaml", [*seeds, b"# @package _global_\ndefaults:\n  - _self_\n"], rng)
    return lambda: _command("check", ["--config-dir", "conf", f"{group}=zz"])


DESIGN = {
    "csv": "name,fleet.village.count,mode,schedule.trunk.depart\na,3,courier_courier,\"['08:00']\"\nb,,postal_courier,\nc,5,,\"['07:30','13:00']\"\n",
    "yaml": "- {name: a, fleet.village.count: 3, mode: courier_courier, schedule.trunk.depart: ['08:00']}\n- {name: b, mode: postal_courier}\n- fleet: {village: {count: 5}}\n",
}


def design(folder: Path, rng: Random) -> Callable[[], object]:
    """A table of scenarios."""
    kind = rng.choice(("csv", "yaml", "xlsx"))
    _put(folder / f"d.{kind}", _seeds("16*.xlsx") if kind == "xlsx" else [DESIGN[kind].encode()], rng)
    return lambda: _command("sweep", ["county=hoxud", f"design=d.{kind}"])


@cache
def _keys() -> list[str]:
    from experiments.settings.compose import compose_tree
    from sim.plain.tree import flatten

    return list(flatten(compose_tree([], None)[0]))


def config(folder: Path, rng: Random) -> Callable[[], object]:
    """Words of a command line, for any verb."""
    words = ["county=hoxud"] if rng.random() < 0.8 else []
    for _ in range(rng.choice((1, 1, 2, 3))):
        words.append(_word(rng))
    options = rng.choice(([], [], [], [], ["--cfg", "job"], ["-m"], ["--help"], ["--config-dir", "."]))
    verb, line = rng.choice(VERBS), [*options, *words]
    (folder / "words.json").write_text(json.dumps([verb, *line]), encoding="utf-8")
    return lambda: _command(verb, line)


def _word(rng: Random) -> str:
    key = rng.choice(_keys())
    path = key.split(".")
    if rng.random() < 0.2:
        path[rng.randrange(len(path))] = rng.choice(("x", "0", "-1", "99", "", "农场", rng.choice(path)))
    values = (
        rng.choice(ODD), rng.choice(ODD), f"[{rng.choice(ODD)}]", f"{{{rng.choice(ODD)}: {rng.choice(ODD)}}}", "true", "null", "-1", "1.5", "1,2,3", "range(1,5)", "range(0)", "range(1,2000000)", "choice(a,b)", "glob(*)",
        "interval(0,1)", "sort(3,1)", "shuffle(1,2)", "[[1,2],[3]]", "{a:{b:{c:1}}}", f"[{','.join(['1'] * 3_000)}]", f"${{{rng.choice(_keys())}}}", "${" * 50, "'", "int(x)", "float('nan')", "1e400",
    )  # fmt: skip
    if rng.random() < 0.1:
        return rng.choice(ODD)
    return rng.choice(("", "", "", "", "+", "++", "~")) + ".".join(path) + rng.choice(("=", "=", "=", "=", "", "==")) + rng.choice(values)


def _command(verb: str, words: list[str]) -> object:
    """A command up to its job, which only has its config validated; what it says goes nowhere."""
    from contextlib import redirect_stderr, redirect_stdout

    from experiments import app

    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        try:
            code: object = app.run(verb, [w.replace("\x00", "") for w in words])  # no system hands a NUL over
        except SystemExit as end:
            code = end.code
    if code not in (0, 2, None):
        raise AssertionError(f"exit code {code}")
    return code


@cache
def _part() -> bytes:
    from sim.plain import records
    from tests.measure.test_part import part

    return records.packed(part())


def stored_part(folder: Path, rng: Random) -> Callable[[], object]:
    """A stored replication, spoilt as a file or inside its compressed stream, where no checksum sees it."""
    from sim.store.parts import Parts

    parts, key = Parts(folder), "0" * 64
    path = parts.path("a", key, 3)
    path.parent.mkdir(parents=True)
    path.write_bytes(spoil(_part(), rng) if rng.random() < 0.3 else zlib.compress(spoil(zlib.decompress(_part()), rng)))
    return lambda: _quietly(lambda: parts.read("a", key, 3))


@cache
def _sqlite() -> dict[str, bytes]:
    import shutil
    import tempfile

    from sim.store.archive import Archive
    from tests.store.filled import fill

    folder = Path(tempfile.mkdtemp())
    with Archive(folder) as archive:
        fill(archive, range(3))
        found = {f.name: f.read_bytes() for f in folder.iterdir() if not f.name.endswith("-shm")}
    found["whole"] = (folder / "archive.sqlite").read_bytes()
    shutil.rmtree(folder)
    return found


def sqlite(folder: Path, rng: Random) -> Callable[[], object]:
    """An archive, with or without its log, or its lock."""
    seeds = _sqlite()
    bad = rng.choice(("archive.sqlite", "archive.sqlite", "archive.sqlite", "archive.sqlite-wal", "archive.lock"))
    logged = rng.random() < 0.3
    for name in ("archive.sqlite", *(("archive.sqlite-wal",) if logged else ()), "archive.lock"):
        content = seeds["whole"] if name == "archive.sqlite" and not logged else seeds.get(name, b"")
        (folder / name).write_bytes(spoil(content, rng) if name == bad else content)
    return lambda: _quietly(lambda: _use(folder))


def _use(folder: Path) -> None:
    from sim.store.archive import Archive
    from tests.store.filled import key, row

    with Archive(folder) as archive:
        for point in range(3):
            archive.rows(key(point))
            archive.standing(key(point))
        archive.add(key(1), "again", [row(1, 0)])
        assert 0 in archive.numbers(key(1))


def _quietly(work: Callable[[], object]) -> object:
    from contextlib import redirect_stderr

    with redirect_stderr(io.StringIO()):
        return work()


def sweep_folder(folder: Path, rng: Random) -> Callable[[], object]:
    """What a sweep left, for ``collect``."""
    basis = {"title": ["a", "b"], "origin": ["a", "b"], "days": ["a", "b"], "inputs": [["a", "b"]], "fixed": ["x"], "version": "1"}
    good = {"keys": ["seed"], "replications": 2, "precision": {}, "store": "nowhere", "basis": basis, "scenarios": [[[1], "a", "0" * 64], [[2], "b", "1" * 64]]}
    _put(folder / "s" / "design.json", [json.dumps(good).encode()], rng)
    return lambda: _collect(folder / "s")


def _collect(folder: Path) -> object:
    from experiments import collect

    return collect.main(base(), folder)


READERS = (
    Reader("county_csv", county_csv, 16), Reader("county_xlsx", county_xlsx, 12), Reader("assignment", assignment, 8), Reader("boundary", boundary, 8), Reader("parcels", parcels, 14), Reader("design", design, 5),
    Reader("mode_yaml", mode_yaml, 10), Reader("group_yaml", group_yaml, 6), Reader("config", config, 9), Reader("part", stored_part, 5), Reader("sqlite", sqlite, 4), Reader("sweep_folder", sweep_folder, 3),
)  # fmt: skip
