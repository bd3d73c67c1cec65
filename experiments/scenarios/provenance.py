"""Names of scenarios and runs by everything that their numbers depend on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from experiments.settings.config import Config
from experiments.version import CONF
from sim.plain.recent import Remembered
from sim.source import code_version
from sim.store.contents import contents, files_of

DATA = CONF / "county_data"
"""Tables of the counties that come with the project."""

_OWN = Remembered[str](16)
"""What configs add to the names of scenarios, which are asked for again and again."""


def run_key(config: Config, scenarios: Iterable[str]) -> str:
    """Names what a run of several scenarios, in their order, gives; see ``scenario_key``."""
    return hashlib.sha256("\n".join(scenario_key(config, name) for name in scenarios).encode()).hexdigest()


def scenario_key(config: Config, scenario: str) -> str:
    """Names everything the replications of one scenario depend on: config, contents of the tables it reads, code.

    The same whether the scenario is run alone, beside others or in a sweep, and whatever its labels.

    Raises:
        KeyError: there is no such scenario.
    """
    tables = files_of(config.county, config.parameters, DATA, config.assigned(scenario).table)
    own = _OWN.of(config, scenario, lambda: config.scenario_key(scenario))
    text = "\n".join((own, *contents(tables), code_version()))
    return hashlib.sha256(text.encode()).hexdigest()
