"""Which keys a study varies, and over which range."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from experiments.scenarios.design import no_model_key
from experiments.scenarios.prepare import county_of
from experiments.settings.config import Config
from experiments.settings.over import keys as settable
from experiments.settings.over import over
from experiments.settings.overrides import key_hint
from experiments.settings.schema import quantities
from sim.demand.replaced import replaced
from sim.parameters import Parameters, Quantity, registry
from sim.parameters.factor import GIVEN, REGISTRY, SCALED, WIDENED, Factor
from sim.parameters.names import name_of
from sim.plan.actor import Actor
from sim.problems import InputError, Problem, phrase

NOT_VARIED = ("horizon.", "fleet.route_iterations")
"""How a run is done rather than what the world is like: varied only where named."""

SIZES = ("workers", "vehicles")
"""Units of what a plan decides, how many people and vehicles: their plausible ranges span all counties, so that they too are varied only
where named."""

def used(key: str, plan: Any) -> bool:
    """Whether a plan has what a key speaks of: the vehicle type, the host, the kind of point. Spares the runs of those it has not."""
    section, *rest = key.split(".")
    if section == "vehicles":
        return rest[0] in {line.vehicle for line in plan.lines}
    if section == "host":
        return Actor.host(rest[0]) in {line.operator for line in plan.lines}
    if key.startswith("points.types."):
        return rest[1] in {p.type for p in plan.points}
    return True


def factors(config: Config, study: Literal["sensitivity", "robustness"] = "sensitivity") -> tuple[Factor, ...]:
    """The factors of a study: the keys that its section of the config names, else every parameter that is a number and has a plausible range.

    Raises:
        InputError: with every key that does not exist, is no number, has no range, or has one that its bounds do not allow.
    """
    asked, where = getattr(config, study).keys, f"{study}.keys"
    known = {q.key: q for q in quantities(config.parameters)}
    own = _of_the_county(config)
    if asked is None:
        varied = [q for q in known.values() if _varied(q, own) and not _read_from_the_table(config, q.key)]
        return tuple(_own_range(config, q, own) for q in varied)
    wanted: Mapping[str, Any] = asked if isinstance(asked, dict) else dict.fromkeys(asked)
    problems: list[Problem] = []
    if not wanted or (not isinstance(asked, dict) and len(wanted) < len(asked)):
        problems.append(Problem("config.keys", where, ", ".join(asked), phrase("config.one_key")))
    found = [_named(config, f"{where}.{key}", span, known.get(key), own, problems) for key, span in wanted.items()]
    kept = tuple(f for f in found if f is not None)
    for f in kept:
        problems += _refused(config, f)
    if problems:
        raise InputError(problems)
    return kept


def _of_the_county(config: Config) -> dict[str, float]:
    """Keys that are empty where the county says the value itself."""
    county = county_of(config)
    found = {"roads.circuity": county.circuity, "resident.point_km": county.point_km}
    return {key: value for key, value in found.items() if value is not None}


def _read_from_the_table(config: Config, key: str) -> bool:
    """Whether a table of real parcels takes the place of a key."""
    file = config.parameters.demand.parcels_file
    if file is None:
        return False
    from sim.demand.records import read_records

    return replaced(key, read_records(file, county_of(config), config.parameters).full)


def _varied(q: Quantity, own: Mapping[str, float]) -> bool:
    ranged = q.low is not None and q.high is not None and q.low < q.high
    return ranged and (_number(q.base) or q.key in own) and not q.key.startswith(NOT_VARIED) and q.unit not in SIZES


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _own_range(config: Config, q: Quantity, own: Mapping[str, float]) -> Factor:
    """A parameter over its plausible range, which is one around its default: around a value that the config has set, in proportion."""
    assert q.low is not None
    assert q.high is not None
    base, usual = float(q.base) if _number(q.base) else own.get(q.key), _defaults().get(q.key)
    low, high, origin = float(q.low), float(q.high), REGISTRY
    if base is not None and _number(q.base) and usual and base not in (usual, 0.0):
        low, high, origin = *_within(q, base, low * base / usual, high * base / usual), SCALED
    if base is not None and not low <= base <= high:
        low, high, origin = min(low, base), max(high, base), WIDENED
    whole = isinstance(q.base, int) or (not isinstance(q.base, float) and base is None and isinstance(q.low, int) and isinstance(q.high, int))
    if whole:
        low, high = math.floor(low + 0.5), math.floor(high + 0.5)
    return _factor(config, q.key, q.unit, q.source, base, (float(low), float(high)), whole, origin)


@cache
def _defaults() -> dict[str, float]:
    """The defaults of the parameters that are numbers."""
    return {q.key: float(q.base) for q in registry(Parameters()) if _number(q.base)}


def _within(q: Quantity, base: float, low: float, high: float) -> tuple[float, float]:
    """A range within the parameter's hard bounds; half way from the value to a bound that it may not touch."""
    low, high = float(f"{low:.6g}"), float(f"{high:.6g}")
    low = max(low, -math.inf if q.ge is None else q.ge) if q.gt is None or low > q.gt else (base + q.gt) / 2
    high = min(high, math.inf if q.le is None else q.le) if q.lt is None or high < q.lt else (base + q.lt) / 2
    return low, high


