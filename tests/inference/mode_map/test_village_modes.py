"""The best mode of each village, as a table that is an assignment, and what such a mixture promises."""

from __future__ import annotations

import numpy as np
import pytest

from sim.inference.by_mode import by_mode
from sim.inference.mode_map.phase import objective_kpi
from sim.inference.mode_map.village_modes import COLUMNS, Uniform, promised, village_table
from sim.inference.selection.best import NONE
from sim.service.assignment.assignment_table import SHEET
from sim.table.heading import heading
from tests.proposal.made import measures, prepared

OBJECTIVE = "system"
KPI = objective_kpi(OBJECTIVE)


def uniform(*over: str) -> Uniform:
    return Uniform(prepared(), by_mode(measures()), frozenset(over))


def test_a_row_a_village_with_its_cheaper_mode() -> None:
    found = uniform()
    table = village_table(found, OBJECTIVE)
    assert tuple(table.columns) == COLUMNS
    assert len(table) == 4
    for i, row in enumerate(table.itertuples()):
        means = {m: float(np.mean([r.villages[KPI][i] for r in rows])) for m, rows in found.measures.items()}
        assert row.mode == min(means, key=means.__getitem__)
        assert row.cost == pytest.approx(min(means.values()))


def test_the_table_serves_as_an_assignment() -> None:
    assert {SHEET.known[heading(c).words].key for c in COLUMNS if heading(c).words in SHEET.known} >= {"village", "mode"}


def test_overloaded_modes_are_no_candidates() -> None:
    assert set(village_table(uniform("joint"), OBJECTIVE)["mode"]) == {"other"}
    assert list(uniform("joint").usable) == ["other"]
    assert uniform("joint", "other").whole(OBJECTIVE).verdict == NONE


def test_a_mixture_promises_no_more_than_the_best_mode_alone_costs() -> None:
    found = uniform()
    table = village_table(found, OBJECTIVE)
    assert promised(found, table, OBJECTIVE).mean() <= found.whole(OBJECTIVE).cost + 1e-9
    assert len(promised(found, table, OBJECTIVE)) == 3
