"""What a sweep set out to do, and what the archive knows of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd

from sim.arrays import Floats
from sim.inference.precision_keys import MOST_REPLICATIONS, Precision
from sim.measure.registry import keys as kpi_keys
from sim.plain import read_json
from sim.plain.whole import write_whole
from sim.proposal.sweep.swept import MISSING, OK, Basis, Entry, SweepTable
from sim.proposal.sweep.swept_numbers import write_rows
from sim.proposal.sweep.swept_table import Known, sweep_comparison
from sim.store.archive import Archive
from sim.store.precise import decided

FILE = "design.json"
ROWS = "replications.parquet"


@dataclass(frozen=True)
class SweepPlan:
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
        asked = {"replications": self.replications, "precision": self.precision.model_dump(mode="json")}
        data = {"keys": self.keys, **asked, "store": self.store, "basis": asdict(self.basis), "scenarios": rows}
        write_whole(folder / FILE, json.dumps(data, ensure_ascii=False))

    @staticmethod
    def read(folder: Path) -> SweepPlan:
        """Read what ``write`` wrote.

        Raises:
            InputError: there is no such file, or it is no JSON.
            ValueError, KeyError, TypeError, AttributeError: it is none of ours.
        """
        data = read_json(folder / FILE, FILE)
        names = tuple(str(name) for name in data["keys"])
        entries = tuple(_entry(names, *row) for row in data["scenarios"])
        replications, store = data["replications"], data["store"]
        counted = type(replications) is int and 0 < replications <= MOST_REPLICATIONS
        if not isinstance(store, str) or not (replications is None or counted):
            raise ValueError(f"{replications!r} replications in {store!r}")
        return SweepPlan(names, entries, replications, Precision(**data["precision"]), store, Basis.of(data["basis"]))


def _entry(names: tuple[str, ...], values: list[Any], scenario: Any, key: Any, parcels: Any = "") -> Entry:
    if not all(isinstance(text, str) for text in (scenario, key, parcels)) or not re.fullmatch("[0-9a-f]{64}", key):
        raise ValueError(f"scenario {scenario!r} of key {key!r}")
    return Entry(tuple(zip(names, values, strict=True)), scenario, key, parcels)


def known(plan: SweepPlan, archive: Archive) -> Iterator[Known]:
    """What the archive knows of each scenario of a sweep, in order."""
    for entry in plan.entries:
        standing = archive.standing(entry.key)
        if standing is None:
            yield Known(entry=entry, state=MISSING)
            continue
        numbers, enough, reached = _counted(entry.key, plan, archive)
        ended = enough or standing.state == OK
        state = OK if enough else MISSING if ended else standing.state
        values = archive.values(entry.key, numbers, kpi_keys()) if ended and numbers else None
        yield Known(
            entry=entry, state=state, message="" if ended else standing.message, overloads=standing.overloads,
            numbers=numbers, values=values, reached=reached,
            digests="".join(r.digest for r in archive.rows(entry.key) if r.number in numbers) if ended else "",
        )  # fmt: skip


def _counted(key: str, plan: SweepPlan, archive: Archive) -> tuple[Sequence[int], bool, bool]:
    """The replications of a scenario to report, whether they are all that is wanted, and whether they are as precise as
    asked."""
    there = archive.numbers(key)
    if plan.replications is not None:
        numbers = sorted(there.intersection(range(plan.replications)))
        return numbers, len(numbers) == plan.replications, True
    n = next(n for n in count() if n not in there)
    decision = decided(plan.precision, archive, {"": key}, n) if n else None
    if decision is None or not decision.enough:
        return range(n), False, True
    return range(decision.n), True, decision.reached


def write_replications(plan: SweepPlan, found: SweepTable, archive: Archive, folder: Path) -> None:
    """Write ``replications``: scenario (its number in ``sweep``), replication, kpi, value; those that the means of
    ``sweep`` are of."""

    def values(number: int, numbers: Sequence[int]) -> Floats:
        return archive.values(plan.entries[number - 1].key, numbers, kpi_keys())

    write_rows(folder / ROWS, found.numbers, values)


def comparison(plan: SweepPlan, table: pd.DataFrame, archive: Archive, kpi: str, reference: int | None) -> pd.DataFrame:
    """Every scenario that is done against one of them; see ``sim.proposal.sweep.swept_table.sweep_comparison``."""

    def values(number: int, replications: int) -> Floats:
        return archive.values(plan.entries[number - 1].key, range(replications), [kpi])[:, 0]

    parcels = {i: entry.parcels for i, entry in enumerate(plan.entries, start=1)}
    return sweep_comparison(plan.keys, parcels, table, values, kpi, reference)