def _factor(config: Config, key: str, unit: str, source: str, base: float | None, span: tuple[float, float], whole: bool, origin: str) -> Factor:
    names = (name_of(key, config.parameters, "zh"), name_of(key, config.parameters, "en"))
    return Factor(key, *names, unit, base, *span, whole, source, origin)


def _named(config: Config, where: str, span: Any, q: Quantity | None, own: Mapping[str, float], problems: list[Problem]) -> Factor | None:
    """A key that the config names at ``where``, with its range."""
    key = where.partition(".keys.")[2]
    if key in ("mode", "modes", "assignment"):
        problems.append(Problem("config.range", where, key, phrase("config.numeric_key"), phrase("sensitivity.modes")))
        return None
    if faults := no_model_key(key, where):
        problems += faults
        return None
    if q is None and key not in (known := settable(config)):
        problems.append(Problem("config.unknown_key", where, key, phrase("config.key"), key_hint(key, known)))
        return None
    if span is None:
        if q is None or q.low is None or q.high is None:
            problems.append(Problem("config.range", where, phrase("config.no_range"), phrase("config.numeric_key"), phrase("config.give_range", key=key)))
            return None
        return _own_range(config, q, own)
    low, high = span
    if not low < high:
        problems.append(Problem("config.range", where, f"[{low:g}, {high:g}]", phrase("config.low_high")))
        return None
    present = q.base if q is not None else _present(config, key)
    whole = isinstance(present, int) or (not _number(present) and float(low).is_integer() and float(high).is_integer())
    base = float(present) if _number(present) else own.get(key)
    if isinstance(present, bool) or (whole and not (float(low).is_integer() and float(high).is_integer())):
        problems.append(Problem("config.range", where, f"[{low:g}, {high:g}]", phrase("config.numeric_key" if isinstance(present, bool) else "config.wholes")))
        return None
    return _factor(config, key, q.unit if q else "-", q.source if q else "-", base, (float(low), float(high)), whole, GIVEN)


def _present(config: Config, key: str) -> Any:
    """The value of a key that no registry lists, such as a county's or a mode's."""
    first, *rest = key.split(".")
    node: Any = config.mode_table[config.mode] if first == "mode" else getattr(config, first)
    for name in rest:
        node = node[int(name)] if isinstance(node, tuple) else node[name] if isinstance(node, dict) else getattr(node, name)
    return node


def _refused(config: Config, factor: Factor) -> list[Problem]:
    """The faults of a range's ends, each alone in the config."""
    problems: list[Problem] = []
    for share in (0.0, 1.0):
        try:
            over(config, {factor.key: factor.value(share)})
        except InputError as error:
            problems += [p for p in error.problems if p not in problems]
    return problems
