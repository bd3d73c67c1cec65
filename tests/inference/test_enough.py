"""What a person asks of precision becomes a rule and its targets."""

from __future__ import annotations

import json

import numpy as np

from sim.inference.enough import ask, kpis_of, record, rule_of, targets_of
from sim.inference.precision import StoppingRule
from sim.inference.precision_keys import Precision

KEYS = Precision(kpis=("cost_system_parcel",), absolute={"within_24h": 0.01}, min=6, batch=3, max=30)


def test_keys_become_targets() -> None:
    assert rule_of(KEYS) == StoppingRule(6, 30, 3)
    assert kpis_of(KEYS) == ("cost_system_parcel", "within_24h")
    found = targets_of(KEYS, ["a", "b", "c"])
    assert len(found) == 2 * 3 + 2 * 3
    assert {(t.kpi, t.absolute) for t in found} == {("cost_system_parcel", None), ("within_24h", 0.01)}
    assert {(t.scenario, t.against) for t in found if t.against} == {("a", "b"), ("a", "c"), ("b", "c")}
    assert len(targets_of(KEYS.model_copy(update={"differences": False}), ["a", "b"])) == 4
    listed = KEYS.model_copy(update={"differences": ("in_hand_mean_h",)})
    assert kpis_of(listed)[-1] == "in_hand_mean_h"
    assert [t.kpi for t in targets_of(listed, ["a", "b"]) if t.against] == ["in_hand_mean_h"]


def test_what_came_of_it_is_told_as_plain_data() -> None:
    values = {"a": {kpi: np.linspace(0.9, 0.901, 30) for kpi in kpis_of(KEYS)}}
    told = record({"min": 6}, ask(KEYS, values))
    assert (told["reached"], told["rule"], len(told["targets"])) == (True, {"min": 6}, 2)
    json.dumps(told, allow_nan=False)
