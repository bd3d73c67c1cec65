"""What is known of a sweep, as one tidy table, and each scenario against the best one. Made from the archive and the list of scenarios alone."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.scenarios.archive import Archive
from experiments.scenarios.auto import ask, kpis_of
from experiments.settings.config import Config
from experiments.settings.crosscheck import MOST_REPLICATIONS
from experiments.settings.specs.precision import Precision
from sim.inference.against_best import against_best
from sim.inference.estimate import Floats, compare
from sim.inference.kpi_estimates import kpi_estimates
from sim.measure.registry import keys as kpi_keys
from sim.measure.registry import kpi_of, shape_of
from sim.plain import read_json
from sim.plain.whole import write_whole
from sim.proposal.swept import (
    COUNT,
    MESSAGE,
    NUMBER,
    OK,
    OVERLOADED,
    OVERLOADS,
    OWN,
    SAME_AS,
    SCENARIO,
    SHARED,
    STATUS,
    Basis,
    Entry,
    SweepTable,
    column,
    ranking,
)
from sim.words import say

FILE = "design.json"
ENDS = ("", "_low", "_high", "_state")
"""What a KPI's columns end with."""


@dataclass(frozen=True)
class Plan:
    """What a sweep set out to do; it lies in its folder, so that ``collect`` need not be told again.

    Attributes:
        keys: swept keys and groups. ``entries``: the scenarios, in order.
        replications: of each; None: as many as ``precision`` asks.
        store: folder of the archive.
        basis: what the numbers rest on.
    """

    keys: tuple[str, ...]
    entries: tuple[Entry, ...]
    replications: int | None
    precision: Precision
    store: str
    basis: Basis

    def write(self, folder: Path) -> None:
        """Write ``design.json``, whole or not at all."""
        rows = [[[value for _, value in e.labels], e.scenario, e.key, e.parcels] for e in self.entries]
        data = {"keys": self.keys, "replications": self.replications, "precision": self.precision.model_dump(mode="json"), "store": self.store, "basis": asdict(self.basis), "scenarios": rows}
        write_whole(folder / FILE, json.dumps(data, ensure_ascii=False))

    @staticmethod
    def read(folder: Path) -> Plan:
        """Read what ``write`` wrote.

        Raises:
            InputError: there is no such file, or it is no JSON.
            ValueError, KeyError, TypeError, AttributeError: it is none of ours.
        """
        data = read_json(folder / FILE, FILE)
        names = tuple(str(name) for name in data["keys"])
        entries = tuple(_entry(names, *row) for row in data["scenarios"])
        replications, store = data["replications"], data["store"]
        if not isinstance(store, str) or not (replications is None or (type(replications) is int and 0 < replications <= MOST_REPLICATIONS)):
            raise ValueError(f"{replications!r} replications in {store!r}")
        return Plan(names, entries, replications, Precision(**data["precision"]), store, Basis.of(data["basis"]))


def _entry(names: tuple[str, ...], values: list[Any], scenario: Any, key: Any, parcels: Any = "") -> Entry:
    if not isinstance(scenario, str) or not isinstance(key, str) or not re.fullmatch("[0-9a-f]{64}", key) or not isinstance(parcels, str):
        raise ValueError(f"scenario {scenario!r} of key {key!r}")
    return Entry(tuple(zip(names, values, strict=True)), scenario, key, parcels)


@dataclass(frozen=True)
class _Standing:
    """What is known of one scenario: state, message, overloads, the replications to report; whether their precision is as asked."""

    state: str
    message: str = ""
    overloads: tuple[tuple[str, str], ...] = ()
    numbers: Sequence[int] = ()
    reached: bool = True


def find(plan: Plan, archive: Archive, config: Config) -> SweepTable:
    """The table of a sweep as far as it is done.

    Args:
        config: for the language, and of how many replications are enough.
    """
    names = kpi_keys()
    config = config.model_copy(update={"precision": plan.precision})
    outcomes, first = hashlib.sha256(), dict[bytes, int]()
    rows, figures, states, unreached = list[tuple[Any, ...]](), list[Floats](), list[list[str]](), []
    counted: list[tuple[int, ...]] = []
    for number, entry in enumerate(plan.entries, start=1):
        s = _standing(entry.key, plan, archive, config)
        numbers, said = np.full((len(names), 3), np.nan), [""] * len(names)
        same_as = None
        if s.state in (OK, "missing") and s.numbers:
            values = archive.values(entry.key, s.numbers, names)
            known = [e.one() for e in kpi_estimates(dict(zip(names, values.T, strict=True)), bool(s.overloads)).values()]
            numbers, said = np.array([(e.mean, e.low, e.high) for e in known]), [e.state for e in known]
            digests = "".join(r.digest for r in archive.rows(entry.key) if r.number in s.numbers)
            outcomes.update((entry.key + digests).encode())
            if s.state == OK:
                earliest = first.setdefault(_fingerprint(digests, values), number)
                same_as = earliest if earliest < number else None
        counted.append(tuple(s.numbers) if s.state in (OK, "missing") else ())
        unreached += [] if s.reached else [number]
        rows.append((entry.scenario, s.state, s.message, len(s.numbers), bool(s.overloads), "; ".join(say(config.run.lang, *pair) for pair in s.overloads), same_as))
        figures.append(numbers)
        states.append(said)
    head: dict[str, Any] = {NUMBER: np.arange(1, len(rows) + 1)}
    head |= {key: column([dict(e.labels)[key] for e in plan.entries]) for key in plan.keys}
    told = pd.DataFrame(rows, columns=[SCENARIO, STATUS, MESSAGE, COUNT, OVERLOADED, OVERLOADS, SAME_AS]).astype({SAME_AS: "Int64"})
    head |= {(f"scenario_{c}" if c in head else c): told[c] for c in map(str, told)}
    table = pd.concat([pd.DataFrame(head), _kpi_columns(names, np.array(figures).reshape(len(rows), len(names), 3), states)], axis=1)
    return SweepTable(table, tuple(counted), tuple(unreached), outcomes.hexdigest())


