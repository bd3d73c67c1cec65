"""In every mode and every plan's columns what is paid is received, and villages add up to the county, to the cent."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pytest

from experiments.scenarios.prepare import prepare
from experiments.settings.config import Config
from sim.measure.ledger import RESOURCE, TRANSFER, check
from tests.experiments.county_files import Configs, write_county
from tests.policy.shipped import PLANS, shipped
from tests.replicate import replicate

DAYS = 7
SHORT: dict[str, Any] = {
    "horizon.warmup_days": 0, "horizon.measured_days": DAYS, "horizon.drain_days": 1, "fleet.route_iterations": 2,
    "demand.outbound.share": 0.15,
}  # fmt: skip


@pytest.fixture(scope="module")
def configs(tmp_path_factory: pytest.TempPathFactory) -> Configs:
    return Configs(write_county(tmp_path_factory.mktemp("balanced") / "small", each=2))


def _balanced(config: Config, scenarios: Collection[str]) -> None:
    done = replicate(prepare(config, tuple(scenarios)), 0)
    for name in scenarios:
        of = done.measures[name]
        check(of.ledger)
        assert not of.ledger.cells(lambda a: a.kind == TRANSFER).sum(axis=0).any(), "in no village is anything left over"
        cents = int(of.ledger.cells(lambda a: a.kind == RESOURCE).sum())
        assert cents == int(of.ledger.cells(lambda a: True).sum()), "what all pay is what is used up"
        years = float(np.nansum(of.villages["cost_village_year.all"]))
        assert round(years * 100 * DAYS / 365) == cents, "villages add up to the county"


def test_in_every_mode(configs: Configs) -> None:
    config = configs.config(SHORT)
    _balanced(config, config.mode_table)


@pytest.mark.parametrize("name", PLANS)
def test_in_every_column_of_a_plan(configs: Configs, name: str) -> None:
    plan = shipped(name).model_dump(mode="json", exclude={"facilities", "targets", "rollout"})
    _balanced(configs.config({**SHORT, "plan": plan}), plan["scenarios"])
