"""One replication as a worker gives it back, and what of it is kept."""

from __future__ import annotations

import io
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from sim.demand.drawn_before import DrawnBefore
from sim.measure.part import Part
from sim.measure.pipeline import StepClock, replication
from sim.measure.registry import keys
from sim.plain import records
from sim.problems import InputError, Said, SaidError, phrase
from sim.service.prepared import Prepared
from sim.store.archive import Row

if TYPE_CHECKING:
    import pandas as pd


class ReplicationError(SaidError):
    """A replication did not come to its end.

    The message says which replication, of which scenario, and why; ``trace`` is the traceback, empty where there is
    none (a killed worker).
    """

    def __init__(self, message: Said, trace: str = "") -> None:
        super().__init__(message)
        self.trace = trace

    def __reduce__(self) -> tuple[type[ReplicationError], tuple[Said, str]]:
        return ReplicationError, (self.said, self.trace)


@dataclass(frozen=True)
class Want:
    """What is to be kept of replications beside the county's KPIs: ``whole``, all measures; ``traced``, of these
    numbers a full trace."""

    whole: bool = True
    traced: frozenset[int] = frozenset()


WHOLE = Want()
"""Keep all measures, and no trace."""

KPIS = Want(whole=False)
"""Keep the county's KPIs and nothing else."""


@dataclass(frozen=True, eq=False)
class Kept:
    """One replication as it comes from a worker: its row, and where wanted its packed measures and the parquet files of
    its trace."""

    row: Row
    packed: bytes = b""
    tables: dict[str, bytes] = field(default_factory=dict)


def kept(prepared: Prepared, number: int, want: Want, clock: StepClock, drawn: DrawnBefore) -> Kept:
    """Simulate a replication of the one scenario of ``prepared``, its laws checked; what is wanted of it.

    Args:
        clock: told how long each step took; its times go with the row. ``drawn``: parcels drawn before.

    Raises:
        InputError: a table of parcels is at fault.
        ReplicationError: it did not come to its end.
    """
    with _blaming(phrase("replication.parcels", number=number)), clock("draw"):
        demand = drawn.get(prepared.county, prepared.parameters, prepared.seed, number)
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
        reason = f"{type(error).__name__}: {error}"
        told = phrase("replication.failed_in", what=what, reason=reason)
        raise ReplicationError(told, traceback.format_exc()) from error
