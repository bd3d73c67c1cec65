"""What a worker does: replications of one scenario, what is kept of them, and what they took."""

from __future__ import annotations

import io
import traceback
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from experiments.scenarios.prepare import prepare
from experiments.scenarios.provenance import scenario_key
from experiments.settings.config import Config
from sim.demand.drawn_before import DrawnBefore
from sim.measure.part import Part
from sim.measure.pipeline import StepClock, replication
from sim.measure.registry import keys
from sim.plain import records
from sim.problems import InputError, Said, SaidError, phrase
from sim.proposal.names import overload_texts
from sim.service.prepared import Prepared
from sim.store.archive import Row

if TYPE_CHECKING:
    import pandas as pd

PARCELS_BYTES = 256 * 2**20
"""Parcels that a worker keeps for the next scenario with the same demand."""



class ReplicationError(SaidError):
    """A replication did not come to its end.

    The message says which replication, of which scenario, and why; ``trace`` is the traceback, empty where there is none (a killed worker).
    """

    def __init__(self, message: Said, trace: str = "") -> None:
        super().__init__(message)
        self.trace = trace

    def __reduce__(self) -> tuple[type[ReplicationError], tuple[Said, str]]:
        return ReplicationError, (self.said, self.trace)


@dataclass(frozen=True)
class Want:
    """What is to be kept of replications beside the county's KPIs: ``whole``, all measures; ``traced``, of these numbers a full trace."""

    whole: bool = True
    traced: frozenset[int] = frozenset()


KPIS = Want(whole=False)
"""Keep the county's KPIs and nothing else."""


@dataclass(frozen=True, eq=False)
class Kept:
    """One replication as it comes from a worker: its row, and where wanted its packed measures and the parquet files of its trace."""

    row: Row
    packed: bytes = b""
    tables: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Worked:
    """What a task gives back.

    Attributes:
        kept: its replications, up to the one that broke off.
        overloads: where its plan is asked for more than it can do, Chinese and English.
        error: why one broke off.
    """

    kept: tuple[Kept, ...]
    overloads: tuple[tuple[str, str], ...]
    error: ReplicationError | None = None


def run_point(config: Config, scenario: str, numbers: Collection[int], want: Want = Want()) -> Worked:
    """Run replications of one scenario; the laws of each are checked.

    Plan and parcels are kept in this process for the next task that needs the same ones. The time that the plan took stands with
    the first replication.

    Raises:
        InputError: the scenario cannot be planned.
    """
    clock = StepClock()
    with clock("plan"):
        prepared = _prepared(_PlanAsked(f"{scenario} {scenario_key(config, scenario)}", config, scenario))
    (made,) = prepared.scenarios
    over = tuple(overload_texts(prepared, made)) if made.overloads else ()
    kept: list[Kept] = []
    try:
        kept.extend(_kept(prepared, number, want, clock) for number in numbers)
    except ReplicationError as error:
        return Worked(tuple(kept), over, error)
    return Worked(tuple(kept), over)


def _kept(prepared: Prepared, number: int, want: Want, clock: StepClock) -> Kept:
    with _blaming(phrase("replication.parcels", number=number)), clock("draw"):
        demand = _drawn().get(prepared.county, prepared.parameters, prepared.seed, number)
    with _blaming(phrase("replication.of", number=number, scenario=prepared.scenarios[0].name)):
        part, tables = replication(prepared, number, demand, clock, number in want.traced)
    packed = records.packed(part) if want.whole else b""
    return Kept(row_of(part, clock.take()), packed, {name: _parquet(table) for name, table in tables.items()})


def row_of(part: Part, seconds: tuple[float, float, float, float] | None = None) -> Row:
    """The row of a replication in the archive."""
    return Row(part.number, part.digest, np.array([part.measures.county[k] for k in keys()]), seconds)


def _parquet(table: pd.DataFrame) -> bytes:
    file = io.BytesIO()
    table.to_parquet(file, index=False, compression="zstd")
    return file.getvalue()


@contextmanager
def _blaming(what: Said) -> Iterator[None]:
    """Say of an error in what it happened; a fault of the input stays one."""
    try:
        yield
    except InputError:
        raise
    except Exception as error:
        raise ReplicationError(phrase("replication.failed_in", what=what, reason=f"{type(error).__name__}: {error}"), traceback.format_exc()) from error


@dataclass(frozen=True)
class _PlanAsked:
    """A plan to make; the same one where the key is the same."""

    key: str
    config: Config = field(compare=False)
    scenario: str = field(compare=False)


@lru_cache(maxsize=2)
def _prepared(asked: _PlanAsked) -> Prepared:
    return prepare(asked.config, (asked.scenario,))


@lru_cache(maxsize=1)
def _drawn() -> DrawnBefore:
    """What this process has drawn."""
    return DrawnBefore(PARCELS_BYTES)
