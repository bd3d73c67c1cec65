"""Every knob moves something: each parameter of the registry is turned, and the KPI that its documentation names moves as it says."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import pytest

from sim.measure.registry import kpi_of
from sim.parameters import Parameters, Quantity, registry
from tests.experiments.county_files import Configs, write_county
from tests.experiments.knob_bench import Bench
from tests.experiments.knob_table import FEED, FEED_SPACE, also_of, mode_of, on_road, turn_of

KNOBS = {q.key: q for q in registry(Parameters()) if q.moves and q.key != "demand.parcels_file" and not q.key.endswith((".feed", ".feed_space"))}
STILL = [q for q in registry(Parameters()) if not q.moves]


MANY = re.compile(r"\.also\.|\.(crew|count|slots|duty_start|max_round_h|route_iterations|villages_per_vehicle|loading_min)$")
"""Parameters that move something only where there is enough to do: crews and vehicles that are short, rounds of several villages."""


ROWS = re.compile(r"^(host|vehicles|subsidy|investment|points\.types|demand\.(?:brands|occasions|outbound\.products)|staffing\.[a-z_]+)\.[^.]+\.")
"""Tables of like rows: what a key of one row moves, the same key of the next moves in the same way."""

ONE_IN = 8
"""So many keys to one that is turned at once."""


def knobs() -> list[Any]:
    """Every key: of tables of like rows those of the first row that has them, and of those one in ``ONE_IN``; the others as a slow study."""
    seen: set[str] = set()
    found = []
    for key in KNOBS:
        kind = ROWS.sub(r"\1.*.", key)
        at_once = kind not in seen and len(seen) % ONE_IN == 0
        found.append(pytest.param(key, marks=() if at_once else pytest.mark.slow))
        seen.add(kind)
    return found


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Twelve villages, which is enough for most parameters."""
    return Bench(Configs(write_county(tmp_path_factory.mktemp("county") / "small", each=4)))


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Twice as many."""
    return Bench(Configs(write_county(tmp_path_factory.mktemp("county") / "small")))


def ends(q: Quantity) -> tuple[Any, Any]:
    """The two values between which a parameter is turned: those of the table, else its own and the end of its range that is further away."""
    turn = turn_of(q.key)
    if turn.low is not None:
        return turn.low, turn.high
    if isinstance(q.base, bool):
        return False, True
    if q.choices:
        return q.choices[0], q.choices[1]
    assert q.low is not None, f"{q.key} needs a row in the table"
    assert q.high is not None
    low, high = (int(q.low), int(q.high)) if isinstance(q.base, int) else (q.low, q.high)
    assert isinstance(q.base, int | float), f"{q.key} needs a row in the table"
    return (q.base, high) if high - q.base >= q.base - low else (low, q.base)


@pytest.fixture(scope="module")
def urban(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Six villages, and three communities."""
    return Bench(Configs(write_county(tmp_path_factory.mktemp("county") / "small", each=2, communities=3)))


@pytest.mark.parametrize("key", knobs())
def test_a_parameter_moves_what_its_documentation_says(key: str, bench: Bench, busy: Bench, urban: Bench) -> None:
    q, turn, runs = KNOBS[key], turn_of(key), urban if ".urban" in KNOBS[key].moves else busy if MANY.search(key) else bench
    sign, (kpi, _, named) = q.moves[0], q.moves[1:].partition("@")
    mode, also = turn.mode or named or mode_of(key), turn.also or also_of(key)
    low, high = (runs.read(mode, {**also, key: value})[kpi] for value in ends(q))
    assert not math.isnan(low + high), f"{kpi} is not measured"
    if sign == "+":
        assert high > low
    elif sign == "-":
        assert high < low
    else:
        assert high != low


def test_a_table_of_parcels_replaces_what_is_drawn(bench: Bench, tmp_path: Path) -> None:
    table = tmp_path / "parcels.csv"
    rows = [f"甲村,东镇,2026-03-{2 + d:02d} 06:{m:02d}" for d in range(9) for m in range(20)]
    table.write_text("村名,乡镇,时间\n" + "\n".join(r.replace("甲村", "东镇甲村") for r in rows) + "\n", encoding="utf-8")
    drawn = bench.read("courier_courier", {})
    replayed = bench.read("courier_courier", {"demand.parcels_file": str(table)})
    assert drawn["at_village_mean_h"] != replayed["at_village_mean_h"]


@pytest.mark.parametrize("host", ["post", "bus", "shop"])
def test_a_feed_replaces_a_hosts_timetable(bench: Bench, host: str) -> None:
    road = {**on_road(host), "fleet.sizing": "existing"}
    made = bench.read("courier_courier", road)
    by_feed = bench.read("courier_courier", {**road, f"host.{host}.feed": FEED})
    assert made["at_village_mean_h"] != by_feed["at_village_mean_h"]
    tight = bench.read("courier_courier", {**road, f"host.{host}.feed": FEED, f"host.{host}.feed_space": FEED_SPACE})
    assert tight["at_village_mean_h"] != by_feed["at_village_mean_h"]


def test_what_moves_nothing_is_a_label_and_says_so() -> None:
    assert {q.key.rsplit(".", 1)[-1] for q in STILL} == {"name_zh", "name_en", "aliases"}
    assert all("moves nothing" in q.meaning for q in STILL)


def test_what_a_parameter_moves_is_a_kpi() -> None:
    said = {key: (q.moves[0], q.moves[1:].partition("@")[0]) for key, q in KNOBS.items()}
    assert not {key for key, (sign, kpi) in said.items() if sign not in "+-~" or not (kpi == "villages" or kpi_of(kpi))}
