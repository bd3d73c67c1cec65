"""Findings about a plan."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from sim.policy.what_if import KPIS
from sim.proposal.findings.findings_plan import change, goals, inputs, targets
from tests.proposal.evident import made


def test_what_turns_most_comes_first_and_what_breaks_is_named() -> None:
    row = dict.fromkeys(KPIS, 1.0)
    rows = [
        {"what": "as_planned", "value": "", "state": "ok", **row}, {"what": "volume", "value": "-30%", "state": "ok", **row, "cost_system_parcel": 5.0},
        {"what": "volume", "value": "+30%", "state": "overloaded", **row},
    ]  # fmt: skip
    evidence = made("en", planned=False)
    told = list(change(replace(evidence, tables={**evidence.tables, "whatif": pd.DataFrame(rows)})))
    assert "volume -30%: 5.00 yuan/parcel" in told[0]
    assert told[-1] == "The plan is overloaded or impossible with: volume +30%."


def test_targets_and_inputs_have_denominators() -> None:
    assert not list(targets(made(planned=False)))
    assert all("/" in text for text in inputs(made("en", planned=False)))
    assert "no plan document" in next(goals(made("en", planned=False)))
