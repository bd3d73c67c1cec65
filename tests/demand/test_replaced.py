"""Keys that a table of parcels takes the place of: turned, they change nothing; every other key of demand does."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.county.county import County
from sim.demand import records
from sim.demand.expected import expected
from sim.demand.replaced import BY_COLUMN, by_choice, refused, replaced, set_aside
from sim.demand.source import parcels_of
from sim.parameters import Parameters, registry
from sim.problems import InputError, Problem

INBOUND = [q for q in registry(Parameters()) if q.key.startswith(("demand.", "resident.dwell")) and not q.key.startswith("demand.outbound.")]
KEYS = [q for q in INBOUND if q.moves and q.key.rpartition(".")[2] not in ("parcels_file", "alone", "upstream_h")]
"""Keys that decide what is drawn; a brand's mode outside a pool is one of the plan, the time above the county one of measuring."""

TURNED = {bool: lambda v: not v, str: lambda v: "07:30", tuple: lambda v: tuple(reversed(v))}
WORDS = {"first": "03-07", "last": "03-07", "peak_day": "03-07", "sized_for": "peak", "without": ("zto",), "parcels": 1, "kg": 1.0, "litres": 1.0}
"""Values of keys that take certain texts only."""

FULL = ("brand", "kg", "litres", "to_door", "dwell", "household")


def turned(key: str, file: Path) -> Parameters:
    """The parameters with a table, and with a key set to something else (none where it is empty)."""
    tree = Parameters().model_dump()
    tree["demand"]["parcels_file"] = str(file)
    *path, last = key.split(".") if key else ("",)
    node: Any = tree
    for name in path:
        node = node[int(name)] if isinstance(node, (list, tuple)) else node[name]
    if key:
        node[last] = WORDS[last] if last in WORDS else TURNED.get(type(node[last]), lambda v: v * 0.5)(node[last])
    return Parameters.model_validate(tree)


def outcome(county: County, parameters: Parameters) -> list[Any]:
    """All that demand hands on: the plan's ground and the parcels themselves."""
    parts = [expected(county, parameters), *parcels_of(county, parameters, 1, 0)]
    return [getattr(part, f.name) for part in parts for f in dataclasses.fields(part)]


def same(a: list[Any], b: list[Any]) -> bool:
    return all(np.array_equal(x, y) if isinstance(x, np.ndarray) else x == y for x, y in zip(a, b, strict=True))


@pytest.fixture
def tables(tmp_path: Path, county: County) -> dict[str, Path]:
    """A table that says everything, and one that says the village and the time alone."""
    days, rng = np.repeat(np.arange(42), 20), np.random.default_rng(1)
    bare = pd.DataFrame({"village": [county.villages[i % 40].code for i in range(len(days))], "time_h": days * 24 + rng.uniform(5, 20, len(days))})
    n = len(bare)
    full = bare.assign(
        brand=rng.choice(list(Parameters().demand.brands), n), kg=rng.uniform(0.2, 9, n), litres=rng.uniform(1, 20, n),
        to_door=rng.choice(["是", "否"], n), dwell_h=rng.uniform(1, 50, n), household=rng.integers(0, 9, n),
    )  # fmt: skip
    paths = {"full": tmp_path / "full.csv", "bare": tmp_path / "bare.csv"}
    full.to_csv(paths["full"], index=False)
    bare.to_csv(paths["bare"], index=False)
    return paths


@pytest.mark.parametrize("kind", ["full", "bare"])
def test_the_list_is_what_the_code_does(kind: str, county: County, tables: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "refused", lambda *_: [])
    usual = outcome(county, turned("", tables[kind]))
    still = {q.key for q in KEYS if same(usual, outcome(county, turned(q.key, tables[kind])))}
    assert still == {q.key for q in KEYS if replaced(q.key, FULL if kind == "full" else ())}


def test_such_keys_are_refused_by_name(county: County, tables: dict[str, Path]) -> None:
    assert [p.where for p in refused(turned("demand.scale", tables["bare"]))] == ["demand.scale"]
    assert [p.where for p in refused(turned("demand.truck.parcels", tables["bare"]))] == ["demand.truck.parcels"]
    assert refused(turned("", tables["bare"])) == []
    assert refused(turned("demand.weight_mean_kg", tables["full"])) == []
    with pytest.raises(InputError) as caught:
        parcels_of(county, turned("demand.weight_mean_kg", tables["full"]), 1, 0)
    assert [p.where for p in caught.value.problems] == ["demand.weight_mean_kg"]
    assert parcels_of(county, turned("demand.weight_mean_kg", tables["bare"]), 1, 0)
    assert refused(turned("", tables["bare"])) == []


def test_every_listed_column_is_one_that_a_table_has() -> None:
    assert set(BY_COLUMN) <= set(FULL)


def test_keys_without_a_table_are_left_alone() -> None:
    assert refused(Parameters.model_validate({"demand": {"scale": 2.0}})) == []


def test_what_nobody_wrote_for_the_table_is_set_aside() -> None:
    section = {"parcels_file": "x.csv", "scale": 3.0, "weight_mean_kg": 9.0}
    assert set_aside(section, {"scale": 3.0, "weight_mean_kg": 9.0}) == {**section, "scale": Parameters().demand.scale}
    assert set_aside(section, {"scale": 2.0}) == section, "somebody wrote another value"
    assert set_aside({"scale": 3.0}, {"scale": 3.0}) == {"scale": 3.0}, "there is no table"


def test_a_fault_of_a_chosen_file_is_told_by_the_choice() -> None:
    told = Problem("parcels.replaced", "demand.scale", "3", "1")
    (found,) = by_choice([told], "demand=busy", {"scale": 3})
    assert found.where == "demand=busy"
    assert "demand.scale" in str(found.found)
    assert by_choice([told], "demand=busy", {}) == [told]