def _kpi_columns(names: Sequence[str], figures: Floats, states: Sequence[Sequence[str]]) -> pd.DataFrame:
    """The columns of the KPIs, each with those of its interval and state; ``figures`` has shape (scenarios, KPIs, 3)."""
    columns: dict[str, Any] = {}
    for i, name in enumerate(names):
        columns |= {f"{name}{end}": figures[:, i, j] for j, end in enumerate(ENDS[:3])}
        columns[f"{name}{ENDS[3]}"] = pd.Series([row[i] for row in states], dtype="str")
    return pd.DataFrame(columns)


def _fingerprint(digests: str, values: Floats) -> bytes:
    """The same for scenarios that came out the same: every milestone, run and KPI of every replication."""
    plain = np.where(np.isnan(values), np.nan, values) + 0.0  # one kind of NaN, one kind of 0
    return hashlib.sha256(digests.encode() + plain.tobytes()).digest()


def _standing(key: str, plan: Plan, archive: Archive, config: Config) -> _Standing:
    """What the archive knows of a scenario."""
    known = archive.standing(key)
    if known is None:
        return _Standing("missing")
    there, reached = archive.numbers(key), True
    if plan.replications is not None:
        numbers = sorted(there.intersection(range(plan.replications)))
        enough = len(numbers) == plan.replications
    else:
        numbers = list(range(next(n for n in range(len(there) + 1) if n not in there)))
        kpis = kpis_of(plan.precision)
        decision = ask(config, {"": dict(zip(kpis, archive.values(key, numbers, kpis).T, strict=True))}) if numbers else None
        enough = decision is not None and decision.enough
        if enough and decision is not None:
            numbers, reached = numbers[: decision.n], decision.reached
    if enough:
        return _Standing(OK, "", known.overloads, numbers, reached)
    if known.state == OK:
        return _Standing("missing", "", known.overloads, numbers)
    return _Standing(known.state, known.message, known.overloads, numbers)


def comparison(plan: Plan, table: pd.DataFrame, archive: Archive, kpi: str, reference: int | None) -> pd.DataFrame:
    """Every scenario that is done against one of them, paired by replication. Overloaded ones are left out, since their figures depend on
    when the clock stops; so is everything where the one itself is overloaded.

    Args:
        reference: number of the one, adjusted as one Holm family; None: the best, adjusted for its being picked from the same replications
            (``sim.inference.against_best``).

    Returns:
        a (number of the scenario), its swept keys, b (the reference's number), kpi, difference a - b with its own 95 % interval, the
        interval adjusted for the family, n, verdict, p_holm, the state of the difference, paired (``same parcels`` or ``own parcels``).
    """
    columns = ["a", *plan.keys, "b", "kpi", "difference", "ci_low", "ci_high", "joint_low", "joint_high", COUNT, "verdict", "p_holm", "state", "paired"]
    sound = table[(table[STATUS] == OK) & ~table[OVERLOADED]]
    best = ranking(sound, kpi)
    against = reference if reference is not None else int(best[NUMBER].iloc[0]) if len(best) else 0
    if against not in set(sound[NUMBER]):
        return pd.DataFrame(columns=columns)
    n = int(sound.set_index(NUMBER)[COUNT][against])
    series: dict[str, Floats] = {}
    for number, count in zip(sound[NUMBER], sound[COUNT], strict=True):
        values = archive.values(plan.entries[number - 1].key, range(min(n, count)), [kpi])[:, 0]
        series[str(number)] = np.concatenate([values, np.full(n - len(values), np.nan)])
    shape, low = shape_of(kpi), kpi_of(kpi).better != "high"
    found = against_best(series, low, shape=shape, leader=str(against)) if reference is None else compare(series, against=str(against), shape=shape)
    keyed, parcels = table.set_index(NUMBER), {i: e.parcels for i, e in enumerate(plan.entries, start=1)}
    rows = []
    for c in found:
        labels, paired = [keyed[key][int(c.a)] for key in plan.keys], SHARED if parcels[int(c.a)] == parcels[against] else OWN
        rows.append((int(c.a), *labels, against, kpi, c.difference, c.low, c.high, c.joint_low, c.joint_high, c.n, c.verdict, c.p, c.state, paired))
    return pd.DataFrame(rows, columns=columns)
