"""What a person asks of a sweep beside its scenarios: what its charts show, and how its best scenario is selected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.inference.estimate import ENOUGH
from sim.inference.precision_keys import Precision
from sim.inference.selection.selection import Zone
from sim.measure.registry import keys as kpi_keys
from sim.measure.registry import kpi_of
from sim.measure.unknown_kpis import unknown_kpis
from sim.problems import Faults, Problem, did_you_mean, phrase
from sim.proposal.sweep.sweep_keys import Sweep
from sim.words import Amount

Replications = int | str
"""How many; ``auto``: as many as precision asks."""


def check_sweep(
    asked: Sweep, keys: Sequence[str], scenarios: int, replications: Replications, precision: Precision
) -> None:
    """Check what is asked against what is swept.

    Args:
        keys: that are swept. ``scenarios``: how many there are. ``replications``: of each.

    Raises:
        InputError: with every fault.
    """
    faults = Faults(_unswept(asked, keys))
    faults += unknown_kpis("sweep.kpi", [asked.kpi])
    faults += unknown_kpis("sweep.contour", [asked.contour] if asked.contour else [])
    faults += selection_faults(asked, replications, precision)
    if asked.reference is not None and asked.reference > scenarios:
        allowed = phrase("sweep.reference", last=scenarios)
        faults.append(Problem("sweep.reference", "sweep.reference", str(asked.reference), allowed))
    faults.refuse()


def _unswept(asked: Sweep, keys: Sequence[str]) -> Iterator[Problem]:
    """Axes of the charts that are no swept key."""
    for name, key in (("sweep.x", asked.x), ("sweep.y", asked.y)):
        if key is not None and key not in keys:
            yield Problem("sweep.axis", name, key, phrase("sweep.axis", keys=tuple(keys)), did_you_mean(key, keys))


def zone_of(asked: Sweep, replications: Replications, precision: Precision) -> Zone:
    """How a selection is asked for: the first replications are those of the sweep, the most are ``precision.max``."""
    first = replications if isinstance(replications, int) else precision.min
    low = kpi_of(str(asked.select)).better == "low"
    return Zone(float(asked.delta or 0), asked.alpha, first, precision.max, low)


def selection_faults(asked: Sweep, replications: Replications, precision: Precision) -> Iterator[Problem]:
    """What is wrong with the keys of a selection; none is asked for where ``sweep.select`` is empty."""
    kpi = asked.select
    if kpi is None:
        return
    yield from unknown_kpis("sweep.select", [kpi])
    known = kpi_of(kpi) if kpi in kpi_keys() else None
    if known is not None and known.better == "none":
        yield Problem("sweep.select", "sweep.select", kpi, phrase("sweep.kpi"))
    if asked.delta is None:
        allowed = phrase("sweep.delta", unit=Amount(known.unit) if known else phrase("sweep.kpi_unit"))
        yield Problem("sweep.delta", "sweep.delta", phrase("config.nothing"), allowed, phrase("sweep.matters"))
    if isinstance(replications, int) and not ENOUGH <= replications <= precision.max:
        allowed = phrase("sweep.enough", least=ENOUGH, most=precision.max)
        yield Problem("sweep.select", "replications", str(replications), allowed)
