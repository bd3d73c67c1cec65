"""How precise a person wants figures to be."""

from __future__ import annotations

from collections.abc import Iterator

from sim.measure.unknown_kpis import unknown_kpis
from sim.parameters.once import Names
from sim.parameters.quantity import Section
from sim.parameters.setting import setting
from sim.problems import Problem, number_text, phrase

MOST_REPLICATIONS = 100_000


class Precision(Section):
    """How many replications are enough, with ``replications=auto``: half-widths of the 95 % intervals that must be
    reached."""

    relative: float = setting("precision.relative", 0.05, "share", gt=0, lt=1)
    absolute: dict[str, float] = setting("precision.absolute", {"within_24h": 0.02})
    kpis: Names = setting(
        "precision.kpis", ("cost_system_parcel", "at_village_mean_h", "within_24h", "at_village_p90_h")
    )
    differences: bool | Names = setting("precision.differences", True)
    min: int = setting("precision.min", 20, "replications", ge=3, le=MOST_REPLICATIONS)
    max: int = setting("precision.max", 200, "replications", ge=3, le=MOST_REPLICATIONS)
    batch: int = setting("precision.batch", 10, "replications", ge=1, le=10_000)


def precision_faults(keys: Precision) -> Iterator[Problem]:
    """What is wrong between the keys."""
    differences = keys.differences if isinstance(keys.differences, tuple) else ()
    for name, kpis in (("kpis", keys.kpis), ("differences", differences), ("absolute", keys.absolute)):
        yield from unknown_kpis(f"precision.{name}", kpis)
    for kpi, half in keys.absolute.items():
        if half <= 0:
            yield Problem("config.value", f"precision.absolute.{kpi}", number_text(half), phrase("config.half_width"))
    if not keys.kpis and not keys.absolute:
        yield Problem("config.empty", "precision.kpis", phrase("config.empty_list"), phrase("config.one_kpi"))
    if keys.max < keys.min:
        allowed = phrase("config.at_least", key="precision.min", value=keys.min)
        yield Problem("config.value", "precision.max", str(keys.max), allowed)
