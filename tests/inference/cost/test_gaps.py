"""A gap in cost is split twice, and each split adds up to it."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from sim.inference.cost.gaps import PART, SHAPE, Carriage, against_least, gaps, of_shape
from sim.inference.results import by_mode
from sim.measure.measure import Measures, measure
from sim.measure.recipe import COSTS
from sim.proposal.comparison.gap_words import gap_lines, gap_shown
from tests.measure import small

KINDS = {"joint": Carriage("joint", "township"), "short": Carriage("joint", "direct"), "bus": Carriage("bus", "direct"), "slow": Carriage("bus", "township"), "today": Carriage("today", "")}
NAMES = {m: (f"{m}甲", m.upper()) for m in KINDS}
SYSTEM = "cost_system_parcel"


@pytest.fixture(scope="module")
def modes() -> dict[str, list[Measures]]:
    county, p = small.county(), small.parameters()
    return by_mode(measure(*small.case(r + 10 * k, mode=mode), county, p, r) for k, mode in enumerate(("joint", "bus", "today")) for r in range(3))


@pytest.mark.parametrize("scope", ["", ".all"])
def test_both_splits_of_every_pair_add_up_to_the_gap(modes: dict[str, list[Measures]], scope: str) -> None:
    found = gaps(modes, KINDS, {"short": dict.fromkeys((k + scope for k in COSTS), 1.5)}, scope)
    for kpi in COSTS:
        cost = {m: np.mean([x.county[kpi + scope] for x in rows]) for m, rows in modes.items()}
        for a, b in combinations(modes, 2):
            rows = found[(found["kpi"] == kpi + scope) & (found["a"] == a) & (found["b"] == b)]
            for split in (PART, SHAPE):
                part = rows.loc[rows["split"] == split, "difference"]
                if split == PART or "today" not in (a, b):
                    assert part.sum() == pytest.approx(cost[a] - cost[b], abs=1e-9)
                else:
                    assert part.empty
    fees = found[(found["part"] == "fees") & (found["kpi"] == SYSTEM + scope)]
    assert fees["difference"].tolist() == [0.0] * 3


def test_shape_is_the_difference_between_both_shapes_of_a_partner() -> None:
    cost = {"joint": np.array([3.4, 3.6]), "bus": np.array([2.4, 2.4])}
    assert of_shape("joint", "bus", KINDS, cost) is None
    one = of_shape("joint", "bus", KINDS, cost | {"short": np.array([2.5])})
    assert one == pytest.approx([0.9])
    both = of_shape("joint", "bus", KINDS, cost | {"short": np.array([2.5, 2.6]), "slow": np.array([3.1, 3.2])})
    assert both == pytest.approx([0.8, 0.9])
    assert of_shape("bus", "joint", KINDS, cost | {"short": np.array([2.5])}) == pytest.approx([-0.9])
    assert of_shape("bus", "short", KINDS, cost | {"short": np.array([2.5, 2.5])}) == pytest.approx([0, 0])
    assert of_shape("joint", "short", KINDS, cost | {"short": np.array([2.5, 2.6])}) == pytest.approx([0.9, 1.0])
    assert of_shape("joint", "today", KINDS, cost | {"today": np.array([4.0, 4.0])}) is None
    assert of_shape("joint", "bus", KINDS, cost | {"short": np.array([np.nan])}) is None


def test_words_and_table_tell_the_same(modes: dict[str, list[Measures]]) -> None:
    found = gaps(modes, KINDS, {"short": {SYSTEM: 1.5}})
    least, table = against_least(found, SYSTEM)
    assert least == min(modes, key=lambda m: np.mean([x.county[SYSTEM] for x in modes[m]]))
    assert (table["total"] >= 0).all()
    lines = gap_lines(found, SYSTEM, NAMES)
    assert len(lines) == len(modes) - 1
    for (zh, en), (mode, row) in zip(lines, table.iterrows(), strict=True):
        assert zh.startswith(f"{mode}甲比{least}甲高{row['total']:.2f}元/件")
        assert en.startswith(f"{str(mode).upper()} costs {row['total']:.2f} yuan a parcel more than {least.upper()}")
        assert ("不可比" in zh) == ("cannot be compared" in en) == bool(np.isnan(row["shape"]))
    for lang in ("zh", "en"):
        shown = gap_shown(found, SYSTEM, {m: NAMES[m][lang == "en"] for m in NAMES}, lang)
        assert len(shown) == len(table)
        assert not shown.map(lambda x: "nan" in x).any(axis=None)
    assert gap_shown(found[:0], SYSTEM, {}, "zh").empty
