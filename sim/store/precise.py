"""What the rule of precision says of replications that are in an archive."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.inference.enough import ask, kpis_of, rule_of, targets_of
from sim.inference.precision import Decision, Values, history
from sim.inference.precision_keys import Precision
from sim.store.archive import Archive


def decided(keys: Precision, archive: Archive, scenarios: Mapping[str, str], n: int) -> Decision:
    """What the rule says of the first ``n`` replications of scenarios that are compared, all of them in the archive.

    Args:
        scenarios: their keys in the archive, by name.
    """
    return ask(keys, _values(keys, archive, scenarios, n))


def narrowing(keys: Precision, archive: Archive, scenarios: Mapping[str, str], n: int) -> pd.DataFrame:
    """How the intervals of a comparison narrowed; see ``sim.inference.precision.history``."""
    return history(_values(keys, archive, scenarios, n), targets_of(keys, list(scenarios)), rule_of(keys), n)


def _values(keys: Precision, archive: Archive, scenarios: Mapping[str, str], n: int) -> Values:
    kpis = kpis_of(keys)
    stored = {name: archive.values(key, range(n), kpis) for name, key in scenarios.items()}
    return {name: dict(zip(kpis, values.T, strict=True)) for name, values in stored.items()}
