"""The worked example of docs/modes.md: a mode, a fee, a host and a point that somebody made without a line of code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from experiments.app import run
from experiments.scenarios.prepare import prepare
from experiments.settings.compose import configs, files
from sim.measure.ledger import Account, Ledger
from sim.plan.actor import Actor
from sim.plan.plan import ServicePlan
from sim.service.prepared import Prepared
from tests.cases.handed import BASE
from tests.house.documents import HOME, commands
from tests.house.examples import apply
from tests.replicate import replicate

PAGE = HOME / "docs" / "modes.md"
SMALL = [
    f"county={BASE}", "horizon.warmup_days=1", "horizon.measured_days=7", "horizon.drain_days=2", "fleet.route_iterations=2",
    "replications=1",
]  # fmt: skip


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the page."""
    home = tmp_path_factory.mktemp("page")
    apply(PAGE.read_text(encoding="utf-8"), home)
    return home / "mine"


@pytest.fixture(scope="module")
def prepared(mine: Path) -> Prepared:
    """The plans of the page's comparison."""
    verb, *words = commands(PAGE)[1]
    asked = [word for word in words if "=" in word]
    (config,) = configs([*asked, *SMALL], verb, str(mine), files(str(mine)))[1]
    return prepare(config, config.modes)


def test_the_first_command_finds_no_fault(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(mine.parent)
    verb, *words = commands(PAGE)[0]
    assert run(verb, [*words, *SMALL]) == 0


def test_parcels_ride_as_the_page_says(prepared: Prepared) -> None:
    legs = {s.name: set(_legs(s.plan)) for s in prepared.scenarios}
    assert legs["dairy_courier"] == {("host:dairy", "direct"), ("pool:joint", "relay")}
    assert legs["bus_then_van"] == {("host:bus", "trunk"), ("pool:joint", "village")}


def _legs(plan: ServicePlan) -> Iterator[tuple[str, str]]:
    for way in (way for way in plan.ways if way.pool):
        for line in (plan.lines[hop.line] for hop in way.hops):
            yield str(line.operator), line.leg.value


def test_the_host_and_the_point_are_those_of_the_folder(prepared: Prepared) -> None:
    (plan,) = (s.plan for s in prepared.scenarios if s.name == "dairy_courier")
    host = prepared.parameters.host["dairy"]
    assert (host.free_parcels, host.cancel_share, host.load_sd) == (150, 0.02, 0.3)
    assert {line.vehicle for line in plan.lines if line.operator == Actor.host("dairy") and line.hosted} == {"truck"}
    assert {point.shelf for point in plan.points if not point.remote} == {120}


def test_its_fees_are_paid(prepared: Prepared) -> None:
    ledger = replicate(prepared, 0).measures["dairy_courier"].ledger
    paid = {(str(a.actor), str(a.counterparty), a.category) for a, cents in _sums(ledger) if cents > 0}
    assert paid >= {
        ("pool:joint", "host:dairy", "奶车运费"), ("public", "keeper", "站点补贴"), ("pool:joint", "keeper", "commission")
    }


def _sums(ledger: Ledger) -> list[tuple[Account, int]]:
    return [(account, int(ledger.cents[ledger.account == n].sum())) for n, account in enumerate(ledger.accounts)]
